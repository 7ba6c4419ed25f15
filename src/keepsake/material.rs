//! From a month of the journal to a page's data: which photos, at which size,
//! with which words.

use std::sync::Arc;

use super::choose::{Candidate, propose};
use super::page::{PageData, PagePhoto};
use super::plan::photo_boxes_px;
use crate::domain::{Baby, BabyId, Milestone, Month, PageChoice, PhotoId};
use crate::photo::{self, PhotoError, RgbImage, ThumbCache, ThumbSize, Vault};
use crate::store::gallery::GalleryItem;
use crate::store::{self, Connection};

/// Photos go into a printed page at this many pixels an inch.
pub const PRINT_DPI: f32 = 300.0;
/// JPEG quality of printed photos: no difference can be seen on paper.
const PRINT_QUALITY: u8 = 92;
/// On screen, the page's photos come from the screen-size cache.
const SCREEN_DPI: f32 = 130.0;
const SCREEN_QUALITY: u8 = 85;
/// Milestones shown at the foot of a page.
const MOST_MILESTONES: usize = 4;
/// Photos proposed while the parent has not chosen.
const PROPOSED_PHOTOS: usize = 7;
/// A page with fewer is filled up with further photos of the same entries.
const FEWEST_PROPOSED: usize = 3;

/// Why a page could not be prepared for printing.
#[derive(Debug, thiserror::Error)]
#[error(
    "“{name}” could not be put on the page: {source}. Take it off the page, or add the photo again to heal it; no page was saved"
)]
pub struct MaterialError {
    /// The photo's name.
    pub name: String,
    /// What is wrong with it.
    pub source: PhotoError,
}

/// What one month offers a page.
#[derive(Debug, Clone)]
pub struct PageMaterial {
    /// Whose month.
    pub baby: Baby,
    /// Which month.
    pub month: Month,
    /// Its photos, oldest first.
    pub candidates: Vec<GalleryItem>,
    /// Its milestones, oldest first.
    pub milestones: Vec<Milestone>,
    /// How many entries it has.
    pub entries: usize,
}

impl PageMaterial {
    /// Reads a month of the journal.
    ///
    /// # Errors
    /// When the baby is unknown or SQLite refuses.
    pub fn read(
        connection: &Connection,
        baby: BabyId,
        month: Month,
        day_start_hour: u8,
    ) -> store::Result<Self> {
        let mut candidates: Vec<_> = store::gallery::items(connection, baby)?
            .into_iter()
            .filter(|item| month.contains(item.moment.journal_day(day_start_hour)))
            .collect();
        // Oldest first; within an entry in its own order (the sort is stable).
        candidates.sort_by_key(|item| (item.moment.local, item.entry));
        let entries = store::entry::between(
            connection,
            baby,
            month.first_day(),
            month.last_day(),
            day_start_hour,
        )?
        .len();
        Ok(Self {
            baby: store::baby::get(connection, baby)?,
            month,
            candidates,
            milestones: store::milestone::list(connection, Some(baby))?
                .into_iter()
                .filter(|milestone| month.contains(milestone.fields.date))
                .collect(),
            entries,
        })
    }

    /// The heading while the parent has given none.
    pub fn default_title(&self) -> String {
        self.month.label()
    }

    /// Whether a photo belongs to this month.
    pub fn has(&self, photo: PhotoId) -> bool {
        self.candidates.iter().any(|item| item.id() == photo)
    }

    /// The page for the screen: photos from the screen-size cache. A photo that
    /// cannot be read shows as a field of its colour; printing will name it.
    pub fn for_screen(&self, choice: &PageChoice, vault: &Vault, thumbs: &ThumbCache) -> PageData {
        let (mut page, items) = self.outline(choice);
        let boxes = photo_boxes_px(&page, SCREEN_DPI);
        for ((slot, item), (width, height)) in page.photos.iter_mut().zip(&items).zip(boxes) {
            let pixels = thumbs
                .get_or_make(vault, &item.photo.file, ThumbSize::Screen, &item.edits)
                .unwrap_or_else(|_| field_of_colour(item));
            let pixels = photo::fit_within(&pixels, width, height);
            if let Ok(jpeg) = photo::jpeg(&pixels, SCREEN_QUALITY) {
                slot.jpeg = Arc::from(jpeg);
            }
        }
        page
    }

    /// The page for paper: photos from their originals, edits applied, at
    /// [`PRINT_DPI`]. `step(done, total)` may break off; then there is no page.
    ///
    /// # Errors
    /// Names the photo that could not be read.
    pub fn for_print(
        &self,
        choice: &PageChoice,
        vault: &Vault,
        step: &mut dyn FnMut(usize, usize) -> std::ops::ControlFlow<()>,
    ) -> Result<Option<PageData>, MaterialError> {
        let (mut page, items) = self.outline(choice);
        let boxes = photo_boxes_px(&page, PRINT_DPI);
        let total = items.len();
        for (done, ((slot, item), (width, height))) in
            page.photos.iter_mut().zip(&items).zip(boxes).enumerate()
        {
            if step(done, total).is_break() {
                return Ok(None);
            }
            let (jpeg, _, _) = photo::render_for_print(
                vault,
                &item.photo.file,
                &item.edits,
                width,
                height,
                PRINT_QUALITY,
            )
            .map_err(|source| MaterialError {
                name: item.photo.file.original_name.clone(),
                source,
            })?;
            slot.jpeg = Arc::from(jpeg);
        }
        Ok(Some(page))
    }

    /// The page without its photos' bytes, and the photos that go on it.
    fn outline(&self, choice: &PageChoice) -> (PageData, Vec<&GalleryItem>) {
        let items: Vec<_> = propose_photos(choice, self)
            .into_iter()
            .filter_map(|photo| self.candidates.iter().find(|item| item.id() == photo))
            .take(PageData::MAX_PHOTOS)
            .collect();
        let title = match choice.title.trim() {
            "" => self.default_title(),
            title => title.to_owned(),
        };
        let page = PageData {
            baby_name: self.baby.fields.name.clone(),
            month: self.month,
            right_to_left: is_right_to_left(&title),
            title,
            subtitle: self.subtitle(),
            quiet_line: self.quiet_line(),
            closing: choice.closing.trim().to_owned(),
            paper: choice.paper,
            photos: items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    // An entry's words stand once, under its first photo.
                    let said = items
                        .iter()
                        .take(index)
                        .any(|before| before.entry == item.entry);
                    self.page_photo(item, !said)
                })
                .collect(),
            milestones: self
                .milestones
                .iter()
                .take(MOST_MILESTONES)
                .map(|milestone| {
                    (
                        milestone.fields.date.format("%-d %B").to_string(),
                        milestone.fields.title.clone(),
                    )
                })
                .collect(),
            language: "en".to_owned(),
        };
        (page, items)
    }

    fn page_photo(&self, item: &GalleryItem, with_caption: bool) -> PagePhoto {
        let (width, height) = item
            .edits
            .output_size(item.photo.file.width, item.photo.file.height);
        let caption = item
            .caption
            .lines()
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        let date = item.moment.local.format("%-d %B %Y");
        PagePhoto {
            photo: item.id(),
            jpeg: Arc::from(Vec::new()),
            width,
            height,
            alt: if caption.is_empty() {
                format!("Photo of {}, {date}", self.baby.fields.name)
            } else {
                format!("{caption} ({date})")
            },
            caption: if with_caption { caption } else { String::new() },
            favourite: item.favourite,
        }
    }

    fn subtitle(&self) -> String {
        let name = &self.baby.fields.name;
        let last = self.month.last_day();
        match self.baby.age_on(last) {
            Some(age) if age.months >= 1 => {
                let months = if age.months == 1 { "month" } else { "months" };
                format!("{name} · {} {months} old", age.months)
            }
            Some(_) => format!("{name} · the first days"),
            None => name.clone(),
        }
    }

    fn quiet_line(&self) -> String {
        match self.entries {
            0 => String::new(),
            1 => "One smile kept this month".to_owned(),
            count => format!("{count} smiles kept this month"),
        }
    }
}

/// The photos that go on the page: those chosen, else those proposed.
pub fn propose_photos(choice: &PageChoice, material: &PageMaterial) -> Vec<PhotoId> {
    if let Some(photos) = &choice.photos {
        return photos
            .iter()
            .copied()
            .filter(|photo| material.has(*photo))
            .take(PageChoice::MAX_PHOTOS)
            .collect();
    }
    let candidates = |covers: bool| -> Vec<Candidate> {
        material
            .candidates
            .iter()
            .filter(|item| item.cover == covers)
            .map(|item| Candidate {
                photo: item.id(),
                moment: item.moment,
                favourite: item.favourite,
                aspect: item.shown_aspect(),
            })
            .collect()
    };
    // One photo an entry says more than three of the same minute; a quiet month
    // is filled up with others of its entries.
    let mut chosen = propose(&candidates(true), PROPOSED_PHOTOS);
    let missing = FEWEST_PROPOSED.saturating_sub(chosen.len());
    chosen.extend(propose(&candidates(false), missing));
    material
        .candidates
        .iter()
        .map(GalleryItem::id)
        .filter(|photo| chosen.contains(photo))
        .collect()
}

/// One sentence when some letters of a page have no font on this computer.
pub fn missing_letters(missing: &[char]) -> Option<String> {
    if missing.is_empty() {
        return None;
    }
    let shown: String = missing.iter().take(12).collect();
    Some(format!(
        "This computer has no font for some letters ({shown}), so the page shows □ in their place. Install a font for them (on Debian: fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji) and save it again."
    ))
}

fn field_of_colour(item: &GalleryItem) -> RgbImage {
    let (width, height) = item
        .edits
        .output_size(item.photo.file.width, item.photo.file.height);
    let longest = width.max(height).max(1);
    let [_, red, green, blue] = item.photo.file.average_rgb.to_be_bytes();
    RgbImage::from_pixel(
        (width * 64 / longest).max(1),
        (height * 64 / longest).max(1),
        image::Rgb([red, green, blue]),
    )
}

fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(|letter| {
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        })
}

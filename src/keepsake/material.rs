//! From a month of the journal to a page's data: which photos, with which
//! words, on which sheet.

use chrono::{Datelike, NaiveDate};

use super::choose::{Candidate, one_a_day, propose};
use super::contract::Sheet;
use super::page::{PageData, PageMilestone, PagePhoto, day_in_words};
use super::template::Template;
use super::verses::verse;
use crate::domain::{
    AgeSpan, Baby, BabyId, CorrectedSpan, Entry, Milestone, Month, PageChoice, PageLook, PhotoId,
};
use crate::store::gallery::GalleryItem;
use crate::store::{self, Connection};
use crate::words::{dates, manner};

/// A page with fewer is filled up with further photos of the same entries.
const FEWEST_PROPOSED: usize = 3;

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
    /// Its entries, oldest first.
    pub entries: Vec<Entry>,
    /// The hour at which a journal day begins.
    day_start_hour: u8,
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
        let mut entries = store::entry::between(
            connection,
            baby,
            month.first_day(),
            month.last_day(),
            day_start_hour,
        )?;
        entries.sort_by_key(|entry| (entry.fields.moment.local, entry.id));
        Ok(Self {
            baby: store::baby::get(connection, baby)?,
            month,
            candidates,
            milestones: store::milestone::list(connection, Some(baby))?
                .into_iter()
                .filter(|milestone| month.contains(milestone.fields.date))
                .collect(),
            entries,
            day_start_hour,
        })
    }

    /// The heading while the parent has given none.
    pub fn default_title(&self) -> String {
        dates::month_year(self.month.first_day())
    }

    /// Whether a photo belongs to this month.
    pub fn has(&self, photo: PhotoId) -> bool {
        self.candidates.iter().any(|item| item.id() == photo)
    }

    /// The page's words and photos as chosen, and the photos in the same order.
    pub fn page(&self, choice: &PageChoice, template: &Template) -> (PageData, Vec<&GalleryItem>) {
        let items: Vec<_> = propose_photos(choice, self, template)
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
            subtitle: self.subtitle(&choice.look),
            place: place_of(&choice.look),
            quiet_line: self.quiet_line(template),
            closing: choice.closing.trim().to_owned(),
            verse: verse(&choice.look.verse)
                .map(|verse| (verse.text.to_owned(), verse.author.to_owned())),
            sheet: sheet_of(choice),
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
            milestones: self.page_milestones(&items),
            smiles: self.smiles(),
            story: self.story(),
            contents: Vec::new(),
            page_number: None,
            language: manner().language.code().to_owned(),
        };
        (page, items)
    }

    fn page_milestones(&self, items: &[&GalleryItem]) -> Vec<PageMilestone> {
        self.milestones
            .iter()
            .map(|milestone| {
                let fields = &milestone.fields;
                PageMilestone {
                    date: fields.date,
                    date_label: dates::day_month(fields.date),
                    title: fields.title.clone(),
                    age: self.baby.age_label(fields.date),
                    note: fields.note.clone(),
                    photo: items
                        .iter()
                        .position(|item| fields.photos.contains(&item.id())),
                }
            })
            .collect()
    }

    fn day_of(&self, item: &GalleryItem) -> NaiveDate {
        item.moment.journal_day(self.day_start_hour)
    }

    fn smiles(&self) -> Vec<u32> {
        let mut smiles = vec![0; self.month.last_day().day() as usize];
        for entry in &self.entries {
            let day = entry.fields.moment.journal_day(self.day_start_hour);
            if self.month.contains(day)
                && let Some(count) = smiles.get_mut(day.day() as usize - 1)
            {
                *count += 1;
            }
        }
        smiles
    }

    fn story(&self) -> Vec<(String, String)> {
        self.entries
            .iter()
            .filter(|entry| !entry.fields.note.trim().is_empty())
            .map(|entry| {
                let day = entry.fields.moment.journal_day(self.day_start_hour);
                let after_midnight = entry.fields.moment.local.date() != day;
                (day_in_words(day, after_midnight), entry.fields.note.clone())
            })
            .collect()
    }

    pub(super) fn page_photo(&self, item: &GalleryItem, with_caption: bool) -> PagePhoto {
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
        let date = dates::day_month_year(item.moment.local.date());
        PagePhoto {
            photo: item.id(),
            width,
            height,
            alt: if caption.is_empty() {
                t!(
                    "keepsake-photo-alt",
                    name = &self.baby.fields.name,
                    date = date
                )
            } else {
                format!("{caption} ({date})")
            },
            caption: if with_caption { caption } else { String::new() },
            favourite: item.favourite,
            day: self.day_of(item),
            after_midnight: item.moment.local.date() != self.day_of(item),
        }
    }

    fn subtitle(&self, look: &PageLook) -> String {
        let name = &self.baby.fields.name;
        // A page of the time before the birth says no age.
        let age = match self.baby.age_in(self.month) {
            AgeSpan::BeforeBirth => name.clone(),
            age => t!("keepsake-subtitle", name = name, age = age.label()),
        };
        let age = match self.baby.corrected_age_in(self.month) {
            Some(corrected) if look.corrected_age => {
                format!("{age} · {}", CorrectedSpan::label(corrected))
            }
            _ => age,
        };
        match place_of(look).as_str() {
            "" => age,
            place => format!("{age} · {place}"),
        }
    }

    fn quiet_line(&self, template: &Template) -> String {
        let quiet = match self.entries.len() {
            0 => return String::new(),
            count => t!("keepsake-quiet", count = count),
        };
        let has_small_hours = || {
            self.entries.iter().any(|entry| {
                let moment = entry.fields.moment;
                moment.journal_day(self.day_start_hour) != moment.local.date()
            })
        };
        // In its grid three in the morning stands a day earlier than a clock
        // would say.
        if template.code == "calendar" && has_small_hours() {
            return t!("keepsake-quiet-nights", quiet = quiet);
        }
        quiet
    }

    /// Photos of the month’s milestones that were taken in it, the first
    /// milestone’s first.
    fn of_milestones(&self) -> impl Iterator<Item = PhotoId> {
        self.milestones
            .iter()
            .flat_map(|milestone| milestone.fields.photos.iter().copied())
            .filter(|photo| self.has(*photo))
    }
}

/// The place as written, on one line.
fn place_of(look: &PageLook) -> String {
    look.place.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sheet as chosen.
pub fn sheet_of(choice: &PageChoice) -> Sheet {
    Sheet {
        bleed: f32::from(choice.look.bleed_mm.min(PageLook::MAX_BLEED_MM)),
        marks: choice.look.crop_marks,
        ..Sheet::new(choice.size_mm(), choice.margin_mm())
    }
}

/// The photos that go on the page: those chosen, else those proposed for its
/// template.
pub fn propose_photos(
    choice: &PageChoice,
    material: &PageMaterial,
    template: &Template,
) -> Vec<PhotoId> {
    if let Some(photos) = &choice.photos {
        return photos
            .iter()
            .copied()
            .filter(|photo| material.has(*photo))
            .take(PageChoice::MAX_PHOTOS)
            .collect();
    }
    // A framed milestone is seen in its own photo.
    if template.code == "certificate"
        && let Some(photo) = material.of_milestones().next()
    {
        return vec![photo];
    }
    let firsts: Vec<PhotoId> = material.of_milestones().collect();
    let candidates = |covers: Option<bool>| -> Vec<Candidate> {
        material
            .candidates
            .iter()
            .filter(|item| covers.is_none_or(|covers| item.cover == covers))
            // One picture of a film is printed only when the parent asks.
            .filter(|item| !item.photo.file.format.is_film())
            .map(|item| Candidate {
                photo: item.id(),
                moment: item.moment,
                // What belongs to a milestone is wanted no less.
                favourite: item.favourite || firsts.contains(&item.id()),
                aspect: item.shown_aspect(),
                sharpness: item.photo.file.light.map(|light| light.sharpness_centi),
                colour: item.photo.file.average_rgb,
            })
            .collect()
    };
    if template.proposed >= PageChoice::MAX_PHOTOS {
        return one_a_day(&candidates(None), |candidate| {
            candidate.moment.journal_day(material.day_start_hour)
        });
    }
    // One photo an entry says more than three of the same minute; a quiet month
    // is filled up with others of its entries.
    let mut chosen = propose(&candidates(Some(true)), template.proposed);
    let fewest = FEWEST_PROPOSED.min(template.proposed);
    let missing = fewest.saturating_sub(chosen.len());
    chosen.extend(propose(&candidates(Some(false)), missing));
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
    Some(t!("keepsake-missing-letters", letters = shown))
}

fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(|letter| {
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        })
}

//! Makes a month's page: for the screen, for paper, and what has to be said
//! before it is printed.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::document::{KeepsakeDocument, KeepsakeEngine, PageLayout, PagePixels, forget_unused};
use super::error::KeepsakeError;
use super::frames::PhotoFrame;
use super::material::PageMaterial;
use super::pictures::{ScreenPictures, Shelves, Source, least_kept_px, on_all_cores, print_jpeg};
use super::stored::Spool;
use super::template::Template;
use crate::domain::PageChoice;
use crate::photo::PhotoError;
use crate::store::gallery::GalleryItem;
use crate::words::{self, OnlyHere};

/// Photos go into a printed page at this many pixels an inch, while nothing
/// else is asked for.
pub const PRINT_DPI: f32 = 300.0;

/// Below this many dots an inch a photo looks soft on paper.
pub const SHARP_DPI: f32 = 150.0;

/// Something to know before a page is printed.
#[derive(Debug, Clone, PartialEq)]
pub enum PageWarning {
    /// The photo has too few pixels for its place.
    Soft {
        /// The page it is on, from 1.
        page: usize,
        /// Its number on the page, from 1.
        number: usize,
        /// The dots per inch it has.
        dots_per_inch: f32,
        /// Width and height, in millimetres, up to which it is sharp.
        sharp_mm: (f32, f32),
    },
    /// The original is not there, or cannot be read.
    Missing {
        /// The page it is on, from 1.
        page: usize,
        /// Its number on the page, from 1.
        number: usize,
        /// The photo's name in the journal.
        name: String,
        /// Why.
        cause: String,
    },
}

impl PageWarning {
    /// One plain sentence; in a book it tells the page.
    pub fn sentence(&self, in_book: bool) -> String {
        match self {
            Self::Soft {
                page,
                number,
                dots_per_inch,
                sharp_mm: (width, height),
            } => {
                let dots = format!("{dots_per_inch:.0}");
                let (width, height) = (centimetres(*width), centimetres(*height));
                if in_book {
                    t!(
                        "keepsake-soft-in-book",
                        page = page.to_string(),
                        number = number.to_string(),
                        dots = dots,
                        width = width,
                        height = height
                    )
                } else {
                    t!(
                        "keepsake-soft",
                        number = number.to_string(),
                        dots = dots,
                        width = width,
                        height = height
                    )
                }
            }
            Self::Missing {
                page,
                number,
                name,
                cause,
            } => {
                if in_book {
                    t!(
                        "keepsake-missing-in-book",
                        page = page.to_string(),
                        number = number.to_string(),
                        name = name,
                        cause = cause
                    )
                } else {
                    t!(
                        "keepsake-missing",
                        number = number.to_string(),
                        name = name,
                        cause = cause
                    )
                }
            }
        }
    }
}

/// `6.5` (`6,5` in German), rounded down so that the promise holds.
fn centimetres(millimetres: f32) -> String {
    let tenths = (millimetres / 10.0 * 10.0).floor() / 10.0;
    let text = if tenths.fract().abs() < 0.05 {
        format!("{tenths:.0}")
    } else {
        format!("{tenths:.1}")
    };
    match text.split_once('.') {
        Some((whole, tenths)) => t!("keepsake-decimal", whole = whole, tenths = tenths),
        None => text,
    }
}

/// A month's page laid out, with its photos at hand.
pub struct PageMaker<'a> {
    layout: PageLayout,
    photos: Vec<&'a GalleryItem>,
    choice: &'a PageChoice,
}

/// A page for paper.
pub struct PrintedPage {
    /// The page.
    pub document: KeepsakeDocument,
    /// What has to be said of it.
    pub warnings: Vec<PageWarning>,
    /// Letters no font on this computer can draw.
    pub missing_characters: Vec<char>,
}

impl<'a> PageMaker<'a> {
    /// Lays out a month's page as chosen.
    ///
    /// # Errors
    /// A mistake in a family's template.
    pub fn new(
        engine: &KeepsakeEngine,
        template: &Template,
        choice: &'a PageChoice,
        material: &'a PageMaterial,
    ) -> Result<Self, KeepsakeError> {
        // One page speaks one language, whatever is chosen meanwhile.
        let _now = OnlyHere::new(words::manner());
        let (page, photos) = material.page(choice, template);
        Ok(Self {
            layout: engine.lay_out(template, &page)?,
            photos,
            choice,
        })
    }

    /// The layout.
    pub fn layout(&self) -> &PageLayout {
        &self.layout
    }

    /// How many photos are on the page.
    pub fn photo_count(&self) -> usize {
        self.photos.len()
    }

    fn source(&self, frame: &PhotoFrame) -> Option<Source<'_>> {
        self.photos.get(frame.photo).map(|item| Source {
            item,
            look: &self.choice.look,
        })
    }

    /// The page as it will print, `width_px` across, from the screen-size
    /// thumbnails. A photo that cannot be read shows as an empty frame.
    ///
    /// # Errors
    /// A picture too large to make.
    pub fn for_screen(
        &self,
        width_px: u32,
        shelves: Shelves<'_>,
        kept: &ScreenPictures,
    ) -> Result<PagePixels, KeepsakeError> {
        let seen = self.for_look(width_px, shelves, kept);
        forget_unused();
        seen
    }

    /// As [`Self::for_screen`] for one of several pages that are seen at once:
    /// what is remembered of other pages does not age by it.
    ///
    /// # Errors
    /// As [`Self::for_screen`].
    pub fn for_look(
        &self,
        width_px: u32,
        shelves: Shelves<'_>,
        kept: &ScreenPictures,
    ) -> Result<PagePixels, KeepsakeError> {
        let (width_mm, _) = self.layout.page_size_mm(0).unwrap_or((210.0, 297.0));
        let dpi = width_px as f32 / (width_mm / 25.4);
        let frames = self.layout.frames();
        let least_px = least_kept_px(frames.len());
        let mut made = on_all_cores(
            frames.len(),
            &|index| {
                let frame = frames.get(index)?;
                let source = self.source(frame)?;
                Some(source.for_screen(frame, dpi, least_px, shelves, kept))
            },
            &mut |_| ControlFlow::Continue(()),
        )
        .unwrap_or_default()
        .into_iter();
        let document = self.layout.fill(&mut |_| {
            Ok(made
                .next()
                .flatten()
                .unwrap_or(super::frames::Filling::Missing([200; 3])))
        })?;
        document.pixels_kept(0, width_px)
    }

    /// Photos that are too coarse for their places. Reads no file.
    pub fn soft_photos(&self) -> Vec<PageWarning> {
        soft_photos(self.layout.frames(), &|frame| self.source(frame))
    }

    /// The page for paper: photos from their originals, edits applied, at `dpi`
    /// pixels an inch. `step(done, total)` may break off; then there is no page.
    /// A photo that cannot be read has an empty frame and a warning.
    ///
    /// # Errors
    /// The page cannot be put together.
    pub fn for_print(
        &self,
        dpi: f32,
        shelves: Shelves<'_>,
        step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Option<PrintedPage>, KeepsakeError> {
        let printed = fill_for_print(
            &self.layout,
            &|frame| self.source(frame),
            dpi,
            shelves,
            step,
        )?;
        Ok(printed.map(|(document, warnings)| PrintedPage {
            document,
            warnings,
            missing_characters: self.layout.missing_characters().to_vec(),
        }))
    }
}

/// The photo's number on its page, from 1: photos are numbered through all
/// pages.
fn number_on_page(frames: &[PhotoFrame], frame: &PhotoFrame) -> usize {
    let first = frames
        .iter()
        .filter(|other| other.page == frame.page)
        .map(|other| other.photo)
        .min()
        .unwrap_or(frame.photo);
    frame.photo + 1 - first
}

pub(super) fn soft_photos<'a>(
    frames: &[PhotoFrame],
    source: &dyn Fn(&PhotoFrame) -> Option<Source<'a>>,
) -> Vec<PageWarning> {
    let mut warnings: Vec<PageWarning> = Vec::new();
    for frame in frames {
        let Some(photo) = source(frame) else {
            continue;
        };
        let dots_per_inch = photo.dots_per_inch(frame);
        if dots_per_inch >= SHARP_DPI {
            continue;
        }
        let sharp = dots_per_inch / SHARP_DPI;
        let shown = number_on_page(frames, frame);
        let warning = PageWarning::Soft {
            page: frame.page + 1,
            number: shown,
            dots_per_inch,
            sharp_mm: (frame.width_mm * sharp, frame.height_mm * sharp),
        };
        // A photo shown twice is named once, at its worst.
        let same = warnings.iter_mut().find(
            |other| matches!(other, PageWarning::Soft { page, number, .. } if (*page, *number) == (frame.page + 1, shown)),
        );
        match same {
            Some(PageWarning::Soft {
                dots_per_inch: had, ..
            }) if *had <= dots_per_inch => {}
            Some(other) => *other = warning,
            None => warnings.push(warning),
        }
    }
    warnings
}

/// Pages filled with printed photos, and their warnings; `None` when broken
/// off.
pub(super) fn fill_for_print<'a>(
    layout: &PageLayout,
    source: &(dyn Fn(&PhotoFrame) -> Option<Source<'a>> + Sync),
    dpi: f32,
    shelves: Shelves<'_>,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Option<(KeepsakeDocument, Vec<PageWarning>)>, KeepsakeError> {
    let frames = layout.frames();
    let total = frames.len();
    // A page's photos are a few megabytes; a book's are set aside. A library
    // that cannot be written to keeps them in memory.
    let spool = (total > PageChoice::MAX_PHOTOS)
        .then(|| Spool::in_folder(shelves.thumbs.folder()).ok().map(Arc::new))
        .flatten();
    let made = on_all_cores(
        total,
        &|index| {
            let frame = frames.get(index)?;
            let photo = source(frame)?;
            let made: Result<_, PhotoError> = photo
                .for_print(frame, dpi, shelves)
                .and_then(|pixels| print_jpeg(&pixels, spool.as_ref()));
            Some(made)
        },
        &mut |done| step(done, total),
    );
    let Some(made) = made else {
        return Ok(None);
    };
    let mut warnings = soft_photos(frames, source);
    let mut made = made.into_iter();
    let document = layout.fill(&mut |frame| {
        let photo = source(frame);
        Ok(match (made.next().flatten(), photo) {
            (Some(Ok(filling)), _) => filling,
            (Some(Err(error)), Some(photo)) => {
                warnings.push(PageWarning::Missing {
                    page: frame.page + 1,
                    number: number_on_page(frames, frame),
                    name: photo.item.photo.file.original_name.clone(),
                    cause: error.to_string(),
                });
                photo.missing()
            }
            _ => super::frames::Filling::Missing([200; 3]),
        })
    })?;
    Ok(Some((document, warnings)))
}

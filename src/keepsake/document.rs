//! Lays pages out once; preview, PNG and PDF are read from that one layout.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::sync::Arc;

use chrono::Datelike;
use typst::Library;
use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst::layout::Abs;
use typst::utils::{LazyHash, Scalar};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::contract::PageJson;
use super::error::KeepsakeError;
use super::fonts::Fonts;
use super::frames::{
    Filling, MM_PER_PT, PhotoFrame, StoredPhotos, fill_frames, photo_frames, show_stored,
};
use super::native;
use super::page::PageData;
use super::pdf::{SwapError, write_with_photos};
use super::template::Template;
use super::world::{PageSource, PageWorld};

/// Longest side of a picture, in pixels: A4 at about 770 dpi, which already
/// takes a quarter of a gigabyte.
const MAX_PIXELS: f32 = 9_000.0;

/// How many further steps (pictures and PDFs, or a month in all looks) the
/// typesetter's memory of what it laid out and drew survives unused. Enough for
/// moving photos about and typing.
const KEEP_STEPS: usize = 4;

/// The typesetter forgets what was not used in the last few steps. Until then
/// it lays out and draws again only what changed.
pub fn forget_unused() {
    comemo::evict(KEEP_STEPS);
}

const POINTS_PER_INCH: f32 = 72.0;

/// The typesetter with its fonts. Making it reads the list of the computer's
/// fonts (some tenths of a second), so make it once and share it.
pub struct KeepsakeEngine {
    library: LazyHash<Library>,
    fonts: Fonts,
}

impl Default for KeepsakeEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl KeepsakeEngine {
    /// With bundled and system fonts.
    pub fn new() -> Self {
        Self::with_fonts(Fonts::find(true))
    }

    /// With bundled fonts only: the same page on every computer, but no
    /// Arabic, Chinese or emoji.
    pub fn without_system_fonts() -> Self {
        Self::with_fonts(Fonts::find(false))
    }

    fn with_fonts(fonts: Fonts) -> Self {
        Self {
            library: LazyHash::new(native::library()),
            fonts,
        }
    }

    /// What a template is handed for a page, as it stands in `page.json`.
    pub fn page_json(&self, page: &PageData) -> PageJson {
        page.json(&self.fonts)
    }

    /// Lays out one page. No photo is needed for it, only their shapes.
    ///
    /// # Errors
    /// More photos than a page takes, or a mistake in a family's template.
    pub fn lay_out(
        &self,
        template: &Template,
        page: &PageData,
    ) -> Result<PageLayout, KeepsakeError> {
        self.lay_out_all(&[(template, page)], &page.document_title())
    }

    /// Lays out several pages as one document. Photos are numbered through all
    /// pages.
    ///
    /// # Errors
    /// As [`Self::lay_out`].
    pub fn lay_out_all(
        &self,
        pages: &[(&Template, &PageData)],
        title: &str,
    ) -> Result<PageLayout, KeepsakeError> {
        let mut missing = BTreeSet::new();
        let mut sources = Vec::with_capacity(pages.len());
        let mut photos = 0;
        for (template, page) in pages {
            if page.photos.len() > PageData::MAX_PHOTOS {
                return Err(KeepsakeError::TooManyPhotos {
                    given: page.photos.len(),
                    most: PageData::MAX_PHOTOS,
                });
            }
            let mut json = page.json(&self.fonts);
            json.each_words(&mut |words| {
                words.text = self.fonts.drawable(&words.text, &mut missing);
            });
            sources.push(PageSource {
                template,
                json,
                first_photo: photos,
            });
            photos += page.photos.len();
        }
        let world = PageWorld::new(&self.library, &self.fonts, &sources)?;
        let typeset = typst::compile::<PagedDocument>(&world);
        let mut document = typeset.output.map_err(|errors| world.explain(&errors))?;
        let info = document.info_mut();
        info.title = Some(title.into());
        info.author.clear();
        info.description = None;
        info.keywords.clear();
        info.date = Smart::Custom(pages.last().and_then(|(_, page)| last_day(page)));
        let mut frames = Vec::new();
        for (index, page) in document.pages().iter().enumerate() {
            photo_frames(index, &page.frame, &mut frames);
        }
        Ok(PageLayout {
            document,
            frames,
            missing: missing.into_iter().collect(),
        })
    }
}

/// The date a page bears: the last day of its month, so that the same page is
/// the same file whenever it is saved.
fn last_day(page: &PageData) -> Option<Datetime> {
    let day = page.month.last_day();
    Datetime::from_ymd(
        day.year(),
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
}

/// Pages laid out, with stand-ins where the photos will be.
#[derive(Debug, Clone)]
pub struct PageLayout {
    document: PagedDocument,
    frames: Vec<PhotoFrame>,
    missing: Vec<char>,
}

impl PageLayout {
    /// Every place that shows a photo, page by page in drawing order.
    pub fn frames(&self) -> &[PhotoFrame] {
        &self.frames
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height in millimetres of what is printed of page `index`, with
    /// bleed and cut lines.
    pub fn page_size_mm(&self, index: usize) -> Option<(f32, f32)> {
        self.document.pages().get(index).map(size_mm)
    }

    /// Characters that no font on this computer can draw; the page shows small
    /// squares for them, which the parent should be told.
    pub fn missing_characters(&self) -> &[char] {
        &self.missing
    }

    /// Puts photos into their places. `fill` is asked once a frame, in the
    /// order of [`Self::frames`].
    ///
    /// # Errors
    /// What `fill` says, or that a picture cannot be read.
    pub fn fill(
        &self,
        fill: &mut dyn FnMut(&PhotoFrame) -> Result<Filling, KeepsakeError>,
    ) -> Result<KeepsakeDocument, KeepsakeError> {
        let mut frames = self.frames.iter();
        let mut pages = self.document.pages().to_vec();
        let mut stored = StoredPhotos::new();
        for page in &mut pages {
            fill_frames(&mut page.frame, &mut stored, &mut || match frames.next() {
                Some(frame) => fill(frame),
                None => Ok(Filling::Missing([200; 3])),
            })?;
        }
        let mut document = self.document.clone();
        let info = document.info_mut().clone();
        Ok(KeepsakeDocument {
            document: PagedDocument::new(pages.into(), info),
            stored: Arc::new(stored),
        })
    }
}

fn size_mm(page: &Page) -> (f32, f32) {
    let size = page.frame.size() + page.bleed.sum_by_axis();
    (
        size.x.to_pt() as f32 * MM_PER_PT,
        size.y.to_pt() as f32 * MM_PER_PT,
    )
}

/// Pixels of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Opaque RGBA, four bytes a pixel, row by row.
    pub rgba: Vec<u8>,
}

impl PagePixels {
    /// Without the fourth channel, which says nothing on paper.
    pub fn to_rgb(&self) -> image::RgbImage {
        let mut rgb = Vec::with_capacity(self.rgba.len() / 4 * 3);
        let (pixels, _) = self.rgba.as_chunks::<4>();
        for [red, green, blue, _] in pixels {
            rgb.extend([red, green, blue]);
        }
        image::RgbImage::from_raw(self.width, self.height, rgb).unwrap_or_default()
    }
}

/// Pages with their photos, ready to be seen, saved and printed.
#[derive(Debug, Clone)]
pub struct KeepsakeDocument {
    /// Printed photos are stubs in it.
    document: PagedDocument,
    stored: Arc<StoredPhotos>,
}

impl KeepsakeDocument {
    /// Pages.
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// Page `index` as pixels, `width_px` across.
    ///
    /// # Errors
    /// No such page, a width of nothing, or a picture too large to make.
    pub fn pixels(&self, index: usize, width_px: u32) -> Result<PagePixels, KeepsakeError> {
        let page = self.page(index)?;
        let points = size_mm(page).0 / MM_PER_PT;
        let seen = self.render(page, width_px as f32 / points);
        forget_unused();
        seen
    }

    /// As [`Self::pixels`], and nothing that is remembered ages by it.
    pub(super) fn pixels_kept(
        &self,
        index: usize,
        width_px: u32,
    ) -> Result<PagePixels, KeepsakeError> {
        let page = self.page(index)?;
        let points = size_mm(page).0 / MM_PER_PT;
        self.render(page, width_px as f32 / points)
    }

    /// Page `index` at `dpi` dots per inch.
    ///
    /// # Errors
    /// As [`Self::pixels`].
    pub fn pixels_at(&self, index: usize, dpi: f32) -> Result<PagePixels, KeepsakeError> {
        let seen = self.render(self.page(index)?, dpi / POINTS_PER_INCH);
        forget_unused();
        seen
    }

    /// Page `index` as a PNG at `dpi` dots per inch, which it says.
    ///
    /// # Errors
    /// As [`Self::pixels`]; or the encoder fails.
    pub fn png(&self, index: usize, dpi: f32) -> Result<Vec<u8>, KeepsakeError> {
        let pixels = self.pixels_at(index, dpi)?;
        let mut png = Vec::new();
        image::ImageEncoder::write_image(
            image::codecs::png::PngEncoder::new(&mut png),
            pixels.to_rgb().as_raw(),
            pixels.width,
            pixels.height,
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|error| KeepsakeError::Export {
            format: "PNG",
            cause: error.to_string(),
        })?;
        Ok(png)
    }

    /// All pages as a PDF: tagged, fonts embedded, PDF/A-2b (made to be opened
    /// in thirty years), the photos' bytes unchanged inside. The same pages
    /// give the same bytes.
    ///
    /// Where a font of this computer may not go into an archival file (its
    /// licence says so), an ordinary tagged PDF 1.7 is made: a page to print
    /// matters more than its standard.
    ///
    /// # Errors
    /// The exporter refuses the pages either way.
    pub fn pdf(&self) -> Result<Vec<u8>, KeepsakeError> {
        let mut pdf = Vec::new();
        self.write_pdf(&mut pdf)
            .map_err(|error| pdf_failed(error.to_string()))?;
        Ok(pdf)
    }

    /// As [`Self::pdf`], written piece by piece: no more than one photo is in
    /// memory at a time.
    ///
    /// # Errors
    /// Those of `out`; and, as [`io::ErrorKind::Other`], that the exporter
    /// refuses the pages.
    pub fn write_pdf(&self, out: &mut dyn Write) -> io::Result<()> {
        let pages = self
            .pages_as(&[PdfStandard::A_2b])
            .or_else(|_| self.pages_as(&[]))
            .map_err(io::Error::other)?;
        let photo = |digest: &str| self.stored.get(digest);
        write_with_photos(&pages, &photo, out).map_err(|error| match error {
            SwapError::Io(error) => error,
            SwapError::Build(what) => io::Error::other(pdf_failed(what.to_owned())),
        })
    }

    /// The PDF with stubs for printed photos.
    fn pages_as(&self, standards: &[PdfStandard]) -> Result<Vec<u8>, KeepsakeError> {
        let options = PdfOptions {
            creator: Smart::Custom(Some("Smilekeep".to_owned())),
            standards: PdfStandards::new(standards)
                .map_err(|error| pdf_failed(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&self.document, &options);
        forget_unused();
        pdf.map_err(|errors| {
            let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            pdf_failed(messages.join("; "))
        })
    }

    fn page(&self, index: usize) -> Result<&Page, KeepsakeError> {
        self.document
            .pages()
            .get(index)
            .ok_or_else(|| KeepsakeError::Typesetting(t!("keepsake-page-empty").to_owned()))
    }

    fn render(&self, page: &Page, pixel_per_pt: f32) -> Result<PagePixels, KeepsakeError> {
        let size = page.frame.size() + page.bleed.sum_by_axis();
        let long_side = size.x.max(size.y).max(Abs::zero());
        let pixels = long_side.to_pt() as f32 * pixel_per_pt;
        // A value that is no number lies in no range, so it is refused as well.
        if !(16.0..=MAX_PIXELS).contains(&pixels) {
            return Err(KeepsakeError::PictureSize(t!(
                "keepsake-picture-size",
                pixels = format!("{pixels:.0}"),
                most = format!("{MAX_PIXELS:.0}")
            )));
        }
        let shown;
        let page = if self.stored.is_empty() {
            page
        } else {
            let mut whole = page.clone();
            show_stored(&mut whole.frame, &self.stored)?;
            shown = whole;
            &shown
        };
        Ok(draw(page, pixel_per_pt))
    }
}

/// Strips of a page that are drawn at the same time, at most.
const MOST_STRIPS: usize = 4;

/// Draws a page on all cores, a strip of it on each.
fn draw(page: &Page, pixel_per_pt: f32) -> PagePixels {
    let size = page.frame.size() + page.bleed.sum_by_axis();
    let rows = (pixel_per_pt * size.y.to_pt() as f32).round().max(1.0) as usize;
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    // Small pictures are not worth a thread.
    let strips = cores.min(MOST_STRIPS).min(rows / 256).max(1);
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(f64::from(pixel_per_pt)),
        // What is printed is seen: bleed and cut lines too.
        render_bleed: true,
    };
    let draw_strip = |index: usize| {
        let (first, end) = (rows * index / strips, rows * (index + 1) / strips);
        let points = |rows: usize| Abs::pt(rows as f64 / f64::from(pixel_per_pt));
        // A strip is the page with as much bleed taken away above and below.
        let mut strip = page.clone();
        strip.bleed.top = page.bleed.top - points(first);
        strip.bleed.bottom = points(end - first) - page.frame.height() - strip.bleed.top;
        typst_render::render(&strip, &options)
    };
    let drawn: Vec<_> = if strips == 1 {
        vec![typst_render::render(page, &options)]
    } else {
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..strips)
                .map(|index| scope.spawn(move || draw_strip(index)))
                .collect();
            threads
                .into_iter()
                .map(|thread| match thread.join() {
                    Ok(strip) => strip,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        })
    };
    let width = drawn.first().map_or(0, |strip| strip.width());
    let height = drawn.iter().map(|strip| strip.height()).sum();
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for strip in drawn {
        rgba.extend_from_slice(strip.data());
    }
    // The paper is opaque, so premultiplied and plain bytes are the same.
    PagePixels {
        width,
        height,
        rgba,
    }
}

fn pdf_failed(cause: String) -> KeepsakeError {
    KeepsakeError::Export {
        format: "PDF",
        cause,
    }
}

#[cfg(test)]
mod legible_tests;

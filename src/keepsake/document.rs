//! Sets a page once; preview, PNG and PDF are read from that one document.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use typst::comemo;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Library, LibraryExt, World};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::RenderOptions;

use super::error::KeepsakeError;
use super::fonts::Fonts;
use super::page::PageData;
use super::plan::{PagePlan, plan};
use super::template::{ALBUM, Template};
use super::words::Words;

/// Longest side of a picture, in pixels: A4 at about 770 dpi, which already
/// takes a quarter of a gigabyte.
const MAX_PIXELS: f32 = 9_000.0;

/// How many further steps (layouts, pictures, PDFs) the typesetter's memory of
/// decoded and scaled photos survives unused. Enough for typing in the editor.
const KEEP_STEPS: usize = 3;

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
            library: LazyHash::new(Library::default()),
            fonts,
        }
    }

    /// Lays out a page. Decodes its photos, so give them at the size they are
    /// needed ([`super::photo_boxes_px`]).
    ///
    /// # Errors
    /// More photos than a page takes, or a photo that is no readable JPEG.
    pub fn lay_out(&self, page: &PageData) -> Result<KeepsakeDocument, KeepsakeError> {
        self.lay_out_with(page, ALBUM)
    }

    fn lay_out_with(
        &self,
        page: &PageData,
        template: Template,
    ) -> Result<KeepsakeDocument, KeepsakeError> {
        if page.photos.len() > PageData::MAX_PHOTOS {
            return Err(KeepsakeError::TooManyPhotos {
                given: page.photos.len(),
                most: PageData::MAX_PHOTOS,
            });
        }
        check_photos(page)?;
        let mut plan = plan(page);
        plan.fonts = Some(self.fonts.families(&plan.lang, plan.region.as_deref()));
        let mut missing = BTreeSet::new();
        each_words(&mut plan, &mut |words| {
            words.text = self.fonts.drawable(&words.text, &mut missing);
        });

        let world = PageWorld::new(self, template, &plan, page)?;
        let typeset = typst::compile::<PagedDocument>(&world);
        comemo::evict(KEEP_STEPS);
        let document = typeset
            .output
            .map_err(|errors| KeepsakeError::Typesetting(told(&errors)))?;
        Ok(KeepsakeDocument {
            document,
            size_mm: page.paper.size_mm(),
            missing: missing.into_iter().collect(),
        })
    }
}

/// Finds the photo to blame before the typesetter names a virtual file.
fn check_photos(page: &PageData) -> Result<(), KeepsakeError> {
    for photo in &page.photos {
        image::ImageReader::with_format(Cursor::new(photo.jpeg.as_ref()), image::ImageFormat::Jpeg)
            .into_dimensions()
            .map_err(|error| KeepsakeError::UnreadablePhoto {
                photo: photo.photo,
                cause: error.to_string(),
            })?;
    }
    Ok(())
}

/// Calls `visit` with every text that will be drawn.
fn each_words(plan: &mut PagePlan, visit: &mut impl FnMut(&mut Words)) {
    let slots = [
        &mut plan.title,
        &mut plan.subtitle,
        &mut plan.closing,
        &mut plan.quiet,
    ];
    for slot in slots.into_iter().flatten() {
        visit(&mut slot.words);
    }
    for slot in plan.photos.iter_mut().filter_map(|p| p.caption.as_mut()) {
        visit(&mut slot.words);
    }
    for milestone in plan.milestones.iter_mut().flat_map(|c| &mut c.items) {
        visit(&mut milestone.date);
        visit(&mut milestone.title);
    }
}

fn told(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}

/// All the typesetter can see: the template, the page's data, its photos.
struct PageWorld<'a> {
    engine: &'a KeepsakeEngine,
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> PageWorld<'a> {
    fn new(
        engine: &'a KeepsakeEngine,
        template: Template,
        plan: &PagePlan,
        page: &PageData,
    ) -> Result<Self, KeepsakeError> {
        let data = serde_json::to_string(plan)
            .map_err(|error| KeepsakeError::Typesetting(error.to_string()))?;
        let mut files = vec![(file_id("page.json")?, Bytes::from_string(data))];
        for (slot, photo) in plan.photos.iter().zip(&page.photos) {
            files.push((
                file_id(&slot.file)?,
                Bytes::new(SharedBytes(photo.jpeg.clone())),
            ));
        }
        Ok(Self {
            engine,
            main: Source::new(file_id(template.name)?, template.source.to_owned()),
            files,
        })
    }
}

/// Photo bytes without a copy.
struct SharedBytes(Arc<[u8]>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

fn file_id(name: &str) -> Result<FileId, KeepsakeError> {
    VirtualPath::new(name)
        .map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
        .map_err(|_| KeepsakeError::Typesetting(format!("{name} is no file name")))
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for PageWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(not_found(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None // a page has the date of its month, never that of its making
    }
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

/// A page laid out, ready to be seen, saved and printed.
#[derive(Debug, Clone)]
pub struct KeepsakeDocument {
    document: PagedDocument,
    size_mm: (f32, f32),
    missing: Vec<char>,
}

impl KeepsakeDocument {
    /// Pages; one, whatever the family wrote.
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// Width and height of the paper, in millimetres.
    pub fn page_size_mm(&self) -> (f32, f32) {
        self.size_mm
    }

    /// Characters that no font on this computer can draw; the page shows small
    /// squares for them, which the parent should be told.
    pub fn missing_characters(&self) -> &[char] {
        &self.missing
    }

    /// The page as pixels, `width_px` across.
    ///
    /// # Errors
    /// A width of nothing, or a picture too large to make.
    pub fn pixels(&self, width_px: u32) -> Result<PagePixels, KeepsakeError> {
        let page = self.page()?;
        let points = page.frame.width().to_pt() as f32;
        self.render(page, width_px as f32 / points)
    }

    /// The page as a PNG at `dpi` dots per inch.
    ///
    /// # Errors
    /// As [`Self::pixels`]; or the encoder fails.
    pub fn png(&self, dpi: f32) -> Result<Vec<u8>, KeepsakeError> {
        let pixels = self.render(self.page()?, dpi / POINTS_PER_INCH)?;
        let mut png = Vec::new();
        image::ImageEncoder::write_image(
            image::codecs::png::PngEncoder::new(&mut png),
            &pixels.rgba,
            pixels.width,
            pixels.height,
            image::ExtendedColorType::Rgba8,
        )
        .map_err(|error| KeepsakeError::Export {
            format: "PNG",
            cause: error.to_string(),
        })?;
        Ok(png)
    }

    /// The page as a PDF: tagged, fonts embedded, PDF/A-2b (made to be opened
    /// in thirty years), the photos' bytes unchanged inside. The same page
    /// gives the same bytes.
    ///
    /// Where a font of this computer may not go into an archival file (its
    /// licence says so), the page is saved as an ordinary tagged PDF 1.7: a
    /// page to print matters more than its standard.
    ///
    /// # Errors
    /// The exporter refuses the page either way.
    pub fn pdf(&self) -> Result<Vec<u8>, KeepsakeError> {
        self.pdf_as(&[PdfStandard::A_2b])
            .or_else(|_| self.pdf_as(&[]))
    }

    fn pdf_as(&self, standards: &[PdfStandard]) -> Result<Vec<u8>, KeepsakeError> {
        let failed = |cause: String| KeepsakeError::Export {
            format: "PDF",
            cause,
        };
        let options = PdfOptions {
            creator: Smart::Custom(Some("Smilekeep".to_owned())),
            standards: PdfStandards::new(standards)
                .map_err(|error| failed(error.message().to_string()))?,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&self.document, &options);
        comemo::evict(KEEP_STEPS);
        pdf.map_err(|errors| failed(told(&errors)))
    }

    fn page(&self) -> Result<&Page, KeepsakeError> {
        self.document
            .pages()
            .first()
            .ok_or_else(|| KeepsakeError::Typesetting("the page is empty".to_owned()))
    }

    fn render(&self, page: &Page, pixel_per_pt: f32) -> Result<PagePixels, KeepsakeError> {
        let long_side = page.frame.width().max(page.frame.height()).max(Abs::zero());
        let pixels = long_side.to_pt() as f32 * pixel_per_pt;
        // A value that is no number lies in no range, so it is refused as well.
        if !(16.0..=MAX_PIXELS).contains(&pixels) {
            return Err(KeepsakeError::PictureSize(format!(
                "its long side would have {pixels:.0} pixels, and 16 to {MAX_PIXELS:.0} are possible"
            )));
        }
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(f64::from(pixel_per_pt)),
            render_bleed: false,
        };
        let pixmap = typst_render::render(page, &options);
        comemo::evict(KEEP_STEPS);
        // The paper is opaque, so premultiplied and plain bytes are the same.
        Ok(PagePixels {
            width: pixmap.width(),
            height: pixmap.height(),
            rgba: pixmap.take(),
        })
    }
}

//! All the typesetter can see while pages are laid out: for each page its
//! template, the kit, its data, and stand-ins for its photos; and fonts. There
//! is no way from here to a file, a clock or the network.

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt};

use super::contract::PageJson;
use super::error::KeepsakeError;
use super::fonts::Fonts;
use super::frames::stand_in;
use super::template::{KIT, Template};

/// One page in the typesetter's world.
pub(super) struct PageSource<'a> {
    pub template: &'a Template,
    pub json: PageJson,
    /// Number of its first photo among those of all pages.
    pub first_photo: usize,
}

pub(super) struct PageWorld<'a> {
    library: &'a LazyHash<Library>,
    fonts: &'a Fonts,
    main: Source,
    sources: Vec<Source>,
    /// The template of each page.
    templates: Vec<(FileId, String)>,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> PageWorld<'a> {
    pub fn new(
        library: &'a LazyHash<Library>,
        fonts: &'a Fonts,
        pages: &[PageSource<'_>],
    ) -> Result<Self, KeepsakeError> {
        let mut main = String::new();
        let mut world = Self {
            library,
            fonts,
            main: Source::new(file_id("/main.typ")?, String::new()),
            sources: Vec::new(),
            templates: Vec::new(),
            files: Vec::new(),
        };
        for (index, page) in pages.iter().enumerate() {
            let folder = format!("/page-{index}");
            main.push_str(&format!("#include \"{folder}/page.typ\"\n"));
            let template = file_id(&format!("{folder}/page.typ"))?;
            world
                .sources
                .push(Source::new(template, page.template.source.clone()));
            world.sources.push(Source::new(
                file_id(&format!("{folder}/kit.typ"))?,
                KIT.to_owned(),
            ));
            world.templates.push((template, page.template.file_name()));
            let data = serde_json::to_string(&page.json)
                .map_err(|error| KeepsakeError::Typesetting(error.to_string()))?;
            world.files.push((
                file_id(&format!("{folder}/page.json"))?,
                Bytes::from_string(data),
            ));
            for (number, photo) in page.json.photos.iter().enumerate() {
                let picture = stand_in(page.first_photo + number, photo.width, photo.height);
                world.files.push((
                    file_id(&format!("{folder}/{}", photo.file))?,
                    Bytes::from_string(picture),
                ));
            }
        }
        world.main = Source::new(world.main.id(), main);
        Ok(world)
    }

    /// What the typesetter said, in one sentence, with the line of the template
    /// where the mistake is or where it came from.
    pub fn explain(&self, errors: &[SourceDiagnostic]) -> KeepsakeError {
        let told = |errors: &[SourceDiagnostic]| {
            errors
                .first()
                .map_or(t!("keepsake-no-reason"), |error| error.message.as_str())
                .to_owned()
        };
        let Some(error) = errors.first() else {
            return KeepsakeError::Typesetting(told(errors));
        };
        let spans =
            std::iter::once(error.span).chain(error.trace.iter().map(|point| point.span.into()));
        for span in spans {
            if let Some((template, line)) = self.place(span) {
                return KeepsakeError::Template {
                    template,
                    line,
                    cause: told(errors),
                    hint: error.hints.first().map(|hint| hint.v.to_string()),
                };
            }
        }
        match self.templates.as_slice() {
            [(_, template)] => KeepsakeError::Template {
                template: template.clone(),
                line: None,
                cause: told(errors),
                hint: error.hints.first().map(|hint| hint.v.to_string()),
            },
            _ => KeepsakeError::Typesetting(told(errors)),
        }
    }

    fn place(&self, span: DiagSpan) -> Option<(String, Option<usize>)> {
        let id = match span.get() {
            DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
            DiagSpanKind::Detached => return None,
        };
        let (_, name) = self.templates.iter().find(|(known, _)| *known == id)?;
        let line = self
            .source(id)
            .ok()
            .zip(self.range(span))
            .and_then(|(source, range)| source.lines().byte_to_line(range.start))
            .map(|line| line + 1);
        Some((name.clone(), line))
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
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.sources
            .iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None // a page has the date of its month, never that of its making
    }
}

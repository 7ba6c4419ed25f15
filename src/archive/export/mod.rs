//! A way out: everything a family kept, in a folder or a zip file that opens
//! without this program.
//!
//! ```text
//! index.html                     where to begin: months and milestones
//! originals/2026/11/….jpg        every photo, bit for bit
//! edited/2026/11/….jpg           copies with their edits
//! pages/2026-11.html             a page a month, with small pictures
//! journal.json                   everything that was written (format.rs)
//! entries.csv, milestones.csv    for spreadsheets
//! ```
//!
//! A folder says that it is unfinished until the last file is there; an export
//! that was stopped goes on where it was. A zip has its name only when whole.

mod names;
mod pages;
mod sink;
mod tables;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use serde::Serialize;

use self::names::Names;
use self::pages::Pages;
use self::sink::{Copied, Sink};
use super::backup::{library_id, real};
use super::format::{ExportedPhoto, FORMAT, Head, JOURNAL_JSON, Journal, VERSION};
use crate::archive::BackupError;
use crate::domain::{Edits, Moment, Photo, PhotoId, Shows};
use crate::photo::{self, ExportFormat, KeepMetadata, ThumbCache, ThumbSize, Vault};
use crate::storage::{self, PathError, PathErrorKind};
use crate::store::StoreError;
use crate::store::whole::{self, Whole};

/// The file that says “this export was never finished”.
pub const UNFINISHED: &str = "NOT FINISHED.txt";
/// Longest side of the pictures on the pages, in pixels.
const PICTURE_SIDE: u32 = 1280;
/// Their JPEG quality, 1–100.
const PICTURE_QUALITY: u8 = 82;
/// JPEG quality of copies with edits, 1–100.
const EDITED_QUALITY: u8 = 92;

/// Why an export could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The folder holds other things.
    #[error("{}", t!("archive-export-not-empty", path = _0.display().to_string()))]
    NotEmpty(PathBuf),
    /// A file has that name.
    #[error("{}", t!("archive-export-taken", path = _0.display().to_string()))]
    Taken(PathBuf),
    /// The folder is the library, or inside of it.
    #[error("{}", t!("archive-export-inside-library"))]
    InsideLibrary,
    /// It was stopped by the person: a folder keeps what is there.
    #[error("{}", t!("archive-export-stopped-folder", path = _0.display().to_string()))]
    StoppedFolder(PathBuf),
    /// It was stopped by the person: a zip leaves nothing.
    #[error("{}", t!("archive-export-stopped-zip"))]
    StoppedZip,
    /// A file could not be written.
    #[error("{}", t!("archive-export-not-written", cause = _0.to_string()))]
    File(#[from] PathError),
    /// The journal could not be read.
    #[error("{}", .0.sentence())]
    Journal(#[from] StoreError),
    /// The tables or the list of contents could not be put together.
    #[error("{}", t!("archive-export-unsound", cause = _0))]
    Unsound(String),
}

/// What is taken out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice {
    /// Leave out copies with edits, the pages and their pictures.
    pub originals_only: bool,
}

/// Where an export comes from.
#[derive(Clone, Copy)]
pub struct From<'a> {
    /// The library's folder.
    pub library: &'a Path,
    /// Its journal; only read.
    pub connection: &'a Connection,
    /// Its originals; only read.
    pub vault: &'a Vault,
    /// Its small pictures.
    pub thumbs: &'a ThumbCache,
}

/// When an export is made.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// UTC.
    pub at: NaiveDateTime,
    /// The family's day.
    pub day: NaiveDate,
}

/// What came of an export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ExportReport {
    /// The folder or file.
    pub path: PathBuf,
    /// Originals written.
    pub photos: usize,
    /// Originals an earlier, unfinished try had written.
    pub there: usize,
    /// Copies with edits.
    pub edited: usize,
    /// Entries told of, without the trash.
    pub entries: usize,
    /// Milestones told of, without the trash.
    pub milestones: usize,
    /// Entries and milestones in the trash; they are in `journal.json` alone.
    pub in_trash: usize,
    /// Bytes of originals.
    pub bytes: u64,
    /// One sentence for each photo that could not be taken along whole.
    pub problems: Vec<String>,
}

/// A step of an export: how many photos are done, of how many, and which one
/// is next.
pub type Step<'a> = dyn FnMut(usize, usize, &str) -> ControlFlow<()> + 'a;

/// Whether a path means a zip file rather than a folder.
pub fn is_zip(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// The folder for an export inside of one that a person chose: an unfinished
/// one of the same day goes on.
pub fn folder_in(chosen: &Path, day: NaiveDate) -> PathBuf {
    let name = format!("Smilekeep export {day}");
    let mut folder = chosen.join(&name);
    let mut number = 2_u32;
    while folder.exists() && !folder.join(UNFINISHED).exists() {
        folder = chosen.join(format!("{name} ({number})"));
        number += 1;
    }
    folder
}

/// Writes everything to a folder (missing, empty, or an unfinished export of
/// this library) or, when the name ends in `.zip`, to a file. `step` may break
/// off.
///
/// # Errors
/// One sentence each. Photos that are damaged or missing are no error: they are
/// named in the report, and the rest goes on.
pub fn export(
    from: From<'_>,
    to: &Path,
    choice: Choice,
    made: Made,
    step: &mut Step<'_>,
) -> Result<ExportReport, ExportError> {
    if real(to).starts_with(real(from.library)) {
        return Err(ExportError::InsideLibrary);
    }
    let zip = is_zip(to);
    let mut sink = if zip {
        if std::fs::symlink_metadata(to).is_ok() {
            return Err(ExportError::Taken(to.to_owned()));
        }
        Sink::zip(to)?
    } else {
        prepare(from.library, to)?;
        Sink::Folder(to.to_owned())
    };
    let whole = whole::read(from.connection)?;
    let mut work = Work {
        from,
        choice,
        made,
        moments: moments(&whole),
        names: Names::default(),
        pictures: HashMap::new(),
        report: ExportReport {
            path: to.to_owned(),
            ..ExportReport::default()
        },
    };
    let mut photos = Vec::with_capacity(whole.photos.len());
    let total = whole.photos.len();
    for (done, photo) in whole.photos.iter().enumerate() {
        if step(done, total, &photo.file.original_name).is_break() {
            return Err(if zip {
                ExportError::StoppedZip
            } else {
                ExportError::StoppedFolder(to.to_owned())
            });
        }
        let edits = whole.edits.get(&photo.id).copied();
        photos.push(work.photo(&mut sink, photo, edits)?);
    }
    work.words(&mut sink, whole, photos)?;
    sink.finish()?;
    if !zip {
        // Last of all: now it is whole.
        storage::remove_file(&to.join(UNFINISHED))?;
        storage::sync_dir(to)?;
    }
    Ok(work.report)
}

/// Makes sure that a folder may hold an export, and marks it as unfinished.
fn prepare(library: &Path, to: &Path) -> Result<(), ExportError> {
    let id = library_id(library).map_err(|error| match error {
        BackupError::File(error) => ExportError::File(error),
        other => ExportError::Unsound(other.to_string()),
    })?;
    let marker = to.join(UNFINISHED);
    match storage::read_bounded(&marker, 64 << 10) {
        Ok(text) if String::from_utf8_lossy(&text).contains(&id) => return Ok(()),
        Ok(_) => return Err(ExportError::NotEmpty(to.to_owned())),
        Err(error) if error.kind() == PathErrorKind::Missing => {}
        Err(error) => return Err(error.into()),
    }
    if to.is_file() {
        return Err(ExportError::Taken(to.to_owned()));
    }
    let used = std::fs::read_dir(to).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| !storage::is_leftover(&entry.file_name())))
    });
    if used {
        return Err(ExportError::NotEmpty(to.to_owned()));
    }
    storage::create_private_dir(to)?;
    // Words for people; the last line is read again.
    let text = format!(
        "{}\r\n{}\r\nlibrary: {id}\r\n",
        t!("archive-export-note"),
        t!("archive-export-note-again")
    );
    storage::write_atomic(&marker, text.as_bytes())?;
    Ok(())
}

/// When each photo was taken, as the journal tells it: an entry's word counts
/// for more than the file's, one in the trash for less than one that is not.
fn moments(whole: &Whole) -> HashMap<PhotoId, Moment> {
    let mut moments = HashMap::new();
    let (kept, trashed): (Vec<_>, Vec<_>) = whole
        .entries
        .iter()
        .partition(|entry| entry.deleted_at.is_none());
    for entry in kept.into_iter().chain(trashed) {
        for photo in &entry.fields.photos {
            moments.entry(*photo).or_insert(entry.fields.moment);
        }
    }
    moments
}

struct Work<'a> {
    from: From<'a>,
    choice: Choice,
    made: Made,
    moments: HashMap<PhotoId, Moment>,
    names: Names,
    /// The small picture of each photo, for the pages.
    pictures: HashMap<PhotoId, String>,
    report: ExportReport,
}

impl Work<'_> {
    fn photo(
        &mut self,
        sink: &mut Sink,
        photo: &Photo,
        edits: Option<Edits>,
    ) -> Result<ExportedPhoto, ExportError> {
        let file = &photo.file;
        let moment = self.moments.get(&photo.id).copied().unwrap_or(file.taken);
        let name = self.names.photo("originals", &moment, file, None);
        let path = self.from.vault.path_of(&file.hash, file.format);
        let whole = match sink.copy(&name, &path, &file.hash, moment.local)? {
            Copied::Written(bytes) => {
                self.report.photos += 1;
                self.report.bytes += bytes;
                true
            }
            Copied::There(bytes) => {
                self.report.there += 1;
                self.report.bytes += bytes;
                true
            }
            Copied::Damaged(reason) => {
                let sentence = t!(
                    "archive-export-left-out",
                    name = &file.original_name,
                    reason = reason
                );
                self.report.problems.push(sentence);
                false
            }
        };
        let mut exported = ExportedPhoto {
            photo: photo.clone(),
            file: whole.then_some(name),
            edited: None,
            edits,
        };
        if whole && !self.choice.originals_only && file.shows != Shows::Nothing {
            let edits = edits.unwrap_or_default();
            if !edits.is_identity() {
                exported.edited = self.edited(sink, photo, &edits, &moment)?;
            }
            self.picture(sink, photo, &edits, &moment)?;
        }
        Ok(exported)
    }

    /// A copy with its edits; it tells what the original tells.
    fn edited(
        &mut self,
        sink: &mut Sink,
        photo: &Photo,
        edits: &Edits,
        moment: &Moment,
    ) -> Result<Option<String>, ExportError> {
        let options = photo::ExportOptions {
            format: ExportFormat::Jpeg,
            max_side: None,
            quality: EDITED_QUALITY,
            metadata: KeepMetadata::AllWithPlace,
        };
        let file = &photo.file;
        match photo::export(self.from.vault, file, edits, moment, &options) {
            Ok(made) => {
                let name = self.names.photo("edited", moment, file, Some("jpg"));
                sink.write(&name, &made.bytes, moment.local)?;
                self.report.edited += 1;
                Ok(Some(name))
            }
            Err(error) => {
                self.report.problems.push(t!(
                    "archive-export-no-edited",
                    name = &file.original_name,
                    reason = error.to_string()
                ));
                Ok(None)
            }
        }
    }

    /// A small picture for the pages: browsers do not know every format.
    fn picture(
        &mut self,
        sink: &mut Sink,
        photo: &Photo,
        edits: &Edits,
        moment: &Moment,
    ) -> Result<(), ExportError> {
        let file = &photo.file;
        let (vault, thumbs) = (self.from.vault, self.from.thumbs);
        let bytes = thumbs
            .get_or_make(vault, file, ThumbSize::Screen, edits)
            .and_then(|screen| {
                let small = photo::fit_within(&screen, PICTURE_SIDE, PICTURE_SIDE);
                photo::jpeg(&small, PICTURE_QUALITY)
            });
        match bytes {
            Ok(bytes) => {
                let folder = format!("{}/pictures", pages::FOLDER);
                let name = self.names.photo(&folder, moment, file, Some("jpg"));
                sink.write(&name, &bytes, moment.local)?;
                self.pictures.insert(photo.id, name);
            }
            Err(error) => self.report.problems.push(t!(
                "archive-export-no-picture",
                name = &file.original_name,
                reason = error.to_string()
            )),
        }
        Ok(())
    }

    /// Everything that was written, for people, spreadsheets and programs.
    fn words(
        &mut self,
        sink: &mut Sink,
        whole: Whole,
        photos: Vec<ExportedPhoto>,
    ) -> Result<(), ExportError> {
        let kept = |deleted: &Option<NaiveDateTime>| usize::from(deleted.is_none());
        let entries = whole.entries.iter().map(|entry| kept(&entry.deleted_at));
        let milestones = whole.milestones.iter().map(|note| kept(&note.deleted_at));
        self.report.entries = entries.sum();
        self.report.milestones = milestones.sum();
        self.report.in_trash = whole.entries.len() + whole.milestones.len()
            - self.report.entries
            - self.report.milestones;
        let journal = Journal {
            head: Head {
                format: FORMAT.to_owned(),
                version: VERSION,
                program: format!("Smilekeep {}", env!("CARGO_PKG_VERSION")),
                exported_at: self.made.at,
            },
            babies: whole.babies,
            photos,
            entries: whole.entries,
            milestones: whole.milestones,
            pages: whole.pages,
            presets: whole.presets,
        };
        let unsound = |error: &dyn std::fmt::Display| ExportError::Unsound(error.to_string());
        let when = self.made.at;
        if !self.choice.originals_only {
            let pages = Pages::new(&journal, &self.pictures, self.made.day);
            for (name, text) in pages.all() {
                sink.write(&name, text.as_bytes(), when)?;
            }
            let style = format!("{}/style.css", pages::FOLDER);
            sink.write(&style, pages::STYLE.as_bytes(), when)?;
        }
        let table = tables::entries(&journal).map_err(|error| unsound(&error))?;
        sink.write("entries.csv", &table, when)?;
        let table = tables::milestones(&journal).map_err(|error| unsound(&error))?;
        sink.write("milestones.csv", &table, when)?;
        let mut text = Vec::new();
        journal.write(&mut text).map_err(|error| unsound(&error))?;
        sink.write(JOURNAL_JSON, &text, when)?;
        Ok(())
    }
}

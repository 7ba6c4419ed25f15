//! A backup in a folder of another drive, that can be checked at any time and
//! from which everything comes back.
//!
//! ```text
//! SMILEKEEP-BACKUP            which library it is of
//! photos/ab/<sha256>.<ext>    originals, as in the library; written once
//! journals/journal-….sqlite   a proved copy of the journal for each backup
//! manifests/….json            what belongs to it, with sizes and fingerprints
//! ```
//!
//! Only what is new is written. The manifest comes last: a backup that was
//! interrupted is no backup, and the next one goes on where it stopped.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::locked::{self, ServerError};
use super::waiting::{self, Waiting};
use crate::domain::{ContentHash, PhotoFormat};
use crate::photo::{Damage, PhotoError, Vault, hash_of};
use crate::storage::{self, PathError, PathErrorKind};
use crate::store::snapshot::{self, Occasion};
use crate::store::{self, Access, StoreError};

/// The file that says “this folder is a backup”.
pub const MARKER: &str = "SMILEKEEP-BACKUP";
const JOURNALS: &str = "journals";
const MANIFESTS: &str = "manifests";
/// Manifests, each with its journal, that are kept.
const KEPT: usize = 12;
/// Largest journal and manifest that are read, in bytes.
const MOST_BYTES: u64 = 4 << 30;
const MOST_MANIFEST_BYTES: u64 = 512 << 20;
/// Bytes copied between two questions whether to go on.
const ASK_EVERY: u64 = 8 << 20;
/// The way manifests are written.
const FORMAT: u32 = 1;
const STAMP: &str = "%Y%m%d-%H%M%S";

/// Why a backup could not be made, checked or taken back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder holds other things.
    #[error("{}", t!("archive-backup-not-empty", path = _0.display().to_string()))]
    NotEmpty(PathBuf),
    /// The folder is the library, or inside of it.
    #[error("{}", t!("archive-backup-inside-library"))]
    InsideLibrary,
    /// It is of another library.
    #[error("{}", t!("archive-backup-of-another", path = _0.display().to_string()))]
    OfAnother(PathBuf),
    /// There is no backup.
    #[error("{}", t!("archive-backup-none", path = _0.display().to_string()))]
    NotABackup(PathBuf),
    /// A newer program wrote it.
    #[error("{}", t!("archive-backup-newer"))]
    Newer,
    /// It is locked, and no passphrase was given.
    #[error("{}", t!("archive-backup-locked", path = _0.display().to_string()))]
    Locked(PathBuf),
    /// A locked backup was asked for where there is one without passphrase.
    #[error("{}", t!("archive-backup-not-locked", path = _0.display().to_string()))]
    NotLocked(PathBuf),
    /// Another passphrase than the one it was locked with.
    #[error("{}", t!("archive-backup-wrong-passphrase"))]
    WrongPassphrase,
    /// Too short to keep anybody out.
    #[error("{}", t!("archive-backup-short-passphrase"))]
    ShortPassphrase,
    /// The place could not be reached, read or written.
    #[error("{0}")]
    Place(String),
    /// A server could not be reached, read or written.
    #[error("{0}")]
    Server(#[from] ServerError),
    /// It was stopped by the person.
    #[error("{}", t!("archive-backup-cancelled"))]
    Cancelled,
    /// What it holds is not what it should be.
    #[error("{}", t!("archive-backup-not-whole", findings = list_of(_0)))]
    NotWhole(Vec<String>),
    /// A file could not be written or read.
    #[error("{0}.")]
    File(#[from] PathError),
    /// The journal could not be copied.
    #[error("{}", .0.sentence())]
    Journal(#[from] StoreError),
}

fn list_of(findings: &[String]) -> String {
    const FEW: usize = 5;
    let mut text = findings
        .iter()
        .take(FEW)
        .cloned()
        .collect::<Vec<_>>()
        .join("; ");
    if findings.len() > FEW {
        text = t!(
            "archive-backup-and-more",
            findings = text,
            count = findings.len() - FEW
        );
    }
    text
}

/// What belongs to one backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// When it was made, UTC.
    pub made: NaiveDateTime,
    /// The library’s id.
    library: String,
    journal: File,
    photos: Vec<File>,
    /// Those of the tray; none in lists of older programs.
    #[serde(default)]
    waiting: Vec<Waiting>,
}

/// A file with its size and fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    /// Path inside the backup, or a photo’s ending.
    name: String,
    sha256: String,
    bytes: u64,
}

/// How what is in a backup already is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// By its length alone, which is quick.
    Lengths,
    /// Read through: what is damaged is set aside and written anew.
    ReadAll,
}

/// What came of making a backup.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BackupReport {
    /// Originals written this time.
    pub copied: usize,
    /// Originals that were there already.
    pub there: usize,
    /// Bytes written this time.
    pub bytes: u64,
    /// One sentence for each original that could not be copied because it is
    /// damaged or missing in the library.
    pub problems: Vec<String>,
}

/// Makes a backup of an open library. `step(done, total)` may break off.
///
/// # Errors
/// One sentence each; what was copied stays and is used the next time.
pub fn make(
    library: &Path,
    connection: &Connection,
    to: &Path,
    (now, care): (NaiveDateTime, Care),
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<BackupReport, BackupError> {
    let id = library_id(library)?;
    prepare(library, to, &id)?;
    let (from, into) = (Vault::new(library), Vault::new(to));
    // The words first, and the photos they name: an original is kept before the
    // journal knows it, so none of these is still on its way.
    let name = format!("{JOURNALS}/journal-{}.sqlite", now.format(STAMP));
    let journal = to.join(&name);
    snapshot::write(connection, &journal)?;
    let copy = store::open_connection(&journal, Access::ReadFrozen)?;
    let photos = store::photo::list(&copy)?;
    let mut report = BackupReport::default();
    let mut files = Vec::with_capacity(photos.len());
    for (done, photo) in photos.iter().enumerate() {
        if step(done, photos.len()).is_break() {
            return Err(BackupError::Cancelled);
        }
        let file = &photo.file;
        let there = match care {
            Care::Lengths => {
                length_of(&into.path_of(&file.hash, file.format)) == Some(file.byte_len)
            }
            Care::ReadAll => into.check(&file.hash, file.format).is_ok(),
        };
        if there {
            report.there += 1;
        } else {
            let mut go_on = || step(done, photos.len());
            match copy_photo(&from, &into, &file.hash, file.format, &mut go_on)? {
                Ok(bytes) => {
                    report.copied += 1;
                    report.bytes += bytes;
                }
                Err(reason) => {
                    report
                        .problems
                        .push(format!("{}: {reason}", file.original_name));
                    continue;
                }
            }
        }
        files.push(File {
            name: file.format.extension().to_owned(),
            sha256: file.hash.to_string(),
            bytes: file.byte_len,
        });
    }
    let mut go_on = || step(photos.len(), photos.len());
    let tray = waiting::find(library, &copy, &mut report.problems, &mut go_on)?;
    let waiting = waiting::keep(tray, &into, care, &mut report, &mut go_on)?;
    drop(copy);
    let bytes = storage::read_bounded(&journal, MOST_BYTES)?;
    let manifest = Manifest {
        format: FORMAT,
        made: now,
        library: id,
        journal: File {
            name,
            sha256: hash_of(&bytes).to_string(),
            bytes: bytes.len() as u64,
        },
        photos: files,
        waiting,
    };
    let text = serde_json::to_vec_pretty(&manifest).map_err(unsound)?;
    let path = to
        .join(MANIFESTS)
        .join(format!("{}.json", now.format(STAMP)));
    storage::write_atomic(&path, &text)?;
    thin(to)?;
    Ok(report)
}

fn unsound(error: impl std::fmt::Display) -> BackupError {
    StoreError::Unsound(error.to_string()).into()
}

/// A path without links, also where its last parts do not exist yet.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute
        .ancestors()
        .find_map(|there| {
            let rest = absolute.strip_prefix(there).ok()?;
            Some(there.canonicalize().ok()?.join(rest))
        })
        .unwrap_or(absolute)
}

/// Whether a folder is the library, or inside of it.
pub(super) fn is_inside(folder: &Path, library: &Path) -> bool {
    real(folder).starts_with(real(library))
}

/// Makes sure that the folder is a backup of this library, or becomes one.
fn prepare(library: &Path, to: &Path, id: &str) -> Result<(), BackupError> {
    if is_inside(to, library) {
        return Err(BackupError::InsideLibrary);
    }
    let marker = to.join(MARKER);
    match storage::read_bounded(&marker, 64 << 10) {
        Ok(text) => {
            if !String::from_utf8_lossy(&text).contains(id) {
                return Err(BackupError::OfAnother(to.to_owned()));
            }
            if locked::marked(&text) {
                return Err(BackupError::Locked(to.to_owned()));
            }
        }
        Err(error) if error.kind() == PathErrorKind::Missing => {
            let used = std::fs::read_dir(to).is_ok_and(|mut entries| {
                entries
                    .any(|entry| entry.is_ok_and(|entry| !storage::is_leftover(&entry.file_name())))
            });
            if used {
                return Err(BackupError::NotEmpty(to.to_owned()));
            }
            storage::create_private_dir(to)?;
            let text = format!(
                "This folder is a backup of a Smilekeep library. Please leave its files as they are.\nlibrary: {id}\n"
            );
            storage::write_atomic(&marker, text.as_bytes())?;
        }
        Err(error) => return Err(error.into()),
    }
    for folder in [JOURNALS, MANIFESTS] {
        storage::create_private_dir(&to.join(folder))?;
    }
    sweep(to)?;
    Ok(())
}

/// Removes what an interrupted backup left half-written.
fn sweep(to: &Path) -> Result<(), BackupError> {
    let mut folders = vec![to.join(JOURNALS), to.join(MANIFESTS), to.join("photos")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if storage::is_leftover(&entry.file_name()) {
                storage::remove_file(&entry.path())?;
            } else if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            }
        }
    }
    Ok(())
}

pub(super) fn length_of(path: &Path) -> Option<u64> {
    std::fs::symlink_metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)
        .map(|about| about.len())
}

/// Copies one original piece by piece, for a film may be larger than the
/// memory; the inner error says what is wrong with it. `go_on` is asked now and
/// then.
pub(super) fn copy_photo(
    from: &Vault,
    into: &Vault,
    hash: &ContentHash,
    format: PhotoFormat,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Result<u64, String>, BackupError> {
    copy_file(&from.path_of(hash, format), into, hash, format, go_on)
}

/// As [`copy_photo`], from any file.
pub(super) fn copy_file(
    path: &Path,
    into: &Vault,
    hash: &ContentHash,
    format: PhotoFormat,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Result<u64, String>, BackupError> {
    let mut asked = 0;
    let mut tell = |done: u64| {
        if done < asked + ASK_EVERY {
            return ControlFlow::Continue(());
        }
        asked = done;
        go_on()
    };
    let incoming = match into.stage_file(path, u64::MAX, &mut tell) {
        Ok(Some(incoming)) => incoming,
        Ok(None) => return Err(BackupError::Cancelled),
        // Of the two files only the one that is read is at fault by itself.
        Err(PhotoError::Storage(error)) if error.path != path => return Err(error.into()),
        Err(error) => return Ok(Err(error.to_string())),
    };
    if incoming.hash != *hash {
        return Ok(Err(t!("archive-original-damaged").to_owned()));
    }
    let bytes = incoming.byte_len;
    match into.keep_staged(incoming, format) {
        Ok(()) => Ok(Ok(bytes)),
        Err(PhotoError::Storage(error)) => Err(error.into()),
        Err(error) => Ok(Err(error.to_string())),
    }
}

/// Removes old manifests and journals; photos stay.
fn thin(to: &Path) -> Result<(), BackupError> {
    let manifests = listed_manifests(to)
        .map_err(|source| PathError::new(&to.join(MANIFESTS), "list", source))?;
    let (mut kept, mut all_read) = (HashSet::new(), true);
    for (at, path) in manifests.iter().enumerate() {
        if at < KEPT {
            match read_manifest(path) {
                Ok(manifest) => {
                    kept.insert(to.join(&manifest.journal.name));
                }
                Err(_) => all_read = false,
            }
        } else {
            storage::remove_file(path)?;
        }
    }
    // Which journal belongs to one that could not be read is not known: all stay.
    for old in snapshot::list(&to.join(JOURNALS)) {
        if !all_read {
            break;
        }
        if old.occasion == Occasion::Daily && !kept.contains(&old.path) {
            storage::remove_file(&old.path)?;
        }
    }
    Ok(())
}

/// The manifests of a backup, newest first; none where they cannot be listed.
fn manifests(folder: &Path) -> Vec<PathBuf> {
    listed_manifests(folder).unwrap_or_default()
}

/// As [`manifests`], for who would remove what is not in the list.
fn listed_manifests(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder.join(MANIFESTS))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            found.push(path);
        }
    }
    found.sort();
    found.reverse();
    Ok(found)
}

fn read_manifest(path: &Path) -> Result<Manifest, BackupError> {
    let text = storage::read_bounded(path, MOST_MANIFEST_BYTES)?;
    let format = serde_json::from_slice::<serde_json::Value>(&text)
        .ok()
        .and_then(|value| value.get("format")?.as_u64());
    if format.is_some_and(|format| format > u64::from(FORMAT)) {
        return Err(BackupError::Newer);
    }
    serde_json::from_slice(&text).map_err(|error| {
        BackupError::NotWhole(vec![t!(
            "archive-backup-list-unreadable",
            reason = error.to_string()
        )])
    })
}

/// When the newest backup in a folder was made, UTC.
pub fn last_made(folder: &Path) -> Option<NaiveDateTime> {
    manifests(folder)
        .first()
        .and_then(|path| read_manifest(path).ok())
        .map(|manifest| manifest.made)
}

/// What a check of a backup found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BackupCheck {
    /// When the backup was made, UTC.
    pub made: NaiveDateTime,
    /// Originals that are whole.
    pub photos: usize,
    /// Bytes read.
    pub bytes: u64,
    /// One sentence for each file that is missing or damaged.
    pub findings: Vec<String>,
}

/// Reads the newest backup through.
///
/// # Errors
/// When there is none, or it was cancelled; what is damaged is in the report.
pub fn check(
    folder: &Path,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<BackupCheck, BackupError> {
    let manifest = newest(folder)?;
    let mut report = BackupCheck {
        made: manifest.made,
        ..BackupCheck::default()
    };
    if let Err(finding) = journal_of(folder, &manifest) {
        report.findings.push(finding);
    }
    let vault = Vault::new(folder);
    for (done, file) in manifest.photos.iter().enumerate() {
        if step(done, manifest.photos.len()).is_break() {
            return Err(BackupError::Cancelled);
        }
        match photo_of(file).map(|(hash, format)| (vault.check(&hash, format), hash, format)) {
            Some((Ok(()), ..)) => {
                report.photos += 1;
                report.bytes += file.bytes;
            }
            Some((Err(damage), hash, format)) => report
                .findings
                .push(damage_of(&vault.path_of(&hash, format), damage)),
            None => report
                .findings
                .push(t!("archive-backup-no-name", name = &file.sha256)),
        }
    }
    let total = manifest.photos.len();
    waiting::check(&manifest.waiting, &vault, &mut report, &mut || {
        step(total, total)
    })?;
    Ok(report)
}

/// What is wrong with a file, with its path.
pub(super) fn damage_of(path: &Path, damage: Damage) -> String {
    let name = path.display().to_string();
    match damage {
        Damage::Missing => t!("archive-backup-missing", name = name),
        Damage::Changed { .. } => t!("archive-backup-damaged", name = name),
        Damage::Unreadable(error) => t!(
            "archive-backup-unreadable",
            name = name,
            reason = error.to_string()
        ),
    }
}

fn newest(folder: &Path) -> Result<Manifest, BackupError> {
    let Ok(marker) = storage::read_bounded(&folder.join(MARKER), 64 << 10) else {
        return Err(BackupError::NotABackup(folder.to_owned()));
    };
    if locked::marked(&marker) {
        return Err(BackupError::Locked(folder.to_owned()));
    }
    let path = manifests(folder)
        .into_iter()
        .next()
        .ok_or_else(|| BackupError::NotABackup(folder.to_owned()))?;
    read_manifest(&path)
}

/// A photo’s fingerprint and format, if they can be ones: names inside a
/// manifest are never used as paths.
fn photo_of(file: &File) -> Option<(ContentHash, PhotoFormat)> {
    Some((file.sha256.parse().ok()?, file.name.parse().ok()?))
}

/// The bytes of the journal, proved; else what is wrong with it.
fn journal_of(folder: &Path, manifest: &Manifest) -> Result<Vec<u8>, String> {
    let name = Path::new(&manifest.journal.name);
    let inside = name.parent() == Some(Path::new(JOURNALS))
        && name.components().count() == 2
        && name.file_name().is_some();
    if !inside {
        return Err(t!("archive-backup-journal-outside").to_owned());
    }
    let path = folder.join(name);
    let bytes = storage::read_bounded(&path, MOST_BYTES).map_err(|error| error.to_string())?;
    if hash_of(&bytes).to_string() != manifest.journal.sha256 {
        return Err(t!(
            "archive-backup-damaged",
            name = path.display().to_string()
        ));
    }
    snapshot::prove(&path).map_err(|error| error.sentence())?;
    Ok(bytes)
}

/// Copies the journal of the newest backup to a file that exists; the id of the
/// library it is of.
pub(super) fn copy_journal(folder: &Path, to: &Path) -> Result<String, BackupError> {
    let manifest = newest(folder)?;
    journal_of(folder, &manifest).map_err(|finding| BackupError::NotWhole(vec![finding]))?;
    snapshot::copy_of(&folder.join(&manifest.journal.name), to)?;
    Ok(manifest.library)
}

/// What came of taking a backup back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// Originals that are back.
    pub photos: usize,
    /// One sentence for each file that could not be brought back.
    pub lost: Vec<String>,
}

/// Makes a library of the newest backup, in a folder that is missing or empty.
/// With `partly`, what is whole is taken out of a damaged one.
///
/// # Errors
/// When the backup is not whole, before anything is written; or the disk
/// refuses: the folder is then no library yet, and the same can be tried again.
pub fn restore(
    folder: &Path,
    into: &Path,
    partly: bool,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Restored, BackupError> {
    let manifest = newest(folder)?;
    if !can_hold(into, &manifest) {
        return Err(BackupError::NotEmpty(into.to_owned()));
    }
    let total = manifest.photos.len() * 2;
    let checked = check(folder, &mut |done, _| step(done, total))?;
    if !checked.findings.is_empty() && !partly {
        return Err(BackupError::NotWhole(checked.findings));
    }
    let journal = journal_of(folder, &manifest).map_err(|finding| {
        // Without the words there is no library to make.
        BackupError::NotWhole(vec![finding])
    })?;
    storage::create_private_dir(into)?;
    let (from, to) = (Vault::new(folder), Vault::new(into));
    let mut restored = Restored::default();
    for (done, file) in manifest.photos.iter().enumerate() {
        if step(manifest.photos.len() + done, total).is_break() {
            return Err(BackupError::Cancelled);
        }
        let Some((hash, format)) = photo_of(file) else {
            restored
                .lost
                .push(t!("archive-backup-no-name", name = &file.sha256));
            continue;
        };
        let mut go_on = || step(manifest.photos.len() + done, total);
        match copy_photo(&from, &to, &hash, format, &mut go_on)? {
            Ok(_) => restored.photos += 1,
            // It was whole when it was checked: tried again, it may be.
            Err(reason) if !partly => {
                return Err(BackupError::NotWhole(vec![format!("{hash}: {reason}")]));
            }
            Err(reason) => restored.lost.push(format!("{hash}: {reason}")),
        }
    }
    let mut go_on = || step(total, total);
    let (tray, vault) = (&manifest.waiting, &from);
    waiting::restore(tray, vault, into, partly, &mut restored, &mut go_on)?;
    storage::write_atomic(&into.join(store::library::JOURNAL_FILE), &journal)?;
    // The marker comes last: with it, the library is whole.
    let marker = format!(
        "This folder is a Smilekeep library. Please leave its files as they are.\nid: {}\n",
        manifest.library
    );
    storage::write_atomic(&into.join(store::library::MARKER_FILE), marker.as_bytes())?;
    Ok(restored)
}

/// Whether a folder is missing, empty, or left over from a restore that was
/// interrupted. A journal there is the one that would be written, to the last
/// byte: any other is somebody's.
fn can_hold(into: &Path, manifest: &Manifest) -> bool {
    let ours = |path: &Path| {
        storage::read_bounded(path, MOST_BYTES)
            .is_ok_and(|bytes| hash_of(&bytes).to_string() == manifest.journal.sha256)
    };
    match std::fs::read_dir(into) {
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        Ok(mut entries) => entries.all(|entry| {
            // What cannot be listed may be anything.
            let Ok(entry) = entry else { return false };
            let name = entry.file_name();
            name == "photos"
                || name == store::inbox::INBOX_FOLDER
                || storage::is_leftover(&name)
                || name == store::library::JOURNAL_FILE && ours(&entry.path())
        }),
    }
}

/// The id a library was given when it was begun.
///
/// # Errors
/// When its marker cannot be read or says none.
pub fn library_id(library: &Path) -> Result<String, BackupError> {
    store::library::id_of(library)?.ok_or_else(|| unsound(t!("archive-backup-no-id")))
}

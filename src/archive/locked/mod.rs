//! A backup that nobody can read without its passphrase, in a folder or on a
//! server.
//!
//! ```text
//! SMILEKEEP-BACKUP              which library it is of, and that it is locked
//! key.age, key-copy.age         the key; the passphrase opens it
//! photos/ab/<name>.age          originals; written once, named by a keyed hash
//! journals/journal-….sqlite.age the journal as it was at each backup
//! manifests/….json.age          what belongs to it, with sizes and fingerprints
//! ```
//!
//! As the plain backup: only what is new is written, the list of contents comes
//! last, and an interrupted backup goes on where it stopped.

mod key;
mod pieces;
mod place;
mod server;
mod waiting;

use std::collections::{HashMap, HashSet};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDateTime;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::backup::{self, BackupCheck, BackupError, BackupReport, Care, MARKER, Restored};
use super::waiting::Waiting;
use crate::domain::{ContentHash, PhotoFormat};
use crate::photo::Vault;
use crate::storage::{self, PathError, StagedFile};
use crate::store::library::{JOURNAL_FILE, MARKER_FILE, cache_of};
use crate::store::{self, Access, snapshot};
use key::Key;
pub use key::Passphrase;
use pieces::{Fault, copy_pieces, small};
use place::lost;
pub use place::{Folder, Place};
pub use server::{
    AddressError, KEYRING_SERVICE, Limits as ServerLimits, Server, ServerAddress, ServerError,
    ServerPassword, Stop, Trouble, keyring_name,
};

const KEYS: [&str; 2] = ["key.age", "key-copy.age"];
const PHOTOS: &str = "photos";
const JOURNALS: &str = "journals";
const MANIFESTS: &str = "manifests";
/// In the marker of a locked backup.
const LOCKED: &str = "locked: age";
const ENDING: &str = ".json.age";
const STAMP: &str = "%Y%m%d-%H%M%S";
/// Manifests, each with its journal, that are kept.
const KEPT: usize = 12;
/// The way manifests are written.
const FORMAT: u32 = 1;
/// Largest manifest and journal that are read, in bytes.
const MOST_MANIFEST: u64 = 512 << 20;
const MOST_JOURNAL: u64 = 4 << 30;
/// Whether to go on, asked between files and now and then within one.
type Step<'s> = &'s mut dyn FnMut(usize, usize) -> ControlFlow<()>;

/// What belongs to one backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    made: NaiveDateTime,
    library: String,
    journal: File,
    photos: Vec<File>,
    /// Those of the tray; none in lists of older programs.
    #[serde(default)]
    waiting: Vec<Waiting>,
}

/// A file with its fingerprint and length, and its length when sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct File {
    sha256: String,
    /// A photo's ending.
    #[serde(default)]
    format: String,
    bytes: u64,
    sealed: u64,
}

impl File {
    fn photo(&self) -> Option<(ContentHash, PhotoFormat)> {
        Some((self.sha256.parse().ok()?, self.format.parse().ok()?))
    }
}

/// Whether the backup in a place is locked; `None` when there is none.
///
/// # Errors
/// When the place cannot be read.
pub fn is_locked(place: &dyn Place) -> Result<Option<bool>, BackupError> {
    let marker = small(place, MARKER)?;
    Ok(marker.map(|text| marked(&text)))
}

/// Whether a marker says that its backup is locked.
pub(super) fn marked(marker: &[u8]) -> bool {
    String::from_utf8_lossy(marker)
        .lines()
        .any(|line| line.trim() == LOCKED)
}

/// Makes a locked backup of an open library, or goes on with one.
///
/// # Errors
/// One sentence each; what was copied stays and is used the next time.
pub fn make(
    (library, connection): (&Path, &Connection),
    (place, passphrase): (&dyn Place, &Passphrase),
    (now, care): (NaiveDateTime, Care),
    step: Step<'_>,
) -> Result<BackupReport, BackupError> {
    let id = backup::library_id(library)?;
    if place
        .folder()
        .is_some_and(|folder| backup::is_inside(folder, library))
    {
        return Err(BackupError::InsideLibrary);
    }
    let key = prepare(place, &id, passphrase)?;
    // The words first, and the photos they name. The copy is made here, where
    // there is room, and leaves this computer only sealed.
    let room = cache_of(library);
    storage::create_private_dir(&room)?;
    let journal = StagedFile::create_in(&room)?;
    snapshot::write(connection, journal.path())?;
    let copy = store::open_connection(journal.path(), Access::ReadFrozen)?;
    let photos = store::photo::list(&copy)?;
    let known = known_lengths(place, &key);
    let there = place.files(PHOTOS)?;
    let vault = Vault::new(library);
    let mut report = BackupReport::default();
    let mut files = Vec::with_capacity(photos.len());
    for (done, photo) in photos.iter().enumerate() {
        let mut go_on = || step(done, photos.len());
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let file = &photo.file;
        let name = photo_name(&key, &file.hash);
        let hash = file.hash.to_string();
        let mut entry = File {
            sha256: hash,
            format: file.format.extension().to_owned(),
            bytes: file.byte_len,
            sealed: 0,
        };
        if let Some(sealed) = there.get(&name) {
            let quick = care == Care::Lengths
                && match known.get(&entry.sha256) {
                    Some(known) => known == sealed,
                    // From a backup that was interrupted.
                    None => is_plausible(file.byte_len, *sealed),
                };
            let whole = quick
                || matches!(
                    open_file(place, &key, &name, &mut std::io::sink(), &mut go_on)?,
                    Ok(found) if found == entry.sha256
                );
            if whole {
                report.there += 1;
                entry.sealed = *sealed;
                files.push(entry);
                continue;
            }
        }
        let path = vault.path_of(&file.hash, file.format);
        match seal_file(place, &key, &path, &name, &entry.sha256, &mut go_on)? {
            Ok(sealed) => {
                report.copied += 1;
                report.bytes += sealed;
                entry.sealed = sealed;
                files.push(entry);
            }
            Err(reason) => report
                .problems
                .push(format!("{}: {reason}", file.original_name)),
        }
    }
    let mut go_on = || step(photos.len(), photos.len());
    let waiting = waiting::keep(
        (library, &copy),
        (place, &key),
        &|hash, name, bytes| match (there.get(name), known.get(hash)) {
            (Some(sealed), Some(known)) if care == Care::Lengths => {
                (known == sealed).then_some(*sealed)
            }
            (Some(sealed), None) if care == Care::Lengths => {
                is_plausible(bytes, *sealed).then_some(*sealed)
            }
            _ => None,
        },
        &mut report,
        &mut go_on,
    )?;
    drop(copy);
    let journal = keep_journal(place, &key, journal.path(), now)?;
    let manifest = Manifest {
        format: FORMAT,
        made: now,
        library: id,
        journal,
        photos: files,
        waiting,
    };
    let text = serde_json::to_vec(&manifest).map_err(unsound)?;
    let name = format!("{MANIFESTS}/{}{ENDING}", now.format(STAMP));
    place.write(&name, &mut |to| seal_bytes(&key, to, &text))?;
    thin(place)?;
    Ok(report)
}

/// Whether so many bytes can be the sealed form of so many: a header, and 16
/// bytes for each piece of 64 KiB. One that was cut off is shorter.
const fn is_plausible(bytes: u64, sealed: u64) -> bool {
    const LARGEST_HEADER: u64 = 4096;
    let seals = 16 * (bytes.div_ceil(64 << 10) + 1);
    sealed > bytes + seals && sealed < bytes + seals + LARGEST_HEADER
}

fn keep_journal(
    place: &dyn Place,
    key: &Key,
    path: &Path,
    now: NaiveDateTime,
) -> Result<File, BackupError> {
    let bytes = storage::read_bounded(path, MOST_JOURNAL)?;
    let sealed = place.write(&journal_name(now), &mut |to| seal_bytes(key, to, &bytes))?;
    Ok(File {
        sha256: hex(Sha256::digest(&bytes).into()),
        format: String::new(),
        bytes: bytes.len() as u64,
        sealed,
    })
}

fn journal_name(made: NaiveDateTime) -> String {
    format!("{JOURNALS}/journal-{}.sqlite.age", made.format(STAMP))
}

fn photo_name(key: &Key, hash: &ContentHash) -> String {
    let name = key.name_of(hash);
    let shelf = name.get(..2).unwrap_or_default();
    format!("{PHOTOS}/{shelf}/{name}.age")
}

fn unsound(error: impl std::fmt::Display) -> BackupError {
    store::StoreError::Unsound(error.to_string()).into()
}

fn hex(bytes: [u8; 32]) -> String {
    ContentHash::from_bytes(bytes).to_string()
}

/// Makes sure that the place is a locked backup of this library, or becomes
/// one; and opens its key.
fn prepare(place: &dyn Place, id: &str, passphrase: &Passphrase) -> Result<Key, BackupError> {
    if let Some(marker) = small(place, MARKER)? {
        if !String::from_utf8_lossy(&marker).contains(id) {
            return Err(BackupError::OfAnother(place.shown().into()));
        }
        if !marked(&marker) {
            return Err(BackupError::NotLocked(place.shown().into()));
        }
        let key = open_key(place, passphrase)?;
        place.sweep()?;
        return Ok(key);
    }
    if !place.is_free(&KEYS)? {
        return Err(BackupError::NotEmpty(place.shown().into()));
    }
    let passphrase = passphrase.clone().checked()?;
    let key = Key::generate();
    let sealed = key.sealed(&passphrase).map_err(unsound)?;
    for name in KEYS {
        place.write(name, &mut |to| to.write_all(&sealed))?;
    }
    let marker = format!(
        "This folder is a locked backup of a Smilekeep library. Please leave its files as they are.\nlibrary: {id}\n{LOCKED}\n"
    );
    place.write(MARKER, &mut |to| to.write_all(marker.as_bytes()))?;
    Ok(key)
}

fn open_key(place: &dyn Place, passphrase: &Passphrase) -> Result<Key, BackupError> {
    let mut wrong = None;
    for name in KEYS {
        let Some(file) = small(place, name)? else {
            continue;
        };
        match Key::open(&file, passphrase) {
            Ok(Some(key)) => return Ok(key),
            Ok(None) => {}
            // A damaged one may look so, too: the other one decides.
            Err(error) => wrong = Some(error),
        }
    }
    Err(wrong.unwrap_or_else(|| {
        BackupError::NotWhole(vec![t!("archive-locked-key-damaged").to_owned()])
    }))
}

fn seal_bytes(key: &Key, to: &mut dyn Write, bytes: &[u8]) -> std::io::Result<()> {
    let mut writer = key.seal(to)?;
    writer.write_all(bytes)?;
    writer.finish()?;
    Ok(())
}

/// Seals a file of the library, piece by piece; the inner error says what is
/// wrong with it.
fn seal_file(
    place: &dyn Place,
    key: &Key,
    path: &Path,
    name: &str,
    wanted: &str,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Result<u64, String>, BackupError> {
    let mut file = match storage::open_regular(path) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error.to_string())),
    };
    // Why it was given up, when that was no fault of the place.
    let mut given_up: Option<Result<String, BackupError>> = None;
    let written = place.write(name, &mut |to| {
        let mut writer = key.seal(to)?;
        let mut digest = Sha256::new();
        let read = copy_pieces(&mut file, go_on, &mut |piece| {
            digest.update(piece);
            writer.write_all(piece)
        });
        match read {
            Ok(true) => {}
            Ok(false) => {
                given_up = Some(Err(BackupError::Cancelled));
                return Err(std::io::Error::other("stopped"));
            }
            Err(Fault::Read(error)) => {
                given_up = Some(Ok(PathError::new(path, "read", error).to_string()));
                return Err(std::io::Error::other("unreadable"));
            }
            Err(Fault::Write(error)) => return Err(error),
        }
        let found = hex(digest.finalize().into());
        if wanted != found {
            given_up = Some(Ok(t!("archive-original-damaged").to_owned()));
            return Err(std::io::Error::other("damaged"));
        }
        writer.finish()?;
        Ok(())
    });
    match (written, given_up) {
        (_, Some(Ok(reason))) => Ok(Err(reason)),
        (_, Some(Err(error))) => Err(error),
        (Ok(bytes), None) => Ok(Ok(bytes)),
        // One film that is too long is no reason to keep back the rest.
        (Err(BackupError::Server(error)), None) if error.trouble == Trouble::TooLarge => {
            Ok(Err(error.to_string()))
        }
        (Err(error), None) => Err(error),
    }
}

/// Opens a sealed file into `to` and returns the fingerprint of what was in it;
/// the inner error names it and says what is wrong with it.
fn open_file(
    place: &dyn Place,
    key: &Key,
    name: &str,
    to: &mut dyn Write,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<Result<String, String>, BackupError> {
    let Some(file) = place.read(name)? else {
        return Ok(Err(t!("archive-backup-missing", name = name)));
    };
    let mut file = match key.read(file) {
        Ok(file) => file,
        Err(error) => {
            return given_up(error).map(|_| Err(t!("archive-backup-damaged", name = name)));
        }
    };
    let mut digest = Sha256::new();
    let copied = copy_pieces(&mut file, go_on, &mut |piece| {
        digest.update(piece);
        to.write_all(piece)
    });
    match copied {
        Ok(true) => Ok(Ok(hex(digest.finalize().into()))),
        Ok(false) => Err(BackupError::Cancelled),
        // Whether the drive or the seal is at fault, its bytes are not there.
        Err(Fault::Read(error)) => match lost(error) {
            Ok(lost) => Err(lost),
            Err(error) => Ok(Err(t!(
                "archive-locked-damaged-because",
                name = name,
                reason = error.to_string()
            ))),
        },
        Err(Fault::Write(error)) => Err(BackupError::Place(t!(
            "archive-locked-not-written",
            name = name,
            reason = error.to_string()
        ))),
    }
}

/// A seal that could not be opened: the file's fault, unless its place failed.
fn given_up(error: age::DecryptError) -> Result<String, BackupError> {
    match error {
        age::DecryptError::Io(error) => match lost(error) {
            Ok(lost) => Err(lost),
            Err(error) => Ok(error.to_string()),
        },
        error => Ok(error.to_string()),
    }
}

fn manifests(place: &dyn Place) -> Result<Vec<String>, BackupError> {
    let mut names: Vec<String> = place
        .files(MANIFESTS)?
        .into_keys()
        .filter(|name| name.ends_with(ENDING))
        .collect();
    names.sort();
    names.reverse();
    Ok(names)
}

fn read_manifest(place: &dyn Place, key: &Key, name: &str) -> Result<Manifest, BackupError> {
    let broken = |reason: &str| {
        BackupError::NotWhole(vec![t!("archive-backup-list-unreadable", reason = reason)])
    };
    let mut text = Vec::new();
    {
        let file = place
            .read(name)?
            .ok_or_else(|| broken(t!("archive-locked-list-missing")))?;
        let file = match key.read(file) {
            Ok(file) => file,
            Err(error) => return Err(broken(&given_up(error)?)),
        };
        file.take(MOST_MANIFEST)
            .read_to_end(&mut text)
            .map_err(|error| lost(error).unwrap_or_else(|error| broken(&error.to_string())))?;
    }
    let format = serde_json::from_slice::<serde_json::Value>(&text)
        .ok()
        .and_then(|value| value.get("format")?.as_u64());
    if format.is_some_and(|format| format > u64::from(FORMAT)) {
        return Err(BackupError::Newer);
    }
    serde_json::from_slice(&text).map_err(|error| broken(&error.to_string()))
}

fn newest(place: &dyn Place, passphrase: &Passphrase) -> Result<(Key, Manifest), BackupError> {
    let none = || BackupError::NotABackup(place.shown().into());
    let marker = small(place, MARKER)?.ok_or_else(none)?;
    if !marked(&marker) {
        return Err(BackupError::NotLocked(place.shown().into()));
    }
    let key = open_key(place, passphrase)?;
    let name = manifests(place)?.into_iter().next().ok_or_else(none)?;
    let manifest = read_manifest(place, &key, &name)?;
    Ok((key, manifest))
}

/// Lengths of sealed originals, as the newest list that can be read has them.
fn known_lengths(place: &dyn Place, key: &Key) -> HashMap<String, u64> {
    let names = manifests(place).unwrap_or_default();
    names
        .iter()
        .find_map(|name| read_manifest(place, key, name).ok())
        .into_iter()
        .flat_map(|manifest| {
            let waiting = manifest
                .waiting
                .into_iter()
                .map(|file| (file.sha256, file.sealed));
            let photos = manifest
                .photos
                .into_iter()
                .map(|file| (file.sha256, file.sealed));
            waiting.chain(photos).collect::<Vec<_>>()
        })
        .collect()
}

/// Removes old manifests and journals; photos stay.
fn thin(place: &dyn Place) -> Result<(), BackupError> {
    let stamp = |name: &str| {
        let name = name.strip_prefix(MANIFESTS)?.strip_prefix('/')?;
        NaiveDateTime::parse_from_str(name.strip_suffix(ENDING)?, STAMP).ok()
    };
    let mut kept = HashSet::new();
    for (at, name) in manifests(place)?.iter().enumerate() {
        if at < KEPT {
            kept.extend(stamp(name).map(journal_name));
        } else {
            place.remove(name)?;
        }
    }
    for name in place.files(JOURNALS)?.into_keys() {
        if !kept.contains(&name) {
            place.remove(&name)?;
        }
    }
    Ok(())
}

/// Reads the newest backup through.
///
/// # Errors
/// When there is none, the passphrase is another one, or it was cancelled;
/// what is damaged is in the report.
pub fn check(
    place: &dyn Place,
    passphrase: &Passphrase,
    step: Step<'_>,
) -> Result<BackupCheck, BackupError> {
    let (key, manifest) = newest(place, passphrase)?;
    look_through(place, &key, &manifest, step)
}

fn look_through(
    place: &dyn Place,
    key: &Key,
    manifest: &Manifest,
    step: Step<'_>,
) -> Result<BackupCheck, BackupError> {
    let mut report = BackupCheck {
        made: manifest.made,
        ..BackupCheck::default()
    };
    let total = manifest.photos.len();
    let journal = journal_name(manifest.made);
    let mut sink = std::io::sink();
    match open_file(place, key, &journal, &mut sink, &mut || step(0, total))? {
        Ok(found) if found == manifest.journal.sha256 => {}
        Ok(_) => report
            .findings
            .push(t!("archive-backup-damaged", name = journal)),
        Err(finding) => report.findings.push(finding),
    }
    for (done, file) in manifest.photos.iter().enumerate() {
        if step(done, total).is_break() {
            return Err(BackupError::Cancelled);
        }
        let Some((hash, _)) = file.photo() else {
            report
                .findings
                .push(t!("archive-backup-no-name", name = &file.sha256));
            continue;
        };
        let name = photo_name(key, &hash);
        let mut go_on = || step(done, total);
        match open_file(place, key, &name, &mut sink, &mut go_on)? {
            Ok(found) if found == file.sha256 => {
                report.photos += 1;
                report.bytes += file.bytes;
            }
            Ok(_) => report
                .findings
                .push(t!("archive-backup-damaged", name = name)),
            Err(finding) => report.findings.push(finding),
        }
    }
    let tray = (place, key, manifest.waiting.as_slice());
    waiting::check(tray, &mut report, &mut || step(total, total))?;
    Ok(report)
}

/// Makes a library of the newest backup, in a folder that is missing or empty.
/// With `partly`, what is whole is taken out of a damaged one.
///
/// # Errors
/// When the backup is not whole, before anything is written; or the disk
/// refuses: the folder is then no library yet, and the same can be tried again.
pub fn restore(
    (place, passphrase): (&dyn Place, &Passphrase),
    into: &Path,
    partly: bool,
    step: Step<'_>,
) -> Result<Restored, BackupError> {
    let (key, manifest) = newest(place, passphrase)?;
    if !can_hold(into, &manifest) {
        return Err(BackupError::NotEmpty(into.to_owned()));
    }
    let count = manifest.photos.len();
    let total = count * 2;
    let checked = look_through(place, &key, &manifest, &mut |done, _| step(done, total))?;
    if !checked.findings.is_empty() && !partly {
        return Err(BackupError::NotWhole(checked.findings));
    }
    let name = journal_name(manifest.made);
    let mut journal = Vec::new();
    let found = open_file(place, &key, &name, &mut journal, &mut || {
        ControlFlow::Continue(())
    })?;
    if !matches!(&found, Ok(found) if *found == manifest.journal.sha256) {
        // Without the words there is no library to make.
        return Err(BackupError::NotWhole(vec![t!(
            "archive-backup-damaged",
            name = name
        )]));
    }
    storage::create_private_dir(into)?;
    let vault = Vault::new(into);
    let mut restored = Restored::default();
    for (done, file) in manifest.photos.iter().enumerate() {
        let mut go_on = || step(count + done, total);
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let Some((hash, format)) = file.photo() else {
            restored
                .lost
                .push(t!("archive-backup-no-name", name = &file.sha256));
            continue;
        };
        let path = vault.path_of(&hash, format);
        if vault.check(&hash, format).is_ok() {
            restored.photos += 1;
            continue;
        }
        let shelf = path.parent().unwrap_or(into);
        storage::create_private_dir(shelf)?;
        let mut staged = StagedFile::create_in(shelf)?;
        let name = photo_name(&key, &hash);
        match open_file(place, &key, &name, &mut staged, &mut go_on)? {
            Ok(found) if found == file.sha256 => {
                staged.commit_replacing(&path)?;
                restored.photos += 1;
            }
            found => {
                let finding = found
                    .err()
                    .unwrap_or_else(|| t!("archive-backup-damaged", name = &name));
                if !partly {
                    // It was whole when it was checked: tried again, it may be.
                    return Err(BackupError::NotWhole(vec![finding]));
                }
                restored.lost.push(finding);
            }
        }
    }
    let tray = (place, &key, manifest.waiting.as_slice());
    let mut go_on = || step(total, total);
    waiting::restore(tray, into, partly, &mut restored, &mut go_on)?;
    storage::write_atomic(&into.join(JOURNAL_FILE), &journal)?;
    snapshot::prove(&into.join(JOURNAL_FILE))?;
    // The marker comes last: with it, the library is whole.
    let marker = format!(
        "This folder is a Smilekeep library. Please leave its files as they are.\nid: {}\n",
        manifest.library
    );
    storage::write_atomic(&into.join(MARKER_FILE), marker.as_bytes())?;
    Ok(restored)
}

/// Whether a folder is missing, empty, or left over from a restore that was
/// interrupted. A journal there is the one that would be written, to the last
/// byte: any other is somebody's.
fn can_hold(into: &Path, manifest: &Manifest) -> bool {
    let ours = |path: &Path| {
        storage::read_bounded(path, MOST_JOURNAL)
            .is_ok_and(|bytes| hex(Sha256::digest(&bytes).into()) == manifest.journal.sha256)
    };
    match std::fs::read_dir(into) {
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        Ok(entries) => entries.flatten().all(|entry| {
            let name = entry.file_name();
            name == PHOTOS
                || name == store::inbox::INBOX_FOLDER
                || storage::is_leftover(&name)
                || name == JOURNAL_FILE && ours(&entry.path())
        }),
    }
}

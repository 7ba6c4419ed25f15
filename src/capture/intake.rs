//! One photo: from a file or bytes into the vault and the journal.

use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};
use rusqlite::Connection;

use crate::domain::{BabyId, EntryFields, EntryId, Moment, MomentSource, NewPhoto, Photo, PhotoId};
use crate::photo::{self, Limits, PhotoError, ThumbCache, Vault};
use crate::storage;
use crate::store::{self, StoreError};

/// Photos this close together belong to one entry: a burst of one smile.
const BURST: Duration = Duration::seconds(90);

/// Where a photo comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file the parent chose or dropped. It is only read.
    File(PathBuf),
    /// Bytes from the clipboard or standard input, with a name to call them.
    Bytes {
        /// Shown to the parent.
        name: String,
        /// The picture file's bytes.
        bytes: Vec<u8>,
    },
}

impl Source {
    /// The name shown for this photo, without its folder.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned(),
            Self::Bytes { name, .. } => name.clone(),
        }
    }
}

/// What the photo shall belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A new entry of this baby, or the entry of the same burst.
    Baby(BabyId),
    /// This entry.
    Entry(EntryId),
    /// No entry: a portrait or a milestone's picture.
    Loose,
}

/// What became of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added {
        /// The photo.
        photo: PhotoId,
        /// The entry it became or joined.
        entry: Option<EntryId>,
        /// The file stops before its end; what is there was kept.
        ends_early: bool,
    },
    /// The same content was there before.
    AlreadyThere {
        /// The photo.
        photo: PhotoId,
        /// The entry it belongs to.
        entry: Option<EntryId>,
    },
}

/// Why a photo could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// The file is at fault; others may still work.
    #[error("{name}: {source}")]
    Photo {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        source: PhotoError,
    },
    /// The journal could not be written; further files would fail too.
    #[error("{}", .0.sentence())]
    Journal(#[from] StoreError),
}

/// All an intake needs besides the photo: where things live, and what time it
/// is (nothing below reads the clock).
pub struct Desk<'a> {
    /// The originals.
    pub vault: &'a Vault,
    /// The thumbnails.
    pub thumbs: &'a ThumbCache,
    /// What is refused before it is decoded.
    pub limits: Limits,
    /// UTC now.
    pub now: NaiveDateTime,
    /// Wall-clock now.
    pub now_local: NaiveDateTime,
    /// Offset, in minutes east of UTC, that this computer uses at a wall-clock
    /// time: stands in where a photo does not tell.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
    /// Wall-clock time of a file's last change.
    pub file_date: &'a dyn Fn(&Path) -> Option<NaiveDateTime>,
}

/// Takes one photo in.
///
/// # Errors
/// [`CaptureError::Photo`] names the file; nothing of it was kept then.
pub fn take_in(
    desk: &Desk<'_>,
    connection: &mut Connection,
    source: &Source,
    target: Target,
) -> Result<Outcome, CaptureError> {
    let name = source.name();
    let wrap = |source: PhotoError| CaptureError::Photo {
        name: name.clone(),
        source,
    };
    let read;
    let (bytes, file_date) = match source {
        Source::File(path) => {
            read = storage::read_bounded(path, desk.limits.max_file_bytes)
                .map_err(|error| wrap(error.into()))?;
            (&read, (desk.file_date)(path))
        }
        Source::Bytes { bytes, .. } => (bytes, None),
    };
    let hash = photo::hash_of(bytes);
    if let Some(known) = store::photo::by_hash(connection, &hash)? {
        // The row may be there while its original was lost: heal it.
        desk.vault.keep(bytes, known.file.format).map_err(wrap)?;
        return place_known(desk, connection, &known, target);
    }
    let decoded = photo::decode(bytes, &desk.limits).map_err(wrap)?;
    let (width, height) = decoded.pixels.dimensions();
    let file = NewPhoto {
        hash: desk.vault.keep(bytes, decoded.format).map_err(wrap)?,
        format: decoded.format,
        byte_len: bytes.len() as u64,
        width,
        height,
        average_rgb: photo::average_rgb(&decoded.pixels),
        taken: photo::moment_of(
            &decoded.metadata,
            &name,
            file_date,
            desk.now_local,
            desk.offset_at,
        ),
        original_name: name.clone(),
    };
    // File first, row second: a crash here leaves an orphan, never a row
    // without its photo.
    let (photo, entry) = store::in_transaction(connection, |tx| {
        let photo = store::photo::insert(tx, &file, desk.now)?;
        let entry = place(tx, &photo, target, desk.now)?;
        Ok::<_, StoreError>((photo, entry))
    })?;
    // The cache may fail without harm: pictures are made again when wanted.
    desk.thumbs.make_from_pixels(&hash, &decoded.pixels);
    Ok(Outcome::Added {
        photo: photo.id,
        entry,
        ends_early: decoded.ends_early,
    })
}

fn place_known(
    desk: &Desk<'_>,
    connection: &mut Connection,
    photo: &Photo,
    target: Target,
) -> Result<Outcome, CaptureError> {
    let entry = store::entry::of_photo(connection, photo.id)?;
    let entry = match (entry, target) {
        // In no entry (its entry lies in the trash, or it was loose): it may
        // join one now.
        (None, Target::Baby(_) | Target::Entry(_)) => {
            let entry = store::in_transaction(connection, |tx| place(tx, photo, target, desk.now))?;
            return Ok(Outcome::Added {
                photo: photo.id,
                entry,
                ends_early: false,
            });
        }
        (entry, _) => entry,
    };
    Ok(Outcome::AlreadyThere {
        photo: photo.id,
        entry,
    })
}

fn place(
    connection: &Connection,
    photo: &Photo,
    target: Target,
    now: NaiveDateTime,
) -> store::Result<Option<EntryId>> {
    let entry = match target {
        Target::Loose => return Ok(None),
        Target::Entry(id) => Some(store::entry::get(connection, id)?),
        Target::Baby(baby) => burst_entry(connection, baby, &photo.file.taken)?,
    };
    let entry = match (entry, target) {
        (Some(entry), _) => {
            let mut fields = entry.fields;
            fields.photos.push(photo.id);
            store::entry::update(connection, entry.id, &fields, now)?
        }
        (None, Target::Baby(baby)) => {
            let mut fields = EntryFields::new(baby, photo.file.taken);
            fields.photos.push(photo.id);
            store::entry::insert(connection, &fields, now)?
        }
        (None, _) => return Ok(None),
    };
    Ok(Some(entry.id))
}

/// The entry of the same burst: same baby, taken within [`BURST`]. Only clear
/// evidence counts; a file date may be the minute of a copy.
fn burst_entry(
    connection: &Connection,
    baby: BabyId,
    taken: &Moment,
) -> store::Result<Option<crate::domain::Entry>> {
    if !matches!(taken.source, MomentSource::Camera | MomentSource::FileName) {
        return Ok(None);
    }
    let day = taken.local.date();
    let near = store::entry::between(
        connection,
        baby,
        (taken.local - BURST).date().min(day),
        (taken.local + BURST).date().max(day),
        0,
    )?;
    Ok(near
        .into_iter()
        .filter(|entry| !entry.fields.photos.is_empty())
        .map(|entry| ((entry.fields.moment.local - taken.local).abs(), entry))
        .filter(|(distance, _)| *distance <= BURST)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, entry)| entry))
}

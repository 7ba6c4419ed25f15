//! One photo: from a file or bytes into the vault and the journal.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{Duration, NaiveDateTime};
use rusqlite::Connection;

use super::sidecars::Sidecars;
use crate::domain::{
    BabyId, ContentHash, EntryFields, EntryId, Moment, MomentSource, NewPhoto, Photo, PhotoFormat,
    PhotoId, Shows,
};
use crate::photo::film::{self, Film};
use crate::photo::{self, Incoming, Limits, PhotoError, RgbImage, ThumbCache, ThumbSize, Vault};
use crate::storage;
use crate::store::{self, StoreError};

/// Photos this close together belong to one entry: a burst of one smile.
const BURST: Duration = Duration::seconds(90);

/// Longest side of what a mean colour is taken from, in pixels.
const SMALL: u32 = 128;

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
    /// A file that lies under another name than its own: one that a phone sent.
    /// It is only read.
    Named {
        /// What it was called where it came from: words, never a path.
        name: String,
        /// Where it is.
        path: PathBuf,
        /// Wall-clock time of its last change where it came from, if known.
        file_date: Option<NaiveDateTime>,
    },
    /// A photo that a camera of this computer took just now.
    Shot {
        /// Shown to the parent.
        name: String,
        /// The picture file's bytes.
        bytes: Vec<u8>,
        /// Wall-clock time when it was taken.
        taken: NaiveDateTime,
    },
}

impl Source {
    /// The name shown for this photo, without its folder.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                let name = name.to_string_lossy();
                match kept_once(&name) {
                    Some(recovered) => recovered,
                    None => name.into_owned(),
                }
            }
            Self::Bytes { name, .. } | Self::Named { name, .. } | Self::Shot { name, .. } => {
                name.clone()
            }
        }
    }
}

/// A name for a file of a library, whose own name is only its fingerprint and
/// would tell a parent nothing.
fn kept_once(name: &str) -> Option<String> {
    let (stem, ending) = name.split_once('.')?;
    stem.parse::<ContentHash>().ok()?;
    let format: PhotoFormat = ending.parse().ok()?;
    let name = if format.is_film() {
        t!("recovered-film")
    } else {
        t!("recovered-photo")
    };
    Some(format!("{name}.{ending}"))
}

impl Source {
    /// How many bytes it will hold once read; 0 where that cannot be told.
    pub(super) fn byte_len(&self) -> u64 {
        match self {
            Self::File(path) | Self::Named { path, .. } => std::fs::metadata(path)
                .map(|about| about.len())
                // What is longer can only be a film, and is never held.
                .ok()
                .filter(|length| *length <= Limits::default().max_file_bytes)
                .unwrap_or(0),
            // Held already, whether read or not.
            Self::Bytes { .. } | Self::Shot { .. } => 0,
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
        /// One sentence, when a date in or beside the file could not be right.
        doubt: Option<String>,
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
    /// The parent said stop while a film was being copied.
    #[error("{}", t!("intake-stopped", name = name))]
    Stopped {
        /// The file's name.
        name: String,
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
    pub offset_at: &'a (dyn Fn(NaiveDateTime) -> i16 + Sync),
    /// Wall-clock time of a file's last change.
    pub file_date: &'a (dyn Fn(&Path) -> Option<NaiveDateTime> + Sync),
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
    let sidecars = Sidecars::default();
    let read = read(desk, source, &sidecars)?;
    let known = match read.hash() {
        Some(hash) => store::photo::by_hash(connection, &hash)?.is_some(),
        None => false,
    };
    let developed = if known {
        None
    } else {
        Some(develop(desk, &read)?)
    };
    keep(desk, connection, &read, developed, target, &mut |_, _| {
        ControlFlow::Continue(())
    })
}

/// Told how many bytes of how many are copied; breaks off when it says so.
pub(super) type TellBytes<'t> = &'t mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// A photo's bytes, before anything is known of them.
pub(super) struct Read<'s> {
    name: String,
    content: Content<'s>,
    file_date: Option<NaiveDateTime>,
    /// When it was taken, where that is known without asking the photo.
    taken: Option<NaiveDateTime>,
    /// What lies beside it.
    beside: Option<(&'s Sidecars, &'s Path)>,
}

enum Content<'s> {
    /// All of it, and what names it.
    Bytes(Cow<'s, [u8]>, ContentHash),
    /// A film stays in its file; its fingerprint is known once it is copied.
    Film(&'s Path, Box<Film>),
}

impl Read<'_> {
    /// How much memory its decoder will use, in bytes.
    pub(super) fn decode_bytes(&self) -> u64 {
        let side = ThumbSize::Screen.max_side();
        match &self.content {
            Content::Bytes(bytes, _) => photo::estimate(bytes, Some((side, side))),
            Content::Film(_, film) => film.cost(),
        }
    }

    /// Names its content, where that is known yet.
    pub(super) fn hash(&self) -> Option<ContentHash> {
        match &self.content {
            Content::Bytes(_, hash) => Some(*hash),
            Content::Film(..) => None,
        }
    }
}

/// What decoding a photo told. Its thumbnails are in the cache, its bytes on
/// the disk of the library but without a name: dropped, they are gone again.
pub(super) struct Developed {
    /// Of a photo; a film is copied when it is kept.
    pub(super) original: Option<Incoming>,
    pub(super) file: NewPhoto,
    pub(super) doubt: Option<String>,
    /// Of a film, whose thumbnails have no name yet.
    pub(super) picture: Option<RgbImage>,
}

/// First step: the bytes. Needs no journal, so many can be read at once.
pub(super) fn read<'s>(
    desk: &Desk<'_>,
    source: &'s Source,
    sidecars: &'s Sidecars,
) -> Result<Read<'s>, CaptureError> {
    let name = source.name();
    let beside = match source {
        Source::File(path) => Some((sidecars, path.as_path())),
        Source::Bytes { .. } | Source::Named { .. } | Source::Shot { .. } => None,
    };
    let whole = |bytes: Cow<'s, [u8]>| {
        let hash = photo::hash_of(&bytes);
        Content::Bytes(bytes, hash)
    };
    let read = |path: &'s Path| {
        film_at(path)
            .and_then(|film| match film {
                Some(mut film) => {
                    film::place_in_time(&mut film, &name);
                    Ok(Content::Film(path, Box::new(film)))
                }
                None => Ok(whole(Cow::Owned(storage::read_bounded(
                    path,
                    desk.limits.max_file_bytes,
                )?))),
            })
            .map_err(|source| CaptureError::Photo {
                name: name.clone(),
                source,
            })
    };
    let (content, file_date) = match source {
        Source::File(path) => (read(path)?, (desk.file_date)(path)),
        Source::Named {
            path, file_date, ..
        } => (read(path)?, *file_date),
        Source::Bytes { bytes, .. } | Source::Shot { bytes, .. } => {
            (whole(Cow::Borrowed(bytes.as_slice())), None)
        }
    };
    Ok(Read {
        name,
        content,
        file_date,
        taken: match source {
            Source::Shot { taken, .. } => Some(*taken),
            Source::File(_) | Source::Named { .. } | Source::Bytes { .. } => None,
        },
        beside,
    })
}

/// The index of a film; `None` for what is none.
fn film_at(path: &Path) -> Result<Option<Film>, PhotoError> {
    if !film::is_film(path)? {
        return Ok(None);
    }
    Ok(Some(film::read(&mut storage::open_regular(path)?)?))
}

/// Second step, the long one: decode as large as a screen needs, make the
/// thumbnails, and bring the bytes to the library's disk. Needs no journal
/// either.
pub(super) fn develop(desk: &Desk<'_>, read: &Read<'_>) -> Result<Developed, CaptureError> {
    let side = ThumbSize::Screen.max_side();
    let (hash, byte_len, decoded) = match &read.content {
        Content::Bytes(bytes, hash) => (
            *hash,
            bytes.len() as u64,
            photo::decode_to_fit(bytes, &desk.limits, side, side),
        ),
        Content::Film(path, film) => (
            // Told when it is kept.
            ContentHash::from_bytes([0; 32]),
            0,
            storage::open_regular(path)
                .map(|mut file| film.picture(&mut file, &desk.limits, Some((side, side))))
                .map_err(PhotoError::from),
        ),
    };
    let decoded = decoded.map_err(|source| CaptureError::Photo {
        name: read.name.clone(),
        source,
    })?;
    let (width, height) = decoded.size;
    let pixels = decoded.picture.into_srgb8();
    let is_film = matches!(read.content, Content::Film(..));
    let small = if is_film {
        photo::fit_within(&pixels, SMALL, SMALL)
    } else {
        // The cache may fail without harm: pictures are made again when wanted.
        desk.thumbs.make_from_pixels(&hash, &pixels)
    };
    let around = || {
        let around = photo::Around {
            file_name: &read.name,
            sidecars: &|| {
                read.beside
                    .map(|(sidecars, path)| sidecars.evidence(path))
                    .unwrap_or_default()
            },
            file_date: read.file_date,
            now_local: desk.now_local,
            offset_at: desk.offset_at,
        };
        let metadata = match (&read.content, read.beside) {
            (Content::Film(..), Some((sidecars, path))) => {
                Cow::Owned(sidecars.with_notes(&decoded.metadata, path))
            }
            _ => Cow::Borrowed(&decoded.metadata),
        };
        photo::when_taken(&metadata, &around)
    };
    let taken = read
        .taken
        .map_or_else(around, |local| taken_here(desk, local));
    let original = match &read.content {
        Content::Bytes(bytes, hash) => Some(
            desk.vault
                .stage(hash, bytes, decoded.format)
                .map_err(|source| CaptureError::Photo {
                    name: read.name.clone(),
                    source,
                })?,
        ),
        Content::Film(..) => None,
    };
    Ok(Developed {
        original,
        file: NewPhoto {
            hash,
            format: decoded.format,
            byte_len,
            width,
            height,
            average_rgb: photo::average_rgb(&small),
            taken: taken.moment,
            original_name: read.name.clone(),
            taken_millis: taken.millis,
            shows: decoded.shows,
            ends_early: decoded.ends_early,
            shot: decoded.metadata.shot,
            // Of a drawn card there is nothing to say, and of a film no hint.
            light: matches!(decoded.shows, Shows::Photo | Shows::Preview)
                .then(|| photo::light::measure(&pixels)),
        },
        doubt: taken.doubt,
        picture: is_film.then_some(pixels),
    })
}

/// The moment of a photo that was taken by this computer: its clock is the
/// camera's.
fn taken_here(desk: &Desk<'_>, local: NaiveDateTime) -> photo::Taken {
    photo::Taken {
        moment: Moment::new(local, (desk.offset_at)(local), MomentSource::Camera),
        millis: u16::try_from(local.and_utc().timestamp_subsec_millis()).unwrap_or(999),
        doubt: None,
    }
}

/// What became of an original on its way into the vault.
pub(super) enum Vaulted {
    /// It is there, and has no row yet.
    New(Developed),
    /// It is there, and its row was before.
    Known(Photo),
    /// It is not the file that was expected, and was not kept.
    Other,
}

/// Last step: the original gets its name, then its row. One at a time, in
/// order. `developed` may be missing only for content that is known.
pub(super) fn keep(
    desk: &Desk<'_>,
    connection: &mut Connection,
    read: &Read<'_>,
    developed: Option<Developed>,
    target: Target,
    tell: TellBytes<'_>,
) -> Result<Outcome, CaptureError> {
    // File first, row second: a crash between leaves an orphan, never a row
    // without its photo.
    match into_vault(desk, connection, read, developed, None, tell)? {
        Vaulted::New(developed) => written(desk, connection, developed, target),
        Vaulted::Known(photo) => place_known(desk, connection, &photo, target),
        // Nothing was expected.
        Vaulted::Other => Err(CaptureError::Stopped {
            name: read.name.clone(),
        }),
    }
}

/// Brings the original into the vault, if it is what was `expected`; lost or
/// damaged ones that have a row are healed.
pub(super) fn into_vault(
    desk: &Desk<'_>,
    connection: &Connection,
    read: &Read<'_>,
    developed: Option<Developed>,
    expected: Option<ContentHash>,
    tell: TellBytes<'_>,
) -> Result<Vaulted, CaptureError> {
    let wrap = |source: PhotoError| CaptureError::Photo {
        name: read.name.clone(),
        source,
    };
    let (bytes, hash) = match &read.content {
        Content::Bytes(bytes, hash) => (bytes, hash),
        Content::Film(path, _) => {
            let developed = match developed {
                Some(developed) => developed,
                None => develop(desk, read)?,
            };
            let film = super::films::ToKeep {
                name: &read.name,
                path,
                developed,
            };
            return super::films::into_vault(desk, connection, film, expected, tell);
        }
    };
    if expected.is_some_and(|expected| expected != *hash) {
        return Ok(Vaulted::Other);
    }
    if let Some(known) = store::photo::by_hash(connection, hash)? {
        desk.vault
            .keep_hashed(hash, bytes, known.file.format)
            .map_err(wrap)?;
        return Ok(Vaulted::Known(known));
    }
    let mut developed = match developed {
        Some(developed) => developed,
        None => develop(desk, read)?,
    };
    let format = developed.file.format;
    match developed.original.take() {
        Some(original) => desk.vault.keep_staged(original, format),
        None => desk.vault.keep_hashed(hash, bytes, format),
    }
    .map_err(wrap)?;
    Ok(Vaulted::New(developed))
}

/// The row of a photo whose original is in the vault.
fn written(
    desk: &Desk<'_>,
    connection: &mut Connection,
    developed: Developed,
    target: Target,
) -> Result<Outcome, CaptureError> {
    let Developed { file, doubt, .. } = developed;
    let (photo, entry) = store::in_transaction(connection, |tx| {
        let photo = store::photo::insert(tx, &file, desk.now)?;
        let entry = place(tx, &photo, target, desk.now)?;
        Ok::<_, StoreError>((photo, entry))
    })?;
    Ok(Outcome::Added {
        photo: photo.id,
        entry,
        ends_early: file.ends_early,
        doubt,
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
                ends_early: photo.file.ends_early,
                doubt: None,
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
        Target::Baby(baby) => match live_entry(connection, baby, photo)? {
            Some(entry) => Some(entry),
            None => burst_entry(connection, baby, &photo.file.taken)?,
        },
    };
    let entry = match (entry, target) {
        (Some(entry), _) => {
            let mut fields = entry.fields;
            let place = place_in_burst(connection, &fields.photos, photo)?;
            fields.photos.insert(place, photo.id);
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

/// Where a photo belongs among those of its entry: behind all that were taken
/// no later. An order that a parent made is kept as far as it goes.
fn place_in_burst(
    connection: &Connection,
    photos: &[PhotoId],
    photo: &Photo,
) -> store::Result<usize> {
    // The moving part of a Live Photo stands behind its still, whatever its
    // seconds say.
    if let Some(partner) = store::photo::live_partner(connection, photo)?
        && let Some(place) = photos.iter().position(|id| *id == partner.id)
    {
        return Ok(place + usize::from(photo.file.format.is_film()));
    }
    let when = |photo: &Photo| (photo.file.taken.utc(), photo.file.taken_millis);
    let mut place = photos.len();
    for (index, id) in photos.iter().enumerate().rev() {
        if when(&store::photo::get(connection, *id)?) <= when(photo) {
            break;
        }
        place = index;
    }
    Ok(place)
}

/// The entry of the other file of a Live Photo, if it is this baby’s.
fn live_entry(
    connection: &Connection,
    baby: BabyId,
    photo: &Photo,
) -> store::Result<Option<crate::domain::Entry>> {
    let Some(partner) = store::photo::live_partner(connection, photo)? else {
        return Ok(None);
    };
    let Some(id) = store::entry::of_photo(connection, partner.id)? else {
        return Ok(None);
    };
    let entry = store::entry::get(connection, id)?;
    Ok(Some(entry).filter(|entry| entry.fields.baby == baby))
}

/// The entry of the same burst: same baby, taken within [`BURST`]. Only clear
/// evidence counts; a file date may be the minute of a copy.
fn burst_entry(
    connection: &Connection,
    baby: BabyId,
    taken: &Moment,
) -> store::Result<Option<crate::domain::Entry>> {
    if taken.source.is_doubtful() {
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

//! Files from the phone wait in the journal's tray.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::{Duration, NaiveDateTime};

use super::{Landed, Landing, Received};
use crate::domain::{InboxSource, Moment, NewInboxItem};
use crate::photo::{self, Around, Metadata, film};
use crate::storage::{self, PathError, StagedFile};
use crate::store::inbox::{self, Offered};
use crate::store::{self, Connection};

/// So many bytes are read to find out when a photo was taken; the date stands
/// near the beginning.
const HEAD_BYTES: u64 = 24 * 1024 * 1024;

/// What tells the tray the time.
pub struct Times {
    /// UTC now.
    pub utc: Box<dyn Fn() -> NaiveDateTime + Send + Sync>,
    /// Wall-clock now.
    pub local: Box<dyn Fn() -> NaiveDateTime + Send + Sync>,
    /// This computer's offset, in minutes, at a wall-clock time.
    pub offset_at: Box<dyn Fn(NaiveDateTime) -> i16 + Send + Sync>,
}

/// The tray of one library.
pub struct Tray {
    root: PathBuf,
    connection: Mutex<Connection>,
    times: Times,
}

impl Tray {
    /// The tray of the library in the folder `root`, written through a
    /// connection of its own.
    pub fn new(root: PathBuf, connection: Connection, times: Times) -> Self {
        Self {
            root,
            connection: Mutex::new(connection),
            times,
        }
    }

    /// When a photo was taken, so that the tray can put it into its night.
    fn taken(&self, path: &Path, received: &Received) -> Option<Moment> {
        let metadata = metadata_of(path, &received.name)?;
        let around = Around {
            file_name: &received.name,
            sidecars: &Vec::new,
            file_date: received
                .modified
                .map(|utc| utc + Duration::minutes(i64::from((self.times.offset_at)(utc)))),
            now_local: (self.times.local)(),
            offset_at: &*self.times.offset_at,
        };
        Some(photo::when_taken(&metadata, &around).moment)
    }
}

/// What a photo or film says of itself.
fn metadata_of(path: &Path, name: &str) -> Option<Metadata> {
    let mut file = storage::open_regular(path).ok()?;
    // A film's index may stand behind all of its pictures.
    if film::is_film(path).ok()? {
        let mut film = film::read(&mut file).ok()?;
        film::place_in_time(&mut film, name);
        return Some(film.metadata);
    }
    let mut bytes = Vec::new();
    file.take(HEAD_BYTES).read_to_end(&mut bytes).ok()?;
    let format = photo::sniff(&bytes)?;
    Some(photo::read_metadata(&bytes, format))
}

impl Landing for Tray {
    fn begin(&self) -> Result<StagedFile, String> {
        let folder = inbox::folder_of(&self.root);
        storage::create_private_dir(&folder)
            .and_then(|()| StagedFile::create_in(&folder))
            .map_err(|error| not_kept(&error))
    }

    /// File first, row second: a crash between leaves a file that the next
    /// start puts into the tray.
    fn land(&self, file: StagedFile, received: &Received) -> Result<Landed, String> {
        // A name made here: what the phone says is only words.
        let place = PathBuf::from(inbox::new_id().to_string());
        let path = inbox::folder_of(&self.root).join(&place);
        file.commit_as(&path).map_err(|error| not_kept(&error))?;
        let item = NewInboxItem {
            source: InboxSource::Phone,
            place,
            name: received.name.clone(),
            byte_len: received.byte_len,
            modified: received.modified,
            hash: Some(received.hash),
            taken: self.taken(&path, received),
            note: received.note.clone(),
        };
        let offered = {
            let mut connection = self
                .connection
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            store::in_transaction(&mut connection, |tx| {
                inbox::offer(tx, &item, (self.times.utc)())
            })
        };
        match offered {
            Ok(Offered::New(_)) => Ok(Landed::Waiting),
            Ok(Offered::Waiting(_) | Offered::Declined(_) | Offered::InJournal(_)) => {
                // One that stays is removed by the next start.
                let _ = storage::remove_file(&path);
                Ok(Landed::Known)
            }
            Err(error) => {
                let _ = storage::remove_file(&path);
                Err(error.sentence())
            }
        }
    }
}

fn not_kept(error: &PathError) -> String {
    t!("phone-page-not-kept", reason = error.to_string())
}

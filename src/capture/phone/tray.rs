//! Files from the phone wait in the journal's tray.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDateTime;

use super::{Landed, Landing, Received};
use crate::domain::{InboxSource, NewInboxItem};
use crate::storage::{self, PathError, StagedFile};
use crate::store::inbox::{self, Offered};
use crate::store::{self, Connection};

/// Tells the time, in UTC.
type Now = Box<dyn Fn() -> NaiveDateTime + Send + Sync>;

/// The tray of one library.
pub struct Tray {
    root: PathBuf,
    connection: Mutex<Connection>,
    now: Now,
}

impl Tray {
    /// The tray of the library in the folder `root`, written through a
    /// connection of its own.
    pub fn new(
        root: PathBuf,
        connection: Connection,
        now: impl Fn() -> NaiveDateTime + Send + Sync + 'static,
    ) -> Self {
        Self {
            root,
            connection: Mutex::new(connection),
            now: Box::new(now),
        }
    }
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
        let item = NewInboxItem {
            source: InboxSource::Phone,
            place,
            name: received.name.clone(),
            byte_len: received.byte_len,
            modified: received.modified,
            hash: Some(received.hash),
            taken: None,
            note: received.note.clone(),
        };
        file.commit_as(&path).map_err(|error| not_kept(&error))?;
        let offered = {
            let mut connection = self
                .connection
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            store::in_transaction(&mut connection, |tx| inbox::offer(tx, &item, (self.now)()))
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
    format!("The photo could not be kept on the computer: {error}.")
}

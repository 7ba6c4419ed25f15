//! Everything a journal holds, read in one go: for taking it elsewhere.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{Result, baby, edits, entry, keepsake, milestone, photo, preset};
use crate::domain::{Baby, Edits, Entry, Milestone, PageChoice, Photo, PhotoId, Preset};

/// All there is, the trash included.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// Oldest first.
    pub babies: Vec<Baby>,
    /// In the order they were added.
    pub photos: Vec<Photo>,
    /// Of every photo that was ever edited.
    pub edits: HashMap<PhotoId, Edits>,
    /// By their moment, oldest first.
    pub entries: Vec<Entry>,
    /// By their day, oldest first.
    pub milestones: Vec<Milestone>,
    /// By baby and month.
    pub pages: Vec<PageChoice>,
    /// In the order they were made.
    pub presets: Vec<Preset>,
}

/// Reads everything as it is at one moment, whatever is written meanwhile.
///
/// # Errors
/// When SQLite refuses or a row makes no sense.
pub fn read(connection: &Connection) -> Result<Whole> {
    let moment = connection.unchecked_transaction()?;
    let mut entries = entry::list(&moment, None)?;
    entries.extend(entry::trashed(&moment)?);
    entries.sort_by_key(|entry| (entry.fields.moment.local, entry.id));
    let mut milestones = milestone::list(&moment, None)?;
    milestones.extend(milestone::trashed(&moment)?);
    milestones.sort_by_key(|milestone| (milestone.fields.date, milestone.id));
    Ok(Whole {
        babies: baby::list(&moment)?,
        photos: photo::list(&moment)?,
        edits: edits::all(&moment)?,
        entries,
        milestones,
        pages: keepsake::all(&moment)?,
        presets: preset::list(&moment)?,
    })
}

//! Another journal's words into this one: without doubles, without loss, as
//! often as wanted, and the same from both sides.
//!
//! Each thing (a baby, entry, milestone, preset, the edits of a photo, the
//! choice for a page) is a row with its lists. Where both sides have it and
//! neither has seen the other's version before, the later one is shown and the
//! other goes into the history. Photos are the same when their bytes are.
//!
//! [`plan`] works out everything from the two journals alone; [`apply`] writes
//! it in several transactions, each of which holds a thing with all that
//! belongs to it, so that a merge cut off anywhere is simply done again.

mod alike;
mod apply;
mod plan;
mod resolve;
mod rows;
mod version;

use rusqlite::Connection;
use serde::Serialize;

use super::row::{Reader, collect};
use super::{Result, StoreError, baby, edits, entry, keepsake, milestone, photo, preset};
use crate::domain::{Baby, BabyId, ContentHash, PhotoFormat};
pub use apply::{Stamp, apply, read_at_once};
pub use plan::{Journal, Plan, plan};
pub(super) use rows::keep_as_earlier;
pub(super) use version::{Fields, Kind, PHOTOS, TAGS, list, text};

/// Why two journals could not be merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// Two of their babies were said to be one of ours.
    #[error("{}", t!("merge-two-babies"))]
    TwoBabiesInOne,
    /// This journal was written meanwhile.
    #[error("{}", t!("merge-changed"))]
    Changed,
    /// It was stopped by the person.
    #[error("{}", t!("merge-cancelled"))]
    Cancelled,
    /// A journal could not be read or written.
    #[error("{}", .0.sentence())]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for MergeError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Which baby here one of theirs is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BabyChoice {
    /// The baby there.
    pub theirs: BabyId,
    /// The same baby here; `None` for a baby of its own.
    pub ours: Option<BabyId>,
}

/// One of their babies and who it may be here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BabyMatch {
    /// The baby there.
    pub theirs: Baby,
    /// The same baby here, by its id, an earlier merge, or name and day of
    /// birth.
    pub ours: Option<BabyId>,
    /// Whether that is known already, so that there is nothing to choose.
    pub known: bool,
}

/// Reads a journal through as the program reads it, so that nothing comes in
/// that could not be read here.
///
/// # Errors
/// When a value makes no sense.
pub fn understand(journal: &Connection) -> Result<()> {
    baby::list(journal)?;
    photo::list(journal)?;
    entry::list(journal, None)?;
    entry::trashed(journal)?;
    edits::all(journal)?;
    preset::list(journal)?;
    let milestones = collect(journal, "SELECT id FROM milestone", [], |row| {
        Reader::new("milestone", row).parse("id")
    })?;
    for id in milestones {
        milestone::get(journal, id)?;
    }
    let pages = collect(
        journal,
        "SELECT baby_id, month FROM keepsake_page",
        [],
        |row| {
            let row = Reader::new("keepsake_page", row);
            Ok((row.parse("baby_id")?, row.parse("month")?))
        },
    )?;
    for (baby, month) in pages {
        keepsake::get(journal, baby, month)?;
    }
    for sql in [
        "SELECT id, updated_at FROM baby",
        "SELECT id, updated_at FROM photo",
        "SELECT id, updated_at FROM edit_preset",
    ] {
        collect(journal, sql, [], |row| {
            let row = Reader::new("row", row);
            row.parse::<uuid::Uuid>("id")?;
            row.time("updated_at")
        })?;
    }
    Ok(())
}

/// Their babies, and which of ours each seems to be.
///
/// # Errors
/// When a journal cannot be read.
pub fn babies(ours: &Connection, theirs: &Connection) -> Result<Vec<BabyMatch>> {
    let here = baby::list(ours)?;
    let mut classes = version::Classes::default();
    classes.read(ours)?;
    classes.read(theirs)?;
    let called = |id: BabyId| {
        let id = id.to_string();
        classes.called(Kind::Baby, &id).to_owned()
    };
    let mut taken = Vec::new();
    let mut matches: Vec<BabyMatch> = baby::list(theirs)?
        .into_iter()
        .map(|there| {
            let same = here.iter().find(|baby| called(baby.id) == called(there.id));
            taken.extend(same.map(|baby| baby.id));
            BabyMatch {
                ours: same.map(|baby| baby.id),
                known: same.is_some(),
                theirs: there,
            }
        })
        .collect();
    for one in matches.iter_mut().filter(|one| !one.known) {
        let alike = |baby: &&Baby| {
            baby.fields.birth_date == one.theirs.fields.birth_date
                && baby.fields.name.trim().to_lowercase()
                    == one.theirs.fields.name.trim().to_lowercase()
                && !taken.contains(&baby.id)
        };
        one.ours = here.iter().find(alike).map(|baby| baby.id);
        taken.extend(one.ours);
    }
    Ok(matches)
}

/// An original that belongs to both journals together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoFile {
    /// Its fingerprint.
    pub hash: ContentHash,
    /// Its format.
    pub format: PhotoFormat,
    /// Its length.
    pub byte_len: u64,
    /// The name it had when it was added.
    pub name: String,
}

impl PhotoFile {
    fn of(hash: &str, fields: &Fields) -> Option<Self> {
        Some(Self {
            hash: hash.parse().ok()?,
            format: text(fields, "format").parse().ok()?,
            byte_len: fields.get("byte_len")?.as_u64()?,
            name: text(fields, "original_name").to_owned(),
        })
    }
}

/// What comes of one kind of thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New here.
    pub added: usize,
    /// Here already, in a newer version now.
    pub changed: usize,
    /// In the trash now, as over there.
    pub trashed: usize,
    /// Begun on both sides, and one now.
    pub joined: usize,
    /// Changed on both sides: the later words are shown, the others are kept.
    pub kept_both: usize,
    /// Here already, as they are.
    pub there: usize,
}

/// What comes of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Babies.
    pub babies: Counts,
    /// Photos.
    pub photos: Counts,
    /// Entries.
    pub entries: Counts,
    /// Milestones.
    pub milestones: Counts,
    /// Edits of photos.
    pub edits: Counts,
    /// Presets of edits.
    pub presets: Counts,
    /// Choices for pages.
    pub pages: Counts,
}

impl Tally {
    fn of(&mut self, kind: Kind) -> &mut Counts {
        match kind {
            Kind::Baby => &mut self.babies,
            Kind::Preset => &mut self.presets,
            Kind::Entry => &mut self.entries,
            Kind::Milestone => &mut self.milestones,
            Kind::Edit => &mut self.edits,
            Kind::Page => &mut self.pages,
        }
    }

    /// All of it.
    fn all(&self) -> [Counts; 7] {
        [
            self.babies,
            self.photos,
            self.entries,
            self.milestones,
            self.edits,
            self.presets,
            self.pages,
        ]
    }

    /// Whether nothing comes that is not here already.
    pub fn is_nothing(&self) -> bool {
        self.all()
            .iter()
            .all(|counts| counts.added + counts.changed + counts.trashed + counts.joined == 0)
    }

    /// Things of which both sides' words are kept.
    pub fn kept_both(&self) -> usize {
        self.all().iter().map(|counts| counts.kept_both).sum()
    }
}

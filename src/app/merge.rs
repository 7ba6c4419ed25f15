//! Another parent's journal, as the settings show it while it is looked at and
//! brought in; and earlier words of the entry on screen.

use std::path::PathBuf;

use chrono::NaiveDateTime;

use crate::archive::merge::BabyMatch;
use crate::domain::{BabyId, EntryFields, EntryId, MilestoneFields, MilestoneId};

/// How far a merge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeStage {
    /// The other journal is being read.
    Looking,
    /// It waits for the parent's word.
    Ready,
    /// Originals are being copied.
    Copying,
    /// The originals are here; the words wait until nothing is being written.
    Waiting,
    /// The words are being brought. Nothing else is written meanwhile.
    Writing,
}

/// Another journal being looked at or brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeSheet {
    /// Its folder.
    pub folder: PathBuf,
    /// How far it is.
    pub stage: MergeStage,
    /// Its babies, and who each is here.
    pub babies: Vec<BabyMatch>,
    /// What would come, in sentences.
    pub comes: Vec<String>,
    /// Whether nothing would come.
    pub nothing: bool,
    /// Originals that would be copied, and their bytes.
    pub to_copy: (usize, u64),
}

/// Words of what is on screen that gave way to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier<Fields> {
    /// Names them.
    pub id: String,
    /// Whether they were written in this library.
    pub here: bool,
    /// When, on this computer's clock.
    pub written: NaiveDateTime,
    /// What they said.
    pub fields: Fields,
}

/// Earlier words of an entry.
pub type EarlierWords = Earlier<EntryFields>;

/// Earlier words of a milestone.
pub type EarlierMilestone = Earlier<MilestoneFields>;

/// A milestone and its earlier words, the latest first.
pub type EarlierOfMilestone = (MilestoneId, Vec<EarlierMilestone>);

/// An entry and its earlier words, the latest first.
pub type EarlierOf = (EntryId, Vec<EarlierWords>);

/// What the settings and the entry ask for.
#[derive(Debug, Clone, PartialEq)]
pub enum MergeCommand {
    /// Look at the journal in this folder.
    Look(PathBuf),
    /// Their baby is this one of ours, or one of its own.
    Whose(BabyId, Option<BabyId>),
    /// Bring it in.
    Bring,
    /// Leave it.
    Leave,
    /// Show these earlier words of the open entry again.
    UseEarlier(String),
    /// Show these earlier words of the open milestone again.
    UseEarlierMilestone(String),
}

//! Pure values of the journal: no input or output, no clock, no window.
//!
//! Everything here can be built and compared in a test without a file or a
//! database. What you may set ([`EntryFields`], [`BabyFields`], …) and what is
//! stored ([`Entry`], [`Baby`], …) are separate types.

mod age;
mod age_span;
mod baby;
pub mod coach;
mod edits;
mod entry;
mod id;
mod inbox;
mod keepsake;
mod milestone;
mod moment;
mod month;
mod photo;
mod preset;
mod shot;
mod smile;
mod spelled;
mod tag;

pub use age::{Age, CorrectedAge};
pub use age_span::{AgeSpan, CorrectedSpan};
pub use baby::{Baby, BabyFields};
pub use edits::{Crop, Edits, Frame, Look, LookChoice, Turn};
pub use entry::{Entry, EntryFields};
pub use id::{BabyId, EntryId, InboxId, MilestoneId, PhotoId, PresetId};
pub use inbox::{InboxItem, InboxSource, InboxState, NewInboxItem};
pub use keepsake::{Focus, PageChoice, PageLook, Paper};
pub use milestone::{Milestone, MilestoneFields, milestone_suggestions};
pub use moment::{DEFAULT_DAY_START_HOUR, Moment, MomentSource, journal_day};
pub use month::Month;
pub use photo::{ContentHash, NewPhoto, Photo, PhotoFormat};
pub use preset::Preset;
pub use shot::{Light, Shot, Shows};
pub use smile::{SleepState, SmileKind, SmileStrength};
pub use spelled::spelled;
pub use tag::{Tag, tag_suggestions};

/// A value that the journal cannot accept, said in a parent's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(pub String);

impl Invalid {
    /// Wraps one plain sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

//! `journal.json`: everything a family wrote, in a file any program can read.
//! docs/export.md tells people what it means; docs/export.schema.json is the
//! contract.

use std::io::{self, Write};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::{Baby, Edits, Entry, Milestone, PageChoice, Photo, Preset};

/// The file's name in an export.
pub const JOURNAL_JSON: &str = "journal.json";
/// Says what the file is.
pub const FORMAT: &str = "smilekeep-export";
/// Raised when a program that knows only the version before could misread it.
pub const VERSION: u32 = 1;

/// The file's first fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Which program wrote it.
    pub program: String,
    /// When, UTC.
    pub exported_at: NaiveDateTime,
}

/// The whole file. What lies in the trash is among it, with `deleted_at`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    /// What this is.
    #[serde(flatten)]
    pub head: Head,
    /// Babies.
    pub babies: Vec<Baby>,
    /// Photos.
    pub photos: Vec<ExportedPhoto>,
    /// Sleep-smile entries.
    pub entries: Vec<Entry>,
    /// Milestones.
    pub milestones: Vec<Milestone>,
    /// Choices for monthly pages.
    pub pages: Vec<PageChoice>,
    /// Presets of edits.
    pub presets: Vec<Preset>,
}

/// A photo with its files in the export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportedPhoto {
    /// What is known of it.
    #[serde(flatten)]
    pub photo: Photo,
    /// Its original, from the export's folder; `None` when that was damaged or
    /// missing.
    pub file: Option<String>,
    /// The copy with its edits, if it has any.
    pub edited: Option<String>,
    /// Its edits; `None` when it was never edited.
    pub edits: Option<Edits>,
}

impl Journal {
    /// Writes it, one thing a line.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let head = serde_json::to_string(&self.head)?;
        // The head's own braces make room for what follows.
        let head = head.trim_start_matches('{').trim_end_matches('}');
        write!(out, "{{{head}")?;
        list(out, "babies", &self.babies)?;
        list(out, "photos", &self.photos)?;
        list(out, "entries", &self.entries)?;
        list(out, "milestones", &self.milestones)?;
        list(out, "pages", &self.pages)?;
        list(out, "presets", &self.presets)?;
        out.write_all(b"\n}\n")
    }
}

fn list<T: Serialize>(out: &mut dyn Write, name: &str, things: &[T]) -> io::Result<()> {
    write!(out, ",\n\"{name}\": [")?;
    for (index, thing) in things.iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, thing)?;
    }
    out.write_all(if things.is_empty() { b"]" } else { b"\n]" })
}

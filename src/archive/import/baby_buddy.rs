//! Baby Buddy: tables as its admin pages export them (CSV). This journal keeps
//! words and milestones, not feeds and nappies; what has no place here is
//! counted.
//!
//! Columns, by django-import-export: `id, child_id, child_first_name,
//! child_last_name` (older versions `child`), then those of the table. Times
//! are the server's wall clock unless they say otherwise.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDateTime};
use csv::{ReaderBuilder, StringRecord};
use sha2::{Digest, Sha256};
use uuid::Builder;

use super::{
    Container, ImportError, Item, Refusal, is_likely, limits, note_of, push_bounded, shown,
};
use crate::domain::{MilestoneFields, Moment, MomentSource, Tag};

/// What a row becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An entry with words.
    Entry {
        /// Its words.
        note: String,
        /// Its tags.
        tags: Vec<Tag>,
    },
    /// A milestone.
    Milestone {
        /// Its title.
        title: String,
        /// Words that did not fit into the title.
        note: String,
    },
}

/// A row that has a place here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The same for the same row each time: 16 bytes for an id.
    pub key: uuid::Uuid,
    /// The child's first name, where the table says it.
    pub child: Option<String>,
    /// The child's number, where the table says it.
    pub child_id: Option<String>,
    /// When.
    pub moment: Moment,
    /// What.
    pub row: Row,
}

/// What tables hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BabyBuddy {
    /// Rows with a place here, in the file's order.
    pub rows: Vec<Told>,
    /// What has none: by its name, how many.
    pub left_out: BTreeMap<&'static str, usize>,
    /// One sentence for each row that could not be read.
    pub unread: Vec<String>,
}

/// What a table tells of. The words are part of the rows' ids
/// ([`Told::key`]) and never change; whoever shows them says them in the
/// language of the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Notes,
    Sleep,
    TummyTime,
    Other(&'static str),
}

/// Columns of a table by their names.
struct Columns(Vec<String>);

impl Columns {
    fn of(record: &StringRecord) -> Self {
        Self(
            record
                .iter()
                .map(|name| name.trim().trim_start_matches('\u{FEFF}').to_lowercase())
                .collect(),
        )
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|column| column == name)
    }

    fn get<'r>(&self, record: &'r StringRecord, name: &str) -> Option<&'r str> {
        let at = self.0.iter().position(|column| column == name)?;
        record
            .get(at)
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
    }

    fn table(&self) -> Option<Table> {
        let all = |names: &[&str]| names.iter().all(|name| self.has(name));
        if all(&["first_name", "last_name", "birth_date"]) {
            return Some(Table::Other("child"));
        }
        // Every other table belongs to a child.
        if !self.has("child_id") && !self.has("child") && !self.has("child_first_name") {
            return None;
        }
        Some(if all(&["note", "time"]) {
            Table::Notes
        } else if all(&["milestone", "start"]) {
            Table::TummyTime
        } else if all(&["wet", "solid"]) {
            Table::Other("nappy change")
        } else if all(&["type", "method"]) {
            Table::Other("feed")
        } else if self.has("temperature") {
            Table::Other("temperature")
        } else if self.has("weight")
            || self.has("height")
            || self.has("head_circumference")
            || self.has("bmi")
        {
            Table::Other("measurement")
        } else if all(&["amount", "start"]) || all(&["amount", "time"]) {
            Table::Other("pumping")
        } else if all(&["start", "end"]) {
            Table::Sleep
        } else {
            return None;
        })
    }
}

/// Whether the beginning of a file is that of a table of Baby Buddy.
pub fn is_table(beginning: &[u8]) -> bool {
    let mut reader = reader(beginning);
    reader
        .headers()
        .is_ok_and(|heads| Columns::of(heads).table().is_some())
}

fn reader(from: &[u8]) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().flexible(true).from_reader(from)
}

/// Reads a table and adds what it holds. `offset_at` gives the minutes east of
/// UTC at a wall-clock time.
///
/// # Errors
/// When the file is too long or cannot be read at all.
pub fn read(
    container: &mut Container,
    item: &Item,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
    into: &mut BabyBuddy,
) -> Result<(), ImportError> {
    let name = shown(&item.path);
    let wrong = |reason: String| ImportError::Words {
        name: name.clone(),
        reason,
    };
    let bytes = container
        .read(item, limits::WORDS_BYTES / 4)
        .map_err(|refusal| match refusal {
            Refusal::Item(reason) | Refusal::Bomb(reason) => {
                wrong(reason.trim_end_matches('.').to_owned())
            }
            Refusal::Stopped => wrong(t!("bring-in-stopped").to_owned()),
            Refusal::Disk(error) => error.into(),
        })?;
    let mut reader = reader(&bytes);
    let heads = reader.headers().map_err(|error| wrong(error.to_string()))?;
    let columns = Columns::of(heads);
    let Some(table) = columns.table() else {
        return Err(wrong(t!("archive-import-no-table").to_owned()));
    };
    let mut record = StringRecord::new();
    let mut line = 1_u64;
    loop {
        line += 1;
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => {
                let broken_off = !matches!(error.kind(), csv::ErrorKind::Utf8 { .. });
                push_bounded(&mut into.unread, || {
                    t!(
                        "archive-import-row",
                        row = line.to_string(),
                        name = &name,
                        reason = error.to_string()
                    )
                });
                if broken_off {
                    return Ok(());
                }
                continue;
            }
        }
        match told(table, &columns, &record, offset_at) {
            Ok(Some(told)) => into.rows.push(told),
            Ok(None) => {
                let what = match table {
                    Table::Notes => "empty note",
                    Table::Sleep => "sleep without words",
                    Table::TummyTime => "tummy time without milestone",
                    Table::Other(what) => what,
                };
                *into.left_out.entry(what).or_default() += 1;
            }
            Err(NoTime) => push_bounded(&mut into.unread, || {
                t!(
                    "archive-import-row-no-time",
                    row = line.to_string(),
                    name = &name
                )
            }),
        }
    }
}

/// A row without a time that can be read.
struct NoTime;

fn told(
    table: Table,
    columns: &Columns,
    record: &StringRecord,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
) -> Result<Option<Told>, NoTime> {
    let cell = |name: &str| columns.get(record, name);
    let tags = || -> Vec<Tag> {
        cell("tags")
            .unwrap_or_default()
            .split(',')
            .take(limits::TAGS)
            .filter_map(|tag| Tag::new(tag.trim_matches(['"', ' '])))
            .collect()
    };
    let (when, row) = match table {
        Table::Other(_) => return Ok(None),
        Table::Notes => {
            let Some(note) = cell("note") else {
                return Ok(None);
            };
            let row = Row::Entry {
                note: note_of(note),
                tags: tags(),
            };
            ("time", row)
        }
        Table::Sleep => {
            let Some(note) = cell("notes") else {
                return Ok(None);
            };
            let mut tags = tags();
            tags.extend(Tag::new("sleep"));
            let row = Row::Entry {
                note: note_of(note),
                tags,
            };
            ("start", row)
        }
        Table::TummyTime => {
            let Some(words) = cell("milestone") else {
                return Ok(None);
            };
            ("start", milestone(&note_of(words)))
        }
    };
    let written = cell(when).ok_or(NoTime)?;
    let moment = moment(written, offset_at).ok_or(NoTime)?;
    let number = cell("id").unwrap_or_default();
    let child_id = cell("child_id").or_else(|| cell("child"));
    Ok(Some(Told {
        key: key(&[
            match table {
                Table::Notes => "note",
                Table::Sleep => "sleep",
                Table::TummyTime => "tummy time",
                Table::Other(what) => what,
            },
            number,
            child_id.unwrap_or_default(),
            written,
        ]),
        child: cell("child_first_name").map(str::to_owned),
        child_id: child_id.map(str::to_owned),
        moment,
        row,
    }))
}

/// A title of the length a title may have; the whole in the note, if it is
/// longer.
fn milestone(words: &str) -> Row {
    let line = words.lines().next().unwrap_or_default().trim();
    let title: String = line
        .chars()
        .take(MilestoneFields::MAX_TITLE_CHARS)
        .collect();
    let note = if title == words {
        String::new()
    } else {
        words.to_owned()
    };
    Row::Milestone { title, note }
}

fn moment(text: &str, offset_at: &dyn Fn(NaiveDateTime) -> i16) -> Option<Moment> {
    for format in [
        "%Y-%m-%d %H:%M:%S%.f%:z",
        "%Y-%m-%dT%H:%M:%S%.f%:z",
        "%Y-%m-%d %H:%M:%S%.f%z",
    ] {
        if let Ok(at) = DateTime::parse_from_str(text, format) {
            return is_likely(at.year()).then(|| Moment::from_fixed(at, MomentSource::TypedIn));
        }
    }
    let local = [
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())?;
    is_likely(local.year()).then(|| Moment::new(local, offset_at(local), MomentSource::TypedIn))
}

/// The same id for the same row, each time it comes in.
fn key(parts: &[&str]) -> uuid::Uuid {
    let mut digest = Sha256::new();
    digest.update(b"smilekeep: row of Baby Buddy\0");
    for part in parts {
        digest.update(part.as_bytes());
        digest.update(b"\0");
    }
    let digest = digest.finalize();
    let mut bytes = [0_u8; 16];
    for (slot, byte) in bytes.iter_mut().zip(digest.iter()) {
        *slot = *byte;
    }
    Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_told_apart_by_their_columns() {
        let table = |heads: &str| {
            Columns::of(&StringRecord::from(heads.split(',').collect::<Vec<_>>())).table()
        };
        for (heads, want) in [
            (
                "id,child_id,child_first_name,child_last_name,note,time,tags",
                Some(Table::Notes),
            ),
            ("child_id,note,time", Some(Table::Notes)),
            ("child_id,start,end,notes", Some(Table::Sleep)),
            ("id,child_id,nap,start,end,notes,tags", Some(Table::Sleep)),
            ("child_id,start,end,milestone", Some(Table::TummyTime)),
            (
                "child_id,start,end,type,method,amount,notes",
                Some(Table::Other("feed")),
            ),
            (
                "child_id,time,wet,solid,color,amount",
                Some(Table::Other("nappy change")),
            ),
            (
                "child_id,weight,date,notes",
                Some(Table::Other("measurement")),
            ),
            (
                "child_id,start,end,amount,notes",
                Some(Table::Other("pumping")),
            ),
            (
                "first_name,last_name,birth_date",
                Some(Table::Other("child")),
            ),
            ("Date,Time,Baby,Note", None),
            ("a,b", None),
        ] {
            assert_eq!(table(heads), want, "{heads}");
        }
    }

    #[test]
    fn times_in_all_their_forms() {
        let told = |text| moment(text, &|_| 60).map(|moment| moment.to_string());
        for text in [
            "2026-11-03 03:10:00",
            "2026-11-03T03:10:00",
            "2026-11-03 03:10",
            "2026-11-03 03:10:00.250",
        ] {
            assert_eq!(
                told(text).as_deref(),
                Some("2026-11-03 03:10:00 +01:00"),
                "{text}"
            );
        }
        for text in ["2026-11-03 03:10:00+02:00", "2026-11-03T03:10:00+0200"] {
            assert_eq!(
                told(text).as_deref(),
                Some("2026-11-03 03:10:00 +02:00"),
                "{text}"
            );
        }
        assert_eq!(told("soon"), None);
        assert_eq!(told("12026-11-03 03:10:00"), None);
    }

    #[test]
    fn the_same_row_has_the_same_id() {
        assert_eq!(key(&["note", "1"]), key(&["note", "1"]));
        assert_ne!(key(&["note", "1"]), key(&["note", "", "1"]));
    }
}

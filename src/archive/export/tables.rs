//! Entries and milestones as tables for a spreadsheet: CSV as in RFC 4180, in
//! UTF-8 with a mark at the beginning, without which Excel garbles every letter
//! beyond English.
//!
//! A table reads the same whatever language the program speaks: its words are
//! what formulas and filters of a family's own spreadsheets look for.

use std::collections::HashMap;

use csv::{Terminator, WriterBuilder};

use crate::archive::format::{ExportedPhoto, Journal};
use crate::domain::{Baby, BabyId, Entry, Milestone, PhotoId};
use crate::words::{Manner, OnlyHere};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Looks things up by their ids.
struct Known<'a> {
    babies: HashMap<BabyId, &'a Baby>,
    photos: HashMap<PhotoId, &'a ExportedPhoto>,
}

impl<'a> Known<'a> {
    fn of(journal: &'a Journal) -> Self {
        Self {
            babies: journal.babies.iter().map(|baby| (baby.id, baby)).collect(),
            photos: journal
                .photos
                .iter()
                .map(|photo| (photo.photo.id, photo))
                .collect(),
        }
    }

    fn name(&self, baby: BabyId) -> &str {
        self.babies
            .get(&baby)
            .map_or("", |baby| baby.fields.name.as_str())
    }

    fn age(&self, baby: BabyId, day: chrono::NaiveDate) -> String {
        self.babies
            .get(&baby)
            .map_or_else(String::new, |baby| baby.age_label(day))
    }

    fn files(&self, photos: &[PhotoId]) -> String {
        photos
            .iter()
            .filter_map(|id| self.photos.get(id)?.file.as_deref())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// `entries.csv`: one row an entry; the trash is left out.
pub(super) fn entries(journal: &Journal) -> Result<Vec<u8>, csv::Error> {
    let _always = OnlyHere::new(Manner::default());
    let known = Known::of(journal);
    let heads = [
        "Date",
        "Time",
        "Time zone",
        "Baby",
        "Age",
        "Sleep state",
        "Kind of smile",
        "Strength",
        "Length in seconds",
        "Favourite",
        "Tags",
        "Note",
        "Photos",
        "Id",
    ];
    let row = |entry: &Entry| {
        let fields = &entry.fields;
        let moment = fields.moment;
        let tags: Vec<_> = fields.tags.iter().map(|tag| tag.as_str()).collect();
        vec![
            moment.local.format("%Y-%m-%d").to_string(),
            moment.local.format("%H:%M:%S").to_string(),
            format!("UTC{}", moment.offset_label().replace('−', "-")),
            known.name(fields.baby).to_owned(),
            known.age(fields.baby, moment.local.date()),
            fields
                .sleep_state
                .map_or("", |state| state.label())
                .to_owned(),
            fields.kind.map_or("", |kind| kind.label()).to_owned(),
            fields
                .strength
                .map_or("", |strength| strength.label())
                .to_owned(),
            fields
                .length_seconds
                .map_or_else(String::new, |seconds| seconds.to_string()),
            if fields.favourite { "yes" } else { "" }.to_owned(),
            tags.join(", "),
            fields.note.clone(),
            known.files(&fields.photos),
            entry.id.to_string(),
        ]
    };
    let kept = journal
        .entries
        .iter()
        .filter(|entry| entry.deleted_at.is_none());
    table(&heads, kept.map(row))
}

/// `milestones.csv`: one row a milestone; the trash is left out.
pub(super) fn milestones(journal: &Journal) -> Result<Vec<u8>, csv::Error> {
    let _always = OnlyHere::new(Manner::default());
    let known = Known::of(journal);
    let heads = ["Date", "Baby", "Age", "Title", "Note", "Photos", "Id"];
    let row = |milestone: &Milestone| {
        let fields = &milestone.fields;
        vec![
            fields.date.format("%Y-%m-%d").to_string(),
            known.name(fields.baby).to_owned(),
            known.age(fields.baby, fields.date),
            fields.title.clone(),
            fields.note.clone(),
            known.files(&fields.photos),
            milestone.id.to_string(),
        ]
    };
    let kept = journal
        .milestones
        .iter()
        .filter(|milestone| milestone.deleted_at.is_none());
    table(&heads, kept.map(row))
}

fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))
}

/// A cell that no spreadsheet takes for a formula: one that begins like one
/// gets an apostrophe in front, which spreadsheets know as “this is text”.
fn harmless(cell: &str) -> String {
    let begins_a_formula = |letter: char| {
        matches!(
            letter,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    };
    if cell.starts_with(begins_a_formula) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_all_words_are_there() {
        let rows = [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-2+3",
            "@sum",
            "＝1",
            "plain, \"quoted\"\nsecond line",
            "UTC+01:00",
        ]
        .map(|cell| vec![cell.to_owned()]);
        let text = table(&["Note"], rows.into_iter()).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(
            text,
            "\u{FEFF}Note\r\n\"'=HYPERLINK(\"\"http://x\"\")\"\r\n'+1\r\n'-2+3\r\n'@sum\r\n'＝1\r\n\"plain, \"\"quoted\"\"\nsecond line\"\r\nUTC+01:00\r\n"
        );
    }
}

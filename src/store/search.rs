//! Full-text search over notes, tags and milestones (FTS5).
//!
//! [`entries`] ranks, for the command line; [`matching`] only tells which
//! entries the gallery keeps in its own order, and [`excerpts`] why. Words of
//! scripts without gaps between words are looked for without the index
//! ([`anywhere`]), names of files by [`FileWords`].

mod anywhere;
mod names;

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::{Connection, Row, params};

use super::Result;
use super::row::{Reader, collect, optional};
use crate::domain::{BabyId, EntryFields, EntryId, MilestoneFields, MilestoneId, PhotoId};

use anywhere::{Anywhere, is_gapless};

pub use names::FileWords;

/// Puts the words of an entry into the index, replacing what stood there.
pub(super) fn index_entry(
    connection: &Connection,
    id: EntryId,
    fields: &EntryFields,
) -> Result<()> {
    let tags: Vec<_> = fields.tags.iter().map(|tag| tag.as_str()).collect();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO entry_text (rowid, note, tags)
             SELECT seq, ?2, ?3 FROM entry WHERE id = ?1",
        )?
        .execute(params![id.to_string(), fields.note, tags.join(", ")])?;
    Ok(())
}

/// Puts the words of a milestone into the index, replacing what stood there.
pub(super) fn index_milestone(
    connection: &Connection,
    id: MilestoneId,
    fields: &MilestoneFields,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO milestone_text (rowid, title, note)
             SELECT seq, ?2, ?3 FROM milestone WHERE id = ?1",
        )?
        .execute(params![id.to_string(), fields.title, fields.note])?;
    Ok(())
}

/// Puts the words of an entry into the index as they stand in the journal.
pub(super) fn index_entry_again(connection: &Connection, id: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO entry_text (rowid, note, tags)
             SELECT seq, note, coalesce(
                 (SELECT group_concat(tag, ', ' ORDER BY position)
                  FROM entry_tag WHERE entry_id = entry.id), '')
             FROM entry WHERE id = ?1",
        )?
        .execute([id])?;
    Ok(())
}

/// Puts the words of a milestone into the index as they stand in the journal.
pub(super) fn index_milestone_again(connection: &Connection, id: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO milestone_text (rowid, title, note)
             SELECT seq, title, note FROM milestone WHERE id = ?1",
        )?
        .execute([id])?;
    Ok(())
}

/// Fills the index anew from what is in the journal.
pub(super) fn refill(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "DELETE FROM entry_text;
         INSERT INTO entry_text (rowid, note, tags)
             SELECT seq, note, coalesce(
                 (SELECT group_concat(tag, ', ' ORDER BY position)
                  FROM entry_tag WHERE entry_id = entry.id), '')
             FROM entry;
         DELETE FROM milestone_text;
         INSERT INTO milestone_text (rowid, title, note)
             SELECT seq, title, note FROM milestone;",
    )?;
    Ok(())
}

/// Entries with all the words of `query` (each as a beginning), best first.
/// Anything typed is a word: there is no query language to get wrong.
///
/// # Errors
/// When SQLite refuses.
pub fn entries(connection: &Connection, baby: Option<BabyId>, query: &str) -> Result<Vec<EntryId>> {
    ranked(connection, baby, query, "entry", "moment_local")
}

/// Milestones with all the words of `query`, as [`entries`].
///
/// # Errors
/// When SQLite refuses.
pub fn milestones(
    connection: &Connection,
    baby: Option<BabyId>,
    query: &str,
) -> Result<Vec<MilestoneId>> {
    ranked(connection, baby, query, "milestone", "date")
}

/// The rows of a table (`entry` or `milestone`) whose words, in the index
/// beside it, are those of `query`: best first, then the latest by `when`. What
/// the index cannot find has no rank.
fn ranked<Id>(
    connection: &Connection,
    baby: Option<BabyId>,
    query: &str,
    table: &'static str,
    when: &str,
) -> Result<Vec<Id>>
where
    Id: FromStr,
    Id::Err: Display,
{
    let Some(query) = Query::of_beginnings(query) else {
        return Ok(Vec::new());
    };
    let baby = baby.map(|baby| baby.to_string());
    let index = format!("{table}_text");
    let id = |row: &Row<'_>| Reader::new(table, row).parse("id");
    let wanted = format!("{table}.deleted_at IS NULL AND (?2 IS NULL OR {table}.baby_id = ?2)");
    if query.anywhere.is_empty() {
        let sql = format!(
            "SELECT {table}.id AS id FROM {index} JOIN {table} ON {table}.seq = {index}.rowid
             WHERE {index} MATCH ?1 AND {wanted}
             ORDER BY {index}.rank, {table}.{when} DESC"
        );
        collect(connection, &sql, params![query.indexed, baby], id)
    } else {
        let found = list(&numbers(connection, &index, &query)?);
        let sql = format!(
            "SELECT id FROM {table} WHERE seq IN (SELECT value FROM json_each(?1)) AND {wanted}
             ORDER BY {when} DESC"
        );
        collect(connection, &sql, params![found, baby], id)
    }
}

/// The numbers of all entries (of every baby, also in the trash) that have all
/// the words of `query`, the last of them as a beginning, or belong to a
/// milestone that has them. `None` when there is no word in it.
///
/// # Errors
/// When SQLite refuses.
pub fn matching(connection: &Connection, query: &str) -> Result<Option<Vec<i64>>> {
    let Some(query) = Query::typed(query) else {
        return Ok(None);
    };
    let mut found = numbers(connection, "entry_text", &query)?;
    let milestones = numbers(connection, "milestone_text", &query)?;
    if !milestones.is_empty() {
        found.extend(collect(
            connection,
            "SELECT entry.seq AS seq FROM milestone JOIN entry ON entry.id = milestone.entry_id
             WHERE milestone.deleted_at IS NULL
               AND milestone.seq IN (SELECT value FROM json_each(?1))",
            [list(&milestones)],
            |row| Reader::new("entry", row).get::<i64>("seq"),
        )?);
        found.sort_unstable();
        found.dedup();
    }
    Ok(Some(found))
}

/// The photos of all milestones that have the words of `query` as [`matching`]
/// takes them.
///
/// # Errors
/// When SQLite refuses.
pub fn matching_photos(connection: &Connection, query: &str) -> Result<Vec<PhotoId>> {
    let Some(query) = Query::typed(query) else {
        return Ok(Vec::new());
    };
    let milestones = numbers(connection, "milestone_text", &query)?;
    if milestones.is_empty() {
        return Ok(Vec::new());
    }
    collect(
        connection,
        "SELECT milestone_photo.photo_id AS photo_id
         FROM milestone JOIN milestone_photo ON milestone_photo.milestone_id = milestone.id
         WHERE milestone.deleted_at IS NULL
           AND milestone.seq IN (SELECT value FROM json_each(?1))",
        [list(&milestones)],
        |row| Reader::new("milestone_photo", row).parse("photo_id"),
    )
}

/// The rows of `entry_text` or `milestone_text` that have all the words: the
/// index first, then what it cannot find, in the rows that are left.
fn numbers(connection: &Connection, table: &str, query: &Query) -> Result<Vec<i64>> {
    let anywhere = &query.anywhere;
    let sql = if anywhere.is_empty() {
        format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1")
    } else {
        texts_sql(table, query)
    };
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([&query.indexed])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if !anywhere.is_empty() {
            let first = row.get_ref(1)?.as_bytes().unwrap_or_default();
            let second = row.get_ref(2)?.as_bytes().unwrap_or_default();
            let has = |word: &Anywhere| word.is_in(first) || word.is_in(second);
            if !anywhere.iter().all(has) {
                continue;
            }
        }
        found.push(row.get(0)?);
    }
    Ok(found)
}

/// What was written in the rows the index finds with `?1`, or in all. The
/// narrow table the index keeps its words in is read far faster than the
/// journal's own.
fn texts_sql(table: &str, query: &Query) -> String {
    if query.indexed.is_some() {
        format!(
            "SELECT words.id, words.c0, words.c1
             FROM {table} JOIN {table}_content AS words ON words.id = {table}.rowid
             WHERE {table} MATCH ?1"
        )
    } else {
        format!(
            "SELECT words.id, words.c0, words.c1 FROM {table}_content AS words WHERE ?1 IS NULL"
        )
    }
}

/// Numbers as SQLite's `json_each` takes them.
fn list(numbers: &[i64]) -> String {
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// A part of an entry's words, cut where what was searched for begins and
/// ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The words in their order; `true` marks what was searched for.
    pub parts: Vec<(String, bool)>,
}

/// Marks in an excerpt that no note holds.
const HIT_BEGINS: char = '\u{2}';
const HIT_ENDS: char = '\u{3}';

/// Where the words of `query` stand in some of the entries that were found: in
/// what was written in them, in a milestone of theirs, or in the name of a
/// photo.
///
/// # Errors
/// When SQLite refuses.
pub fn excerpts(
    connection: &Connection,
    query: &str,
    entries: &[i64],
) -> Result<Vec<(i64, Excerpt)>> {
    let files = FileWords::new(query);
    let words = Query::typed(query);
    let mut found = Vec::new();
    for entry in entries {
        let mut excerpt = None;
        if let Some(words) = &words {
            excerpt = in_text(connection, "entry_text", words, *entry)?;
            if excerpt.is_none() {
                excerpt = in_milestone(connection, words, *entry)?;
            }
        }
        if let Some(files) = files.as_ref().filter(|_| excerpt.is_none()) {
            excerpt = in_names(connection, files, *entry)?;
        }
        found.extend(excerpt.map(|excerpt| (*entry, excerpt)));
    }
    Ok(found)
}

/// Where the words stand in a row of `entry_text` or `milestone_text`.
fn in_text(
    connection: &Connection,
    table: &str,
    query: &Query,
    number: i64,
) -> Result<Option<Excerpt>> {
    if query.anywhere.is_empty() {
        let words = optional(
            connection,
            &format!(
                "SELECT snippet({table}, -1, char(2), char(3), '…', 24) AS words
                 FROM {table} WHERE {table} MATCH ?1 AND rowid = ?2"
            ),
            params![query.indexed, number],
            |row| Reader::new("entry_text", row).get::<String>("words"),
        )?;
        return Ok(words.map(|words| cut_excerpt(&words)));
    }
    let texts = optional(
        connection,
        &format!("{} AND words.id = ?2", texts_sql(table, query)),
        params![query.indexed, number],
        |row| {
            let row = Reader::new("entry_text", row);
            Ok([row.get::<String>("c0")?, row.get::<String>("c1")?])
        },
    )?;
    let Some(texts) = texts else { return Ok(None) };
    let has = |text: &str, word: &Anywhere| word.is_in(text.as_bytes());
    let has_all = |word: &Anywhere| texts.iter().any(|text| has(text, word));
    if !query.anywhere.iter().all(has_all) {
        return Ok(None);
    }
    let shown = texts.iter().find(|text| {
        let mut words = query.anywhere.iter();
        words.any(|word| has(text, word))
    });
    Ok(shown.map(|text| {
        let anywhere = query.anywhere.iter();
        let mut hits: Vec<_> = anywhere
            .flat_map(|word| word.places(text.as_bytes()))
            .collect();
        for word in &query.plain {
            hits.extend(anywhere::beginnings(text, word));
        }
        anywhere::excerpt(text, hits)
    }))
}

/// Where the words stand in a milestone of an entry or of one of its photos.
fn in_milestone(connection: &Connection, query: &Query, entry: i64) -> Result<Option<Excerpt>> {
    let milestones: Vec<i64> = collect(
        connection,
        "SELECT milestone.seq AS seq FROM milestone
         WHERE milestone.deleted_at IS NULL AND (
             milestone.entry_id = (SELECT id FROM entry WHERE seq = ?1)
             OR milestone.id IN (
                 SELECT milestone_photo.milestone_id
                 FROM entry JOIN entry_photo ON entry_photo.entry_id = entry.id
                 JOIN milestone_photo ON milestone_photo.photo_id = entry_photo.photo_id
                 WHERE entry.seq = ?1))
         ORDER BY milestone.date, milestone.seq",
        [entry],
        |row| Reader::new("milestone", row).get("seq"),
    )?;
    for milestone in milestones {
        let excerpt = in_text(connection, "milestone_text", query, milestone)?;
        if excerpt.is_some() {
            return Ok(excerpt);
        }
    }
    Ok(None)
}

/// Where the words stand in the name of a photo of an entry.
fn in_names(connection: &Connection, files: &FileWords, entry: i64) -> Result<Option<Excerpt>> {
    let names: Vec<String> = collect(
        connection,
        "SELECT photo.original_name AS name
         FROM entry JOIN entry_photo ON entry_photo.entry_id = entry.id
         JOIN photo ON photo.id = entry_photo.photo_id
         WHERE entry.seq = ?1 ORDER BY entry_photo.position",
        [entry],
        |row| Reader::new("photo", row).get("name"),
    )?;
    let name = names.iter().find(|name| files.are_in(name));
    Ok(name.map(|name| files.excerpt(name)))
}

fn cut_excerpt(marked: &str) -> Excerpt {
    let mut parts = Vec::new();
    for (index, piece) in marked.split(HIT_BEGINS).enumerate() {
        let (hit, rest) = match piece.split_once(HIT_ENDS) {
            Some((hit, rest)) if index > 0 => (hit, rest),
            _ => ("", piece),
        };
        for (words, is_hit) in [(hit, true), (rest, false)] {
            if !words.is_empty() {
                parts.push((words.to_owned(), is_hit));
            }
        }
    }
    Excerpt { parts }
}

/// What was asked for. It has a word at least.
struct Query {
    /// For the index: `"after" AND "fee" *`, with everything quoted.
    indexed: Option<String>,
    /// The words in it.
    plain: Vec<String>,
    /// Words the index cannot find.
    anywhere: Vec<Anywhere>,
}

impl Query {
    /// Each word is a beginning.
    fn of_beginnings(query: &str) -> Option<Self> {
        Self::new(query, true)
    }

    /// Only the last word is unfinished; where words have no gaps between them,
    /// none ends for certain.
    fn typed(query: &str) -> Option<Self> {
        Self::new(query, query.contains(is_gapless))
    }

    fn new(query: &str, all_begin: bool) -> Option<Self> {
        let (mut plain, mut anywhere) = (Vec::new(), Vec::new());
        for word in words_of(query) {
            match Anywhere::new(word) {
                Some(word) => anywhere.push(word),
                None => plain.push(word.to_owned()),
            }
        }
        let quoted = |(at, word): (usize, &String)| {
            let begins = all_begin || at + 1 == plain.len();
            format!("\"{word}\"{}", if begins { " *" } else { "" })
        };
        let expressions: Vec<_> = plain.iter().enumerate().map(quoted).collect();
        let indexed = (!plain.is_empty()).then(|| expressions.join(" AND "));
        (indexed.is_some() || !anywhere.is_empty()).then_some(Self {
            indexed,
            plain,
            anywhere,
        })
    }
}

fn words_of(query: &str) -> impl Iterator<Item = &str> {
    query
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty())
}

/// Whether a character is a part of a word.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || is_gapless(c)
}

/// Combining marks belong to the word they stand on.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_word_is_a_beginning_while_typing() {
        let typed = |query: &str| Query::typed(query).and_then(|query| query.indexed);
        assert_eq!(
            typed("after (a fee").as_deref(),
            Some("\"after\" AND \"a\" AND \"fee\" *")
        );
        assert_eq!(typed(" * ( "), None);
        let mixed = Query::typed("Mina 笑了 good").unwrap();
        assert_eq!(mixed.indexed.as_deref(), Some("\"Mina\" * AND \"good\" *"));
        assert_eq!(mixed.anywhere.len(), 1);
    }

    #[test]
    fn excerpts_are_cut_at_the_marks() {
        let excerpt = cut_excerpt("…a \u{2}little\u{3} \u{2}parcel\u{3}");
        let parts: Vec<_> = excerpt
            .parts
            .iter()
            .map(|(words, hit)| (words.as_str(), *hit))
            .collect();
        assert_eq!(
            parts,
            [
                ("…a ", false),
                ("little", true),
                (" ", false),
                ("parcel", true)
            ]
        );
    }
}

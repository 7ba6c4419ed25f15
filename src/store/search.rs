//! Full-text search over notes, tags and milestones (FTS5).
//!
//! [`entries`] ranks, for the command line; [`matching`] only tells which
//! entries the gallery keeps in its own order, and [`excerpts`] why.

use rusqlite::{Connection, params};

use super::Result;
use super::row::{Reader, collect, optional};
use crate::domain::{BabyId, EntryFields, EntryId, MilestoneFields, MilestoneId};

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
    let Some(expression) = expression(query) else {
        return Ok(Vec::new());
    };
    collect(
        connection,
        "SELECT entry.id AS id FROM entry_text JOIN entry ON entry.seq = entry_text.rowid
         WHERE entry_text MATCH ?1 AND entry.deleted_at IS NULL
           AND (?2 IS NULL OR entry.baby_id = ?2)
         ORDER BY entry_text.rank, entry.moment_local DESC",
        params![expression, baby.map(|baby| baby.to_string())],
        |row| Reader::new("entry", row).parse("id"),
    )
}

/// The numbers of all entries (of every baby, also in the trash) that have all
/// the words of `query`, the last of them as a beginning. `None` when there is
/// no word in it.
///
/// # Errors
/// When SQLite refuses.
pub fn matching(connection: &Connection, query: &str) -> Result<Option<Vec<i64>>> {
    let Some(expression) = typed_expression(query) else {
        return Ok(None);
    };
    let mut statement =
        connection.prepare_cached("SELECT rowid FROM entry_text WHERE entry_text MATCH ?1")?;
    let mut rows = statement.query([expression])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(row.get(0)?);
    }
    Ok(Some(found))
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

/// Where the words of `query` stand in some of the entries [`matching`] found.
///
/// # Errors
/// When SQLite refuses.
pub fn excerpts(
    connection: &Connection,
    query: &str,
    entries: &[i64],
) -> Result<Vec<(i64, Excerpt)>> {
    let Some(expression) = typed_expression(query) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for entry in entries {
        let words = optional(
            connection,
            "SELECT snippet(entry_text, -1, char(2), char(3), '…', 24) AS words
             FROM entry_text WHERE entry_text MATCH ?1 AND rowid = ?2",
            params![expression, entry],
            |row| Reader::new("entry_text", row).get::<String>("words"),
        )?;
        if let Some(words) = words {
            found.push((*entry, cut_excerpt(&words)));
        }
    }
    Ok(found)
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

/// Milestones with all the words of `query`, best first.
///
/// # Errors
/// When SQLite refuses.
pub fn milestones(
    connection: &Connection,
    baby: Option<BabyId>,
    query: &str,
) -> Result<Vec<MilestoneId>> {
    let Some(expression) = expression(query) else {
        return Ok(Vec::new());
    };
    collect(
        connection,
        "SELECT milestone.id AS id FROM milestone_text
         JOIN milestone ON milestone.seq = milestone_text.rowid
         WHERE milestone_text MATCH ?1 AND milestone.deleted_at IS NULL
           AND (?2 IS NULL OR milestone.baby_id = ?2)
         ORDER BY milestone_text.rank, milestone.date DESC",
        params![expression, baby.map(|baby| baby.to_string())],
        |row| Reader::new("milestone", row).parse("id"),
    )
}

/// `"after" * AND "feed" *`, with everything quoted.
fn expression(query: &str) -> Option<String> {
    let words: Vec<String> = words_of(query)
        .map(|word| format!("\"{word}\" *"))
        .collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// `"after" AND "fee" *`: while typing only the last word is unfinished.
fn typed_expression(query: &str) -> Option<String> {
    let words: Vec<String> = words_of(query).map(|word| format!("\"{word}\"")).collect();
    (!words.is_empty()).then(|| format!("{} *", words.join(" AND ")))
}

fn words_of(query: &str) -> impl Iterator<Item = &str> {
    query
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
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
        assert_eq!(
            typed_expression("after (a fee").as_deref(),
            Some("\"after\" AND \"a\" AND \"fee\" *")
        );
        assert_eq!(typed_expression(" * ( "), None);
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

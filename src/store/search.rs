//! Full-text search over notes, tags and milestones (FTS5).

use rusqlite::{Connection, params};

use super::Result;
use super::row::{Reader, collect};
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
    let words: Vec<String> = query
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\" *"))
        .collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// Combining marks belong to the word they stand on.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

//! The tags a family has used.

use rusqlite::Connection;

use super::Result;
use super::row::{Reader, collect};

/// Tags in use, the most used first, then by name.
///
/// # Errors
/// When SQLite refuses.
pub fn in_use(connection: &Connection) -> Result<Vec<String>> {
    collect(
        connection,
        "SELECT tag FROM entry_tag JOIN entry ON entry.id = entry_tag.entry_id
         WHERE entry.deleted_at IS NULL
         GROUP BY tag ORDER BY count(*) DESC, tag",
        [],
        |row| Reader::new("entry_tag", row).get("tag"),
    )
}

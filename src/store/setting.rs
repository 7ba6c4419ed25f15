//! Small settings that belong to the library rather than to this computer.

use rusqlite::{Connection, params};

use super::Result;
use super::row::{Reader, optional};

/// The value of a setting, if it was ever set.
///
/// # Errors
/// When SQLite refuses.
pub fn get(connection: &Connection, key: &str) -> Result<Option<String>> {
    optional(
        connection,
        "SELECT value FROM setting WHERE key = ?1",
        [key],
        |row| Reader::new("setting", row).get("value"),
    )
}

/// Sets a setting.
///
/// # Errors
/// When SQLite refuses.
pub fn set(connection: &Connection, key: &str, value: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO setting (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = ?2",
        )?
        .execute(params![key, value])?;
    Ok(())
}

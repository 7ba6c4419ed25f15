//! The words once more, readable without SQLite: `journal.log` beside the
//! journal, one line of JSON for each thing that was changed.
//!
//! A line holds all rows of one thing as they are after the change:
//!
//! ```text
//! {"table":"entry_tag","key":"entry_id","value":"0193…","rows":[{"tag":"bath",…}]}
//! ```
//!
//! No rows means that it was removed. The last line about a thing counts, so
//! the file can be replayed from its beginning, and a line cut off by a power
//! cut at its end spoils no other. It starts with every thing there is and is
//! begun anew once it has grown to several times that.
//!
//! What changed is noted by temporary triggers, inside the same transaction;
//! after the commit it is appended. The journal itself never waits for this
//! file: should it be unwritable, the journal is still good.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Result, StoreError, search};
use crate::storage::{self, PathError};

/// The file's name in a library.
pub const LOG_FILE: &str = "journal.log";
/// Begun anew when it is so many times as long as a fresh one …
const GROWTH: u64 = 8;
/// … but never below this many bytes.
const LEAST_BYTES: u64 = 4 << 20;
/// Longest line that is believed, in bytes.
const LONGEST_LINE: u64 = 16 << 20;

/// One thing as it is after a change.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Line {
    table: String,
    key: String,
    value: String,
    rows: Vec<BTreeMap<String, Json>>,
}

/// A table and the column that tells its things apart.
struct Table {
    name: String,
    key: String,
}

/// Not logged: the files that wait in the tray can be found again, and there may
/// be tens of thousands. What a sender wrote about one stands in `inbox_note`.
const NOT_WORDS: &str = "inbox";

/// The tables that hold what a parent wrote: all but those made from others.
fn tables(connection: &Connection) -> Result<Vec<Table>> {
    let mut names = connection.prepare_cached(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name <> ?1 ORDER BY name",
    )?;
    let names = names
        .query_map([NOT_WORDS], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut tables = Vec::new();
    for name in names {
        // Rows of their own id; else those of the first part of the key.
        let key: Option<String> = connection
            .query_row(
                "SELECT name FROM pragma_table_info(?1)
                 WHERE name = 'id' OR pk = 1 ORDER BY name <> 'id' LIMIT 1",
                [&name],
                |row| row.get(0),
            )
            .map(Some)
            .or_else(|error| match error {
                rusqlite::Error::QueryReturnedNoRows => Ok(None),
                other => Err(other),
            })?;
        if let Some(key) = key {
            tables.push(Table { name, key });
        }
    }
    Ok(tables)
}

/// Lets a connection note what it changes.
///
/// # Errors
/// When SQLite refuses.
pub(super) fn watch(connection: &Connection) -> Result<()> {
    // Notes are small and need no file.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let mut script = String::from(
        "CREATE TEMP TABLE IF NOT EXISTS changed (
             name TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
             PRIMARY KEY (name, value)
         ) WITHOUT ROWID;",
    );
    for Table { name, key } in tables(connection)? {
        for (event, rows) in [
            ("INSERT", &["NEW"][..]),
            ("UPDATE", &["OLD", "NEW"]),
            ("DELETE", &["OLD"]),
        ] {
            script.push_str(&format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS \"{name}_{event}\" AFTER {event} ON main.\"{name}\" BEGIN "
            ));
            for row in rows {
                // Not “OR IGNORE”: how a trigger's statement deals with a
                // conflict is decided by the statement that set it off.
                script.push_str(&format!(
                    "INSERT INTO changed SELECT '{name}', '{key}', {row}.\"{key}\" WHERE NOT EXISTS
                     (SELECT 1 FROM changed WHERE name = '{name}' AND value = {row}.\"{key}\"); "
                ));
            }
            script.push_str("END;");
        }
    }
    connection.execute_batch(&script)?;
    Ok(())
}

/// Appends what was changed since the last call. Call after a commit.
///
/// # Errors
/// When the file cannot be written; the changes stay noted and are appended
/// with the next ones.
pub fn append(connection: &Connection) -> Result<()> {
    let Some(log) = log_of(connection) else {
        return Ok(());
    };
    let noted = {
        let mut noted = match connection.prepare_cached("SELECT name, key, value FROM temp.changed")
        {
            Ok(noted) => noted,
            // A connection that only looks notes nothing.
            Err(_) => return Ok(()),
        };
        noted
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<(String, String, String)>>>()?
    };
    if noted.is_empty() {
        return Ok(());
    }
    if !log.exists() {
        return begin(connection, &log);
    }
    let mut text = Vec::new();
    for (name, key, value) in noted {
        let table = Table { name, key };
        write_line(&mut text, &line(connection, &table, &value)?)?;
    }
    storage::append_lines(&log, &text)?;
    forget(connection)
}

/// Begins the file anew when it is missing, lacks something, or has grown long.
///
/// # Errors
/// When it cannot be written; the old one is then as it was.
pub fn tend(connection: &Connection) -> Result<()> {
    let Some(log) = log_of(connection) else {
        return Ok(());
    };
    let about = fs::metadata(&log).ok();
    let length = about.as_ref().map_or(0, |about| about.len());
    let written = about.and_then(|about| about.modified().ok());
    if let Some(written) = written
        && length > 0
        && newest_change(connection)? > Some(DateTime::<Utc>::from(written).naive_utc())
    {
        // Ended between a commit and its line, or the disk was full then.
        return begin(connection, &log);
    }
    if length > LEAST_BYTES {
        let fresh = fresh_length(&log)?;
        if length > fresh.saturating_mul(GROWTH).max(LEAST_BYTES) {
            return begin(connection, &log);
        }
        return Ok(());
    }
    if length == 0 {
        begin(connection, &log)?;
    }
    Ok(())
}

/// When something was last changed, UTC, as the rows say.
fn newest_change(connection: &Connection) -> Result<Option<NaiveDateTime>> {
    let mut newest = None;
    for Table { name, .. } in tables(connection)? {
        let column =
            "SELECT EXISTS (SELECT 1 FROM pragma_table_info(?1) WHERE name = 'updated_at')";
        if connection.query_row(column, [&name], |row| row.get(0))? {
            let sql = format!("SELECT max(updated_at) FROM \"{name}\"");
            let text: Option<String> = connection.query_row(&sql, [], |row| row.get(0))?;
            let time = text
                .and_then(|text| NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok());
            newest = newest.max(time);
        }
    }
    Ok(newest)
}

/// Begins the file anew with what the journal holds now. The old one is set
/// aside.
///
/// # Errors
/// When it cannot be written.
pub(super) fn begin_anew(connection: &Connection) -> Result<()> {
    let Some(log) = log_of(connection) else {
        return Ok(());
    };
    if log.exists() {
        storage::set_aside(&log)?;
    }
    begin(connection, &log)
}

/// How long the file was when it was begun: its first line says so.
fn fresh_length(log: &Path) -> Result<u64> {
    let file = storage::open_regular(log)?;
    let mut first = String::new();
    BufReader::new(file)
        .read_line(&mut first)
        .map_err(|source| PathError::new(log, "read", source))?;
    Ok(serde_json::from_str::<Head>(&first).map_or(0, |head| head.things))
}

/// The file's first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// Says what this is to whoever opens it.
    about: String,
    /// Bytes of the lines that follow at once: every thing there was.
    things: u64,
}

/// Writes every thing there is into a new file.
fn begin(connection: &Connection, log: &Path) -> Result<()> {
    let mut text = Vec::new();
    for table in tables(connection)? {
        let sql = format!(
            "SELECT DISTINCT \"{}\" FROM \"{}\" ORDER BY 1",
            table.key, table.name
        );
        let mut keys = connection.prepare(&sql)?;
        let keys = keys
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for value in keys {
            write_line(&mut text, &line(connection, &table, &value)?)?;
        }
    }
    let head = Head {
        about: "Smilekeep: everything written in this journal, one change a line; \
                the last line about a thing counts."
            .to_owned(),
        things: text.len() as u64,
    };
    let mut whole = json(&head)?;
    whole.push(b'\n');
    whole.extend(text);
    storage::write_atomic(log, &whole)?;
    forget(connection)
}

fn forget(connection: &Connection) -> Result<()> {
    // A connection that did not watch has nothing to forget.
    if let Ok(mut all) = connection.prepare_cached("DELETE FROM temp.changed") {
        all.execute([])?;
    }
    Ok(())
}

fn line(connection: &Connection, table: &Table, value: &str) -> Result<Line> {
    let sql = format!(
        "SELECT * FROM \"{}\" WHERE \"{}\" = ?1",
        table.name, table.key
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let columns: Vec<String> = statement
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let rows = statement
        .query_map([value], |row| {
            columns
                .iter()
                .enumerate()
                .map(|(index, column)| Ok((column.clone(), to_json(row.get_ref(index)?))))
                .collect()
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Line {
        table: table.name.clone(),
        key: table.key.clone(),
        value: value.to_owned(),
        rows,
    })
}

fn to_json(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(bytes) => serde_json::json!({ "bytes": bytes }),
    }
}

fn from_json(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Integer(i64::from(*flag)),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real))
            .unwrap_or(Value::Null),
        Json::String(text) => Value::Text(text.clone()),
        Json::Object(object) => {
            let bytes = object.get("bytes").and_then(Json::as_array);
            Value::Blob(
                bytes
                    .into_iter()
                    .flatten()
                    .filter_map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok()))
                    .collect(),
            )
        }
        Json::Array(_) => Value::Null,
    }
}

fn write_line(text: &mut Vec<u8>, line: &Line) -> Result<()> {
    text.extend(json(line)?);
    text.push(b'\n');
    Ok(())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|error| StoreError::Unsound(error.to_string()))
}

fn log_of(connection: &Connection) -> Option<PathBuf> {
    let journal = Path::new(connection.path()?);
    (journal.file_name()? == super::library::JOURNAL_FILE).then(|| journal.with_file_name(LOG_FILE))
}

/// How many things a log holds; 0 when there is none that can be read.
pub fn count(log: &Path) -> usize {
    last_lines(log).map_or(0, |(lines, _)| {
        lines.values().filter(|line| !line.rows.is_empty()).count()
    })
}

/// What came of a replay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Things that are in the journal again.
    pub things: usize,
    /// Lines, and rows, that could not be understood.
    pub lost: usize,
}

/// Puts what a log says into a journal, the last line about each thing. What
/// the log does not name stays as it is.
///
/// # Errors
/// When the log cannot be read or the journal not be written; the journal is
/// then as it was.
pub fn replay(connection: &mut Connection, log: &Path) -> Result<Replayed> {
    let (lines, mut lost) = last_lines(log)?;
    let known = tables(connection)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let result = super::in_transaction(connection, |tx| {
        let mut things = 0;
        for ((table, value), line) in &lines {
            let Some(known) = known
                .iter()
                .find(|known| known.name == *table && known.key == line.key)
            else {
                lost += 1;
                continue;
            };
            things += usize::from(put(tx, known, value, &line.rows, &mut lost)?);
        }
        drop_strays(tx, &mut lost)?;
        search::refill(tx)?;
        Ok::<_, StoreError>(Replayed { things, lost })
    });
    connection.pragma_update(None, "foreign_keys", true)?;
    result
}

type LastLines = BTreeMap<(String, String), Line>;

fn last_lines(log: &Path) -> Result<(LastLines, usize)> {
    let failed = |source| PathError::new(log, "read", source);
    let mut file = BufReader::new(storage::open_regular(log)?);
    let (mut lines, mut lost) = (LastLines::new(), 0);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = std::io::Read::take(&mut file, LONGEST_LINE)
            .read_until(b'\n', &mut bytes)
            .map_err(failed)?;
        if read == 0 {
            return Ok((lines, lost));
        }
        match serde_json::from_slice::<Line>(&bytes) {
            Ok(line) => {
                lines.insert((line.table.clone(), line.value.clone()), line);
            }
            Err(_) if serde_json::from_slice::<Head>(&bytes).is_ok() => {}
            Err(_) => lost += 1,
        }
    }
}

/// Puts the rows of one thing in place of those there are.
fn put(
    connection: &Connection,
    table: &Table,
    value: &str,
    rows: &[BTreeMap<String, Json>],
    lost: &mut usize,
) -> Result<bool> {
    connection
        .prepare_cached(&format!(
            "DELETE FROM \"{}\" WHERE \"{}\" = ?1",
            table.name, table.key
        ))?
        .execute([value])?;
    let mut columns = connection.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
    let columns = columns
        .query_map([&table.name], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut kept = false;
    for row in rows {
        let row: Vec<_> = row
            .iter()
            .filter(|(name, _)| columns.contains(name))
            .collect();
        let names: Vec<_> = row.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let marks = vec!["?"; row.len()].join(", ");
        let sql = format!(
            "INSERT OR REPLACE INTO \"{}\" ({}) VALUES ({marks})",
            table.name,
            names.join(", ")
        );
        let values = row.iter().map(|(_, value)| from_json(value));
        match connection.execute(&sql, params_from_iter(values)) {
            Ok(_) => kept = true,
            // A value that breaks a rule of the table.
            Err(rusqlite::Error::SqliteFailure(error, _))
                if error.code == rusqlite::ErrorCode::ConstraintViolation =>
            {
                *lost += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(kept)
}

/// Removes rows that point at what is not there (any more).
fn drop_strays(connection: &Connection, lost: &mut usize) -> Result<()> {
    // Each round may leave new ones behind; there are fewer tables than this.
    for _ in 0..32 {
        let strays = {
            let mut check = connection.prepare("PRAGMA foreign_key_check")?;
            check
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(String, Option<i64>)>>>()?
        };
        if strays.is_empty() {
            return Ok(());
        }
        for (table, row) in strays {
            *lost += 1;
            match row {
                Some(row) => {
                    connection
                        .execute(&format!("DELETE FROM \"{table}\" WHERE rowid = ?1"), [row])?;
                }
                // Without row numbers: links between things; the whole table
                // is looked through by its own keys.
                None => drop_stray_links(connection, &table)?,
            }
        }
    }
    Ok(())
}

fn drop_stray_links(connection: &Connection, table: &str) -> Result<()> {
    let mut keys = connection
        .prepare("SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1)")?;
    let keys = keys
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(String, String, String)>>>()?;
    for (parent, from, to) in keys {
        connection.execute(
            &format!(
                "DELETE FROM \"{table}\" WHERE \"{from}\" IS NOT NULL
                 AND \"{from}\" NOT IN (SELECT \"{to}\" FROM \"{parent}\")"
            ),
            [],
        )?;
    }
    Ok(())
}

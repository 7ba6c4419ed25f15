//! Rows to values and back, in one place, keeping every error.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::Row;
use rusqlite::types::Value;

use super::{Result, StoreError};
use crate::domain::{Moment, MomentSource};

pub(super) const TIME: &str = "%Y-%m-%d %H:%M:%S";

/// A row of one table, with that table's name for errors.
pub(super) struct Reader<'r, 's> {
    row: &'r Row<'s>,
    table: &'static str,
}

impl<'r, 's> Reader<'r, 's> {
    pub(super) fn new(table: &'static str, row: &'r Row<'s>) -> Self {
        Self { row, table }
    }

    fn wrong(&self, column: &'static str, reason: impl Display) -> StoreError {
        StoreError::Value {
            table: self.table,
            column,
            reason: reason.to_string(),
        }
    }

    /// A value SQLite knows itself.
    pub(super) fn get<T: rusqlite::types::FromSql>(&self, column: &'static str) -> Result<T> {
        self.row
            .get(column)
            .map_err(|error| self.wrong(column, error))
    }

    /// A text column that spells a value.
    pub(super) fn parse<T>(&self, column: &'static str) -> Result<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text: String = self.get(column)?;
        text.parse().map_err(|error| self.wrong(column, error))
    }

    /// A text column that may be empty (NULL).
    pub(super) fn parse_optional<T>(&self, column: &'static str) -> Result<Option<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.get::<Option<String>>(column)?
            .map(|text| text.parse().map_err(|error| self.wrong(column, error)))
            .transpose()
    }

    /// A text column that holds JSON.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&self, column: &'static str) -> Result<T> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|error| self.wrong(column, error))
    }

    /// A text column that holds JSON or nothing (NULL).
    pub(super) fn json_optional<T: serde::de::DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>> {
        self.get::<Option<String>>(column)?
            .map(|text| serde_json::from_str(&text).map_err(|error| self.wrong(column, error)))
            .transpose()
    }

    pub(super) fn number<T>(&self, column: &'static str) -> Result<T>
    where
        T: TryFrom<i64>,
        T::Error: Display,
    {
        let number: i64 = self.get(column)?;
        T::try_from(number).map_err(|error| self.wrong(column, error))
    }

    pub(super) fn number_optional<T>(&self, column: &'static str) -> Result<Option<T>>
    where
        T: TryFrom<i64>,
        T::Error: Display,
    {
        self.get::<Option<i64>>(column)?
            .map(|number| T::try_from(number).map_err(|error| self.wrong(column, error)))
            .transpose()
    }

    pub(super) fn time(&self, column: &'static str) -> Result<NaiveDateTime> {
        let text: String = self.get(column)?;
        NaiveDateTime::parse_from_str(&text, TIME).map_err(|error| self.wrong(column, error))
    }

    pub(super) fn time_optional(&self, column: &'static str) -> Result<Option<NaiveDateTime>> {
        self.get::<Option<String>>(column)?
            .map(|text| {
                NaiveDateTime::parse_from_str(&text, TIME)
                    .map_err(|error| self.wrong(column, error))
            })
            .transpose()
    }

    /// A column that holds a path: text, or its bytes where it is no text.
    pub(super) fn path(&self, column: &'static str) -> Result<PathBuf> {
        match self.get::<Value>(column)? {
            Value::Text(text) => Ok(PathBuf::from(text)),
            #[cfg(unix)]
            Value::Blob(bytes) => {
                use std::os::unix::ffi::OsStringExt;
                Ok(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
            }
            other => Err(self.wrong(
                column,
                t!("store-no-path", kind = format!("{:?}", other.data_type())),
            )),
        }
    }

    /// The three columns that hold a moment.
    pub(super) fn moment(
        &self,
        local: &'static str,
        offset: &'static str,
        source: &'static str,
    ) -> Result<Moment> {
        Ok(Moment::new(
            self.time(local)?,
            self.number(offset)?,
            self.parse::<MomentSource>(source)?,
        ))
    }
}

/// How a value is written as JSON. Ours are numbers, words and truth values in
/// named fields, which can always be written.
pub(super) fn json_text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// How a path is written: as text wherever it is one.
pub(super) fn path_value(path: &Path) -> Value {
    match path.to_str() {
        Some(text) => Value::Text(text.to_owned()),
        None => {
            #[cfg(unix)]
            {
                use std::os::unix::ffi::OsStrExt;
                Value::Blob(path.as_os_str().as_bytes().to_vec())
            }
            #[cfg(not(unix))]
            {
                Value::Text(path.to_string_lossy().into_owned())
            }
        }
    }
}

/// How a time is written.
pub(super) fn time_text(time: NaiveDateTime) -> String {
    time.format(TIME).to_string()
}

/// How a day is written.
pub(super) fn day_text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// Runs a query and maps each row; the first bad row ends it with its error.
pub(super) fn collect<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    mut map: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(map(row)?);
    }
    Ok(values)
}

/// Like [`collect`], for at most one row.
pub(super) fn optional<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    map: impl FnOnce(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    rows.next()?.map(map).transpose()
}

/// Runs one statement that must touch exactly one row.
pub(super) fn change_one(
    connection: &rusqlite::Connection,
    what: &'static str,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<()> {
    match connection.prepare_cached(sql)?.execute(parameters)? {
        1 => Ok(()),
        _ => Err(StoreError::NotFound { what }),
    }
}

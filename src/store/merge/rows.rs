//! Rows that a merge reads as they are: photos, the history, ids that mean the
//! same.

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::Value as Json;

use super::version::{Classes, Fields, Kind, Side, json};
use crate::store::Result;

/// A row of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Earlier {
    pub id: String,
    pub kind: String,
    pub thing: String,
    pub library: String,
    pub written_at: String,
    pub version: String,
}

pub(super) type PhotoRows = HashMap<String, (String, Fields)>;

pub(super) fn photo_rows(connection: &Connection) -> Result<PhotoRows> {
    let mut all = connection.prepare("SELECT * FROM photo")?;
    let columns: Vec<String> = all.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = all.query([])?;
    let mut photos = PhotoRows::new();
    while let Some(row) = rows.next()? {
        let mut fields = Fields::new();
        for (at, column) in columns.iter().enumerate() {
            if column != "id" {
                fields.insert(column.clone(), super::version::to_json(row.get_ref(at)?)?);
            }
        }
        let hash: String = row.get("sha256")?;
        photos.insert(hash, (row.get("id")?, fields));
    }
    Ok(photos)
}

/// Whether one row about a photo is to be believed rather than another: read by
/// a newer reader, or else later.
pub(super) fn better(one: &Fields, other: &Fields) -> bool {
    let rank = |fields: &Fields| {
        (
            fields.get("read_version").and_then(Json::as_i64),
            super::version::text(fields, "updated_at").to_owned(),
            json(fields),
        )
    };
    rank(one) > rank(other)
}

/// Keeps a thing as it is now as an earlier version of itself.
///
/// # Errors
/// When SQLite refuses.
pub(in crate::store) fn keep_as_earlier(
    connection: &Connection,
    kind: &str,
    id: &str,
    library: &str,
) -> Result<()> {
    let Some(kind) = Kind::of_code(kind) else {
        return Ok(());
    };
    let mut classes = Classes::default();
    classes.read(connection)?;
    let side = Side::read(connection)?;
    for version in side.some_versions(kind, &classes, Some(id))? {
        let earlier = Earlier {
            id: version.fingerprint(kind),
            kind: kind.code().to_owned(),
            thing: id.to_owned(),
            library: library.to_owned(),
            written_at: version.updated_at().to_owned(),
            version: json(&version.fields),
        };
        super::apply::keep(connection, &earlier)?;
    }
    Ok(())
}

pub(super) fn read_same(connection: &Connection) -> Result<Vec<(String, String, String)>> {
    let mut all =
        connection.prepare("SELECT kind, theirs, ours FROM same_thing ORDER BY theirs")?;
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn read_history(connection: &Connection) -> Result<Vec<Earlier>> {
    let mut all = connection
        .prepare("SELECT id, kind, thing, library, written_at, version FROM history ORDER BY id")?;
    let rows = all.query_map([], |row| {
        Ok(Earlier {
            id: row.get(0)?,
            kind: row.get(1)?,
            thing: row.get(2)?,
            library: row.get(3)?,
            written_at: row.get(4)?,
            version: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

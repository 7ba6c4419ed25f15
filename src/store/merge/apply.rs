//! Writing what a merge changes.

use std::ops::ControlFlow;

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::Value as Json;

use super::MergeError;
use super::plan::{Ids, Plan, Step};
use super::rows::Earlier;
use super::version::{Fields, Kind, LOOK, Names, with_photos};
use crate::store::{self, Result, search};

/// Steps in one transaction.
const BATCH: usize = 250;

/// Runs `work` while a journal stands still for it: what other connections
/// write meanwhile is not seen. The stamp tells [`apply`] whether anything was
/// written since.
///
/// # Errors
/// What `work` returned, or SQLite.
pub fn read_at_once<T>(
    connection: &Connection,
    work: impl FnOnce() -> std::result::Result<T, MergeError>,
) -> std::result::Result<(T, Stamp), MergeError> {
    let reading = connection.unchecked_transaction()?;
    let value = work()?;
    let stamp = stamp(connection)?;
    reading.rollback()?;
    Ok((value, stamp))
}

/// When a journal was read, as far as others' writing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(i64);

fn stamp(connection: &Connection) -> Result<Stamp> {
    Ok(Stamp(connection.pragma_query_value(
        None,
        "data_version",
        |row| row.get(0),
    )?))
}

/// Carries a plan out. `step(done, total)` may break off between two
/// transactions.
///
/// # Errors
/// [`MergeError::Changed`] when another connection wrote since the plan was
/// made: make a new one. What is written already stays.
pub fn apply(
    connection: &mut Connection,
    (plan, planned): (&Plan, Stamp),
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> std::result::Result<(), MergeError> {
    let total = plan.steps.len();
    for (at, batch) in plan.steps.chunks(BATCH).enumerate() {
        if step(at * BATCH, total).is_break() {
            return Err(MergeError::Cancelled);
        }
        store::in_transaction(connection, |tx| {
            if stamp(tx)? != planned {
                return Err(MergeError::Changed);
            }
            for one in batch {
                carry_out(tx, one, &plan.ids)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn carry_out(connection: &Connection, step: &Step, ids: &Ids) -> Result<()> {
    match step {
        Step::Same { kind, theirs, ours } => {
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO same_thing (theirs, kind, ours) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![theirs, kind.code(), ours])?;
        }
        Step::Photo { id, fields } => {
            let known: Vec<_> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), to_sql(value)))
                .collect();
            upsert(connection, "photo", &[("id", id.clone())], &known)?;
        }
        Step::Thing {
            kind,
            key,
            thing,
            write,
            history,
            seen,
        } => {
            if let Some(fields) = write {
                put(connection, *kind, key, fields, ids)?;
            }
            if let Some(earlier) = history {
                keep(connection, earlier)?;
            }
            let mut note = connection.prepare_cached(
                "INSERT OR IGNORE INTO version_seen (thing, kind, version) VALUES (?1, ?2, ?3)",
            )?;
            for version in seen {
                note.execute(params![thing, kind.code(), version])?;
            }
        }
        Step::History(earlier) => keep(connection, earlier)?,
    }
    Ok(())
}

pub(super) fn keep(connection: &Connection, earlier: &Earlier) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO history (id, kind, thing, library, written_at, version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            earlier.id,
            earlier.kind,
            earlier.thing,
            earlier.library,
            earlier.written_at,
            earlier.version
        ])?;
    Ok(())
}

/// Writes a version as a row with its lists.
fn put(
    connection: &Connection,
    kind: Kind,
    key: &[String],
    fields: &Fields,
    ids: &Ids,
) -> Result<()> {
    let shape = kind.shape();
    let local = |names: Names, called: &str| match names {
        Names::Photo => ids.photos.get(called).cloned(),
        Names::Baby => ids.babies.get(called).cloned(),
        Names::Entry => ids.entries.get(called).cloned(),
    };
    let mut columns = Vec::new();
    for (name, value) in fields {
        if shape.lists.iter().any(|list| list.name == name) {
            continue;
        }
        let names = shape
            .names
            .iter()
            .find_map(|(column, names)| (column == name).then_some(*names));
        let value = match (names, value) {
            (Some(names), Json::String(called)) => {
                local(names, called).map_or(Value::Null, Value::Text)
            }
            (None, Json::String(look)) if name == LOOK => {
                Value::Text(with_photos(look, |hash| local(Names::Photo, hash)))
            }
            (_, value) => to_sql(value),
        };
        columns.push((name.as_str(), value));
    }
    let keys: Vec<_> = shape.key.iter().copied().zip(key.iter().cloned()).collect();
    upsert(connection, shape.table, &keys, &columns)?;
    for list in shape.lists {
        let owner: Vec<_> = (1..=list.owner.len())
            .zip(list.owner)
            .map(|(at, column)| format!("{column} = ?{at}"))
            .collect();
        connection
            .prepare_cached(&format!(
                "DELETE FROM {} WHERE {}",
                list.table,
                owner.join(" AND ")
            ))?
            .execute(params_from_iter(key))?;
        let mut insert = connection.prepare_cached(&format!(
            "INSERT OR IGNORE INTO {} ({}, {}, position) VALUES ({})",
            list.table,
            list.owner.join(", "),
            list.value,
            marks(list.owner.len() + 2)
        ))?;
        let mut position = 0_i64;
        for called in super::version::list(fields, list.name) {
            let value = match list.names {
                Some(names) => local(names, called),
                None => Some(called.to_owned()),
            };
            let Some(value) = value else { continue };
            let values = key
                .iter()
                .cloned()
                .chain([value])
                .map(Value::Text)
                .chain([Value::Integer(position)]);
            insert.execute(params_from_iter(values))?;
            position += 1;
        }
    }
    match (kind, key) {
        (Kind::Entry, [id]) => search::index_entry_again(connection, id),
        (Kind::Milestone, [id]) => search::index_milestone_again(connection, id),
        _ => Ok(()),
    }
}

/// Inserts a row, or changes the one with this key.
fn upsert(
    connection: &Connection,
    table: &str,
    keys: &[(&str, String)],
    columns: &[(&str, Value)],
) -> Result<()> {
    let names: Vec<_> = keys
        .iter()
        .map(|(name, _)| *name)
        .chain(columns.iter().map(|(name, _)| *name))
        .map(|name| format!("\"{name}\""))
        .collect();
    let sets: Vec<_> = columns
        .iter()
        .map(|(name, _)| format!("\"{name}\" = excluded.\"{name}\""))
        .collect();
    let conflict: Vec<_> = keys.iter().map(|(name, _)| *name).collect();
    let sql = format!(
        "INSERT INTO \"{table}\" ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
        names.join(", "),
        marks(names.len()),
        conflict.join(", "),
        sets.join(", ")
    );
    let values = keys
        .iter()
        .map(|(_, value)| Value::Text(value.clone()))
        .chain(columns.iter().map(|(_, value)| value.clone()));
    connection
        .prepare_cached(&sql)?
        .execute(params_from_iter(values))?;
    Ok(())
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

fn to_sql(value: &Json) -> Value {
    match value {
        Json::Bool(flag) => Value::Integer(i64::from(*flag)),
        Json::Number(number) => number
            .as_i64()
            .map(Value::Integer)
            .or_else(|| number.as_f64().map(Value::Real))
            .unwrap_or(Value::Null),
        Json::String(text) => Value::Text(text.clone()),
        Json::Null | Json::Array(_) | Json::Object(_) => Value::Null,
    }
}

//! Opening the database with the settings every connection must have.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::{Result, StoreError, changes};

/// SQLite before this could lose committed pages in WAL mode.
const OLDEST_SAFE_SQLITE: i32 = 3_051_003;

/// How long a writer waits for another one before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

const STEPS: &[M<'_>] = &[
    M::up(include_str!("sql/001_journal.sql")),
    M::up(include_str!("sql/002_photo_pipeline.sql")),
    M::up(include_str!("sql/003_looks_and_search.sql")),
    M::up(include_str!("sql/004_inbox.sql")),
    M::up(include_str!("sql/005_history.sql")),
];
const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// The schema this program writes.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read and write.
    Write,
    /// Read only, leaving the file byte-identical.
    Read,
    /// Read only from a folder where nothing can be written, not even SQLite's
    /// side files.
    ReadFrozen,
}

/// Opens the database file at `path`, which must exist.
///
/// # Errors
/// When the file is missing, is no database, or cannot be locked.
pub fn open_connection(path: &Path, access: Access) -> Result<Connection> {
    if rusqlite::version_number() < OLDEST_SAFE_SQLITE {
        return Err(StoreError::SqliteTooOld(rusqlite::version().to_owned()));
    }
    let common = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let uri = file_uri(path);
    let connection = match access {
        Access::Write => {
            Connection::open_with_flags(uri, common | OpenFlags::SQLITE_OPEN_READ_WRITE)?
        }
        Access::Read => {
            Connection::open_with_flags(uri, common | OpenFlags::SQLITE_OPEN_READ_ONLY)?
        }
        Access::ReadFrozen => Connection::open_with_flags(
            format!("{uri}?immutable=1"),
            common | OpenFlags::SQLITE_OPEN_READ_ONLY,
        )?,
    };
    prepare(&connection, access)?;
    Ok(connection)
}

/// A database in memory, migrated: for tests and dry runs.
///
/// # Errors
/// When SQLite refuses.
pub fn open_in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&connection, Access::Write)?;
    migrate(&mut connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection, access: Access) -> Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    if access == Access::Write {
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        // FULL: a commit that returned has reached the disk, power loss or not.
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Brings an older schema up to date, all steps or none.
///
/// # Errors
/// When a step fails; the database is then as it was.
pub fn migrate(connection: &mut Connection) -> Result<()> {
    MIGRATIONS.to_latest(connection)?;
    Ok(())
}

/// The schema version found in a database; larger than [`SCHEMA_VERSION`] when
/// a newer program wrote it.
///
/// # Errors
/// When the file is no database.
pub fn schema_version(connection: &Connection) -> Result<i64> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Runs `work` in one write transaction: all of it is kept, or none.
///
/// # Errors
/// What `work` or the commit returned.
pub fn in_transaction<T, E: From<StoreError>>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StoreError::from)?;
    let value = work(&transaction)?;
    transaction.commit().map_err(StoreError::from)?;
    // Saved is saved: what the log cannot take now, it takes the next time.
    let _ = changes::append(connection);
    Ok(value)
}

/// `file:` URI of a path, with what SQLite would misread escaped.
fn file_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'%' | b'?' | b'#' => uri.push_str(&format!("%{byte:02X}")),
            _ if byte.is_ascii() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_sound() {
        MIGRATIONS.validate().unwrap();
    }

    #[test]
    fn odd_folder_names_open() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("50% of? #our Fotos · صور");
        std::fs::create_dir(&odd).unwrap();
        let path = odd.join("journal.sqlite");
        std::fs::write(&path, b"").unwrap();
        let mut connection = open_connection(&path, Access::Write).unwrap();
        migrate(&mut connection).unwrap();
        drop(connection);
        assert!(std::fs::metadata(&path).unwrap().len() > 0);
        let connection = open_connection(&path, Access::Read).unwrap();
        assert_eq!(schema_version(&connection).unwrap(), SCHEMA_VERSION);
    }

    #[test]
    fn settings_that_keep_words_safe_are_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        std::fs::write(&path, b"").unwrap();
        let connection = open_connection(&path, Access::Write).unwrap();
        let text = |name| {
            connection
                .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
                .unwrap()
        };
        assert_eq!(text("journal_mode"), "wal".to_owned().into());
        assert_eq!(text("synchronous"), 2.into());
        assert_eq!(text("foreign_keys"), 1.into());
    }
}

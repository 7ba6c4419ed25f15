//! Folders and whole files, written so that a crash never shows half a file.

use std::fs;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::read::open_regular;
use super::{PathError, StagedFile};

/// Creates a folder and its missing parents, each 0700 whatever the umask.
/// Folders that exist keep their mode: they may be the person’s own.
///
/// # Errors
/// When a part of the path is not a folder or cannot be created.
pub fn create_private_dir(path: &Path) -> Result<(), PathError> {
    let _one = one_at_a_time();
    create_with_parents(path)
}

/// Folders are made one at a time: one that another thread has just made is
/// used only once its name is on the disk.
fn one_at_a_time() -> MutexGuard<'static, ()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

fn create_with_parents(path: &Path) -> Result<(), PathError> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        create_with_parents(parent)?;
    }
    create_one(path)?;
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_dir(parent),
        _ => Ok(()),
    }
}

/// One private folder in a folder that exists; the disk is not waited for.
fn create_one(path: &Path) -> Result<(), PathError> {
    let failed = |source| PathError::new(path, "create-folder", source);
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    match builder.create(path) {
        Ok(()) => {}
        // Another program was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {
            return Ok(());
        }
        Err(error) => return Err(failed(error)),
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(failed)?;
    }
    Ok(())
}

/// Creates folders inside one that is made too, each 0700 whatever the umask,
/// unless the one `wanted` among them is there. The disk is waited for once.
///
/// # Errors
/// When one of them cannot be created.
pub fn create_private_dirs(
    parent: &Path,
    wanted: &Path,
    names: impl Iterator<Item = String>,
) -> Result<(), PathError> {
    let _one = one_at_a_time();
    if wanted.is_dir() {
        return Ok(());
    }
    create_with_parents(parent)?;
    for name in names {
        create_one(&parent.join(name))?;
    }
    sync_dir(parent)
}

/// Writes a whole file, mode 0600, replacing an older one in one step. On the
/// disk when this returns.
///
/// # Errors
/// An older file is then untouched and nothing new is left behind.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), PathError> {
    write_atomic_with(path, |out| out.write_all(bytes))
}

/// As [`write_atomic`], for content that is made piece by piece.
///
/// # Errors
/// As [`write_atomic`]; an error of `fill` counts as one of writing.
pub fn write_atomic_with<T>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<T, PathError> {
    let failed = |source| PathError::new(path, "write", source);
    let mut out = BufWriter::new(StagedFile::create_in(parent_of(path))?);
    let value = fill(&mut out).map_err(failed)?;
    let staged = out
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    staged.commit_replacing(path)?;
    Ok(value)
}

/// Writes a file that can be made again at any time, creating its folder.
///
/// Nothing waits for the disk: after a power cut the file may be missing or
/// cut short, so its reader must treat an unreadable one as absent. A crash of
/// the program alone never shows half a file.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn write_cache(path: &Path, bytes: &[u8]) -> Result<(), PathError> {
    let dir = parent_of(path);
    create_private_dir(dir)?;
    let mut staged = StagedFile::create_in(dir)?;
    staged
        .write_all(bytes)
        .map_err(|source| PathError::new(path, "write", source))?;
    staged.commit_unsynced(path)
}

/// Copies a file to a place that can be filled again at any time, creating its
/// folder; piece by piece, or by the disk itself where that can share.
///
/// Nothing waits for the disk, as with [`write_cache`].
///
/// # Errors
/// When the file cannot be read, or the copy not be written.
pub fn copy_to_cache(from: &Path, path: &Path) -> Result<(), PathError> {
    let mut source = open_regular(from)?;
    let dir = parent_of(path);
    create_private_dir(dir)?;
    let mut staged = StagedFile::create_in(dir)?;
    staged
        .fill_from(&mut source)
        .map_err(|error| PathError::new(path, "write", error))?;
    staged.commit_unsynced(path)
}

/// Adds lines to the end of a file that exists, in one write. They are on the
/// disk when this returns. What a power cut or a full disk left of a line
/// before stays on a line of its own.
///
/// # Errors
/// When it cannot be written; a part may have been added then.
pub fn append_lines(path: &Path, lines: &[u8]) -> Result<(), PathError> {
    let failed = |source| PathError::new(path, "write", source);
    let mut file = fs::OpenOptions::new()
        .read(true)
        .append(true)
        .open(path)
        .map_err(failed)?;
    let mut last = [b'\n'];
    if file.metadata().map_err(failed)?.len() > 0 {
        file.seek(SeekFrom::End(-1)).map_err(failed)?;
        file.read_exact(&mut last).map_err(failed)?;
    }
    if last == [b'\n'] {
        file.write_all(lines).map_err(failed)?;
    } else {
        file.write_all(&[b"\n", lines].concat()).map_err(failed)?;
    }
    file.sync_data().map_err(failed)
}

/// Moves a file aside under a free name beside it (`name.damaged-1`, …), so
/// that it can be looked into and is never lost. Returns the new path.
///
/// # Errors
/// When it cannot be renamed.
pub fn set_aside(path: &Path) -> Result<PathBuf, PathError> {
    let mut number = 1_u32;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{number}"));
        let aside = PathBuf::from(name);
        if fs::symlink_metadata(&aside).is_err() {
            fs::rename(path, &aside).map_err(|source| PathError::new(path, "set-aside", source))?;
            sync_dir(parent_of(path))?;
            return Ok(aside);
        }
        number += 1;
    }
}

/// Removes the half-written files that a crash left in one folder (not in those
/// inside of it). Only for who may write there alone.
///
/// # Errors
/// When one is there and cannot be removed.
pub fn sweep_leftovers(folder: &Path) -> Result<(), PathError> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if super::is_leftover(&entry.file_name()) {
            remove_file(&entry.path())?;
        }
    }
    Ok(())
}

/// Removes a file; one that is already gone is fine.
///
/// # Errors
/// When it is there and cannot be removed.
pub fn remove_file(path: &Path) -> Result<(), PathError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PathError::new(path, "remove", error))
        }
        _ => Ok(()),
    }
}

/// Brings a folder’s list of names to the disk, where the system can do that.
///
/// # Errors
/// When the folder cannot be opened or the disk reports a fault.
pub fn sync_dir(path: &Path) -> Result<(), PathError> {
    #[cfg(unix)]
    {
        let failed = |source| PathError::new(path, "save-folder", source);
        match fs::File::open(path).map_err(failed)?.sync_all() {
            // Some network and user-space file systems have no such thing.
            Err(error)
                if !matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Err(failed(error))
            }
            _ => Ok(()),
        }
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}

pub(super) fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

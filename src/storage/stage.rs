//! A file that is written under a temporary name until it is whole.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::PathError;
use super::write::{parent_of, sync_dir};

/// Every unfinished file starts with this.
const PREFIX: &str = ".tmp-";

/// Names taken by a process that crashed are stepped over; so many of them in
/// one folder means something else is wrong.
const MAX_NAME_TRIES: u32 = 10_000;

static NEXT_NAME: AtomicU64 = AtomicU64::new(0);

/// Whether a file name is that of an unfinished write, left by a crash or
/// still being written by this or another process.
pub fn is_leftover(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
}

/// A file under a temporary name; removed when dropped without a commit.
///
/// Writes are not buffered: wrap it in a [`io::BufWriter`] for small pieces.
#[derive(Debug)]
pub struct StagedFile {
    file: File,
    temporary: PathBuf,
    /// Nothing was written since it was last brought to the disk.
    synced: bool,
    committed: bool,
}

impl StagedFile {
    /// Starts an empty file, mode 0600, in an existing folder. It must be the
    /// folder (or at least the disk) of the final name.
    ///
    /// # Errors
    /// When the folder is missing or cannot be written to.
    pub fn create_in(dir: &Path) -> Result<Self, PathError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut tries = 0;
        loop {
            let number = NEXT_NAME.fetch_add(1, Ordering::Relaxed);
            let temporary = dir.join(format!("{PREFIX}{}-{number}", std::process::id()));
            match options.open(&temporary) {
                Ok(file) => {
                    let staged = Self {
                        file,
                        temporary,
                        synced: false,
                        committed: false,
                    };
                    staged.make_private()?;
                    return Ok(staged);
                }
                Err(error)
                    if error.kind() == io::ErrorKind::AlreadyExists && tries < MAX_NAME_TRIES =>
                {
                    tries += 1;
                }
                Err(error) => return Err(PathError::new(dir, "write-into", error)),
            }
        }
    }

    /// Its temporary name, for a writer that opens files itself. Such a writer
    /// must be done before a commit.
    pub fn path(&self) -> &Path {
        &self.temporary
    }

    /// Brings the bytes to the disk before the file has its name, so that the
    /// commit, which may be another thread's, need not wait for them.
    ///
    /// # Errors
    /// When the disk refuses them.
    pub fn sync(&mut self) -> Result<(), PathError> {
        if !self.synced {
            self.file
                .sync_all()
                .map_err(|source| PathError::new(&self.temporary, "write", source))?;
            self.synced = true;
        }
        Ok(())
    }

    /// Gives the file its name, unless that name is taken. The bytes and the
    /// name are on the disk when this returns.
    ///
    /// # Errors
    /// [`super::PathErrorKind::AlreadyThere`] when something has that name; it
    /// is left as it is, and the temporary file is removed.
    pub fn commit_as(mut self, path: &Path) -> Result<(), PathError> {
        self.sync()?;
        let failed = |source| PathError::new(path, "write", source);
        // A second name, then the first one away: the only way to say “do not
        // replace” in one step on every system.
        match fs::hard_link(&self.temporary, path) {
            Ok(()) => {
                self.committed = true;
                // Should this fail, start-up removes the spare name.
                let _ = fs::remove_file(&self.temporary);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(failed(error));
            }
            // Disks without links (FAT, some network shares): look, then rename.
            Err(_) => {
                if fs::symlink_metadata(path).is_ok() {
                    return Err(failed(io::Error::from(io::ErrorKind::AlreadyExists)));
                }
                fs::rename(&self.temporary, path).map_err(failed)?;
                self.committed = true;
            }
        }
        sync_dir(parent_of(path))
    }

    /// Gives the file its name, replacing what had it in one step. The bytes
    /// and the name are on the disk when this returns.
    ///
    /// # Errors
    /// The old file is still there, whole, and the temporary one removed.
    pub fn commit_replacing(mut self, path: &Path) -> Result<(), PathError> {
        self.sync()?;
        let failed = |source| PathError::new(path, "write", source);
        fs::rename(&self.temporary, path).map_err(failed)?;
        self.committed = true;
        sync_dir(parent_of(path))
    }

    /// Writes all that is left of another file.
    pub(super) fn fill_from(&mut self, source: &mut File) -> io::Result<u64> {
        self.synced = false;
        io::copy(source, &mut self.file)
    }

    /// As [`Self::commit_replacing`] without waiting for the disk: for files that
    /// may be missing or cut short after a power cut.
    ///
    /// # Errors
    /// When it cannot be renamed; the temporary file is removed.
    pub fn commit_unsynced(mut self, path: &Path) -> Result<(), PathError> {
        fs::rename(&self.temporary, path)
            .map_err(|source| PathError::new(path, "write", source))?;
        self.committed = true;
        Ok(())
    }

    fn make_private(&self) -> Result<(), PathError> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // The umask may have taken bits away from what was asked for.
            self.file
                .set_permissions(fs::Permissions::from_mode(0o600))
                .map_err(|source| PathError::new(&self.temporary, "protect", source))?;
        }
        Ok(())
    }
}

impl Write for StagedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.synced = false;
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for StagedFile {
    fn drop(&mut self) {
        if !self.committed {
            // Nothing more can be done here; start-up clears what stays.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

//! Where a locked backup lies: a folder, or a server. Names are made by this
//! program alone: `folder/file` or `folder/ab/file`.

use std::collections::HashMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::archive::BackupError;
use crate::storage::{self, PathError, PathErrorKind, StagedFile};

/// Writes the content of a file; called once.
pub(super) type Fill<'f> = &'f mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>;

/// The error of a reader whose place failed, which says nothing of the file.
#[derive(Debug)]
pub(super) struct Lost(pub BackupError);

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Lost {}

/// What a reader’s error is: that of its place, or else the file’s own.
pub(super) fn lost(error: std::io::Error) -> Result<BackupError, std::io::Error> {
    error.downcast::<Lost>().map(|lost| lost.0)
}

/// A place that keeps files by name.
pub trait Place {
    /// As people know it: a path, or an address without its password.
    fn shown(&self) -> String;

    /// The folder on this computer, if it is one.
    fn folder(&self) -> Option<&Path> {
        None
    }

    /// A file's content, or `None` when there is none of that name.
    ///
    /// # Errors
    /// When the place cannot be read.
    fn read(&self, name: &str) -> Result<Option<Box<dyn Read + '_>>, BackupError>;

    /// Writes a file: all of it under its name, or nothing. Returns its length
    /// in bytes.
    ///
    /// # Errors
    /// When the place refuses, or what `fill` returned.
    fn write(&self, name: &str, fill: Fill<'_>) -> Result<u64, BackupError>;

    /// Every file below a folder with its length; empty when it is not there.
    ///
    /// # Errors
    /// When the place cannot be read.
    fn files(&self, folder: &str) -> Result<HashMap<String, u64>, BackupError>;

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// When the place refuses.
    fn remove(&self, name: &str) -> Result<(), BackupError>;

    /// Whether there is nothing yet but the files named, or what an
    /// interrupted write left.
    ///
    /// # Errors
    /// When the place cannot be read.
    fn is_free(&self, but_for: &[&str]) -> Result<bool, BackupError>;

    /// Removes what interrupted writes left.
    ///
    /// # Errors
    /// When the place refuses.
    fn sweep(&self) -> Result<(), BackupError>;
}

/// A folder, mostly on another drive.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Nothing is made yet.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    fn each(
        &self,
        folder: &str,
        visit: &mut dyn FnMut(&Path, &fs::Metadata) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let mut folders = vec![self.root.join(folder)];
        while let Some(folder) = folders.pop() {
            let failed = |source| PathError::new(&folder, "list", source);
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(error).into()),
            };
            for entry in entries {
                let entry = entry.map_err(failed)?;
                let about = entry.metadata().map_err(failed)?;
                if about.is_dir() {
                    folders.push(entry.path());
                } else {
                    visit(&entry.path(), &about)?;
                }
            }
        }
        Ok(())
    }
}

impl Place for Folder {
    fn shown(&self) -> String {
        self.root.display().to_string()
    }

    fn folder(&self) -> Option<&Path> {
        Some(&self.root)
    }

    fn read(&self, name: &str) -> Result<Option<Box<dyn Read + '_>>, BackupError> {
        match storage::open_regular(&self.root.join(name)) {
            Ok(file) => Ok(Some(Box::new(file))),
            Err(error) if error.kind() == PathErrorKind::Missing => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn write(&self, name: &str, fill: Fill<'_>) -> Result<u64, BackupError> {
        let path = self.root.join(name);
        let folder = path.parent().unwrap_or(&self.root);
        storage::create_private_dir(folder)?;
        let mut staged = StagedFile::create_in(folder)?;
        let mut counted = Counted {
            to: &mut staged,
            bytes: 0,
        };
        fill(&mut counted).map_err(|source| PathError::new(&path, "write", source))?;
        let bytes = counted.bytes;
        staged.commit_replacing(&path)?;
        Ok(bytes)
    }

    fn files(&self, folder: &str) -> Result<HashMap<String, u64>, BackupError> {
        let mut found = HashMap::new();
        self.each(folder, &mut |path, about| {
            let name = path.strip_prefix(&self.root).ok().and_then(Path::to_str);
            if let Some(name) = name
                && about.is_file()
                && !path.file_name().is_some_and(storage::is_leftover)
            {
                found.insert(name.replace('\\', "/"), about.len());
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn remove(&self, name: &str) -> Result<(), BackupError> {
        match storage::remove_file(&self.root.join(name)) {
            Err(error) if error.kind() != PathErrorKind::Missing => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn is_free(&self, but_for: &[&str]) -> Result<bool, BackupError> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(PathError::new(&self.root, "list", error).into()),
        };
        Ok(entries.flatten().all(|entry| {
            let name = entry.file_name();
            storage::is_leftover(&name) || but_for.iter().any(|known| name == *known)
        }))
    }

    fn sweep(&self) -> Result<(), BackupError> {
        self.each("", &mut |path, _| {
            if path.file_name().is_some_and(storage::is_leftover) {
                storage::remove_file(path)?;
            }
            Ok(())
        })
    }
}

/// Counts what is written.
pub(super) struct Counted<'w> {
    pub to: &'w mut dyn Write,
    pub bytes: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        let count = self.to.write(piece)?;
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.to.flush()
    }
}

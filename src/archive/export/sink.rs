//! Where an export goes: a folder, or a zip file. The zip is written under a
//! temporary name and only gets its own once it is whole.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime, Timelike};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::domain::ContentHash;
use crate::storage::{self, PathError, PathErrorKind, StagedFile};

/// The folder everything lies in, inside a zip: unpacking litters nothing.
pub(super) const ZIP_FOLDER: &str = "Smilekeep export";
/// From this length on a file in a zip needs the large form of its header.
const LARGE: u64 = u32::MAX as u64;
const PIECE: usize = 256 * 1024;

/// What came of copying an original.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Copied {
    /// Its length in bytes.
    Written(u64),
    /// An earlier, unfinished export had written it.
    There(u64),
    /// What is wrong with it.
    Damaged(&'static str),
}

/// A folder or a zip.
pub(super) enum Sink {
    /// The folder.
    Folder(PathBuf),
    /// The zip.
    Zip(Box<ZipSink>),
}

/// A zip being written.
pub(super) struct ZipSink {
    path: PathBuf,
    /// Closed before the temporary file is removed: some systems remove no
    /// open file.
    writer: ZipWriter<BufWriter<File>>,
    staged: StagedFile,
}

impl Sink {
    /// Begins a zip beside its final place.
    pub fn zip(path: &Path) -> Result<Self, PathError> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let staged = StagedFile::create_in(folder)?;
        let file = File::options()
            .read(true)
            .write(true)
            .open(staged.path())
            .map_err(|source| PathError::new(path, "write", source))?;
        Ok(Self::Zip(Box::new(ZipSink {
            path: path.to_owned(),
            staged,
            writer: ZipWriter::new(BufWriter::with_capacity(PIECE, file)),
        })))
    }

    /// Writes a whole file. `name` is a path of ours, with `/`.
    pub fn write(
        &mut self,
        name: &str,
        bytes: &[u8],
        when: NaiveDateTime,
    ) -> Result<(), PathError> {
        match self {
            Self::Folder(root) => {
                let path = root.join(name);
                make_room(&path)?;
                storage::write_atomic(&path, bytes)
            }
            Self::Zip(zip) => {
                // Pictures are packed already; words shrink to a tenth.
                let method = if name.ends_with(".jpg") {
                    CompressionMethod::Stored
                } else {
                    CompressionMethod::Deflated
                };
                zip.begin(name, bytes.len() as u64, method, when)
                    .and_then(|()| Ok(zip.writer.write_all(bytes)?))
                    .map_err(|error| zip.failed(error))
            }
        }
    }

    /// Copies an original, bit for bit, and proves it while doing so.
    pub fn copy(
        &mut self,
        name: &str,
        from: &Path,
        hash: &ContentHash,
        when: NaiveDateTime,
    ) -> Result<Copied, PathError> {
        let mut original = match storage::open_regular(from) {
            Ok(original) => original,
            Err(error) if error.kind() == PathErrorKind::Missing => {
                return Ok(Copied::Damaged(t!("archive-original-missing")));
            }
            Err(_) => return Ok(Copied::Damaged(t!("archive-original-unreadable"))),
        };
        let length = original.metadata().map_or(0, |about| about.len());
        match self {
            Self::Folder(root) => {
                let path = root.join(name);
                if is_there(&path, length, hash) {
                    return Ok(Copied::There(length));
                }
                make_room(&path)?;
                let folder = path.parent().unwrap_or(root);
                let mut staged = StagedFile::create_in(folder)?;
                match pour(&mut original, &mut staged, hash) {
                    Ok(Some(bytes)) => {
                        staged.commit_replacing(&path)?;
                        Ok(Copied::Written(bytes))
                    }
                    Ok(None) => Ok(Copied::Damaged(t!("archive-original-damaged"))),
                    Err(Poured::Read) => Ok(Copied::Damaged(t!("archive-original-unreadable"))),
                    Err(Poured::Write(source)) => Err(PathError::new(&path, "write", source)),
                }
            }
            Self::Zip(zip) => {
                zip.begin(name, length, CompressionMethod::Stored, when)
                    .map_err(|error| zip.failed(error))?;
                let poured = pour(&mut original, &mut zip.writer, hash);
                let damaged = match poured {
                    Ok(Some(bytes)) => return Ok(Copied::Written(bytes)),
                    Ok(None) => t!("archive-original-damaged"),
                    Err(Poured::Read) => t!("archive-original-unreadable"),
                    Err(Poured::Write(source)) => {
                        return Err(PathError::new(&zip.path, "write", source));
                    }
                };
                // What is not right does not stay in the archive.
                zip.writer.abort_file().map_err(|error| zip.failed(error))?;
                Ok(Copied::Damaged(damaged))
            }
        }
    }

    /// Gives a zip its name; a folder has its own.
    pub fn finish(self) -> Result<(), PathError> {
        let Self::Zip(zip) = self else { return Ok(()) };
        let ZipSink {
            path,
            staged,
            writer,
        } = *zip;
        let failed = |source| PathError::new(&path, "write", source);
        writer
            .finish()
            .map_err(io::Error::from)
            .and_then(|file| file.into_inner().map_err(io::IntoInnerError::into_error))
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        staged.commit_as(&path)
    }
}

impl ZipSink {
    fn begin(
        &mut self,
        name: &str,
        length: u64,
        method: CompressionMethod,
        when: NaiveDateTime,
    ) -> zip::result::ZipResult<()> {
        let mut options = SimpleFileOptions::default()
            .compression_method(method)
            .unix_permissions(0o600)
            .large_file(length >= LARGE);
        if let Some(when) = zip_time(when) {
            options = options.last_modified_time(when);
        }
        self.writer
            .start_file(format!("{ZIP_FOLDER}/{name}"), options)
    }

    fn failed(&self, error: zip::result::ZipError) -> PathError {
        PathError::new(&self.path, "write", error.into())
    }
}

/// Zip knows the years 1980 to 2107.
fn zip_time(at: NaiveDateTime) -> Option<zip::DateTime> {
    let small = |value: u32| u8::try_from(value).ok();
    zip::DateTime::from_date_and_time(
        u16::try_from(at.year()).ok()?,
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )
    .ok()
}

fn make_room(path: &Path) -> Result<(), PathError> {
    match path.parent() {
        Some(folder) => storage::create_private_dir(folder),
        None => Ok(()),
    }
}

/// Whether a file an unfinished export left holds just this.
fn is_there(path: &Path, length: u64, hash: &ContentHash) -> bool {
    let same_length =
        std::fs::symlink_metadata(path).is_ok_and(|about| about.is_file() && about.len() == length);
    same_length
        && storage::open_regular(path)
            .is_ok_and(|mut file| matches!(pour(&mut file, &mut io::sink(), hash), Ok(Some(_))))
}

enum Poured {
    Read,
    Write(io::Error),
}

/// Copies and hashes at once; `None` when the bytes are others than they
/// should be.
fn pour(
    from: &mut dyn Read,
    to: &mut dyn Write,
    hash: &ContentHash,
) -> Result<Option<u64>, Poured> {
    let mut digest = Sha256::new();
    let mut piece = vec![0_u8; PIECE];
    let mut length = 0_u64;
    loop {
        let count = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Poured::Read),
        };
        let read = piece.get(..count).unwrap_or_default();
        digest.update(read);
        to.write_all(read).map_err(Poured::Write)?;
        length += count as u64;
    }
    let found = ContentHash::from_bytes(digest.finalize().into());
    Ok((found == *hash).then_some(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_files_than_a_small_zip_can_hold() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.zip");
        let mut sink = Sink::zip(&path).unwrap();
        let when = NaiveDateTime::default();
        for number in 0..66_000_u32 {
            let name = format!("originals/{number}.jpg");
            sink.write(&name, &number.to_le_bytes(), when).unwrap();
        }
        assert!(!path.exists());
        sink.finish().unwrap();
        let mut archive = zip::ZipArchive::new(File::open(&path).unwrap()).unwrap();
        assert_eq!(archive.len(), 66_000);
        let mut bytes = Vec::new();
        let mut last = archive.by_index(65_999).unwrap();
        last.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, 65_999_u32.to_le_bytes());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

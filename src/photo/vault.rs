//! Originals, named by what is in them: `photos/ab/<sha256>.<ext>`.
//!
//! A file is written once, brought to the disk, and only read after that. Its
//! name is the proof of its content, so damage can always be found.

use std::collections::HashSet;
use std::fs;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::decode::{self, Decoded, Limits};
use super::{PhotoError, film};
use crate::domain::{ContentHash, NewPhoto, PhotoFormat};
use crate::storage::{self, PathError, PathErrorKind, StagedFile};

/// The fingerprint of a file’s bytes.
pub fn hash_of(bytes: &[u8]) -> ContentHash {
    ContentHash::from_bytes(Sha256::digest(bytes).into())
}

/// The fingerprint of a file and its length, read piece by piece; `None` when
/// `tell` broke off.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn hash_file(path: &Path, tell: Tell<'_>) -> Result<Option<ContentHash>, PhotoError> {
    let walked = walk(path, u64::MAX, &mut |_| Ok(()), tell)?;
    Ok(walked.map(|(hash, _)| hash))
}

/// The fingerprint of all that a reader gives, piece by piece; `tell` hears
/// before each how many bytes there were, and may break off.
///
/// # Errors
/// When it cannot be read, or `tell` broke off.
pub fn hash_stream(
    reader: &mut dyn Read,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> std::io::Result<ContentHash> {
    let mut digest = Sha256::new();
    let mut piece = vec![0_u8; PIECE];
    let mut done = 0_u64;
    loop {
        if tell(done).is_break() {
            return Err(std::io::ErrorKind::Other.into());
        }
        let count = match reader.read(&mut piece) {
            Ok(0) => return Ok(ContentHash::from_bytes(digest.finalize().into())),
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digest.update(piece.get(..count).unwrap_or_default());
        done += count as u64;
    }
}

/// Pieces a file is read in, in bytes.
const PIECE: usize = 1 << 20;

fn walk(
    path: &Path,
    most: u64,
    each: &mut dyn FnMut(&[u8]) -> Result<(), PathError>,
    tell: Tell<'_>,
) -> Result<Option<(ContentHash, u64)>, PhotoError> {
    let failed = |source| PathError::new(path, "read", source);
    let mut file = storage::open_regular(path)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0_u8; PIECE];
    let mut done = 0_u64;
    loop {
        if tell(done).is_break() {
            return Ok(None);
        }
        let count = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(failed(error).into()),
        };
        let read = piece.get(..count).unwrap_or_default();
        done += count as u64;
        if done > most {
            return Err(failed(std::io::Error::from(std::io::ErrorKind::FileTooLarge)).into());
        }
        digest.update(read);
        each(read)?;
    }
    Ok(Some((
        ContentHash::from_bytes(digest.finalize().into()),
        done,
    )))
}

fn committed(staged: StagedFile, path: &Path) -> Result<(), PhotoError> {
    match staged.commit_as(path) {
        // Another import of the same photo was faster; it is whole.
        Err(error) if error.kind() == PathErrorKind::AlreadyThere => {
            Ok(storage::sync_dir(path.parent().unwrap_or(path))?)
        }
        other => Ok(other?),
    }
}

/// The originals of one library.
#[derive(Debug, Clone)]
pub struct Vault {
    root: PathBuf,
}

/// What is wrong with an original.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// The file is gone.
    #[error("{}", t!("vault-missing"))]
    Missing,
    /// The bytes are not those that were put in.
    #[error("{}", t!("vault-changed"))]
    Changed {
        /// What the bytes are now.
        found: ContentHash,
    },
    /// The disk does not give it out.
    #[error(transparent)]
    Unreadable(PathError),
}

/// An original on its way in: under a temporary name, its bytes known by their
/// fingerprint. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Incoming {
    staged: StagedFile,
    /// The fingerprint of all its bytes.
    pub(crate) hash: ContentHash,
    /// How many there are.
    pub(crate) byte_len: u64,
}

/// Told how many bytes are done; breaks off when it says so.
pub(crate) type Tell<'t> = &'t mut dyn FnMut(u64) -> ControlFlow<()>;

/// A file found in the vault’s folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The fingerprint its name claims; `None` for anything that is not named
    /// and placed like an original, files set aside among them.
    pub hash: Option<ContentHash>,
    /// The format its name claims.
    pub format: Option<PhotoFormat>,
    /// An unfinished write; may be removed when no import is running.
    pub leftover: bool,
}

impl Vault {
    /// The vault of the library in a folder; nothing is created yet.
    pub fn new(library_root: &Path) -> Self {
        Self {
            root: library_root.join("photos"),
        }
    }

    /// Where an original is, or would be.
    pub fn path_of(&self, hash: &ContentHash, format: PhotoFormat) -> PathBuf {
        let name = hash.to_string();
        let shelf = name.get(..2).unwrap_or_default().to_owned();
        self.root
            .join(shelf)
            .join(format!("{name}.{}", format.extension()))
    }

    /// Whether an original is there; its content is not looked at.
    pub fn contains(&self, hash: &ContentHash, format: PhotoFormat) -> bool {
        self.path_of(hash, format).is_file()
    }

    /// Keeps the bytes of an original and returns their fingerprint; they are
    /// on the disk when this returns. The same content twice is kept once and
    /// its file left untouched; a damaged file under that name is set aside
    /// (`….damaged-1`) and replaced by the good bytes.
    ///
    /// # Errors
    /// When the disk refuses; nothing half-written stays.
    pub fn keep(&self, bytes: &[u8], format: PhotoFormat) -> Result<ContentHash, PhotoError> {
        let hash = hash_of(bytes);
        self.keep_hashed(&hash, bytes, format)?;
        Ok(hash)
    }

    /// As [`Self::keep`], for bytes whose fingerprint is known: to work it out
    /// once more takes longer than to write them.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub(crate) fn keep_hashed(
        &self,
        hash: &ContentHash,
        bytes: &[u8],
        format: PhotoFormat,
    ) -> Result<(), PhotoError> {
        if !self.make_room(hash, format)? {
            return Ok(());
        }
        self.keep_staged(self.stage(hash, bytes, format)?, format)
    }

    /// The slow half of [`Self::keep_hashed`]: the bytes are on the disk when
    /// this returns, and have no name yet. Many threads may do it at once.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub(crate) fn stage(
        &self,
        hash: &ContentHash,
        bytes: &[u8],
        format: PhotoFormat,
    ) -> Result<Incoming, PhotoError> {
        debug_assert_eq!(*hash, hash_of(bytes));
        let path = self.path_of(hash, format);
        let mut staged = StagedFile::create_in(self.shelf_of(&path)?)?;
        staged
            .write_all(bytes)
            .map_err(|source| PathError::new(&path, "write", source))?;
        staged.sync()?;
        Ok(Incoming {
            staged,
            hash: *hash,
            byte_len: bytes.len() as u64,
        })
    }

    /// The folder of an original, which is there when this returns.
    fn shelf_of<'p>(&self, path: &'p Path) -> Result<&'p Path, PathError> {
        let shelf = path.parent().unwrap_or(path);
        // All shelves at once, so that the disk is waited for only once.
        let names = (0..=u8::MAX).map(|number| format!("{number:02x}"));
        storage::create_private_dirs(&self.root, shelf, names)?;
        Ok(shelf)
    }

    /// Copies a file into the vault’s folder piece by piece, under a temporary
    /// name; `None` when `tell` broke off. Memory stays the same however large
    /// it is.
    ///
    /// # Errors
    /// When the file cannot be read, is longer than `most` bytes, or the disk
    /// refuses; nothing stays then.
    pub(crate) fn stage_file(
        &self,
        from: &Path,
        most: u64,
        tell: Tell<'_>,
    ) -> Result<Option<Incoming>, PhotoError> {
        storage::create_private_dir(&self.root)?;
        let mut staged = StagedFile::create_in(&self.root)?;
        let failed = |source| PathError::new(&self.root, "write-into", source);
        let mut write = |piece: &[u8]| staged.write_all(piece).map_err(failed);
        let Some((hash, byte_len)) = walk(from, most, &mut write, tell)? else {
            return Ok(None);
        };
        Ok(Some(Incoming {
            staged,
            hash,
            byte_len,
        }))
    }

    /// The quick half: gives staged bytes their name, on the disk when this
    /// returns. A whole original of that name is left untouched; a damaged one
    /// is set aside.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub(crate) fn keep_staged(
        &self,
        incoming: Incoming,
        format: PhotoFormat,
    ) -> Result<(), PhotoError> {
        let path = self.path_of(&incoming.hash, format);
        if !self.make_room(&incoming.hash, format)? {
            return Ok(());
        }
        self.shelf_of(&path)?;
        committed(incoming.staged, &path)
    }

    /// Whether there is room for an original: not when it is there already. A
    /// damaged one is set aside.
    fn make_room(&self, hash: &ContentHash, format: PhotoFormat) -> Result<bool, PhotoError> {
        let path = self.path_of(hash, format);
        match self.check(hash, format) {
            // Whoever wrote it may have been ended before its name was safe.
            Ok(()) => {
                storage::sync_dir(path.parent().unwrap_or(&self.root))?;
                storage::sync_dir(&self.root)?;
                Ok(false)
            }
            Err(Damage::Missing) => Ok(true),
            Err(Damage::Changed { .. }) => {
                storage::set_aside(&path)?;
                Ok(true)
            }
            Err(Damage::Unreadable(error)) => Err(PhotoError::Storage(error)),
        }
    }

    /// Reads an original, trusting its name.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn read(&self, hash: &ContentHash, format: PhotoFormat) -> Result<Vec<u8>, PhotoError> {
        let path = self.path_of(hash, format);
        Ok(storage::read_bounded(
            &path,
            Limits::default().max_file_bytes,
        )?)
    }

    /// Decodes an original, scaled to fit a box of pixels (never enlarged); of
    /// a film one picture.
    ///
    /// # Errors
    /// When it is missing, unreadable or damaged.
    pub fn decode(
        &self,
        photo: &NewPhoto,
        limits: &Limits,
        max_width: u32,
        max_height: u32,
    ) -> Result<Decoded, PhotoError> {
        let path = self.path_of(&photo.hash, photo.format);
        if photo.format.is_film() {
            return film::decode_file(&path, limits, Some((max_width, max_height)));
        }
        let bytes = self.read(&photo.hash, photo.format)?;
        decode::decode_to_fit(&bytes, limits, max_width, max_height)
    }

    /// Reads an original through and compares it with its name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, hash: &ContentHash, format: PhotoFormat) -> Result<(), Damage> {
        let path = self.path_of(hash, format);
        let mut file = storage::open_regular(&path).map_err(|error| match error.kind() {
            PathErrorKind::Missing => Damage::Missing,
            _ => Damage::Unreadable(error),
        })?;
        let mut digest = Sha256::new();
        let mut piece = vec![0_u8; 256 * 1024];
        loop {
            match file.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => digest.update(piece.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    return Err(Damage::Unreadable(PathError::new(&path, "read", error)));
                }
            }
        }
        let found = ContentHash::from_bytes(digest.finalize().into());
        if found == *hash {
            Ok(())
        } else {
            Err(Damage::Changed { found })
        }
    }

    /// Every file in the vault’s folder, in the order of their paths, for
    /// finding orphans and leftovers. An empty library has none.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn each_file(&self) -> Result<Vec<VaultFile>, PhotoError> {
        let mut found = Vec::new();
        for path in list(&self.root)? {
            if is_dir(&path) {
                let inside = list(&path)?;
                found.extend(
                    inside
                        .into_iter()
                        .filter(|path| !is_dir(path))
                        .map(|path| self.describe(path)),
                );
            } else {
                found.push(self.describe(path));
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// The content every original’s name claims. Only folders are listed, so
    /// that it is quick with very many.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn names(&self) -> Result<HashSet<ContentHash>, PhotoError> {
        let mut found = HashSet::new();
        for shelf in list(&self.root)? {
            let names = match list(&shelf) {
                Ok(names) => names,
                // A file beside the shelves.
                Err(error) if error.kind() == PathErrorKind::NotAFile => continue,
                Err(error) => return Err(error.into()),
            };
            found.extend(names.iter().filter_map(|path| {
                let stem = path.file_stem()?.to_str()?;
                stem.parse::<ContentHash>().ok()
            }));
        }
        Ok(found)
    }

    fn describe(&self, path: PathBuf) -> VaultFile {
        let leftover = path.file_name().is_some_and(storage::is_leftover);
        let text = |part: Option<&std::ffi::OsStr>| part?.to_str().map(str::to_owned);
        let format: Option<PhotoFormat> =
            text(path.extension()).and_then(|extension| extension.parse().ok());
        let hash: Option<ContentHash> = text(path.file_stem()).and_then(|stem| stem.parse().ok());
        // Only what would be found again under its name counts.
        let hash =
            hash.filter(|hash| format.is_some_and(|format| self.path_of(hash, format) == path));
        VaultFile {
            hash,
            format: hash.and(format),
            leftover,
            path,
        }
    }
}

fn list(dir: &Path) -> Result<Vec<PathBuf>, PathError> {
    let failed = |source| PathError::new(dir, "list", source);
    match fs::read_dir(dir) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.path()).map_err(failed))
            .collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error)),
    }
}

/// A folder itself, not a link to one.
fn is_dir(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

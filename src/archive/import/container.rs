//! A folder, an archive, or a single file: what is in it, and its bytes, a
//! file at a time and never more than allowed.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use zip::ZipArchive;

use super::fence::{Fenced, Unsound, look_over};
use super::walk::walk;
use super::{ImportError, limits, push_bounded, shown};
use crate::storage::{self, PathError, StagedFile};
use crate::words;

const PIECE: usize = 64 * 1024;
/// Files in archives are links by this kind in their Unix mode.
const KIND: u32 = 0o170_000;
const ORDINARY: u32 = 0o100_000;

/// A file in a container.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its path from the container, with `/`. To be compared and shown, never
    /// to be opened.
    pub path: String,
    /// Its length in bytes, as far as the container tells.
    pub length: u64,
    /// When it was changed last, by the clock on the wall, where an archive
    /// tells.
    pub changed: Option<NaiveDateTime>,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    /// Its number in the archive.
    Packed(usize),
}

impl Item {
    /// Its name without folders.
    pub fn name(&self) -> &str {
        self.path
            .rsplit_once('/')
            .map_or(&self.path, |(_, name)| name)
    }

    /// Its folder in the container; empty at the top.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Its ending in small letters; empty when it has none.
    pub fn ending(&self) -> String {
        self.name()
            .rsplit_once('.')
            .map_or_else(String::new, |(_, ending)| ending.to_lowercase())
    }

    /// The file itself, when it is not packed.
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::File(path) => Some(path),
            Place::Packed(_) => None,
        }
    }
}

/// Why a file of a container was not read.
#[derive(Debug)]
pub enum Refusal {
    /// One sentence that names it; others may still be read.
    Item(String),
    /// It unfolds without end.
    Bomb(String),
    /// Our own disk refused.
    Disk(PathError),
    /// Whoever asked for it said stop.
    Stopped,
}

/// How much of a file is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// Longest, in bytes.
    bytes: u64,
    /// How many times as long as it is packed, beyond
    /// [`limits::BOMB_BYTES`].
    ratio: u64,
}

impl Cap {
    /// Of a photo.
    pub const PHOTO: Self = Self::of(limits::PHOTO_BYTES);
    /// Of a film.
    pub const FILM: Self = Self {
        bytes: limits::FILM_BYTES,
        ratio: limits::FILM_RATIO,
    };

    /// Of anything but a film.
    const fn of(bytes: u64) -> Self {
        Self {
            bytes,
            ratio: limits::BOMB_RATIO,
        }
    }
}

/// A folder, an archive or a single file, listed.
pub struct Container {
    /// The folder or file.
    pub path: PathBuf,
    /// What is in it, in order.
    pub items: Vec<Item>,
    /// One sentence for each thing that is not even looked at.
    pub left_out: Vec<String>,
    archive: Option<ZipArchive<Fenced>>,
    bombs: usize,
}

impl Container {
    /// Opens and lists it.
    ///
    /// # Errors
    /// When it is not there, or is an archive that cannot be trusted.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let about =
            std::fs::metadata(path).map_err(|source| PathError::new(path, "read", source))?;
        if about.is_dir() {
            let walk = walk(path)?;
            if walk.too_many {
                return Err(ImportError::TooMany(path.to_owned()));
            }
            let items = walk.files.into_iter().map(|file| Item {
                path: file.name,
                length: file.length,
                changed: None,
                place: Place::File(file.path),
            });
            return Ok(Self {
                path: path.to_owned(),
                items: items.collect(),
                left_out: walk.left_out,
                archive: None,
                bombs: 0,
            });
        }
        let mut file = storage::open_regular(path)?;
        let mut start = [0_u8; 4];
        let begins = file.read(&mut start).is_ok_and(|count| count == 4);
        let named_so = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
        if named_so || begins && matches!(&start, b"PK\x03\x04" | b"PK\x05\x06") {
            return Self::open_zip(path, file);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self {
            path: path.to_owned(),
            items: vec![Item {
                path: name.into_owned(),
                length: about.len(),
                changed: None,
                place: Place::File(path.to_owned()),
            }],
            left_out: Vec::new(),
            archive: None,
            bombs: 0,
        })
    }

    fn open_zip(path: &Path, mut file: File) -> Result<Self, ImportError> {
        let broken = |reason: String| ImportError::BrokenZip {
            path: path.to_owned(),
            reason,
        };
        let contents = match look_over(&mut file) {
            Ok(Ok(contents)) => contents,
            Ok(Err(Unsound::TooMany)) => return Err(ImportError::TooMany(path.to_owned())),
            Ok(Err(Unsound::Broken(reason))) => return Err(broken(reason.to_owned())),
            Err(source) => return Err(PathError::new(path, "read", source).into()),
        };
        let (fenced, gate) = Fenced::new(file, &contents);
        let mut archive = ZipArchive::new(fenced).map_err(|error| broken(error.to_string()))?;
        gate.open();
        let mut left_out = Vec::new();
        let twice = contents.count.saturating_sub(archive.len() as u64);
        if twice > 0 {
            left_out.push(t!("archive-import-twice", count = twice));
        }
        let mut items = Vec::new();
        for index in 0..archive.len() {
            let packed = match archive.by_index_raw(index) {
                Ok(packed) => packed,
                Err(error) => {
                    push_bounded(&mut left_out, || {
                        t!("archive-import-not-found", reason = error.to_string())
                    });
                    continue;
                }
            };
            if packed.is_dir() {
                continue;
            }
            let name = packed.name();
            if is_for_the_system(name) {
                continue;
            }
            let fault = fault_of(name).or_else(|| {
                let kind = packed.unix_mode().map_or(0, |mode| mode & KIND);
                if packed.is_symlink() || (kind != 0 && kind != ORDINARY) {
                    Some("archive-left-out-no-file")
                } else if packed.encrypted() {
                    Some("archive-left-out-password")
                } else {
                    None
                }
            });
            match fault {
                Some(fault) => push_bounded(&mut left_out, || {
                    words::filled(fault, &[("name", shown(name).into())])
                }),
                None => items.push(Item {
                    path: name.to_owned(),
                    length: packed.size(),
                    changed: packed.last_modified().and_then(wall_clock),
                    place: Place::Packed(index),
                }),
            }
        }
        items.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self {
            path: path.to_owned(),
            items,
            left_out,
            archive: Some(archive),
            bombs: 0,
        })
    }

    /// Whether files have to be unpacked to be read.
    pub const fn is_packed(&self) -> bool {
        self.archive.is_some()
    }

    /// Hands a file's bytes to `work`, at most so many of them: a longer one,
    /// or one that is not what its archive says, ends in an error of reading.
    ///
    /// # Errors
    /// One sentence that names the file.
    pub fn with<T>(
        &mut self,
        item: &Item,
        most: u64,
        work: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<T, Refusal> {
        self.with_cap(item, Cap::of(most), work)
    }

    /// As [`Self::with`], for anything.
    ///
    /// # Errors
    /// As [`Self::with`].
    pub fn with_cap<T>(
        &mut self,
        item: &Item,
        cap: Cap,
        work: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> Result<T, Refusal> {
        let name = shown(&item.path);
        if item.length > cap.bytes {
            return Err(Refusal::Item(too_long(&name, cap.bytes)));
        }
        match (&item.place, &mut self.archive) {
            (Place::File(path), _) => {
                let file = storage::open_regular(path)
                    .map_err(|error| Refusal::Item(format!("{error}.")))?;
                let mut bounded = Bounded::new(file, cap, None);
                let result = work(&mut bounded);
                bounded.judge(&name, result)
            }
            (Place::Packed(index), Some(archive)) => {
                let packed = archive.by_index(*index).map_err(|error| {
                    Refusal::Item(t!(
                        "archive-import-not-unpacked-because",
                        name = &name,
                        reason = error.to_string()
                    ))
                })?;
                let told = Told {
                    length: packed.size(),
                    packed: packed.compressed_size(),
                };
                let mut bounded = Bounded::new(packed, cap, Some(told));
                let result = work(&mut bounded);
                let result = bounded.judge(&name, result);
                if matches!(result, Err(Refusal::Bomb(_))) {
                    self.bombs += 1;
                }
                result
            }
            (Place::Packed(_), None) => Err(Refusal::Item(t!(
                "archive-import-not-unpacked",
                name = name
            ))),
        }
    }

    /// A whole file, at most so long.
    ///
    /// # Errors
    /// One sentence that names it.
    pub fn read(&mut self, item: &Item, most: u64) -> Result<Vec<u8>, Refusal> {
        self.with(item, most, |reader| {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// The beginning of a file.
    ///
    /// # Errors
    /// One sentence that names it.
    pub fn beginning(&mut self, item: &Item, length: u64) -> Result<Vec<u8>, Refusal> {
        self.with(item, u64::MAX, |reader| {
            let mut bytes = Vec::new();
            reader.take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// Unpacks a file to a path of the caller's own making, which exists only
    /// when all went well. `tell` hears how many bytes are there and may break
    /// off.
    ///
    /// # Errors
    /// One sentence that names it, or our own disk's; [`Refusal::Stopped`] when
    /// `tell` broke off.
    pub fn unpack(
        &mut self,
        item: &Item,
        to: &Path,
        cap: Cap,
        tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<(), Refusal> {
        let folder = to.parent().unwrap_or(Path::new("."));
        let mut staged = StagedFile::create_in(folder).map_err(Refusal::Disk)?;
        // Whose fault it is: the archive's, or our disk's.
        let mut disk = None;
        let mut stopped = false;
        let mut done = 0_u64;
        let poured = self.with_cap(item, cap, |reader| {
            let mut piece = vec![0_u8; PIECE];
            loop {
                if tell(done).is_break() {
                    stopped = true;
                    return Err(io::Error::from(io::ErrorKind::Interrupted));
                }
                let count = match reader.read(&mut piece) {
                    Ok(0) => return Ok(()),
                    Ok(count) => count,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error),
                };
                if let Err(error) = staged.write_all(piece.get(..count).unwrap_or_default()) {
                    disk = Some(PathError::new(to, "write", error));
                    return Err(io::Error::other("the disk refused"));
                }
                done += count as u64;
            }
        });
        if let Some(error) = disk {
            return Err(Refusal::Disk(error));
        }
        if stopped {
            return Err(Refusal::Stopped);
        }
        poured?;
        staged.commit_unsynced(to).map_err(Refusal::Disk)
    }

    /// Whether so much of it unfolds without end that it is no use to go on.
    pub const fn is_hopeless(&self) -> bool {
        self.bombs >= limits::BOMBS
    }
}

/// What an archive says of a file.
#[derive(Debug, Clone, Copy)]
struct Told {
    length: u64,
    packed: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    TooLong,
    Bomb,
    Lies,
}

/// Reads no further than allowed, and holds an archive to its word.
struct Bounded<R> {
    inner: R,
    cap: Cap,
    told: Option<Told>,
    read: u64,
    fault: Option<Fault>,
}

impl<R: Read> Bounded<R> {
    const fn new(inner: R, cap: Cap, told: Option<Told>) -> Self {
        Self {
            inner,
            cap,
            told,
            read: 0,
            fault: None,
        }
    }

    fn judge<T>(&self, name: &str, result: io::Result<T>) -> Result<T, Refusal> {
        let error = match result {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        Err(match self.fault {
            Some(Fault::TooLong) => Refusal::Item(too_long(name, self.cap.bytes)),
            Some(Fault::Bomb) => Refusal::Bomb(t!("archive-import-file-bomb", name = name)),
            Some(Fault::Lies) => Refusal::Item(t!("archive-import-file-lies", name = name)),
            None => Refusal::Item(t!(
                "archive-import-file-unreadable",
                name = name,
                reason = error.to_string()
            )),
        })
    }

    fn refuse<T>(&mut self, fault: Fault) -> io::Result<T> {
        self.fault = Some(fault);
        Err(io::Error::from(io::ErrorKind::FileTooLarge))
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        if self.read > self.cap.bytes {
            return self.refuse(Fault::TooLong);
        }
        let Some(told) = self.told else {
            return Ok(count);
        };
        let unfolds =
            self.read > limits::BOMB_BYTES && self.read / told.packed.max(1) > self.cap.ratio;
        if unfolds {
            return self.refuse(Fault::Bomb);
        }
        let ended = count == 0 && !buffer.is_empty();
        if self.read > told.length || (ended && self.read != told.length) {
            return self.refuse(Fault::Lies);
        }
        Ok(count)
    }
}

fn too_long(name: &str, most: u64) -> String {
    t!(
        "archive-import-file-long",
        name = name,
        megabytes = most / 1_000_000
    )
}

/// What is wrong with a name in an archive: the key of the sentence that says so.
fn fault_of(name: &str) -> Option<&'static str> {
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') || drive {
        return Some("archive-left-out-outside");
    }
    if name.split('/').any(|part| part == "..") {
        return Some("archive-left-out-outside");
    }
    if name.contains('\\') {
        return Some("archive-left-out-backslash");
    }
    if name.len() > limits::PATH_BYTES {
        return Some("archive-left-out-long-name");
    }
    let odd = name.is_empty()
        || name.chars().any(char::is_control)
        || name.split('/').any(|part| part.is_empty() || part == ".");
    odd.then_some("archive-left-out-odd-name")
}

/// What systems put into archives for themselves.
fn is_for_the_system(name: &str) -> bool {
    name.split('/')
        .any(|part| part == "__MACOSX" || part == ".DS_Store" || part.starts_with("._"))
}

fn wall_clock(at: zip::DateTime) -> Option<NaiveDateTime> {
    chrono::NaiveDate::from_ymd_opt(
        i32::from(at.year()),
        u32::from(at.month()),
        u32::from(at.day()),
    )?
    .and_hms_opt(
        u32::from(at.hour()),
        u32::from(at.minute()),
        u32::from(at.second()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_told_apart_from_odd_ones_and_good_ones() {
        for outside in [
            "../a.jpg",
            "/etc/passwd",
            "C:/a.jpg",
            "c:a.jpg",
            "a/../../b.jpg",
            "a/..",
        ] {
            assert!(fault_of(outside).unwrap().contains("outside"), "{outside}");
        }
        for odd in [
            "a\\b.jpg",
            "..\\a.jpg",
            "a//b.jpg",
            "./a.jpg",
            "a\0b.jpg",
            "",
            "a\nb",
        ] {
            assert!(fault_of(odd).is_some(), "{odd:?}");
        }
        assert!(fault_of(&"x".repeat(2000)).is_some());
        for good in [
            "a.jpg",
            "a..b/c.jpg",
            "Takeout/Google Fotos/صورة.jpg",
            "..a.jpg",
        ] {
            assert_eq!(fault_of(good), None, "{good}");
        }
    }
}

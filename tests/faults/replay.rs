//! A disk made of memory: what is safe on it, what only waits to be written,
//! and what a power cut may leave.
//!
//! Stricter than the usual disks: bringing a file to the disk does not bring
//! its name there, folders have to be brought by themselves, and what waits may
//! be written in any order, in parts, or not at all.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::trace::{Asked, Offset};

/// Smallest piece that a disk writes whole, in bytes.
const SECTOR: usize = 512;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

/// Something that was asked and is not safe yet.
#[derive(Debug, Clone)]
enum Waiting {
    Bytes {
        file: usize,
        offset: usize,
        bytes: Vec<u8>,
    },
    Length {
        file: usize,
        length: usize,
    },
    /// Names in one folder that change together.
    Names {
        folder: PathBuf,
        changes: Vec<(PathBuf, Option<Node>)>,
    },
}

/// How a power cut deals with what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// All is written: the program alone was ended.
    Nothing,
    /// None of it is.
    Everything,
    /// Names are there, contents are not: new files are empty.
    Contents,
    /// Names and lengths are there, contents are zeros.
    Zeros,
    /// Contents are there, names are not.
    Names,
    /// Some contents in any order and in parts, and names up to some point.
    Torn(u64),
    /// Each change of a name or of contents by itself, or not.
    Scattered(u64),
}

impl Cut {
    pub fn of(number: usize) -> Self {
        let seed = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        match number % 9 {
            0 => Self::Nothing,
            1 => Self::Everything,
            2 => Self::Contents,
            3 => Self::Zeros,
            4 => Self::Names,
            5 | 6 => Self::Torn(seed),
            _ => Self::Scattered(seed),
        }
    }
}

#[derive(Clone, Default)]
pub struct Disk {
    names: BTreeMap<PathBuf, Node>,
    files: Vec<Vec<u8>>,
    waiting: Vec<Waiting>,
    /// As the program sees it.
    seen_names: BTreeMap<PathBuf, Node>,
    seen_files: Vec<Vec<u8>>,
    /// Which file or folder an opening is of, and where its next write goes.
    open: HashMap<usize, (Opened, usize)>,
    /// Whether the program told its success.
    pub told: bool,
}

#[derive(Clone)]
enum Opened {
    File(usize),
    Folder(PathBuf),
}

impl Disk {
    /// A folder as it lies there, all of it safe.
    pub fn of(root: &Path) -> Self {
        let mut disk = Self::default();
        disk.take(root);
        disk.seen_names.clone_from(&disk.names);
        disk.seen_files.clone_from(&disk.files);
        disk
    }

    fn take(&mut self, folder: &Path) {
        self.names.insert(folder.to_owned(), Node::Folder);
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                self.take(&entry.path());
            } else {
                self.names
                    .insert(entry.path(), Node::File(self.files.len()));
                self.files.push(std::fs::read(entry.path()).unwrap());
            }
        }
    }

    /// How much is not safe yet.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Whether an opening is of a folder.
    pub fn is_folder(&self, file: usize) -> bool {
        matches!(self.open.get(&file), Some((Opened::Folder(_), _)))
    }

    pub fn ask(&mut self, asked: &Asked) {
        match asked {
            Asked::Open {
                path,
                emptied,
                file,
            } => self.open_file(path, *emptied, *file),
            Asked::Write {
                file,
                offset,
                bytes,
            } => {
                let Some((Opened::File(number), next)) = self.open.get_mut(file) else {
                    panic!("a write into what is no file")
                };
                let seen = &mut self.seen_files[*number];
                let offset = match offset {
                    Offset::At(offset) => *offset,
                    Offset::Next => *next,
                    Offset::End => seen.len(),
                };
                if !matches!(
                    asked,
                    Asked::Write {
                        offset: Offset::At(_),
                        ..
                    }
                ) {
                    *next = offset + bytes.len();
                }
                put(seen, offset, bytes);
                let file = *number;
                self.waiting.push(Waiting::Bytes {
                    file,
                    offset,
                    bytes: bytes.clone(),
                });
            }
            Asked::Length { file, length } => {
                if let Some((Opened::File(number), _)) = self.open.get(file) {
                    let file = *number;
                    self.set_length(file, *length);
                }
            }
            Asked::Link { from, to } => {
                let node = self.seen_names[from];
                self.rename(to, vec![(to.clone(), Some(node))]);
            }
            Asked::Rename { from, to } => {
                assert_eq!(from.parent(), to.parent(), "a rename to another folder");
                let node = self.seen_names[from];
                self.rename(to, vec![(from.clone(), None), (to.clone(), Some(node))]);
            }
            Asked::Remove { path } => self.rename(path, vec![(path.clone(), None)]),
            Asked::Folder { path } => self.rename(path, vec![(path.clone(), Some(Node::Folder))]),
            Asked::Sync { file } => match self.open.get(file).map(|(opened, _)| opened.clone()) {
                Some(Opened::File(number)) => self.sync(|waiting| match waiting {
                    Waiting::Bytes { file, .. } | Waiting::Length { file, .. } => *file == number,
                    Waiting::Names { .. } => false,
                }),
                Some(Opened::Folder(path)) => self.sync(
                    |waiting| matches!(waiting, Waiting::Names { folder, .. } if *folder == path),
                ),
                None => {}
            },
            Asked::Told => self.told = true,
        }
    }

    fn open_file(&mut self, path: &Path, emptied: bool, file: usize) {
        let opened = match self.seen_names.get(path).copied() {
            Some(Node::Folder) => Opened::Folder(path.to_owned()),
            Some(Node::File(number)) => {
                if emptied {
                    self.set_length(number, 0);
                }
                Opened::File(number)
            }
            None => {
                let number = self.seen_files.len();
                self.seen_files.push(Vec::new());
                self.files.push(Vec::new());
                self.rename(path, vec![(path.to_owned(), Some(Node::File(number)))]);
                Opened::File(number)
            }
        };
        self.open.insert(file, (opened, 0));
    }

    fn set_length(&mut self, file: usize, length: usize) {
        self.seen_files[file].resize(length, 0);
        self.waiting.push(Waiting::Length { file, length });
    }

    fn rename(&mut self, path: &Path, changes: Vec<(PathBuf, Option<Node>)>) {
        let folder = path.parent().unwrap().to_owned();
        set(&mut self.seen_names, &changes);
        self.waiting.push(Waiting::Names { folder, changes });
    }

    fn sync(&mut self, is_meant: impl Fn(&Waiting) -> bool) {
        for waiting in std::mem::take(&mut self.waiting) {
            if is_meant(&waiting) {
                apply(&mut self.names, &mut self.files, &waiting);
            } else {
                self.waiting.push(waiting);
            }
        }
    }

    /// Writes what a power cut leaves into another folder.
    pub fn cut(&self, cut: Cut, from: &Path, to: &Path) {
        let (mut names, mut files) = (self.names.clone(), self.files.clone());
        let mut dice = Dice(match cut {
            Cut::Torn(seed) | Cut::Scattered(seed) => seed,
            _ => 1,
        });
        let all_names = self
            .waiting
            .iter()
            .filter(|waiting| matches!(waiting, Waiting::Names { .. }))
            .count();
        let mut names_left = dice.below(all_names + 1);
        for waiting in &self.waiting {
            let is_name = matches!(waiting, Waiting::Names { .. });
            let kept = match cut {
                Cut::Nothing => Some(waiting.clone()),
                Cut::Everything => None,
                Cut::Contents => is_name.then(|| waiting.clone()),
                Cut::Names => (!is_name).then(|| waiting.clone()),
                Cut::Zeros => Some(match waiting {
                    Waiting::Bytes {
                        file,
                        offset,
                        bytes,
                    } => {
                        let length = (offset + bytes.len()).max(files[*file].len());
                        Waiting::Length {
                            file: *file,
                            length,
                        }
                    }
                    other => other.clone(),
                }),
                Cut::Torn(_) if is_name => {
                    let kept = names_left > 0;
                    names_left = names_left.saturating_sub(1);
                    kept.then(|| waiting.clone())
                }
                Cut::Torn(_) => match dice.below(3) {
                    0 => None,
                    1 => Some(waiting.clone()),
                    _ => Some(torn(waiting, &mut dice)),
                },
                Cut::Scattered(_) => (dice.below(2) == 0).then(|| waiting.clone()),
            };
            if let Some(kept) = kept {
                apply(&mut names, &mut files, &kept);
            }
        }
        for (path, node) in names {
            let Ok(inside) = path.strip_prefix(from) else {
                continue;
            };
            let there = to.join(inside);
            // Rebuilt by SQLite from what is in the WAL.
            if path.as_os_str().as_encoded_bytes().ends_with(b"-shm") {
                continue;
            }
            match node {
                Node::Folder => drop(std::fs::create_dir_all(&there)),
                // In a folder whose own name was lost.
                Node::File(_) if !there.parent().unwrap().is_dir() => {}
                Node::File(number) => std::fs::write(&there, &files[number]).unwrap(),
            }
        }
    }
}

fn torn(waiting: &Waiting, dice: &mut Dice) -> Waiting {
    let Waiting::Bytes {
        file,
        offset,
        bytes,
    } = waiting
    else {
        return waiting.clone();
    };
    // Up to the beginning of some sector.
    let first = offset / SECTOR;
    let last = (offset + bytes.len()) / SECTOR;
    let end = ((first + dice.below(last - first + 1)) * SECTOR).max(*offset);
    Waiting::Bytes {
        file: *file,
        offset: *offset,
        bytes: bytes[..end - offset].to_vec(),
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Node>, files: &mut [Vec<u8>], waiting: &Waiting) {
    match waiting {
        Waiting::Bytes {
            file,
            offset,
            bytes,
        } => put(&mut files[*file], *offset, bytes),
        Waiting::Length { file, length } => files[*file].resize(*length, 0),
        Waiting::Names { changes, .. } => set(names, changes),
    }
}

fn set(names: &mut BTreeMap<PathBuf, Node>, changes: &[(PathBuf, Option<Node>)]) {
    for (path, node) in changes {
        match node {
            Some(node) => drop(names.insert(path.clone(), *node)),
            None => drop(names.remove(path)),
        }
    }
}

fn put(file: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    if bytes.is_empty() {
        return;
    }
    if file.len() < offset + bytes.len() {
        file.resize(offset + bytes.len(), 0);
    }
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

#[test]
fn what_was_not_synced_is_lost_and_what_was_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("from");
    std::fs::create_dir(&root).unwrap();
    let mut disk = Disk::of(&root);
    let (temporary, name) = (root.join(".tmp-1"), root.join("words"));
    let open = |path: &Path, file| Asked::Open {
        path: path.to_owned(),
        emptied: false,
        file,
    };
    let write = |file, bytes: &[u8]| Asked::Write {
        file,
        offset: Offset::Next,
        bytes: bytes.to_vec(),
    };
    for asked in [open(&temporary, 0), write(0, b"good "), write(0, b"night")] {
        disk.ask(&asked);
    }
    let left = |disk: &Disk, cut| {
        let to = tempfile::tempdir().unwrap();
        disk.cut(cut, &root, to.path());
        let read = |name| std::fs::read(to.path().join(name)).ok();
        (read(".tmp-1"), read("words"))
    };
    assert_eq!(left(&disk, Cut::Nothing).0.unwrap(), b"good night");
    assert_eq!(left(&disk, Cut::Everything).0, None);
    assert_eq!(left(&disk, Cut::Contents).0.unwrap(), b"");
    assert_eq!(left(&disk, Cut::Zeros).0.unwrap(), [0; 10]);
    disk.ask(&Asked::Sync { file: 0 });
    assert_eq!(
        left(&disk, Cut::Everything).0,
        None,
        "its name is not there yet"
    );
    assert_eq!(left(&disk, Cut::Contents).0.unwrap(), b"good night");
    disk.ask(&Asked::Rename {
        from: temporary,
        to: name,
    });
    assert_eq!(left(&disk, Cut::Everything), (None, None));
    disk.ask(&open(&root, 1));
    disk.ask(&Asked::Sync { file: 1 });
    assert_eq!(left(&disk, Cut::Everything).1.unwrap(), b"good night");
    assert_eq!(disk.waiting(), 0);
}

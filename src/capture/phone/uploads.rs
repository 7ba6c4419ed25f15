//! Files on their way: announced, then piece by piece, then whole.
//!
//! A piece counts only once all of it came and its checksum is right, so a
//! lost connection leaves a file at the end of a piece, and the phone goes on
//! from there.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::DateTime;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Event, Landed, Landing, Limits, Received};
use crate::domain::ContentHash;
use crate::photo;
use crate::storage::StagedFile;

/// Files that may be begun and not whole at a time.
const OPEN_FILES: usize = 4;
/// Letters of a name and of a note that are kept.
const NAME_LETTERS: usize = 120;
const NOTE_LETTERS: usize = 4000;

/// What the phone says of one file before it comes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub(super) struct Announced {
    name: String,
    length: u64,
    /// Milliseconds since 1970, UTC.
    modified: Option<i64>,
    /// A checksum of its beginning, so that two files of one name and length
    /// are never taken for one.
    mark: u32,
}

/// What the phone sends first.
#[derive(Debug, Deserialize)]
pub(super) struct Announcement {
    #[serde(default)]
    note: String,
    files: Vec<Announced>,
}

/// Where an announced file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub number: usize,
    /// Bytes that came; or why it is not taken.
    pub state: Result<u64, String>,
}

/// Why a piece was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PieceError {
    /// No such file.
    Unknown,
    /// It does not begin where the file ends; that is here.
    Offset(u64),
    /// It changed on the way.
    Damaged(u64),
    /// Another piece of the file is being written, or too many are open.
    Busy(u64),
    /// This file is not taken, and why.
    Refused(String),
    /// It could not be kept, and why; it may be tried again from the start.
    NotKept(String),
}

/// How a piece ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// The file is this long now.
    UpTo(u64),
    /// It is whole.
    Whole(u64, Landed),
}

enum State {
    /// Nothing came yet.
    Announced,
    /// Some of it came.
    Open(Open),
    /// A piece is being written.
    Writing,
    /// All of it came.
    Whole(Landed),
    /// It is not taken.
    Refused(String),
}

struct Open {
    file: StagedFile,
    hash: Sha256,
}

struct Upload {
    announced: Announced,
    note: String,
    offset: u64,
    state: State,
}

#[derive(Default)]
struct Shelf {
    uploads: Vec<Upload>,
    known: HashMap<Announced, usize>,
    bytes: u64,
    received: u64,
}

/// All files of one page.
pub(super) struct Uploads {
    shelf: Mutex<Shelf>,
    limits: Limits,
    landing: Arc<dyn Landing>,
    tell: Arc<dyn Fn(Event) + Send + Sync>,
}

impl Uploads {
    pub(super) fn new(
        limits: Limits,
        landing: Arc<dyn Landing>,
        tell: Arc<dyn Fn(Event) + Send + Sync>,
    ) -> Self {
        Self {
            shelf: Mutex::default(),
            limits,
            landing,
            tell,
        }
    }

    pub(super) fn tell(&self, event: Event) {
        (self.tell)(event);
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether something announced has not come yet.
    pub(super) fn expects_more(&self) -> bool {
        self.shelf()
            .uploads
            .iter()
            .any(|upload| !matches!(upload.state, State::Whole(_) | State::Refused(_)))
    }

    /// Takes down what is to come. What was announced before keeps its number
    /// and its place; new files are refused once the time is up.
    pub(super) fn announce(&self, words: Announcement, in_time: bool) -> Vec<Standing> {
        let note = trimmed(&words.note, NOTE_LETTERS);
        let mut refused = Vec::new();
        let (standings, progress) = {
            let mut shelf = self.shelf();
            let mut standings = Vec::new();
            for mut announced in words.files.into_iter().take(self.limits.files) {
                announced.name = spoken_name(&announced.name);
                if let Some(&number) = shelf.known.get(&announced) {
                    standings.push(shelf.standing(number));
                    continue;
                }
                if let Err(sentence) = shelf.has_room_for(&announced, &self.limits, in_time) {
                    refused.push((announced.name, sentence.clone()));
                    standings.push(Standing {
                        number: usize::MAX,
                        state: Err(sentence),
                    });
                    continue;
                }
                let number = shelf.uploads.len();
                shelf.bytes += announced.length;
                shelf.known.insert(announced.clone(), number);
                shelf.uploads.push(Upload {
                    announced,
                    note: note.clone(),
                    offset: 0,
                    state: State::Announced,
                });
                standings.push(shelf.standing(number));
            }
            (standings, shelf.progress())
        };
        self.tell(progress);
        for (name, sentence) in refused {
            self.tell(Event::Refused { name, sentence });
        }
        standings
    }

    /// Where a file stands, and how long it will be.
    pub(super) fn standing(&self, number: usize) -> Option<(Standing, u64, Option<Landed>)> {
        let shelf = self.shelf();
        let upload = shelf.uploads.get(number)?;
        let landed = match upload.state {
            State::Whole(landed) => Some(landed),
            _ => None,
        };
        Some((shelf.standing(number), upload.announced.length, landed))
    }

    /// Takes a piece. Writes to the disk: not for the thread that listens.
    pub(super) fn piece(
        &self,
        number: usize,
        offset: u64,
        checksum: u32,
        piece: &[u8],
    ) -> Result<Taken, PieceError> {
        let (announced, note, open) = match self.begin_piece(number, offset, checksum, piece) {
            Ok(begun) => begun,
            Err(PieceError::Refused(sentence)) => {
                return self.refuse(number, sentence);
            }
            Err(error) => return Err(error),
        };
        let written = open
            .map_or_else(
                || {
                    let file = self.landing.begin()?;
                    let hash = Sha256::new();
                    Ok(Open { file, hash })
                },
                Ok,
            )
            .and_then(|mut open| {
                open.file.write_all(piece).map_err(|error| {
                    t!(
                        "phone-page-not-written",
                        name = &announced.name,
                        reason = error.to_string()
                    )
                })?;
                open.hash.update(piece);
                Ok(open)
            });
        let open = match written {
            Ok(open) => open,
            Err(sentence) => return self.start_over(number, &announced.name, sentence),
        };
        let reached = offset + piece.len() as u64;
        if reached < announced.length {
            let progress = self.with(number, |shelf, upload_state| {
                *upload_state = (reached, State::Open(open));
                shelf.received += piece.len() as u64;
            });
            self.tell(progress);
            return Ok(Taken::UpTo(reached));
        }
        let received = Received {
            name: announced.name,
            byte_len: reached,
            hash: ContentHash::from_bytes(open.hash.finalize().into()),
            modified: announced
                .modified
                .and_then(DateTime::from_timestamp_millis)
                .map(|moment| moment.naive_utc()),
            note,
        };
        match self.landing.land(open.file, &received) {
            Ok(landed) => {
                let progress = self.with(number, |shelf, upload_state| {
                    *upload_state = (reached, State::Whole(landed));
                    shelf.received += piece.len() as u64;
                });
                self.tell(progress);
                self.tell(Event::Arrived(received, landed));
                Ok(Taken::Whole(reached, landed))
            }
            Err(sentence) => self.start_over(number, &received.name, sentence),
        }
    }

    /// Takes the file off the shelf to write into it.
    fn begin_piece(
        &self,
        number: usize,
        offset: u64,
        checksum: u32,
        piece: &[u8],
    ) -> Result<(Announced, String, Option<Open>), PieceError> {
        let mut shelf = self.shelf();
        let open_files = shelf
            .uploads
            .iter()
            .filter(|upload| matches!(upload.state, State::Open(_) | State::Writing))
            .count();
        let upload = shelf.uploads.get_mut(number).ok_or(PieceError::Unknown)?;
        let here = upload.offset;
        match &upload.state {
            State::Refused(sentence) => return Err(PieceError::Refused(sentence.clone())),
            State::Writing => return Err(PieceError::Busy(here)),
            State::Whole(_) => return Err(PieceError::Offset(here)),
            State::Announced if open_files >= OPEN_FILES => return Err(PieceError::Busy(here)),
            State::Announced | State::Open(_) => {}
        }
        let fits = (piece.len() as u64) <= upload.announced.length.saturating_sub(here);
        if offset != here || piece.is_empty() || !fits {
            return Err(PieceError::Offset(here));
        }
        if crc32fast::hash(piece) != checksum {
            return Err(PieceError::Damaged(here));
        }
        if here == 0
            && let Err(sentence) = is_picture(&upload.announced.name, piece)
        {
            return Err(PieceError::Refused(sentence));
        }
        let open = match std::mem::replace(&mut upload.state, State::Writing) {
            State::Open(open) => Some(open),
            _ => None,
        };
        Ok((upload.announced.clone(), upload.note.clone(), open))
    }

    /// Sets where a file stands; returns how far all of them are.
    fn with(&self, number: usize, change: impl FnOnce(&mut Shelf, &mut (u64, State))) -> Event {
        let mut shelf = self.shelf();
        let mut state = (0, State::Announced);
        change(&mut shelf, &mut state);
        if let Some(upload) = shelf.uploads.get_mut(number) {
            (upload.offset, upload.state) = state;
        }
        shelf.progress()
    }

    fn refuse(&self, number: usize, sentence: String) -> Result<Taken, PieceError> {
        let mut name = None;
        {
            let mut shelf = self.shelf();
            if let Some(upload) = shelf.uploads.get_mut(number)
                && !matches!(upload.state, State::Refused(_))
            {
                let length = upload.announced.length;
                name = Some(upload.announced.name.clone());
                upload.state = State::Refused(sentence.clone());
                // What is not taken fills no room.
                shelf.bytes = shelf.bytes.saturating_sub(length);
            }
        }
        if let Some(name) = name {
            let sentence = sentence.clone();
            self.tell(Event::Refused { name, sentence });
        }
        Err(PieceError::Refused(sentence))
    }

    fn start_over(&self, number: usize, name: &str, sentence: String) -> Result<Taken, PieceError> {
        let lost = self
            .shelf()
            .uploads
            .get(number)
            .map_or(0, |upload| upload.offset);
        let progress = self.with(number, |shelf, state| {
            *state = (0, State::Announced);
            shelf.received = shelf.received.saturating_sub(lost);
        });
        self.tell(progress);
        self.tell(Event::Refused {
            name: name.to_owned(),
            sentence: sentence.clone(),
        });
        Err(PieceError::NotKept(sentence))
    }
}

impl Shelf {
    fn standing(&self, number: usize) -> Standing {
        let state = match self.uploads.get(number) {
            Some(Upload {
                state: State::Refused(sentence),
                ..
            }) => Err(sentence.clone()),
            Some(upload) => Ok(upload.offset),
            None => Ok(0),
        };
        Standing { number, state }
    }

    fn progress(&self) -> Event {
        Event::Progress {
            files: self.uploads.len(),
            bytes: self.bytes,
            received: self.received,
        }
    }

    fn has_room_for(
        &self,
        announced: &Announced,
        limits: &Limits,
        in_time: bool,
    ) -> Result<(), String> {
        let name = &announced.name;
        let gigabytes = |bytes: u64| bytes / (1024 * 1024 * 1024);
        if !in_time {
            Err(t!("phone-page-not-begun", name = name))
        } else if announced.length == 0 {
            Err(t!("phone-page-empty", name = name))
        } else if announced.length > limits.file_bytes {
            Err(t!(
                "phone-page-too-large",
                name = name,
                gigabytes = gigabytes(limits.file_bytes)
            ))
        } else if self.uploads.len() >= limits.files {
            Err(t!("phone-page-most-files", files = limits.files))
        } else if self.bytes.saturating_add(announced.length) > limits.total_bytes {
            Err(t!(
                "phone-page-most-bytes",
                gigabytes = gigabytes(limits.total_bytes)
            ))
        } else {
            Ok(())
        }
    }
}

/// Whether a file begins as a photo or a short film does.
fn is_picture(name: &str, head: &[u8]) -> Result<(), String> {
    if photo::sniff(head).is_some() {
        return Ok(());
    }
    match photo::name_unsupported(head) {
        Some(kind) => Err(t!("phone-page-wrong-kind", name = name, kind = kind)),
        None => Err(t!("phone-page-no-photo", name = name)),
    }
}

/// A name as words: one line, no path, no tricks with the direction of writing.
fn spoken_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = trimmed(&last.replace(['\n', '\r', '\t'], " "), NAME_LETTERS);
    if name.is_empty() || name == "." || name == ".." {
        "photo".to_owned()
    } else {
        name
    }
}

/// At most so many letters, without control and direction signs.
fn trimmed(words: &str, letters: usize) -> String {
    let plain: String = words
        .chars()
        .filter(|letter| {
            let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            *letter == '\n' || !(letter.is_control() || turns)
        })
        .collect();
    plain.trim().chars().take(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder {
        dir: tempfile::TempDir,
        full: std::sync::atomic::AtomicBool,
    }

    impl Landing for Folder {
        fn begin(&self) -> Result<StagedFile, String> {
            StagedFile::create_in(self.dir.path()).map_err(|error| error.to_string())
        }

        fn land(&self, file: StagedFile, received: &Received) -> Result<Landed, String> {
            if self.full.load(std::sync::atomic::Ordering::Relaxed) {
                return Err("The disk is full.".to_owned());
            }
            file.commit_as(&self.dir.path().join(received.hash.to_string()))
                .map_err(|error| error.to_string())?;
            Ok(Landed::Waiting)
        }
    }

    fn uploads(limits: Limits) -> (Uploads, Arc<Folder>) {
        let folder = Arc::new(Folder {
            dir: tempfile::tempdir().unwrap(),
            full: std::sync::atomic::AtomicBool::new(false),
        });
        let landing: Arc<dyn Landing> = Arc::clone(&folder) as _;
        (Uploads::new(limits, landing, Arc::new(|_| ())), folder)
    }

    fn announced(name: &str, length: u64) -> Announced {
        Announced {
            name: name.to_owned(),
            length,
            modified: Some(1_762_135_815_000),
            mark: 1,
        }
    }

    fn one(uploads: &Uploads, name: &str, length: u64) -> Standing {
        let words = Announcement {
            note: "after a feed".to_owned(),
            files: vec![announced(name, length)],
        };
        uploads.announce(words, true).remove(0)
    }

    fn jpeg(length: usize) -> Vec<u8> {
        let mut bytes = vec![7; length];
        bytes[..4].copy_from_slice(b"\xFF\xD8\xFF\xE0");
        bytes
    }

    #[test]
    fn a_file_comes_in_pieces_and_goes_on_where_it_stopped() {
        let (uploads, folder) = uploads(Limits::default());
        let bytes = jpeg(1000);
        let file = one(&uploads, "IMG_0001.HEIC", 1000);
        assert_eq!(file.state, Ok(0));
        let piece = |from: usize, to: usize| {
            let piece = &bytes[from..to];
            uploads.piece(file.number, from as u64, crc32fast::hash(piece), piece)
        };
        assert_eq!(piece(0, 400), Ok(Taken::UpTo(400)));
        assert_eq!(piece(0, 400), Err(PieceError::Offset(400)));
        let damaged = uploads.piece(file.number, 400, 1, &bytes[400..600]);
        assert_eq!(damaged, Err(PieceError::Damaged(400)));
        // The page was loaded anew: the same file has the same place.
        assert_eq!(
            one(&uploads, "IMG_0001.HEIC", 1000),
            Standing {
                number: file.number,
                state: Ok(400),
            }
        );
        assert!(uploads.expects_more());
        assert_eq!(piece(400, 1000), Ok(Taken::Whole(1000, Landed::Waiting)));
        assert_eq!(piece(400, 1000), Err(PieceError::Offset(1000)));
        assert!(!uploads.expects_more());
        let names: Vec<_> = std::fs::read_dir(folder.dir.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        assert_eq!(names.len(), 1);
        assert_eq!(std::fs::read(&names[0]).unwrap(), bytes);
        let hash = photo::hash_of(&bytes).to_string();
        assert_eq!(names[0].file_name().unwrap().to_str(), Some(hash.as_str()));
    }

    #[test]
    fn more_than_was_announced_is_not_taken() {
        let (uploads, _folder) = uploads(Limits::default());
        let file = one(&uploads, "a.jpg", 100);
        let bytes = jpeg(101);
        let taken = uploads.piece(file.number, 0, crc32fast::hash(&bytes), &bytes);
        assert_eq!(taken, Err(PieceError::Offset(0)));
        assert_eq!(uploads.piece(99, 0, 0, &bytes), Err(PieceError::Unknown));
    }

    #[test]
    fn what_is_no_photo_is_told_from_its_first_piece() {
        let (uploads, folder) = uploads(Limits::default());
        for bytes in [
            &b"<html><script>alert(1)</script>"[..],
            b"MZ\x90\0programme",
            b"%PDF-1.7",
        ] {
            let file = one(&uploads, "holiday.jpg", bytes.len() as u64);
            let taken = uploads.piece(file.number, 0, crc32fast::hash(bytes), bytes);
            assert!(matches!(taken, Err(PieceError::Refused(_))), "{taken:?}");
        }
        assert_eq!(std::fs::read_dir(folder.dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn caps_hold_at_the_announcement() {
        let limits = Limits {
            file_bytes: 1000,
            files: 3,
            total_bytes: 2500,
            ..Limits::default()
        };
        let (uploads, _folder) = uploads(limits);
        let taken = |name: &str, length| one(&uploads, name, length).state.is_ok();
        assert!(!taken("empty.jpg", 0));
        assert!(!taken("large.jpg", 1001));
        assert!(!taken("huge.jpg", u64::MAX));
        assert!(taken("1.jpg", 1000) && taken("2.jpg", 1000));
        assert!(!taken("3.jpg", 501));
        assert!(taken("3.jpg", 500));
        assert!(!taken("4.jpg", 1));
        let late = Announcement {
            note: String::new(),
            files: vec![announced("1.jpg", 1000), announced("late.jpg", 1)],
        };
        let late = uploads.announce(late, false);
        assert!(late[0].state.is_ok() && late[1].state.is_err());
    }

    #[test]
    fn only_a_few_files_are_open_at_a_time() {
        let (uploads, _folder) = uploads(Limits::default());
        let begin = |name: &str| {
            let file = one(&uploads, name, 1000);
            let piece = jpeg(10);
            uploads.piece(file.number, 0, crc32fast::hash(&piece), &piece)
        };
        for number in 0..OPEN_FILES {
            assert_eq!(begin(&format!("{number}.jpg")), Ok(Taken::UpTo(10)));
        }
        assert_eq!(begin("more.jpg"), Err(PieceError::Busy(0)));
    }

    #[test]
    fn a_file_that_could_not_be_kept_may_come_again() {
        let (uploads, folder) = uploads(Limits::default());
        let bytes = jpeg(100);
        let file = one(&uploads, "a.jpg", 100);
        let send = || uploads.piece(file.number, 0, crc32fast::hash(&bytes), &bytes);
        folder
            .full
            .store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(matches!(send(), Err(PieceError::NotKept(_))));
        assert_eq!(std::fs::read_dir(folder.dir.path()).unwrap().count(), 0);
        folder
            .full
            .store(false, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(send(), Ok(Taken::Whole(100, Landed::Waiting)));
    }

    #[test]
    fn names_are_words_and_never_paths() {
        for (sent, spoken) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("..", "photo"),
            ("", "photo"),
            ("a\nb\0.jpg", "a b.jpg"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("صورة.heic", "صورة.heic"),
        ] {
            assert_eq!(spoken_name(sent), spoken);
        }
        assert_eq!(spoken_name(&"ä".repeat(500)).chars().count(), NAME_LETTERS);
    }
}

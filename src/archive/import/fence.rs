//! A zip archive is looked at before a reader of archives may: its end and its
//! list of contents must be sound and of a bearable size.
//!
//! What an archive says of itself decides how much memory its reader asks for.
//! So the end record is found and the list walked here first, in bounded
//! memory; while the archive is opened, everything before that list reads as
//! zeros, so that no other end record can be found and believed instead.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::limits;

const END: [u8; 4] = *b"PK\x05\x06";
const END_LENGTH: usize = 22;
const END64: [u8; 4] = *b"PK\x06\x06";
const END64_LENGTH: u64 = 56;
const LOCATOR64: [u8; 4] = *b"PK\x06\x07";
const LOCATOR64_LENGTH: u64 = 20;
const HEADER: [u8; 4] = *b"PK\x01\x02";
const HEADER_LENGTH: usize = 46;
/// The longest comment at the end of an archive, in bytes.
const COMMENT: u64 = 65_535;

/// What is wrong with an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unsound {
    /// More things in it than are believed.
    TooMany,
    /// One reason, without a full stop.
    Broken(&'static str),
}

/// What was found by the first look.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contents {
    /// How many things the list names.
    pub count: u64,
    /// Where the list begins in the file.
    start: u64,
}

/// Looks an archive over.
pub(super) fn look_over(file: &mut File) -> io::Result<Result<Contents, Unsound>> {
    let length = file.metadata()?.len();
    let tail_length = length.min(COMMENT + END_LENGTH as u64);
    let tail = read_at(file, length - tail_length, tail_length)?;
    // The last end record whose comment fills the rest of the file.
    let Some(at) = (0..tail.len().saturating_sub(END_LENGTH - 1))
        .rev()
        .find(|at| {
            let record = tail.get(*at..).unwrap_or_default();
            record.starts_with(&END) && number(record, 20, 2) == (record.len() - END_LENGTH) as u64
        })
    else {
        return Ok(Err(Unsound::Broken(t!("archive-zip-no-end"))));
    };
    let end = tail.get(at..).unwrap_or_default();
    let end_at = length - tail_length + at as u64;
    let small = (number(end, 10, 2), number(end, 12, 4), number(end, 16, 4));
    let needs_large = small.0 == 0xFFFF || small.1 == 0xFFFF_FFFF || small.2 == 0xFFFF_FFFF;
    let (count, size, list_end) = if needs_large {
        match large_end(file, end_at)? {
            Some(large) => large,
            // An archive of exactly that many files needs no large record.
            None if small.1 != 0xFFFF_FFFF && small.2 != 0xFFFF_FFFF => (small.0, small.1, end_at),
            None => return Ok(Err(Unsound::Broken(t!("archive-zip-end-damaged")))),
        }
    } else {
        (small.0, small.1, end_at)
    };
    if count > limits::ITEMS as u64 || size > limits::DIRECTORY_BYTES {
        return Ok(Err(Unsound::TooMany));
    }
    let Some(start) = list_end.checked_sub(size) else {
        return Ok(Err(Unsound::Broken(t!("archive-zip-list-damaged"))));
    };
    let list = read_at(file, start, length - start)?;
    // A second end record could be believed instead of this one.
    let ends = list.windows(END.len()).filter(|four| *four == END).count();
    if ends != 1 {
        return Ok(Err(Unsound::Broken(t!("archive-zip-two-ends"))));
    }
    if !is_whole(
        list.get(..usize::try_from(size).unwrap_or(0))
            .unwrap_or_default(),
        count,
    ) {
        return Ok(Err(Unsound::Broken(t!("archive-zip-list-damaged"))));
    }
    Ok(Ok(Contents { count, start }))
}

/// Count, length and end of the list, by the record for large archives.
fn large_end(file: &mut File, end_at: u64) -> io::Result<Option<(u64, u64, u64)>> {
    let Some(locator_at) = end_at.checked_sub(LOCATOR64_LENGTH) else {
        return Ok(None);
    };
    let locator = read_at(file, locator_at, LOCATOR64_LENGTH)?;
    if !locator.starts_with(&LOCATOR64) {
        return Ok(None);
    }
    let at = number(&locator, 8, 8);
    if at
        .checked_add(END64_LENGTH)
        .is_none_or(|end| end > locator_at)
    {
        return Ok(None);
    }
    let record = read_at(file, at, END64_LENGTH)?;
    if !record.starts_with(&END64) {
        return Ok(None);
    }
    Ok(Some((number(&record, 32, 8), number(&record, 40, 8), at)))
}

/// Whether a list holds exactly so many headers.
fn is_whole(list: &[u8], count: u64) -> bool {
    let mut rest = list;
    let mut found = 0_u64;
    while !rest.is_empty() {
        if !rest.starts_with(&HEADER) || rest.len() < HEADER_LENGTH {
            return false;
        }
        let length =
            HEADER_LENGTH as u64 + number(rest, 28, 2) + number(rest, 30, 2) + number(rest, 32, 2);
        match usize::try_from(length)
            .ok()
            .and_then(|length| rest.get(length..))
        {
            Some(further) => rest = further,
            None => return false,
        }
        found += 1;
    }
    found == count
}

/// A number of up to eight bytes, least first; 0 where there are none.
fn number(bytes: &[u8], at: usize, length: usize) -> u64 {
    bytes
        .get(at..at + length)
        .unwrap_or_default()
        .iter()
        .rev()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

fn read_at(file: &mut File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::Error::from(io::ErrorKind::UnexpectedEof))
    }
}

/// The archive's file, of which only the list can be read at first.
pub(super) struct Fenced {
    file: BufReader<File>,
    at: u64,
    start: u64,
    open: Arc<AtomicBool>,
}

/// Opens the fence.
pub(super) struct Gate(Arc<AtomicBool>);

impl Gate {
    pub fn open(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Fenced {
    pub fn new(file: File, contents: &Contents) -> (Self, Gate) {
        let open = Arc::new(AtomicBool::new(false));
        let gate = Gate(Arc::clone(&open));
        let fenced = Self {
            file: BufReader::new(file),
            at: 0,
            start: contents.start,
            open,
        };
        (fenced, gate)
    }
}

impl Read for Fenced {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.open.load(Ordering::Relaxed) && self.at < self.start {
            let most = usize::try_from(self.start - self.at).unwrap_or(usize::MAX);
            let count = buffer.len().min(most);
            if let Some(zeros) = buffer.get_mut(..count) {
                zeros.fill(0);
            }
            self.file.seek_relative(i64::try_from(count).unwrap_or(0))?;
            self.at += count as u64;
            return Ok(count);
        }
        let count = self.file.read(buffer)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Fenced {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        // Short ways stay within what was read already.
        self.at = match to {
            SeekFrom::Current(by) => {
                self.file.seek_relative(by)?;
                self.at.saturating_add_signed(by)
            }
            other => self.file.seek(other)?,
        };
        Ok(self.at)
    }
}

//! What goes through the pipes: a header of JSON with its length in front,
//! then plain bytes whose number the header tells.
//!
//! Both ends are the same program on the same machine, so samples travel in
//! the machine’s own byte order. The reading end believes no number before it
//! was checked: the other end may have fallen to a malicious photo.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::super::Metadata;
use super::super::decode::Limits;
use super::super::error::{PhotoError, Sort};
use crate::domain::{PhotoFormat, Shows};
use crate::words::{Language, manner};

/// Both ends must mean the same; another version could not.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Longest header, in bytes; ours have some hundred.
const MAX_HEADER_BYTES: usize = 64 << 10;

/// Longest ICC block that is passed on, in bytes: the longest that is read.
pub(super) const MAX_ICC_BYTES: u32 = 4 << 20;
const _: () = assert!(MAX_ICC_BYTES as usize == super::super::colour::MAX_ICC_BYTES);

/// To the helper; the photo’s bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) version: String,
    pub(super) byte_len: u64,
    pub(super) max_file_bytes: u64,
    pub(super) max_side: u32,
    pub(super) max_pixels: u64,
    pub(super) max_memory_bytes: u64,
    /// What refusals are said in.
    pub(super) language: Language,
    /// A box to scale to, in pixels.
    pub(super) fit: Option<(u32, u32)>,
}

impl Request {
    pub(super) fn new(byte_len: usize, limits: &Limits, fit: Option<(u32, u32)>) -> Self {
        Self {
            version: VERSION.to_owned(),
            byte_len: byte_len as u64,
            max_file_bytes: limits.max_file_bytes,
            max_side: limits.max_side,
            max_pixels: limits.max_pixels,
            max_memory_bytes: limits.max_memory_bytes,
            language: manner().language,
            fit,
        }
    }

    pub(super) const fn limits(&self) -> Limits {
        Limits {
            max_file_bytes: self.max_file_bytes,
            max_side: self.max_side,
            max_pixels: self.max_pixels,
            max_memory_bytes: self.max_memory_bytes,
        }
    }
}

/// From the helper.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// How large the photo says it is; told first, so that large ones may take
    /// longer.
    Stated { width: u32, height: u32 },
    /// Decoded; the ICC block and the samples follow.
    Photo(Box<Header>),
    /// Not decoded.
    Refused(Refusal),
}

/// All of a decoded photo but its bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    /// 16 bits a channel, not 8.
    pub(super) deep: bool,
    pub(super) icc_len: u32,
    pub(super) size: (u32, u32),
    pub(super) shows: Shows,
    pub(super) format: PhotoFormat,
    pub(super) metadata: Metadata,
    pub(super) ends_early: bool,
}

/// A [`PhotoError`] that a decoder gives.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Refusal {
    Empty,
    NotAPhoto,
    Unsupported(String, Sort),
    TooLarge(String),
    Damaged(String),
    /// Anything else: said in its own words.
    Other(String),
}

/// Longest sentence believed, in characters.
const MAX_WORDS: usize = 300;

impl From<PhotoError> for Refusal {
    fn from(error: PhotoError) -> Self {
        match error {
            PhotoError::Empty => Self::Empty,
            PhotoError::NotAPhoto => Self::NotAPhoto,
            PhotoError::Unsupported { what, sort } => Self::Unsupported(what, sort),
            PhotoError::TooLarge { what } => Self::TooLarge(what),
            PhotoError::Damaged { reason } => Self::Damaged(reason),
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<Refusal> for PhotoError {
    fn from(refusal: Refusal) -> Self {
        let words = |words: String| -> String {
            words
                .chars()
                .filter(|c| !c.is_control())
                .take(MAX_WORDS)
                .collect()
        };
        match refusal {
            Refusal::Empty => Self::Empty,
            Refusal::NotAPhoto => Self::NotAPhoto,
            Refusal::Unsupported(what, sort) => Self::unsupported_sort(words(what), sort),
            Refusal::TooLarge(what) => Self::TooLarge { what: words(what) },
            Refusal::Damaged(reason) | Refusal::Other(reason) => Self::Damaged {
                reason: words(reason),
            },
        }
    }
}

/// Writes a header.
pub(super) fn send(to: &mut dyn Write, header: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(header)?;
    let length = u32::try_from(json.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&json)
}

/// Reads a header.
pub(super) fn receive<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > MAX_HEADER_BYTES {
        return Err(io::Error::other("a header beyond all measure"));
    }
    let json = receive_bytes(from, length)?;
    serde_json::from_slice(&json).map_err(io::Error::from)
}

/// Reads exactly `length` bytes; too little memory is an error, not the end.
pub(super) fn receive_bytes(from: &mut dyn Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(length)
        .map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// Reads exactly `count` samples of 16 bits.
pub(super) fn receive_samples(from: &mut dyn Read, count: usize) -> io::Result<Vec<u16>> {
    let mut samples = Vec::new();
    samples
        .try_reserve_exact(count)
        .map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))?;
    samples.resize(count, 0_u16);
    from.read_exact(bytemuck::cast_slice_mut(&mut samples))?;
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_come_back_as_they_went() {
        let limits = Limits::default();
        let mut pipe = Vec::new();
        send(&mut pipe, &Request::new(7, &limits, Some((3, 4)))).unwrap();
        let request: Request = receive(&mut pipe.as_slice()).unwrap();
        assert_eq!(
            (request.byte_len, request.fit, request.limits()),
            (7, Some((3, 4)), limits)
        );
    }

    #[test]
    fn lengths_are_not_believed() {
        for bytes in [
            &[0xFF, 0xFF, 0xFF, 0xFF, b'{'][..],
            &[9, 0, 0, 0, b'{', b'}'],
            &[2, 0, 0],
            &[2, 0, 0, 0, b'{', b'{'],
            &[],
        ] {
            assert!(receive::<Request>(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
        assert!(receive_bytes(&mut &b"12"[..], 3).is_err());
        assert!(receive_bytes(&mut &b"12"[..], usize::MAX).is_err());
        assert!(receive_samples(&mut &b"123"[..], 2).is_err());
        assert!(receive_samples(&mut &b"123"[..], usize::MAX / 2).is_err());
    }

    #[test]
    fn a_refusal_keeps_its_words_and_no_more() {
        let there_and_back = |error: PhotoError| PhotoError::from(Refusal::from(error)).to_string();
        for error in [
            PhotoError::Empty,
            PhotoError::NotAPhoto,
            PhotoError::unsupported("a strange thing"),
            PhotoError::unsupported_sort("a humming", Sort::Sound),
            PhotoError::damaged("half is missing"),
        ] {
            let before = error.to_string();
            assert_eq!(there_and_back(error), before);
        }
        let long = there_and_back(PhotoError::unsupported("\u{1b}[31m".repeat(1000)));
        assert!(long.len() < 600 && !long.contains('\u{1b}'), "{long}");
    }
}

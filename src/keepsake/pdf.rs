//! Writes a PDF piece by piece, with the photos in the places of their stubs.
//!
//! The typesetter's PDF has a plain table of where its objects stand. Objects
//! are copied one after the other; a stub's gets the photo's bytes and size;
//! the table is written anew. Nothing else changes.

use std::io::{self, Write};
use std::ops::Range;

use memchr::memmem;

use super::stored::{StoredJpeg, digest_in};

/// Why a PDF was not written.
#[derive(Debug)]
pub enum SwapError {
    /// The typesetter's PDF is not built as expected.
    Build(&'static str),
    /// It could not be written, or a photo not be read back.
    Io(io::Error),
}

impl From<io::Error> for SwapError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// An object: its number, and where it stands.
struct Object {
    number: usize,
    range: Range<usize>,
}

/// The table at the end of a PDF.
struct Table {
    /// How many lines it has, with the free ones.
    lines: usize,
    /// Those in use, in the order of the file.
    objects: Vec<Object>,
    /// Where it stands.
    at: usize,
    /// `trailer` and what follows up to `startxref`.
    trailer: Range<usize>,
}

impl Table {
    fn read(pdf: &[u8]) -> Option<Self> {
        let start = memmem::rfind(pdf, b"startxref")?;
        let at = number_after(pdf, start + b"startxref".len())?.0;
        let head = pdf.get(at..)?.strip_prefix(b"xref")?;
        let trailer = at + memmem::find(pdf.get(at..)?, b"trailer")?;
        let text = std::str::from_utf8(head.get(..trailer - at - b"xref".len())?).ok()?;
        let mut words = text.split_ascii_whitespace();
        let (first, lines) = (words.next()?, words.next()?.parse::<usize>().ok()?);
        if first != "0" {
            return None;
        }
        let mut objects = Vec::new();
        for number in 0..lines {
            let (offset, _, kind) = (words.next()?, words.next()?, words.next()?);
            if kind == "n" {
                let offset = offset.parse().ok()?;
                objects.push(Object {
                    number,
                    range: offset..at,
                });
            }
        }
        if words.next().is_some() || trailer > start {
            return None;
        }
        objects.sort_by_key(|object| object.range.start);
        for index in 1..objects.len() {
            let end = objects.get(index)?.range.start;
            objects.get_mut(index - 1)?.range.end = end;
        }
        Some(Self {
            lines,
            objects,
            at,
            trailer: trailer..start,
        })
    }
}

/// The number that stands behind a place, and where it begins and ends.
fn number_after(bytes: &[u8], at: usize) -> Option<(usize, Range<usize>)> {
    let rest = bytes.get(at..)?;
    let skipped = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let digits = rest
        .iter()
        .skip(skipped)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let range = at + skipped..at + skipped + digits;
    let text = std::str::from_utf8(bytes.get(range.clone())?).ok()?;
    Some((text.parse().ok()?, range))
}

/// What a stub's object begins with, and the digest of its photo.
fn stub_in(object: &[u8]) -> Option<(&[u8], &str)> {
    let head = memmem::find(object, b"stream\n")?;
    let dictionary = object.get(..head)?;
    memmem::find(dictionary, b"/DCTDecode")?;
    memmem::find(dictionary, b"/Image")?;
    let digest = digest_in(object.get(head + b"stream\n".len()..)?)?;
    Some((dictionary, digest))
}

/// A dictionary with other numbers behind some of its keys.
fn with_numbers(dictionary: &[u8], numbers: [(&[u8], usize); 3]) -> Option<Vec<u8>> {
    let mut changed = dictionary.to_vec();
    for (key, number) in numbers {
        let at = memmem::find(&changed, key)?;
        let (_, range) = number_after(&changed, at + key.len())?;
        changed.splice(range, number.to_string().into_bytes());
    }
    Some(changed)
}

/// Writes `pdf` with every stub replaced by the photo that `photo` finds for
/// its digest.
///
/// # Errors
/// The PDF is not built as expected, a photo is not found or cannot be read
/// back, or `out` cannot be written to.
pub fn write_with_photos<'a>(
    pdf: &[u8],
    photo: &dyn Fn(&str) -> Option<&'a StoredJpeg>,
    out: &mut dyn Write,
) -> Result<(), SwapError> {
    let build = |what| move || SwapError::Build(what);
    let table = Table::read(pdf).ok_or_else(build(t!("keepsake-pdf-objects")))?;
    let mut offsets = vec![None; table.lines];
    let first = table
        .objects
        .first()
        .map_or(table.at, |object| object.range.start);
    let header = pdf.get(..first).unwrap_or_default();
    out.write_all(header)?;
    let mut written = header.len();
    for object in &table.objects {
        if let Some(offset) = offsets.get_mut(object.number) {
            *offset = Some(written);
        }
        let bytes = pdf.get(object.range.clone()).unwrap_or_default();
        let Some((dictionary, digest)) = stub_in(bytes) else {
            out.write_all(bytes)?;
            written += bytes.len();
            continue;
        };
        let photo = photo(digest).ok_or_else(build(t!("keepsake-pdf-photo-missing")))?;
        let jpeg = photo.bytes()?;
        let (width, height) = photo.size();
        let numbers: [(&[u8], usize); 3] = [
            (b"/Length", jpeg.len()),
            (b"/Width", width as usize),
            (b"/Height", height as usize),
        ];
        let dictionary =
            with_numbers(dictionary, numbers).ok_or_else(build(t!("keepsake-pdf-place")))?;
        for part in [
            dictionary.as_slice(),
            b"stream\n",
            &jpeg,
            b"\nendstream\nendobj\n\n",
        ] {
            out.write_all(part)?;
            written += part.len();
        }
    }
    write!(out, "xref\n0 {}\n", table.lines)?;
    // Free lines are linked: each names the next one.
    let next_free = |after: usize| {
        offsets
            .iter()
            .enumerate()
            .skip(after + 1)
            .find(|(_, offset)| offset.is_none())
            .map_or(0, |(number, _)| number)
    };
    for (number, offset) in offsets.iter().enumerate() {
        match offset {
            Some(offset) => write!(out, "{offset:010} 00000 n\r\n")?,
            None => {
                let generation = if number == 0 { 65_535 } else { 0 };
                write!(out, "{:010} {generation:05} f\r\n", next_free(number))?;
            }
        }
    }
    out.write_all(pdf.get(table.trailer.clone()).unwrap_or_default())?;
    write!(out, "startxref\n{written}\n%%EOF")?;
    Ok(())
}

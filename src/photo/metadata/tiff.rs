//! Directories of a TIFF block, which is what EXIF is made of.
//!
//! A view into bytes that are there already: nothing is copied and nothing
//! grows with what a file claims, so a TIFF of a gigabyte or a directory of a
//! million entries costs no memory. (The crate `kamadak-exif` reads a whole
//! file into memory first, and refuses the raw files that differ from a TIFF by
//! one number; it still writes the blocks of our sample library.)
//!
//! Source: TIFF 6.0 §2; EXIF 2.32 §4.6; BigTIFF as libtiff writes it.

/// Most entries of one directory that are looked at. Real ones have fewer than
/// a hundred.
const MAX_ENTRIES: u64 = 4096;
/// Longest value that is looked at, in bytes, except for the few that hold
/// other files.
const MAX_VALUE_BYTES: usize = 1 << 16;

/// A TIFF block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    /// 64-bit offsets and counts (BigTIFF).
    wide: bool,
    first: u64,
}

impl<'a> Block<'a> {
    /// A block by its first bytes, also of the raw files that only change the
    /// number behind the byte order (Olympus, Panasonic).
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let (big_endian, wide) = match bytes.first_chunk::<4>()? {
            b"II*\0" | b"IIRO" | b"IIRS" | b"IIU\0" => (false, false),
            b"MM\0*" | b"MMOR" => (true, false),
            b"II+\0" => (false, true),
            b"MM\0+" => (true, true),
            _ => return None,
        };
        let mut block = Self {
            bytes,
            big_endian,
            wide,
            first: 0,
        };
        block.first = if wide {
            block.number(8, 8)?
        } else {
            block.number(4, 4)?
        };
        Some(block)
    }

    /// The first directory.
    pub(super) fn main(self) -> Option<Directory<'a>> {
        self.directory(self.first)
    }

    /// The directory that a field points at.
    pub(super) fn pointed_at(self, field: Option<Field<'a>>) -> Option<Directory<'a>> {
        self.directory(field?.unsigned(0)?)
    }

    fn directory(self, at: u64) -> Option<Directory<'a>> {
        let head = if self.wide { 8 } else { 2 };
        let size = if self.wide { 20 } else { 12 };
        let count = self.number(at, head)?.min(MAX_ENTRIES);
        let start = usize::try_from(at.checked_add(head as u64)?).ok()?;
        let rest = self.bytes.get(start..)?;
        // A block cut short still has the entries that are there.
        let length = usize::try_from(count).ok()?.checked_mul(size)?;
        Some(Directory {
            block: self,
            entries: rest.get(..length).unwrap_or(rest),
            size,
        })
    }

    fn number(&self, at: u64, size: usize) -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        let bytes = self.bytes.get(at..at.checked_add(size)?)?;
        Some(number(bytes, self.big_endian))
    }
}

/// The directory of what Apple’s phones write for themselves; its places count
/// from the start of the note.
pub(super) fn apple_note(note: &[u8]) -> Option<Directory<'_>> {
    note.starts_with(b"Apple iOS\0").then_some(())?;
    let block = Block {
        bytes: note,
        big_endian: note.get(12..14)? == b"MM",
        wide: false,
        first: 14,
    };
    block.main()
}

/// Up to eight bytes as a number.
fn number(bytes: &[u8], big_endian: bool) -> u64 {
    let join = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    if big_endian {
        bytes.iter().fold(0, join)
    } else {
        bytes.iter().rev().fold(0, join)
    }
}

/// A directory: entries with a tag each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Directory<'a> {
    block: Block<'a>,
    entries: &'a [u8],
    /// Bytes of an entry.
    size: usize,
}

impl<'a> Directory<'a> {
    /// The first field with this tag.
    pub(super) fn field(&self, tag: u16) -> Option<Field<'a>> {
        self.find(tag, MAX_VALUE_BYTES)
    }

    /// The first field with this tag, which may hold a file of its own of at
    /// most `max_bytes`.
    pub(super) fn file(&self, tag: u16, max_bytes: usize) -> Option<&'a [u8]> {
        self.find(tag, max_bytes).map(|field| field.data)
    }

    fn find(&self, tag: u16, max_bytes: usize) -> Option<Field<'a>> {
        let big_endian = self.block.big_endian;
        let entry = self.entries.chunks_exact(self.size).find(|entry| {
            entry.get(..2).map(|found| number(found, big_endian)) == Some(tag.into())
        })?;
        let kind = u16::try_from(number(entry.get(2..4)?, big_endian)).ok()?;
        // The count and the value share what is left of the entry.
        let half = (self.size - 4) / 2;
        let (count, value) = entry.get(4..)?.split_at_checked(half)?;
        let length = usize::try_from(number(count, big_endian))
            .ok()?
            .checked_mul(size_of_kind(kind)?)
            .filter(|length| *length <= max_bytes)?;
        let data = if length <= value.len() {
            value.get(..length)?
        } else {
            let start = usize::try_from(number(value, big_endian)).ok()?;
            self.block.bytes.get(start..start.checked_add(length)?)?
        };
        Some(Field {
            kind,
            data,
            big_endian,
        })
    }
}

/// Bytes of one value, by its type.
const fn size_of_kind(kind: u16) -> Option<usize> {
    match kind {
        // BYTE, ASCII, SBYTE, UNDEFINED, UTF-8 (EXIF 3.0)
        1 | 2 | 6 | 7 | 129 => Some(1),
        // SHORT, SSHORT
        3 | 8 => Some(2),
        // LONG, SLONG, FLOAT, IFD
        4 | 9 | 11 | 13 => Some(4),
        // RATIONAL, SRATIONAL, DOUBLE, LONG8, SLONG8, IFD8
        5 | 10 | 12 | 16 | 17 | 18 => Some(8),
        _ => None,
    }
}

/// One value, or several of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    kind: u16,
    data: &'a [u8],
    big_endian: bool,
}

impl<'a> Field<'a> {
    /// A whole number that is not negative; `None` for other types.
    pub(super) fn unsigned(&self, index: usize) -> Option<u64> {
        let bytes = self.value(index)?;
        match self.kind {
            1 | 3 | 4 | 7 | 13 | 16 | 18 => Some(number(bytes, self.big_endian)),
            // A type mistake of some programs; negative ones are nonsense here.
            8 | 9 | 17 => {
                let value = number(bytes, self.big_endian);
                let sign = 1_u64.checked_shl(u32::try_from(bytes.len() * 8 - 1).ok()?)?;
                (value & sign == 0).then_some(value)
            }
            _ => None,
        }
    }

    /// A fraction, or a whole number; never infinite.
    pub(super) fn real(&self, index: usize) -> Option<f64> {
        let bytes = self.value(index)?;
        let value = match self.kind {
            5 | 10 => {
                let (over, under) = bytes.split_at_checked(4)?;
                let part = |bytes: &[u8]| {
                    let number = u32::try_from(number(bytes, self.big_endian)).ok()?;
                    Some(if self.kind == 5 {
                        f64::from(number)
                    } else {
                        f64::from(number.cast_signed())
                    })
                };
                part(over)? / part(under)?
            }
            11 => f32::from_bits(u32::try_from(number(bytes, self.big_endian)).ok()?).into(),
            12 => f64::from_bits(number(bytes, self.big_endian)),
            _ => self.unsigned(index)? as f64,
        };
        value.is_finite().then_some(value)
    }

    /// Text up to its end mark. Bytes of no type count too: some programs
    /// mistake the type.
    pub(super) fn text(&self) -> Option<String> {
        if !matches!(self.kind, 1 | 2 | 7 | 129) {
            return None;
        }
        let text = self.data.split(|byte| *byte == 0).next()?;
        Some(String::from_utf8_lossy(text).trim().to_owned())
    }

    fn value(&self, index: usize) -> Option<&'a [u8]> {
        let size = size_of_kind(self.kind)?;
        let start = index.checked_mul(size)?;
        self.data.get(start..start.checked_add(size)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block with one directory; values of more than four bytes lie behind.
    fn block(big_endian: bool, fields: &[(u16, u16, u32, &[u8])]) -> Vec<u8> {
        let short = |n: u16| {
            if big_endian {
                n.to_be_bytes()
            } else {
                n.to_le_bytes()
            }
        };
        let long = |n: u32| {
            if big_endian {
                n.to_be_bytes()
            } else {
                n.to_le_bytes()
            }
        };
        let mut bytes = if big_endian {
            b"MM".to_vec()
        } else {
            b"II".to_vec()
        };
        bytes.extend(short(42));
        bytes.extend(long(8));
        bytes.extend(short(fields.len() as u16));
        let mut behind = Vec::new();
        let start = 8 + 2 + fields.len() * 12 + 4;
        for (tag, kind, count, value) in fields {
            bytes.extend(short(*tag));
            bytes.extend(short(*kind));
            bytes.extend(long(*count));
            if value.len() <= 4 {
                bytes.extend(value.iter().copied().chain([0; 4]).take(4));
            } else {
                bytes.extend(long((start + behind.len()) as u32));
                behind.extend_from_slice(value);
            }
        }
        bytes.extend([0; 4]);
        bytes.extend(behind);
        bytes
    }

    #[test]
    fn values_are_read_in_both_byte_orders() {
        for big in [false, true] {
            let half = if big {
                [0, 0, 0, 1, 0, 0, 0, 2]
            } else {
                [1, 0, 0, 0, 2, 0, 0, 0]
            };
            let seven: &[u8] = if big { &[0, 7] } else { &[7, 0] };
            let bytes = block(
                big,
                &[
                    (0x10, 3, 1, seven),
                    (0x11, 5, 1, &half),
                    (0x12, 2, 6, b"hello\0"),
                ],
            );
            let main = Block::open(&bytes).unwrap().main().unwrap();
            assert_eq!(main.field(0x10).unwrap().unsigned(0), Some(7));
            assert_eq!(main.field(0x10).unwrap().unsigned(1), None);
            assert_eq!(main.field(0x11).unwrap().real(0), Some(0.5));
            assert_eq!(main.field(0x12).unwrap().text().unwrap(), "hello");
            assert!(main.field(0x13).is_none());
        }
    }

    #[test]
    fn nonsense_is_no_value() {
        let bytes = block(
            false,
            &[
                (1, 5, 1, &[1, 0, 0, 0, 0, 0, 0, 0]),
                (2, 2, u32::MAX, b"long\0"),
                (3, 99, 1, &[1]),
                (4, 3, 0, &[]),
                (5, 9, 1, &[0xFF, 0xFF, 0xFF, 0xFF]),
                (6, 12, u32::MAX / 2, b"12345678"),
            ],
        );
        let main = Block::open(&bytes).unwrap().main().unwrap();
        assert_eq!(main.field(1).unwrap().real(0), None);
        assert!(main.field(2).is_none());
        assert!(main.field(3).is_none());
        assert_eq!(main.field(4).unwrap().unsigned(0), None);
        assert_eq!(main.field(5).unwrap().unsigned(0), None);
        assert!(main.field(6).is_none());
        // Cut anywhere, turned to point anywhere: no panic.
        for cut in 0..bytes.len() {
            let mut cut_short = bytes[..cut].to_vec();
            let _ = Block::open(&cut_short)
                .and_then(Block::main)
                .map(|d| d.field(2));
            if let Some(byte) = cut_short.last_mut() {
                *byte = 0xFF;
            }
            let _ = Block::open(&cut_short)
                .and_then(Block::main)
                .map(|d| d.field(1));
        }
    }
}

//! The outermost boxes of a film: where its index (`moov`) lies, and whether
//! the file ends where it should. The pictures themselves are only stepped
//! over, so a film of gigabytes costs a few reads.

use std::io::{self, Read, Seek, SeekFrom};

use crate::photo::PhotoError;

/// Longest index that is read, in bytes: ten hours take about 20 MiB.
const MAX_INDEX_BYTES: u64 = 64 << 20;
/// Most boxes stepped over; films written in pieces have one for each second.
const MAX_BOXES: u32 = 200_000;
/// Longest piece’s index (`moof`) that is read, in bytes.
const MAX_PIECE_BYTES: u64 = 1 << 20;

/// What the outermost boxes tell.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The inside of `moov`.
    pub(super) moov: Vec<u8>,
    /// Where that begins, in bytes from the start of the file.
    pub(super) moov_at: u64,
    /// The indexes of pieces (`moof`, with the place of each box), the first
    /// few of them.
    pub(super) pieces: Vec<(u64, Vec<u8>)>,
    /// Boxes of other programs (`uuid`) and of XMP at the outermost level:
    /// where each begins, and its length, both with its header.
    pub(super) others: Vec<(u64, u64)>,
    /// The file stops before the film does.
    pub(super) ends_early: bool,
    /// Length of the file, in bytes.
    pub(super) length: u64,
}

/// How many pieces are kept: enough for a picture.
const PIECES_KEPT: usize = 4;

/// Walks through the file.
///
/// # Errors
/// [`PhotoError::Damaged`] when there is no index, [`PhotoError::TooLarge`]
/// when it is longer than any real one; what the disk says.
pub(super) fn read(source: &mut (impl Read + Seek)) -> Result<Index, PhotoError> {
    let length = source.seek(SeekFrom::End(0)).map_err(PhotoError::damaged)?;
    let mut index = Index {
        length,
        ..Index::default()
    };
    let mut at = 0_u64;
    let mut found = false;
    for _ in 0..MAX_BOXES {
        if at >= length {
            break;
        }
        let Some((name, header, size)) = head(source, at, length).map_err(PhotoError::damaged)?
        else {
            index.ends_early = true;
            break;
        };
        let end = at.saturating_add(size);
        let inside = at + header;
        match &name {
            b"moov" if !found => {
                if size > MAX_INDEX_BYTES {
                    return Err(PhotoError::TooLarge {
                        what: t!("large-film-index", most = MAX_INDEX_BYTES >> 20),
                    });
                }
                if end > length {
                    return Err(no_index());
                }
                index.moov =
                    bytes_at(source, inside, size - header).map_err(PhotoError::damaged)?;
                index.moov_at = inside;
                found = true;
            }
            b"moof"
                if index.pieces.len() < PIECES_KEPT && size <= MAX_PIECE_BYTES && end <= length =>
            {
                let piece = bytes_at(source, inside, size - header);
                index.pieces.push((at, piece.map_err(PhotoError::damaged)?));
            }
            b"uuid" => index.others.push((at, size)),
            _ => {}
        }
        if end > length {
            index.ends_early = true;
            break;
        }
        at = end;
    }
    if found { Ok(index) } else { Err(no_index()) }
}

fn no_index() -> PhotoError {
    PhotoError::damaged(t!("damage-film-index"))
}

/// Name, length of the header and of the whole box at a place; `None` when
/// there is no room for one.
fn head(
    source: &mut (impl Read + Seek),
    at: u64,
    length: u64,
) -> io::Result<Option<([u8; 4], u64, u64)>> {
    let mut bytes = [0_u8; 16];
    let there = length.saturating_sub(at).min(16);
    let Some(room) = usize::try_from(there).ok().and_then(|n| bytes.get_mut(..n)) else {
        return Ok(None);
    };
    if room.len() < 8 {
        return Ok(None);
    }
    source.seek(SeekFrom::Start(at))?;
    source.read_exact(room)?;
    let [s0, s1, s2, s3, n0, n1, n2, n3, rest @ ..] = bytes;
    let name = [n0, n1, n2, n3];
    Ok(match u32::from_be_bytes([s0, s1, s2, s3]) {
        0 => Some((name, 8, length - at)),
        1 if there == 16 => {
            let size = u64::from_be_bytes(rest);
            (size >= 16).then_some((name, 16, size))
        }
        size @ 8.. => Some((name, 8, size.into())),
        _ => None,
    })
}

/// So many bytes from a place. The caller has checked that the file has them.
pub(super) fn bytes_at(
    source: &mut (impl Read + Seek),
    at: u64,
    length: u64,
) -> io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start(at))?;
    let length = usize::try_from(length).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(io::Error::other)?;
    bytes.resize(length, 0);
    source.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::heif_write::boxed;
    use std::io::Cursor;

    #[test]
    fn the_index_is_found_before_and_behind_the_pictures() {
        let ftyp = boxed(b"ftyp", &[b"isom\0\0\0\0"]).unwrap();
        let moov = boxed(b"moov", &[b"index"]).unwrap();
        let mdat = boxed(b"mdat", &[&[7; 1000]]).unwrap();
        let mut large = [&[0, 0, 0, 1][..], b"mdat", &1016_u64.to_be_bytes()].concat();
        large.extend([7; 1000]);
        let endless = [&[0, 0, 0, 0][..], b"mdat", &[7; 1000]].concat();
        for parts in [
            [&ftyp, &moov, &mdat],
            [&ftyp, &mdat, &moov],
            [&ftyp, &large, &moov],
            [&ftyp, &moov, &endless],
        ] {
            let file = parts.map(Vec::as_slice).concat();
            let index = read(&mut Cursor::new(&file)).unwrap();
            assert_eq!(index.moov, b"index");
            let at = usize::try_from(index.moov_at).unwrap();
            assert_eq!(&file[at..at + 5], b"index");
            assert!(!index.ends_early);
        }
        let file = [&ftyp[..], &moov, &mdat].concat();
        let index = read(&mut Cursor::new(&file[..file.len() - 1])).unwrap();
        assert!(index.ends_early);
    }

    #[test]
    fn without_an_index_it_says_so_and_lies_are_found_out() {
        let ftyp = boxed(b"ftyp", &[b"isom\0\0\0\0"]).unwrap();
        let mdat = boxed(b"mdat", &[&[7; 100]]).unwrap();
        let lie = [&0x4000_0000_u32.to_be_bytes()[..], b"moov"].concat();
        let tiny = [0, 0, 0, 3, b'm', b'o', b'o', b'v'];
        let cut = [0, 0, 1, 0, b'm', b'o', b'o', b'v', 1, 2, 3];
        for end in [&mdat[..], &lie, &tiny, &cut, &[0, 0]] {
            let file = [&ftyp[..], end].concat();
            assert!(read(&mut Cursor::new(file)).is_err(), "{end:?}");
        }
        assert!(read(&mut Cursor::new(b"")).is_err());
    }
}

//! Whether a photo's file looks as if it were all there, told from how its kind
//! ends. Cheap, and never the last word: a photo that stays as it is for a while
//! is offered without its end.

use crate::domain::PhotoFormat;

/// Whether nothing seems to be missing at the end.
pub(super) fn looks_whole(bytes: &[u8], format: PhotoFormat) -> bool {
    match format {
        PhotoFormat::Jpeg => jpeg(bytes),
        PhotoFormat::Png => last(bytes, b"IEND").is_some(),
        PhotoFormat::Heic | PhotoFormat::Avif => boxes(bytes),
        PhotoFormat::Webp => riff(bytes),
        _ => true,
    }
}

/// The end of the picture comes behind the start of the last scan. Phones put
/// films behind it, so it need not be the end of the file.
fn jpeg(bytes: &[u8]) -> bool {
    match (last(bytes, b"\xFF\xD9"), last(bytes, b"\xFF\xDA")) {
        (Some(end), Some(scan)) => end > scan,
        (end, None) => end.is_some(),
        (None, Some(_)) => false,
    }
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, what)
}

/// Files made of boxes: the last one ends where the file ends.
fn boxes(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(head) = rest.first_chunk::<8>() {
        let [a, b, c, d, ..] = *head;
        let length = match u32::from_be_bytes([a, b, c, d]) {
            // “To the end of the file.”
            0 => return true,
            1 => {
                let Some(long) = rest.get(8..16).and_then(|long| long.first_chunk::<8>()) else {
                    return false;
                };
                u64::from_be_bytes(*long)
            }
            short => u64::from(short),
        };
        let Some(next) = usize::try_from(length)
            .ok()
            .filter(|length| *length >= 8)
            .and_then(|length| rest.get(length..))
        else {
            return false;
        };
        rest = next;
    }
    rest.is_empty()
}

fn riff(bytes: &[u8]) -> bool {
    let length = bytes.get(4..8).and_then(|length| length.first_chunk::<4>());
    length.is_some_and(|length| u32::from_le_bytes(*length) as usize <= bytes.len() - 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_photo_is_told_from_a_whole_one() {
        let picture = image::RgbImage::from_fn(80, 60, |x, y| image::Rgb([x as u8, y as u8, 7]));
        let mut png = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let mut webp = std::io::Cursor::new(Vec::new());
        picture
            .write_to(&mut webp, image::ImageFormat::WebP)
            .unwrap();
        for (bytes, format) in [
            (crate::photo::jpeg(&picture, 90).unwrap(), PhotoFormat::Jpeg),
            (png.into_inner(), PhotoFormat::Png),
            (webp.into_inner(), PhotoFormat::Webp),
        ] {
            assert!(looks_whole(&bytes, format), "{format:?}");
            for part in [bytes.len() / 4, bytes.len() / 2, bytes.len() - 20] {
                assert!(!looks_whole(&bytes[..part], format), "{format:?} {part}");
            }
        }
        // A film behind the picture.
        let mut with_film = crate::photo::jpeg(&picture, 90).unwrap();
        with_film.extend(b"\0\0\0\x18ftypmp42");
        assert!(looks_whole(&with_film, PhotoFormat::Jpeg));
    }

    #[test]
    fn boxes_end_with_the_file() {
        let mut file = Vec::new();
        file.extend(b"\0\0\0\x10ftypheic\0\0\0\0");
        file.extend(b"\0\0\0\x0cmdatabcd");
        assert!(looks_whole(&file, PhotoFormat::Heic));
        assert!(!looks_whole(&file[..file.len() - 1], PhotoFormat::Heic));
        assert!(!looks_whole(&file[..18], PhotoFormat::Heic));
        assert!(!looks_whole(b"\0\0\0\x04ftyp", PhotoFormat::Avif));
    }
}

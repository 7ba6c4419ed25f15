//! Which format some bytes are in. File names are never asked: phones and
//! messengers rename photos without changing what is inside.

use super::error::{PhotoError, Sort};
use super::{metadata, raw};
use crate::domain::PhotoFormat;

/// How many bytes from the start are enough for [`sniff`].
const BRANDS_END: usize = 256;

/// The format of a photo from its bytes, or `None` when it is not one the
/// journal takes in. The first 256 bytes are enough, except for raw files that
/// begin like any TIFF: those are told by the whole file only.
pub fn sniff(head: &[u8]) -> Option<PhotoFormat> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if is_raw(head) {
        Some(PhotoFormat::Raw)
    } else if starts(b"\xFF\xD8\xFF") {
        Some(PhotoFormat::Jpeg)
    } else if starts(b"\x89PNG\r\n\x1A\n") {
        Some(PhotoFormat::Png)
    } else if starts(b"GIF87a") || starts(b"GIF89a") {
        Some(PhotoFormat::Gif)
    } else if starts(b"RIFF") && at(head, 8, b"WEBP") {
        Some(PhotoFormat::Webp)
    } else if starts(b"BM") && is_bitmap_header(head) {
        Some(PhotoFormat::Bmp)
    } else if is_tiff(head) {
        Some(PhotoFormat::Tiff)
    } else if is_heic(head) {
        Some(PhotoFormat::Heic)
    } else if at(head, 4, b"ftyp") && has_brand(head, &[b"avif", b"avis"]) {
        Some(PhotoFormat::Avif)
    } else {
        film(head)
    }
}

/// Films of the MPEG-4 family. Old cameras write QuickTime without saying so:
/// such a file begins with one of its other boxes.
fn film(head: &[u8]) -> Option<PhotoFormat> {
    const FIRST: [&[u8; 4]; 6] = [b"moov", b"mdat", b"wide", b"skip", b"free", b"pnot"];
    if at(head, 4, b"ftyp") {
        return match name_boxed(head) {
            Some(_) => None,
            None if at(head, 8, b"qt  ") => Some(PhotoFormat::Mov),
            None => Some(PhotoFormat::Mp4),
        };
    }
    // Two sizes mean “see below” and “to the end”; others hold the header.
    let size = u32::from_be_bytes(*head.first_chunk()?);
    (FIRST.iter().any(|name| at(head, 4, *name)) && (size <= 1 || size >= 8))
        .then_some(PhotoFormat::Mov)
}

/// What a file is that the journal knows but does not take in, with its
/// article (“a JPEG XL picture”); `None` when nothing is known about it.
pub fn name_unsupported(head: &[u8]) -> Option<&'static str> {
    key_of_unsupported(head).map(crate::words::plain)
}

/// The same, as why such a file is not taken in.
pub(super) fn refused(head: &[u8]) -> PhotoError {
    let Some(key) = key_of_unsupported(head) else {
        return PhotoError::NotAPhoto;
    };
    let sort = match key {
        VIDEO | FILM_PIECE => Sort::Film,
        SOUND => Sort::Sound,
        _ => Sort::Picture,
    };
    PhotoError::unsupported_sort(crate::words::plain(key), sort)
}

fn key_of_unsupported(head: &[u8]) -> Option<&'static str> {
    if sniff(head).is_some() {
        return None;
    }
    if let Some(key) = name_boxed(head) {
        return Some(key);
    }
    // Before the mouse pointers, which start with the same four bytes.
    if looks_like_targa(head) {
        return Some("kind-tga");
    }
    for (offset, magic, key) in NAMED {
        if at(head, *offset, magic) {
            return Some(*key);
        }
    }
    is_svg(head).then_some("kind-svg")
}

/// Keys of what is no picture.
const VIDEO: &str = "kind-video";
const FILM_PIECE: &str = "kind-film-piece";
pub(super) const SOUND: &str = "kind-sound";

/// Signatures of files a parent may well drop by mistake, with the keys of
/// their names.
const NAMED: &[(usize, &[u8], &str)] = &[
    (0, b"\x00\x00\x00\x0CJXL ", "kind-jpeg-xl"),
    (0, b"\xFF\x0A", "kind-jpeg-xl"),
    (0, b"\x00\x00\x00\x0CjP  ", "kind-jpeg-2000"),
    (0, b"\xFF\x4F\xFF\x51", "kind-jpeg-2000"),
    (0, b"8BPS", "kind-photoshop"),
    (0, b"gimp xcf", "kind-gimp"),
    (0, b"%PDF", "kind-pdf"),
    (0, b"%!PS", "kind-postscript"),
    (0, b"\xC5\xD0\xD3\xC6", "kind-postscript"),
    (0, b"\x00\x00\x01\x00", "kind-windows-icon"),
    (0, b"\x00\x00\x02\x00", "kind-windows-mouse-pointer"),
    (0, b"icns", "kind-apple-icon"),
    (0, b"BLP1", "kind-blp-game-texture"),
    (0, b"BLP2", "kind-blp-game-texture"),
    (0, b"DDS ", "kind-dds-game-texture"),
    (0, b"qoif", "kind-qoi"),
    (0, b"farbfeld", "kind-farbfeld"),
    (0, b"\x76\x2F\x31\x01", "kind-openexr"),
    (0, b"#?RADIANCE", "kind-radiance-hdr"),
    (0, b"#?RGBE", "kind-radiance-hdr"),
    (0, b"\x01\xDA", "kind-sgi"),
    (0, b"P1\n", "kind-pbm"),
    (0, b"P2\n", "kind-pgm"),
    (0, b"P3\n", "kind-ppm"),
    (0, b"P4\n", "kind-pbm"),
    (0, b"P5\n", "kind-pgm"),
    (0, b"P6\n", "kind-ppm"),
    (0, b"P7\n", "kind-pam"),
    (0, b"PF\n", "kind-pfm"),
    (0, b"Pf\n", "kind-pfm"),
    (0, b"GIMP", "kind-gimp-brush"),
    (20, b"GIMP", "kind-gimp-brush"),
    (0, b"DanM", "kind-old-microsoft-paint"),
    (0, b"LinS", "kind-old-microsoft-paint"),
    (0, b"SIMPLE  =", "kind-fits"),
    (0, b"\x0A\x05\x01", "kind-pcx"),
    (4, b"\x11\xAF", "kind-fli-animation"),
    (4, b"\x12\xAF", "kind-flc-animation"),
    (0, b"\x1A\x45\xDF\xA3", VIDEO),
    (8, b"AVI ", VIDEO),
    (0, b"PK\x03\x04", "kind-zip-archive"),
    (0, b"\x1F\x8B", "kind-compressed-archive"),
    (0, b"SQLite format 3", "kind-database"),
];

/// Photos as the sensor saw them. Many begin like a TIFF and hold only a small
/// preview that a TIFF reader would take for the photo.
fn is_raw(head: &[u8]) -> bool {
    const SIGNATURES: [(usize, &[u8]); 9] = [
        (8, b"CR"),
        (0, b"IIRO"),
        (0, b"IIRS"),
        (0, b"MMOR"),
        (0, b"IIU\x00"),
        (0, b"FUJIFILMCCD-RAW"),
        (0, b"FOVb"),
        (0, b"\x00MRM"),
        (6, b"HEAPCCDR"),
    ];
    let signed = SIGNATURES
        .iter()
        .enumerate()
        .any(|(index, (offset, magic))| {
            // “CR” alone is too short to mean anything outside a TIFF.
            at(head, *offset, magic) && (index != 0 || is_tiff(head))
        });
    let boxed = at(head, 4, b"ftyp") && has_brand(head, &[b"crx "]);
    signed
        || boxed
        || (is_tiff(head) && (raw::holds_sensor_data(head) || metadata::is_camera_raw(head)))
}

/// Key of how a HEIF with another codec is named to a parent.
pub(super) const UNUSUAL: &str = "kind-unusual-heif";

/// Brands of whole films.
const PLAYABLE: [&[u8; 4]; 5] = [b"isom", b"iso2", b"mp41", b"mp42", b"qt  "];

/// Keys of files made of boxes that are neither photo nor film, by their brands.
fn name_boxed(head: &[u8]) -> Option<&'static str> {
    if !at(head, 4, b"ftyp") {
        return None;
    }
    Some(if has_brand(head, &[b"jp2 ", b"jpx "]) {
        "kind-jpeg-2000"
    } else if has_brand(head, &[b"mif1", b"mif2", b"msf1", b"miaf"]) {
        UNUSUAL
    } else if has_brand(head, &[b"M4A ", b"M4B ", b"M4P ", b"f4a "]) {
        SOUND
    } else if has_brand(head, &[b"dash", b"msdh"]) && !has_brand(head, &PLAYABLE) {
        FILM_PIECE
    } else {
        return None;
    })
}

/// HEIC by its brands. `mif1` and `msf1` say only “some HEIF”, so they count
/// when no other codec is named.
fn is_heic(head: &[u8]) -> bool {
    if !at(head, 4, b"ftyp") {
        return false;
    }
    // The last is H.264, as in films.
    let known: [&[u8; 4]; 7] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"avci",
    ];
    let other_codec: [&[u8; 4]; 6] = [b"avif", b"avis", b"avcs", b"vvic", b"jpeg", b"j2ki"];
    let major = head.get(8..12).unwrap_or_default();
    if other_codec.iter().any(|brand| brand.as_slice() == major) {
        return false;
    }
    has_brand(head, &known)
        || (has_brand(head, &[b"mif1", b"msf1"]) && !has_brand(head, &other_codec))
}

fn has_brand(head: &[u8], wanted: &[&[u8; 4]]) -> bool {
    let declared = head
        .first_chunk::<4>()
        .map_or(0, |size| u32::from_be_bytes(*size) as usize);
    let end = declared.min(head.len()).min(BRANDS_END);
    let brands = head.get(8..end).unwrap_or_default();
    brands
        .chunks_exact(4)
        .enumerate()
        // The second word is a version, not a brand.
        .any(|(index, brand)| index != 1 && wanted.iter().any(|want| want.as_slice() == brand))
}

/// `II*`, `MM*`, and the 64-bit kinds of both.
fn is_tiff(head: &[u8]) -> bool {
    [b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"]
        .iter()
        .any(|magic| head.starts_with(*magic))
}

/// Two letters are not enough to call something a bitmap; the size of the
/// second header is checked too.
fn is_bitmap_header(head: &[u8]) -> bool {
    head.get(14..18)
        .and_then(|size| size.try_into().ok())
        .is_none_or(|size| (12..=124).contains(&u32::from_le_bytes(size)))
}

fn is_svg(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head.get(..BRANDS_END.min(head.len())).unwrap_or_default());
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    text.starts_with("<svg") || (text.starts_with("<?xml") && text.contains("<svg"))
}

/// TGA has no signature; these bytes must all make sense together.
fn looks_like_targa(head: &[u8]) -> bool {
    let Some(
        &[
            _,
            map,
            kind,
            _,
            _,
            _,
            _,
            map_bits,
            _,
            _,
            _,
            _,
            w0,
            w1,
            h0,
            h1,
            depth,
            flags,
        ],
    ) = head.first_chunk::<18>()
    else {
        return false;
    };
    let mapped = matches!(kind, 1 | 9);
    map <= 1
        && (mapped || matches!(kind, 2 | 3 | 10 | 11))
        && (!mapped || (map == 1 && matches!(map_bits, 15 | 16 | 24 | 32)))
        && (w0 | w1) != 0
        && (h0 | h1) != 0
        && matches!(depth, 8 | 15 | 16 | 24 | 32)
        && flags & 0xC0 == 0
}

fn at(head: &[u8], offset: usize, magic: &[u8]) -> bool {
    head.get(offset..)
        .is_some_and(|rest| rest.starts_with(magic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(brands: &[&[u8; 4]]) -> Vec<u8> {
        let mut head = ((8 + 4 + 4 * brands.len()) as u32).to_be_bytes().to_vec();
        head.extend_from_slice(b"ftyp");
        for (index, brand) in brands.iter().enumerate() {
            head.extend_from_slice(*brand);
            if index == 0 {
                head.extend_from_slice(&[0; 4]);
            }
        }
        head
    }

    #[test]
    fn formats_are_told_by_their_bytes() {
        for (head, format) in [
            (b"\xFF\xD8\xFF\xE0".to_vec(), PhotoFormat::Jpeg),
            (b"\x89PNG\r\n\x1A\n".to_vec(), PhotoFormat::Png),
            (b"GIF89a".to_vec(), PhotoFormat::Gif),
            (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), PhotoFormat::Webp),
            (b"II*\0\x08\0\0\0".to_vec(), PhotoFormat::Tiff),
            (b"MM\0*\0\0\0\x08".to_vec(), PhotoFormat::Tiff),
            (boxed(&[b"heic", b"mif1", b"heic"]), PhotoFormat::Heic),
            (boxed(&[b"mif1", b"mif1", b"heic"]), PhotoFormat::Heic),
            (boxed(&[b"heix", b"mif1"]), PhotoFormat::Heic),
            (boxed(&[b"msf1", b"hevc"]), PhotoFormat::Heic),
            (boxed(&[b"avif", b"mif1", b"miaf"]), PhotoFormat::Avif),
            (boxed(&[b"mif1", b"avif", b"miaf"]), PhotoFormat::Avif),
            (boxed(&[b"crx "]), PhotoFormat::Raw),
            (boxed(&[b"avci", b"mif1"]), PhotoFormat::Heic),
            (boxed(&[b"isom", b"mp42"]), PhotoFormat::Mp4),
            (boxed(&[b"3gp4", b"isom"]), PhotoFormat::Mp4),
            (boxed(&[b"qt  "]), PhotoFormat::Mov),
            (b"\0\0\0\x08wide\0\0\x10\0mdat".to_vec(), PhotoFormat::Mov),
            (b"\0\0\x10\0moov\0\0\0\x6Cmvhd".to_vec(), PhotoFormat::Mov),
            (b"II*\0\x10\0\0\0CR\x02\0".to_vec(), PhotoFormat::Raw),
            (b"IIRO\x08\0\0\0".to_vec(), PhotoFormat::Raw),
            (b"IIU\0\x18\0\0\0".to_vec(), PhotoFormat::Raw),
            (b"FUJIFILMCCD-RAW 0201".to_vec(), PhotoFormat::Raw),
        ] {
            assert_eq!(sniff(&head), Some(format), "{head:?}");
            assert_eq!(name_unsupported(&head), None, "{head:?}");
        }
    }

    #[test]
    fn other_files_are_named() {
        for (head, name) in [
            (boxed(&[b"M4A ", b"isom"]), "sound"),
            (boxed(&[b"dash", b"iso6"]), "piece of a film"),
            (b"\x1A\x45\xDF\xA3".to_vec(), "video"),
            (boxed(&[b"mif1", b"vvic"]), "HEIF"),
            (b"\x00\x00\x00\x0CJXL \r\n".to_vec(), "JPEG XL"),
            (b"BLP2\x01".to_vec(), "BLP"),
            (b"<?xml version=\"1.0\"?><svg>".to_vec(), "SVG"),
            (
                vec![0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 4, 0, 24, 32],
                "TGA",
            ),
        ] {
            assert_eq!(sniff(&head), None, "{head:?}");
            let found = name_unsupported(&head).unwrap_or("nothing");
            assert!(found.contains(name), "{head:?}: {found}");
        }
    }

    #[test]
    fn text_that_starts_with_two_lucky_letters_is_no_photo() {
        for head in [
            &b"BMW owners' handbook, chapter one"[..],
            b"",
            b"RIFF",
            b"hello there, this is text",
        ] {
            assert_eq!(sniff(head), None);
            assert_eq!(name_unsupported(head), None, "{head:?}");
        }
    }
}

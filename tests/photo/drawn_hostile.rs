//! Hostile files, drawn here: small, and built to unfold into much memory or
//! much time, or to lead a reader round in circles.

use image::{DynamicImage, GrayImage, ImageFormat};

use crate::common::{card, encoded, jpeg_bytes};

/// Name and bytes of every one.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    let zeros = encoded(
        &DynamicImage::ImageLuma8(GrayImage::new(12_000, 12_000)),
        ImageFormat::Png,
    );
    vec![
        ("profile-bomb.png", profile_bomb(&zeros)),
        ("text-bomb.png", text_bomb(&zeros)),
        ("bomb.png", zeros),
        ("many-scans.jpg", many_scans(7_000, 2_000)),
        ("large-profile.jpg", large_profile()),
        ("exif-loop.jpg", with_segment(0xE1, &exif_loop())),
        ("exif-giant.jpg", with_segment(0xE1, &exif_giant())),
        ("entities.jpg", with_segment(0xE1, &entities())),
        ("loop.tif", tiff_loop()),
        ("strips.tif", tiff_strips(60_000)),
        (
            "endless-strips.tif",
            tiff(&[
                (256, 4, 1, 9_000),
                (257, 4, 1, 9_000),
                (258, 3, 1, 8),
                (259, 3, 1, 1),
                (262, 3, 1, 1),
                (273, 4, u32::MAX, 8),
                (278, 4, 1, 1),
                (279, 4, u32::MAX, 8),
            ]),
        ),
        (
            "one-tile.tif",
            tiff(&[
                (256, 4, 1, 39_000),
                (257, 4, 1, 3_800),
                (258, 3, 1, 16),
                (259, 3, 1, 8),
                (262, 3, 1, 1),
                (322, 4, 1, 39_000),
                (323, 4, 1, 3_800),
                (324, 4, 1, 8),
                (325, 4, 1, 60),
            ]),
        ),
        ("giant.gif", giant_gif()),
        ("many-frames.gif", many_frames()),
        ("giant.webp", giant_webp()),
        ("giant.bmp", giant_bmp()),
        ("deep-boxes.heic", deep_boxes()),
        ("own-tile.heic", own_tile()),
        ("endless-items.heic", endless_items()),
    ]
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut bytes = (body.len() as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(body);
    let sum = crc32(&bytes[4..]);
    bytes.extend(sum.to_be_bytes());
    bytes
}

pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

/// The compressed rows of a PNG: of a black one, a stream of zeros.
fn compressed(png: &[u8]) -> Vec<u8> {
    let (mut at, mut stream) = (8, Vec::new());
    while at + 8 <= png.len() {
        let length = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        if &png[at + 4..at + 8] == b"IDAT" {
            stream.extend_from_slice(&png[at + 8..at + 8 + length]);
        }
        at += length + 12;
    }
    stream
}

/// A small PNG with a chunk after its header.
fn png_with(extra: &[u8]) -> Vec<u8> {
    let plain = encoded(&DynamicImage::ImageRgb8(card(40, 30)), ImageFormat::Png);
    [&plain[..33], extra, &plain[33..]].concat()
}

/// A colour profile that unfolds into 144 MB.
fn profile_bomb(zeros: &[u8]) -> Vec<u8> {
    let body = [&b"bomb\0\0"[..], &compressed(zeros)].concat();
    png_with(&chunk(b"iCCP", &body))
}

fn text_bomb(zeros: &[u8]) -> Vec<u8> {
    let body = [&b"Raw profile type exif\0\0"[..], &compressed(zeros)].concat();
    png_with(&chunk(b"zTXt", &body).repeat(4))
}

/// A segment after the start of a small JPEG.
fn with_segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let plain = jpeg_bytes(&card(40, 30));
    let length = (body.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xFF, marker], &length, body, &plain[2..]].concat()
}

/// A grey progressive JPEG whose scans each take some bytes of file and a pass
/// over the whole picture.
fn many_scans(side: u16, scans: usize) -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        let length = (body.len() as u16 + 2).to_be_bytes();
        [&[0xFF, marker][..], &length, body].concat()
    };
    let mut bytes = vec![0xFF, 0xD8];
    bytes.extend(segment(0xDB, &[&[0][..], &[1; 64]].concat()));
    let [high, low] = side.to_be_bytes();
    bytes.extend(segment(0xC2, &[8, high, low, high, low, 1, 1, 0x11, 0]));
    // One code each, “0”: no difference, and “the next blocks are empty”.
    let mut lengths = [0; 16];
    lengths[0] = 1;
    bytes.extend(segment(0xC4, &[&[0x00][..], &lengths, &[0]].concat()));
    bytes.extend(segment(0xC4, &[&[0x10][..], &lengths, &[0xE0]].concat()));
    let blocks = usize::from(side).div_ceil(8).pow(2);
    bytes.extend(segment(0xDA, &[1, 1, 0x00, 0, 0, 0x00]));
    bytes.extend(vec![0; blocks.div_ceil(8)]);
    // Runs of 2^14 blocks: one bit of code, fourteen zeros.
    let runs = vec![0; (blocks.div_ceil(1 << 14) * 15).div_ceil(8)];
    for _ in 0..scans {
        bytes.extend(segment(0xDA, &[1, 1, 0x00, 1, 63, 0x00]));
        bytes.extend_from_slice(&runs);
    }
    bytes.extend([0xFF, 0xD9]);
    bytes
}

/// All 255 pieces a profile may have, full.
fn large_profile() -> Vec<u8> {
    let plain = jpeg_bytes(&card(40, 30));
    let mut bytes = plain[..2].to_vec();
    for piece in 1..=255_u8 {
        bytes.extend([0xFF, 0xE2, 0xFF, 0xFF]);
        bytes.extend(b"ICC_PROFILE\0");
        bytes.extend([piece, 255]);
        bytes.extend(vec![piece; 65_533 - 14]);
    }
    bytes.extend_from_slice(&plain[2..]);
    bytes
}

/// A little-endian TIFF with one directory: tag, type, count, value.
fn tiff(entries: &[(u16, u16, u32, u32)]) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend([0; 4]);
    bytes
}

/// The directory of the camera, of the place and the next one are all the first.
fn exif_loop() -> Vec<u8> {
    let mut block = tiff(&[(0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0xA005, 4, 1, 8)]);
    let end = block.len() - 4;
    block[end..].copy_from_slice(&8_u32.to_le_bytes());
    [&b"Exif\0\0"[..], &block].concat()
}

/// Values that claim four thousand million parts.
fn exif_giant() -> Vec<u8> {
    let block = tiff(&[
        (0x010F, 2, u32::MAX, 8),
        (0x0112, 3, u32::MAX, 8),
        (0x8769, 13, u32::MAX, 8),
        (0x9003, 2, 0x7FFF_FFFF, 0),
        (0x9286, 7, 0xFFFF_FFF0, 16),
    ]);
    [&b"Exif\0\0"[..], &block].concat()
}

/// XMP whose ten entities hold ten of the one before.
fn entities() -> Vec<u8> {
    let mut text = String::from(
        "http://ns.adobe.com/xap/1.0/\0<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">",
    );
    for level in 1..12 {
        let inner = format!("&a{};", level - 1).repeat(10);
        text += &format!("<!ENTITY a{level} \"{inner}\">");
    }
    text += "]><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description exif:DateTimeOriginal=\"&a11;\">&a11;</rdf:Description></rdf:RDF></x:xmpmeta>";
    text.into_bytes()
}

fn tiff_loop() -> Vec<u8> {
    let mut bytes = tiff(&[
        (256, 4, 1, 10),
        (257, 4, 1, 10),
        (330, 4, 1, 8),
        (0x8769, 4, 1, 8),
    ]);
    let end = bytes.len() - 4;
    bytes[end..].copy_from_slice(&8_u32.to_le_bytes());
    bytes
}

/// Strips of one row each, all the same bytes of file.
fn tiff_strips(count: u32) -> Vec<u8> {
    let width = 2_000;
    let data = 10 + 8 * 12 + 4;
    let offsets = data + width;
    let mut bytes = tiff(&[
        (256, 4, 1, width),
        (257, 4, 1, count),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, count, offsets),
        (278, 4, 1, 1),
        (279, 4, count, offsets + 4 * count),
    ]);
    bytes.resize((data + width) as usize, 99);
    for _ in 0..count {
        bytes.extend(data.to_le_bytes());
    }
    for _ in 0..count {
        bytes.extend(width.to_le_bytes());
    }
    bytes
}

fn gif_frame(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = vec![0x2C, 0, 0, 0, 0];
    bytes.extend(width.to_le_bytes());
    bytes.extend(height.to_le_bytes());
    // Clear, one pixel, end.
    bytes.extend([0, 2, 2, 0x44, 0x01, 0]);
    bytes
}

fn gif(width: u16, height: u16, frames: &[u8]) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend(width.to_le_bytes());
    bytes.extend(height.to_le_bytes());
    bytes.extend([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    bytes.extend_from_slice(frames);
    bytes.push(0x3B);
    bytes
}

fn giant_gif() -> Vec<u8> {
    gif(38_000, 3_900, &gif_frame(38_000, 3_900))
}

fn many_frames() -> Vec<u8> {
    gif(4_000, 4_000, &gif_frame(4_000, 4_000).repeat(20_000))
}

/// A canvas of 147 megapixels with a picture of one.
fn giant_webp() -> Vec<u8> {
    let plain = encoded(&DynamicImage::ImageRgb8(card(1, 1)), ImageFormat::WebP);
    let mut canvas = b"VP8X\x0A\0\0\0\x02\0\0\0".to_vec();
    canvas.extend(&16_382_u32.to_le_bytes()[..3]);
    canvas.extend(&8_999_u32.to_le_bytes()[..3]);
    let mut animation = b"ANIM\x06\0\0\0\0\0\0\0\0\0".to_vec();
    let picture = &plain[12..];
    animation.extend(b"ANMF");
    animation.extend((16 + picture.len() as u32).to_le_bytes());
    animation.extend([0; 16]);
    animation.extend_from_slice(picture);
    let body = [&b"WEBP"[..], &canvas, &animation].concat();
    [&b"RIFF"[..], &(body.len() as u32).to_le_bytes(), &body].concat()
}

/// Run-length coded: the end of the picture comes at once.
fn giant_bmp() -> Vec<u8> {
    let mut bytes = b"BM\0\0\0\0\0\0\0\0\x3E\0\0\0\x28\0\0\0".to_vec();
    bytes.extend(38_000_i32.to_le_bytes());
    bytes.extend(3_900_i32.to_le_bytes());
    bytes.extend([1, 0, 8, 0, 1, 0, 0, 0]);
    bytes.extend([0; 8]);
    bytes.extend([2, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend([0, 0, 0, 0, 255, 255, 255, 0]);
    bytes.extend([0, 1]);
    bytes
}

fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut bytes = (body.len() as u32 + 8).to_be_bytes().to_vec();
    bytes.extend_from_slice(name);
    bytes.extend_from_slice(body);
    bytes
}

fn brand() -> Vec<u8> {
    boxed(b"ftyp", b"heic\0\0\0\0mif1heic")
}

/// Boxes in boxes, twenty thousand deep, of the kinds that may hold others.
fn deep_boxes() -> Vec<u8> {
    let mut bytes = Vec::new();
    for level in 0..20_000 {
        let kind: &[u8; 4] = match level % 4 {
            0 => b"meta",
            1 => b"iprp",
            2 => b"ipco",
            _ => b"moov",
        };
        let mut head = (8 * (level + 1) + 8_u32).to_be_bytes().to_vec();
        head.extend_from_slice(kind);
        bytes.splice(0..0, head);
    }
    [brand(), boxed(b"meta", &[&[0; 4][..], &bytes].concat())].concat()
}

/// A grid of 256 × 256 tiles that are all the grid itself.
fn own_tile() -> Vec<u8> {
    let grid = [0, 0, 255, 255, 0x27, 0x10, 0x27, 0x10];
    let entry = boxed(b"infe", b"\x02\0\0\0\0\x01\0\0grid\0");
    let tiles = [&[0, 1, 0xFF, 0xFF][..], &[0, 1].repeat(65_535)].concat();
    let dimg = boxed(b"dimg", &tiles);
    let size = boxed(b"ispe", &[0, 0, 0, 0, 0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    let properties = boxed(
        b"iprp",
        &[
            boxed(b"ipco", &size),
            boxed(b"ipma", &[0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1]),
        ]
        .concat(),
    );
    // Construction method 1: the data lies in “idat”.
    let place = b"\x01\0\0\0\x44\0\0\x01\0\x01\0\x01\0\0\0\x01\0\0\0\0\0\0\0\x08";
    let meta = [
        vec![0; 4],
        boxed(b"hdlr", b"\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        boxed(b"pitm", &[0, 0, 0, 0, 0, 1]),
        boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &entry].concat()),
        boxed(b"iref", &[vec![0; 4], dimg].concat()),
        properties,
        boxed(b"idat", &grid),
        boxed(b"iloc", place),
    ]
    .concat();
    [brand(), boxed(b"meta", &meta)].concat()
}

/// Tables that say they have four thousand million rows.
fn endless_items() -> Vec<u8> {
    let meta = [
        vec![0; 4],
        boxed(b"hdlr", b"\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        boxed(b"pitm", b"\x01\0\0\0\0\0\0\x01"),
        boxed(b"iinf", b"\x01\0\0\0\xFF\xFF\xFF\xFF"),
        boxed(b"iloc", b"\x02\0\0\0\x44\x40\xFF\xFF\xFF\xFF"),
        boxed(
            b"iprp",
            &[
                boxed(b"ipco", b""),
                boxed(b"ipma", b"\x01\0\0\x01\xFF\xFF\xFF\xFF"),
            ]
            .concat(),
        ),
    ]
    .concat();
    [brand(), boxed(b"meta", &meta)].concat()
}

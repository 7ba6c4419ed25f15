//! Drawn pictures, EXIF blocks and the shared corpus, for the photo tests.
use std::io::Cursor;
use std::path::{Path, PathBuf};

use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use smilekeep::photo::{Decoded, Limits, decode};

/// A card with a different colour in each quarter and a soft slope, so that
/// every flip and turn of it looks different.
pub fn card(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = (40 * x / width.max(1) + 20 * y / height.max(1)) as u8;
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([190 + shade, 30, 40]),
            (false, true) => Rgb([30, 150 + shade, 50]),
            (true, false) => Rgb([40, 60, 160 + shade]),
            (false, false) => Rgb([170 + shade, 160 + shade, 150]),
        }
    })
}

pub fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg_bytes(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95)
        .encode_image(image)
        .unwrap();
    bytes
}

pub fn field(tag: Tag, value: Value) -> Field {
    Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    }
}

pub fn text(tag: Tag, text: &str) -> Field {
    field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]))
}

pub fn orientation(value: u16) -> Field {
    field(Tag::Orientation, Value::Short(vec![value]))
}

pub fn exif_block(fields: &[Field]) -> Vec<u8> {
    let mut writer = Writer::new();
    for field in fields {
        writer.push_field(field);
    }
    let mut block = Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    block.into_inner()
}

/// A JPEG with an EXIF block right after its start marker.
pub fn jpeg_with_exif(jpeg: &[u8], fields: &[Field]) -> Vec<u8> {
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(exif_block(fields));
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, 0xE1]);
    bytes.extend((segment.len() as u16 + 2).to_be_bytes());
    bytes.extend(segment);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// The picture as a camera held in this orientation would store it.
pub fn stored_for(upright: &RgbImage, orientation: u16) -> RgbImage {
    use image::imageops as ops;
    match orientation {
        2 => ops::flip_horizontal(upright),
        3 => ops::rotate180(upright),
        4 => ops::flip_vertical(upright),
        // A transpose is its own opposite, and so is a transverse.
        5 => ops::flip_horizontal(&ops::rotate90(upright)),
        6 => ops::rotate270(upright),
        7 => ops::flip_horizontal(&ops::rotate270(upright)),
        8 => ops::rotate90(upright),
        _ => upright.clone(),
    }
}

/// Mean difference per channel value; 255 when the sizes differ.
pub fn difference(a: &RgbImage, b: &RgbImage) -> f64 {
    if a.dimensions() != b.dimensions() {
        return 255.0;
    }
    let sum: u64 = a
        .as_raw()
        .iter()
        .zip(b.as_raw())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / a.as_raw().len().max(1) as f64
}

/// The folder of foreign photos, kept beside the project on some machines.
pub fn corpus(part: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/corpus").join(part))
        .find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: no shared/corpus/{part} beside the project");
    }
    found
}

/// Every file below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A plain picture with its edits, as a screen shows it.
pub fn edited(image: &RgbImage, edits: &smilekeep::domain::Edits) -> RgbImage {
    use smilekeep::photo::{Picture, apply};
    apply(&Picture::srgb(image.clone()), edits).into_srgb8()
}

pub fn decoded(bytes: &[u8]) -> Decoded {
    decode(bytes, &Limits::default()).unwrap()
}

pub fn profile_of(jpeg: &[u8]) -> Vec<u8> {
    use image::ImageDecoder;
    let reader = image::ImageReader::with_format(std::io::Cursor::new(jpeg), ImageFormat::Jpeg);
    let mut decoder = reader.into_decoder().unwrap();
    decoder.icc_profile().unwrap().unwrap()
}

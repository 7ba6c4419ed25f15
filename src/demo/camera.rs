//! The pretend camera: draws a scene, frames it a little differently for each
//! shot of a burst, and writes JPEGs with EXIF dates.

use chrono::{Duration, NaiveDateTime};
use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};
use resvg::{tiny_skia, usvg};

use super::DemoError;
use super::script::Scene;
use crate::domain::Edits;
use crate::photo::{self, RgbImage};

/// JPEG quality of the pretend camera.
const QUALITY: u8 = 90;

/// One photo of a scene.
pub(super) struct Shot {
    /// As a phone would name it.
    pub name: String,
    /// The file.
    pub jpeg: Vec<u8>,
    /// What the pretend parent changed.
    pub edits: Edits,
}

/// How a shot of a burst is framed: the part of the scene seen, and where.
const FRAMINGS: [(f32, f32, f32); 4] = [
    (1.0, 0.5, 0.5),
    (0.84, 0.42, 0.46),
    (0.72, 0.55, 0.5),
    (0.9, 0.65, 0.6),
];

/// Takes the shots of a scene.
pub(super) fn shoot(
    scene: &Scene,
    taken: NaiveDateTime,
    utc_offset_minutes: i16,
    long_side_px: u32,
) -> Result<Vec<Shot>, DemoError> {
    let drawn = draw(scene, long_side_px)?;
    FRAMINGS
        .iter()
        .take(scene.shots)
        .enumerate()
        .map(|(number, (part, x, y))| {
            let at = taken + Duration::seconds(17 * i64::try_from(number).unwrap_or(0));
            let framed = frame(&drawn, *part, *x, *y);
            let plain = photo::jpeg(&framed, QUALITY)?;
            Ok(Shot {
                name: format!("IMG_{}.jpg", at.format("%Y%m%d_%H%M%S")),
                jpeg: with_exif(plain, at, utc_offset_minutes),
                edits: if number == 0 {
                    scene.edits
                } else {
                    Edits::default()
                },
            })
        })
        .collect()
}

pub(super) fn draw(scene: &Scene, long_side_px: u32) -> Result<RgbImage, DemoError> {
    let wrong = |reason: String| DemoError::Scene {
        name: scene.file,
        reason,
    };
    let tree = usvg::Tree::from_str(scene.svg, &usvg::Options::default())
        .map_err(|error| wrong(error.to_string()))?;
    let size = tree.size();
    let scale = long_side_px as f32 / size.width().max(size.height());
    let (width, height) = (
        (size.width() * scale).round() as u32,
        (size.height() * scale).round() as u32,
    );
    let mut canvas = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| wrong(format!("{width} × {height} pixels are too many")))?;
    canvas.fill(tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut canvas.as_mut(),
    );
    let rgb = canvas
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| pixel.iter().take(3).copied())
        .collect();
    RgbImage::from_raw(width, height, rgb).ok_or_else(|| wrong("odd size".to_owned()))
}

/// A part of the scene, as if the camera had come closer; `x`, `y` in 0–1 say
/// where it points.
fn frame(scene: &RgbImage, part: f32, x: f32, y: f32) -> RgbImage {
    let side = |length: u32| ((length as f32 * part).round() as u32).clamp(1, length);
    let (width, height) = (side(scene.width()), side(scene.height()));
    let left = ((scene.width() - width) as f32 * x) as u32;
    let top = ((scene.height() - height) as f32 * y) as u32;
    image::imageops::crop_imm(scene, left, top, width, height).to_image()
}

/// Puts an EXIF block behind the JPEG's first marker.
fn with_exif(jpeg: Vec<u8>, taken: NaiveDateTime, utc_offset_minutes: i16) -> Vec<u8> {
    let sign = if utc_offset_minutes < 0 { '-' } else { '+' };
    let minutes = utc_offset_minutes.unsigned_abs();
    let ascii = |text: String| Value::Ascii(vec![text.into_bytes()]);
    let field = |tag, value| Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let fields = [
        field(Tag::Make, ascii("Smilekeep".to_owned())),
        field(Tag::Model, ascii("Drawn scene".to_owned())),
        field(Tag::Orientation, Value::Short(vec![1])),
        field(
            Tag::DateTimeOriginal,
            ascii(taken.format("%Y:%m:%d %H:%M:%S").to_string()),
        ),
        field(
            Tag::OffsetTimeOriginal,
            ascii(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)),
        ),
    ];
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut block = std::io::Cursor::new(Vec::new());
    if writer.write(&mut block, false).is_err() {
        return jpeg;
    }
    let block = block.into_inner();
    let Ok(length) = u16::try_from(block.len() + 8) else {
        return jpeg;
    };
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(b"Exif\0\0");
    bytes.extend_from_slice(&block);
    bytes.extend(jpeg.into_iter().skip(2));
    bytes
}

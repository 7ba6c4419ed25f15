//! A photo as a file for others: edited, at a chosen size, and silent about
//! the family unless it is asked to speak.
//!
//! The pixels come from [`render`], as those of the screen and the printed page
//! do. A photo in wide colours keeps its profile, a deep one its depth where
//! the format can hold it (PNG). Nothing of the original’s metadata is copied
//! unless asked for, and the place only if asked for by name.

use exif::experimental::Writer;
use exif::{Context, Exif, Field, In, Tag, Value};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::picture::{Picture, Pixels};
use super::render::{pixel_by_pixel, render};
use super::{Limits, PhotoError, Vault, decode, encode, jpeg, metadata};
use crate::domain::{Edits, Moment, NewPhoto, PhotoFormat};

/// The kinds of file a photo is exported as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExportFormat {
    /// Small, and read everywhere.
    #[default]
    Jpeg,
    /// Without any loss.
    Png,
    /// Smaller than JPEG, for the web.
    Webp,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The name shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
        }
    }
}

/// What an exported file tells besides the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeepMetadata {
    /// Nothing.
    #[default]
    Nothing,
    /// When it was taken.
    Dates,
    /// All the camera wrote, without the place.
    All,
    /// All the camera wrote, and the place.
    AllWithPlace,
}

/// How a photo is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportOptions {
    /// The kind of file.
    pub format: ExportFormat,
    /// Longest side in pixels; `None` is the full size.
    pub max_side: Option<u32>,
    /// 1–100, for JPEG and WebP.
    pub quality: u8,
    /// What it tells.
    pub metadata: KeepMetadata,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            format: ExportFormat::default(),
            max_side: None,
            quality: 92,
            metadata: KeepMetadata::default(),
        }
    }
}

/// An exported file.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Makes the file. `moment` is when the photo was taken as the journal knows it
/// (a parent may have corrected the camera).
///
/// # Errors
/// When the original is missing, unreadable or damaged, or the picture is
/// larger than the format can hold.
pub fn export(
    vault: &Vault,
    photo: &NewPhoto,
    edits: &Edits,
    moment: &Moment,
    options: &ExportOptions,
) -> Result<Exported, PhotoError> {
    if let Some(exported) = in_one_go(vault, photo, edits, moment, options)? {
        return Ok(exported);
    }
    let side = options.max_side.unwrap_or(u32::MAX).max(1);
    let picture = render(vault, photo, edits, side, side)?;
    let (width, height) = picture.dimensions();
    let block = exif_block(vault, photo, moment, options.metadata)?;
    let block = block.as_deref();
    let bytes = match options.format {
        ExportFormat::Jpeg => as_jpeg(picture, options.quality, block)?,
        ExportFormat::Png => as_png(picture, block)?,
        ExportFormat::Webp => as_webp(picture, options.quality, block)?,
    };
    Ok(Exported {
        bytes,
        width,
        height,
    })
}

/// A JPEG in full size whose edits look at one pixel at a time is read, changed
/// and written row by row, on two cores and with little memory; the pixels are
/// those of [`render`]. `None` where that cannot be.
fn in_one_go(
    vault: &Vault,
    photo: &NewPhoto,
    edits: &Edits,
    moment: &Moment,
    options: &ExportOptions,
) -> Result<Option<Exported>, PhotoError> {
    let full_size = options
        .max_side
        .is_none_or(|side| side >= photo.width.max(photo.height));
    if options.format != ExportFormat::Jpeg || photo.format != PhotoFormat::Jpeg || !full_size {
        return Ok(None);
    }
    let Some(change) = pixel_by_pixel(edits) else {
        return Ok(None);
    };
    let bytes = vault.read(&photo.hash, photo.format)?;
    if metadata::read_metadata(&bytes, photo.format).orientation != 1 {
        return Ok(None);
    }
    let limits = Limits::default();
    let Ok(written) = jpeg::rewrite(&bytes, &limits, options.quality, |rows, _| change(rows))
    else {
        // Greys and inks, and damage that the patient decoder gets over.
        return Ok(None);
    };
    let block = exif_block(vault, photo, moment, options.metadata)?;
    let icc = written.icc.as_deref().unwrap_or(encode::srgb_profile());
    Ok(Some(Exported {
        bytes: dressed_jpeg(&written.jpeg, icc, block.as_deref()),
        width: written.width,
        height: written.height,
    }))
}

/// Longest block that fits into a JPEG segment with its name, in bytes.
const MAX_EXIF_BYTES: usize = 65_000;

fn exif_block(
    vault: &Vault,
    photo: &NewPhoto,
    moment: &Moment,
    keep: KeepMetadata,
) -> Result<Option<Vec<u8>>, PhotoError> {
    if keep == KeepMetadata::Nothing {
        return Ok(None);
    }
    let dates = date_fields(moment);
    let original = if keep == KeepMetadata::Dates || photo.format.is_film() {
        None
    } else {
        let bytes = vault.read(&photo.hash, photo.format)?;
        original_block(&bytes)
    };
    let with_place = keep == KeepMetadata::AllWithPlace;
    let fields: Vec<&Field> = original
        .iter()
        .flat_map(Exif::fields)
        .filter(|field| may_be_told(field, with_place))
        .collect();
    let block = written(fields.into_iter().chain(&dates));
    Ok(match block {
        Some(block) if block.len() <= MAX_EXIF_BYTES => Some(block),
        // Too much for a file: the dates are what matters.
        _ => written(dates.iter()),
    })
}

/// All the camera wrote; a broken block is none.
fn original_block(bytes: &[u8]) -> Option<Exif> {
    decode::guarded(|| {
        let mut reader = exif::Reader::new();
        reader.continue_on_error(true);
        Ok(reader
            .read_from_container(&mut std::io::Cursor::new(bytes))
            .or_else(|error| error.distill_partial_result(|_| {}))
            .ok())
    })
    .ok()
    .flatten()
}

fn written<'f>(fields: impl Iterator<Item = &'f Field>) -> Option<Vec<u8>> {
    let mut writer = Writer::new();
    let mut any = false;
    for field in fields {
        writer.push_field(field);
        any = true;
    }
    let mut block = std::io::Cursor::new(Vec::new());
    (any && writer.write(&mut block, false).is_ok()).then(|| block.into_inner())
}

/// Whether a field goes into an export: no place, nothing about the stored
/// pixels (they changed), nothing that only the camera’s maker understands and
/// that may hide anything, and no date (the journal’s is written instead).
fn may_be_told(field: &Field, with_place: bool) -> bool {
    let tag = field.tag;
    if field.ifd_num != In::PRIMARY {
        return false;
    }
    if tag.context() == Context::Gps {
        return with_place;
    }
    if tag.context() == Context::Interop {
        return false;
    }
    let about_stored_pixels = [
        Tag::Orientation,
        Tag::ImageWidth,
        Tag::ImageLength,
        Tag::PixelXDimension,
        Tag::PixelYDimension,
        Tag::Compression,
        Tag::PhotometricInterpretation,
        Tag::BitsPerSample,
        Tag::SamplesPerPixel,
        Tag::RowsPerStrip,
        Tag::PlanarConfiguration,
        Tag::StripOffsets,
        Tag::StripByteCounts,
        Tag::TileOffsets,
        Tag::TileByteCounts,
        Tag::JPEGInterchangeFormat,
        Tag::JPEGInterchangeFormatLength,
        Tag::YCbCrSubSampling,
        Tag::YCbCrPositioning,
        Tag::YCbCrCoefficients,
        Tag::ReferenceBlackWhite,
        Tag::ComponentsConfiguration,
        Tag::CompressedBitsPerPixel,
        Tag::ColorSpace,
    ];
    let replaced = [
        Tag::DateTime,
        Tag::DateTimeOriginal,
        Tag::DateTimeDigitized,
        Tag::OffsetTime,
        Tag::OffsetTimeOriginal,
        Tag::OffsetTimeDigitized,
        Tag::MakerNote,
    ];
    !about_stored_pixels.contains(&tag) && !replaced.contains(&tag) && is_standard(tag)
}

/// Private tags hold whatever a program liked to put there, XMP and places
/// among them.
fn is_standard(tag: Tag) -> bool {
    tag.description().is_some()
}

fn date_fields(moment: &Moment) -> Vec<Field> {
    let text = |tag, text: String| Field {
        tag,
        ifd_num: In::PRIMARY,
        value: Value::Ascii(vec![text.into_bytes()]),
    };
    let time = moment.local.format("%Y:%m:%d %H:%M:%S").to_string();
    // Files want the plain minus sign.
    let offset = moment.offset_label().replace('−', "-");
    vec![
        text(Tag::DateTimeOriginal, time.clone()),
        text(Tag::DateTimeDigitized, time),
        text(Tag::OffsetTimeOriginal, offset.clone()),
        text(Tag::OffsetTimeDigitized, offset),
    ]
}

/// The ICC block of a picture: its own, or ours for sRGB.
fn icc_of(picture: &Picture) -> Vec<u8> {
    match &picture.profile {
        Some(profile) => profile.icc().to_vec(),
        None => encode::srgb_profile().to_vec(),
    }
}

/// The last step of a deep picture in a format of 8 bits; colours stay.
fn eight_bits(picture: Picture) -> image::RgbImage {
    match picture.pixels {
        Pixels::Eight(pixels) => pixels,
        Pixels::Sixteen(pixels) => image::DynamicImage::ImageRgb16(pixels).into_rgb8(),
    }
}

fn as_jpeg(picture: Picture, quality: u8, exif: Option<&[u8]>) -> Result<Vec<u8>, PhotoError> {
    let icc = icc_of(&picture);
    let plain = encode::jpeg_without_profile(&eight_bits(picture), quality)?;
    Ok(dressed_jpeg(&plain, &icc, exif))
}

/// A JPEG with its EXIF and ICC blocks behind the start (and the JFIF block, if
/// there is one).
fn dressed_jpeg(plain: &[u8], icc: &[u8], exif: Option<&[u8]>) -> Vec<u8> {
    const ICC_NAME: &[u8] = b"ICC_PROFILE\0";
    // Name, number, count, length: what is left of 65 535.
    const ICC_PIECE: usize = 65_535 - 2 - ICC_NAME.len() - 2;
    let start = 2 + match plain.get(2..6) {
        Some([0xFF, 0xE0, high, low]) => 2 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    let (head, rest) = plain.split_at_checked(start).unwrap_or((plain, &[]));
    let mut bytes = head.to_vec();
    let mut segment = |marker: u8, parts: &[&[u8]]| {
        let length = parts.iter().map(|part| part.len()).sum::<usize>() + 2;
        // Every block is cut or refused before it comes to this.
        if let Ok(length) = u16::try_from(length) {
            bytes.extend_from_slice(&[0xFF, marker]);
            bytes.extend_from_slice(&length.to_be_bytes());
            parts.iter().for_each(|part| bytes.extend_from_slice(part));
        }
    };
    if let Some(exif) = exif {
        segment(0xE1, &[b"Exif\0\0", exif]);
    }
    let count = icc.len().div_ceil(ICC_PIECE);
    if let Ok(count) = u8::try_from(count) {
        for (number, piece) in (1..=count).zip(icc.chunks(ICC_PIECE)) {
            segment(0xE2, &[ICC_NAME, &[number, count], piece]);
        }
    }
    bytes.extend_from_slice(rest);
    bytes
}

fn as_png(picture: Picture, exif: Option<&[u8]>) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    // What a format cannot carry is left out; the picture is whole.
    let _ = encoder.set_icc_profile(icc_of(&picture));
    if let Some(exif) = exif {
        let _ = encoder.set_exif_metadata(exif.to_vec());
    }
    let (width, height) = picture.dimensions();
    match &picture.pixels {
        Pixels::Eight(pixels) => {
            encoder.write_image(pixels.as_raw(), width, height, ExtendedColorType::Rgb8)
        }
        Pixels::Sixteen(pixels) => encoder.write_image(
            bytemuck::cast_slice(pixels.as_raw()),
            width,
            height,
            ExtendedColorType::Rgb16,
        ),
    }
    .map_err(|error| does_not_fit(width, height, "PNG", &error))?;
    Ok(bytes)
}

/// Longest side of a WebP, in pixels.
const WEBP_SIDE: u32 = 16_383;

fn as_webp(picture: Picture, quality: u8, exif: Option<&[u8]>) -> Result<Vec<u8>, PhotoError> {
    let icc = icc_of(&picture);
    let pixels = eight_bits(picture);
    let (width, height) = pixels.dimensions();
    if width.max(height) > WEBP_SIDE {
        return Err(does_not_fit(width, height, "WebP", &t!("large-webp-side")));
    }
    let plain = encode::webp(&pixels, quality)?;
    Ok(dressed_webp(&plain, (width, height), &icc, exif).unwrap_or(plain))
}

/// A WebP with an extended header, its ICC block in front and its EXIF block
/// behind the picture (RFC 9649 §2.7); `None` when it is no simple WebP.
fn dressed_webp(
    plain: &[u8],
    (width, height): (u32, u32),
    icc: &[u8],
    exif: Option<&[u8]>,
) -> Option<Vec<u8>> {
    const HAS_ICC: u8 = 0x20;
    const HAS_EXIF: u8 = 0x08;
    let picture = plain.get(12..)?;
    if !picture.starts_with(b"VP8") || picture.starts_with(b"VP8X") {
        return None;
    }
    let mut body = b"WEBP".to_vec();
    let mut chunk = |name: &[u8; 4], data: &[u8]| -> Option<()> {
        body.extend_from_slice(name);
        body.extend_from_slice(&u32::try_from(data.len()).ok()?.to_le_bytes());
        body.extend_from_slice(data);
        if data.len() % 2 == 1 {
            body.push(0);
        }
        Some(())
    };
    let flags = HAS_ICC | if exif.is_some() { HAS_EXIF } else { 0 };
    let mut head = vec![flags, 0, 0, 0];
    for side in [width, height] {
        let [a, b, c, _] = side.checked_sub(1)?.to_le_bytes();
        head.extend_from_slice(&[a, b, c]);
    }
    chunk(b"VP8X", &head)?;
    chunk(b"ICCP", icc)?;
    let (name, rest) = picture.split_first_chunk::<4>()?;
    let (length, data) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    chunk(name, data.get(..length)?)?;
    if let Some(exif) = exif {
        chunk(b"EXIF", exif)?;
    }
    let mut bytes = b"RIFF".to_vec();
    bytes.extend_from_slice(&u32::try_from(body.len()).ok()?.to_le_bytes());
    bytes.extend_from_slice(&body);
    Some(bytes)
}

fn does_not_fit(
    width: u32,
    height: u32,
    format: &str,
    reason: &dyn std::fmt::Display,
) -> PhotoError {
    PhotoError::TooLarge {
        what: t!(
            "large-does-not-fit",
            width = width.to_string(),
            height = height.to_string(),
            format = format,
            reason = reason.to_string()
        ),
    }
}

//! HEIC, as iPhones and Samsung phones write it.
//!
//! The file’s own boxes (`irot`, `imir`) say how the picture lies, so EXIF
//! orientation must not be applied again. The decoder does part of what they
//! ask for; the rest is done here, and so is the crop to the clean aperture
//! (`clap`).

use hpvcd::{
    CleanAperture, DecodeError, Decoder, HeicSettings, ImageBuffer, ImageInfo, Orientation,
    ParseLimits, Primaries, SampleBuf, TransferFunction,
};
use image::{DynamicImage, GrayImage, RgbImage};
use moxcms::{CicpColorPrimaries, CicpProfile, ColorProfile, TransferCharacteristics};

use super::decode::{Limits, Stored, check_size};
use super::render::Placement;
use super::{PhotoError, colour, heif_boxes, render};

fn parse_limits(limits: &Limits) -> ParseLimits {
    ParseLimits {
        max_dimension: limits.max_side,
        max_pixels: limits.max_pixels,
        max_box_size: limits.max_file_bytes,
        max_item_size: limits.max_file_bytes,
        ..ParseLimits::default()
    }
}

/// Width and height as the boxes tell them, before any decoding.
pub(super) fn stated_size(bytes: &[u8], limits: &Limits) -> Result<(u32, u32), PhotoError> {
    let info = hpvcd::read_heic_info_with_limits(bytes, &parse_limits(limits)).map_err(explain)?;
    Ok((info.width, info.height))
}

/// Decodes the main picture, upright.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Stored, PhotoError> {
    let parse_limits = parse_limits(limits);
    let settings = HeicSettings::new()
        .with_limits(parse_limits)
        // The picture as shown on a common screen needs no HDR gain map.
        .with_decode_gain_map(false);
    let info = hpvcd::read_heic_info_with_limits(bytes, &parse_limits).map_err(explain)?;
    check_size(info.width, info.height, limits)?;
    // Tiles are independent and safe to share out. Rows of one big picture
    // wait for each other, and would wait for ever should one of them fail.
    let settings = if info.is_grid {
        settings
    } else {
        settings.with_threads(1)
    };
    let decoded = Decoder::from_settings(settings)
        .decode(bytes)
        .map_err(explain)?;
    check_size(decoded.width, decoded.height, limits)?;
    let size = (decoded.width, decoded.height);
    let max = decoded.bit_depth.max_val();
    let wishes = heif_boxes::wishes(bytes);
    let profile = wishes
        .and_then(|wishes| wishes.icc)
        .and_then(colour::from_icc)
        .or_else(|| profile_of(&info));
    let image = assemble(size, decoded.pixels, decoded.alpha, max)
        .ok_or_else(|| PhotoError::damaged("the picture has fewer pixels than it says"))?;
    let aperture = wishes.and_then(|wishes| wishes.aperture);
    let image = match visible_part(aperture, &info) {
        Some((x, y, width, height)) => image.crop_imm(x, y, width, height),
        None => image,
    };
    let image = match wishes {
        Some(wishes) => lay(image, left_to_do(wishes.placement, info.orientation)),
        None => image,
    };
    Ok(Stored { image, profile })
}

/// What the decoder did not do of what the boxes ask for.
fn left_to_do(wanted: Placement, done: Orientation) -> Placement {
    let done = Placement::from_exif(match done {
        Orientation::Normal => 1,
        Orientation::FlipH => 2,
        Orientation::Rotate180 => 3,
        Orientation::FlipV => 4,
        Orientation::Transpose => 5,
        Orientation::Rotate90 => 6,
        Orientation::Transverse => 7,
        Orientation::Rotate270 => 8,
    });
    done.undone().then(wanted)
}

fn lay(image: DynamicImage, placement: Placement) -> DynamicImage {
    if placement == Placement::UPRIGHT {
        return image;
    }
    DynamicImage::ImageRgb8(render::placed(&colour::to_srgb(image, None), placement))
}

/// Whether a box at the top of the file reaches beyond its end, as in a
/// half-copied file. Missing tiles would come out black without a word.
pub(super) fn ends_early(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((size, body)) = rest.split_first_chunk::<4>() {
        let size = match u32::from_be_bytes(*size) {
            // To the end of the file.
            0 => return false,
            1 => match body.get(4..12).and_then(|size| size.try_into().ok()) {
                Some(size) => u64::from_be_bytes(size),
                None => return true,
            },
            size => u64::from(size),
        };
        match usize::try_from(size)
            .ok()
            .and_then(|size| rest.get(size.max(8)..))
        {
            Some(next) => rest = next,
            None => return true,
        }
    }
    false
}

fn assemble(
    (width, height): (u32, u32),
    pixels: ImageBuffer,
    alpha: Option<SampleBuf>,
    max: u16,
) -> Option<DynamicImage> {
    let image = match pixels {
        ImageBuffer::Luma8(samples) => {
            DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, samples)?)
        }
        ImageBuffer::Rgb8(samples) => {
            DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, samples)?)
        }
        ImageBuffer::Luma16(samples) => DynamicImage::ImageLuma16(image::ImageBuffer::from_raw(
            width,
            height,
            colour::widened(&samples, max).into_owned(),
        )?),
        ImageBuffer::Rgb16(samples) => {
            colour::rgb16(width, height, colour::widened(&samples, max).into_owned())?
        }
    };
    let opacity: Vec<u8> = match alpha {
        None => return Some(image),
        Some(SampleBuf::U8(samples)) => samples,
        Some(SampleBuf::U16(samples)) => colour::widened(&samples, max)
            .iter()
            .map(|sample| (sample >> 8) as u8)
            .collect(),
    };
    let mut with_alpha = image.to_rgba8();
    let (pixels, _) = with_alpha.as_chunks_mut::<4>();
    if pixels.len() != opacity.len() {
        return Some(image);
    }
    for ([_, _, _, alpha], value) in pixels.iter_mut().zip(opacity) {
        *alpha = value;
    }
    Some(DynamicImage::ImageRgba8(with_alpha))
}

/// The ICC profile, or one made from the colour numbers (`nclx`) when they
/// name wider primaries than sRGB. Broadcast transfer numbers on photos mean
/// sRGB in practice; only the HDR curves are taken at their word.
fn profile_of(info: &ImageInfo) -> Option<ColorProfile> {
    if let Some(profile) = info.color.icc.as_deref().and_then(colour::from_icc) {
        return Some(profile);
    }
    let numbers = info.color.cicp?;
    let color_primaries = match numbers.primaries {
        Primaries::Smpte432 | Primaries::Smpte431 => CicpColorPrimaries::Smpte432,
        Primaries::Bt2020 => CicpColorPrimaries::Bt2020,
        _ => return None,
    };
    let transfer_characteristics = match numbers.transfer {
        TransferFunction::Pq => TransferCharacteristics::Smpte2084,
        TransferFunction::Hlg => TransferCharacteristics::Hlg,
        _ => TransferCharacteristics::Srgb,
    };
    Some(ColorProfile::new_from_cicp(CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: moxcms::MatrixCoefficients::Bt709,
        full_range: true,
    }))
}

/// The clean aperture in the picture as the decoder turned it, when it cuts
/// anything off: left, top, width, height.
fn visible_part(clap: Option<CleanAperture>, info: &ImageInfo) -> Option<(u32, u32, u32, u32)> {
    let (left, top, width, height) = aperture(&clap?, info.coded_width, info.coded_height)?;
    let right = info.coded_width - left - width;
    let bottom = info.coded_height - top - height;
    Some(match info.orientation {
        Orientation::Normal => (left, top, width, height),
        Orientation::FlipH => (right, top, width, height),
        Orientation::Rotate180 => (right, bottom, width, height),
        Orientation::FlipV => (left, bottom, width, height),
        Orientation::Transpose => (top, left, height, width),
        Orientation::Rotate90 => (bottom, left, height, width),
        Orientation::Transverse => (bottom, right, height, width),
        Orientation::Rotate270 => (top, right, height, width),
    })
}

/// ISO/IEC 14496-12 §12.1.4: a size and the offset of its middle, as
/// fractions. `None` when it is the whole picture or nonsense.
fn aperture(
    clap: &CleanAperture,
    coded_width: u32,
    coded_height: u32,
) -> Option<(u32, u32, u32, u32)> {
    let width = clap.width_pixels()?;
    let height = clap.height_pixels()?;
    let start = |coded: u32, size: u32, offset_n: i32, offset_d: u32| -> Option<u32> {
        if offset_d == 0 || size == 0 || size > coded {
            return None;
        }
        let offset = f64::from(offset_n) / f64::from(offset_d);
        let start = (f64::from(coded - size) / 2.0 + offset).round();
        (0.0..=f64::from(coded - size))
            .contains(&start)
            // In range by the line above.
            .then_some(start as u32)
    };
    let left = start(coded_width, width, clap.horiz_off_n, clap.horiz_off_d)?;
    let top = start(coded_height, height, clap.vert_off_n, clap.vert_off_d)?;
    ((width, height) != (coded_width, coded_height)).then_some((left, top, width, height))
}

fn explain(error: DecodeError) -> PhotoError {
    match &error {
        DecodeError::NotHeif
        | DecodeError::UnsupportedItemType(_)
        | DecodeError::UnsupportedChroma(_)
        | DecodeError::UnsupportedBitDepth(_)
        | DecodeError::Unsupported(_) => {
            PhotoError::unsupported(format!("an unusual kind of HEIC picture ({error})"))
        }
        DecodeError::LimitExceeded { .. } | DecodeError::AllocationFailed { .. } => {
            PhotoError::TooLarge {
                what: error.to_string(),
            }
        }
        _ => PhotoError::damaged(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_beyond_the_end_is_noticed() {
        let whole = b"\0\0\0\x0Cftypheic\0\0\0\x0Amdat12".to_vec();
        assert!(!ends_early(&whole));
        assert!(ends_early(&whole[..whole.len() - 1]));
        assert!(!ends_early(b"\0\0\0\x00mdat as long as it takes"));
    }

    #[test]
    fn a_clean_aperture_is_centred_and_checked() {
        let clap = |width_n, height_n, horiz_off_n| CleanAperture {
            width_n,
            width_d: 1,
            height_n,
            height_d: 1,
            horiz_off_n,
            horiz_off_d: 2,
            vert_off_n: -1,
            vert_off_d: 2,
        };
        assert_eq!(aperture(&clap(63, 47, -1), 64, 48), Some((0, 0, 63, 47)));
        assert_eq!(aperture(&clap(63, 47, 1), 64, 48), Some((1, 0, 63, 47)));
        assert_eq!(aperture(&clap(65, 47, 0), 64, 48), None);
        assert_eq!(aperture(&clap(0, 47, 0), 64, 48), None);
    }
}

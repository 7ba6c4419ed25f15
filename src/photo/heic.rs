//! HEIC, as iPhones and Samsung phones write it.
//!
//! The file’s own boxes (`irot`, `imir`) say how the picture lies, so EXIF
//! orientation must not be applied again. The decoder does part of what they
//! ask for; the rest is done here, and so is the crop to the clean aperture
//! (`clap`).

use hpvcd::{
    ChromaFormat, CleanAperture, DecodeError, Decoder, HeicSettings, ImageBuffer, ImageInfo,
    Orientation, ParseLimits, Primaries, SampleBuf, TransferFunction,
};
use image::{GrayImage, RgbImage};

use super::budget::check_memory;
use super::colour::{self, Source};
use super::decode::{Limits, check_size};
use super::heic_tiles::{self, Grid};
use super::picture::Pixels;
use super::render::Placement;
use super::stored::Stored;
use super::{PhotoError, avc, heic_planes, heif_boxes};

/// What decoding takes besides the file, in bytes: the decoder’s own memory,
/// and the picture it gives, scaled to fit a box where one is given.
pub(super) fn cost(bytes: &[u8], fit: Option<(u32, u32)>) -> Option<(u64, u64)> {
    if avc::is_one(bytes) {
        return avc::cost(bytes);
    }
    let limits = Limits::default();
    let info = hpvcd::read_heic_info_with_limits(bytes, &parse_limits(&limits)).ok()?;
    Some(match tiles(bytes, &info, &limits, fit) {
        Some((grid, scale)) => grid.cost(scale),
        None => cost_of(&info),
    })
}

/// The tiles, to be decoded one by one and so many times smaller. Opacity is
/// known to the whole alone: with it, only what the whole has no room for.
fn tiles<'a>(
    bytes: &'a [u8],
    info: &ImageInfo,
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Option<(Grid<'a>, u32)> {
    let (own, picture) = cost_of(info);
    let needed = own
        .saturating_add(picture)
        .saturating_add(bytes.len() as u64);
    if !info.is_grid || info.has_alpha && needed <= limits.max_memory_bytes {
        return None;
    }
    let grid = Grid::of(bytes, is_deep(info))?;
    let scale = grid.scale_for(fit);
    Some((grid, scale))
}

fn is_deep(info: &ImageInfo) -> bool {
    info.bit_depth.max_val() > 255
}

fn cost_of(info: &ImageInfo) -> (u64, u64) {
    let area = |width: u32, height: u32| u64::from(width) * u64::from(height);
    // Never side by side: they change places where the picture is turned.
    let pixels = area(info.coded_width, info.coded_height).max(area(info.width, info.height));
    let sample = if is_deep(info) { 2 } else { 1 };
    // Planes of brightness and colour, in halves of a sample a pixel.
    let planes = match info.chroma {
        ChromaFormat::Monochrome => 2,
        ChromaFormat::Yuv420 => 3,
        _ => 6,
    };
    let opacity = if info.has_alpha { sample + 2 } else { 0 };
    // A film’s decoder keeps a second picture to look back at.
    let kept = if info.is_grid { 1 } else { 2 };
    let picture = pixels * sample * 3;
    let planes = pixels * sample * planes * kept / 2;
    // The decoder turns a copy, when the planes are gone.
    let copy = match info.orientation {
        Orientation::Normal | Orientation::Rotate180 => 0,
        _ => picture,
    };
    (planes.max(copy) + pixels * opacity, picture)
}

pub(super) fn parse_limits(limits: &Limits) -> ParseLimits {
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
    if let Some(size) = avc::is_one(bytes).then(|| avc::stated_size(bytes)) {
        return size.ok_or_else(|| PhotoError::damaged(t!("damage-no-size")));
    }
    let info = hpvcd::read_heic_info_with_limits(bytes, &parse_limits(limits)).map_err(explain)?;
    Ok((info.width, info.height))
}

/// Decodes the main picture: as a whole, or tile by tile where that would take
/// much memory, and then scaled by the way if `fit` (a box for the upright
/// picture) allows.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Result<Stored, PhotoError> {
    if avc::is_one(bytes) {
        return avc::read(bytes, limits);
    }
    let parse_limits = parse_limits(limits);
    let settings = HeicSettings::new()
        .with_limits(parse_limits)
        // The picture as shown on a common screen needs no HDR gain map.
        .with_decode_gain_map(false);
    let info = hpvcd::read_heic_info_with_limits(bytes, &parse_limits).map_err(explain)?;
    check_size(info.width, info.height, limits)?;
    let (own, picture) = cost_of(&info);
    let whole = check_memory(bytes.len(), own.saturating_add(picture), limits);
    if let Some((grid, scale)) = tiles(bytes, &info, limits, fit) {
        match read_tiles(bytes, &grid, scale, &info, limits) {
            // A broken tile leaves a black part of the whole.
            Err(PhotoError::Damaged { .. }) if whole.is_ok() => {}
            done => return done,
        }
    }
    whole?;
    // Tiles are independent and safe to share out. Rows of one big picture
    // wait for each other, and would wait for ever should one of them fail.
    let settings = if info.is_grid {
        settings
    } else {
        settings.with_threads(1)
    };
    let decoder = Decoder::from_settings(settings);
    // Tiles missing from a file cut short are black only in what is converted.
    if !info.is_grid
        && !info.has_alpha
        && let Some(done) = read_planes(bytes, &decoder, &info, limits, fit)?
    {
        return Ok(done);
    }
    let decoded = decoder.decode(bytes).map_err(explain)?;
    check_size(decoded.width, decoded.height, limits)?;
    let size = (decoded.width, decoded.height);
    let max = decoded.bit_depth.max_val();
    let wishes = heif_boxes::wishes(bytes);
    let source = wished_source(wishes, &info);
    let pixels = assemble(size, decoded.pixels, decoded.alpha, max)
        .ok_or_else(|| PhotoError::damaged(t!("damage-few-pixels")))?;
    let mut picture = colour::sourced(pixels, info.channels() > 1, source);
    let aperture = wishes.and_then(|wishes| wishes.aperture);
    if let Some(part) = visible_part(aperture, &info) {
        picture = picture.cut(part);
    }
    let size = picture.dimensions();
    let placement = wishes.map_or(Placement::UPRIGHT, |wishes| {
        left_to_do(wishes.placement, info.orientation)
    });
    Ok(Stored::photo(picture, size, placement))
}

/// Decodes one picture and scales it before its colours are converted; `None`
/// when they are of a kind only the decoder itself converts.
fn read_planes(
    bytes: &[u8],
    decoder: &Decoder,
    info: &ImageInfo,
    limits: &Limits,
    fit: Option<(u32, u32)>,
) -> Result<Option<Stored>, PhotoError> {
    let planes = decoder.decode_yuv(bytes).map_err(explain)?;
    if !heic_planes::understood(&planes) {
        return Ok(None);
    }
    let few = || PhotoError::damaged(t!("damage-few-pixels"));
    let side = |side: usize| u32::try_from(side).map_err(PhotoError::damaged);
    let (width, height) = (side(planes.width())?, side(planes.height())?);
    check_size(width, height, limits)?;
    let wishes = heif_boxes::wishes(bytes);
    let placement = wishes.map_or_else(|| done_by(info.orientation), |wishes| wishes.placement);
    let part = wishes
        .and_then(|wishes| aperture(&wishes.aperture?, width, height))
        .unwrap_or((0, 0, width, height));
    let size = (part.2, part.3);
    let scale = heic_tiles::scale_for(
        heic_tiles::turned(size, placement),
        [part.0, part.1, 0, 0],
        fit,
    );
    let pixels = heic_planes::pixels(&planes, part, scale).ok_or_else(few)?;
    let source = wished_source(wishes, info);
    let picture = colour::sourced(pixels, info.channels() > 1, source);
    Ok(Some(Stored::photo(picture, size, placement)))
}

/// Decodes one tile after the other. Opacity, which no photo has, is left out:
/// it would have to be decoded as a whole.
fn read_tiles(
    bytes: &[u8],
    grid: &Grid<'_>,
    scale: u32,
    info: &ImageInfo,
    limits: &Limits,
) -> Result<Stored, PhotoError> {
    // The decoder may have read another size out of boxes that lie.
    let (width, height) = grid.upright_size();
    check_size(width, height, limits)?;
    let (own, picture) = grid.cost(scale);
    check_memory(bytes.len(), own.saturating_add(picture), limits)?;
    let pixels = grid.decode(scale, limits)?;
    let source = wished_source(heif_boxes::wishes(bytes), info);
    let picture = colour::sourced(pixels, info.channels() > 1, source);
    Ok(Stored::photo(picture, (width, height), Placement::UPRIGHT))
}

/// What the colours mean: as the main picture says, else its first tile.
fn wished_source(wishes: Option<heif_boxes::Wishes<'_>>, info: &ImageInfo) -> Option<Source> {
    wishes
        .and_then(|wishes| wishes.icc)
        .and_then(Source::from_icc)
        .or_else(|| source_of(info))
}

/// What the decoder did not do of what the boxes ask for.
fn left_to_do(wanted: Placement, done: Orientation) -> Placement {
    done_by(done).undone().then(wanted)
}

/// What the decoder’s own turn does to a picture.
fn done_by(orientation: Orientation) -> Placement {
    Placement::from_exif(match orientation {
        Orientation::Normal => 1,
        Orientation::FlipH => 2,
        Orientation::Rotate180 => 3,
        Orientation::FlipV => 4,
        Orientation::Transpose => 5,
        Orientation::Rotate90 => 6,
        Orientation::Transverse => 7,
        Orientation::Rotate270 => 8,
    })
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

pub(super) fn assemble(
    (width, height): (u32, u32),
    pixels: ImageBuffer,
    alpha: Option<SampleBuf>,
    max: u16,
) -> Option<Pixels> {
    let mut pixels = match pixels {
        ImageBuffer::Luma8(samples) => Pixels::Eight(colour::spread(&GrayImage::from_raw(
            width, height, samples,
        )?)),
        ImageBuffer::Rgb8(samples) => Pixels::Eight(RgbImage::from_raw(width, height, samples)?),
        ImageBuffer::Luma16(mut samples) => {
            colour::widen(&mut samples, max);
            let grey = image::ImageBuffer::from_raw(width, height, samples)?;
            Pixels::Sixteen(colour::spread(&grey))
        }
        ImageBuffer::Rgb16(mut samples) => {
            colour::widen(&mut samples, max);
            Pixels::Sixteen(image::ImageBuffer::from_raw(width, height, samples)?)
        }
    };
    let opacity: Vec<u16> = match alpha {
        None => return Some(pixels),
        Some(SampleBuf::U8(samples)) => samples
            .iter()
            .map(|alpha| u16::from(*alpha) * 257)
            .collect(),
        Some(SampleBuf::U16(mut samples)) => {
            colour::widen(&mut samples, max);
            samples
        }
    };
    if opacity.len() as u64 == u64::from(width) * u64::from(height) {
        colour::lay_on_white(&mut pixels, &opacity);
    }
    Some(pixels)
}

/// The ICC profile, or the space the colour numbers (`nclx`) name.
fn source_of(info: &ImageInfo) -> Option<Source> {
    if let Some(source) = info.color.icc.as_deref().and_then(Source::from_icc) {
        return Some(source);
    }
    let numbers = info.color.cicp?;
    let primaries = match numbers.primaries {
        Primaries::Smpte432 | Primaries::Smpte431 => 12,
        Primaries::Bt2020 => 9,
        _ => 1,
    };
    let transfer = match numbers.transfer {
        TransferFunction::Pq => 16,
        TransferFunction::Hlg => 18,
        _ => 13,
    };
    Source::from_numbers(primaries, transfer)
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

/// The part of a picture that is not turned yet: left, top, width, height.
/// `None` when it is the whole picture or nonsense.
pub(super) fn visible(
    clap: &CleanAperture,
    width: u32,
    height: u32,
) -> Option<(u32, u32, u32, u32)> {
    aperture(clap, width, height)
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

pub(super) fn explain(error: DecodeError) -> PhotoError {
    match &error {
        DecodeError::NotHeif
        | DecodeError::UnsupportedItemType(_)
        | DecodeError::UnsupportedChroma(_)
        | DecodeError::UnsupportedBitDepth(_)
        | DecodeError::Unsupported(_) => PhotoError::unsupported(t!(
            "kind-unusual",
            format = "HEIC",
            kind = error.to_string()
        )),
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

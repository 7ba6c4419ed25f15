//! Colours: which space a picture is in, and the way from there to sRGB.
//!
//! RGB spaces other than sRGB stay with the picture until the last step, so
//! that an export can carry them on. What no export could carry, greys with a
//! curve of their own, four inks, and the curves of HDR films, becomes sRGB at
//! once.

use std::sync::{Arc, Mutex, PoisonError};

use image::{DynamicImage, ImageBuffer, Luma, LumaA, Pixel, Rgb, RgbImage, Rgba};
use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, DataColorSpace, Layout, MatrixCoefficients,
    TransferCharacteristics, TransformExecutor, TransformOptions,
};

use super::picture::{Picture, Pixels, Profile};

/// Longest ICC block that is read, in bytes. Display profiles have a few
/// hundred, those of printing presses up to two million.
pub(super) const MAX_ICC_BYTES: usize = 4 << 20;

/// Samples converted at a time, so that no second picture is held in memory.
const BAND_SAMPLES: usize = 48 * 1024;

/// RGB profiles that are remembered: photos of one phone all carry the same.
const REMEMBERED: usize = 8;

/// The space a file says its pixels are in.
#[derive(Debug, Clone)]
pub(super) struct Source {
    space: ColorProfile,
    icc: Option<Vec<u8>>,
    /// Values beyond white, for screens that can show them.
    hdr: bool,
}

impl Source {
    /// From the bytes of an ICC block; a broken or giant one is none, which
    /// costs a shade of colour, not the photo.
    pub(super) fn from_icc(block: &[u8]) -> Option<Self> {
        let space = from_icc(block)?;
        let hdr = space
            .cicp
            .is_some_and(|numbers| is_hdr(numbers.transfer_characteristics));
        Some(Self {
            space,
            icc: Some(block.to_owned()),
            hdr,
        })
    }

    /// From the colour numbers of film (ITU-T H.273), when they name wider
    /// primaries than sRGB or an HDR curve. Broadcast curves on photos mean
    /// sRGB in practice.
    pub(super) fn from_numbers(primaries: u16, transfer: u16) -> Option<Self> {
        let wide = match primaries {
            // DCI-P3 and Display P3 differ in white only, and photos mean the
            // second.
            11 | 12 => Some(CicpColorPrimaries::Smpte432),
            9 => Some(CicpColorPrimaries::Bt2020),
            _ => None,
        };
        let (curve, hdr) = match transfer {
            16 => (TransferCharacteristics::Smpte2084, true),
            18 => (TransferCharacteristics::Hlg, true),
            _ => (TransferCharacteristics::Srgb, false),
        };
        if wide.is_none() && !hdr {
            return None;
        }
        let space = ColorProfile::new_from_cicp(CicpProfile {
            color_primaries: wide.unwrap_or(CicpColorPrimaries::Bt709),
            transfer_characteristics: curve,
            matrix_coefficients: MatrixCoefficients::Bt709,
            full_range: true,
        });
        Some(Self {
            space,
            icc: None,
            hdr,
        })
    }
}

fn is_hdr(curve: TransferCharacteristics) -> bool {
    matches!(
        curve,
        TransferCharacteristics::Smpte2084 | TransferCharacteristics::Hlg
    )
}

/// A picture in the depth and, where that can be kept, the space of the file;
/// transparency is laid on white. A profile that does not fit the kind of
/// pixels, as one of four inks does not fit RGB, is left aside.
pub(super) fn picture(image: DynamicImage, source: Option<Source>) -> Picture {
    let coloured = image.color().has_color();
    sourced(pixels(image), coloured, source)
}

/// As [`picture`] for pixels without transparency; greys are told by the
/// caller, as they have been spread to three equal values.
pub(super) fn sourced(pixels: Pixels, coloured: bool, source: Option<Source>) -> Picture {
    let mut picture = Picture {
        pixels,
        profile: None,
    };
    let Some(source) = source else {
        return picture;
    };
    match source.space.color_space {
        DataColorSpace::Gray if !coloured => {
            grey_pixels_to_srgb(&mut picture.pixels, &source.space)
        }
        DataColorSpace::Rgb if source.hdr => pixels_to_srgb(&mut picture.pixels, &source.space),
        DataColorSpace::Rgb => picture.profile = kept(source),
        _ => {}
    }
    picture
}

/// The profile of a file’s ICC block, when it is one of RGB but not sRGB (or
/// HDR, which is never kept).
pub(super) fn rgb_profile(block: &[u8]) -> Option<Arc<Profile>> {
    static SEEN: Mutex<Vec<(Vec<u8>, Option<Arc<Profile>>)>> = Mutex::new(Vec::new());
    if block.len() > MAX_ICC_BYTES {
        return None;
    }
    let seen = || SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, profile)) = seen().iter().find(|(known, _)| known == block) {
        return profile.clone();
    }
    let profile = Source::from_icc(block)
        .filter(|source| source.space.color_space == DataColorSpace::Rgb && !source.hdr)
        .and_then(kept);
    let mut seen = seen();
    if seen.len() >= REMEMBERED {
        seen.remove(0);
    }
    // Only small ones are worth their room.
    if block.len() <= 64 << 10 {
        seen.push((block.to_owned(), profile.clone()));
    }
    profile
}

fn kept(source: Source) -> Option<Arc<Profile>> {
    if is_srgb(&source.space) {
        return None;
    }
    let icc = match source.icc {
        Some(icc) => icc,
        None => dated(source.space.encode().ok()?),
    };
    Some(Arc::new(Profile {
        icc,
        space: source.space,
    }))
}

/// A written profile with a fixed date, so that a picture made twice is the
/// same bytes twice.
fn dated(mut icc: Vec<u8>) -> Vec<u8> {
    /// Year, month, day, hour, minute, second, at bytes 24 to 35 (ICC.1:2022
    /// §7.2.9).
    const DATE: [u8; 12] = [0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    if let Some(place) = icc.get_mut(24..36) {
        place.copy_from_slice(&DATE);
    }
    icc
}

/// The last step for screen and paper. Sixteen bits are converted as sixteen
/// bits: rounding twice would band skies and blankets.
pub(super) fn picture_to_srgb8(mut picture: Picture) -> RgbImage {
    if let Some(profile) = &picture.profile {
        pixels_to_srgb(&mut picture.pixels, &profile.space);
    }
    match picture.pixels {
        Pixels::Eight(pixels) => pixels,
        Pixels::Sixteen(pixels) => DynamicImage::ImageRgb16(pixels).into_rgb8(),
    }
}

fn pixels_to_srgb(pixels: &mut Pixels, space: &ColorProfile) {
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let rgb = Layout::Rgb;
    match pixels {
        Pixels::Eight(pixels) => {
            if let Ok(transform) = space.create_transform_8bit(rgb, &srgb, rgb, options) {
                run(&*transform, pixels.as_mut());
            }
        }
        Pixels::Sixteen(pixels) => {
            if let Ok(transform) = space.create_transform_16bit(rgb, &srgb, rgb, options) {
                run(&*transform, pixels.as_mut());
            }
        }
    }
}

/// Brings greys that were spread to three equal values to sRGB.
pub(super) fn grey_to_srgb(pixels: &mut RgbImage, block: &[u8]) {
    if let Some(space) = from_icc(block)
        && space.color_space == DataColorSpace::Gray
    {
        bend(pixels.as_mut(), &grey_table_8(&space));
    }
}

fn grey_pixels_to_srgb(pixels: &mut Pixels, space: &ColorProfile) {
    match pixels {
        Pixels::Eight(pixels) => bend(pixels.as_mut(), &grey_table_8(space)),
        Pixels::Sixteen(pixels) => bend(pixels.as_mut(), &grey_table_16(space)),
    }
}

/// A grey curve is a table: every value through the profile once, then every
/// pixel through the table. Empty when the profile cannot be used.
fn grey_table_8(space: &ColorProfile) -> Vec<u8> {
    let srgb = ColorProfile::new_srgb();
    let ramp: Vec<u8> = (0..=u8::MAX).collect();
    let mut converted = vec![0; ramp.len() * 3];
    space
        .create_transform_8bit(
            Layout::Gray,
            &srgb,
            Layout::Rgb,
            TransformOptions::default(),
        )
        .and_then(|transform| transform.transform(&ramp, &mut converted))
        .map(|()| converted.into_iter().skip(1).step_by(3).collect())
        .unwrap_or_default()
}

fn grey_table_16(space: &ColorProfile) -> Vec<u16> {
    let srgb = ColorProfile::new_srgb();
    let ramp: Vec<u16> = (0..=u16::MAX).collect();
    let mut converted = vec![0; ramp.len() * 3];
    space
        .create_transform_16bit(
            Layout::Gray,
            &srgb,
            Layout::Rgb,
            TransformOptions::default(),
        )
        .and_then(|transform| transform.transform(&ramp, &mut converted))
        .map(|()| converted.into_iter().skip(1).step_by(3).collect())
        .unwrap_or_default()
}

fn bend<T: Copy + Into<usize>>(samples: &mut [T], table: &[T]) {
    for sample in samples {
        if let Some(bent) = table.get((*sample).into()) {
            *sample = *bent;
        }
    }
}

/// The way from four inks to sRGB.
pub(super) struct Inks {
    transform: Option<Arc<dyn TransformExecutor<u8> + Send + Sync>>,
    inverted: bool,
}

impl Inks {
    /// With the press’s own profile where there is one; `inverted` as Adobe’s
    /// programs store it, 255 for no ink.
    pub(super) fn new(icc: Option<&[u8]>, inverted: bool) -> Self {
        let transform = icc
            .and_then(from_icc)
            .filter(|space| space.color_space == DataColorSpace::Cmyk)
            .and_then(|space| {
                let srgb = ColorProfile::new_srgb();
                let options = TransformOptions::default();
                space
                    // Four channels, whatever they are called.
                    .create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options)
                    .ok()
            });
        Self {
            transform,
            inverted,
        }
    }

    /// Four values in, three out.
    pub(super) fn convert(&self, inks: &mut [u8], out: &mut [u8]) {
        if self.inverted {
            inks.iter_mut().for_each(|ink| *ink = 255 - *ink);
        }
        if let Some(transform) = &self.transform
            && transform.transform(inks, out).is_ok()
        {
            return;
        }
        let (inks, _) = inks.as_chunks::<4>();
        let (out, _) = out.as_chunks_mut::<3>();
        for (&[cyan, magenta, yellow, black], out) in inks.iter().zip(out) {
            // Light that one ink and then black let through, rounded; at most
            // 255.
            let left =
                |ink: u8| ((u32::from(255 - ink) * u32::from(255 - black) + 127) / 255) as u8;
            *out = [left(cyan), left(magenta), left(yellow)];
        }
    }
}

fn run<T: Copy + Default>(transform: &(dyn TransformExecutor<T> + Send + Sync), samples: &mut [T]) {
    let mut converted = vec![T::default(); BAND_SAMPLES.min(samples.len())];
    for band in samples.chunks_mut(BAND_SAMPLES) {
        if let Some(out) = converted.get_mut(..band.len())
            && transform.transform(band, out).is_ok()
        {
            band.copy_from_slice(out);
        }
    }
}

/// Whether a profile changes nothing that can be seen, judged by what it does
/// to a cube of colours: names and tables of sRGB profiles differ too much.
fn is_srgb(profile: &ColorProfile) -> bool {
    if profile.color_space != DataColorSpace::Rgb {
        return false;
    }
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let mut colours = Vec::with_capacity(STEPS.len().pow(3) * 3);
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                colours.extend_from_slice(&[red, green, blue]);
            }
        }
    }
    let mut converted = vec![0_u8; colours.len()];
    profile
        .create_transform_8bit(
            Layout::Rgb,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .and_then(|transform| transform.transform(&colours, &mut converted))
        // A profile that cannot be used is as good as none.
        .is_err()
        || colours
            .iter()
            .zip(&converted)
            .all(|(before, after)| before.abs_diff(*after) <= 1)
}

/// Three values a pixel without transparency, in the depth of the file.
fn pixels(image: DynamicImage) -> Pixels {
    match image {
        DynamicImage::ImageRgb8(pixels) => Pixels::Eight(pixels),
        DynamicImage::ImageRgba8(pixels) => Pixels::Eight(on_white(pixels)),
        DynamicImage::ImageLuma8(pixels) => Pixels::Eight(spread(&pixels)),
        DynamicImage::ImageLumaA8(pixels) => Pixels::Eight(spread_on_white(&pixels)),
        DynamicImage::ImageRgb16(pixels) => Pixels::Sixteen(pixels),
        DynamicImage::ImageRgba16(pixels) => Pixels::Sixteen(on_white(pixels)),
        DynamicImage::ImageLuma16(pixels) => Pixels::Sixteen(spread(&pixels)),
        DynamicImage::ImageLumaA16(pixels) => Pixels::Sixteen(spread_on_white(&pixels)),
        // Floating point, and whatever is to come.
        other if other.color().has_alpha() => Pixels::Sixteen(on_white(other.into_rgba16())),
        other => Pixels::Sixteen(other.into_rgb16()),
    }
}

/// Integer samples of 8 or 16 bits.
pub(super) trait Sample: Copy + Default + 'static {
    /// The mean of a value and white, weighed by an opacity and rounded.
    fn over_white(self, alpha: Self) -> Self;
}

impl Sample for u8 {
    fn over_white(self, alpha: Self) -> Self {
        let (value, alpha) = (u32::from(self), u32::from(alpha));
        // At most 255.
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as Self
    }
}

impl Sample for u16 {
    fn over_white(self, alpha: Self) -> Self {
        let (value, alpha) = (u64::from(self), u64::from(alpha));
        // At most 65,535.
        ((value * alpha + 65_535 * (65_535 - alpha) + 32_767) / 65_535) as Self
    }
}

/// Drops the fourth value of each pixel, in the memory it lies in: a second
/// picture beside a large deep one would not fit the limits.
fn on_white<S: Sample>(pixels: ImageBuffer<Rgba<S>, Vec<S>>) -> ImageBuffer<Rgb<S>, Vec<S>>
where
    Rgba<S>: Pixel<Subpixel = S>,
    Rgb<S>: Pixel<Subpixel = S>,
{
    let (width, height) = pixels.dimensions();
    let mut samples = pixels.into_raw();
    let count = samples.len() / 4;
    for index in 0..count {
        let from = samples.get(index * 4..).and_then(<[S]>::first_chunk::<4>);
        let Some(&[red, green, blue, alpha]) = from else {
            break;
        };
        let to = samples
            .get_mut(index * 3..)
            .and_then(<[S]>::first_chunk_mut::<3>);
        if let Some(to) = to {
            *to = [red, green, blue].map(|value| value.over_white(alpha));
        }
    }
    samples.truncate(count * 3);
    ImageBuffer::from_raw(width, height, samples).unwrap_or_default()
}

/// Greys as three equal values.
pub(super) fn spread<S: Sample>(
    pixels: &ImageBuffer<Luma<S>, Vec<S>>,
) -> ImageBuffer<Rgb<S>, Vec<S>>
where
    Luma<S>: Pixel<Subpixel = S>,
    Rgb<S>: Pixel<Subpixel = S>,
{
    let samples = pixels.as_raw().iter().flat_map(|grey| [*grey; 3]);
    ImageBuffer::from_raw(pixels.width(), pixels.height(), samples.collect()).unwrap_or_default()
}

fn spread_on_white<S: Sample>(pixels: &ImageBuffer<LumaA<S>, Vec<S>>) -> ImageBuffer<Rgb<S>, Vec<S>>
where
    LumaA<S>: Pixel<Subpixel = S>,
    Rgb<S>: Pixel<Subpixel = S>,
{
    let (pairs, _) = pixels.as_raw().as_chunks::<2>();
    let samples = pairs
        .iter()
        .flat_map(|[grey, alpha]| [grey.over_white(*alpha); 3]);
    ImageBuffer::from_raw(pixels.width(), pixels.height(), samples.collect()).unwrap_or_default()
}

/// A profile from the bytes of an ICC block.
fn from_icc(block: &[u8]) -> Option<ColorProfile> {
    if block.len() > MAX_ICC_BYTES {
        return None;
    }
    ColorProfile::new_from_slice(block).ok()
}

/// Rescales samples of `max` to the full 16 bits, in place.
pub(super) fn widen(samples: &mut [u16], max: u16) {
    if max == u16::MAX || max == 0 {
        return;
    }
    let (max, half) = (u32::from(max), u32::from(max) / 2);
    for sample in samples {
        // Clamped first, so the quotient is at most 65 535.
        *sample = ((u32::from(*sample).min(max) * 65_535 + half) / max) as u16;
    }
}

/// Lays pixels on white by a separate plane of opacity, 65,535 for opaque.
pub(super) fn lay_on_white(pixels: &mut Pixels, opacity: &[u16]) {
    fn lay<S: Sample>(samples: &mut [S], opacity: impl Iterator<Item = S>) {
        let (pixels, _) = samples.as_chunks_mut::<3>();
        for (pixel, alpha) in pixels.iter_mut().zip(opacity) {
            *pixel = pixel.map(|value| value.over_white(alpha));
        }
    }
    match pixels {
        // The upper half of sixteen bits is eight of them.
        Pixels::Eight(pixels) => lay(pixels, opacity.iter().map(|alpha| (alpha >> 8) as u8)),
        Pixels::Sixteen(pixels) => lay(pixels, opacity.iter().copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, RgbaImage};

    fn to_srgb(image: DynamicImage, profile: Option<&ColorProfile>) -> RgbImage {
        let source = profile.map(|space| Source {
            space: space.clone(),
            icc: None,
            hdr: false,
        });
        picture(image, source).into_srgb8()
    }

    #[test]
    fn transparency_is_laid_on_white() {
        let image = RgbaImage::from_fn(3, 1, |x, _| match x {
            0 => Rgba([10, 20, 30, 255]),
            1 => Rgba([10, 20, 30, 0]),
            _ => Rgba([0, 0, 0, 128]),
        });
        let flat = to_srgb(DynamicImage::ImageRgba8(image), None);
        assert_eq!(flat.get_pixel(0, 0).0, [10, 20, 30]);
        assert_eq!(flat.get_pixel(1, 0).0, [255, 255, 255]);
        assert_eq!(flat.get_pixel(2, 0).0, [127, 127, 127]);
    }

    #[test]
    fn sixteen_bits_are_rounded_not_cut() {
        let image = ImageBuffer::<Rgb<u16>, _>::from_fn(4, 1, |x, _| {
            Rgb([[0, 128, 129, 65_535][x as usize]; 3])
        });
        let flat = to_srgb(DynamicImage::ImageRgb16(image), None);
        let reds: Vec<u8> = flat.pixels().map(|pixel| pixel.0[0]).collect();
        assert_eq!(reds, [0, 0, 1, 255]);
    }

    #[test]
    fn an_srgb_profile_is_recognised_and_others_are_not() {
        assert!(is_srgb(&ColorProfile::new_srgb()));
        let written = ColorProfile::new_srgb().encode().unwrap();
        assert!(is_srgb(&from_icc(&written).unwrap()));
        let ours = crate::photo::srgb_profile::build();
        assert!(is_srgb(&from_icc(&ours).unwrap()));
        assert!(!is_srgb(&ColorProfile::new_display_p3()));
        assert!(!is_srgb(&ColorProfile::new_adobe_rgb()));
        assert!(from_icc(b"no profile").is_none());
    }

    #[test]
    fn a_grey_profile_bends_greys_and_keeps_them_grey() {
        let image = GrayImage::from_fn(3, 1, |x, _| Luma([[0, 128, 255][x as usize]]));
        let linear = ColorProfile::new_gray_with_gamma(1.0);
        let flat = to_srgb(DynamicImage::ImageLuma8(image), Some(&linear));
        let pixel = |x| flat.get_pixel(x, 0).0;
        assert_eq!((pixel(0), pixel(2)), ([0; 3], [255; 3]));
        // Half the light is 188 in sRGB.
        assert!(pixel(1)[0].abs_diff(188) <= 1, "{:?}", pixel(1));
        assert!(pixel(1)[0] == pixel(1)[1] && pixel(1)[1] == pixel(1)[2]);
    }

    #[test]
    fn a_profile_for_another_kind_of_pixels_is_left_alone() {
        let image = RgbImage::from_pixel(2, 2, Rgb([10, 200, 30]));
        let grey = ColorProfile::new_gray_with_gamma(1.0);
        let flat = to_srgb(DynamicImage::ImageRgb8(image.clone()), Some(&grey));
        assert_eq!(flat, image);
    }

    #[test]
    fn ten_bits_fill_sixteen() {
        let mut samples = [0, 512, 1023, 4000];
        widen(&mut samples, 1023);
        assert_eq!(samples, [0, 32_800, 65_535, 65_535]);
    }

    #[test]
    fn deep_transparency_keeps_its_depth() {
        let image = ImageBuffer::<Rgba<u16>, _>::from_fn(3, 2, |x, _| {
            Rgba([1000, 2001, 65_535, [65_535, 0, 32_768][x as usize]])
        });
        let seen = picture(DynamicImage::ImageRgba16(image), None);
        let Pixels::Sixteen(pixels) = seen.pixels else {
            panic!("depth was lost");
        };
        assert_eq!(pixels.get_pixel(0, 1).0, [1000, 2001, 65_535]);
        assert_eq!(pixels.get_pixel(1, 1).0, [65_535; 3]);
        assert_eq!(pixels.get_pixel(2, 1).0, [33_267, 33_768, 65_535]);
    }

    #[test]
    fn film_numbers_name_wide_spaces_only() {
        for (primaries, transfer) in [(1, 13), (1, 1), (2, 2), (6, 6)] {
            assert!(Source::from_numbers(primaries, transfer).is_none());
        }
        let wide = Source::from_numbers(12, 13).unwrap();
        let profile = kept(wide).unwrap();
        assert!(from_icc(profile.icc()).is_some());
        assert_eq!(
            profile.icc(),
            kept(Source::from_numbers(12, 13).unwrap()).unwrap().icc()
        );
        let image = || DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 2, Rgb([200, 100, 50])));
        let wide = picture(image(), Source::from_numbers(12, 13));
        assert!(wide.profile.is_some());
        let seen = wide.into_srgb8().get_pixel(0, 0).0;
        // Worked out from the published primaries.
        assert!(
            seen.iter()
                .zip([215, 93, 31])
                .all(|(a, b)| a.abs_diff(b) <= 1),
            "{seen:?}"
        );
        // HDR is brought to sRGB at once.
        for transfer in [16, 18] {
            let bright = picture(image(), Source::from_numbers(9, transfer));
            assert!(bright.profile.is_none());
            let Pixels::Eight(pixels) = bright.pixels else {
                panic!("8 bits stay 8 bits");
            };
            assert_ne!(pixels.get_pixel(0, 0).0, [200, 100, 50]);
        }
    }

    #[test]
    fn inks_are_mixed_with_and_without_inversion() {
        let mut out = [0; 6];
        let mut inks = [0, 255, 255, 0, 0, 0, 0, 128];
        Inks::new(None, false).convert(&mut inks, &mut out);
        assert_eq!(out, [255, 0, 0, 127, 127, 127]);
        let mut inks = [255, 0, 0, 255, 255, 255, 255, 127];
        Inks::new(None, true).convert(&mut inks, &mut out);
        assert_eq!(out, [255, 0, 0, 127, 127, 127]);
    }

    #[test]
    fn giant_profiles_are_none() {
        assert!(Source::from_icc(&vec![0; MAX_ICC_BYTES + 1]).is_none());
        assert!(rgb_profile(&vec![0; MAX_ICC_BYTES + 1]).is_none());
    }
}

//! Finds the photos on laid-out pages and puts pictures in their places.
//!
//! A page is laid out with light stand-ins that have only the photos' shapes.
//! So the size of every frame is known before any photo is decoded, a page is
//! laid out in milliseconds, and each frame gets its own cut of the photo.

use std::collections::BTreeMap;
use std::sync::Arc;

use image::RgbImage;
use typst::foundations::{Bytes, Smart};
use typst::layout::{Abs, Frame, FrameItem, Size, Transform};
use typst::visualize::{
    ExchangeFormat, Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage,
    SvgImage,
};

use super::error::KeepsakeError;
use super::stored::{StoredJpeg, digest_in};

/// How many millimetres a point is.
pub const MM_PER_PT: f32 = 25.4 / 72.0;

/// A place on a page that shows a photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoFrame {
    /// Index among the photos given.
    pub photo: usize,
    /// Index of the page.
    pub page: usize,
    /// Printed width.
    pub width_mm: f32,
    /// Printed height.
    pub height_mm: f32,
    /// Whether the frame has another shape than the photo, so that the photo
    /// has to be cut.
    pub cut: bool,
}

impl PhotoFrame {
    /// The frame's size in whole pixels.
    pub fn pixels(&self, dots_per_inch: f32) -> (u32, u32) {
        let pixels = |mm: f32| {
            (mm / 25.4 * dots_per_inch - 0.01)
                .ceil()
                .clamp(1.0, 20_000.0) as u32
        };
        (pixels(self.width_mm), pixels(self.height_mm))
    }
}

/// What is put in a photo's place.
#[derive(Debug, Clone)]
pub enum Filling {
    /// A JPEG, cut to the frame's shape; its bytes go into a PDF unchanged.
    Jpeg(Arc<[u8]>),
    /// The same, looked through before and perhaps set aside on the disk.
    Stored(StoredJpeg),
    /// Pixels, for a page that is only looked at.
    Pixels(RgbImage),
    /// The same, made ready before.
    Ready(ReadyPicture),
    /// The original is not there: an empty frame of the photo's colour.
    Missing([u8; 3]),
}

/// Pixels as the typesetter takes them. Copies are cheap; and what it drew of
/// one before, it need not draw again.
#[derive(Clone)]
pub struct ReadyPicture(RasterImage);

impl std::fmt::Debug for ReadyPicture {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} × {} pixels", self.0.width(), self.0.height())
    }
}

impl ReadyPicture {
    /// `None` for a picture without a pixel.
    pub fn new(pixels: RgbImage) -> Option<Self> {
        let format = PixelFormat {
            encoding: PixelEncoding::Rgb8,
            width: pixels.width(),
            height: pixels.height(),
        };
        let bytes = Bytes::new(pixels.into_raw());
        RasterImage::new(bytes, RasterFormat::Pixel(format), Smart::Auto)
            .ok()
            .map(Self)
    }
}

/// The stand-in of photo `index`: no pixels, only a shape.
pub fn stand_in(index: usize, width: u32, height: u32) -> String {
    format!(
        "<svg id=\"{MARK}{index}\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\"/>",
        width.max(1),
        height.max(1),
    )
}

const MARK: &str = "keepsake-photo-";

/// The number of the photo that an image stands in for.
fn number_of(image: &Image) -> Option<usize> {
    let ImageKind::Svg(svg) = image.kind() else {
        return None;
    };
    let text = std::str::from_utf8(svg.data()).ok()?;
    let rest = text.strip_prefix("<svg id=\"")?.strip_prefix(MARK)?;
    rest.split('"').next()?.parse().ok()
}

/// Every photo on a page, in drawing order.
pub fn photo_frames(page: usize, frame: &Frame, found: &mut Vec<PhotoFrame>) {
    walk(page, frame, 1.0, found);
}

fn walk(page: usize, frame: &Frame, scale: f64, found: &mut Vec<PhotoFrame>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                walk(page, &group.frame, scale * scale_of(group.transform), found);
            }
            FrameItem::Image(image, size, _) => {
                if let Some(photo) = number_of(image) {
                    found.push(photo_frame(page, photo, image, *size, scale));
                }
            }
            _ => {}
        }
    }
}

fn photo_frame(page: usize, photo: usize, image: &Image, size: Size, scale: f64) -> PhotoFrame {
    let mm = |length: Abs| (length.to_pt() * scale) as f32 * MM_PER_PT;
    let (width, height) = (size.x.to_pt(), size.y.to_pt().max(1e-6));
    let whole = image.width() / image.height().max(1e-6);
    PhotoFrame {
        photo,
        page,
        width_mm: mm(size.x),
        height_mm: mm(size.y),
        cut: ((width / height) / whole - 1.0).abs() > 0.003,
    }
}

/// How much larger a transformed group is drawn; 1 for turned ones.
fn scale_of(transform: Transform) -> f64 {
    let (sx, kx) = (transform.sx.get(), transform.kx.get());
    let (sy, ky) = (transform.sy.get(), transform.ky.get());
    (sx * sy - kx * ky).abs().sqrt()
}

/// Puts a picture in the place of every photo of a page. `fill` is asked in the
/// order of [`photo_frames`].
///
/// # Errors
/// What `fill` says, or that a picture cannot be read.
pub fn fill_frames(
    frame: &mut Frame,
    stored: &mut StoredPhotos,
    fill: &mut dyn FnMut() -> Result<Filling, KeepsakeError>,
) -> Result<(), KeepsakeError> {
    each_image(frame, &mut |image, size| {
        if number_of(image).is_some() {
            *image = picture(fill()?, stored, image, size)?;
        }
        Ok(())
    })
}

/// Puts the stored photos of a page in the places of their stubs.
///
/// # Errors
/// A photo cannot be read back or decoded.
pub fn show_stored(frame: &mut Frame, stored: &StoredPhotos) -> Result<(), KeepsakeError> {
    each_image(frame, &mut |image, _| {
        let ImageKind::Raster(stub) = image.kind() else {
            return Ok(());
        };
        if let Some(photo) = digest_in(stub.data()).and_then(|digest| stored.get(digest)) {
            let bytes = photo
                .bytes()
                .map_err(|error| unreadable(error.to_string()))?;
            *image = Image::new(
                ImageKind::Raster(jpeg(Bytes::new(Shared(bytes)))?),
                image.alt().map(Into::into),
                image.scaling(),
            );
        }
        Ok(())
    })
}

fn each_image(
    frame: &mut Frame,
    change: &mut dyn FnMut(&mut Image, Size) -> Result<(), KeepsakeError>,
) -> Result<(), KeepsakeError> {
    let mut failed = None;
    frame.retain(|item| {
        if failed.is_none() {
            let done = match item {
                FrameItem::Group(group) => each_image(&mut group.frame, change),
                FrameItem::Image(image, size, _) => change(image, *size),
                _ => Ok(()),
            };
            failed = done.err();
        }
        true
    });
    failed.map_or(Ok(()), Err)
}

fn unreadable(cause: String) -> KeepsakeError {
    KeepsakeError::UnreadablePhoto { cause }
}

fn jpeg(bytes: Bytes) -> Result<RasterImage, KeepsakeError> {
    let format = RasterFormat::Exchange(ExchangeFormat::Jpg);
    RasterImage::new(bytes, format, Smart::Auto).map_err(|error| unreadable(error.to_string()))
}

fn picture(
    filling: Filling,
    stored: &mut StoredPhotos,
    stand_in: &Image,
    size: Size,
) -> Result<Image, KeepsakeError> {
    let filling = match filling {
        Filling::Jpeg(bytes) => match StoredJpeg::new(Arc::clone(&bytes)) {
            Some(photo) => Filling::Stored(photo),
            None => Filling::Jpeg(bytes),
        },
        other => other,
    };
    let kind = match filling {
        // Not of three colours, or no JPEG at all.
        Filling::Jpeg(bytes) => ImageKind::Raster(jpeg(Bytes::new(Shared(bytes)))?),
        Filling::Stored(photo) => {
            let stub = jpeg(Bytes::new(photo.stub()))?;
            stored.insert(Arc::clone(photo.digest()), photo);
            ImageKind::Raster(stub)
        }
        Filling::Pixels(pixels) => ImageKind::Raster(
            ReadyPicture::new(pixels)
                .ok_or_else(|| unreadable(t!("keepsake-no-pixels").to_owned()))?
                .0,
        ),
        Filling::Ready(picture) => ImageKind::Raster(picture.0),
        Filling::Missing(colour) => ImageKind::Svg(
            SvgImage::new(Bytes::from_string(missing_frame(colour, size)))
                .map_err(|error| unreadable(format!("{error:?}")))?,
        ),
    };
    Ok(Image::new(
        kind,
        stand_in.alt().map(Into::into),
        stand_in.scaling(),
    ))
}

/// Photos whose stubs are on pages, by their digests.
pub type StoredPhotos = BTreeMap<Arc<str>, StoredJpeg>;

/// An empty frame: the photo's colour, paled, with a dashed line and a small
/// picture sign, so that nobody takes it for the photo.
fn missing_frame([red, green, blue]: [u8; 3], size: Size) -> String {
    let pale = |value: u8| u16::from(value) / 4 + 180;
    let deep = |value: u8| u16::from(value) / 4 + 95;
    let (w, h) = (size.x.to_pt().max(1.0), size.y.to_pt().max(1.0));
    let unit = w.min(h);
    let (sign, line) = (unit * 0.28, (unit * 0.012).max(0.4));
    let (x, y) = ((w - sign) / 2.0, (h - sign * 0.76) / 2.0);
    let inset = unit * 0.05;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\
         <rect width=\"{w}\" height=\"{h}\" fill=\"rgb({},{},{})\"/>\
         <g fill=\"none\" stroke=\"rgb({},{},{})\" stroke-width=\"{line}\" stroke-linejoin=\"round\">\
         <rect x=\"{inset}\" y=\"{inset}\" width=\"{}\" height=\"{}\" stroke-dasharray=\"{} {}\"/>\
         <rect x=\"{x}\" y=\"{y}\" width=\"{sign}\" height=\"{}\" rx=\"{}\"/>\
         <path d=\"M{x} {} L{} {} L{} {} L{} {} L{} {}\"/></g></svg>",
        pale(red),
        pale(green),
        pale(blue),
        deep(red),
        deep(green),
        deep(blue),
        w - 2.0 * inset,
        h - 2.0 * inset,
        line * 4.0,
        line * 3.0,
        sign * 0.76,
        sign * 0.08,
        y + sign * 0.62,
        x + sign * 0.34,
        y + sign * 0.3,
        x + sign * 0.56,
        y + sign * 0.54,
        x + sign * 0.7,
        y + sign * 0.42,
        x + sign,
        y + sign * 0.64,
    )
}

/// Photo bytes without a copy.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

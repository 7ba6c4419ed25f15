//! JPEG a few rows at a time, so that a large photo can be read, changed and
//! written with little memory and on two cores at once.

use std::sync::mpsc::sync_channel;
use std::thread;

#[cfg(feature = "turbo")]
use super::turbo::guarded;
use super::{Header, MAX_SIDE, does_not_fit};
use crate::photo::budget::check_memory;
use crate::photo::decode::{Limits, check_size};
use crate::photo::{PhotoError, colour};

/// Rows that travel together: enough that handing them over costs nothing.
const BAND_ROWS: usize = 64;
/// Bands under way between the reader and the writer.
const BANDS: usize = 4;

/// Longest piece of a profile in one segment, in bytes.
#[cfg(feature = "turbo")]
const MAX_PIECE_BYTES: usize = 65_533 - 14;

/// Reads RGB rows from top to bottom, as they are stored (not turned).
pub struct RowReader<'a> {
    width: u32,
    height: u32,
    icc: Option<Vec<u8>>,
    #[cfg(feature = "turbo")]
    rows: mozjpeg::decompress::DecompressStarted<&'a [u8]>,
    #[cfg(not(feature = "turbo"))]
    rows: std::io::Cursor<Vec<u8>>,
    #[cfg(not(feature = "turbo"))]
    _bytes: std::marker::PhantomData<&'a [u8]>,
}

impl<'a> RowReader<'a> {
    /// Opens a JPEG of three colours; others go the way through
    /// [`super::super::decode`].
    ///
    /// # Errors
    /// As decoding; [`PhotoError::Unsupported`] for greys and inks.
    pub fn new(bytes: &'a [u8], limits: &Limits) -> Result<Self, PhotoError> {
        let Some(header) = Header::read(bytes) else {
            return Err(PhotoError::damaged(t!("damage-empty-picture")));
        };
        let (width, height) = (header.width, header.height);
        check_size(width, height, limits)?;
        header.check(bytes.len())?;
        check_memory(bytes.len(), header.decoder_bytes(), limits)?;
        if header.planes() != 3 {
            return Err(PhotoError::unsupported(t!("kind-jpeg-colours")));
        }
        let icc = header
            .icc()
            .filter(|block| colour::rgb_profile(block).is_some())
            .map(std::borrow::Cow::into_owned);
        #[cfg(feature = "turbo")]
        let rows = guarded(|| mozjpeg::Decompress::new_mem(bytes)?.rgb())?;
        #[cfg(not(feature = "turbo"))]
        let rows = std::io::Cursor::new(super::plain::decode(bytes, &header)?.into_raw());
        Ok(Self {
            width,
            height,
            icc,
            rows,
            #[cfg(not(feature = "turbo"))]
            _bytes: std::marker::PhantomData,
        })
    }

    /// Width and height, in pixels.
    pub const fn dimensions(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The photo’s own RGB profile, unless it is sRGB.
    pub fn into_icc(self) -> Option<Vec<u8>> {
        self.icc
    }

    /// Fills a whole number of rows.
    ///
    /// # Errors
    /// [`PhotoError::Damaged`], also when fewer rows are left.
    pub fn read(&mut self, rows: &mut [u8]) -> Result<(), PhotoError> {
        #[cfg(feature = "turbo")]
        return guarded(|| self.rows.read_scanlines_into(rows).map(|_| ()));
        #[cfg(not(feature = "turbo"))]
        std::io::Read::read_exact(&mut self.rows, rows).map_err(PhotoError::damaged)
    }
}

/// Writes RGB rows from top to bottom.
pub struct RowWriter {
    #[cfg(feature = "turbo")]
    rows: mozjpeg::compress::CompressStarted<Vec<u8>>,
    #[cfg(not(feature = "turbo"))]
    rows: Vec<u8>,
    #[cfg(not(feature = "turbo"))]
    profile: Vec<u8>,
    #[cfg(not(feature = "turbo"))]
    quality: u8,
    width: u32,
    height: u32,
}

impl RowWriter {
    /// Begins a JPEG of quality 1–100, with a profile unless it is empty.
    ///
    /// # Errors
    /// [`PhotoError::TooLarge`] when a side is beyond what a JPEG can hold
    /// (65 535 pixels), or there is no pixel at all.
    pub fn new(width: u32, height: u32, quality: u8, profile: &[u8]) -> Result<Self, PhotoError> {
        // The C code stops a little earlier than the format does.
        if width == 0 || height == 0 || width.max(height) > MAX_SIDE {
            return Err(does_not_fit(width, height));
        }
        #[cfg(feature = "turbo")]
        let rows = guarded(|| {
            use mozjpeg::{ColorSpace, Compress};
            let mut settings = Compress::new(ColorSpace::JCS_RGB);
            // Plain libjpeg-turbo: the slow searches of mozjpeg are not for
            // a program that a parent waits for.
            settings.set_fastest_defaults();
            settings.set_size(width as usize, height as usize);
            settings.set_quality(quality.clamp(1, 100).into());
            let part = if super::halves_colours(quality) { 2 } else { 1 };
            settings.set_chroma_sampling_pixel_sizes((part, part), (part, part));
            let mut rows = settings.start_compress(Vec::new())?;
            // Pieces are counted from one (ICC.1:2022 §B.4).
            let pieces = profile.chunks(MAX_PIECE_BYTES);
            let count = u8::try_from(pieces.len()).unwrap_or(0);
            for (number, piece) in (1..=count).zip(pieces) {
                let segment = [b"ICC_PROFILE\0", &[number, count][..], piece].concat();
                rows.write_marker(mozjpeg::Marker::APP(2), &segment);
            }
            Ok(rows)
        })
        .map_err(|_| does_not_fit(width, height))?;
        Ok(Self {
            #[cfg(feature = "turbo")]
            rows,
            #[cfg(not(feature = "turbo"))]
            rows: Vec::new(),
            #[cfg(not(feature = "turbo"))]
            profile: profile.to_owned(),
            #[cfg(not(feature = "turbo"))]
            quality,
            width,
            height,
        })
    }

    /// Adds a whole number of rows.
    ///
    /// # Errors
    /// [`PhotoError::Damaged`] when they are more than the picture has.
    pub fn write(&mut self, rows: &[u8]) -> Result<(), PhotoError> {
        #[cfg(feature = "turbo")]
        return guarded(|| self.rows.write_scanlines(rows));
        #[cfg(not(feature = "turbo"))]
        {
            self.rows.extend_from_slice(rows);
            Ok(())
        }
    }

    /// The finished file.
    ///
    /// # Errors
    /// [`PhotoError::Damaged`] when rows are missing.
    pub fn finish(self) -> Result<Vec<u8>, PhotoError> {
        let _ = (self.width, self.height);
        #[cfg(feature = "turbo")]
        return guarded(|| self.rows.finish());
        #[cfg(not(feature = "turbo"))]
        {
            let image = image::RgbImage::from_raw(self.width, self.height, self.rows)
                .ok_or_else(|| PhotoError::damaged(t!("damage-rows")))?;
            super::plain::encode(&image, self.quality, &self.profile)
        }
    }
}

/// A JPEG written anew.
#[derive(Debug)]
pub struct Rewritten {
    /// The file, without profile and metadata.
    pub jpeg: Vec<u8>,
    /// The RGB profile of the one it was read from, unless that is sRGB.
    pub icc: Option<Vec<u8>>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Reads a JPEG, lets `change` work on bands of whole rows (with the number of
/// the first), and writes them again: reading on one core, the rest on
/// another. Rows come as they are stored, in the photo’s own colours.
///
/// # Errors
/// As [`RowReader::new`] and [`RowWriter::new`].
pub fn rewrite(
    bytes: &[u8],
    limits: &Limits,
    quality: u8,
    mut change: impl FnMut(&mut [u8], u32),
) -> Result<Rewritten, PhotoError> {
    let opened = RowReader::new(bytes, limits)?;
    let (width, height) = opened.dimensions();
    let icc = opened.into_icc();
    let row = width as usize * 3;
    let mut writer = RowWriter::new(width, height, quality, &[])?;
    let jpeg = thread::scope(|scope| {
        let (full, filled) = sync_channel::<Result<Vec<u8>, PhotoError>>(BANDS);
        let (empty, emptied) = sync_channel::<Vec<u8>>(BANDS + 2);
        scope.spawn(move || {
            // The decoder stays on the thread it was made on.
            let mut reader = match RowReader::new(bytes, limits) {
                Ok(reader) => reader,
                Err(error) => {
                    // Nobody waits when the other side has given up.
                    let _ = full.send(Err(error));
                    return;
                }
            };
            for first in (0..height as usize).step_by(BAND_ROWS) {
                let rows = BAND_ROWS.min(height as usize - first);
                let mut band = emptied.try_recv().unwrap_or_default();
                band.resize(rows * row, 0);
                let result = reader.read(&mut band).map(|()| band);
                let over = result.is_err();
                if full.send(result).is_err() || over {
                    return;
                }
            }
        });
        let mut first = 0_u32;
        for band in filled {
            let mut band = band?;
            change(&mut band, first);
            writer.write(&band)?;
            first += u32::try_from(band.len() / row.max(1)).unwrap_or(0);
            // A full channel only means that there are bands enough.
            let _ = empty.try_send(band);
        }
        writer.finish()
    })?;
    Ok(Rewritten {
        jpeg,
        icc,
        width,
        height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn a_photo_goes_through_band_by_band() {
        let image = RgbImage::from_fn(203, 150, |x, y| Rgb([x as u8, y as u8, 90]));
        let bytes = super::super::encode(&image, 95, &[]).unwrap();
        let limits = Limits::default();
        let mut seen = Vec::new();
        let written = rewrite(&bytes, &limits, 95, |band, first| {
            seen.push((first, band.len() / (203 * 3)));
            band.iter_mut().for_each(|value| *value = 255 - *value);
        })
        .unwrap();
        assert_eq!(seen, [(0, 64), (64, 64), (128, 22)]);
        let again = super::super::read(&written.jpeg, &limits, None).unwrap();
        let inverted = again.picture.into_srgb8();
        for (x, y) in [(3, 3), (100, 70), (200, 149)] {
            let [red, green, blue] = inverted.get_pixel(x, y).0;
            assert!(red.abs_diff(255 - x as u8) < 6, "{red} at {x}");
            assert!(green.abs_diff(255 - y as u8) < 6, "{green} at {y}");
            assert!(blue.abs_diff(165) < 6, "{blue}");
        }
    }

    #[test]
    fn profiles_of_any_length_are_carried() {
        let image = RgbImage::new(8, 8);
        for length in [0, 500, 65_519, 65_520, 200_000] {
            let profile: Vec<u8> = (0..length).map(|at: u32| (at % 251) as u8).collect();
            let bytes = super::super::encode(&image, 90, &profile).unwrap();
            let header = Header::read(&bytes).unwrap();
            assert_eq!(header.icc().unwrap_or_default(), profile, "{length}");
        }
    }

    #[test]
    fn too_few_and_too_many_rows_are_told() {
        let mut writer = RowWriter::new(10, 10, 90, &[]).unwrap();
        writer.write(&[0; 10 * 3 * 4]).unwrap();
        assert!(writer.finish().is_err());
        assert!(rewrite(b"\xFF\xD8\xFF", &Limits::default(), 90, |_, _| {}).is_err());
    }
}

//! The eight ways a picture can lie.

use image::{Pixel, Rgb};

use super::sample::{Image, Sample};

/// One of the eight ways a picture can lie: mirrored left–right, then turned
/// clockwise in quarter steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::photo) struct Placement {
    mirrored: bool,
    quarters: u8,
}

impl Placement {
    /// As it is.
    pub(in crate::photo) const UPRIGHT: Self = Self::new(false, 0);
    /// Left and right exchanged.
    pub(in crate::photo) const MIRRORED: Self = Self::new(true, 0);
    /// Top and bottom exchanged.
    pub(in crate::photo) const FLIPPED: Self = Self::new(true, 2);

    pub(in crate::photo) const fn new(mirrored: bool, quarters: u8) -> Self {
        Self {
            mirrored,
            quarters: quarters % 4,
        }
    }

    /// Turned clockwise.
    pub(in crate::photo) const fn turned(quarters: u8) -> Self {
        Self::new(false, quarters)
    }

    /// What an EXIF orientation asks for; unknown numbers ask for nothing.
    pub(in crate::photo) const fn from_exif(orientation: u8) -> Self {
        match orientation {
            2 => Self::MIRRORED,
            3 => Self::turned(2),
            4 => Self::FLIPPED,
            5 => Self::new(true, 3),
            6 => Self::turned(1),
            7 => Self::new(true, 1),
            8 => Self::turned(3),
            _ => Self::UPRIGHT,
        }
    }

    /// This, and then another on what is seen.
    #[must_use]
    pub(in crate::photo) const fn then(self, next: Self) -> Self {
        // A mirror after a turn is a mirror before the opposite turn.
        let own = if next.mirrored {
            4 - self.quarters
        } else {
            self.quarters
        };
        Self::new(self.mirrored != next.mirrored, own + next.quarters)
    }

    /// What brings the picture back.
    #[must_use]
    pub(in crate::photo) const fn undone(self) -> Self {
        if self.mirrored {
            self
        } else {
            Self::turned(4 - self.quarters)
        }
    }

    /// Where the corner of a part of a picture ends up: `at` and `part` are the
    /// part’s left top corner and its size before, `whole` the picture’s size.
    pub(in crate::photo) const fn moved(
        self,
        at: (u32, u32),
        part: (u32, u32),
        whole: (u32, u32),
    ) -> (u32, u32) {
        // The part lies inside the whole.
        let right = whole.0.saturating_sub(at.0).saturating_sub(part.0);
        let below = whole.1.saturating_sub(at.1).saturating_sub(part.1);
        let (left, right) = if self.mirrored {
            (right, at.0)
        } else {
            (at.0, right)
        };
        match self.quarters {
            0 => (left, at.1),
            1 => (below, left),
            2 => (right, below),
            _ => (at.1, right),
        }
    }

    /// Whether width and height change places.
    pub(in crate::photo) const fn lies_on_its_side(self) -> bool {
        self.quarters % 2 == 1
    }
}

/// Rows and columns of a tile while turning: small enough for the cache of any
/// computer, so that a turn reads each part of the picture once.
const TILE: usize = 32;

/// The picture laid another way.
pub(in crate::photo) fn placed<T: Sample>(image: &Image<T>, placement: Placement) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    if placement == Placement::UPRIGHT {
        return image.clone();
    }
    let Placement { mirrored, quarters } = placement;
    let (width, height) = (image.width() as usize, image.height() as usize);
    let (out_width, out_height) = if placement.lies_on_its_side() {
        (image.height(), image.width())
    } else {
        image.dimensions()
    };
    let mut seen = Image::new(out_width, out_height);
    if width == 0 || height == 0 {
        return seen;
    }
    // Where in the original (as it is after the mirror) an output pixel comes
    // from is start + column · step + row · line.
    let source = |column: usize, row: usize| -> usize {
        let (x, y) = match quarters {
            0 => (column, row),
            1 => (row, height - 1 - column),
            2 => (width - 1 - column, height - 1 - row),
            _ => (width - 1 - row, column),
        };
        let x = if mirrored { width - 1 - x } else { x };
        y * width + x
    };
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    let (out, _) = seen.as_chunks_mut::<3>();
    let out_width = out_width as usize;
    for (band_index, band) in out.chunks_mut(TILE * out_width).enumerate() {
        for left in (0..out_width).step_by(TILE) {
            let right = (left + TILE).min(out_width);
            for (row_index, row) in band.chunks_mut(out_width).enumerate() {
                let y = band_index * TILE + row_index;
                for (x, pixel) in (left..right).zip(row.iter_mut().skip(left)) {
                    if let Some(from) = pixels.get(source(x, y)) {
                        *pixel = *from;
                    }
                }
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::RgbImage;

    /// 3 × 2 pixels, each different.
    fn drawn() -> RgbImage {
        RgbImage::from_fn(3, 2, |x, y| Rgb([x as u8, y as u8, 7]))
    }

    #[test]
    fn tiles_meet_without_seams() {
        let image = RgbImage::from_fn(77, 65, |x, y| Rgb([x as u8, y as u8, (x ^ y) as u8]));
        assert_eq!(
            placed(&image, Placement::turned(1)),
            image::imageops::rotate90(&image)
        );
        assert_eq!(
            placed(&image, Placement::turned(3)),
            image::imageops::rotate270(&image)
        );
    }

    #[test]
    fn placements_add_up_and_come_undone() {
        let image = drawn();
        for first in 1..=8 {
            let first = Placement::from_exif(first);
            assert_eq!(first.then(first.undone()), Placement::UPRIGHT);
            for second in 1..=8 {
                let second = Placement::from_exif(second);
                assert_eq!(
                    placed(&placed(&image, first), second),
                    placed(&image, first.then(second))
                );
            }
        }
    }

    #[test]
    fn deep_pictures_lie_the_same_way() {
        let image = RgbImage::from_fn(37, 33, |x, y| Rgb([x as u8, y as u8, (x ^ y) as u8]));
        let deep =
            Image::<u16>::from_fn(37, 33, |x, y| Rgb(image.get_pixel(x, y).0.map(u16::from)));
        for orientation in 0..=8 {
            let placement = Placement::from_exif(orientation);
            let expected = placed(&image, placement);
            let seen = placed(&deep, placement);
            assert_eq!(seen.dimensions(), expected.dimensions());
            assert!(
                seen.iter()
                    .zip(expected.iter())
                    .all(|(a, b)| *a == u16::from(*b))
            );
        }
    }

    #[test]
    fn no_pixels_are_no_trouble() {
        let empty = RgbImage::new(0, 5);
        assert_eq!(placed(&empty, Placement::new(true, 1)).dimensions(), (5, 0));
    }
}

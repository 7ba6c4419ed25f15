//! Pixels of 8 and of 16 bits, for steps that serve both.

use image::{ImageBuffer, Pixel, Primitive, Rgb};

use super::points::{self, PointSteps};
use crate::domain::Edits;

/// An upright RGB image of either depth.
pub type Image<T> = ImageBuffer<Rgb<T>, Vec<T>>;

/// One channel of one pixel.
///
/// Steps that look at neighbours work in `f32`, in units of an 8-bit step
/// (0…255 at either depth). They only add, multiply and divide, in one written
/// order; each of these is exactly rounded everywhere, so that every machine
/// comes to the same bytes.
pub trait Sample: Primitive + Send + Sync + 'static {
    /// The value as 0…255.
    fn to_steps(self) -> f32;

    /// Back from 0…255, clamped and rounded.
    fn from_steps(value: f32) -> Self;

    /// Tone, colour and look for this depth; `None` when they change nothing.
    fn point_steps(edits: &Edits) -> Option<Box<dyn PointSteps<Self>>>;
}

impl Sample for u8 {
    #[inline(always)]
    fn to_steps(self) -> f32 {
        f32::from(self)
    }

    #[inline(always)]
    fn from_steps(value: f32) -> Self {
        // Clamped first, so the cast only cuts what the half has rounded.
        (value.clamp(0.0, 255.0) + 0.5) as Self
    }

    fn point_steps(edits: &Edits) -> Option<Box<dyn PointSteps<Self>>> {
        points::Eight::new(edits).map(|steps| Box::new(steps) as Box<dyn PointSteps<Self>>)
    }
}

/// 65 535 / 255: 16-bit values in an 8-bit step.
const DEEP_STEP: f32 = 257.0;

impl Sample for u16 {
    #[inline(always)]
    fn to_steps(self) -> f32 {
        f32::from(self) / DEEP_STEP
    }

    #[inline(always)]
    fn from_steps(value: f32) -> Self {
        // As above; 255 · 257 is the largest value there is.
        (value.clamp(0.0, 255.0) * DEEP_STEP + 0.5) as Self
    }

    fn point_steps(edits: &Edits) -> Option<Box<dyn PointSteps<Self>>> {
        points::Sixteen::new(edits).map(|steps| Box::new(steps) as Box<dyn PointSteps<Self>>)
    }
}

/// An image of these samples; black in the impossible case that their number
/// does not fit its sides.
pub(super) fn image_of<T: Sample>(width: u32, height: u32, samples: Vec<T>) -> Image<T>
where
    Rgb<T>: Pixel<Subpixel = T>,
{
    Image::from_raw(width, height, samples).unwrap_or_else(|| Image::new(width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_survives_the_way_there_and_back() {
        assert!((0..=u8::MAX).all(|value| u8::from_steps(value.to_steps()) == value));
        assert!((0..=u16::MAX).all(|value| u16::from_steps(value.to_steps()) == value));
        assert_eq!(u8::from_steps(f32::NAN), 0);
        assert_eq!(
            (u16::from_steps(-3.0), u16::from_steps(300.0)),
            (0, u16::MAX)
        );
    }
}

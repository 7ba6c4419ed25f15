//! The viewer's sharp picture: what is in sight of a photo, at the photo's own
//! pixels. The original is decoded once on a worker and kept there only while
//! somebody looks closely; the window gets no more than the part it shows.

use std::sync::Arc;

use super::proxy::{ScreenHook, ScreenPixels, ToScreen};
use crate::domain::{ContentHash, Edits, Photo, PhotoId};
use crate::jobs::{Latest, Wake};
use crate::photo::{self, Limits, RgbImage, Vault};

/// Most pixels of an original kept for looking closely: 150 MB. A larger photo
/// is shown a little softer than it is.
const MOST_PIXELS: f64 = 50e6;

/// A part of a photo as it is seen after its edits, in pixels of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Of the part.
    pub width: u32,
    /// Of the part.
    pub height: u32,
    /// How often it is halved each way: 0 is every pixel.
    pub halved: u8,
}

impl Part {
    /// Whether another part lies in this one and is no sharper.
    pub fn covers(&self, other: &Self) -> bool {
        self.halved <= other.halved
            && self.x <= other.x
            && self.y <= other.y
            && self.x + self.width >= other.x + other.width
            && self.y + self.height >= other.y + other.height
    }
}

/// A part of a photo, sharp.
#[derive(Debug, Clone)]
pub struct CloseUp {
    /// Which photo.
    pub photo: PhotoId,
    /// With which edits.
    pub edits: Edits,
    /// Which part of it.
    pub part: Part,
    /// Its pixels.
    pub pixels: Arc<RgbImage>,
    /// The same, ready for the window that is open.
    pub screen: Option<ScreenPixels>,
}

/// The sharp part on screen, and what was asked for.
#[derive(Debug, Clone, Default)]
pub struct CloseUps {
    /// As last made.
    pub shown: Option<CloseUp>,
    /// What was asked for last.
    pub(super) asked: Option<(PhotoId, Edits, Part)>,
    /// Whether it has not come yet.
    pub(super) waiting: bool,
}

impl CloseUps {
    /// Whether anything is kept for looking closely, or being made.
    pub fn is_in_use(&self) -> bool {
        self.asked.is_some()
    }

    /// Whether this was asked for already, or something that covers it.
    pub fn serves(&self, photo: PhotoId, edits: &Edits, part: &Part) -> bool {
        self.asked
            .as_ref()
            .is_some_and(|(id, with, asked)| *id == photo && with == edits && asked.covers(part))
    }
}

/// A part to make; without one, the original is let go.
pub(super) struct CloseUpRequest {
    pub photo: Photo,
    pub edits: Edits,
    pub part: Option<Part>,
}

/// What came of a request.
pub(super) enum CloseUpResult {
    Made(CloseUp),
    /// The original cannot be read: the small picture stays, and says so
    /// itself.
    Failed,
    LetGo,
}

/// Starts the worker.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn start(
    vault: &Arc<Vault>,
    hook: &ScreenHook,
    wake: &Wake,
) -> std::io::Result<Latest<CloseUpRequest, CloseUpResult>> {
    let (vault, hook) = (Arc::clone(vault), Arc::clone(hook));
    let mut held: Held = None;
    Latest::start("close-up", Arc::clone(wake), move |request| {
        close_up(&vault, &request, &mut held, hook.get())
    })
}

/// The whole photo with its edits.
type Held = Option<(ContentHash, Edits, RgbImage)>;

fn close_up(
    vault: &Vault,
    request: &CloseUpRequest,
    held: &mut Held,
    to_screen: Option<&ToScreen>,
) -> CloseUpResult {
    let file = &request.photo.file;
    let at_hand = held
        .as_ref()
        .is_some_and(|(hash, edits, _)| *hash == file.hash && *edits == request.edits);
    if !at_hand {
        // Let go first: two at once would be twice the memory.
        *held = None;
    }
    let Some(part) = request.part else {
        *held = None;
        return CloseUpResult::LetGo;
    };
    if !at_hand {
        *held = whole(vault, &request.photo, &request.edits)
            .map(|whole| (file.hash, request.edits, whole));
    }
    let Some((_, _, whole)) = held else {
        return CloseUpResult::Failed;
    };
    let full = request.edits.output_size(file.width, file.height);
    let pixels = cut(whole, full, &part);
    CloseUpResult::Made(CloseUp {
        photo: request.photo.id,
        edits: request.edits,
        part,
        screen: to_screen.map(|to_screen| to_screen(&pixels)),
        pixels: Arc::new(pixels),
    })
}

/// A photo with its edits, at its own size as far as the memory allows.
pub(super) fn whole(vault: &Vault, photo: &Photo, edits: &Edits) -> Option<RgbImage> {
    let file = &photo.file;
    let pixels = f64::from(file.width) * f64::from(file.height);
    let shrink = (MOST_PIXELS / pixels.max(1.0)).sqrt().min(1.0);
    // Positive and no larger than the side itself.
    let side = |length: u32| ((f64::from(length) * shrink) as u32).max(1);
    let (width, height) = (side(file.width), side(file.height));
    let mut picture = vault
        .decode(file, &Limits::default(), width, height)
        .ok()?
        .picture;
    photo::apply_in_place(&mut picture, edits);
    Some(picture.into_srgb8())
}

/// Cuts a part out. `full` is the photo's own size; the picture may be smaller.
fn cut(whole: &RgbImage, full: (u32, u32), part: &Part) -> RgbImage {
    let (width, height) = whole.dimensions();
    let scaled = |value: u32, have: u32, full: u32| {
        let value = u64::from(value) * u64::from(have) / u64::from(full.max(1));
        u32::try_from(value).unwrap_or(have).min(have)
    };
    let x = scaled(part.x, width, full.0).min(width.saturating_sub(1));
    let y = scaled(part.y, height, full.1).min(height.saturating_sub(1));
    let right = scaled(part.x.saturating_add(part.width), width, full.0).max(x + 1);
    let bottom = scaled(part.y.saturating_add(part.height), height, full.1).max(y + 1);
    let piece = image::imageops::crop_imm(whole, x, y, right - x, bottom - y).to_image();
    if part.halved == 0 {
        return piece;
    }
    let shift = u32::from(part.halved.min(8));
    photo::fit_within(
        &piece,
        (part.width >> shift).max(1),
        (part.height >> shift).max(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    fn numbered(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 7]))
    }

    fn part(x: u32, y: u32, width: u32, height: u32) -> Part {
        Part {
            x,
            y,
            width,
            height,
            halved: 0,
        }
    }

    #[test]
    fn a_part_has_the_pixels_of_its_place() {
        let whole = numbered(200, 100);
        let piece = cut(&whole, (200, 100), &part(30, 40, 50, 20));
        assert_eq!(piece.dimensions(), (50, 20));
        assert_eq!(piece.get_pixel(0, 0), &Rgb([30, 40, 7]));
        assert_eq!(piece.get_pixel(49, 19), &Rgb([79, 59, 7]));
        // Beyond the edge there is nothing.
        let piece = cut(&whole, (200, 100), &part(190, 90, 50, 50));
        assert_eq!(piece.dimensions(), (10, 10));
        // Of a photo kept at half its size, the same place.
        let piece = cut(&whole, (400, 200), &part(60, 80, 100, 40));
        assert_eq!(piece.get_pixel(0, 0), &Rgb([30, 40, 7]));
        let halved = Part {
            halved: 1,
            ..part(0, 0, 200, 100)
        };
        assert_eq!(cut(&whole, (200, 100), &halved).dimensions(), (100, 50));
    }

    #[test]
    fn a_part_covers_what_lies_in_it_and_is_no_sharper() {
        let large = part(10, 10, 100, 100);
        assert!(large.covers(&part(20, 20, 50, 50)));
        assert!(large.covers(&large));
        assert!(!large.covers(&part(0, 20, 50, 50)));
        let halved = Part { halved: 1, ..large };
        assert!(large.covers(&halved));
        assert!(!halved.covers(&large));
    }
}

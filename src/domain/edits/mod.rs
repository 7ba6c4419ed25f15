//! What a parent changed about how a photo looks: a list of values beside the
//! photo, never the photo itself. `photo::render` gives them their meaning, and
//! `docs/edits.md` tells it to people.

mod frame;
mod look;

pub use frame::{Crop, Frame, Turn};
pub use look::{Look, LookChoice};

use serde::{Deserialize, Serialize};

/// Non-destructive edits of one photo. The default changes nothing.
///
/// Order: mirror, turn, straighten, crop; noise; warmth, brightness, contrast,
/// shadows and highlights; saturation and look; sharpness.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    /// Mirrored left–right, before the turn.
    pub mirrored: bool,
    /// Turned clockwise, after the mirror.
    pub turn: Turn,
    /// Turned clockwise by tenths of a degree after that, −450…450; the picture
    /// keeps its shape and loses its corners, so none is ever empty.
    pub straighten: i16,
    /// The part that is kept of what the straightening left.
    pub crop: Crop,
    /// −100…100; 0 leaves it.
    pub brightness: i8,
    /// −100…100; 0 leaves it.
    pub contrast: i8,
    /// Lifts (+) or deepens (−) the dark parts; −100…100.
    pub shadows: i8,
    /// Brightens (+) or brings back (−) the bright parts; −100…100.
    pub highlights: i8,
    /// −100 (grey) … 100.
    pub saturation: i8,
    /// Bluer (−) or more golden (+); −100…100.
    pub warmth: i8,
    /// How much of the grain of a dark room is smoothed away; 0…100.
    pub noise: u8,
    /// 0…100.
    pub sharpness: u8,
    /// A look laid over it all.
    pub look: Option<LookChoice>,
}

impl Edits {
    /// The furthest a tone slider goes.
    pub const TONE_LIMIT: i8 = 100;
    /// The furthest a photo is straightened, in tenths of a degree.
    pub const STRAIGHTEN_LIMIT: i16 = 450;

    /// Whether this leaves the photo as it is.
    pub fn is_identity(&self) -> bool {
        *self == Self::default()
    }

    /// With every value brought into its range, and a look of no strength
    /// taken as none.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        let limit = Self::TONE_LIMIT;
        for value in [
            &mut self.brightness,
            &mut self.contrast,
            &mut self.shadows,
            &mut self.highlights,
            &mut self.saturation,
            &mut self.warmth,
        ] {
            *value = (*value).clamp(-limit, limit);
        }
        self.noise = self.noise.min(100);
        self.sharpness = self.sharpness.min(100);
        self.straighten = self
            .straighten
            .clamp(-Self::STRAIGHTEN_LIMIT, Self::STRAIGHTEN_LIMIT);
        self.crop = self.crop.clamped();
        self.look = self.look.and_then(LookChoice::clamped);
        self
    }

    /// One more quarter turn to the right of what is seen.
    #[must_use]
    pub fn turned_right(mut self) -> Self {
        self.turn = Turn::from_quarters(self.turn.quarters() + 1);
        self.crop = self.crop.turned_right();
        self
    }

    /// One more quarter turn to the left of what is seen.
    #[must_use]
    pub fn turned_left(self) -> Self {
        self.turned_right().turned_right().turned_right()
    }

    /// What is seen, mirrored left–right.
    #[must_use]
    pub fn flipped_horizontally(mut self) -> Self {
        // A mirror after the turn is a mirror before the opposite turn.
        self.mirrored = !self.mirrored;
        self.turn = Turn::from_quarters(4 - self.turn.quarters());
        self.straighten = -self.straighten;
        self.crop = self.crop.mirrored();
        self
    }

    /// What is seen, mirrored top–bottom.
    #[must_use]
    pub fn flipped_vertically(self) -> Self {
        let mut edits = self.flipped_horizontally();
        edits.turn = Turn::from_quarters(edits.turn.quarters() + 2);
        edits.crop = edits.crop.turned_right().turned_right();
        edits
    }

    /// How the picture lies and what is cut off, without any tone.
    #[must_use]
    pub fn only_geometry(self) -> Self {
        Self {
            mirrored: self.mirrored,
            turn: self.turn,
            straighten: self.straighten,
            crop: self.crop,
            ..Self::default()
        }
    }

    /// Light, colour, detail and look, without any geometry: what is copied to
    /// other photos and kept as a preset.
    #[must_use]
    pub fn only_tone(self) -> Self {
        Self {
            mirrored: false,
            turn: Turn::None,
            straighten: 0,
            crop: Crop::WHOLE,
            ..self
        }
    }

    /// This geometry with the light, colour, detail and look of another.
    #[must_use]
    pub fn with_tone_of(self, other: &Self) -> Self {
        Self {
            mirrored: self.mirrored,
            turn: self.turn,
            straighten: self.straighten,
            crop: self.crop,
            ..*other
        }
    }

    /// Where the picture’s parts lie for a photo of this size (upright, before
    /// any edit), in pixels.
    pub fn frame(&self, width: u32, height: u32) -> Frame {
        Frame::new(self, width, height)
    }

    /// Width and height after the edits, for a photo of this size.
    pub fn output_size(&self, width: u32, height: u32) -> (u32, u32) {
        self.frame(width, height).output
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_turns_and_two_flips_come_home() {
        let start = Edits {
            brightness: 3,
            straighten: 12,
            crop: Crop {
                left: 1000,
                top: 500,
                right: 7000,
                bottom: 9000,
            },
            ..Edits::default()
        };
        let turned = start
            .turned_right()
            .turned_right()
            .turned_right()
            .turned_right();
        assert_eq!(turned, start);
        for edits in [start, start.turned_right(), start.turned_left()] {
            assert_eq!(edits.flipped_horizontally().flipped_horizontally(), edits);
            assert_eq!(edits.flipped_vertically().flipped_vertically(), edits);
            // Both flips together are a half turn.
            assert_eq!(
                edits.flipped_horizontally().flipped_vertically(),
                edits.turned_right().turned_right()
            );
        }
    }

    #[test]
    fn odd_turns_swap_the_sides() {
        assert_eq!(Edits::default().turned_left().output_size(4, 3), (3, 4));
        assert_eq!(
            Edits::default()
                .turned_left()
                .turned_left()
                .output_size(4, 3),
            (4, 3)
        );
    }

    #[test]
    fn values_beyond_their_range_are_brought_in() {
        let wild = Edits {
            brightness: -128,
            warmth: 127,
            noise: 255,
            straighten: i16::MIN,
            look: Some(LookChoice {
                look: Look::Sepia,
                strength: 0,
            }),
            ..Edits::default()
        };
        let tame = wild.clamped();
        assert_eq!((tame.brightness, tame.warmth, tame.noise), (-100, 100, 100));
        assert_eq!((tame.straighten, tame.look), (-450, None));
        assert_eq!(tame.clamped(), tame);
    }

    #[test]
    fn tone_and_geometry_are_two_halves() {
        let edits = Edits {
            mirrored: true,
            straighten: -20,
            saturation: 12,
            ..Edits::default()
        };
        assert_eq!(
            edits.only_geometry().with_tone_of(&edits.only_tone()),
            edits
        );
        assert!(edits.only_tone().only_geometry().is_identity());
    }

    #[test]
    fn edits_kept_by_older_versions_are_read() {
        let old = r#"{"brightness":20,"contrast":-5,"mirrored":true,"turn":"right"}"#;
        let edits: Edits = serde_json::from_str(old).unwrap();
        assert_eq!((edits.brightness, edits.crop), (20, Crop::WHOLE));
        let again: Edits = serde_json::from_str(&serde_json::to_string(&edits).unwrap()).unwrap();
        assert_eq!(again, edits);
    }
}

//! What a parent changed about how a photo looks: a list of values beside the
//! photo, never the photo itself. `photo::render` gives them their meaning.

use serde::{Deserialize, Serialize};

/// A clockwise turn in quarter steps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// As it is.
    #[default]
    None,
    /// 90° clockwise.
    Right,
    /// 180°.
    Half,
    /// 270° clockwise.
    Left,
}

impl Turn {
    /// Quarter turns clockwise, 0–3.
    pub const fn quarters(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Right => 1,
            Self::Half => 2,
            Self::Left => 3,
        }
    }

    /// From quarter turns clockwise; taken modulo 4.
    pub const fn from_quarters(quarters: u8) -> Self {
        match quarters % 4 {
            0 => Self::None,
            1 => Self::Right,
            2 => Self::Half,
            _ => Self::Left,
        }
    }
}

/// Non-destructive edits of one photo. The default changes nothing.
///
/// Geometry is applied as: flip left–right, then turn. Tone after that; see
/// `docs/edits.md` for the curves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    /// −100…100; 0 leaves it.
    pub brightness: i8,
    /// −100…100; 0 leaves it.
    pub contrast: i8,
    /// Mirrored left–right, before the turn.
    pub mirrored: bool,
    /// Turned clockwise, after the mirror.
    pub turn: Turn,
}

impl Edits {
    /// The furthest a tone slider goes.
    pub const TONE_LIMIT: i8 = 100;

    /// Whether this leaves the photo as it is.
    pub fn is_identity(&self) -> bool {
        *self == Self::default()
    }

    /// With tone values brought into −100…100.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        self.brightness = self.brightness.clamp(-Self::TONE_LIMIT, Self::TONE_LIMIT);
        self.contrast = self.contrast.clamp(-Self::TONE_LIMIT, Self::TONE_LIMIT);
        self
    }

    /// One more quarter turn to the right of what is seen.
    #[must_use]
    pub fn turned_right(mut self) -> Self {
        self.turn = Turn::from_quarters(self.turn.quarters() + 1);
        self
    }

    /// One more quarter turn to the left of what is seen.
    #[must_use]
    pub fn turned_left(mut self) -> Self {
        self.turn = Turn::from_quarters(self.turn.quarters() + 3);
        self
    }

    /// What is seen, mirrored left–right.
    #[must_use]
    pub fn flipped_horizontally(mut self) -> Self {
        // A mirror after the turn is a mirror before the opposite turn.
        self.mirrored = !self.mirrored;
        self.turn = Turn::from_quarters(4 - self.turn.quarters());
        self
    }

    /// What is seen, mirrored top–bottom.
    #[must_use]
    pub fn flipped_vertically(self) -> Self {
        let mut edits = self.flipped_horizontally();
        edits.turn = Turn::from_quarters(edits.turn.quarters() + 2);
        edits
    }

    /// Width and height after the edits.
    pub const fn output_size(&self, width: u32, height: u32) -> (u32, u32) {
        if self.turn.quarters() % 2 == 1 {
            (height, width)
        } else {
            (width, height)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_turns_and_two_flips_come_home() {
        let start = Edits {
            brightness: 3,
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
}

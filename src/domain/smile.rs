//! What the parent saw: sleep state, and the smile's kind and strength.
//!
//! Nothing here is ever guessed; an unset value stays unset.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Invalid;

macro_rules! coded_enum {
    ($(#[$doc:meta])* $name:ident, $unknown:literal { $($(#[$vdoc:meta])* $variant:ident => $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every value, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word stored in the database and used on the command line.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The words shown to a parent.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => t!($label)),+ }
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.code() == text)
                    .ok_or_else(|| {
                        let known: Vec<_> = Self::ALL.iter().map(|value| value.code()).collect();
                        Invalid::new(t!($unknown, text = text, known = known.join(", ")))
                    })
            }
        }
    };
}

coded_enum!(
    /// How awake the baby was. Active and quiet sleep are told apart by what a
    /// parent can see: movements and irregular breath, or stillness.
    SleepState, "sleep-unknown" {
        /// Eyes closed, small movements, uneven breath.
        ActiveSleep => "active", "sleep-active";
        /// Eyes closed, still, even breath.
        QuietSleep => "quiet", "sleep-quiet";
        /// Between sleep and waking.
        Drowsy => "drowsy", "sleep-drowsy";
        /// Eyes open, looking around.
        Awake => "awake", "sleep-awake";
    }
);

coded_enum!(
    /// The kind of smile, as the parent saw it.
    SmileKind, "smile-unknown" {
        /// By itself, with nobody prompting it.
        Spontaneous => "spontaneous", "smile-spontaneous";
        /// In answer to a face, a voice or a touch.
        Social => "social", "smile-social";
        /// The parent could not tell.
        Unsure => "unsure", "smile-unsure";
    }
);

coded_enum!(
    /// How strong the smile was.
    SmileStrength, "strength-unknown" {
        /// A hint at the corners of the mouth.
        Subtle => "subtle", "strength-subtle";
        /// Clear to anyone in the room.
        Pronounced => "pronounced", "strength-pronounced";
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_and_errors_list_the_choices() {
        for state in SleepState::ALL {
            assert_eq!(state.code().parse(), Ok(*state));
        }
        for kind in SmileKind::ALL {
            assert_eq!(kind.code().parse(), Ok(*kind));
        }
        let error = "huge".parse::<SmileStrength>().unwrap_err();
        assert!(error.to_string().contains("subtle, pronounced"));
    }
}

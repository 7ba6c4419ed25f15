//! Ids: UUIDv7, so rows sort by creation and two libraries can be merged.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Invalid;

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id made elsewhere (the store makes new ones).
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The id as a plain UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self).map_err(|_| {
                    Invalid::new(t!("id-unknown", text = text))
                })
            }
        }
    };
}

id_type!(
    /// A preset of edits.
    PresetId
);
id_type!(
    /// A baby in this library.
    BabyId
);
id_type!(
    /// One sleep-smile entry.
    EntryId
);
id_type!(
    /// One photo; its bytes are named by [`super::ContentHash`].
    PhotoId
);
id_type!(
    /// One milestone note.
    MilestoneId
);
id_type!(
    /// One photo in the tray, waiting for the parent's word.
    InboxId
);

//! The looks a page can have: ours, and those a family drops into its library.

use std::path::Path;

use super::error::KeepsakeError;
use crate::storage;
use crate::words;

/// The folder of a library where a family's own templates lie.
pub const OWN_FOLDER: &str = "templates";

/// What every template may import.
pub(super) const KIT: &str = include_str!("../../assets/keepsake/kit.typ");

/// A template of the family's own is no larger than this.
const MAX_OWN_BYTES: u64 = 512 * 1024;

/// Own templates read at most, by name.
const MAX_OWN: usize = 60;

/// One look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What a page remembers it by.
    pub code: String,
    /// The name shown, in the language of the moment it was asked for.
    pub label: String,
    /// A few words on its mood.
    pub mood: String,
    /// Typst source.
    pub source: String,
    /// How many photos are proposed for it.
    pub proposed: usize,
    /// Whether it is the family's own.
    pub own: bool,
}

struct BuiltIn {
    code: &'static str,
    /// Key of its name in the texts.
    label: &'static str,
    /// Key of its mood; empty where a look is never chosen.
    mood: &'static str,
    source: &'static str,
    proposed: usize,
}

macro_rules! built_in {
    ($code:literal, $label:literal, $mood:literal, $proposed:literal) => {
        BuiltIn {
            code: $code,
            label: $label,
            mood: $mood,
            source: include_str!(concat!("../../assets/keepsake/", $code, ".typ")),
            proposed: $proposed,
        }
    };
}

/// Ours, in the order shown.
const MONTHLY: [BuiltIn; 7] = [
    built_in!("album", "keepsake-look-album", "keepsake-mood-album", 7),
    built_in!("hero", "keepsake-look-hero", "keepsake-mood-hero", 5),
    built_in!(
        "polaroid",
        "keepsake-look-polaroid",
        "keepsake-mood-polaroid",
        9
    ),
    built_in!(
        "storybook",
        "keepsake-look-storybook",
        "keepsake-mood-storybook",
        3
    ),
    built_in!(
        "calendar",
        "keepsake-look-calendar",
        "keepsake-mood-calendar",
        31
    ),
    built_in!(
        "certificate",
        "keepsake-look-certificate",
        "keepsake-mood-certificate",
        1
    ),
    built_in!("cover", "keepsake-look-cover", "keepsake-mood-cover", 1),
];

/// Pages that only a book has.
const IN_BOOKS: [BuiltIn; 2] = [
    built_in!("contents", "keepsake-contents", "", 0),
    built_in!("milestones", "keepsake-milestones", "", 0),
];

impl From<&BuiltIn> for Template {
    fn from(ours: &BuiltIn) -> Self {
        Self {
            code: ours.code.to_owned(),
            label: words::plain(ours.label).to_owned(),
            mood: words::plain(ours.mood).to_owned(),
            source: ours.source.to_owned(),
            proposed: ours.proposed,
            own: false,
        }
    }
}

impl Template {
    /// Ours for a month, in the order shown.
    pub fn built_in() -> Vec<Self> {
        MONTHLY.iter().map(Self::from).collect()
    }

    /// The one a page has while nothing was chosen.
    pub fn first() -> Self {
        MONTHLY
            .first()
            .map_or_else(|| Self::own("none", "none.typ", String::new()), Self::from)
    }

    /// One of ours by its code; an empty code is the first.
    pub fn named(code: &str) -> Option<Self> {
        if code.is_empty() {
            return Some(Self::first());
        }
        MONTHLY
            .iter()
            .chain(&IN_BOOKS)
            .find(|ours| ours.code == code)
            .map(Self::from)
    }

    /// One of ours, or of the family's in a library.
    ///
    /// # Errors
    /// When there is none of that code.
    pub fn find(code: &str, library: &Path) -> Result<Self, KeepsakeError> {
        Self::named(code)
            .or_else(|| {
                let file = code.strip_prefix(OWN_PREFIX)?;
                own_templates(library)
                    .into_iter()
                    .find(|own| own.code.strip_prefix(OWN_PREFIX) == Some(file))
            })
            .ok_or_else(|| {
                let shown = code.strip_prefix(OWN_PREFIX).unwrap_or(code);
                KeepsakeError::NoTemplate(shown.to_owned())
            })
    }

    /// A family's own, from its text.
    pub fn own(label: &str, file_name: &str, source: String) -> Self {
        Self {
            code: format!("{OWN_PREFIX}{file_name}"),
            label: label.to_owned(),
            mood: t!("keepsake-mood-own").to_owned(),
            source,
            proposed: 7,
            own: true,
        }
    }

    /// Its file name in messages.
    pub fn file_name(&self) -> String {
        match self.code.strip_prefix(OWN_PREFIX) {
            Some(file) => file.to_owned(),
            None => format!("{}.typ", self.code),
        }
    }
}

const OWN_PREFIX: &str = "own/";

/// The templates a family put into `LIBRARY/templates`, by name. What cannot be
/// read is left out; what has a mistake is there, and says so when it is used.
pub fn own_templates(library: &Path) -> Vec<Template> {
    let folder = library.join(OWN_FOLDER);
    // A library without such a folder has none of its own.
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.to_lowercase().ends_with(".typ") && !name.starts_with('.'))
        .filter(|name| name != "kit.typ")
        .collect();
    names.sort_by_key(|name| name.to_lowercase());
    names.truncate(MAX_OWN);
    names
        .into_iter()
        .filter_map(|name| {
            let bytes = storage::read_bounded(&folder.join(&name), MAX_OWN_BYTES).ok()?;
            let label = name
                .get(..name.len().saturating_sub(4))
                .unwrap_or(&name)
                .replace(['-', '_'], " ");
            let source = String::from_utf8_lossy(&bytes).into_owned();
            Some(Template::own(&label, &name, source))
        })
        .collect()
}

//! The fonts a page can draw on: ours, those built into the typesetter, and
//! those of the computer for scripts ours do not cover.

use std::collections::BTreeSet;

use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;

/// Bundled faces; licences stand beside the files.
const BUNDLED: [&[u8]; 9] = [
    include_bytes!("../../assets/fonts/Fraunces_600SemiBold.ttf"),
    include_bytes!("../../assets/fonts/Fraunces_400Regular_Italic.ttf"),
    include_bytes!("../../assets/fonts/Lora_400Regular.ttf"),
    include_bytes!("../../assets/fonts/Lora_400Regular_Italic.ttf"),
    include_bytes!("../../assets/fonts/Lora_600SemiBold.ttf"),
    include_bytes!("../../assets/fonts/Caveat_500Medium.ttf"),
    include_bytes!("../../assets/fonts/Nunito_400Regular.ttf"),
    include_bytes!("../../assets/fonts/Nunito_600SemiBold.ttf"),
    include_bytes!("../../assets/fonts/Nunito_700Bold.ttf"),
];

/// Shown in place of a character that no font here can draw: an archival PDF
/// may not contain the empty glyph.
const SUBSTITUTE: char = '\u{25A1}';

/// Families tried after ours, on whichever system has them. A serif that goes
/// with Lora first, then what each system brings.
const ARABIC: &[&str] = &[
    "Noto Naskh Arabic",
    "Amiri",
    "Noto Sans Arabic",
    "Geeza Pro",
    "Traditional Arabic",
    "Segoe UI",
];
const HEBREW: &[&str] = &[
    "Noto Serif Hebrew",
    "Frank Ruehl CLM",
    "Noto Sans Hebrew",
    "New Peninim MT",
    "David",
];
const SIMPLIFIED: &[&str] = &[
    "Noto Serif CJK SC",
    "Songti SC",
    "SimSun",
    "Noto Sans CJK SC",
];
const TRADITIONAL: &[&str] = &[
    "Noto Serif CJK TC",
    "Songti TC",
    "PMingLiU",
    "Noto Sans CJK TC",
];
const JAPANESE: &[&str] = &[
    "Noto Serif CJK JP",
    "Hiragino Mincho ProN",
    "Yu Mincho",
    "Noto Sans CJK JP",
];
const KOREAN: &[&str] = &[
    "Noto Serif CJK KR",
    "AppleMyungjo",
    "Batang",
    "Noto Sans CJK KR",
];
const OTHER_SCRIPTS: &[&str] = &[
    "Noto Serif",
    "Noto Sans",
    "Noto Serif Devanagari",
    "Noto Serif Thai",
];
const EMOJI: &[&str] = &["Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji"];

/// Family lists for the template, first choice first. Every family is one that
/// is there: the typesetter complains about others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Families {
    /// Headings and lines that speak.
    pub display: Vec<String>,
    /// Captions and lists.
    pub text: Vec<String>,
    /// Looks written by hand.
    pub hand: Vec<String>,
    /// Without serifs: figures and small labels.
    pub sans: Vec<String>,
}

/// All fonts, found once.
pub struct Fonts {
    store: FontStore,
}

impl Fonts {
    /// Ours and the typesetter's, and with `system` the computer's as well
    /// (their files are read when first needed).
    pub fn find(system: bool) -> Self {
        let mut store = FontStore::new();
        for data in BUNDLED {
            for font in Font::iter(Bytes::new(data)) {
                let info = font.info().clone();
                store.push((font, info));
            }
        }
        store.extend(typst_kit::fonts::embedded());
        if system {
            store.extend(typst_kit::fonts::system());
        }
        Self { store }
    }

    /// What the typesetter needs to choose a font.
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// A font by its number in the book, loaded on first use.
    pub fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// Family lists for a language; it decides between Chinese, Japanese and
    /// Korean shapes of the same character.
    pub fn families(&self, language: &str, region: Option<&str>) -> Families {
        let mut east_asian = [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN];
        match (language, region) {
            ("zh", Some("TW" | "HK" | "MO")) => east_asian.swap(0, 1),
            ("ja", _) => east_asian.swap(0, 2),
            ("ko", _) => east_asian.swap(0, 3),
            _ => {}
        }
        let fallback: Vec<&str> = [ARABIC, HEBREW]
            .into_iter()
            .chain(east_asian)
            .chain([OTHER_SCRIPTS, EMOJI])
            .flatten()
            .copied()
            .filter(|family| self.book().contains_family(&family.to_lowercase()))
            .collect();
        let after = |first: &[&str]| {
            first
                .iter()
                .chain(&fallback)
                .map(|f| (*f).to_owned())
                .collect()
        };
        Families {
            display: after(&["Fraunces", "Lora"]),
            text: after(&["Lora"]),
            hand: after(&["Caveat", "Lora"]),
            sans: after(&["Nunito"]),
        }
    }

    /// The text with every character that no font has replaced by a small
    /// square; the characters are noted in `missing`.
    pub fn drawable(&self, text: &str, missing: &mut BTreeSet<char>) -> String {
        text.chars()
            .map(|c| {
                if c.is_whitespace() || is_default_ignorable(c) || self.covers(c) {
                    c
                } else {
                    missing.insert(c);
                    SUBSTITUTE
                }
            })
            .collect()
    }

    fn covers(&self, c: char) -> bool {
        let book = self.book();
        (0..)
            .map_while(|index| book.info(index))
            .any(|info| info.coverage.contains(u32::from(c)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_faces_are_found_under_their_names() {
        let fonts = Fonts::find(false);
        assert!(fonts.book().contains_family("fraunces"));
        assert!(fonts.book().contains_family("lora"));
        assert!(fonts.covers(SUBSTITUTE));
    }

    #[test]
    fn only_families_that_are_there_are_named() {
        let fonts = Fonts::find(false);
        let families = fonts.families("ar", None);
        assert_eq!(families.display, ["Fraunces", "Lora"]);
        assert_eq!(families.text, ["Lora"]);
        assert_eq!(families.hand, ["Caveat", "Lora"]);
        assert_eq!(families.sans, ["Nunito"]);
    }

    #[test]
    fn characters_without_a_font_become_squares_and_are_noted() {
        let fonts = Fonts::find(false);
        let mut missing = BTreeSet::new();
        let drawn = fonts.drawable("Zoë \u{12000}\u{200B}!", &mut missing);
        assert_eq!(drawn, "Zoë □\u{200B}!");
        assert_eq!(missing.into_iter().collect::<Vec<_>>(), ['\u{12000}']);
    }
}

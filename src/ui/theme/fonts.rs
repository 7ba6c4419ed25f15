//! The typefaces and where they are used.
//!
//! Nunito for reading, Fraunces for headings, Material icons. Scripts that
//! these lack come from the computer's own fonts: eframe asks the system when
//! a glyph is missing (feature `system_fonts`), after everything named here.

use std::sync::Arc;

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};

/// Half-bold Nunito: buttons, labels, what should stand out in running text.
pub const SEMIBOLD: &str = "nunito-600";
/// Bold Nunito: rarely; a number that matters.
pub const BOLD: &str = "nunito-700";
/// Half-bold Fraunces: headings and titles.
pub const SERIF: &str = "fraunces-600";
/// Material icons, see `egui_material_icons::icons`.
pub const ICONS: &str = egui_material_icons::FONT_FAMILY;

const REGULAR: &str = "nunito-400";

/// The family for half-bold text.
pub fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

/// The family for bold text.
pub fn bold() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// The family for headings.
pub fn serif() -> FontFamily {
    FontFamily::Name(SERIF.into())
}

/// The family for icons.
pub fn icons() -> FontFamily {
    FontFamily::Name(ICONS.into())
}

/// The font definitions of the window.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    // egui's own fonts stay, last, for emoji and rare symbols.
    let fallbacks: Vec<String> = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();

    for (name, bytes) in [
        (
            REGULAR,
            include_bytes!("../../../assets/fonts/Nunito_400Regular.ttf").as_slice(),
        ),
        (
            SEMIBOLD,
            include_bytes!("../../../assets/fonts/Nunito_600SemiBold.ttf").as_slice(),
        ),
        (
            BOLD,
            include_bytes!("../../../assets/fonts/Nunito_700Bold.ttf").as_slice(),
        ),
        (
            SERIF,
            include_bytes!("../../../assets/fonts/Fraunces_600SemiBold.ttf").as_slice(),
        ),
    ] {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let icons = egui_material_icons::font_insert();
    fonts
        .font_data
        .insert(ICONS.to_owned(), Arc::new(icons.data));

    let family = |first: &[&str]| -> Vec<String> {
        first
            .iter()
            .map(|name| (*name).to_owned())
            .chain(fallbacks.iter().cloned())
            .collect()
    };
    fonts
        .families
        .insert(FontFamily::Proportional, family(&[REGULAR]));
    fonts.families.insert(semibold(), family(&[SEMIBOLD]));
    fonts.families.insert(bold(), family(&[BOLD]));
    // Nunito second: Fraunces lacks some Latin letters and all of Cyrillic.
    fonts.families.insert(serif(), family(&[SERIF, BOLD]));
    fonts.families.insert(self::icons(), family(&[ICONS]));
    fonts
}

/// Puts the typefaces into a context. Once, at start-up.
pub fn install_fonts(ctx: &Context) {
    ctx.set_fonts(definitions());
}

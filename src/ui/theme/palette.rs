//! Colours by role, for day, dusk and the middle of the night.
//!
//! Widgets and views name a role, never a colour, so that a new palette is one
//! function here. The contrast tests below hold for every palette.

use eframe::egui::Color32;

/// Every colour the window uses, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The paper behind everything.
    pub ground: Color32,
    /// Cards and side panels on the ground.
    pub surface: Color32,
    /// What floats above: popups, toasts, dialogs; also text fields.
    pub surface_raised: Color32,
    /// Hairlines and quiet edges. Decoration only: carries no meaning.
    pub outline: Color32,
    /// Edges a person has to find: text fields, unselected choices (3:1).
    pub outline_strong: Color32,
    /// Words.
    pub text: Color32,
    /// Words that may be overlooked.
    pub text_quiet: Color32,
    /// The one colour that says “this is next” or “this is chosen”.
    pub accent: Color32,
    /// Words and icons on [`Palette::accent`].
    pub on_accent: Color32,
    /// A breath of the accent: chosen pills, chips, hovered rows.
    pub accent_soft: Color32,
    /// Words and icons on [`Palette::accent_soft`].
    pub on_accent_soft: Color32,
    /// The favourite heart.
    pub favourite: Color32,
    /// Errors, and what removes something.
    pub danger: Color32,
    /// Words and icons on [`Palette::danger`].
    pub on_danger: Color32,
    /// Something went well.
    pub success: Color32,
    /// The ring around what has the keyboard.
    pub focus: Color32,
    /// Laid over the window behind a dialog, and under words on a photo.
    pub scrim: Color32,
    /// Words and icons on a photo, above [`Palette::scrim`].
    pub on_scrim: Color32,
    /// The wall a photo hangs on.
    pub photo_backdrop: Color32,
    /// Multiplied into photos, so that they do not blind at night; white by day.
    pub photo_tint: Color32,
    /// Soft shadows.
    pub shadow: Color32,
    /// The red curve of a histogram.
    pub chart_red: Color32,
    /// The green curve of a histogram.
    pub chart_green: Color32,
    /// The blue curve of a histogram.
    pub chart_blue: Color32,
    /// The brightness curve of a histogram.
    pub chart_luma: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// A premultiplied shade of one colour; `alpha` 0–255.
const fn veil(hex: u32, alpha: u8) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    const fn scaled(channel: u8, alpha: u8) -> u8 {
        ((channel as u16 * alpha as u16) / 255) as u8
    }
    Color32::from_rgba_premultiplied(scaled(r, alpha), scaled(g, alpha), scaled(b, alpha), alpha)
}

impl Palette {
    /// A sheet that has nothing on it yet, and the words on it: as bright as
    /// the page that comes, unless no word could be read there.
    pub fn blank_paper(&self) -> (Color32, Color32) {
        let (paper, ink) = (self.photo_tint, Self::LIGHT.text_quiet);
        if contrast_ratio(ink, paper) >= 4.5 {
            (paper, ink)
        } else {
            (self.surface_raised, self.text_quiet)
        }
    }

    /// Warm cream paper and terracotta.
    pub const LIGHT: Self = Self {
        ground: rgb(0x00FA_F3E8),
        surface: rgb(0x00FF_FBF4),
        surface_raised: rgb(0x00FF_FEFA),
        outline: rgb(0x00EA_DECC),
        outline_strong: rgb(0x0097_8676),
        text: rgb(0x003A_2C28),
        text_quiet: rgb(0x0075_635A),
        accent: rgb(0x00AD_4E38),
        on_accent: rgb(0x00FF_FBF6),
        accent_soft: rgb(0x00F7_E1D5),
        on_accent_soft: rgb(0x0080_3323),
        favourite: rgb(0x00CF_4350),
        danger: rgb(0x009F_2B2B),
        on_danger: rgb(0x00FF_FAF7),
        success: rgb(0x003F_7046),
        focus: rgb(0x0033_5C8E),
        scrim: veil(0x002A_1C18, 168),
        on_scrim: rgb(0x00FF_F8F0),
        photo_backdrop: rgb(0x00EF_E5D6),
        photo_tint: Color32::WHITE,
        shadow: veil(0x005A_3A28, 34),
        chart_red: rgb(0x00D0_5A4A),
        chart_green: rgb(0x005F_9A62),
        chart_blue: rgb(0x004F_7FB8),
        chart_luma: rgb(0x006B_5A50),
    };

    /// Dusk: deep plum and navy, warm words, peach.
    pub const DARK: Self = Self {
        ground: rgb(0x001C_192A),
        surface: rgb(0x0025_2136),
        surface_raised: rgb(0x002F_2A44),
        outline: rgb(0x003F_3857),
        outline_strong: rgb(0x0086_7B9C),
        text: rgb(0x00F4_E8DC),
        text_quiet: rgb(0x00BF_B0B8),
        accent: rgb(0x00F2_AE8C),
        on_accent: rgb(0x0032_1A18),
        accent_soft: rgb(0x004B_3645),
        on_accent_soft: rgb(0x00FB_CDB6),
        favourite: rgb(0x00FF_8A8F),
        danger: rgb(0x00F4_9389),
        on_danger: rgb(0x0033_1012),
        success: rgb(0x009E_CFA4),
        focus: rgb(0x00A9_C8F5),
        scrim: veil(0x000B_0912, 170),
        on_scrim: rgb(0x00FF_F4E8),
        photo_backdrop: rgb(0x0013_111D),
        photo_tint: Color32::WHITE,
        shadow: veil(0x0000_0000, 90),
        chart_red: rgb(0x00F0_8070),
        chart_green: rgb(0x0084_C58A),
        chart_blue: rgb(0x007F_AEE8),
        chart_luma: rgb(0x00D8_C8BC),
    };

    /// The middle of the night: ember on black, almost no blue, nothing bright.
    pub const NIGHT: Self = Self {
        ground: rgb(0x000B_0504),
        surface: rgb(0x0012_0906),
        surface_raised: rgb(0x0019_0D09),
        outline: rgb(0x0030_1A11),
        outline_strong: rgb(0x008E_5433),
        text: rgb(0x00C6_8650),
        text_quiet: rgb(0x00BA_7747),
        accent: rgb(0x00BA_6E3C),
        on_accent: rgb(0x0014_0704),
        accent_soft: rgb(0x002E_170D),
        on_accent_soft: rgb(0x00C6_8650),
        favourite: rgb(0x00BC_5A40),
        danger: rgb(0x00C2_6148),
        on_danger: rgb(0x0012_0504),
        success: rgb(0x00A2_7C3C),
        focus: rgb(0x00C0_8A4C),
        scrim: veil(0x0004_0201, 190),
        on_scrim: rgb(0x00C6_8650),
        photo_backdrop: rgb(0x0005_0202),
        photo_tint: rgb(0x008C_6048),
        shadow: veil(0x0000_0000, 120),
        chart_red: rgb(0x00A8_4A32),
        chart_green: rgb(0x0088_6A32),
        chart_blue: rgb(0x006E_4A3C),
        chart_luma: rgb(0x00B0_7A50),
    };
}

/// How far two opaque colours stand apart, 1–21 (WCAG 2).
pub fn contrast_ratio(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    fn linear(channel: u8) -> f32 {
        let value = f32::from(channel) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    }
    0.0722f32.mul_add(
        linear(color.b()),
        0.2126f32.mul_add(linear(color.r()), 0.7152 * linear(color.g())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PALETTES: [(&str, Palette); 3] = [
        ("light", Palette::LIGHT),
        ("dark", Palette::DARK),
        ("night", Palette::NIGHT),
    ];

    /// `color` laid over `below`.
    fn over(color: Color32, below: Color32) -> Color32 {
        let rest = 1.0 - f32::from(color.a()) / 255.0;
        let mix = |top: u8, low: u8| (f32::from(top) + f32::from(low) * rest).round() as u8;
        Color32::from_rgb(
            mix(color.r(), below.r()),
            mix(color.g(), below.g()),
            mix(color.b(), below.b()),
        )
    }

    #[track_caller]
    fn at_least(ratio: f32, what: &str, one: Color32, other: Color32) {
        let found = contrast_ratio(one, other);
        assert!(found >= ratio, "{what}: {found:.2} is below {ratio}");
    }

    #[test]
    fn words_can_be_read_wherever_they_stand() {
        for (name, palette) in PALETTES {
            let grounds = [
                ("ground", palette.ground),
                ("surface", palette.surface),
                ("raised", palette.surface_raised),
            ];
            for (ground_name, ground) in grounds {
                for (role, color) in [
                    ("text", palette.text),
                    ("text_quiet", palette.text_quiet),
                    ("accent", palette.accent),
                    ("danger", palette.danger),
                    ("success", palette.success),
                ] {
                    at_least(
                        4.5,
                        &format!("{name}: {role} on {ground_name}"),
                        color,
                        ground,
                    );
                }
            }
            for (what, one, other) in [
                ("on_accent", palette.on_accent, palette.accent),
                ("on_danger", palette.on_danger, palette.danger),
                (
                    "on_accent_soft",
                    palette.on_accent_soft,
                    palette.accent_soft,
                ),
                ("text on accent_soft", palette.text, palette.accent_soft),
                (
                    "quiet on accent_soft",
                    palette.text_quiet,
                    palette.accent_soft,
                ),
                (
                    "words where photos are dropped",
                    palette.on_scrim,
                    over(palette.scrim, palette.ground),
                ),
                ("text on photo wall", palette.text, palette.photo_backdrop),
                (
                    "quiet on photo wall",
                    palette.text_quiet,
                    palette.photo_backdrop,
                ),
            ] {
                at_least(4.5, &format!("{name}: {what}"), one, other);
            }
            let (paper, ink) = palette.blank_paper();
            at_least(4.5, &format!("{name}: on a blank page"), ink, paper);
        }
    }

    #[test]
    fn words_on_buttons_can_be_read_while_they_are_hovered_and_pressed() {
        for (name, palette) in PALETTES {
            for amount in [0.0, 0.35, 0.7, 1.0] {
                for (kind, rest, ink) in [
                    ("primary", palette.accent, palette.on_accent),
                    ("danger", palette.danger, palette.on_danger),
                ] {
                    let fill = rest.lerp_to_gamma(palette.text, 0.16 * amount);
                    at_least(4.5, &format!("{name}: {kind} at {amount}"), ink, fill);
                }
                let ink = palette.text.lerp_to_gamma(palette.on_accent_soft, amount);
                let fill = palette
                    .surface_raised
                    .lerp_to_gamma(palette.accent_soft, amount);
                at_least(4.5, &format!("{name}: secondary at {amount}"), ink, fill);
                for ground in [palette.ground, palette.surface, palette.surface_raised] {
                    let ink = palette.accent.lerp_to_gamma(palette.on_accent_soft, amount);
                    let fill = over(palette.accent_soft.gamma_multiply(amount), ground);
                    at_least(4.5, &format!("{name}: quiet at {amount}"), ink, fill);
                }
            }
        }
    }

    #[test]
    fn edges_and_marks_can_be_found() {
        for (name, palette) in PALETTES {
            for ground in [palette.ground, palette.surface, palette.surface_raised] {
                for (role, color) in [
                    ("outline_strong", palette.outline_strong),
                    ("focus", palette.focus),
                    ("favourite", palette.favourite),
                ] {
                    at_least(3.0, &format!("{name}: {role}"), color, ground);
                }
            }
        }
    }

    #[test]
    fn words_on_a_white_photo_stay_readable() {
        for (name, palette) in PALETTES {
            let brightest = palette.photo_tint;
            at_least(
                4.5,
                &format!("{name}: on_scrim"),
                palette.on_scrim,
                over(palette.scrim, brightest),
            );
        }
    }

    #[test]
    fn nothing_is_bright_or_blue_at_night() {
        let night = Palette::NIGHT;
        for color in [
            night.ground,
            night.surface,
            night.surface_raised,
            night.outline,
            night.outline_strong,
            night.text,
            night.text_quiet,
            night.accent,
            night.accent_soft,
            night.favourite,
            night.danger,
            night.success,
            night.focus,
            night.on_scrim,
            night.photo_tint,
            night.chart_red,
            night.chart_green,
            night.chart_blue,
            night.chart_luma,
        ] {
            assert!(color.r() <= 0xC8, "{color:?} is too bright for the night");
            assert!(
                color.g() <= 0x8C && color.b() <= 0x50,
                "{color:?} keeps people awake"
            );
            assert!(
                color.r() >= color.g() && color.g() >= color.b(),
                "{color:?}"
            );
        }
    }
}

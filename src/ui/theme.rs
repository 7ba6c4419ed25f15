//! The one place that knows how Smilekeep looks.
//!
//! A view asks [`of`] for the [`Theme`] and names roles ([`Palette`]), sizes of
//! letters ([`size`]), distances ([`space`]), roundness ([`radius`]), shadows
//! ([`Theme::shadow`]) and how long things move ([`Motion`]); it never writes a
//! colour or a magic number of its own.

mod fonts;
mod palette;
mod style;

use std::sync::Arc;

use eframe::egui::{self, Context, Id, Margin, RichText, Stroke, TextStyle, Ui};

pub use fonts::{bold, definitions as font_definitions, icons, install_fonts, semibold, serif};
pub use palette::{Palette, contrast_ratio};

/// Distances, in points.
pub mod space {
    /// Between things that belong to each other.
    pub const XS: f32 = 4.0;
    /// Between neighbours.
    pub const S: f32 = 8.0;
    /// Inside small frames.
    pub const M: f32 = 12.0;
    /// Inside cards.
    pub const L: f32 = 16.0;
    /// Between sections.
    pub const XL: f32 = 24.0;
    /// Around a page.
    pub const XXL: f32 = 40.0;
}

/// Sizes of letters, in points at scale 1.
pub mod size {
    /// A page's one large title.
    pub const TITLE: f32 = 34.0;
    /// A section of a page.
    pub const HEADING: f32 = 22.0;
    /// What is read.
    pub const BODY: f32 = 16.0;
    /// Above a field.
    pub const LABEL: f32 = 14.0;
    /// What may be overlooked.
    pub const SMALL: f32 = 13.5;
}

/// Roundness of corners, in points.
pub mod radius {
    /// Ticks and small marks.
    pub const S: u8 = 6;
    /// Fields, buttons, thumbnails.
    pub const M: u8 = 10;
    /// Cards and dialogs.
    pub const L: u8 = 16;
    /// Pills and chips: always half round.
    pub const PILL: u8 = 255;
}

/// How long movements take, in seconds. Calm, and never in the way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Motion {
    /// Hover and press.
    pub quick_s: f32,
    /// Something appears or fades.
    pub calm_s: f32,
}

impl Motion {
    /// As long as a glance.
    pub const GENTLE: Self = Self {
        quick_s: 0.12,
        calm_s: 0.22,
    };
    /// Nothing moves: for those whom movement makes dizzy.
    pub const STILL: Self = Self {
        quick_s: 0.0,
        calm_s: 0.0,
    };

    /// Whether nothing may move.
    pub fn is_still(&self) -> bool {
        *self == Self::STILL
    }
}

pub use crate::app::Appearance;

/// A resolved look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// Colours by role.
    pub palette: Palette,
    /// Whether the ground is darker than the words.
    pub is_dark: bool,
    /// The look shown; never [`Appearance::System`].
    pub appearance: Appearance,
    /// How much larger than normal everything is; 1 is normal.
    pub scale: f32,
    /// How long movements take.
    pub motion: Motion,
}

impl Theme {
    /// The look for an appearance; `System` counts as light.
    pub const fn new(appearance: Appearance, scale: f32) -> Self {
        let (palette, is_dark, appearance) = match appearance {
            Appearance::System | Appearance::Light => (Palette::LIGHT, false, Appearance::Light),
            Appearance::Dark => (Palette::DARK, true, Appearance::Dark),
            Appearance::Night => (Palette::NIGHT, true, Appearance::Night),
        };
        Self {
            palette,
            is_dark,
            appearance,
            scale,
            motion: Motion::GENTLE,
        }
    }

    /// A card: surface, hairline, generous margin.
    pub fn card_frame(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.palette.surface)
            .stroke(Stroke::new(1.0, self.palette.outline))
            .corner_radius(radius::L)
            .inner_margin(Margin::same(20))
    }

    /// What floats above the page: dialogs, toasts, popups.
    pub fn floating_frame(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.palette.surface_raised)
            .stroke(Stroke::new(1.0, self.palette.outline))
            .corner_radius(radius::L)
            .shadow(style::floating_shadow(&self.palette))
            .inner_margin(Margin::same(space::L as i8))
    }

    /// The soft shadow under a lifted or floating thing.
    pub const fn shadow(&self) -> egui::Shadow {
        egui::Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: self.palette.shadow,
        }
    }
}

/// The smallest and largest scale offered.
pub const SCALE_RANGE: std::ops::RangeInclusive<f32> = 0.75..=2.0;

/// Makes a context look like `appearance` at `scale` (1 is normal; clamped to
/// [`SCALE_RANGE`]), with things moving as `motion` says.
///
/// Cheap when nothing changed, so the shell may call it every frame; it has to,
/// for [`Appearance::System`] to follow the computer.
pub fn apply(ctx: &Context, appearance: Appearance, scale: f32, motion: Motion) -> Theme {
    let resolved = match appearance {
        Appearance::System => match ctx.system_theme() {
            Some(egui::Theme::Dark) => Appearance::Dark,
            Some(egui::Theme::Light) | None => Appearance::Light,
        },
        chosen => chosen,
    };
    let scale = if scale.is_finite() {
        scale.clamp(*SCALE_RANGE.start(), *SCALE_RANGE.end())
    } else {
        1.0
    };
    let theme = Theme {
        motion,
        ..Theme::new(resolved, scale)
    };
    if stored(ctx).as_deref() == Some(&theme) {
        return theme;
    }

    ctx.set_zoom_factor(scale);
    ctx.set_theme(if theme.is_dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    });
    // Both of egui's styles, so that a change of the system's theme between
    // two frames never shows egui's own colours.
    ctx.all_styles_mut(|style| style::restyle(style, &theme));
    ctx.data_mut(|data| data.insert_temp(theme_id(), Arc::new(theme)));
    theme
}

/// The look of this window, as [`apply`] last set it.
pub fn of(ui: &Ui) -> Theme {
    of_ctx(ui.ctx())
}

/// [`of`], where there is no `Ui` yet.
pub fn of_ctx(ctx: &Context) -> Theme {
    stored(ctx).map_or_else(|| Theme::new(Appearance::Light, 1.0), |theme| *theme)
}

fn stored(ctx: &Context) -> Option<Arc<Theme>> {
    ctx.data(|data| data.get_temp(theme_id()))
}

fn theme_id() -> Id {
    Id::unique("smilekeep theme")
}

/// The text style of a page's one large title.
pub fn title_style() -> TextStyle {
    TextStyle::Name("title".into())
}

/// The text style of a label above a field.
pub fn label_style() -> TextStyle {
    TextStyle::Name("label".into())
}

/// A page's one large title.
pub fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(title_style())
}

/// A label above a field.
pub fn label(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(label_style())
}

/// Body text that stands out.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(semibold())
}

/// Words that may be overlooked.
pub fn quiet(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(of(ui).palette.text_quiet)
}

/// An icon at a size in points, in the text colour around it.
pub fn icon(codepoint: &str, size: f32) -> RichText {
    RichText::new(codepoint).family(icons()).size(size)
}

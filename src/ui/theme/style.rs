//! The egui style made from a palette: nothing keeps egui's own greys.

use eframe::egui::{
    Color32, CornerRadius, CursorIcon, FontFamily, FontId, Margin, Shadow, Stroke, Style,
    TextStyle, Vec2,
    style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets},
};

use super::{Palette, Theme, fonts, radius, size, space};

/// Writes everything a style holds; what is left out keeps egui's behaviour,
/// never its colours.
pub(super) fn restyle(style: &mut Style, theme: &Theme) {
    let palette = &theme.palette;
    style.text_styles = [
        (
            super::title_style(),
            FontId::new(size::TITLE, fonts::serif()),
        ),
        (
            TextStyle::Heading,
            FontId::new(size::HEADING, fonts::serif()),
        ),
        (
            TextStyle::Body,
            FontId::new(size::BODY, FontFamily::Proportional),
        ),
        (
            TextStyle::Button,
            FontId::new(size::BODY, fonts::semibold()),
        ),
        (
            super::label_style(),
            FontId::new(size::LABEL, fonts::semibold()),
        ),
        (
            TextStyle::Small,
            FontId::new(size::SMALL, FontFamily::Proportional),
        ),
        (
            TextStyle::Monospace,
            FontId::new(size::LABEL, FontFamily::Monospace),
        ),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    style.animation_time = theme.motion.quick_s;

    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::S);
    spacing.window_margin = Margin::same(space::XL as i8);
    spacing.menu_margin = Margin::same(space::S as i8);
    spacing.button_padding = Vec2::new(14.0, 8.0);
    spacing.interact_size = Vec2::new(44.0, 36.0);
    spacing.indent = space::XL;
    spacing.slider_width = 220.0;
    spacing.slider_rail_height = 6.0;
    spacing.icon_width = 22.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = space::S;
    spacing.extra_text_line_spacing = 3.0;
    spacing.tooltip_width = 360.0;
    spacing.menu_width = 320.0;
    spacing.text_edit_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 10.0,
        floating_width: 5.0,
        handle_min_length: 36.0,
        ..ScrollStyle::floating()
    };

    let interaction = &mut style.interaction;
    interaction.tooltip_delay = 0.5;
    interaction.selectable_labels = false;
    interaction.multi_widget_text_select = false;

    visuals(style, palette, theme.is_dark);
}

fn visuals(style: &mut Style, palette: &Palette, is_dark: bool) {
    let visuals = &mut style.visuals;
    visuals.dark_mode = is_dark;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.text_quiet);
    visuals.widgets = widgets(palette);
    visuals.selection = Selection {
        bg_fill: palette.accent_soft,
        stroke: Stroke::new(1.5, palette.accent),
    };
    visuals.ime_composition.active_underline_stroke = Stroke::new(2.0, palette.accent);
    visuals.ime_composition.inactive_underline_stroke = Stroke::new(1.0, palette.outline_strong);
    visuals.hyperlink_color = palette.accent;
    visuals.faint_bg_color = palette.surface;
    visuals.extreme_bg_color = palette.surface_raised;
    visuals.text_edit_bg_color = Some(palette.surface_raised);
    visuals.code_bg_color = palette.accent_soft;
    visuals.warn_fg_color = palette.danger;
    visuals.error_fg_color = palette.danger;
    visuals.window_fill = palette.surface_raised;
    visuals.panel_fill = palette.ground;
    visuals.window_stroke = Stroke::new(1.0, palette.outline);
    visuals.window_corner_radius = CornerRadius::same(radius::L);
    visuals.menu_corner_radius = CornerRadius::same(radius::M);
    visuals.window_shadow = floating_shadow(palette);
    visuals.popup_shadow = floating_shadow(palette);
    visuals.window_highlight_topmost = false;
    visuals.text_cursor = TextCursorStyle {
        stroke: Stroke::new(2.0, palette.accent),
        ..visuals.text_cursor.clone()
    };
    visuals.slider_trailing_fill = true;
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.interact_cursor = Some(CursorIcon::PointingHand);
    visuals.disabled_alpha = 0.5;
}

/// The shadow under what floats.
pub(super) fn floating_shadow(palette: &Palette) -> Shadow {
    Shadow {
        offset: [0, 6],
        blur: 28,
        spread: 0,
        color: palette.shadow,
    }
}

fn widgets(palette: &Palette) -> Widgets {
    let state = |fill: Color32, edge: Color32, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(radius::M),
        fg_stroke: Stroke::new(1.5, ink),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: WidgetVisuals {
            fg_stroke: Stroke::new(1.0, palette.text),
            ..state(palette.surface, palette.outline, palette.text)
        },
        inactive: state(palette.surface_raised, palette.outline_strong, palette.text),
        hovered: state(palette.accent_soft, palette.accent, palette.on_accent_soft),
        active: state(palette.accent_soft, palette.focus, palette.on_accent_soft),
        open: state(palette.accent_soft, palette.accent, palette.on_accent_soft),
    }
}

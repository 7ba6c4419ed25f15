//! A part of a panel that folds away under its title.

use eframe::egui::{
    Align2, Id, Role, Sense, Ui, WidgetInfo, collapsing_header::CollapsingState, pos2, vec2,
};
use egui_material_icons::icons::{ICON_EXPAND_LESS, ICON_EXPAND_MORE};

use super::buttons::{icon_font, line_galley, liveliness};
use super::focus::focus_ring_ui;
use crate::ui::theme::{self, radius, space};

/// Height of the title, in points.
const HEIGHT: f32 = 44.0;
/// Size of the icons, in points.
const ICON: f32 = 20.0;

/// Draws a title with an icon and, while it is unfolded, what is under it.
/// `changed` puts a dot beside the title: something in there was used. Whether
/// it is folded is kept while the program runs.
pub fn fold_ui<R>(
    ui: &mut Ui,
    icon: &str,
    title: &str,
    changed: bool,
    open_at_first: bool,
    contents: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let id = Id::unique(("smilekeep fold", title));
    let mut state = CollapsingState::load_with_default_open(ui.ctx(), id, open_at_first);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    if response.clicked() {
        state.toggle(ui);
    }
    let open = state.is_open();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(open);
        if changed {
            node.set_description(t!("widget-changed"));
        }
    });
    if ui.is_rect_visible(rect) {
        let palette = theme::of(ui).palette;
        let lively = liveliness(ui, &response);
        let painter = ui.painter();
        painter.rect_filled(
            rect.expand2(vec2(space::S, 0.0)),
            radius::M,
            palette.accent_soft.gamma_multiply(lively * 0.7),
        );
        painter.text(
            pos2(rect.left() + ICON / 2.0, rect.center().y),
            Align2::CENTER_CENTER,
            icon,
            icon_font(ICON),
            palette.text_quiet,
        );
        let left = rect.left() + ICON + space::S;
        let room = rect.right() - left - ICON - 2.0 * space::M;
        let words = line_galley(ui, title, &eframe::egui::TextStyle::Button, room);
        let end = left + words.size().x;
        let at = pos2(left, rect.center().y - words.size().y / 2.0);
        let painter = ui.painter();
        painter.galley_with_override_text_color(at, words, palette.text);
        if changed {
            painter.circle_filled(
                pos2(end + space::M, rect.center().y + 1.0),
                3.5,
                palette.accent,
            );
        }
        painter.text(
            pos2(rect.right() - ICON / 2.0, rect.center().y),
            Align2::CENTER_CENTER,
            if open {
                ICON_EXPAND_LESS.codepoint
            } else {
                ICON_EXPAND_MORE.codepoint
            },
            icon_font(ICON),
            palette.text_quiet,
        );
        focus_ring_ui(ui, &response, rect, radius::M);
    }
    let shown = state.show_body_unindented(ui, contents);
    state.store(ui.ctx());
    shown.map(|shown| shown.inner)
}

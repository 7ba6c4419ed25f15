//! What pages are built from: sections, cards, empty pages, long work.

use eframe::egui::{
    Label, RichText, Role, Sense, Stroke, StrokeKind, TextureHandle, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::ICON_CLOSE;

use super::buttons::icon_button;
use crate::ui::theme::{self, radius, space};

/// The widest an empty page's words run, in points: about sixty letters.
const READING_WIDTH: f32 = 460.0;
/// Height of the drawing on an empty page, in points.
const ART_HEIGHT: f32 = 200.0;

/// A page with nothing on it yet: a drawing, a title, what to do, and buttons.
///
/// Centred in the space that is left. `buttons` draws below the words, one
/// under the other; its value is given back.
pub fn empty_state_ui<R>(
    ui: &mut Ui,
    art: Option<&TextureHandle>,
    title: &str,
    body: &str,
    buttons: impl FnOnce(&mut Ui) -> R,
) -> R {
    let height_id = ui.make_persistent_id(("empty-page", title));
    let known: Option<f32> = ui.data(|data| data.get_temp(height_id));
    // The height is known from the last frame; before that, a fair guess.
    let height = known.unwrap_or(ART_HEIGHT + 160.0);
    let lead = ((ui.available_height() - height) / 2.0 - space::XL).max(space::L);
    ui.add_space(lead);
    let shown = ui.vertical_centered(|ui| {
        if let Some(art) = art {
            let size = art.size_vec2();
            let scale = (ART_HEIGHT / size.y.max(1.0)).min(ui.available_width() / size.x.max(1.0));
            let (rect, _) = ui.allocate_exact_size(size * scale, Sense::hover());
            let whole = eframe::egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let tint = theme::of(ui).palette.photo_tint;
            ui.painter().image(art.id(), rect, whole, tint);
            ui.add_space(space::L);
        }
        let width = READING_WIDTH.min(ui.available_width());
        ui.scope(|ui| {
            ui.set_max_width(width);
            heading_ui(ui, RichText::new(title).heading());
            ui.add_space(space::XS);
            let quiet = theme::quiet(ui, body);
            ui.add(Label::new(quiet).wrap().halign(eframe::egui::Align::Center));
        });
        ui.add_space(space::L);
        buttons(ui)
    });
    ui.data_mut(|data| data.insert_temp(height_id, shown.response.rect.height()));
    shown.inner
}

/// A heading that screen readers can jump to.
pub fn heading_ui(ui: &mut Ui, words: RichText) -> eframe::egui::Response {
    let text = words.text().to_owned();
    let response = ui.add(Label::new(words).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
    });
    response
}

/// A titled part of a page.
pub fn section_ui<R>(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let part = UiBuilder::new()
        .accessibility_role(Role::Region)
        .accessibility_label(title);
    ui.scope_builder(part, |ui| {
        heading_ui(ui, RichText::new(title).heading());
        ui.add_space(space::XS);
        let inner = contents(ui);
        ui.add_space(space::XL);
        inner
    })
    .inner
}

/// A card on the page, as wide as the page.
pub fn card_ui<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    theme::of(ui)
        .card_frame()
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            contents(ui)
        })
        .inner
}

/// Work that takes a while: what, how far, what right now. Returns whether the
/// person wants it stopped.
///
/// With `total` 0 the end is not known and the bar is a moving stripe.
pub fn progress_card_ui(
    ui: &mut Ui,
    title: &str,
    done: usize,
    total: usize,
    current: &str,
) -> bool {
    let stop = t!("widget-stop", title = title);
    let buttons = [(ICON_CLOSE.codepoint, stop.as_str())];
    work_card_ui(ui, title, (done, total), current, &buttons).is_some()
}

/// Work that takes a while, with buttons (icon and name) beside its title.
/// Returns which of them was pressed.
pub fn work_card_ui(
    ui: &mut Ui,
    title: &str,
    (done, total): (usize, usize),
    current: &str,
    buttons: &[(&str, &str)],
) -> Option<usize> {
    /// Side of a button, in points.
    const SIDE: f32 = 40.0;
    let mut pressed = None;
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        ui.horizontal(|ui| {
            let taken = buttons.len() as f32 * (SIDE + space::S);
            let width = (ui.available_width() - taken).max(60.0);
            ui.set_min_height(SIDE);
            // The title has all the room there is, and a second line if it
            // needs one.
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(Label::new(theme::strong(title)).wrap());
            });
            ui.with_layout(
                eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
                |ui| {
                    for (index, (icon, name)) in buttons.iter().enumerate().rev() {
                        if icon_button(ui, icon, name).clicked() {
                            pressed = Some(index);
                        }
                    }
                },
            );
        });
        bar_ui(ui, title, done, total);
        if total == 0 && current.is_empty() {
            return;
        }
        ui.with_layout(
            eframe::egui::Layout::right_to_left(eframe::egui::Align::Min),
            |ui| {
                if total > 0 {
                    let count = t!("widget-of", count = done.min(total), all = total);
                    ui.label(theme::quiet(ui, count).small());
                }
                if current.is_empty() {
                    return;
                }
                let width = ui.available_width();
                ui.with_layout(
                    eframe::egui::Layout::left_to_right(eframe::egui::Align::Min),
                    |ui| {
                        ui.set_max_width(width);
                        let words = theme::quiet(ui, current).small();
                        ui.add(Label::new(words).truncate());
                    },
                );
            },
        );
    });
    pressed
}

/// Work that takes a while, with no way to tell how far it is or to stop it.
pub fn waiting_card_ui(ui: &mut Ui, title: &str) {
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.add(Label::new(theme::strong(title)).truncate());
        bar_ui(ui, title, 0, 0);
    });
}

pub fn bar_ui(ui: &mut Ui, title: &str, done: usize, total: usize) {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, title));
    ui.painter().rect(
        rect,
        radius::PILL,
        palette.outline,
        Stroke::NONE,
        StrokeKind::Inside,
    );
    let filled = if total > 0 {
        let share = (done.min(total)) as f32 / total as f32;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_numeric_value(f64::from(share * 100.0).round());
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
        });
        let share =
            ui.ctx()
                .animate_value_with_time(response.id, share, theme::of(ui).motion.calm_s);
        // Never narrower than round, or the start looks broken.
        let width = (rect.width() * share).max(rect.height());
        (share > 0.0)
            .then(|| eframe::egui::Rect::from_min_size(rect.min, vec2(width, rect.height())))
    } else {
        const SECONDS_A_ROUND: f64 = 2.4;
        let swing = if theme::of(ui).motion.is_still() {
            0.5
        } else {
            ui.ctx().request_repaint_after_secs(1.0 / 30.0);
            let time = ui.input(|input| input.time);
            let phase = (time / SECONDS_A_ROUND).fract() as f32;
            0.5 - 0.5 * (phase * std::f32::consts::TAU).cos()
        };
        let size = Vec2::new(rect.width() * 0.25, rect.height());
        let left = rect.left() + swing * (rect.width() - size.x);
        Some(eframe::egui::Rect::from_min_size(
            pos2(left, rect.top()),
            size,
        ))
    };
    if let Some(filled) = filled {
        ui.painter()
            .rect_filled(filled, radius::PILL, palette.accent);
    }
}

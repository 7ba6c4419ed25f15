//! What pages are built from: sections, cards, empty pages, long work.

use eframe::egui::{
    Color32, Label, RichText, Role, Sense, Stroke, StrokeKind, TextStyle, TextureHandle, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
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
    let mut stop = false;
    card_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.horizontal(|ui| {
            ui.set_height(40.0);
            let count = (total > 0).then(|| t!("widget-of", count = done.min(total), all = total));
            let width = (ui.available_width() - beside_title(ui, count.as_deref())).max(60.0);
            ui.scope(|ui| {
                ui.set_max_width(width);
                ui.add(Label::new(theme::strong(title)).wrap());
            });
            ui.with_layout(
                eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
                |ui| {
                    let name = t!("widget-stop", title = title);
                    stop = icon_button(ui, ICON_CLOSE.codepoint, &name).clicked();
                    if let Some(count) = count {
                        ui.label(theme::quiet(ui, count).small());
                    }
                },
            );
        });
        bar_ui(ui, title, done, total);
        if !current.is_empty() {
            let words = theme::quiet(ui, current).small();
            ui.add(Label::new(words).truncate());
        }
    });
    stop
}

/// Width of the count and the button beside a title, in points.
fn beside_title(ui: &Ui, count: Option<&str>) -> f32 {
    const BUTTON: f32 = 40.0;
    let gap = ui.spacing().item_spacing.x;
    let count = count.map_or(0.0, |count| {
        let font = TextStyle::Small.resolve(ui.style());
        let words = ui
            .painter()
            .layout_no_wrap(count.to_owned(), font, Color32::PLACEHOLDER);
        words.size().x + gap
    });
    BUTTON + gap + count
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

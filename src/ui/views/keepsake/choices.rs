//! The column's plain choices: which month, which words, which paper.

use chrono::NaiveDate;
use eframe::egui::{
    Label, Popup, Response, RichText, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo,
    text::LayoutJob, vec2,
};
use egui_material_icons::icons;

use crate::app::{KeepsakeCommand, Model};
use crate::domain::{Month, PageChoice};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{icon_button_enabled, line_field_ui, secondary_button_enabled};

/// Height of what can be tapped in a list, in points.
const ROW: f32 = 44.0;
/// The list of months is never higher than this, in points.
const LIST: f32 = 420.0;

/// The heading, and the month with the ones beside it.
pub(super) fn month_ui(ui: &mut Ui, model: &Model, today: NaiveDate, actions: &mut Actions) {
    heading_ui(ui, RichText::new(t!("keepsake-view-title")).heading());
    ui.add_space(space::XS);
    let Some(shown) = model.keepsake.choice.as_ref().map(|choice| choice.month) else {
        ui.add_space(ROW);
        return;
    };
    let (first, last) = reach(model, Month::of(today), shown);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let back = icons::ICON_CHEVRON_LEFT.codepoint;
        if icon_button_enabled(ui, shown > first, back, t!("keepsake-view-previous-month"))
            .clicked()
        {
            actions.push(KeepsakeCommand::Show(shown.previous()));
        }
        let width = ui.available_width() - 40.0 - space::XS;
        let button = month_button_ui(ui, &shown.label(), width);
        months_menu_ui(&button, model, shown, actions);
        let on = icons::ICON_CHEVRON_RIGHT.codepoint;
        if icon_button_enabled(ui, shown < last, on, t!("keepsake-view-next-month")).clicked() {
            actions.push(KeepsakeCommand::Show(shown.next()));
        }
    });
}

/// The first and last month worth a page: from the birth, or the first photo,
/// to today, or the last photo.
fn reach(model: &Model, today: Month, shown: Month) -> (Month, Month) {
    let birth = model
        .current_baby()
        .map(|baby| Month::of(baby.fields.birth_date));
    let with_photos = || model.months();
    let first = with_photos().chain(birth).min().unwrap_or(shown);
    let last = with_photos().max().unwrap_or(shown).max(today);
    (first.min(shown), last.max(shown))
}

/// Looks like a field one picks from.
fn month_button_ui(ui: &mut Ui, label: &str, width: f32) -> Response {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(t!("keepsake-view-other-month"));
        node.set_has_popup(eframe::egui::accesskit::HasPopup::Menu);
    });
    let (fill, edge) = if response.hovered() {
        (palette.accent_soft, palette.accent)
    } else {
        (palette.surface_raised, palette.outline_strong)
    };
    ui.painter().rect(
        rect,
        radius::M,
        fill,
        eframe::egui::Stroke::new(1.0, edge),
        eframe::egui::StrokeKind::Inside,
    );
    let font = TextStyle::Button.resolve(ui.style());
    let words = ui.fonts_mut(|fonts| {
        fonts.layout_job(LayoutJob::simple_singleline(
            label.to_owned(),
            font,
            palette.text,
        ))
    });
    let icon = ui.fonts_mut(|fonts| {
        fonts.layout_job(LayoutJob::simple_singleline(
            icons::ICON_EXPAND_MORE.codepoint.to_owned(),
            eframe::egui::FontId::new(20.0, theme::icons()),
            palette.text_quiet,
        ))
    });
    let wide = words.size().x + space::S + icon.size().x;
    let left = rect.center().x - wide / 2.0;
    let icon_left = left + words.size().x + space::S;
    let middle = rect.center().y;
    let (words_top, icon_top) = (middle - words.size().y / 2.0, middle - icon.size().y / 2.0);
    let painter = ui.painter_at(rect);
    painter.galley(eframe::egui::pos2(left, words_top), words, palette.text);
    painter.galley(
        eframe::egui::pos2(icon_left, icon_top),
        icon,
        palette.text_quiet,
    );
    focus_ring_ui(ui, &response, rect, radius::M);
    response
}

fn months_menu_ui(button: &Response, model: &Model, shown: Month, actions: &mut Actions) {
    let frame = theme::of_ctx(&button.ctx).floating_frame();
    Popup::menu(button)
        .gap(space::S)
        .frame(frame.inner_margin(space::S))
        .width(button.rect.width())
        .show(|ui| {
            ScrollArea::vertical().max_height(LIST).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for section in &model.gallery.months {
                    let photos = t!("count-photos", count = section.range.len());
                    let here = section.month == shown;
                    if month_row_ui(ui, &section.month.label(), &photos, here) {
                        actions.push(KeepsakeCommand::Show(section.month));
                        ui.close();
                    }
                }
            });
        });
}

fn month_row_ui(ui: &mut Ui, month: &str, photos: &str, here: bool) -> bool {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| {
        let name = format!("{month}, {photos}");
        WidgetInfo::selected(Role::MenuItemRadio, ui.is_enabled(), here, name)
    });
    let (fill, ink, quiet) = if here || response.hovered() {
        let ink = palette.on_accent_soft;
        (palette.accent_soft, ink, ink)
    } else {
        let clear = eframe::egui::Color32::TRANSPARENT;
        (clear, palette.text, palette.text_quiet)
    };
    let painter = ui.painter();
    painter.rect_filled(rect, radius::M, fill);
    let inner = rect.shrink2(vec2(space::M, 0.0));
    painter.text(
        inner.left_center(),
        eframe::egui::Align2::LEFT_CENTER,
        month,
        TextStyle::Button.resolve(ui.style()),
        ink,
    );
    painter.text(
        inner.right_center(),
        eframe::egui::Align2::RIGHT_CENTER,
        photos,
        TextStyle::Small.resolve(ui.style()),
        quiet,
    );
    focus_ring_ui(ui, &response, rect.shrink(3.0), radius::M - 3);
    response.clicked()
}

/// Heading, last line and place.
pub(super) fn words_ui(ui: &mut Ui, model: &Model, choice: &mut PageChoice) {
    // The month is part of the id: undoing in a field never brings the words
    // of another month.
    let month = choice.month;
    line_field_ui(
        ui,
        ("page-title", month),
        t!("keepsake-view-page-title"),
        &mut choice.title,
        &model.keepsake.default_title,
        None,
    );
    ui.add_space(space::M);
    line_field_ui(
        ui,
        ("page-closing", month),
        t!("keepsake-view-closing"),
        &mut choice.closing,
        t!("keepsake-view-closing-hint"),
        None,
    );
    ui.add_space(space::M);
    line_field_ui(
        ui,
        ("page-place", month),
        t!("keepsake-view-place"),
        &mut choice.look.place,
        t!("keepsake-view-place-hint"),
        None,
    );
}

/// What to do about a month that has no photos.
pub(super) fn no_photos_this_month_ui(
    ui: &mut Ui,
    month: Month,
    may_add: bool,
    actions: &mut Actions,
) {
    heading_ui(ui, RichText::new(t!("keepsake-view-photos")).heading());
    ui.add_space(space::XS);
    let words = t!("keepsake-view-no-photos", month = month.label());
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
    ui.add_space(space::S);
    let icon = icons::ICON_ADD_PHOTO_ALTERNATE.codepoint;
    if secondary_button_enabled(ui, may_add, icon, t!("keepsake-view-choose-photos")).clicked() {
        actions.ask(Dialog::AddPhotos);
    }
}

/// Why nothing can be chosen.
pub(super) fn read_only_hint_ui(ui: &mut Ui) {
    let words = t!("keepsake-view-read-only");
    ui.add(Label::new(theme::quiet(ui, words)).wrap());
}

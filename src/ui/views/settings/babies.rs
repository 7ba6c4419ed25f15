//! The babies of the library, each in a card; one at a time can be changed.

use eframe::egui::{
    Align, Align2, Color32, CornerRadius, FontId, Label, Layout, Rect, RichText, Sense, Stroke,
    TextStyle, Ui, epaint::RectShape, vec2,
};
use egui_material_icons::icons;

use super::baby_form::{BabyForm, FormEnd, form_ui};
use crate::app::{LibraryCommand, Model};
use crate::domain::Baby;
use crate::photo::ThumbSize;
use crate::ui::actions::Actions;
use crate::ui::text::{initial, long_date, short_date};
use crate::ui::theme::{self, radius, space};
use crate::ui::views::Stage;
use crate::ui::widgets::buttons::quiet_button_width;
use crate::ui::widgets::line::line_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::picture::cover_uv;
use crate::ui::widgets::{card_ui, quiet_button, secondary_button_enabled};

/// Diameter of a portrait, in points.
const PORTRAIT: f32 = 64.0;

/// All babies, and the way to one more.
pub(super) fn babies_ui(
    ui: &mut Ui,
    model: &Model,
    form: &mut Option<BabyForm>,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) {
    if form.as_ref().is_some_and(|form| form.is_stored(model)) {
        *form = None;
    }
    let may_change = model.read_only().is_none();
    let mut end = FormEnd::Open;
    for baby in &model.babies {
        card_ui(ui, |ui| {
            let editing = form.as_ref().is_some_and(|form| form.is_for(baby.id));
            let edit = baby_ui(ui, model, baby, editing || !may_change, stage, actions);
            if edit {
                *form = Some(BabyForm::change(baby));
            }
            if let (true, Some(form)) = (editing, form.as_mut()) {
                ui.add_space(space::L);
                end = form_ui(ui, form, model, actions);
            }
        });
        ui.add_space(space::S);
    }
    match form {
        Some(form) if form.is_new() => card_ui(ui, |ui| {
            heading_ui(ui, RichText::new(t!("settings-baby-new")).heading());
            ui.add_space(space::S);
            end = form_ui(ui, form, model, actions);
        }),
        _ => {
            let icon = icons::ICON_ADD.codepoint;
            if secondary_button_enabled(ui, may_change, icon, t!("settings-baby-add")).clicked() {
                *form = Some(BabyForm::new(model));
            }
        }
    }
    if end == FormEnd::Closed {
        *form = None;
    }
}

/// Portrait, name and dates. Returns whether “Change…” was tapped.
fn baby_ui(
    ui: &mut Ui,
    model: &Model,
    baby: &Baby,
    plain: bool,
    stage: &mut Stage<'_>,
    actions: &mut Actions,
) -> bool {
    let mut edit = false;
    let shown = model.baby == Some(baby.id);
    let several = model.babies.len() > 1;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        portrait_ui(ui, model, baby, stage);
        // Buttons beside the words while there is room, else below them.
        let beside = ui.available_width() > 420.0;
        let several_buttons = several && !shown;
        let mut buttons = 0.0;
        for (there, words) in [
            (!plain, t!("settings-baby-change")),
            (several_buttons, t!("settings-baby-show")),
        ] {
            if beside && there {
                buttons += quiet_button_width(ui, words) + space::L;
            }
        }
        ui.vertical(|ui| {
            ui.set_max_width((ui.available_width() - buttons).max(120.0));
            ui.spacing_mut().item_spacing.y = space::XS;
            let ink = theme::of(ui).palette.text;
            line_ui(ui, &baby.fields.name, &TextStyle::Heading, ink);
            let born = long_date(baby.fields.birth_date);
            ui.add(Label::new(t!("settings-baby-born", date = born)).wrap());
            let mut details = vec![baby.age_label(stage.today)];
            if let Some(due) = baby.fields.due_date {
                details.push(t!("settings-baby-due", date = short_date(due)));
            }
            if several && shown {
                details.push(t!("settings-baby-shown").to_owned());
            }
            let details = theme::quiet(ui, details.join(" · "));
            ui.add(Label::new(details).wrap());
            if !beside {
                ui.horizontal_wrapped(|ui| {
                    edit = baby_buttons_ui(ui, baby, plain, several_buttons, actions);
                });
            }
        });
        if beside {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                edit = baby_buttons_ui(ui, baby, plain, several_buttons, actions);
            });
        }
    });
    edit
}

fn baby_buttons_ui(
    ui: &mut Ui,
    baby: &Baby,
    plain: bool,
    may_show: bool,
    actions: &mut Actions,
) -> bool {
    let name = &baby.fields.name;
    let mut edit = false;
    if !plain {
        let response = quiet_button(ui, t!("settings-baby-change"));
        edit = response
            .accessible_name(t!("settings-baby-change-name", name = name))
            .clicked();
    }
    if may_show {
        let response = quiet_button(ui, t!("settings-baby-show"));
        if response
            .accessible_name(t!("settings-baby-show-name", name = name))
            .clicked()
        {
            actions.push(LibraryCommand::SelectBaby(baby.id));
        }
    }
    edit
}

fn portrait_ui(ui: &mut Ui, model: &Model, baby: &Baby, stage: &mut Stage<'_>) {
    let palette = theme::of(ui).palette;
    let (rect, _) = ui.allocate_exact_size(vec2(PORTRAIT, PORTRAIT), Sense::hover());
    let info = baby.fields.portrait.and_then(|id| model.photos.get(&id));
    let round = CornerRadius::same(radius::PILL);
    let Some(info) = info else {
        ui.painter().rect_filled(rect, round, palette.accent_soft);
        ui.painter().text(
            rect.center(),
            Align2::CENTER_CENTER,
            initial(&baby.fields.name),
            FontId::new(28.0, theme::serif()),
            palette.on_accent_soft,
        );
        return;
    };
    let picture = stage
        .textures
        .photo(&info.photo, &info.edits, ThumbSize::Grid);
    paint_round(ui, rect, picture, palette.accent_soft);
}

fn paint_round(
    ui: &Ui,
    rect: Rect,
    picture: Option<(eframe::egui::TextureId, eframe::egui::Vec2)>,
    under: Color32,
) {
    let palette = theme::of(ui).palette;
    let round = CornerRadius::same(radius::PILL);
    ui.painter().rect_filled(rect, round, under);
    if let Some((texture, size)) = picture {
        ui.painter().add(
            RectShape::filled(rect, round, palette.photo_tint)
                .with_texture(texture, cover_uv(size, rect.size())),
        );
    }
    ui.painter().rect_stroke(
        rect,
        round,
        Stroke::new(1.0, palette.outline),
        eframe::egui::StrokeKind::Inside,
    );
}

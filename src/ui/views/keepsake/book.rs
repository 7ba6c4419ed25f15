//! The dialog that asks which months become a book.

use eframe::egui::{Context, Id, Label, Modal, RichText, Ui};
use egui_material_icons::icons;

use super::file_name::book_file_name;
use crate::app::Model;
use crate::domain::Month;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{icon_button_enabled, primary_button_enabled, secondary_button};

/// Width of the dialog, in points.
const DIALOG: f32 = 420.0;

/// The dialog, while it is open.
pub(super) struct BookDialog {
    from: Month,
    to: Month,
}

impl BookDialog {
    /// All months with photos, from the birth on; earlier ones can be taken in.
    pub(super) fn new(model: &Model) -> Option<Self> {
        let birth = model
            .current_baby()
            .map(|baby| Month::of(baby.fields.birth_date));
        let born = |month: &Month| birth.is_none_or(|birth| *month >= birth);
        Some(Self {
            from: model.months().filter(born).min().or(model.months().min())?,
            to: model.months().max()?,
        })
    }
}

/// Draws the dialog while it is open.
pub(super) fn book_dialog_ui(
    ctx: &Context,
    open: &mut Option<BookDialog>,
    model: &Model,
    actions: &mut Actions,
) {
    let Some(dialog) = open else {
        return;
    };
    let (Some(first), Some(last)) = (model.months().min(), model.months().max()) else {
        *open = None;
        return;
    };
    let theme = theme::of_ctx(ctx);
    let width = DIALOG.min(ctx.content_rect().width() - 2.0 * space::XL);
    let shown = Modal::new(Id::unique("make-a-book"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(space::XL))
        .show(ctx, |ui| {
            ui.set_width(width - 2.0 * space::XL);
            ui.spacing_mut().item_spacing.y = space::S;
            heading_ui(ui, RichText::new(t!("keepsake-view-book")).heading());
            let words = t!("keepsake-view-book-about");
            ui.add(Label::new(theme::quiet(ui, words)).wrap());
            ui.add_space(space::S);
            let from = MonthWords {
                label: t!("keepsake-view-book-from"),
                earlier: t!("keepsake-view-book-from-earlier"),
                later: t!("keepsake-view-book-from-later"),
            };
            month_ui(ui, &from, &mut dialog.from, model, (first, dialog.to));
            let to = MonthWords {
                label: t!("keepsake-view-book-to"),
                earlier: t!("keepsake-view-book-to-earlier"),
                later: t!("keepsake-view-book-to-later"),
            };
            month_ui(ui, &to, &mut dialog.to, model, (dialog.from, last));
            let months = model
                .months()
                .filter(|month| (dialog.from..=dialog.to).contains(month))
                .count();
            ui.label(theme::quiet(
                ui,
                t!("keepsake-view-book-months", count = months),
            ));
            ui.add_space(space::L);
            let mut done = false;
            ui.horizontal(|ui| {
                let icon = icons::ICON_PICTURE_AS_PDF.codepoint;
                if primary_button_enabled(ui, months > 0, icon, t!("keepsake-view-book-save"))
                    .clicked()
                {
                    let baby = model
                        .current_baby()
                        .map_or("", |baby| baby.fields.name.as_str());
                    actions.ask(Dialog::SaveBook {
                        from: dialog.from,
                        to: dialog.to,
                        file_name: book_file_name(baby, dialog.from, dialog.to),
                    });
                    done = true;
                }
                done |= secondary_button(ui, "", t!("word-cancel")).clicked();
            });
            done
        });
    if shown.inner || shown.should_close() {
        *open = None;
    }
}

/// What is said about a month and of its two buttons.
struct MonthWords {
    label: &'static str,
    earlier: &'static str,
    later: &'static str,
}

/// A month with an earlier and a later one.
/// A month with photos, and the way to the ones before and after it.
fn month_ui(
    ui: &mut Ui,
    words: &MonthWords,
    month: &mut Month,
    model: &Model,
    (least, most): (Month, Month),
) {
    let others = || {
        model
            .months()
            .filter(|other| (least..=most).contains(other))
    };
    let before = others().filter(|other| *other < *month).max();
    let after = others().filter(|other| *other > *month).min();
    ui.label(theme::label(words.label));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let back = icons::ICON_CHEVRON_LEFT.codepoint;
        if icon_button_enabled(ui, before.is_some(), back, words.earlier).clicked() {
            *month = before.unwrap_or(*month);
        }
        ui.add_sized([180.0, 40.0], Label::new(month.label()).selectable(false));
        let on = icons::ICON_CHEVRON_RIGHT.codepoint;
        if icon_button_enabled(ui, after.is_some(), on, words.later).clicked() {
            *month = after.unwrap_or(*month);
        }
    });
}

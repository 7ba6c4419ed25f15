//! What becomes of the page: a PDF, a sheet of paper, a picture.

use eframe::egui::{
    Align, Color32, Context, Id, Label, Layout, Modal, Response, RichText, Role, ScrollArea, Sense,
    Spinner, Ui, UiBuilder, WidgetInfo, vec2,
};
use egui_material_icons::icons;

use super::book::BookDialog;
use super::file_name::page_file_name;
use crate::app::{KeepsakeCommand, Model};
use crate::domain::Paper;
use crate::keepsake::{PrintJob, PrinterInfo};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::range_stepper::{RangeStepperArgs, range_stepper_ui};
use crate::ui::widgets::{
    choice_row_ui, primary_button, primary_button_enabled, quiet_button, secondary_button,
    secondary_button_enabled,
};

/// As many copies as a family gives away at once.
const MOST_COPIES: u32 = 20;
/// Width of the print dialog, in points.
const DIALOG: f32 = 420.0;
/// The list of printers is never higher than this, in points.
const LIST: f32 = 230.0;
/// Height of a printer in the list, in points.
const ROW: f32 = 44.0;

/// The print dialog, while it is open.
pub(super) struct PrintDialog {
    /// The printer tapped; until then the system's own.
    printer: Option<String>,
    copies: u32,
    colour: bool,
}

/// Save as PDF, print, save as a picture.
pub(super) fn save_buttons_ui(
    ui: &mut Ui,
    model: &Model,
    print: &mut Option<PrintDialog>,
    book: &mut Option<BookDialog>,
    actions: &mut Actions,
) {
    let state = &model.keepsake;
    let ready = state.choice.is_some() && state.problem.is_none();
    ui.with_layout(
        Layout::top_down(Align::Min).with_cross_justify(true),
        |ui| {
            let pdf = icons::ICON_PICTURE_AS_PDF.codepoint;
            if primary_button_enabled(ui, ready, pdf, t!("keepsake-view-pdf")).clicked() {
                ask_where(model, false, actions);
            }
        },
    );
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let icon = icons::ICON_PRINT.codepoint;
        if secondary_button_enabled(ui, ready, icon, t!("keepsake-view-print-begin")).clicked() {
            *print = Some(PrintDialog {
                printer: None,
                copies: 1,
                colour: true,
            });
            actions.push(KeepsakeCommand::FindPrinters);
        }
        let icon = icons::ICON_IMAGE.codepoint;
        if secondary_button_enabled(ui, ready, icon, t!("keepsake-view-picture")).clicked() {
            ask_where(model, true, actions);
        }
    });
    ui.add_space(space::XS);
    let icon = icons::ICON_MENU_BOOK.codepoint;
    if secondary_button_enabled(ui, ready, icon, t!("keepsake-view-book-begin")).clicked() {
        *book = BookDialog::new(model);
    }
}

/// Opens the system's dialog with a name that says whose page it is.
fn ask_where(model: &Model, as_picture: bool, actions: &mut Actions) {
    let Some(choice) = &model.keepsake.choice else {
        return;
    };
    let baby = model
        .current_baby()
        .map_or("", |baby| baby.fields.name.as_str());
    let ending = if as_picture { "png" } else { "pdf" };
    actions.ask(Dialog::SavePage {
        as_picture,
        file_name: page_file_name(baby, choice.month, ending),
    });
}

/// The dialog that asks where and how often to print.
pub(super) fn print_dialog_ui(
    ctx: &Context,
    open: &mut Option<PrintDialog>,
    model: &Model,
    actions: &mut Actions,
) {
    let Some(dialog) = open else {
        return;
    };
    let theme = theme::of_ctx(ctx);
    let width = DIALOG.min(ctx.content_rect().width() - 2.0 * space::XL);
    let shown = Modal::new(Id::unique("print-the-page"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame().inner_margin(space::XL))
        .show(ctx, |ui| {
            ui.set_width(width - 2.0 * space::XL);
            ui.spacing_mut().item_spacing.y = space::S;
            heading_ui(ui, RichText::new(t!("keepsake-view-print-title")).heading());
            let paper = model
                .keepsake
                .choice
                .as_ref()
                .map_or(Paper::default(), |choice| choice.paper);
            let lies = model
                .keepsake
                .choice
                .as_ref()
                .is_some_and(|choice| choice.look.landscape);
            let words = if lies {
                t!("keepsake-view-print-on-its-side", paper = paper.label())
            } else {
                t!("keepsake-view-print-upright", paper = paper.label())
            };
            ui.label(theme::quiet(ui, words));
            ui.add_space(space::S);
            let may_print = printers_ui(ui, dialog, model, actions);
            ui.add_space(space::S);
            if may_print {
                let args = RangeStepperArgs {
                    label: t!("keepsake-view-copies"),
                    less: t!("keepsake-view-copies-less"),
                    more: t!("keepsake-view-copies-more"),
                    suffix: "",
                    range: 1..=MOST_COPIES,
                    step: 1,
                };
                range_stepper_ui(ui, &args, &mut dialog.copies);
                ui.add_space(space::S);
                let inks = [
                    (true, t!("keepsake-view-in-colour")),
                    (false, t!("keepsake-view-black-and-white")),
                ];
                let mut colour = Some(dialog.colour);
                if choice_row_ui(ui, t!("keepsake-view-ink"), &inks, &mut colour)
                    && let Some(colour) = colour
                {
                    dialog.colour = colour;
                }
                let warnings = model.keepsake.warnings.len();
                if warnings > 0 {
                    let words = t!("keepsake-view-soft", count = warnings);
                    ui.add(Label::new(theme::quiet(ui, words).small()).wrap());
                }
            }
            ui.add_space(space::L);
            let mut done = false;
            ui.horizontal(|ui| {
                let found_none = !may_print && model.keepsake.printers.is_some();
                let icon = icons::ICON_PRINT.codepoint;
                if found_none {
                    // The next step that is left.
                    let icon = icons::ICON_PICTURE_AS_PDF.codepoint;
                    if primary_button(ui, icon, t!("keepsake-view-pdf")).clicked() {
                        ask_where(model, false, actions);
                        done = true;
                    }
                } else if primary_button_enabled(ui, may_print, icon, t!("keepsake-view-print"))
                    .clicked()
                {
                    actions.push(KeepsakeCommand::Print(PrintJob {
                        printer: dialog.printer.clone(),
                        copies: dialog.copies,
                        paper,
                        landscape: lies,
                        colour: dialog.colour,
                    }));
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

/// The printers, or why there are none. Whether one can print.
fn printers_ui(
    ui: &mut Ui,
    dialog: &mut PrintDialog,
    model: &Model,
    actions: &mut Actions,
) -> bool {
    let printers = match &model.keepsake.printers {
        None => {
            ui.horizontal(|ui| {
                ui.set_height(ROW);
                ui.add(Spinner::new().size(20.0));
                ui.label(t!("keepsake-view-printers-wait"));
            });
            return false;
        }
        Some(Err(sentence)) => {
            ui.add(Label::new(sentence).wrap());
            again_ui(ui, actions);
            return false;
        }
        Some(Ok(printers)) if printers.is_empty() => {
            let words = t!("keepsake-view-printers-none");
            ui.add(Label::new(words).wrap());
            again_ui(ui, actions);
            return false;
        }
        Some(Ok(printers)) => printers,
    };
    // The system's print window, or the usual printer.
    let first = printers.first();
    let gone = |name: &String| !printers.iter().any(|printer| printer.name == *name);
    if dialog.printer.as_ref().is_none_or(gone) {
        dialog.printer = first.map(|printer| printer.name.clone());
    }
    ui.label(theme::label(t!("keepsake-view-printer")));
    let group = UiBuilder::new()
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(t!("keepsake-view-printer"));
    ui.scope_builder(group, |ui| {
        ScrollArea::vertical().max_height(LIST).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            for printer in printers {
                let chosen = dialog.printer.as_ref() == Some(&printer.name);
                if printer_row_ui(ui, printer, chosen).clicked() {
                    dialog.printer = Some(printer.name.clone());
                }
            }
        });
    });
    true
}

fn again_ui(ui: &mut Ui, actions: &mut Actions) {
    if quiet_button(ui, t!("keepsake-view-printers-again")).clicked() {
        actions.push(KeepsakeCommand::FindPrinters);
    }
}

fn printer_row_ui(ui: &mut Ui, printer: &PrinterInfo, chosen: bool) -> Response {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, &printer.name)
    });
    let (fill, ink) = if chosen || response.hovered() {
        (palette.accent_soft, palette.on_accent_soft)
    } else {
        (Color32::TRANSPARENT, palette.text)
    };
    ui.painter().rect_filled(rect, radius::M, fill);
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.shrink2(vec2(space::M, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    let mark = if chosen {
        icons::ICON_RADIO_BUTTON_CHECKED.codepoint
    } else {
        icons::ICON_RADIO_BUTTON_UNCHECKED.codepoint
    };
    row.label(theme::icon(mark, 20.0).color(ink));
    let words = if printer.is_default {
        t!("keepsake-view-printer-usual", name = &printer.name)
    } else {
        printer.name.clone()
    };
    row.add(Label::new(RichText::new(words).color(ink)).truncate());
    focus_ring_ui(ui, &response, rect.shrink(3.0), radius::M - 3);
    response
}

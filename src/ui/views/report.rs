//! What became of a batch or a check, to read at leisure.

use eframe::egui::{self, Context, Id, Key, Label, RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use crate::app::{CaptureCommand, Report};
use crate::capture::BatchReport;
use crate::ui::actions::Actions;
use crate::ui::text::plural;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::primary_button;
use crate::ui::widgets::page::heading_ui;

/// Draws the report over the window.
pub fn report_ui(ctx: &Context, report: &Report, actions: &mut Actions) {
    let theme = theme::of_ctx(ctx);
    let modal = egui::Modal::new(Id::unique("report"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame())
        .show(ctx, |ui| {
            ui.set_width(520.0_f32.min(ctx.content_rect().width() - space::XXL * 2.0));
            match report {
                Report::Batch(report) => batch_ui(ui, report),
                Report::Check {
                    sound,
                    heading,
                    findings,
                } => {
                    heading_ui(ui, RichText::new(heading).heading());
                    ui.add_space(space::S);
                    if *sound && findings.is_empty() {
                        ui.label(theme::quiet(
                            ui,
                            "Every original was read again and is exactly as it was kept.",
                        ));
                    }
                    sentences_ui(ui, findings);
                }
            }
            ui.add_space(space::L);
            let done = ui
                .with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    primary_button(ui, icons::ICON_CHECK.codepoint, "All right").clicked()
                })
                .inner;
            done || ui.input(|input| input.key_pressed(Key::Escape))
        });
    if modal.inner || modal.should_close() {
        actions.push(CaptureCommand::DismissReport);
    }
}

fn batch_ui(ui: &mut Ui, report: &BatchReport) {
    let added = report.added.len() as u64;
    let heading = match added {
        0 => "No new photos were added".to_owned(),
        _ => format!("{} added", plural(added, "photo", "photos")),
    };
    heading_ui(ui, RichText::new(heading).heading());
    ui.add_space(space::S);
    if let Some(sentence) = &report.stopped_by {
        part_ui(ui, "What happened", std::slice::from_ref(sentence));
    }
    if report.not_tried > 0 {
        let count = plural(report.not_tried as u64, "photo was", "photos were");
        part_ui(
            ui,
            "Not tried",
            &[format!(
                "{count} left out because the work was stopped. Add them again at any time."
            )],
        );
    }
    if !report.refused.is_empty() {
        part_ui(ui, "Could not be read", &report.refused);
    }
    if !report.before_birth.is_empty() {
        part_ui(
            ui,
            "Dated before the birth; please check the camera’s clock",
            &report.before_birth,
        );
    }
    if !report.ends_early.is_empty() {
        part_ui(
            ui,
            "Kept, but the end of the file is missing; copy it from the phone again if you can",
            &report.ends_early,
        );
    }
    if !report.doubtful_dates.is_empty() {
        part_ui(
            ui,
            "Added, but with a date to check",
            &report.doubtful_dates,
        );
    }
    if !report.already_there.is_empty() {
        part_ui(ui, "Already in the journal", &report.already_there);
    }
}

fn part_ui(ui: &mut Ui, title: &str, lines: &[String]) {
    ui.add_space(space::S);
    ui.label(theme::strong(title));
    sentences_ui(ui, lines);
}

fn sentences_ui(ui: &mut Ui, lines: &[String]) {
    let most = ui.ctx().content_rect().height() * 0.3;
    ScrollArea::vertical()
        .id_salt(lines.first())
        .max_height(most)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for line in lines {
                let quiet = theme::quiet(ui, line);
                ui.add(Label::new(quiet).wrap());
            }
        });
}

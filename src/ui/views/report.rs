//! What became of a batch or a check, to read at leisure.

use eframe::egui::{self, Context, Id, Key, Label, RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use crate::app::bring_in::Brought;
use crate::app::{CaptureCommand, CrashReport, LibraryCommand, Report};
use crate::capture::BatchReport;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, space};
use crate::ui::widgets::buttons::{primary_button, secondary_button};
use crate::ui::widgets::page::heading_ui;

/// Draws the report over the window.
pub fn report_ui(ctx: &Context, report: &Report, actions: &mut Actions) {
    let theme = theme::of_ctx(ctx);
    let modal = egui::Modal::new(Id::unique("report"))
        .backdrop_color(theme.palette.scrim)
        .frame(theme.floating_frame())
        .show(ctx, |ui| {
            ui.set_width(520.0_f32.min(ctx.content_rect().width() - space::XXL * 2.0));
            // Where there is one answer only, Enter gives it.
            let mut enter = !matches!(report, Report::Healable { .. });
            match report {
                Report::Batch(report) => batch_ui(ui, report),
                Report::Brought(report) => brought_ui(ui, report),
                Report::Crash(report) => enter &= !crash_ui(ui, report, actions),
                Report::Healable {
                    heading, findings, ..
                } => {
                    heading_ui(ui, RichText::new(heading).heading());
                    ui.add_space(space::S);
                    sentences_ui(ui, findings);
                    ui.add_space(space::S);
                    let words = t!("report-set-aside");
                    ui.label(theme::quiet(ui, words));
                }
                Report::Check {
                    sound,
                    heading,
                    findings,
                } => {
                    heading_ui(ui, RichText::new(heading).heading());
                    ui.add_space(space::S);
                    if *sound && findings.is_empty() {
                        ui.label(theme::quiet(ui, t!("report-all-sound")));
                    }
                    sentences_ui(ui, findings);
                }
            }
            ui.add_space(space::L);
            let done = ui
                .with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
                    if let Report::Healable { .. } = report {
                        let icon = icons::ICON_HEALING.codepoint;
                        if primary_button(ui, icon, t!("report-heal")).clicked() {
                            actions.push(LibraryCommand::Heal);
                        }
                        return secondary_button(ui, "", t!("report-not-now")).clicked();
                    }
                    primary_button(ui, icons::ICON_CHECK.codepoint, t!("report-done")).clicked()
                })
                .inner;
            done || ui.input(|input| {
                input.key_pressed(Key::Escape) || (enter && input.key_pressed(Key::Enter))
            })
        });
    if modal.inner || modal.should_close() {
        actions.push(CaptureCommand::DismissReport);
    }
}

/// What was written down when the program fell over. Says whether one of its
/// own buttons has the keyboard.
fn crash_ui(ui: &mut Ui, report: &CrashReport, actions: &mut Actions) -> bool {
    heading_ui(ui, RichText::new(t!("report-crash-title")).heading());
    ui.add_space(space::S);
    let words = t!("report-crash-about");
    let quiet = theme::quiet(ui, words);
    ui.add(Label::new(quiet).wrap());
    ui.add_space(space::M);
    ScrollArea::both()
        .id_salt("crash-report")
        .max_height(ui.ctx().content_rect().height() * 0.35)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let words = RichText::new(&report.text).text_style(egui::TextStyle::Monospace);
            ui.add(Label::new(words.small()).extend());
        });
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        let icon = icons::ICON_CONTENT_COPY.codepoint;
        let copy = secondary_button(ui, icon, t!("report-crash-copy"));
        if copy.clicked() {
            ui.ctx().copy_text(report.text.clone());
        }
        let icon = icons::ICON_FOLDER_OPEN.codepoint;
        let folder = secondary_button(ui, icon, t!("report-crash-folder"));
        if folder.clicked() {
            actions.reveal = Some(report.path.clone());
        }
        copy.has_focus() || folder.has_focus()
    })
    .inner
}

fn batch_ui(ui: &mut Ui, report: &BatchReport) {
    let heading = t!("report-added", count = report.added.len());
    heading_ui(ui, RichText::new(heading).heading());
    ui.add_space(space::S);
    if let Some(sentence) = &report.stopped_by {
        part_ui(ui, t!("report-stopped"), std::slice::from_ref(sentence));
    }
    if report.not_tried > 0 {
        let words = t!("report-not-tried-about", count = report.not_tried);
        part_ui(ui, t!("report-not-tried"), &[words]);
    }
    if !report.refused.is_empty() {
        part_ui(ui, t!("report-unreadable"), &report.refused);
    }
    if !report.before_birth.is_empty() {
        part_ui(ui, t!("report-before-birth"), &report.before_birth);
    }
    if !report.ends_early.is_empty() {
        part_ui(ui, t!("report-ends-early"), &report.ends_early);
    }
    if !report.doubtful_dates.is_empty() {
        part_ui(ui, t!("report-doubtful"), &report.doubtful_dates);
    }
    if !report.already_there.is_empty() {
        part_ui(ui, t!("report-already-there"), &report.already_there);
    }
}

fn brought_ui(ui: &mut Ui, report: &Brought) {
    heading_ui(ui, RichText::new(report.heading()).heading());
    ui.add_space(space::S);
    if report.stopped {
        let words = t!("report-not-all-about");
        part_ui(ui, t!("report-not-all"), &[words.to_owned()]);
    }
    if !report.refused.is_empty() {
        part_ui(ui, t!("report-unreadable"), &report.refused);
    }
    if !report.to_check.is_empty() {
        part_ui(ui, t!("report-to-check"), &report.to_check);
    }
    if !report.left_out.is_empty() {
        part_ui(ui, t!("report-left-out"), &report.left_out);
    }
    if !report.there.is_empty() && !report.new.is_empty() {
        part_ui(
            ui,
            t!("report-here-already"),
            &[format!("{}.", report.there.words())],
        );
    }
}

fn part_ui(ui: &mut Ui, title: &str, lines: &[String]) {
    ui.add_space(space::S);
    ui.label(theme::strong(title));
    // The same photo may be named in several parts.
    ui.push_id(title, |ui| sentences_ui(ui, lines));
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

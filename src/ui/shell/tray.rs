//! Work under way, at the lower right: how far it is, a way to stop it, and a
//! way to put it aside while it goes on.

use eframe::egui::{
    self, Align2, Context, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::{CaptureCommand, Model, TaskCard, TaskId};
use crate::jobs::Progress;
use crate::ui::actions::Actions;
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::buttons::{icon_font, line_galley, liveliness};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::page::work_card_ui;

/// Width of a card, in points.
const WIDTH: f32 = 340.0;
/// What is over sooner than this is not worth a card, in seconds.
const SOON_S: f64 = 1.0;
/// Widest words on what is put aside, in points.
const ASIDE_WORDS: f32 = 220.0;

/// The tray's own draft.
#[derive(Default)]
pub(super) struct Tray {
    /// Since when each task is known, in the window's seconds.
    since: Vec<(TaskId, f64)>,
    /// Put aside: one small button stands for all.
    aside: bool,
}

impl Tray {
    /// Draws what is worth it.
    pub fn show_ui(&mut self, ctx: &Context, model: &Model, actions: &mut Actions) {
        let tasks = self.worth_it(ctx, model);
        if tasks.is_empty() {
            // The next work is shown as a card again.
            self.aside &= !model.tasks.is_empty();
            return;
        }
        egui::Area::new(egui::Id::unique("tasks"))
            .anchor(Align2::RIGHT_BOTTOM, vec2(-space::XL, -space::XL))
            .order(egui::Order::Foreground)
            .show(ctx, |ui| {
                if self.aside {
                    if aside_ui(ui, &tasks) {
                        self.aside = false;
                    }
                } else {
                    self.cards_ui(ui, &tasks, actions);
                }
            });
    }

    fn cards_ui(&mut self, ui: &mut Ui, tasks: &[&TaskCard], actions: &mut Actions) {
        ui.set_width(WIDTH);
        for (index, task) in tasks.iter().enumerate() {
            let Progress {
                done,
                total,
                current,
            } = &task.progress;
            let stop = t!("widget-stop", title = task.title());
            // The first card can put all of them aside.
            let aside = (index == 0).then(|| {
                let icon = icons::ICON_EXPAND_MORE.codepoint;
                (icon, t!("shell-tray-aside"), Deed::Aside)
            });
            let may_stop = *total > 0 || is_adding(task);
            let stop = may_stop.then_some((icons::ICON_CLOSE.codepoint, stop.as_str(), Deed::Stop));
            let deeds: Vec<_> = aside.into_iter().chain(stop).collect();
            let buttons: Vec<_> = deeds.iter().map(|(icon, name, _)| (*icon, *name)).collect();
            let pressed = work_card_ui(ui, task.title(), (*done, *total), current, &buttons);
            match pressed.and_then(|pressed| deeds.get(pressed)) {
                Some((_, _, Deed::Aside)) => self.aside = true,
                Some((_, _, Deed::Stop)) => actions.push(CaptureCommand::Cancel(task.id)),
                None => {}
            }
            ui.add_space(space::S);
        }
    }

    /// Tasks that tell how far they are, and others once they last.
    fn worth_it<'a>(&mut self, ctx: &Context, model: &'a Model) -> Vec<&'a TaskCard> {
        let now = ctx.input(|input| input.time);
        self.since
            .retain(|(id, _)| model.tasks.iter().any(|task| task.id == *id));
        let mut worth_it = Vec::new();
        for task in &model.tasks {
            let known = self.since.iter().find(|(id, _)| *id == task.id);
            let since = known.map_or(now, |(_, since)| *since);
            if known.is_none() {
                self.since.push((task.id, now));
            }
            let left = SOON_S - (now - since);
            if task.progress.total > 0 || is_adding(task) || left <= 0.0 {
                worth_it.push(task);
            } else {
                ctx.request_repaint_after_secs(left as f32);
            }
        }
        worth_it
    }
}

/// What a button of a card does.
#[derive(Clone, Copy)]
enum Deed {
    Aside,
    Stop,
}

/// Photos on their way in are told at once.
fn is_adding(task: &TaskCard) -> bool {
    task.is("task-adding-photos") || task.is("task-adding-picture")
}

/// All work in one small button; returns whether it was clicked.
fn aside_ui(ui: &mut Ui, tasks: &[&TaskCard]) -> bool {
    let words = match tasks {
        [only] if only.progress.total > 0 => {
            let Progress { done, total, .. } = only.progress;
            t!(
                "shell-tray-percent",
                task = only.title(),
                percent = 100 * done.min(total) / total
            )
        }
        [only] => only.title().to_owned(),
        many => t!("shell-tray-many", count = many.len()),
    };
    let galley = line_galley(ui, &words, &TextStyle::Button, ASIDE_WORDS);
    let size = vec2(galley.size().x + 20.0 + space::S + 2.0 * space::L, 44.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let name = t!("shell-tray-show", words = &words);
        WidgetInfo::labeled(Role::Button, true, name)
    });
    let theme = theme::of(ui);
    let palette = theme.palette;
    let lively = liveliness(ui, &response);
    ui.painter()
        .add(theme.shadow().as_shape(rect, radius::PILL));
    ui.painter().rect(
        rect,
        radius::PILL,
        palette
            .surface_raised
            .lerp_to_gamma(palette.accent_soft, lively),
        Stroke::new(1.0, palette.outline_strong),
        StrokeKind::Inside,
    );
    let ink = palette.text.lerp_to_gamma(palette.on_accent_soft, lively);
    ui.painter().text(
        pos2(rect.left() + space::L + 10.0, rect.center().y),
        Align2::CENTER_CENTER,
        icons::ICON_HOURGLASS_TOP.codepoint,
        icon_font(20.0),
        palette.accent,
    );
    let at = pos2(
        rect.left() + space::L + 20.0 + space::S,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter()
        .galley_with_override_text_color(at, galley, ink);
    focus_ring_ui(ui, &response, rect, radius::PILL);
    response.clicked()
}

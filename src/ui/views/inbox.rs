//! Photos that wait for the parent's word: from a phone, from watched folders,
//! from a camera card. Nothing here is in the journal yet.

mod arrange;
mod parts;
mod peek;

use std::collections::HashSet;

use eframe::egui::{
    self, Align, Key, Label, Layout, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2,
};
use egui_material_icons::icons;

use super::Stage;
use crate::app::{InboxCommand, Model};
use crate::domain::InboxId;
use crate::ui::actions::{Actions, Dialog};
use crate::ui::theme::{self, space};
use crate::ui::widgets::page::heading_ui;
use crate::ui::widgets::{
    empty_state_ui, icon_button, icon_button_enabled, primary_button_enabled, quiet_button,
    secondary_button, secondary_button_enabled,
};

use arrange::{Arranged, Row};
use parts::Touch;

/// Height of the bar with what can be done, in points.
const BAR: f32 = 76.0;
/// Below this width, in points, the bar says less.
const WIDE_BAR: f32 = 620.0;

/// The view's own draft: what is chosen.
#[derive(Default)]
pub struct InboxView {
    chosen: HashSet<InboxId>,
    /// Where Shift reaches from.
    anchor: Option<usize>,
    arranged: Arranged,
    /// The photo that is looked at larger, by its place in the list.
    peek: Option<usize>,
    /// The list it was last held against.
    checked: u64,
}

impl InboxView {
    /// Draws the view.
    pub fn show_ui(
        &mut self,
        ui: &mut Ui,
        model: &Model,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        let inbox = &model.inbox;
        if !inbox.loaded {
            // A moment at most: an empty ground is calmer than a flash of words.
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_millis(100));
            return;
        }
        self.follow(model);
        if !stage.hands.covered && !ui.ctx().text_edit_focused() {
            self.keys(ui, model, actions);
        }
        let margin = egui::Margin {
            left: space::XL as i8,
            right: 0,
            top: space::L as i8,
            bottom: 0,
        };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            header_ui(ui, model, actions);
            ui.add_space(space::S);
            let cards = ui.available_width() - space::XL;
            ui.scope(|ui| {
                ui.set_max_width(cards);
                parts::notices_ui(ui, model, actions);
            });
            if inbox.list.photos.is_empty() {
                empty_ui(ui, model, stage, actions);
                return;
            }
            let whole = ui.available_rect_before_wrap();
            let split = (whole.bottom() - BAR).max(whole.top());
            let photos = Rect::from_min_max(whole.min, pos2(whole.right(), split));
            let bar = Rect::from_min_max(pos2(whole.left(), split), whole.max);
            let peek = self.peek.and_then(|index| inbox.list.photos.get(index));
            ui.scope_builder(UiBuilder::new().max_rect(photos), |ui| match peek {
                Some(photo) => {
                    let rect = photos.with_max_x(photos.right() - space::XL);
                    peek::peek_ui(ui, rect.shrink2(vec2(0.0, space::S)), photo, stage);
                }
                None => self.photos_ui(ui, model, stage),
            });
            ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| {
                bar_line_ui(ui);
                match peek {
                    Some(photo) => self.peek_bar_ui(ui, model, photo.item.id, actions),
                    None => self.bar_ui(ui, model, actions),
                }
            });
        });
    }

    /// What left the list is no longer chosen.
    fn follow(&mut self, model: &Model) {
        let inbox = &model.inbox;
        if self.checked == inbox.generation {
            return;
        }
        self.checked = inbox.generation;
        self.anchor = None;
        // When the one looked at goes, the next one takes its place.
        let last = inbox.list.photos.len().checked_sub(1);
        self.peek = self.peek.and_then(|index| Some(index.min(last?)));
        if !self.chosen.is_empty() {
            let there: HashSet<InboxId> = inbox
                .list
                .photos
                .iter()
                .map(|photo| photo.item.id)
                .collect();
            self.chosen.retain(|id| there.contains(id));
        }
    }

    /// Every key here has a button or a click too.
    fn keys(&mut self, ui: &Ui, model: &Model, actions: &mut Actions) {
        let pressed = |modifiers, key| {
            ui.ctx()
                .input_mut(|input| input.consume_key(modifiers, key))
        };
        if let Some(index) = self.peek {
            let may = model.read_only().is_none() && model.baby.is_some();
            let photos = &model.inbox.list.photos;
            let id = photos.get(index).map(|photo| photo.item.id);
            if pressed(Modifiers::NONE, Key::Escape) {
                self.peek = None;
            } else if pressed(Modifiers::NONE, Key::ArrowLeft) {
                self.step(model, -1);
            } else if pressed(Modifiers::NONE, Key::ArrowRight) {
                self.step(model, 1);
            } else if let Some(id) = id.filter(|_| may) {
                if pressed(Modifiers::NONE, Key::K) {
                    actions.push(InboxCommand::Keep(vec![id]));
                } else if pressed(Modifiers::NONE, Key::Delete) && !model.inbox.declined {
                    actions.push(InboxCommand::Decline(vec![id]));
                }
            }
            return;
        }
        if pressed(Modifiers::COMMAND, Key::A) {
            let photos = &model.inbox.list.photos;
            self.chosen = photos.iter().map(|photo| photo.item.id).collect();
        }
        if self.chosen.is_empty() || model.read_only().is_some() {
            return;
        }
        if pressed(Modifiers::NONE, Key::Escape) {
            self.chosen.clear();
        } else if pressed(Modifiers::NONE, Key::K) {
            self.keep(model, actions);
        } else if pressed(Modifiers::NONE, Key::Delete) && !model.inbox.declined {
            self.decline(model, actions);
        }
    }

    /// The chosen photos in their order.
    fn in_order(&self, model: &Model) -> Vec<InboxId> {
        let photos = model.inbox.list.photos.iter();
        photos
            .map(|photo| photo.item.id)
            .filter(|id| self.chosen.contains(id))
            .collect()
    }

    fn keep(&mut self, model: &Model, actions: &mut Actions) {
        actions.push(InboxCommand::Keep(self.in_order(model)));
        self.chosen.clear();
    }

    fn decline(&mut self, model: &Model, actions: &mut Actions) {
        actions.push(InboxCommand::Decline(self.in_order(model)));
        self.chosen.clear();
    }

    fn photos_ui(&mut self, ui: &mut Ui, model: &Model, stage: &mut Stage<'_>) {
        let inbox = &model.inbox;
        let width = ui.available_width() - space::XL;
        self.arranged.arrange(&inbox.list, inbox.generation, width);
        let height = self.arranged.height() + space::L;
        ScrollArea::vertical()
            .id_salt(("waiting", inbox.declined))
            .auto_shrink(false)
            .show_viewport(ui, |ui, viewport| {
                ui.set_height(height);
                ui.set_width(width);
                let corner = ui.min_rect().min;
                let mut clicked = None;
                for row in self.arranged.between(viewport.top(), viewport.bottom()) {
                    let top = corner.y + row.top;
                    match &row.row {
                        Row::Heading(group) => {
                            let place =
                                Rect::from_min_size(pos2(corner.x, top), vec2(width, row.height));
                            if let Some(group) = inbox.list.groups.get(*group) {
                                let day = parts::group_ui(ui, place, group, stage.today);
                                if day {
                                    self.toggle_group(model, group.range.clone());
                                }
                            }
                        }
                        Row::Photos(range) => {
                            for (column, index) in range.clone().enumerate() {
                                let Some(photo) = inbox.list.photos.get(index) else {
                                    continue;
                                };
                                let place = self.arranged.card(column, top, corner.x, row.height);
                                let chosen = self.chosen.contains(&photo.item.id);
                                let touch = parts::card_ui(ui, place, photo, chosen, stage);
                                clicked = touch.map(|touch| (index, touch)).or(clicked);
                            }
                        }
                    }
                }
                if let Some((index, touch)) = clicked {
                    if touch == Touch::DoubleClick {
                        self.peek = Some(index);
                    }
                    let reach = ui.input(|input| input.modifiers.shift);
                    self.clicked(model, index, reach);
                }
            });
    }

    fn clicked(&mut self, model: &Model, index: usize, reach: bool) {
        let photos = &model.inbox.list.photos;
        match self.anchor.filter(|_| reach) {
            Some(anchor) => {
                let range = anchor.min(index)..=anchor.max(index);
                let ids = photos.get(range).unwrap_or_default();
                self.chosen.extend(ids.iter().map(|photo| photo.item.id));
            }
            None => {
                let Some(photo) = photos.get(index) else {
                    return;
                };
                if !self.chosen.remove(&photo.item.id) {
                    self.chosen.insert(photo.item.id);
                }
                self.anchor = Some(index);
            }
        }
    }

    /// All photos of a day and place, or none of them.
    fn toggle_group(&mut self, model: &Model, range: std::ops::Range<usize>) {
        let photos = model.inbox.list.photos.get(range).unwrap_or_default();
        let all = photos
            .iter()
            .all(|photo| self.chosen.contains(&photo.item.id));
        for photo in photos {
            if all {
                self.chosen.remove(&photo.item.id);
            } else {
                self.chosen.insert(photo.item.id);
            }
        }
    }

    /// On to another photo, while one is looked at.
    fn step(&mut self, model: &Model, by: isize) {
        let count = model.inbox.list.photos.len();
        self.peek = self
            .peek
            .and_then(|index| index.checked_add_signed(by))
            .filter(|index| *index < count)
            .or(self.peek);
    }

    /// What can be done with the photo that is looked at.
    fn peek_bar_ui(&mut self, ui: &mut Ui, model: &Model, id: InboxId, actions: &mut Actions) {
        let may = model.read_only().is_none() && model.baby.is_some();
        let (at, count) = (self.peek.unwrap_or_default(), model.inbox.list.photos.len());
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let icon = icons::ICON_CHECK.codepoint;
            if primary_button_enabled(ui, may, icon, t!("inbox-view-keep-it")).clicked() {
                actions.push(InboxCommand::Keep(vec![id]));
            }
            if model.inbox.declined {
                let icon = icons::ICON_UNDO.codepoint;
                if secondary_button_enabled(ui, may, icon, t!("inbox-view-ask-again")).clicked() {
                    actions.push(InboxCommand::BringBack(vec![id]));
                }
            } else {
                let icon = icons::ICON_CLOSE.codepoint;
                if secondary_button_enabled(ui, may, icon, t!("inbox-view-not-this")).clicked() {
                    actions.push(InboxCommand::Decline(vec![id]));
                }
            }
            let left = icons::ICON_CHEVRON_LEFT.codepoint;
            if icon_button_enabled(ui, at > 0, left, t!("inbox-view-photo-before")).clicked() {
                self.step(model, -1);
            }
            let right = icons::ICON_CHEVRON_RIGHT.codepoint;
            if icon_button_enabled(ui, at + 1 < count, right, t!("inbox-view-photo-next")).clicked()
            {
                self.step(model, 1);
            }
            if quiet_button(ui, t!("inbox-view-back-to-all")).clicked() {
                self.peek = None;
            }
        });
    }

    /// What can be done, where a thumb finds it.
    fn bar_ui(&mut self, ui: &mut Ui, model: &Model, actions: &mut Actions) {
        let rect = ui.max_rect();
        let may = model.read_only().is_none() && model.baby.is_some();
        let wide = rect.width() >= WIDE_BAR;
        let declined = model.inbox.declined;
        let (count, all) = (self.chosen.len(), model.inbox.list.photos.len());
        let whom = match model.current_baby() {
            Some(baby) if model.babies.len() > 1 && wide => {
                Some(crate::ui::text::elide(&baby.fields.name, 20))
            }
            _ => None,
        };
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let check = icons::ICON_CHECK.codepoint;
            if count == 0 {
                let words = match (all, &whom) {
                    (1, None) => t!("inbox-view-keep-it").to_owned(),
                    (1, Some(name)) => t!("inbox-view-keep-it-for", name = name),
                    (_, None) => t!("inbox-view-keep-all", count = all),
                    (_, Some(name)) => t!("inbox-view-keep-all-for", count = all, name = name),
                };
                if !declined && primary_button_enabled(ui, may, check, &words).clicked() {
                    let ids = model.inbox.list.photos.iter().map(|photo| photo.item.id);
                    actions.push(InboxCommand::Keep(ids.collect()));
                }
                if wide || declined {
                    let words = t!("inbox-view-choose-hint");
                    let words = if declined {
                        t!("inbox-view-choose-declined")
                    } else {
                        words
                    };
                    ui.add(Label::new(theme::quiet(ui, words)).truncate());
                }
                return;
            }
            let words = match &whom {
                None => t!("inbox-view-keep", count = count),
                Some(name) => t!("inbox-view-keep-for", count = count, name = name),
            };
            if primary_button_enabled(ui, may, check, &words).clicked() {
                self.keep(model, actions);
            }
            if declined {
                let icon = icons::ICON_UNDO.codepoint;
                if secondary_button_enabled(ui, may, icon, t!("inbox-view-ask-again")).clicked() {
                    actions.push(InboxCommand::BringBack(self.in_order(model)));
                    self.chosen.clear();
                }
            } else {
                let icon = icons::ICON_CLOSE.codepoint;
                let words = if count == 1 {
                    t!("inbox-view-not-this")
                } else {
                    t!("inbox-view-not-these")
                };
                if secondary_button_enabled(ui, may, icon, words).clicked() {
                    self.decline(model, actions);
                }
            }
            if let Some(anchor) = self.anchor {
                let icon = icons::ICON_ZOOM_IN.codepoint;
                if icon_button(ui, icon, t!("inbox-view-larger")).clicked() {
                    self.peek = Some(anchor);
                }
            }
            if quiet_button(ui, t!("inbox-view-choose-none")).clicked() {
                self.chosen.clear();
            }
        });
    }
}

fn bar_line_ui(ui: &Ui) {
    let line = theme::of(ui).palette.outline;
    let rect = ui.max_rect();
    ui.painter().hline(
        rect.left()..=rect.right() - space::XL,
        rect.top(),
        egui::Stroke::new(1.0, line),
    );
}

fn header_ui(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let inbox = &model.inbox;
    ui.horizontal(|ui| {
        let title = if inbox.declined {
            t!("inbox-view-title-declined")
        } else {
            t!("inbox-view-title")
        };
        heading_ui(ui, theme::title(title));
        ui.add_space(space::S);
        let shown = inbox.list.photos.len();
        if shown > 0 {
            let count = t!("count-photos", count = shown);
            ui.add(Label::new(theme::quiet(ui, count)).truncate());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::XL);
            if inbox.declined {
                if quiet_button(ui, t!("inbox-view-show-waiting")).clicked() {
                    actions.push(InboxCommand::ShowDeclined(false));
                }
            } else if inbox.counts.declined > 0
                && quiet_button(ui, t!("inbox-view-show-declined")).clicked()
            {
                actions.push(InboxCommand::ShowDeclined(true));
            }
        });
    });
    let words = if inbox.declined {
        t!("inbox-view-about-declined")
    } else if inbox.list.photos.is_empty() {
        return;
    } else {
        t!("inbox-view-about")
    };
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() - space::XL);
        ui.add(Label::new(theme::quiet(ui, words)).wrap());
    });
}

fn empty_ui(ui: &mut Ui, model: &Model, stage: &mut Stage<'_>, actions: &mut Actions) {
    let may = model.read_only().is_none();
    if model.inbox.declined {
        let body = t!("inbox-view-empty-declined");
        empty_state_ui(
            ui,
            None,
            t!("inbox-view-empty-declined-title"),
            body,
            |_| {},
        );
        return;
    }
    let art = stage.art.gallery(ui.ctx()).cloned();
    let body = t!("inbox-view-empty");
    empty_state_ui(ui, art.as_ref(), t!("inbox-view-empty-title"), body, |ui| {
        if may {
            let icon = icons::ICON_CREATE_NEW_FOLDER.codepoint;
            if secondary_button(ui, icon, t!("inbox-view-watch-folder")).clicked() {
                actions.ask(Dialog::WatchFolder { old_too: false });
            }
        }
    });
}

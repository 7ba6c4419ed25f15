//! What hands bring to the whole window: dropped and pasted photos, and the
//! keys that work everywhere.

use std::path::PathBuf;

use eframe::egui::{Context, Event, Key, ViewportCommand};

use super::Shell;
use crate::app::{
    CaptureCommand, Command, EntryCommand, LibraryCommand, LibraryState, MilestoneCommand,
    NetcamCommand, PhoneCommand, View,
};
use crate::ui::actions::{Actions, Dialog};
use crate::ui::clipboard::files_in;
use crate::ui::deeds::{Deed, Place, table, taken};
use crate::ui::widgets::toasts::ToastKind;

impl Shell {
    /// Dropped and pasted photos, and the keys that work everywhere.
    pub(super) fn read_input(&mut self, ctx: &Context, actions: &mut Actions) {
        let open = matches!(self.app.model.library, LibraryState::Open { .. });
        let typing = ctx.egui_wants_keyboard_input();
        // A new entry begins with its note; no field could take a picture, so a
        // pasted one is for the entry all the same.
        let no_picture = typing && !matches!(self.app.model.view, View::Entry(_));
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            input
                .raw
                .dropped_files
                .iter()
                .map(|file| file.path().to_owned())
                .collect()
        });
        if self.is_first_start() {
            return self.read_first_input(ctx, dropped, actions);
        }
        if open && self.app.model.report.is_none() && !dropped.is_empty() {
            actions.push(match (self.app.model.view, &self.app.model.milestone) {
                // What is dropped on an open milestone belongs to it.
                (View::Milestones, Some(_)) => Command::from(MilestoneCommand::AddFiles(dropped)),
                _ => CaptureCommand::AddFiles(dropped).into(),
            });
        }
        // What is read at leisure comes first; nothing happens behind it.
        if !open || self.app.model.report.is_some() {
            return;
        }
        let events = ctx.input(|input| input.events.clone());
        for event in events {
            if self.is_unheard_paste(&event) && !no_picture {
                actions.paste = true;
            }
            match event {
                Event::PasteImage(image) if !no_picture => {
                    let [width, height] = image.size;
                    let rgba = image.pixels.iter().flat_map(|p| p.to_srgba_unmultiplied());
                    let side = |length: usize| u32::try_from(length).unwrap_or(0);
                    self.try_thread(|shell| {
                        shell
                            .clipboard
                            .take_picture(side(width), side(height), rgba.collect())
                    });
                }
                Event::Paste(text) if !typing => {
                    let files = files_in(&text);
                    if files.is_empty() {
                        actions.paste = true;
                    } else {
                        actions.push(CaptureCommand::AddFiles(files));
                    }
                }
                _ => {}
            }
        }
        let chosen = self
            .chosen
            .take_if(|deed| is_everywhere(*deed))
            .filter(|deed| deed.is_possible(&self.app.model));
        let pressed = taken(ctx, Place::Everywhere, |deed| match deed {
            // Whoever looks for something or reads the keys can leave again.
            Deed::Find | Deed::Keys => true,
            _ => !self.palette.is_open() && !self.keys_shown,
        });
        for deed in pressed.into_iter().chain(chosen) {
            if deed.is_possible(&self.app.model) {
                self.do_everywhere(ctx, deed, actions);
            } else if let Some(reason) = self.app.model.read_only() {
                self.toasts.push(ToastKind::Info, reason.sentence(), None);
            }
        }
    }

    /// Whether this is the end of a Ctrl + V that nothing came of: the window
    /// system looks for words and pictures only, and files that were copied in
    /// a file manager may be neither. The key going down is then kept from us,
    /// and only its coming up tells.
    pub(super) fn is_unheard_paste(&mut self, event: &Event) -> bool {
        match event {
            Event::Paste(_)
            | Event::PasteImage(_)
            | Event::Key {
                key: Key::V,
                pressed: true,
                ..
            } => {
                self.paste_heard = true;
                false
            }
            Event::Key {
                key: Key::V,
                pressed: false,
                modifiers,
                ..
            } => !std::mem::take(&mut self.paste_heard) && modifiers.command,
            _ => false,
        }
    }

    /// What can be done in every view.
    fn do_everywhere(&mut self, ctx: &Context, deed: Deed, actions: &mut Actions) {
        match deed {
            Deed::Find => {
                self.keys_shown = false;
                self.palette.toggle(ctx);
            }
            Deed::Keys => self.keys_shown = !self.keys_shown && !self.palette.is_open(),
            Deed::AddPhotos => actions.ask(Dialog::AddPhotos),
            Deed::FromCamera => actions.push(NetcamCommand::Open),
            Deed::FromPhone => actions.push(PhoneCommand::Open),
            Deed::BackUp => actions.push(LibraryCommand::BackUp(None)),
            Deed::TakeOut => {
                self.views.settings.show_the_ways();
                actions.go(View::Settings);
                actions.ask(Dialog::ExportFolder);
            }
            Deed::BringIn => {
                self.views.settings.show_the_ways();
                actions.go(View::Settings);
            }
            Deed::Paste => actions.paste = true,
            Deed::NewEntry => actions.push(EntryCommand::New),
            Deed::TakePhoto => actions.push(self.take_photo()),
            Deed::Go(view) => actions.go(view),
            Deed::Dress(look) => actions.push(LibraryCommand::SetAppearance(look)),
            Deed::Scale(by) => {
                let now = self.app.model.config.scale;
                let scale = match by {
                    0 => 1.0,
                    _ => (now * 100.0 + f32::from(by)).round() / 100.0,
                };
                actions.push(LibraryCommand::SetScale(scale));
            }
            Deed::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            _ => {}
        }
    }
}

/// Whether something is for the window to do, not for a view.
fn is_everywhere(deed: Deed) -> bool {
    table()
        .iter()
        .any(|row| row.deed == deed && row.places.contains(&Place::Everywhere))
}

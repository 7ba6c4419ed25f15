//! The very first start: what is dropped or pasted is the baby's picture.

use std::path::PathBuf;

use eframe::egui::{Context, Event};

use super::Shell;
use crate::app::{CaptureCommand, Command, LibraryState};
use crate::ui::actions::Actions;
use crate::ui::clipboard::files_in;
use crate::ui::widgets::toasts::ToastKind;

impl Shell {
    pub(super) fn is_first_start(&self) -> bool {
        matches!(self.app.model.library, LibraryState::FirstStart(_))
    }

    /// Takes a picture that is dropped or pasted, while the name may be being
    /// typed: words still go into the field.
    pub(super) fn read_first_input(
        &mut self,
        ctx: &Context,
        dropped: Vec<PathBuf>,
        actions: &mut Actions,
    ) {
        self.take_first(dropped);
        for event in ctx.input(|input| input.events.clone()) {
            if self.is_unheard_paste(&event) {
                actions.paste = true;
            }
            match event {
                Event::PasteImage(_) => self.ask_for_a_file(),
                Event::Paste(text) => {
                    let files = files_in(&text);
                    if !files.is_empty() {
                        // Its path is no word of the name.
                        let pasted = Event::Paste(text);
                        ctx.input_mut(|input| input.events.retain(|event| *event != pasted));
                        self.take_first(files);
                    }
                }
                _ => {}
            }
        }
    }

    /// What was pasted, when there is no journal yet to put it into.
    pub(super) fn pasted_first(&mut self, command: Command) {
        match command {
            Command::Capture(CaptureCommand::AddFiles(files)) => self.take_first(files),
            _ => self.ask_for_a_file(),
        }
    }

    fn take_first(&mut self, files: Vec<PathBuf>) {
        if let Some(path) = files.into_iter().next() {
            self.views.welcome.set_portrait(path);
        }
    }

    fn ask_for_a_file(&mut self) {
        self.toasts
            .push(ToastKind::Info, t!("shell-first-file"), None);
    }
}

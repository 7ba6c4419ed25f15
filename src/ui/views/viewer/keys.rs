//! The viewer's keyboard. Every key here has a button too.

use eframe::egui::{Context, EventFilter, Ui};

use super::save_copy::SaveCopy;
use super::{Seen, ViewerView, film, full};
use crate::app::{EditorCommand, EntryCommand, Model, ViewerCommand};
use crate::store::gallery::GalleryItem;
use crate::ui::actions::{Actions, Original};
use crate::ui::deeds::Deed;
use crate::ui::views::Stage;

impl ViewerView {
    /// Opens the dialog that makes a file for others.
    pub(super) fn ask_for_copy(&mut self, seen: &Seen<'_>) {
        let photo = seen.photo.id;
        if seen.is_film() {
            self.save_film = Some(film::SaveFilm::new(photo));
        } else {
            self.save_copy = Some(SaveCopy::new(photo));
        }
    }

    /// Whether the photo has the keyboard and arrows move it about.
    fn pans(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        focused.is_some() && focused == self.picture && !self.zoom.is_fit()
    }

    /// Carries out the keys of this frame, and what the palette chose.
    pub(super) fn keys(
        &mut self,
        ui: &Ui,
        model: &Model,
        seen: &Seen<'_>,
        stage: &mut Stage<'_>,
        actions: &mut Actions,
    ) {
        if self.save_copy.is_some() || self.save_film.is_some() {
            return;
        }
        let ctx = ui.ctx();
        let full = full::is_full(ui);
        let focused = ctx.memory(|memory| memory.focused());
        let on_photo = focused.is_some() && focused == self.picture;
        let pans = self.pans(ctx);
        let free = |deed: Deed| match deed {
            Deed::Step(_) => !pans,
            // A button that has the keyboard wants Enter for itself.
            Deed::OpenEntry => focused.is_none() || on_photo,
            // The photo itself sees to these while it has the keyboard.
            Deed::ZoomIn | Deed::ZoomOut | Deed::Fit => !on_photo,
            _ => true,
        };
        for deed in stage.hands.asked(ctx, model, |_| true, free) {
            // The way out of the whole screen comes before the way back.
            if full && deed == Deed::Back {
                full::leave(ctx);
            } else {
                self.carry_out(deed, model, seen, actions);
            }
        }
    }

    fn carry_out(&mut self, deed: Deed, model: &Model, seen: &Seen<'_>, actions: &mut Actions) {
        let photo = seen.photo.id;
        let items = &model.gallery.items;
        match deed {
            Deed::Back => actions.back(),
            Deed::Step(step) => actions.push(ViewerCommand::Step(step)),
            Deed::First => open(items.first(), actions),
            Deed::Last => open(items.last(), actions),
            Deed::Favourite => {
                if let Some(item) = seen.item {
                    actions.push(ViewerCommand::ToggleFavourite(item.entry));
                }
            }
            Deed::OpenEntry => {
                if let Some(item) = seen.item {
                    actions.push(EntryCommand::Open(item.entry));
                }
            }
            Deed::EditPhoto => actions.push(EditorCommand::Open(photo)),
            Deed::About => self.info_open = !self.info_open,
            Deed::ActualSize => self.zoom.actual_size(),
            Deed::Fit => self.zoom.go_to_fit(),
            Deed::ZoomIn => self.zoom.zoom_in(),
            Deed::ZoomOut => self.zoom.zoom_out(),
            Deed::SaveCopy => self.ask_for_copy(seen),
            Deed::CopyPicture => actions.push(ViewerCommand::CopyPicture(photo)),
            Deed::OpenOriginal => actions.original = Some((photo, Original::Open)),
            Deed::ShowInFolder => actions.original = Some((photo, Original::ShowInFolder)),
            _ => {}
        }
    }

    /// Arrows walk, whichever button has the keyboard; Tab moves between them.
    pub(super) fn keep_arrow_keys(&self, ctx: &Context) {
        let pans = self.pans(ctx);
        ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.set_focus_lock_filter(
                    focused,
                    EventFilter {
                        horizontal_arrows: true,
                        vertical_arrows: pans,
                        ..EventFilter::default()
                    },
                );
            }
        });
    }
}

fn open(item: Option<&GalleryItem>, actions: &mut Actions) {
    if let Some(item) = item {
        actions.push(ViewerCommand::Open(item.id()));
    }
}

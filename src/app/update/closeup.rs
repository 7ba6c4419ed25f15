//! Looking closely at a photo, and taking it to other programs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::app::closeup::{CloseUpRequest, CloseUpResult, CloseUps, Part, whole};
use crate::app::model::NoticeKind;
use crate::app::services::TaskEnd;
use crate::domain::{Edits, Photo, PhotoId};

impl App {
    /// A photo of the library with its edits.
    fn photo_with_edits(&self, id: PhotoId) -> Option<(Photo, Edits)> {
        if let Some(item) = self.model.gallery.item(id) {
            return Some(((*item.photo).clone(), item.edits));
        }
        let info = self.model.photos.get(&id)?;
        Some((info.photo.as_ref().clone(), info.edits))
    }

    /// Has a part of a photo made sharp.
    pub(super) fn look_closer(&mut self, id: PhotoId, part: Part) {
        let Some((photo, edits)) = self.photo_with_edits(id) else {
            return;
        };
        if self.model.closeup.serves(id, &edits, &part) {
            return;
        }
        let Some(services) = &self.services else {
            return;
        };
        let closeup = &mut self.model.closeup;
        closeup.asked = Some((id, edits, part));
        closeup.waiting = true;
        let part = Some(part);
        services.closeup.ask(CloseUpRequest { photo, edits, part });
    }

    /// Gives back what only looking closely needs.
    pub(super) fn look_away(&mut self) {
        let Some((id, ..)) = self.model.closeup.asked else {
            return;
        };
        self.model.closeup = CloseUps::default();
        if let (Some(services), Some((photo, edits))) = (&self.services, self.photo_with_edits(id))
        {
            let part = None;
            services.closeup.ask(CloseUpRequest { photo, edits, part });
        }
    }

    /// Takes in what the worker made.
    pub(super) fn drain_closeup(&mut self) {
        let Some(result) = self.services.as_ref().and_then(|all| all.closeup.poll()) else {
            return;
        };
        let closeup = &mut self.model.closeup;
        match result {
            CloseUpResult::Made(made) => {
                let key = (made.photo, made.edits, made.part);
                // What is no longer wanted came too late.
                if closeup.asked == Some(key) {
                    closeup.waiting = false;
                    closeup.shown = Some(made);
                }
            }
            CloseUpResult::Failed => closeup.waiting = false,
            CloseUpResult::LetGo => {}
        }
    }

    /// Has a photo with its edits made for the clipboard: its pixels and
    /// nothing else.
    pub(super) fn copy_picture(&mut self, id: PhotoId) {
        let Some((photo, edits)) = self.photo_with_edits(id) else {
            return self.say(NoticeKind::Problem, t!("app-photo-gone"));
        };
        let Some(services) = &self.services else {
            return;
        };
        let vault = Arc::clone(&services.vault);
        self.start_task("task-copying-photo", move |_| {
            TaskEnd::PictureReady(
                whole(&vault, &photo, &edits)
                    .ok_or_else(|| t!("copy-picture-failed", name = &photo.file.original_name)),
            )
        });
    }

    /// Tells where the original of a photo lies.
    ///
    /// The second path is for a copy that other programs may open, under the
    /// name the photo came with.
    pub fn original_of(&self, id: PhotoId) -> Option<(PathBuf, PathBuf)> {
        let (photo, _) = self.photo_with_edits(id)?;
        let services = self.services.as_ref()?;
        let file = &photo.file;
        let stem = Path::new(&file.original_name).file_stem()?;
        let mut name = stem.to_owned();
        name.push(".");
        name.push(file.format.extension());
        let copy = services
            .root()
            .join("cache")
            .join("opened")
            .join(file.hash.to_string().get(..12)?)
            .join(name);
        Some((services.vault.path_of(&file.hash, file.format), copy))
    }
}

//! A photo as a file for others.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::app::model::NoticeKind;
use crate::app::services::TaskEnd;
use crate::domain::PhotoId;
use crate::photo::{self, ExportOptions};
use crate::storage;

impl App {
    /// Writes a photo with its edits to `path`, on a thread of its own.
    pub(super) fn save_copy(&mut self, photo: PhotoId, options: ExportOptions, path: PathBuf) {
        let Some(info) = self.model.photos.get(&photo) else {
            return self.say(
                NoticeKind::Problem,
                "This photo is no longer in the journal.",
            );
        };
        // The parent may have corrected the camera's clock.
        let moment = self
            .model
            .gallery
            .item(photo)
            .map_or(info.photo.file.taken, |item| item.moment);
        let (file, edits) = (info.photo.file.clone(), info.edits);
        let Some(services) = &self.services else {
            return;
        };
        let vault = Arc::clone(&services.vault);
        self.start_task("Saving a copy", move |_| {
            let saved = photo::export(&vault, &file, &edits, &moment, &options)
                .map_err(|error| {
                    format!(
                        "No copy of “{}” could be made: {error}.",
                        file.original_name
                    )
                })
                .and_then(|exported| {
                    storage::write_atomic(&path, &exported.bytes).map_err(|error| {
                        format!("No copy was saved: {error}. Choose another folder.")
                    })?;
                    Ok(path)
                });
            TaskEnd::CopySaved(saved)
        });
    }
}

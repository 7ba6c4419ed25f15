//! A photo as a file for others.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use crate::app::model::NoticeKind;
use crate::app::services::TaskEnd;
use crate::domain::PhotoId;
use crate::jobs::Progress;
use crate::photo::{self, ExportOptions};
use crate::storage;

impl App {
    /// Writes a photo with its edits to `path`, on a thread of its own.
    pub(super) fn save_copy(&mut self, photo: PhotoId, options: ExportOptions, path: PathBuf) {
        let Some(info) = self.model.photos.get(&photo) else {
            return self.say(NoticeKind::Problem, t!("app-photo-gone"));
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
        self.start_task("task-saving-copy", move |_| {
            let saved = photo::export(&vault, &file, &edits, &moment, &options)
                .map_err(|error| {
                    t!(
                        "copy-not-made",
                        name = &file.original_name,
                        error = error.to_string()
                    )
                })
                .and_then(|exported| {
                    storage::write_atomic(&path, &exported.bytes)
                        .map_err(|error| t!("copy-not-saved", error = error.to_string()))?;
                    Ok(path)
                });
            TaskEnd::CopySaved(saved)
        });
    }

    pub(super) fn is_film(&self, photo: PhotoId) -> bool {
        let known = self.model.photos.get(&photo);
        known.is_some_and(|info| info.photo.file.format.is_film())
    }

    /// Copies a film to `path`, on a thread of its own, in pieces.
    pub(super) fn save_film(&mut self, photo: PhotoId, with_place: bool, path: PathBuf) {
        let Some((from, file)) = self.services.as_ref().and_then(|services| {
            let file = &self.model.photos.get(&photo)?.photo.file;
            let from = services.vault.path_of(&file.hash, file.format);
            Some((from, file.clone()))
        }) else {
            return self.say(NoticeKind::Problem, t!("app-film-gone"));
        };
        self.start_task("task-saving-film", move |reporter| {
            let mut tell = |done: u64| {
                reporter.step(Progress {
                    done: megabytes(done),
                    total: megabytes(file.byte_len).max(1),
                    current: t!("film-megabytes", name = &file.original_name),
                })
            };
            let name = &file.original_name;
            TaskEnd::FilmSaved(
                match photo::film::copy(&from, &path, with_place, &mut tell) {
                    Ok(Some(copied)) => Ok(Some((path, copied.place_may_stay))),
                    Ok(None) => Ok(None),
                    Err(error) => Err(t!(
                        "copy-of-not-saved",
                        name = name,
                        error = error.to_string()
                    )),
                },
            )
        });
    }

    pub(super) fn film_saved(&mut self, saved: SavedFilm) {
        match saved {
            Ok(Some((path, place_may_stay))) => {
                let shown = path.display().to_string();
                if place_may_stay {
                    return self.say(NoticeKind::Hint, &t!("film-saved-place", path = shown));
                }
                self.say_saved(&t!("film-saved", path = shown), path);
            }
            Ok(None) => self.say(NoticeKind::Hint, t!("film-stopped")),
            Err(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }
}

/// Where a film went, and whether it may still tell the place; nothing when the
/// parent stopped it; else one sentence.
pub(in crate::app) type SavedFilm = Result<Option<(PathBuf, bool)>, String>;

fn megabytes(bytes: u64) -> usize {
    usize::try_from(bytes / 1_000_000).unwrap_or(usize::MAX)
}

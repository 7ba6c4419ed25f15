//! The photo editor: edits are values, the picture follows.

use super::App;
use crate::app::command::EditorCommand;
use crate::app::history::History;
use crate::app::model::{EditorState, NoticeKind, View};
use crate::app::services::{JournalEvent, PreviewRequest, stamp};
use crate::domain::{Edits, PhotoId};
use crate::store::{self, StoreError};

impl App {
    pub(super) fn editor_command(&mut self, command: EditorCommand) {
        match command {
            EditorCommand::Open(photo) => self.go(View::Editor(photo)),
            EditorCommand::Drag(edits) => {
                if let Some(editor) = &mut self.model.editor {
                    let before = editor.edits;
                    editor.before_drag.get_or_insert(before);
                    editor.edits = edits.clamped();
                }
                self.ask_preview();
            }
            EditorCommand::Set(edits) => {
                let now = self.clock.monotonic();
                if let Some(editor) = &mut self.model.editor {
                    let before = editor.before_drag.take().unwrap_or(editor.edits);
                    let edits = edits.clamped();
                    if before != edits {
                        // Each release is a step of its own, however quick.
                        editor.history.record(before, "edit", now);
                        editor.history.pause();
                    }
                    editor.edits = edits;
                }
                self.after_edit();
            }
            EditorCommand::Undo => self.walk_editor(|history, edits| history.undo(edits)),
            EditorCommand::Redo => self.walk_editor(|history, edits| history.redo(edits)),
        }
    }

    fn walk_editor(&mut self, step: impl FnOnce(&mut History<Edits>, &Edits) -> Option<Edits>) {
        if let Some(editor) = &mut self.model.editor
            && let Some(edits) = step(&mut editor.history, &editor.edits)
        {
            editor.edits = edits;
            editor.before_drag = None;
        }
        self.after_edit();
    }

    fn after_edit(&mut self) {
        self.ask_preview();
        self.save_edits();
    }

    pub(super) fn open_editor(&mut self, photo: PhotoId) {
        let Some(info) = self.model.photos.get(&photo) else {
            return self.say(
                NoticeKind::Problem,
                "This photo is no longer in the journal.",
            );
        };
        self.model.editor = Some(EditorState {
            photo: info.photo.clone(),
            edits: info.edits,
            saved: info.edits,
            before_drag: None,
            history: History::default(),
            preview: None,
            problem: None,
        });
        self.ask_preview();
    }

    fn ask_preview(&mut self) {
        if let (Some(services), Some(editor)) = (&self.services, &self.model.editor) {
            services.preview.ask(PreviewRequest {
                photo: editor.photo.clone(),
                edits: editor.edits,
            });
        }
    }

    pub(super) fn drain_preview(&mut self) {
        let Some(result) = self
            .services
            .as_ref()
            .and_then(|services| services.preview.poll())
        else {
            return;
        };
        if let Some(editor) = &mut self.model.editor {
            match result {
                Ok(preview) if preview.photo == editor.photo.id => {
                    editor.preview = Some(preview);
                    editor.problem = None;
                }
                Ok(_) => {}
                Err(sentence) => editor.problem = Some(sentence),
            }
        }
    }

    pub(super) fn preview_pending(&self) -> bool {
        self.model.editor.as_ref().is_some_and(|editor| {
            editor.problem.is_none()
                && editor
                    .preview
                    .as_ref()
                    .is_none_or(|preview| preview.edits != editor.edits)
        })
    }

    /// Saves the edits if they changed.
    pub(super) fn save_edits(&mut self) {
        let now = stamp(self.clock.now_utc());
        let Some(editor) = &mut self.model.editor else {
            return;
        };
        if editor.edits == editor.saved {
            return;
        }
        editor.saved = editor.edits;
        let (photo, edits) = (editor.photo.id, editor.edits);
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = store::edits::set(connection, photo, &edits, now);
                JournalEvent::EditsSaved(photo, edits, saved)
            });
        }
    }

    pub(super) fn edits_saved(
        &mut self,
        photo: PhotoId,
        edits: Edits,
        result: Result<(), StoreError>,
    ) {
        match result {
            Ok(()) => {
                self.model
                    .gallery
                    .patch_photo(photo, |item| item.edits = edits);
                let photos = std::sync::Arc::make_mut(&mut self.model.photos);
                if let Some(info) = photos.get_mut(&photo) {
                    info.edits = edits;
                }
            }
            Err(error) => {
                if let Some(editor) = self
                    .model
                    .editor
                    .as_mut()
                    .filter(|editor| editor.photo.id == photo)
                {
                    // So that leaving the editor tries again.
                    editor.saved = self
                        .model
                        .photos
                        .get(&photo)
                        .map_or(editor.saved, |info| info.edits);
                }
                self.say(NoticeKind::Problem, &error.sentence());
            }
        }
    }
}

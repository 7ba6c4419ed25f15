//! The photo editor: edits are values, the picture follows.

use super::App;
use crate::app::command::EditorCommand;
use crate::app::history::History;
use crate::app::model::{AUTO_TASK, AutoOutcome, EditorState, NoticeKind, View};
use crate::app::proxy::{Proxies, ProxyRequest, ProxyResult, auto_edits, wanted_size};
use crate::app::services::{JournalEvent, TaskEnd, stamp};
use crate::domain::{Edits, PhotoId};
use crate::photo::Chosen;
use crate::store::{self, StoreError};

impl App {
    pub(super) fn editor_command(&mut self, command: EditorCommand) {
        match command {
            EditorCommand::Open(photo) if self.is_film(photo) => {
                self.say(NoticeKind::Hint, t!("editor-no-films"))
            }
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
            EditorCommand::WalkTo(place) => {
                self.walk_editor(|history, edits| history.walk_to(place, edits));
            }
            EditorCommand::Auto => self.choose_light(),
            EditorCommand::BeginCrop => self.begin_crop(),
            EditorCommand::EndCrop { keep } => self.end_crop(keep),
            EditorCommand::Copy => self.copy_edits(),
            EditorCommand::Paste => self.paste_edits(),
            EditorCommand::ApplyTo(reach) => self.apply_to(reach),
            EditorCommand::UndoApply(number) => self.undo_apply(number),
            EditorCommand::SavePreset(name) => self.save_preset(&name),
            EditorCommand::UsePreset(id) => self.use_preset(id),
            EditorCommand::RemovePreset(id) => self.remove_preset(id),
            EditorCommand::RestorePreset(id) => self.restore_preset(id),
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

    pub(super) fn after_edit(&mut self) {
        self.ask_preview();
        self.ask_settled();
        self.save_edits();
    }

    pub(super) fn open_editor(&mut self, photo: PhotoId) {
        let Some(info) = self.model.photos.get(&photo) else {
            return self.say(NoticeKind::Problem, t!("app-photo-gone"));
        };
        let mut editor = EditorState {
            photo: (*info.photo).clone(),
            edits: info.edits,
            saved: info.edits,
            before_drag: None,
            history: History::default(),
            cropping: None,
            preview: None,
            looks: Vec::new(),
            auto: None,
            small_only: false,
            problem: None,
            proxies: Proxies::default(),
        };
        if let Some(services) = &self.services {
            let size = wanted_size(&editor.photo, &Edits::default());
            editor.proxies.decoding = Some(size);
            services.editor.proxies.ask(ProxyRequest {
                photo: editor.photo.clone(),
                size,
            });
        }
        self.model.editor = Some(editor);
    }

    fn begin_crop(&mut self) {
        if let Some(editor) = &mut self.model.editor
            && editor.cropping.is_none()
        {
            // A slider that was moving when the key came ends here.
            if let Some(before) = editor.before_drag.take()
                && before != editor.edits
            {
                editor
                    .history
                    .record(before, "edit", self.clock.monotonic());
                editor.history.pause();
            }
            editor.cropping = Some((editor.edits, editor.history.clone()));
        }
        self.after_edit();
    }

    fn end_crop(&mut self, keep: bool) {
        if let Some(editor) = &mut self.model.editor
            && let Some((edits, history)) = editor.cropping.take()
        {
            if !keep {
                editor.edits = edits;
                editor.history = history;
            } else if let Some(before) = editor.before_drag.take()
                && before != editor.edits
            {
                editor
                    .history
                    .record(before, "edit", self.clock.monotonic());
                editor.history.pause();
            }
            editor.before_drag = None;
        }
        self.after_edit();
    }

    /// Has light and colour chosen away from the window: it looks at every
    /// pixel.
    fn choose_light(&mut self) {
        if self.model.auto_working() {
            return;
        }
        let Some(editor) = &self.model.editor else {
            return;
        };
        let Some(picture) = editor.proxies.base.clone() else {
            return;
        };
        let (photo, edits) = (editor.photo.id, editor.edits);
        self.start_task(AUTO_TASK, move |_| {
            TaskEnd::Auto(photo, auto_edits(&picture, &edits))
        });
    }

    pub(super) fn auto_chosen(&mut self, photo: PhotoId, chosen: Chosen) {
        let Some(editor) = self
            .model
            .editor
            .as_mut()
            .filter(|editor| editor.photo.id == photo)
        else {
            return;
        };
        let before = editor.edits;
        // What was turned meanwhile stays turned.
        let after = before.with_tone_of(&chosen.edits);
        editor.auto = Some(AutoOutcome {
            before,
            after,
            limit: chosen.limit,
        });
        self.editor_command(EditorCommand::Set(after));
    }

    /// Asks for the picture of what is on screen now. While the crop alone
    /// moves in its frame the picture stays the same, and nothing is asked.
    pub(super) fn ask_preview(&mut self) {
        if let (Some(services), Some(editor)) = (&self.services, &mut self.model.editor) {
            let edits = editor.shown_edits();
            if let Some(request) = editor.proxies.next_preview(&editor.photo, edits) {
                services.editor.previews.ask(request);
            }
        }
    }

    /// Asks for what is only worth its time when nothing moves: the pictures
    /// of the looks, and a sharper original for a tighter crop.
    fn ask_settled(&mut self) {
        let (Some(services), Some(editor)) = (&self.services, &mut self.model.editor) else {
            return;
        };
        if editor.cropping.is_some() {
            return;
        }
        if let Some(request) = editor.proxies.next_looks(editor.photo.id, editor.edits) {
            services.editor.looks.ask(request);
        }
        if editor.small_only {
            return;
        }
        if let Some(size) = editor.proxies.decode_wanted(&editor.photo, &editor.edits) {
            editor.proxies.decoding = Some(size);
            services.editor.proxies.ask(ProxyRequest {
                photo: editor.photo.clone(),
                size,
            });
        }
    }

    /// Takes in what the editor's workers made.
    pub(super) fn drain_preview(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        let (proxy, preview, looks) = (
            services.editor.proxies.poll(),
            services.editor.previews.poll(),
            services.editor.looks.poll(),
        );
        if let Some(result) = proxy {
            self.proxy_came(result);
        }
        let Some(editor) = &mut self.model.editor else {
            return;
        };
        if let Some((number, preview)) = preview
            && preview.photo == editor.photo.id
        {
            editor.proxies.answered(number);
            editor.preview = Some(preview);
            editor.problem = None;
        }
        if let Some(result) = looks
            && result.photo == editor.photo.id
        {
            editor.proxies.looks_answered(result.number);
            editor.looks = result.looks;
        }
    }

    fn proxy_came(&mut self, result: ProxyResult) {
        let Some(editor) = self
            .model
            .editor
            .as_mut()
            .filter(|editor| editor.photo.id == result.photo)
        else {
            return;
        };
        if editor.proxies.decoding == Some(result.size) {
            editor.proxies.decoding = None;
        }
        match result.picture {
            Ok((picture, small_only)) => {
                if editor.proxies.base.is_none() {
                    editor.small_only = small_only;
                    editor.proxies.base = Some(picture);
                } else if !small_only {
                    editor.proxies.sharp = Some((result.size, picture));
                }
            }
            // A sharper picture that cannot be had leaves the one there is.
            Err(_) if editor.proxies.base.is_some() => editor.small_only = true,
            Err(sentence) => editor.problem = Some(sentence),
        }
        self.ask_preview();
        self.ask_settled();
    }

    pub(super) fn preview_pending(&self) -> bool {
        self.model
            .editor
            .as_ref()
            .is_some_and(|editor| editor.proxies.waiting())
    }

    /// Saves, and gives back the memory of a large original.
    pub(super) fn leave_editor(&mut self) {
        self.save_edits();
        if let Some(editor) = &mut self.model.editor {
            editor.proxies.put_away();
        }
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
                self.refilter();
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

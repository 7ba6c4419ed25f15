//! The frame around the views: drains the workers, draws navigation and the
//! view, and hands what was asked for to the app.

mod camera;
mod first;
mod hands;
mod keys_sheet;
mod let_go;
mod navigation;
mod overlay;
mod palette;
mod tray;

use std::path::PathBuf;
use std::time::Duration;

use eframe::egui::{self, Context, Event, Ui, ViewportCommand};

use super::actions::{Actions, Answer, Dialog, Original};
use super::clipboard::{Clipboard, Told};
use super::deeds::Deed;
use super::dialogs::{Dialogs, Ending, Opener};
use super::reveal::{Reveal, Revealer};
use super::textures::{Textures, color_image};
use super::theme::{self, Motion};
use super::views::{
    Art, CameraView, EditorView, EntryView, GalleryView, Hands, InboxView, KeepsakeView,
    MilestonesView, NetcamView, SettingsView, Stage, ViewerView, WelcomeView, brake_ui, phone_ui,
    report_ui, trouble_ui,
};
use super::widgets::date::set_default_day;
use super::widgets::toasts::{ToastId, ToastKind, Toasts};
use crate::app::{
    App, Appearance, ArchiveCommand, CameraCommand, CaptureCommand, Command, EditorCommand,
    GalleryCommand, InboxCommand, KeepsakeCommand, LibraryCommand, LibraryState, MergeCommand,
    MilestoneCommand, NoticeAction, NoticeKind, ServerCommand, TaskId, View, ViewerCommand,
    WindowPlace, documents_folder, unused_path,
};
use crate::domain::BabyId;
use crate::jobs::Wake;
use palette::{Choice, Palette};
use tray::Tray;

/// The window.
pub struct Shell {
    /// The program behind it.
    pub app: App,
    textures: Textures,
    art: Art,
    dialogs: Dialogs,
    /// Where files go when no dialog opens to ask.
    without_dialog: PathBuf,
    clipboard: Clipboard,
    revealer: Revealer,
    toasts: Toasts,
    toast_actions: Vec<(ToastId, NoticeAction)>,
    applied: Option<(Appearance, f32, bool, Option<egui::Theme>)>,
    library_root: Option<PathBuf>,
    views: Views,
    palette: Palette,
    tray: Tray,
    /// Whether the sheet of keys lies over the window.
    keys_shown: bool,
    /// What the palette chose, for the next frame.
    chosen: Option<Deed>,
    close_refused: bool,
    /// The newest work the parent was told of when the window was to close.
    close_told: Option<TaskId>,
    /// The words that told it, for as long as they are true.
    close_toast: Option<ToastId>,
    /// Something came of the Ctrl + V that is being pressed.
    paste_heard: bool,
    keys_down: let_go::KeysDown,
    /// Where the window is, as last told by the system.
    place: Option<WindowPlace>,
    /// The view shown, and since when (in the window's seconds).
    shown: (std::mem::Discriminant<View>, f64),
}

#[derive(Default)]
struct Views {
    welcome: WelcomeView,
    gallery: GalleryView,
    viewer: ViewerView,
    editor: EditorView,
    entry: EntryView,
    camera: CameraView,
    milestones: MilestonesView,
    netcam: NetcamView,
    keepsake: KeepsakeView,
    inbox: InboxView,
    settings: SettingsView,
}

impl Shell {
    /// A window on an app.
    pub fn new(ctx: &Context, mut app: App, wake: Wake) -> Self {
        app.draw_with(Box::new(|pixels| std::sync::Arc::new(color_image(pixels))));
        theme::install_fonts(ctx);
        // The wheel with Ctrl belongs to the photos.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut shell = Self {
            app,
            textures: Textures::default(),
            art: Art::default(),
            dialogs: Dialogs::new(wake.clone()),
            without_dialog: documents_folder(),
            clipboard: Clipboard::new(wake.clone()),
            revealer: Revealer::new(wake),
            toasts: Toasts::default(),
            toast_actions: Vec::new(),
            applied: None,
            library_root: None,
            views: Views::default(),
            palette: Palette::default(),
            tray: Tray::default(),
            keys_shown: false,
            chosen: None,
            close_refused: false,
            close_told: None,
            close_toast: None,
            paste_heard: false,
            keys_down: let_go::KeysDown::default(),
            place: None,
            shown: (std::mem::discriminant(&View::Gallery), 0.0),
        };
        if let Some(place) = shell.app.model.config.memories {
            shell.views.gallery.return_to(place);
        }
        shell.apply_look(ctx);
        shell
    }

    fn apply_look(&mut self, ctx: &Context) {
        let config = &self.app.model.config;
        let wanted = (
            camera::appearance(&self.app.model),
            config.scale,
            config.still,
            ctx.system_theme(),
        );
        if self.applied != Some(wanted) {
            let motion = if config.still {
                Motion::STILL
            } else {
                Motion::GENTLE
            };
            theme::apply(ctx, wanted.0, config.scale, motion);
            self.applied = Some(wanted);
            // Whatever was laid out before this is laid out once more at once.
            ctx.request_repaint();
        }
    }

    /// Before drawing: what the workers, dialogs and the clipboard finished.
    fn drain(&mut self, ctx: &Context) {
        if let Some(pause) = self.app.drain() {
            ctx.request_repaint_after(pause.max(Duration::from_millis(10)));
        }
        self.mind_camera(ctx);
        let root = self
            .app
            .services()
            .map(|services| services.root().to_owned());
        if root != self.library_root {
            self.library_root = root;
            self.textures.clear();
        }
        self.drain_dialogs(ctx);
        if let Some(told) = self.close_toast
            && self.app.would_be_lost(None).is_none()
        {
            self.toasts.dismiss(told);
            self.close_toast = None;
        }
        while let Some(answer) = self.clipboard.poll() {
            match answer {
                Ok(Told::Pasted(command)) if self.is_first_start() => self.pasted_first(command),
                Ok(Told::Pasted(command)) => self.app.apply(command),
                Ok(Told::Copied) => {
                    let words = t!("shell-copied");
                    self.toasts.push(ToastKind::Success, words, None);
                }
                Err(sentence) => {
                    self.toasts.push(ToastKind::Info, sentence, None);
                }
            }
        }
        while let Some(sentence) = self.revealer.poll() {
            self.toasts.push(ToastKind::Problem, sentence, None);
        }
        if let Some(picture) = self.app.model.for_clipboard.take() {
            self.try_thread(|shell| shell.clipboard.copy(picture));
        }
        while let Some(notice) = self.app.model.notices.pop_front() {
            let kind = match notice.kind {
                NoticeKind::Good => ToastKind::Success,
                NoticeKind::Hint => ToastKind::Info,
                NoticeKind::Problem => ToastKind::Problem,
            };
            let label = notice.action.as_ref().map(|(label, _)| *label);
            let id = self.toasts.push(kind, notice.text, label);
            if let Some((_, action)) = notice.action {
                self.toast_actions.push((id, action));
            }
        }
        let loader = self.app.services().map(|services| &services.pictures);
        if self.textures.begin_frame(ctx, loader) {
            ctx.request_repaint();
        }
    }

    fn drain_dialogs(&mut self, ctx: &Context) {
        let in_front = ctx.input(|input| input.focused);
        match self.dialogs.poll(in_front) {
            Some(Ending::Answered(answer)) => self.answered(answer),
            Some(Ending::NotOpened(dialog)) => self.dialog_failed(dialog),
            Some(Ending::StillOpen) => {
                let words = t!("shell-dialog-still-open");
                self.toasts.push(ToastKind::Info, words, None);
            }
            Some(Ending::Dismissed) | None => {}
        }
        if let Some(pause) = self.dialogs.poll_again() {
            ctx.request_repaint_after(pause.max(Duration::from_millis(10)));
        }
    }

    /// Opens dialogs another way than the system does, and saves into `folder`
    /// where none opens: for tests.
    pub fn open_dialogs_with(&mut self, opener: Opener, folder: PathBuf) {
        self.dialogs.open_with(opener);
        self.without_dialog = folder;
    }

    /// A desktop without file dialogs: a page is saved all the same, in a
    /// place that is easy to find; photos have other ways in.
    fn dialog_failed(&mut self, dialog: Dialog) {
        if let Dialog::SavePage { file_name, .. }
        | Dialog::SaveBook { file_name, .. }
        | Dialog::SaveFilm { file_name, .. }
        | Dialog::ExportZip(file_name)
        | Dialog::SaveCopy { file_name, .. } = &dialog
        {
            let path = unused_path(&self.without_dialog, file_name);
            self.tell_without_dialog();
            return self.answered(Answer {
                dialog,
                paths: vec![path],
            });
        }
        if matches!(dialog, Dialog::SaveCopies(_) | Dialog::ExportFolder) {
            self.tell_without_dialog();
            let paths = vec![self.without_dialog.clone()];
            return self.answered(Answer { dialog, paths });
        }
        let what_to_do = match dialog {
            Dialog::OpenLibrary | Dialog::NewLibraryFolder => t!("shell-no-dialog-library"),
            Dialog::WatchFolder { .. } => t!("shell-no-dialog-watch"),
            Dialog::OtherJournal => t!("shell-no-dialog-merge"),
            Dialog::RestoreFolder => t!("backup-server-restore-terminal"),
            Dialog::BackupFolder => t!("shell-no-dialog-backup"),
            Dialog::BringInFolder | Dialog::BringInFile => t!("shell-no-dialog-import"),
            Dialog::Portrait(_) if self.is_first_start() => t!("shell-no-dialog-picture"),
            _ => t!("shell-no-dialog-photos"),
        };
        self.toasts.push(
            ToastKind::Problem,
            t!("shell-no-dialog", advice = what_to_do),
            None,
        );
    }

    /// Why nobody was asked where; where it went is told when it is there.
    fn tell_without_dialog(&mut self) {
        let folder = self.without_dialog.display().to_string();
        let words = t!("shell-no-dialog-saving", folder = folder);
        self.toasts.push(ToastKind::Info, words, None);
    }

    fn answered(&mut self, answer: Answer) {
        let Answer { dialog, paths } = answer;
        let first = paths.first().cloned();
        match dialog {
            Dialog::AddPhotos => self.app.apply(CaptureCommand::AddFiles(paths).into()),
            Dialog::AddPhotosTo(entry) => self
                .app
                .apply(CaptureCommand::AddFilesTo(entry, paths).into()),
            Dialog::MilestonePhotos => self.app.apply(MilestoneCommand::AddFiles(paths).into()),
            Dialog::Portrait(baby) => {
                if let Some(path) = first {
                    self.portrait_chosen(baby, path);
                }
            }
            Dialog::OpenLibrary => {
                if let Some(path) = first {
                    self.app.apply(LibraryCommand::Open(path).into());
                }
            }
            Dialog::NewLibraryFolder => {
                if let Some(path) = first {
                    self.views.welcome.set_folder(path);
                }
            }
            Dialog::SavePage { as_picture, .. } => {
                if let Some(path) = first {
                    self.app.apply(if as_picture {
                        KeepsakeCommand::SavePicture(path).into()
                    } else {
                        KeepsakeCommand::SavePdf(path).into()
                    });
                }
            }
            Dialog::RestoreFolder => {
                if let Some(path) = first {
                    self.app
                        .apply(LibraryCommand::Server(ServerCommand::RestoreInto(path)).into());
                }
            }
            Dialog::BackupFolder => {
                if first.is_some() {
                    self.app.apply(LibraryCommand::BackUp(first).into());
                }
            }
            Dialog::WatchFolder { old_too } => {
                if let Some(path) = first {
                    self.app
                        .apply(InboxCommand::AddFolder(path, old_too).into());
                }
            }
            Dialog::OtherJournal => {
                if let Some(path) = first {
                    self.app.apply(MergeCommand::Look(path).into());
                }
            }
            Dialog::ExportFolder
            | Dialog::ExportZip(_)
            | Dialog::BringInFolder
            | Dialog::BringInFile => {
                if let Some(path) = first {
                    self.app.apply(
                        match dialog {
                            Dialog::ExportFolder => ArchiveCommand::ExportInto(path),
                            Dialog::ExportZip(_) => ArchiveCommand::ExportAs(path),
                            _ => ArchiveCommand::LookAt(path),
                        }
                        .into(),
                    );
                }
            }
            Dialog::SaveCopies(photos) => {
                if let Some(folder) = first {
                    self.app
                        .apply(GalleryCommand::Export(photos, folder).into());
                }
            }
            Dialog::SaveBook { from, to, .. } => {
                if let Some(path) = first {
                    self.app
                        .apply(KeepsakeCommand::SaveBook { from, to, path }.into());
                }
            }
            Dialog::SaveFilm {
                photo, with_place, ..
            } => {
                if let Some(path) = first {
                    self.app
                        .apply(ViewerCommand::SaveFilm(photo, with_place, path).into());
                }
            }
            Dialog::SaveCopy { photo, options, .. } => {
                if let Some(path) = first {
                    self.app
                        .apply(ViewerCommand::SaveCopy(photo, options, path).into());
                }
            }
        }
    }

    fn portrait_chosen(&mut self, baby: Option<BabyId>, path: PathBuf) {
        if matches!(self.app.model.library, LibraryState::FirstStart(_)) {
            return self.views.welcome.set_portrait(path);
        }
        let known = baby.and_then(|id| self.app.model.babies.iter().find(|baby| baby.id == id));
        match known {
            Some(baby) => {
                let (id, fields) = (baby.id, baby.fields.clone());
                self.app
                    .apply(LibraryCommand::ChangeBaby(id, fields, Some(path)).into());
            }
            None => self.views.settings.set_portrait(path),
        }
    }

    /// Pictures the last frame asked for that are not there yet.
    pub fn pictures_missing(&self) -> usize {
        self.textures.missing()
    }

    /// Draws one frame into `ui` and carries out what was asked for.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.apply_look(&ctx);
        // This frame’s `Ui` was made before; it must not be drawn in the colours
        // and sizes of the look before.
        ui.reset_style();
        self.drain(&ctx);
        let mut actions = Actions::default();
        self.toasts.keys(&ctx);
        self.read_input(&ctx, &mut actions);
        self.draw_ui(ui, &mut actions);
        let loader = self.app.services().map(|services| &services.pictures);
        self.textures.end_frame(loader);
        self.carry_out(&ctx, actions);
        self.place = window_place(&ctx).or(self.place);
        self.close_if_saved(&ctx);
    }

    fn draw_ui(&mut self, ui: &mut Ui, actions: &mut Actions) {
        let now = self.app.clock().now_local();
        let today = now.date();
        set_default_day(ui.ctx(), today);
        let mut stage = Stage {
            textures: &mut self.textures,
            art: &mut self.art,
            today,
            now,
            hands: Hands {
                chosen: self.chosen.take(),
                covered: self.palette.is_open()
                    || self.keys_shown
                    || self.app.model.report.is_some()
                    || self.app.model.phone.is_some()
                    || self.app.model.netcam.is_some()
                    || self.app.model.brake.is_some(),
            },
        };
        let model = &self.app.model;
        match &model.library {
            LibraryState::FirstStart(folder) => {
                self.views.welcome.show_ui(ui, folder, &mut stage, actions);
            }
            LibraryState::Trouble {
                root,
                sentence,
                repair,
            } => trouble_ui(ui, root, sentence, *repair, actions),
            LibraryState::Open { .. } => {
                if has_navigation(model.view) {
                    navigation::navigation_ui(ui, model, &mut stage, actions);
                }
                let ground = theme::of(ui).palette.ground;
                egui::CentralPanel::default()
                    .frame(egui::Frame::new().fill(ground))
                    .show(ui, |ui| {
                        overlay::read_only_ui(ui, model);
                        let views = &mut self.views;
                        match model.view {
                            View::Gallery => views.gallery.show_ui(ui, model, &mut stage, actions),
                            View::Viewer(_) => views.viewer.show_ui(ui, model, &mut stage, actions),
                            View::Editor(_) => views.editor.show_ui(ui, model, &mut stage, actions),
                            View::Entry(_) => views.entry.show_ui(ui, model, &mut stage, actions),
                            View::Camera(_) => views.camera.show_ui(ui, model, &mut stage, actions),
                            View::Milestones => {
                                views.milestones.show_ui(ui, model, &mut stage, actions);
                            }
                            View::Keepsake => {
                                views.keepsake.show_ui(ui, model, &mut stage, actions);
                            }
                            View::Inbox => views.inbox.show_ui(ui, model, &mut stage, actions),
                            View::Settings => {
                                views.settings.show_ui(ui, model, &mut stage, actions);
                            }
                        }
                    });
                self.tray.show_ui(ui.ctx(), model, actions);
                overlay::drop_hint_ui(ui.ctx(), model);
            }
        }
        phone_ui(ui.ctx(), model, actions);
        self.views.netcam.show_ui(ui.ctx(), model, actions);
        if let Some(report) = &model.report {
            report_ui(ui.ctx(), report, actions);
        }
        if let Some(brake) = &model.brake {
            brake_ui(ui.ctx(), brake, actions);
        }
        if self.keys_shown && keys_sheet::keys_sheet_ui(ui.ctx(), model) {
            self.keys_shown = false;
        }
        match self.palette.show_ui(ui.ctx(), model) {
            Some(Choice::Deed(deed)) => self.chosen = Some(deed),
            Some(Choice::Baby(baby)) => actions.push(LibraryCommand::SelectBaby(baby)),
            None => {}
        }
        if let Some(clicked) = self.toasts.show_ui(ui.ctx())
            && let Some(at) = self.toast_actions.iter().position(|(id, _)| *id == clicked)
        {
            let (_, action) = self.toast_actions.swap_remove(at);
            self.toasts.dismiss(clicked);
            let command: Command = match action {
                NoticeAction::RestoreMilestone(id) => MilestoneCommand::Restore(id).into(),
                NoticeAction::UndoApply(number) => EditorCommand::UndoApply(number).into(),
                NoticeAction::RestorePreset(id) => EditorCommand::RestorePreset(id).into(),
                NoticeAction::TakeBack(number) => GalleryCommand::TakeBack(number).into(),
                NoticeAction::BackUp => LibraryCommand::BackUp(None).into(),
                NoticeAction::ShowCrash => LibraryCommand::ShowCrash.into(),
                NoticeAction::UndoDecline => InboxCommand::UndoDecline.into(),
                NoticeAction::BringShotsBack => CameraCommand::BringBack.into(),
                NoticeAction::ShowInFolder(path) => {
                    actions.reveal = Some(path);
                    return;
                }
            };
            actions.push(command);
        }
    }

    fn carry_out(&mut self, ctx: &Context, actions: Actions) {
        for dialog in actions.dialogs {
            self.try_thread(|shell| shell.dialogs.ask(dialog));
        }
        if actions.paste {
            self.try_thread(|shell| shell.clipboard.paste());
        }
        if let Some(path) = actions.reveal {
            self.try_thread(|shell| shell.revealer.ask(Reveal::InFolder(path)));
        }
        if let Some((photo, what)) = actions.original
            && let Some((path, copy)) = self.app.original_of(photo)
        {
            let what = match what {
                Original::Open => Reveal::OpenCopy { of: path, at: copy },
                Original::ShowInFolder => Reveal::InFolder(path),
            };
            self.try_thread(|shell| shell.revealer.ask(what));
        }
        if !actions.commands.is_empty() {
            self.app.update(actions.commands);
            // What changed is drawn at once, not at the next mouse move.
            ctx.request_repaint();
        }
    }

    fn try_thread(&mut self, start: impl FnOnce(&mut Self) -> std::io::Result<()>) {
        if let Err(error) = start(self) {
            self.toasts.push(
                ToastKind::Problem,
                t!("shell-no-threads", error = error.to_string()),
                None,
            );
        }
    }

    fn remember_window(&mut self) {
        let memories = self.views.gallery.place(&self.app.model);
        self.app.remember_window(self.place, memories);
    }

    /// The window closes once every word is on disk and no work is cut off that
    /// the parent did not know of.
    fn close_if_saved(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.remember_window();
        if let Some((newest, sentence)) = self.app.would_be_lost(self.close_told) {
            self.close_told = Some(newest);
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            let told = self.toasts.push(ToastKind::Problem, sentence, None);
            if let Some(before) = self.close_toast.replace(told).filter(|old| *old != told) {
                self.toasts.dismiss(before);
            }
            ctx.request_repaint();
            return;
        }
        if let Err(sentence) = self.app.flush()
            && !self.close_refused
        {
            // A second try closes all the same: the parent has been told.
            self.close_refused = true;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.toasts.push(
                ToastKind::Problem,
                t!("shell-close-again", sentence = sentence),
                None,
            );
        }
    }
}

/// Where the window is; nothing while it fills the screen or is put away, so
/// that its own size is not forgotten.
fn window_place(ctx: &Context) -> Option<WindowPlace> {
    let zoom = ctx.zoom_factor();
    ctx.input(|input| {
        let viewport = input.viewport();
        let inner = viewport.inner_rect?;
        let whole = viewport.fullscreen == Some(true) || viewport.minimized == Some(true);
        let corner = viewport.outer_rect.map(|outer| outer.min);
        (!whole).then(|| WindowPlace {
            size: [inner.width() * zoom, inner.height() * zoom],
            corner: corner.map(|corner| [corner.x * zoom, corner.y * zoom]),
            maximized: viewport.maximized == Some(true),
        })
    })
}

fn has_navigation(view: View) -> bool {
    !matches!(view, View::Viewer(_) | View::Editor(_) | View::Camera(_))
}

/// For this long after another view came, clicks are not taken: the second
/// half of a double click must not hit what happens to lie there now.
const NO_CLICK_S: f64 = 0.4;

impl eframe::App for Shell {
    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut egui::RawInput) {
        self.keys_down.mend(&mut input.events);
        let now = input.time.unwrap_or_default();
        let view = std::mem::discriminant(&self.app.model.view);
        if self.shown.0 != view {
            self.shown = (view, now);
        }
        if now - self.shown.1 < NO_CLICK_S {
            input
                .events
                .retain(|event| !matches!(event, Event::PointerButton { pressed: true, .. }));
        }
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        // Called for a window that is put away as well.
        self.rest_camera(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        // No white flash at the start, least of all at night.
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self) {
        self.remember_window();
        // Told already, or killed: what can be saved is saved.
        self.app.stop_work();
        let _ = self.app.flush();
    }
}

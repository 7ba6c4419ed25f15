//! The app: commands in, workers' results in, model out. One file a subsystem.

mod archive;
mod arrivals;
mod backup;
mod backup_server;
mod blank;
mod book;
mod camera;
mod capture;
mod closeup;
mod closing;
mod copies;
mod editor;
mod entry;
mod gallery;
mod heal;
mod inbox;
mod keepsake;
mod library;
mod merge;
mod milestone;
mod netcam;
mod offline;
mod phone;
mod repair;
mod reread;
mod resume;
mod selection;
mod tone;

pub use archive::{BRINGING_IN, EXPORTING, LOOKING};
pub(super) use backup_server::Sent;
pub(crate) use capture::with_desk;
pub(super) use copies::SavedFilm;
pub(super) use heal::Verified;
pub use inbox::{DriveFinder, new_folder};
pub(super) use merge::MergeEnd;
pub(super) use selection::ManyCopies;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::adding::Adding;
use super::camera::Session;
use super::clock::Clock;
use super::command::{Command, ViewerCommand};
use super::config::{ConfigFile, StartView, default_library};
use super::crash::CrashReport;
use super::model::{
    LibraryState, Model, Notice, NoticeAction, NoticeKind, Report, SaveState, TaskCard, TaskId,
    View,
};
use super::proxy::{ScreenHook, ToScreen};
use super::services::{JournalEvent, Services, TaskEnd};
use crate::archive::locked::Passphrase;
use crate::capture::camera::Cameras;
use crate::domain::MilestoneId;
use crate::jobs::{Glances, Progress, Reporter, TaskUpdate, Wake, spawn_task};
use crate::keepsake::{PageMaterial, PrintError, missing_letters};
use crate::store::{Library, LibraryError};

/// Unsaved words wait at most this long after the last key.
const SAVE_PAUSE: Duration = Duration::from_millis(300);
/// And at most this long while typing goes on.
const SAVE_AT_LATEST: Duration = Duration::from_millis(1500);

/// The program without its window.
pub struct App {
    /// What the views read.
    pub model: Model,
    services: Option<Services>,
    clock: Arc<dyn Clock>,
    wake: Wake,
    config_file: ConfigFile,
    next_task: TaskId,
    /// The milestone each sheet became, also after it was closed.
    sheets: std::collections::HashMap<u64, MilestoneId>,
    next_sheet: u64,
    /// What the keepsake page on screen is made of.
    material: Option<Arc<PageMaterial>>,
    /// The first look at photos on their way in.
    glances: Option<Glances>,
    gallery_read_at: Duration,
    /// What other photos looked like before edits were copied to them, for as
    /// long as that can be taken back.
    copies: tone::Copies,
    /// The search for originals that are not there.
    offline: offline::Offline,
    /// Changes to many entries that can be taken back.
    undos: selection::Undos,
    /// Words being looked up.
    searching: Option<String>,
    /// Excerpts asked for and not there yet.
    excerpts_wanted: usize,
    screen_hook: ScreenHook,
    /// A journal being put together again.
    repairing: Option<repair::Repairing>,
    /// What opens the backup; never written down.
    passphrase: Option<Passphrase>,
    /// What opens its server.
    server: backup_server::ServerDesk,
    /// Another journal on its way in.
    merging: merge::Merging,
    /// The page to go to once the journal was read.
    resume: Option<StartView>,
    /// What was written down when the program fell over.
    crash: Option<CrashReport>,
    /// The page for the phone, while it is open.
    phone: Option<super::phone::PhoneRun>,
    /// The baby monitor being asked.
    netcam: Option<netcam::NetcamTask>,
    inbox: inbox::InboxDraft,
    /// The cameras there are, once they were needed.
    cameras: Option<Arc<dyn Cameras>>,
    /// The camera in use.
    camera: Option<Session>,
    /// One that was closed while a photo was being taken.
    finishing: Option<camera::Finishing>,
    /// Photos on their way in.
    adding: Arc<Adding>,
}

impl App {
    /// Starts with the library given, the one last opened, or the welcome.
    pub fn start(
        library: Option<&Path>,
        config_file: ConfigFile,
        clock: Arc<dyn Clock>,
        wake: Wake,
    ) -> Self {
        let config = config_file.load();
        let mut app = Self {
            adding: Arc::new(Adding::new(config_file.adding_file())),
            model: blank::model(config),
            services: None,
            clock,
            wake,
            config_file,
            next_task: 0,
            sheets: std::collections::HashMap::new(),
            next_sheet: 0,
            material: None,
            glances: None,
            gallery_read_at: Duration::ZERO,
            copies: tone::Copies::default(),
            offline: offline::Offline::default(),
            undos: selection::Undos::default(),
            searching: None,
            excerpts_wanted: 0,
            screen_hook: ScreenHook::default(),
            repairing: None,
            passphrase: None,
            server: Default::default(),
            merging: merge::Merging::default(),
            resume: None,
            crash: None,
            phone: None,
            netcam: None,
            inbox: inbox::InboxDraft::default(),
            cameras: None,
            camera: None,
            finishing: None,
        };
        app.resume = Some(app.model.config.view);
        let asked = library.map(Path::to_owned);
        let known = asked.clone().or_else(|| app.model.config.library.clone());
        let root = known.clone().unwrap_or_else(default_library);
        match Library::open(&root) {
            Ok(library) => app.use_library(library),
            // Only a library that was never there may be begun.
            Err(LibraryError::Missing(root)) if asked.is_some() || known.is_none() => {
                app.model.library = LibraryState::FirstStart(root);
            }
            Err(LibraryError::NotALibrary(root)) if is_empty_folder(&root) && known.is_none() => {
                app.model.library = LibraryState::FirstStart(root);
            }
            Err(error) => app.library_trouble(&root, &error),
        }
        app.offer_crash_report();
        app.tell_left_over();
        app
    }

    /// The workers, once a library is open.
    pub fn services(&self) -> Option<&Services> {
        self.services.as_ref()
    }

    /// Says how the window wants its pixels; the first window’s word counts.
    pub fn draw_with(&mut self, to_screen: ToScreen) {
        // A second window of one program draws with the same library.
        let _ = self.screen_hook.set(to_screen);
    }

    /// The clock.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Carries out what the views asked for.
    pub fn update(&mut self, commands: impl IntoIterator<Item = Command>) {
        for command in commands {
            self.apply(command);
        }
    }

    /// Carries out one command.
    pub fn apply(&mut self, command: Command) {
        if self.model.read_only().is_some() && command.changes_the_library() {
            if let Some(reason) = self.model.read_only() {
                self.say(NoticeKind::Problem, reason.sentence());
            }
            return;
        }
        if self.must_wait_for_words(&command) {
            return self.say(NoticeKind::Hint, t!("app-words-coming"));
        }
        match command {
            Command::Go(view) => self.go(view),
            Command::Back => self.back(),
            Command::Library(command) => self.library_command(command),
            Command::Capture(command) => self.capture_command(command),
            Command::Camera(command) => self.camera_command(command),
            Command::Gallery(command) => self.gallery_command(command),
            Command::Viewer(command) => self.viewer_command(command),
            Command::Entry(command) => self.entry_command(command),
            Command::Editor(command) => self.editor_command(command),
            Command::Milestone(command) => self.milestone_command(command),
            Command::Keepsake(command) => self.keepsake_command(command),
            Command::Phone(command) => self.phone_command(command),
            Command::Netcam(command) => self.netcam_command(command),
            Command::Inbox(command) => self.inbox_command(command),
            Command::Merge(command) => self.merge_command(command),
            Command::Archive(command) => self.archive_command(command),
        }
    }

    /// Takes in what the workers finished and saves what has waited long
    /// enough. Never waits. Returns when it wants to be called again although
    /// nothing happens.
    pub fn drain(&mut self) -> Option<Duration> {
        let saves = self.drain_workers();
        let originals = self.drain_originals();
        [saves, originals].into_iter().flatten().min()
    }

    /// As [`Self::drain`], but for what is looked for again and again.
    fn drain_workers(&mut self) -> Option<Duration> {
        while let Some(event) = self
            .services
            .as_mut()
            .and_then(|services| services.journal.poll())
        {
            self.journal_event(event);
        }
        self.drain_search();
        self.drain_arrivals();
        self.drain_tasks();
        self.drain_preview();
        self.drain_closeup();
        self.drain_page();
        self.drain_looks();
        self.drain_second_reading();
        self.drain_inbox();
        self.drain_repair();
        self.bring_words_if_quiet();
        self.drain_phone();
        self.drain_netcam();
        let now = self.clock.monotonic();
        [
            self.save_entry_if_due(now),
            self.save_milestone_if_due(now),
            self.save_page_choice_if_due(now),
            self.drain_camera(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Saves everything and waits until it is on disk. Called when the window
    /// closes; returns what could not be saved.
    pub fn flush(&mut self) -> Result<(), String> {
        self.leave_view();
        self.keep_milestone();
        self.finish_keeping();
        while let Some(event) = self
            .services
            .as_mut()
            .and_then(|services| services.journal.wait())
        {
            self.journal_event(event);
        }
        let failed = |state: Option<SaveState>| state == Some(SaveState::Failed);
        if failed(self.model.entry.as_ref().map(|sheet| sheet.save))
            || failed(self.model.milestone.as_ref().map(|sheet| sheet.save))
            || self.model.keepsake.unsaved
        {
            self.reopen_camera();
            return Err(t!("app-change-unsaved").to_owned());
        }
        Ok(())
    }

    /// Waits until the workers have nothing left to do: for tests and the
    /// command line. Gives up after `patience`.
    pub fn settle(&mut self, patience: Duration) -> bool {
        let start = std::time::Instant::now();
        while start.elapsed() < patience {
            let again = self.drain_workers();
            // Waiting for a drive is no work.
            self.drain_originals();
            let busy = self.services.as_ref().is_some_and(|services| {
                services.journal.outstanding() > 0 || services.quiet.is_some()
            }) || !self.model.tasks.is_empty()
                || self.model.keepsake.working
                || self.is_repairing()
                || self.is_looking_for_originals()
                || self.model.closeup.waiting
                || self.camera_pending()
                || self.preview_pending()
                || self.search_pending()
                || self.inbox.is_busy();
            if !busy && again.is_none() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        false
    }

    fn journal_event(&mut self, event: JournalEvent) {
        match event {
            JournalEvent::FirstScreens(result) => self.first_screens(result),
            JournalEvent::Loaded(result) => self.loaded(result),
            // What could not be stored is shown as it is stored.
            JournalEvent::Kept(Ok(())) => {}
            JournalEvent::Kept(Err(error)) => {
                self.say(NoticeKind::Problem, &error.sentence());
                self.reload();
            }
            JournalEvent::ManyChanged(change, result) => self.many_changed(&change, result),
            JournalEvent::ManyTooMany(brake) => self.model.brake = Some(brake),
            JournalEvent::ManyTakenBack(result) => self.many_taken_back(result),
            JournalEvent::PutBack(result) => self.put_back(result),
            JournalEvent::EntryOpened(result) => self.entry_opened(result),
            JournalEvent::EntryBegun(result) => {
                self.entry_opened(result);
                if let Some(sheet) = &mut self.model.entry {
                    sheet.fresh = true;
                }
            }
            JournalEvent::EntrySaved(id, result) => self.entry_saved(id, result),
            JournalEvent::EntryTrashed(id, result) => self.entry_trashed(id, result),
            JournalEvent::EditsSaved(photo, edits, result) => {
                self.edits_saved(photo, edits, result);
            }
            JournalEvent::ToneCopied(result) => self.tone_copied(result),
            JournalEvent::ToneRestored(result) => self.tone_restored(result),
            JournalEvent::Presets(result) => self.presets_changed(result),
            JournalEvent::MilestoneSaved(sheet, result) => self.milestone_saved(sheet, result),
            JournalEvent::MilestoneTrashed(id, result) => self.milestone_trashed(id, result),
            JournalEvent::BabySaved(result, portrait) => self.baby_saved(result, portrait),
            JournalEvent::Changed(result) => match result {
                Ok(()) => self.reload(),
                Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
            },
            JournalEvent::PageRead(result) => self.page_read(result),
            JournalEvent::PageSaved(result) => {
                if let Err(error) = result {
                    // Tried again with the next change, or on leaving.
                    self.model.keepsake.unsaved = true;
                    self.say(NoticeKind::Problem, &error.sentence());
                }
            }
            JournalEvent::InboxDecided(state, result) => self.inbox_decided(state, result),
            JournalEvent::InboxSettled(result) => self.inbox_settled(result),
            JournalEvent::EarlierRead(result) => self.earlier_read(result),
            JournalEvent::EarlierMilestoneRead(result) => self.earlier_milestone_read(result),
            JournalEvent::Broken(words) => {
                self.say(NoticeKind::Problem, &t!("app-broken", words = words))
            }
        }
    }

    /// Starts a task with a card on screen; `title` is the key of its words.
    fn start_task(
        &mut self,
        kind: &'static str,
        work: impl FnOnce(&Reporter<TaskEnd>) -> TaskEnd + Send + 'static,
    ) {
        let Some(services) = &mut self.services else {
            return;
        };
        match spawn_task(kind, Arc::clone(&self.wake), work) {
            Ok(handle) => {
                self.next_task += 1;
                services.tasks.push((self.next_task, handle));
                self.model.tasks.push(TaskCard {
                    id: self.next_task,
                    kind,
                    progress: Progress::default(),
                });
            }
            Err(error) => self.say(
                NoticeKind::Problem,
                &t!("app-no-threads", error = error.to_string()),
            ),
        }
    }

    fn drain_tasks(&mut self) {
        let Some(services) = &mut self.services else {
            return;
        };
        let mut ended = Vec::new();
        let mut went_on = false;
        for (id, handle) in &services.tasks {
            while let Some(update) = handle.poll() {
                match update {
                    TaskUpdate::Progress(progress) => {
                        if let Some(card) = self.model.tasks.iter_mut().find(|card| card.id == *id)
                        {
                            went_on |= progress.done > card.progress.done;
                            card.progress = progress;
                        }
                    }
                    TaskUpdate::Done(end) => ended.push((*id, Ok(end))),
                    TaskUpdate::Broken(words) => ended.push((*id, Err(words))),
                }
            }
        }
        if went_on && !self.model.arrivals.is_empty() {
            self.arrivals_went_on();
        }
        for (id, end) in ended {
            if let Some(services) = &mut self.services {
                services.tasks.retain(|(task, _)| *task != id);
            }
            self.model.tasks.retain(|card| card.id != id);
            match end {
                Ok(end) => self.task_ended(end),
                Err(words) => self.journal_event(JournalEvent::Broken(words)),
            }
        }
    }

    fn task_ended(&mut self, end: TaskEnd) {
        match end {
            TaskEnd::Batch { report, purpose } => {
                self.arrivals_ended();
                self.batch_ended(report, purpose);
            }
            TaskEnd::Adopted(result) => self.adopted(result),
            TaskEnd::InboxTidied(result) => self.inbox_tidied(result),
            TaskEnd::Verified(result) => self.verified(result),
            TaskEnd::Healed(result) => self.healed(result),
            TaskEnd::BackedUp(result) => self.backed_up(result),
            TaskEnd::Sent(result) => self.sent(result),
            TaskEnd::BroughtBack(result) => self.brought_back(result),
            TaskEnd::BackupChecked(result) => self.backup_checked(result),
            TaskEnd::Tended(result) => self.tended(result),
            TaskEnd::Auto(photo, chosen) => self.auto_chosen(photo, chosen),
            TaskEnd::PageSaved(result) => match result {
                Ok(page) => {
                    let path = page.path.display().to_string();
                    self.say_saved(&t!("page-saved", path = path), page.path);
                    for sentence in missing_letters(&page.missing)
                        .into_iter()
                        .chain(page.empty_frames)
                    {
                        self.say(NoticeKind::Problem, &sentence);
                    }
                }
                Err(sentence) => self.say(NoticeKind::Problem, &sentence),
            },
            TaskEnd::FilmSaved(saved) => self.film_saved(saved),
            TaskEnd::CopySaved(result) => match result {
                Ok(path) => {
                    let words = t!("copy-saved", path = path.display().to_string());
                    self.say_saved(&words, path);
                }
                Err(sentence) => self.say(NoticeKind::Problem, &sentence),
            },
            TaskEnd::ManySaved(copies) => self.many_saved(copies),
            TaskEnd::Merge(end) => self.merge_ended(end),
            TaskEnd::PictureReady(result) => match result {
                Ok(picture) => self.model.for_clipboard = Some(picture),
                Err(sentence) => self.say(NoticeKind::Problem, &sentence),
            },
            TaskEnd::Exported(result) => self.exported(result),
            TaskEnd::LookedAt(result) => self.looked_at(result),
            TaskEnd::BroughtIn(result) => self.brought_in(result),
            TaskEnd::Printed(result) => match result {
                Ok(()) => self.say(NoticeKind::Good, t!("page-printed")),
                // The parent closed the system's print window and knows.
                Err(PrintError::Cancelled) => {}
                Err(error) => self.say(NoticeKind::Problem, &error.to_string()),
            },
            TaskEnd::Printers(result) => {
                self.model.keepsake.printers = Some(result.map_err(|error| error.to_string()));
            }
        }
    }

    /// Shows a view; the one left saves what is unsaved.
    fn go(&mut self, view: View) {
        if self.model.view == view {
            return;
        }
        self.leave_view();
        let from = self.model.view;
        // Walking from photo to photo is one step back.
        let same_kind = matches!((from, view), (View::Viewer(_), View::Viewer(_)));
        if is_root(view) {
            self.model.back.clear();
        } else if !same_kind {
            self.model.back.push(from);
        }
        self.model.view = view;
        self.enter_view(view);
    }

    fn back(&mut self) {
        self.leave_view();
        let view = self.model.back.pop().unwrap_or_default();
        self.model.view = view;
        self.enter_view(view);
    }

    fn enter_view(&mut self, view: View) {
        match view {
            View::Entry(id) => self.open_entry(id),
            View::Editor(photo) => self.open_editor(photo),
            View::Keepsake => self.enter_keepsake(),
            View::Inbox => self.read_inbox(),
            View::Camera(_) => self.enter_camera(),
            View::Gallery | View::Viewer(_) | View::Milestones | View::Settings => {}
        }
    }

    fn leave_view(&mut self) {
        match self.model.view {
            View::Entry(_) => self.leave_entry(),
            View::Editor(_) => self.leave_editor(),
            View::Keepsake => self.save_page_choice(),
            View::Camera(_) => self.leave_camera(),
            View::Milestones => self.save_milestone_now(),
            View::Viewer(_) => self.look_away(),
            View::Gallery | View::Inbox | View::Settings => {}
        }
    }

    fn viewer_command(&mut self, command: ViewerCommand) {
        match command {
            ViewerCommand::Open(photo) => self.go(View::Viewer(photo)),
            ViewerCommand::Step(step) => {
                if let View::Viewer(photo) = self.model.view
                    && let Some(next) = self.model.gallery.neighbour(photo, step)
                {
                    self.go(View::Viewer(next));
                }
            }
            ViewerCommand::ToggleFavourite(entry) => self.toggle_favourite(entry),
            ViewerCommand::LookCloser(photo, part) => self.look_closer(photo, part),
            ViewerCommand::LookAway => self.look_away(),
            ViewerCommand::CopyPicture(photo) => self.copy_picture(photo),
            ViewerCommand::SaveFilm(photo, with_place, path) => {
                self.save_film(photo, with_place, path);
            }
            ViewerCommand::SaveCopy(photo, options, path) => {
                self.save_copy(photo, options, path);
            }
        }
    }

    fn say(&mut self, kind: NoticeKind, text: &str) {
        self.say_with(kind, text, None);
    }

    /// Tells where something went, with a way to it.
    fn say_saved(&mut self, text: &str, path: PathBuf) {
        let action = (t!("saved-show-in-folder"), NoticeAction::ShowInFolder(path));
        self.say_with(NoticeKind::Good, text, Some(action));
    }

    fn say_with(
        &mut self,
        kind: NoticeKind,
        text: &str,
        action: Option<(&'static str, NoticeAction)>,
    ) {
        self.model.notices.push_back(Notice {
            kind,
            text: text.to_owned(),
            action,
        });
    }

    fn show_report(&mut self, report: Report) {
        self.model.report = Some(report);
    }
}

fn is_root(view: View) -> bool {
    matches!(
        view,
        View::Gallery | View::Milestones | View::Keepsake | View::Inbox | View::Settings
    )
}

fn is_empty_folder(path: &Path) -> bool {
    std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

/// When something that changed at `first` and last at `last` is due.
fn due(first: Duration, last: Duration) -> Duration {
    (last + SAVE_PAUSE).min(first + SAVE_AT_LATEST)
}

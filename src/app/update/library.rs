//! Libraries, babies and settings.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use crate::app::closeup::CloseUps;
use crate::app::command::LibraryCommand;
use crate::app::gallery::Gallery;
use crate::app::model::{
    KeepsakeState, LibraryState, NoticeKind, PhotoInfo, Repair, SaveState, View,
};
use crate::app::services::{
    BatchPurpose, FirstScreens, JournalEvent, Services, Snapshot, TaskEnd, stamp,
};
use crate::archive;
use crate::capture::{Source, Target};
use crate::domain::{Baby, BabyFields, BabyId, DEFAULT_DAY_START_HOUR, PhotoId, journal_day};
use crate::jobs::{Progress, discard};
use crate::store::{self, Library, LibraryError, StoreError};
use crate::words::{self, Manner};

impl App {
    pub(super) fn library_command(&mut self, command: LibraryCommand) {
        match command {
            LibraryCommand::Begin {
                root,
                baby,
                portrait,
            } => self.begin(&root, baby, portrait),
            LibraryCommand::Open(root) => self.open_library(&root),
            LibraryCommand::Retry => {
                if let LibraryState::Trouble { root, .. } = &self.model.library {
                    let root = root.clone();
                    self.open_library(&root);
                    if matches!(self.model.library, LibraryState::Trouble { .. }) {
                        self.say(NoticeKind::Hint, t!("library-still-so"));
                    }
                }
            }
            LibraryCommand::Repair => self.repair(),
            LibraryCommand::BackUp(folder) => self.back_up(folder),
            LibraryCommand::Unlock(passphrase) => self.unlock_backup(passphrase),
            LibraryCommand::CheckBackup => self.check_backup(),
            LibraryCommand::Server(command) => self.server_command(command),
            LibraryCommand::AddBaby(fields, portrait) => self.save_baby(None, fields, portrait),
            LibraryCommand::ChangeBaby(id, fields, portrait) => {
                self.save_baby(Some(id), fields, portrait);
            }
            LibraryCommand::SelectBaby(id) => self.select_baby(id),
            LibraryCommand::SetAppearance(appearance) => {
                self.model.config.appearance = appearance;
                self.save_config();
            }
            LibraryCommand::SetScale(scale) => {
                let range = crate::app::Config::SCALE_RANGE;
                self.model.config.scale = scale.clamp(*range.start(), *range.end());
                self.save_config();
            }
            LibraryCommand::SetLanguage(language) => {
                self.model.config.language = language;
                self.speak();
                self.save_config();
                // What the workers put into words is put anew.
                self.reload();
                self.read_inbox();
            }
            LibraryCommand::SetClock(clock) => {
                self.model.config.clock = clock;
                self.speak();
                self.save_config();
            }
            LibraryCommand::SetWeek(week) => {
                self.model.config.week = week;
                self.speak();
                self.save_config();
            }
            LibraryCommand::SetHints(hints) => {
                self.model.config.hints = hints;
                self.save_config();
            }
            LibraryCommand::SetStill(still) => {
                self.model.config.still = still;
                self.save_config();
            }
            LibraryCommand::ShowCrash => self.show_crash_report(),
            LibraryCommand::Verify => self.verify(),
            LibraryCommand::Heal => self.heal(),
        }
    }

    /// Says how this computer is set, and speaks so where the parent chose
    /// nothing else.
    pub fn speak_like(&mut self, usual: Manner) {
        self.model.usual = usual;
        self.speak();
    }

    fn speak(&self) {
        words::speak(self.model.config.manner(self.model.usual));
    }

    /// The welcome's last step. The library and its first baby are small
    /// writes that nothing can go on without, so they are made at once.
    fn begin(&mut self, root: &Path, baby: BabyFields, portrait: Option<PathBuf>) {
        let baby = match baby.validated() {
            Ok(baby) => baby,
            Err(error) => return self.say(NoticeKind::Problem, &error.to_string()),
        };
        let now = stamp(self.clock.now_utc());
        let made = Library::create(root)
            .map_err(|error| error.to_string())
            .and_then(|library| {
                let connection = library.connect().map_err(|error| error.sentence())?;
                store::baby::insert(&connection, baby, now)
                    .map(|baby| (library, baby))
                    .map_err(|error| error.sentence())
            });
        match made {
            Ok((library, baby)) => {
                self.model.baby = Some(baby.id);
                self.use_library(library);
                if let Some(path) = portrait {
                    self.add_portrait(baby.id, path);
                }
            }
            Err(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }

    fn open_library(&mut self, root: &Path) {
        if let Err(sentence) = self.flush() {
            return self.say(NoticeKind::Problem, &sentence);
        }
        // The lock of the old one must be free before the same one is opened.
        self.let_go();
        match Library::open(root) {
            Ok(library) => self.use_library(library),
            Err(error) => self.library_trouble(root, &error),
        }
    }

    /// Closes the library: its workers end, its lock is free.
    pub(super) fn let_go(&mut self) {
        self.services = None;
        self.inbox.let_go();
    }

    pub(super) fn library_trouble(&mut self, root: &Path, error: &LibraryError) {
        self.model.library = LibraryState::Trouble {
            root: root.to_owned(),
            sentence: error.to_string(),
            repair: if error.is_repairable() {
                Repair::Offered
            } else {
                Repair::No
            },
        };
    }

    /// The journal of the open library can no longer be read.
    pub(super) fn journal_trouble(&mut self, error: &StoreError) {
        if let LibraryState::Open { root, .. } = &self.model.library {
            self.model.library = LibraryState::Trouble {
                root: root.clone(),
                sentence: error.sentence(),
                repair: if error.is_damage() {
                    Repair::Offered
                } else {
                    Repair::No
                },
            };
        }
    }

    /// Starts the workers of an open library and reads it.
    pub(super) fn use_library(&mut self, library: Library) {
        let root = library.root().to_owned();
        let read_only = library.read_only();
        if read_only.is_none() {
            remove_originals(&library);
        }
        match Services::start(library, &self.screen_hook, &self.wake) {
            Ok(services) => {
                self.services = Some(services);
                (self.phone, self.model.phone) = (None, None);
                (self.netcam, self.model.netcam) = (None, None);
                self.model.library = LibraryState::Open {
                    root: root.clone(),
                    read_only,
                };
                self.model.loaded = false;
                self.model.view = View::Gallery;
                self.model.back.clear();
                self.model.entry = None;
                self.model.editor = None;
                self.model.closeup = CloseUps::default();
                self.model.milestone = None;
                self.forget_merge();
                self.model.earlier = None;
                self.model.earlier_milestone = None;
                self.model.keepsake = KeepsakeState::default();
                self.model.inbox = crate::app::InboxModel::default();
                self.recognise(&root);
                self.model.config.library = Some(root);
                self.save_config();
                self.forget_filter();
                self.forget_originals();
                self.read_first();
                if read_only.is_none() {
                    self.tend();
                    self.adopt_orphans();
                    self.read_photos_again();
                    self.start_watching();
                    self.tidy_inbox();
                }
            }
            Err(sentence) => {
                self.model.library = LibraryState::Trouble {
                    root,
                    sentence,
                    repair: Repair::No,
                };
            }
        }
    }

    pub(super) fn save_config(&mut self) {
        if let Err(error) = self.config_file.save(&self.model.config) {
            self.say(
                NoticeKind::Problem,
                &t!("settings-not-kept", error = error.to_string()),
            );
        }
    }

    /// Reads the library: what is seen first, then all of it.
    fn read_first(&mut self) {
        let baby = self.model.baby;
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::FirstScreens(FirstScreens::read(connection, baby).map(Box::new))
            });
        }
        self.reload();
    }

    /// Shows the newest photos while the others are still being read.
    pub(super) fn first_screens(&mut self, result: Result<Box<FirstScreens>, StoreError>) {
        // What is wrong is told by the reading of everything, which follows.
        let Ok(first) = result else {
            return;
        };
        if self.model.baby.is_some() && first.baby != self.model.baby {
            return;
        }
        self.model.babies = first.babies;
        self.model.baby = first.baby;
        self.model.looking_back.clear();
        self.show_gallery(first.gallery, first.photos);
        self.model.loaded = true;
    }

    /// Puts a newly read gallery on screen, with what the filter leaves of it.
    fn show_gallery(&mut self, gallery: Gallery, photos: HashMap<PhotoId, PhotoInfo>) {
        let old = (
            std::mem::replace(&mut self.model.gallery, gallery),
            std::mem::replace(&mut self.model.photos, Arc::new(photos)),
        );
        discard(old);
        self.refilter();
    }

    /// Reads the library afresh.
    pub(super) fn reload(&mut self) {
        let baby = self.model.baby;
        let today = journal_day(self.clock.now_local(), DEFAULT_DAY_START_HOUR);
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                JournalEvent::Loaded(Snapshot::read(connection, baby, today).map(Box::new))
            });
        }
    }

    pub(super) fn loaded(&mut self, result: Result<Box<Snapshot>, StoreError>) {
        let snapshot = match result {
            Ok(snapshot) => *snapshot,
            Err(error) => return self.journal_trouble(&error),
        };
        // A baby chosen while this was being read wins.
        if self.model.baby.is_some()
            && snapshot.baby != self.model.baby
            && snapshot
                .babies
                .iter()
                .any(|baby| Some(baby.id) == self.model.baby)
        {
            return self.reload();
        }
        self.model.babies = snapshot.babies;
        self.model.baby = snapshot.baby;
        self.model.looking_back = snapshot.looking_back;
        self.model.milestones = snapshot.milestones;
        self.show_gallery(snapshot.gallery, snapshot.photos);
        self.model.tags = snapshot.tags;
        self.model.presets = snapshot.presets;
        self.model.trash = snapshot.trash;
        self.model.trash_milestones = snapshot.trash_milestones;
        self.model.loaded = true;
        self.search_again();
        self.refresh_page();
        // A photo that left the gallery cannot stay on screen.
        if let View::Viewer(photo) = self.model.view
            && self.model.gallery.position(photo).is_none()
        {
            self.model.view = View::Gallery;
            self.model.back.clear();
        }
        self.resume_view();
        self.remind_of_backup();
        self.look_for_originals_at_times();
        if self.model.config.baby != self.model.baby {
            self.model.config.baby = self.model.baby;
            self.save_config();
        }
    }

    fn select_baby(&mut self, id: BabyId) {
        if self.model.baby == Some(id) {
            return;
        }
        self.leave_view();
        self.keep_milestone();
        self.model.baby = Some(id);
        self.model.view = match self.model.view {
            view @ (View::Milestones | View::Settings) => view,
            _ => View::Gallery,
        };
        self.model.back.clear();
        self.model.milestone = None;
        self.model.keepsake = KeepsakeState::default();
        self.forget_filter();
        self.read_first();
    }

    fn save_baby(&mut self, id: Option<BabyId>, fields: BabyFields, portrait: Option<PathBuf>) {
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = match id {
                    Some(id) => store::baby::update(connection, id, fields, now),
                    None => store::baby::insert(connection, fields, now),
                };
                JournalEvent::BabySaved(saved.map(Box::new), portrait)
            });
        }
    }

    /// A picture that came with the fields is taken in now: a new baby has no
    /// id before.
    pub(super) fn baby_saved(
        &mut self,
        result: Result<Box<Baby>, StoreError>,
        portrait: Option<PathBuf>,
    ) {
        match result {
            Ok(baby) => {
                if !self.model.babies.iter().any(|known| known.id == baby.id) {
                    self.leave_view();
                    self.keep_milestone();
                    self.model.view = View::Gallery;
                    self.model.back.clear();
                    self.model.milestone = None;
                    self.model.keepsake = KeepsakeState::default();
                    self.model.baby = Some(baby.id);
                    self.forget_filter();
                    self.model.babies.push((*baby).clone());
                }
                if let Some(path) = portrait {
                    self.add_portrait(baby.id, path);
                }
                self.reload();
            }
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    fn add_portrait(&mut self, baby: BabyId, path: PathBuf) {
        self.start_batch(
            vec![Source::File(path)],
            Target::Loose,
            BatchPurpose::Portrait(baby),
            "task-adding-picture",
        );
    }

    pub(super) fn set_portrait(&mut self, baby: BabyId, photo: crate::domain::PhotoId) {
        let Some(known) = self.model.babies.iter().find(|known| known.id == baby) else {
            // Just begun: the first snapshot is still on its way.
            return self.set_portrait_later(baby, photo);
        };
        let fields = BabyFields {
            portrait: Some(photo),
            ..known.fields.clone()
        };
        self.save_baby(Some(baby), fields, None);
    }

    fn set_portrait_later(&mut self, baby: BabyId, photo: crate::domain::PhotoId) {
        let now = stamp(self.clock.now_utc());
        if let Some(services) = &mut self.services {
            services.journal.run(move |connection| {
                let saved = store::baby::get(connection, baby).and_then(|known| {
                    let fields = BabyFields {
                        portrait: Some(photo),
                        ..known.fields
                    };
                    store::baby::update(connection, baby, fields, now)
                });
                JournalEvent::Changed(saved.map(|_| ()))
            });
        }
    }

    fn adopt_orphans(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        let (vault, thumbs) = (
            std::sync::Arc::clone(&services.vault),
            std::sync::Arc::clone(&services.thumbs),
        );
        let connection = services.library.connect();
        let (clock, baby) = (std::sync::Arc::clone(&self.clock), self.model.baby);
        self.start_task("task-library", move |reporter| {
            let adopted =
                connection
                    .map_err(|error| error.sentence())
                    .and_then(|mut connection| {
                        if reporter.step(Progress::default()) == ControlFlow::Break(()) {
                            return Ok(crate::capture::Adopted::default());
                        }
                        let baby = match baby {
                            Some(baby) => Some(baby),
                            None => store::baby::list(&connection)
                                .map_err(|error| error.sentence())?
                                .last()
                                .map(|baby| baby.id),
                        };
                        let Some(baby) = baby else {
                            return Ok(crate::capture::Adopted::default());
                        };
                        super::capture::with_desk(clock.as_ref(), &vault, &thumbs, |desk| {
                            crate::capture::adopt_orphans(desk, &mut connection, baby)
                                .map_err(|error| error.to_string())
                        })
                    });
            TaskEnd::Adopted(adopted)
        });
    }

    pub(super) fn adopted(&mut self, result: Result<crate::capture::Adopted, String>) {
        match result {
            Ok(adopted) if adopted.photos > 0 => {
                self.say(
                    NoticeKind::Good,
                    &t!("library-adopted", count = adopted.photos),
                );
                self.reload();
            }
            Ok(_) => {}
            Err(sentence) => self.say(NoticeKind::Problem, &sentence),
        }
    }
}

/// What was removed for good goes now, before a photo can be added.
fn remove_originals(library: &Library) {
    let gone = library.connect().and_then(|connection| {
        archive::trash::remove_originals(&connection, &crate::photo::Vault::new(library.root()))
    });
    // What is left goes the next time; a journal that is broken is told about
    // when it is read.
    drop(gone);
}

impl SaveState {
    /// The words shown beside what is being written.
    pub fn label(self) -> &'static str {
        match self {
            Self::Saved => t!("save-saved"),
            Self::Saving => t!("save-saving"),
            Self::Failed => t!("save-failed"),
        }
    }
}

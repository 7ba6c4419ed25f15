//! Bringing another parent's journal in: look, ask whose baby is whose, copy
//! the originals, then the words, while nothing else is written.

use std::path::{Path, PathBuf};

use super::App;
use crate::app::command::{Command, EditorCommand, EntryCommand, MilestoneCommand};
use crate::app::merge::{
    Earlier, EarlierOf, EarlierOfMilestone, MergeCommand, MergeSheet, MergeStage,
};
use crate::app::model::{NoticeKind, Report, View};
use crate::app::services::{JournalEvent, TaskEnd};
use crate::archive::backup::library_id;
use crate::archive::merge::{
    self, BabyChoice, BabyMatch, MergeError, Originals, Other, Ours, Preview, Tally,
};
use crate::domain::{BabyId, EntryId, MilestoneId};
use crate::jobs::{Progress, Reporter};
use crate::store::library::cache_of;
use crate::store::{self, Connection, StoreError};

/// What is kept between the steps.
#[derive(Default)]
pub(super) struct Merging {
    /// The other journal, while no task has it.
    other: Option<Box<Other>>,
    originals: Originals,
}

/// How a step ended: the other journal comes back with it.
pub(in crate::app) enum MergeEnd {
    Looked(Result<(Box<Other>, Vec<BabyMatch>, Preview), String>),
    Copied(Result<(Box<Other>, Originals), String>),
    Written(Result<Tally, String>),
}

fn step(reporter: &Reporter<TaskEnd>) -> impl FnMut(usize, usize) -> std::ops::ControlFlow<()> {
    |done, total| {
        reporter.step(Progress {
            done,
            total,
            current: String::new(),
        })
    }
}

fn choices(babies: &[BabyMatch]) -> Vec<BabyChoice> {
    babies
        .iter()
        .map(|one| BabyChoice {
            theirs: one.theirs.id,
            ours: one.ours,
        })
        .collect()
}

impl App {
    pub(super) fn merge_command(&mut self, command: MergeCommand) {
        match command {
            MergeCommand::Look(folder) => self.look_at_other(folder),
            MergeCommand::Whose(theirs, ours) => self.choose_whose(theirs, ours),
            MergeCommand::Bring => self.bring_originals(),
            MergeCommand::Leave => {
                let leave = |sheet: &MergeSheet| {
                    matches!(sheet.stage, MergeStage::Ready | MergeStage::Waiting)
                };
                if self.model.merge.as_ref().is_some_and(leave) {
                    self.forget_merge();
                }
            }
            MergeCommand::UseEarlier(id) => self.use_earlier(&id),
            MergeCommand::UseEarlierMilestone(id) => self.use_earlier_milestone(&id),
        }
    }

    /// The library is another one, or the merge is over.
    pub(super) fn forget_merge(&mut self) {
        self.model.merge = None;
        self.merging = Merging::default();
    }

    fn look_at_other(&mut self, folder: PathBuf) {
        if self
            .model
            .merge
            .as_ref()
            .is_some_and(|sheet| !matches!(sheet.stage, MergeStage::Ready | MergeStage::Looking))
        {
            return;
        }
        self.forget_merge();
        self.model.merge = Some(MergeSheet {
            folder: folder.clone(),
            stage: MergeStage::Looking,
            babies: Vec::new(),
            comes: Vec::new(),
            nothing: false,
            to_copy: (0, 0),
        });
        self.look(
            move |root| Other::open(&folder, root, &cache_of(root)).map(Box::new),
            None,
        );
    }

    /// Another answer may make another merge of it.
    fn choose_whose(&mut self, theirs: BabyId, ours: Option<BabyId>) {
        let Some(sheet) = &mut self.model.merge else {
            return;
        };
        let Some(other) = self.merging.other.take() else {
            return;
        };
        for one in &mut sheet.babies {
            if one.theirs.id == theirs && !one.known {
                one.ours = ours;
            } else if ours.is_some() && one.ours == ours && !one.known {
                // Two of theirs cannot be one here.
                one.ours = None;
            }
        }
        sheet.stage = MergeStage::Looking;
        let babies = sheet.babies.clone();
        self.look(move |_| Ok(other), Some(babies));
    }

    fn look(
        &mut self,
        open: impl FnOnce(&Path) -> Result<Box<Other>, MergeError> + Send + 'static,
        chosen: Option<Vec<BabyMatch>>,
    ) {
        let Some(services) = &self.services else {
            return;
        };
        let root = services.root().to_owned();
        let connection = services.library.connect_to_read();
        self.start_task("task-merge-looking", move |_| {
            let looked = connection
                .map_err(|error| error.sentence())
                .and_then(|connection| {
                    let look = || {
                        let other = open(&root)?;
                        let babies = match chosen {
                            Some(babies) => babies,
                            None => other.babies(&connection)?,
                        };
                        let ours = Ours {
                            root: &root,
                            babies: &choices(&babies),
                        };
                        let preview = merge::preview(ours, &connection, &other)?;
                        Ok((other, babies, preview))
                    };
                    look().map_err(|error: MergeError| error.to_string())
                });
            TaskEnd::Merge(MergeEnd::Looked(looked))
        });
    }

    fn bring_originals(&mut self) {
        let Some(sheet) = &mut self.model.merge else {
            return;
        };
        let Some(other) = self.merging.other.take() else {
            return;
        };
        sheet.stage = MergeStage::Copying;
        let babies = choices(&sheet.babies);
        let Some(services) = &self.services else {
            return;
        };
        let root = services.root().to_owned();
        let connection = services.library.connect_to_read();
        self.start_task("task-merge-photos", move |reporter| {
            let copied = connection
                .map_err(|error| error.sentence())
                .and_then(|connection| {
                    let ours = Ours {
                        root: &root,
                        babies: &babies,
                    };
                    merge::bring_originals(ours, &connection, &other, &mut step(reporter))
                        .map(|originals| (other, originals))
                        .map_err(|error| error.to_string())
                });
            TaskEnd::Merge(MergeEnd::Copied(copied))
        });
    }

    pub(super) fn merge_ended(&mut self, end: MergeEnd) {
        match end {
            MergeEnd::Looked(Ok((other, babies, preview))) => {
                if let Some(sheet) = &mut self.model.merge {
                    sheet.stage = MergeStage::Ready;
                    sheet.babies = babies;
                    sheet.nothing = preview.tally.is_nothing() && preview.to_copy == 0;
                    sheet.comes = merge::sentences(&preview.tally);
                    sheet.to_copy = (preview.to_copy, preview.bytes);
                    self.merging.other = Some(other);
                }
            }
            MergeEnd::Copied(Ok((other, originals))) => {
                if let Some(sheet) = &mut self.model.merge {
                    sheet.stage = MergeStage::Waiting;
                    self.merging.other = Some(other);
                    self.merging.originals = originals;
                    self.bring_words_if_quiet();
                }
            }
            MergeEnd::Written(Ok(tally)) => {
                let originals = std::mem::take(&mut self.merging.originals);
                self.forget_merge();
                self.reload();
                self.report_merge(&tally, originals);
            }
            MergeEnd::Looked(Err(sentence))
            | MergeEnd::Copied(Err(sentence))
            | MergeEnd::Written(Err(sentence)) => {
                self.forget_merge();
                self.reload();
                self.say(NoticeKind::Problem, &sentence);
            }
        }
    }

    fn report_merge(&mut self, tally: &Tally, originals: Originals) {
        let whole = originals.problems.is_empty();
        let mut findings = merge::sentences(tally);
        if tally.is_nothing() && whole {
            return self.say(NoticeKind::Good, &findings.remove(0));
        }
        findings.extend(
            originals
                .problems
                .into_iter()
                .map(|line| format!("{line}.")),
        );
        self.show_report(Report::Check {
            sound: whole,
            heading: if whole {
                t!("merge-done").to_owned()
            } else {
                t!("merge-done-but").to_owned()
            },
            findings,
        });
    }

    /// Starts with the words as soon as nobody is writing and no other task is
    /// under way: what is typed meanwhile must not be written over.
    pub(super) fn bring_words_if_quiet(&mut self) {
        let waiting = self
            .model
            .merge
            .as_ref()
            .is_some_and(|sheet| sheet.stage == MergeStage::Waiting);
        let writing = matches!(
            self.model.view,
            View::Entry(_) | View::Editor(_) | View::Keepsake
        ) || self.model.milestone.is_some()
            || !self.model.tasks.is_empty();
        if !waiting || writing {
            return;
        }
        let Some(services) = &mut self.services else {
            return;
        };
        if services.journal.outstanding() > 0 {
            return;
        }
        let (Some(sheet), Some(other)) = (&mut self.model.merge, self.merging.other.take()) else {
            return;
        };
        sheet.stage = MergeStage::Writing;
        // It goes on at the next start.
        services.quiet = None;
        let babies = choices(&sheet.babies);
        let root = services.root().to_owned();
        let connection = services.library.connect();
        self.start_task("task-merge-words", move |reporter| {
            let written =
                connection
                    .map_err(|error| error.sentence())
                    .and_then(|mut connection| {
                        let ours = Ours {
                            root: &root,
                            babies: &babies,
                        };
                        merge::bring_words(ours, &mut connection, &other, &mut step(reporter))
                            .map_err(|error| error.to_string())
                    });
            TaskEnd::Merge(MergeEnd::Written(written))
        });
    }

    /// Whether a command has to wait until the words are here.
    pub(super) fn must_wait_for_words(&self, command: &Command) -> bool {
        let writing = self
            .model
            .merge
            .as_ref()
            .is_some_and(|sheet| sheet.stage == MergeStage::Writing);
        writing
            && (command.changes_the_library()
                || matches!(
                    command,
                    Command::Go(View::Entry(_) | View::Editor(_) | View::Keepsake)
                        | Command::Entry(EntryCommand::Open(_))
                        | Command::Editor(EditorCommand::Open(_))
                        | Command::Milestone(MilestoneCommand::Open(_))
                ))
    }

    /// Reads the earlier words of the entry on screen.
    pub(super) fn read_earlier(&mut self, entry: EntryId) {
        self.read_earlier_of(
            move |connection| {
                let shown = store::entry::get(connection, entry)?;
                store::history::of_entry(connection, &shown)
            },
            move |words| JournalEvent::EarlierRead(words.map(|words| (entry, words))),
        );
    }

    /// Reads the earlier words of the milestone on screen.
    pub(super) fn read_earlier_milestone(&mut self, milestone: MilestoneId) {
        self.read_earlier_of(
            move |connection| {
                let shown = store::milestone::get(connection, milestone)?;
                store::history::of_milestone(connection, &shown)
            },
            move |words| JournalEvent::EarlierMilestoneRead(words.map(|words| (milestone, words))),
        );
    }

    /// Has earlier words found away from the window, and told as the window
    /// shows them.
    fn read_earlier_of<Fields: 'static>(
        &mut self,
        find: impl FnOnce(&mut Connection) -> Result<Vec<store::history::Earlier<Fields>>, StoreError>
        + Send
        + 'static,
        told: impl FnOnce(Result<Vec<Earlier<Fields>>, StoreError>) -> JournalEvent + Send + 'static,
    ) {
        let local = self.clock.now_local();
        let offset = chrono::Duration::minutes(i64::from(self.clock.offset_at(local)));
        let Some(services) = &mut self.services else {
            return;
        };
        let root = services.root().to_owned();
        services.journal.run(move |connection| {
            told(find(connection).map(|found| {
                let own = own_id(&root, found.is_empty());
                let shown = found.into_iter().map(|one| Earlier {
                    here: one.library == own,
                    written: one.written_at + offset,
                    id: one.id,
                    fields: one.fields,
                });
                shown.collect()
            }))
        });
    }

    pub(super) fn earlier_read(&mut self, result: Result<EarlierOf, StoreError>) {
        match result {
            Ok(earlier) => self.model.earlier = Some(earlier),
            // The entry itself is there; it says so if it is not.
            Err(StoreError::NotFound { .. }) => self.model.earlier = None,
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    /// Earlier words take the place of those shown, which become earlier ones.
    fn use_earlier(&mut self, id: &str) {
        let Some((entry, words)) = &self.model.earlier else {
            return;
        };
        let entry = *entry;
        let Some(fields) = words
            .iter()
            .find(|one| one.id == id)
            .map(|one| one.fields.clone())
        else {
            return;
        };
        if self.model.entry.as_ref().map(|sheet| sheet.entry.id) != Some(entry) {
            return;
        }
        self.save_entry_now();
        let Some(services) = &mut self.services else {
            return;
        };
        let root = services.root().to_owned();
        services.journal.run(move |connection| {
            let kept = store::in_transaction(connection, |tx| {
                store::history::keep_entry(tx, entry, &own_id(&root, false))
            });
            JournalEvent::Kept(kept)
        });
        self.change_entry(fields, "earlier words", true);
        self.save_entry_now();
        self.read_earlier(entry);
    }

    pub(super) fn earlier_milestone_read(
        &mut self,
        result: Result<EarlierOfMilestone, StoreError>,
    ) {
        match result {
            Ok(earlier) => self.model.earlier_milestone = Some(earlier),
            Err(StoreError::NotFound { .. }) => self.model.earlier_milestone = None,
            Err(error) => self.say(NoticeKind::Problem, &error.sentence()),
        }
    }

    fn use_earlier_milestone(&mut self, id: &str) {
        let Some((milestone, words)) = &self.model.earlier_milestone else {
            return;
        };
        let milestone = *milestone;
        let Some(fields) = words
            .iter()
            .find(|one| one.id == id)
            .map(|one| one.fields.clone())
        else {
            return;
        };
        if self.model.milestone.as_ref().and_then(|sheet| sheet.id) != Some(milestone) {
            return;
        }
        self.save_milestone_now();
        let Some(services) = &mut self.services else {
            return;
        };
        let root = services.root().to_owned();
        services.journal.run(move |connection| {
            let kept = store::in_transaction(connection, |tx| {
                store::history::keep_milestone(tx, milestone, &own_id(&root, false))
            });
            JournalEvent::Kept(kept)
        });
        self.change_milestone(fields, true);
        self.save_milestone_now();
        self.read_earlier_milestone(milestone);
    }
}

/// The id of this library, to tell its own words by; none is needed where
/// there are none. Without its id, all words are somebody's.
fn own_id(root: &Path, needless: bool) -> String {
    if needless {
        return String::new();
    }
    library_id(root).unwrap_or_default()
}

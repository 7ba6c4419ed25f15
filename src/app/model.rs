//! What the views read. Plain values; nothing here does anything.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::bring_in::Brought;
use super::camera::CameraState;
use super::chosen::Chosen;
use super::closeup::CloseUps;
use super::config::{BackupPlace, Config};
use super::crash::CrashReport;
use super::filter::{Filter, Hits};
use super::gallery::Gallery;
use super::history::History;
use super::inbox::InboxModel;
use super::looking_back::LookBack;
use super::merge::{EarlierOf, EarlierOfMilestone, MergeSheet};
use super::netcam::NetcamState;
use super::phone::PhoneState;
use super::proxy::{Proxies, ScreenPixels};
use crate::archive::Remedy;
use crate::archive::import::Kind;
use crate::capture::BatchReport;
use crate::domain::{
    Baby, BabyId, Edits, Entry, EntryFields, EntryId, Look, Milestone, MilestoneFields,
    MilestoneId, Month, PageChoice, Photo, PhotoId, Preset, PresetId,
};
use crate::jobs::Progress;
use crate::keepsake::{PagePixels, PrinterInfo, Template};
use crate::photo::{Histogram, LightLimit, RgbImage};
use crate::store::ReadOnlyReason;
use crate::store::gallery::GalleryItem;
use crate::store::search::Excerpt;
use crate::words::Manner;

/// Which view is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// All photos.
    #[default]
    Gallery,
    /// One photo, large.
    Viewer(PhotoId),
    /// One photo, being edited.
    Editor(PhotoId),
    /// One entry.
    Entry(EntryId),
    /// What the camera sees; photos go to this entry, or a new one.
    Camera(Option<EntryId>),
    /// Milestones by age.
    Milestones,
    /// The monthly page.
    Keepsake,
    /// Photos that wait for the parent's word.
    Inbox,
    /// Settings, babies, trash.
    Settings,
}

/// Where the library stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LibraryState {
    /// None yet: the welcome asks. The folder is the one proposed.
    FirstStart(PathBuf),
    /// Open.
    Open {
        /// Its folder.
        root: PathBuf,
        /// Why it can only be looked at, if so.
        read_only: Option<ReadOnlyReason>,
    },
    /// It could not be opened.
    Trouble {
        /// Its folder.
        root: PathBuf,
        /// What happened and what to do.
        sentence: String,
        /// Whether its journal can be put together again.
        repair: Repair,
    },
}

/// Whether a journal can be put together again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Repair {
    /// That would not help.
    #[default]
    No,
    /// It is broken or missing.
    Offered,
    /// It is being done.
    UnderWay,
}

/// A photo with its edits.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoInfo {
    /// The photo, shared with the gallery.
    pub photo: Arc<Photo>,
    /// Its edits.
    pub edits: Edits,
}

/// Whether what is on screen is on disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SaveState {
    /// On disk.
    #[default]
    Saved,
    /// Being written, or about to be.
    Saving,
    /// The last try failed; it is tried again with the next change.
    Failed,
}

/// The entry on screen.
#[derive(Debug, Clone)]
pub struct EntrySheet {
    /// The entry as it was read.
    pub entry: Entry,
    /// What is on screen.
    pub fields: EntryFields,
    /// Rises whenever the fields change other than by the view itself (undo),
    /// so that the view takes them over.
    pub revision: u64,
    /// Whether it is on disk.
    pub save: SaveState,
    /// Undo steps.
    pub history: History<EntryFields>,
    /// When the unsaved change came.
    pub(crate) dirty_since: Option<Duration>,
    pub(crate) last_change: Duration,
    /// It was begun just now and holds nothing yet.
    pub(crate) fresh: bool,
    /// Whether anything changed since it was opened, so that the gallery and
    /// the tags in use may differ.
    pub(crate) changed: bool,
    /// Saves sent and not yet answered.
    pub(crate) in_flight: usize,
}

/// The picture of the editor, as last made.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Which photo.
    pub photo: PhotoId,
    /// With which edits.
    pub edits: Edits,
    /// The pixels.
    pub pixels: Arc<RgbImage>,
    /// The same, ready for the window that is open.
    pub screen: Option<ScreenPixels>,
    /// Their histogram.
    pub histogram: Arc<Histogram>,
}

/// The photo with one look, small.
#[derive(Debug, Clone)]
pub struct LookPicture {
    /// The look in full; `None` is without any.
    pub look: Option<Look>,
    /// The pixels.
    pub pixels: Arc<RgbImage>,
}

/// Key of the title of the task that chooses light and colour.
pub(crate) const AUTO_TASK: &str = "task-good-light";

/// What the program chose by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AutoOutcome {
    /// The edits before.
    pub before: Edits,
    /// The edits it set; the same as before when the light was good already.
    pub after: Edits,
    /// What kept it from more light.
    pub limit: Option<LightLimit>,
}

/// The photo being edited.
#[derive(Debug, Clone)]
pub struct EditorState {
    /// The photo.
    pub photo: Photo,
    /// What is on screen.
    pub edits: Edits,
    /// What is on disk.
    pub saved: Edits,
    /// The value before the slider began to move.
    pub(crate) before_drag: Option<Edits>,
    /// Undo steps.
    pub history: History<Edits>,
    /// While the crop is being chosen: what to go back to.
    pub cropping: Option<(Edits, History<Edits>)>,
    /// The latest picture; an older one stays until the new one is there.
    pub preview: Option<Preview>,
    /// The photo with each look, as last made; empty until then.
    pub looks: Vec<LookPicture>,
    /// What the program last chose by itself.
    pub auto: Option<AutoOutcome>,
    /// The original cannot be read; a small picture of it is shown.
    pub small_only: bool,
    /// Why there is no picture.
    pub problem: Option<String>,
    /// What previews are made from, and what was asked for.
    pub(crate) proxies: Proxies,
}

impl EditorState {
    /// The edits the picture is to be shown with: uncropped while the crop is
    /// being chosen.
    pub fn shown_edits(&self) -> Edits {
        if self.cropping.is_some() {
            Edits {
                crop: crate::domain::Crop::WHOLE,
                ..self.edits
            }
        } else {
            self.edits
        }
    }

    /// Whether there is a picture that light can be measured on.
    pub fn can_measure(&self) -> bool {
        self.proxies.base.is_some()
    }
}

/// The milestone on screen.
#[derive(Debug, Clone)]
pub struct MilestoneSheet {
    /// Each opening has its own, so that what comes late finds its sheet.
    pub(crate) number: u64,
    /// Its id once it was saved.
    pub id: Option<MilestoneId>,
    /// What is on screen.
    pub fields: MilestoneFields,
    /// Rises when the app changes the fields (photos added).
    pub revision: u64,
    /// Whether it is on disk.
    pub save: SaveState,
    pub(crate) dirty_since: Option<Duration>,
    pub(crate) last_change: Duration,
    pub(crate) in_flight: usize,
}

/// The keepsake page on screen.
#[derive(Debug, Clone, Default)]
pub struct KeepsakeState {
    /// The choices; `None` while the month is being read.
    pub choice: Option<PageChoice>,
    /// Rises when the app changes the choices.
    pub revision: u64,
    /// Photos of the month, oldest first.
    pub candidates: Vec<GalleryItem>,
    /// The photos on the page, in order.
    pub chosen: Vec<PhotoId>,
    /// The heading used while the parent has given none.
    pub default_title: String,
    /// The templates there are: ours, then the family's own.
    pub templates: Arc<Vec<Template>>,
    /// Small pictures of the month in each template, by its code; what is
    /// wrong with it where there is none.
    pub looks: Vec<(String, Result<Arc<PagePixels>, String>)>,
    /// Rises with new small pictures.
    pub looks_generation: u64,
    /// What to know before the page is printed.
    pub warnings: Vec<String>,
    /// The page as it will print.
    pub page: Option<Arc<PagePixels>>,
    /// Rises with each new page.
    pub page_generation: u64,
    /// A newer page is being made.
    pub working: bool,
    /// Why there is no page.
    pub problem: Option<String>,
    /// Printers found; `None` while not asked, `Err` with what to do.
    pub printers: Option<Result<Vec<PrinterInfo>, String>>,
    pub(crate) unsaved: bool,
    /// When the unsaved change came; `None` while none waits to be written.
    pub(crate) dirty_since: Option<Duration>,
    pub(crate) last_change: Duration,
}

/// Names a task on screen.
pub type TaskId = u64;

/// A task under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskCard {
    /// Its number.
    pub id: TaskId,
    /// What it is: the key of its title.
    pub kind: &'static str,
    /// How far it is.
    pub progress: Progress,
}

impl TaskCard {
    /// `Adding photos`, in the language of the moment.
    pub fn title(&self) -> &'static str {
        crate::words::plain(self.kind)
    }

    /// Whether it is work of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }
}

/// A photo on its way in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its file’s name.
    pub name: String,
    /// A first look at it, once there is one.
    pub picture: Option<Arc<RgbImage>>,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something went well.
    Good,
    /// Something to know.
    Hint,
    /// Something failed.
    Problem,
}

/// What a notice's button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeAction {
    /// Take the milestone out of the trash.
    RestoreMilestone(MilestoneId),
    /// Give photos back the look they had; the number names which time.
    UndoApply(u64),
    /// Bring a preset back.
    RestorePreset(PresetId),
    /// Take back a change to many entries; the number names which.
    TakeBack(u64),
    /// Back up, or choose where to.
    BackUp,
    /// Show what was written down when the program fell over.
    ShowCrash,
    /// Ask again about the photos that were just declined.
    UndoDecline,
    /// Bring back photos of the camera that were thrown away.
    BringShotsBack,
    /// Show this file, or this folder, in the system's file manager.
    ShowInFolder(PathBuf),
}

/// A short message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub kind: NoticeKind,
    /// One sentence.
    pub text: String,
    /// Its button, with the word on it.
    pub action: Option<(&'static str, NoticeAction)>,
}

/// Something that wants to be read at leisure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// What became of a batch of photos.
    Batch(BatchReport),
    /// What became of a bringing in.
    Brought(Brought),
    /// What was written down when the program fell over.
    Crash(CrashReport),
    /// What a check found that the backup can put back.
    Healable {
        /// The heading.
        heading: String,
        /// What was found, in sentences.
        findings: Vec<String>,
        /// What the backup has.
        remedy: Arc<Remedy>,
    },
    /// What a check of the library found: a heading and sentences.
    Check {
        /// Whether all is well.
        sound: bool,
        /// The heading.
        heading: String,
        /// What was found.
        findings: Vec<String>,
    },
}

/// What may come in, once it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The folder or file.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
    /// How many photos are in it.
    pub photos: usize,
    /// How many films are in it.
    pub films: usize,
}

/// Very many entries are about to go into the trash; the parent is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brake {
    /// What was chosen.
    pub(crate) chosen: Chosen,
    /// How many entries that are.
    pub entries: usize,
    /// How many there are in all.
    pub all: usize,
}

/// What a search for words found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The words.
    pub words: String,
    /// Where they were found.
    pub hits: Hits,
    /// Where the words stand in them, as far as it was looked up.
    pub excerpts: HashMap<i64, Excerpt>,
}

/// Everything the views read.
#[derive(Debug, Clone)]
pub struct Model {
    /// Where the library stands.
    pub library: LibraryState,
    /// What this computer remembers.
    pub config: Config,
    /// How this computer is set to speak.
    pub usual: Manner,
    /// All babies, oldest first.
    pub babies: Vec<Baby>,
    /// The one shown.
    pub baby: Option<BabyId>,
    /// Whether the journal was read once.
    pub loaded: bool,
    /// Which view is shown.
    pub view: View,
    /// The views behind it.
    pub(crate) back: Vec<View>,
    /// All photos of the current baby.
    pub gallery: Gallery,
    /// Rows to look back at today.
    pub looking_back: Vec<LookBack>,
    /// What of it is to be shown.
    pub filter: Filter,
    /// What the filter's words found; the former words' until the new are
    /// looked up.
    pub found: Option<Found>,
    /// Every photo of the library with its edits.
    pub photos: Arc<HashMap<PhotoId, PhotoInfo>>,
    /// The entry on screen.
    pub entry: Option<EntrySheet>,
    /// The photo being edited.
    pub editor: Option<EditorState>,
    /// The sharp part of the photo in the viewer.
    pub closeup: CloseUps,
    /// The camera.
    pub camera: CameraState,
    /// A picture on its way to the clipboard, for the window to take.
    pub for_clipboard: Option<RgbImage>,
    /// Light, colour, detail and look that were copied.
    pub copied: Option<Edits>,
    /// The parent's own presets, oldest first.
    pub presets: Vec<Preset>,
    /// Milestones of the current baby, oldest first.
    pub milestones: Vec<Milestone>,
    /// The milestone on screen.
    pub milestone: Option<MilestoneSheet>,
    /// The keepsake page.
    pub keepsake: KeepsakeState,
    /// The family's own tags, most used first.
    pub tags: Vec<String>,
    /// Whether the passphrase of the backup is known.
    pub backup_is_open: bool,
    /// The backup's server, if it has one.
    pub backup_server: super::backup_server::ServerState,
    /// Another parent's journal, while it is looked at or brought in.
    pub merge: Option<MergeSheet>,
    /// Earlier words of the entry on screen.
    pub earlier: Option<EarlierOf>,
    /// Earlier words of the milestone on screen.
    pub earlier_milestone: Option<EarlierOfMilestone>,
    /// Entries in the trash.
    pub trash: Vec<Entry>,
    /// Milestones in the trash, of all babies.
    pub trash_milestones: Vec<Milestone>,
    /// Photos that wait for the parent's word, and what brings them.
    pub inbox: InboxModel,
    /// Tasks under way.
    pub tasks: Vec<TaskCard>,
    /// The first of the photos on their way in, in their order.
    pub arrivals: Vec<Arrival>,
    /// Rises with each arrival.
    pub arrivals_serial: u64,
    /// The task that brings them in.
    pub arrivals_task: TaskId,
    /// The last change to many entries, while it can be taken back.
    pub last_change: Option<u64>,
    /// Messages not shown yet.
    pub notices: VecDeque<Notice>,
    /// Something to read at leisure.
    pub report: Option<Report>,
    /// What waits to be brought in.
    pub incoming: Option<Incoming>,
    /// Where everything was taken out to, since the program was started.
    pub exported: Option<PathBuf>,
    /// Whether what is being taken out becomes one zip file.
    pub exporting_zip: bool,
    /// Something to be sure about.
    pub brake: Option<Brake>,
    /// Photos whose originals are not there at the moment.
    pub offline: Arc<HashSet<PhotoId>>,
    /// The page for the phone, while its dialog is open.
    pub phone: Option<PhoneState>,
    /// The still from a baby monitor, while its dialog is open.
    pub netcam: Option<NetcamState>,
}

impl Model {
    /// The baby shown.
    pub fn current_baby(&self) -> Option<&Baby> {
        let id = self.baby?;
        self.babies.iter().find(|baby| baby.id == id)
    }

    /// Whether nothing can be changed.
    pub fn read_only(&self) -> Option<ReadOnlyReason> {
        match &self.library {
            LibraryState::Open { read_only, .. } => *read_only,
            _ => None,
        }
    }

    /// The backup of the open library, if this computer made one.
    pub fn backup(&self) -> Option<&BackupPlace> {
        let LibraryState::Open { root, .. } = &self.library else {
            return None;
        };
        let place = self.config.backup.as_ref()?;
        (place.library == *root).then_some(place)
    }

    /// Whether the program is choosing light and colour for a photo.
    pub fn auto_working(&self) -> bool {
        self.tasks.iter().any(|task| task.is(AUTO_TASK))
    }

    /// The months that have photos, newest first.
    pub fn months(&self) -> impl Iterator<Item = Month> + '_ {
        self.gallery.months.iter().map(|section| section.month)
    }

    /// Milestones that belong to an entry.
    pub fn milestones_of(&self, entry: EntryId) -> impl Iterator<Item = &Milestone> {
        self.milestones
            .iter()
            .filter(move |milestone| milestone.fields.entry == Some(entry))
    }
}

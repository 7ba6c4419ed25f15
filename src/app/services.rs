//! The workers behind an open library.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};

use super::closeup::{self, CloseUpRequest, CloseUpResult};
use super::gallery::Gallery;
use super::inbox::{self, InboxRead, InboxRequest};
use super::looking_back::{LookBack, on_this_day, same_week_of_life};
use super::model::{Brake, PhotoInfo};
use super::proxy::{self, EditorWorkers, ScreenHook};
use super::search::{SearchRequest, SearchResult};
use crate::archive::Healed;
use crate::archive::backup::{BackupCheck, BackupError, BackupReport};
use crate::capture::{Adopted, BatchReport};
use crate::domain::{
    Baby, BabyId, Edits, Entry, EntryId, InboxState, Milestone, MilestoneId, PageChoice, PhotoId,
    Preset, PresetId,
};
use crate::jobs::{Journal, Latest, PictureLoader, TaskHandle, Wake, Watcher};
use crate::keepsake::{
    KeepsakeEngine, PageMaker, PageMaterial, PagePixels, PrintError, PrinterInfo, ScreenPictures,
    Shelves, Template, forget_unused,
};
use crate::photo::{Chosen, RgbImage, ThumbCache, Vault};
use crate::store::many::{Change, Done};
use crate::store::search::Excerpt;
use crate::store::{self, Connection, Library, StoreError};
use crate::words::{Manner, OnlyHere};

/// Everything the views need to know of a library, read in one go.
#[derive(Debug)]
pub struct Snapshot {
    /// All babies.
    pub babies: Vec<Baby>,
    /// Whose gallery and milestones follow.
    pub baby: Option<BabyId>,
    /// The gallery.
    pub gallery: Gallery,
    /// Rows to look back at.
    pub looking_back: Vec<LookBack>,
    /// Every photo with its edits.
    pub photos: HashMap<PhotoId, PhotoInfo>,
    /// Milestones, oldest first.
    pub milestones: Vec<Milestone>,
    /// Tags in use.
    pub tags: Vec<String>,
    /// Presets of edits, oldest first.
    pub presets: Vec<Preset>,
    /// Entries in the trash.
    pub trash: Vec<Entry>,
    /// Milestones in the trash, of all babies.
    pub trash_milestones: Vec<Milestone>,
}

impl Snapshot {
    /// Reads a library; `baby` is the one to show, if it is still there.
    pub(super) fn read(
        connection: &Connection,
        baby: Option<BabyId>,
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let (babies, baby) = babies(connection, baby)?;
        let mut edits = store::edits::all(connection)?;
        let photos: HashMap<_, _> = store::photo::list(connection)?
            .into_iter()
            .map(|photo| {
                let edits = edits.remove(&photo.id).unwrap_or_default();
                let photo = Arc::new(photo);
                (photo.id, PhotoInfo { photo, edits })
            })
            .collect();
        let gallery = match babies.iter().find(|known| Some(known.id) == baby) {
            Some(baby) => Gallery::new(
                store::gallery::index(connection, baby.id, |id| {
                    let info = photos.get(&id)?;
                    Some((Arc::clone(&info.photo), info.edits))
                })?,
                store::gallery::without_photos(connection, baby.id, None)?,
                baby,
            ),
            None => Gallery::default(),
        };
        let mut looking_back = Vec::new();
        if let Some(baby) = babies.iter().find(|known| Some(known.id) == baby) {
            looking_back.extend(on_this_day(&gallery, baby, today));
            looking_back.extend(same_week_of_life(connection, &babies, baby, today)?);
        }
        Ok(Self {
            gallery,
            looking_back,
            milestones: store::milestone::list(connection, baby)?,
            tags: store::tag::in_use(connection)?,
            presets: store::preset::list(connection)?,
            trash: store::entry::trashed(connection)?,
            trash_milestones: store::milestone::trashed(connection)?,
            babies,
            baby,
            photos,
        })
    }
}

/// All babies, and the one to show.
fn babies(
    connection: &Connection,
    wanted: Option<BabyId>,
) -> Result<(Vec<Baby>, Option<BabyId>), StoreError> {
    let babies = store::baby::list(connection)?;
    let baby = wanted
        .filter(|id| babies.iter().any(|baby| baby.id == *id))
        .or_else(|| babies.last().map(|baby| baby.id));
    Ok((babies, baby))
}

/// As many photos as the first screens take, at the smallest pictures.
const FIRST_PHOTOS: u32 = 600;

/// What is on screen first, read in a time that does not depend on how much
/// the library holds.
#[derive(Debug)]
pub(super) struct FirstScreens {
    pub babies: Vec<Baby>,
    pub baby: Option<BabyId>,
    pub gallery: Gallery,
    pub photos: HashMap<PhotoId, PhotoInfo>,
}

impl FirstScreens {
    pub(super) fn read(connection: &Connection, baby: Option<BabyId>) -> Result<Self, StoreError> {
        let (babies, baby) = babies(connection, baby)?;
        let mut photos = HashMap::new();
        let gallery = match babies.iter().find(|known| Some(known.id) == baby) {
            Some(baby) => {
                let items = store::gallery::first(connection, baby.id, FIRST_PHOTOS)?;
                for item in &items {
                    let photo = Arc::clone(&item.photo);
                    let edits = item.edits;
                    photos.insert(item.id(), PhotoInfo { photo, edits });
                }
                let whole = items.len() < FIRST_PHOTOS as usize;
                let since = items.last().map(|item| item.moment).filter(|_| !whole);
                let words = store::gallery::without_photos(connection, baby.id, since)?;
                Gallery::new(items, words, baby)
            }
            None => Gallery::default(),
        };
        Ok(Self {
            babies,
            baby,
            gallery,
            photos,
        })
    }
}

/// What comes back from the journal's thread.
pub(super) enum JournalEvent {
    FirstScreens(Result<Box<FirstScreens>, StoreError>),
    Loaded(Result<Box<Snapshot>, StoreError>),
    /// Stored, and shown already.
    Kept(Result<(), StoreError>),
    ManyChanged(Change, Result<Done, StoreError>),
    /// So many at once that it is asked first.
    ManyTooMany(Brake),
    /// How many stayed as they were.
    ManyTakenBack(Result<usize, StoreError>),
    /// How many things came out of the trash.
    PutBack(Result<usize, StoreError>),
    EntryOpened(Result<Box<Entry>, StoreError>),
    /// A new one, with nothing in it yet.
    EntryBegun(Result<Box<Entry>, StoreError>),
    EntrySaved(EntryId, Result<(), StoreError>),
    EditsSaved(PhotoId, Edits, Result<(), StoreError>),
    ToneCopied(Result<ToneCopy, StoreError>),
    ToneRestored(Result<ToneRestored, StoreError>),
    /// All presets, and what happened to one of them.
    Presets(Result<(Vec<Preset>, PresetNews), StoreError>),
    /// The sheet's number first.
    MilestoneSaved(u64, Result<Box<Milestone>, StoreError>),
    BabySaved(Result<Box<Baby>, StoreError>, Option<std::path::PathBuf>),
    EntryTrashed(EntryId, Result<(), StoreError>),
    MilestoneTrashed(MilestoneId, Result<(), StoreError>),
    /// Something changed that needs no word but a fresh snapshot.
    Changed(Result<(), StoreError>),
    PageRead(Result<Box<PageRead>, StoreError>),
    PageSaved(Result<(), StoreError>),
    /// What was decided, and about how many photos of the tray.
    InboxDecided(InboxState, Result<usize, StoreError>),
    /// Photos that waited although they are in the journal wait no longer.
    InboxSettled(Result<usize, StoreError>),
    EarlierRead(Result<super::merge::EarlierOf, StoreError>),
    EarlierMilestoneRead(Result<super::merge::EarlierOfMilestone, StoreError>),
    Broken(String),
}

/// What a month's page needs, read in one go.
pub(super) struct PageRead {
    pub choice: PageChoice,
    pub material: PageMaterial,
    /// The family's own templates.
    pub own_templates: Vec<Template>,
}

/// Edits given to several photos at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ToneCopy {
    /// Each photo with its edits before and after.
    pub changes: Vec<(PhotoId, Edits, Edits)>,
    /// `entry`, `night` or `selected`, as the texts know it.
    pub whose: &'static str,
}

/// Edits taken back from several photos.
pub(super) struct ToneRestored {
    /// Each photo with the edits it has again.
    pub restored: Vec<(PhotoId, Edits)>,
    /// Photos that were changed since and so were left alone.
    pub left: usize,
}

/// What happened to a preset.
pub(super) enum PresetNews {
    Saved { name: String, replaced: bool },
    Removed(PresetId, String),
    Restored,
}

/// What a task ends with.
pub(super) enum TaskEnd {
    Batch {
        report: Result<BatchReport, StoreError>,
        /// Whom the photos were for.
        purpose: BatchPurpose,
    },
    Adopted(Result<Adopted, String>),
    InboxTidied(Result<(), StoreError>),
    Verified(super::update::Verified),
    /// What was put back from the backup.
    Healed(Result<Healed, String>),
    /// A backup on another drive.
    BackedUp(Result<(super::config::BackupPlace, BackupReport), BackupError>),
    /// A backup on a server.
    Sent(Result<super::update::Sent, BackupError>),
    /// A library made of one.
    BroughtBack(Result<(std::path::PathBuf, crate::archive::backup::Restored), BackupError>),
    /// What reading it through found.
    BackupChecked(Result<BackupCheck, BackupError>),
    /// The daily copy of the journal, and the trash emptied.
    Tended(Result<usize, StoreError>),
    /// Light and colour chosen for a photo.
    Auto(PhotoId, Chosen),
    PageSaved(Result<SavedPage, String>),
    /// A photo as a file for others, or one sentence why not.
    CopySaved(Result<std::path::PathBuf, String>),
    /// A film went out, see [`super::update`].
    FilmSaved(super::update::SavedFilm),
    ManySaved(super::update::ManyCopies),
    /// A step on the way to bring another journal in.
    Merge(super::update::MergeEnd),
    /// A picture for the clipboard, or one sentence why not.
    PictureReady(Result<RgbImage, String>),
    /// Everything out, or why not.
    Exported(Result<crate::archive::export::ExportReport, (super::model::NoticeKind, String)>),
    LookedAt(Result<super::model::Incoming, String>),
    BroughtIn(Result<super::bring_in::Brought, String>),
    Printed(Result<(), PrintError>),
    Printers(Result<Vec<PrinterInfo>, PrintError>),
}

/// A page on disk.
pub(super) struct SavedPage {
    pub path: std::path::PathBuf,
    /// Letters no font on this computer can draw; the page shows □ for each.
    pub missing: Vec<char>,
    /// Photos that have an empty frame, in sentences.
    pub empty_frames: Vec<String>,
}

/// What a batch of photos is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BatchPurpose {
    Journal,
    Entry(EntryId),
    /// The sheet's number.
    Milestone(u64),
    Portrait(BabyId),
}

/// A page asked of the page worker.
pub(super) struct PageRequest {
    pub choice: PageChoice,
    pub material: Arc<PageMaterial>,
    pub template: Template,
    /// Width of the picture, in pixels.
    pub width_px: u32,
    /// How the page speaks: as it was asked for.
    pub manner: Manner,
}

/// A page to look at.
pub(super) struct PageSeen {
    pub pixels: PagePixels,
    /// What has to be said before it is printed.
    pub warnings: Vec<String>,
}

/// A page, or why there is none.
pub(super) type PageResult = (PageChoice, Result<PageSeen, String>);

/// The month in every look, small.
pub(super) struct LooksRequest {
    pub choice: PageChoice,
    pub material: Arc<PageMaterial>,
    pub templates: Arc<Vec<Template>>,
    /// How the pages speak: as they were asked for.
    pub manner: Manner,
}

/// The choice, and each template's code with its picture, or what is wrong
/// with it.
pub(super) type LooksResult = (PageChoice, Vec<(String, Result<PagePixels, String>)>);

/// The words looked up, and where they stand.
pub(super) type ExcerptResult = (String, Vec<(i64, Excerpt)>);

/// The keepsake engine, made on first use (it reads the system's fonts).
pub(super) type SharedEngine = Arc<OnceLock<KeepsakeEngine>>;

/// The workers of an open library. Dropping it finishes what was sent.
pub struct Services {
    /// The library and its lock.
    pub(super) library: Library,
    pub(super) vault: Arc<Vault>,
    pub(super) thumbs: Arc<ThumbCache>,
    pub(super) journal: Journal<JournalEvent>,
    /// Pictures for the screen.
    pub pictures: PictureLoader,
    pub(super) search: Latest<SearchRequest, SearchResult>,
    pub(super) excerpts: Latest<(String, Vec<i64>), ExcerptResult>,
    pub(super) editor: EditorWorkers,
    pub(super) closeup: Latest<CloseUpRequest, CloseUpResult>,
    pub(super) page: Latest<PageRequest, PageResult>,
    pub(super) looks: Latest<LooksRequest, LooksResult>,
    pub(super) engine: SharedEngine,
    pub(super) inbox: Latest<InboxRequest, Result<InboxRead, String>>,
    /// Looks through watched folders; `None` where nothing may be changed.
    pub(super) watcher: Option<Watcher>,
    pub(super) tasks: Vec<(super::model::TaskId, TaskHandle<TaskEnd>)>,
    /// The second reading of old photos, while it goes on.
    pub(super) quiet: Option<Quiet>,
}

/// Work without a card on screen; asked to stop when the library is closed.
/// Its value is the number of photos read.
pub(super) struct Quiet(pub(super) TaskHandle<usize>);

impl Drop for Quiet {
    fn drop(&mut self) {
        self.0.cancel.cancel();
    }
}

impl Services {
    /// Starts the workers of a library.
    pub(super) fn start(library: Library, hook: &ScreenHook, wake: &Wake) -> Result<Self, String> {
        let no_thread = |error: std::io::Error| t!("app-no-threads", error = error.to_string());
        let connection = library.connect().map_err(|error| error.sentence())?;
        let reader = || library.connect_to_read().map_err(|error| error.sentence());
        let (searcher, excerpter) = (reader()?, reader()?);
        let (tray, root) = (reader()?, library.root().to_owned());
        let vault = Arc::new(Vault::new(library.root()));
        let thumbs = Arc::new(ThumbCache::new(library.root()));
        let engine = SharedEngine::default();
        let pictures = Arc::new(ScreenPictures::default());
        let threads = std::thread::available_parallelism().map_or(2, |count| count.get().min(4));
        Ok(Self {
            journal: Journal::start(connection, Arc::clone(wake), JournalEvent::Broken)
                .map_err(no_thread)?,
            pictures: PictureLoader::start(&vault, &thumbs, threads, wake).map_err(no_thread)?,
            search: Latest::start("search", Arc::clone(wake), move |request: SearchRequest| {
                request.answer(&searcher)
            })
            .map_err(no_thread)?,
            excerpts: Latest::start(
                "excerpts",
                Arc::clone(wake),
                move |(words, entries): (String, Vec<i64>)| {
                    // A hit without its excerpt shows the note's beginning.
                    let found = store::search::excerpts(&excerpter, &words, &entries);
                    (words, found.unwrap_or_default())
                },
            )
            .map_err(no_thread)?,
            inbox: Latest::start("tray", Arc::clone(wake), move |request: InboxRequest| {
                inbox::read(&tray, &root, &request).map_err(|error| error.sentence())
            })
            .map_err(no_thread)?,
            watcher: None,
            editor: proxy::start(&vault, &thumbs, hook, wake).map_err(no_thread)?,
            page: start_page(&vault, &thumbs, &engine, &pictures, wake).map_err(no_thread)?,
            looks: start_looks(&vault, &thumbs, &engine, &pictures, wake).map_err(no_thread)?,
            closeup: closeup::start(&vault, hook, wake).map_err(no_thread)?,
            library,
            vault,
            thumbs,
            engine,
            tasks: Vec::new(),
            quiet: None,
        })
    }

    /// The library's folder.
    pub fn root(&self) -> &Path {
        self.library.root()
    }
}

fn start_page(
    vault: &Arc<Vault>,
    thumbs: &Arc<ThumbCache>,
    engine: &SharedEngine,
    pictures: &Arc<ScreenPictures>,
    wake: &Wake,
) -> std::io::Result<Latest<PageRequest, PageResult>> {
    let (vault, thumbs, engine) = (Arc::clone(vault), Arc::clone(thumbs), Arc::clone(engine));
    let pictures = Arc::clone(pictures);
    Latest::start("page", Arc::clone(wake), move |request: PageRequest| {
        let engine = engine.get_or_init(KeepsakeEngine::new);
        let shelves = Shelves {
            vault: &vault,
            thumbs: &thumbs,
        };
        let _as_asked = OnlyHere::new(request.manner);
        let maker = PageMaker::new(
            engine,
            &request.template,
            &request.choice,
            &request.material,
        );
        let seen = maker.and_then(|maker| {
            Ok(PageSeen {
                warnings: maker
                    .soft_photos()
                    .iter()
                    .map(|warning| warning.sentence(false))
                    .collect(),
                pixels: maker.for_screen(request.width_px, shelves, &pictures)?,
            })
        });
        (
            request.choice.clone(),
            seen.map_err(|error| format!("{error}.")),
        )
    })
}

/// Width of a small picture of a page, in pixels.
const LOOK_WIDTH_PX: u32 = 168;

fn start_looks(
    vault: &Arc<Vault>,
    thumbs: &Arc<ThumbCache>,
    engine: &SharedEngine,
    pictures: &Arc<ScreenPictures>,
    wake: &Wake,
) -> std::io::Result<Latest<LooksRequest, LooksResult>> {
    let (vault, thumbs, engine) = (Arc::clone(vault), Arc::clone(thumbs), Arc::clone(engine));
    let pictures = Arc::clone(pictures);
    Latest::start("looks", Arc::clone(wake), move |request: LooksRequest| {
        let engine = engine.get_or_init(KeepsakeEngine::new);
        let shelves = Shelves {
            vault: &vault,
            thumbs: &thumbs,
        };
        let _as_asked = OnlyHere::new(request.manner);
        let looks = request
            .templates
            .iter()
            .map(|template| {
                let small = PageMaker::new(engine, template, &request.choice, &request.material)
                    .and_then(|maker| maker.for_look(LOOK_WIDTH_PX, shelves, &pictures))
                    .map_err(|error| format!("{error}."));
                (template.code.clone(), small)
            })
            .collect();
        forget_unused();
        (request.choice, looks)
    })
}

/// Whole-second UTC, as stored.
pub(super) fn stamp(now: NaiveDateTime) -> NaiveDateTime {
    use chrono::Timelike;
    now.with_nanosecond(0).unwrap_or(now)
}

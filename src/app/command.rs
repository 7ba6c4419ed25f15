//! What views ask for: one enum a subsystem.

use std::path::PathBuf;

use super::archive_command::ArchiveCommand;
use super::backup_server::ServerCommand;
use super::camera::CameraCommand;
use super::chosen::Chosen;
use super::closeup::Part;
use super::config::Appearance;
use super::filter::Filter;
use super::inbox::InboxCommand;
use super::merge::MergeCommand;
use super::model::{TaskId, View};
use super::netcam::NetcamRequest;
use crate::archive::locked::Passphrase;
use crate::domain::{
    BabyFields, BabyId, Edits, EntryFields, EntryId, MilestoneFields, MilestoneId, Moment, Month,
    PageChoice, PhotoId, PresetId,
};
use crate::keepsake::PrintJob;
use crate::photo::ExportOptions;
use crate::store::many::Change;
use crate::store::trash::Thrown;
use crate::words::{Clock, Language, WeekStart};

/// Anything a view can ask for.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show another view.
    Go(View),
    /// Back to the view before.
    Back,
    /// Libraries, babies, settings.
    Library(LibraryCommand),
    /// Photos coming in.
    Capture(CaptureCommand),
    /// The camera of this computer.
    Camera(CameraCommand),
    /// The gallery, and many photos at once.
    Gallery(GalleryCommand),
    /// One photo, large.
    Viewer(ViewerCommand),
    /// An entry.
    Entry(EntryCommand),
    /// The photo editor.
    Editor(EditorCommand),
    /// Milestones.
    Milestone(MilestoneCommand),
    /// The keepsake page.
    Keepsake(KeepsakeCommand),
    /// Photos from a phone.
    Phone(PhoneCommand),
    /// A still from a baby monitor.
    Netcam(NetcamCommand),
    /// The tray and what fills it.
    Inbox(InboxCommand),
    /// Another parent's journal.
    Merge(MergeCommand),
    /// Everything out, something in.
    Archive(ArchiveCommand),
}

impl Command {
    /// Whether it writes into the library.
    pub(super) fn changes_the_library(&self) -> bool {
        match self {
            Command::Go(_) | Command::Back => false,
            Command::Library(command) => matches!(
                command,
                LibraryCommand::AddBaby(..) | LibraryCommand::ChangeBaby(..)
            ),
            Command::Capture(command) => !matches!(
                command,
                CaptureCommand::Cancel(_) | CaptureCommand::DismissReport
            ),
            Command::Camera(command) => {
                matches!(command, CameraCommand::Open(_) | CameraCommand::Keep)
            }
            Command::Gallery(command) => matches!(
                command,
                GalleryCommand::Change(..)
                    | GalleryCommand::TakeBack(_)
                    | GalleryCommand::PasteEdits(_)
            ),
            Command::Viewer(command) => matches!(command, ViewerCommand::ToggleFavourite(_)),
            Command::Entry(command) => !matches!(command, EntryCommand::Open(_)),
            Command::Editor(command) => {
                !matches!(command, EditorCommand::Open(_) | EditorCommand::Copy)
            }
            Command::Netcam(command) => command != &NetcamCommand::Close,
            Command::Phone(command) => command != &PhoneCommand::Close,
            Command::Milestone(command) => {
                !matches!(command, MilestoneCommand::Open(_) | MilestoneCommand::Close)
            }
            Command::Keepsake(command) => matches!(
                command,
                KeepsakeCommand::Change(_) | KeepsakeCommand::Propose
            ),
            Command::Inbox(command) => {
                !matches!(command, InboxCommand::ShowDeclined(_) | InboxCommand::Read)
            }
            Command::Merge(command) => !matches!(command, MergeCommand::Leave),
            Command::Archive(command) => command.changes_the_library(),
        }
    }
}

/// Libraries, babies, settings.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryCommand {
    /// First start: make (or reopen) a library and its first baby.
    Begin {
        /// Folder of the library.
        root: PathBuf,
        /// The baby.
        baby: BabyFields,
        /// A picture of the baby.
        portrait: Option<PathBuf>,
    },
    /// Open a library that exists.
    Open(PathBuf),
    /// Try the library that failed once more.
    Retry,
    /// Put the journal of the library that failed together again.
    Repair,
    /// Back up to a folder, or to the one used before.
    BackUp(Option<PathBuf>),
    /// Remember the passphrase of the backup until the program is closed, or
    /// forget it.
    Unlock(Option<Passphrase>),
    /// Read the backup through.
    CheckBackup,
    /// A backup on a server.
    Server(ServerCommand),
    /// Add a baby.
    AddBaby(BabyFields, Option<PathBuf>),
    /// Change a baby.
    ChangeBaby(BabyId, BabyFields, Option<PathBuf>),
    /// Show another baby's journal.
    SelectBaby(BabyId),
    /// Change the look.
    SetAppearance(Appearance),
    /// Change the size of the interface.
    SetScale(f32),
    /// Show or hide the hints on photos.
    SetHints(bool),
    /// Let things on screen fade and glide, or not.
    SetStill(bool),
    /// Another language; none is that of this computer.
    SetLanguage(Option<Language>),
    /// Another way to count hours; none is that of this computer.
    SetClock(Option<Clock>),
    /// Another first day of the week; none is that of this computer.
    SetWeek(Option<WeekStart>),
    /// Check every original.
    Verify,
    /// Put back from the backup what the check on screen found in it.
    Heal,
    /// Show what was written down when the program fell over.
    ShowCrash,
}

/// Photos coming in.
#[derive(Debug, Clone, PartialEq)]
pub enum CaptureCommand {
    /// Files for new entries of the current baby.
    AddFiles(Vec<PathBuf>),
    /// Files for one entry.
    AddFilesTo(EntryId, Vec<PathBuf>),
    /// A picture from the clipboard, as PNG bytes.
    AddPicture {
        /// What to call it.
        name: String,
        /// PNG.
        bytes: Vec<u8>,
    },
    /// Stop a task.
    Cancel(TaskId),
    /// The report was read.
    DismissReport,
}

/// The gallery, and many photos at once.
#[derive(Debug, Clone, PartialEq)]
pub enum GalleryCommand {
    /// Show only what this filter leaves.
    Show(Box<Filter>),
    /// Look up where the words searched for stand in these entries (their
    /// numbers in the full-text index).
    Excerpts(Vec<i64>),
    /// Change these entries, and those of these photos.
    Change(Chosen, Change),
    /// The answer to whether so many entries shall go into the trash.
    Sure(bool),
    /// Take such a change back; the number names which.
    TakeBack(u64),
    /// Remember light, colour, detail and look of this photo.
    CopyEdits(PhotoId),
    /// Give them to these photos.
    PasteEdits(Vec<PhotoId>),
    /// Save copies of these photos, with their edits, in this folder.
    Export(Vec<PhotoId>, PathBuf),
}

/// One photo, large.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewerCommand {
    /// Show this photo.
    Open(PhotoId),
    /// Walk on by this many photos.
    Step(isize),
    /// Mark or unmark the entry as a favourite.
    ToggleFavourite(EntryId),
    /// Save a copy of this photo, with its edits, as this file.
    SaveCopy(PhotoId, ExportOptions, PathBuf),
    /// Save a copy of this film as this file, with or without the place.
    SaveFilm(PhotoId, bool, PathBuf),
    /// Make this part of the photo sharp.
    LookCloser(PhotoId, Part),
    /// Nothing needs to be sharper than the screen any more.
    LookAway,
    /// Put the photo with its edits on the clipboard.
    CopyPicture(PhotoId),
}

/// An entry.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryCommand {
    /// Show an entry.
    Open(EntryId),
    /// Begin an entry without photo, now.
    New,
    /// Change it. The word names the field, so that typing is one undo step.
    Change(Box<EntryFields>, &'static str),
    /// What was typed for the moment since it was `before` is one step, or, where
    /// it is not to be kept, none.
    SettleMoment {
        /// The moment when its form was opened.
        before: Moment,
        /// Whether what was typed counts.
        keep: bool,
    },
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Into the trash.
    Trash(EntryId),
    /// Out of the trash.
    Restore(EntryId),
    /// Many things out of the trash, milestones too.
    PutBack(Vec<Thrown>),
}

/// The photo editor.
#[derive(Debug, Clone, PartialEq)]
pub enum EditorCommand {
    /// Edit this photo.
    Open(PhotoId),
    /// Show these edits; a slider is still moving.
    Drag(Edits),
    /// These edits are one undo step.
    Set(Edits),
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// To a place on the line of steps: 0 is how the photo was found.
    WalkTo(usize),
    /// Let the program choose light and colour.
    Auto,
    /// Show the photo uncropped, to choose what is kept of it.
    BeginCrop,
    /// Show what is kept.
    EndCrop {
        /// Whether the new crop stays; else all is as before the crop began.
        keep: bool,
    },
    /// Remember light, colour, detail and look of this photo.
    Copy,
    /// Give them to this photo.
    Paste,
    /// Give light, colour, detail and look of this photo to others.
    ApplyTo(Reach),
    /// Take that back; the number names which time.
    UndoApply(u64),
    /// Keep light, colour, detail and look under a name.
    SavePreset(String),
    /// Give this photo what a preset holds.
    UsePreset(PresetId),
    /// Remove a preset.
    RemovePreset(PresetId),
    /// Take that back.
    RestorePreset(PresetId),
}

/// Which other photos are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those of the same entry.
    Entry,
    /// Those of the same journal day, which is one night.
    Night,
}

/// Milestones.
#[derive(Debug, Clone, PartialEq)]
pub enum MilestoneCommand {
    /// Write a new one; perhaps for an entry, perhaps with a suggested title.
    New {
        /// The entry it belongs to.
        entry: Option<EntryId>,
        /// Title to begin with.
        title: String,
    },
    /// Open one.
    Open(MilestoneId),
    /// Change the open one; saved as soon as it has a title.
    Change(Box<MilestoneFields>),
    /// Add pictures to the open one.
    AddFiles(Vec<PathBuf>),
    /// Close the open one.
    Close,
    /// Throw the open one away: into the trash if it was stored already.
    Discard,
    /// Into the trash.
    Trash(MilestoneId),
    /// Out of the trash.
    Restore(MilestoneId),
}

/// The keepsake page.
#[derive(Debug, Clone, PartialEq)]
pub enum KeepsakeCommand {
    /// Show this month's page.
    Show(Month),
    /// Change the choices.
    Change(Box<PageChoice>),
    /// Back to the program's proposal of photos.
    Propose,
    /// Save as PDF.
    SavePdf(PathBuf),
    /// Save as a picture: JPEG when the name ends so, else PNG.
    SavePicture(PathBuf),
    /// Save a book of several months as PDF.
    SaveBook {
        /// The first month.
        from: Month,
        /// The last one.
        to: Month,
        /// Where.
        path: PathBuf,
    },
    /// Look which printers there are.
    FindPrinters,
    /// Print.
    Print(PrintJob),
}

/// A still from a baby monitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetcamCommand {
    /// Show the dialog.
    Open,
    /// Ask the camera.
    Take(NetcamRequest),
    /// Keep the still.
    Keep,
    /// Leave it.
    Close,
}

/// Photos from a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneCommand {
    /// Open a page with a new code in the likeliest home network.
    Open,
    /// The same at this address of the computer.
    OpenAt(std::net::Ipv4Addr),
    /// Close it.
    Close,
}

macro_rules! from_subsystem {
    ($($command:ident => $variant:ident),+ $(,)?) => {
        $(impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$variant(command)
            }
        })+
    };
}

from_subsystem!(
    LibraryCommand => Library,
    CaptureCommand => Capture,
    CameraCommand => Camera,
    GalleryCommand => Gallery,
    ViewerCommand => Viewer,
    EntryCommand => Entry,
    EditorCommand => Editor,
    MilestoneCommand => Milestone,
    KeepsakeCommand => Keepsake,
    PhoneCommand => Phone,
    NetcamCommand => Netcam,
    InboxCommand => Inbox,
    MergeCommand => Merge,
);

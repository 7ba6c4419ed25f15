//! What a view asks for: commands for the app, and things only the window can
//! do (a dialog, the clipboard).

use std::path::PathBuf;

use crate::app::{Command, View};
use crate::domain::{BabyId, EntryId, Month, PhotoId};
use crate::photo::ExportOptions;

/// A dialog of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Photos for the journal.
    AddPhotos,
    /// Photos for one entry.
    AddPhotosTo(EntryId),
    /// Photos for the open milestone.
    MilestonePhotos,
    /// A picture of a baby: the welcome's, a new one's (`None`), or this one's.
    Portrait(Option<BabyId>),
    /// A library that exists.
    OpenLibrary,
    /// A folder for a new library.
    NewLibraryFolder,
    /// Where the page goes.
    SavePage {
        /// PNG instead of PDF.
        as_picture: bool,
        /// The name proposed, with its ending.
        file_name: String,
    },
    /// The folder for backups.
    BackupFolder,
    /// An empty folder for a backup that comes back.
    RestoreFolder,
    /// A folder whose new photos are offered.
    WatchFolder {
        /// Those that are there already, too.
        old_too: bool,
    },
    /// The folder of another parent's journal, or of a backup of it.
    OtherJournal,
    /// The folder into which everything is taken out.
    ExportFolder,
    /// The zip file everything is taken out as; the name proposed.
    ExportZip(String),
    /// A folder to bring in.
    BringInFolder,
    /// A file to bring in.
    BringInFile,
    /// The folder for copies of these photos.
    SaveCopies(Vec<PhotoId>),
    /// Where a book of several months goes.
    SaveBook {
        /// The first month.
        from: Month,
        /// The last one.
        to: Month,
        /// The name proposed, with its ending.
        file_name: String,
    },
    /// Where a copy of a film goes.
    SaveFilm {
        /// Which film.
        photo: PhotoId,
        /// Whether it still tells the place.
        with_place: bool,
        /// The name proposed, with its ending.
        file_name: String,
    },
    /// Where a copy of a photo goes.
    SaveCopy {
        /// Which photo.
        photo: PhotoId,
        /// How it is made.
        options: ExportOptions,
        /// The name proposed, with its ending.
        file_name: String,
    },
}

/// What a parent answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub dialog: Dialog,
    /// Files or the folder chosen; never empty.
    pub paths: Vec<PathBuf>,
}

/// What another program should do with an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Original {
    /// Open it.
    Open,
    /// Show where it lies.
    ShowInFolder,
}

/// Collected while a frame is drawn.
#[derive(Debug, Default)]
pub struct Actions {
    /// For the app, in order.
    pub commands: Vec<Command>,
    /// Dialogs to open.
    pub dialogs: Vec<Dialog>,
    /// Take a picture or files from the clipboard.
    pub paste: bool,
    /// Show this folder or file in the system's file manager.
    pub reveal: Option<PathBuf>,
    /// The original of this photo, in another program.
    pub original: Option<(PhotoId, Original)>,
}

impl Actions {
    /// Asks the app.
    pub fn push(&mut self, command: impl Into<Command>) {
        self.commands.push(command.into());
    }

    /// Shows another view.
    pub fn go(&mut self, view: View) {
        self.commands.push(Command::Go(view));
    }

    /// Back to the view before.
    pub fn back(&mut self) {
        self.commands.push(Command::Back);
    }

    /// Opens a dialog of the system.
    pub fn ask(&mut self, dialog: Dialog) {
        self.dialogs.push(dialog);
    }
}

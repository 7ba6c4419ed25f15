//! What the program knows, without a window.
//!
//! A frame is: [`App::drain`] what the workers finished, [`App::update`] with
//! the commands the views returned, draw from [`App::model`]. Nothing here
//! waits, except [`App::flush`] when the window closes.

mod adding;
mod archive_command;
mod backup_server;
pub mod bring_in;
mod camera;
mod chosen;
mod clock;
mod closeup;
mod command;
mod config;
mod crash;
mod filter;
mod gallery;
mod history;
mod inbox;
mod inbox_pairs;
mod looking_back;
mod merge;
mod model;
mod netcam;
mod phone;
mod proxy;
mod search;
mod services;
mod update;

pub use crate::store::gallery::WordEntry;
pub use crate::store::many::Change;
pub use crate::store::search::Excerpt;
pub use crate::store::trash::Thrown;
pub use archive_command::ArchiveCommand;
pub use backup_server::{ServerCommand, ServerRequest, ServerState};
pub use camera::{
    BURST, CameraChoices, CameraCommand, CameraInfo, CameraShot, CameraState, CameraTrouble,
    Countdown, SelfTimer, Sensitivity, Stage,
};
pub use chosen::Chosen;
pub use clock::{Clock, FixedClock, SystemClock};
pub use closeup::{CloseUp, CloseUps, Part};
pub use command::{
    CaptureCommand, Command, EditorCommand, EntryCommand, GalleryCommand, KeepsakeCommand,
    LibraryCommand, MilestoneCommand, NetcamCommand, PhoneCommand, Reach, ViewerCommand,
};
pub use config::{
    Appearance, BackupPlace, Config, ConfigFile, MemoriesPlace, StartView, WindowPlace,
    default_library, documents_folder, unused_path,
};
pub use crash::{CrashReport, watch as watch_for_falls};
pub use filter::{EntryNumbers, Filter, Hits};
pub use gallery::{Gallery, MonthSection};
pub use history::History;
pub use inbox::{InboxCommand, InboxModel, WaitingGroup, WaitingList, WaitingPhoto, WatchedFolder};
pub use looking_back::LookBack;
pub use merge::{
    Earlier, EarlierMilestone, EarlierOf, EarlierOfMilestone, EarlierWords, MergeCommand,
    MergeSheet, MergeStage,
};
pub use model::{
    Arrival, AutoOutcome, Brake, EditorState, EntrySheet, Found, Incoming, KeepsakeState,
    LibraryState, LookPicture, MilestoneSheet, Model, Notice, NoticeAction, NoticeKind, PhotoInfo,
    Preview, Repair, Report, SaveState, TaskCard, TaskId, View,
};
pub use netcam::{NetcamRequest, NetcamStage, NetcamState};
pub use phone::{PhoneStage, PhoneState, tray_times};
pub use proxy::{ScreenPixels, ToScreen, auto_edits};
pub use services::{Services, Snapshot};
pub(crate) use update::with_desk;
pub use update::{App, BRINGING_IN, DriveFinder, EXPORTING, LOOKING, new_folder};

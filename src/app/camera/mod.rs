//! The camera as the app knows it: what is on screen, what was taken and not
//! yet kept, and what the parent chose.

mod worker;

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

pub use crate::capture::camera::{CameraInfo, Sensitivity, Stage};
use crate::domain::EntryId;
use crate::photo::RgbImage;
pub(super) use worker::{Ask, Session, TakenShot, Told, Wanted};

/// Shots of one burst.
pub const BURST: u8 = 5;
/// Most photos that wait to be kept; a night’s worth must not fill the memory.
pub const MOST_SHOTS: usize = 40;

/// What is asked of the camera.
#[derive(Debug, Clone, PartialEq)]
pub enum CameraCommand {
    /// Show what the camera sees; photos go to this entry, or a new one.
    Open(Option<EntryId>),
    /// Use this camera.
    Use(String),
    /// Take photos of this width and height, in pixels.
    Size((u32, u32)),
    /// Change what is remembered.
    Set(CameraChoices),
    /// Wait for stillness, or no longer.
    Watch(bool),
    /// Take a photo: now, or once the timer has run. While it runs, stop it.
    Shoot,
    /// Whether a photo is to be kept; the number names it.
    Choose(u64, bool),
    /// Keep the chosen photos in the journal; the others go.
    Keep,
    /// None of the photos is wanted.
    ThrowAway,
    /// Bring back what was thrown away last.
    BringBack,
    /// Look for the camera once more.
    TryAgain,
    /// The window is put away (`true`) or back again.
    Rest(bool),
    /// The live picture is shown this wide, in pixels.
    Width(u32),
}

/// The self-timer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SelfTimer {
    /// At once.
    #[default]
    Off,
    /// After three seconds.
    Three,
    /// After ten seconds.
    Ten,
}

impl SelfTimer {
    /// How long it runs.
    pub const fn duration(self) -> Duration {
        Duration::from_secs(match self {
            Self::Off => 0,
            Self::Three => 3,
            Self::Ten => 10,
        })
    }

    /// The next one, round and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Off => Self::Three,
            Self::Three => Self::Ten,
            Self::Ten => Self::Off,
        }
    }

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Off => t!("camera-timer-off"),
            Self::Three => t!("camera-timer-3"),
            Self::Ten => t!("camera-timer-10"),
        }
    }
}

/// What this computer remembers of the camera.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CameraChoices {
    /// The name of the camera last chosen.
    pub camera: Option<String>,
    /// Width and height of photos, in pixels; the largest while not chosen.
    pub size: Option<(u32, u32)>,
    /// The live picture is shown as in a mirror; photos never are.
    pub mirror: bool,
    /// The self-timer.
    pub timer: SelfTimer,
    /// Several shots at once, to choose from.
    pub burst: bool,
    /// Everything dim, nothing that flashes.
    pub quiet: bool,
    /// How small a movement counts.
    pub sensitivity: Sensitivity,
}

/// A photo that waits to be kept.
#[derive(Debug, Clone)]
pub struct CameraShot {
    /// Names it.
    pub id: u64,
    /// Its file.
    pub(super) bytes: Arc<Vec<u8>>,
    /// The file’s name.
    pub name: String,
    /// When it was taken, by the wall clock.
    pub taken: NaiveDateTime,
    /// Width and height of the file, in pixels.
    pub size: (u32, u32),
    /// A picture of it, at most 960 pixels a side.
    pub picture: Arc<RgbImage>,
    /// Whether it is to be kept.
    pub chosen: bool,
    /// The sharpest of its burst.
    pub sharpest: bool,
}

/// A self-timer that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countdown {
    /// How long in all.
    pub total: Duration,
    /// How long still.
    pub left: Duration,
    /// When it ends, by the app’s clock.
    pub(super) ends: Duration,
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraTrouble {
    /// What happened and what to do.
    pub sentence: String,
    /// Whether it is tried again by itself.
    pub may_pass: bool,
}

/// The camera on screen.
#[derive(Debug, Clone, Default)]
pub struct CameraState {
    /// All cameras found.
    pub cameras: Vec<CameraInfo>,
    /// The one in use.
    pub camera: Option<CameraInfo>,
    /// The sizes it offers, largest first.
    pub sizes: Vec<(u32, u32)>,
    /// The size of photos.
    pub size: Option<(u32, u32)>,
    /// Whether a live picture comes.
    pub live: bool,
    /// Why none comes.
    pub trouble: Option<CameraTrouble>,
    /// A photo is being taken.
    pub taking: bool,
    /// The self-timer, while it runs.
    pub countdown: Option<Countdown>,
    /// What is waited for, while waiting for stillness.
    pub watching: Option<Stage>,
    /// Photos that wait to be kept, oldest first.
    pub shots: Vec<CameraShot>,
    /// Rises with each photo taken.
    pub taken: u64,
    /// The window is put away and the camera is off.
    pub resting: bool,
    /// The entry the camera was opened for, while nothing is in it: it is let
    /// go if nothing comes.
    pub(super) fresh_entry: Option<EntryId>,
    pub(super) thrown: Vec<CameraShot>,
    pub(super) width: u32,
}

impl CameraState {
    /// How many photos are chosen to be kept.
    pub fn chosen(&self) -> usize {
        self.shots.iter().filter(|shot| shot.chosen).count()
    }

    /// Whether a photo can be taken now.
    pub fn can_shoot(&self) -> bool {
        self.live && self.trouble.is_none() && !self.taking && !self.is_full()
    }

    /// Whether no more photos can wait.
    pub fn is_full(&self) -> bool {
        self.shots.len() >= MOST_SHOTS
    }
}

//! A camera that plays JPEGs: for tests, for a computer without a camera, and
//! for showing the program around.
//!
//! Pictures of one size are one mode, played round and round in the order of
//! their names. The smallest size is the lively one, at 25 frames a second;
//! larger ones come at 5, as with a webcam that is slow at its full size.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Camera, CameraError, CameraInfo, Cameras, Encoding, Frame, Mode, sizes};
use crate::photo;
use crate::storage;

/// Frames a second of the smallest size.
const LIVELY_FPS: u32 = 25;
/// Frames a second of all others.
const SLOW_FPS: u32 = 5;
/// Largest file that is played.
const MAX_BYTES: u64 = 64 << 20;
/// Most files that are played.
const MAX_FILES: usize = 500;

/// What can go wrong with a camera, on demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no camera.
    Missing,
    /// Another program has it.
    Busy,
    /// The system says no.
    Forbidden,
    /// It was pulled out.
    Unplugged,
    /// It is there and sends nothing.
    Silent,
}

/// Cameras that play pictures.
pub struct FileCameras {
    name: String,
    origin: Origin,
    fault: Arc<Mutex<Option<Fault>>>,
}

enum Origin {
    Folder(PathBuf),
    Frames(Vec<Arc<Vec<u8>>>),
}

impl FileCameras {
    /// One that plays the JPEGs of a folder. Taking the folder away unplugs it.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self {
            name: t!("camera-pictures-from", path = folder.display().to_string()),
            origin: Origin::Folder(folder),
            fault: Arc::default(),
        }
    }

    /// One that plays these JPEGs.
    pub fn frames(name: &str, frames: Vec<Arc<Vec<u8>>>) -> Self {
        Self {
            name: name.to_owned(),
            origin: Origin::Frames(frames),
            fault: Arc::default(),
        }
    }

    /// Lets something go wrong from now on, or be well again.
    pub fn set_fault(&self, fault: Option<Fault>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    fn info(&self) -> CameraInfo {
        CameraInfo {
            id: self.name.clone(),
            name: self.name.clone(),
        }
    }

    /// All pictures with their sizes.
    fn pictures(&self) -> Result<Vec<Picture>, CameraError> {
        let files = match &self.origin {
            Origin::Frames(frames) => frames.clone(),
            Origin::Folder(folder) => {
                read_folder(folder).map_err(|error| CameraError::of_system(&self.name, &error))?
            }
        };
        Ok(files
            .into_iter()
            .filter_map(|bytes| {
                let size = photo::jpeg_size(&bytes)?;
                Some(Picture { size, bytes })
            })
            .collect())
    }
}

struct Picture {
    size: (u32, u32),
    bytes: Arc<Vec<u8>>,
}

fn read_folder(folder: &Path) -> std::io::Result<Vec<Arc<Vec<u8>>>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|item| item.ok().map(|item| item.path()))
        .filter(|path| {
            path.extension().is_some_and(|ending| {
                ending.eq_ignore_ascii_case("jpg") || ending.eq_ignore_ascii_case("jpeg")
            })
        })
        .collect();
    paths.sort();
    paths.truncate(MAX_FILES);
    Ok(paths
        .iter()
        // What cannot be read is not played.
        .filter_map(|path| storage::read_bounded(path, MAX_BYTES).ok().map(Arc::new))
        .collect())
}

/// What a fault means, once something is asked of the camera.
fn fault_error(fault: Option<Fault>, name: &str) -> Result<(), CameraError> {
    let name = name.to_owned();
    match fault {
        None | Some(Fault::Silent) => Ok(()),
        Some(Fault::Missing) => Err(CameraError::None),
        Some(Fault::Busy) => Err(CameraError::Busy { name }),
        Some(Fault::Forbidden) => Err(CameraError::Forbidden { name }),
        Some(Fault::Unplugged) => Err(CameraError::Gone { name }),
    }
}

impl FileCameras {
    fn check(&self) -> Result<(), CameraError> {
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault_error(fault, &self.name)
    }
}

impl Cameras for FileCameras {
    fn list(&self) -> Result<Vec<CameraInfo>, CameraError> {
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(fault, Some(Fault::Missing | Fault::Unplugged)) {
            return Err(CameraError::None);
        }
        match &self.origin {
            Origin::Folder(folder) if !folder.is_dir() => Err(CameraError::None),
            _ => Ok(vec![self.info()]),
        }
    }

    fn modes(&self, _camera: &CameraInfo) -> Result<Vec<Mode>, CameraError> {
        self.check()?;
        let all: Vec<Mode> = self
            .pictures()?
            .iter()
            .map(|picture| mode(picture.size, SLOW_FPS))
            .collect();
        let sizes = sizes(&all);
        let smallest = sizes.last().copied();
        let modes: Vec<Mode> = sizes
            .into_iter()
            .map(|size| {
                let lively = Some(size) == smallest;
                mode(size, if lively { LIVELY_FPS } else { SLOW_FPS })
            })
            .collect();
        if modes.is_empty() {
            let name = self.name.clone();
            return Err(CameraError::Unsuitable { name });
        }
        Ok(modes)
    }

    fn open(&self, _camera: &CameraInfo, mode: Mode) -> Result<Box<dyn Camera>, CameraError> {
        self.check()?;
        let frames: Vec<_> = self
            .pictures()?
            .into_iter()
            .filter(|picture| picture.size == mode.size())
            .map(|picture| picture.bytes)
            .collect();
        let folder = match &self.origin {
            Origin::Folder(folder) => Some(folder.clone()),
            Origin::Frames(_) => None,
        };
        Ok(Box::new(Player {
            name: self.name.clone(),
            mode,
            frames,
            at: 0,
            due: Instant::now(),
            folder,
            fault: Arc::clone(&self.fault),
        }))
    }
}

const fn mode((width, height): (u32, u32), fps: u32) -> Mode {
    Mode {
        width,
        height,
        encoding: Encoding::Jpeg,
        fps,
    }
}

struct Player {
    name: String,
    mode: Mode,
    frames: Vec<Arc<Vec<u8>>>,
    at: usize,
    due: Instant,
    folder: Option<PathBuf>,
    fault: Arc<Mutex<Option<Fault>>>,
}

impl Camera for Player {
    fn mode(&self) -> Mode {
        self.mode
    }

    fn next(
        &mut self,
        wait: Duration,
        see: &mut dyn FnMut(Frame<'_>),
    ) -> Result<bool, CameraError> {
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault_error(fault, &self.name)?;
        if self.folder.as_ref().is_some_and(|folder| !folder.is_dir()) {
            let name = self.name.clone();
            return Err(CameraError::Gone { name });
        }
        let left = self.due.saturating_duration_since(Instant::now());
        if fault == Some(Fault::Silent) || left > wait {
            std::thread::sleep(wait);
            return Ok(false);
        }
        std::thread::sleep(left);
        let pause = Duration::from_secs(1) / self.mode.fps.max(1);
        // Frames missed are not made up for.
        self.due = (self.due + pause).max(Instant::now());
        let Some(bytes) = self.frames.get(self.at % self.frames.len().max(1)) else {
            return Ok(false);
        };
        self.at += 1;
        see(Frame {
            mode: self.mode,
            stride: 0,
            bytes,
        });
        Ok(true)
    }
}

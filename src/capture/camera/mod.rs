//! The cameras of this computer, behind one small trait.
//!
//! A [`Camera`] lends its frames one by one, as the device sends them: JPEGs or
//! raw pixels, not copied. [`pixels`] turns them into what a screen shows,
//! [`stillness`] measures how much moves, [`burst`] says which of several shots
//! is the sharpest. Devices: [`v4l2`] on Linux, [`native`] on Windows and macOS,
//! and [`files`], which plays pictures from a folder, for tests and for trying
//! things out.
//!
//! No clock is read here but by the device that plays files; times are passed
//! in.

mod burst;
mod files;
mod modes;
#[cfg(any(windows, target_os = "macos", test))]
mod native;
mod pixels;
mod stillness;
#[cfg(target_os = "linux")]
mod v4l2;

use std::sync::Arc;
use std::time::Duration;

pub use burst::{Candidate, sharpest};
pub use files::{Fault, FileCameras};
pub use modes::{Choice, choose, sizes};
pub use pixels::{picture_of, screen_frame};
pub use stillness::{Grey, Sensitivity, Stage, Watcher, moved_permille};

/// Names a folder of JPEGs that stand in for a camera.
pub const FILES_VARIABLE: &str = "SMILEKEEP_CAMERA_FILES";

/// A camera that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraInfo {
    /// How the system names it (`/dev/video0`).
    pub id: String,
    /// What is written on it.
    pub name: String,
}

/// How a frame’s bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// One JPEG each, perhaps without Huffman tables.
    Jpeg,
    /// Two pixels in four bytes: luma, blue difference, luma, red difference.
    Yuyv,
    /// All luma, then the differences by twos at half the size both ways.
    Nv12,
}

/// A kind of picture that a camera offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// How its bytes are to be read.
    pub encoding: Encoding,
    /// Most frames a second; 0 where the camera does not say.
    pub fps: u32,
}

impl Mode {
    /// Width and height in pixels.
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }
}

/// One frame, lent for as long as it is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// What it is.
    pub mode: Mode,
    /// Bytes from one row to the next; 0 for JPEG.
    pub stride: usize,
    /// As the device sent it.
    pub bytes: &'a [u8],
}

/// An open camera. Its light is on until it is dropped.
pub trait Camera {
    /// What its frames are; it may differ from what was asked for.
    fn mode(&self) -> Mode;

    /// Waits up to `wait` for the next frame and shows it to `see`. Returns
    /// whether one came.
    ///
    /// # Errors
    /// When the camera is gone or fails.
    fn next(&mut self, wait: Duration, see: &mut dyn FnMut(Frame<'_>))
    -> Result<bool, CameraError>;
}

/// The cameras there are.
pub trait Cameras: Send + Sync {
    /// All that can take pictures.
    ///
    /// # Errors
    /// [`CameraError::None`] when there is none, [`CameraError::Forbidden`]
    /// when none may be used.
    fn list(&self) -> Result<Vec<CameraInfo>, CameraError>;

    /// What a camera offers that can be read here; not empty.
    ///
    /// # Errors
    /// As [`Self::open`].
    fn modes(&self, camera: &CameraInfo) -> Result<Vec<Mode>, CameraError>;

    /// Begins to take pictures.
    ///
    /// # Errors
    /// When the camera is in use, forbidden, gone, or fails.
    fn open(&self, camera: &CameraInfo, mode: Mode) -> Result<Box<dyn Camera>, CameraError>;
}

/// Why there is no picture: one sentence with what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum CameraError {
    /// There is none.
    #[error("{}", t!("camera-none"))]
    None,
    /// Another program has it.
    #[error("{}", t!("camera-busy", name = name))]
    Busy {
        /// The camera.
        name: String,
    },
    /// The system says no.
    #[error("{}", forbidden(std::env::consts::OS, name))]
    Forbidden {
        /// The camera.
        name: String,
    },
    /// The system is asking whether it may be used.
    #[error("{}", t!("camera-asking"))]
    Asking,
    /// It was there before.
    #[error("{}", t!("camera-gone", name = name))]
    Gone {
        /// The camera.
        name: String,
    },
    /// It is open, but nothing comes.
    #[error("{}", t!("camera-silent", name = name))]
    Silent {
        /// The camera.
        name: String,
    },
    /// It offers nothing that can be read here.
    #[error("{}", t!("camera-unsuitable", name = name))]
    Unsuitable {
        /// The camera.
        name: String,
    },
    /// No way to a camera on this system yet.
    #[error("{}", t!("camera-not-here"))]
    NotHere,
    /// Anything else.
    #[error("{}", t!("camera-failed", name = name, reason = reason))]
    Failed {
        /// The camera.
        name: String,
        /// What the system said.
        reason: String,
    },
}

/// Whom to ask, or where to allow it: each system has its own place for that.
fn forbidden(system: &str, name: &str) -> String {
    match system {
        "windows" => t!("camera-forbidden-windows", name = name),
        "macos" => t!("camera-forbidden-mac", name = name),
        _ => t!("camera-forbidden", name = name),
    }
}

impl CameraError {
    /// Whether it may pass by itself, so that trying again and again makes
    /// sense.
    pub const fn may_pass(&self) -> bool {
        !matches!(self, Self::Unsuitable { .. } | Self::NotHere)
    }

    /// What an error of the system means for this camera.
    pub fn of_system(name: &str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let name = name.to_owned();
        // No such device or address; no such device.
        const ENXIO: i32 = 6;
        const ENODEV: i32 = 19;
        match (error.kind(), error.raw_os_error()) {
            (ErrorKind::ResourceBusy, _) => Self::Busy { name },
            (ErrorKind::PermissionDenied, _) => Self::Forbidden { name },
            (ErrorKind::NotFound, _) => Self::Gone { name },
            (_, Some(ENXIO | ENODEV)) if cfg!(unix) => Self::Gone { name },
            _ => Self::Failed {
                name,
                reason: error.to_string(),
            },
        }
    }
}

/// The cameras of this computer; a folder of pictures instead, where
/// [`FILES_VARIABLE`] names one.
pub fn system() -> Arc<dyn Cameras> {
    if let Some(folder) = std::env::var_os(FILES_VARIABLE) {
        return Arc::new(FileCameras::folder(folder));
    }
    #[cfg(target_os = "linux")]
    {
        Arc::new(v4l2::Devices)
    }
    #[cfg(any(windows, target_os = "macos"))]
    {
        Arc::new(native::Native::system())
    }
    #[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
    {
        Arc::new(NotHere)
    }
}

/// Any other system: nothing is pretended.
#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
struct NotHere;

#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
impl Cameras for NotHere {
    fn list(&self) -> Result<Vec<CameraInfo>, CameraError> {
        Err(CameraError::NotHere)
    }

    fn modes(&self, _camera: &CameraInfo) -> Result<Vec<Mode>, CameraError> {
        Err(CameraError::NotHere)
    }

    fn open(&self, _camera: &CameraInfo, _mode: Mode) -> Result<Box<dyn Camera>, CameraError> {
        Err(CameraError::NotHere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Error;

    #[test]
    fn each_trouble_of_the_system_has_its_own_sentence() {
        let sentence =
            |code| CameraError::of_system("Desk cam", &Error::from_raw_os_error(code)).to_string();
        if cfg!(target_os = "linux") {
            // EBUSY, EACCES, EPERM, ENODEV, ENXIO, ENOENT, EIO.
            assert!(sentence(16).starts_with("Another program is using “Desk cam”."));
            assert!(sentence(13).contains("group “video”"));
            assert!(sentence(1).contains("group “video”"));
            for gone in [19, 6, 2] {
                assert!(sentence(gone).starts_with("“Desk cam” was unplugged"));
            }
            assert!(sentence(5).starts_with("“Desk cam” does not work ("));
        }
        for (system, place) in [
            ("linux", "group “video”"),
            ("windows", "Privacy & security"),
            ("macos", "System Settings"),
        ] {
            let said = forbidden(system, "Desk cam");
            assert!(
                said.contains(place) && said.contains("“Desk cam”"),
                "{said}"
            );
        }
        for error in [
            CameraError::None,
            CameraError::Asking,
            CameraError::NotHere,
            CameraError::Silent { name: "A".into() },
            CameraError::Unsuitable { name: "A".into() },
        ] {
            assert!(error.to_string().ends_with('.'));
        }
    }
}

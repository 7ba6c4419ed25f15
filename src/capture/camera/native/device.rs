//! The system’s own cameras: the few lines that only Windows and macOS can
//! compile and run.

use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

#[cfg(target_os = "macos")]
use nokhwa::backends::capture::AVFoundationCaptureDevice as SystemDevice;
#[cfg(windows)]
use nokhwa::backends::capture::MediaFoundationCaptureDevice as SystemDevice;
use nokhwa_core::error::NokhwaError;
use nokhwa_core::traits::CaptureBackendTrait;
use nokhwa_core::types::{ApiBackend, CameraIndex, CameraInfo as Found, RequestedFormat};

use super::formats::Picks;
use super::{Access, System, asking};

/// A question that was answered before is answered at once; so long is waited
/// for it.
const AT_ONCE: Duration = Duration::from_millis(500);

/// This computer’s cameras.
#[derive(Default)]
pub(super) struct Nokhwa {
    /// The answer to a question on screen.
    answer: Mutex<Option<Receiver<bool>>>,
}

impl System for Nokhwa {
    fn access(&self) -> Access {
        // Only macOS asks; Windows says yes at once, and no when one is opened.
        if nokhwa::nokhwa_check() {
            return Access::Granted;
        }
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        asking::ask(&mut answer, AT_ONCE, |tell| {
            nokhwa::nokhwa_initialize(move |granted| {
                // It may come long after the page was left.
                let _ = tell.send(granted);
            });
        })
    }

    fn list(&self) -> Result<Vec<Found>, NokhwaError> {
        nokhwa::query(ApiBackend::Auto)
    }

    #[cfg(target_os = "macos")]
    fn formats(
        &self,
        index: CameraIndex,
    ) -> Result<Vec<nokhwa_core::types::CameraFormat>, NokhwaError> {
        nokhwa_bindings_macos::AVCaptureDevice::new(&index)?.supported_formats()
    }

    fn open(
        &self,
        index: CameraIndex,
        format: RequestedFormat<'_>,
    ) -> Result<Box<dyn CaptureBackendTrait>, NokhwaError> {
        Ok(Box::new(SystemDevice::new(&index, format)?))
    }

    fn picks(&self) -> Picks {
        if cfg!(target_os = "macos") {
            Picks::LastOfSize
        } else {
            Picks::Named
        }
    }
}

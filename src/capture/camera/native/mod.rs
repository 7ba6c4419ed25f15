//! Webcams on Windows (Media Foundation) and macOS (AVFoundation), through
//! nokhwa.
//!
//! What the systems demand decides the shape. Cameras are asked on one thread
//! only: Windows ties what it lends to the thread that began with it. And a
//! frame is waited for there without an end, because neither system can be
//! told how long; so that thread is waited for only so long. One that does not
//! answer is left behind and another asked instead. It puts its camera away
//! and ends by itself as soon as the system lets go of it.
//!
//! All but `device` is compiled and tested on every system, with cameras
//! that are played.

mod asking;
#[cfg(any(windows, target_os = "macos"))]
mod device;
mod formats;
mod frames;
#[cfg(test)]
mod tests;
mod trouble;
mod worker;

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use nokhwa_core::error::NokhwaError;
use nokhwa_core::traits::CaptureBackendTrait;
use nokhwa_core::types::{
    CameraFormat, CameraIndex, CameraInfo as Found, FrameFormat, RequestedFormat,
    RequestedFormatType, frame_formats,
};

use super::{Camera, CameraError, CameraInfo, Cameras, Frame, Mode};
use formats::Picks;
use frames::Frames;
use worker::{Device, Order, Reply};

/// A camera that has sent nothing for this long when it is closed may hold its
/// thread for ever.
const QUIET: Duration = Duration::from_secs(1);
/// Most threads at once, those left behind included.
const MOST_THREADS: usize = 3;

/// Whether cameras may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Granted,
    /// The system is asking the person at the computer.
    Asking,
    Refused,
}

/// What a system is asked for; all of it on one thread.
trait System: Send + Sync + 'static {
    /// Whether cameras may be used. Has the system ask, where it wants to.
    fn access(&self) -> Access;

    /// The cameras there are.
    fn list(&self) -> Result<Vec<Found>, NokhwaError>;

    /// What a camera offers, in its own order.
    fn formats(&self, index: CameraIndex) -> Result<Vec<CameraFormat>, NokhwaError> {
        // Of no importance which, but one that it surely has.
        let any = RequestedFormat::with_formats(
            RequestedFormatType::AbsoluteHighestFrameRate,
            frame_formats(),
        );
        let mut device = Device::new(self.open(index, any)?);
        // Asked for its whole list, Windows names two kinds at most.
        let mut formats = Vec::new();
        for kind in [FrameFormat::MJPEG, FrameFormat::YUYV, FrameFormat::NV12] {
            for (size, rates) in device.list_of(kind)? {
                formats.extend(
                    rates
                        .into_iter()
                        .map(|rate| CameraFormat::new(size, kind, rate)),
                );
            }
        }
        Ok(formats)
    }

    /// Takes hold of a camera; no frame is asked for yet.
    fn open(
        &self,
        index: CameraIndex,
        format: RequestedFormat<'_>,
    ) -> Result<Box<dyn CaptureBackendTrait>, NokhwaError>;

    /// Which of its formats a camera takes when one is asked for.
    fn picks(&self) -> Picks;
}

/// How long the system may take before it counts as not answering.
#[derive(Debug, Clone, Copy)]
struct Patience {
    list: Duration,
    modes: Duration,
    open: Duration,
}

#[cfg(any(windows, target_os = "macos"))]
impl Patience {
    const USUAL: Self = Self {
        list: Duration::from_secs(4),
        modes: Duration::from_secs(5),
        open: Duration::from_secs(8),
    };
}

/// The cameras of Windows or macOS.
pub(super) struct Native {
    desk: Arc<Desk>,
}

/// Where the thread is asked.
struct Desk {
    system: Arc<dyn System>,
    patience: Patience,
    line: Mutex<Line>,
    /// As many as there are threads, and one.
    alive: Arc<()>,
}

#[derive(Default)]
struct Line {
    orders: Option<Sender<Order>>,
    /// Which thread that is.
    number: u64,
}

impl Native {
    /// The cameras of this computer.
    #[cfg(any(windows, target_os = "macos"))]
    pub(super) fn system() -> Self {
        Self::new(Arc::new(device::Nokhwa::default()), Patience::USUAL)
    }

    fn new(system: Arc<dyn System>, patience: Patience) -> Self {
        Self {
            desk: Arc::new(Desk {
                system,
                patience,
                line: Mutex::default(),
                alive: Arc::new(()),
            }),
        }
    }
}

impl Desk {
    /// Has the thread do something, and waits for it, but not for ever.
    fn ask<V>(
        &self,
        name: &str,
        patience: Duration,
        order: impl FnOnce(Reply<V>) -> Order,
    ) -> Result<(V, u64), CameraError> {
        let (reply, answer) = channel();
        let number = self.send(name, order(reply))?;
        match answer.recv_timeout(patience) {
            Ok(answer) => Ok((answer?, number)),
            Err(failed) => {
                self.leave_behind(number);
                Err(match failed {
                    RecvTimeoutError::Timeout => silent(name),
                    RecvTimeoutError::Disconnected => trouble::nonsense(name),
                })
            }
        }
    }

    /// Hands an order to the thread, which is started if there is none. Returns
    /// which thread it is.
    fn send(&self, name: &str, order: Order) -> Result<u64, CameraError> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let order = match &line.orders {
            Some(orders) => match orders.send(order) {
                Ok(()) => return Ok(line.number),
                // That thread is gone.
                Err(unsent) => unsent.0,
            },
            None => order,
        };
        if Arc::strong_count(&self.alive) > MOST_THREADS {
            return Err(silent(name));
        }
        let orders = worker::start(Arc::clone(&self.system), Arc::clone(&self.alive))
            .map_err(|error| CameraError::of_system(name, &error))?;
        // A thread that was only just started listens.
        let _ = orders.send(order);
        line.orders = Some(orders);
        line.number += 1;
        Ok(line.number)
    }

    /// Asks this thread no longer.
    fn leave_behind(&self, number: u64) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.number == number {
            line.orders = None;
        }
    }
}

fn silent(name: &str) -> CameraError {
    CameraError::Silent {
        name: name.to_owned(),
    }
}

impl Cameras for Native {
    fn list(&self) -> Result<Vec<CameraInfo>, CameraError> {
        let patience = self.desk.patience.list;
        let asked = self.desk.ask(t!("camera-unnamed"), patience, Order::List);
        asked.map(|(cameras, _)| cameras)
    }

    fn modes(&self, camera: &CameraInfo) -> Result<Vec<Mode>, CameraError> {
        let patience = self.desk.patience.modes;
        let order = |reply| Order::Modes(camera.clone(), reply);
        let asked = self.desk.ask(&camera.name, patience, order);
        asked.map(|(modes, _)| modes)
    }

    fn open(&self, camera: &CameraInfo, mode: Mode) -> Result<Box<dyn Camera>, CameraError> {
        let frames = Arc::new(Frames::default());
        let order = |reply| Order::Open(camera.clone(), mode, Arc::clone(&frames), reply);
        let asked = self.desk.ask(&camera.name, self.desk.patience.open, order);
        let (mode, thread) = match asked {
            Ok(opened) => opened,
            Err(error) => {
                // Opened too late, it is closed again.
                frames.close();
                return Err(error);
            }
        };
        Ok(Box::new(Stream {
            name: camera.name.clone(),
            mode,
            frames,
            desk: Arc::clone(&self.desk),
            thread,
        }))
    }
}

/// An open camera, seen from who looks at it.
struct Stream {
    name: String,
    mode: Mode,
    frames: Arc<Frames>,
    desk: Arc<Desk>,
    thread: u64,
}

impl Camera for Stream {
    fn mode(&self) -> Mode {
        self.mode
    }

    fn next(
        &mut self,
        wait: Duration,
        see: &mut dyn FnMut(Frame<'_>),
    ) -> Result<bool, CameraError> {
        let Some(bytes) = self.frames.next(wait, &self.name)? else {
            return Ok(false);
        };
        // A frame that came only in part is left out.
        let Some(stride) = formats::stride(self.mode, bytes.len()) else {
            return Ok(false);
        };
        see(Frame {
            mode: self.mode,
            stride,
            bytes: &bytes,
        });
        Ok(true)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // The thread sees it after the frame at hand, and closes the device.
        self.frames.close();
        if self.frames.quiet_for() > QUIET {
            self.desk.leave_behind(self.thread);
        }
    }
}

//! The thread that speaks to the system about cameras.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Duration;

use nokhwa_core::error::NokhwaError;
use nokhwa_core::traits::CaptureBackendTrait;
use nokhwa_core::types::{
    CameraIndex, CameraInfo as Found, FrameFormat, RequestedFormat, RequestedFormatType, Resolution,
};

use super::formats::{format_of, modes_of};
use super::frames::Frames;
use super::{Access, System, trouble};
use crate::capture::camera::{CameraError, CameraInfo, Mode};

/// Frames that fail one after the other before the camera is given up.
const MOST_FAILED: u32 = 5;
/// A moment after a frame that failed.
const AFTER_FAILURE: Duration = Duration::from_millis(20);

/// Where an answer goes.
pub(super) type Reply<V> = Sender<Result<V, CameraError>>;

/// What the thread is asked to do.
pub(super) enum Order {
    List(Reply<Vec<CameraInfo>>),
    Modes(CameraInfo, Reply<Vec<Mode>>),
    /// Frames go there until it is closed.
    Open(CameraInfo, Mode, Arc<Frames>, Reply<Mode>),
}

/// Starts the thread. It ends when nobody can ask it any more, and gives back
/// `alive` then.
pub(super) fn start(system: Arc<dyn System>, alive: Arc<()>) -> std::io::Result<Sender<Order>> {
    let (orders, queue) = channel();
    std::thread::Builder::new()
        .name("camera-device".to_owned())
        .spawn(move || {
            run(system.as_ref(), &queue);
            drop(alive);
        })?;
    Ok(orders)
}

fn run(system: &dyn System, queue: &Receiver<Order>) {
    let mut running: Option<Running> = None;
    loop {
        let order = match &running {
            Some(stream) if !stream.is_looked_at() => {
                running = None;
                continue;
            }
            Some(_) => match queue.try_recv() {
                Ok(order) => Some(order),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => return,
            },
            None => match queue.recv() {
                Ok(order) => Some(order),
                Err(_) => return,
            },
        };
        // Who asked and did not wait needs no answer.
        match order {
            Some(Order::List(reply)) => {
                let _ = reply.send(guarded(t!("camera-unnamed"), || list(system)));
            }
            Some(Order::Modes(camera, reply)) => {
                let _ = reply.send(guarded(&camera.name, || modes(system, &camera)));
            }
            Some(Order::Open(camera, mode, frames, reply)) => {
                let opened = guarded(&camera.name, || open(system, &camera, mode, &frames));
                match opened {
                    Ok((stream, mode)) => {
                        // Not looked at by anyone, it is closed again above.
                        running = reply.send(Ok(mode)).is_ok().then_some(stream);
                    }
                    Err(error) => {
                        let _ = reply.send(Err(error));
                    }
                }
            }
            None => {
                if let Some(stream) = &mut running
                    && !stream.read(system)
                {
                    running = None;
                }
            }
        }
    }
}

/// What a system throws at us is a camera that does not work.
fn guarded<V>(name: &str, work: impl FnOnce() -> Result<V, CameraError>) -> Result<V, CameraError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(trouble::nonsense(name)))
}

fn allowed(system: &dyn System, name: &str) -> Result<(), CameraError> {
    match system.access() {
        Access::Granted => Ok(()),
        Access::Asking => Err(CameraError::Asking),
        Access::Refused => Err(CameraError::Forbidden {
            name: name.to_owned(),
        }),
    }
}

fn list(system: &dyn System) -> Result<Vec<CameraInfo>, CameraError> {
    let unnamed = t!("camera-unnamed");
    allowed(system, unnamed)?;
    let found = system
        .list()
        .map_err(|error| trouble::of(unnamed, &error))?;
    if found.is_empty() {
        return Err(CameraError::None);
    }
    Ok(found.iter().map(info_of).collect())
}

/// The system’s own lasting name of a camera; its number where it has none.
fn id_of(found: &Found) -> String {
    let id = found.misc();
    if id.is_empty() {
        found.index().as_string()
    } else {
        id
    }
}

fn info_of(found: &Found) -> CameraInfo {
    let name = found.human_name();
    let name = name.trim_matches(|letter: char| letter.is_whitespace() || letter == '\0');
    CameraInfo {
        id: id_of(found),
        name: if name.is_empty() {
            t!("camera-name")
        } else {
            name
        }
        .to_owned(),
    }
}

fn index_of(camera: &CameraInfo) -> CameraIndex {
    match camera.id.parse() {
        Ok(number) => CameraIndex::Index(number),
        Err(_) => CameraIndex::String(camera.id.clone()),
    }
}

fn modes(system: &dyn System, camera: &CameraInfo) -> Result<Vec<Mode>, CameraError> {
    allowed(system, &camera.name)?;
    let failed = |error: NokhwaError| trouble::of(&camera.name, &error);
    let formats = system.formats(index_of(camera)).map_err(failed)?;
    let modes = modes_of(&formats, system.picks());
    if modes.is_empty() {
        return Err(CameraError::Unsuitable {
            name: camera.name.clone(),
        });
    }
    Ok(modes)
}

fn open(
    system: &dyn System,
    camera: &CameraInfo,
    mode: Mode,
    frames: &Arc<Frames>,
) -> Result<(Running, Mode), CameraError> {
    allowed(system, &camera.name)?;
    let failed = |error: NokhwaError| trouble::of(&camera.name, &error);
    let wanted = format_of(mode);
    let kinds = [wanted.format()];
    let wanted = RequestedFormat::with_formats(RequestedFormatType::Exact(wanted), &kinds);
    let mut device = Device::new(system.open(index_of(camera), wanted).map_err(failed)?);
    let Some(opened) = device.get() else {
        return Err(trouble::nonsense(&camera.name));
    };
    // The system has the last word, and is asked before a frame is: bytes that
    // are taken for what they are not are worse than none.
    opened.refresh_camera_format().map_err(failed)?;
    let format = opened.camera_format();
    let Some(encoding) = system.picks().encoding(format.format()) else {
        return Err(CameraError::Unsuitable {
            name: camera.name.clone(),
        });
    };
    opened.open_stream().map_err(failed)?;
    let mode = Mode {
        width: format.resolution().width(),
        height: format.resolution().height(),
        encoding,
        fps: mode.fps,
    };
    let stream = Running {
        camera: camera.clone(),
        device,
        frames: Arc::clone(frames),
        failed: 0,
    };
    Ok((stream, mode))
}

/// A camera that is held. What goes wrong when it is put away is of no
/// importance any more, and must not end the thread.
pub(super) struct Device(Option<Box<dyn CaptureBackendTrait>>);

impl Device {
    pub(super) fn new(camera: Box<dyn CaptureBackendTrait>) -> Self {
        Self(Some(camera))
    }

    fn get(&mut self) -> Option<&mut Box<dyn CaptureBackendTrait>> {
        self.0.as_mut()
    }

    /// The sizes in one format with their frames a second, largest first.
    pub(super) fn list_of(
        &mut self,
        kind: FrameFormat,
    ) -> Result<Vec<(Resolution, Vec<u32>)>, NokhwaError> {
        let listed = self
            .get()
            .map(|device| device.compatible_list_by_resolution(kind));
        let mut sizes: Vec<_> = listed
            .transpose()?
            .unwrap_or_default()
            .into_iter()
            .collect();
        sizes.sort_by_key(|(size, _)| std::cmp::Reverse((size.width(), size.height())));
        Ok(sizes)
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        let Some(mut device) = self.0.take() else {
            return;
        };
        let _ = catch_unwind(AssertUnwindSafe(move || {
            // Said twice: not every system’s devices stop by going away.
            let _ = device.stop_stream();
            drop(device);
        }));
    }
}

/// A camera that sends frames.
struct Running {
    camera: CameraInfo,
    device: Device,
    frames: Arc<Frames>,
    failed: u32,
}

impl Running {
    fn is_looked_at(&self) -> bool {
        !self.frames.is_closed() && Arc::strong_count(&self.frames) > 1
    }

    /// Waits for a frame, however long; says whether more may come.
    fn read(&mut self, system: &dyn System) -> bool {
        let name = self.camera.name.as_str();
        let device = &mut self.device;
        let read = guarded(name, || match device.get() {
            Some(device) => match device.frame_raw() {
                Ok(bytes) => Ok(bytes.into_owned()),
                Err(error) => Err(trouble::of(name, &error)),
            },
            None => Err(trouble::nonsense(name)),
        });
        match read {
            Ok(bytes) => {
                self.failed = 0;
                self.frames.put(bytes);
                true
            }
            Err(CameraError::Failed { .. }) if self.failed < MOST_FAILED => {
                self.failed += 1;
                std::thread::sleep(AFTER_FAILURE);
                true
            }
            Err(error) => {
                self.frames.end(Some(self.explained(system, error)));
                false
            }
        }
    }

    /// A camera that is no longer among those there are was pulled out,
    /// whatever it said last.
    fn explained(&self, system: &dyn System, error: CameraError) -> CameraError {
        let there = catch_unwind(AssertUnwindSafe(|| system.list()));
        match there {
            Ok(Ok(there)) if !there.iter().any(|found| id_of(found) == self.camera.id) => {
                CameraError::Gone {
                    name: self.camera.name.clone(),
                }
            }
            _ => error,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.frames.end(None);
    }
}

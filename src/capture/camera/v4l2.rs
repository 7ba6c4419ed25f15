//! Webcams on Linux, through the kernel’s own interface (Video4Linux 2).
//!
//! Frames are lent straight from the memory that the driver fills.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use linuxvideo::format::{FrameIntervals, FrameSizes, PixFormat, PixelFormat};
use linuxvideo::stream::ReadStream;
use linuxvideo::{BufType, CapabilityFlags, Device};
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::{Camera, CameraError, CameraInfo, Cameras, Encoding, Frame, Mode};

/// Sizes asked for where a camera takes any within bounds.
const USUAL_SIZES: [(u32, u32); 5] = [
    (640, 480),
    (1280, 720),
    (1920, 1080),
    (2560, 1440),
    (3840, 2160),
];
/// Most modes looked at: a driver that never ends its list is not followed.
const MOST_MODES: usize = 200;

/// The cameras in `/dev`.
pub(super) struct Devices;

impl Cameras for Devices {
    fn list(&self) -> Result<Vec<CameraInfo>, CameraError> {
        list_in(Path::new("/dev"))
    }

    fn modes(&self, camera: &CameraInfo) -> Result<Vec<Mode>, CameraError> {
        let device = open(camera)?;
        let modes = modes_of(&device);
        if modes.is_empty() {
            let name = camera.name.clone();
            return Err(CameraError::Unsuitable { name });
        }
        Ok(modes)
    }

    fn open(&self, camera: &CameraInfo, mode: Mode) -> Result<Box<dyn Camera>, CameraError> {
        let failed = |error: io::Error| CameraError::of_system(&camera.name, &error);
        let wanted = PixFormat::new(mode.width, mode.height, fourcc(mode.encoding));
        let device = open(camera)?.video_capture(wanted).map_err(failed)?;
        let format = device.format();
        // The driver has the last word.
        let Some(encoding) = encoding_of(format.pixel_format()) else {
            let name = camera.name.clone();
            return Err(CameraError::Unsuitable { name });
        };
        let mode = Mode {
            width: format.width(),
            height: format.height(),
            encoding,
            fps: mode.fps,
        };
        let stride = match encoding {
            Encoding::Jpeg => 0,
            Encoding::Yuyv | Encoding::Nv12 => format.bytes_per_line() as usize,
        };
        Ok(Box::new(Stream {
            name: camera.name.clone(),
            mode,
            stride,
            stream: device.into_stream().map_err(failed)?,
        }))
    }
}

fn open(camera: &CameraInfo) -> Result<Device, CameraError> {
    Device::open(&camera.id).map_err(|error| CameraError::of_system(&camera.name, &error))
}

/// All that can take pictures, in the order of their numbers.
fn list_in(folder: &Path) -> Result<Vec<CameraInfo>, CameraError> {
    let mut nodes: Vec<(u32, std::path::PathBuf)> = fs::read_dir(folder)
        .map_err(|error| CameraError::of_system(t!("camera-unnamed"), &error))?
        .filter_map(|item| {
            let path = item.ok()?.path();
            let number = path.file_name()?.to_str()?.strip_prefix("video")?;
            Some((number.parse().ok()?, path))
        })
        .collect();
    nodes.sort();
    let mut cameras = Vec::new();
    let mut refused = None;
    for (_, path) in nodes {
        match camera_at(&path) {
            Ok(Some(camera)) => cameras.push(camera),
            // A second node of the same camera, for its metadata, or a decoder.
            Ok(None) => {}
            Err(error) => {
                refused.get_or_insert(CameraError::of_system(&path.to_string_lossy(), &error));
            }
        }
    }
    match refused {
        _ if !cameras.is_empty() => Ok(cameras),
        Some(refused @ (CameraError::Forbidden { .. } | CameraError::Busy { .. })) => Err(refused),
        _ => Err(CameraError::None),
    }
}

fn camera_at(path: &Path) -> io::Result<Option<CameraInfo>> {
    let device = Device::open(path)?;
    let about = device.capabilities()?;
    let takes_pictures = about
        .device_capabilities()
        .contains(CapabilityFlags::VIDEO_CAPTURE)
        && device.formats(BufType::VIDEO_CAPTURE).next().is_some();
    Ok(takes_pictures.then(|| {
        let name = about.card().trim();
        CameraInfo {
            id: path.to_string_lossy().into_owned(),
            name: if name.is_empty() {
                t!("camera-name")
            } else {
                name
            }
            .to_owned(),
        }
    }))
}

fn modes_of(device: &Device) -> Vec<Mode> {
    let mut modes = Vec::new();
    for format in device.formats(BufType::VIDEO_CAPTURE).take(MOST_MODES) {
        // An error ends the list as well as its end does.
        let Ok(format) = format else { break };
        let Some(encoding) = encoding_of(format.pixel_format()) else {
            continue;
        };
        let Ok(sizes) = device.frame_sizes(format.pixel_format()) else {
            continue;
        };
        for (width, height) in sizes_of(&sizes) {
            if modes.len() >= MOST_MODES || width == 0 || height == 0 {
                continue;
            }
            let fps = device
                .frame_intervals(format.pixel_format(), width, height)
                .map_or(0, |intervals| fastest(&intervals));
            modes.push(Mode {
                width,
                height,
                encoding,
                fps,
            });
        }
    }
    modes
}

fn sizes_of(sizes: &FrameSizes) -> Vec<(u32, u32)> {
    match sizes {
        FrameSizes::Discrete(sizes) => sizes
            .iter()
            .map(|size| (size.width(), size.height()))
            .collect(),
        FrameSizes::Stepwise(bounds) | FrameSizes::Continuous(bounds) => {
            let fits = |&(width, height): &(u32, u32)| {
                (bounds.min_width()..=bounds.max_width()).contains(&width)
                    && (bounds.min_height()..=bounds.max_height()).contains(&height)
            };
            let mut sizes: Vec<_> = USUAL_SIZES.into_iter().filter(fits).collect();
            if sizes.is_empty() {
                sizes.push((bounds.max_width(), bounds.max_height()));
            }
            sizes
        }
    }
}

/// Frames a second at the shortest interval; 0 where nothing is said.
fn fastest(intervals: &FrameIntervals) -> u32 {
    let rate = |seconds: &linuxvideo::Fract| {
        seconds
            .denominator()
            .checked_div(seconds.numerator())
            .unwrap_or(0)
    };
    match intervals {
        FrameIntervals::Discrete(list) => list
            .iter()
            .map(|interval| rate(interval.fract()))
            .max()
            .unwrap_or(0),
        FrameIntervals::Stepwise(bounds) | FrameIntervals::Continuous(bounds) => rate(bounds.min()),
    }
}

const NV12: PixelFormat = PixelFormat::from_fourcc(*b"NV12");

const fn fourcc(encoding: Encoding) -> PixelFormat {
    match encoding {
        Encoding::Jpeg => PixelFormat::MJPG,
        Encoding::Yuyv => PixelFormat::YUYV,
        Encoding::Nv12 => NV12,
    }
}

fn encoding_of(format: PixelFormat) -> Option<Encoding> {
    match format {
        PixelFormat::MJPG | PixelFormat::JPEG => Some(Encoding::Jpeg),
        PixelFormat::YUYV => Some(Encoding::Yuyv),
        NV12 => Some(Encoding::Nv12),
        _ => None,
    }
}

struct Stream {
    name: String,
    mode: Mode,
    stride: usize,
    stream: ReadStream,
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
        let failed = |error: &io::Error| CameraError::of_system(&self.name, error);
        let mut ready = [PollFd::new(&self.stream, PollFlags::IN)];
        let wait = Timespec::try_from(wait).ok();
        match poll(&mut ready, wait.as_ref()) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(false),
            Ok(_) => {}
            Err(error) => return Err(failed(&error.into())),
        }
        let [told] = &ready;
        // A camera that was pulled out says so here.
        if told
            .revents()
            .intersects(PollFlags::ERR | PollFlags::HUP | PollFlags::NVAL)
            && !told.revents().contains(PollFlags::IN)
        {
            let name = self.name.clone();
            return Err(CameraError::Gone { name });
        }
        let (mode, stride) = (self.mode, self.stride);
        self.stream
            .dequeue(|view| {
                // A frame the driver itself calls damaged is left out.
                let whole = !view.is_error() && !view.is_empty();
                if whole {
                    see(Frame {
                        mode,
                        stride,
                        bytes: &view,
                    });
                }
                Ok(whole)
            })
            .map_err(|error| CameraError::of_system(&self.name, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(id: &str) -> CameraInfo {
        CameraInfo {
            id: id.to_owned(),
            name: "Desk cam".to_owned(),
        }
    }

    #[test]
    fn a_computer_without_cameras_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(list_in(folder.path()), Err(CameraError::None)));
        // Files that are named like cameras are none.
        for name in ["video0", "video7", "videoX", "video"] {
            fs::write(folder.path().join(name), "no camera").unwrap();
        }
        assert!(matches!(list_in(folder.path()), Err(CameraError::None)));
        std::os::unix::fs::symlink("/dev/null", folder.path().join("video1")).unwrap();
        assert!(matches!(list_in(folder.path()), Err(CameraError::None)));
    }

    #[test]
    fn what_is_gone_or_no_camera_is_an_error_with_its_name() {
        let devices = Devices;
        let mode = Mode {
            width: 640,
            height: 480,
            encoding: Encoding::Jpeg,
            fps: 30,
        };
        let gone = devices.open(&camera("/dev/video-that-is-gone"), mode);
        assert!(matches!(gone.err(), Some(CameraError::Gone { name }) if name == "Desk cam"));
        let wrong = devices.modes(&camera("/dev/null")).unwrap_err();
        assert!(matches!(wrong, CameraError::Failed { .. }), "{wrong}");
        assert!(wrong.to_string().contains("“Desk cam” does not work"));
    }
}

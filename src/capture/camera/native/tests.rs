//! A camera that is played, through nokhwa’s own types.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Instant;

use nokhwa_core::buffer::Buffer;
use nokhwa_core::types::{
    ApiBackend, CameraControl, ControlValueSetter, KnownCameraControl, Resolution,
};

use super::*;
use crate::capture::camera::Encoding;
use FrameFormat::{GRAY, MJPEG, NV12, RAWRGB, YUYV};

/// What the played system does next.
enum Play {
    Frame(Vec<u8>),
    Fails(NokhwaError),
    Breaks,
    /// Answers only once it is let go.
    Hangs,
}

/// What the whole played system knows.
#[derive(Default)]
struct Stage {
    plays: Mutex<VecDeque<Play>>,
    formats: Vec<CameraFormat>,
    /// What the camera says it does, where that is not what was asked for.
    does: Option<CameraFormat>,
    refuses: Mutex<Option<NokhwaError>>,
    pulled_out: AtomicBool,
    list_hangs: AtomicBool,
    let_go: AtomicBool,
    /// Cameras held, and how many ever were.
    held: AtomicU32,
    opened: AtomicU32,
}

impl Stage {
    fn hang(&self) {
        while !self.let_go.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn next(&self) -> Option<Play> {
        self.plays.lock().unwrap().pop_front()
    }

    fn held(&self) -> u32 {
        self.held.load(Ordering::Relaxed)
    }
}

struct Played {
    stage: Arc<Stage>,
    access: Access,
    picks: Picks,
}

impl System for Played {
    fn access(&self) -> Access {
        self.access
    }

    fn list(&self) -> Result<Vec<Found>, NokhwaError> {
        if self.stage.list_hangs.load(Ordering::Relaxed) {
            self.stage.hang();
        }
        if self.stage.pulled_out.load(Ordering::Relaxed) {
            return Ok(Vec::new());
        }
        let (first, second) = (CameraIndex::Index(0), CameraIndex::Index(1));
        Ok(vec![
            Found::new("Desk cam\0", "Played", "usb#vid_046d", first),
            Found::new("", "Played", "", second),
        ])
    }

    fn open(
        &self,
        index: CameraIndex,
        format: RequestedFormat<'_>,
    ) -> Result<Box<dyn CaptureBackendTrait>, NokhwaError> {
        if let Some(error) = self.stage.refuses.lock().unwrap().take() {
            return Err(error);
        }
        let fails = || NokhwaError::OpenDeviceError(index.as_string(), "Not Found".to_owned());
        let format = format.fulfill(&self.stage.formats).ok_or_else(fails)?;
        self.stage.held.fetch_add(1, Ordering::Relaxed);
        self.stage.opened.fetch_add(1, Ordering::Relaxed);
        let backend = Backend {
            stage: Arc::clone(&self.stage),
            info: Found::new("Desk cam", "Played", "usb#vid_046d", index),
            format,
            streams: false,
        };
        Ok(Box::new(backend))
    }

    fn picks(&self) -> Picks {
        self.picks
    }
}

struct Backend {
    stage: Arc<Stage>,
    info: Found,
    format: CameraFormat,
    streams: bool,
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.stage.held.fetch_sub(1, Ordering::Relaxed);
    }
}

fn not_played<V>() -> Result<V, NokhwaError> {
    Err(NokhwaError::GeneralError("not played".to_owned()))
}

impl CaptureBackendTrait for Backend {
    fn backend(&self) -> ApiBackend {
        ApiBackend::MediaFoundation
    }

    fn camera_info(&self) -> &Found {
        &self.info
    }

    fn refresh_camera_format(&mut self) -> Result<(), NokhwaError> {
        self.format = self.stage.does.unwrap_or(self.format);
        Ok(())
    }

    fn camera_format(&self) -> CameraFormat {
        self.format
    }

    fn set_camera_format(&mut self, format: CameraFormat) -> Result<(), NokhwaError> {
        self.format = format;
        Ok(())
    }

    fn compatible_list_by_resolution(
        &mut self,
        kind: FrameFormat,
    ) -> Result<HashMap<Resolution, Vec<u32>>, NokhwaError> {
        let mut sizes: HashMap<_, Vec<u32>> = HashMap::new();
        for format in self.stage.formats.iter().filter(|one| one.format() == kind) {
            let rates = sizes.entry(format.resolution()).or_default();
            rates.push(format.frame_rate());
        }
        Ok(sizes)
    }

    fn compatible_fourcc(&mut self) -> Result<Vec<FrameFormat>, NokhwaError> {
        // As on Windows: two at most.
        Ok(vec![GRAY, RAWRGB])
    }

    fn resolution(&self) -> Resolution {
        self.format.resolution()
    }

    fn set_resolution(&mut self, _: Resolution) -> Result<(), NokhwaError> {
        not_played()
    }

    fn frame_rate(&self) -> u32 {
        self.format.frame_rate()
    }

    fn set_frame_rate(&mut self, _: u32) -> Result<(), NokhwaError> {
        not_played()
    }

    fn frame_format(&self) -> FrameFormat {
        self.format.format()
    }

    fn set_frame_format(&mut self, _: FrameFormat) -> Result<(), NokhwaError> {
        not_played()
    }

    fn camera_control(&self, _: KnownCameraControl) -> Result<CameraControl, NokhwaError> {
        not_played()
    }

    fn camera_controls(&self) -> Result<Vec<CameraControl>, NokhwaError> {
        not_played()
    }

    fn set_camera_control(
        &mut self,
        _: KnownCameraControl,
        _: ControlValueSetter,
    ) -> Result<(), NokhwaError> {
        not_played()
    }

    fn open_stream(&mut self) -> Result<(), NokhwaError> {
        self.streams = true;
        Ok(())
    }

    fn is_stream_open(&self) -> bool {
        self.streams
    }

    fn frame(&mut self) -> Result<Buffer, NokhwaError> {
        not_played()
    }

    fn frame_raw(&mut self) -> Result<Cow<'_, [u8]>, NokhwaError> {
        std::thread::sleep(Duration::from_millis(5));
        match self.stage.next() {
            Some(Play::Frame(bytes)) => Ok(Cow::Owned(bytes)),
            Some(Play::Fails(error)) => Err(error),
            Some(Play::Breaks) => panic!("the driver broke (played)"),
            Some(Play::Hangs) | None => {
                self.stage.hang();
                not_played()
            }
        }
    }

    fn stop_stream(&mut self) -> Result<(), NokhwaError> {
        self.streams = false;
        Ok(())
    }
}

fn format(width: u32, height: u32, kind: FrameFormat, fps: u32) -> CameraFormat {
    CameraFormat::new_from(width, height, kind, fps)
}

const fn mode(width: u32, height: u32, encoding: Encoding, fps: u32) -> Mode {
    Mode {
        width,
        height,
        encoding,
        fps,
    }
}

const SHORT: Patience = Patience {
    list: Duration::from_millis(150),
    modes: Duration::from_millis(150),
    open: Duration::from_millis(150),
};
const WAIT: Duration = Duration::from_secs(5);

fn webcam() -> Stage {
    Stage {
        formats: vec![
            format(640, 480, YUYV, 15),
            format(640, 480, YUYV, 30),
            format(1280, 720, MJPEG, 30),
            format(640, 480, GRAY, 120),
            format(1280, 720, NV12, 10),
            format(1280, 720, RAWRGB, 10),
            format(0, 720, YUYV, 10),
        ],
        ..Stage::default()
    }
}

fn played(stage: &Arc<Stage>, access: Access, picks: Picks) -> Native {
    let stage = Arc::clone(stage);
    let system = Played {
        stage,
        access,
        picks,
    };
    Native::new(Arc::new(system), SHORT)
}

fn windows(stage: &Arc<Stage>) -> Native {
    played(stage, Access::Granted, Picks::Named)
}

fn desk_cam() -> CameraInfo {
    CameraInfo {
        id: "usb#vid_046d".to_owned(),
        name: "Desk cam".to_owned(),
    }
}

/// Until something is so, but not for ever.
fn soon(is_so: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while !is_so() {
        if begun.elapsed() > WAIT {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    true
}

/// The next whole frame: its stride and bytes.
fn frame_of(camera: &mut Box<dyn Camera>) -> (usize, Vec<u8>) {
    let mut seen = None;
    for _ in 0..50 {
        let came = camera.next(WAIT, &mut |frame| {
            seen = Some((frame.stride, frame.bytes.to_vec()));
        });
        if came.unwrap() {
            break;
        }
    }
    seen.unwrap()
}

#[test]
fn cameras_are_listed_by_their_lasting_names() {
    let stage = Arc::new(webcam());
    let cameras = windows(&stage).list().unwrap();
    assert_eq!(cameras[0], desk_cam());
    // Without a name and without a lasting id.
    assert_eq!(cameras[1].id, "1");
    assert_eq!(cameras[1].name, t!("camera-name"));
    stage.pulled_out.store(true, Ordering::Relaxed);
    assert!(matches!(windows(&stage).list(), Err(CameraError::None)));
}

#[test]
fn what_can_be_read_is_offered_and_the_rest_left_out() {
    let stage = Arc::new(webcam());
    let modes = windows(&stage).modes(&desk_cam()).unwrap();
    assert_eq!(
        modes,
        [
            mode(1280, 720, Encoding::Jpeg, 30),
            mode(640, 480, Encoding::Yuyv, 30),
            mode(1280, 720, Encoding::Nv12, 10),
        ]
    );
    assert!(soon(|| stage.held() == 0), "it is let go again");
    let grey = Arc::new(Stage {
        formats: vec![format(640, 480, GRAY, 30)],
        ..Stage::default()
    });
    let none = windows(&grey).modes(&desk_cam());
    assert!(matches!(none, Err(CameraError::Unsuitable { name }) if name == "Desk cam"));
}

#[test]
fn a_mac_takes_the_last_format_of_a_size() {
    let listed = [
        // Two raw ones at one size: the rates of the last count.
        format(1280, 720, YUYV, 60),
        format(1280, 720, YUYV, 15),
        format(1280, 720, YUYV, 30),
        // JPEG last: left out. JPEG first: what counts is raw.
        format(1920, 1080, YUYV, 30),
        format(1920, 1080, MJPEG, 30),
        format(640, 480, MJPEG, 30),
        format(640, 480, YUYV, 29),
    ];
    assert_eq!(
        formats::modes_of(&listed, Picks::LastOfSize),
        [
            mode(1280, 720, Encoding::Yuyv, 30),
            mode(640, 480, Encoding::Yuyv, 29),
        ]
    );
}

#[test]
fn frames_come_with_the_length_of_their_rows() {
    let stride = formats::stride;
    let yuyv = |width, height| mode(width, height, Encoding::Yuyv, 30);
    assert_eq!(stride(yuyv(640, 480), 1280 * 480), Some(1280));
    assert_eq!(stride(yuyv(640, 480), 1280 * 480 - 1), None);
    // A little more after the last row is no longer row.
    assert_eq!(stride(yuyv(640, 480), 1280 * 480 + 64), Some(1280));
    // Rows rounded up to 64 bytes, as on a Mac; with and without more after.
    assert_eq!(stride(yuyv(1928, 1080), 3904 * 1080), Some(3904));
    assert_eq!(stride(yuyv(1928, 1080), 3904 * 1080 + 32), Some(3904));
    assert_eq!(stride(yuyv(3, 2), 16), Some(8));
    let nv12 = mode(1280, 720, Encoding::Nv12, 30);
    assert_eq!(stride(nv12, 1280 * 1080), Some(1280));
    assert_eq!(stride(nv12, 1280 * 720), None);
    let jpeg = mode(1280, 720, Encoding::Jpeg, 30);
    assert_eq!(stride(jpeg, 4711), Some(0));
    assert_eq!(stride(jpeg, 0), None);
    assert_eq!(stride(yuyv(u32::MAX, u32::MAX), 4711), None);
}

#[test]
fn frames_are_shown_whole_and_the_light_goes_out() {
    let stage = Arc::new(webcam());
    let (part, whole) = (vec![1; 100], vec![2; 640 * 480 * 2]);
    *stage.plays.lock().unwrap() = [part, whole.clone()].map(Play::Frame).into();
    let cameras = windows(&stage);
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    let mut camera = cameras.open(&desk_cam(), wanted).unwrap();
    assert_eq!(camera.mode(), wanted);
    assert_eq!(frame_of(&mut camera), (1280, whole.clone()));
    assert_eq!(stage.held(), 1);
    // Nothing more is played: it waits as long as it was told, no longer.
    let begun = Instant::now();
    let came = camera.next(Duration::from_millis(30), &mut |_| {});
    assert!(!came.unwrap());
    let waited = begun.elapsed();
    assert!(waited >= Duration::from_millis(30) && waited < WAIT / 5);
    // The system lets go of it, as at the next frame.
    stage.let_go.store(true, Ordering::Relaxed);
    drop(camera);
    assert!(soon(|| stage.held() == 0), "closed within a frame");
    // Opened anew at another size by the same thread.
    *stage.plays.lock().unwrap() = vec![Play::Frame(vec![0xFF, 0xD8])].into();
    let jpeg = mode(1280, 720, Encoding::Jpeg, 30);
    let mut camera = cameras.open(&desk_cam(), jpeg).unwrap();
    assert_eq!(frame_of(&mut camera), (0, vec![0xFF, 0xD8]));
    assert_eq!(camera.mode(), jpeg);
}

#[test]
fn bytes_are_never_taken_for_what_they_are_not() {
    let stage = Arc::new(Stage {
        does: Some(format(640, 480, MJPEG, 30)),
        ..webcam()
    });
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    // Asked for raw, a Mac’s camera sends JPEG: not one frame is asked for.
    let mac = played(&stage, Access::Granted, Picks::LastOfSize);
    let opened = mac.open(&desk_cam(), wanted).err();
    assert!(matches!(opened, Some(CameraError::Unsuitable { .. })));
    // On Windows that is no trouble, once it is known.
    let camera = windows(&stage).open(&desk_cam(), wanted).unwrap();
    assert_eq!(camera.mode(), mode(640, 480, Encoding::Jpeg, 30));
}

#[test]
fn a_camera_that_is_pulled_out_says_so() {
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    let invalidated = || {
        NokhwaError::ReadFrameError(
            "The video recording device is no longer present. (0xC00D3EA2)".to_owned(),
        )
    };
    // By the system’s number, or by no longer being there after errors.
    for (error, pulled_out) in [
        (invalidated(), false),
        (NokhwaError::ReadFrameError("?".to_owned()), true),
    ] {
        let stage = Arc::new(webcam());
        let fails = || Play::Fails(error.clone());
        *stage.plays.lock().unwrap() = (0..9).map(|_| fails()).collect();
        let cameras = windows(&stage);
        let mut camera = cameras.open(&desk_cam(), wanted).unwrap();
        stage.pulled_out.store(pulled_out, Ordering::Relaxed);
        let told = (0..99).find_map(|_| camera.next(WAIT, &mut |_| {}).err());
        assert!(matches!(told, Some(CameraError::Gone { name }) if name == "Desk cam"));
        // And goes on saying so.
        let again = camera.next(WAIT, &mut |_| {}).err();
        assert!(matches!(again, Some(CameraError::Gone { .. })));
        assert!(soon(|| stage.held() == 0));
    }
}

#[test]
fn a_frame_that_fails_now_and_then_is_passed_over() {
    let stage = Arc::new(webcam());
    let fails = || Play::Fails(NokhwaError::ReadFrameError("Buffer Size is 0".to_owned()));
    let frame = vec![2; 640 * 480 * 2];
    *stage.plays.lock().unwrap() = [fails(), fails(), Play::Frame(frame.clone())].into();
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    let mut camera = windows(&stage).open(&desk_cam(), wanted).unwrap();
    assert_eq!(frame_of(&mut camera), (1280, frame));
}

#[test]
fn a_driver_that_breaks_is_a_camera_that_does_not_work() {
    let stage = Arc::new(webcam());
    *stage.plays.lock().unwrap() = (0..9).map(|_| Play::Breaks).collect();
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    let cameras = windows(&stage);
    let mut camera = cameras.open(&desk_cam(), wanted).unwrap();
    let told = (0..99).find_map(|_| camera.next(WAIT, &mut |_| {}).err());
    assert!(matches!(told, Some(CameraError::Failed { .. })));
    drop(camera);
    // The thread lives on.
    assert_eq!(cameras.list().unwrap().len(), 2);
}

#[test]
fn a_system_that_does_not_answer_is_not_waited_for() {
    let stage = Arc::new(webcam());
    *stage.plays.lock().unwrap() = [Play::Frame(vec![2; 640 * 480 * 2]), Play::Hangs].into();
    let cameras = windows(&stage);
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    let mut camera = cameras.open(&desk_cam(), wanted).unwrap();
    frame_of(&mut camera);
    // Closed before it hangs, it would simply end.
    assert!(soon(|| stage.plays.lock().unwrap().is_empty()));
    // Closing never waits …
    let begun = Instant::now();
    drop(camera);
    assert!(begun.elapsed() < Duration::from_millis(50));
    // … and one who asks next waits only so long, and is heard the next time.
    let listed = cameras.list();
    assert!(matches!(listed, Err(CameraError::Silent { .. })));
    assert_eq!(cameras.list().unwrap().len(), 2);
    stage.list_hangs.store(true, Ordering::Relaxed);
    for _ in 0..6 {
        assert!(cameras.list().is_err());
    }
    let threads = || Arc::strong_count(&cameras.desk.alive) - 1;
    assert!(threads() <= MOST_THREADS, "{}", threads());
    // Threads that were left behind put away what they hold, and end.
    stage.list_hangs.store(false, Ordering::Relaxed);
    stage.let_go.store(true, Ordering::Relaxed);
    assert!(soon(|| stage.held() == 0 && threads() == 0));
    assert_eq!(cameras.list().unwrap().len(), 2);
}

#[test]
fn a_camera_that_fell_silent_does_not_hold_up_the_next() {
    let stage = Arc::new(webcam());
    let cameras = windows(&stage);
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    let camera = cameras.open(&desk_cam(), wanted).unwrap();
    // As with a Mac’s camera that was pulled out: no frame, and no word.
    std::thread::sleep(QUIET + Duration::from_millis(50));
    drop(camera);
    assert_eq!(cameras.list().unwrap().len(), 2);
    stage.let_go.store(true, Ordering::Relaxed);
    assert!(soon(|| stage.held() == 0));
}

#[test]
fn each_trouble_has_its_own_sentence() {
    let stage = Arc::new(webcam());
    let cameras = windows(&stage);
    let told = |error: NokhwaError| {
        *stage.refuses.lock().unwrap() = Some(error);
        cameras.modes(&desk_cam()).err()
    };
    let open = |why: &str| NokhwaError::OpenDeviceError("0".to_owned(), why.to_owned());
    let denied = told(open("Access is denied. (0x80070005)"));
    assert!(matches!(denied, Some(CameraError::Forbidden { .. })));
    let stream = NokhwaError::OpenStreamError;
    let busy = told(stream(
        "Hardware MFT failed to start streaming due to lack of hardware resources. (0xC00D3704)"
            .to_owned(),
    ));
    assert!(matches!(busy, Some(CameraError::Busy { .. })));
    let taken = told(NokhwaError::InitializeError {
        backend: ApiBackend::AVFoundation,
        error: "Already in use".to_owned(),
    });
    assert!(matches!(taken, Some(CameraError::Busy { .. })));
    for why in ["No device", "Not Found", "Device is null"] {
        let gone = told(open(why));
        assert!(matches!(gone, Some(CameraError::Gone { .. })));
    }
    let odd = told(NokhwaError::StructureError {
        structure: "FourCharCode".to_owned(),
        error: "Unknown FourCharCode 1".to_owned(),
    });
    assert!(matches!(odd, Some(CameraError::Unsuitable { .. })));
    let other = told(open("Unspecified error (0x80004005)"));
    assert!(matches!(other, Some(CameraError::Failed { .. })));
    let none = told(open("0x"));
    assert!(matches!(none, Some(CameraError::Failed { .. })));
}

#[test]
fn the_system_asks_before_cameras_are_touched() {
    let stage = Arc::new(webcam());
    let wanted = mode(640, 480, Encoding::Yuyv, 30);
    for (access, picks) in [
        (Access::Asking, Picks::LastOfSize),
        (Access::Refused, Picks::LastOfSize),
    ] {
        let cameras = played(&stage, access, picks);
        for told in [
            cameras.list().err(),
            cameras.modes(&desk_cam()).err(),
            cameras.open(&desk_cam(), wanted).err(),
        ] {
            assert!(told.as_ref().is_some_and(CameraError::may_pass));
            assert_eq!(
                matches!(told, Some(CameraError::Asking)),
                access == Access::Asking
            );
            assert_eq!(
                matches!(told, Some(CameraError::Forbidden { .. })),
                access == Access::Refused
            );
        }
    }
    assert_eq!(stage.opened.load(Ordering::Relaxed), 0);
}

#[test]
fn the_question_is_put_once_and_its_answer_heard() {
    let ask = |waiting: &mut Option<_>, put: &mut dyn FnMut(Sender<bool>)| {
        asking::ask(waiting, Duration::from_millis(20), put)
    };
    let (mut waiting, mut questions) = (None, Vec::new());
    for _ in 0..3 {
        let access = ask(&mut waiting, &mut |tell| questions.push(tell));
        assert_eq!(access, Access::Asking);
    }
    assert_eq!(
        questions.len(),
        1,
        "one question, however often it is looked"
    );
    questions[0].send(true).unwrap();
    let access = ask(&mut waiting, &mut |_| unreachable!());
    assert_eq!(access, Access::Granted);
    // Refused before: the answer comes at once; and so it is the next time.
    for _ in 0..2 {
        let access = ask(&mut waiting, &mut |tell| tell.send(false).unwrap());
        assert_eq!(access, Access::Refused);
    }
}

//! The camera’s own thread: it opens the device, hands the newest frame to the
//! window, watches for stillness, and takes photos. It ends, and the camera’s
//! light goes out, when the [`Session`] is dropped.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::capture::camera::{
    Camera, CameraError, CameraInfo, Cameras, Candidate, Choice, Frame, Grey, Mode, Sensitivity,
    Stage, Watcher, choose, moved_permille, picture_of, screen_frame, sizes,
};
use crate::jobs::Wake;
use crate::photo::{self, RgbImage, ScreenFrame};

/// How long a frame is waited for before the thread looks around.
const GLANCE: Duration = Duration::from_millis(40);
/// A camera that sends nothing for this long is silent.
const SILENCE: Duration = Duration::from_secs(6);
/// After trouble it is tried again this often.
const AGAIN: Duration = Duration::from_millis(1500);
/// For this long a busy camera may still be our own, just being closed.
const OWN_CLOSING: Duration = Duration::from_millis(1200);
/// Shots of a burst are at least this far apart.
const BETWEEN_SHOTS: Duration = Duration::from_millis(120);
/// At another size the camera’s light measuring starts anew: so long it is
/// given…
const WARM_UP: Duration = Duration::from_millis(700);
/// …or so many frames.
const WARM_UP_FRAMES: u32 = 8;
/// Frames that cannot be read, one after the other, until it is given up.
const MOST_BAD: u32 = 60;
/// A window that takes no frame for this long is not on screen.
const UNSEEN: Duration = Duration::from_secs(3);
/// Width that sharpness is measured at, at least, in pixels.
const MEASURED_WIDTH: u32 = 1024;
/// Longest side of the picture of a shot, in pixels.
const SHOT_SIDE: u32 = 960;

/// Which camera, and how.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Wanted {
    /// Its id or name; any while not chosen.
    pub camera: Option<String>,
    /// Width and height of photos, in pixels.
    pub size: Option<(u32, u32)>,
    /// Width of the live picture on screen, in pixels.
    pub width: u32,
    /// Wait for stillness.
    pub watch: Option<Sensitivity>,
    /// Shots taken when stillness came.
    pub watch_shots: u8,
}

/// What is asked of the thread.
pub(in crate::app) enum Ask {
    /// From now on like this.
    Want(Wanted),
    /// Take so many photos.
    Shoot(u8),
}

/// What the thread tells.
pub(in crate::app) enum Told {
    Cameras(Vec<CameraInfo>),
    Live {
        camera: CameraInfo,
        sizes: Vec<(u32, u32)>,
        size: (u32, u32),
    },
    Trouble {
        sentence: String,
        may_pass: bool,
    },
    Watching(Option<Stage>),
    /// Stillness came; photos are being taken.
    Moment,
    Shots(Vec<TakenShot>),
    /// A photo could not be taken: one sentence.
    Missed(String),
}

/// A photo as taken.
pub(in crate::app) struct TakenShot {
    pub bytes: Vec<u8>,
    pub ending: &'static str,
    pub at: Instant,
    pub size: (u32, u32),
    pub picture: RgbImage,
    pub candidate: Candidate,
}

type Slot = Arc<Mutex<Option<ScreenFrame>>>;

/// A camera in use.
pub(in crate::app) struct Session {
    asks: Sender<Ask>,
    told: Receiver<Told>,
    slot: Slot,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Session {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(cameras: Arc<dyn Cameras>, wanted: Wanted, wake: Wake) -> std::io::Result<Self> {
        let (asks, asked) = channel();
        let (tell, told) = channel();
        let (slot, stop) = (Slot::default(), Arc::new(AtomicBool::new(false)));
        let mut worker = Worker {
            cameras,
            wanted,
            shoot: 0,
            asked,
            tell,
            wake,
            slot: Arc::clone(&slot),
            stop: Arc::clone(&stop),
            listed: Vec::new(),
            begun: Instant::now(),
        };
        let thread = std::thread::Builder::new()
            .name("camera".to_owned())
            .spawn(move || worker.run())?;
        Ok(Self {
            asks,
            told,
            slot,
            stop,
            thread,
        })
    }

    /// Closes the camera. What was taken already is still told.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether nothing more will be told, but for what waits to be polled.
    pub fn is_over(&self) -> bool {
        self.thread.is_finished()
    }

    pub fn ask(&self, ask: Ask) {
        // A thread that is gone has told why.
        let _ = self.asks.send(ask);
    }

    /// The next news, if any. Never waits.
    pub fn poll(&self) -> Option<Told> {
        self.told.try_recv().ok()
    }

    /// The newest frame, if it was not taken yet.
    pub fn take_frame(&self) -> Option<ScreenFrame> {
        self.slot
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Not waited for: the thread looks around many times a second.
        self.stop();
    }
}

struct Worker {
    cameras: Arc<dyn Cameras>,
    wanted: Wanted,
    /// Photos asked for and not begun.
    shoot: u8,
    asked: Receiver<Ask>,
    tell: Sender<Told>,
    wake: Wake,
    slot: Slot,
    stop: Arc<AtomicBool>,
    listed: Vec<CameraInfo>,
    begun: Instant,
}

/// A frame that was copied to become a photo.
struct Copied {
    mode: Mode,
    stride: usize,
    bytes: Vec<u8>,
    at: Instant,
}

impl Copied {
    fn new(frame: &Frame<'_>) -> Self {
        Self {
            mode: frame.mode,
            stride: frame.stride,
            bytes: frame.bytes.to_vec(),
            at: Instant::now(),
        }
    }

    fn frame(&self) -> Frame<'_> {
        Frame {
            mode: self.mode,
            stride: self.stride,
            bytes: &self.bytes,
        }
    }
}

/// Why a session with a device ended without trouble.
enum Ended {
    /// The parent left.
    Stopped,
    /// Something else is wanted.
    Changed,
    /// Nobody looks.
    Unseen,
}

impl Worker {
    fn run(&mut self) {
        let mut told_trouble = None;
        while !self.stopped() {
            let ended = catch_unwind(AssertUnwindSafe(|| self.use_camera()));
            let error = match ended {
                Ok(Ok(Ended::Stopped)) => return,
                Ok(Ok(Ended::Changed)) => {
                    told_trouble = None;
                    continue;
                }
                Ok(Ok(Ended::Unseen)) => {
                    told_trouble = None;
                    self.wait_until_seen();
                    continue;
                }
                Ok(Err(error)) => error,
                // A driver may tell nonsense.
                Err(_) => CameraError::Failed {
                    name: t!("camera-unnamed").to_owned(),
                    reason: t!("camera-nonsense").to_owned(),
                },
            };
            if matches!(error, CameraError::Busy { .. }) && self.begun.elapsed() < OWN_CLOSING {
                std::thread::sleep(GLANCE);
                continue;
            }
            self.begun = Instant::now() - OWN_CLOSING;
            let sentence = error.to_string();
            if std::mem::take(&mut self.shoot) > 0 {
                self.tell(Told::Missed(sentence.clone()));
            }
            // “Was unplugged” says more than that there is none now.
            let same = matches!(error, CameraError::None) && told_trouble == Some(true);
            if !same {
                told_trouble = Some(matches!(error, CameraError::Gone { .. }));
                self.tell(Told::Trouble {
                    sentence,
                    may_pass: error.may_pass(),
                });
            }
            self.wait_to_try_again(error.may_pass());
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn tell(&self, told: Told) {
        // A window that no longer listens has stopped this thread too.
        let _ = self.tell.send(told);
        (self.wake)();
    }

    /// Takes in what was asked. Returns whether another device or size is
    /// wanted.
    fn listen(&mut self) -> bool {
        let mut changed = false;
        loop {
            match self.asked.try_recv() {
                Ok(Ask::Want(wanted)) => {
                    changed |=
                        wanted.camera != self.wanted.camera || wanted.size != self.wanted.size;
                    self.wanted = wanted;
                }
                Ok(Ask::Shoot(count)) => self.shoot = count,
                Err(TryRecvError::Empty) => return changed,
                Err(TryRecvError::Disconnected) => {
                    self.stop.store(true, Ordering::Relaxed);
                    return true;
                }
            }
        }
    }

    fn wait_to_try_again(&mut self, by_itself: bool) {
        let begun = Instant::now();
        while !self.stopped() {
            std::thread::sleep(GLANCE);
            if self.listen() || by_itself && begun.elapsed() > AGAIN {
                return;
            }
            if std::mem::take(&mut self.shoot) > 0 {
                return;
            }
        }
    }

    fn wait_until_seen(&mut self) {
        while !self.stopped() && self.has_waiting_frame() {
            std::thread::sleep(GLANCE);
            self.listen();
            if self.shoot > 0 {
                return;
            }
        }
    }

    fn has_waiting_frame(&self) -> bool {
        self.slot
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    /// Finds the camera, opens it and shows what it sees.
    fn use_camera(&mut self) -> Result<Ended, CameraError> {
        self.listen();
        let listed = self.cameras.list()?;
        if listed != self.listed {
            self.listed.clone_from(&listed);
            self.tell(Told::Cameras(listed.clone()));
        }
        let wanted = self.wanted.camera.as_ref();
        let camera = listed
            .iter()
            .find(|camera| Some(&camera.id) == wanted)
            .or_else(|| listed.iter().find(|camera| Some(&camera.name) == wanted))
            .or_else(|| listed.first())
            .ok_or(CameraError::None)?
            .clone();
        let modes = self.cameras.modes(&camera)?;
        let name = || camera.name.clone();
        let choice = choose(&modes, self.wanted.size)
            .ok_or_else(|| CameraError::Unsuitable { name: name() })?;
        let mut told = false;
        loop {
            let device = self.cameras.open(&camera, choice.live)?;
            if !told {
                told = true;
                self.tell(Told::Live {
                    camera: camera.clone(),
                    sizes: sizes(&modes),
                    size: choice.still.size(),
                });
            }
            match self.look(device, &camera, choice)? {
                Looked::Ended(ended) => return Ok(ended),
                // The device is closed now: it is opened larger, then as before.
                Looked::ForLarge(count) => {
                    let taken = self.take_large(&camera, choice.still, count);
                    match taken {
                        Ok(copied) if copied.is_empty() => return Ok(Ended::Stopped),
                        Ok(copied) => self.develop(copied),
                        Err(error) => {
                            self.tell(Told::Missed(error.to_string()));
                            return Err(error);
                        }
                    }
                }
            }
        }
    }

    /// Shows frame after frame, until something else is wanted.
    fn look(
        &mut self,
        mut device: Box<dyn Camera>,
        camera: &CameraInfo,
        choice: Choice,
    ) -> Result<Looked, CameraError> {
        let large_is_apart = choice.live != choice.still;
        let mut watch: Option<Watcher> = None;
        let mut watched_with = None;
        let mut copied: Vec<Copied> = Vec::new();
        let mut to_copy = 0_usize;
        let mut last = Instant::now();
        let mut taken_by_window = Instant::now();
        let mut bad = 0_u32;
        loop {
            if self.stopped() {
                // The light goes out first; then what was taken is made a photo.
                drop(device);
                if !copied.is_empty() {
                    self.develop(copied);
                }
                return Ok(Looked::Ended(Ended::Stopped));
            }
            if self.listen() {
                return Ok(Looked::Ended(Ended::Changed));
            }
            if watched_with != self.wanted.watch {
                watched_with = self.wanted.watch;
                watch = watched_with.map(Watcher::new);
                self.tell(Told::Watching(watch.as_ref().map(Watcher::stage)));
            }
            let asked = std::mem::take(&mut self.shoot);
            if asked > 0 && large_is_apart {
                return Ok(Looked::ForLarge(asked));
            }
            to_copy = to_copy.max(usize::from(asked));
            let seen = !self.has_waiting_frame();
            if seen {
                taken_by_window = Instant::now();
            } else if taken_by_window.elapsed() > UNSEEN && to_copy == 0 {
                return Ok(Looked::Ended(Ended::Unseen));
            }
            let width = self.wanted.width.max(320);
            let mut screen = None;
            let came = device.next(GLANCE, &mut |frame| {
                let far_enough = copied
                    .last()
                    .is_none_or(|copy| copy.at.elapsed() >= BETWEEN_SHOTS);
                if copied.len() < to_copy && far_enough {
                    copied.push(Copied::new(&frame));
                }
                if seen || watch.is_some() {
                    screen = Some(screen_frame(&frame, width));
                }
            })?;
            if came {
                last = Instant::now();
            } else if last.elapsed() > SILENCE {
                let name = camera.name.clone();
                return Err(CameraError::Silent { name });
            }
            match screen {
                Some(Ok(frame)) => {
                    bad = 0;
                    if let Some(watcher) = &mut watch {
                        let before = watcher.stage();
                        let moment = watcher.see(self.begun.elapsed(), &Grey::of(&frame));
                        if watcher.stage() != before {
                            self.tell(Told::Watching(Some(watcher.stage())));
                        }
                        if moment {
                            self.tell(Told::Moment);
                            self.shoot = self.wanted.watch_shots.max(1);
                        }
                    }
                    *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(frame);
                    (self.wake)();
                }
                Some(Err(_)) if bad > MOST_BAD => {
                    let name = camera.name.clone();
                    return Err(CameraError::Unsuitable { name });
                }
                Some(Err(_)) => bad += 1,
                None => {}
            }
            if to_copy > 0 && copied.len() >= to_copy {
                to_copy = 0;
                self.develop(std::mem::take(&mut copied));
            }
        }
    }

    /// Opens the camera at its large size, and takes so many photos.
    fn take_large(
        &self,
        camera: &CameraInfo,
        mode: Mode,
        count: u8,
    ) -> Result<Vec<Copied>, CameraError> {
        let mut device = self.cameras.open(camera, mode)?;
        let (opened, mut first, mut frames) = (Instant::now(), None, 0_u32);
        let mut copied = Vec::new();
        while copied.len() < usize::from(count) {
            if self.stopped() {
                return Ok(copied);
            }
            if opened.elapsed() > SILENCE * 2 {
                let name = camera.name.clone();
                return Err(CameraError::Silent { name });
            }
            device.next(GLANCE, &mut |frame| {
                frames += 1;
                let first = *first.get_or_insert_with(Instant::now);
                if frames > WARM_UP_FRAMES || first.elapsed() >= WARM_UP {
                    copied.push(Copied::new(&frame));
                }
            })?;
        }
        Ok(copied)
    }

    /// Makes files of what was copied, and measures which is sharp.
    fn develop(&self, copied: Vec<Copied>) {
        let mut before: Option<Grey> = None;
        let mut shots = Vec::new();
        let mut missed = None;
        for copy in copied {
            let made = picture_of(&copy.frame()).and_then(|(bytes, ending)| {
                let seen = screen_frame(&copy.frame(), MEASURED_WIDTH)?;
                let grey = Grey::of(&seen);
                let moved = before.as_ref().map_or(0, |before| {
                    moved_permille(before, &grey, Sensitivity::Normal)
                });
                before = Some(grey);
                let rgb = seen.to_rgb();
                Ok(TakenShot {
                    bytes,
                    ending,
                    at: copy.at,
                    size: copy.mode.size(),
                    candidate: Candidate {
                        sharpness_centi: photo::light::measure(&rgb).sharpness_centi,
                        moved_permille: moved,
                    },
                    picture: photo::fit_within(&rgb, SHOT_SIDE, SHOT_SIDE),
                })
            });
            match made {
                Ok(shot) => shots.push(shot),
                Err(error) => missed = Some(error),
            }
        }
        match missed {
            Some(error) if shots.is_empty() => self.tell(Told::Missed(error.to_string())),
            _ => self.tell(Told::Shots(shots)),
        }
    }
}

/// How looking ended.
enum Looked {
    Ended(Ended),
    /// So many photos are wanted at a size that needs another way of opening.
    ForLarge(u8),
}

//! The camera: open while its page is on screen, photos that wait, and keeping
//! them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::App;
use crate::app::camera::{
    Ask, BURST, CameraCommand, CameraShot, CameraState, CameraTrouble, Countdown, Session,
    TakenShot, Told, Wanted,
};
use crate::app::model::{NoticeAction, NoticeKind, View};
use crate::app::services::BatchPurpose;
use crate::capture::camera::{self as devices, Cameras, FileCameras, sharpest};
use crate::capture::{Source, Target};
use crate::demo;
use crate::domain::{BabyId, EntryId};
use crate::photo::ScreenFrame;

/// Key of the title of the task that keeps photos of the camera.
pub(super) const KEEP_TASK: &str = "task-keeping-photos";
/// The window waits at most this long for it when it closes.
pub(super) const KEEP_PATIENCE: Duration = Duration::from_secs(30);
/// A running self-timer is looked at this often.
const TICK: Duration = Duration::from_millis(50);
/// Stands for a folder in [`devices::FILES_VARIABLE`]: drawn pictures.
const DRAWN: &str = "drawn";

/// A camera that was closed while a photo was being taken.
pub(super) struct Finishing {
    session: Session,
    /// Whom the photo is for.
    entry: Option<EntryId>,
    baby: Option<BabyId>,
    /// Its page was left: the photo is kept without being asked for.
    left: bool,
}

impl App {
    /// Other cameras than this computer’s own: for tests and for showing the
    /// program around.
    pub fn use_cameras(&mut self, cameras: Arc<dyn Cameras>) {
        self.cameras = Some(cameras);
    }

    /// The newest frame of the camera, each once.
    pub fn take_live_frame(&self) -> Option<ScreenFrame> {
        self.camera.as_ref()?.take_frame()
    }

    pub(super) fn camera_command(&mut self, command: CameraCommand) {
        match command {
            CameraCommand::Open(entry) => self.open_camera(entry),
            CameraCommand::Use(camera) => {
                self.model.config.camera.camera = Some(camera);
                self.model.config.camera.size = None;
                self.model.camera.live = false;
                self.camera_wanted();
                self.save_config();
            }
            CameraCommand::Size(size) => {
                self.model.config.camera.size = Some(size);
                self.model.camera.live = false;
                self.camera_wanted();
                self.save_config();
            }
            CameraCommand::Set(choices) => {
                self.model.config.camera = choices;
                self.camera_wanted();
                self.save_config();
            }
            CameraCommand::Watch(on) => {
                self.model.camera.watching = on.then_some(devices::Stage::Restless);
                self.camera_wanted();
            }
            CameraCommand::Shoot => self.shoot_or_stop(),
            CameraCommand::Choose(id, chosen) => {
                let shots = &mut self.model.camera.shots;
                if let Some(shot) = shots.iter_mut().find(|shot| shot.id == id) {
                    shot.chosen = chosen;
                }
            }
            CameraCommand::Keep => self.keep_shots(),
            CameraCommand::ThrowAway => self.throw_away(),
            CameraCommand::BringBack => {
                let mut shots = std::mem::take(&mut self.model.camera.thrown);
                shots.append(&mut self.model.camera.shots);
                self.model.camera.shots = shots;
            }
            CameraCommand::TryAgain => self.start_camera(),
            CameraCommand::Rest(rest) => {
                self.model.camera.resting = rest;
                if rest {
                    self.stop_camera();
                } else if matches!(self.model.view, View::Camera(_)) {
                    self.start_camera();
                }
            }
            CameraCommand::Width(width) => {
                self.model.camera.width = width;
                self.camera_wanted();
            }
        }
    }

    fn open_camera(&mut self, entry: Option<EntryId>) {
        // An entry begun just now, with nothing in it, would be let go on
        // leaving it; a photo for it is on its way.
        let sheet = self.model.entry.as_mut();
        let fresh = sheet
            .filter(|sheet| Some(sheet.entry.id) == entry && sheet.fresh)
            .map(|sheet| {
                sheet.fresh = false;
                sheet.entry.id
            });
        self.go(View::Camera(entry));
        self.model.camera.fresh_entry = fresh;
    }

    /// The page is on screen.
    pub(super) fn enter_camera(&mut self) {
        self.model.camera = CameraState {
            width: self.model.camera.width,
            taken: self.model.camera.taken,
            ..CameraState::default()
        };
        self.start_camera();
    }

    /// The page is left: the camera’s light goes out, and no photo is lost.
    pub(super) fn leave_camera(&mut self) {
        self.stop_camera();
        self.keep_shots();
        if let Some(finishing) = &mut self.finishing {
            finishing.left = true;
        }
        self.model.camera.watching = None;
        let fresh = self.model.camera.fresh_entry.take();
        if let Some(sheet) = &mut self.model.entry
            && Some(sheet.entry.id) == fresh
        {
            sheet.fresh = true;
        }
    }

    /// The window stays after all.
    pub(super) fn reopen_camera(&mut self) {
        if matches!(self.model.view, View::Camera(_)) {
            self.start_camera();
        }
    }

    fn start_camera(&mut self) {
        let (wanted, wake) = (self.wanted(), Arc::clone(&self.wake));
        let cameras = match &self.cameras {
            Some(cameras) => Arc::clone(cameras),
            None => {
                let cameras = cameras_here();
                self.cameras = Some(Arc::clone(&cameras));
                cameras
            }
        };
        self.model.camera.trouble = None;
        self.model.camera.live = false;
        match Session::start(cameras, wanted, wake) {
            Ok(session) => self.camera = Some(session),
            Err(error) => self.say(
                NoticeKind::Problem,
                &t!("app-no-threads", error = error.to_string()),
            ),
        }
    }

    fn stop_camera(&mut self) {
        let session = self.camera.take();
        if let Some(session) = session.filter(|_| self.model.camera.taking) {
            // A photo that was taken is not lost because its page was left.
            session.stop();
            self.finishing = Some(Finishing {
                session,
                entry: self.entry_of_camera(),
                baby: self.model.baby,
                left: false,
            });
        }
        let camera = &mut self.model.camera;
        (camera.live, camera.taking, camera.countdown) = (false, false, None);
    }

    fn wanted(&self) -> Wanted {
        let choices = &self.model.config.camera;
        let watching = self.model.camera.watching.is_some();
        Wanted {
            camera: choices.camera.clone(),
            size: choices.size,
            width: self.model.camera.width,
            watch: watching.then_some(choices.sensitivity),
            watch_shots: if choices.burst { BURST } else { 1 },
        }
    }

    fn camera_wanted(&self) {
        if let Some(session) = &self.camera {
            session.ask(Ask::Want(self.wanted()));
        }
    }

    fn shoot_or_stop(&mut self) {
        let camera = &mut self.model.camera;
        if camera.countdown.take().is_some() {
            return;
        }
        if camera.is_full() {
            return self.say(NoticeKind::Hint, t!("camera-full"));
        }
        if !camera.can_shoot() {
            return;
        }
        let total = self.model.config.camera.timer.duration();
        if total.is_zero() {
            return self.shoot();
        }
        camera.countdown = Some(Countdown {
            total,
            left: total,
            ends: self.clock.monotonic() + total,
        });
    }

    fn shoot(&mut self) {
        let count = if self.model.config.camera.burst {
            BURST
        } else {
            1
        };
        if let Some(session) = &self.camera {
            self.model.camera.taking = true;
            session.ask(Ask::Shoot(count));
        }
    }

    /// Takes in what the camera’s thread told. Returns when the timer wants to
    /// be looked at.
    pub(super) fn drain_camera(&mut self) -> Option<Duration> {
        while let Some(told) = self.camera.as_ref().and_then(Session::poll) {
            self.camera_told(told);
        }
        self.drain_finishing();
        let now = self.clock.monotonic();
        let countdown = self.model.camera.countdown.as_mut()?;
        countdown.left = countdown.ends.saturating_sub(now);
        if !countdown.left.is_zero() {
            return Some(TICK.min(countdown.left));
        }
        self.model.camera.countdown = None;
        if self.model.camera.can_shoot() {
            self.shoot();
        }
        None
    }

    /// Whether something of the camera is still to come: for tests.
    pub(super) fn camera_pending(&self) -> bool {
        let camera = &self.model.camera;
        self.finishing.is_some()
            || self.camera.is_some() && (camera.taking || !camera.live && camera.trouble.is_none())
    }

    fn camera_told(&mut self, told: Told) {
        let camera = &mut self.model.camera;
        match told {
            Told::Cameras(cameras) => camera.cameras = cameras,
            Told::Live {
                camera: info,
                sizes,
                size,
            } => {
                camera.camera = Some(info);
                camera.sizes = sizes;
                camera.size = Some(size);
                camera.live = true;
                camera.trouble = None;
            }
            Told::Trouble { sentence, may_pass } => {
                camera.live = false;
                camera.taking = false;
                camera.countdown = None;
                camera.trouble = Some(CameraTrouble { sentence, may_pass });
            }
            Told::Watching(stage) => {
                // The thread may still tell of what was just ended.
                if camera.watching.is_some() && stage.is_some() {
                    camera.watching = stage;
                }
            }
            Told::Moment => camera.taking = true,
            Told::Shots(shots) => self.shots_taken(shots),
            Told::Missed(sentence) => {
                camera.taking = false;
                self.say(NoticeKind::Problem, &sentence);
            }
        }
    }

    /// Photos of a camera that was closed while they were being taken.
    fn drain_finishing(&mut self) {
        let Some(finishing) = &self.finishing else {
            return;
        };
        let over = finishing.session.is_over();
        let mut taken = Vec::new();
        while let Some(told) = finishing.session.poll() {
            if let Told::Shots(shots) = told {
                taken.extend(shots);
            }
        }
        let (left, entry, baby) = (finishing.left, finishing.entry, finishing.baby);
        if !taken.is_empty() {
            let shots = self.shots_of(taken);
            if left {
                self.keep_for(shots, entry, baby);
            } else {
                self.model.camera.shots.extend(shots);
            }
        }
        if over {
            self.finishing = None;
        }
    }

    fn shots_taken(&mut self, taken: Vec<TakenShot>) {
        let shots = self.shots_of(taken);
        let camera = &mut self.model.camera;
        camera.taking = false;
        camera.shots.extend(shots);
        if camera.is_full() && camera.watching.take().is_some() {
            self.camera_wanted();
            self.say(NoticeKind::Hint, t!("camera-full-watching"));
        }
    }

    /// The photos of one press, the sharpest of a burst last: the last is shown
    /// first.
    fn shots_of(&mut self, taken: Vec<TakenShot>) -> Vec<CameraShot> {
        let candidates: Vec<_> = taken.iter().map(|shot| shot.candidate).collect();
        let best = sharpest(&candidates);
        let burst = taken.len() > 1;
        let now = self.clock.now_local();
        let mut shots = Vec::new();
        for (place, shot) in taken.into_iter().enumerate() {
            let ago = chrono::Duration::from_std(shot.at.elapsed()).unwrap_or_default();
            let when = now - ago;
            self.model.camera.taken += 1;
            let time = when.format("%Y-%m-%d %H.%M.%S").to_string();
            let name = if burst {
                t!("camera-photo-name-burst", time = time, number = place + 1)
            } else {
                t!("camera-photo-name", time = time)
            };
            shots.push(CameraShot {
                id: self.model.camera.taken,
                bytes: Arc::new(shot.bytes),
                name: format!("{name}.{}", shot.ending),
                taken: when,
                size: shot.size,
                picture: Arc::new(shot.picture),
                chosen: !burst || best == Some(place),
                sharpest: burst && best == Some(place),
            });
        }
        shots.sort_by_key(|shot: &CameraShot| shot.sharpest);
        shots
    }

    /// Keeps the chosen photos: in the entry the camera was opened for, or as
    /// entries of their own.
    fn keep_shots(&mut self) {
        let shots = std::mem::take(&mut self.model.camera.shots);
        self.keep_for(shots, self.entry_of_camera(), self.model.baby);
    }

    fn keep_for(
        &mut self,
        mut shots: Vec<CameraShot>,
        entry: Option<EntryId>,
        baby: Option<BabyId>,
    ) {
        shots.sort_by_key(|shot| shot.taken);
        let sources: Vec<Source> = shots
            .into_iter()
            .filter(|shot| shot.chosen)
            .map(|shot| Source::Shot {
                name: shot.name,
                bytes: Arc::unwrap_or_clone(shot.bytes),
                taken: shot.taken,
            })
            .collect();
        if !sources.is_empty() {
            self.model.camera.fresh_entry = None;
        }
        let (target, purpose) = match (entry, baby) {
            (Some(entry), _) => (Target::Loose, BatchPurpose::Entry(entry)),
            (None, Some(baby)) => (Target::Baby(baby), BatchPurpose::Journal),
            (None, None) => return,
        };
        self.start_batch(sources, target, purpose, KEEP_TASK);
    }

    fn entry_of_camera(&self) -> Option<EntryId> {
        match self.model.view {
            View::Camera(entry) => entry,
            _ => None,
        }
    }

    fn throw_away(&mut self) {
        let shots = std::mem::take(&mut self.model.camera.shots);
        if shots.is_empty() {
            return;
        }
        let words = t!("camera-thrown-away", count = shots.len());
        self.model.camera.thrown = shots;
        self.say_with(
            NoticeKind::Hint,
            &words,
            Some((t!("camera-bring-back"), NoticeAction::BringShotsBack)),
        );
    }

    /// Photos being kept are kept before the window closes.
    pub(super) fn finish_keeping(&mut self) {
        let begun = Instant::now();
        let keeping = |app: &Self| {
            app.finishing.is_some() || app.model.tasks.iter().any(|task| task.is(KEEP_TASK))
        };
        while keeping(self) && begun.elapsed() < KEEP_PATIENCE {
            self.drain_finishing();
            self.drain_tasks();
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

/// This computer’s cameras, or drawn pictures where they are asked for.
fn cameras_here() -> Arc<dyn Cameras> {
    if std::env::var_os(devices::FILES_VARIABLE).is_some_and(|value| value == DRAWN)
        && let Ok(frames) = demo::camera_frames()
    {
        return Arc::new(FileCameras::frames(t!("camera-drawn"), frames));
    }
    devices::system()
}

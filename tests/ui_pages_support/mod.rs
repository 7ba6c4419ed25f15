//! A window on a small real library, without a window: for the tests of the
//! keepsake and settings views.

// The tests and the pictures each use their own share of this.
#![allow(dead_code)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{self, Vec2};
use egui_kittest::Harness;
use smilekeep::app::{App, Appearance, Clock, ConfigFile, LibraryCommand};
use smilekeep::demo;
use smilekeep::jobs::Wake;
use smilekeep::photo::{ThumbCache, Vault};
use smilekeep::store::Library;
use smilekeep::ui::shell::Shell;

const PATIENCE: Duration = Duration::from_secs(120);

/// The day it is in every test.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

/// A fixed wall clock; pauses in typing pass as they do.
struct TestClock(Instant);

impl Clock for TestClock {
    fn now_utc(&self) -> NaiveDateTime {
        today().and_hms_opt(21, 0, 0).unwrap()
    }

    fn now_local(&self) -> NaiveDateTime {
        today().and_hms_opt(22, 0, 0).unwrap()
    }

    fn offset_at(&self, _local: NaiveDateTime) -> i16 {
        60
    }

    fn monotonic(&self) -> Duration {
        self.0.elapsed()
    }
}

/// The sample library, drawn once for all tests of this program.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<tempfile::TempDir> = OnceLock::new();
    SAMPLE
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().join("library");
            let library = Library::create(&root).unwrap();
            let plan = demo::Plan {
                until: today(),
                long_side_px: 360,
                now: today().and_hms_opt(21, 0, 0).unwrap(),
            };
            demo::build(
                &plan,
                &mut library.connect().unwrap(),
                &Vault::new(&root),
                &ThumbCache::new(&root),
                &mut |_, _| ControlFlow::Continue(()),
            )
            .unwrap();
            folder
        })
        .path()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A window and the folder its library lies in.
pub struct Window {
    pub harness: Harness<'static, Held>,
    pub folder: tempfile::TempDir,
}

/// The shell, once the context is there to make it with.
pub struct Held {
    app: Option<App>,
    shell: Option<Shell>,
}

impl Window {
    /// On a copy of the sample library.
    pub fn open(size: Vec2) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&sample().join("library"), &folder.path().join("library"));
        Self::on(folder, size)
    }

    /// On a library with one baby and no photos.
    pub fn empty(size: Vec2) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::create(&folder.path().join("library")).unwrap();
        let fields = smilekeep::domain::BabyFields {
            name: "Mina".to_owned(),
            birth_date: "2026-06-14".parse().unwrap(),
            due_date: None,
            portrait: None,
        };
        let now = today().and_hms_opt(21, 0, 0).unwrap();
        smilekeep::store::baby::insert(&library.connect().unwrap(), fields, now).unwrap();
        drop(library);
        Self::on(folder, size)
    }

    /// On the library in a folder.
    pub fn on(folder: tempfile::TempDir, size: Vec2) -> Self {
        let wake: Wake = Arc::new(|| {});
        let app = App::start(
            Some(&folder.path().join("library")),
            ConfigFile::none(),
            Arc::new(TestClock(Instant::now())),
            Arc::clone(&wake),
        );
        let held = Held {
            app: Some(app),
            shell: None,
        };
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(egui::Theme::Light)
            .allow_missing_glyphs()
            .wgpu()
            .build_ui_state(
                move |ui, held: &mut Held| {
                    if let Some(app) = held.app.take() {
                        crate::common::dress(ui.ctx(), Appearance::Light);
                        held.shell = Some(Shell::new(ui.ctx(), app, Arc::clone(&wake)));
                        // This frame began without our look.
                        return;
                    }
                    if let Some(shell) = &mut held.shell {
                        shell.frame_ui(ui);
                    }
                },
                held,
            );
        let mut window = Self { harness, folder };
        window.settle();
        window
    }

    /// The app behind the window.
    pub fn app(&mut self) -> &mut App {
        &mut self.harness.state_mut().shell.as_mut().unwrap().app
    }

    /// Gives the app a command, as a view does.
    pub fn apply(&mut self, command: impl Into<smilekeep::app::Command>) {
        self.app().apply(command.into());
        self.settle();
    }

    pub fn dress(&mut self, appearance: Appearance) {
        self.apply(LibraryCommand::SetAppearance(appearance));
    }

    /// Frames until the workers are done and every picture is on screen.
    pub fn settle(&mut self) {
        for _ in 0..3 {
            self.frames(4);
            assert!(
                self.app().settle(PATIENCE),
                "the workers never came to rest"
            );
            // Thumbnails come from threads of their own.
            std::thread::sleep(Duration::from_millis(40));
        }
        self.frames(20);
    }

    /// Some frames.
    pub fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// The library's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Everything on screen that can be used and has no name.
    pub fn unnamed(&self) -> Vec<String> {
        let mut unnamed = crate::common::unnamed_interactive_nodes(&self.harness);
        // A scroll bar is read out as one, by its value.
        unnamed.retain(|node| !node.starts_with("ScrollBar"));
        unnamed
    }

    /// Writes what is on screen as a PNG.
    pub fn picture(&mut self, name: &str) {
        let folder = std::env::temp_dir().join("smilekeep-pages");
        std::fs::create_dir_all(&folder).unwrap();
        let image = self.harness.render().unwrap();
        image.save(folder.join(format!("{name}.png"))).unwrap();
    }
}

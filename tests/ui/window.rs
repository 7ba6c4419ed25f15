//! A window on the sample library, with hands and eyes.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{self, Key, Modifiers, Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, HarnessBuilder};
use smilekeep::app::{
    App, Appearance, Command, ConfigFile, EditorState, FixedClock, Model, View, ViewerCommand,
};
use smilekeep::demo;
use smilekeep::domain::PhotoId;
use smilekeep::photo::{ThumbCache, Vault};
use smilekeep::store::Library;
use smilekeep::ui::shell::Shell;

use crate::common;

const PATIENCE: Duration = Duration::from_secs(60);

pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23)
        .unwrap()
        .and_hms_opt(9, 0, 0)
        .unwrap()
}

/// A sample library, drawn once for all tests and copied for each.
pub fn sample(long_side_px: u32) -> tempfile::TempDir {
    static SMALL: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    if long_side_px == 480 {
        let made = SMALL.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            build(&folder.path().join("library"), 480);
            folder
        });
        copy(&made.path().join("library"), &root);
    } else {
        build(&root, long_side_px);
    }
    folder
}

fn build(root: &Path, long_side_px: u32) {
    let library = Library::create(root).unwrap();
    let plan = demo::Plan {
        until: now().date(),
        long_side_px,
        now: now(),
    };
    demo::build(
        &plan,
        &mut library.connect().unwrap(),
        &Vault::new(root),
        &ThumbCache::new(root),
        &mut |_, _| ControlFlow::Continue(()),
    )
    .unwrap();
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

pub struct Window {
    app: Option<App>,
    shell: Option<Shell>,
}

impl Window {
    fn draw_ui(&mut self, ui: &mut egui::Ui) {
        if let Some(app) = self.app.take() {
            // Fonts set in one frame are there in the next.
            self.shell = Some(Shell::new(ui.ctx(), app, Arc::new(|| {})));
            return;
        }
        self.shell.as_mut().unwrap().frame_ui(ui);
    }
}

pub type Driven = Harness<'static, Window>;

pub struct Lens {
    pub driven: Driven,
    pub root: PathBuf,
    /// Where the library lies, unless the test has it elsewhere.
    pub _folder: Option<tempfile::TempDir>,
}

impl Lens {
    pub fn new() -> Self {
        let folder = sample(480);
        let root = folder.path().join("library");
        Self::open(
            &root,
            Some(folder),
            common::builder(Appearance::Light).with_size(vec2(1280.0, 800.0)),
        )
    }

    pub fn open(
        root: &Path,
        folder: Option<tempfile::TempDir>,
        builder: HarnessBuilder<Window>,
    ) -> Self {
        let clock = FixedClock {
            local: now(),
            utc_offset_minutes: 60,
        };
        let mut app = App::start(
            Some(root),
            ConfigFile::none(),
            Arc::new(clock),
            Arc::new(|| {}),
        );
        assert!(app.settle(PATIENCE));
        let window = Window {
            app: Some(app),
            shell: None,
        };
        let driven = builder.build_ui_state(|ui, window: &mut Window| window.draw_ui(ui), window);
        let mut lens = Self {
            driven,
            root: root.to_owned(),
            _folder: folder,
        };
        lens.driven.step();
        lens
    }

    pub fn shell(&mut self) -> &mut Shell {
        self.driven.state_mut().shell.as_mut().unwrap()
    }

    pub fn model(&self) -> &Model {
        &self.driven.state().shell.as_ref().unwrap().app.model
    }

    pub fn editor(&self) -> &EditorState {
        self.model().editor.as_ref().unwrap()
    }

    pub fn apply(&mut self, command: impl Into<Command>) {
        self.shell().app.apply(command.into());
        self.settle();
    }

    /// Draws until the workers are done and everything they made is shown.
    pub fn settle(&mut self) {
        let start = Instant::now();
        loop {
            self.driven.step();
            let settled = self.shell().app.settle(PATIENCE);
            self.driven.step();
            if settled && start.elapsed() > Duration::from_millis(120) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn press(&mut self, key: Key) {
        self.driven.key_press(key);
        self.driven.step();
        self.settle();
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.driven.key_press_modifiers(modifiers, key);
        self.driven.step();
        self.settle();
    }

    pub fn click(&mut self, label: &str) {
        self.driven
            .get_by_role_and_label(Role::Button, label)
            .click();
        self.driven.step();
        self.settle();
    }

    pub fn has(&self, label: &str) -> bool {
        self.driven.query_by_label(label).is_some()
    }

    pub fn disabled(&self, label: &str) -> bool {
        self.driven
            .get_by_role_and_label(Role::Button, label)
            .accesskit_node()
            .is_disabled()
    }

    pub fn shown(&self) -> PhotoId {
        match self.model().view {
            View::Viewer(photo) | View::Editor(photo) => photo,
            other => panic!("{other:?}"),
        }
    }

    pub fn photo(&self, position: usize) -> PhotoId {
        self.model().gallery.items[position].id()
    }

    /// Opens the viewer on a photo of the gallery.
    pub fn view(&mut self, position: usize) {
        let photo = self.photo(position);
        self.apply(ViewerCommand::Open(photo));
    }

    /// The position of a photo that no scene of the sample has edited.
    pub fn unedited(&self) -> usize {
        let items = &self.model().gallery.items;
        items
            .iter()
            .position(|item| item.edits.is_identity())
            .unwrap()
    }
}

/// Every original with its bytes.
pub fn originals(root: &Path) -> HashMap<PathBuf, Vec<u8>> {
    pub fn walk(folder: &Path, found: &mut HashMap<PathBuf, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    let mut found = HashMap::new();
    walk(&root.join("photos"), &mut found);
    found
}

#[track_caller]
pub fn everything_has_a_name(driven: &Driven) {
    assert_eq!(
        common::unnamed_interactive_nodes(driven),
        Vec::<String>::new()
    );
}

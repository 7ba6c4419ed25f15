//! The real window on a small real library, with hands and eyes.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{self, Event, Key, Modifiers, Role, Vec2, ViewportId, ViewportInfo, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use smilekeep::app::{
    App, Appearance, Command, ConfigFile, FixedClock, LibraryCommand, LibraryState, Model,
};
use smilekeep::demo;
use smilekeep::domain::{BabyFields, PhotoId};
use smilekeep::photo::{ThumbCache, Vault};
use smilekeep::store::{self, Library, ReadOnlyReason};
use smilekeep::ui::shell::Shell;
use tempfile::TempDir;

use crate::common;

/// Longest time the workers may take, on a machine busy with other things.
const PATIENCE: Duration = Duration::from_secs(120);

/// The last day of the sample library, and the day it is in every test.
pub fn today() -> NaiveDate {
    day("2026-11-23")
}

pub fn now() -> NaiveDateTime {
    today().and_hms_opt(9, 0, 0).unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

// ---- libraries

/// A folder with (or without) a library in it; gone with its last clone.
#[derive(Clone)]
pub struct Home(Rc<TempDir>);

impl Home {
    /// Nothing in it yet.
    pub fn bare() -> Self {
        Self(Rc::new(tempfile::tempdir().unwrap()))
    }

    /// A copy of the sample library, which is drawn once for all tests.
    pub fn sample() -> Self {
        static SAMPLE: LazyLock<TempDir> = LazyLock::new(|| {
            // What is made once for all is taken away by nobody at the end.
            let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
            draw_sample(&folder.path().join("library"), 480);
            folder
        });
        let home = Self::bare();
        copy(&SAMPLE.path().join("library"), &home.root());
        home
    }

    /// The sample library with photos as large as a window.
    pub fn large_sample() -> Self {
        let home = Self::bare();
        draw_sample(&home.root(), 1600);
        home
    }

    /// A library with a baby and nothing else.
    pub fn empty(name: &str) -> Self {
        let home = Self::bare();
        let library = Library::create(&home.root()).unwrap();
        let baby = BabyFields {
            name: name.to_owned(),
            birth_date: day("2026-06-14"),
            due_date: None,
            portrait: None,
        };
        store::baby::insert(&library.connect().unwrap(), baby, now()).unwrap();
        home
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// The library's folder in it.
    pub fn root(&self) -> PathBuf {
        self.folder().join("library")
    }

    /// The library to look at while a window has it.
    pub fn library(&self) -> Library {
        Library::open_to_read(&self.root()).unwrap()
    }
}

fn draw_sample(root: &Path, long_side_px: u32) {
    let library = Library::create(root).unwrap();
    let plan = demo::Plan {
        until: today(),
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

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &target);
        } else {
            std::fs::copy(item.path(), target).unwrap();
        }
    }
}

// ---- the window

/// How a window is opened.
#[derive(Clone, Copy)]
pub struct Opening {
    pub size: Vec2,
    pub look: Appearance,
    /// The library is the one remembered, not one asked for at the start.
    pub remembered: bool,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            size: vec2(1280.0, 800.0),
            look: Appearance::Light,
            remembered: false,
        }
    }
}

impl Opening {
    pub fn sized(width: f32, height: f32) -> Self {
        Self {
            size: vec2(width, height),
            ..Self::default()
        }
    }

    /// Opens the window on the library of a home.
    pub fn on(self, home: &Home) -> Window {
        let root = home.root();
        let (asked, config) = if self.remembered {
            let file = home.folder().join("config.json");
            let words = serde_json::json!({ "library": root });
            if !file.exists() {
                std::fs::write(&file, words.to_string()).unwrap();
            }
            (None, ConfigFile::at(&file))
        } else {
            (Some(root.as_path()), ConfigFile::none())
        };
        let clock = FixedClock {
            local: now(),
            utc_offset_minutes: 60,
        };
        let mut app = App::start(asked, config, Arc::new(clock), Arc::new(|| {}));
        app.apply(LibraryCommand::SetAppearance(self.look).into());
        assert!(app.settle(PATIENCE));
        let held = Held {
            app: Some(app),
            shell: None,
        };
        let harness = common::builder(self.look)
            .with_size(self.size)
            .with_step_dt(0.1)
            .with_render_cursor(false)
            .build_ui_state(|ui, held: &mut Held| held.frame_ui(ui), held);
        let mut window = Window {
            harness,
            home: home.clone(),
        };
        window.settle();
        window
    }
}

/// The shell, once the context is there to make it with.
pub struct Held {
    app: Option<App>,
    shell: Option<Shell>,
}

impl Held {
    fn frame_ui(&mut self, ui: &mut egui::Ui) {
        if let Some(app) = self.app.take() {
            // Fonts set in one frame are there in the next.
            self.shell = Some(Shell::new(ui.ctx(), app, Arc::new(|| {})));
            return;
        }
        self.shell.as_mut().unwrap().frame_ui(ui);
    }
}

/// The window on the library of its home.
pub struct Window {
    pub harness: Harness<'static, Held>,
    pub home: Home,
}

impl Window {
    /// A usual window on the sample library.
    pub fn sample() -> Self {
        Opening::default().on(&Home::sample())
    }

    /// A usual window on a library with one baby and nothing else.
    pub fn empty(name: &str) -> Self {
        Opening::default().on(&Home::empty(name))
    }

    /// Opens the same library again in a new window.
    pub fn reopened(self) -> Self {
        let Self { harness, home } = self;
        drop(harness);
        Opening::default().on(&home)
    }

    pub fn app(&mut self) -> &mut App {
        &mut self.harness.state_mut().shell.as_mut().unwrap().app
    }

    pub fn shell(&mut self) -> &mut Shell {
        self.harness.state_mut().shell.as_mut().unwrap()
    }

    pub fn model(&self) -> &Model {
        &self.harness.state().shell.as_ref().unwrap().app.model
    }

    /// Gives the app a command, as a view does.
    pub fn apply(&mut self, command: impl Into<Command>) {
        self.app().apply(command.into());
        self.settle();
    }

    /// From now on nothing may be changed.
    pub fn make_read_only(&mut self) {
        if let LibraryState::Open { read_only, .. } = &mut self.app().model.library {
            *read_only = Some(ReadOnlyReason::FolderReadOnly);
        }
        self.settle();
    }

    pub fn dress(&mut self, look: Appearance) {
        self.apply(LibraryCommand::SetAppearance(look));
    }

    // ---- time

    /// Draws until the workers are done and every picture is on screen.
    pub fn settle(&mut self) {
        let start = Instant::now();
        let mut calm = 0;
        while calm < 3 {
            self.harness.step();
            assert!(self.app().settle(PATIENCE), "the workers never rest");
            let shell = self.harness.state().shell.as_ref().unwrap();
            if shell.pictures_missing() == 0 {
                calm += 1;
            } else {
                assert!(start.elapsed() < PATIENCE, "pictures never came");
                calm = 0;
                std::thread::sleep(Duration::from_millis(2));
            }
        }
    }

    /// Draws until something is so that a thread of the shell's own brings.
    #[track_caller]
    pub fn settle_until(&mut self, what: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !what(self) {
            assert!(start.elapsed() < PATIENCE, "it never came");
            std::thread::sleep(Duration::from_millis(2));
            self.settle();
        }
    }

    /// Some frames, with nothing waited for.
    pub fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    // ---- eyes

    pub fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// What one can use under this name; else whatever has it. Words drawn in
    /// a button are labels of the same name.
    #[track_caller]
    pub fn node<'a>(&'a self, label: &'a str) -> Node<'a> {
        let mut usable = self
            .harness
            .query_all_by_label(label)
            .filter(|node| is_usable(node.accesskit_node().role()));
        match (usable.next(), usable.next()) {
            (Some(node), None) => node,
            (Some(_), Some(_)) => panic!("more than one thing to use is called “{label}”"),
            (None, _) => self.harness.get_by_label(label),
        }
    }

    /// The first of a role whose name fulfils a condition.
    pub fn find<'a>(&'a self, role: Role, named: impl Fn(&str) -> bool) -> Option<Node<'a>> {
        self.harness
            .query_all_by_role(role)
            .find(|node| named(&node.accesskit_node().label().unwrap_or_default()))
    }

    /// The first button whose name begins so.
    #[track_caller]
    pub fn button_beginning(&self, beginning: &str) -> Node<'_> {
        self.find(Role::Button, |name| name.starts_with(beginning))
            .unwrap_or_else(|| panic!("no button “{beginning}…”"))
    }

    #[track_caller]
    pub fn disabled(&self, label: &str) -> bool {
        self.node(label).accesskit_node().is_disabled()
    }

    /// A photo of the gallery.
    pub fn photo(&self, position: usize) -> PhotoId {
        self.model().gallery.items[position].id()
    }

    /// The rows of a list to choose from, each with whether it is chosen.
    pub fn options(&self) -> Vec<(String, bool)> {
        let rows = self.harness.query_all_by_role(Role::ListBoxOption);
        rows.map(|node| {
            let node = node.accesskit_node();
            let chosen = node.is_selected().unwrap_or(false);
            (node.label().unwrap_or_default(), chosen)
        })
        .collect()
    }

    /// What the system tells of the window.
    pub fn viewport(&mut self) -> &mut ViewportInfo {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.get_mut(&ViewportId::ROOT).unwrap()
    }

    /// Everything on screen that can be used and has no name. A scroll bar is
    /// read out as one, by its value.
    pub fn unnamed(&self) -> Vec<String> {
        let mut unnamed = common::unnamed_interactive_nodes(&self.harness);
        unnamed.retain(|node| !node.starts_with("ScrollBar"));
        unnamed
    }

    // ---- hands

    #[track_caller]
    pub fn click(&mut self, label: &str) {
        self.node(label).click();
        self.settle();
    }

    /// Clicks what may be scrolled away, as a screen reader would.
    #[track_caller]
    pub fn press(&mut self, label: &str) {
        self.node(label).click_accesskit();
        self.settle();
    }

    pub fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    pub fn key_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Tab's work done by hand, then the key: what a keyboard does.
    #[track_caller]
    pub fn key_on(&mut self, label: &str, key: Key) {
        self.node(label).focus();
        self.frames(2);
        self.key(key);
    }

    /// Presses the pointer at one place, moves it and lets it go at another.
    pub fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(Event::PointerMoved(from));
        self.harness.event(button(from, true));
        self.frames(1);
        for step in 1_u8..=8 {
            let at = from + (to - from) * (f32::from(step) / 8.0);
            self.harness.event(Event::PointerMoved(at));
            self.frames(1);
        }
        self.harness.event(button(to, false));
        self.frames(2);
        self.settle();
    }

    /// Types into a field and draws, without waiting for anything.
    #[track_caller]
    pub fn type_into(&mut self, label: &str, words: &str) {
        self.node(label).focus();
        self.frames(1);
        self.harness.event(Event::Text(words.to_owned()));
        self.frames(1);
    }

    /// Types into a field and waits for what comes of it.
    #[track_caller]
    pub fn type_and_settle(&mut self, label: &str, words: &str) {
        self.type_into(label, words);
        self.settle();
    }

    /// Replaces a field's text.
    #[track_caller]
    pub fn write(&mut self, label: &str, words: &str) {
        self.node(label).focus();
        self.frames(1);
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.frames(1);
        self.harness.event(Event::Text(words.to_owned()));
        self.frames(2);
    }
}

const fn is_usable(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::ComboBox
            | Role::Link
            | Role::MenuItem
            | Role::MenuItemRadio
            | Role::MultilineTextInput
            | Role::RadioButton
            | Role::Slider
            | Role::SpinButton
            | Role::TextInput
    )
}

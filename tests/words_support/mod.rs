//! A real window on a real, small library, driven by role and label.

#![allow(dead_code)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{
    self, Vec2, accesskit,
    epaint::text::{FallbackRequest, FontData, FontInsert, FontPriority, InsertFontFamily},
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use resvg::usvg::fontdb;
use smilekeep::app::{App, Appearance, Clock, ConfigFile, LibraryCommand};
use smilekeep::domain::{BabyFields, Entry, EntryId, Milestone};
use smilekeep::photo::{ThumbCache, Vault};
use smilekeep::store::{self, Library};
use smilekeep::ui::shell::Shell;
use smilekeep::ui::theme;
use tempfile::TempDir;

/// The last day of the sample library.
pub const UNTIL: &str = "2026-11-13";

/// Stands at one wall-clock time, while pauses in typing pass as they do.
pub struct TestClock {
    local: NaiveDateTime,
    start: Instant,
}

impl Clock for TestClock {
    fn now_utc(&self) -> NaiveDateTime {
        self.local - chrono::Duration::hours(1)
    }

    fn now_local(&self) -> NaiveDateTime {
        self.local
    }

    fn offset_at(&self, _local: NaiveDateTime) -> i16 {
        60
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> NaiveDateTime {
    day(UNTIL).and_hms_opt(23, 0, 0).unwrap()
}

static SAMPLE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::create(&folder.path().join("library")).unwrap();
    let mut connection = library.connect().unwrap();
    smilekeep::demo::build(
        &smilekeep::demo::Plan {
            until: day(UNTIL),
            long_side_px: 480,
            now: now(),
        },
        &mut connection,
        &Vault::new(library.root()),
        &ThumbCache::new(library.root()),
        &mut |_, _| ControlFlow::Continue(()),
    )
    .unwrap();
    drop((connection, library));
    folder
});

/// A copy of the sample library that may be changed.
pub fn sample() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    copy(&SAMPLE.path().join("library"), &root);
    (folder, root)
}

/// A library with a baby and nothing else.
pub fn empty(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let library = Library::create(&root).unwrap();
    let baby = BabyFields {
        name: name.to_owned(),
        birth_date: day("2026-06-14"),
        due_date: None,
        portrait: None,
    };
    store::baby::insert(&library.connect().unwrap(), baby, now()).unwrap();
    (folder, root)
}

fn copy(from: &Path, to: &Path) {
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

/// The window and its harness.
pub struct Window {
    pub harness: Harness<'static, State>,
}

pub struct State {
    start: Option<App>,
    shell: Option<Shell>,
}

impl Window {
    pub fn open(root: &Path, size: [f32; 2], look: Appearance) -> Self {
        let clock = TestClock {
            local: now(),
            start: Instant::now(),
        };
        let wake: smilekeep::jobs::Wake = Arc::new(|| {});
        let mut app = App::start(Some(root), ConfigFile::none(), Arc::new(clock), wake);
        app.apply(LibraryCommand::SetAppearance(look).into());
        assert!(app.settle(Duration::from_secs(30)));
        let state = State {
            start: Some(app),
            shell: None,
        };
        let builder = Harness::builder()
            .with_size(Vec2::from(size))
            .with_step_dt(0.05)
            .with_render_cursor(false)
            .with_context_setup(move |ctx| {
                theme::install_fonts(ctx);
                ctx.add_font_provider(Arc::new(system_font));
                theme::apply(ctx, theme_look(look), 1.0);
            })
            .allow_missing_glyphs();
        let harness = builder.wgpu().build_ui_state(
            |ui, state: &mut State| {
                if let Some(app) = state.start.take() {
                    state.shell = Some(Shell::new(ui.ctx(), app, Arc::new(|| {})));
                }
                state.shell.as_mut().unwrap().frame_ui(ui);
            },
            state,
        );
        let mut window = Self { harness };
        window.settle();
        window
    }

    /// A usual window, by day.
    pub fn usual(root: &Path) -> Self {
        Self::open(root, [1280.0, 800.0], Appearance::Light)
    }

    pub fn app(&mut self) -> &mut App {
        &mut self.harness.state_mut().shell.as_mut().unwrap().app
    }

    /// Draws until what was asked for is done.
    pub fn settle(&mut self) {
        self.harness.run_steps(3);
        assert!(self.app().settle(Duration::from_secs(20)), "never settled");
        self.harness.run_steps(2);
    }

    /// Draws until pictures are there.
    pub fn develop(&mut self) {
        self.settle();
        for _ in 0..30 {
            self.harness.run_steps(1);
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    pub fn apply(&mut self, command: impl Into<smilekeep::app::Command>) {
        self.app().apply(command.into());
        self.settle();
    }

    pub fn click(&mut self, label: &str) {
        self.node(label).click();
        self.settle();
    }

    /// Clicks what may be scrolled away, as a screen reader would.
    pub fn press(&mut self, label: &str) {
        self.node(label).click_accesskit();
        self.settle();
    }

    pub fn node<'a>(&'a self, label: &'a str) -> Node<'a> {
        // Words drawn inside a button are labels of the same name.
        let interactive = self.harness.query_all_by_label(label).find(|node| {
            let role = node.accesskit_node().role();
            matches!(
                role,
                accesskit::Role::Button
                    | accesskit::Role::RadioButton
                    | accesskit::Role::TextInput
                    | accesskit::Role::MultilineTextInput
            )
        });
        interactive.unwrap_or_else(|| self.harness.get_by_label(label))
    }

    pub fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Types into a field and draws, without waiting for anything.
    pub fn type_into(&mut self, label: &str, words: &str) {
        let field = self
            .harness
            .get_all_by_label(label)
            .find(|node| {
                let role = node.accesskit_node().role();
                role == accesskit::Role::TextInput || role == accesskit::Role::MultilineTextInput
            })
            .unwrap();
        field.focus();
        self.harness.run_steps(1);
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.harness.run_steps(1);
    }

    /// Replaces a field's text.
    pub fn write(&mut self, label: &str, words: &str) {
        self.harness
            .get_by_role_and_label(accesskit::Role::TextInput, label)
            .focus();
        self.harness.run_steps(1);
        self.harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.harness.run_steps(1);
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.harness.run_steps(2);
    }

    pub fn render(&mut self, name: &str) {
        let folder = std::env::temp_dir().join("smilekeep-words");
        std::fs::create_dir_all(&folder).unwrap();
        let image = self.harness.render().unwrap();
        image.save(folder.join(format!("{name}.png"))).unwrap();
    }

    /// Nodes a person could act on that have no name.
    pub fn unnamed(&self) -> Vec<String> {
        use accesskit::{Action, Role};
        let mut unnamed: Vec<String> = self
            .harness
            .root()
            .children_recursive()
            .map(|node| node.accesskit_node())
            .filter(|node| !node.is_hidden())
            .filter(|node| {
                let data = node.data();
                data.supports_action(Action::Click)
                    || data.supports_action(Action::SetValue)
                    || matches!(data.role(), Role::Image | Role::ProgressIndicator)
            })
            .filter(|node| {
                !matches!(
                    node.role(),
                    Role::GenericContainer | Role::Unknown | Role::ScrollBar
                )
            })
            .filter(|node| {
                let named = node.label().is_some_and(|label| !label.trim().is_empty());
                let placeholder = node.data().placeholder();
                !named && placeholder.is_none_or(|hint| hint.trim().is_empty())
            })
            .map(|node| format!("{:?} at {:?}", node.role(), node.raw_bounds()))
            .collect();
        unnamed.extend(self.harness.unnamed_widgets());
        unnamed
    }
}

fn theme_look(look: Appearance) -> theme::Appearance {
    match look {
        Appearance::System => theme::Appearance::System,
        Appearance::Light => theme::Appearance::Light,
        Appearance::Dark => theme::Appearance::Dark,
        Appearance::Night => theme::Appearance::Night,
    }
}

/// The stored entry.
pub fn stored_entry(root: &Path, id: EntryId) -> Entry {
    let library = Library::open_to_read(root).unwrap();
    store::entry::get(&library.connect().unwrap(), id).unwrap()
}

/// The stored milestones.
pub fn stored_milestones(root: &Path) -> Vec<Milestone> {
    let library = Library::open_to_read(root).unwrap();
    store::milestone::list(&library.connect().unwrap(), None).unwrap()
}

static SYSTEM_FONTS: LazyLock<fontdb::Database> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    database
});

/// eframe installs its own provider for the window; a bare harness has none.
fn system_font(request: &FallbackRequest<'_>) -> Option<FontInsert> {
    let first = u32::from(request.cluster.chars().next()?);
    let family = match first {
        0x0600..=0x08FF | 0xFB50..=0xFEFF => "Noto Sans Arabic",
        0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF => "Noto Sans CJK SC",
        0x1F000.. => "Noto Color Emoji",
        _ => "DejaVu Sans",
    };
    let id = SYSTEM_FONTS.query(&fontdb::Query {
        families: &[fontdb::Family::Name(family)],
        ..fontdb::Query::default()
    })?;
    let data = SYSTEM_FONTS.with_face_data(id, |bytes, index| {
        let mut data = FontData::from_owned(bytes.to_vec());
        data.index = index;
        data
    })?;
    Some(FontInsert {
        name: format!("system {family}"),
        data,
        families: vec![InsertFontFamily {
            family: request.family.clone(),
            priority: FontPriority::Lowest,
        }],
    })
}

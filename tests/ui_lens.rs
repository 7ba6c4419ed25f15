//! The viewer and the editor, driven by role and label through the real
//! window on a small real library.
//!
//! `cargo test --test ui_lens -- --ignored` draws every look into a folder
//! named by `SMILEKEEP_LOOK` (or a temporary one) for people to look at.

mod common;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Role, Vec2, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, HarnessBuilder};
use smilekeep::app::{
    App, Appearance, Command, ConfigFile, EditorCommand, EditorState, FixedClock, LibraryCommand,
    Model, View, ViewerCommand,
};
use smilekeep::demo;
use smilekeep::domain::{Edits, PhotoId, Turn};
use smilekeep::photo::{ThumbCache, Vault};
use smilekeep::store::{self, Library, ReadOnlyReason};
use smilekeep::ui::shell::Shell;

const PATIENCE: Duration = Duration::from_secs(60);

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23)
        .unwrap()
        .and_hms_opt(9, 0, 0)
        .unwrap()
}

/// A sample library, drawn once for all tests and copied for each.
fn sample(long_side_px: u32) -> tempfile::TempDir {
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

struct Window {
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

type Driven = Harness<'static, Window>;

struct Lens {
    driven: Driven,
    root: PathBuf,
    /// Where the library lies, unless the test has it elsewhere.
    _folder: Option<tempfile::TempDir>,
}

impl Lens {
    fn new() -> Self {
        let folder = sample(480);
        let root = folder.path().join("library");
        Self::open(
            &root,
            Some(folder),
            common::builder(Appearance::Light).with_size(vec2(1280.0, 800.0)),
        )
    }

    fn open(
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

    fn shell(&mut self) -> &mut Shell {
        self.driven.state_mut().shell.as_mut().unwrap()
    }

    fn model(&self) -> &Model {
        &self.driven.state().shell.as_ref().unwrap().app.model
    }

    fn editor(&self) -> &EditorState {
        self.model().editor.as_ref().unwrap()
    }

    fn apply(&mut self, command: impl Into<Command>) {
        self.shell().app.apply(command.into());
        self.settle();
    }

    /// Draws until the workers are done and everything they made is shown.
    fn settle(&mut self) {
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

    fn press(&mut self, key: Key) {
        self.driven.key_press(key);
        self.driven.step();
        self.settle();
    }

    fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.driven.key_press_modifiers(modifiers, key);
        self.driven.step();
        self.settle();
    }

    fn click(&mut self, label: &str) {
        self.driven
            .get_by_role_and_label(Role::Button, label)
            .click();
        self.driven.step();
        self.settle();
    }

    fn has(&self, label: &str) -> bool {
        self.driven.query_by_label(label).is_some()
    }

    fn disabled(&self, label: &str) -> bool {
        self.driven
            .get_by_role_and_label(Role::Button, label)
            .accesskit_node()
            .is_disabled()
    }

    fn shown(&self) -> PhotoId {
        match self.model().view {
            View::Viewer(photo) | View::Editor(photo) => photo,
            other => panic!("{other:?}"),
        }
    }

    fn photo(&self, position: usize) -> PhotoId {
        self.model().gallery.items[position].id()
    }

    /// Opens the viewer on a photo of the gallery.
    fn view(&mut self, position: usize) {
        let photo = self.photo(position);
        self.apply(ViewerCommand::Open(photo));
    }

    /// The position of a photo that no scene of the sample has edited.
    fn unedited(&self) -> usize {
        let items = &self.model().gallery.items;
        items
            .iter()
            .position(|item| item.edits.is_identity())
            .unwrap()
    }
}

/// Every original with its bytes.
fn originals(root: &Path) -> HashMap<PathBuf, Vec<u8>> {
    fn walk(folder: &Path, found: &mut HashMap<PathBuf, Vec<u8>>) {
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
fn everything_has_a_name(driven: &Driven) {
    assert_eq!(
        common::unnamed_interactive_nodes(driven),
        Vec::<String>::new()
    );
}

#[test]
fn walking_goes_through_the_gallery_and_stops_at_both_ends() {
    let mut lens = Lens::new();
    let last = lens.model().gallery.items.len() - 1;
    lens.view(0);
    assert!(lens.disabled("Previous photo"));
    lens.press(Key::ArrowLeft);
    assert_eq!(lens.shown(), lens.photo(0));
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(1));
    assert!(!lens.disabled("Previous photo"));
    lens.click("Next photo");
    assert_eq!(lens.shown(), lens.photo(2));
    lens.click("Previous photo");
    assert_eq!(lens.shown(), lens.photo(1));
    lens.press(Key::End);
    assert_eq!(lens.shown(), lens.photo(last));
    assert!(lens.disabled("Next photo"));
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(last));
    lens.press(Key::Home);
    assert_eq!(lens.shown(), lens.photo(0));
}

#[test]
fn arrows_walk_even_when_a_button_has_the_keyboard() {
    let mut lens = Lens::new();
    lens.view(3);
    lens.driven
        .get_by_role_and_label(Role::Button, "Edit photo")
        .focus();
    lens.settle();
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(4));
    lens.press(Key::ArrowRight);
    assert_eq!(lens.shown(), lens.photo(5));
}

#[test]
fn escape_goes_back_to_the_gallery_however_far_one_walked() {
    let mut lens = Lens::new();
    lens.view(2);
    lens.press(Key::ArrowRight);
    lens.press(Key::ArrowRight);
    lens.press(Key::Escape);
    assert_eq!(lens.model().view, View::Gallery);
}

#[test]
fn keys_and_buttons_lead_to_the_heart_the_entry_and_the_editor() {
    let mut lens = Lens::new();
    lens.view(4);
    let (photo, entry) = {
        let item = &lens.model().gallery.items[4];
        (item.id(), item.entry)
    };
    let before = lens.model().gallery.items[4].favourite;
    lens.press(Key::F);
    assert_eq!(lens.model().gallery.items[4].favourite, !before);
    lens.click(if before {
        "Add to favourites"
    } else {
        "Remove from favourites"
    });
    assert_eq!(lens.model().gallery.items[4].favourite, before);

    lens.press(Key::Enter);
    assert_eq!(lens.model().view, View::Entry(entry));
    lens.apply(Command::Back);
    lens.click("Open entry");
    assert_eq!(lens.model().view, View::Entry(entry));
    lens.apply(Command::Back);
    lens.press(Key::E);
    assert_eq!(lens.model().view, View::Editor(photo));
    lens.press(Key::Escape);
    assert_eq!(lens.model().view, View::Viewer(photo));
    lens.click("Edit photo");
    assert_eq!(lens.model().view, View::Editor(photo));
    lens.click("Done");
    assert_eq!(lens.model().view, View::Viewer(photo));
}

#[test]
fn the_information_opens_and_closes() {
    let mut lens = Lens::new();
    lens.view(4);
    assert!(!lens.has("File size"));
    lens.press(Key::I);
    assert!(lens.has("File size"));
    assert!(lens.has("JPEG"));
    let name = lens.model().gallery.items[4]
        .photo
        .file
        .original_name
        .clone();
    assert!(lens.has(&name));
    lens.click("About this photo");
    assert!(!lens.has("File size"));
}

#[test]
fn zoom_keys_work_without_a_click_and_a_new_photo_is_shown_whole() {
    let mut lens = Lens::new();
    lens.view(4);
    assert!(lens.has("Show at full size"));
    lens.press(Key::Plus);
    assert!(lens.has("Show the whole photo"));
    lens.press(Key::Num0);
    assert!(lens.has("Show at full size"));
    lens.press(Key::Plus);
    lens.press(Key::ArrowRight);
    assert!(lens.has("Show at full size"));
}

#[test]
fn a_neighbour_in_the_strip_is_one_click_away() {
    let mut lens = Lens::new();
    lens.view(8);
    let item = lens.model().gallery.items[10].clone();
    let name = format!(
        "Photo of Mina, {}, {}",
        smilekeep::ui::text::short_date(item.moment.local.date()),
        smilekeep::ui::text::clock(item.moment.local.time())
    );
    lens.driven
        .get_all_by_role_and_label(Role::Button, &name)
        .last()
        .unwrap()
        .click();
    lens.settle();
    let shown = lens.shown();
    let moment = lens.model().gallery.item(shown).unwrap().moment;
    assert_eq!(moment, item.moment);
}

#[test]
fn a_photo_that_cannot_be_read_is_told_in_place() {
    let folder = sample(480);
    let root = folder.path().join("library");
    let _ = std::fs::remove_dir_all(root.join("cache"));
    for path in originals(&root).into_keys() {
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        #[allow(clippy::permissions_set_readonly_false, reason = "a test's own file")]
        permissions.set_readonly(false);
        std::fs::set_permissions(&path, permissions).unwrap();
        std::fs::write(&path, b"no photo any more").unwrap();
    }
    let mut lens = Lens::open(
        &root,
        Some(folder),
        common::builder(Appearance::Light).with_size(vec2(1280.0, 800.0)),
    );
    lens.view(0);
    lens.settle();
    assert!(lens.has("This picture cannot be shown right now"));
    lens.press(Key::E);
    lens.settle();
    assert!(lens.has("This picture cannot be shown right now"));
}

#[test]
fn sliders_set_the_edits_and_undo_takes_them_back() {
    let mut lens = Lens::new();
    let position = lens.unedited();
    let photo = lens.photo(position);
    lens.apply(EditorCommand::Open(photo));
    assert!(lens.disabled("Undo"));
    assert!(lens.disabled("Reset all"));

    // With the pointer: while it moves there is a preview and no undo step.
    let band = lens
        .driven
        .get_by_role_and_label(Role::Slider, "Brightness")
        .rect();
    lens.driven.drag_at(band.center());
    lens.driven.step();
    lens.driven
        .hover_at(band.center() + vec2(band.width() / 4.0, 0.0));
    lens.driven.step();
    lens.driven.step();
    let moving = lens.editor().edits.brightness;
    assert!((45..=60).contains(&moving), "{moving}");
    assert!(!lens.editor().history.can_undo());
    lens.driven
        .drop_at(band.center() + vec2(band.width() / 4.0, 0.0));
    lens.driven.step();
    lens.settle();
    assert_eq!(lens.editor().edits.brightness, moving);
    assert_eq!(
        lens.editor().preview.as_ref().unwrap().edits,
        lens.editor().edits
    );

    // With the keyboard.
    lens.driven
        .get_by_role_and_label(Role::Slider, "Contrast")
        .focus();
    lens.settle();
    lens.press(Key::ArrowLeft);
    assert_eq!(lens.editor().edits.contrast, -1);

    lens.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(lens.editor().edits.contrast, 0);
    lens.click("Undo");
    assert_eq!(lens.editor().edits, Edits::default());
    assert!(lens.disabled("Undo"));
    lens.click("Redo");
    assert_eq!(lens.editor().edits.brightness, moving);
    lens.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(lens.editor().edits.contrast, -1);
    lens.click("Reset all");
    assert_eq!(lens.editor().edits, Edits::default());
}

#[test]
fn a_number_typed_is_one_undo_step_and_its_letters_are_no_commands() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    let number = lens.driven.get_by_label("Brightness, as a number");
    number.focus();
    lens.settle();
    lens.press_with(Modifiers::COMMAND, Key::A);
    lens.driven.event(Event::Text("34".to_owned()));
    lens.driven.key_press(Key::R);
    lens.driven.step();
    lens.press(Key::Enter);
    lens.settle();
    assert_eq!(lens.editor().edits.brightness, 34);
    assert_eq!(lens.editor().edits.turn, Turn::None);
    lens.click("Undo");
    assert_eq!(lens.editor().edits, Edits::default());
}

#[test]
fn turns_and_flips_by_button_and_by_key() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    let start = Edits::default();
    lens.click("Turn right");
    assert_eq!(lens.editor().edits, start.turned_right());
    lens.press(Key::R);
    assert_eq!(lens.editor().edits, start.turned_right().turned_right());
    lens.press_with(Modifiers::SHIFT, Key::R);
    lens.click("Turn left");
    assert_eq!(lens.editor().edits, start);
    lens.press(Key::H);
    assert_eq!(lens.editor().edits, start.flipped_horizontally());
    lens.click("Mirror");
    assert_eq!(lens.editor().edits, start);
    lens.click("Flip over");
    assert_eq!(lens.editor().edits, start.flipped_vertically());
}

#[test]
fn leaving_the_editor_saves_to_the_journal_and_never_touches_the_originals() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    let before = originals(&lens.root);
    lens.apply(ViewerCommand::Open(photo));
    lens.press(Key::E);
    let wanted = Edits {
        brightness: 21,
        contrast: -8,
        ..Edits::default()
    }
    .turned_right();
    // Still moving when the parent leaves: what is seen is what is kept.
    lens.apply(EditorCommand::Drag(wanted));
    lens.press(Key::Escape);
    assert_eq!(lens.model().view, View::Viewer(photo));
    assert_eq!(lens.model().gallery.item(photo).unwrap().edits, wanted);

    let Lens {
        driven,
        root,
        _folder: folder,
    } = lens;
    drop(driven);
    let library = Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    assert_eq!(store::edits::get(&connection, photo).unwrap(), wanted);
    assert_eq!(originals(&root), before);
    drop(folder);
}

#[test]
fn holding_shows_the_photo_as_taken() {
    let mut lens = Lens::new();
    let photo = lens.photo(lens.unedited());
    lens.apply(EditorCommand::Open(photo));
    assert!(lens.disabled("Hold to see it as taken"));
    lens.press(Key::R);
    lens.settle();
    let as_taken = "The photo as taken";
    for key in [Key::B, Key::Backslash] {
        assert!(!lens.has(as_taken));
        lens.driven.key_down(key);
        lens.driven.step();
        lens.driven.step();
        assert!(lens.has(as_taken) && lens.has("As taken"), "{key:?}");
        lens.driven.key_up(key);
        lens.driven.step();
        lens.driven.step();
    }
    let button = lens
        .driven
        .get_by_role_and_label(Role::Button, "Hold to see it as taken")
        .rect();
    let pressed = |pressed| Event::PointerButton {
        pos: button.center(),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    lens.driven.hover_at(button.center());
    lens.driven.step();
    lens.driven.event(pressed(true));
    lens.driven.step();
    lens.driven.step();
    assert!(lens.has(as_taken));
    lens.driven.event(pressed(false));
    lens.driven.step();
    lens.driven.step();
    assert!(!lens.has(as_taken));
    assert_eq!(lens.editor().edits, Edits::default().turned_right());
}

#[test]
fn a_library_to_look_at_offers_no_changes() {
    let mut lens = Lens::new();
    let photo = lens.photo(4);
    lens.view(4);
    if let smilekeep::app::LibraryState::Open { read_only, .. } =
        &mut lens.shell().app.model.library
    {
        *read_only = Some(ReadOnlyReason::FolderReadOnly);
    }
    lens.settle();
    assert!(lens.disabled("Edit photo"));
    let heart = if lens.model().gallery.items[4].favourite {
        "Remove from favourites"
    } else {
        "Add to favourites"
    };
    assert!(lens.disabled(heart));
    let before = lens.model().gallery.items[4].favourite;
    lens.press(Key::F);
    lens.press(Key::E);
    assert_eq!(lens.model().view, View::Viewer(photo));
    assert_eq!(lens.model().gallery.items[4].favourite, before);
    lens.apply(EditorCommand::Open(photo));
    for button in ["Turn right", "Flip over", "Reset all", "Undo"] {
        assert!(lens.disabled(button), "{button}");
    }
    let slider = lens
        .driven
        .get_by_role_and_label(Role::Slider, "Brightness");
    assert!(slider.accesskit_node().is_disabled());
    lens.press(Key::R);
    assert!(lens.model().notices.is_empty());
    assert!(lens.has("This library can only be looked at, so nothing can be changed here."));
}

#[test]
fn everything_one_can_use_has_a_name() {
    let mut lens = Lens::new();
    lens.view(6);
    lens.press(Key::I);
    everything_has_a_name(&lens.driven);
    lens.press(Key::E);
    lens.press(Key::R);
    everything_has_a_name(&lens.driven);
}

#[test]
fn a_photo_that_is_gone_has_a_way_back() {
    let mut lens = Lens::new();
    let mut photos = (*lens.model().photos).clone();
    let photo = lens.photo(0);
    photos.remove(&photo);
    lens.shell().app.model.photos = Arc::new(photos);
    let baby = lens.model().current_baby().unwrap().clone();
    lens.shell().app.model.gallery = smilekeep::app::Gallery::new(Vec::new(), Vec::new(), &baby);
    lens.apply(ViewerCommand::Open(photo));
    assert!(lens.has("This photo is no longer in the journal"));
    lens.click("Back");
    assert_eq!(lens.model().view, View::Gallery);
}

// ---------------------------------------------------------------- looking

fn look_folder() -> PathBuf {
    let folder = std::env::var_os("SMILEKEEP_LOOK").map_or_else(
        || std::env::temp_dir().join("smilekeep-look-lens"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn save(lens: &mut Lens, name: &str) {
    // Fades and hovers come to rest.
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(1500) {
        lens.settle();
    }
    lens.driven.run_steps(20);
    let picture = lens.driven.render().unwrap();
    picture
        .save(look_folder().join(format!("{name}.png")))
        .unwrap();
}

const LOOKS: [(&str, Appearance); 3] = [
    ("light", Appearance::Light),
    ("dark", Appearance::Dark),
    ("night", Appearance::Night),
];
const SIZES: [(&str, Vec2); 3] = [
    ("1280", vec2(1280.0, 800.0)),
    ("1920", vec2(1920.0, 1080.0)),
    ("720", vec2(720.0, 600.0)),
];

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    let folder = sample(1600);
    let root = folder.path().join("library");
    for (size_name, size) in SIZES {
        let builder = common::builder(Appearance::Light)
            .with_size(size)
            .with_step_dt(0.1)
            .wgpu();
        let mut lens = Lens::open(&root, None, builder);
        let items = lens.model().gallery.items.clone();
        let portrait = items.iter().position(|item| item.shown_aspect() < 1.0);
        let landscape = items.iter().position(|item| item.shown_aspect() > 1.0);
        let arabic = items
            .iter()
            .position(|item| smilekeep::ui::text::is_right_to_left(&item.caption));
        let shapes = [("portrait", portrait), ("landscape", landscape)];
        for (look, appearance) in LOOKS {
            lens.apply(LibraryCommand::SetAppearance(appearance));
            for (shape, position) in shapes {
                let Some(position) = position else { continue };
                lens.view(position);
                save(&mut lens, &format!("viewer-{size_name}-{look}-{shape}"));
                if size_name == "720" && shape == "landscape" {
                    continue;
                }
                let photo = lens.photo(position);
                lens.apply(EditorCommand::Open(photo));
                save(&mut lens, &format!("editor-{size_name}-{look}-{shape}"));
                lens.apply(Command::Back);
            }
        }
        // The states in between, once each.
        lens.apply(LibraryCommand::SetAppearance(Appearance::Light));
        lens.view(landscape.unwrap());
        lens.press(Key::I);
        save(&mut lens, &format!("viewer-{size_name}-info"));
        lens.press(Key::I);
        lens.view(arabic.unwrap());
        save(&mut lens, &format!("viewer-{size_name}-arabic"));
        lens.view(0);
        lens.press(Key::Plus);
        lens.press(Key::Plus);
        save(&mut lens, &format!("viewer-{size_name}-zoomed"));
        let photo = lens.photo(landscape.unwrap());
        let before = lens.model().gallery.items[landscape.unwrap()].edits;
        lens.apply(EditorCommand::Open(photo));
        lens.apply(EditorCommand::Set(Edits {
            brightness: 30,
            contrast: 18,
            ..before
        }));
        lens.press(Key::H);
        save(&mut lens, &format!("editor-{size_name}-edited"));
        lens.driven.key_down(Key::B);
        lens.settle();
        save(&mut lens, &format!("editor-{size_name}-as-taken"));
        lens.driven.key_up(Key::B);
        lens.settle();
        lens.apply(EditorCommand::Set(before));
        lens.apply(Command::Back);
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_the_edges() {
    let folder = sample(1600);
    let root = folder.path().join("library");
    for (size_name, size) in SIZES {
        let builder = common::builder(Appearance::Light)
            .with_size(size)
            .with_step_dt(0.1)
            .wgpu();
        let mut lens = Lens::open(&root, None, builder);
        let texts = [
            (
                "arabic",
                "ابتسامة صغيرة على كتف ماما قبل النوم بقليل. ".repeat(6),
            ),
            (
                "chinese",
                "小雨在梦里笑了，我们都屏住了呼吸。🌧️😊".repeat(8),
            ),
            (
                "words",
                "Wrapped like a little parcel, and smiling. ".repeat(4),
            ),
        ];
        for (name, note) in texts {
            let entry = lens.model().gallery.items[5].entry;
            let caption: String = note.chars().take(160).collect();
            lens.shell()
                .app
                .model
                .gallery
                .patch_entry(entry, |item| item.caption = caption.clone());
            lens.view(5);
            save(&mut lens, &format!("edge-{size_name}-{name}"));
        }
        let photo = lens.photo(5);
        lens.shell().app.model.gallery.patch_photo(photo, |item| {
            item.photo.file.original_name =
                "صورة ليلى وهي نائمة_WhatsApp_Image_2026-11-03_at_03.10.22_0123456789abcdef.jpeg"
                    .to_owned();
            item.edits = Edits {
                brightness: 12,
                contrast: -8,
                ..Edits::default()
            };
        });
        lens.press(Key::I);
        save(&mut lens, &format!("edge-{size_name}-info"));
        lens.press(Key::I);
        if let smilekeep::app::LibraryState::Open { read_only, .. } =
            &mut lens.shell().app.model.library
        {
            *read_only = Some(ReadOnlyReason::FolderReadOnly);
        }
        save(&mut lens, &format!("edge-{size_name}-viewer-read-only"));
        lens.apply(EditorCommand::Open(photo));
        save(&mut lens, &format!("edge-{size_name}-editor-read-only"));
        lens.apply(Command::Back);
        // An original that is no photo any more.
        let hash = smilekeep::domain::ContentHash::from_bytes([7; 32]);
        lens.shell().app.model.gallery.patch_photo(photo, |item| {
            item.photo.file.hash = hash;
        });
        save(&mut lens, &format!("edge-{size_name}-problem"));
    }
}

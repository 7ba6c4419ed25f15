//! A walk through every view, full and empty, as those walk who see it through
//! a screen reader or have no pointer.

use std::collections::BTreeSet;

use eframe::egui::{Key, Modifiers, Role, Shape, accesskit::Action};
use egui_kittest::kittest::NodeT as _;
use smilekeep::app::{
    Appearance, CaptureCommand, Command, EditorCommand, EntryCommand, LibraryCommand,
    MilestoneCommand, View, ViewerCommand,
};
use smilekeep::ui::theme::{Motion, Theme};

use crate::window::{Home, Opening, Window};

/// Everything that can be used, as role and name.
fn usable(window: &Window) -> Vec<(Role, String)> {
    let root = window.harness.root();
    root.children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| !node.is_hidden() && !node.is_disabled())
        .filter(|node| {
            let data = node.data();
            data.supports_action(Action::Click) || data.supports_action(Action::Focus)
        })
        .map(|node| (node.role(), node.label().unwrap_or_default()))
        .collect()
}

/// What everything that can be used is allowed to be: a screen reader says of
/// each what can be done with it.
const ROLES: &[Role] = &[
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Image,
    Role::Link,
    Role::ListBoxOption,
    Role::MenuItem,
    Role::MenuItemRadio,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::ScrollBar,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
    // Places that sense clicks to close something, or dialogs themselves.
    Role::Dialog,
    Role::GenericContainer,
    Role::Unknown,
    Role::Window,
];

#[track_caller]
fn sound(window: &Window, place: &str) {
    assert_eq!(window.unnamed(), Vec::<String>::new(), "{place}");
    let usable = usable(window);
    assert!(!usable.is_empty(), "{place}");
    let odd: Vec<_> = usable
        .iter()
        .filter(|(role, _)| !ROLES.contains(role))
        .collect();
    assert!(odd.is_empty(), "{place}: {odd:?}");
    let headings = window
        .harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::Heading)
        .count();
    assert!(headings > 0, "{place} has no heading to jump to");
    for node in window.harness.root().children_recursive() {
        let node = node.accesskit_node();
        if matches!(node.role(), Role::Slider | Role::SpinButton) && !node.is_disabled() {
            let told = node.numeric_value().is_some() || node.value().is_some();
            assert!(told, "{place}: {:?} tells no value", node.label());
        }
    }
}

/// Tab goes to everything once and comes round again; whatever has the
/// keyboard shows it.
#[track_caller]
fn tab_goes_round(window: &mut Window, place: &str) {
    let ring = {
        let look = window.model().config.appearance;
        Theme::new(look, 1.0).palette.focus
    };
    let mut seen: Vec<String> = Vec::new();
    let mut places = BTreeSet::new();
    for _ in 0..400 {
        window.harness.key_press(Key::Tab);
        // What was out of sight glides into it.
        window.frames(6);
        let Some((id, name)) = focused(window) else {
            continue;
        };
        if !places.insert(id) {
            break;
        }
        assert!(
            has_ring(window, ring),
            "{place}: nothing shows that “{name}” has the keyboard"
        );
        seen.push(name);
    }
    assert!(seen.len() >= 3, "{place}: {seen:?}");
    assert!(seen.len() < 400, "{place}: Tab never comes round");
}

fn focused(window: &Window) -> Option<(String, String)> {
    let root = window.harness.root();
    let node = root
        .children_recursive()
        .find(|node| node.accesskit_node().is_focused())?;
    let node = node.accesskit_node();
    let id = format!("{:?}", node.id());
    Some((id, node.label().unwrap_or_default()))
}

/// Whether anything is drawn in the colour of the ring.
fn has_ring(window: &Window, ring: eframe::egui::Color32) -> bool {
    fn any(shape: &Shape, ring: eframe::egui::Color32) -> bool {
        match shape {
            Shape::Vec(shapes) => shapes.iter().any(|shape| any(shape, ring)),
            Shape::Rect(rect) => rect.stroke.width > 1.0 && rect.stroke.color == ring,
            Shape::Circle(circle) => circle.stroke.width > 1.0 && circle.stroke.color == ring,
            _ => false,
        }
    }
    let shapes = &window.harness.output().shapes;
    shapes.iter().any(|clipped| any(&clipped.shape, ring))
}

#[test]
fn the_first_start() {
    let home = Home::bare();
    let mut window = Opening::default().on(&home);
    sound(&window, "welcome");
    tab_goes_round(&mut window, "welcome");
}

#[test]
fn every_view_of_an_empty_library() {
    let mut window = Window::empty("Mina");
    for view in [
        View::Gallery,
        View::Milestones,
        View::Keepsake,
        View::Inbox,
        View::Settings,
    ] {
        window.apply(Command::Go(view));
        sound(&window, &format!("{view:?}, empty"));
        tab_goes_round(&mut window, &format!("{view:?}, empty"));
    }
    window.apply(EntryCommand::New);
    sound(&window, "a new entry");
    tab_goes_round(&mut window, "a new entry");
    window.apply(MilestoneCommand::New {
        entry: None,
        title: String::new(),
    });
    window.apply(Command::Go(View::Milestones));
    sound(&window, "a new milestone");
}

#[test]
fn every_page_of_a_full_library() {
    let mut window = Window::sample();
    for view in [View::Milestones, View::Keepsake, View::Settings] {
        window.apply(Command::Go(view));
        sound(&window, &format!("{view:?}"));
        tab_goes_round(&mut window, &format!("{view:?}"));
    }
    window.apply(Command::Go(View::Gallery));
    sound(&window, "gallery");
    window.apply(Command::Go(View::Milestones));
    let milestone = window.model().milestones[0].id;
    window.apply(MilestoneCommand::Open(milestone));
    sound(&window, "an open milestone");
    let entry = window.model().gallery.items[0].entry;
    window.apply(EntryCommand::Open(entry));
    sound(&window, "an entry with photos");
    tab_goes_round(&mut window, "an entry with photos");
    window.click("Correct…");
    sound(&window, "an entry whose moment is corrected");
}

#[test]
fn the_camera() {
    use crate::camera::{sees, until, window_with_camera};
    let (mut window, _cameras) = window_with_camera();
    window.apply(smilekeep::app::CameraCommand::Open(None));
    until(&mut window, sees);
    sound(&window, "camera");
    tab_goes_round(&mut window, "camera");
    window.apply(smilekeep::app::CameraCommand::Shoot);
    until(&mut window, |window| window.has("Keep 1 photo"));
    sound(&window, "camera with a photo");
    tab_goes_round(&mut window, "camera with a photo");
}

#[test]
fn a_photo_and_all_its_tools() {
    let mut window = Opening::sized(1280.0, 3400.0).on(&Home::sample());
    let photo = window.photo(1);
    window.apply(ViewerCommand::Open(photo));
    sound(&window, "viewer");
    tab_goes_round(&mut window, "viewer");
    window.key(Key::I);
    sound(&window, "viewer with what is known");
    window.key(Key::Num1);
    sound(&window, "viewer up close");
    window.key_with(Modifiers::COMMAND, Key::S);
    assert!(window.has("Save a copy"));
    sound(&window, "saving a copy");
    window.key(Key::Escape);

    window.apply(EditorCommand::Open(photo));
    for fold in ["Colour", "Detail", "Use again"] {
        window.press(fold);
        window.frames(10);
    }
    window.key(Key::R);
    window.press("Steps");
    window.frames(10);
    sound(&window, "editor");
    tab_goes_round(&mut window, "editor");
    window.key(Key::S);
    window.settle();
    sound(&window, "editor, side by side");
    window.apply(EditorCommand::BeginCrop);
    sound(&window, "crop");
    tab_goes_round(&mut window, "crop");
}

#[test]
fn what_lies_over_the_window() {
    for look in [Appearance::Light, Appearance::Dark, Appearance::Night] {
        let mut window = Window::sample();
        window.dress(look);
        window.key_with(Modifiers::COMMAND, Key::K);
        sound(&window, "palette");
        window.key(Key::Escape);
        window.key(Key::Questionmark);
        sound(&window, "keys");
        window.key(Key::Escape);
    }
    let mut window = Window::sample();
    let wrong = window.home.folder().join("wrong.jpg");
    std::fs::write(&wrong, b"no photo").unwrap();
    window.apply(CaptureCommand::AddFiles(vec![wrong]));
    assert!(window.model().report.is_some());
    sound(&window, "report");
    tab_goes_round_in_dialog(&mut window);
}

/// In a dialog, Tab stays in it.
#[track_caller]
fn tab_goes_round_in_dialog(window: &mut Window) {
    let mut names = BTreeSet::new();
    for _ in 0..12 {
        window.harness.key_press(Key::Tab);
        window.frames(2);
        names.extend(focused(window).map(|(_, name)| name));
    }
    assert!(names.contains("All right"), "{names:?}");
    assert!(!names.contains("Memories"), "{names:?}");
}

#[test]
fn nothing_glides_where_nothing_may_move() {
    let mut window = Window::sample();
    window.apply(LibraryCommand::SetStill(true));
    assert!(Motion::STILL.is_still());
    assert_eq!(window.harness.ctx.global_style().animation_time, 0.0);
    let photo = window.photo(1);
    window.apply(ViewerCommand::Open(photo));
    window.harness.key_press(Key::Num1);
    window.frames(2);
    let picture = window
        .find(Role::Image, |name| name.starts_with("Photo of"))
        .unwrap();
    let value = picture.accesskit_node().value();
    assert_eq!(value.as_deref(), Some("100 %"), "it is there at once");
}

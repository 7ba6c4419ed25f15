//! The keepsake and settings views, used by role and name through the real
//! window on a real library.

mod common;
mod ui_pages_support;

use eframe::egui::{self, Key, Role, accesskit::Toggled, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use smilekeep::app::{
    Appearance, Command, EntryCommand, KeepsakeCommand, KeepsakeState, LibraryCommand, View,
};
use smilekeep::domain::{BabyFields, Month, PageChoice, PhotoId};
use smilekeep::store::{self, Library};
use ui_pages_support::{Held, Window};

fn window() -> Window {
    Window::open(vec2(1280.0, 1600.0))
}

fn keepsake() -> Window {
    let mut window = window();
    window.apply(Command::Go(View::Keepsake));
    window
}

fn settings() -> Window {
    let mut window = Window::open(vec2(1280.0, 2000.0));
    window.apply(Command::Go(View::Settings));
    window
}

fn state(window: &mut Window) -> KeepsakeState {
    window.app().model.keepsake.clone()
}

fn chosen(window: &mut Window) -> Vec<PhotoId> {
    window.app().model.keepsake.chosen.clone()
}

/// What the library remembers of the page on screen.
fn stored(window: &mut Window) -> PageChoice {
    let shown = state(window).choice.unwrap();
    let library = Library::open_to_read(&window.root()).unwrap();
    store::keepsake::get(&library.connect().unwrap(), shown.baby, shown.month).unwrap()
}

fn button<'a>(harness: &'a Harness<'static, Held>, name: &str) -> Node<'a> {
    find(harness, Role::Button, |label| label == name)
        .unwrap_or_else(|| panic!("no button “{name}”"))
}

fn find<'a>(
    harness: &'a Harness<'static, Held>,
    role: Role,
    matches: impl Fn(&str) -> bool,
) -> Option<Node<'a>> {
    harness.get_all_by_role(role).find(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        matches(&label)
    })
}

fn click(window: &mut Window, name: &str) {
    button(&window.harness, name).click();
    window.settle();
}

/// Tab's work done by hand, then the key: what a keyboard does.
fn press(window: &mut Window, name: &str, key: Key) {
    button(&window.harness, name).focus();
    window.frames(2);
    window.harness.key_press(key);
    window.settle();
}

fn thumb(window: &mut Window, number: usize) {
    let beginning = format!("Photo {number} on the page");
    find(&window.harness, Role::Button, |label| {
        label.starts_with(&beginning)
    })
    .unwrap()
    .click();
    window.settle();
}

fn type_into(window: &mut Window, field: &str, text: &str) {
    window
        .harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    window.frames(2);
    window
        .harness
        .get_by_role_and_label(Role::TextInput, field)
        .type_text(text);
    window.settle();
}

// ---- keepsake

#[test]
fn a_month_is_chosen_by_arrows_and_from_the_list() {
    let mut window = keepsake();
    let newest = window.app().model.months().next().unwrap();
    assert_eq!(state(&mut window).choice.unwrap().month, newest);
    click(&mut window, "Previous month");
    assert_eq!(state(&mut window).choice.unwrap().month, newest.previous());
    assert!(!state(&mut window).chosen.is_empty());

    click(&mut window, &newest.previous().label());
    let oldest = window.app().model.months().last().unwrap().label();
    find(&window.harness, Role::MenuItemRadio, |label| {
        label.starts_with(&oldest)
    })
    .unwrap()
    .click();
    window.settle();
    assert_eq!(state(&mut window).choice.unwrap().month.label(), oldest);
}

#[test]
fn a_typed_title_changes_the_page_and_is_kept() {
    let mut window = keepsake();
    let before = state(&mut window);
    type_into(&mut window, "Title", "First snow");
    let after = state(&mut window);
    assert!(after.page_generation > before.page_generation);
    let pixels = |state: &KeepsakeState| state.page.clone().unwrap().rgba.clone();
    assert_ne!(pixels(&before), pixels(&after));
    // Kept after a pause, without leaving the view.
    assert_eq!(stored(&mut window).title, "First snow");

    type_into(&mut window, "Closing line", "سنة سعيدة");
    window.apply(Command::Go(View::Gallery));
    let kept = {
        window.app().flush().unwrap();
        stored(&mut window)
    };
    assert_eq!(kept.closing, "سنة سعيدة");
    assert_eq!(kept.photos, None, "words alone choose no photos");
}

#[test]
fn photos_come_off_go_on_and_move_by_keyboard() {
    let mut window = keepsake();
    window.apply(KeepsakeCommand::Show(Month::new(2026, 10).unwrap()));
    let proposed = chosen(&mut window);
    assert!(
        proposed.len() >= 3,
        "the sample's October has enough to move"
    );
    assert!(
        find(&window.harness, Role::Button, |l| l
            == "Let Smilekeep choose")
        .is_none()
    );

    thumb(&mut window, 2);
    press(&mut window, "Take off the page", Key::Enter);
    assert_eq!(chosen(&mut window).len(), proposed.len() - 1);
    assert!(!chosen(&mut window).contains(&proposed[1]));

    // What is not on the page lies below it.
    find(&window.harness, Role::Button, |label| {
        label.starts_with("Add the photo of")
    })
    .unwrap()
    .click();
    window.settle();
    let list = chosen(&mut window);
    assert_eq!(list.len(), proposed.len());

    let last = list.len();
    thumb(&mut window, last);
    press(&mut window, "Move earlier", Key::Space);
    press(&mut window, "Move earlier", Key::Space);
    let moved = chosen(&mut window);
    assert_eq!(moved[last - 3], list[last - 1]);
    press(&mut window, "Move later", Key::Enter);
    assert_eq!(chosen(&mut window)[last - 2], list[last - 1]);

    window.app().flush().unwrap();
    let kept = stored(&mut window).photos.unwrap();
    assert_eq!(kept, chosen(&mut window));

    click(&mut window, "Let Smilekeep choose");
    assert_eq!(chosen(&mut window), proposed);
    assert_eq!(state(&mut window).choice.unwrap().photos, None);
}

#[test]
fn delete_on_a_thumbnail_takes_it_off() {
    let mut window = keepsake();
    let before = chosen(&mut window);
    find(&window.harness, Role::Button, |label| {
        label.starts_with("Photo 1 on the page")
    })
    .unwrap()
    .focus();
    window.frames(2);
    window.harness.key_press(Key::Delete);
    window.settle();
    assert_eq!(chosen(&mut window), before[1..]);
}

#[test]
fn a_photo_is_dragged_to_another_place() {
    let mut window = keepsake();
    let before = chosen(&mut window);
    let middle = |window: &Window, number: usize| {
        let beginning = format!("Photo {number} on the page");
        find(&window.harness, Role::Button, |label| {
            label.starts_with(&beginning)
        })
        .unwrap()
        .rect()
        .center()
    };
    let (from, to) = (middle(&window, 1), middle(&window, 3));
    window.harness.drag_at(from);
    window.frames(2);
    for step in 1..=8 {
        let at = from + (to + vec2(20.0, 0.0) - from) * (step as f32 / 8.0);
        window.harness.hover_at(at);
        window.frames(1);
    }
    window.harness.drop_at(to + vec2(20.0, 0.0));
    window.settle();
    let after = chosen(&mut window);
    assert_eq!(after[..3], [before[1], before[2], before[0]]);
}

#[test]
fn a_full_page_says_so_and_takes_no_more() {
    let mut window = keepsake();
    let month = window
        .app()
        .model
        .gallery
        .months
        .iter()
        .find(|section| section.range.len() >= PageChoice::MAX_PHOTOS)
        .unwrap()
        .month;
    window.apply(KeepsakeCommand::Show(month));
    loop {
        let next = find(&window.harness, Role::Button, |label| {
            label.starts_with("Add the photo of")
        });
        match next {
            Some(node) if chosen_count(&window) < PageChoice::MAX_PHOTOS => node.click(),
            _ => break,
        }
        window.settle();
    }
    assert_eq!(chosen(&mut window).len(), PageChoice::MAX_PHOTOS);
}

fn chosen_count(window: &Window) -> usize {
    window
        .harness
        .get_all_by_role(Role::Button)
        .filter(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.starts_with("Photo ") && label.contains(" on the page")
        })
        .count()
}

#[test]
fn paper_is_one_of_two() {
    let mut window = keepsake();
    let before = state(&mut window).page.unwrap();
    let pick = |window: &mut Window, name: &str| {
        window
            .harness
            .get_by_role_and_label(Role::RadioButton, name)
            .click();
        window.settle();
    };
    pick(&mut window, "US Letter");
    let after = state(&mut window).page.unwrap();
    assert_ne!((before.width, before.height), (after.width, after.height));
    // A second tap leaves it.
    pick(&mut window, "US Letter");
    let letter = window
        .harness
        .get_by_role_and_label(Role::RadioButton, "US Letter");
    assert_eq!(letter.accesskit_node().toggled(), Some(Toggled::True));
}

#[test]
fn a_month_without_photos_has_a_page_and_a_way_on() {
    let mut window = keepsake();
    window.apply(KeepsakeCommand::Show(Month::new(2027, 3).unwrap()));
    let state = state(&mut window);
    assert!(state.page.is_some() && state.candidates.is_empty());
    button(&window.harness, "Choose photos…");
    button(&window.harness, "Save as PDF…");
    assert_eq!(window.unnamed(), Vec::<String>::new());

    let mut window = Window::empty(vec2(1280.0, 800.0));
    window.apply(Command::Go(View::Keepsake));
    button(&window.harness, "Add the first photos…");
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn a_page_that_gains_a_photo_while_it_is_shown_offers_it() {
    let mut window = keepsake();
    let before = state(&mut window).candidates.len();
    let entry = state(&mut window).candidates[0].entry;
    window.apply(EntryCommand::Trash(entry));
    window.apply(Command::Go(View::Keepsake));
    assert!(state(&mut window).candidates.len() < before);
    window.apply(EntryCommand::Restore(entry));
    assert_eq!(state(&mut window).candidates.len(), before);
}

#[test]
fn saving_is_a_task_and_ends_in_a_pdf_and_a_png() {
    let mut window = keepsake();
    let folder = tempfile::tempdir().unwrap();
    for (name, beginning) in [("page.pdf", &b"%PDF"[..]), ("page.png", b"\x89PNG")] {
        let path = folder.path().join(name);
        let command = if name.ends_with("pdf") {
            KeepsakeCommand::SavePdf(path.clone())
        } else {
            KeepsakeCommand::SavePng(path.clone())
        };
        window.app().apply(command.into());
        // The frame goes on; a thread of its own does the work.
        assert_eq!(window.app().model.tasks.len(), 1);
        assert!(window.app().settle(std::time::Duration::from_secs(120)));
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(beginning), "{name}");
    }
}

#[test]
fn the_print_dialog_finds_counts_and_closes() {
    let mut window = keepsake();
    click(&mut window, "Print…");
    window.app().model.keepsake.printers = Some(Ok(vec![
        smilekeep::keepsake::PrinterInfo {
            name: "Kitchen".to_owned(),
            is_default: false,
        },
        smilekeep::keepsake::PrinterInfo {
            name: "Study".to_owned(),
            is_default: true,
        },
    ]));
    window.settle();
    assert_eq!(window.unnamed(), Vec::<String>::new());
    let toggled = |window: &Window, name: &str| {
        let node = window
            .harness
            .get_by_role_and_label(Role::RadioButton, name);
        node.accesskit_node().toggled()
    };
    assert_eq!(toggled(&window, "Study"), Some(Toggled::True));
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, "Kitchen")
        .click();
    window.settle();
    assert_eq!(toggled(&window, "Kitchen"), Some(Toggled::True));
    click(&mut window, "One copy more");
    let copies = find(&window.harness, Role::SpinButton, |label| label == "Copies").unwrap();
    assert_eq!(copies.accesskit_node().numeric_value(), Some(2.0));
    window.harness.key_press(Key::Escape);
    window.settle();
    assert!(find(&window.harness, Role::Button, |l| l == "One copy more").is_none());
}

#[test]
fn without_a_printer_the_dialog_leads_to_a_pdf() {
    let mut window = keepsake();
    click(&mut window, "Print…");
    window.app().model.keepsake.printers = Some(Err("No printer is set up.".to_owned()));
    window.settle();
    window.harness.get_by_label("No printer is set up.");
    assert_eq!(
        window
            .harness
            .get_all_by_role_and_label(Role::Button, "Save as PDF…")
            .count(),
        2
    );
    click(&mut window, "Cancel");
    assert!(find(&window.harness, Role::Button, |l| l == "Look again").is_none());
}

#[test]
fn a_library_that_can_only_be_looked_at_still_saves_pages() {
    let mut window = window();
    let root = window.root();
    let Window { folder, harness } = window;
    drop(harness);
    let library = Library::open(&root).unwrap();
    let connection = library.connect().unwrap();
    // As a newer Smilekeep leaves it.
    connection
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    drop((connection, library));
    window = Window::on(folder, vec2(1280.0, 1600.0));
    assert!(window.app().model.read_only().is_some());
    window.apply(Command::Go(View::Keepsake));
    let before = state(&mut window).choice;
    let title = window
        .harness
        .get_by_role_and_label(Role::TextInput, "Title");
    assert!(title.accesskit_node().is_disabled());
    assert!(
        !button(&window.harness, "Save as PDF…")
            .accesskit_node()
            .is_disabled()
    );
    let path = window.folder.path().join("page.pdf");
    window.apply(KeepsakeCommand::SavePdf(path.clone()));
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
    assert_eq!(state(&mut window).choice, before);
    window.apply(Command::Go(View::Settings));
    assert!(
        button(&window.harness, "Add a baby…")
            .accesskit_node()
            .is_disabled()
    );
}

#[test]
fn everything_on_both_views_has_a_name() {
    let mut window = keepsake();
    assert_eq!(window.unnamed(), Vec::<String>::new());
    thumb(&mut window, 1);
    assert_eq!(window.unnamed(), Vec::<String>::new());
    click(&mut window, "Look closer");
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.apply(Command::Go(View::Settings));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    click(&mut window, "Add a baby…");
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn every_thing_in_the_keepsake_view_can_be_reached_with_tab() {
    let mut window = keepsake();
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..60 {
        window.harness.key_press(Key::Tab);
        window.frames(1);
        let focused = window
            .harness
            .root()
            .children_recursive()
            .find(|node| node.is_focused())
            .and_then(|node| node.accesskit_node().label());
        reached.extend(focused);
    }
    for name in [
        "Previous month",
        "Title",
        "Closing line",
        "US Letter",
        "Save as PDF…",
        "Print…",
    ] {
        assert!(reached.contains(name), "{name} not in {reached:?}");
    }
    assert!(
        reached
            .iter()
            .any(|name| name.starts_with("Photo 1 on the page"))
    );
}

// ---- settings

#[test]
fn a_second_baby_is_added_and_shown() {
    let mut window = settings();
    let first = window.app().model.baby.unwrap();
    click(&mut window, "Add a baby…");
    // Nothing is saved that is not there.
    click(&mut window, "Add this baby");
    window.harness.get_by_label("Please write the baby’s name.");
    assert_eq!(window.app().model.babies.len(), 1);

    type_into(&mut window, "Name", "ليلى");
    type_into(&mut window, "Day of birth", "3 Sep 2026");
    click(&mut window, "Add this baby");
    let model = &window.app().model;
    assert_eq!(model.babies.len(), 2);
    let second = model.current_baby().unwrap();
    assert_eq!(second.fields.name, "ليلى");
    assert_eq!(second.fields.birth_date, "2026-09-03".parse().unwrap());
    assert_ne!(second.id, first);

    window.apply(Command::Go(View::Settings));
    assert!(find(&window.harness, Role::Button, |l| l == "Add this baby").is_none());
    click(&mut window, "Show Mina’s journal");
    assert_eq!(window.app().model.baby, Some(first));
    assert_eq!(window.app().model.view, View::Settings);
}

#[test]
fn a_baby_is_changed_in_place_and_a_slip_is_explained() {
    let mut window = settings();
    click(&mut window, "Change Mina…");
    type_into(&mut window, "Name", " Sofie");
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Due date, if you like")
        .focus();
    window.frames(2);
    window
        .harness
        .key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    window.frames(2);
    type_into(&mut window, "Due date, if you like", "1 Jul 2028");
    click(&mut window, "Save");
    assert!(
        window
            .harness
            .query_by_label_contains("more than five months")
            .is_some()
    );
    assert_eq!(window.app().model.babies[0].fields.name, "Mina");
    window
        .harness
        .key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Due date, if you like")
        .focus();
    window.frames(2);
    window
        .harness
        .key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    window.frames(2);
    window.harness.key_press(Key::Delete);
    window.settle();
    click(&mut window, "Save");
    let fields = &window.app().model.babies[0].fields;
    assert_eq!(fields.name, "Mina Sofie");
    assert_eq!(fields.due_date, None);
    assert!(fields.portrait.is_some(), "the picture stays");
    assert!(find(&window.harness, Role::Button, |l| l == "Save").is_none());
}

#[test]
fn changing_a_baby_does_not_switch_to_it_and_a_new_one_keeps_its_picture() {
    let mut window = settings();
    let first = window.app().model.baby.unwrap();
    let picture = window.folder.path().join("sofie.png");
    image::RgbImage::from_pixel(64, 64, image::Rgb([200, 120, 90]))
        .save(&picture)
        .unwrap();
    let fields = BabyFields {
        name: "Sofie".to_owned(),
        birth_date: "2026-09-03".parse().unwrap(),
        due_date: None,
        portrait: None,
    };
    window.apply(LibraryCommand::AddBaby(fields, Some(picture)));
    let second = window.app().model.current_baby().unwrap().clone();
    assert!(second.fields.portrait.is_some());

    window.apply(LibraryCommand::SelectBaby(first));
    let fields = BabyFields {
        name: "Sofie Marie".to_owned(),
        ..second.fields
    };
    window.apply(LibraryCommand::ChangeBaby(second.id, fields, None));
    assert_eq!(window.app().model.baby, Some(first));
    assert!(
        window
            .app()
            .model
            .babies
            .iter()
            .any(|baby| baby.fields.name == "Sofie Marie")
    );
}

#[test]
fn look_and_size_apply_at_once() {
    let mut window = settings();
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, Appearance::Night.label())
        .click();
    window.settle();
    assert_eq!(window.app().model.config.appearance, Appearance::Night);
    click(&mut window, "Larger");
    click(&mut window, "Larger");
    assert!((window.app().model.config.scale - 1.10).abs() < 1e-4);
    click(&mut window, "Back to 100 %");
    assert!((window.app().model.config.scale - 1.0).abs() < 1e-4);
    click(&mut window, "Smaller");
    assert!((window.app().model.config.scale - 0.95).abs() < 1e-4);
}

#[test]
fn a_deleted_entry_waits_and_comes_back() {
    let mut window = window();
    let entry = window.app().model.gallery.items[0].entry;
    let photos = window.app().model.gallery.items.len();
    window.apply(EntryCommand::Trash(entry));
    assert!(window.app().model.gallery.items.len() < photos);
    let mut window = {
        window.harness.set_size(vec2(1280.0, 2000.0));
        window.apply(Command::Go(View::Settings));
        window
    };
    find(&window.harness, Role::Button, |label| {
        label.starts_with("Put back the entry of")
    })
    .unwrap()
    .click();
    window.settle();
    assert!(window.app().model.trash.is_empty());
    assert_eq!(window.app().model.gallery.items.len(), photos);
    assert!(
        window
            .harness
            .query_by_label_contains("Nothing here")
            .is_some()
    );
}

#[test]
fn checking_the_library_ends_in_a_report() {
    let mut window = settings();
    click(&mut window, "Check all photos");
    assert!(window.app().model.report.is_some());
}

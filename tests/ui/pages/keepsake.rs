//! The keepsake page.

use eframe::egui::{Key, Role, accesskit::Toggled, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use smilekeep::app::{Command, EntryCommand, KeepsakeCommand, KeepsakeState, View};
use smilekeep::domain::{Month, PageChoice, PhotoId};
use smilekeep::store::{self, Library};

use crate::window::{Home, Opening, Window};

fn keepsake() -> Window {
    let mut window = Opening::sized(1280.0, 2600.0).on(&Home::sample());
    window.apply(Command::Go(View::Keepsake));
    window
}

fn state(window: &Window) -> KeepsakeState {
    window.model().keepsake.clone()
}

fn chosen(window: &Window) -> Vec<PhotoId> {
    window.model().keepsake.chosen.clone()
}

/// What the library remembers of the page on screen.
fn stored(window: &Window) -> PageChoice {
    let shown = state(window).choice.unwrap();
    let connection = window.home.library().connect().unwrap();
    store::keepsake::get(&connection, shown.baby, shown.month).unwrap()
}

fn thumb(window: &mut Window, number: usize) {
    window
        .button_beginning(&format!("Photo {number} on the page"))
        .click();
    window.settle();
}

/// Taps one of several.
fn pick(window: &mut Window, name: &str) {
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, name)
        .click();
    window.settle();
}

#[test]
fn a_month_is_chosen_by_arrows_and_from_the_list() {
    let mut window = keepsake();
    let newest = window.app().model.months().next().unwrap();
    assert_eq!(state(&window).choice.unwrap().month, newest);
    window.click("Previous month");
    assert_eq!(state(&window).choice.unwrap().month, newest.previous());
    assert!(!state(&window).chosen.is_empty());

    window.click(&newest.previous().label());
    let oldest = window.app().model.months().last().unwrap().label();
    window
        .find(Role::MenuItemRadio, |label| label.starts_with(&oldest))
        .unwrap()
        .click();
    window.settle();
    assert_eq!(state(&window).choice.unwrap().month.label(), oldest);
}

#[test]
fn a_typed_title_changes_the_page_and_is_kept() {
    let mut window = keepsake();
    let before = state(&window);
    window.type_and_settle("Title", "First snow");
    let after = state(&window);
    assert!(after.page_generation > before.page_generation);
    let pixels = |state: &KeepsakeState| state.page.clone().unwrap().rgba.clone();
    assert_ne!(pixels(&before), pixels(&after));
    // Kept after a pause, without leaving the view.
    assert_eq!(stored(&window).title, "First snow");

    let before = state(&window);
    window.type_and_settle("Place", "By the sea, at Oma’s");
    assert_ne!(pixels(&before), pixels(&state(&window)));
    window.type_and_settle("Closing line", "سنة سعيدة");
    window.apply(Command::Go(View::Gallery));
    let kept = {
        window.app().flush().unwrap();
        stored(&window)
    };
    assert_eq!(kept.closing, "سنة سعيدة");
    assert_eq!(kept.look.place, "By the sea, at Oma’s");
    assert_eq!(kept.photos, None, "words alone choose no photos");
}

#[test]
fn photos_come_off_go_on_and_move_by_keyboard() {
    let mut window = keepsake();
    window.apply(KeepsakeCommand::Show(Month::new(2026, 10).unwrap()));
    let proposed = chosen(&window);
    assert!(
        proposed.len() >= 3,
        "the sample's October has enough to move"
    );
    assert!(
        window
            .find(Role::Button, |l| l == "Let Smilekeep choose")
            .is_none()
    );

    thumb(&mut window, 2);
    window.key_on("Take off the page", Key::Enter);
    assert_eq!(chosen(&window).len(), proposed.len() - 1);
    assert!(!chosen(&window).contains(&proposed[1]));

    // What is not on the page lies below it.
    window
        .find(Role::Button, |label| label.starts_with("Add the photo of"))
        .unwrap()
        .click();
    window.settle();
    let list = chosen(&window);
    assert_eq!(list.len(), proposed.len());

    let last = list.len();
    thumb(&mut window, last);
    window.key_on("Move earlier", Key::Space);
    window.key_on("Move earlier", Key::Space);
    let moved = chosen(&window);
    assert_eq!(moved[last - 3], list[last - 1]);
    window.key_on("Move later", Key::Enter);
    assert_eq!(chosen(&window)[last - 2], list[last - 1]);

    window.app().flush().unwrap();
    let kept = stored(&window).photos.unwrap();
    assert_eq!(kept, chosen(&window));

    window.click("Let Smilekeep choose");
    assert_eq!(chosen(&window), proposed);
    assert_eq!(state(&window).choice.unwrap().photos, None);
}

#[test]
fn delete_on_a_thumbnail_takes_it_off() {
    let mut window = keepsake();
    let before = chosen(&window);
    window
        .find(Role::Button, |label| {
            label.starts_with("Photo 1 on the page")
        })
        .unwrap()
        .focus();
    window.frames(2);
    window.harness.key_press(Key::Delete);
    window.settle();
    assert_eq!(chosen(&window), before[1..]);
}

#[test]
fn a_photo_is_dragged_to_another_place() {
    let mut window = keepsake();
    let before = chosen(&window);
    let middle = |window: &Window, number: usize| {
        let beginning = format!("Photo {number} on the page");
        window
            .find(Role::Button, |label| label.starts_with(&beginning))
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
    let after = chosen(&window);
    assert_eq!(after[..3], [before[1], before[2], before[0]]);
}

#[test]
fn all_photos_of_a_month_fit_on_one_page() {
    let mut window = keepsake();
    let (month, count) = window
        .app()
        .model
        .gallery
        .months
        .iter()
        .map(|section| (section.month, section.range.len()))
        .max_by_key(|(_, count)| *count)
        .unwrap();
    assert!(count > 9 && count <= PageChoice::MAX_PHOTOS, "{count}");
    window.apply(KeepsakeCommand::Show(month));
    while let Some(next) = window.find(Role::Button, |label| label.starts_with("Add the photo of"))
    {
        next.click();
        window.settle();
    }
    assert_eq!(chosen(&window).len(), count);
    assert_eq!(chosen_count(&window), count);
    window.harness.get_by_label(&format!("{count} of {count}"));
}

#[test]
fn a_look_is_chosen_by_its_picture_and_kept_for_the_month() {
    let mut window = keepsake();
    let before = state(&window);
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, "Snapshots")
        .click();
    window.settle();
    let after = state(&window);
    assert_eq!(after.choice.as_ref().unwrap().look.template, "polaroid");
    assert_ne!(before.page.unwrap().rgba, after.page.unwrap().rgba);
    window.app().flush().unwrap();
    assert_eq!(stored(&window).look.template, "polaroid");
    // The month before has its own look.
    window.click("Previous month");
    assert_eq!(state(&window).choice.unwrap().look.template, "");
    window.click("Next month");
    assert_eq!(state(&window).choice.unwrap().look.template, "polaroid");
}

#[test]
fn every_look_has_a_small_picture_and_a_mistake_in_an_own_one_is_told() {
    let home = Home::sample();
    let folder = home.root().join("templates");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("broken.typ"),
        "#import \"kit.typ\": *\n#nonsense\n",
    )
    .unwrap();
    let ours = "#import \"kit.typ\": *\n#show: page-of\n#data.title.text";
    std::fs::write(folder.join("plain_words.typ"), ours).unwrap();
    let mut window = Opening::sized(1280.0, 2600.0).on(&home);
    window.apply(Command::Go(View::Keepsake));
    let patience = std::time::Instant::now();
    while state(&window).looks.is_empty() && patience.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        window.frames(1);
    }
    let state_now = state(&window);
    assert_eq!(state_now.looks.len(), 9, "seven of ours, two of theirs");
    let problems: Vec<_> = state_now
        .looks
        .iter()
        .filter_map(|(code, look)| Some((code.as_str(), look.as_ref().err()?.as_str())))
        .collect();
    let [("own/broken.typ", told)] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert!(told.starts_with("In “broken.typ”, line 2, "), "{told}");
    // Chosen, it says so in place of the page; another look brings a page back.
    pick(&mut window, "broken");
    assert!(state(&window).problem.unwrap().contains("line 2"));
    window
        .harness
        .get_by_label_contains("In “broken.typ”, line 2");
    pick(&mut window, "plain words");
    assert_eq!(state(&window).problem, None);
}

#[test]
fn the_middle_of_a_photo_is_moved_by_hand_and_by_keys_and_kept() {
    let mut window = keepsake();
    // Squares cut every photo.
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, "Snapshots")
        .click();
    window.settle();
    let photo = chosen(&window)[0];
    let focus = |window: &Window| {
        let look = state(window).choice.unwrap().look;
        look.focus.get(&photo).copied()
    };
    thumb(&mut window, 1);
    assert_eq!(focus(&window), None);
    let before = state(&window).page.unwrap();
    let place = window.node("The middle of photo 1").rect();
    window
        .harness
        .drag_at(place.min + vec2(place.width() * 0.1, place.height() * 0.5));
    window.frames(2);
    window
        .harness
        .drop_at(place.min + vec2(place.width() * 0.1, place.height() * 0.5));
    window.settle();
    let moved = focus(&window).expect("a middle of the parent's own");
    assert!((moved.x() - 0.1).abs() < 0.03, "{moved:?}");
    assert_ne!(before.rgba, state(&window).page.unwrap().rgba);
    window.node("The middle of photo 1").focus();
    window.frames(2);
    window.harness.key_press(Key::ArrowRight);
    window.frames(2);
    window.harness.key_press(Key::ArrowUp);
    window.settle();
    let by_keys = focus(&window).unwrap();
    assert!(
        (by_keys.x() - moved.x() - 0.05).abs() < 0.002,
        "{by_keys:?}"
    );
    assert!(
        (moved.y() - by_keys.y() - 0.05).abs() < 0.002,
        "{by_keys:?}"
    );
    window.app().flush().unwrap();
    assert_eq!(stored(&window).look.focus.get(&photo), Some(&by_keys));
    window.click("Let Smilekeep find the middle");
    assert_eq!(focus(&window), None);
}

#[test]
fn a_book_of_chosen_months_is_asked_for_and_made() {
    let mut window = keepsake();
    window.click("Make a book…");
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.click("Later first month");
    let (first, last) = {
        let months: Vec<_> = window.app().model.months().collect();
        (*months.iter().min().unwrap(), *months.iter().max().unwrap())
    };
    window.harness.get_by_label(&first.next().label());
    window.click("Cancel");
    assert!(
        window
            .find(Role::Button, |l| l == "Save the book…")
            .is_none()
    );

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.pdf");
    window.apply(KeepsakeCommand::SaveBook {
        from: last.previous(),
        to: last,
        path: path.clone(),
    });
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
}

#[test]
fn margins_cutting_lines_and_a_verse_are_kept() {
    let mut window = keepsake();
    window.click("Margins, verse and more");
    pick(&mut window, "With cutting lines");
    pick(&mut window, "Angels at the foot,");
    pick(&mut window, "On its side");
    window.click("Less space");
    let look = state(&window).choice.unwrap().look;
    assert!(look.crop_marks && look.bleed_mm == 3 && look.landscape);
    assert_eq!(look.verse, "rossetti-angels");
    assert_eq!(look.margin_mm, Some(15));
    window.app().flush().unwrap();
    assert_eq!(stored(&window).look, look);
    // A second tap takes the verse away.
    pick(&mut window, "Angels at the foot,");
    assert_eq!(state(&window).choice.unwrap().look.verse, "");
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
    let before = state(&window).page.unwrap();
    pick(&mut window, "US Letter");
    let after = state(&window).page.unwrap();
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
    let state = state(&window);
    assert!(state.page.is_some() && state.candidates.is_empty());
    window.node("Choose photos…");
    window.node("Save as PDF…");
    assert_eq!(window.unnamed(), Vec::<String>::new());

    let mut window = Window::empty("Mina");
    window.apply(Command::Go(View::Keepsake));
    window.node("Add the first photos…");
    assert_eq!(window.unnamed(), Vec::<String>::new());
}

#[test]
fn a_page_that_gains_a_photo_while_it_is_shown_offers_it() {
    let mut window = keepsake();
    let before = state(&window).candidates.len();
    let entry = state(&window).candidates[0].entry;
    window.apply(EntryCommand::Trash(entry));
    window.apply(Command::Go(View::Keepsake));
    assert!(state(&window).candidates.len() < before);
    window.apply(EntryCommand::Restore(entry));
    assert_eq!(state(&window).candidates.len(), before);
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
            KeepsakeCommand::SavePicture(path.clone())
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
    window.click("Print…");
    window.app().model.keepsake.printers = Some(Ok(vec![
        // As they come: the usual one first.
        smilekeep::keepsake::PrinterInfo {
            name: "Study".to_owned(),
            is_default: true,
        },
        smilekeep::keepsake::PrinterInfo {
            name: "Kitchen".to_owned(),
            is_default: false,
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
    window.click("One copy more");
    let copies = window
        .find(Role::SpinButton, |label| label == "Copies")
        .unwrap();
    assert_eq!(copies.accesskit_node().numeric_value(), Some(2.0));
    window.key(Key::Escape);
    assert!(
        window
            .find(Role::Button, |l| l == "One copy more")
            .is_none()
    );
}

#[test]
fn without_a_printer_the_dialog_leads_to_a_pdf() {
    let mut window = keepsake();
    window.click("Print…");
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
    window.click("Cancel");
    assert!(window.find(Role::Button, |l| l == "Look again").is_none());
}

#[test]
fn a_library_that_can_only_be_looked_at_still_saves_pages() {
    let home = Home::sample();
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    // As a newer Smilekeep leaves it.
    connection
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    drop((connection, library));
    let mut window = Opening::sized(1280.0, 1600.0).on(&home);
    assert!(window.app().model.read_only().is_some());
    window.apply(Command::Go(View::Keepsake));
    let before = state(&window).choice;
    let title = window
        .harness
        .get_by_role_and_label(Role::TextInput, "Title");
    assert!(title.accesskit_node().is_disabled());
    assert!(!window.node("Save as PDF…").accesskit_node().is_disabled());
    let path = window.home.folder().join("page.pdf");
    window.apply(KeepsakeCommand::SavePdf(path.clone()));
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
    assert_eq!(state(&window).choice, before);
    window.apply(Command::Go(View::Settings));
    assert!(window.node("Add a baby…").accesskit_node().is_disabled());
}

#[test]
fn everything_on_both_views_has_a_name() {
    let mut window = keepsake();
    assert_eq!(window.unnamed(), Vec::<String>::new());
    thumb(&mut window, 1);
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.click("Look closer");
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.apply(Command::Go(View::Settings));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    window.click("Add a baby…");
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

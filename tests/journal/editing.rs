//! The editor without a window, and edits on the command line.

use serde_json::Value;
use smilekeep::app::{App, CaptureCommand, Command, EditorCommand, NoticeAction, Reach, View};
use smilekeep::domain::{Crop, Edits, Look, LookChoice, PhotoId};
use smilekeep::store;

use super::common::{Home, contents, photo_file, program, rest, text};

/// Three photos of one night, one of the next, each an entry of its own.
fn nights() -> (Home, App) {
    let home = Home::new();
    let files = [
        "2026:11:03 22:10:00",
        "2026:11:03 23:40:00",
        "2026:11:04 03:15:00",
        "2026:11:04 22:00:00",
    ]
    .iter()
    .enumerate()
    .map(|(n, taken)| {
        let n = u8::try_from(n).unwrap();
        photo_file(home.outside(), &format!("{n}.jpg"), n, Some(taken))
    })
    .collect();
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files).into());
    rest(&mut app);
    assert_eq!(app.model.gallery.items.len(), 4);
    (home, app)
}

fn tone() -> Edits {
    Edits {
        shadows: 20,
        saturation: -5,
        look: Some(LookChoice::full(Look::WarmNight)),
        ..Edits::default()
    }
}

fn stored(home: &Home, photo: PhotoId) -> Edits {
    store::edits::get(&home.connection(), photo).unwrap()
}

#[test]
fn a_night_reaches_past_midnight_and_comes_undone_at_once() {
    let (home, mut app) = nights();
    let photos: Vec<PhotoId> = app
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.id())
        .collect();
    // Newest first: the evening after, then the three of one night.
    let (next_night, night) = photos.split_first().unwrap();
    app.apply(EditorCommand::Open(night[1]).into());
    app.apply(EditorCommand::Set(tone().turned_right()).into());
    app.apply(EditorCommand::ApplyTo(Reach::Entry).into());
    rest(&mut app);
    assert_eq!(stored(&home, night[0]), Edits::default(), "an entry of one");
    app.apply(EditorCommand::ApplyTo(Reach::Night).into());
    rest(&mut app);
    assert_eq!(stored(&home, night[0]), tone());
    assert_eq!(stored(&home, night[1]), tone().turned_right());
    assert_eq!(stored(&home, night[2]), tone());
    assert_eq!(stored(&home, *next_night), Edits::default());
    let undo = app
        .model
        .notices
        .iter()
        .find_map(|notice| match notice.action {
            Some((_, NoticeAction::UndoApply(number))) => Some(number),
            _ => None,
        })
        .unwrap();
    app.apply(EditorCommand::UndoApply(undo).into());
    rest(&mut app);
    assert_eq!(stored(&home, night[0]), Edits::default());
    assert_eq!(stored(&home, night[2]), Edits::default());
    assert_eq!(stored(&home, night[1]), tone().turned_right());
    // Twice is once.
    app.apply(EditorCommand::UndoApply(undo).into());
    rest(&mut app);
    assert_eq!(stored(&home, night[1]), tone().turned_right());
}

#[test]
fn undo_comes_back_into_an_editor_that_was_opened_meanwhile() {
    let (home, mut app) = nights();
    let photos: Vec<PhotoId> = app
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.id())
        .collect();
    app.apply(EditorCommand::Open(photos[1]).into());
    app.apply(EditorCommand::Set(tone()).into());
    app.apply(EditorCommand::ApplyTo(Reach::Night).into());
    rest(&mut app);
    app.apply(EditorCommand::Open(photos[2]).into());
    rest(&mut app);
    assert_eq!(app.model.editor.as_ref().unwrap().edits, tone());
    app.apply(EditorCommand::UndoApply(1).into());
    rest(&mut app);
    let editor = app.model.editor.as_ref().unwrap();
    assert_eq!(editor.edits, Edits::default());
    assert_eq!(editor.preview.as_ref().unwrap().edits, Edits::default());
    // And can be walked back there.
    app.apply(EditorCommand::Undo.into());
    rest(&mut app);
    assert_eq!(stored(&home, photos[2]), tone());
}

#[test]
fn leaving_in_the_middle_of_a_crop_keeps_what_is_seen() {
    let (home, mut app) = nights();
    let photo = app.model.gallery.items[0].id();
    app.apply(EditorCommand::Open(photo).into());
    app.apply(EditorCommand::BeginCrop.into());
    let crop = Crop {
        right: 6000,
        ..Crop::WHOLE
    };
    let cropped = Edits {
        crop,
        ..Edits::default()
    };
    app.apply(EditorCommand::Drag(cropped).into());
    app.apply(Command::Go(View::Gallery));
    rest(&mut app);
    assert_eq!(stored(&home, photo), cropped);
    assert_eq!(app.model.gallery.items[0].edits, cropped);
}

#[test]
fn a_crop_given_up_is_stored_as_it_was() {
    let (home, mut app) = nights();
    let photo = app.model.gallery.items[0].id();
    app.apply(EditorCommand::Open(photo).into());
    app.apply(EditorCommand::Set(tone()).into());
    app.apply(EditorCommand::BeginCrop.into());
    app.apply(EditorCommand::Set(tone().turned_left()).into());
    rest(&mut app);
    assert_eq!(stored(&home, photo), tone().turned_left());
    app.apply(EditorCommand::EndCrop { keep: false }.into());
    rest(&mut app);
    assert_eq!(stored(&home, photo), tone());
    let editor = app.model.editor.as_ref().unwrap();
    assert_eq!(editor.preview.as_ref().unwrap().edits, tone());
}

#[test]
fn nothing_is_pasted_before_something_was_copied() {
    let (home, mut app) = nights();
    let photo = app.model.gallery.items[0].id();
    app.apply(EditorCommand::Open(photo).into());
    app.apply(EditorCommand::Paste.into());
    rest(&mut app);
    assert_eq!(stored(&home, photo), Edits::default());
    let told = |words: &str| {
        let mut notices = app.model.notices.iter();
        notices.any(|notice| notice.text.starts_with(words))
    };
    assert!(told("No edits are copied yet."));
}

// ---- the command line

struct Cli {
    home: Home,
}

impl Cli {
    /// A journal with these photos.
    fn with_photos(count: u8) -> (Self, Vec<String>) {
        let cli = Self { home: Home::new() };
        let mut files = vec!["add".to_owned(), "--json".to_owned()];
        for n in 0..count {
            let file = photo_file(cli.home.outside(), &format!("{n}.jpg"), n, None);
            files.push(file.display().to_string());
        }
        let words: Vec<&str> = files.iter().map(String::as_str).collect();
        let added = cli.json(&words);
        let photos = added["added"].as_array().unwrap().iter();
        let photos = photos
            .map(|photo| photo["photo"].as_str().unwrap().to_owned())
            .collect();
        (cli, photos)
    }

    fn run(&self, words: &[&str]) -> (i32, String, String) {
        let output = program(self.home.outside(), &self.home.root(), words);
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    fn ok(&self, words: &[&str]) -> String {
        let (code, out, err) = self.run(words);
        assert_eq!(code, 0, "{words:?}: {out}{err}");
        out
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.ok(words)).unwrap()
    }
}

#[test]
fn every_edit_has_its_words_on_the_command_line() {
    let (cli, photos) = Cli::with_photos(1);
    let originals = contents(&cli.home.root().join("photos"));
    let photo = photos[0].as_str();
    let words = [
        "edit",
        "photo",
        photo,
        "--json",
        "--brightness",
        "-20",
        "--contrast",
        "15",
        "--shadows",
        "30",
        "--highlights",
        "-30",
        "--saturation",
        "7",
        "--warmth",
        "-8",
        "--noise",
        "40",
        "--sharpness",
        "25",
        "--look",
        "sepia",
        "--look-strength",
        "60",
        "--straighten",
        "-1.5",
        "--crop",
        "10,0,90,99.5",
    ];
    let edits: Edits = serde_json::from_value(cli.json(&words)).unwrap();
    let wanted = Edits {
        brightness: -20,
        contrast: 15,
        shadows: 30,
        highlights: -30,
        saturation: 7,
        warmth: -8,
        noise: 40,
        sharpness: 25,
        look: Some(LookChoice {
            look: Look::Sepia,
            strength: 60,
        }),
        straighten: -15,
        crop: Crop {
            left: 1000,
            top: 0,
            right: 9000,
            bottom: 9950,
        },
        ..Edits::default()
    };
    assert_eq!(edits, wanted);
    assert_eq!(stored(&cli.home, photo.parse().unwrap()), wanted);
    // One more value leaves the others; another look begins in full.
    let edits = cli.json(&["edit", "photo", photo, "--look", "soft", "--json"]);
    assert_eq!(edits["look"]["strength"], 100);
    assert_eq!(edits["shadows"], 30);
    let plain = [
        "edit", "photo", photo, "--look", "", "--crop", "none", "--json",
    ];
    let edits = cli.json(&plain);
    assert_eq!(edits["look"], Value::Null);
    assert_eq!(edits["crop"]["right"], 10_000);
    cli.ok(&["edit", "photo", photo, "--reset"]);
    assert!(stored(&cli.home, photo.parse().unwrap()).is_identity());
    assert_eq!(contents(&cli.home.root().join("photos")), originals);
}

#[test]
fn auto_on_the_command_line_is_the_same_as_in_the_window() {
    let (cli, photos) = Cli::with_photos(1);
    let photo: PhotoId = photos[0].parse().unwrap();
    cli.ok(&["edit", "photo", &photos[0], "--look", "soft", "--auto"]);
    let here = stored(&cli.home, photo);
    assert_eq!(here.look, Some(LookChoice::full(Look::Soft)));
    assert_ne!(here.only_tone(), Edits::default());
    cli.ok(&["edit", "photo", &photos[0], "--reset", "--look", "soft"]);
    let mut app = cli.home.app();
    app.apply(EditorCommand::Open(photo).into());
    rest(&mut app);
    app.apply(EditorCommand::Auto.into());
    rest(&mut app);
    assert_eq!(stored(&cli.home, photo), here);
}

#[test]
fn several_photos_get_the_look_of_one_all_or_none() {
    let (cli, photos) = Cli::with_photos(3);
    let [one, two, three] = [&photos[0], &photos[1], &photos[2]].map(String::as_str);
    cli.ok(&["edit", "photo", one, "--warmth", "22", "--turn", "right"]);
    cli.ok(&["edit", "photo", two, "--flip", "horizontal"]);
    let made = cli.json(&["edit", "photo", two, three, "--copy-from", one, "--json"]);
    assert_eq!(made.as_array().unwrap().len(), 2);
    assert_eq!(made[0]["photo"], two);
    assert_eq!(made[0]["edits"]["warmth"], 22);
    assert_eq!(made[0]["edits"]["mirrored"], true, "geometry stays");
    assert_eq!(made[1]["edits"]["turn"], "none");

    let nobody = "01936b1e-0000-7000-8000-000000000003";
    let (code, _, err) = cli.run(&["edit", "photo", two, nobody, "--warmth", "1"]);
    assert!(
        code == 1 && err.contains("no longer in the journal"),
        "{err}"
    );
    assert_eq!(stored(&cli.home, two.parse().unwrap()).warmth, 22);
}

#[test]
fn presets_from_the_command_line() {
    let (cli, photos) = Cli::with_photos(2);
    let [one, two] = [&photos[0], &photos[1]].map(String::as_str);
    let (code, _, err) = cli.run(&["edit", "photo", one, "--preset", "Moon"]);
    assert!(code == 1 && err.contains("preset save"), "{err}");
    cli.ok(&["edit", "photo", one, "--warmth", "22", "--turn", "right"]);
    cli.ok(&["preset", "save", " ضوء   القمر ", "--from", one]);
    assert_eq!(cli.ok(&["preset", "list"]), "ضوء القمر\n");
    cli.ok(&[
        "edit",
        "photo",
        two,
        "--preset",
        "ضوء القمر",
        "--contrast",
        "3",
    ]);
    let edits = stored(&cli.home, two.parse().unwrap());
    assert_eq!((edits.warmth, edits.contrast), (22, 3));
    assert_eq!(edits.only_geometry(), Edits::default());
    let listed = cli.json(&["preset", "list", "--json"]);
    assert_eq!(listed[0]["edits"]["warmth"], 22);
    let (code, _, err) = cli.run(&["preset", "remove", "Moon"]);
    assert!(code == 1 && err.contains("there is: “ضوء القمر”"), "{err}");
    cli.ok(&["preset", "remove", "ضوء القمر"]);
    assert_eq!(cli.ok(&["preset", "list"]), "");
    assert_eq!(cli.run(&["preset", "save", " ", "--from", one]).0, 1);
}

#[test]
fn words_that_make_no_sense_change_nothing() {
    let (cli, photos) = Cli::with_photos(1);
    let photo = photos[0].as_str();
    for words in [
        ["--straighten", "46"],
        ["--straighten", "level"],
        ["--crop", "10,20,30"],
        ["--crop", "50,0,51,100"],
        ["--crop", "0,0,101,100"],
        ["--look", "neon"],
        ["--noise", "-1"],
        ["--brightness", "101"],
    ] {
        let (code, _, err) = cli.run(&["edit", "photo", photo, words[0], words[1]]);
        assert_eq!(code, 2, "{words:?}: {err}");
    }
    let (code, _, err) = cli.run(&["edit", "photo", photo, "--look-strength", "5"]);
    assert!(code == 1 && err.contains("--look"), "{err}");
    assert_eq!(
        cli.run(&["edit", "photo", "--warmth", "5"]).0,
        2,
        "no photo"
    );
    assert!(stored(&cli.home, photo.parse().unwrap()).is_identity());
}

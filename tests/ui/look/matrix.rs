//! Every view in every look, at every size, over libraries of every kind: one
//! sheet a view. `SMILEKEEP_LOOK_LIBRARY` names a library of one's own (it is
//! copied first); `SMILEKEEP_LOOK_LANGUAGE=de` has it all in German.

use std::path::{Path, PathBuf};

use image::imageops::{FilterType, replace, resize};
use image::{Rgba, RgbaImage};
use smilekeep::app::{
    Command, EditorCommand, EntryCommand, GalleryCommand, LibraryCommand, View, ViewerCommand,
};
use smilekeep::store::{self, Library};
use smilekeep::words::{Language, Manner, OnlyHere};

use super::LOOKS;
use crate::window::{Home, Opening, Window};

/// Width and height in pixels, and the size of everything.
const SIZES: [(f32, f32, f32); 3] = [
    (1280.0, 800.0, 1.0),
    (1920.0, 1080.0, 1.0),
    (1920.0, 1080.0, 1.5),
];

/// Of one picture on a sheet, in pixels.
const TILE_WIDTH: u32 = 760;
const GAP: u32 = 12;

/// What a view is called on its sheet, and the way there. Views that need a
/// photo or an entry are left out where there is none.
type Way = fn(&mut Window) -> bool;

const VIEWS: [(&str, Way); 12] = [
    ("memories", |window| go(window, View::Gallery)),
    ("chosen", |window| {
        if !go(window, View::Gallery) || window.model().gallery.items.is_empty() {
            return false;
        }
        window.key_with(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A);
        true
    }),
    ("photo", |window| {
        first_photo(window, |photo| ViewerCommand::Open(photo).into())
    }),
    ("tools", |window| {
        first_photo(window, |photo| EditorCommand::Open(photo).into())
    }),
    ("entry", |window| {
        let Some(entry) = window.model().gallery.items.first().map(|item| item.entry) else {
            return false;
        };
        window.apply(EntryCommand::Open(entry));
        true
    }),
    ("new-entry", |window| {
        window.apply(EntryCommand::New);
        true
    }),
    ("milestones", |window| go(window, View::Milestones)),
    ("keepsake", |window| go(window, View::Keepsake)),
    ("waiting", |window| go(window, View::Inbox)),
    ("camera", |window| go(window, View::Camera(None))),
    ("settings", |window| go(window, View::Settings)),
    ("palette", |window| {
        window.key_with(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::K);
        true
    }),
];

fn go(window: &mut Window, view: View) -> bool {
    window.apply(Command::Go(view));
    true
}

fn first_photo(window: &mut Window, command: fn(smilekeep::domain::PhotoId) -> Command) -> bool {
    let Some(photo) = window.model().gallery.items.first().map(|item| item.id()) else {
        return false;
    };
    window.apply(command(photo));
    true
}

/// Three entries and a baby with the names that break layouts.
fn strange() -> Home {
    let home = Home::sample();
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let mut babies = store::baby::list(&connection).unwrap();
    let baby = babies.remove(0);
    let mut fields = baby.fields.clone();
    "Maximiliane-Friederike Wolfeschlegelsteinhausenbergerdorff 小雨 👶🏽"
        .clone_into(&mut fields.name);
    store::baby::update(&connection, baby.id, fields, crate::window::now()).unwrap();
    let notes = [
        "ابتسامة صغيرة في منتصف الليل بعد الرضاعة، ثم نامت من جديد",
        "小雨睡着了，对着毯子微笑了三次。奶奶说她梦见了鱼。",
        "😊🌙👶🏽 Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ];
    let tags = [
        "after feeding with grandmother on the green sofa",
        "奶奶",
        "ليل",
    ];
    let all = store::entry::list(&connection, None).unwrap();
    let mut kept = 0;
    for entry in all {
        if kept == notes.len() || entry.fields.photos.is_empty() {
            store::entry::trash(&connection, entry.id, crate::window::now()).unwrap();
            continue;
        }
        let mut fields = entry.fields.clone();
        notes[kept].clone_into(&mut fields.note);
        fields.photos.truncate(1);
        fields.tags = tags
            .iter()
            .filter_map(|tag| smilekeep::domain::Tag::new(tag))
            .collect();
        store::entry::update(&connection, entry.id, &fields, crate::window::now()).unwrap();
        kept += 1;
    }
    drop(connection);
    home
}

/// A copy of a library of one's own.
fn own() -> Option<Home> {
    let from = PathBuf::from(std::env::var_os("SMILEKEEP_LOOK_LIBRARY")?);
    let home = Home::bare();
    crate::window::copy(&from, &home.root());
    Some(home)
}

fn folder() -> PathBuf {
    std::env::var_os("SMILEKEEP_LOOK").map_or_else(
        || std::env::temp_dir().join("smilekeep-look"),
        PathBuf::from,
    )
}

fn tile(window: &mut Window) -> RgbaImage {
    window.settle();
    window.frames(20);
    window.settle();
    // On a busy computer a drawing may come too late once.
    let image = (0..5).find_map(|_| window.harness.render().ok()).unwrap();
    let height = image.height() * TILE_WIDTH / image.width();
    resize(&image, TILE_WIDTH, height, FilterType::Triangle)
}

/// Rows of pictures, beside and below each other.
fn sheet(rows: &[Vec<RgbaImage>], at: &Path) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let heights: Vec<u32> = rows
        .iter()
        .map(|row| row.iter().map(RgbaImage::height).max().unwrap_or(0))
        .collect();
    let width = u32::try_from(columns).unwrap() * (TILE_WIDTH + GAP) + GAP;
    let height: u32 = heights.iter().map(|height| height + GAP).sum::<u32>() + GAP;
    let mut whole = RgbaImage::from_pixel(width, height, Rgba([120, 120, 120, 255]));
    let mut top = GAP;
    for (row, height) in rows.iter().zip(heights) {
        let mut left = GAP;
        for picture in row {
            replace(&mut whole, picture, i64::from(left), i64::from(top));
            left += TILE_WIDTH + GAP;
        }
        top += height + GAP;
    }
    std::fs::create_dir_all(at.parent().unwrap()).unwrap();
    whole.save(at).unwrap();
}

fn every_view(library: &str, home: &Home) {
    let german = std::env::var("SMILEKEEP_LOOK_LANGUAGE").is_ok_and(|code| code == "de");
    let _here = german.then(|| {
        OnlyHere::new(Manner {
            language: Language::German,
            ..Manner::default()
        })
    });
    let mut sheets: Vec<(&str, Vec<Vec<RgbaImage>>)> =
        VIEWS.iter().map(|(name, _)| (*name, Vec::new())).collect();
    for (width, height, scale) in SIZES {
        let mut window = Opening::sized(width, height).on(home);
        window.apply(LibraryCommand::SetScale(scale));
        for ((_, way), (_, rows)) in VIEWS.iter().zip(&mut sheets) {
            window.apply(GalleryCommand::Show(Box::default()));
            window.apply(Command::Go(View::Gallery));
            window.key(eframe::egui::Key::Escape);
            let mut row = Vec::new();
            for (appearance, _) in LOOKS {
                window.dress(appearance);
                if row.is_empty() && !way(&mut window) {
                    break;
                }
                row.push(tile(&mut window));
            }
            window.key(eframe::egui::Key::Escape);
            if !row.is_empty() {
                rows.push(row);
            }
        }
    }
    let language = if german { "de" } else { "en" };
    for (name, rows) in sheets.iter().filter(|(_, rows)| !rows.is_empty()) {
        let file = format!("sheet-{library}-{language}-{name}.png");
        sheet(rows, &folder().join(file));
    }
}

#[test]
#[ignore = "makes sheets of pictures for a person to look at"]
fn every_view_with_nothing_in_it() {
    every_view("empty", &Home::empty("Mina"));
}

#[test]
#[ignore = "makes sheets of pictures for a person to look at"]
fn every_view_with_three_photos_and_strange_names() {
    every_view("three", &strange());
}

#[test]
#[ignore = "makes sheets of pictures for a person to look at"]
fn every_view_of_the_sample() {
    every_view("sample", &Home::sample());
}

#[test]
#[ignore = "makes sheets of pictures for a person to look at"]
fn every_view_of_a_library_of_ones_own() {
    if let Some(home) = own() {
        every_view("own", &home);
    }
}

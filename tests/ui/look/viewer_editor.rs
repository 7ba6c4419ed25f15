//! Every look drawn into a folder, for people to look at.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{Key, Vec2, vec2};
use smilekeep::app::{Appearance, Command, EditorCommand, LibraryCommand};
use smilekeep::domain::Edits;
use smilekeep::store::ReadOnlyReason;

use crate::common;
use crate::lens::{Lens, sample};

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

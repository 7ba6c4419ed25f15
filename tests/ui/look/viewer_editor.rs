//! The viewer and the editor.

use eframe::egui::{Key, Vec2, vec2};
use smilekeep::app::{Appearance, Command, EditorCommand, LibraryCommand};
use smilekeep::domain::Edits;

use super::{LOOKS, picture};
use crate::viewer_editor::view;
use crate::window::{Home, Opening};

const SIZES: [(&str, Vec2); 3] = [
    ("1280", vec2(1280.0, 800.0)),
    ("1920", vec2(1920.0, 1080.0)),
    ("720", vec2(720.0, 600.0)),
];

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    let home = Home::large_sample();
    for (size_name, size) in SIZES {
        let mut window = Opening::sized(size.x, size.y).on(&home);
        let items = window.model().gallery.items.clone();
        let portrait = items.iter().position(|item| item.shown_aspect() < 1.0);
        let landscape = items.iter().position(|item| item.shown_aspect() > 1.0);
        let arabic = items
            .iter()
            .position(|item| smilekeep::ui::text::is_right_to_left(&item.caption));
        let shapes = [("portrait", portrait), ("landscape", landscape)];
        for (appearance, look) in LOOKS {
            window.apply(LibraryCommand::SetAppearance(appearance));
            for (shape, position) in shapes {
                let Some(position) = position else { continue };
                view(&mut window, position);
                picture(&mut window, &format!("viewer-{size_name}-{look}-{shape}"));
                if size_name == "720" && shape == "landscape" {
                    continue;
                }
                let photo = window.photo(position);
                window.apply(EditorCommand::Open(photo));
                picture(&mut window, &format!("editor-{size_name}-{look}-{shape}"));
                window.apply(Command::Back);
            }
        }
        // The states in between, once each.
        window.apply(LibraryCommand::SetAppearance(Appearance::Light));
        view(&mut window, landscape.unwrap());
        window.key(Key::I);
        picture(&mut window, &format!("viewer-{size_name}-info"));
        window.key(Key::I);
        view(&mut window, arabic.unwrap());
        picture(&mut window, &format!("viewer-{size_name}-arabic"));
        view(&mut window, 0);
        window.key(Key::Plus);
        window.key(Key::Plus);
        picture(&mut window, &format!("viewer-{size_name}-zoomed"));
        let photo = window.photo(landscape.unwrap());
        let before = window.model().gallery.items[landscape.unwrap()].edits;
        window.apply(EditorCommand::Open(photo));
        window.apply(EditorCommand::Set(Edits {
            brightness: 30,
            contrast: 18,
            ..before
        }));
        window.key(Key::H);
        picture(&mut window, &format!("editor-{size_name}-edited"));
        window.harness.key_down(Key::B);
        window.settle();
        picture(&mut window, &format!("editor-{size_name}-as-taken"));
        window.harness.key_up(Key::B);
        window.settle();
        window.apply(EditorCommand::Set(before));
        window.apply(Command::Back);
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_the_edges() {
    let home = Home::large_sample();
    for (size_name, size) in SIZES {
        let mut window = Opening::sized(size.x, size.y).on(&home);
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
            let entry = window.model().gallery.items[5].entry;
            let caption: String = note.chars().take(160).collect();
            window
                .app()
                .model
                .gallery
                .patch_entry(entry, |item| item.caption = caption.clone());
            view(&mut window, 5);
            picture(&mut window, &format!("edge-{size_name}-{name}"));
        }
        let photo = window.photo(5);
        window.app().model.gallery.patch_photo(photo, |item| {
            std::sync::Arc::make_mut(&mut item.photo).file.original_name =
                "صورة ليلى وهي نائمة_WhatsApp_Image_2026-11-03_at_03.10.22_0123456789abcdef.jpeg"
                    .to_owned();
            item.edits = Edits {
                brightness: 12,
                contrast: -8,
                ..Edits::default()
            };
        });
        window.key(Key::I);
        picture(&mut window, &format!("edge-{size_name}-info"));
        window.key(Key::I);
        window.make_read_only();
        picture(&mut window, &format!("edge-{size_name}-viewer-read-only"));
        window.apply(EditorCommand::Open(photo));
        picture(&mut window, &format!("edge-{size_name}-editor-read-only"));
        window.apply(Command::Back);
        // An original that is no photo any more.
        let hash = smilekeep::domain::ContentHash::from_bytes([7; 32]);
        window.app().model.gallery.patch_photo(photo, |item| {
            std::sync::Arc::make_mut(&mut item.photo).file.hash = hash;
        });
        picture(&mut window, &format!("edge-{size_name}-problem"));
    }
}

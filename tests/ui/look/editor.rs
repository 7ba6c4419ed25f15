//! The editor's tools, open and in use.

use eframe::egui::{Key, Vec2, vec2};
use smilekeep::app::{EditorCommand, LibraryCommand};
use smilekeep::domain::{Crop, Edits, Look, LookChoice};

use super::{LOOKS, picture};
use crate::window::{Home, Opening};

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_the_tools_in_a_usual_window() {
    look("1280", vec2(1280.0, 800.0));
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_the_tools_in_a_large_window() {
    look("1920", vec2(1920.0, 1080.0));
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_the_tools_in_a_small_window() {
    look("700", vec2(700.0, 600.0));
}

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_all_the_tools_at_once() {
    look("tall", vec2(1000.0, 2500.0));
}

fn look(size_name: &str, size: Vec2) {
    let home = Home::large_sample();
    {
        let mut window = Opening::sized(size.x, size.y).on(&home);
        let items = window.model().gallery.items.clone();
        let landscape = items
            .iter()
            .position(|item| item.shown_aspect() > 1.0)
            .unwrap();
        let photo = window.photo(landscape);
        for name in [
            "The long light of a Sunday afternoon nap",
            "ضوء دافئ قبل النوم",
            "夜里的暖光",
        ] {
            window.apply(EditorCommand::Open(photo));
            window.apply(EditorCommand::SavePreset(name.to_owned()));
        }
        for (appearance, look) in LOOKS {
            window.apply(LibraryCommand::SetAppearance(appearance));
            window.apply(EditorCommand::Set(Edits::default()));
            picture(&mut window, &format!("tools-{size_name}-{look}-plain"));
            window.apply(EditorCommand::Set(Edits {
                brightness: 18,
                noise: 30,
                look: Some(LookChoice::full(Look::WarmNight)),
                ..Edits::default()
            }));
            if size_name == "tall" {
                if look == "light" {
                    for section in ["Colour", "Detail", "Use again"] {
                        window.press(section);
                    }
                }
                picture(&mut window, &format!("tools-{size_name}-{look}-open"));
                continue;
            }
            window.key(Key::C);
            window.apply(EditorCommand::Set(Edits {
                crop: Crop {
                    left: 1500,
                    top: 1200,
                    right: 8000,
                    bottom: 8800,
                },
                ..window.model().editor.as_ref().unwrap().edits
            }));
            picture(&mut window, &format!("tools-{size_name}-{look}-crop"));
            window.apply(EditorCommand::EndCrop { keep: true });
            picture(&mut window, &format!("tools-{size_name}-{look}-cropped"));
            window.apply(EditorCommand::Set(Edits::default()));
        }
    }
}

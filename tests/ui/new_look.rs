//! A new look is drawn whole in the very next frame.

use eframe::egui::Color32;
use eframe::egui::epaint::{ColorMode, Shape};
use smilekeep::app::{Appearance, Command, LibraryCommand, View};
use smilekeep::ui::theme::{Palette, Theme};

use crate::window::Window;

/// The colours of all letters drawn last.
fn inks(window: &Window) -> Vec<(Color32, String)> {
    let mut inks = Vec::new();
    for clipped in &window.harness.output().shapes {
        collect(&clipped.shape, &mut inks);
    }
    inks
}

fn collect(shape: &Shape, inks: &mut Vec<(Color32, String)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, inks)),
        Shape::Text(text) => {
            let words = text.galley.text().to_owned();
            for section in &text.galley.job.sections {
                let own = section.format.color;
                let ink = text.override_text_color.unwrap_or(match own {
                    Color32::PLACEHOLDER => text.fallback_color,
                    own => own,
                });
                inks.push((ink, words.clone()));
            }
        }
        Shape::Path(path) => {
            if let ColorMode::Solid(color) = path.stroke.color {
                inks.push((color, "a line".to_owned()));
            }
        }
        _ => {}
    }
}

fn only_of(palette: &Palette) -> [Color32; 2] {
    [palette.text, palette.text_quiet]
}

#[test]
fn no_word_keeps_the_colour_of_the_look_before() {
    let mut window = Window::sample();
    for view in [View::Settings, View::Gallery, View::Keepsake] {
        window.apply(Command::Go(view));
        window.dress(Appearance::Light);
        let mut before = Appearance::Light;
        for look in [Appearance::Dark, Appearance::Night, Appearance::Light] {
            let (old, new) = (Theme::new(before, 1.0), Theme::new(look, 1.0));
            let of_old = only_of(&old.palette);
            assert!(inks(&window).iter().any(|(ink, _)| of_old.contains(ink)));
            window
                .app()
                .apply(LibraryCommand::SetAppearance(look).into());
            // One frame, as after a click: the next might come much later.
            window.harness.step();
            let stale: Vec<String> = inks(&window)
                .into_iter()
                .filter(|(ink, _)| of_old.contains(ink))
                .map(|(_, words)| words)
                .collect();
            assert_eq!(
                stale,
                Vec::<String>::new(),
                "{view:?}, {before:?} to {look:?}"
            );
            let of_new = only_of(&new.palette);
            assert!(inks(&window).iter().any(|(ink, _)| of_new.contains(ink)));
            // What was measured before is measured once more without a wait.
            let viewport = window.harness.output().viewport_output.values().next();
            assert!(viewport.unwrap().repaint_delay.is_zero());
            before = look;
            window.settle();
        }
    }
}

//! Every look drawn into a folder, for people to look at.

mod backup_server;
mod camera;
mod care;
mod choosing;
mod copies;
mod editor;
mod films;
mod gallery;
mod german_gal;
mod german_low;
mod german_make;
mod german_set;
mod hints;
mod inbox;
mod locked;
mod matrix;
mod merge;
mod netcam;
mod pages;
mod phone;
mod safety;
mod shell;
mod silent;
mod trash;
mod viewer_editor;
mod way_out;
mod words;
mod writing;

use std::path::PathBuf;

use smilekeep::app::Appearance;

use crate::window::Window;

const LOOKS: [(Appearance, &str); 3] = [
    (Appearance::Light, "light"),
    (Appearance::Dark, "dark"),
    (Appearance::Night, "night"),
];

/// Draws the window into the folder of looks.
fn picture(window: &mut Window, name: &str) {
    let folder = std::env::var_os("SMILEKEEP_LOOK").map_or_else(
        || std::env::temp_dir().join("smilekeep-look"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder).unwrap();
    // Fades and hovers come to rest.
    window.settle();
    window.frames(20);
    window.settle();
    let image = window.harness.render().unwrap();
    image.save(folder.join(format!("{name}.png"))).unwrap();
}

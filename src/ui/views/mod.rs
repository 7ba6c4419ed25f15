//! The views: each draws from the model and its own draft, and says what the
//! parent asked for through [`Actions`](super::actions::Actions).

mod editor;
mod entry;
mod gallery;
mod keepsake;
mod layout;
mod milestones;
mod photo_parts;
mod report;
mod save_state;
mod settings;
mod trouble;
mod viewer;
mod welcome;

use eframe::egui::{Context, TextureHandle};

pub use editor::EditorView;
pub use entry::EntryView;
use entry::before_birth;
pub use gallery::GalleryView;
pub use keepsake::KeepsakeView;
pub use milestones::MilestonesView;
pub use report::report_ui;
pub use settings::SettingsView;
pub use trouble::trouble_ui;
pub use viewer::ViewerView;
pub use welcome::WelcomeView;

use super::textures::Textures;

/// What every view draws with.
pub struct Stage<'a> {
    /// Pictures of photos.
    pub textures: &'a mut Textures,
    /// Drawn art.
    pub art: &'a mut Art,
    /// Today, by the computer's wall clock (for "today" marks only).
    pub today: chrono::NaiveDate,
}

/// The drawn pictures of empty places, made when first shown.
#[derive(Default)]
pub struct Art {
    welcome: Option<TextureHandle>,
    gallery: Option<TextureHandle>,
    milestones: Option<TextureHandle>,
    keepsake: Option<TextureHandle>,
}

macro_rules! art {
    ($($(#[$doc:meta])* $name:ident: $file:literal, $width:literal;)+) => {
        impl Art {
            $($(#[$doc])*
            pub fn $name(&mut self, ctx: &Context) -> Option<&TextureHandle> {
                if self.$name.is_none() {
                    self.$name = super::art::svg_texture(
                        ctx,
                        include_bytes!(concat!("../../../assets/art/", $file)),
                        $width,
                    );
                }
                self.$name.as_ref()
            })+
        }
    };
}

art!(
    /// Moon, blanket, sleeping baby.
    welcome: "welcome.svg", 1200;
    /// An open album.
    gallery: "empty-gallery.svg", 640;
    /// Footprints and bunting.
    milestones: "empty-milestones.svg", 640;
    /// An empty page with a ribbon.
    keepsake: "empty-keepsake.svg", 640;
);

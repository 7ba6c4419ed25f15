//! The views: each draws from the model and its own draft, and says what the
//! parent asked for through [`Actions`](super::actions::Actions).

mod brake;
mod camera;
mod editor;
mod entry;
mod gallery;
mod inbox;
mod keepsake;
mod layout;
mod milestones;
mod netcam;
mod phone;
mod photo_parts;
mod report;
mod save_state;
mod settings;
mod trouble;
mod viewer;
mod welcome;

use eframe::egui::{Context, Popup, TextureHandle};

pub use brake::brake_ui;
pub use camera::CameraView;
pub use editor::EditorView;
pub use entry::EntryView;
use entry::before_birth;
pub use gallery::GalleryView;
pub use inbox::InboxView;
pub use keepsake::KeepsakeView;
pub use milestones::MilestonesView;
pub use netcam::NetcamView;
pub use phone::phone_ui;
pub use report::report_ui;
pub use settings::SettingsView;
pub use trouble::trouble_ui;
pub use viewer::ViewerView;
pub use welcome::WelcomeView;

use super::deeds::{Deed, Place, taken};
use super::textures::Textures;
use crate::app::Model;

/// What every view draws with.
pub struct Stage<'a> {
    /// Pictures of photos.
    pub textures: &'a mut Textures,
    /// Drawn art.
    pub art: &'a mut Art,
    /// Today, by the computer's wall clock (for "today" marks only).
    pub today: chrono::NaiveDate,
    /// Now, by the same clock (for “last night” and its kind).
    pub now: chrono::NaiveDateTime,
    /// What keys and the palette ask of the view.
    pub hands: Hands,
}

/// What keys and the palette ask of a view in one frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hands {
    /// Chosen in the palette.
    pub chosen: Option<Deed>,
    /// Something lies over the view and has the keys.
    pub covered: bool,
}

impl Hands {
    /// What of `mine` was chosen in the palette or pressed. Keys are left alone
    /// where `key_is_free` says that they belong to something else.
    pub fn asked(
        &mut self,
        ctx: &Context,
        model: &Model,
        mine: impl Fn(Deed) -> bool,
        key_is_free: impl Fn(Deed) -> bool,
    ) -> Vec<Deed> {
        let mut asked: Vec<Deed> = self
            .chosen
            .take_if(|deed| mine(*deed))
            .into_iter()
            .collect();
        if !self.covered && !Popup::is_any_open(ctx) {
            let place = Place::of(model);
            asked.extend(taken(ctx, place, |deed| mine(deed) && key_is_free(deed)));
        }
        asked.retain(|deed| deed.is_possible(model));
        asked
    }
}

/// The drawn pictures of empty places, made when first shown.
#[derive(Default)]
pub struct Art {
    welcome: Option<TextureHandle>,
    gallery: Option<TextureHandle>,
    milestones: Option<TextureHandle>,
    keepsake: Option<TextureHandle>,
    camera: Option<TextureHandle>,
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
    /// A camera asleep on a pillow.
    camera: "empty-camera.svg", 640;
);

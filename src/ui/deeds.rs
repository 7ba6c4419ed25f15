//! Everything that can be done by key: one table of names, keys and places.
//!
//! The views ask [`taken`] which of it was pressed in a frame; the palette and
//! the sheet of keys list the same rows of [`table`], so what they say is what
//! the keys do. Whether something can be done right now is said once, in
//! [`Deed::is_possible`].

mod camera;
mod fuzzy;
mod stroke;
mod table;

use eframe::egui::{Context, Event, InputState};

pub use camera::CameraDeed;
pub use fuzzy::{Match, best_match};
pub use stroke::Stroke;
pub use table::{Row, hands, table};

use crate::app::{Appearance, LibraryState, Model, View};
use crate::store::gallery::GalleryItem;

/// Where keys have a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In every view.
    Everywhere,
    /// All photos.
    Memories,
    /// One photo, large.
    Viewer,
    /// One photo, being edited.
    Editor,
    /// Choosing what is kept of a photo.
    Crop,
    /// One entry.
    Entry,
    /// What the camera sees.
    Camera,
    /// Milestones.
    Milestones,
    /// The page of the month.
    Keepsake,
    /// Photos that wait for the parent's word.
    Inbox,
    /// Settings.
    Settings,
}

impl Place {
    /// Where a parent is now.
    pub fn of(model: &Model) -> Self {
        let cropping = || {
            model
                .editor
                .as_ref()
                .is_some_and(|editor| editor.cropping.is_some())
        };
        match model.view {
            View::Gallery => Self::Memories,
            View::Viewer(_) => Self::Viewer,
            View::Editor(_) if cropping() => Self::Crop,
            View::Editor(_) => Self::Editor,
            View::Entry(_) => Self::Entry,
            View::Camera(_) => Self::Camera,
            View::Milestones => Self::Milestones,
            View::Keepsake => Self::Keepsake,
            View::Inbox => Self::Inbox,
            View::Settings => Self::Settings,
        }
    }

    /// The heading above its keys.
    pub fn label(self) -> &'static str {
        match self {
            Self::Everywhere => t!("keys-place-everywhere"),
            Self::Memories => t!("keys-place-memories"),
            Self::Viewer => t!("keys-place-viewer"),
            Self::Editor => t!("keys-place-editor"),
            Self::Crop => t!("keys-place-crop"),
            Self::Entry => t!("keys-place-entry"),
            Self::Camera => t!("keys-place-camera"),
            Self::Milestones => t!("keys-place-milestones"),
            Self::Keepsake => t!("keys-place-keepsake"),
            Self::Inbox => t!("keys-place-inbox"),
            Self::Settings => t!("keys-place-settings"),
        }
    }
}

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Open the palette.
    Find,
    /// Open the sheet of keys.
    Keys,
    /// Choose photos to add.
    AddPhotos,
    /// Everything to another drive, or choose one.
    BackUp,
    /// Everything out of the program.
    TakeOut,
    /// What another program, or an export, holds.
    BringIn,
    /// A still from a baby monitor.
    FromCamera,
    /// Let a phone send photos.
    FromPhone,
    /// Take what is on the clipboard.
    Paste,
    /// An entry without a photo.
    NewEntry,
    /// Show a view.
    Go(View),
    /// The whole screen, or a window again.
    FullScreen,
    /// Another look.
    Dress(Appearance),
    /// The interface larger or smaller by so many percent; 0 is back to normal.
    Scale(i8),
    /// Back to where one came from.
    Back,
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// The photo before, or the next.
    Step(isize),
    /// The newest photo.
    First,
    /// The oldest photo.
    Last,
    /// Mark or unmark.
    Favourite,
    /// The entry of the photo.
    OpenEntry,
    /// The editor.
    EditPhoto,
    /// The panel about the photo.
    About,
    /// One pixel of the photo on one of the screen.
    ActualSize,
    /// All of the photo.
    Fit,
    /// Closer.
    ZoomIn,
    /// Farther away.
    ZoomOut,
    /// A file for others.
    SaveCopy,
    /// The photo with its edits, to the clipboard.
    CopyPicture,
    /// The original in another program.
    OpenOriginal,
    /// Where the original lies.
    ShowInFolder,
    /// Light and colour by itself.
    Auto,
    /// Choose what is kept.
    BeginCrop,
    /// Keep the crop.
    KeepCrop,
    /// Leave the crop as it was.
    LeaveCrop,
    /// Turn.
    TurnRight,
    /// Turn.
    TurnLeft,
    /// Flip left to right.
    Mirror,
    /// Flip top to bottom.
    FlipOver,
    /// See it as taken, for as long as the key is down.
    Compare,
    /// As taken and edited, side by side.
    Split,
    /// Remember light, colour, detail and look.
    CopyEdits,
    /// Give them to this photo.
    PasteEdits,
    /// All edits away.
    ResetAll,
    /// The camera of this computer.
    TakePhoto,
    /// Something with the camera.
    Camera(CameraDeed),
}

impl Deed {
    /// Whether it can be done now, in the place where the model is.
    pub fn is_possible(self, model: &Model) -> bool {
        if !matches!(model.library, LibraryState::Open { .. }) {
            return matches!(self, Self::FullScreen | Self::Dress(_) | Self::Scale(_));
        }
        let may_change = model.read_only().is_none();
        match self {
            Self::AddPhotos | Self::NewEntry | Self::Paste => may_change && model.baby.is_some(),
            Self::TakePhoto => may_change && camera::may_open(model),
            Self::Camera(deed) => deed.is_possible(model),
            Self::FromCamera => may_change && model.baby.is_some() && model.netcam.is_none(),
            Self::FromPhone => may_change && model.baby.is_some() && model.phone.is_none(),
            Self::Dress(look) => model.config.appearance != look,
            Self::Go(view) => model.view != view,
            Self::BackUp | Self::TakeOut => model.baby.is_some(),
            Self::BringIn => may_change,
            Self::Undo => may_change && history(model).0,
            Self::Redo => may_change && history(model).1,
            Self::Step(step) => match model.view {
                View::Viewer(photo) => model.gallery.neighbour(photo, step).is_some(),
                _ => false,
            },
            Self::First | Self::Last | Self::OpenEntry => shown(model).is_some(),
            Self::Favourite => may_change && shown(model).is_some(),
            Self::EditPhoto
            | Self::Auto
            | Self::BeginCrop
            | Self::KeepCrop
            | Self::TurnRight
            | Self::TurnLeft
            | Self::Mirror
            | Self::FlipOver
            | Self::CopyEdits => may_change,
            Self::PasteEdits => may_change && model.copied.is_some(),
            Self::ResetAll => may_change && is_edited(model),
            Self::Compare | Self::Split => is_edited(model),
            Self::Back => model.view != View::Milestones || model.milestone.is_some(),
            Self::Find
            | Self::Keys
            | Self::FullScreen
            | Self::Scale(_)
            | Self::About
            | Self::ActualSize
            | Self::Fit
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::SaveCopy
            | Self::CopyPicture
            | Self::OpenOriginal
            | Self::ShowInFolder
            | Self::LeaveCrop => true,
        }
    }

    /// Whether holding the key does it again and again.
    const fn repeats(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::Step(_)
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::TurnLeft
                | Self::TurnRight
                | Self::Scale(_)
        )
    }
}

/// The photo in the viewer, if it is in the journal.
fn shown(model: &Model) -> Option<&GalleryItem> {
    match model.view {
        View::Viewer(photo) => model.gallery.item(photo),
        _ => None,
    }
}

fn is_edited(model: &Model) -> bool {
    model
        .editor
        .as_ref()
        .is_some_and(|editor| !editor.edits.is_identity())
}

/// Whether there is a step back, and one forward.
fn history(model: &Model) -> (bool, bool) {
    match model.view {
        View::Entry(_) => model.entry.as_ref().map_or((false, false), |sheet| {
            (sheet.history.can_undo(), sheet.history.can_redo())
        }),
        View::Editor(_) => model.editor.as_ref().map_or((false, false), |editor| {
            (editor.history.can_undo(), editor.history.can_redo())
        }),
        View::Gallery => (model.last_change.is_some(), false),
        _ => (false, false),
    }
}

/// What was pressed in this frame and has a meaning in `place`, in the order
/// pressed. Each key is taken away with it; keys of what `allowed` refuses are
/// left to others. While words are typed, only keys with Ctrl are meant.
pub fn taken(ctx: &Context, place: Place, allowed: impl Fn(Deed) -> bool) -> Vec<Deed> {
    let typing = ctx.text_edit_focused();
    ctx.input_mut(|input| taken_from(input, place, typing, allowed))
}

fn taken_from(
    input: &mut InputState,
    place: Place,
    typing: bool,
    allowed: impl Fn(Deed) -> bool,
) -> Vec<Deed> {
    let mut found = Vec::new();
    input.events.retain(|event| {
        let repeated = matches!(event, Event::Key { repeat: true, .. });
        let deed = table()
            .iter()
            .filter(|row| row.places.contains(&place))
            .find(|row| {
                let mut strokes = row.keys.iter();
                strokes.any(|stroke| stroke.is(event) && (!typing || stroke.is_command()))
            })
            .map(|row| row.deed)
            .filter(|deed| allowed(*deed));
        let Some(deed) = deed else {
            return true;
        };
        if !repeated || deed.repeats() {
            found.push(deed);
        }
        false
    });
    found
}

/// Whether a key that does something while it is held is down.
pub fn is_held(ctx: &Context, deed: Deed) -> bool {
    ctx.input(|input| {
        table()
            .iter()
            .filter(|row| row.deed == deed)
            .flat_map(|row| row.keys)
            .any(|stroke| stroke.is_down(input))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for (at, one) in table().iter().enumerate() {
            for other in &table()[at + 1..] {
                let meet = one.places.iter().any(|place| {
                    other.places.contains(place) || other.places.contains(&Place::Everywhere)
                }) || one.places.contains(&Place::Everywhere);
                let same = one.keys.iter().any(|stroke| other.keys.contains(stroke));
                assert!(!(meet && same), "{} and {}", one.name, other.name);
            }
        }
    }

    #[test]
    fn every_row_can_be_found_and_told_apart() {
        for (at, row) in table().iter().enumerate() {
            assert!(!row.name.is_empty() && !row.icon.is_empty());
            assert!(!row.places.is_empty(), "{}", row.name);
            assert!(
                !row.keys.is_empty() || row.in_palette,
                "{} can be reached in no way",
                row.name
            );
            for other in &table()[at + 1..] {
                let meet = one_place(row, other);
                assert!(!(meet && row.name == other.name), "{} twice", row.name);
                assert!(!(meet && row.deed == other.deed), "{} twice", row.name);
            }
        }
    }

    fn one_place(one: &Row, other: &Row) -> bool {
        one.places.iter().any(|place| other.places.contains(place))
    }
}

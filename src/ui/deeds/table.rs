//! The table itself.

mod camera;

use std::sync::LazyLock;

use eframe::egui::Key;
use egui_material_icons::icons;

use super::{Deed, Place, Stroke};
use crate::app::{Appearance, View};

/// Something that can be done: what it is called, by which keys, and where.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is done.
    pub deed: Deed,
    /// What it is called.
    pub name: &'static str,
    /// Other words people may look for it by.
    pub also: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Its keys; the first is the one to learn.
    pub keys: &'static [Stroke],
    /// Where it can be done.
    pub places: &'static [Place],
    /// Whether the palette offers it: what needs a hand on a key is not.
    pub in_palette: bool,
}

impl Row {
    const fn new(
        deed: Deed,
        name: &'static str,
        icon: &'static str,
        keys: &'static [Stroke],
        places: &'static [Place],
    ) -> Self {
        Self {
            deed,
            name,
            also: "",
            icon,
            keys,
            places,
            in_palette: true,
        }
    }

    const fn also(self, also: &'static str) -> Self {
        Self { also, ..self }
    }

    const fn keys_only(self) -> Self {
        Self {
            in_palette: false,
            ..self
        }
    }

    /// `Ctrl + K`, with every way to press it.
    pub fn key_words(&self) -> String {
        self.keys
            .iter()
            .map(Stroke::words)
            .collect::<Vec<_>>()
            .join(" or ")
    }
}

/// What hands do without a row of its own: where, how, and what comes of it.
pub const HANDS: &[(Place, &str, &str)] = &[
    (Place::Everywhere, "Tab", "On to the next thing"),
    (Place::Everywhere, "Drop photos", "Add them to the journal"),
    (
        Place::Memories,
        "Ctrl + wheel",
        "Larger or smaller pictures",
    ),
    (
        Place::Viewer,
        "Wheel",
        "Closer to what is under the pointer",
    ),
    (Place::Viewer, "Double click", "100 %, or all of it"),
    (Place::Inbox, "Space", "Choose the photo, or no longer"),
    (Place::Inbox, "Shift + click", "Choose all up to there"),
    (
        Place::Inbox,
        "Double click",
        "Look at it larger; ← → walk on",
    ),
    (Place::Inbox, "Ctrl + A", "Choose all"),
    (Place::Inbox, "K", "Keep what is chosen"),
    (Place::Inbox, "Del", "Not what is chosen"),
    (Place::Editor, "← →", "A slider, five at a time"),
    (Place::Editor, "Shift + ← →", "A slider, one at a time"),
    (
        Place::Editor,
        "Page up, page down",
        "A slider, a quarter of the way",
    ),
    (
        Place::Editor,
        "Double click",
        "A slider back to its place of rest",
    ),
    (Place::Crop, "← ↑ → ↓", "Move the frame"),
    (
        Place::Crop,
        "Shift + ← ↑ → ↓",
        "Make the frame larger or smaller",
    ),
];

const EVERYWHERE: &[Place] = &[Place::Everywhere];
const VIEWER: &[Place] = &[Place::Viewer];
const EDITOR: &[Place] = &[Place::Editor];
const CROP: &[Place] = &[Place::Crop];
const EDITOR_AND_CROP: &[Place] = &[Place::Editor, Place::Crop];
const STEPS: &[Place] = &[Place::Editor, Place::Crop, Place::Entry];
const STEPS_AND_MEMORIES: &[Place] = &[Place::Editor, Place::Crop, Place::Entry, Place::Memories];

/// Every row, in the order shown.
pub fn table() -> &'static [Row] {
    &TABLE
}

static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| [MAIN, camera::ROWS].concat());

const MAIN: &[Row] = &[
    // ---- everywhere
    Row::new(
        Deed::Find,
        "Find what to do…",
        icons::ICON_SEARCH.codepoint,
        &[Stroke::command(Key::K)],
        EVERYWHERE,
    )
    .keys_only(),
    Row::new(
        Deed::AddPhotos,
        "Add photos…",
        icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
        &[Stroke::command(Key::O)],
        EVERYWHERE,
    )
    .also("import open files pictures"),
    Row::new(
        Deed::FromPhone,
        "Photos from a phone…",
        icons::ICON_SMARTPHONE.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("wifi wi-fi qr code mobile iphone android send upload"),
    Row::new(
        Deed::FromCamera,
        "A still from a baby monitor…",
        icons::ICON_VIDEOCAM.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("network camera ip webcam mjpeg snapshot wifi nursery"),
    Row::new(
        Deed::Paste,
        "Paste a photo",
        icons::ICON_CONTENT_PASTE.codepoint,
        &[Stroke::Paste],
        EVERYWHERE,
    )
    .also("clipboard insert"),
    Row::new(
        Deed::NewEntry,
        "New entry without a photo",
        icons::ICON_EDIT_NOTE.codepoint,
        &[Stroke::command(Key::N)],
        EVERYWHERE,
    )
    .also("write note"),
    Row::new(
        Deed::Go(View::Gallery),
        "Go to Memories",
        icons::ICON_PHOTO_LIBRARY.codepoint,
        &[Stroke::command(Key::Num1)],
        EVERYWHERE,
    )
    .also("gallery all photos"),
    Row::new(
        Deed::Go(View::Milestones),
        "Go to Milestones",
        icons::ICON_FLAG.codepoint,
        &[Stroke::command(Key::Num2)],
        EVERYWHERE,
    )
    .also("firsts story"),
    Row::new(
        Deed::Go(View::Keepsake),
        "Go to the keepsake page",
        icons::ICON_AUTO_STORIES.codepoint,
        &[Stroke::command(Key::Num3)],
        EVERYWHERE,
    )
    .also("print month pdf"),
    Row::new(
        Deed::Go(View::Inbox),
        "Go to the photos that wait",
        icons::ICON_INBOX.codepoint,
        &[Stroke::command(Key::Num4)],
        EVERYWHERE,
    )
    .also("inbox tray new phone folder card approve"),
    Row::new(
        Deed::Go(View::Settings),
        "Go to Settings",
        icons::ICON_SETTINGS.codepoint,
        &[Stroke::command(Key::Comma)],
        EVERYWHERE,
    )
    .also("options preferences trash babies"),
    Row::new(
        Deed::BackUp,
        "Back up now",
        icons::ICON_BACKUP.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("backup drive copy safe disk"),
    Row::new(
        Deed::TakeOut,
        "Take everything with you…",
        icons::ICON_OUTBOX.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("export zip folder leave json csv html"),
    Row::new(
        Deed::BringIn,
        "Bring in what you have…",
        icons::ICON_MOVE_TO_INBOX.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("import day one google takeout baby buddy merge folder zip"),
    Row::new(
        Deed::FullScreen,
        "Full screen, or a window again",
        icons::ICON_FULLSCREEN.codepoint,
        &[Stroke::plain(Key::F11)],
        EVERYWHERE,
    )
    .also("maximise large"),
    Row::new(
        Deed::Scale(10),
        "Make everything larger",
        icons::ICON_TEXT_INCREASE.codepoint,
        &[Stroke::command(Key::Plus), Stroke::command(Key::Equals)],
        EVERYWHERE,
    )
    .also("zoom text size interface"),
    Row::new(
        Deed::Scale(-10),
        "Make everything smaller",
        icons::ICON_TEXT_DECREASE.codepoint,
        &[Stroke::command(Key::Minus)],
        EVERYWHERE,
    )
    .also("zoom text size interface"),
    Row::new(
        Deed::Scale(0),
        "Everything at its normal size",
        icons::ICON_FORMAT_SIZE.codepoint,
        &[Stroke::command(Key::Num0)],
        EVERYWHERE,
    )
    .also("zoom text size interface 100"),
    Row::new(
        Deed::Dress(Appearance::Night),
        "Night light",
        icons::ICON_BEDTIME.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("look theme dim warm sleeping"),
    Row::new(
        Deed::Dress(Appearance::Dark),
        "Dark look",
        icons::ICON_DARK_MODE.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("theme dusk appearance"),
    Row::new(
        Deed::Dress(Appearance::Light),
        "Light look",
        icons::ICON_LIGHT_MODE.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("theme day bright appearance"),
    Row::new(
        Deed::Dress(Appearance::System),
        "Look like this computer",
        icons::ICON_CONTRAST.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("theme system automatic appearance"),
    Row::new(
        Deed::Keys,
        "Show all keys",
        icons::ICON_KEYBOARD.codepoint,
        &[Stroke::plain(Key::Questionmark), Stroke::plain(Key::F1)],
        EVERYWHERE,
    )
    .also("shortcuts keyboard help"),
    // ---- one photo, large
    Row::new(
        Deed::Step(-1),
        "Newer photo",
        icons::ICON_CHEVRON_LEFT.codepoint,
        &[Stroke::plain(Key::ArrowLeft)],
        VIEWER,
    )
    .also("previous before"),
    Row::new(
        Deed::Step(1),
        "Older photo",
        icons::ICON_CHEVRON_RIGHT.codepoint,
        &[Stroke::plain(Key::ArrowRight)],
        VIEWER,
    )
    .also("next after"),
    Row::new(
        Deed::First,
        "The newest photo",
        icons::ICON_FIRST_PAGE.codepoint,
        &[Stroke::plain(Key::Home)],
        VIEWER,
    )
    .also("first"),
    Row::new(
        Deed::Last,
        "The oldest photo",
        icons::ICON_LAST_PAGE.codepoint,
        &[Stroke::plain(Key::End)],
        VIEWER,
    )
    .also("last"),
    Row::new(
        Deed::Favourite,
        "Favourite, or no longer",
        icons::ICON_FAVORITE.codepoint,
        &[Stroke::plain(Key::F)],
        VIEWER,
    )
    .also("heart love star"),
    Row::new(
        Deed::EditPhoto,
        "Edit photo",
        icons::ICON_TUNE.codepoint,
        &[Stroke::plain(Key::E)],
        VIEWER,
    )
    .also("brighter light colour crop"),
    Row::new(
        Deed::OpenEntry,
        "Open entry",
        icons::ICON_EDIT_NOTE.codepoint,
        &[Stroke::plain(Key::Enter)],
        VIEWER,
    )
    .also("note write words"),
    Row::new(
        Deed::About,
        "About this photo",
        icons::ICON_INFO.codepoint,
        &[Stroke::plain(Key::I)],
        VIEWER,
    )
    .also("information camera size date"),
    Row::new(
        Deed::ActualSize,
        "Every pixel of the photo (100 %)",
        icons::ICON_FULLSCREEN.codepoint,
        &[Stroke::plain(Key::Num1)],
        VIEWER,
    )
    .also("zoom actual size full"),
    Row::new(
        Deed::Fit,
        "All of the photo",
        icons::ICON_FIT_SCREEN.codepoint,
        &[Stroke::plain(Key::Num0)],
        VIEWER,
    )
    .also("zoom fit whole"),
    Row::new(
        Deed::ZoomIn,
        "Closer",
        icons::ICON_ZOOM_IN.codepoint,
        &[Stroke::plain(Key::Plus), Stroke::plain(Key::Equals)],
        VIEWER,
    )
    .also("zoom in larger"),
    Row::new(
        Deed::ZoomOut,
        "Farther away",
        icons::ICON_ZOOM_OUT.codepoint,
        &[Stroke::plain(Key::Minus)],
        VIEWER,
    )
    .also("zoom out smaller"),
    Row::new(
        Deed::SaveCopy,
        "Save a copy…",
        icons::ICON_DOWNLOAD.codepoint,
        &[Stroke::command(Key::S)],
        VIEWER,
    )
    .also("export share send file"),
    Row::new(
        Deed::CopyPicture,
        "Copy the photo",
        icons::ICON_CONTENT_COPY.codepoint,
        &[Stroke::Copy],
        VIEWER,
    )
    .also("clipboard share"),
    Row::new(
        Deed::OpenOriginal,
        "Open the original in another program",
        icons::ICON_OPEN_IN_NEW.codepoint,
        &[],
        VIEWER,
    )
    .also("external app file play film video"),
    Row::new(
        Deed::ShowInFolder,
        "Show the original in its folder",
        icons::ICON_FOLDER_OPEN.codepoint,
        &[],
        VIEWER,
    )
    .also("file manager reveal where"),
    // ---- editing
    Row::new(
        Deed::Undo,
        "Undo",
        icons::ICON_UNDO.codepoint,
        &[Stroke::command(Key::Z)],
        STEPS_AND_MEMORIES,
    )
    .also("back step"),
    Row::new(
        Deed::Redo,
        "Redo",
        icons::ICON_REDO.codepoint,
        &[Stroke::command_shift(Key::Z), Stroke::command(Key::Y)],
        STEPS,
    )
    .also("forward again step"),
    Row::new(
        Deed::Auto,
        "Good light by itself",
        icons::ICON_AUTO_FIX_HIGH.codepoint,
        &[Stroke::plain(Key::A)],
        EDITOR,
    )
    .also("auto automatic enhance brighter light dark"),
    Row::new(
        Deed::BeginCrop,
        "Crop and straighten…",
        icons::ICON_CROP.codepoint,
        &[Stroke::plain(Key::C)],
        EDITOR,
    )
    .also("cut level"),
    Row::new(
        Deed::TurnRight,
        "Turn right",
        icons::ICON_ROTATE_RIGHT.codepoint,
        &[Stroke::plain(Key::R)],
        EDITOR_AND_CROP,
    )
    .also("rotate clockwise"),
    Row::new(
        Deed::TurnLeft,
        "Turn left",
        icons::ICON_ROTATE_LEFT.codepoint,
        &[Stroke::shift(Key::R)],
        EDITOR_AND_CROP,
    )
    .also("rotate"),
    Row::new(
        Deed::Mirror,
        "Mirror",
        icons::ICON_SWAP_HORIZ.codepoint,
        &[Stroke::plain(Key::H)],
        EDITOR_AND_CROP,
    )
    .also("flip horizontally left right"),
    Row::new(
        Deed::FlipOver,
        "Flip over",
        icons::ICON_SWAP_VERT.codepoint,
        &[Stroke::shift(Key::H)],
        EDITOR_AND_CROP,
    )
    .also("vertically upside down"),
    Row::new(
        Deed::Compare,
        "Hold to see it as taken",
        icons::ICON_COMPARE.codepoint,
        &[Stroke::plain(Key::B), Stroke::plain(Key::Backslash)],
        EDITOR,
    )
    .keys_only(),
    Row::new(
        Deed::Split,
        "As taken and edited, side by side",
        icons::ICON_COMPARE.codepoint,
        &[Stroke::plain(Key::S)],
        EDITOR,
    )
    .also("before after compare split"),
    Row::new(
        Deed::CopyEdits,
        "Copy the edits",
        icons::ICON_CONTENT_COPY.codepoint,
        &[Stroke::command_shift(Key::C)],
        EDITOR_AND_CROP,
    )
    .also("light colour look"),
    Row::new(
        Deed::PasteEdits,
        "Paste the edits",
        icons::ICON_CONTENT_PASTE.codepoint,
        &[Stroke::command_shift(Key::V)],
        EDITOR_AND_CROP,
    )
    .also("light colour look"),
    Row::new(
        Deed::ResetAll,
        "Reset all edits",
        icons::ICON_RESTART_ALT.codepoint,
        &[],
        EDITOR,
    )
    .also("original as taken remove"),
    Row::new(
        Deed::KeepCrop,
        "Keep this crop",
        icons::ICON_CHECK.codepoint,
        &[Stroke::plain(Key::Enter)],
        CROP,
    )
    .also("done apply"),
    Row::new(
        Deed::LeaveCrop,
        "Leave the crop as it was",
        icons::ICON_CLOSE.codepoint,
        &[Stroke::plain(Key::Escape)],
        CROP,
    )
    .also("cancel"),
    Row::new(
        Deed::Back,
        "Back",
        icons::ICON_ARROW_BACK.codepoint,
        &[Stroke::plain(Key::Escape)],
        &[
            Place::Viewer,
            Place::Editor,
            Place::Entry,
            Place::Milestones,
            Place::Camera,
        ],
    )
    .also("close done leave"),
];

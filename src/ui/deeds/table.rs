//! The table itself.

mod camera;

use std::sync::OnceLock;

use eframe::egui::Key;
use egui_material_icons::icons;

use super::{Deed, Place, Stroke};
use crate::app::{Appearance, View};
use crate::words::{self, Language};

/// Something that can be done: what it is called, by which keys, and where.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// What is done.
    pub deed: Deed,
    /// What it is called; in the lists below the key of the text.
    pub name: &'static str,
    /// Other words people may look for it by; a key there as well.
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

    /// With texts instead of their keys.
    fn in_words(self) -> Self {
        Self {
            name: words::plain(self.name),
            also: words::plain(self.also),
            ..self
        }
    }

    /// `Ctrl + K`, with every way to press it.
    pub fn key_words(&self) -> String {
        self.keys
            .iter()
            .map(Stroke::words)
            .reduce(|first, second| t!("keys-or", first = first, second = second))
            .unwrap_or_default()
    }
}

/// What hands do without a row of its own: where, how, and what comes of it.
pub fn hands() -> [(Place, &'static str, &'static str); 18] {
    [
        (Place::Everywhere, t!("key-tab"), t!("hand-tab-what")),
        (Place::Everywhere, "F6", t!("hand-message-what")),
        (Place::Everywhere, t!("hand-drop"), t!("hand-drop-what")),
        (
            Place::Memories,
            t!("hand-ctrl-wheel"),
            t!("hand-ctrl-wheel-what"),
        ),
        (Place::Viewer, t!("hand-wheel"), t!("hand-wheel-what")),
        (
            Place::Viewer,
            t!("hand-double-click"),
            t!("hand-double-click-size"),
        ),
        (Place::Inbox, t!("key-space"), t!("hand-space-what")),
        (
            Place::Inbox,
            t!("hand-shift-click"),
            t!("hand-shift-click-what"),
        ),
        (
            Place::Inbox,
            t!("hand-double-click"),
            t!("hand-double-click-larger"),
        ),
        (Place::Inbox, t!("hand-ctrl-a"), t!("hand-ctrl-a-what")),
        (Place::Inbox, "K", t!("hand-keep-what")),
        (Place::Inbox, t!("hand-delete"), t!("hand-delete-what")),
        (Place::Editor, "← →", t!("hand-arrows-what")),
        (
            Place::Editor,
            t!("hand-shift-arrows"),
            t!("hand-shift-arrows-what"),
        ),
        (Place::Editor, t!("hand-pages"), t!("hand-pages-what")),
        (
            Place::Editor,
            t!("hand-double-click"),
            t!("hand-double-click-rest"),
        ),
        (Place::Crop, "← ↑ → ↓", t!("hand-frame-what")),
        (
            Place::Crop,
            t!("hand-frame-size"),
            t!("hand-frame-size-what"),
        ),
    ]
}

const EVERYWHERE: &[Place] = &[Place::Everywhere];
const VIEWER: &[Place] = &[Place::Viewer];
const EDITOR: &[Place] = &[Place::Editor];
const CROP: &[Place] = &[Place::Crop];
const EDITOR_AND_CROP: &[Place] = &[Place::Editor, Place::Crop];
const STEPS: &[Place] = &[Place::Editor, Place::Crop, Place::Entry];
const STEPS_AND_MEMORIES: &[Place] = &[Place::Editor, Place::Crop, Place::Entry, Place::Memories];

/// Every row, in the order shown, in the language of the moment.
pub fn table() -> &'static [Row] {
    // One for each language, made when first asked for: asked in every frame.
    static ENGLISH: OnceLock<Vec<Row>> = OnceLock::new();
    static GERMAN: OnceLock<Vec<Row>> = OnceLock::new();
    let table = match words::manner().language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    };
    table.get_or_init(|| {
        let rows = MAIN.iter().chain(camera::ROWS);
        rows.map(|row| row.in_words()).collect()
    })
}

const MAIN: &[Row] = &[
    // ---- everywhere
    Row::new(
        Deed::Find,
        "deed-find",
        icons::ICON_SEARCH.codepoint,
        &[Stroke::command(Key::K)],
        EVERYWHERE,
    )
    .keys_only(),
    Row::new(
        Deed::AddPhotos,
        "deed-add-photos",
        icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
        &[Stroke::command(Key::O)],
        EVERYWHERE,
    )
    .also("deed-add-photos-also"),
    Row::new(
        Deed::FromPhone,
        "deed-from-phone",
        icons::ICON_SMARTPHONE.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-from-phone-also"),
    Row::new(
        Deed::FromCamera,
        "deed-from-monitor",
        icons::ICON_VIDEOCAM.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-from-monitor-also"),
    Row::new(
        Deed::Paste,
        "deed-paste",
        icons::ICON_CONTENT_PASTE.codepoint,
        &[Stroke::Paste],
        EVERYWHERE,
    )
    .also("deed-paste-also"),
    Row::new(
        Deed::NewEntry,
        "deed-new-entry",
        icons::ICON_EDIT_NOTE.codepoint,
        &[Stroke::command(Key::N)],
        EVERYWHERE,
    )
    .also("deed-new-entry-also"),
    Row::new(
        Deed::Go(View::Gallery),
        "deed-go-memories",
        icons::ICON_PHOTO_LIBRARY.codepoint,
        &[Stroke::command(Key::Num1)],
        EVERYWHERE,
    )
    .also("deed-go-memories-also"),
    Row::new(
        Deed::Go(View::Milestones),
        "deed-go-milestones",
        icons::ICON_FLAG.codepoint,
        &[Stroke::command(Key::Num2)],
        EVERYWHERE,
    )
    .also("deed-go-milestones-also"),
    Row::new(
        Deed::Go(View::Keepsake),
        "deed-go-keepsake",
        icons::ICON_AUTO_STORIES.codepoint,
        &[Stroke::command(Key::Num3)],
        EVERYWHERE,
    )
    .also("deed-go-keepsake-also"),
    Row::new(
        Deed::Go(View::Inbox),
        "deed-go-inbox",
        icons::ICON_INBOX.codepoint,
        &[Stroke::command(Key::Num4)],
        EVERYWHERE,
    )
    .also("deed-go-inbox-also"),
    Row::new(
        Deed::Go(View::Settings),
        "deed-go-settings",
        icons::ICON_SETTINGS.codepoint,
        &[Stroke::command(Key::Comma)],
        EVERYWHERE,
    )
    .also("deed-go-settings-also"),
    Row::new(
        Deed::BackUp,
        "deed-back-up",
        icons::ICON_BACKUP.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-back-up-also"),
    Row::new(
        Deed::TakeOut,
        "deed-take-out",
        icons::ICON_OUTBOX.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-take-out-also"),
    Row::new(
        Deed::BringIn,
        "deed-bring-in",
        icons::ICON_MOVE_TO_INBOX.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-bring-in-also"),
    Row::new(
        Deed::FullScreen,
        "deed-full-screen",
        icons::ICON_FULLSCREEN.codepoint,
        &[Stroke::plain(Key::F11)],
        EVERYWHERE,
    )
    .also("deed-full-screen-also"),
    Row::new(
        Deed::Scale(10),
        "deed-larger",
        icons::ICON_TEXT_INCREASE.codepoint,
        &[Stroke::command(Key::Plus), Stroke::command(Key::Equals)],
        EVERYWHERE,
    )
    .also("deed-size-also"),
    Row::new(
        Deed::Scale(-10),
        "deed-smaller",
        icons::ICON_TEXT_DECREASE.codepoint,
        &[Stroke::command(Key::Minus)],
        EVERYWHERE,
    )
    .also("deed-size-also"),
    Row::new(
        Deed::Scale(0),
        "deed-normal-size",
        icons::ICON_FORMAT_SIZE.codepoint,
        &[Stroke::command(Key::Num0)],
        EVERYWHERE,
    )
    .also("deed-normal-size-also"),
    Row::new(
        Deed::Dress(Appearance::Night),
        "deed-night",
        icons::ICON_BEDTIME.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-night-also"),
    Row::new(
        Deed::Dress(Appearance::Dark),
        "deed-dark",
        icons::ICON_DARK_MODE.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-dark-also"),
    Row::new(
        Deed::Dress(Appearance::Light),
        "deed-light",
        icons::ICON_LIGHT_MODE.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-light-also"),
    Row::new(
        Deed::Dress(Appearance::System),
        "deed-like-system",
        icons::ICON_CONTRAST.codepoint,
        &[],
        EVERYWHERE,
    )
    .also("deed-like-system-also"),
    Row::new(
        Deed::Keys,
        "deed-keys",
        icons::ICON_KEYBOARD.codepoint,
        &[Stroke::plain(Key::Questionmark), Stroke::plain(Key::F1)],
        EVERYWHERE,
    )
    .also("deed-keys-also"),
    // ---- one photo, large
    Row::new(
        Deed::Step(-1),
        "deed-newer",
        icons::ICON_CHEVRON_LEFT.codepoint,
        &[Stroke::plain(Key::ArrowLeft)],
        VIEWER,
    )
    .also("deed-newer-also"),
    Row::new(
        Deed::Step(1),
        "deed-older",
        icons::ICON_CHEVRON_RIGHT.codepoint,
        &[Stroke::plain(Key::ArrowRight)],
        VIEWER,
    )
    .also("deed-older-also"),
    Row::new(
        Deed::First,
        "deed-newest",
        icons::ICON_FIRST_PAGE.codepoint,
        &[Stroke::plain(Key::Home)],
        VIEWER,
    )
    .also("deed-newest-also"),
    Row::new(
        Deed::Last,
        "deed-oldest",
        icons::ICON_LAST_PAGE.codepoint,
        &[Stroke::plain(Key::End)],
        VIEWER,
    )
    .also("deed-oldest-also"),
    Row::new(
        Deed::Favourite,
        "deed-favourite",
        icons::ICON_FAVORITE.codepoint,
        &[Stroke::plain(Key::F)],
        VIEWER,
    )
    .also("deed-favourite-also"),
    Row::new(
        Deed::EditPhoto,
        "deed-edit",
        icons::ICON_TUNE.codepoint,
        &[Stroke::plain(Key::E)],
        VIEWER,
    )
    .also("deed-edit-also"),
    Row::new(
        Deed::OpenEntry,
        "deed-open-entry",
        icons::ICON_EDIT_NOTE.codepoint,
        &[Stroke::plain(Key::Enter)],
        VIEWER,
    )
    .also("deed-open-entry-also"),
    Row::new(
        Deed::About,
        "deed-about",
        icons::ICON_INFO.codepoint,
        &[Stroke::plain(Key::I)],
        VIEWER,
    )
    .also("deed-about-also"),
    Row::new(
        Deed::ActualSize,
        "deed-actual-size",
        icons::ICON_FULLSCREEN.codepoint,
        &[Stroke::plain(Key::Num1)],
        VIEWER,
    )
    .also("deed-actual-size-also"),
    Row::new(
        Deed::Fit,
        "deed-fit",
        icons::ICON_FIT_SCREEN.codepoint,
        &[Stroke::plain(Key::Num0)],
        VIEWER,
    )
    .also("deed-fit-also"),
    Row::new(
        Deed::ZoomIn,
        "deed-closer",
        icons::ICON_ZOOM_IN.codepoint,
        &[Stroke::plain(Key::Plus), Stroke::plain(Key::Equals)],
        VIEWER,
    )
    .also("deed-closer-also"),
    Row::new(
        Deed::ZoomOut,
        "deed-farther",
        icons::ICON_ZOOM_OUT.codepoint,
        &[Stroke::plain(Key::Minus)],
        VIEWER,
    )
    .also("deed-farther-also"),
    Row::new(
        Deed::SaveCopy,
        "deed-save-copy",
        icons::ICON_DOWNLOAD.codepoint,
        &[Stroke::command(Key::S)],
        VIEWER,
    )
    .also("deed-save-copy-also"),
    Row::new(
        Deed::CopyPicture,
        "deed-copy-photo",
        icons::ICON_CONTENT_COPY.codepoint,
        &[Stroke::Copy],
        VIEWER,
    )
    .also("deed-copy-photo-also"),
    Row::new(
        Deed::OpenOriginal,
        "deed-open-original",
        icons::ICON_OPEN_IN_NEW.codepoint,
        &[],
        VIEWER,
    )
    .also("deed-open-original-also"),
    Row::new(
        Deed::ShowInFolder,
        "deed-show-original",
        icons::ICON_FOLDER_OPEN.codepoint,
        &[],
        VIEWER,
    )
    .also("deed-show-original-also"),
    // ---- editing
    Row::new(
        Deed::Undo,
        "deed-undo",
        icons::ICON_UNDO.codepoint,
        &[Stroke::command(Key::Z)],
        STEPS_AND_MEMORIES,
    )
    .also("deed-undo-also"),
    Row::new(
        Deed::Redo,
        "deed-redo",
        icons::ICON_REDO.codepoint,
        &[Stroke::command_shift(Key::Z), Stroke::command(Key::Y)],
        STEPS,
    )
    .also("deed-redo-also"),
    Row::new(
        Deed::Auto,
        "deed-auto",
        icons::ICON_AUTO_FIX_HIGH.codepoint,
        &[Stroke::plain(Key::A)],
        EDITOR,
    )
    .also("deed-auto-also"),
    Row::new(
        Deed::BeginCrop,
        "deed-crop",
        icons::ICON_CROP.codepoint,
        &[Stroke::plain(Key::C)],
        EDITOR,
    )
    .also("deed-crop-also"),
    Row::new(
        Deed::TurnRight,
        "deed-turn-right",
        icons::ICON_ROTATE_RIGHT.codepoint,
        &[Stroke::plain(Key::R)],
        EDITOR_AND_CROP,
    )
    .also("deed-turn-right-also"),
    Row::new(
        Deed::TurnLeft,
        "deed-turn-left",
        icons::ICON_ROTATE_LEFT.codepoint,
        &[Stroke::shift(Key::R)],
        EDITOR_AND_CROP,
    )
    .also("deed-turn-left-also"),
    Row::new(
        Deed::Mirror,
        "deed-mirror",
        icons::ICON_SWAP_HORIZ.codepoint,
        &[Stroke::plain(Key::H)],
        EDITOR_AND_CROP,
    )
    .also("deed-mirror-also"),
    Row::new(
        Deed::FlipOver,
        "deed-flip",
        icons::ICON_SWAP_VERT.codepoint,
        &[Stroke::shift(Key::H)],
        EDITOR_AND_CROP,
    )
    .also("deed-flip-also"),
    Row::new(
        Deed::Compare,
        "deed-compare",
        icons::ICON_COMPARE.codepoint,
        &[Stroke::plain(Key::B), Stroke::plain(Key::Backslash)],
        EDITOR,
    )
    .keys_only(),
    Row::new(
        Deed::Split,
        "deed-split",
        icons::ICON_COMPARE.codepoint,
        &[Stroke::plain(Key::S)],
        EDITOR,
    )
    .also("deed-split-also"),
    Row::new(
        Deed::CopyEdits,
        "deed-copy-edits",
        icons::ICON_CONTENT_COPY.codepoint,
        &[Stroke::command_shift(Key::C)],
        EDITOR_AND_CROP,
    )
    .also("deed-edits-also"),
    Row::new(
        Deed::PasteEdits,
        "deed-paste-edits",
        icons::ICON_CONTENT_PASTE.codepoint,
        &[Stroke::command_shift(Key::V)],
        EDITOR_AND_CROP,
    )
    .also("deed-edits-also"),
    Row::new(
        Deed::ResetAll,
        "deed-reset",
        icons::ICON_RESTART_ALT.codepoint,
        &[],
        EDITOR,
    )
    .also("deed-reset-also"),
    Row::new(
        Deed::KeepCrop,
        "deed-keep-crop",
        icons::ICON_CHECK.codepoint,
        &[Stroke::plain(Key::Enter)],
        CROP,
    )
    .also("deed-keep-crop-also"),
    Row::new(
        Deed::LeaveCrop,
        "deed-leave-crop",
        icons::ICON_CLOSE.codepoint,
        &[Stroke::plain(Key::Escape)],
        CROP,
    )
    .also("deed-leave-crop-also"),
    Row::new(
        Deed::Back,
        "deed-back",
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
    .also("deed-back-also"),
];

//! What every window test needs: a harness with our look and fonts, and the
//! question “can everything here be reached by name?”.

// The page of widgets in `examples` uses its own share of this.
#![allow(dead_code)]

use std::sync::{Arc, LazyLock};

use eframe::egui::{
    self, Context, Key, Role, Ui, Vec2,
    epaint::text::{FallbackRequest, FontData, FontInsert, FontPriority, InsertFontFamily},
};
use egui_kittest::{Harness, HarnessBuilder, kittest::NodeT as _, kittest::Queryable as _};
use resvg::usvg::fontdb;
use smilekeep::ui::theme::{self, Appearance};

/// Prepares a context the way the window does: our fonts, the computer's own
/// fonts behind them, and a look.
pub fn dress(ctx: &Context, appearance: Appearance) {
    theme::install_fonts(ctx);
    ctx.add_font_provider(Arc::new(system_font));
    theme::apply(ctx, appearance, 1.0, theme::Motion::GENTLE);
}

/// A harness builder with our look; add a size and build.
pub fn builder<State>(appearance: Appearance) -> HarnessBuilder<State> {
    let egui_theme = match appearance {
        Appearance::Dark | Appearance::Night => egui::Theme::Dark,
        Appearance::System | Appearance::Light => egui::Theme::Light,
    };
    Harness::builder()
        .with_theme(egui_theme)
        // A computer without fonts for a script should not fail a test about
        // something else.
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| dress(ctx, appearance))
}

/// A light harness around one piece of window with some state.
pub fn harness<'a, State: 'a>(
    state: State,
    contents: impl FnMut(&mut Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    builder(Appearance::Light)
        .with_size(Vec2::new(640.0, 800.0))
        .build_ui_state(contents, state)
}

/// Every node a person could act on, or should be able to perceive as a
/// picture, that has no name. Empty is good.
pub fn unnamed_interactive_nodes<State>(harness: &Harness<'_, State>) -> Vec<String> {
    use egui::accesskit::Action;
    let mut unnamed: Vec<String> = harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| !node.is_hidden())
        .filter(|node| {
            let data = node.data();
            data.supports_action(Action::Click)
                || data.supports_action(Action::SetValue)
                || matches!(data.role(), Role::Image | Role::ProgressIndicator)
        })
        // Plain containers may sense clicks (to close a popup, say).
        .filter(|node| !matches!(node.role(), Role::GenericContainer | Role::Unknown))
        .filter(|node| {
            let named = node.label().is_some_and(|label| !label.trim().is_empty());
            let placeholder = node.data().placeholder();
            !named && placeholder.is_none_or(|hint| hint.trim().is_empty())
        })
        .map(|node| format!("{:?} at {:?}", node.role(), node.raw_bounds()))
        .collect();
    unnamed.extend(harness.unnamed_widgets());
    unnamed.sort();
    unnamed.dedup();
    unnamed
}

/// Gives a node the keyboard and presses one key.
pub fn press<State>(harness: &mut Harness<'_, State>, role: Role, name: &str, key: Key) {
    harness.get_by_role_and_label(role, name).focus();
    harness.run();
    harness.key_press(key);
    harness.run();
}

static SYSTEM_FONTS: LazyLock<fontdb::Database> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    database
});

/// Whether this computer has letters of a script; without them, a test about
/// that script has nothing to look at.
pub fn can_draw(letter: char) -> bool {
    system_face(letter).is_some()
}

/// A handful of families is enough for what our tests write; Arial knows
/// Hebrew and Arabic where Noto is not installed.
fn system_face(letter: char) -> Option<(fontdb::ID, &'static str)> {
    let family = match u32::from(letter) {
        0x0590..=0x05FF => "Noto Sans Hebrew",
        0x0600..=0x08FF | 0xFB50..=0xFEFF => "Noto Sans Arabic",
        0x0900..=0x097F => "Noto Sans Devanagari",
        0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF => "Noto Sans CJK SC",
        0xAC00..=0xD7AF => "Noto Sans CJK KR",
        0x1F000.. => "Noto Color Emoji",
        _ => "DejaVu Sans",
    };
    let id = SYSTEM_FONTS.query(&fontdb::Query {
        families: &[fontdb::Family::Name(family), fontdb::Family::Name("Arial")],
        ..fontdb::Query::default()
    })?;
    Some((id, family))
}

/// eframe installs its own provider for the window; a bare harness has none.
fn system_font(request: &FallbackRequest<'_>) -> Option<FontInsert> {
    let (id, family) = system_face(request.cluster.chars().next()?)?;
    let data = SYSTEM_FONTS.with_face_data(id, |bytes, index| {
        let mut data = FontData::from_owned(bytes.to_vec());
        data.index = index;
        data
    })?;
    Some(FontInsert {
        name: format!("system {family}"),
        data,
        families: vec![InsertFontFamily {
            family: request.family.clone(),
            priority: FontPriority::Lowest,
        }],
    })
}

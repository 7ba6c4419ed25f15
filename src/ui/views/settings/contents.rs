//! The parts of the settings, by name: a list beside the page where there is
//! room, rows of words at its head where there is not.

use eframe::egui::{Role, Sense, TextStyle, Ui, UiBuilder, WidgetInfo, vec2};

use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::buttons::{line_galley, quiet_button, quiet_button_width};
use crate::ui::widgets::focus::focus_ring_ui;

/// Width of the list, in points.
pub(super) const SIDE: f32 = 244.0;
/// From this width on, in points, the list stands beside the page.
pub(super) const BESIDE: f32 = SIDE + super::WIDTH * 0.9 + 4.0 * space::XL;
/// Height of one name in the list, in points.
const ROW: f32 = 38.0;
/// How far below the top a part begins that one is at, in points.
const NEAR: f32 = 120.0;

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Babies,
    Look,
    Language,
    Library,
    Backup,
    Trash,
    TakeOut,
    Folders,
    BringIn,
    Merge,
    About,
}

impl Part {
    pub(super) const ALL: [Self; 11] = [
        Self::Babies,
        Self::Look,
        Self::Language,
        Self::Library,
        Self::Backup,
        Self::Trash,
        Self::TakeOut,
        Self::Folders,
        Self::BringIn,
        Self::Merge,
        Self::About,
    ];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Babies => t!("settings-part-babies"),
            Self::Look => t!("settings-part-look"),
            Self::Language => t!("settings-part-language"),
            Self::Library => t!("settings-part-library"),
            Self::Backup => t!("settings-part-backup"),
            Self::Trash => t!("settings-part-trash"),
            Self::TakeOut => t!("settings-part-take-out"),
            Self::Folders => t!("settings-part-folders"),
            Self::BringIn => t!("settings-part-bring-in"),
            Self::Merge => t!("settings-part-merge"),
            Self::About => t!("settings-part-about"),
        }
    }
}

/// The part one is at: the last that begins above or near the top, or the one
/// jumped to until one moves on by oneself.
#[derive(Default)]
pub(super) struct Here {
    at: Option<Part>,
    jumped: bool,
}

impl Here {
    /// Before the parts of a frame are drawn.
    pub(super) fn begin(&mut self, ui: &Ui) {
        let moves = ui.input(|input| {
            input.smooth_scroll_delta().y != 0.0
                || (input.pointer.any_down() && input.pointer.is_decidedly_dragging())
                || !input.keys_down.is_empty()
        });
        self.jumped &= !moves;
        if !self.jumped {
            self.at = None;
        }
    }

    /// A part begins at this height of the screen, in points.
    pub(super) fn passes(&mut self, ui: &Ui, part: Part, top: f32) {
        if !self.jumped && (self.at.is_none() || top < ui.clip_rect().top() + NEAR) {
            self.at = Some(part);
        }
    }

    /// The page goes to a part.
    pub(super) const fn jump(&mut self, part: Part) {
        self.at = Some(part);
        self.jumped = true;
    }
}

/// Draws the list; returns the part to go to.
pub(super) fn list_ui(ui: &mut Ui, here: &Here) -> Option<Part> {
    let mut wanted = None;
    let list = UiBuilder::new()
        .accessibility_role(Role::Navigation)
        .accessibility_label(t!("settings-parts"));
    ui.scope_builder(list, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for part in Part::ALL {
            if row_ui(ui, part.title(), here.at == Some(part)) {
                wanted = Some(part);
            }
        }
    });
    wanted
}

fn row_ui(ui: &mut Ui, name: &str, here: bool) -> bool {
    let palette = theme::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, here, name));
    if ui.is_rect_visible(rect) {
        // The words line up with the title above; what is round them hangs over.
        let round = rect.expand2(vec2(space::M, 0.0));
        let hover = ui.ctx().animate_bool_with_time(
            response.id,
            response.hovered(),
            theme::of(ui).motion.quick_s,
        );
        let (fill, ink) = if here {
            (palette.accent_soft, palette.on_accent_soft)
        } else {
            (
                palette.accent_soft.gamma_multiply(hover * 0.6),
                palette.text,
            )
        };
        ui.painter().rect_filled(round, radius::M, fill);
        let words = line_galley(ui, name, &TextStyle::Button, rect.width());
        let at = rect.left_center() - vec2(0.0, words.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, words, ink);
        focus_ring_ui(ui, &response, round, radius::M);
    }
    response.clicked()
}

/// Draws the names in as many rows as they need; returns the part to go to.
pub(super) fn rows_ui(ui: &mut Ui) -> Option<Part> {
    let room = ui.available_width();
    let mut rows: Vec<Vec<Part>> = Vec::new();
    let mut taken = f32::INFINITY;
    for part in Part::ALL {
        let width = quiet_button_width(ui, part.title());
        if taken + width > room {
            rows.push(Vec::new());
            taken = 0.0;
        }
        taken += width;
        if let Some(row) = rows.last_mut() {
            row.push(part);
        }
    }
    let mut wanted = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for part in row {
                    if quiet_button(ui, part.title()).clicked() {
                        wanted = Some(part);
                    }
                }
            });
        }
    });
    wanted
}

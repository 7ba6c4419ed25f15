//! Small things about photos that several views draw.

use eframe::egui::{Color32, Rect, Role, Sense, Ui, Vec2, WidgetInfo, epaint::RectShape};

use super::Stage;
use crate::app::PhotoInfo;
use crate::photo::ThumbSize;
use crate::ui::theme::{self, radius};
use crate::ui::widgets::picture::cover_uv;

/// Shown until the pixels are there.
pub fn average(ui: &Ui, info: Option<&PhotoInfo>) -> Color32 {
    let Some(info) = info else {
        return theme::of(ui).palette.outline;
    };
    let [_, r, g, b] = info.photo.file.average_rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// Width divided by height, as it is seen after its edits.
pub fn upright_aspect(info: &PhotoInfo) -> f32 {
    let aspect = info.photo.aspect();
    if info.edits.turn.quarters() % 2 == 1 && aspect > 0.0 {
        1.0 / aspect
    } else {
        aspect
    }
}

/// A picture to look at only, cropped to fill a square.
pub fn thumbnail_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    info: Option<&PhotoInfo>,
    side: f32,
    name: &str,
) -> Rect {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    // What is scrolled away is not asked for.
    if !ui.is_rect_visible(rect) {
        return rect;
    }
    let tint = theme::of(ui).palette.photo_tint;
    ui.painter()
        .rect_filled(rect, radius::M, average(ui, info) * tint);
    let texture = info.and_then(|info| {
        let (photo, edits) = (&info.photo, &info.edits);
        stage.textures.photo(photo, edits, ThumbSize::Grid)
    });
    if let Some((id, size)) = texture {
        ui.painter().add(
            RectShape::filled(rect, radius::M, tint).with_texture(id, cover_uv(size, rect.size())),
        );
    }
    rect
}

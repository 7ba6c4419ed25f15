//! Where messages lie over nothing that can be pressed.

use eframe::egui::{Context, LayerId, Pos2, Rect, Sense, Vec2, pos2};

/// What is larger than this is no button but a picture or a page, in points.
const BUTTON: f32 = 120.0;
/// Rows of buttons may be wide: what is this low counts however wide it is.
const LOW: f32 = 64.0;
/// What is this narrow is a scroll bar or an edge that can be pulled.
const NARROW: f32 = 12.0;
/// Clear space around a button, in points.
const CLEAR: f32 = 4.0;
/// Places are tried this far from each other, in points.
const STEP: f32 = 16.0;

/// What can be pressed in this frame, on any layer but one, in points.
pub(super) fn buttons(ctx: &Context, but: LayerId) -> Vec<Rect> {
    let focused = ctx.memory(|memory| memory.focused());
    ctx.viewport(|viewport| {
        let layers = viewport.this_pass.widgets.layers();
        layers
            .filter(|(layer, _)| **layer != but)
            .flat_map(|(_, widgets)| widgets)
            .filter(|widget| widget.enabled && widget.interact_rect.is_positive())
            .filter(|widget| widget.sense.intersects(Sense::CLICK | Sense::DRAG))
            .filter(|widget| {
                // Where one writes, whatever its size.
                is_button(widget.rect.size()) || focused == Some(widget.id)
            })
            .map(|widget| widget.interact_rect)
            .collect()
    })
}

fn is_button(size: Vec2) -> bool {
    size.min_elem() > NARROW && (size.y <= LOW || size.max_elem() <= BUTTON)
}

/// How many of `buttons` something of this size covers, by its lower left
/// corner.
pub(super) fn covered(corner: Pos2, size: Vec2, buttons: &[Rect]) -> usize {
    covering(corner, size, buttons).count()
}

fn covering(corner: Pos2, size: Vec2, buttons: &[Rect]) -> impl Iterator<Item = &Rect> {
    let place = rect(corner, size).expand(CLEAR);
    buttons
        .iter()
        .filter(move |button| button.intersects(place))
}

fn rect(corner: Pos2, size: Vec2) -> Rect {
    Rect::from_min_size(pos2(corner.x, corner.y - size.y), size)
}

/// The lower left corner for something of this size in `room`: where it covers
/// the fewest `buttons`, and of such places the one nearest to the lower middle
/// or else to an edge.
pub(super) fn find(room: Rect, size: Vec2, buttons: &[Rect]) -> Pos2 {
    let spare = (room.size() - size).max(Vec2::ZERO);
    let usual = pos2(room.left() + spare.x / 2.0, room.bottom());
    let mut best = (covered(usual, size, buttons), 0.0, usual);
    let steps = |length: f32| (length / STEP).ceil() as u16;
    for row in 0..=steps(spare.y) {
        for column in 0..=steps(spare.x) {
            if best.0 == 0 && best.1 <= 0.0 {
                return best.2;
            }
            let up = (f32::from(row) * STEP).min(spare.y);
            let across = (f32::from(column) * STEP).min(spare.x);
            let corner = pos2(room.left() + across, room.bottom() - up);
            // The middle of the window is where one looks and reads.
            let down = spare.y - up;
            let height = up.min(down + 0.4 * spare.y) * 2.0;
            let way = height + (corner.x - usual.x).abs();
            // More than the best covers is not counted to its end: there may be
            // hundreds of buttons, and thousands of places.
            let count = covering(corner, size, buttons).take(best.0 + 1).count();
            if (count, way) < (best.0, best.1) {
                best = (count, way, corner);
            }
        }
    }
    best.2
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::vec2;

    const ROOM: Rect = Rect {
        min: Pos2::new(24.0, 24.0),
        max: Pos2::new(1256.0, 776.0),
    };
    const SIZE: Vec2 = Vec2::new(452.0, 60.0);

    #[test]
    fn the_lower_middle_is_taken_where_it_is_free() {
        let elsewhere = [Rect::from_min_size(pos2(24.0, 700.0), vec2(200.0, 40.0))];
        assert_eq!(find(ROOM, SIZE, &elsewhere), pos2(414.0, 776.0));
    }

    #[test]
    fn buttons_below_are_left_free() {
        let bar: Vec<Rect> = (0..30_u8)
            .map(|at| Rect::from_min_size(pos2(f32::from(at) * 45.0, 730.0), vec2(40.0, 40.0)))
            .collect();
        let corner = find(ROOM, SIZE, &bar);
        assert_eq!(covered(corner, SIZE, &bar), 0);
        assert!(
            corner.y < 730.0 && corner.y > 690.0,
            "just above: {corner:?}"
        );
        assert!((corner.x - 414.0).abs() < STEP);
    }

    #[test]
    fn where_nothing_is_free_the_least_is_covered() {
        let everywhere: Vec<Rect> = (0..20_u8)
            .flat_map(|row| (0..32_u8).map(move |column| (row, column)))
            .filter(|(row, column)| *row != 18 || *column < 20)
            .map(|(row, column)| {
                let at = pos2(f32::from(column) * 40.0, f32::from(row) * 40.0);
                Rect::from_min_size(at, vec2(38.0, 38.0))
            })
            .collect();
        let usual = pos2(414.0, 776.0);
        let corner = find(ROOM, SIZE, &everywhere);
        let (here, there) = (
            covered(corner, SIZE, &everywhere),
            covered(usual, SIZE, &everywhere),
        );
        assert!(here < there, "{here} and {there}");
    }

    #[test]
    fn photos_and_scroll_bars_are_no_buttons() {
        assert!(is_button(vec2(40.0, 40.0)) && is_button(vec2(536.0, 44.0)));
        assert!(!is_button(vec2(400.0, 300.0)) && !is_button(vec2(10.0, 400.0)));
    }
}

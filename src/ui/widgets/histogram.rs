//! How the light of a photo is spread: three translucent curves over a fourth.

use eframe::egui::{
    Color32, Mesh, Painter, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, lerp,
    pos2,
};

use crate::ui::theme::{self, radius, space};

/// Curves are drawn from this many averaged columns: smooth, and no finer than
/// the screen.
const COLUMNS: usize = 64;

/// Draws a histogram of 256 steps a channel.
///
/// A screen reader hears where most of the light lies instead.
pub fn histogram_ui(
    ui: &mut Ui,
    red: &[u32; 256],
    green: &[u32; 256],
    blue: &[u32; 256],
    luma: &[u32; 256],
    size: Vec2,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, describe(luma)));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = theme::of(ui).palette;
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, radius::M, palette.photo_backdrop);
    let plot = rect.shrink2(Vec2::new(space::S, space::S));
    for quarter in [0.25, 0.5, 0.75] {
        painter.vline(
            lerp(plot.x_range(), quarter),
            plot.y_range(),
            Stroke::new(1.0, palette.outline),
        );
    }
    let channels = [
        (luma, palette.chart_luma, 0.16),
        (red, palette.chart_red, 0.26),
        (green, palette.chart_green, 0.26),
        (blue, palette.chart_blue, 0.26),
    ];
    let heights = channels.map(|(channel, _, _)| columns(channel));
    // One scale for all channels, or a grey photo would look colourful.
    let top = heights.iter().flatten().copied().fold(0.0, f32::max);
    if top <= 0.0 {
        return response;
    }
    for ((_, color, fill), heights) in channels.into_iter().zip(&heights) {
        curve(&painter, plot, heights, top, color, fill);
    }
    response
}

/// Square roots of averaged steps: faint tones stay visible beside a peak. The
/// very ends are left out of the averages of their neighbours, since clipped
/// light would flatten everything else.
fn columns(channel: &[u32; 256]) -> [f32; COLUMNS] {
    let width = channel.len() / COLUMNS;
    let mut heights = [0.0; COLUMNS];
    for (height, steps) in heights.iter_mut().zip(channel.chunks(width)) {
        let sum: u64 = steps.iter().map(|count| u64::from(*count)).sum();
        *height = (sum as f32 / width as f32).sqrt();
    }
    // A light blur: the eye reads the shape, not the noise.
    let raw = heights;
    for (index, height) in heights.iter_mut().enumerate() {
        let here = raw.get(index).copied().unwrap_or(0.0);
        let left = index.checked_sub(1).and_then(|at| raw.get(at)).copied();
        let right = raw.get(index + 1).copied();
        *height = 0.5 * here + 0.25 * left.unwrap_or(here) + 0.25 * right.unwrap_or(here);
    }
    heights
}

fn curve(
    painter: &Painter,
    plot: Rect,
    heights: &[f32; COLUMNS],
    top: f32,
    color: Color32,
    fill: f32,
) {
    let last = (COLUMNS - 1) as f32;
    let points: Vec<_> = heights
        .iter()
        .enumerate()
        .map(|(index, height)| {
            pos2(
                lerp(plot.x_range(), index as f32 / last),
                plot.bottom() - height / top * plot.height(),
            )
        })
        .collect();
    // Fading towards the floor keeps overlapping channels apart.
    let mut mesh = Mesh::default();
    for point in &points {
        mesh.colored_vertex(*point, color.gamma_multiply(fill * 1.6));
        mesh.colored_vertex(
            pos2(point.x, plot.bottom()),
            color.gamma_multiply(fill * 0.5),
        );
    }
    for index in 0..(points.len().saturating_sub(1)) as u32 {
        let at = index * 2;
        mesh.add_triangle(at, at + 1, at + 2);
        mesh.add_triangle(at + 1, at + 2, at + 3);
    }
    painter.add(mesh);
    painter.add(Shape::line(points, Stroke::new(1.5, color)));
}

/// Where most of the light lies, in words.
fn describe(luma: &[u32; 256]) -> &'static str {
    let third = |from: usize, to: usize| -> u64 {
        luma.iter()
            .skip(from)
            .take(to - from)
            .map(|count| u64::from(*count))
            .sum()
    };
    let (dark, middle, light) = (third(0, 85), third(85, 171), third(171, 256));
    let total = dark + middle + light;
    if total == 0 {
        t!("widget-light-none")
    } else if dark * 2 > total {
        t!("widget-light-dark")
    } else if light * 2 > total {
        t!("widget-light-bright")
    } else if middle * 2 > total {
        t!("widget-light-middle")
    } else {
        t!("widget-light-spread")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_is_put_into_words() {
        let mut luma = [0; 256];
        assert_eq!(describe(&luma), "Light in this photo: no photo");
        luma[10] = 100;
        assert_eq!(describe(&luma), "Light in this photo: mostly dark");
        luma[250] = 300;
        assert_eq!(describe(&luma), "Light in this photo: mostly bright");
        luma[128] = 150;
        luma[10] = 250;
        assert_eq!(
            describe(&luma),
            "Light in this photo: spread from dark to bright"
        );
    }

    #[test]
    fn huge_counts_do_not_overflow() {
        let heights = columns(&[u32::MAX; 256]);
        assert!(heights.iter().all(|height| height.is_finite()));
    }
}

//! Drawn pictures (SVG) as textures. They ship inside the program, so turning
//! one into pixels is quick; still, do it once and keep the handle.

use eframe::egui::{ColorImage, Context, TextureFilter, TextureHandle, TextureOptions};
use resvg::{tiny_skia, usvg};

/// No drawing of ours is ever shown wider; a guard against a slip.
const MAX_WIDTH_PX: u32 = 4096;

/// Draws an SVG `width` pixels wide, as high as its shape asks.
///
/// `None` when the bytes are no SVG, or its size is zero. Pass the width in
/// physical pixels (points × `ctx.pixels_per_point()`), so that edges are crisp.
pub fn svg_texture(ctx: &Context, bytes: &[u8], width: u32) -> Option<TextureHandle> {
    let image = svg_image(bytes, width)?;
    let options = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
    Some(ctx.load_texture("drawn-art", image, options))
}

/// The pixels of [`svg_texture`], without a window.
pub fn svg_image(bytes: &[u8], width: u32) -> Option<ColorImage> {
    let tree = usvg::Tree::from_data(bytes, &usvg::Options::default()).ok()?;
    let width = width.clamp(1, MAX_WIDTH_PX);
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round() as u32;
    let height = height.clamp(1, MAX_WIDTH_PX);
    let mut pixels = tiny_skia::Pixmap::new(width, height)?;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    Some(ColorImage::from_rgba_premultiplied(
        [width as usize, height as usize],
        pixels.data(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Color32;

    const SQUARE: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
        <rect width="10" height="10" fill="#ff0000"/></svg>"##;

    #[test]
    fn a_drawing_keeps_its_shape_and_its_clear_parts() {
        let image = svg_image(SQUARE, 40).unwrap();
        assert_eq!(image.size, [40, 20]);
        assert_eq!(image.pixels.first(), Some(&Color32::RED));
        assert_eq!(image.pixels.last(), Some(&Color32::TRANSPARENT));
    }

    #[test]
    fn nonsense_is_no_picture() {
        assert!(svg_image(b"not a drawing", 40).is_none());
        assert!(svg_image(b"", 40).is_none());
    }
}

//! Structural similarity of two pictures: Wang, Bovik, Sheikh and Simoncelli,
//! “Image quality assessment: from error visibility to structural similarity”,
//! IEEE TIP 13 (2004), on luma, in windows of 8 × 8 pixels every 4 pixels.

use smilekeep::photo::RgbImage;

const WINDOW: usize = 8;
const STEP: usize = 4;

/// 1 for equal pictures; 0 when their sizes differ.
pub fn ssim(a: &RgbImage, b: &RgbImage) -> f64 {
    if a.dimensions() != b.dimensions() {
        return 0.0;
    }
    let (width, height) = (a.width() as usize, a.height() as usize);
    let (a, b) = (luma(a), luma(b));
    let (mut sum, mut count) = (0.0, 0_u32);
    for top in (0..height.saturating_sub(WINDOW)).step_by(STEP) {
        for left in (0..width.saturating_sub(WINDOW)).step_by(STEP) {
            sum += window(&a, &b, width, left, top);
            count += 1;
        }
    }
    sum / f64::from(count.max(1))
}

fn luma(image: &RgbImage) -> Vec<f64> {
    image
        .pixels()
        .map(|pixel| {
            let [r, g, b] = pixel.0.map(f64::from);
            0.299 * r + 0.587 * g + 0.114 * b
        })
        .collect()
}

fn window(a: &[f64], b: &[f64], width: usize, left: usize, top: usize) -> f64 {
    const C1: f64 = (0.01 * 255.0) * (0.01 * 255.0);
    const C2: f64 = (0.03 * 255.0) * (0.03 * 255.0);
    let (mut sa, mut sb, mut saa, mut sbb, mut sab) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for row in top..top + WINDOW {
        let from = row * width + left;
        for (x, y) in a[from..from + WINDOW].iter().zip(&b[from..from + WINDOW]) {
            sa += x;
            sb += y;
            saa += x * x;
            sbb += y * y;
            sab += x * y;
        }
    }
    let n = (WINDOW * WINDOW) as f64;
    let (ma, mb) = (sa / n, sb / n);
    let (va, vb, cov) = (saa / n - ma * ma, sbb / n - mb * mb, sab / n - ma * mb);
    ((2.0 * ma * mb + C1) * (2.0 * cov + C2)) / ((ma * ma + mb * mb + C1) * (va + vb + C2))
}

//! What a live picture costs, as a program: `cargo bench --bench camera`.
//!
//! One thread; frames of 1280 × 720 (and 1920 × 1080) as Motion JPEG, YUYV and
//! NV12, to what the window draws from; then what waiting for stillness adds.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use smilekeep::capture::camera::{
    Encoding, Frame, Grey, Mode, Sensitivity, moved_permille, screen_frame,
};
use smilekeep::photo::{RgbImage, jpeg};

/// A picture with the detail and the noise of a webcam in a dim room.
fn scene(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut state = seed | 1;
    RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let grain = (state % 14) as f32;
        let wave = |a: f32, b: f32| ((x as f32 / a).sin() + (y as f32 / b).cos() + 2.0) * 45.0;
        image::Rgb([(31.0, 19.0), (47.0, 42.0), (90.0, 26.0)].map(|(a, b)| {
            // At most 194, so a byte holds it.
            (wave(a, b) + grain) as u8
        }))
    })
}

/// Time this thread has spent on a processor. A busy machine makes everything
/// wait, which is no cost of a frame; where the system does not tell, time as
/// it passes.
fn spent(start: Instant) -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|words| words.split(' ').next()?.parse().ok())
        .map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Mean time of one frame, in milliseconds. The system counts in steps of some
/// milliseconds, so only many frames together tell.
fn each(frames: usize, mut work: impl FnMut(usize)) -> f64 {
    let start = Instant::now();
    let before = spent(start);
    (0..frames).for_each(&mut work);
    let all = spent(start).saturating_sub(before);
    all.as_secs_f64() * 1e3 / frames as f64
}

fn main() {
    for (width, height) in [(1280, 720), (1920, 1080)] {
        println!("{width} × {height}");
        let frames: Vec<Arc<Vec<u8>>> = (1..9)
            .filter_map(|seed| jpeg(&scene(width, height, seed), 80).ok().map(Arc::new))
            .collect();
        let size: usize =
            frames.iter().map(|frame| frame.len()).sum::<usize>() / frames.len().max(1);
        let mode = |encoding| Mode {
            width,
            height,
            encoding,
            fps: 30,
        };
        let jpeg_frame = |number: usize| Frame {
            mode: mode(Encoding::Jpeg),
            stride: 0,
            bytes: frames
                .get(number % frames.len().max(1))
                .map_or(&[], |frame| frame.as_slice()),
        };
        for (goal, words) in [(width, "whole"), (width / 2, "half as wide")] {
            let time = each(200, |number| {
                black_box(screen_frame(&jpeg_frame(number), goal).ok());
            });
            println!(
                "  JPEG of {} kB, {words}: {time:.2} ms a frame",
                size / 1000
            );
        }
        for (encoding, bytes, words) in [
            (Encoding::Yuyv, 2 * width * height, "YUYV"),
            (Encoding::Nv12, width * height * 3 / 2, "NV12"),
        ] {
            let bytes: Vec<u8> = (0..bytes).map(|at| (at * 7 % 219) as u8 + 16).collect();
            let frame = Frame {
                mode: mode(encoding),
                stride: 0,
                bytes: &bytes,
            };
            let time = each(60, |_| {
                black_box(screen_frame(&frame, width).ok());
            });
            println!("  {words}: {time:.2} ms a frame");
        }
        if let Ok(seen) = screen_frame(&jpeg_frame(0), width) {
            let before = Grey::of(&seen);
            let time = each(100, |_| {
                let grey = Grey::of(black_box(&seen));
                black_box(moved_permille(&before, &grey, Sensitivity::Normal));
            });
            println!("  waiting for stillness adds {time:.2} ms a frame");
        }
    }
}

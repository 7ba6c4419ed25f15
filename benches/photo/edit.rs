//! Editing: the slider, and the full-size export beside vips.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use chrono::NaiveDate;
use smilekeep::domain::{Edits, Moment, MomentSource, NewPhoto, PhotoFormat, Shot, Shows};
use smilekeep::photo::{self, ExportOptions, Picture, Vault};

use super::support::{Failure, fastest, has, milliseconds, processor_time, run, scene, timed};

pub fn edit(folder: &Path) -> Result<(), Failure> {
    slider();
    full_size(folder)
}

/// Processor time of `apply` at the size of a screen.
fn slider() {
    let pixels = scene(1920, 1200, 3);
    let picture = Picture::srgb(pixels.clone());
    let light = Edits {
        brightness: 30,
        contrast: 20,
        ..Edits::default()
    };
    let colour = Edits {
        saturation: 15,
        warmth: 12,
        ..light
    };
    let all = Edits {
        shadows: 20,
        highlights: -20,
        noise: 30,
        sharpness: 30,
        straighten: 15,
        ..colour
    };
    let of = |edits: &Edits| {
        let time = fastest(60, || {
            drop(black_box(photo::apply(black_box(&picture), edits)))
        });
        // The clock of the processor, which a busy machine does not lengthen.
        let start = processor_time();
        for _ in 0..400 {
            drop(black_box(photo::apply(black_box(&picture), edits)));
        }
        let used = start
            .zip(processor_time())
            .map(|(start, end)| (end - start) / 400);
        (time, used.unwrap_or(time))
    };
    let copy = fastest(60, || drop(black_box(black_box(&pixels).clone())));
    println!(
        "| apply at 1920 × 1200, one core | ms, best | ms of processor time, mean | times a memory copy |\n|---|---|---|---|"
    );
    println!("| a plain memory copy | {:.2} | | 1 |", milliseconds(copy));
    for (what, edits) in [
        ("brightness + contrast", light),
        ("… + saturation + warmth", colour),
        ("… + shadows, highlights, noise, sharpness, straighten", all),
    ] {
        let (time, used) = of(&edits);
        println!(
            "| {what} | {:.2} | {:.2} | {:.1} |",
            milliseconds(time),
            milliseconds(used),
            time.as_secs_f64() / copy.as_secs_f64()
        );
    }
    println!();
}

/// A 24-megapixel JPEG, edited, to a full-size JPEG.
fn full_size(folder: &Path) -> Result<(), Failure> {
    let root = folder.join("full");
    let vault = Vault::new(&root);
    let bytes = photo::jpeg(&scene(6000, 4000, 7), 92)?;
    let source = folder.join("full.jpg");
    std::fs::write(&source, &bytes)?;
    let hash = vault.keep(&bytes, PhotoFormat::Jpeg)?;
    let moment = Moment::new(
        NaiveDate::from_ymd_opt(2026, 11, 3)
            .and_then(|day| day.and_hms_opt(3, 0, 0))
            .unwrap_or_default(),
        0,
        MomentSource::Camera,
    );
    let photo = NewPhoto {
        hash,
        format: PhotoFormat::Jpeg,
        byte_len: bytes.len() as u64,
        width: 6000,
        height: 4000,
        average_rgb: 0,
        original_name: "full.jpg".to_owned(),
        taken: moment,
        taken_millis: 0,
        shows: Shows::Photo,
        ends_early: false,
        shot: Shot::default(),
        light: None,
    };
    let edits = Edits {
        brightness: 15,
        contrast: 10,
        ..Edits::default()
    };
    let out = folder.join("full-out.jpg");
    let options = ExportOptions {
        quality: 90,
        ..ExportOptions::default()
    };
    let mut best = Duration::MAX;
    let mut theirs = Duration::MAX;
    for _ in 0..5 {
        let (done, time) = timed(|| -> Result<(), Failure> {
            let made = photo::export(&vault, &photo, &edits, &moment, &options)?;
            std::fs::write(&out, made.bytes)?;
            Ok(())
        });
        done?;
        best = best.min(time);
        if has("vips") {
            let (well, time) = timed(|| {
                run(Command::new("vips")
                    .arg("linear")
                    .arg(&source)
                    .arg(format!("{}[Q=90]", folder.join("vips-full.jpg").display()))
                    .args(["1.1", "8"]))
            });
            if well {
                theirs = theirs.min(time);
            }
        }
    }
    println!("| 24 megapixels: decode, brightness + contrast, JPEG | ms | |\n|---|---|---|");
    println!("| Smilekeep export | {:.0} | |", milliseconds(best));
    if theirs < Duration::MAX {
        println!(
            "| vips linear + jpegsave | {:.0} | we take {:.2} of its time |",
            milliseconds(theirs),
            best.as_secs_f64() / theirs.as_secs_f64()
        );
    }
    println!();
    Ok(())
}

//! How long the main journeys take, as a program: `cargo bench --bench journey`.
//!
//! Compare within one run: each figure stands beside a plain operation on the
//! same data (a decode, a file copy, a memory copy), because machines differ.
//! `-- PHOTOS` sets how many twelve-megapixel photos are added (100).

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;
use smilekeep::app::{App, Command, ConfigFile, EditorCommand, FixedClock, View};
use smilekeep::capture::{Desk, Source, Target, run_batch};
use smilekeep::domain::{BabyFields, Edits};
use smilekeep::photo::{self, Limits, RgbImage, ThumbCache, Vault};
use smilekeep::store::{self, Library};
use smilekeep::ui::shell::Shell;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let count = std::env::args()
        .skip(1)
        .find_map(|word| word.parse().ok())
        .unwrap_or(100);
    let folder = tempfile::tempdir()?;
    add_many(folder.path(), count)?;
    start_with_1000(folder.path())?;
    slider(&folder.path().join("large"))?;
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A picture with detail everywhere, as a camera makes it.
fn scene(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let grain = (state & 15) as f32;
        let wave = |a: f32, b: f32| ((x as f32 / a).sin() + (y as f32 / b).cos() + 2.0) * 55.0;
        image::Rgb([
            (wave(310.0, 190.0) + grain) as u8,
            (wave(170.0, 420.0) + grain) as u8,
            (wave(90.0 + seed as f32, 260.0) + grain) as u8,
        ])
    })
}

/// The same JPEG as another file: a comment with a number behind its first marker.
fn numbered(jpeg: &[u8], number: u32) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xfe, 0, 6];
    bytes.extend(number.to_be_bytes());
    bytes.extend(jpeg.iter().skip(2));
    bytes
}

fn begin(root: &Path) -> Result<(Library, store::Connection, smilekeep::domain::BabyId), Failure> {
    let library = Library::create(root)?;
    let connection = library.connect()?;
    let baby = store::baby::insert(
        &connection,
        BabyFields {
            name: "Mina".to_owned(),
            birth_date: "2026-06-24".parse()?,
            due_date: None,
            portrait: None,
        },
        now(),
    )?;
    Ok((library, connection, baby.id))
}

fn now() -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp(1_795_000_000, 0)
        .unwrap_or_default()
        .naive_utc()
}

fn add(
    root: &Path,
    connection: &mut store::Connection,
    baby: smilekeep::domain::BabyId,
    files: &[PathBuf],
) -> usize {
    let (vault, thumbs) = (Vault::new(root), ThumbCache::new(root));
    let desk = Desk {
        vault: &vault,
        thumbs: &thumbs,
        limits: Limits::default(),
        now: now(),
        now_local: now(),
        offset_at: &|_| 0,
        file_date: &|_| None,
    };
    let sources: Vec<_> = files.iter().cloned().map(Source::File).collect();
    run_batch(&desk, connection, &sources, Target::Baby(baby), &mut |_| {
        ControlFlow::Continue(())
    })
    .added
    .len()
}

fn add_many(folder: &Path, count: u32) -> Result<(), Failure> {
    let camera = folder.join("camera");
    std::fs::create_dir(&camera)?;
    let bases: Vec<Vec<u8>> = (0..4)
        .map(|seed| photo::jpeg(&scene(4000, 3000, seed), 90))
        .collect::<Result<_, _>>()?;
    let mut files = Vec::new();
    let mut bytes = 0;
    for number in 0..count {
        let Some(base) = bases.get(number as usize % bases.len()) else {
            continue;
        };
        let path = camera.join(format!("IMG_{number:04}.jpg"));
        let file = numbered(base, number);
        bytes += file.len();
        std::fs::write(&path, file)?;
        files.push(path);
    }
    println!(
        "photos: {count} JPEGs of 4000 × 3000, {:.1} MB each",
        bytes as f64 / 1e6 / f64::from(count)
    );
    let decode = Instant::now();
    for path in &files {
        photo::decode(&std::fs::read(path)?, &Limits::default())?;
    }
    let decode = decode.elapsed();
    let copies = folder.join("copies");
    std::fs::create_dir(&copies)?;
    let copy = Instant::now();
    for (number, path) in files.iter().enumerate() {
        let target = copies.join(number.to_string());
        std::fs::copy(path, &target)?;
        std::fs::File::open(&target)?.sync_all()?;
    }
    let copy = copy.elapsed();
    let root = folder.join("large");
    let (_library, mut connection, baby) = begin(&root)?;
    let start = Instant::now();
    let added = add(&root, &mut connection, baby, &files);
    let time = start.elapsed();
    println!(
        "add: {added} photos in {:.1} s, {:.0} ms each (hash, durable copy, row, two thumbnail sizes)",
        time.as_secs_f64(),
        milliseconds(time) / added.max(1) as f64
    );
    println!(
        "     {:.2} times decoding them alone ({:.0} ms each); a synced file copy is {:.0} ms each",
        time.as_secs_f64() / decode.as_secs_f64(),
        milliseconds(decode) / f64::from(count),
        milliseconds(copy) / f64::from(count)
    );
    Ok(())
}

fn start_with_1000(folder: &Path) -> Result<(), Failure> {
    let root = folder.join("thousand");
    {
        let (_library, mut connection, baby) = begin(&root)?;
        let small = photo::jpeg(&scene(800, 600, 9), 85)?;
        let camera = folder.join("small");
        std::fs::create_dir(&camera)?;
        let mut files = Vec::new();
        for number in 0..1000_u32 {
            let day = 1 + number % 28;
            let month = 7 + number % 5;
            let name = format!(
                "IMG_2026{month:02}{day:02}_{:02}{:02}{:02}.jpg",
                number % 24,
                number % 60,
                number / 60
            );
            let path = camera.join(name);
            std::fs::write(&path, numbered(&small, number))?;
            files.push(path);
        }
        let added = add(&root, &mut connection, baby, &files);
        println!("library: {added} photos");
    }
    let mut best: Option<(Duration, Duration, Duration)> = None;
    for _ in 0..5 {
        let start = Instant::now();
        let app = open(&root);
        let ctx = egui::Context::default();
        let mut shell = Shell::new(&ctx, app, Arc::new(|| {}));
        frame(&ctx, &mut shell);
        let first = start.elapsed();
        while !shell.app.model.loaded {
            frame(&ctx, &mut shell);
            std::thread::sleep(Duration::from_micros(500));
        }
        let gallery = start.elapsed();
        // The pictures of one screen come in over the next frames.
        while shell.pictures_missing() > 0 || start.elapsed() == gallery {
            frame(&ctx, &mut shell);
            std::thread::sleep(Duration::from_micros(500));
            if start.elapsed() > Duration::from_secs(20) {
                break;
            }
        }
        let pictures = start.elapsed();
        if best.is_none_or(|(_, _, known)| pictures < known) {
            best = Some((first, gallery, pictures));
        }
    }
    if let Some((first, gallery, pictures)) = best {
        println!(
            "start with 1,000 photos (no graphics card in it, best of 5): first frame {:.0} ms, gallery {:.0} ms, all its pictures {:.0} ms",
            milliseconds(first),
            milliseconds(gallery),
            milliseconds(pictures)
        );
    }
    Ok(())
}

fn open(root: &Path) -> App {
    App::start(
        Some(root),
        ConfigFile::none(),
        Arc::new(FixedClock {
            local: now(),
            utc_offset_minutes: 0,
        }),
        Arc::new(|| {}),
    )
}

fn frame(ctx: &egui::Context, shell: &mut Shell) {
    let input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(
            egui::Pos2::ZERO,
            egui::vec2(1280.0, 800.0),
        )),
        max_texture_side: Some(8192),
        ..Default::default()
    };
    let output = ctx.run_ui(input, |ui| shell.frame_ui(ui));
    // What a graphics card would be handed is made too.
    let _shapes = ctx.tessellate(output.shapes, output.pixels_per_point);
}

fn slider(root: &Path) -> Result<(), Failure> {
    let mut app = open(root);
    app.settle(Duration::from_secs(30));
    let Some(item) = app.model.gallery.items.first().cloned() else {
        return Ok(());
    };
    app.apply(Command::Go(View::Editor(item.id())));
    app.settle(Duration::from_secs(30));
    let mut times = Vec::new();
    for value in -60_i8..60 {
        let edits = Edits {
            brightness: value,
            contrast: 20,
            ..Edits::default()
        };
        let start = Instant::now();
        app.apply(EditorCommand::Drag(edits).into());
        loop {
            app.drain();
            let shown = app
                .model
                .editor
                .as_ref()
                .and_then(|editor| editor.preview.as_ref());
            if shown.is_some_and(|preview| preview.edits == edits) {
                break;
            }
            if start.elapsed() > Duration::from_secs(5) {
                return Err("the preview did not come".into());
            }
            std::hint::spin_loop();
        }
        times.push(start.elapsed());
    }
    times.sort();
    let at = |part: f64| times.get((times.len() as f64 * part) as usize).copied();
    let pixels = photo::Picture::srgb(scene(1920, 1200, 3));
    let edits = Edits {
        brightness: 30,
        contrast: 20,
        ..Edits::default()
    };
    let apply = fastest(|| drop(black_box(photo::apply(black_box(&pixels), &edits))));
    let copy = fastest(|| drop(black_box(black_box(&pixels).clone())));
    println!(
        "slider to picture (1920 px proxy, histogram): median {:.1} ms, 95 % under {:.1} ms",
        milliseconds(at(0.5).unwrap_or_default()),
        milliseconds(at(0.95).unwrap_or_default())
    );
    println!(
        "apply brightness + contrast at 1920 × 1200: {:.2} ms, {:.1} times a memory copy ({:.2} ms)",
        milliseconds(apply),
        apply.as_secs_f64() / copy.as_secs_f64(),
        milliseconds(copy)
    );
    Ok(())
}

fn fastest(mut work: impl FnMut()) -> Duration {
    (0..30)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

//! Adding photos to a journal: time beside the thumbnails alone, the first
//! pictures on screen, and the memory of it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use smilekeep::app::{App, CaptureCommand, ConfigFile, FixedClock};
use smilekeep::capture::{Desk, Source, Target, run_batch};
use smilekeep::domain::{BabyFields, BabyId};
use smilekeep::photo::{self, Limits, ThumbCache, ThumbSize, Vault};
use smilekeep::store::{self, Library};

use super::support::{
    Failure, camera, milliseconds, on_two_cores, peak_memory_mib, processor_time_of_all,
};

fn now() -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp(1_795_000_000, 0)
        .unwrap_or_default()
        .naive_utc()
}

fn begin(root: &Path) -> Result<(Library, store::Connection, BabyId), Failure> {
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

fn add_all(root: &Path, files: &[PathBuf]) -> Result<(usize, Duration), Failure> {
    let (_library, mut connection, baby) = begin(root)?;
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
    let start = Instant::now();
    let report = run_batch(
        &desk,
        &mut connection,
        &sources,
        Target::Baby(baby),
        &mut |_| ControlFlow::Continue(()),
    );
    Ok((report.added.len(), start.elapsed()))
}

/// Keeps the better of what was measured and what `work` takes now, each by
/// itself: by the clock, which `work` returns, and on the processors.
fn better(best: &mut (Duration, Duration), work: impl FnOnce() -> Duration) {
    let before = processor_time_of_all().unwrap_or_default();
    let clock = work();
    let processor = processor_time_of_all()
        .unwrap_or_default()
        .saturating_sub(before);
    *best = (best.0.min(clock), best.1.min(processor));
}

pub fn add(folder: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    // In turns, twice; the better of each.
    // By the clock and on the processors.
    let never = (Duration::MAX, Duration::MAX);
    let (mut both, mut small, mut whole) = (never, never, never);
    let mut added = 0;
    for round in 0..2 {
        let out = folder.join(format!("alone-{round}"));
        let cache = ThumbCache::new(&out);
        let screen = ThumbSize::Screen.max_side();
        better(&mut both, || {
            on_two_cores(files, |path| {
                let bytes = std::fs::read(path)?;
                let decoded = photo::decode_to_fit(&bytes, &Limits::default(), screen, screen)?;
                cache.make_from_pixels(
                    &photo::hash_of(&bytes[..1024.min(bytes.len())]),
                    &decoded.picture.into_srgb8(),
                );
                Ok(())
            })
        });
        better(&mut small, || {
            on_two_cores(files, |path| {
                let decoded =
                    photo::decode_to_fit(&std::fs::read(path)?, &Limits::default(), 512, 512)?;
                photo::jpeg(&decoded.picture.into_srgb8(), 85)?;
                Ok(())
            })
        });
        let mut result = Ok(());
        better(&mut whole, || {
            match add_all(&folder.join(format!("journal-{round}")), files) {
                Ok((count, time)) => {
                    added = count;
                    time
                }
                Err(error) => {
                    result = Err(error);
                    Duration::MAX
                }
            }
        });
        result?;
    }
    println!(
        "| adding {added} photos | s | ms a photo | ratio | processor ms a photo | ratio |\n|---|---|---|---|---|---|"
    );
    let each = |time: Duration| milliseconds(time) / files.len() as f64;
    let row = |what: &str, (clock, processor): (Duration, Duration)| {
        println!(
            "| {what} | {:.1} | {:.0} | {:.2} | {:.0} | {:.2} |",
            clock.as_secs_f64(),
            each(clock),
            clock.as_secs_f64() / both.0.as_secs_f64(),
            each(processor),
            processor.as_secs_f64() / both.1.as_secs_f64(),
        );
    };
    row("the two thumbnail sizes alone, two threads", both);
    row("(the 512 px size alone)", small);
    row("add: hash, durable copy, row, two sizes", whole);
    println!();
    first_pictures(folder, files)?;
    for count in [50_usize, 200] {
        // Memory can only be measured in a process that did nothing else.
        let output = Command::new(std::env::current_exe()?)
            .args([
                "--memory-of-adding",
                &folder.join(format!("memory-{count}")).display().to_string(),
                &count.to_string(),
            ])
            .output()?;
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
    println!();
    Ok(())
}

/// From the drop to pictures a person sees.
fn first_pictures(folder: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    for (name, with_small_pictures) in [("with small pictures inside", true), ("without", false)] {
        let dropped: Vec<PathBuf> = if with_small_pictures {
            let inside = folder.join("with-small");
            std::fs::create_dir_all(&inside)?;
            files
                .iter()
                .enumerate()
                .map(|(number, path)| -> Result<PathBuf, Failure> {
                    let target = inside.join(format!("{number}.jpg"));
                    std::fs::write(&target, with_small(&std::fs::read(path)?)?)?;
                    Ok(target)
                })
                .collect::<Result<_, _>>()?
        } else {
            files.to_vec()
        };
        let root = folder.join(format!("first-{with_small_pictures}"));
        drop(begin(&root)?);
        let mut app = App::start(
            Some(&root),
            ConfigFile::none(),
            Arc::new(FixedClock {
                local: now(),
                utc_offset_minutes: 0,
            }),
            Arc::new(|| {}),
        );
        app.settle(Duration::from_secs(20));
        let start = Instant::now();
        app.apply(CaptureCommand::AddFiles(dropped).into());
        let (mut first, mut screenful) = (None, None);
        while start.elapsed() < Duration::from_secs(10) && screenful.is_none() {
            app.drain();
            let seen = app
                .model
                .arrivals
                .iter()
                .filter(|arrival| arrival.picture.is_some())
                .count();
            if seen > 0 {
                first.get_or_insert(start.elapsed());
            }
            // As many as the strip shows at 1,280 pixels, or all that will come.
            if seen >= if with_small_pictures { 8 } else { 4 } {
                screenful = Some(start.elapsed());
            }
            std::thread::sleep(Duration::from_micros(300));
        }
        println!(
            "first pictures after the drop ({name}): the first after {:.0} ms, a strip of them after {:.0} ms",
            milliseconds(first.unwrap_or_default()),
            milliseconds(screenful.unwrap_or_default())
        );
        if let Some(task) = app.model.tasks.first().map(|task| task.id) {
            app.apply(CaptureCommand::Cancel(task).into());
        }
        app.settle(Duration::from_secs(60));
    }
    Ok(())
}

/// A JPEG with a small picture of 160 × 120 in its EXIF block.
fn with_small(jpeg: &[u8]) -> Result<Vec<u8>, Failure> {
    let small = photo::jpeg(&super::support::scene(160, 120, 3), 80)?;
    let camera = exif::Field {
        tag: exif::Tag::Model,
        ifd_num: exif::In::PRIMARY,
        value: exif::Value::Ascii(vec![b"Camera".to_vec()]),
    };
    let mut writer = exif::experimental::Writer::new();
    writer.push_field(&camera);
    writer.set_jpeg(&small, exif::In::THUMBNAIL);
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, false)?;
    let block = block.into_inner();
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend(u16::try_from(block.len() + 8)?.to_be_bytes());
    bytes.extend(b"Exif\0\0");
    bytes.extend(block);
    bytes.extend(&jpeg[2..]);
    Ok(bytes)
}

/// In a process of its own.
pub fn memory_of_adding(folder: &Path, count: u32) -> Result<(), Failure> {
    // Made by a process of its own too, so that drawing them does not count.
    let files = if folder.join("camera").exists() {
        let mut files: Vec<_> = std::fs::read_dir(folder.join("camera"))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        files
    } else {
        camera(&folder.join("camera"), count)?;
        let again = Command::new(std::env::current_exe()?)
            .args([
                "--memory-of-adding",
                &folder.display().to_string(),
                &count.to_string(),
            ])
            .output()?;
        print!("{}", String::from_utf8_lossy(&again.stdout));
        std::fs::remove_dir_all(folder)?;
        return Ok(());
    };
    let (added, _) = add_all(&folder.join("journal"), &files)?;
    println!(
        "peak memory of adding {added} photos: {} MiB",
        peak_memory_mib().unwrap_or_default()
    );
    Ok(())
}

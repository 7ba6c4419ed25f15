//! How long keepsake pages and books take, as a program:
//! `cargo bench --bench keepsake`.
//!
//! Nine photos of twelve megapixels become a page, beside the programs that
//! could do the same work; a photo is moved; a year with 300 photos becomes a
//! book. Compare within one run. `-- PHOTOS` sets how many the book has; `page` or
//! `book` behind it measures only that.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use smilekeep::capture::{Desk, Source, Target, run_batch};
use smilekeep::domain::{Baby, BabyFields, BabyId, Edits, Focus, Month, PageChoice};
use smilekeep::keepsake::{
    Book, BookMonth, BookPlan, Filling, KeepsakeEngine, PageMaker, PageMaterial, ScreenPictures,
    Shelves, Template, propose_photos,
};
use smilekeep::photo::{self, Limits, ThumbCache, Vault};
use smilekeep::store::{self, Library};

#[path = "photo/support.rs"]
#[allow(dead_code, reason = "shared with the photo benchmark")]
mod support;

use support::{Failure, camera, fastest, has, milliseconds, over_all, peak_memory_mib, run, timed};

const DPI: f32 = 300.0;
const RUNS: usize = 5;
/// How often a photo is moved on the page.
const MOVES: usize = 9;

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [word, root] = words.as_slice()
        && word == "book-memory"
    {
        return book(Path::new(root), true);
    }
    // The preview alone, of a library that is there.
    if let [word, root, month] = words.as_slice()
        && word == "preview"
    {
        return preview(Path::new(root), month.parse()?);
    }
    let count = words
        .iter()
        .find_map(|word| word.parse().ok())
        .unwrap_or(300);
    let folder = tempfile::tempdir()?;
    let bases = bases(folder.path())?;
    let only = |part: &str| words.iter().any(|word| word == part);
    if !only("book") {
        page(&folder.path().join("page"), &bases)?;
    }
    if only("page") {
        return Ok(());
    }
    let year = folder.path().join("year");
    add_year(&year, &bases, count)?;
    book(&year, false)?;
    // Memory in a process of its own: what came before must not count.
    let own = std::env::current_exe()?;
    let told = Command::new(own).arg("book-memory").arg(&year).output()?;
    print!("{}", String::from_utf8_lossy(&told.stdout));
    Ok(())
}

/// Two photos of twelve megapixels, as a camera writes them.
fn bases(folder: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let files = camera(&folder.join("camera"), 4)?;
    files
        .iter()
        .step_by(2)
        .map(|file| Ok(std::fs::read(file)?))
        .collect()
}

fn now() -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp(1_795_000_000, 0)
        .unwrap_or_default()
        .naive_utc()
}

/// A library with photos whose names tell when they were taken.
fn library(root: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Failure> {
    let library = Library::create(root)?;
    let mut connection = library.connect()?;
    let baby = store::baby::insert(
        &connection,
        BabyFields {
            name: "Mina".to_owned(),
            birth_date: "2025-11-24".parse()?,
            due_date: None,
            portrait: None,
        },
        now(),
    )?;
    let from = root.with_extension("files");
    std::fs::create_dir_all(&from)?;
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = from.join(name);
        std::fs::write(&path, bytes)?;
        paths.push(path);
    }
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
    let sources: Vec<_> = paths.iter().cloned().map(Source::File).collect();
    let report = run_batch(
        &desk,
        &mut connection,
        &sources,
        Target::Baby(baby.id),
        &mut |_| ControlFlow::Continue(()),
    );
    if report.added.len() != files.len() {
        return Err("not all photos were added".into());
    }
    Ok(paths)
}

/// The same JPEG as another file: a comment with a number behind its first
/// marker.
fn numbered(jpeg: &[u8], number: u32) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xfe, 0, 6];
    bytes.extend(number.to_be_bytes());
    bytes.extend(jpeg.iter().skip(2));
    bytes
}

fn baby_of(root: &Path) -> Result<(store::Connection, Baby), Failure> {
    let connection = Library::open(root)?.connect()?;
    let baby = store::baby::list(&connection)?.pop().ok_or("no baby")?;
    Ok((connection, baby))
}

fn material(
    connection: &store::Connection,
    baby: BabyId,
    month: Month,
) -> Result<(PageMaterial, PageChoice), Failure> {
    let material = PageMaterial::read(connection, baby, month, 5)?;
    let mut choice = PageChoice::untouched(baby, month);
    choice.photos = Some(material.candidates.iter().map(|item| item.id()).collect());
    Ok((material, choice))
}

fn on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn row(what: &str, time: Duration, beside: Duration) {
    println!(
        "| {what} | {:.0} | {:.2} |",
        milliseconds(time),
        time.as_secs_f64() / beside.as_secs_f64()
    );
}

fn page(root: &Path, bases: &[Vec<u8>]) -> Result<(), Failure> {
    let files: Vec<_> = (0..9_u32)
        .map(|n| {
            let name = format!("IMG_202611{:02}_031455.jpg", n * 2 + 1);
            let base = bases.get(n as usize % bases.len()).cloned();
            (name, numbered(&base.unwrap_or_default(), n))
        })
        .collect();
    let paths = library(root, &files)?;
    let (connection, baby) = baby_of(root)?;
    let month: Month = "2026-11".parse()?;
    let (material, choice) = material(&connection, baby.id, month)?;
    let (vault, thumbs) = (Vault::new(root), ThumbCache::new(root));
    let shelves = Shelves {
        vault: &vault,
        thumbs: &thumbs,
    };
    let engine = KeepsakeEngine::new();
    let template = Template::first();
    let out = root.join("page.pdf");
    let mut failed = None;
    let make = || -> Result<(), Failure> {
        let maker = PageMaker::new(&engine, &template, &choice, &material)?;
        let page = maker.for_print(DPI, shelves, &mut on)?.ok_or("stopped")?;
        std::fs::write(&out, page.document.pdf()?)?;
        Ok(())
    };
    let ours = fastest(RUNS, || failed = make().err().or(failed.take()));
    if let Some(error) = failed {
        return Err(error);
    }
    let maker = PageMaker::new(&engine, &template, &choice, &material)?;
    let longest = maker
        .layout()
        .frames()
        .iter()
        .map(|frame| frame.pixels(DPI))
        .map(|(w, h)| w.max(h))
        .max()
        .unwrap_or(0);
    println!("nine photos of 4000 × 3000 on A4, 300 dpi, frames up to {longest} px, two cores\n");
    println!("| what | ms | ratio |\n|---|---|---|");
    let vips_script = format!(
        "for f; do vipsthumbnail \"$f\" --size {longest}x{longest} -o \"{}/%s-v.jpg[Q=92]\" || exit 1; done",
        root.display()
    );
    let vips = (0..RUNS)
        .filter_map(|_| over_all(&paths, 5, &vips_script, "vipsthumbnail"))
        .min();
    let beside = vips.unwrap_or(ours);
    if let Some(vips) = vips {
        row(
            "`vipsthumbnail` to JPEGs, two processes: the photo work alone",
            vips,
            beside,
        );
    }
    row("Smilekeep, from click to PDF", ours, beside);
    if let Some(vips) = vips {
        let more = milliseconds(ours) - milliseconds(vips);
        println!("| … more than that, bound 150 ms | {more:.0} | |");
    }
    if has("montage") {
        let montage = fastest(2, || {
            run(Command::new("montage")
                .args(&paths)
                .args([
                    "-tile",
                    "3x3",
                    "-density",
                    "300",
                    "-geometry",
                    "700x525+20+20",
                ])
                .arg(root.join("montage.pdf")));
        });
        row("ImageMagick `montage` to a PDF, no words", montage, beside);
    }
    if has("img2pdf") {
        let img2pdf = fastest(3, || {
            run(Command::new("img2pdf")
                .args(&paths)
                .arg("-o")
                .arg(root.join("img2pdf.pdf")));
        });
        row(
            "`img2pdf`: the originals as they are, a page each",
            img2pdf,
            beside,
        );
    }

    preview(root, month)
}

/// In the window, from the thumbnails: a photo changes places with another,
/// then one is moved in its frame, as a parent does.
fn preview(root: &Path, month: Month) -> Result<(), Failure> {
    let (connection, baby) = baby_of(root)?;
    let (material, mut choice) = material(&connection, baby.id, month)?;
    let (vault, thumbs) = (Vault::new(root), ThumbCache::new(root));
    let shelves = Shelves {
        vault: &vault,
        thumbs: &thumbs,
    };
    let engine = KeepsakeEngine::new();
    let template = Template::first();
    let mut photos: Vec<_> = propose_photos(&choice, &material, &template);
    photos.truncate(9);
    let kept = ScreenPictures::default();
    let see = |choice: &PageChoice| -> Result<Seen, Failure> {
        let before = cpu_time();
        let (maker, layout) = timed(|| PageMaker::new(&engine, &template, choice, &material));
        let maker = maker?;
        let (seen, drawn) = timed(|| maker.for_screen(1400, shelves, &kept));
        seen?;
        let cpu = cpu_time().saturating_sub(before);
        Ok(Seen { layout, drawn, cpu })
    };
    choice.photos = Some(photos.clone());
    let first = see(&choice)?;
    let (mut moves, mut crops) = (Vec::new(), Vec::new());
    for round in 0..MOVES {
        let count = photos.len();
        photos.swap(round % count, (round + 3) % count);
        choice.photos = Some(photos.clone());
        moves.push(see(&choice)?);
    }
    for round in 0..MOVES {
        if let Some(photo) = photos.get(round % photos.len()) {
            let middle = 0.3 + 0.04 * round as f32;
            choice.look.focus.insert(*photo, Focus::new(middle, middle));
        }
        crops.push(see(&choice)?);
    }
    println!(
        "\n| preview of 1400 px, bound 100 ms | layout | photos and drawing | together | slowest | work of all cores |\n|---|---|---|---|---|---|"
    );
    preview_row("first, thumbnails read", &mut [first]);
    preview_row("a photo moved, median", &mut moves);
    preview_row("a photo moved in its frame, median", &mut crops);
    println!();
    Ok(())
}

/// How long a preview took.
#[derive(Clone, Copy, Default)]
struct Seen {
    layout: Duration,
    drawn: Duration,
    /// Work of all cores, which other programs do not change.
    cpu: Duration,
}

/// Time this process has worked so far, on all cores; in hundredths of a second.
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// Times of a preview: layout, and what comes after it.
fn preview_row(what: &str, times: &mut [Seen]) {
    let work: Duration = times.iter().map(|seen| seen.cpu).sum();
    let work = work / u32::try_from(times.len()).unwrap_or(1).max(1);
    times.sort_by_key(|seen| seen.layout + seen.drawn);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let slowest = times.last().copied().unwrap_or_default();
    println!(
        "| {what} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} |",
        milliseconds(median.layout),
        milliseconds(median.drawn),
        milliseconds(median.layout + median.drawn),
        milliseconds(slowest.layout + slowest.drawn),
        milliseconds(work)
    );
}

fn add_year(root: &Path, bases: &[Vec<u8>], count: u32) -> Result<(), Failure> {
    let a_month = count.div_ceil(12).clamp(1, PageChoice::MAX_PHOTOS as u32);
    let files: Vec<_> = (0..count.min(a_month * 12))
        .map(|n| {
            let (month, day) = (n / a_month + 1, n % a_month);
            let (day, hour) = (day % 28 + 1, 6 + day / 28);
            let name = format!("IMG_2026{month:02}{day:02}_{hour:02}1455.jpg");
            let base = bases.get(n as usize % bases.len()).cloned();
            (name, numbered(&base.unwrap_or_default(), 1000 + n))
        })
        .collect();
    library(root, &files)?;
    // Every photo another one: equal ones would be one picture in the PDF.
    let (connection, baby) = baby_of(root)?;
    let items = store::gallery::items(&connection, baby.id)?;
    for (index, item) in items.iter().enumerate() {
        let edits = Edits {
            brightness: i8::try_from(index % 41)? - 20,
            contrast: i8::try_from(index / 41)? * 3,
            ..Edits::default()
        };
        store::edits::set(&connection, item.id(), &edits, now())?;
    }
    // The camera's files are not needed any more.
    std::fs::remove_dir_all(root.with_extension("files"))?;
    Ok(())
}

fn book(root: &Path, memory_only: bool) -> Result<(), Failure> {
    let (connection, baby) = baby_of(root)?;
    let mut months = Vec::new();
    for number in 1..=12 {
        let month = Month::new(2026, number).ok_or("no month")?;
        let (material, choice) = material(&connection, baby.id, month)?;
        months.push(BookMonth {
            choice,
            material,
            template: Template::first(),
        });
    }
    let plan = BookPlan {
        paper: PageChoice::untouched(baby.id, Month::new(2026, 1).ok_or("no month")?),
        baby,
        months,
    };
    let (vault, thumbs) = (Vault::new(root), ThumbCache::new(root));
    let shelves = Shelves {
        vault: &vault,
        thumbs: &thumbs,
    };
    let engine = KeepsakeEngine::new();
    let out = root.join("book.pdf");
    let make = || -> Result<usize, Failure> {
        let book = Book::new(&engine, &plan)?;
        let printed = book.for_print(DPI, shelves, &mut on)?.ok_or("stopped")?;
        let mut file = std::io::BufWriter::new(std::fs::File::create(&out)?);
        printed.document.write_pdf(&mut file)?;
        std::io::Write::flush(&mut file)?;
        Ok(printed.document.page_count())
    };
    if memory_only {
        make()?;
        let megabytes = std::fs::metadata(&out)?.len() / 1_000_000;
        println!(
            "| most memory of the book, bound 400 MB | {} MiB (a PDF of {megabytes} MB) | |",
            peak_memory_mib().unwrap_or_default()
        );
        return Ok(());
    }
    // The photo work alone: every photo decoded, cut and encoded, no pages.
    let book = Book::new(&engine, &plan)?;
    let (done, alone) = timed(|| -> Result<usize, Failure> {
        let items: Vec<_> = plan
            .months
            .iter()
            .flat_map(|month| &month.material.candidates)
            .collect();
        let frames = book.layout().frames();
        let next = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while let Some(frame) =
                        frames.get(next.fetch_add(1, std::sync::atomic::Ordering::SeqCst))
                    {
                        let Some(item) = items.get(frame.photo.saturating_sub(1)) else {
                            continue;
                        };
                        let (w, h) = frame.pixels(DPI);
                        let made = photo::render_for_print(
                            &vault,
                            &item.photo.file,
                            &item.edits,
                            w,
                            h,
                            92,
                        );
                        if let Err(error) = made {
                            eprintln!("{error}");
                        }
                    }
                });
            }
        });
        Ok(frames.len())
    });
    let frames = done?;
    let (pages, ours) = timed(make);
    let pages = pages?;
    println!("a book of {pages} pages, {frames} frames\n\n| what | ms | ratio |\n|---|---|---|");
    row("the photo work alone, two threads", alone, alone);
    row("the book, bound 1.2", ours, alone);
    // Putting pages together without any photo, for comparison.
    let (_, bare) = timed(|| book.layout().fill(&mut |_| Ok(Filling::Missing([200; 3]))));
    row("… of which pages without photos", bare, alone);
    Ok(())
}

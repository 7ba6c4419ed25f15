//! The gallery at the size of a childhood, as a program:
//! `cargo bench --bench gallery -- 100000`.
//!
//! Draws nothing on a graphics card, but all that one would be handed. Every
//! part runs in a process of its own, so that its memory is its own too.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;
use smilekeep::app::{App, ConfigFile, Filter, FixedClock, GalleryCommand, ViewerCommand};
use smilekeep::domain::{
    BabyFields, Edits, EntryFields, Moment, MomentSource, NewPhoto, PhotoFormat, Shot, Shows,
    SleepState, SmileKind, Tag,
};
use smilekeep::photo::{RgbImage, ThumbCache, ThumbSize, hash_of};
use smilekeep::store::{self, Library};
use smilekeep::ui::shell::Shell;

type Failure = Box<dyn std::error::Error>;

/// Shapes of the pictures, and how many different ones are drawn of each.
const SHAPES: [(u32, u32); 4] = [(4000, 3000), (3000, 4000), (4000, 2250), (3000, 3000)];
const DRAWN_EACH: u32 = 12;

fn main() -> Result<(), Failure> {
    // cargo adds a word of its own.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    if let [part, root] = words.as_slice() {
        let root = Path::new(root);
        match part.as_str() {
            "start" => return start(root),
            "scroll" => return scroll(root),
            "search" => return search(root),
            _ => {}
        }
    }
    let count = words
        .iter()
        .find_map(|word| word.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    // A path keeps the library for the next time.
    let kept = words
        .iter()
        .find(|word| word.contains('/'))
        .map(PathBuf::from);
    let root = kept.unwrap_or_else(|| folder.path().join("library"));
    let begun = Instant::now();
    if !root.exists() {
        build(&root, count)?;
    }
    println!(
        "library: {count} photos in as many entries, made in {:.0} s",
        begun.elapsed().as_secs_f64()
    );
    for part in ["start", "start", "start", "scroll", "search"] {
        let ended = std::process::Command::new(std::env::current_exe()?)
            .arg(part)
            .arg(&root)
            .status()?;
        if !ended.success() {
            return Err(format!("{part} failed").into());
        }
    }
    Ok(())
}

// ---- the library

fn now() -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp(1_795_000_000, 0)
        .unwrap_or_default()
        .naive_utc()
}

/// A few hundred words, the first of them in most notes.
fn word(number: u32) -> String {
    const BEGINNINGS: [&str; 20] = [
        "smile", "sleep", "tiny", "milk", "dream", "hand", "blanket", "grand", "moon", "cheek",
        "yawn", "feed", "quiet", "morning", "night", "bath", "song", "bear", "stretch", "garden",
    ];
    let beginning = BEGINNINGS
        .get(number as usize % BEGINNINGS.len())
        .copied()
        .unwrap_or_default();
    match number / 20 {
        0 => beginning.to_owned(),
        n => format!("{beginning}{}", char::from(b'a' + (n % 26) as u8)),
    }
}

fn build(root: &Path, count: u32) -> Result<(), Failure> {
    let library = Library::create(root)?;
    let mut connection = library.connect()?;
    let baby = store::baby::insert(
        &connection,
        BabyFields {
            name: "Mina".to_owned(),
            birth_date: "2020-06-24".parse()?,
            due_date: None,
            portrait: None,
        },
        now(),
    )?;
    let pictures = draw(root)?;
    let mut chance = 7_u32;
    let mut roll = |below: u32| {
        chance ^= chance << 13;
        chance ^= chance >> 17;
        chance ^= chance << 5;
        chance % below
    };
    // Six years and a half, newest last.
    let step = chrono::Duration::days(2340) / i32::try_from(count.max(1))?;
    let begin = now() - step * i32::try_from(count)?;
    store::in_transaction(&mut connection, |tx| {
        for number in 0..count {
            let shape = roll(4);
            let (width, height) = SHAPES.get(shape as usize).copied().unwrap_or((4, 3));
            let hash = hash_of(&number.to_le_bytes());
            let taken = Moment::new(
                begin + step * i32::try_from(number).unwrap_or(0),
                60,
                MomentSource::Camera,
            );
            let photo = store::photo::insert(
                tx,
                &NewPhoto {
                    hash,
                    format: PhotoFormat::Jpeg,
                    byte_len: 3_000_000 + u64::from(number),
                    width,
                    height,
                    average_rgb: 0x0050_4030 + roll(0x60),
                    original_name: format!("IMG_{number:06}.jpg"),
                    taken,
                    taken_millis: 0,
                    shows: Shows::Photo,
                    ends_early: false,
                    shot: Shot {
                        camera: Some("Phone of the family".to_owned()),
                        iso: Some(800),
                        ..Shot::default()
                    },
                    light: None,
                },
                now(),
            )?;
            let mut fields = EntryFields::new(baby.id, taken);
            fields.photos = vec![photo.id];
            fields.favourite = roll(20) == 0;
            if roll(3) > 0 {
                let words = 6 + roll(10);
                let note: Vec<String> = (0..words)
                    .map(|_| {
                        if roll(2) == 0 {
                            word(roll(20))
                        } else {
                            word(roll(520))
                        }
                    })
                    .collect();
                fields.note = note.join(" ");
            }
            fields.sleep_state = SleepState::ALL.get(roll(6) as usize).copied();
            fields.kind = SmileKind::ALL.get(roll(5) as usize).copied();
            fields.tags = Tag::new(&word(roll(20))).into_iter().collect();
            store::entry::insert(tx, &fields, now())?;
            if roll(10) == 0 {
                let edits = Edits {
                    brightness: 20,
                    ..Edits::default()
                };
                // Its own picture is not drawn: that of the plain one stands in.
                if roll(50) == 0 {
                    store::edits::set(tx, photo.id, &edits, now())?;
                }
            }
            link(root, &pictures, shape, roll(DRAWN_EACH), &hash.to_string());
        }
        Ok::<_, store::StoreError>(())
    })?;
    Ok(())
}

/// Draws a few thumbnails of each shape; gives where they lie.
fn draw(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let thumbs = ThumbCache::new(root);
    let mut paths = Vec::new();
    for (shape, (width, height)) in SHAPES.into_iter().enumerate() {
        for number in 0..DRAWN_EACH {
            let image = scene(width / 8, height / 8, number * 4 + shape as u32);
            let hash = hash_of(format!("drawn {shape} {number}").as_bytes());
            thumbs.make_from_pixels(&hash, &image);
            let name = hash.to_string();
            let file = format!("{name}-grid-plain.jpg");
            let shelf = name.get(..2).unwrap_or_default();
            paths.push(root.join("cache/thumbs").join(shelf).join(file));
            if thumbs
                .get(&hash, ThumbSize::Grid, &Edits::default())
                .is_none()
            {
                return Err("no thumbnail was drawn".into());
            }
        }
    }
    Ok(paths)
}

/// The same thumbnail under another photo's name.
fn link(root: &Path, pictures: &[PathBuf], shape: u32, number: u32, name: &str) {
    let Some(picture) = pictures.get((shape * DRAWN_EACH + number) as usize) else {
        return;
    };
    let shelf = root
        .join("cache/thumbs")
        .join(name.get(..2).unwrap_or_default());
    // A picture less does not matter here.
    let _ = std::fs::create_dir_all(&shelf);
    let _ = std::fs::hard_link(picture, shelf.join(format!("{name}-grid-plain.jpg")));
}

fn scene(width: u32, height: u32, seed: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let wave = |a: f32, b: f32| {
            ((x as f32 / a + seed as f32).sin() + (y as f32 / b).cos() + 2.0) * 60.0
        };
        image::Rgb([
            wave(61.0, 39.0) as u8,
            wave(37.0, 82.0) as u8,
            wave(19.0 + seed as f32, 52.0) as u8,
        ])
    })
}

// ---- the window

struct Window {
    ctx: egui::Context,
    shell: Shell,
    time: f64,
}

/// What one frame took.
#[derive(Clone, Copy)]
struct Took {
    wall: Duration,
    /// The window's thread on a processor: others may want it too.
    cpu: Duration,
}

impl Window {
    fn open(root: &Path) -> Self {
        let app = App::start(
            Some(root),
            ConfigFile::none(),
            Arc::new(FixedClock {
                local: now(),
                utc_offset_minutes: 60,
            }),
            Arc::new(|| {}),
        );
        let ctx = egui::Context::default();
        let shell = Shell::new(&ctx, app, Arc::new(|| {}));
        Self {
            ctx,
            shell,
            time: 0.0,
        }
    }

    fn frame(&mut self, mut events: Vec<egui::Event>, modifiers: egui::Modifiers) -> Took {
        events.insert(0, egui::Event::ModifiersChanged(modifiers));
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1920.0, 1080.0),
            )),
            max_texture_side: Some(8192),
            time: Some(self.time),
            events,
            ..Default::default()
        };
        let (wall, cpu) = (Instant::now(), on_processor());
        let mut output = self.ctx.run_ui(input, |ui| self.shell.frame_ui(ui));
        // What a graphics card would be handed is made too.
        let _shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        output.textures_delta.clear();
        Took {
            wall: wall.elapsed(),
            cpu: on_processor().saturating_sub(cpu),
        }
    }

    fn calm(&mut self) -> Took {
        self.frame(Vec::new(), egui::Modifiers::NONE)
    }

    fn wheel(&mut self, points: f32, modifiers: egui::Modifiers) -> Took {
        let at = egui::pos2(1000.0, 600.0);
        self.frame(
            vec![
                egui::Event::PointerMoved(at),
                egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: egui::vec2(0.0, points),
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Unknown,
                    modifiers,
                },
            ],
            modifiers,
        )
    }

    fn loaded(&mut self, at_least: usize) -> Result<(), Failure> {
        let begun = Instant::now();
        while self.shell.app.model.gallery.items.len() < at_least {
            self.calm();
            std::thread::sleep(Duration::from_millis(1));
            if begun.elapsed() > Duration::from_secs(120) {
                return Err("the gallery never came".into());
            }
        }
        Ok(())
    }

    /// Until every picture on screen is there.
    fn pictures(&mut self) -> Result<(), Failure> {
        let begun = Instant::now();
        loop {
            self.calm();
            if self.shell.pictures_missing() == 0 {
                return Ok(());
            }
            std::thread::sleep(Duration::from_micros(500));
            if begun.elapsed() > Duration::from_secs(60) {
                return Err("pictures never came".into());
            }
        }
    }
}

/// How long this thread has been on a processor.
fn on_processor() -> Duration {
    // The kernel brings its books up to date when a thread steps aside.
    std::thread::yield_now();
    let nanos = std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse().ok())
        .unwrap_or(0);
    Duration::from_nanos(nanos)
}

/// Resident memory now and at its highest, in MiB.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok())
            .unwrap_or(0)
            / 1024
    };
    (field("VmRSS:"), field("VmHWM:"))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

// ---- the parts

fn start(root: &Path) -> Result<(), Failure> {
    let begun = Instant::now();
    let mut window = Window::open(root);
    window.calm();
    let first = begun.elapsed();
    window.loaded(1)?;
    let gallery = begun.elapsed();
    window.pictures()?;
    let pictures = begun.elapsed();
    let mut slowest = Duration::ZERO;
    while window.shell.app.model.tags.is_empty() {
        slowest = slowest.max(window.calm().cpu);
        std::thread::sleep(Duration::from_millis(2));
    }
    let all = begun.elapsed();
    println!(
        "start: first frame {:.0} ms, first photos {:.0} ms, their pictures {:.0} ms; all {} photos known {:.0} ms, no frame over {:.1} ms meanwhile; {} MiB, {} MiB at most",
        milliseconds(first),
        milliseconds(gallery),
        milliseconds(pictures),
        window.shell.app.model.gallery.items.len(),
        milliseconds(all),
        milliseconds(slowest),
        memory().0,
        memory().1,
    );
    Ok(())
}

fn scroll(root: &Path) -> Result<(), Failure> {
    let mut window = Window::open(root);
    window.loaded(1)?;
    while window.shell.app.model.tags.is_empty() {
        window.calm();
        std::thread::sleep(Duration::from_millis(2));
    }
    window.pictures()?;
    let none = egui::Modifiers::NONE;
    let mut run = |name: &str, frames: u32, step: &mut dyn FnMut(&mut Window, u32) -> Took| {
        let mut took = Vec::new();
        for number in 0..frames {
            took.push(step(&mut window, number));
            // A screen shows sixty a second; the workers go on meanwhile.
            std::thread::sleep(Duration::from_millis(4));
        }
        report(name, took);
    };
    run("scrolling as one reads", 900, &mut |window, _| {
        window.wheel(-40.0, none)
    });
    run("scrolling fast", 900, &mut |window, _| {
        window.wheel(-1500.0, none)
    });
    run("dragging the time line", 600, &mut |window, number| {
        let y = 140.0 + (number as f32 / 600.0) * 900.0;
        let at = egui::pos2(1908.0, y);
        let mut events = vec![egui::Event::PointerMoved(at)];
        if number == 0 || number == 599 {
            events.push(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Primary,
                pressed: number == 0,
                modifiers: none,
            });
        }
        window.frame(events, none)
    });
    run(
        "making pictures smaller and larger",
        300,
        &mut |window, number| {
            let points = if number % 60 < 30 { -30.0 } else { 30.0 };
            window.wheel(points, egui::Modifiers::COMMAND)
        },
    );
    for _ in 0..60 {
        window.wheel(-40.0, egui::Modifiers::COMMAND);
    }
    let mut run = |name: &str, frames: u32, points: f32| {
        let mut took = Vec::new();
        for _ in 0..frames {
            took.push(window.wheel(points, none));
            std::thread::sleep(Duration::from_millis(4));
        }
        report(name, took);
    };
    run("scrolling the smallest pictures", 600, 60.0);
    run("scrolling the smallest pictures fast", 600, 1500.0);
    let mut took = Vec::new();
    for number in 0..60 {
        let entry = window
            .shell
            .app
            .model
            .gallery
            .items
            .get(number * 500)
            .map(|item| item.entry);
        let (wall, cpu) = (Instant::now(), on_processor());
        if let Some(entry) = entry {
            window
                .shell
                .app
                .apply(ViewerCommand::ToggleFavourite(entry).into());
        }
        let (wall, cpu) = (wall.elapsed(), on_processor().saturating_sub(cpu));
        let frame = window.calm();
        took.push(Took {
            wall: wall + frame.wall,
            cpu: cpu + frame.cpu,
        });
    }
    report("a heart given", took);
    let (now, most) = memory();
    println!("memory after all that: {now} MiB, {most} MiB at most");
    Ok(())
}

fn report(name: &str, took: Vec<Took>) {
    let line = |mut times: Vec<Duration>| {
        times.sort();
        let at = |part: f64| {
            let place = ((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1));
            milliseconds(times.get(place).copied().unwrap_or_default())
        };
        format!(
            "median {:.2}, p99 {:.2}, slowest {:.2}",
            at(0.5),
            at(0.99),
            at(1.0)
        )
    };
    let (resident, _) = memory();
    println!(
        "{name}, {} frames, {resident} MiB: on the processor {} ms; by the clock {} ms",
        took.len(),
        line(took.iter().map(|took| took.cpu).collect()),
        line(took.iter().map(|took| took.wall).collect()),
    );
}

fn search(root: &Path) -> Result<(), Failure> {
    let mut window = Window::open(root);
    window.loaded(1)?;
    while window.shell.app.model.tags.is_empty() {
        window.calm();
        std::thread::sleep(Duration::from_millis(2));
    }
    for words in [
        "s",
        "sm",
        "smile",
        "gardenq",
        "tiny bear mo",
        "moon milk",
        "zebra",
    ] {
        let mut best = Duration::MAX;
        let mut in_frame = Duration::ZERO;
        let mut found = 0;
        for _ in 0..5 {
            let app = &mut window.shell.app;
            app.apply(GalleryCommand::Show(Box::default()).into());
            app.settle(Duration::from_secs(10));
            let begun = Instant::now();
            let filter = Filter {
                words: words.to_owned(),
                ..Filter::default()
            };
            app.apply(GalleryCommand::Show(Box::new(filter)).into());
            while app.model.found.is_none() {
                let cpu = on_processor();
                app.drain();
                in_frame = in_frame.max(on_processor().saturating_sub(cpu));
            }
            best = best.min(begun.elapsed());
            found = app.model.gallery.count();
        }
        println!(
            "search “{words}”: {found} found in {:.1} ms, no more than {:.1} ms of it in a frame",
            milliseconds(best),
            milliseconds(in_frame)
        );
    }
    let mut slowest = Duration::ZERO;
    for number in 0..20 {
        let filter = Filter {
            favourite: number % 2 == 0,
            kind: (number % 3 == 0).then_some(SmileKind::Social),
            note: number % 5 == 0,
            ..Filter::default()
        };
        let cpu = on_processor();
        window
            .shell
            .app
            .apply(GalleryCommand::Show(Box::new(filter)).into());
        slowest = slowest.max(on_processor().saturating_sub(cpu));
    }
    println!(
        "filters without words: none over {:.1} ms",
        milliseconds(slowest)
    );
    Ok(())
}

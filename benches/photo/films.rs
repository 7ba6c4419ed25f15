//! The picture of a film in 4K: how long it takes, how much of the file is read
//! for it, and how much memory that needs here and in the helper. Only on
//! request (`cargo bench --bench photo -- films`): the films take a minute to
//! make and up to half a gigabyte.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use smilekeep::photo::film;
use smilekeep::photo::isolation;
use smilekeep::photo::{Limits, ThumbSize};

use super::support::{Failure, fastest, has, milliseconds, peak_memory_mib, run, timed};

/// How often each film is measured again.
const RUNS: usize = 3;
/// Words of a fresh process of our own.
pub const POSTER: &str = "--picture-of-a-film";

/// A coding: its name, what ffmpeg is told, and whether this program decodes it.
const CODINGS: [(&str, &[&str], bool); 3] = [
    (
        "H.264",
        &["-c:v", "libx264", "-preset", "veryfast", "-tag:v", "avc1"],
        true,
    ),
    (
        "HEVC",
        &[
            "-c:v",
            "libx265",
            "-preset",
            "ultrafast",
            "-x265-params",
            "log-level=none",
            "-tag:v",
            "hvc1",
        ],
        true,
    ),
    ("MPEG-4 Visual", &["-c:v", "mpeg4", "-tag:v", "mp4v"], false),
];

/// A source that counts what is read of it.
struct Counted<'c>(File, &'c AtomicU64);

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// The picture as large as a screen needs it, as when a film is added.
fn picture(path: &Path, read: &AtomicU64) -> Result<smilekeep::photo::Decoded, Failure> {
    let side = ThumbSize::Screen.max_side();
    let mut source = Counted(File::open(path)?, read);
    let film = film::read(&mut source)?;
    Ok(film.picture(&mut source, &Limits::default(), Some((side, side))))
}

/// A second of a moving picture with grain, as a phone films it in a room.
fn one_second(folder: &Path, coding: &[&str]) -> Option<PathBuf> {
    let path = folder.join("base.mp4");
    let made = run(Command::new("ffmpeg")
        .args(["-y", "-loglevel", "error", "-f", "lavfi", "-i"])
        .arg("testsrc2=size=3840x2160:rate=30:duration=1,noise=alls=12:allf=t")
        .args(coding)
        .args(["-pix_fmt", "yuv420p", "-b:v", "34M", "-maxrate", "40M"])
        .args(["-bufsize", "34M", "-g", "30"])
        .arg(&path));
    made.then_some(path)
}

/// The same over and over, with the index before or behind the pictures.
fn repeated(base: &Path, seconds: u32, front: bool) -> Option<PathBuf> {
    let place = if front { "front" } else { "end" };
    let path = base.with_file_name(format!("film-{seconds}-{place}.mp4"));
    let mut command = Command::new("ffmpeg");
    command
        .args(["-y", "-loglevel", "error", "-stream_loop"])
        .arg((seconds - 1).to_string())
        .arg("-i")
        .arg(base)
        .args(["-c", "copy"]);
    if front {
        command.args(["-movflags", "+faststart"]);
    }
    run(command.arg(&path)).then_some(path)
}

pub fn films(folder: &Path) -> Result<(), Failure> {
    if !has("ffmpeg") {
        println!("Pictures of films in 4K: skipped, ffmpeg is not installed\n");
        return Ok(());
    }
    println!("The picture of a film, 3840 × 2160, in its own process as in the program:");
    for (name, coding, decodes) in CODINGS {
        let folder = folder.join(format!("films-{name}"));
        fs::create_dir_all(&folder)?;
        let Some(base) = one_second(&folder, coding) else {
            println!("  {name}: skipped, this ffmpeg does not write it");
            continue;
        };
        for (seconds, front) in [(10, false), (10, true), (120, false), (120, true)] {
            let Some(path) = repeated(&base, seconds, front) else {
                println!("  {name}, {seconds} s: skipped, ffmpeg failed");
                continue;
            };
            let told = Command::new(std::env::current_exe()?)
                .arg(POSTER)
                .arg(&path)
                .output()?;
            let length = fs::metadata(&path)?.len() as f64 / 1e6;
            println!(
                "  {name}, {seconds} s, {length:.0} MB, index at the {}: {}{}",
                if front { "front" } else { "end" },
                String::from_utf8_lossy(&told.stdout).trim(),
                if decodes { "" } else { " (a drawn card)" }
            );
            fs::remove_file(path)?;
        }
        fs::remove_dir_all(folder)?;
    }
    println!();
    Ok(())
}

/// What the fresh process does: the picture, first with a cold program, then
/// again.
pub fn poster(path: &Path) -> Result<(), Failure> {
    isolation::use_program(std::env::current_exe()?);
    let (done, most) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let watcher = std::thread::spawn({
        let (done, most) = (Arc::clone(&done), Arc::clone(&most));
        move || {
            while !done.load(Ordering::Relaxed) {
                most.fetch_max(memory_of_helpers(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    });
    let read = AtomicU64::new(0);
    let (first, cold) = timed(|| picture(path, &read));
    let first = first?;
    let once = read.load(Ordering::Relaxed);
    let here = peak_memory_mib().unwrap_or_default();
    let before = processor_time_with_helpers().unwrap_or_default();
    let again = fastest(RUNS, || {
        let _ = picture(path, &read);
    });
    let processor = processor_time_with_helpers()
        .unwrap_or_default()
        .saturating_sub(before)
        / RUNS as u32;
    done.store(true, Ordering::Relaxed);
    let _ = watcher.join();
    println!(
        "{:.0} ms ({:.0} ms of a processor), {:.0} ms at first; {:.2} MB read; {here} MiB here, {} MiB in the helper; {:?}",
        milliseconds(again),
        milliseconds(processor),
        milliseconds(cold),
        once as f64 / 1e6,
        most.load(Ordering::Relaxed) / 1024,
        first.shows,
    );
    Ok(())
}

/// Processor time of this process and of those it started and that have ended.
fn processor_time_with_helpers() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Fields 14 to 17, counted behind the name in brackets; 100 to a second.
    let behind = stat.rsplit_once(')')?.1;
    let ticks = behind.split_whitespace().skip(11).take(4);
    let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}

/// Most memory that processes started by this one have held, in KiB.
fn memory_of_helpers() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten();
    tasks
        .flatten()
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|children| {
            let pids = children.split_whitespace().map(str::to_owned);
            pids.collect::<Vec<_>>()
        })
        .filter_map(|pid| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .max()
        .unwrap_or_default()
}

//! Pictures to measure with, and other people's programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use smilekeep::photo::{self, RgbImage};

pub type Failure = Box<dyn std::error::Error>;

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed())
}

/// The shortest of some runs: what the machine can do when nobody disturbs it.
pub fn fastest(runs: usize, mut work: impl FnMut()) -> Duration {
    (0..runs)
        .map(|_| timed(&mut work).1)
        .min()
        .unwrap_or_default()
}

/// A picture with large shapes, edges, fine detail and grain, as a camera
/// makes it.
pub fn scene(width: u32, height: u32, seed: u32) -> RgbImage {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    RgbImage::from_fn(width, height, |x, y| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let grain = (state & 15) as f32;
        let wave = |a: f32, b: f32| ((x as f32 / a).sin() + (y as f32 / b).cos() + 2.0) * 55.0;
        let edge = if (x / 97 + y / 131 + seed).is_multiple_of(5) {
            22.0
        } else {
            0.0
        };
        image::Rgb([
            (wave(310.0, 190.0) + grain + edge) as u8,
            (wave(170.0, 420.0) + grain + edge) as u8,
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

/// A folder of JPEGs, half of 12 and half of 24 megapixels, as a phone and a
/// camera write them; 4:2:0 where an encoder for that is at hand.
pub fn camera(folder: &Path, count: u32) -> Result<Vec<PathBuf>, Failure> {
    std::fs::create_dir_all(folder)?;
    let mut bases = Vec::new();
    for seed in 0..4 {
        let (width, height) = if seed % 2 == 0 {
            (4000, 3000)
        } else {
            (6000, 4000)
        };
        bases.push(as_a_camera_writes(&scene(width, height, seed + 1), folder)?);
    }
    let mut files = Vec::new();
    for number in 0..count {
        let path = folder.join(format!("IMG_{number:04}.jpg"));
        std::fs::write(
            &path,
            numbered(&bases[number as usize % bases.len()], number),
        )?;
        files.push(path);
    }
    Ok(files)
}

fn as_a_camera_writes(image: &RgbImage, folder: &Path) -> Result<Vec<u8>, Failure> {
    if has("vips") {
        let (ppm, jpg) = (folder.join("base.ppm"), folder.join("base-out.jpg"));
        let mut plain = format!("P6\n{} {}\n255\n", image.width(), image.height()).into_bytes();
        plain.extend_from_slice(image.as_raw());
        std::fs::write(&ppm, plain)?;
        let made = run(Command::new("vips")
            .arg("jpegsave")
            .arg(&ppm)
            .arg(&jpg)
            .args(["--Q", "88"]));
        std::fs::remove_file(&ppm)?;
        if made {
            let bytes = std::fs::read(&jpg)?;
            std::fs::remove_file(&jpg)?;
            return Ok(bytes);
        }
    }
    Ok(photo::jpeg(image, 92)?)
}

/// Whether a program is installed.
pub fn has(program: &str) -> bool {
    Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a program silently; whether it went well.
pub fn run(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs `program` over all files on two cores, `each` files a process. `None`
/// when it is not installed or fails.
pub fn over_all(files: &[PathBuf], each: usize, script: &str, program: &str) -> Option<Duration> {
    if !has(program) {
        return None;
    }
    let list = files
        .iter()
        .map(|path| path.display().to_string())
        .collect::<Vec<_>>()
        .join("\n");
    let start = Instant::now();
    let mut child = Command::new("xargs")
        .args(["-P", "2", "-n", &each.to_string(), "sh", "-c", script, "sh"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    std::io::Write::write_all(&mut child.stdin.take()?, list.as_bytes()).ok()?;
    child.wait().ok()?.success().then(|| start.elapsed())
}

/// Runs `work` over all files on two threads.
pub fn on_two_cores(
    files: &[PathBuf],
    work: impl Fn(&Path) -> Result<(), Failure> + Sync,
) -> Duration {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(path) =
                    files.get(next.fetch_add(1, std::sync::atomic::Ordering::SeqCst))
                {
                    if let Err(error) = work(path) {
                        eprintln!("{}: {error}", path.display());
                    }
                }
            });
        }
    });
    start.elapsed()
}

/// Processor time of this thread's work so far, from the system.
pub fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Processor time of this whole process so far, in the system and outside it.
pub fn processor_time_of_all() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Fields 14 and 15, counted behind the name in brackets; 100 to a second.
    let behind = stat.rsplit_once(')')?.1;
    let mut fields = behind.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}

/// Most memory this process has held, in MiB.
pub fn peak_memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

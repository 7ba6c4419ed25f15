//! This side of the pipes: starts a helper, watches the time, and checks what
//! comes back.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use image::ImageBuffer;

use super::super::decode::{Decoded, Limits};
use super::super::picture::{Picture, Pixels};
use super::super::{PhotoError, colour};
use super::gate::GATE;
use super::wire::{self, Answer, Header, Request};
use super::{ARGUMENT, MEMORY_LIMIT, PATIENCE};

/// Pictures larger than this may take longer than [`PATIENCE`], in pixels.
const COMMON_PIXELS: u64 = 12_000_000;

/// How much longer, for each megapixel beyond: several times what the slowest
/// decoder takes for one.
const PATIENCE_PER_MEGAPIXEL: Duration = Duration::from_millis(100);

/// A size is believed when there are at least this many bytes of file for each
/// megapixel; the smoothest photos have five times as many.
const BYTES_PER_MEGAPIXEL: u64 = 20_000;

/// How much of what a dying helper says is read, in bytes.
const MAX_LAST_WORDS: u64 = 16 << 10;

/// Starts helpers and gets pictures from them.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    patience: Duration,
}

/// Why there is no picture.
enum Trouble {
    /// The helper read the photo and said no.
    Refused(PhotoError),
    /// There is no helper.
    NotStarted(io::Error),
    /// It did not end in time.
    TookTooLong,
    /// It ended, or said what no healthy helper says.
    Broke,
}

/// What the listening thread hears.
enum Event {
    Stated(u32, u32),
    Photo(Box<Decoded>),
    Trouble(Trouble),
}

/// What a decoder may bring back.
#[derive(Clone, Copy)]
struct Bounds {
    limits: Limits,
    fit: Option<(u32, u32)>,
}

impl Reader {
    /// Helpers are started from this program.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            patience: PATIENCE,
        }
    }

    /// The same with another time limit.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Decodes a photo in a process of its own, scaled to a box if `fit` asks.
    ///
    /// # Errors
    /// What the decoder says, and [`PhotoError::TookTooLong`],
    /// [`PhotoError::TooLarge`], [`PhotoError::Crashed`] or
    /// [`PhotoError::NoReader`] for what becomes of the process.
    pub fn decode(
        &self,
        bytes: &[u8],
        limits: &Limits,
        fit: Option<(u32, u32)>,
    ) -> Result<Decoded, PhotoError> {
        let bounds = Bounds {
            limits: *limits,
            fit,
        };
        let (outcome, last_words) = self.converse(bytes, bounds);
        outcome.map_err(|trouble| match trouble {
            Trouble::Refused(error) => error,
            Trouble::NotStarted(cause) => PhotoError::NoReader { cause },
            Trouble::TookTooLong => PhotoError::TookTooLong,
            // What Rust and C++ say when there is no more memory to be had.
            Trouble::Broke
                if ["memory allocation of", "bad_alloc"]
                    .iter()
                    .any(|sign| last_words.contains(sign)) =>
            {
                too_much_memory()
            }
            Trouble::Broke => PhotoError::Crashed,
        })
    }

    /// Talks with one helper. It is gone when this returns, and so are the
    /// pipes and threads. Also returns what it wrote to standard error.
    fn converse(&self, bytes: &[u8], bounds: Bounds) -> (Result<Decoded, Trouble>, String) {
        // Waiting for others is not counted.
        let _pass = GATE.enter();
        let started = Instant::now();
        let (tell, heard) = mpsc::channel();
        thread::scope(|scope| {
            let not_started = |error| (Err(Trouble::NotStarted(error)), String::new());
            let (mut helper, pipes) = match Helper::start(&self.program) {
                Ok(started) => started,
                Err(error) => return not_started(error),
            };
            // A full pipe blocks, so each has a thread. They end when the
            // helper does, which is why it lives inside this scope.
            let spawn = |name: &str| thread::Builder::new().name(name.to_owned());
            let feeding = spawn("photo to helper")
                .spawn_scoped(scope, move || feed(pipes.input, bytes, bounds));
            let listening = spawn("picture from helper").spawn_scoped(scope, move || {
                listen(pipes.output, bounds, &tell);
            });
            let words =
                spawn("words of helper").spawn_scoped(scope, move || last_words(pipes.error));
            let words = match (feeding, listening, words) {
                (Ok(_), Ok(_), Ok(words)) => words,
                (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => {
                    return not_started(error);
                }
            };
            let mut deadline = started + self.patience;
            let mut late = Duration::ZERO;
            let outcome = loop {
                let left = (deadline + late).saturating_duration_since(Instant::now());
                match heard.recv_timeout(left) {
                    Ok(Event::Stated(width, height)) => {
                        deadline += more_patience(width, height, bytes.len());
                    }
                    Ok(Event::Photo(decoded)) => break Ok(*decoded),
                    Ok(Event::Trouble(trouble)) => break Err(trouble),
                    Err(RecvTimeoutError::Timeout) => {
                        // What other programs took from it is not its fault.
                        let kept_waiting = helper.kept_waiting().min(self.patience * 3);
                        if Instant::now() >= deadline + kept_waiting {
                            break Err(Trouble::TookTooLong);
                        }
                        late = kept_waiting;
                    }
                    Err(RecvTimeoutError::Disconnected) => break Err(Trouble::Broke),
                }
            };
            // A broken one may still be writing what broke it; a pipe that is
            // closed says that it is dying anyway.
            if matches!(outcome, Err(Trouble::Broke)) {
                helper.let_die();
            }
            helper.end();
            (outcome, words.join().unwrap_or_default())
        })
    }
}

/// Said when a helper came to the end of its memory.
pub(super) fn too_much_memory() -> PhotoError {
    PhotoError::TooLarge {
        what: t!(
            "large-helper-memory",
            most = (MEMORY_LIMIT >> 20).to_string()
        ),
    }
}

/// How much longer a picture of the stated size may take, if the file is long
/// enough for the size to be true.
fn more_patience(width: u32, height: u32, file_bytes: usize) -> Duration {
    // The same bound as the limits: nothing beyond it is decoded.
    let pixels = (u64::from(width) * u64::from(height)).min(Limits::default().max_pixels);
    let megapixels = pixels / 1_000_000;
    if pixels <= COMMON_PIXELS || (file_bytes as u64) < megapixels * BYTES_PER_MEGAPIXEL {
        return Duration::ZERO;
    }
    let beyond = megapixels.saturating_sub(COMMON_PIXELS / 1_000_000);
    PATIENCE_PER_MEGAPIXEL * u32::try_from(beyond).unwrap_or(0)
}

struct Pipes {
    input: ChildStdin,
    output: ChildStdout,
    error: ChildStderr,
}

/// A running helper; ended and reaped at the latest when dropped.
struct Helper(Child);

impl Helper {
    fn start(program: &std::path::Path) -> io::Result<(Self, Pipes)> {
        let mut command = Command::new(program);
        command
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env("RUST_BACKTRACE", "0")
            // Arenas of glibc would be counted against the helper’s memory.
            .env("MALLOC_ARENA_MAX", "2");
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            // No console window flashes up for each photo.
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        let mut helper = Self(command.spawn()?);
        let child = &mut helper.0;
        let missing = || io::Error::other("a pipe is missing");
        let pipes = Pipes {
            input: child.stdin.take().ok_or_else(missing)?,
            output: child.stdout.take().ok_or_else(missing)?,
            error: child.stderr.take().ok_or_else(missing)?,
        };
        #[cfg(target_os = "linux")]
        {
            // Fewer changes of process for a picture of many megabytes. The
            // usual size works too.
            const PIPE_BYTES: usize = 1 << 20;
            let _ = rustix::pipe::fcntl_setpipe_size(&pipes.output, PIPE_BYTES);
            let _ = rustix::pipe::fcntl_setpipe_size(&pipes.input, PIPE_BYTES);
        }
        Ok((helper, pipes))
    }

    /// How long it could have worked but got no processor, as far as the
    /// system tells: the thread that waited longest. A helper that hangs does
    /// not wait for a processor.
    fn kept_waiting(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.0.id()));
        let longest = tasks
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|task| {
                // Nanoseconds on a processor, and in the queue for one.
                let counts = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
                counts.split_whitespace().nth(1)?.parse().ok()
            })
            .max();
        Duration::from_nanos(longest.unwrap_or(0))
    }

    /// Waits a moment for it to end by itself.
    fn let_die(&mut self) {
        const MOMENT: Duration = Duration::from_millis(5);
        for _ in 0..20 {
            match self.0.try_wait() {
                Ok(None) => thread::sleep(MOMENT),
                Ok(Some(_)) | Err(_) => return,
            }
        }
    }

    fn end(&mut self) {
        // It may have ended by itself; either way it is reaped.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        self.end();
    }
}

fn feed(mut input: ChildStdin, bytes: &[u8], bounds: Bounds) {
    // A helper that stopped reading is noticed by what it says, or does not.
    let request = Request::new(bytes.len(), &bounds.limits, bounds.fit);
    let _ = wire::send(&mut input, &request).and_then(|()| input.write_all(bytes));
}

fn last_words(error: ChildStderr) -> String {
    let mut words = Vec::new();
    let mut error = error.take(MAX_LAST_WORDS);
    let _ = error.read_to_end(&mut words);
    // What is beyond is let go, so that writing it does not block.
    let _ = io::copy(&mut error.into_inner(), &mut io::sink());
    String::from_utf8_lossy(&words).into_owned()
}

fn listen(mut output: ChildStdout, bounds: Bounds, tell: &Sender<Event>) {
    let mut answer = wire::receive(&mut output);
    if let Ok(Answer::Stated { width, height }) = answer {
        // Nobody listens any more when time is up.
        let _ = tell.send(Event::Stated(width, height));
        // Only one size is told; more would be more time.
        answer = wire::receive(&mut output);
    }
    let event = match answer {
        Ok(answer) => conclude(&mut output, answer, bounds),
        Err(_) => Event::Trouble(Trouble::Broke),
    };
    let _ = tell.send(event);
}

fn conclude(output: &mut dyn Read, answer: Answer, bounds: Bounds) -> Event {
    match answer {
        Answer::Photo(header) => match receive_photo(output, *header, bounds) {
            Some(decoded) => Event::Photo(Box::new(decoded)),
            None => Event::Trouble(Trouble::Broke),
        },
        Answer::Refused(refusal) => Event::Trouble(Trouble::Refused(refusal.into())),
        Answer::Stated { .. } => Event::Trouble(Trouble::Broke),
    }
}

/// `None` when anything about the answer cannot be true.
fn receive_photo(output: &mut dyn Read, header: Header, bounds: Bounds) -> Option<Decoded> {
    let (width, height) = (header.width, header.height);
    let count = check(&header, bounds)?;
    let profile = match header.icc_len {
        0 => None,
        length => {
            let icc = wire::receive_bytes(output, length as usize).ok()?;
            Some(colour::rgb_profile(&icc)?)
        }
    };
    let pixels = if header.deep {
        let samples = wire::receive_samples(output, count).ok()?;
        Pixels::Sixteen(ImageBuffer::from_raw(width, height, samples)?)
    } else {
        let samples = wire::receive_bytes(output, count).ok()?;
        Pixels::Eight(ImageBuffer::from_raw(width, height, samples)?)
    };
    Some(Decoded {
        picture: Picture { pixels, profile },
        size: header.size,
        shows: header.shows,
        format: header.format,
        metadata: header.metadata,
        ends_early: header.ends_early,
    })
}

/// The number of samples, if every number in the header can be true.
fn check(header: &Header, Bounds { limits, fit }: Bounds) -> Option<usize> {
    let fits = |(width, height): (u32, u32)| {
        width > 0
            && height > 0
            && width.max(height) <= limits.max_side
            && u64::from(width) * u64::from(height) <= limits.max_pixels
    };
    let picture = (header.width, header.height);
    let inside =
        fit.is_none_or(|(width, height)| picture.0 <= width.max(1) && picture.1 <= height.max(1));
    let believable = fits(picture)
        && fits(header.size)
        && inside
        && header.icc_len <= wire::MAX_ICC_BYTES
        && (1..=8).contains(&header.metadata.orientation);
    let samples = (picture.0 as usize)
        .checked_mul(picture.1 as usize)?
        .checked_mul(3)?;
    believable.then_some(samples)
}

#[cfg(test)]
mod tests;

//! Hands a finished PDF to a printer.
//!
//! On Linux and macOS this is CUPS: `lpstat` lists printers, `lp` prints. On
//! Windows no such program comes with the system, so the PDF is opened in the
//! person's own PDF viewer, whose print window offers every printer and every
//! setting; [`Printer::list`] then names that one way and says so.
//!
//! Programs are started directly with a list of arguments, never through a
//! shell, and are given up on after a time.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::domain::Paper;

/// A printer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterInfo {
    /// The name the system knows it by.
    pub name: String,
    /// Whether the system prints here when nothing is chosen.
    pub is_default: bool,
}

/// How to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// A name from [`Printer::list`]; `None` for the system's default.
    pub printer: Option<String>,
    /// How many sheets, 1–99; other values are brought into that range.
    pub copies: u32,
    /// The paper the page was made for.
    pub paper: Paper,
    /// Whether the page lies on its long side.
    pub landscape: bool,
    /// In colour; else in shades of grey.
    pub colour: bool,
}

impl PrintJob {
    /// The most copies of one job, against a slip of the finger.
    pub const MAX_COPIES: u32 = 99;
}

/// Why a page was not printed. Each says one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrintError {
    /// The computer knows no printer, or has no printing system.
    #[error("{}", t!("keepsake-print-no-printer"))]
    NoPrinter,
    /// The chosen printer is gone.
    #[error("{}", t!("keepsake-print-unknown-printer", printer = _0))]
    UnknownPrinter(String),
    /// The PDF to print is not there.
    #[error("{}", t!("keepsake-print-no-file", path = _0.display().to_string()))]
    NoFile(PathBuf),
    /// The printing system did not answer in time.
    #[error("{}", t!("keepsake-print-timed-out"))]
    TimedOut,
    /// The printer is there but its queue is closed.
    #[error("{}", t!("keepsake-print-not-accepting", printer = _0))]
    NotAccepting(String),
    /// The person closed the print window without printing.
    #[error("{}", t!("keepsake-print-cancelled"))]
    Cancelled,
    /// The printing system refused, in its own words.
    #[error("{}", t!("keepsake-print-refused", cause = _0))]
    Refused(String),
}

/// Something that prints PDFs.
pub trait Printer {
    /// The printers there are: the system's print window first, if there is
    /// one, then the default, then by name.
    ///
    /// # Errors
    /// [`PrintError::NoPrinter`] when there is none.
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError>;

    /// Prints the PDF at `pdf_path`; returns once the system has taken the job.
    ///
    /// # Errors
    /// As the variants of [`PrintError`] say.
    fn print(&self, pdf_path: &Path, job: &PrintJob) -> Result<(), PrintError>;
}

/// The printers of this computer.
#[derive(Debug, Clone)]
pub struct SystemPrinter {
    /// Where the printing programs are; `None` to find them as usual.
    pub bin_dir: Option<PathBuf>,
    /// A print server other than the computer's own: its name, or the path of
    /// its socket.
    pub server: Option<String>,
    /// How long a program may take before it is given up on.
    pub time_out: Duration,
}

impl Default for SystemPrinter {
    fn default() -> Self {
        Self {
            bin_dir: None,
            server: None,
            // A sleeping network printer may need a while to be found.
            time_out: Duration::from_secs(20),
        }
    }
}

impl SystemPrinter {
    fn program(&self, name: &str) -> PathBuf {
        self.bin_dir
            .as_ref()
            .map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
    }

    fn run<S: AsRef<OsStr>>(
        &self,
        name: &str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Answer, PrintError> {
        let mut command = Command::new(self.program(name));
        if let Some(server) = &self.server {
            command.env("CUPS_SERVER", server);
        }
        let mut child = command
            .args(arguments)
            // Answers are read, so they must not be translated.
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => PrintError::NoPrinter,
                _ => PrintError::Refused(error.to_string()),
            })?;
        let output = read_aside(child.stdout.take());
        let errors = read_aside(child.stderr.take());
        let succeeded = wait(&mut child, self.time_out)?;
        let text = |reader: std::sync::mpsc::Receiver<String>| {
            reader
                .recv_timeout(Duration::from_secs(1))
                .unwrap_or_default()
        };
        Ok(Answer {
            succeeded,
            output: text(output),
            errors: text(errors),
        })
    }
}

struct Answer {
    succeeded: bool,
    output: String,
    errors: String,
}

/// Reads a pipe in a thread of its own, so that neither a full pipe nor a
/// grandchild that keeps it open can hold up the caller.
fn read_aside(pipe: Option<impl Read + Send + 'static>) -> std::sync::mpsc::Receiver<String> {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What was read before an error is all there is to tell.
            let _ = pipe.take(1 << 20).read_to_end(&mut bytes);
        }
        // Nobody listens any more after a time-out.
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

fn wait(child: &mut Child, time_out: Duration) -> Result<bool, PrintError> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) if started.elapsed() < time_out => {
                std::thread::sleep(Duration::from_millis(15));
            }
            Ok(None) => {
                // It may end in this very moment; either way it is over.
                let _ = child.kill();
                let _ = child.wait();
                return Err(PrintError::TimedOut);
            }
            Err(error) => return Err(PrintError::Refused(error.to_string())),
        }
    }
}

fn checked_path(pdf_path: &Path) -> Result<PathBuf, PrintError> {
    if !pdf_path.is_file() {
        return Err(PrintError::NoFile(pdf_path.to_owned()));
    }
    // A full path never begins with a dash, so it cannot be taken for an
    // option.
    std::path::absolute(pdf_path).map_err(|_| PrintError::NoFile(pdf_path.to_owned()))
}

#[cfg(unix)]
impl Printer for SystemPrinter {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        let names = self.run("lpstat", ["-e"])?.output;
        let default = self.run("lpstat", ["-d"])?.output;
        // `system default destination: Kitchen`, or a sentence without colon.
        let default = default
            .split_once(':')
            .map_or("", |(_, name)| name.trim())
            .to_owned();
        let mut printers: Vec<PrinterInfo> = names
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| PrinterInfo {
                name: name.to_owned(),
                is_default: name == default,
            })
            .collect();
        printers.sort_by_key(|printer| (!printer.is_default, printer.name.to_lowercase()));
        printers.dedup();
        if printers.is_empty() {
            return Err(PrintError::NoPrinter);
        }
        Ok(printers)
    }

    fn print(&self, pdf_path: &Path, job: &PrintJob) -> Result<(), PrintError> {
        let pdf_path = checked_path(pdf_path)?;
        let printers = self.list()?;
        let mut arguments: Vec<std::ffi::OsString> = Vec::new();
        if let Some(name) = &job.printer {
            if !printers.iter().any(|printer| printer.name == *name) {
                return Err(PrintError::UnknownPrinter(name.clone()));
            }
            arguments.extend(["-d".into(), name.into()]);
        } else if let Some(first) = printers.first().filter(|printer| !printer.is_default) {
            // Nothing chosen and no default: `lp` would refuse.
            arguments.extend(["-d".into(), first.name.clone().into()]);
        }
        let copies = job.copies.clamp(1, PrintJob::MAX_COPIES);
        let media = match job.paper {
            Paper::A4 => "media=A4",
            Paper::UsLetter => "media=Letter",
            Paper::A5 => "media=A5",
            Paper::Square => "media=Custom.210x210mm",
            Paper::Photo10x15 => "media=Custom.100x150mm",
            Paper::Photo13x18 => "media=Custom.130x180mm",
        };
        let mode = if job.colour { "color" } else { "monochrome" };
        arguments.extend(["-n".into(), copies.to_string().into()]);
        arguments.extend(["-o".into(), media.into()]);
        arguments.extend(["-o".into(), format!("print-color-mode={mode}").into()]);
        arguments.extend(["-t".into(), t!("keepsake-print-title").into()]);
        arguments.push(pdf_path.into());
        let answer = self.run("lp", arguments)?;
        if answer.succeeded {
            return Ok(());
        }
        let told = answer
            .errors
            .lines()
            .map(|line| line.trim().trim_start_matches("lp: ").to_owned())
            .find(|line| !line.is_empty());
        let closed = ["not accepting", "not-accepting", "rejecting"];
        if let Some(told) = &told
            && closed.iter().any(|words| told.contains(words))
        {
            let name = job.printer.clone().or_else(|| {
                let first = printers.into_iter().next();
                first.map(|printer| printer.name)
            });
            return Err(PrintError::NotAccepting(name.unwrap_or_default()));
        }
        Err(PrintError::Refused(told.unwrap_or_else(|| {
            t!("keepsake-print-no-reason").to_owned()
        })))
    }
}

#[cfg(windows)]
impl Printer for SystemPrinter {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        Ok(vec![PrinterInfo {
            name: t!("keepsake-print-viewer").to_owned(),
            is_default: true,
        }])
    }

    /// Opens the PDF in the viewer; printer, copies and paper are chosen there.
    fn print(&self, pdf_path: &Path, _job: &PrintJob) -> Result<(), PrintError> {
        let pdf_path = checked_path(pdf_path)?;
        // This opens a file with its program as a double click does, without a
        // command line that would read meaning into `&` or `%` in the name.
        let mut arguments: Vec<std::ffi::OsString> = vec!["url.dll,FileProtocolHandler".into()];
        arguments.push(pdf_path.into());
        let answer = self.run("rundll32.exe", arguments)?;
        if answer.succeeded {
            Ok(())
        } else {
            Err(PrintError::Refused(
                t!("keepsake-print-no-viewer").to_owned(),
            ))
        }
    }
}

//! Prints by way of the desktop's own print window (the XDG portal), where the
//! person sees every printer and setting as in all other programs. `lp` prints
//! where there is no such window.
//!
//! The portal is asked over D-Bus. It answers a call at once and sends a signal
//! when the person is done with the window.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use futures_lite::StreamExt;
use zbus::message::Type;
use zbus::zvariant::{Fd, ObjectPath, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream, connection};

use super::print::{PrintError, PrintJob, Printer, PrinterInfo, SystemPrinter};
use crate::words::{Language, Manner, OnlyHere, manner};

/// The entry of the list that opens the system's print window, in English; the
/// list has it in the language of the moment.
pub const PRINT_WINDOW: &str = "The system’s print window";

const DESKTOP: &str = "org.freedesktop.portal.Desktop";
const DESKTOP_PATH: &str = "/org/freedesktop/portal/desktop";
const PRINT: &str = "org.freedesktop.portal.Print";
const REQUEST: &str = "org.freedesktop.portal.Request";

static NEXT_TOKEN: AtomicU64 = AtomicU64::new(0);

type Options<'a> = HashMap<&'a str, Value<'a>>;

/// The desktop's print window.
#[derive(Debug, Clone)]
pub struct PrintPortal {
    /// Address of another message bus than the session's own.
    pub bus: Option<String>,
    /// How long the portal may take to answer a call.
    pub answer_within: Duration,
    /// How long the window may stay open.
    pub open_for: Duration,
}

impl Default for PrintPortal {
    fn default() -> Self {
        Self {
            bus: None,
            answer_within: Duration::from_secs(3),
            open_for: Duration::from_secs(15 * 60),
        }
    }
}

impl PrintPortal {
    /// Whether this desktop has a print window.
    pub fn is_there(&self) -> bool {
        let portal = self.clone();
        let asked = aside(self.answer_within * 2, async move {
            let bus = portal.connect().await?;
            let reply = bus
                .call_method(
                    Some(DESKTOP),
                    DESKTOP_PATH,
                    Some("org.freedesktop.DBus.Properties"),
                    "Get",
                    &(PRINT, "version"),
                )
                .await?;
            let version: OwnedValue = reply.body().deserialize()?;
            Ok(u32::try_from(version)? >= 1)
        });
        // No bus, no portal, or one without printing: there is no window.
        matches!(asked, Ok(true))
    }

    /// Opens the print window for a PDF; returns once the person has sent it to
    /// a printer.
    ///
    /// # Errors
    /// [`PrintError::Cancelled`] when the window was closed without printing;
    /// otherwise what the portal says.
    pub fn print(&self, pdf_path: &Path, job: &PrintJob) -> Result<(), PrintError> {
        let file = File::open(pdf_path).map_err(|_| PrintError::NoFile(pdf_path.to_owned()))?;
        let (portal, job) = (self.clone(), job.clone());
        // What the window and the print queue call the page.
        let title = t!("keepsake-print-title");
        aside(self.open_for, async move {
            let bus = portal.connect().await?;
            let (settings, page) = wishes(&job);
            let prepared = ask(&bus, |options| {
                ("PreparePrint", ("", title, &settings, &page, options))
            })
            .await?;
            let token: u32 = match prepared.get("token") {
                Some(token) => u32::try_from(token)?,
                None => 0,
            };
            let file = Fd::from(std::os::fd::OwnedFd::from(file));
            ask(&bus, |mut options| {
                options.insert("token", token.into());
                ("Print", ("", title, &file, options))
            })
            .await?;
            Ok(())
        })
    }

    async fn connect(&self) -> Result<Connection, Failure> {
        let bus = match &self.bus {
            Some(address) => connection::Builder::address(address.as_str())?,
            None => connection::Builder::session()?,
        };
        Ok(bus.method_timeout(self.answer_within).build().await?)
    }
}

/// What the window begins with: settings, and the page as it lies.
fn wishes(job: &PrintJob) -> (Options<'static>, Options<'static>) {
    let (width, height) = job.paper.size_mm();
    let (width, height) = (f64::from(width), f64::from(height));
    let orientation = if job.landscape {
        "landscape"
    } else {
        "portrait"
    };
    let copies = job.copies.clamp(1, PrintJob::MAX_COPIES);
    let settings = HashMap::from([
        ("n-copies", Value::from(copies.to_string())),
        ("use-color", Value::from(job.colour.to_string())),
        ("orientation", Value::from(orientation)),
        ("paper-width", Value::from(width.to_string())),
        ("paper-height", Value::from(height.to_string())),
    ]);
    let mut page = HashMap::from([
        ("DisplayName", Value::from(job.paper.label())),
        ("Width", Value::from(width)),
        ("Height", Value::from(height)),
        ("Orientation", Value::from(orientation)),
    ]);
    // The page has its own margins.
    for side in ["MarginTop", "MarginBottom", "MarginLeft", "MarginRight"] {
        page.insert(side, Value::from(0.0));
    }
    (settings, page)
}

/// Why the portal did not print.
enum Failure {
    Bus(zbus::Error),
    Cancelled,
    /// The window went away by itself.
    Ended,
}

impl From<zbus::Error> for Failure {
    fn from(error: zbus::Error) -> Self {
        Self::Bus(error)
    }
}

impl From<zbus::zvariant::Error> for Failure {
    fn from(error: zbus::zvariant::Error) -> Self {
        Self::Bus(error.into())
    }
}

/// Calls a method of the portal and waits for the person's answer.
async fn ask<'a, Body>(
    bus: &Connection,
    call: impl FnOnce(Options<'a>) -> (&'static str, Body),
) -> Result<HashMap<String, OwnedValue>, Failure>
where
    Body: serde::Serialize + zbus::zvariant::DynamicType,
{
    // Listened for before the call, so that no answer is missed. The sender is
    // left out: the portal's answer comes from its unique name.
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(REQUEST)?
        .member("Response")?
        .build();
    let mut answers = MessageStream::for_match_rule(rule, bus, Some(8)).await?;
    let token = format!(
        "smilekeep{}_{}",
        std::process::id(),
        NEXT_TOKEN.fetch_add(1, Ordering::Relaxed)
    );
    let options = HashMap::from([
        ("handle_token", Value::from(token.clone())),
        ("modal", Value::from(true)),
    ]);
    let (method, body) = call(options);
    let reply = bus
        .call_method(Some(DESKTOP), DESKTOP_PATH, Some(PRINT), method, &body)
        .await?;
    let handle: OwnedObjectPath = reply.body().deserialize()?;
    let handle: &ObjectPath<'_> = &handle;
    while let Some(answer) = answers.next().await {
        let answer = answer?;
        if answer.header().path() != Some(handle) {
            continue;
        }
        let (code, results): (u32, HashMap<String, OwnedValue>) = answer.body().deserialize()?;
        return match code {
            0 => Ok(results),
            1 => Err(Failure::Cancelled),
            _ => Err(Failure::Ended),
        };
    }
    Err(Failure::Ended)
}

/// Does it in a thread of its own, which is left behind after a time.
fn aside<T: Send + 'static>(
    within: Duration,
    work: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, PrintError> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more after a time-out.
        let _ = sender.send(futures_lite::future::block_on(work));
    });
    match receiver.recv_timeout(within) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(Failure::Cancelled)) => Err(PrintError::Cancelled),
        Ok(Err(Failure::Ended)) => Err(PrintError::Refused(
            t!("keepsake-print-window-ended").to_owned(),
        )),
        Ok(Err(Failure::Bus(error))) => Err(PrintError::Refused(t!(
            "keepsake-print-window-failed",
            cause = error.to_string()
        ))),
        Err(_) => Err(PrintError::TimedOut),
    }
}

/// Whether a printer's name is the window's, also when the list was made in
/// another language than the one spoken now.
fn is_the_window(name: &str) -> bool {
    name == PRINT_WINDOW
        || Language::ALL.into_iter().any(|language| {
            let _here = OnlyHere::new(Manner {
                language,
                ..manner()
            });
            name == t!("keepsake-print-window")
        })
}

/// The system's print window where there is one, and the printers of CUPS.
#[derive(Debug, Clone, Default)]
pub struct DesktopPrinter {
    /// The window.
    pub portal: PrintPortal,
    /// The printers.
    pub system: SystemPrinter,
}

impl Printer for DesktopPrinter {
    /// The window first, if there is one.
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        if !self.portal.is_there() {
            return self.system.list();
        }
        let window = PrinterInfo {
            name: t!("keepsake-print-window").to_owned(),
            is_default: false,
        };
        // The window is there even where CUPS knows no printer.
        let mut printers = self.system.list().unwrap_or_default();
        printers.insert(0, window);
        Ok(printers)
    }

    fn print(&self, pdf_path: &Path, job: &PrintJob) -> Result<(), PrintError> {
        if job.printer.as_deref().is_some_and(is_the_window) {
            self.portal.print(pdf_path, job)
        } else {
            self.system.print(pdf_path, job)
        }
    }
}

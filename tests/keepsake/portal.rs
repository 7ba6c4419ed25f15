//! Printing by way of the system's print window, with a stand-in for it on a
//! message bus of the test's own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_lite::future::block_on;
use smilekeep::domain::Paper;
use smilekeep::keepsake::{
    DesktopPrinter, PRINT_WINDOW, PrintError, PrintJob, PrintPortal, Printer, SystemPrinter,
};
use zbus::message::Header;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, connection};

use crate::support::STARTING;

const DESKTOP: &str = "org.freedesktop.portal.Desktop";
const DESKTOP_PATH: &str = "/org/freedesktop/portal/desktop";

type Options = HashMap<String, OwnedValue>;

/// A message bus of its own; ends with the test.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    /// `None`, with the reason printed, where there is no D-Bus.
    fn start() -> Option<Self> {
        let started = {
            let _alone = STARTING.lock().unwrap_or_else(|held| held.into_inner());
            Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped())
                .spawn()
        };
        let mut daemon = match started {
            Ok(daemon) => daemon,
            Err(error) => {
                println!("skipped: dbus-daemon is not installed ({error})");
                return None;
            }
        };
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        let address = address.trim().to_owned();
        assert!(!address.is_empty(), "the bus has an address");
        Some(Self { daemon, address })
    }

    fn portal(&self) -> PrintPortal {
        PrintPortal {
            bus: Some(self.address.clone()),
            answer_within: Duration::from_secs(10),
            open_for: Duration::from_secs(30),
        }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// What the person does with the window.
#[derive(Clone, Copy)]
enum Person {
    Prints,
    Closes,
    Leaves,
}

/// What reached the window.
#[derive(Default)]
struct Seen {
    settings: HashMap<String, String>,
    page: HashMap<String, String>,
    pdf: Vec<u8>,
    token: u32,
}

struct Window {
    person: Person,
    seen: Arc<Mutex<Seen>>,
}

fn words(options: &Options) -> HashMap<String, String> {
    options
        .iter()
        .map(|(key, value)| {
            let text = match &**value {
                Value::Str(text) => text.to_string(),
                Value::F64(number) => number.to_string(),
                other => format!("{other:?}"),
            };
            (key.clone(), text)
        })
        .collect()
}

impl Window {
    /// The handle of a request, and its answer a little later.
    fn answer(
        &self,
        header: &Header<'_>,
        bus: &Connection,
        options: &Options,
        results: HashMap<&'static str, Value<'static>>,
    ) -> OwnedObjectPath {
        let sender = header.sender().unwrap().trim_start_matches(':');
        let token = String::try_from(options["handle_token"].try_clone().unwrap()).unwrap();
        let path = format!(
            "{DESKTOP_PATH}/request/{}/{token}",
            sender.replace('.', "_")
        );
        let code = match self.person {
            Person::Prints => 0_u32,
            Person::Closes => 1,
            Person::Leaves => {
                return OwnedObjectPath::try_from(path).unwrap();
            }
        };
        let (bus, to) = (bus.clone(), path.clone());
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(60));
            // Another request's answer, which must not be taken for ours.
            for (path, code) in [(format!("{DESKTOP_PATH}/request/other/1"), 2), (to, code)] {
                let body = (code, &results);
                let interface = "org.freedesktop.portal.Request";
                block_on(bus.emit_signal(None::<&str>, path, interface, "Response", &body))
                    .unwrap();
            }
        });
        OwnedObjectPath::try_from(path).unwrap()
    }
}

#[zbus::interface(name = "org.freedesktop.portal.Print")]
impl Window {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        3
    }

    #[expect(clippy::too_many_arguments, reason = "the portal's own")]
    fn prepare_print(
        &self,
        _parent: &str,
        _title: &str,
        settings: Options,
        page: Options,
        options: Options,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        let mut seen = self.seen.lock().unwrap();
        (seen.settings, seen.page) = (words(&settings), words(&page));
        let token = HashMap::from([("token", Value::from(77_u32))]);
        self.answer(&header, bus, &options, token)
    }

    fn print(
        &self,
        _parent: &str,
        _title: &str,
        file: OwnedFd,
        options: Options,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        let mut seen = self.seen.lock().unwrap();
        let mut file = std::fs::File::from(std::os::fd::OwnedFd::from(file));
        file.read_to_end(&mut seen.pdf).unwrap();
        seen.token = u32::try_from(options["token"].try_clone().unwrap()).unwrap();
        self.answer(&header, bus, &options, HashMap::new())
    }
}

fn open_window(bus: &Bus, person: Person) -> (Connection, Arc<Mutex<Seen>>) {
    let seen = Arc::new(Mutex::new(Seen::default()));
    let window = Window {
        person,
        seen: Arc::clone(&seen),
    };
    let served = block_on(async {
        connection::Builder::address(bus.address.as_str())?
            .name(DESKTOP)?
            .serve_at(DESKTOP_PATH, window)?
            .build()
            .await
    });
    (served.unwrap(), seen)
}

/// CUPS without a single program.
fn no_cups(folder: &tempfile::TempDir) -> SystemPrinter {
    SystemPrinter {
        bin_dir: Some(folder.path().to_owned()),
        ..SystemPrinter::default()
    }
}

fn job() -> PrintJob {
    PrintJob {
        printer: Some(PRINT_WINDOW.to_owned()),
        copies: 3,
        paper: Paper::A5,
        landscape: true,
        colour: false,
    }
}

#[test]
fn the_print_window_gets_the_page_and_what_was_chosen() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let (_served, seen) = open_window(&bus, Person::Prints);
    let folder = tempfile::tempdir().unwrap();
    let printer = DesktopPrinter {
        portal: bus.portal(),
        system: no_cups(&folder),
    };
    let listed = printer.list().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].name, PRINT_WINDOW);
    let pdf = folder.path().join("page.pdf");
    std::fs::write(&pdf, b"%PDF-1.7 a page").unwrap();
    printer.print(&pdf, &job()).unwrap();
    let seen = seen.lock().unwrap();
    assert_eq!(seen.pdf, b"%PDF-1.7 a page");
    assert_eq!(seen.token, 77);
    let setting = |key: &str| seen.settings[key].as_str();
    assert_eq!(setting("n-copies"), "3");
    assert_eq!(setting("use-color"), "false");
    assert_eq!(setting("orientation"), "landscape");
    assert_eq!(seen.page["Width"], "148");
    assert_eq!(seen.page["Height"], "210");
    assert_eq!(seen.page["Orientation"], "landscape");
}

#[test]
fn a_window_that_is_closed_prints_nothing() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let (_served, seen) = open_window(&bus, Person::Closes);
    let file = tempfile::NamedTempFile::new().unwrap();
    assert_eq!(
        bus.portal().print(file.path(), &job()),
        Err(PrintError::Cancelled)
    );
    assert_eq!(seen.lock().unwrap().token, 0, "no page was sent");
}

#[test]
fn a_window_that_is_left_open_is_given_up_on() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let (_served, _) = open_window(&bus, Person::Leaves);
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut portal = bus.portal();
    portal.open_for = Duration::from_millis(700);
    let begun = Instant::now();
    assert_eq!(portal.print(file.path(), &job()), Err(PrintError::TimedOut));
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn without_a_window_the_printers_of_cups_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let mut buses = vec!["unix:path=/nowhere/at/all".to_owned()];
    // A bus, but no portal on it.
    let bus = Bus::start();
    buses.extend(bus.as_ref().map(|bus| bus.address.clone()));
    for address in buses {
        let portal = PrintPortal {
            bus: Some(address),
            ..PrintPortal::default()
        };
        assert!(!portal.is_there());
        let printer = DesktopPrinter {
            portal: portal.clone(),
            system: no_cups(&folder),
        };
        assert_eq!(printer.list(), Err(PrintError::NoPrinter));
        let file = tempfile::NamedTempFile::new().unwrap();
        let told = portal.print(file.path(), &job()).unwrap_err().to_string();
        assert!(told.contains("Choose a printer from the list"), "{told}");
    }
    let missing = folder.path().join("no.pdf");
    assert!(matches!(
        PrintPortal::default().print(&missing, &job()),
        Err(PrintError::NoFile(_))
    ));
}

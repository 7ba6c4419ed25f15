//! Printing with a real CUPS, which the test starts for itself: its own socket,
//! its own folders, nothing of the computer's printers.

use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::support::{STARTING, filled, laid_out_as, page};
use smilekeep::domain::Paper;
use smilekeep::keepsake::{PrintError, PrintJob, Printer, SystemPrinter};

/// A print server of one's own, for as long as the value lives.
struct Office {
    folder: tempfile::TempDir,
    server: Child,
}

impl Drop for Office {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn open_to_all(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

fn program(names: &[&str]) -> Option<PathBuf> {
    names.iter().map(PathBuf::from).find(|path| path.exists())
}

impl Office {
    /// Starts a CUPS; `None`, with the reason printed, where none is installed.
    fn open() -> Option<Self> {
        let Some(cupsd) = program(&["/usr/sbin/cupsd", "/usr/local/sbin/cupsd"]) else {
            println!("skipped: CUPS is not installed (on Debian: cups, printer-driver-cups-pdf)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().display();
        for part in ["root/ppd", "state", "cache", "spool", "tmp", "log"] {
            std::fs::create_dir_all(folder.path().join(part)).unwrap();
        }
        // Its filters work as another user, who must get in.
        open_to_all(folder.path(), 0o755);
        open_to_all(&folder.path().join("tmp"), 0o1777);
        let settings = format!(
            "Listen {root}/cups.sock\nBrowsing No\nWebInterface No\nDefaultAuthType None\n\
             <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
             <Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n"
        );
        let files = format!(
            "ServerRoot {root}/root\nStateDir {root}/state\nCacheDir {root}/cache\n\
             RequestRoot {root}/spool\nTempDir {root}/tmp\nAccessLog {root}/log/access\n\
             ErrorLog {root}/log/error\nPageLog {root}/log/page\nSystemGroup root\n\
             FileDevice Yes\nSandboxing relaxed\n"
        );
        std::fs::write(folder.path().join("cupsd.conf"), settings).unwrap();
        std::fs::write(folder.path().join("cups-files.conf"), files).unwrap();
        let server = {
            let _alone = STARTING.lock().unwrap();
            Command::new(cupsd)
                .arg("-f")
                .arg("-c")
                .arg(folder.path().join("cupsd.conf"))
                .arg("-s")
                .arg(folder.path().join("cups-files.conf"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        };
        let office = Self { folder, server };
        let socket = office.socket();
        wait_for("CUPS to listen", || Path::new(&socket).exists());
        Some(office)
    }

    fn socket(&self) -> String {
        self.folder.path().join("cups.sock").display().to_string()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn ask(&self, name: &str, arguments: &[&str]) -> String {
        let output = {
            let _alone = STARTING.lock().unwrap();
            let programs = [format!("/usr/sbin/{name}"), format!("/usr/bin/{name}")];
            let found = programs.iter().find(|path| Path::new(path).exists());
            Command::new(found.unwrap_or(&programs[1]))
                .args(arguments)
                .env("CUPS_SERVER", self.socket())
                .env("LC_ALL", "C")
                .output()
                .unwrap()
        };
        format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
    }

    /// A printer at the other end of a wire: what it is sent comes in by parts.
    fn add_wire_printer(&self, name: &str) -> Receiver<Vec<u8>> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for mut wire in listener.incoming().flatten() {
                let mut bytes = Vec::new();
                // What came before the wire was cut is what was printed.
                let _ = wire.read_to_end(&mut bytes);
                if sender.send(bytes).is_err() {
                    return;
                }
            }
        });
        let device = format!("socket://127.0.0.1:{port}/?waiteof=false");
        self.ask("lpadmin", &["-p", name, "-E", "-v", &device, "-m", "raw"]);
        receiver
    }

    fn printer(&self) -> SystemPrinter {
        SystemPrinter {
            server: Some(self.socket()),
            ..SystemPrinter::default()
        }
    }

    fn page(&self) -> PathBuf {
        let pdf = filled(&laid_out_as("album", &page(2)), 50.0, true)
            .pdf()
            .unwrap();
        let path = self.path("page.pdf");
        std::fs::write(&path, pdf).unwrap();
        path
    }
}

fn wait_for(what: &str, mut there: impl FnMut() -> bool) {
    let start = Instant::now();
    while !there() {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "waited in vain for {what}"
        );
        std::thread::sleep(Duration::from_millis(40));
    }
}

fn job(printer: &str) -> PrintJob {
    PrintJob {
        printer: Some(printer.to_owned()),
        copies: 2,
        paper: Paper::A4,
        landscape: false,
        colour: false,
    }
}

#[test]
fn a_page_goes_through_a_real_cups_as_it_is() {
    let Some(office) = Office::open() else {
        return;
    };
    assert_eq!(office.printer().list(), Err(PrintError::NoPrinter));
    let kitchen = office.add_wire_printer("Kitchen");
    office.add_wire_printer("Study");
    office.ask("lpadmin", &["-d", "Study"]);
    let names: Vec<_> = office
        .printer()
        .list()
        .unwrap()
        .into_iter()
        .map(|printer| (printer.name, printer.is_default))
        .collect();
    assert_eq!(
        names,
        [("Study".to_owned(), true), ("Kitchen".to_owned(), false)]
    );

    let pdf = office.page();
    office.printer().print(&pdf, &job("Kitchen")).unwrap();
    let patience = Duration::from_secs(60);
    let sent = kitchen.recv_timeout(patience).expect("the page");
    let page = std::fs::read(&pdf).unwrap();
    assert!(
        sent.starts_with(&page),
        "what is sent is the page, byte for byte"
    );
    assert_eq!(sent.len(), page.len() * 2, "two copies");
    let log = std::fs::read_to_string(office.path("log/access")).unwrap();
    assert!(
        log.contains("Print-Job") || log.contains("Send-Document"),
        "{log}"
    );
}

#[test]
fn closed_queues_and_printers_that_are_gone_are_told_in_plain_words() {
    let Some(office) = Office::open() else {
        return;
    };
    office.add_wire_printer("Kitchen");
    let pdf = office.page();
    office.ask("cupsreject", &["Kitchen"]);
    let error = office.printer().print(&pdf, &job("Kitchen")).unwrap_err();
    assert_eq!(error, PrintError::NotAccepting("Kitchen".to_owned()));
    assert!(error.to_string().contains("takes no pages at the moment"));
    office.ask("cupsaccept", &["Kitchen"]);
    office.printer().print(&pdf, &job("Kitchen")).unwrap();
    assert_eq!(
        office.printer().print(&pdf, &job("Attic")),
        Err(PrintError::UnknownPrinter("Attic".to_owned()))
    );
    // The server goes away.
    let printer = office.printer();
    drop(office);
    let gone = printer.list().unwrap_err();
    assert_eq!(gone, PrintError::NoPrinter);
}

/// Where the PDF printer puts what it made: it has no other way to be told.
fn pdf_folders() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("/var/spool/cups-pdf/ANONYMOUS")];
    if let Some(home) = std::env::var_os("HOME") {
        folders.push(PathBuf::from(home).join("PDF"));
    }
    folders
}

fn printed_pages() -> Vec<PathBuf> {
    pdf_folders()
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect()
}

#[test]
fn a_pdf_printer_prints_the_page_on_the_paper_it_was_made_for() {
    let backend = program(&["/usr/lib/cups/backend/cups-pdf"]);
    let Some(office) = backend.and_then(|_| Office::open()) else {
        println!("skipped: no PDF printer is installed (on Debian: printer-driver-cups-pdf)");
        return;
    };
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt;
        own.uid() == 0
    });
    if !is_root {
        println!("skipped: the PDF printer works for a CUPS of the system administrator only");
        return;
    }
    let model = "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd";
    office.ask(
        "lpadmin",
        &["-p", "Paper", "-E", "-v", "cups-pdf:/", "-m", model],
    );
    let before = printed_pages();
    let had_folder: Vec<_> = pdf_folders().into_iter().filter(|f| f.exists()).collect();
    let pdf = office.page();
    let one = PrintJob {
        copies: 1,
        landscape: false,
        colour: true,
        ..job("Paper")
    };
    office.printer().print(&pdf, &one).unwrap();
    let new = || {
        printed_pages()
            .into_iter()
            .find(|path| !before.contains(path))
    };
    wait_for("the printed page", || {
        office
            .ask("lpstat", &["-W", "completed", "-o"])
            .contains("Paper-1")
            && new().is_some()
    });
    let printed = new().unwrap();
    let bytes = std::fs::read(&printed).unwrap();
    // Nothing of the test stays behind.
    std::fs::remove_file(&printed).unwrap();
    for folder in pdf_folders()
        .into_iter()
        .filter(|f| !had_folder.contains(f))
    {
        let _ = std::fs::remove_dir(folder);
    }
    let Some(info) = crate::support::tool_text("pdfinfo", &[], &bytes) else {
        return;
    };
    assert!(info.contains("Pages:           1\n"), "{info}");
    assert!(info.contains("595") && info.contains("842"), "A4: {info}");
    // The printer made its own letters and pictures of it; it is the same page.
    let picture = |bytes: &[u8]| {
        let file = office.path("seen.pdf");
        std::fs::write(&file, bytes).unwrap();
        let png = crate::support::tool("pdftoppm", &["-r", "40", "-png", "-singlefile"], &file)?;
        Some(image::load_from_memory(&png).unwrap().to_rgb8())
    };
    let (Some(ours), Some(theirs)) = (picture(&std::fs::read(&pdf).unwrap()), picture(&bytes))
    else {
        return;
    };
    let apart = |other: &image::RgbImage| -> f64 {
        let pairs = ours.pixels().zip(other.pixels());
        let sum: u64 = pairs
            .flat_map(|(a, b)| a.0.into_iter().zip(b.0))
            .map(|(a, b)| u64::from(a.abs_diff(b)))
            .sum();
        sum as f64 / (ours.as_raw().len() as f64)
    };
    assert_eq!(ours.dimensions(), theirs.dimensions());
    let same = apart(&theirs);
    let upside_down = apart(&image::imageops::rotate180(&theirs));
    assert!(
        same < 8.0 && upside_down > same * 2.0,
        "{same}, turned {upside_down}"
    );
}

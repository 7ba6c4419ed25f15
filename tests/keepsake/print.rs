//! Printing, with programs that only pretend to be CUPS.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::support::STARTING;
use smilekeep::domain::Paper;
use smilekeep::keepsake::{PrintError, PrintJob, Printer, SystemPrinter};

/// One pretended office at a time: a program that is being written while
/// another test starts one would be "busy".
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

struct Office {
    folder: tempfile::TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Office {
    /// A folder of programs, each a few lines of shell.
    fn new(programs: &[(&str, &str)]) -> Self {
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let _no_other_starts = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, script) in programs {
            let file = folder.path().join(name);
            std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
        }
        Self {
            folder,
            _alone: alone,
        }
    }

    fn printer(&self) -> SystemPrinter {
        SystemPrinter {
            bin_dir: Some(self.folder.path().to_owned()),
            server: None,
            time_out: Duration::from_secs(10),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn pdf(&self, name: &str) -> PathBuf {
        let file = self.path(name);
        std::fs::write(&file, "%PDF-1.7").unwrap();
        file
    }
}

const TWO_PRINTERS: &str = r#"case "$1" in
-e) echo Study; echo Kitchen;;
-d) echo "system default destination: Study";;
esac"#;

const NO_PRINTER: &str = r#"case "$1" in
-d) echo "no system default destination";;
esac"#;

fn job(printer: Option<&str>) -> PrintJob {
    PrintJob {
        printer: printer.map(str::to_owned),
        copies: 2,
        paper: Paper::A4,
        landscape: false,
        colour: true,
    }
}

/// `lp` that writes each argument on a line of its own.
fn noting(file: &Path) -> String {
    format!(
        "for a in \"$@\"; do printf '%s\\n' \"$a\" >> '{}'; done",
        file.display()
    )
}

#[test]
fn printers_are_listed_with_the_default_first() {
    let office = Office::new(&[("lpstat", TWO_PRINTERS)]);
    let printers = office.printer().list().unwrap();
    let names: Vec<_> = printers
        .iter()
        .map(|p| (p.name.as_str(), p.is_default))
        .collect();
    assert_eq!(names, [("Study", true), ("Kitchen", false)]);
}

#[test]
fn without_a_printer_the_way_out_is_named() {
    let programs: [&[(&str, &str)]; 2] = [&[("lpstat", NO_PRINTER)], &[]];
    for programs in programs {
        let office = Office::new(programs);
        let pdf = office.pdf("page.pdf");
        assert_eq!(office.printer().list(), Err(PrintError::NoPrinter));
        let error = office.printer().print(&pdf, &job(None)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "No printer is set up on this computer. Save the page as PDF instead and print it elsewhere."
        );
    }
}

#[test]
fn a_job_reaches_lp_word_for_word() {
    let note = tempfile::NamedTempFile::new().unwrap();
    let office = Office::new(&[("lpstat", TWO_PRINTERS), ("lp", &noting(note.path()))]);
    // A name that a shell would trip over.
    let pdf = office.pdf("Mina's \"page\" $(touch hacked); & 1.pdf");
    office.printer().print(&pdf, &job(Some("Kitchen"))).unwrap();
    let told = std::fs::read_to_string(note.path()).unwrap();
    let expected = [
        "-d",
        "Kitchen",
        "-n",
        "2",
        "-o",
        "media=A4",
        "-o",
        "print-color-mode=color",
        "-t",
        "Smilekeep page",
    ];
    let mut lines: Vec<_> = told.lines().collect();
    assert_eq!(lines.pop(), pdf.to_str());
    assert_eq!(lines, expected);
    assert!(!office.path("hacked").exists());
}

#[test]
fn letter_and_too_many_copies_are_translated() {
    let note = tempfile::NamedTempFile::new().unwrap();
    let office = Office::new(&[("lpstat", TWO_PRINTERS), ("lp", &noting(note.path()))]);
    let pdf = office.pdf("page.pdf");
    let job = PrintJob {
        printer: None,
        copies: 100_000,
        paper: Paper::UsLetter,
        landscape: false,
        colour: false,
    };
    office.printer().print(&pdf, &job).unwrap();
    let told = std::fs::read_to_string(note.path()).unwrap();
    assert!(told.contains("media=Letter\n") && told.contains("-n\n99\n"));
    assert!(!told.contains("-d\n"), "the system's default needs no name");
}

#[test]
fn what_lp_says_is_passed_on() {
    let refuses = "echo 'lp: The printer is out of paper.' >&2; exit 1";
    let office = Office::new(&[("lpstat", TWO_PRINTERS), ("lp", refuses)]);
    let error = office
        .printer()
        .print(&office.pdf("page.pdf"), &job(None))
        .unwrap_err();
    assert_eq!(
        error,
        PrintError::Refused("The printer is out of paper.".into())
    );
}

#[test]
fn a_printer_that_is_gone_and_a_page_that_is_gone_are_told_apart() {
    let office = Office::new(&[("lpstat", TWO_PRINTERS), ("lp", "exit 0")]);
    let pdf = office.pdf("page.pdf");
    assert_eq!(
        office.printer().print(&pdf, &job(Some("Attic"))),
        Err(PrintError::UnknownPrinter("Attic".into()))
    );
    let gone = office.path("gone.pdf");
    assert_eq!(
        office.printer().print(&gone, &job(None)),
        Err(PrintError::NoFile(gone))
    );
}

#[test]
fn a_printing_system_that_hangs_is_given_up_on() {
    let office = Office::new(&[("lpstat", "sleep 30")]);
    let mut printer = office.printer();
    printer.time_out = Duration::from_millis(200);
    let started = Instant::now();
    assert_eq!(printer.list(), Err(PrintError::TimedOut));
    assert!(started.elapsed() < Duration::from_secs(8));
}

#[test]
fn a_printing_system_that_talks_too_much_does_not_block() {
    let office = Office::new(&[(
        "lpstat",
        "if [ \"$1\" = -e ]; then yes Printer | head -c 300000; fi",
    )]);
    let printers = office.printer().list().unwrap();
    assert!(printers.len() <= 2, "the same name counts once");
}

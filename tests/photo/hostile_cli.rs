//! Hostile files through the real program: imported or refused in a sentence
//! that names them, quickly, in bounded memory, without a word of panic.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::common::{corpus, files_below};
use crate::drawn_hostile;

/// Longest time for one file. Counted in processor time, because other tests
/// run beside this one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Longest time by the clock: what does not end, hangs.
const CLOCK: Duration = Duration::from_secs(40);

/// Most memory for the program and its helper together, in KiB.
const MEMORY_KIB: u64 = 512 << 10;

/// What came of one run.
struct Run {
    file: PathBuf,
    code: Option<i32>,
    words: String,
    took: Duration,
    /// Processor time of the program and its helper.
    work: Duration,
    peak_kib: u64,
}

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let done = home
            .command(&["baby", "add", "Mina", "--born", "2026-06-24"])
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        home
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let home = self.0.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_smilekeep"));
        command
            .arg("--library")
            .arg(home.join("library"))
            .args(arguments)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("HOME", home)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    fn add(&self, file: &Path) -> Run {
        let start = Instant::now();
        let mut child = self
            .command(&["add", file.to_str().unwrap()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut peaks = Peaks::default();
        // Too little is said here to fill a pipe.
        while child.try_wait().unwrap().is_none() && start.elapsed() < CLOCK {
            peaks.look(child.id());
            std::thread::sleep(Duration::from_millis(2));
        }
        let took = start.elapsed();
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        Run {
            file: file.to_owned(),
            code: output.status.code(),
            words: String::from_utf8_lossy(&output.stderr).into_owned(),
            took,
            work: peaks.work.values().sum(),
            peak_kib: peaks.own + peaks.helper,
        }
    }
}

/// The most memory seen of the program and of its largest helper, and the work
/// each process did. The system keeps both while a process lives, so only its
/// last 2 ms are missed.
#[derive(Default)]
struct Peaks {
    own: u64,
    helper: u64,
    work: BTreeMap<String, Duration>,
}

impl Peaks {
    fn look(&mut self, pid: u32) {
        let own = pid.to_string();
        self.own = self.own.max(peak_of(&own));
        self.note_work(&own);
        let tasks = fs::read_dir(format!("/proc/{pid}/task"));
        for task in tasks.into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            for child in children.split_whitespace() {
                self.helper = self.helper.max(peak_of(child));
                self.note_work(child);
            }
        }
    }

    fn note_work(&mut self, pid: &str) {
        // Behind the name in brackets: user and system time are the 12th and
        // 13th numbers, in hundredths of a second.
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let ticks: u64 = stat
            .rsplit(')')
            .next()
            .into_iter()
            .flat_map(|rest| rest.split_whitespace().skip(11).take(2))
            .filter_map(|word| word.parse::<u64>().ok())
            .sum();
        let work = self.work.entry(pid.to_owned()).or_default();
        *work = (*work).max(Duration::from_millis(ticks * 10));
    }
}

fn peak_of(pid: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// All that a file did wrong.
fn faults(run: &Run) -> Vec<String> {
    let name = run.file.file_name().unwrap().to_string_lossy();
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{}: {what}", run.file.display()));
    match run.code {
        Some(0) => {}
        Some(1) => {
            let sentence = run.words.lines().find(|line| line.contains(&*name));
            if sentence.is_none_or(|line| line.len() < name.len() + 20) {
                fault(format!("refused without a reason: {:?}", run.words));
            }
        }
        other => fault(format!("ended with {other:?}: {:?}", run.words)),
    }
    for word in ["panicked", "RUST_BACKTRACE", "memory allocation", "Aborted"] {
        if run.words.contains(word) {
            fault(format!("a parent reads {word:?}: {:?}", run.words));
        }
    }
    if run.work > PATIENCE || run.took > CLOCK {
        fault(format!("took {:?}, {:?} of work", run.took, run.work));
    }
    if run.peak_kib > MEMORY_KIB {
        fault(format!("took {} MiB of memory", run.peak_kib / 1024));
    }
    faults
}

/// Adds each file in a run of its own, two at a time, and tells which were
/// slowest and largest.
fn try_all(files: &[PathBuf]) {
    let runs = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let home = Home::new();
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    runs.lock().unwrap().push(home.add(file));
                }
            });
        }
    });
    let mut runs = runs.into_inner().unwrap();
    assert_eq!(runs.len(), files.len());
    runs.sort_by_key(|run| std::cmp::Reverse(run.work));
    for run in runs.iter().take(5) {
        println!(
            "{:>8.0?} {:>8.0?} {}",
            run.work,
            run.took,
            run.file.display()
        );
    }
    runs.sort_by_key(|run| std::cmp::Reverse(run.peak_kib));
    for run in runs.iter().take(5) {
        println!("{:>5} MiB {}", run.peak_kib / 1024, run.file.display());
    }
    let added = runs.iter().filter(|run| run.code == Some(0)).count();
    println!("{added} added, {} refused", runs.len() - added);
    let faults: Vec<_> = runs.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn hostile_files_drawn_here_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = drawn_hostile::all()
        .into_iter()
        .map(|(name, bytes)| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        })
        .collect();
    try_all(&files);
}

#[test]
fn hostile_files_of_strangers_do_no_harm() {
    let Some(folder) = corpus("hostile") else {
        return;
    };
    try_all(&files_below(&folder));
}

#[test]
fn unusual_files_of_strangers_do_no_harm() {
    let Some(folder) = corpus("formats") else {
        return;
    };
    try_all(&files_below(&folder));
}

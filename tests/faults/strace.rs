//! The program under strace, which lets a call fail or ends the program at it.

use std::process::{Command, Output};
use std::sync::OnceLock;

use super::scene::{Play, Stage};

/// What changes a disk.
pub const CALLS: [&str; 10] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename",
    "linkat",
    "unlink",
    "mkdir",
    "ftruncate",
    "openat",
];

/// Whether strace can be used here; says so once if not.
pub fn there() -> bool {
    static THERE: OnceLock<bool> = OnceLock::new();
    *THERE.get_or_init(|| {
        let works = Command::new("strace")
            .args(["-f", "-qq", "-o", "/dev/null", "true"])
            .output()
            .is_ok_and(|output| output.status.success());
        if !works {
            println!("left out: strace is not installed or may not trace here");
        }
        works
    })
}

/// Runs a scene with something happening at the `count`-th such call.
pub fn struck(play: &Play, stage: &Stage, call: &str, count: usize, blow: &str) -> Output {
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null"])
        .arg("-e")
        .arg(format!("trace={call}"))
        .arg("-e")
        .arg(format!("inject={call}:{blow}:when={count}"))
        .arg(env!("CARGO_BIN_EXE_smilekeep"))
        .arg("--library")
        .arg(stage.library())
        .args(play.words(stage));
    stage.quiet(&mut command);
    command.output().unwrap()
}

/// How often each call is made, by the thread that makes it most often.
pub fn counts(play: &Play) -> Vec<(&'static str, usize)> {
    let stage = play.stage();
    let log = stage.root().join("calls");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o"])
        .arg(&log)
        .arg("-e")
        .arg(format!("trace={}", CALLS.join(",")))
        .arg(env!("CARGO_BIN_EXE_smilekeep"))
        .arg("--library")
        .arg(stage.library())
        .args(play.words(&stage));
    stage.quiet(&mut command);
    assert!(command.output().unwrap().status.success());
    let text = String::from_utf8_lossy(&std::fs::read(&log).unwrap()).into_owned();
    CALLS
        .iter()
        .map(|call| {
            let mut threads = std::collections::HashMap::<&str, usize>::new();
            for line in text.lines() {
                let mut words = line.splitn(2, ' ');
                let thread = words.next().unwrap_or_default();
                if words
                    .next()
                    .is_some_and(|rest| rest.trim_start().starts_with(&format!("{call}(")))
                {
                    *threads.entry(thread).or_default() += 1;
                }
            }
            (*call, threads.values().copied().max().unwrap_or(0))
        })
        .collect()
}

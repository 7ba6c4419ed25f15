//! Several starts at once, and what a killed program leaves locked.

use std::process::Stdio;

use smilekeep::store::Library;

use super::scene::{Play, Scene, facts};

#[test]
fn ten_starts_at_once() {
    let play = Play::new(Scene::Milestone);
    let stage = play.stage();
    let children: Vec<_> = (0..10)
        .map(|number| {
            let title = format!("Milestone {number}");
            let words = ["milestone", "add", &title, "--date", "2026-09-01"].map(str::to_owned);
            stage
                .command(&stage.library(), &words)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let (mut done, mut refused) = (Vec::new(), 0);
    for (number, child) in children.into_iter().enumerate() {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => done.push(number),
            Some(1) => {
                assert!(said.contains("already open"), "{said}");
                refused += 1;
            }
            other => panic!("{other:?}: {said}"),
        }
    }
    assert!(!done.is_empty());
    let found = facts(&stage.library()).unwrap();
    for number in 0..10 {
        let there = found.contains(&format!("milestone Milestone {number} 2026-09-01"));
        assert_eq!(there, done.contains(&number), "start {number}");
    }
    println!(
        "ten starts at once: {} had their turn, {refused} were told who has it open",
        done.len()
    );
}

#[test]
fn a_killed_program_locks_nobody_out() {
    let play = Play::new(Scene::Milestone);
    let stage = play.stage();
    let lock = stage.library().join(".lock");
    for _ in 0..5 {
        let mut child = play
            .command(&stage)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until it has the lock, or is through.
        let begun = std::time::Instant::now();
        while !lock.exists() && begun.elapsed().as_secs() < 5 {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(Library::open(&stage.library()).unwrap());
    }
    // A lock file of a computer that went off long ago.
    std::fs::write(&lock, b"").unwrap();
    let output = play.command(&stage).output().unwrap();
    assert!(output.status.success());
}

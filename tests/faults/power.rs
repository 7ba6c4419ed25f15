//! The power fails at any moment.
//!
//! A run is recorded call by call; from the record every state is built that a
//! cut may leave, and the program is started on it. What SQLite writes and what
//! is written beside it are treated alike.

use std::time::{Duration, Instant};

use super::replay::{Cut, Disk};
use super::scene::{Play, Scene, Stage};
use super::trace::Asked;
use super::{long, strace, trace};

#[test]
fn the_power_fails_at_any_moment() {
    if !strace::there() {
        return;
    }
    let begun = Instant::now();
    let (mut states, mut slowest) = (0, Duration::ZERO);
    for scene in Scene::ALL {
        let play = Play::new(scene);
        let stage = play.stage();
        let mut disk = Disk::of(stage.root());
        let asked = trace::of(&play, &stage);
        assert!(asked.len() > 5, "{scene:?} wrote nothing");
        let step = if long() { 1 } else { asked.len().div_ceil(4) };
        let mut of_scene = 0;
        for (number, one) in asked.iter().enumerate() {
            disk.ask(one);
            if number % step != step - 1 {
                continue;
            }
            let cut = Cut::of(number + states);
            let left = Stage::empty();
            disk.cut(cut, stage.root(), left.root());
            let what = format!("power cut after call {number} of {} ({cut:?})", asked.len());
            slowest = slowest.max(play.judge(&left, disk.told, &what));
            of_scene += 1;
        }
        assert!(disk.told);
        println!("{scene:?}: {of_scene} power cuts");
        states += of_scene;
    }
    println!(
        "{states} states after power cuts, nothing lost; slowest restart {slowest:?}; {:?} in all",
        begun.elapsed()
    );
}

/// The test itself: on a disk that says “written” and is not, it must find what
/// was lost. Each kind of call that is waited for is left out in turn.
#[test]
fn a_disk_that_lies_is_found_out() {
    if !strace::there() {
        return;
    }
    let play = Play::new(Scene::Add);
    let stage = play.stage();
    let fresh = Disk::of(stage.root());
    let asked = trace::of(&play, &stage);
    let lost = |heeds: &dyn Fn(&Disk, &Asked) -> bool| {
        let mut disk = fresh.clone();
        for one in &asked {
            if heeds(&disk, one) {
                disk.ask(one);
            }
        }
        let left = Stage::empty();
        disk.cut(Cut::Everything, stage.root(), left.root());
        let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            play.judge(&left, true, "a lying disk")
        }));
        judged.is_err()
    };
    assert!(!lost(&|_, _| true), "an honest disk loses nothing");
    // Its own words are no fault of this test's.
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let files = lost(&|disk, one| !matches!(one, Asked::Sync { file } if !disk.is_folder(*file)));
    let folders = lost(&|disk, one| !matches!(one, Asked::Sync { file } if disk.is_folder(*file)));
    std::panic::set_hook(quiet);
    assert!(
        files,
        "a disk that does not keep contents was not found out"
    );
    assert!(folders, "a disk that does not keep names was not found out");
}

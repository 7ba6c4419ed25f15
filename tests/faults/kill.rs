//! Ended in the middle, at every single call and at any moment.

use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::scene::{Play, Scene};
use super::{long, places, strace};

const KILLED: i32 = 9;

#[test]
fn killed_at_every_call() {
    if !strace::there() {
        return;
    }
    let begun = Instant::now();
    let (mut kills, mut slowest) = (0, Duration::ZERO);
    for scene in Scene::ALL {
        let play = Play::new(scene);
        let mut of_scene = 0;
        for (call, count) in strace::counts(&play) {
            // Opening changes nothing but by making a file, which the calls
            // after it cover.
            if call == "openat" {
                continue;
            }
            for number in places(count) {
                let stage = play.stage();
                let output = strace::struck(&play, &stage, call, number, "signal=KILL");
                // strace ends itself the way its program ended.
                let killed = output.status.signal() == Some(KILLED);
                let told = output.status.success() || !output.stdout.is_empty();
                let what = format!("killed at {call} {number}");
                slowest = slowest.max(play.judge(&stage, told, &what));
                of_scene += usize::from(killed);
            }
        }
        assert!(of_scene > 0, "{scene:?} was never killed");
        kills += of_scene;
        println!("{scene:?}: {of_scene} kills");
    }
    println!(
        "{kills} kills at single calls, nothing lost; slowest restart {slowest:?}; {:?} in all",
        begun.elapsed()
    );
}

#[test]
fn killed_at_any_moment() {
    let wanted = if long() { 1000 } else { 20 };
    let plays: Vec<_> = [
        Scene::Add,
        Scene::EditEntry,
        Scene::Migrate(1),
        Scene::Backup,
        Scene::Restore,
    ]
    .map(Play::new)
    .into();
    // The length of each, so that kills fall inside of it.
    let lengths: Vec<_> = plays
        .iter()
        .map(|play| {
            let stage = play.stage();
            let begun = Instant::now();
            play.command(&stage).output().unwrap();
            begun.elapsed()
        })
        .collect();
    let (mut kills, mut slowest) = (0, Duration::ZERO);
    let mut seed = 0x9e37_79b9_u64;
    let mut runs = 0;
    while kills < wanted {
        assert!(runs < wanted * 3, "only {kills} of {runs} fell inside");
        let at = runs % plays.len();
        runs += 1;
        let (play, length) = (&plays[at], lengths[at]);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let share = (seed >> 33) as f64 / f64::from(u32::MAX >> 1);
        let stage = play.stage();
        let mut child = play
            .command(&stage)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(length.mul_f64(share * 1.1));
        // Over already is fine.
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        kills += usize::from(output.status.signal() == Some(KILLED));
        let told = output.status.success() || !output.stdout.is_empty();
        slowest = slowest.max(play.judge(&stage, told, &format!("killed after {share}")));
    }
    println!(
        "{kills} kills at random moments of {runs} runs, nothing lost; slowest restart {slowest:?}"
    );
}

//! Every call to the disk fails once.

use std::time::Instant;

use super::scene::{Play, Scene};
use super::{places, strace};

#[test]
fn every_call_fails_once() {
    if !strace::there() {
        return;
    }
    let begun = Instant::now();
    let (mut tried, mut refused) = (0, 0);
    for scene in Scene::ALL {
        let play = Play::new(scene);
        let mut of_scene = (0, 0);
        for (call, count) in strace::counts(&play) {
            for error in ["EIO", "ENOSPC"] {
                for number in places(count) {
                    let stage = play.stage();
                    let blow = format!("error={error}");
                    let output = strace::struck(&play, &stage, call, number, &blow);
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    let what = format!("{error} at {call} {number}");
                    let code = output.status.code().unwrap_or(-1);
                    // The system could not even load the program.
                    if code == 127 || said.contains("error while loading shared libraries") {
                        continue;
                    }
                    let told = code == 0;
                    assert!(
                        !said.contains("panicked"),
                        "{scene:?}, {what}: it fell over: {said}"
                    );
                    if !told {
                        assert!(
                            matches!(code, 1 | 3) || code == 4 && scene == Scene::Heal,
                            "{scene:?}, {what}: ended with {code}: {said}"
                        );
                        // Photos that were refused are named on the output.
                        let words = if code == 1 && !said.is_empty() {
                            said.clone()
                        } else {
                            String::from_utf8_lossy(&output.stdout).into_owned()
                        };
                        assert!(
                            is_plain(&words) || call == "write" && said.is_empty(),
                            "{scene:?}, {what}: no plain sentence: {words:?}"
                        );
                        of_scene.1 += 1;
                    }
                    play.judge(&stage, told, &what);
                    of_scene.0 += 1;
                }
            }
        }
        println!("{scene:?}: {} failures, {} told", of_scene.0, of_scene.1);
        tried += of_scene.0;
        refused += of_scene.1;
    }
    println!(
        "{tried} calls failed once: {refused} told in a sentence, the others made good; {:?} in all",
        begun.elapsed()
    );
}

/// Words, an end, and nothing of a programmer's.
fn is_plain(words: &str) -> bool {
    let last = words.trim().lines().last().unwrap_or_default();
    last.ends_with(['.', '”', '}', ']']) && !words.contains("Os {") && !words.contains("Error(")
}

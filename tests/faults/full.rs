//! No room, no right to write, or a drive that turned read-only.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::long;
use super::scene::{Play, Scene, Stage, copy_folder};

/// A small disk in memory; gone when dropped.
struct Disk {
    stage: Stage,
}

impl Disk {
    /// `None`, said once, where none may be mounted.
    fn new(bytes: u64) -> Option<Self> {
        let stage = Stage::empty();
        let mounted = Command::new("mount")
            .args([
                "-t",
                "tmpfs",
                "-o",
                &format!("size={bytes}"),
                "smilekeep-test",
            ])
            .arg(stage.root())
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            println!("left out: only root may mount a small disk");
            return None;
        }
        Some(Self { stage })
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(self.stage.root())
            .status()
            .unwrap();
        assert!(done.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.stage.root()).status();
    }
}

/// Bytes that a folder takes on such a disk.
fn room(folder: &Path) -> u64 {
    const PAGE: u64 = 4096;
    // A folder takes nothing of a disk in memory.
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        bytes += if about.is_dir() {
            room(&entry.path())
        } else {
            about.len().div_ceil(PAGE) * PAGE
        };
    }
    bytes
}

/// What a program said must be one plain sentence, unless all went well.
fn judge_words(output: &std::process::Output, what: &str) -> bool {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{what}: {said}");
    match output.status.code() {
        Some(0) => true,
        Some(1 | 3) => {
            let all = said + &String::from_utf8_lossy(&output.stdout);
            assert!(all.trim().ends_with(['.', '}', '”']), "{what}: {all:?}");
            assert!(!all.contains("Os {"), "{what}: {all}");
            false
        }
        other => panic!("{what}: ended with {other:?}: {said}"),
    }
}

#[test]
fn a_full_disk_at_any_size() {
    let scenes = [
        Scene::Add,
        Scene::EditEntry,
        Scene::Milestone,
        Scene::Snapshot,
        Scene::Migrate(1),
        Scene::Backup,
        Scene::Restore,
        Scene::Repair,
    ];
    let sizes: u64 = if long() { 20 } else { 4 };
    let (mut tried, mut refused) = (0, 0);
    for scene in scenes {
        let play = Play::new(scene);
        let stage = play.stage();
        let least = room(stage.root());
        // From no room at all to more than enough.
        for number in 0..sizes {
            let Some(disk) = Disk::new(least + number * (600_000 / sizes)) else {
                return;
            };
            copy_folder(stage.root(), disk.stage.root());
            let what = format!(
                "{scene:?} with room for {} bytes",
                number * (600_000 / sizes)
            );
            let output = play.command(&disk.stage).output().unwrap();
            let told = judge_words(&output, &what);
            refused += usize::from(!told);
            tried += 1;
            // Room is made, and the same is tried again.
            disk.remount("size=64m");
            play.judge(&disk.stage, told, &what);
        }
    }
    assert!(refused > 0, "no disk was ever full");
    println!(
        "{tried} commands on disks that were nearly full: {refused} refused in a sentence, all right once there was room"
    );
}

#[test]
fn a_disk_that_turned_read_only() {
    let mut tried = 0;
    for scene in [
        Scene::Add,
        Scene::EditEntry,
        Scene::Backup,
        Scene::Migrate(2),
        Scene::Repair,
    ] {
        let play = Play::new(scene);
        let Some(disk) = Disk::new(64 << 20) else {
            return;
        };
        copy_folder(play.stage().root(), disk.stage.root());
        disk.remount("ro");
        let what = format!("{scene:?} on a read-only disk");
        let output = play.command(&disk.stage).output().unwrap();
        assert!(
            !judge_words(&output, &what),
            "{what}: told that it was done"
        );
        // Looking goes on.
        if !matches!(scene, Scene::Repair | Scene::Migrate(_)) {
            let listed = disk.stage.run(&["list", "--json"]);
            assert!(
                listed.status.success(),
                "{what}: {}",
                String::from_utf8_lossy(&listed.stderr)
            );
        }
        disk.remount("rw");
        play.judge(&disk.stage, false, &what);
        tried += 1;
    }
    println!(
        "{tried} commands on a read-only disk: each refused in a sentence, all right once it could be written"
    );
}

/// While the program runs with the library open.
#[test]
fn a_disk_that_fills_up_under_an_open_window() {
    use smilekeep::store::{self, Library};
    let play = Play::new(Scene::EditEntry);
    let Some(disk) = Disk::new(64 << 20) else {
        return;
    };
    copy_folder(play.stage().root(), disk.stage.root());
    let root = disk.stage.library();
    {
        let library = Library::open(&root).unwrap();
        let mut connection = library.connect().unwrap();
        let entries = store::entry::list(&connection, None).unwrap();
        let entry = entries
            .iter()
            .find(|entry| entry.fields.note == "Old words")
            .unwrap();
        let mut change = |words: &str| {
            let mut fields = entry.fields.clone();
            fields.note = words.to_owned();
            store::in_transaction(&mut connection, |tx| {
                store::entry::update(tx, entry.id, &fields, entry.updated_at)
            })
        };
        change("Old words").unwrap();
        // No byte more: an open file feels that at once. (No disk turns read-only
        // under a file open for writing but by a fault of its own.)
        disk.remount(&format!("size={}", room(disk.stage.root())));
        let long = "Words ".repeat(60_000);
        let error = change(&long).unwrap_err().sentence();
        assert!(error.contains("disk is full"), "{error}");
        disk.remount("size=64m");
        change("Old words").unwrap();
    }
    play.judge(
        &disk.stage,
        false,
        "a disk that gave way under an open window",
    );
}

/// Files that nobody may change (`chattr +i`), where the disk knows that.
#[test]
fn files_that_cannot_be_changed() {
    struct Immutable(Vec<PathBuf>);
    impl Drop for Immutable {
        fn drop(&mut self) {
            let _ = Command::new("chattr").arg("-i").args(&self.0).output();
        }
    }
    let play = Play::new(Scene::Add);
    let on_disk = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let stage = play.stage().moved_to(on_disk);
    let journal = ["journal.sqlite", "journal.log"].map(|name| stage.library().join(name));
    let fixed = Immutable(journal.to_vec());
    let works = Command::new("chattr")
        .arg("+i")
        .args(&fixed.0)
        .output()
        .is_ok_and(|output| output.status.success());
    if !works {
        println!("left out: this disk knows no files that cannot be changed");
        return;
    }
    let output = play.command(&stage).output().unwrap();
    assert!(!judge_words(&output, "immutable"));
    drop(fixed);
    play.judge(&stage, false, "files that could not be changed");
    println!("a journal that could not be changed: refused in a sentence, all right afterwards");
}

//! Locked backups: what comes back with the passphrase, and what does not
//! without it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use smilekeep::archive::backup::{self, BackupError, BackupReport, Care};
use smilekeep::archive::locked::{self, Folder, Passphrase, Place};
use smilekeep::store::{self, Library};

use super::common::{Home, contents, now, photo_file, program, text};
use super::recovery::dump;

pub const WORDS: &str = "four quiet words tonight";

pub fn passphrase() -> Passphrase {
    Passphrase::new(WORDS.to_owned())
}

pub fn library(photos: u8) -> Home {
    let home = Home::new();
    for seed in 0..photos {
        add(&home, seed);
    }
    let library = Library::open(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let entry = store::entry::list(&connection, None).unwrap()[0].clone();
    let mut fields = entry.fields;
    fields.note = "a very private smile".to_owned();
    store::entry::update(&connection, entry.id, &fields, now()).unwrap();
    store::changes::append(&connection).unwrap();
    drop((connection, library));
    home
}

pub fn add(home: &Home, seed: u8) {
    let name = format!("IMG_202611{:02}_031455.jpg", seed + 1);
    let path = photo_file(home.outside(), &name, seed, None);
    let words = ["add", &path.display().to_string()];
    assert!(
        program(home.outside(), &home.root(), &words)
            .status
            .success()
    );
}

pub fn go_on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn make(
    home: &Home,
    place: &dyn Place,
    words: &Passphrase,
    day: i64,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<BackupReport, BackupError> {
    let library = Library::open_to_read(&home.root()).unwrap();
    let connection = library.connect().unwrap();
    let now = now() + chrono::Duration::days(day);
    locked::make(
        (&home.root(), &connection),
        (place, words),
        (now, Care::Lengths),
        step,
    )
}

pub fn originals(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    contents(&root.join("photos"))
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(root).unwrap().to_owned(), bytes))
        .collect()
}

#[test]
fn all_of_a_library_comes_back_with_the_passphrase_and_nothing_without() {
    let home = library(4);
    let to = home.outside().join("drive");
    let place = Folder::new(&to);
    let first = make(&home, &place, &passphrase(), 0, &mut go_on).unwrap();
    assert_eq!((first.copied, first.there), (4, 0));
    let before = contents(&to);
    add(&home, 9);
    let second = make(&home, &place, &passphrase(), 1, &mut go_on).unwrap();
    assert_eq!((second.copied, second.there), (1, 4));
    // What was there was not written again.
    for (path, bytes) in &before {
        assert_eq!(&fs::read(path).unwrap(), bytes);
    }

    // An onlooker finds no word, no picture and no known fingerprint.
    let vault = originals(&home.root());
    for (path, bytes) in contents(&to) {
        let name = path.display().to_string();
        if name.ends_with("SMILEKEEP-BACKUP") {
            continue;
        }
        let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
        assert!(
            !holds(b"private smile") && !holds(b"SQLite") && !holds(b"JFIF"),
            "{name}"
        );
        for original in vault.keys() {
            let hash = original.file_stem().unwrap().to_str().unwrap();
            assert!(!name.contains(hash) && !holds(hash.as_bytes()), "{name}");
        }
    }
    #[cfg(unix)]
    for path in contents(&to).keys() {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", path.display());
    }

    // Another passphrase: one sentence, and nothing is changed.
    let wrong = Passphrase::new("four loud words tonight".to_owned());
    let there = contents(&to);
    let refused = [
        make(&home, &place, &wrong, 2, &mut go_on).map(|_| ()),
        locked::check(&place, &wrong, &mut go_on).map(|_| ()),
        locked::restore(
            (&place, &wrong),
            &home.outside().join("no"),
            true,
            &mut go_on,
        )
        .map(|_| ()),
    ];
    for refused in refused {
        assert!(matches!(refused, Err(BackupError::WrongPassphrase)));
    }
    assert_eq!(contents(&to), there);
    assert!(!home.outside().join("no").exists());

    let rows = dump(&home.connection());
    let root = home.root();
    fs::remove_dir_all(&root).unwrap();
    let check = locked::check(&place, &passphrase(), &mut go_on).unwrap();
    assert_eq!((check.photos, check.findings.len()), (5, 0));
    let from = (&place as &dyn Place, &passphrase());
    let restored = locked::restore(from, &root, false, &mut go_on).unwrap();
    assert_eq!((restored.photos, restored.lost.len()), (5, 0));
    drop(Library::open(&root).unwrap());
    assert_eq!(dump(&home.connection()), rows);
    assert_eq!(originals(&root), vault);
    // It is the same library, so the same backup goes on.
    let third = make(&home, &place, &passphrase(), 3, &mut go_on).unwrap();
    assert_eq!((third.copied, third.there), (0, 5));
}

/// Any program that reads the age format will do.
#[test]
fn photos_can_be_had_without_this_program() {
    let home = library(1);
    let to = home.outside().join("drive");
    make(&home, &Folder::new(&to), &passphrase(), 0, &mut go_on).unwrap();
    let open = |path: &Path, identity: &dyn age::Identity| {
        let file = fs::File::open(path).unwrap();
        let mut bytes = Vec::new();
        age::Decryptor::new(file)
            .unwrap()
            .decrypt(std::iter::once(identity))
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    };
    let words = age::scrypt::Identity::new(SecretString::from(WORDS));
    let key = text(&open(&to.join("key.age"), &words));
    let key: age::x25519::Identity = key.trim().parse().unwrap();
    let sealed = contents(&to.join("photos"));
    let (path, _) = sealed.first_key_value().unwrap();
    let vault = originals(&home.root());
    assert_eq!(&open(path, &key), vault.first_key_value().unwrap().1);
}

#[test]
fn a_damaged_key_has_a_copy_and_other_damage_is_named() {
    let home = library(3);
    let to = home.outside().join("drive");
    let place = Folder::new(&to);
    make(&home, &place, &passphrase(), 0, &mut go_on).unwrap();
    let key = to.join("key.age");
    let good = fs::read(&key).unwrap();
    for damage in [&b"nonsense"[..], &good[..good.len() - 9]] {
        fs::write(&key, damage).unwrap();
        assert!(locked::check(&place, &passphrase(), &mut go_on).is_ok());
    }
    fs::write(&key, &good).unwrap();

    let mut flips = 0;
    for folder in ["photos", "journals"] {
        for (path, bytes) in contents(&to.join(folder)) {
            for at in [0, bytes.len() / 2, bytes.len() - 1] {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << (at % 8);
                fs::write(&path, &bad).unwrap();
                let report = locked::check(&place, &passphrase(), &mut go_on).unwrap();
                assert_eq!(report.findings.len(), 1, "{}", path.display());
                let name = path.file_name().unwrap().to_str().unwrap();
                assert!(report.findings[0].contains(name), "{:?}", report.findings);
                flips += 1;
            }
            fs::write(&path, &bytes).unwrap();
        }
    }
    println!("{flips} flipped bits, all named");

    // A damaged one is refused with its name; what is whole can be taken out;
    // the next backup that reads all mends it.
    let (path, _) = contents(&to.join("photos")).pop_first().unwrap();
    fs::write(&path, b"nonsense").unwrap();
    let into = home.outside().join("back");
    let from = (&place as &dyn Place, &passphrase());
    let refused = locked::restore(from, &into, false, &mut go_on);
    assert!(matches!(refused, Err(BackupError::NotWhole(_))));
    assert!(!into.exists());
    let restored = locked::restore(from, &into, true, &mut go_on).unwrap();
    assert_eq!((restored.photos, restored.lost.len()), (2, 1));
    let mended = make(&home, &place, &passphrase(), 1, &mut go_on).unwrap();
    assert_eq!((mended.copied, mended.there), (1, 2));
    let report = locked::check(&place, &passphrase(), &mut go_on).unwrap();
    assert_eq!(report.findings.len(), 0);
}

#[test]
fn an_interrupted_one_goes_on_and_counts_only_when_whole() {
    let home = library(4);
    let to = home.outside().join("drive");
    let place = Folder::new(&to);
    let mut stop = |done: usize, _: usize| {
        if done == 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = make(&home, &place, &passphrase(), 0, &mut stop);
    assert!(matches!(stopped, Err(BackupError::Cancelled)));
    let none = locked::check(&place, &passphrase(), &mut go_on);
    assert!(matches!(none, Err(BackupError::NotABackup(_))));
    // A cut-off file of an older program, and a leftover.
    let (path, bytes) = contents(&to.join("photos")).pop_first().unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let report = make(&home, &place, &passphrase(), 0, &mut go_on).unwrap();
    assert_eq!((report.copied, report.there), (3, 1));
    let check = locked::check(&place, &passphrase(), &mut go_on).unwrap();
    assert_eq!((check.photos, check.findings.len()), (4, 0));
    // Of many, the last twelve are kept.
    for day in 1..13 {
        make(&home, &place, &passphrase(), day, &mut go_on).unwrap();
    }
    for folder in ["manifests", "journals"] {
        assert_eq!(fs::read_dir(to.join(folder)).unwrap().count(), 12);
    }
}

#[test]
fn plain_and_locked_never_mix() {
    let (home, other) = (library(1), Home::new());
    let [plain, locked] = ["plain", "locked"].map(|name| home.outside().join(name));
    make(&home, &Folder::new(&locked), &passphrase(), 0, &mut go_on).unwrap();
    let open = Library::open_to_read(&home.root()).unwrap();
    let connection = open.connect().unwrap();
    let how = (now(), Care::Lengths);
    backup::make(&home.root(), &connection, &plain, how, &mut go_on).unwrap();

    let all = || {
        let mut files = contents(home.outside());
        files.retain(|path, _| !path.to_string_lossy().ends_with("-shm"));
        files
    };
    let before = all();
    let refused = backup::make(&home.root(), &connection, &locked, how, &mut go_on);
    assert!(matches!(refused, Err(BackupError::Locked(_))));
    assert!(matches!(
        backup::check(&locked, &mut go_on),
        Err(BackupError::Locked(_))
    ));
    let refused = make(&home, &Folder::new(&plain), &passphrase(), 1, &mut go_on);
    assert!(matches!(refused, Err(BackupError::NotLocked(_))));
    let refused = make(&other, &Folder::new(&locked), &passphrase(), 1, &mut go_on);
    assert!(matches!(refused, Err(BackupError::OfAnother(_))));
    let full = home.outside().to_owned();
    let refused = make(&home, &Folder::new(&full), &passphrase(), 1, &mut go_on);
    assert!(matches!(refused, Err(BackupError::NotEmpty(_))));
    let inside = home.root().join("backups/locked");
    let refused = make(&home, &Folder::new(&inside), &passphrase(), 1, &mut go_on);
    assert!(matches!(refused, Err(BackupError::InsideLibrary)));
    let short = Passphrase::new("short".to_owned());
    let fresh = home.outside().join("fresh");
    let refused = make(&home, &Folder::new(&fresh), &short, 1, &mut go_on);
    assert!(matches!(refused, Err(BackupError::ShortPassphrase)));
    assert!(!fresh.exists());
    assert!(before == all());
    drop((connection, open));
}

#[test]
fn a_locked_backup_from_the_command_line() {
    let home = library(2);
    let to = home.outside().join("drive").display().to_string();
    let run = |words: &[&str]| program(home.outside(), &home.root(), words);
    let file = home.outside().join("words.txt");
    fs::write(&file, format!("{WORDS}\n")).unwrap();
    let file = file.display().to_string();
    let asked = run(&["backup", "to", &to, "--lock"]);
    assert_eq!(asked.status.code(), Some(1));
    assert!(
        text(&asked.stderr).contains("--passphrase-file"),
        "{}",
        text(&asked.stderr)
    );
    let made = run(&["backup", "to", &to, "--lock", "--passphrase-file", &file]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    // From then on it is known to be locked.
    let again = run(&["backup", "to", &to, "--passphrase-file", &file, "--json"]);
    assert!(
        text(&again.stdout).contains("\"there\": 2"),
        "{}",
        text(&again.stdout)
    );
    let checked = run(&["backup", "check", &to, "--passphrase-file", &file]);
    assert!(text(&checked.stdout).contains("everything is whole"));
    fs::write(&file, "other words entirely\n").unwrap();
    let wrong = run(&["backup", "check", &to, "--passphrase-file", &file]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("not the passphrase"));
    // Nothing of the passphrase was kept.
    for (path, bytes) in contents(home.outside()) {
        let holds = bytes
            .windows(WORDS.len())
            .any(|window| window == WORDS.as_bytes());
        assert!(!holds, "{}", path.display());
    }
    let merged = run(&["merge", &to]);
    assert_eq!(merged.status.code(), Some(1));
    assert!(
        text(&merged.stderr).contains("locked"),
        "{}",
        text(&merged.stderr)
    );
}

/// `SMILEKEEP_KILLS=100 cargo test --test journal locked_backup_killed -- --nocapture`
#[test]
#[cfg(unix)]
fn a_locked_backup_killed_anywhere_goes_on() {
    let kills: u32 = std::env::var("SMILEKEEP_KILLS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(6);
    let home = library(8);
    let start = |to: &Path| {
        std::process::Command::new(env!("CARGO_BIN_EXE_smilekeep"))
            .arg("--library")
            .arg(home.root())
            .args(["backup", "to"])
            .arg(to)
            .arg("--lock")
            .env("SMILEKEEP_PASSPHRASE", WORDS)
            .env("HOME", home.outside())
            .env("XDG_CONFIG_HOME", home.outside().join("config"))
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    let began = std::time::Instant::now();
    assert!(
        start(&home.outside().join("whole"))
            .wait()
            .unwrap()
            .success()
    );
    let longest = began.elapsed();
    let mut cut = 0;
    for number in 1..=kills {
        let to = home.outside().join(format!("drive-{number}"));
        let mut child = start(&to);
        std::thread::sleep(longest * number / kills);
        let _ = child.kill();
        cut += u32::from(!child.wait().unwrap().success());
        assert!(start(&to).wait().unwrap().success(), "kill {number}");
        let check = locked::check(&Folder::new(&to), &passphrase(), &mut go_on).unwrap();
        assert_eq!(
            (check.photos, check.findings.len()),
            (8, 0),
            "kill {number}"
        );
        for path in contents(&to).keys() {
            let name = path.file_name().unwrap();
            assert!(!smilekeep::storage::is_leftover(name), "{}", path.display());
        }
    }
    println!(
        "{kills} locked backups, {cut} of them killed under way: each whole after the next one"
    );
}

/// Healing opens no locked backup, says what to do instead, and what it says
/// works.
#[test]
fn a_locked_backup_heals_once_it_is_taken_back() {
    let home = library(2);
    let to = home.outside().join("drive");
    let place = Folder::new(&to);
    make(&home, &place, &passphrase(), 0, &mut go_on).unwrap();
    let whole = originals(&home.root());
    let (damaged, _) = whole.iter().next().unwrap();
    fs::write(home.root().join(damaged), b"rust").unwrap();
    let verify = |from: &Path| {
        let words = ["verify", "--heal", &from.display().to_string()];
        program(home.outside(), &home.root(), &words)
    };
    let refused = verify(&to);
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused.stderr);
    assert!(said.contains("is locked"), "{said}");
    assert!(said.contains("Take it back"), "{said}");
    assert_eq!(fs::read(home.root().join(damaged)).unwrap(), b"rust");
    let back = home.outside().join("back");
    let from = (&place as &dyn Place, &passphrase());
    locked::restore(from, &back, false, &mut go_on).unwrap();
    let healed = verify(&back);
    assert!(healed.status.success(), "{}", text(&healed.stderr));
    let now = originals(&home.root());
    for (path, bytes) in &whole {
        assert_eq!(now.get(path), Some(bytes), "{}", path.display());
    }
}

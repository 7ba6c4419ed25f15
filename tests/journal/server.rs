//! Locked backups on real servers, which go well, badly, and half-way.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use smilekeep::archive::backup::BackupError;
use smilekeep::archive::locked::{
    self, Place, Server, ServerAddress, ServerLimits, ServerPassword, Stop, Trouble,
};
use smilekeep::store::Library;

use super::common::{Home, contents, program, text};
use super::locked::{WORDS, add, go_on, library, make, originals, passphrase};
use super::recovery::dump;
use super::servers::{
    Cut, DAV_FOLDER, PASSWORD, Running, S3_FOLDER, USER, dav, dav_address, held, password, s3,
    s3_address,
};

fn quick() -> ServerLimits {
    ServerLimits {
        connect: Duration::from_secs(2),
        quiet: Duration::from_secs(20),
        tries: 3,
        pause: Duration::from_millis(10),
    }
}

fn never() -> Stop {
    Arc::new(|| false)
}

fn open(address: &ServerAddress, home: &Home) -> Server {
    let room = home.outside().join("room");
    Server::open(address, Some(&password()), &room, quick(), never()).unwrap()
}

/// A server, its address, and the folder in which it keeps the backup.
fn both() -> [(Running, ServerAddress, &'static str); 2] {
    let (dav, s3) = (dav(), s3());
    let addresses = [dav_address(dav.at), s3_address(s3.at)];
    let [at_dav, at_s3] = addresses;
    [(dav, at_dav, DAV_FOLDER), (s3, at_s3, S3_FOLDER)]
}

fn trouble(refused: Result<impl std::fmt::Debug, BackupError>) -> Trouble {
    match refused {
        Err(BackupError::Server(error)) => {
            let said = error.to_string();
            assert!(
                said.contains("127.0.0.1") && !said.contains(PASSWORD),
                "{said}"
            );
            error.trouble
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_of_a_library_goes_to_a_server_and_comes_back() {
    for (running, address, folder) in both() {
        let home = library(3);
        let server = open(&address, &home);
        let first = make(&home, &server, &passphrase(), 0, &mut go_on).unwrap();
        assert_eq!((first.copied, first.there), (3, 0), "{address}");
        let before = held(&running.root().join(folder));
        assert!(before.contains_key("SMILEKEEP-BACKUP"), "{before:?}");
        add(&home, 9);
        running.asked();
        let second = make(&home, &server, &passphrase(), 1, &mut go_on).unwrap();
        assert_eq!((second.copied, second.there), (1, 3), "{address}");
        let asked = running.asked();
        let puts = asked.iter().filter(|asked| asked.starts_with("PUT"));
        // One photo, the journal, and the list of contents.
        assert_eq!(puts.count(), 3 * usize::from(!asked.is_empty()));

        // Nothing half-sent stays, here or there.
        let after = held(&running.root().join(folder));
        assert!(!after.keys().any(|name| name.starts_with("incoming/")));
        assert_eq!(contents(&home.outside().join("room")).len(), 0);
        for (name, bytes) in &before {
            assert_eq!(after.get(name), Some(bytes), "{name}");
        }

        // The server sees no word, no picture, no known fingerprint.
        let vault = originals(&home.root());
        for (name, bytes) in held(&running.root()) {
            if name.ends_with("SMILEKEEP-BACKUP") {
                continue;
            }
            let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
            for words in [&b"private smile"[..], b"SQLite", b"JFIF", b"Mina", b"IMG_"] {
                assert!(!holds(words), "{name} holds {}", text(words));
            }
            for (original, whole) in &vault {
                let hash = original.file_stem().unwrap().to_str().unwrap();
                assert!(!name.contains(hash) && !holds(hash.as_bytes()), "{name}");
                assert!(!holds(&whole[..64]), "{name}");
            }
        }

        let rows = dump(&home.connection());
        let root = home.root();
        fs::remove_dir_all(&root).unwrap();
        let check = locked::check(&server, &passphrase(), &mut go_on).unwrap();
        assert_eq!((check.photos, check.findings.len()), (4, 0));
        let from = (&server as &dyn Place, &passphrase());
        let restored = locked::restore(from, &root, false, &mut go_on).unwrap();
        assert_eq!((restored.photos, restored.lost.len()), (4, 0));
        drop(Library::open(&root).unwrap());
        assert_eq!(dump(&home.connection()), rows);
        assert_eq!(originals(&root), vault);

        // A flipped bit is found and named; taken back is what is whole.
        let (name, mut bytes) = after
            .into_iter()
            .find(|(name, _)| name.starts_with("photos/"))
            .unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        fs::write(running.root().join(folder).join(&name), &bytes).unwrap();
        let check = locked::check(&server, &passphrase(), &mut go_on).unwrap();
        assert_eq!(check.findings.len(), 1, "{:?}", check.findings);
        assert!(check.findings[0].contains(&name), "{:?}", check.findings);
        let into = home.outside().join("back");
        let refused = locked::restore(from, &into, false, &mut go_on);
        assert!(matches!(refused, Err(BackupError::NotWhole(_))));
        assert!(!into.exists());
    }
}

#[test]
fn a_folder_with_other_things_and_another_passphrase_are_refused() {
    for (running, address, folder) in both() {
        let home = library(1);
        let place = running.root().join(folder);
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("taxes.pdf"), b"theirs").unwrap();
        let server = open(&address, &home);
        let refused = make(&home, &server, &passphrase(), 0, &mut go_on);
        assert!(
            matches!(refused, Err(BackupError::NotEmpty(_))),
            "{refused:?}"
        );
        assert_eq!(held(&place).len(), 1);
        fs::remove_file(place.join("taxes.pdf")).unwrap();
        make(&home, &server, &passphrase(), 0, &mut go_on).unwrap();
        let there = held(&place);
        let wrong = locked::Passphrase::new("four loud words tonight".to_owned());
        let refused = make(&home, &server, &wrong, 1, &mut go_on);
        assert!(matches!(refused, Err(BackupError::WrongPassphrase)));
        assert_eq!(held(&place), there);
    }
}

#[test]
fn another_password_no_server_and_no_bucket_are_said() {
    let home = library(1);
    let room = home.outside().join("room");
    for (running, address, _) in both() {
        let wrong = ServerPassword::new("not this".to_owned());
        let server = Server::open(&address, Some(&wrong), &room, quick(), never()).unwrap();
        let refused = make(&home, &server, &passphrase(), 0, &mut go_on);
        assert_eq!(trouble(refused), Trouble::Login, "{address}");
        let refused = locked::check(&server, &passphrase(), &mut go_on);
        assert_eq!(trouble(refused), Trouble::Login);
        assert!(held(&running.root()).is_empty());
    }
    let s3 = s3();
    let typed = format!("s3:http://{}/nobody/keep", s3.at);
    let (address, _) = ServerAddress::parse(&typed, Some(USER)).unwrap();
    let refused = make(&home, &open(&address, &home), &passphrase(), 0, &mut go_on);
    assert_eq!(trouble(refused), Trouble::NoBucket);

    let closed = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = closed.local_addr().unwrap();
    drop(closed);
    for address in [dav_address(at), s3_address(at)] {
        let refused = make(&home, &open(&address, &home), &passphrase(), 0, &mut go_on);
        assert_eq!(trouble(refused), Trouble::NoAnswer, "{address}");
    }
}

#[test]
fn a_server_that_sends_on_is_not_followed() {
    let running = dav();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let at = other.local_addr().unwrap();
    *running.faults.elsewhere.lock().unwrap() = Some(format!("http://{at}/mine"));
    let home = library(1);
    let server = open(&dav_address(running.at), &home);
    let refused = make(&home, &server, &passphrase(), 0, &mut go_on);
    assert_eq!(trouble(refused), Trouble::Elsewhere("127.0.0.1".to_owned()));
    // Nobody came there, least of all with the password.
    assert!(other.accept().is_err());
}

#[test]
fn a_full_server_says_so_and_a_busy_one_is_tried_again() {
    let running = dav();
    let home = library(2);
    let server = open(&dav_address(running.at), &home);
    running.faults.full.store(true, Ordering::SeqCst);
    let refused = make(&home, &server, &passphrase(), 0, &mut go_on);
    assert_eq!(trouble(refused), Trouble::Full);
    running.faults.full.store(false, Ordering::SeqCst);
    running.faults.busy.store(2, Ordering::SeqCst);
    let made = make(&home, &server, &passphrase(), 0, &mut go_on).unwrap();
    assert_eq!(made.copied, 2);
    // Full again, after something was acknowledged.
    add(&home, 7);
    running.faults.full.store(true, Ordering::SeqCst);
    let refused = make(&home, &server, &passphrase(), 1, &mut go_on);
    assert_eq!(trouble(refused), Trouble::Full);
    let check = locked::check(&server, &passphrase(), &mut go_on).unwrap();
    assert_eq!((check.photos, check.findings.len()), (2, 0));
    // One that is too long is named, and holds nothing back.
    running.faults.full.store(false, Ordering::SeqCst);
    add(&home, 8);
    running.faults.too_large.store(1, Ordering::SeqCst);
    let made = make(&home, &server, &passphrase(), 2, &mut go_on).unwrap();
    assert_eq!((made.copied, made.there, made.problems.len()), (1, 2, 1));
    assert!(
        made.problems[0].contains("longer files"),
        "{:?}",
        made.problems
    );
    let made = make(&home, &server, &passphrase(), 3, &mut go_on).unwrap();
    assert_eq!((made.copied, made.there, made.problems.len()), (1, 3, 0));
}

#[test]
fn a_slow_server_is_given_up_and_a_stop_is_heard_at_once() {
    let running = dav();
    let home = library(1);
    running.faults.slow.store(8_000, Ordering::SeqCst);
    let limits = ServerLimits {
        quiet: Duration::from_millis(600),
        tries: 2,
        ..quick()
    };
    let (address, room) = (dav_address(running.at), home.outside().join("room"));
    let server = Server::open(&address, Some(&password()), &room, limits, never()).unwrap();
    let began = Instant::now();
    let refused = server.write("slow", &mut |to| to.write_all(b"sealed"));
    assert_eq!(trouble(refused), Trouble::TooSlow);
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{:?}",
        began.elapsed()
    );

    let stopped = Arc::new(AtomicBool::new(false));
    let hears = Arc::clone(&stopped);
    let stop: Stop = Arc::new(move || hears.load(Ordering::SeqCst));
    let server = Server::open(&address, Some(&password()), &room, quick(), stop).unwrap();
    let waiter = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        stopped.store(true, Ordering::SeqCst);
    });
    let began = Instant::now();
    let refused = server.write("slow", &mut |to| to.write_all(b"sealed"));
    assert!(
        matches!(refused, Err(BackupError::Cancelled)),
        "{refused:?}"
    );
    assert!(
        began.elapsed() < Duration::from_secs(4),
        "{:?}",
        began.elapsed()
    );
    waiter.join().unwrap();
    assert!(held(&running.root().join(DAV_FOLDER)).is_empty());
}

/// `SMILEKEEP_CUTS=100 cargo test --test journal cut_anywhere -- --nocapture`
#[test]
fn a_connection_cut_anywhere_loses_nothing_that_arrived() {
    let cuts: i64 = std::env::var("SMILEKEEP_CUTS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(5);
    let limits = ServerLimits {
        tries: 2,
        ..quick()
    };
    for (running, address, folder) in both() {
        let home = library(3);
        let direct = open(&address, &home);
        make(&home, &direct, &passphrase(), 0, &mut go_on).unwrap();
        let base = held(&running.root().join(folder));
        // How much a backup of two more photos moves, both ways.
        for seed in 20..22 {
            add(&home, seed);
        }
        let whole = Cut::after(i64::MAX, running.at);
        let through = |cut: &Cut| match &address {
            ServerAddress::WebDav { .. } => dav_address(cut.at),
            ServerAddress::S3 { .. } => s3_address(cut.at),
        };
        let room = home.outside().join("room");
        let make_through = |cut: &Cut, day: i64| {
            let to = through(cut);
            let server = Server::open(&to, Some(&password()), &room, limits, never()).unwrap();
            make(&home, &server, &passphrase(), day, &mut go_on)
        };
        make_through(&whole, 1).unwrap();
        let moved = whole.moved(i64::MAX);
        let (mut cut_short, mut arrived_before) = (0, 0);
        for number in 1..=cuts {
            // As it was before the two photos came.
            let place = running.root().join(folder);
            fs::remove_dir_all(&place).unwrap();
            for (name, bytes) in &base {
                let path = place.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            let cut = Cut::after(moved * number / (cuts + 1), running.at);
            let result = make_through(&cut, 1);
            assert!(cut.was_cut(), "cut {number} of {moved} bytes");
            if let Err(error) = &result {
                assert!(matches!(error, BackupError::Server(_)), "{error}");
                cut_short += 1;
            }
            // What was there is there still, to the last byte.
            let now = held(&place);
            for (name, bytes) in &base {
                assert_eq!(now.get(name), Some(bytes), "cut {number}: {name}");
            }
            // What counts as arrived is whole: a check by its lists finds
            // nothing, and the next backup goes on from there.
            let check = locked::check(&direct, &passphrase(), &mut go_on).unwrap();
            assert_eq!(check.findings, [""; 0], "cut {number}");
            let arrived = now
                .keys()
                .filter(|name| name.starts_with("photos/"))
                .count();
            let next = make(&home, &direct, &passphrase(), 2, &mut go_on).unwrap();
            assert_eq!(next.there, arrived, "cut {number}");
            assert_eq!(next.copied + next.there, 5, "cut {number}");
            arrived_before += arrived - 3;
            let check = locked::check(&direct, &passphrase(), &mut go_on).unwrap();
            assert_eq!((check.photos, check.findings.len()), (5, 0), "cut {number}");
            let left = held(&place);
            assert!(!left.keys().any(|name| name.starts_with("incoming/")));
        }
        assert!(cut_short > 0);
        println!(
            "{address}: {moved} bytes a backup, cut {cuts} times: {cut_short} ended early, with {arrived_before} photos that had arrived and were not sent again"
        );
    }
}

#[test]
fn reading_goes_on_where_the_connection_was_cut() {
    for (running, address, folder) in both() {
        let home = Home::new();
        let server = open(&address, &home);
        let long: Vec<u8> = (0..3_000_000_u32).map(|at| (at / 7) as u8).collect();
        server.write("long", &mut |to| to.write_all(&long)).unwrap();
        assert_eq!(held(&running.root().join(folder))["long"], long);
        // Cut in its middle, and then a way that is whole.
        let cut = Cut::once(1_500_000, running.at);
        let through = match &address {
            ServerAddress::WebDav { .. } => dav_address(cut.at),
            ServerAddress::S3 { .. } => s3_address(cut.at),
        };
        let server = open(&through, &home);
        let mut read = Vec::new();
        let mut file = server.read("long").unwrap().unwrap();
        file.read_to_end(&mut read).unwrap();
        assert!(cut.was_cut());
        assert!(read == long, "{address}: {} bytes", read.len());
        assert!(server.read("nothing").unwrap().is_none());
    }
}

/// A server that went while it was read is no damage.
#[test]
fn a_check_without_connection_finds_no_damage() {
    for (running, address, _) in both() {
        let home = library(2);
        make(&home, &open(&address, &home), &passphrase(), 0, &mut go_on).unwrap();
        let cut = Cut::after(9_000, running.at);
        let through = match &address {
            ServerAddress::WebDav { .. } => dav_address(cut.at),
            ServerAddress::S3 { .. } => s3_address(cut.at),
        };
        let server = open(&through, &home);
        let refused = locked::check(&server, &passphrase(), &mut go_on);
        let why = trouble(refused);
        assert!(matches!(why, Trouble::Cut | Trouble::NoAnswer), "{why:?}");
    }
}

const LONG: usize = 200 << 20;

/// Not a test by itself: sends a long file and says how much memory that took.
#[test]
#[ignore = "started by another test"]
fn send_a_long_file() {
    let (Ok(typed), Ok(room)) = (
        std::env::var("SMILEKEEP_TEST_SERVER"),
        std::env::var("SMILEKEEP_TEST_ROOM"),
    ) else {
        return;
    };
    let (address, _) = ServerAddress::parse(&typed, Some(USER)).unwrap();
    let limits = ServerLimits::default();
    let room = Path::new(&room);
    let server = Server::open(&address, Some(&password()), room, limits, never()).unwrap();
    let piece: Vec<u8> = (0..1_u32 << 20)
        .map(|at| (at.wrapping_mul(at) / 13) as u8)
        .collect();
    let fill = &mut |to: &mut dyn std::io::Write| {
        (0..LONG / piece.len()).try_for_each(|_| to.write_all(&piece))
    };
    assert_eq!(server.write("film", fill).unwrap(), LONG as u64);
    let mut file = server.read("film").unwrap().unwrap();
    assert_eq!(
        std::io::copy(&mut file, &mut std::io::sink()).unwrap(),
        LONG as u64
    );
    let status = fs::read_to_string("/proc/self/status").unwrap();
    println!(
        "{}",
        status
            .lines()
            .find(|line| line.starts_with("VmHWM"))
            .unwrap()
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_long_film_never_lies_in_memory() {
    for (running, address, folder) in both() {
        let room = tempfile::tempdir().unwrap();
        let child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "server::send_a_long_file",
                "--ignored",
                "--nocapture",
            ])
            .env("SMILEKEEP_TEST_SERVER", address.to_string())
            .env("SMILEKEEP_TEST_ROOM", room.path())
            .output()
            .unwrap();
        let said = text(&child.stdout);
        assert!(child.status.success(), "{said} {}", text(&child.stderr));
        let peak: u64 = said
            .lines()
            .find_map(|line| line.split_once("VmHWM:")?.1.split_whitespace().next())
            .unwrap()
            .parse()
            .unwrap();
        println!("{address}: 200 MB sent and read with {} MB", peak / 1024);
        // The program and its libraries alone take some of it.
        assert!(peak < 110 * 1024, "{address}: {peak} kB");
        let kept = running.root().join(folder).join("film");
        assert_eq!(fs::metadata(kept).unwrap().len(), LONG as u64);
        assert_eq!(fs::read_dir(room.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_backup_on_a_server_from_the_command_line() {
    let home = library(2);
    let running = dav();
    let address = dav_address(running.at).to_string();
    let (words, secret) = (
        home.outside().join("words.txt"),
        home.outside().join("secret.txt"),
    );
    fs::write(&words, format!("{WORDS}\n")).unwrap();
    fs::write(&secret, format!("{PASSWORD}\n")).unwrap();
    let (words, secret) = (words.display().to_string(), secret.display().to_string());
    let run = |verb: &[&str], secret: &str| {
        let mut all = verb.to_vec();
        all.extend(["--server", &address, "--user", USER]);
        all.extend(["--password-file", secret, "--passphrase-file", &words]);
        program(home.outside(), &home.root(), &all)
    };
    let made = run(&["backup", "to"], &secret);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(
        text(&made.stdout).contains("2 photos written"),
        "{}",
        text(&made.stdout)
    );
    assert!(text(&made.stderr).contains("not encrypted"));
    let checked = run(&["backup", "check"], &secret);
    assert!(text(&checked.stdout).contains("everything is whole"));
    let back = home.outside().join("back").display().to_string();
    let restored = run(&["backup", "restore", "--into", &back], &secret);
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    assert_eq!(originals(Path::new(&back)), originals(&home.root()));

    let wrong = run(&["backup", "check"], &words);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong.stderr).contains("app password"),
        "{}",
        text(&wrong.stderr)
    );
    let neither = program(home.outside(), &home.root(), &["backup", "to"]);
    assert_eq!(neither.status.code(), Some(2));
    let twice = program(
        home.outside(),
        &home.root(),
        &["backup", "to", "here", "--server", &address],
    );
    assert_eq!(twice.status.code(), Some(2));
    let outside = ["backup", "check", "--server", "http://example.org/a"];
    let refused = program(home.outside(), &home.root(), &outside);
    assert!(
        text(&refused.stderr).contains("https://"),
        "{}",
        text(&refused.stderr)
    );
    // Neither the password nor the passphrase was kept.
    for folder in [
        home.root(),
        home.outside().join("config"),
        home.outside().join("data"),
    ] {
        if !folder.exists() {
            continue;
        }
        for (path, bytes) in contents(&folder) {
            for secret in [WORDS, PASSWORD] {
                let holds = bytes
                    .windows(secret.len())
                    .any(|it| it == secret.as_bytes());
                assert!(!holds, "{}", path.display());
            }
        }
    }
}

#[test]
fn a_stop_between_photos_goes_on_later() {
    let running = dav();
    let home = library(3);
    let server = open(&dav_address(running.at), &home);
    let mut stop = |done: usize, _: usize| {
        if done == 1 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = make(&home, &server, &passphrase(), 0, &mut stop);
    assert!(matches!(stopped, Err(BackupError::Cancelled)));
    let none = locked::check(&server, &passphrase(), &mut go_on);
    assert!(matches!(none, Err(BackupError::NotABackup(_))));
    let report = make(&home, &server, &passphrase(), 0, &mut go_on).unwrap();
    assert_eq!((report.copied, report.there), (2, 1));
}

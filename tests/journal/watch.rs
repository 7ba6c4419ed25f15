//! Watched folders: what is offered, what is passed over, and that nothing in
//! them is ever changed.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use smilekeep::app::CaptureCommand;
use smilekeep::capture::watch::{
    Apart, Lookout, NoDrives, ScanReport, ScanStep, scan, system_lister,
};
use smilekeep::domain::InboxState;
use smilekeep::jobs::{Now, WatchDesk, WatchNews, Watcher};
use smilekeep::store::watch::{self, FolderKind, NewFolder, Seen, Stamp, Was};
use smilekeep::store::{self, Connection, inbox};

use super::common::{Home, at, contents, drawn, jpeg, now, photo_file, rest};
use crate::drawn_film::{Film, since_1904};

fn folder(path: &str) -> NewFolder {
    NewFolder {
        path: PathBuf::from(path),
        kind: FolderKind::Folder,
        label: "Phone".to_owned(),
        old_too: false,
    }
}

fn seen(path: &str, was: Was) -> Seen {
    Seen {
        path: PathBuf::from(path),
        stamp: Stamp {
            size: 7,
            mtime_ns: -5,
            inode: u64::MAX - 3,
            device: 44,
        },
        was,
        hash: (was == Was::Offered).then(|| smilekeep::photo::hash_of(path.as_bytes())),
    }
}

#[test]
fn folders_belong_to_a_library_and_come_back() {
    let folder_of_settings = tempfile::tempdir().unwrap();
    let path = folder_of_settings.path().join("new/watch.sqlite");
    {
        let mut connection = watch::open(&path).unwrap();
        let ours = watch::add(&connection, "ours", &folder("/phone"), now()).unwrap();
        watch::add(&connection, "theirs", &folder("/phone"), now()).unwrap();
        store::in_transaction(&mut connection, |tx| {
            watch::remember(
                tx,
                ours.id,
                &[seen("a.jpg", Was::Offered), seen("b/c.jpg", Was::Old)],
            )
        })
        .unwrap();
    }
    let mut connection = watch::open(&path).unwrap();
    let ours = watch::list(&connection, "ours").unwrap();
    assert_eq!(ours.len(), 1);
    let ours = &ours[0];
    assert_eq!(ours.folder, folder("/phone"));
    assert_eq!(
        (ours.offered, ours.paused, ours.scanned_at),
        (1, false, None)
    );
    let mut files = watch::seen(&connection, ours.id).unwrap();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert_eq!(
        files,
        [seen("a.jpg", Was::Offered), seen("b/c.jpg", Was::Old)]
    );
    store::in_transaction(&mut connection, |tx| {
        watch::forget(tx, ours.id, [PathBuf::from("b/c.jpg").as_path()])
    })
    .unwrap();
    assert_eq!(watch::seen(&connection, ours.id).unwrap().len(), 1);
    watch::set_paused(&connection, ours.id, true).unwrap();
    watch::set_scanned(&connection, ours.id, at("2026-11-20 12:30")).unwrap();
    let known = watch::at(&connection, "ours", &ours.folder.path)
        .unwrap()
        .unwrap();
    assert!(known.paused && known.scanned_at.is_some());
    // Added once more it goes on.
    let again = watch::add(&connection, "ours", &folder("/phone"), now()).unwrap();
    assert_eq!((again.id, again.paused), (ours.id, false));
    watch::remove(&connection, ours.id).unwrap();
    assert!(watch::list(&connection, "ours").unwrap().is_empty());
    assert!(watch::seen(&connection, ours.id).unwrap().is_empty());
    assert_eq!(watch::list(&connection, "theirs").unwrap().len(), 1);
    assert!(watch::remove(&connection, ours.id).is_err());
}

#[test]
fn a_broken_book_of_folders_is_set_aside() {
    let folder_of_settings = tempfile::tempdir().unwrap();
    let path = folder_of_settings.path().join("watch.sqlite");
    std::fs::write(
        &path,
        b"this is no database at all, and long enough to tell",
    )
    .unwrap();
    let connection = watch::open(&path).unwrap();
    watch::add(&connection, "ours", &folder("/phone"), now()).unwrap();
    assert!(
        folder_of_settings
            .path()
            .join("watch.sqlite.damaged-1")
            .exists()
    );
}

#[test]
fn numbers_of_files_count_only_on_the_same_drive() {
    let first = seen("a", Was::Old).stamp;
    assert!(first.is_same(&first));
    assert!(!first.is_same(&Stamp { inode: 1, ..first }));
    assert!(first.is_same(&Stamp {
        inode: 1,
        device: 45,
        ..first
    }));
    assert!(!first.is_same(&Stamp { size: 8, ..first }));
    assert!(!first.is_same(&Stamp {
        mtime_ns: -4,
        ..first
    }));
}

// ---- looking through folders

/// A library, a watched folder beside it, and the book of what was seen.
struct Scene {
    home: Home,
    watch: Connection,
    journal: Connection,
    folder: PathBuf,
    id: i64,
    apart: Apart,
    answers_within: Duration,
}

impl Scene {
    fn new(old_too: bool) -> Self {
        Self::with(old_too, |_| {})
    }

    fn with(old_too: bool, before: impl FnOnce(&Path)) -> Self {
        let home = Home::new();
        let folder = home.outside().join("Phone");
        std::fs::create_dir(&folder).unwrap();
        before(&folder);
        let watch = watch::open_in_memory().unwrap();
        let added = watch::add(
            &watch,
            "ours",
            &NewFolder {
                path: folder.clone(),
                kind: FolderKind::Folder,
                label: "Phone".to_owned(),
                old_too,
            },
            now(),
        )
        .unwrap();
        let journal = store::open_connection(
            &home.root().join(store::library::JOURNAL_FILE),
            store::Access::Write,
        )
        .unwrap();
        Self {
            home,
            watch,
            journal,
            folder,
            id: added.id,
            apart: Apart::start(system_lister()).unwrap(),
            answers_within: Lookout::ANSWERS_WITHIN,
        }
    }

    fn scan(&mut self) -> ScanReport {
        self.scan_with(
            Duration::from_millis(20),
            &mut |_| ControlFlow::Continue(()),
        )
    }

    fn scan_with(
        &mut self,
        settle: Duration,
        step: &mut dyn FnMut(ScanStep) -> ControlFlow<()>,
    ) -> ScanReport {
        // Ages are told from the files of today.
        let utc = chrono::Utc::now().naive_utc();
        let lookout = Lookout {
            limits: smilekeep::photo::Limits::default(),
            now: utc,
            now_local: utc,
            offset_at: Arc::new(|_| 60),
            settle,
            patience: Lookout::PATIENCE,
            answers_within: self.answers_within,
        };
        let folder = watch::list(&self.watch, "ours")
            .unwrap()
            .into_iter()
            .find(|folder| folder.id == self.id)
            .unwrap();
        let (watch, journal) = (&mut self.watch, &mut self.journal);
        scan(&lookout, watch, journal, &folder, &self.apart, step).unwrap()
    }

    fn waiting(&self) -> Vec<String> {
        let mut names: Vec<_> = inbox::waiting(&self.journal)
            .unwrap()
            .into_iter()
            .map(|item| item.file.name)
            .collect();
        names.sort();
        names
    }
}

#[test]
fn new_photos_are_offered_and_the_folder_is_left_as_it_is() {
    let mut scene = Scene::with(false, |folder| {
        photo_file(folder, "old.jpg", 1, None);
    });
    // What is there already is not asked about.
    let report = scene.scan();
    assert_eq!((report.files, report.offered), (1, 0));
    assert!(scene.waiting().is_empty());
    let folder = scene.folder.clone();
    std::fs::create_dir_all(folder.join("2026/11")).unwrap();
    photo_file(
        &folder.join("2026/11"),
        "new.jpg",
        2,
        Some("2026:11:03 03:10:00"),
    );
    std::fs::write(folder.join("notes.txt"), b"no photo").unwrap();
    // A photo by its bytes, whatever it is called.
    photo_file(&folder, "from a messenger.tmpx", 3, None);
    std::fs::write(folder.join("false.jpg"), b"no photo either").unwrap();
    let before = contents(&folder);
    let report = scene.scan();
    assert_eq!((report.offered, report.unfinished), (2, 0));
    assert_eq!(scene.waiting(), ["from a messenger.tmpx", "new.jpg"]);
    assert_eq!(contents(&folder), before);
    let item = inbox::waiting(&scene.journal)
        .unwrap()
        .into_iter()
        .find(|item| item.file.name == "new.jpg")
        .unwrap();
    assert_eq!(item.file.place, folder.join("2026/11/new.jpg"));
    assert_eq!(item.file.taken.unwrap().local, at("2026-11-03 03:10"));
    // Once more there is nothing to do, and nothing is opened.
    let mut steps = Vec::new();
    let report = scene.scan_with(Duration::from_secs(30), &mut |step| {
        steps.push(step);
        ControlFlow::Continue(())
    });
    assert_eq!((report.files, report.offered, report.known), (5, 0, 0));
    let only_names = |step: &ScanStep| matches!(step, ScanStep::Looking(_));
    assert!(steps.iter().all(only_names), "{steps:?}");
}

#[test]
fn a_photo_that_is_known_comes_without_a_word() {
    let mut scene = Scene::new(true);
    let folder = scene.folder.clone();
    photo_file(&folder, "a.jpg", 1, None);
    photo_file(&folder, "b.jpg", 2, None);
    // The first is in the journal.
    let mut app = scene.home.app();
    app.apply(CaptureCommand::AddFiles(vec![folder.join("a.jpg")]).into());
    rest(&mut app);
    drop(app);
    let report = scene.scan();
    assert_eq!((report.offered, report.known), (1, 1));
    assert_eq!(scene.waiting(), ["b.jpg"]);
    // The second is declined, and copied: not asked about again.
    let id = inbox::waiting(&scene.journal).unwrap()[0].id;
    inbox::decide(&scene.journal, &[id], InboxState::Declined, now()).unwrap();
    std::fs::copy(folder.join("b.jpg"), folder.join("copy of b.jpg")).unwrap();
    let report = scene.scan();
    assert_eq!((report.offered, report.known), (0, 1));
    assert!(scene.waiting().is_empty());
}

#[test]
fn a_half_written_photo_is_waited_for() {
    let mut scene = Scene::new(true);
    let path = scene.folder.join("slow.jpg");
    let bytes = jpeg(640, 480, 5, None);
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    // It grows between the two looks.
    let mut grown = false;
    let report = scene.scan_with(Duration::from_millis(200), &mut |step| {
        if step == ScanStep::Waiting && !grown {
            grown = true;
            std::fs::write(&path, &bytes[..bytes.len() * 2 / 3]).unwrap();
        }
        ControlFlow::Continue(())
    });
    assert!(grown);
    assert_eq!((report.offered, report.unfinished), (0, 1));
    // It rests, but its end is missing and it is young.
    let report = scene.scan();
    assert_eq!((report.offered, report.unfinished), (0, 1));
    // Whole at last.
    std::fs::write(&path, &bytes).unwrap();
    let report = scene.scan();
    assert_eq!((report.offered, report.unfinished), (1, 0));
    // One that stays without its end for long is offered all the same.
    let cut = scene.folder.join("cut.jpg");
    let other = jpeg(640, 480, 6, None);
    std::fs::write(&cut, &other[..other.len() / 2]).unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(3600);
    std::fs::File::options()
        .write(true)
        .open(&cut)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    assert_eq!(scene.scan().offered, 1);
}

#[test]
fn what_moved_or_came_back_is_not_new() {
    let mut scene = Scene::with(false, |folder| {
        photo_file(folder, "old.jpg", 1, None);
        photo_file(folder, "other.jpg", 2, None);
    });
    scene.scan();
    let folder = scene.folder.clone();
    std::fs::create_dir(folder.join("album")).unwrap();
    std::fs::rename(folder.join("old.jpg"), folder.join("album/renamed.jpg")).unwrap();
    let report = scene.scan();
    assert_eq!((report.files, report.offered, report.known), (2, 0, 0));
    // The drive is away: an empty folder where it was, or none. Nothing is
    // forgotten.
    let aside = scene.home.outside().join("aside");
    std::fs::rename(&folder, &aside).unwrap();
    assert!(scene.scan().away);
    std::fs::create_dir(&folder).unwrap();
    assert!(scene.scan().away);
    std::fs::remove_dir(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    let report = scene.scan();
    assert_eq!((report.files, report.offered, report.away), (2, 0, false));
    // A photo that took another's name is new.
    photo_file(&folder, "other.jpg", 3, None);
    assert_eq!(scene.scan().offered, 1);
}

#[test]
fn a_scan_that_was_stopped_goes_on_where_it_was() {
    let mut scene = Scene::with(true, |folder| {
        for seed in 1..=40 {
            photo_file(folder, &format!("{seed}.jpg"), seed, None);
        }
    });
    let report = scene.scan_with(Duration::from_millis(10), &mut |step| match step {
        ScanStep::Reading { done: 35, .. } => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert!(report.cancelled);
    assert_eq!(report.offered, 35);
    let report = scene.scan();
    assert_eq!((report.offered, report.known), (5, 0));
    assert_eq!(scene.waiting().len(), 40);
}

#[test]
fn a_first_look_that_was_stopped_offers_nothing_old_later() {
    let mut scene = Scene::with(false, |folder| {
        for number in 0..600 {
            std::fs::write(folder.join(format!("{number}.jpg")), b"x").unwrap();
        }
    });
    let report = scene.scan_with(Duration::ZERO, &mut |_| ControlFlow::Break(()));
    assert!(report.cancelled);
    let report = scene.scan();
    assert_eq!((report.files, report.offered), (600, 0));
    assert_eq!(watch::seen(&scene.watch, scene.id).unwrap().len(), 600);
}

/// The target: 50,000 files looked at again in under two seconds. Prints what
/// it measured. Run with `--ignored`.
#[test]
#[ignore = "measures; makes fifty thousand files"]
fn fifty_thousand_files_again() {
    let mut scene = Scene::with(false, |folder| {
        for shelf in 0..250 {
            let shelf = folder.join(format!("{shelf:03}"));
            std::fs::create_dir(&shelf).unwrap();
            for number in 0..200 {
                std::fs::write(shelf.join(format!("IMG_{number:04}.jpg")), b"x").unwrap();
            }
        }
    });
    let first = std::time::Instant::now();
    assert_eq!(scene.scan().files, 50_000);
    let first = first.elapsed();
    let mut times: Vec<_> = (0..5)
        .map(|_| {
            let begun = Instant::now();
            assert_eq!(scene.scan().files, 50_000);
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "50,000 files: first {first:.2?}, again {:.2?} (median of 5)",
        times[2]
    );
    assert!(times[2] < Duration::from_secs(2));
}

#[test]
fn films_are_offered_with_the_date_in_their_index() {
    let mut scene = Scene::new(true);
    let film = Film {
        created: since_1904("2026-11-03 02:10:00"),
        ..Film::avc(&[drawn(96, 64, 3)])
    };
    let bytes = film.file();
    let path = scene.folder.join("VID_20261103_031000.mp4");
    // Cut in the middle, as while a phone still writes it.
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(scene.scan().unfinished, 1);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(scene.scan().offered, 1);
    let item = inbox::waiting(&scene.journal).unwrap().remove(0);
    assert_eq!(item.file.hash, Some(smilekeep::photo::hash_of(&bytes)));
    assert_eq!(item.file.byte_len, bytes.len() as u64);
    assert_eq!(item.file.taken.unwrap().local, at("2026-11-03 03:10"));
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

/// A place that can fall silent, as a network drive does: who asks it for names
/// waits until it answers again.
#[derive(Default)]
struct Silence {
    about: std::sync::Mutex<Option<PathBuf>>,
    asked: std::sync::atomic::AtomicUsize,
}

impl Silence {
    fn of(self: &Arc<Self>, place: Option<&Path>) {
        *self.about.lock().unwrap() = place.map(Path::to_owned);
    }

    fn lister(self: &Arc<Self>) -> smilekeep::capture::watch::Lister {
        use std::sync::atomic::Ordering;
        let silence = Arc::clone(self);
        Arc::new(move |folder| {
            silence.asked.fetch_add(1, Ordering::Relaxed);
            let silent = || {
                let about = silence.about.lock().unwrap();
                about
                    .as_ref()
                    .is_some_and(|place| folder.starts_with(place))
            };
            while silent() {
                std::thread::sleep(Duration::from_millis(2));
            }
            std::fs::read_dir(folder)
        })
    }
}

#[test]
fn a_folder_that_does_not_answer_is_left_out_until_it_does() {
    let mut scene = Scene::new(true);
    photo_file(&scene.folder.clone(), "new.jpg", 1, None);
    let silence = Arc::new(Silence::default());
    scene.apart = Apart::start(silence.lister()).unwrap();
    silence.of(Some(&scene.folder));
    scene.answers_within = Duration::from_millis(200);
    let report = scene.scan();
    assert!(report.silent && !report.away && !report.cancelled);
    assert!(scene.waiting().is_empty());
    // Nobody waits for it a second time, and it is not asked again.
    scene.answers_within = Duration::from_secs(600);
    assert!(scene.scan().silent);
    assert!(silence.asked.load(std::sync::atomic::Ordering::Relaxed) <= 1);
    // Who stops it need not wait either.
    let other = Apart::start(silence.lister()).unwrap();
    let stuck = std::mem::replace(&mut scene.apart, other);
    let report = scene.scan_with(Duration::ZERO, &mut |_| ControlFlow::Break(()));
    assert!(report.cancelled && !report.silent);
    scene.apart = stuck;
    // It answers again: what is new is found.
    silence.of(None);
    let begun = Instant::now();
    while scene.apart.is_stuck() {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(2));
    }
    let report = scene.scan();
    assert_eq!((report.silent, report.offered), (false, 1));
    assert_eq!(scene.waiting(), ["new.jpg"]);
}

/// A watcher on two folders, the first of which is silent.
fn watcher_on(
    scene: Scene,
    silence: &Arc<Silence>,
    answers_within: Duration,
) -> (Home, i64, i64, Watcher) {
    let second = scene.home.outside().join("Other");
    std::fs::create_dir(&second).unwrap();
    photo_file(&second, "other.jpg", 5, None);
    silence.of(Some(&scene.folder));
    let other = NewFolder {
        path: second,
        kind: FolderKind::Folder,
        label: "Other".to_owned(),
        old_too: true,
    };
    let other = watch::add(&scene.watch, "ours", &other, now()).unwrap();
    let desk = WatchDesk {
        watch: scene.watch,
        journal: scene.journal,
        library: "ours".to_owned(),
        drives: Box::new(NoDrives),
        now: Box::new(|| Now {
            utc: now(),
            local: now(),
        }),
        offset_at: Arc::new(|_| 60),
        settle: Duration::from_millis(10),
        lister: silence.lister(),
        answers_within,
    };
    let watcher = Watcher::start(desk, Arc::new(|| {})).unwrap();
    (scene.home, scene.id, other.id, watcher)
}

#[test]
fn a_silent_folder_keeps_no_other_waiting_and_not_the_end_either() {
    let silence = Arc::new(Silence::default());
    let scene = Scene::new(true);
    let (home, silent, other, watcher) = watcher_on(scene, &silence, Duration::from_secs(3));
    let begun = Instant::now();
    let mut reports = std::collections::HashMap::new();
    while reports.len() < 2 {
        if let Some(WatchNews::Scanned(folder, report)) = watcher.poll() {
            reports.insert(folder, report);
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{reports:?}");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(reports[&silent].silent);
    assert_eq!(
        (reports[&other].silent, reports[&other].offered),
        (false, 1)
    );
    // What was found is written down when the end comes, and it comes at once.
    let begun = Instant::now();
    drop(watcher);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    let journal = home.connection();
    assert_eq!(inbox::counts(&journal).unwrap().waiting, 1);
    silence.of(None);
}

#[test]
fn the_end_comes_at_once_while_a_folder_is_waited_for() {
    let silence = Arc::new(Silence::default());
    let scene = Scene::new(true);
    let (_home, _, _, watcher) = watcher_on(scene, &silence, Duration::from_secs(600));
    let begun = Instant::now();
    while silence.asked.load(std::sync::atomic::Ordering::Relaxed) == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(2));
    }
    let begun = Instant::now();
    drop(watcher);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    silence.of(None);
}

#[test]
fn the_program_ends_while_a_watched_folder_hangs() {
    let home = Home::new();
    let folder = home.outside().join("Phone");
    std::fs::create_dir(&folder).unwrap();
    photo_file(&folder, "new.jpg", 1, None);
    let silence = Arc::new(Silence::default());
    silence.of(Some(&folder));
    let mut app = home.app();
    app.list_folders_by(silence.lister(), Duration::from_secs(600));
    app.apply(smilekeep::app::InboxCommand::AddFolder(folder, true).into());
    let begun = Instant::now();
    while silence.asked.load(std::sync::atomic::Ordering::Relaxed) == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60));
        app.drain();
        std::thread::sleep(Duration::from_millis(2));
    }
    let begun = Instant::now();
    app.stop_work();
    app.flush().unwrap();
    drop(app);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    silence.of(None);
}

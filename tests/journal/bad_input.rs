//! Everything that can be wrong gets one plain sentence, and nothing is lost.

use std::path::Path;

use smilekeep::app::{CaptureCommand, LibraryState, Report};
use smilekeep::store;

use super::common::{Home, contents, jpeg, photo_file, program, rest, start, text};

/// A PNG header that claims a size, with nothing behind it.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0]);
    bytes.extend([0; 4]);
    bytes
}

#[test]
fn each_bad_file_is_named_with_its_reason() {
    let home = Home::new();
    let folder = home.outside();
    let whole = jpeg(200, 150, 1, None);
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let mut files = vec![
        write("letter.txt", b"Dear grandmother"),
        write("empty.jpg", b""),
        write("short.jpg", &whole[..40]),
        write("huge.png", &png_header(65_535, 65_535)),
        folder.join("gone.jpg"),
    ];
    std::fs::create_dir(folder.join("album")).unwrap();
    files.push(folder.join("album"));
    #[cfg(unix)]
    {
        let pipe = folder.join("pipe.jpg");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            files.push(pipe);
        }
    }
    let names: Vec<_> = files
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    files.push(photo_file(folder, "good.jpg", 2, None));
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files).into());
    rest(&mut app);
    let Some(Report::Batch(report)) = app.model.report.clone() else {
        panic!("no report")
    };
    assert_eq!(report.added.len(), 1, "the good one is in");
    assert_eq!(report.refused.len(), names.len(), "{:#?}", report.refused);
    for (name, sentence) in names.iter().zip(&report.refused) {
        assert!(sentence.starts_with(&format!("{name}: ")), "{sentence}");
        assert!(
            sentence.ends_with('.') && sentence.len() > name.len() + 10,
            "{sentence}"
        );
        for jargon in ["Err(", "os error", "None", "unwrap", "io::"] {
            assert!(!sentence.contains(jargon), "{sentence}");
        }
    }
    assert_eq!(
        contents(&home.root().join("photos")).len(),
        1,
        "nothing of them was kept"
    );
}

#[test]
fn a_truncated_photo_is_refused_or_kept_whole_as_it_is() {
    let home = Home::new();
    let whole = jpeg(200, 150, 1, None);
    let cut = home.outside().join("cut.jpg");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(vec![cut.clone()]).into());
    rest(&mut app);
    let kept = contents(&home.root().join("photos"));
    match &app.model.report {
        Some(Report::Batch(report)) if report.added.is_empty() => {
            assert!(
                report.refused[0].contains("damaged"),
                "{:?}",
                report.refused
            );
            assert!(kept.is_empty());
        }
        _ => assert_eq!(kept.values().next().unwrap(), &std::fs::read(&cut).unwrap()),
    }
}

fn trouble(root: &Path) -> String {
    match start(Some(root)).model.library {
        LibraryState::Trouble { sentence, .. } => sentence,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_library_that_was_known_is_never_begun_anew() {
    let home = Home::new();
    // Remembered from the last start, and its drive is not there.
    let config = home.outside().join("config.json");
    let gone = home.outside().join("drive/library");
    std::fs::write(
        &config,
        format!("{{\"library\": {:?}}}", gone.display().to_string()),
    )
    .unwrap();
    let app = smilekeep::app::App::start(
        None,
        smilekeep::app::ConfigFile::at(&config),
        std::sync::Arc::new(smilekeep::app::SystemClock::default()),
        std::sync::Arc::new(|| {}),
    );
    match &app.model.library {
        LibraryState::Trouble { sentence, .. } => {
            assert!(
                sentence.contains("drive/library") && sentence.contains("plug it in"),
                "{sentence}"
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(!gone.exists());
}

#[test]
fn broken_libraries_say_what_to_do_and_change_nothing() {
    let home = Home::new();
    let folder = home.outside();
    let file = photo_file(folder, "a.jpg", 1, None);
    assert!(trouble(&file).contains("is a file"));
    let other = folder.join("holiday");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("taxes.txt"), "x").unwrap();
    assert!(trouble(&other).contains("is not a Smilekeep library"));
    assert_eq!(contents(&other).len(), 1);
    let journal = home.root().join(store::library::JOURNAL_FILE);
    let hidden = folder.join("journal.hidden");
    std::fs::rename(&journal, &hidden).unwrap();
    assert!(trouble(&home.root()).contains("lost its journal"));
    assert!(!journal.exists(), "an empty journal was begun");
    std::fs::write(
        &journal,
        b"this is no database, it only looks like one to a file manager",
    )
    .unwrap();
    let before = std::fs::read(&journal).unwrap();
    assert!(
        trouble(&home.root()).contains("damaged"),
        "{}",
        trouble(&home.root())
    );
    assert_eq!(std::fs::read(&journal).unwrap(), before);
    std::fs::rename(&hidden, &journal).unwrap();
    assert_eq!(home.app().model.babies.len(), 1);
}

/// Root may write anywhere, so this drops to another user where it can.
#[cfg(unix)]
#[test]
fn a_read_only_folder_can_still_be_looked_at() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for path in contents(&home.root()).keys() {
        set(path, 0o400);
    }
    set(&home.root(), 0o500);
    let probe = home.root().join("probe");
    if std::fs::write(&probe, b"x").is_ok() {
        std::fs::remove_file(probe).unwrap();
        println!("skipped: this user may write into read-only folders");
        return;
    }
    let app = home.app();
    assert!(app.model.read_only().is_some());
    assert_eq!(app.model.babies.len(), 1);
    set(&home.root(), 0o700);
}

#[test]
fn the_command_line_says_it_too() {
    let home = Home::new();
    let folder = home.outside();
    let run = |library: &Path, arguments: &[&str]| {
        let output = program(folder, library, arguments);
        (output.status.code().unwrap(), text(&output.stderr))
    };
    let (code, said) = run(&folder.join("nowhere"), &["list"]);
    assert!(
        code == 1 && said.contains("There is no library at"),
        "{said}"
    );
    let (code, said) = run(
        &home.root(),
        &["milestone", "add", "Too early", "--date", "2026-06-01"],
    );
    assert!(code == 1 && said.contains("before Mina’s birth"), "{said}");
    let photo = photo_file(folder, "a.jpg", 1, Some("2026:11:03 03:10:00"));
    let (code, said) = run(&home.root(), &["add", &photo.display().to_string()]);
    assert_eq!(code, 0, "{said}");
    let entry = store::entry::list(&home.connection(), None).unwrap()[0]
        .id
        .to_string();
    let (code, said) = run(
        &home.root(),
        &["edit", "entry", &entry, "--moment", "2026-06-01T03:10"],
    );
    assert!(code == 1 && said.contains("before Mina’s birth"), "{said}");
    let nobody = store::new_uuid().to_string();
    let (code, said) = run(
        &home.root(),
        &["add", "--entry", &nobody, &photo.display().to_string()],
    );
    assert!(
        code == 1 && said.contains("This entry is no longer in the journal."),
        "{said}"
    );
    // No window without a display; the words say what to do instead.
    let output = program(folder, &home.root(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("no display"),
        "{}",
        text(&output.stderr)
    );
    // While a window has it open, nothing is written beside it.
    let _open = store::Library::open(&home.root()).unwrap();
    let (code, said) = run(&home.root(), &["delete", &entry]);
    assert!(code == 1 && said.contains("already open"), "{said}");
    assert_eq!(run(&home.root(), &["list"]).0, 0, "looking is allowed");
}

#[test]
fn an_empty_library_without_babies_asks_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    drop(store::Library::create(&root).unwrap());
    let photo = photo_file(folder.path(), "a.jpg", 1, None);
    let output = program(folder.path(), &root, &["add", &photo.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("no baby in this journal"),
        "{}",
        text(&output.stderr)
    );
    let mut app = start(Some(&root));
    rest(&mut app);
    app.apply(CaptureCommand::AddFiles(vec![photo]).into());
    rest(&mut app);
    assert!(
        app.model
            .notices
            .iter()
            .any(|notice| notice.text.contains("no baby"))
    );
}

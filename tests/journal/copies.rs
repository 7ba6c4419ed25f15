//! Photos coming in are seen at once; photos going out are copies.

use std::time::{Duration, Instant};

use exif::{Field, In, Tag, Value};
use smilekeep::app::{CaptureCommand, EditorCommand, ViewerCommand};
use smilekeep::domain::Edits;
use smilekeep::photo::{ExportFormat, ExportOptions, Limits, decode};

use super::common::{Home, contents, jpeg, photo_file, program, rest, text};

#[test]
fn a_copy_is_saved_with_the_edits_and_the_original_stays() {
    let home = Home::new();
    let file = photo_file(home.outside(), "a.jpg", 1, Some("2026:11:03 03:10:15"));
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(vec![file]).into());
    rest(&mut app);
    let photo = app.model.gallery.items[0].id();
    app.apply(EditorCommand::Open(photo).into());
    app.apply(EditorCommand::Set(Edits::default().turned_right()).into());
    rest(&mut app);
    let before = contents(&home.root().join("photos"));

    let path = home.outside().join("for grandma.png");
    let options = ExportOptions {
        format: ExportFormat::Png,
        ..ExportOptions::default()
    };
    app.apply(ViewerCommand::SaveCopy(photo, options, path.clone()).into());
    rest(&mut app);
    let notice = app.model.notices.back().unwrap();
    assert!(notice.text.contains("for grandma.png"), "{}", notice.text);
    let copy = decode(&std::fs::read(&path).unwrap(), &Limits::default()).unwrap();
    assert_eq!(copy.size, (64, 96));
    assert_eq!(contents(&home.root().join("photos")), before);

    let nowhere = home.outside().join("no such folder").join("a.jpg");
    app.apply(ViewerCommand::SaveCopy(photo, ExportOptions::default(), nowhere.clone()).into());
    rest(&mut app);
    let notice = app.model.notices.back().unwrap();
    assert!(
        notice.text.starts_with("No copy was saved") && notice.text.contains("no such folder"),
        "{}",
        notice.text
    );
}

#[test]
fn copies_from_the_command_line_never_replace_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("library");
    let run = |arguments: &[&str]| {
        let output = program(folder.path(), &root, arguments);
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    run(&["baby", "add", "Mina", "--born", "2026-06-24"]);
    let file = photo_file(folder.path(), "one.jpg", 1, Some("2026:11:03 03:10:15"));
    let (_, added, _) = run(&["add", &file.display().to_string(), "--json"]);
    let added: serde_json::Value = serde_json::from_str(&added).unwrap();
    let photo = added["added"][0]["photo"].as_str().unwrap();
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let to = out.display().to_string();

    for name in ["one.jpg", "one (2).jpg"] {
        let (code, told, error) = run(&["copy", photo, "--to", &to, "--size", "48"]);
        assert_eq!(code, 0, "{told}{error}");
        let bytes = std::fs::read(out.join(name)).unwrap_or_else(|_| panic!("{told}"));
        assert!(!bytes.windows(4).any(|four| four == b"Exif"));
        let copy = decode(&bytes, &Limits::default()).unwrap();
        assert_eq!(copy.size, (48, 32));
    }
    let (code, _, _) = run(&["copy", photo, "--to", &to, "--tell", "dates"]);
    assert_eq!(code, 0);
    let bytes = std::fs::read(out.join("one (3).jpg")).unwrap();
    assert!(bytes.windows(19).any(|word| word == b"2026:11:03 03:10:15"));

    let stranger = "01936b1e-0000-7000-8000-00000000dead";
    let (code, told, error) = run(&["copy", photo, stranger, "--to", &to]);
    assert_eq!(code, 3, "{told}{error}");
    assert!(error.contains("photo"), "{error}");
    let (code, _, error) = run(&["copy", photo, "--to", "/no/such/folder"]);
    assert_eq!(code, 1);
    assert!(error.contains("/no/such/folder"), "{error}");
}

/// A photo with a small picture inside, as cameras write it.
fn with_small_picture(seed: u8) -> Vec<u8> {
    let small = jpeg(160, 120, seed, None);
    let mut writer = exif::experimental::Writer::new();
    let camera = Field {
        tag: Tag::Model,
        ifd_num: In::PRIMARY,
        value: Value::Ascii(vec![b"Nightlight 3".to_vec()]),
    };
    writer.push_field(&camera);
    writer.set_jpeg(&small, In::THUMBNAIL);
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    let block = block.into_inner();
    let large = jpeg(1600, 1200, seed, None);
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend(u16::try_from(block.len() + 8).unwrap().to_be_bytes());
    bytes.extend(b"Exif\0\0");
    bytes.extend(block);
    bytes.extend(&large[2..]);
    bytes
}

#[test]
fn dropped_photos_are_seen_before_they_are_kept() {
    let home = Home::new();
    let files: Vec<_> = (0..30_u8)
        .map(|seed| {
            let path = home.outside().join(format!("{seed}.jpg"));
            std::fs::write(&path, with_small_picture(seed)).unwrap();
            path
        })
        .collect();
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files).into());
    let names: Vec<_> = app.model.arrivals.iter().map(|a| a.name.clone()).collect();
    assert_eq!(names.len(), 24, "as many as the strip can show");
    assert_eq!(names[0], "0.jpg");
    let start = Instant::now();
    let mut most_seen = 0;
    while !app.model.tasks.is_empty() && start.elapsed() < Duration::from_secs(60) {
        app.drain();
        let seen = app
            .model
            .arrivals
            .iter()
            .filter(|arrival| arrival.picture.is_some())
            .count();
        most_seen = most_seen.max(seen);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(most_seen, 24, "every first look came before the end");
    rest(&mut app);
    assert!(app.model.arrivals.is_empty());
    assert_eq!(app.model.gallery.items.len(), 30);
}

#[test]
fn photos_of_a_burst_lie_in_the_order_they_were_taken() {
    let home = Home::new();
    // Dropped in any order.
    let files: Vec<_> = [(3, "03:10:30"), (1, "03:10:10"), (2, "03:10:20")]
        .into_iter()
        .map(|(seed, time)| {
            photo_file(
                home.outside(),
                &format!("{seed}.jpg"),
                seed,
                Some(&format!("2026:11:03 {time}")),
            )
        })
        .collect();
    let mut app = home.app();
    app.apply(CaptureCommand::AddFiles(files).into());
    rest(&mut app);
    let names: Vec<_> = app
        .model
        .gallery
        .items
        .iter()
        .map(|item| item.photo.file.original_name.as_str())
        .collect();
    assert_eq!(names, ["1.jpg", "2.jpg", "3.jpg"]);
}

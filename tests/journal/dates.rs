//! Dates from beside the photos, told doubts, and the second reading of photos
//! that an earlier version kept.

use smilekeep::domain::{MomentSource, Photo};
use smilekeep::store::{self, Access};

use super::common::{Home, jpeg, photo_file, program, rest, text};

fn takeout(title: &str, seconds: i64) -> String {
    format!(r#"{{"title": "{title}", "photoTakenTime": {{"timestamp": "{seconds}"}}}}"#)
}

fn photos(home: &Home) -> Vec<Photo> {
    store::photo::list(&home.connection()).unwrap()
}

/// Through the real program: a Takeout file, a sidecar, a broken time.
#[test]
fn sidecars_tell_and_doubts_are_told() {
    let home = Home::new();
    let folder = home.outside();
    let files = [
        photo_file(folder, "IMG_1(1).jpg", 1, None),
        photo_file(folder, "IMG_2.jpg", 2, None),
        photo_file(
            folder,
            "IMG_20261103_031455.jpg",
            3,
            Some("2026:11:03 24:08:19"),
        ),
        photo_file(folder, "IMG_3.jpg", 4, Some("2026:11:05 01:00:00")),
    ];
    // 2026-11-03 03:14:55 UTC.
    std::fs::write(
        folder.join("IMG_1.jpg.supplemental-metadata(1).json"),
        takeout("IMG_1.jpg", 1_793_675_695),
    )
    .unwrap();
    std::fs::write(
        folder.join("IMG_2.jpg.xmp"),
        r#"<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description
        xmlns:e="http://ns.adobe.com/exif/1.0/" e:DateTimeOriginal="2026-11-04T02:00:00.25+05:30"/>
        </r:RDF>"#,
    )
    .unwrap();
    // Never opened: the photo tells its date itself.
    std::fs::write(folder.join("IMG_3.jpg.json"), takeout("IMG_3.jpg", 1)).unwrap();
    let mut arguments = vec!["add", "--json"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    let output = program(folder, &home.root(), &arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let doubts = report["doubtful_dates"].as_array().unwrap();
    assert_eq!(doubts.len(), 1, "{doubts:?}");
    assert_eq!(
        doubts[0],
        "IMG_20261103_031455.jpg: the date in it is “2026:11:03 24:08:19”, \
         which cannot be right; the date in its name is used. Please check it."
    );
    let found: Vec<_> = photos(&home)
        .into_iter()
        .map(|photo| (photo.file.taken, photo.file.taken_millis))
        .collect();
    assert_eq!(found[0].0.utc().to_string(), "2026-11-03 03:14:55");
    assert_eq!(found[0].0.source, MomentSource::Takeout);
    assert_eq!(found[1].0.to_string(), "2026-11-04 02:00:00 +05:30");
    assert_eq!(
        (found[1].0.source, found[1].1),
        (MomentSource::Sidecar, 250)
    );
    assert_eq!(found[2].0.source, MomentSource::FileName);
    assert_eq!(found[3].0.source, MomentSource::Camera);
}

#[test]
fn a_doubt_is_told_in_words_too() {
    let home = Home::new();
    let file = photo_file(home.outside(), "a.jpg", 1, Some("0000:00:00 00:00:00"));
    let output = program(
        home.outside(),
        &home.root(),
        &["add", file.to_str().unwrap()],
    );
    let told = text(&output.stderr);
    assert!(
        told.contains("a.jpg: the date in it is “0000:00:00 00:00:00”"),
        "{told}"
    );
    let photo = &photos(&home)[0];
    assert_eq!(photo.file.taken.source, MomentSource::FileDate);
    assert!(photo.file.light.is_some());
}

/// Many photos without a date beside many other files: each folder is listed
/// once, so the last photo is as quick as the first.
#[test]
fn a_large_takeout_folder_stays_fast() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..3000 {
        let name = format!("IMG_{number}.jpg");
        std::fs::write(
            folder.path().join(format!("{name}.json")),
            takeout(&name, 1_793_675_695),
        )
        .unwrap();
    }
    let sidecars = smilekeep::capture::Sidecars::default();
    let begun = std::time::Instant::now();
    for number in 0..3000 {
        let found = sidecars.evidence(&folder.path().join(format!("IMG_{number}.jpg")));
        assert_eq!(found.len(), 1);
    }
    // Some tenths of a second; listing 3,000 times would take minutes.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn photos_of_an_earlier_version_are_read_again_and_keep_their_date() {
    let home = Home::new();
    let file = photo_file(home.outside(), "a.jpg", 1, Some("2026:11:03 03:10:15"));
    let gone = photo_file(home.outside(), "b.jpg", 2, Some("2026:11:04 03:10:15"));
    let paths = [file.to_str().unwrap(), gone.to_str().unwrap()];
    let output = program(home.outside(), &home.root(), &["add", paths[0], paths[1]]);
    assert!(output.status.success());
    let before = photos(&home);
    let journal = home.root().join(store::library::JOURNAL_FILE);
    store::open_connection(&journal, Access::Write)
        .unwrap()
        .execute(
            "UPDATE photo SET read_version = 0, light = NULL, taken_local = '2026-11-01 00:00:00'",
            [],
        )
        .unwrap();
    // The original of one is not there today.
    let vault = smilekeep::photo::Vault::new(&home.root());
    std::fs::remove_file(vault.path_of(&before[1].file.hash, before[1].file.format)).unwrap();
    let waiting = |most| {
        store::photo::to_read_again(&home.connection(), most)
            .unwrap()
            .len()
    };
    assert_eq!(waiting(10), 2);

    let mut app = home.app();
    rest(&mut app);
    let after = photos(&home);
    assert!(before[0].file.light.is_some());
    assert_eq!(after[0].file.light, before[0].file.light);
    assert_eq!(after[0].file.taken.local.to_string(), "2026-11-01 00:00:00");
    assert_eq!(after[1].file.light, None);
    assert_eq!(waiting(10), 1);
    // What was learned is on screen without a restart.
    assert!(app.model.photos[&after[0].id].photo.file.light.is_some());
    assert!(app.model.tasks.is_empty() && app.model.report.is_none());
}

#[test]
fn a_burst_is_told_by_any_clear_evidence() {
    let home = Home::new();
    let folder = home.outside();
    let mut arguments = vec!["add".to_owned()];
    for number in 0..2_u8 {
        let name = format!("pic{number}.jpg");
        std::fs::write(folder.join(&name), jpeg(96, 64, number, None)).unwrap();
        std::fs::write(
            folder.join(format!("{name}.json")),
            takeout(&name, 1_793_675_695 + i64::from(number) * 20),
        )
        .unwrap();
        arguments.push(folder.join(&name).display().to_string());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert!(program(folder, &home.root(), &arguments).status.success());
    assert_eq!(
        store::entry::list(&home.connection(), None).unwrap().len(),
        1
    );
}

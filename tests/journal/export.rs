//! Everything out: what an export holds, how it goes on, what it refuses.

pub mod contract;
mod german;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::Value;
use smilekeep::archive::ExportError;
use smilekeep::archive::export::{self, Choice, ExportReport, From, Made, UNFINISHED};
use smilekeep::domain::{
    BabyFields, Crop, Edits, EntryFields, Look, LookChoice, MilestoneFields, Moment, MomentSource,
    Month, PageChoice, SleepState, SmileKind, SmileStrength, Tag,
};
use smilekeep::photo::{ThumbCache, Vault, hash_of};
use smilekeep::store::{self, Connection, Library};

use super::common::{Home, at, contents, now, photo_file, program, text};

/// A note that would be a formula in a spreadsheet and a script in a browser.
pub const HOSTILE_NOTE: &str =
    "=HYPERLINK(\"https://example.com\")\n<script>alert(1)</script> & \"so\" on";

fn writing(home: &Home) -> Connection {
    let path = home.root().join(store::library::JOURNAL_FILE);
    store::open_connection(&path, store::Access::Write).unwrap()
}

fn ok(home: &Home, words: &[&str]) -> String {
    let output = program(home.outside(), &home.root(), words);
    assert!(
        output.status.success(),
        "{words:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// A journal with one of everything: two babies, entries with and without
/// photos, edits, a preset, a page, milestones, and a trash.
pub fn rich() -> Home {
    let home = Home::new();
    let folder = home.outside().join("phone");
    fs::create_dir_all(folder.join("other")).unwrap();
    let mut words = vec!["add".to_owned()];
    for (seed, name, taken) in [
        (1, "IMG_1.jpg", "2026:10:30 22:10:00"),
        // Twenty seconds later: the same entry.
        (2, "IMG_2.jpg", "2026:10:30 22:10:20"),
        // The small hours of the same journal day, in the next month.
        (3, "IMG_3.jpg", "2026:11:01 03:10:00"),
        (4, "صورة ٤.jpg", "2026:11:03 03:10:00"),
    ] {
        let path = photo_file(&folder, name, seed, Some(taken));
        words.push(path.display().to_string());
    }
    // Another photo of the same name, in capitals.
    let path = photo_file(
        &folder.join("other"),
        "img_1.JPG",
        5,
        Some("2026:10:30 22:10:40"),
    );
    words.push(path.display().to_string());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    ok(&home, &words);

    let mut connection = writing(&home);
    let entries = store::entry::list(&connection, None).unwrap();
    assert_eq!(entries.len(), 3);
    let later = now() + chrono::Duration::hours(1);
    store::in_transaction(&mut connection, |tx| {
        let mut newest = entries[0].clone();
        newest.fields.note = HOSTILE_NOTE.to_owned();
        newest.fields.tags = vec![Tag::new("after a feed").unwrap(), Tag::new("bath").unwrap()];
        newest.fields.sleep_state = Some(SleepState::ActiveSleep);
        newest.fields.kind = Some(SmileKind::Spontaneous);
        newest.fields.strength = Some(SmileStrength::Subtle);
        newest.fields.length_seconds = Some(4);
        newest.fields.favourite = true;
        store::entry::update(tx, newest.id, &newest.fields, later)?;
        let burst = &entries[2];
        let photos = &burst.fields.photos;
        let edits = Edits {
            brightness: 20,
            crop: Crop {
                left: 1000,
                top: 0,
                right: 9000,
                bottom: 10_000,
            },
            look: Some(LookChoice::full(Look::WarmNight)),
            ..Edits::default()
        };
        store::edits::set(tx, photos[0], &edits, later)?;
        store::preset::save(tx, "By the window", &edits, later)?;
        let mut fields = burst.fields.clone();
        fields.cover = Some(photos[1]);
        store::entry::update(tx, burst.id, &fields, later)?;
        let leo = store::baby::insert(
            tx,
            BabyFields {
                name: "ליאו".to_owned(),
                birth_date: "2026-05-01".parse().unwrap(),
                due_date: Some("2026-05-20".parse().unwrap()),
                portrait: Some(photos[0]),
            },
            now(),
        )?;
        let moment = Moment::new(at("2026-11-05 14:00"), -210, MomentSource::TypedIn);
        let mut without = EntryFields::new(leo.id, moment);
        without.note = "חיוך קטן\nשורה שנייה".to_owned();
        store::entry::insert(tx, &without, now())?;
        let gone = store::entry::insert(tx, &EntryFields::new(leo.id, moment), now())?;
        store::entry::trash(tx, gone.id, later)?;
        let milestone = MilestoneFields {
            baby: home.baby,
            title: "First smile in sleep".to_owned(),
            date: "2026-10-30".parse().unwrap(),
            note: "Right after the bath.".to_owned(),
            photos: vec![photos[1]],
            entry: Some(burst.id),
        };
        store::milestone::insert(tx, milestone.clone(), now())?;
        let gone = store::milestone::insert(tx, milestone, now())?;
        store::milestone::trash(tx, gone.id, later)?;
        let month: Month = "2026-10".parse().unwrap();
        let mut page = PageChoice::untouched(home.baby, month);
        page.title = "Our autumn".to_owned();
        page.photos = Some(vec![photos[1], photos[0]]);
        page.look.landscape = true;
        page.look
            .focus
            .insert(photos[0], smilekeep::domain::Focus::new(0.25, 0.5));
        store::keepsake::set(tx, &page, now())
    })
    .unwrap();
    home
}

pub fn made() -> Made {
    Made {
        at: now(),
        day: now().date(),
    }
}

pub fn export_to(home: &Home, to: &Path) -> Result<ExportReport, ExportError> {
    export_with(&home.root(), to, Choice::default(), &mut |_, _, _| {
        ControlFlow::Continue(())
    })
}

fn export_with(
    root: &Path,
    to: &Path,
    choice: Choice,
    step: &mut export::Step<'_>,
) -> Result<ExportReport, ExportError> {
    let library = Library::open_to_read(root).unwrap();
    let connection = library.connect().unwrap();
    let from = From {
        library: root,
        connection: &connection,
        vault: &Vault::new(root),
        thumbs: &ThumbCache::new(root),
    };
    export::export(from, to, choice, made(), step)
}

/// Every file of a folder by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    contents(folder)
        .into_iter()
        .map(|(path, bytes)| {
            let name = path.strip_prefix(folder).unwrap();
            (name.to_str().unwrap().replace('\\', "/"), bytes)
        })
        .collect()
}

fn unzipped(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let name = file
                .name()
                .strip_prefix("Smilekeep export/")
                .unwrap()
                .to_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o600));
            if name.ends_with(".jpg") {
                assert_eq!(file.compression(), zip::CompressionMethod::Stored);
            }
            (name, bytes)
        })
        .collect()
}

/// Small pictures are of the same name; their bytes may come from the cache.
fn assert_same(these: &BTreeMap<String, Vec<u8>>, those: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(
        these.keys().collect::<Vec<_>>(),
        those.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in these {
        if !name.starts_with("pages/pictures/") {
            assert!(*bytes == those[name], "{name} differs");
        }
    }
}

fn originals(root: &Path) -> BTreeSet<String> {
    contents(&root.join("photos"))
        .values()
        .map(|bytes| hash_of(bytes).to_string())
        .collect()
}

#[test]
fn everything_is_there_and_opens_without_the_program() {
    let home = rich();
    let to = home.outside().join("out/all of it");
    let report = export_to(&home, &to).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert_eq!((report.photos, report.there, report.edited), (5, 0, 1));
    assert_eq!(
        (report.entries, report.milestones, report.in_trash),
        (4, 1, 2)
    );
    let files = files(&to);
    // Bit for bit, under their own names, each once.
    let copied: BTreeSet<String> = files
        .iter()
        .filter(|(name, _)| name.starts_with("originals/"))
        .map(|(_, bytes)| hash_of(bytes).to_string())
        .collect();
    assert_eq!(copied, originals(&home.root()));
    for name in [
        "originals/2026/10/2026-10-30 22-10 IMG_1.jpg",
        "originals/2026/10/2026-10-30 22-10 img_1 (2).jpg",
        "originals/2026/11/2026-11-01 03-10 IMG_3.jpg",
        "originals/2026/11/2026-11-03 03-10 صورة ٤.jpg",
        "edited/2026/10/2026-10-30 22-10 IMG_1.jpg",
        "index.html",
        "pages/2026-10.html",
        "pages/2026-11.html",
        "pages/milestones.html",
        "pages/style.css",
        "entries.csv",
        "milestones.csv",
        "journal.json",
    ] {
        assert!(files.contains_key(name), "{name} of {:?}", files.keys());
    }
    assert!(!files.contains_key(UNFINISHED));
    // The edited copy is cropped.
    let edited = &files["edited/2026/10/2026-10-30 22-10 IMG_1.jpg"];
    let edited = image::load_from_memory(edited).unwrap();
    assert_eq!((edited.width(), edited.height()), (77, 64));

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for name in files.keys() {
            let path = to.join(name);
            assert_eq!(mode(&path), 0o600, "{name}");
            assert_eq!(mode(path.parent().unwrap()), 0o700, "{name}");
        }
    }
}

#[test]
fn pages_are_plain_and_every_link_leads_somewhere() {
    let home = rich();
    let to = home.outside().join("out");
    export_to(&home, &to).unwrap();
    let files = files(&to);
    let mut links = 0;
    for (name, bytes) in &files {
        if !name.ends_with(".html") {
            continue;
        }
        let page = text(bytes);
        assert!(page.starts_with("<!DOCTYPE html>"), "{name}");
        let lower = page.to_lowercase();
        for forbidden in [
            "<script",
            "javascript:",
            " onload",
            " onerror",
            "@import",
            "http:",
        ] {
            assert!(!lower.contains(forbidden), "{name}: {forbidden}");
        }
        // A web address is there as words, never as a link.
        for piece in page.split(['"']).skip(1).step_by(2) {
            assert!(!piece.starts_with("https:"), "{name}: {piece}");
        }
        for part in page.split("href=\"").chain(page.split("src=\"")).skip(1) {
            let Some((target, _)) = part.split_once('"') else {
                continue;
            };
            if !target.ends_with(".html") && !target.contains('.') && !target.ends_with('/') {
                continue;
            }
            let here = to.join(name);
            let path = here.parent().unwrap().join(decoded(target));
            assert!(path.exists(), "{name}: {target}");
            links += 1;
        }
    }
    assert!(links > 20, "{links}");
    let november = text(&files["pages/2026-11.html"]);
    assert!(november.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(november.contains("<p class=\"note\" dir=\"auto\">חיוך קטן\nשורה שנייה</p>"));
    assert!(november.contains("Asleep, active-looking"));
    // Of the night before the first: that is October's page.
    let october = text(&files["pages/2026-10.html"]);
    assert!(october.contains("03:10") && !november.contains("IMG_3"));
    // What was thrown away is told by no page.
    assert_eq!(
        text(&files["pages/milestones.html"])
            .matches("First smile in sleep")
            .count(),
        1
    );
}

fn decoded(link: &str) -> PathBuf {
    let bytes = link.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            found.push(u8::from_str_radix(&link[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            found.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(found).unwrap().into()
}

#[test]
fn tables_open_in_a_spreadsheet_and_run_nothing() {
    let home = rich();
    let to = home.outside().join("out");
    export_to(&home, &to).unwrap();
    let bytes = fs::read(to.join("entries.csv")).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 4);
    let noted = rows
        .iter()
        .find(|row| row[column("Note")].contains("HYPERLINK"))
        .unwrap();
    // Told as text here, exactly as written in the JSON.
    assert_eq!(noted[column("Note")], format!("'{HOSTILE_NOTE}"));
    assert_eq!(&noted[column("Tags")], "after a feed, bath");
    assert_eq!(&noted[column("Time zone")], "UTC+02:00");
    assert!(text(&fs::read(to.join("journal.json")).unwrap()).contains("\"note\":\"=HYPERLINK"));
    let milestones = fs::read(to.join("milestones.csv")).unwrap();
    assert_eq!(
        csv::Reader::from_reader(&milestones[3..]).records().count(),
        1
    );
}

#[test]
fn a_zip_holds_the_same_and_litters_nothing_when_stopped() {
    let home = rich();
    let folder = home.outside().join("folder");
    export_to(&home, &folder).unwrap();
    let zip = home.outside().join("zips/all.zip");
    fs::create_dir(zip.parent().unwrap()).unwrap();
    let mut stop = |done: usize, _: usize, _: &str| match done {
        3 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let stopped = export_with(&home.root(), &zip, Choice::default(), &mut stop);
    assert!(matches!(stopped, Err(ExportError::StoppedZip)));
    assert_eq!(fs::read_dir(zip.parent().unwrap()).unwrap().count(), 0);
    export_to(&home, &zip).unwrap();
    assert_same(&unzipped(&zip), &files(&folder));
    // Never over something that is there.
    let before = fs::read(&zip).unwrap();
    assert!(matches!(export_to(&home, &zip), Err(ExportError::Taken(_))));
    assert_eq!(fs::read(&zip).unwrap(), before);
}

#[test]
fn a_stopped_export_says_so_and_goes_on() {
    let home = rich();
    let to = home.outside().join("out");
    let mut stop = |done: usize, _: usize, _: &str| match done {
        3 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let stopped = export_with(&home.root(), &to, Choice::default(), &mut stop);
    assert!(matches!(stopped, Err(ExportError::StoppedFolder(_))));
    assert!(to.join(UNFINISHED).exists() && !to.join("journal.json").exists());
    // One of those written was damaged meanwhile: it is written anew.
    let damaged = to.join("originals/2026/10/2026-10-30 22-10 IMG_1.jpg");
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[40] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    // The window goes on with it by itself.
    assert_eq!(
        export::folder_in(home.outside(), now().date()),
        home.outside().join("Smilekeep export 2026-11-20")
    );
    let report = export_to(&home, &to).unwrap();
    assert_eq!((report.there, report.photos), (2, 3));
    let straight = home.outside().join("straight");
    export_to(&home, &straight).unwrap();
    assert_same(&files(&to), &files(&straight));
    // Finished is finished.
    assert!(matches!(
        export_to(&home, &to),
        Err(ExportError::NotEmpty(_))
    ));
}

#[test]
fn an_unfinished_export_of_another_library_is_left_alone() {
    let (home, other) = (rich(), rich());
    let to = home.outside().join("out");
    let mut stop = |_: usize, _: usize, _: &str| ControlFlow::Break(());
    let stopped = export_with(&home.root(), &to, Choice::default(), &mut stop);
    assert!(stopped.is_err());
    let before = files(&to);
    assert!(matches!(
        export_to(&other, &to),
        Err(ExportError::NotEmpty(_))
    ));
    assert_same(&files(&to), &before);
}

#[test]
fn what_is_damaged_is_named_and_the_rest_goes_on() {
    let home = rich();
    let connection = home.connection();
    let photos = store::photo::list(&connection).unwrap();
    let vault = Vault::new(&home.root());
    let path_of = |index: usize| {
        let file = &photos[index].file;
        vault.path_of(&file.hash, file.format)
    };
    let mut bytes = fs::read(path_of(0)).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(path_of(0), bytes).unwrap();
    fs::remove_file(path_of(3)).unwrap();
    for to in ["out", "out.zip"] {
        let to = home.outside().join(to);
        let report = export_to(&home, &to).unwrap();
        assert_eq!(report.photos, 3);
        let [damaged, missing] = report.problems.as_slice() else {
            panic!("{:?}", report.problems);
        };
        assert!(
            damaged.starts_with("IMG_1.jpg: its original has been damaged."),
            "{damaged}"
        );
        assert!(
            missing.starts_with("صورة ٤.jpg: its original is missing."),
            "{missing}"
        );
        let files = if export::is_zip(&to) {
            unzipped(&to)
        } else {
            files(&to)
        };
        let journal: Value = serde_json::from_slice(&files["journal.json"]).unwrap();
        assert_eq!(journal["photos"][0]["file"], Value::Null);
        assert!(!files.contains_key("originals/2026/10/2026-10-30 22-10 IMG_1.jpg"));
        assert!(text(&files["pages/2026-11.html"]).contains("the original was damaged or missing"));
    }
}

#[test]
fn places_that_would_do_harm_are_refused() {
    let home = rich();
    let before = files(&home.root());
    for inside in [
        home.root(),
        home.root().join("photos/new"),
        home.root().join("x.zip"),
    ] {
        let refused = export_to(&home, &inside);
        assert!(
            matches!(refused, Err(ExportError::InsideLibrary)),
            "{inside:?}"
        );
    }
    assert_eq!(
        files(&home.root()).keys().collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>()
    );
    let used = home.outside().join("used");
    fs::create_dir(&used).unwrap();
    fs::write(used.join("mine.txt"), b"mine").unwrap();
    let error = export_to(&home, &used).unwrap_err().to_string();
    assert!(error.contains("holds other things already"), "{error}");
    assert_eq!(files(&used).len(), 1);
    let nowhere = home.outside().join("no/such/folder/x.zip");
    assert!(matches!(
        export_to(&home, &nowhere),
        Err(ExportError::File(_))
    ));
}

#[test]
fn originals_only_leaves_out_what_can_be_made_again() {
    let home = rich();
    let to = home.outside().join("out");
    let choice = Choice {
        originals_only: true,
    };
    export_with(&home.root(), &to, choice, &mut |_, _, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    let names: BTreeSet<String> = files(&to)
        .into_keys()
        .map(|name| name.split('/').next().unwrap().to_owned())
        .collect();
    let expected = ["entries.csv", "journal.json", "milestones.csv", "originals"];
    assert_eq!(names, expected.map(str::to_owned).into());
}

#[test]
fn the_command_line_does_the_same() {
    let home = rich();
    let to = home.outside().join("out");
    let told = ok(&home, &["export", to.to_str().unwrap()]);
    assert!(
        told.contains("5 photos") && told.contains("index.html"),
        "{told}"
    );
    let zip = home.outside().join("out.zip");
    let told = ok(&home, &["export", zip.to_str().unwrap(), "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["photos"], &told["in_trash"]), (&5.into(), &2.into()));
    let again = program(
        home.outside(),
        &home.root(),
        &["export", zip.to_str().unwrap()],
    );
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("is there already. Choose another name."));
}

//! The three journeys, through the library's own functions: photo to entry,
//! slider to saved edit, month to page.

use std::ops::ControlFlow;
use std::path::Path;

use smilekeep::capture::{Desk, Outcome, Source, Target, adopt_orphans, run_batch, take_in};
use smilekeep::domain::{Edits, MomentSource, PageChoice};
use smilekeep::keepsake::{
    Book, BookMonth, BookPlan, KeepsakeEngine, PageMaker, PageMaterial, PageWarning,
    ScreenPictures, Shelves, Template, propose_photos,
};
use smilekeep::photo::{self, Limits, ThumbCache, ThumbSize, Vault};
use smilekeep::store::{self, Library};

use super::common::{Home, at, jpeg, now, photo_file};

pub fn at_desk<T>(home: &Home, work: impl FnOnce(&Desk<'_>, &mut store::Connection) -> T) -> T {
    let library = Library::open(&home.root()).unwrap();
    let (vault, thumbs) = (Vault::new(&home.root()), ThumbCache::new(&home.root()));
    let desk = Desk {
        vault: &vault,
        thumbs: &thumbs,
        limits: Limits::default(),
        now: now(),
        now_local: now(),
        offset_at: &|_| 60,
        file_date: &|_| Some(at("2026-09-09 09:09")),
    };
    work(&desk, &mut library.connect().unwrap())
}

pub fn on(_: smilekeep::capture::BatchStep) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

#[test]
fn a_dropped_photo_becomes_an_entry_and_stays_untouched() {
    let home = Home::new();
    let path = photo_file(home.outside(), "smile.jpg", 1, Some("2026:11:03 03:10:15"));
    let before = std::fs::read(&path).unwrap();
    at_desk(&home, |desk, connection| {
        let outcome = take_in(
            desk,
            connection,
            &Source::File(path.clone()),
            Target::Baby(home.baby),
        );
        let Outcome::Added {
            photo,
            entry: Some(entry),
            ends_early: false,
            doubt: None,
        } = outcome.unwrap()
        else {
            panic!("not added")
        };
        let photo = store::photo::get(connection, photo).unwrap();
        let entry = store::entry::get(connection, entry).unwrap();
        assert_eq!(entry.fields.moment.local.to_string(), "2026-11-03 03:10:15");
        assert_eq!(entry.fields.moment.utc_offset_minutes, 120);
        assert_eq!(entry.fields.moment.source, MomentSource::Camera);
        assert_eq!(entry.fields.photos, [photo.id]);
        assert_eq!(photo.file.original_name, "smile.jpg");
        assert_eq!((photo.file.width, photo.file.height), (96, 64));
        let original = desk.vault.path_of(&photo.file.hash, photo.file.format);
        assert_eq!(std::fs::read(original).unwrap(), before);
        let thumb = desk
            .thumbs
            .get(&photo.file.hash, ThumbSize::Grid, &Edits::default());
        assert!(thumb.is_some(), "no thumbnail was made");
    });
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_batch_tells_what_became_of_each_photo() {
    let home = Home::new();
    let folder = home.outside();
    let twin = photo_file(folder, "twin.jpg", 3, None);
    let bad = folder.join("note.jpg");
    std::fs::write(&bad, "no photo at all").unwrap();
    let sources: Vec<_> = [
        photo_file(folder, "IMG_20261103_031000.jpg", 1, None),
        photo_file(folder, "IMG_20261103_031030.jpg", 2, None),
        photo_file(folder, "first.jpg", 3, None),
        twin,
        bad,
        photo_file(folder, "early.jpg", 4, Some("2026:06:01 10:00:00")),
    ]
    .into_iter()
    .map(Source::File)
    .collect();
    at_desk(&home, |desk, connection| {
        let mut names = Vec::new();
        let report = run_batch(
            desk,
            connection,
            &sources,
            Target::Baby(home.baby),
            &mut |step| {
                names.push((step.done, step.total, step.name));
                ControlFlow::Continue(())
            },
        );
        assert_eq!(names.len(), 6);
        assert_eq!(names[4], (4, 6, "note.jpg".to_owned()));
        assert_eq!(report.added.len(), 4);
        assert_eq!(report.already_there, ["twin.jpg"]);
        assert_eq!(report.before_birth, ["early.jpg"]);
        assert_eq!(report.refused.len(), 1);
        assert!(
            report.refused[0].starts_with("note.jpg: "),
            "{:?}",
            report.refused
        );
        // The two of one burst share an entry; a file date never joins.
        assert_eq!(report.added[0].1, report.added[1].1);
        assert_ne!(report.added[0].1, report.added[2].1);
        let moments: Vec<_> = store::entry::list(connection, None)
            .unwrap()
            .iter()
            .map(|entry| entry.fields.moment.source)
            .collect();
        assert_eq!(
            moments,
            [
                MomentSource::FileName,
                MomentSource::FileDate,
                MomentSource::Camera
            ]
        );
    });
}

#[test]
fn a_cancelled_batch_keeps_what_it_has() {
    let home = Home::new();
    let sources: Vec<_> = (0..5)
        .map(|n| Source::File(photo_file(home.outside(), &format!("{n}.jpg"), n, None)))
        .collect();
    at_desk(&home, |desk, connection| {
        let report = run_batch(
            desk,
            connection,
            &sources,
            Target::Baby(home.baby),
            &mut |step| {
                if step.done == 2 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!((report.added.len(), report.not_tried), (2, 3));
        // The others were on their way to the disk: nothing of them stays there.
        let kept: Vec<_> = desk.vault.each_file().unwrap();
        assert_eq!(kept.len(), 2, "{kept:?}");
        assert!(kept.iter().all(|file| file.hash.is_some()), "{kept:?}");
        let again = run_batch(desk, connection, &sources, Target::Baby(home.baby), &mut on);
        assert_eq!((again.added.len(), again.already_there.len()), (3, 2));
    });
}

#[test]
fn a_lost_original_is_healed_by_adding_it_again() {
    let home = Home::new();
    let path = photo_file(home.outside(), "smile.jpg", 1, None);
    at_desk(&home, |desk, connection| {
        take_in(
            desk,
            connection,
            &Source::File(path.clone()),
            Target::Baby(home.baby),
        )
        .unwrap();
        let photo = store::photo::list(connection).unwrap().remove(0);
        let original = desk.vault.path_of(&photo.file.hash, photo.file.format);
        let check =
            |connection: &store::Connection| {
                smilekeep::archive::verify(connection, desk.vault, &mut |_, _| {
                    ControlFlow::Continue(())
                })
                .unwrap()
            };
        assert!(check(connection).is_sound());
        // One flipped bit is found and named.
        let mut bytes = std::fs::read(&original).unwrap();
        bytes[40] ^= 1;
        std::fs::write(&original, &bytes).unwrap();
        let report = check(connection);
        assert_eq!(report.findings.len(), 1);
        assert!(report.findings[0].sentence().contains("smile.jpg"));
        take_in(
            desk,
            connection,
            &Source::File(path.clone()),
            Target::Baby(home.baby),
        )
        .unwrap();
        // A lost file too.
        std::fs::remove_file(&original).unwrap();
        assert!(!check(connection).is_sound());
        take_in(
            desk,
            connection,
            &Source::File(path),
            Target::Baby(home.baby),
        )
        .unwrap();
        let report = check(connection);
        assert!(
            report.findings.iter().all(|finding| !finding.is_damage()),
            "{report:?}"
        );
        assert_eq!(store::photo::list(connection).unwrap().len(), 1);
    });
}

#[test]
fn an_orphan_of_a_crash_is_adopted_and_leftovers_go() {
    let home = Home::new();
    at_desk(&home, |desk, connection| {
        let bytes = jpeg(80, 60, 9, Some("2026:10:05 04:00:00"));
        let format = photo::sniff(&bytes).unwrap();
        let hash = desk.vault.keep(&bytes, format).unwrap();
        let folder = desk.vault.path_of(&hash, format);
        let leftover = folder.parent().unwrap().join(".tmp-half");
        std::fs::write(&leftover, &bytes[..100]).unwrap();
        let adopted = adopt_orphans(desk, connection, home.baby).unwrap();
        assert_eq!((adopted.photos, adopted.leftovers), (1, 1));
        assert!(!leftover.exists());
        let entries = store::entry::list(connection, Some(home.baby)).unwrap();
        assert_eq!(entries[0].fields.moment.local, at("2026-10-05 04:00"));
        let again = adopt_orphans(desk, connection, home.baby).unwrap();
        assert_eq!((again.photos, again.leftovers), (0, 0));
    });
}

#[test]
fn an_edit_changes_every_picture_but_never_the_original() {
    let home = Home::new();
    let path = photo_file(home.outside(), "smile.jpg", 1, None);
    at_desk(&home, |desk, connection| {
        take_in(
            desk,
            connection,
            &Source::File(path),
            Target::Baby(home.baby),
        )
        .unwrap();
        let photo = store::photo::list(connection).unwrap().remove(0);
        let edits = Edits {
            brightness: 60,
            contrast: -20,
            ..Edits::default()
        }
        .turned_right();
        store::edits::set(connection, photo.id, &edits, now()).unwrap();
        let plain = desk
            .thumbs
            .get_or_make(desk.vault, &photo.file, ThumbSize::Grid, &Edits::default())
            .unwrap();
        let edited = desk
            .thumbs
            .get_or_make(desk.vault, &photo.file, ThumbSize::Grid, &edits)
            .unwrap();
        assert_eq!(
            (edited.width(), edited.height()),
            (plain.height(), plain.width())
        );
        let expected = photo::apply(&photo::Picture::srgb(plain), &edits).into_srgb8();
        let worst = expected
            .as_raw()
            .iter()
            .zip(edited.as_raw())
            .map(|(a, b)| a.abs_diff(*b))
            .max()
            .unwrap();
        // The cache keeps JPEGs; beyond their rounding nothing may differ.
        assert!(worst <= 24, "{worst}");
        let (printed, width, height) =
            photo::render_for_print(desk.vault, &photo.file, &edits, 4000, 4000, 95).unwrap();
        assert_eq!((width, height), (64, 96));
        assert!(printed.starts_with(&[0xff, 0xd8]));
        assert!(
            desk.vault
                .check(&photo.file.hash, photo.file.format)
                .is_ok()
        );
    });
}

fn page_of(home: &Home, count: u8) -> (PageMaterial, PageChoice) {
    let sources: Vec<_> = (0..count)
        .map(|n| {
            let taken = format!("2026:11:{:02} 14:00:00", n + 1);
            Source::File(photo_file(
                home.outside(),
                &format!("{n}.jpg"),
                n,
                Some(&taken),
            ))
        })
        .collect();
    at_desk(home, |desk, connection| {
        let report = run_batch(desk, connection, &sources, Target::Baby(home.baby), &mut on);
        assert_eq!(report.added.len(), usize::from(count));
        let month = "2026-11".parse().unwrap();
        let material = PageMaterial::read(connection, home.baby, month, 5).unwrap();
        let choice = store::keepsake::get(connection, home.baby, month).unwrap();
        (material, choice)
    })
}

#[test]
fn a_month_becomes_one_page() {
    let home = Home::new();
    let (material, mut choice) = page_of(&home, 5);
    assert_eq!(material.entries.len(), 5);
    let proposed = propose_photos(&choice, &material, &Template::first());
    assert_eq!(proposed.len(), 5);
    choice.photos = Some(proposed.iter().rev().copied().collect());
    choice.title = "شهر تشرين الثاني".to_owned();
    let (vault, thumbs) = (Vault::new(&home.root()), ThumbCache::new(&home.root()));
    let shelves = Shelves {
        vault: &vault,
        thumbs: &thumbs,
    };
    let (data, _) = material.page(&choice, &Template::first());
    let order: Vec<_> = data.photos.iter().map(|photo| photo.photo).collect();
    assert_eq!(Some(order), choice.photos);
    assert!(data.right_to_left);
    // A place stands on the page only when the parent wrote one.
    let mut by_the_sea = choice.clone();
    by_the_sea.look.place = " By the\n sea ".to_owned();
    let (placed, _) = material.page(&by_the_sea, &Template::first());
    assert_eq!(placed.place, "By the sea");
    assert_eq!(placed.subtitle, format!("{} · By the sea", data.subtitle));
    let engine = KeepsakeEngine::new();
    let maker = PageMaker::new(&engine, &Template::first(), &choice, &material).unwrap();
    assert_eq!(maker.layout().page_count(), 1);
    let page = maker
        .for_print(300.0, shelves, &mut |_, _| ControlFlow::Continue(()))
        .unwrap()
        .unwrap();
    let pdf = page.document.pdf().unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    // Without thumbnails no photo is decoded a second time to make some.
    let folder = thumbs.folder().to_owned();
    std::fs::remove_dir_all(&folder).unwrap();
    let bare = maker
        .for_print(300.0, shelves, &mut |_, _| ControlFlow::Continue(()))
        .unwrap()
        .unwrap();
    assert!(!folder.exists());
    let pixels = |page: &smilekeep::keepsake::PrintedPage| page.document.pixels(0, 400).unwrap();
    let (with, without) = (pixels(&page), pixels(&bare));
    let off: usize = with
        .rgba
        .iter()
        .zip(&without.rgba)
        .map(|(a, b)| usize::from(a.abs_diff(*b)))
        .sum();
    assert!(off / with.rgba.len() < 2, "{off} of {}", with.rgba.len());
    let names = ["smile.jpg", "0.jpg", "4.jpg"];
    for name in names {
        assert!(!contains(&pdf, name), "the PDF tells a file name: {name}");
    }
}

#[test]
fn a_lost_photo_has_an_empty_frame_and_is_named() {
    let home = Home::new();
    let (material, choice) = page_of(&home, 3);
    let (vault, thumbs) = (Vault::new(&home.root()), ThumbCache::new(&home.root()));
    let shelves = Shelves {
        vault: &vault,
        thumbs: &thumbs,
    };
    let lost = &material.candidates[1].photo.file;
    std::fs::remove_file(vault.path_of(&lost.hash, lost.format)).unwrap();
    std::fs::remove_dir_all(home.root().join("cache")).unwrap();
    let engine = KeepsakeEngine::new();
    let maker = PageMaker::new(&engine, &Template::first(), &choice, &material).unwrap();
    let page = maker
        .for_print(300.0, shelves, &mut |_, _| ControlFlow::Continue(()))
        .unwrap()
        .unwrap();
    let missing: Vec<_> = page
        .warnings
        .iter()
        .filter(|warning| matches!(warning, PageWarning::Missing { number: 2, .. }))
        .map(|warning| warning.sentence(false))
        .collect();
    assert_eq!(missing.len(), 1, "{:?}", page.warnings);
    assert!(missing[0].contains("1.jpg") && missing[0].contains("empty frame"));
    assert!(page.document.pdf().unwrap().starts_with(b"%PDF"));
    // On screen the page still shows.
    assert!(
        maker
            .for_screen(400, shelves, &ScreenPictures::default())
            .is_ok()
    );
}

#[test]
fn months_become_a_book_with_bookmarks_and_page_numbers() {
    let home = Home::new();
    let (material, choice) = page_of(&home, 4);
    let month = |name: &str| -> BookMonth {
        let month = name.parse().unwrap();
        let mut material = material.clone();
        let mut choice = choice.clone();
        (material.month, choice.month) = (month, month);
        BookMonth {
            choice,
            material,
            template: Template::named("hero").unwrap(),
        }
    };
    let empty = {
        let mut month = month("2026-10");
        month.material.entries.clear();
        month.material.candidates.clear();
        month
    };
    let plan = BookPlan {
        baby: material.baby.clone(),
        paper: choice.clone(),
        months: vec![month("2026-09"), empty.clone(), month("2026-11")],
    };
    let (vault, thumbs) = (Vault::new(&home.root()), ThumbCache::new(&home.root()));
    let shelves = Shelves {
        vault: &vault,
        thumbs: &thumbs,
    };
    let engine = KeepsakeEngine::new();
    let book = Book::new(&engine, &plan).unwrap();
    // Cover, contents, two months; the empty one is left out.
    assert_eq!(book.layout().page_count(), 4);
    let mut steps = Vec::new();
    let printed = book
        .for_print(100.0, shelves, &mut |done, total| {
            steps.push((done, total));
            ControlFlow::Continue(())
        })
        .unwrap()
        .unwrap();
    let total = book.layout().frames().len();
    assert_eq!(steps.last(), Some(&(total, total)));
    let pdf = printed.document.pdf().unwrap();
    assert!(contains(&pdf, "<pdfaid:part>2<"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.pdf");
    std::fs::write(&file, &pdf).unwrap();
    match std::process::Command::new("qpdf")
        .args(["--json", "--json-key=outlines"])
        .arg(&file)
        .output()
    {
        Ok(output) => {
            let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            let marks: Vec<_> = told["outlines"]
                .as_array()
                .unwrap()
                .iter()
                .map(|mark| {
                    let title = mark["title"].as_str().unwrap().to_owned();
                    (title, mark["destpageposfrom1"].as_u64().unwrap())
                })
                .collect();
            let expected = [("Contents", 2), ("September 2026", 3), ("November 2026", 4)]
                .map(|(title, page)| (title.to_owned(), page));
            assert_eq!(marks, expected);
        }
        Err(error) => println!("skipped: qpdf is not installed ({error})"),
    }
    // Broken off, there is no book.
    let stopped = book
        .for_print(100.0, shelves, &mut |done, _| {
            if done < 2 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })
        .unwrap();
    assert!(stopped.is_none());
    let nothing = BookPlan {
        months: vec![empty],
        ..plan
    };
    assert!(Book::new(&engine, &nothing).is_err());
}

#[test]
fn a_photo_too_coarse_for_its_place_is_told_with_the_size_at_which_it_is_sharp() {
    let home = Home::new();
    let (material, mut choice) = page_of(&home, 1);
    let engine = KeepsakeEngine::new();
    let warnings = |choice: &PageChoice| {
        PageMaker::new(&engine, &Template::first(), choice, &material)
            .unwrap()
            .soft_photos()
    };
    let file = &material.candidates[0].photo.file;
    let found = warnings(&choice);
    let [
        PageWarning::Soft {
            page: 1,
            number: 1,
            dots_per_inch,
            sharp_mm,
        },
    ] = found.as_slice()
    else {
        panic!("{found:?}");
    };
    assert!(*dots_per_inch < 150.0);
    // Within the size told, its pixels are 150 an inch.
    let sharp_pixels = sharp_mm.0 / 25.4 * 150.0;
    assert!((sharp_pixels - file.width as f32).abs() < file.width as f32 * 0.13);
    assert!(found[0].sentence(false).contains(" cm it is sharp"));
    // Many to a small card are small enough.
    choice.paper = smilekeep::domain::Paper::Photo10x15;
    choice.look.margin_mm = Some(30);
    let smaller = warnings(&choice);
    let dots = |found: &[PageWarning]| match found.first() {
        Some(PageWarning::Soft { dots_per_inch, .. }) => *dots_per_inch,
        _ => f32::INFINITY,
    };
    assert!(dots(&smaller) > dots(&found) * 1.5);
}

#[test]
fn the_proposal_takes_one_photo_an_entry_where_there_are_enough() {
    let home = Home::new();
    let sources: Vec<_> = (0..6_u8)
        .flat_map(|day| (0..3_u8).map(move |shot| (day, shot)))
        .map(|(day, shot)| {
            let taken = format!("2026:11:{:02} 14:00:{:02}", day + 1, shot * 9);
            let name = format!("{day}-{shot}.jpg");
            Source::File(photo_file(
                home.outside(),
                &name,
                day * 3 + shot,
                Some(&taken),
            ))
        })
        .collect();
    at_desk(&home, |desk, connection| {
        run_batch(desk, connection, &sources, Target::Baby(home.baby), &mut on);
        let month = "2026-11".parse().unwrap();
        let material = PageMaterial::read(connection, home.baby, month, 5).unwrap();
        assert_eq!((material.candidates.len(), material.entries.len()), (18, 6));
        let choice = PageChoice::untouched(home.baby, month);
        let proposed = propose_photos(&choice, &material, &Template::first());
        let names: Vec<_> = proposed
            .iter()
            .map(|id| {
                store::photo::get(connection, *id)
                    .unwrap()
                    .file
                    .original_name
            })
            .collect();
        assert_eq!(
            names,
            [
                "0-0.jpg", "1-0.jpg", "2-0.jpg", "3-0.jpg", "4-0.jpg", "5-0.jpg"
            ]
        );
    });
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn the_sample_library_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("sample");
    let library = Library::create(&root).unwrap();
    let mut connection = library.connect().unwrap();
    let (vault, thumbs) = (Vault::new(&root), ThumbCache::new(&root));
    let plan = smilekeep::demo::Plan {
        until: "2026-11-23".parse().unwrap(),
        long_side_px: 320,
        now: now(),
    };
    let made = smilekeep::demo::build(&plan, &mut connection, &vault, &thumbs, &mut |_, _| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(
        made.entries >= 20 && made.photos >= 40 && made.milestones >= 6,
        "{made:?}"
    );
    let baby = store::baby::list(&connection).unwrap().remove(0);
    let items = store::gallery::items(&connection, baby.id).unwrap();
    assert_eq!(items.len(), made.photos);
    let months: std::collections::BTreeSet<_> = items
        .iter()
        .map(|item| item.moment.local.format("%Y-%m").to_string())
        .collect();
    assert!(months.len() >= 5, "{months:?}");
    assert!(items.iter().any(|item| !item.edits.is_identity()));
    assert!(
        items
            .iter()
            .all(|item| item.moment.source == MomentSource::Camera)
    );
    let report =
        smilekeep::archive::verify(&connection, &vault, &mut |_, _| ControlFlow::Continue(()));
    assert!(report.unwrap().is_sound());
    assert!(Path::new(&root).join("LIBRARY").exists());
}

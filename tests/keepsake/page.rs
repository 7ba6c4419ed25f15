//! The page itself: one page, the right words, the same picture everywhere.

use crate::support::{
    ENGINE, filled, filled_with, jpeg_of, laid_out_as, milestone, page, sheet, tool, tool_text,
};
use smilekeep::domain::Paper;
use smilekeep::keepsake::{
    Filling, KeepsakeDocument, KeepsakeEngine, KeepsakeError, PageData, PageLayout, PagePixels,
    Template,
};

fn laid_out(data: &PageData) -> PageLayout {
    laid_out_as("album", data)
}

fn made(data: &PageData) -> KeepsakeDocument {
    filled(&laid_out(data), 60.0, true)
}

/// Everything a family could write too much of.
fn monstrous(photos: u32) -> PageData {
    let mut data = page(photos);
    data.title = "Donaudampfschifffahrtsgesellschaftskapitän ".repeat(60);
    data.subtitle = "W".repeat(5000);
    data.quiet_line = "smile\n".repeat(3000);
    data.closing = "and then you smiled, ".repeat(3000);
    data.baby_name = "Maximiliane ".repeat(500);
    for photo in &mut data.photos {
        photo.caption = "one more word ".repeat(500);
        photo.alt = "a baby ".repeat(5000);
    }
    data.milestones = (1..=28)
        .map(|day| milestone(day, &"First ".repeat(900)))
        .collect();
    data.story = (0..200)
        .map(|_| ("A day ".repeat(40), "and then you smiled, ".repeat(300)))
        .collect();
    data.verse = Some(("Sweet smiles, in the night\n".repeat(60), "W".repeat(900)));
    data
}

#[test]
fn an_engine_can_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<KeepsakeEngine>();
    shared::<KeepsakeDocument>();
    shared::<PageLayout>();
}

#[test]
fn every_look_is_one_page_of_every_paper_and_shows_every_photo() {
    for template in Template::built_in() {
        for (index, paper) in Paper::ALL.into_iter().enumerate() {
            let landscape = index % 2 == 1;
            let count = [0, 1, 2, 5, 9, 30][(index + template.code.len()) % 6];
            let mut data = page(count);
            data.sheet = sheet(paper, landscape);
            data.milestones = vec![milestone(3, "First laugh"), milestone(9, "Found both feet")];
            let layout = laid_out_as(&template.code, &data);
            let what = format!("{}, {paper:?}, {count} photos", template.code);
            assert_eq!(layout.page_count(), 1, "{what}");
            let (w, h) = layout.page_size_mm(0).unwrap();
            assert!((w - data.sheet.width).abs() < 0.1, "{what}: {w} × {h}");
            assert!((h - data.sheet.height).abs() < 0.1, "{what}: {w} × {h}");
            let mut shown: Vec<usize> = layout.frames().iter().map(|f| f.photo).collect();
            shown.sort_unstable();
            shown.dedup();
            assert_eq!(shown, (0..count as usize).collect::<Vec<_>>(), "{what}");
            for frame in layout.frames() {
                assert!(
                    frame.width_mm > 3.0 && frame.height_mm > 3.0,
                    "{what}: {frame:?}"
                );
                assert!(
                    frame.width_mm < w + 7.0 && frame.height_mm < h + 7.0,
                    "{what}"
                );
            }
        }
    }
}

/// Left, top, right and bottom of every word, in millimetres.
fn word_boxes(pdf: &[u8]) -> Option<Vec<[f32; 4]>> {
    let boxes = tool_text("pdftotext", &["-bbox"], pdf)?;
    let words = boxes
        .lines()
        .filter(|line| line.contains("<word"))
        .map(|line| {
            let numbers: Vec<f32> = line
                .split('"')
                .filter_map(|part| part.parse::<f32>().ok())
                .map(|points| points / 72.0 * 25.4)
                .take(4)
                .collect();
            numbers.try_into().unwrap()
        })
        .collect();
    Some(words)
}

#[test]
fn monstrous_texts_stay_on_the_page_and_inside_the_margins() {
    for (template, photos) in [
        ("album", 12),
        ("hero", 3),
        ("polaroid", 0),
        ("storybook", 2),
        ("calendar", 9),
        ("certificate", 5),
        ("cover", 1),
    ] {
        let data = monstrous(photos);
        let layout = laid_out_as(template, &data);
        assert_eq!(layout.page_count(), 1, "{template}");
        let document = filled(&layout, 40.0, true);
        let Some(words) = word_boxes(&document.pdf().unwrap()) else {
            return;
        };
        let least = data.sheet.margin * 0.6;
        let (width, height) = (data.sheet.width, data.sheet.height);
        for [left, top, right, bottom] in &words {
            assert!(
                *left > least && *right < width - least,
                "{template}: {left} {right}"
            );
            assert!(*top > least - 2.0, "{template}: {top}");
            assert!(*bottom < height - least + 2.0, "{template}: {bottom}");
        }
        assert!(
            words.len() > 15,
            "{template}: the words are there, only fewer"
        );
    }
}

#[test]
fn words_are_never_read_as_markup() {
    for template in ["album", "hero", "storybook", "certificate"] {
        let mut data = page(1);
        data.title = "#let x = $1^2$ *b* _i_".into();
        data.subtitle = "@ref <label> \\ back".into();
        data.closing = "// no `comment` = either -- #panic()".into();
        data.milestones = vec![milestone(3, "$ sum $ / \\u{41}")];
        data.story = vec![("#1".into(), "#image(\"photo-0.svg\") ~ [x]".into())];
        let pdf = filled(&laid_out_as(template, &data), 40.0, true)
            .pdf()
            .unwrap();
        let Some(text) = tool_text("pdftotext", &["-raw"], &pdf) else {
            return;
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut expected = vec![data.closing.as_str(), data.milestones[0].title.as_str()];
        if template == "storybook" {
            expected.push(&data.story[0].1);
        }
        if template != "certificate" {
            expected.push(&data.title);
        }
        for expected in expected {
            assert!(text.contains(expected), "{template}: {expected} in\n{text}");
        }
    }
}

#[test]
fn the_pdf_is_archival_tagged_sound_and_says_nothing_of_its_making() {
    for template in Template::built_in() {
        let mut data = page(3);
        data.photos[0].alt = "Mina laughing in her cot".into();
        data.milestones = vec![milestone(3, "First laugh")];
        let pdf = filled(&laid_out_as(&template.code, &data), 40.0, true)
            .pdf()
            .unwrap();
        let what = &template.code;
        let Some(info) = tool_text("pdfinfo", &[], &pdf) else {
            return;
        };
        assert!(info.contains("Mina – November 2026"), "{what}: {info}");
        assert!(info.contains("Tagged:          yes"), "{what}: {info}");
        assert!(is_pdf_a_2b(&pdf), "{what}");
        assert!(
            info.contains("Creator:         Smilekeep"),
            "{what}: {info}"
        );
        if let Some(fonts) = tool_text("pdffonts", &[], &pdf) {
            let rows: Vec<_> = fonts.lines().skip(2).collect();
            assert!(!rows.is_empty(), "{what}: {fonts}");
            for row in rows {
                // Columns from the right: object number (two), uni, sub, emb.
                let columns: Vec<_> = row.split_whitespace().rev().collect();
                assert_eq!((columns[4], columns[3]), ("yes", "yes"), "{row}");
            }
        }
        tool_text("qpdf", &["--check"], &pdf);
        if let Some(plain) = tool_text("qpdf", &["--qdf"], &pdf) {
            assert!(plain.contains("/Alt (Mina laughing in her cot)"), "{what}");
            assert!(!plain.contains("photo-0"), "{what}: no file names");
        }
        if let Some(tags) = tool_text("pdfinfo", &["-struct"], &pdf) {
            assert!(
                tags.contains("H1") && tags.contains("Figure"),
                "{what}: {tags}"
            );
        }
    }
}

/// What the file says of itself; its metadata may not be compressed.
fn is_pdf_a_2b(pdf: &[u8]) -> bool {
    position(pdf, b"<pdfaid:part>2<").is_some()
        && position(pdf, b"<pdfaid:conformance>B<").is_some()
        && position(pdf, b"/OutputIntents").is_some()
}

fn position(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|part| part == needle)
}

#[test]
fn photos_go_into_the_pdf_unchanged() {
    let data = page(2);
    let mut given = Vec::new();
    let document = laid_out(&data)
        .fill(&mut |frame| {
            let (w, h) = frame.pixels(60.0);
            let jpeg = jpeg_of(&crate::support::drawn(frame.photo as u32, w, h));
            given.push(jpeg.clone());
            Ok(Filling::Jpeg(jpeg))
        })
        .unwrap();
    let pdf = document.pdf().unwrap();
    assert_eq!(given.len(), 2);
    for jpeg in &given {
        assert!(position(&pdf, jpeg).is_some());
    }
    assert!(position(&pdf, b"photo-").is_none(), "no file names");
    let id = data.photos[0].photo.to_string();
    assert!(position(&pdf, id.as_bytes()).is_none());
}

#[test]
fn the_same_page_is_the_same_file() {
    let data = page(4);
    let template = Template::first();
    let again = KeepsakeEngine::new().lay_out(&template, &data).unwrap();
    let again = filled(&again, 60.0, true);
    assert_eq!(made(&data).pdf().unwrap(), again.pdf().unwrap());
    assert_eq!(
        again.pixels(0, 300).unwrap(),
        made(&data).pixels(0, 300).unwrap()
    );
}

#[test]
fn a_computer_without_fonts_still_makes_a_page() {
    let engine = KeepsakeEngine::without_system_fonts();
    for template in Template::built_in() {
        let mut data = page(2);
        data.title = "ليلى 小雨 🌙".into();
        data.photos[0].caption = "晚安".into();
        data.right_to_left = true;
        data.language = "ar".into();
        let layout = engine.lay_out(&template, &data).unwrap();
        assert!(layout.missing_characters().contains(&'雨'));
        let pdf = filled(&layout, 40.0, true).pdf().unwrap();
        assert!(is_pdf_a_2b(&pdf), "{}", template.code);
    }
    assert!(laid_out(&page(2)).missing_characters().is_empty());
}

#[test]
fn other_scripts_are_selectable_text_where_the_computer_has_fonts() {
    for (title, language) in [
        ("小雨的十一月", "zh-CN"),
        ("נובמבר", "he"),
        ("ноябрь", "ru"),
    ] {
        let mut data = page(1);
        data.title = title.into();
        data.language = language.into();
        let layout = laid_out(&data);
        if !layout.missing_characters().is_empty() {
            println!("skipped: no font for {title}");
            continue;
        }
        let pdf = filled(&layout, 40.0, true).pdf().unwrap();
        if let Some(text) = tool_text("pdftotext", &["-raw"], &pdf) {
            assert!(text.contains(title), "{title} in {text}");
        }
    }
}

#[test]
fn what_is_no_photo_is_refused_and_a_missing_one_has_an_empty_frame() {
    let layout = laid_out(&page(2));
    let refused = layout.fill(&mut |_| Ok(Filling::Jpeg(b"not a photo".as_slice().into())));
    assert!(matches!(
        refused,
        Err(KeepsakeError::UnreadablePhoto { .. })
    ));
    let empty = layout
        .fill(&mut |_| Ok(Filling::Missing([180, 120, 90])))
        .unwrap();
    assert!(is_pdf_a_2b(&empty.pdf().unwrap()));
    let seen = empty.pixels(0, 400).unwrap();
    let with_photos = filled(&layout, 60.0, false).pixels(0, 400).unwrap();
    assert_ne!(seen, with_photos);
    let warm = seen
        .rgba
        .chunks(4)
        .filter(|p| p[0] > p[2].saturating_add(15) && p[0] > 200)
        .count();
    assert!(warm > 400 * 565 / 5, "the frames have the photo's colour");
}

#[test]
fn more_photos_than_a_page_takes_are_refused() {
    let data = page(32);
    assert_eq!(
        ENGINE.lay_out(&Template::first(), &data).unwrap_err(),
        KeepsakeError::TooManyPhotos {
            given: 32,
            most: 31
        }
    );
}

#[test]
fn pictures_have_the_size_asked_for() {
    let document = made(&page(1));
    let pixels = document.pixels(0, 420).unwrap();
    assert_eq!((pixels.width, pixels.height), (420, 594));
    assert_eq!(pixels.rgba.len(), 420 * 594 * 4);
    let png = image::load_from_memory(&document.png(0, 100.0).unwrap()).unwrap();
    assert_eq!((png.width(), png.height()), (827, 1169));
    for impossible in [0, 1, 100_000] {
        assert!(document.pixels(0, impossible).is_err());
    }
    for impossible in [0.0, -3.0, f32::NAN, f32::INFINITY] {
        assert!(document.png(0, impossible).is_err());
    }
    assert!(document.pixels(1, 420).is_err(), "there is no second page");
}

#[test]
fn bleed_and_cut_lines_are_around_the_page_that_is_cut_out() {
    let mut data = page(1);
    data.sheet.bleed = 3.0;
    data.sheet.marks = true;
    let layout = laid_out_as("hero", &data);
    let around = 3.0 + 7.0;
    let (w, h) = layout.page_size_mm(0).unwrap();
    assert!((w - 210.0 - 2.0 * around).abs() < 0.05, "{w}");
    assert!((h - 297.0 - 2.0 * around).abs() < 0.05, "{h}");
    let document = filled(&layout, 40.0, true);
    let pdf = document.pdf().unwrap();
    let Some(info) = tool_text("pdfinfo", &["-box"], &pdf) else {
        return;
    };
    let points = |mm: f32| format!("{:.2}", mm / 25.4 * 72.0);
    let trim = info
        .lines()
        .find(|line| line.starts_with("TrimBox"))
        .unwrap();
    for corner in [around, around + 210.0, around + 297.0] {
        assert!(trim.contains(&points(corner)), "{trim}: {}", points(corner));
    }
    // The picture reaches over the edge, and not into the white with the lines.
    let pixels = document.pixels_at(0, 100.0).unwrap().to_rgb();
    let at = |mm: f32| (mm / 25.4 * 100.0) as u32;
    let is_white = |x: f32, y: f32| pixels.get_pixel(at(x), at(y)).0.iter().all(|c| *c > 250);
    assert!(!is_white(around - 2.0, 60.0), "bleed at the left");
    assert!(!is_white(around + 211.5, 60.0), "bleed at the right");
    assert!(is_white(around - 4.5, 60.0), "nothing beyond the bleed");
    let dark = |x: u32, y: u32| pixels.get_pixel(x, y).0.iter().all(|c| *c < 215);
    let line_y = at(around);
    assert!(
        (line_y - 2..=line_y + 2).any(|y| dark(at(3.0), y)),
        "a cutting line beside the corner"
    );
}

/// Mean difference of all colour values, of 255.
fn difference(a: &PagePixels, b: &image::RgbImage) -> f64 {
    let (width, height) = (a.width.min(b.width()), a.height.min(b.height()));
    assert!(a.width.abs_diff(b.width()) <= 1 && a.height.abs_diff(b.height()) <= 1);
    let mut sum = 0_u64;
    for y in 0..height {
        for x in 0..width {
            let at = ((y * a.width + x) * 4) as usize;
            for (ours, theirs) in a.rgba[at..at + 3].iter().zip(b.get_pixel(x, y).0) {
                sum += u64::from(ours.abs_diff(theirs));
            }
        }
    }
    sum as f64 / (f64::from(width) * f64::from(height) * 3.0)
}

fn rasterised(document: &KeepsakeDocument) -> Option<image::RgbImage> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("page.pdf");
    std::fs::write(&pdf, document.pdf().unwrap()).unwrap();
    let png = tool("pdftoppm", &["-r", "100", "-png", "-singlefile"], &pdf)?;
    Some(image::load_from_memory(&png).unwrap().to_rgb8())
}

#[test]
fn in_every_look_the_preview_shows_what_the_pdf_prints() {
    /// Two renderers draw the edges of letters and photos a little differently;
    /// anything that is elsewhere or missing is far above this.
    const MOST: f64 = 2.5;
    for template in Template::built_in() {
        let mut data = page(6);
        data.milestones = vec![milestone(3, "First laugh")];
        data.photos[2].caption = "On Papa’s chest".into();
        data.story = vec![("3 November".into(), "You smiled in your sleep. ".repeat(9))];
        if template.code == "hero" {
            (data.sheet.bleed, data.sheet.marks) = (3.0, true);
        }
        let layout = laid_out_as(&template.code, &data);
        // On paper finer than on the screen, as it is in the window.
        let Some(printed) = rasterised(&filled(&layout, 200.0, true)) else {
            return;
        };
        let preview = filled(&layout, 100.0, false).pixels_at(0, 100.0).unwrap();
        let same = difference(&preview, &printed);
        assert!(
            same < MOST,
            "{}: the same page differs by {same}",
            template.code
        );

        // The bound must be able to fail: two photos swapped.
        let swapped = filled_with(&layout, 100.0, false, &|number| {
            crate::support::drawn((number as u32 + 1) % 6, 800, 600)
        });
        let swapped = difference(&swapped.pixels_at(0, 100.0).unwrap(), &printed);
        // A calendar's photos are small.
        let clear = if template.code == "calendar" {
            same * 1.25
        } else {
            MOST
        };
        assert!(
            swapped > clear,
            "{}: swapped photos differ by {swapped}",
            template.code
        );
        println!("{}: same {same:.3}, swapped {swapped:.3}", template.code);
    }
}

#[test]
fn another_heading_is_seen_by_the_comparison_too() {
    let data = page(3);
    let Some(printed) = rasterised(&made(&data)) else {
        return;
    };
    let same = difference(&made(&data).pixels_at(0, 100.0).unwrap(), &printed);
    let mut other = data;
    other.title = "A quite different heading".into();
    let retitled = difference(&made(&other).pixels_at(0, 100.0).unwrap(), &printed);
    assert!(
        retitled > same * 1.3,
        "another heading {retitled}, same {same}"
    );
}

#[test]
fn a_photo_of_the_size_asked_for_is_printed_at_that_fineness() {
    for dpi in [300.0, 150.0] {
        let pdf = filled(&laid_out(&page(2)), dpi, true).pdf().unwrap();
        let Some(images) = tool_text("pdfimages", &["-list"], &pdf) else {
            return;
        };
        let mut rows = 0;
        for row in images.lines().skip(2) {
            let columns: Vec<_> = row.split_whitespace().collect();
            let found: f32 = columns[12].parse().unwrap();
            assert!((dpi - 1.0..dpi + 3.0).contains(&found), "{row}");
            rows += 1;
        }
        assert_eq!(rows, 2);
    }
}

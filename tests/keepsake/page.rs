//! The page itself: one page, the right words, the same picture everywhere.

use crate::support::{ENGINE, jpeg, page, tool_text};
use smilekeep::domain::Paper;
use smilekeep::keepsake::{
    KeepsakeDocument, KeepsakeEngine, KeepsakeError, PageData, PagePixels, photo_boxes_px,
};

fn laid_out(data: &PageData) -> KeepsakeDocument {
    ENGINE.lay_out(data).unwrap()
}

/// Everything a family could write too much of.
fn monstrous() -> PageData {
    let mut data = page(12);
    data.title = "Donaudampfschifffahrtsgesellschaftskapitän ".repeat(60);
    data.subtitle = "W".repeat(5000);
    data.quiet_line = "smile\n".repeat(3000);
    data.closing = "and then you smiled, ".repeat(3000);
    data.baby_name = "Maximiliane ".repeat(500);
    for photo in &mut data.photos {
        photo.caption = "one more word ".repeat(500);
        photo.alt = "a baby ".repeat(5000);
    }
    data.milestones = (0..200)
        .map(|day| (format!("{day} November").repeat(50), "First ".repeat(900)))
        .collect();
    data
}

#[test]
fn an_engine_can_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<KeepsakeEngine>();
    shared::<KeepsakeDocument>();
}

#[test]
fn a_page_is_one_page_of_its_paper() {
    for paper in Paper::ALL {
        for count in [0, 1, 2, 3, 5, 9, 12] {
            let mut data = page(count);
            data.paper = paper;
            let document = laid_out(&data);
            assert_eq!(document.page_count(), 1);
            assert_eq!(document.page_size_mm(), paper.size_mm());
            let pdf = document.pdf().unwrap();
            let Some(info) = tool_text("pdfinfo", &["-box"], &pdf) else {
                return;
            };
            let size = match paper {
                Paper::A4 => "595.28   841.89",
                Paper::UsLetter => "612.00   792.00",
            };
            let media_box = info.lines().find(|l| l.starts_with("MediaBox")).unwrap();
            assert!(media_box.contains(size), "{media_box}");
            assert!(info.contains("Pages:           1\n"), "{info}");
        }
    }
}

#[test]
fn monstrous_texts_stay_on_the_page_and_inside_the_margins() {
    for photos in [0, 1, 12] {
        let mut data = monstrous();
        data.photos.truncate(photos);
        let document = laid_out(&data);
        assert_eq!(document.page_count(), 1);
        let Some(boxes) = tool_text("pdftotext", &["-bbox"], &document.pdf().unwrap()) else {
            return;
        };
        let (width, height) = document.page_size_mm();
        let mut words = 0;
        for line in boxes.lines().filter(|line| line.contains("<word")) {
            let numbers: Vec<f32> = line
                .split('"')
                .filter_map(|part| part.parse::<f32>().ok())
                .map(|points| points / 72.0 * 25.4)
                .take(4)
                .collect();
            let [left, top, right, bottom] = numbers[..] else {
                panic!("{line}");
            };
            assert!(left > 14.0 && right < width - 14.0, "{line}");
            assert!(top > 12.0 && bottom < height - 12.0, "{line}");
            words += 1;
        }
        assert!(words > 20, "the words are there, only fewer of them");
    }
}

#[test]
fn words_are_never_read_as_markup() {
    let mut data = page(1);
    data.title = "#let x = $1^2$ *b* _i_".into();
    data.subtitle = "@ref <label> \\ back".into();
    data.closing = "// no `comment` = either -- #panic()".into();
    data.quiet_line = "#image(\"photo-0.jpg\") ~ [x]".into();
    data.photos[0].caption = "#h(1em)\\n*\"quoted\"*".into();
    data.milestones = vec![("#1".into(), "$ sum $ / \\u{41}".into())];
    let pdf = laid_out(&data).pdf().unwrap();
    let Some(text) = tool_text("pdftotext", &["-raw"], &pdf) else {
        return;
    };
    for expected in [
        &data.title,
        &data.subtitle,
        &data.closing,
        &data.quiet_line,
        &data.photos[0].caption,
        &data.milestones[0].0,
        &data.milestones[0].1,
    ] {
        assert!(text.contains(expected.as_str()), "{expected} in\n{text}");
    }
}

#[test]
fn the_pdf_is_archival_tagged_sound_and_says_nothing_of_its_making() {
    let mut data = page(3);
    data.photos[0].alt = "Mina laughing in her cot".into();
    let pdf = laid_out(&data).pdf().unwrap();
    let Some(info) = tool_text("pdfinfo", &[], &pdf) else {
        return;
    };
    assert!(info.contains("Mina – November 2026"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(is_pdf_a_2b(&pdf));
    assert!(info.contains("Creator:         Smilekeep"), "{info}");
    if let Some(fonts) = tool_text("pdffonts", &[], &pdf) {
        let rows: Vec<_> = fonts.lines().skip(2).collect();
        assert!(rows.len() >= 3, "{fonts}");
        for row in rows {
            // Columns from the right: object number (two), uni, sub, emb.
            let columns: Vec<_> = row.split_whitespace().rev().collect();
            assert_eq!(columns[4], "yes", "{row} is embedded");
        }
    }
    tool_text("qpdf", &["--check"], &pdf);
    if let Some(plain) = tool_text("qpdf", &["--qdf"], &pdf) {
        assert!(plain.contains("/Alt (Mina laughing in her cot)"));
        assert!(!plain.contains("photo-0"), "no file names");
    }
    if let Some(tags) = tool_text("pdfinfo", &["-struct"], &pdf) {
        assert!(tags.contains("H1") && tags.contains("Figure"), "{tags}");
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
    let pdf = laid_out(&data).pdf().unwrap();
    for photo in &data.photos {
        assert!(position(&pdf, &photo.jpeg).is_some());
    }
    assert!(position(&pdf, b"photo-").is_none(), "no file names");
    assert!(position(&pdf, photo_id(&data).as_bytes()).is_none());
}

fn photo_id(data: &PageData) -> String {
    data.photos[0].photo.to_string()
}

#[test]
fn the_same_page_is_the_same_file() {
    let data = page(4);
    let again = KeepsakeEngine::new().lay_out(&data).unwrap();
    assert_eq!(laid_out(&data).pdf().unwrap(), again.pdf().unwrap());
    assert_eq!(
        again.pixels(300).unwrap(),
        laid_out(&data).pixels(300).unwrap()
    );
}

#[test]
fn a_computer_without_fonts_still_makes_a_page() {
    let engine = KeepsakeEngine::without_system_fonts();
    let mut data = page(2);
    data.title = "ليلى 小雨 🌙".into();
    data.photos[0].caption = "晚安".into();
    data.right_to_left = true;
    data.language = "ar".into();
    let document = engine.lay_out(&data).unwrap();
    assert!(document.missing_characters().contains(&'雨'));
    let pdf = document.pdf().unwrap();
    assert!(is_pdf_a_2b(&pdf));
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
        let document = laid_out(&data);
        if !document.missing_characters().is_empty() {
            println!("skipped: no font for {title}");
            continue;
        }
        let pdf = document.pdf().unwrap();
        if let Some(text) = tool_text("pdftotext", &["-raw"], &pdf) {
            assert!(text.contains(title), "{title} in {text}");
        }
    }
}

#[test]
fn a_photo_that_cannot_be_read_is_named() {
    let mut data = page(3);
    data.photos[1].jpeg = b"not a photo".as_slice().into();
    let expected = data.photos[1].photo;
    match ENGINE.lay_out(&data) {
        Err(KeepsakeError::UnreadablePhoto { photo, .. }) => assert_eq!(photo, expected),
        other => panic!("{other:?}"),
    }
    let mut data = page(1);
    let whole = jpeg(1, 300, 300);
    data.photos[0].jpeg = whole[..whole.len() / 3].into();
    // A photo cut short is either shown as far as it goes or refused.
    if let Ok(document) = ENGINE.lay_out(&data) {
        assert_eq!(document.page_count(), 1);
    }
    let mut data = page(12);
    data.photos.push(data.photos[0].clone());
    assert_eq!(
        ENGINE.lay_out(&data).unwrap_err(),
        KeepsakeError::TooManyPhotos {
            given: 13,
            most: 12
        }
    );
}

#[test]
fn pictures_have_the_size_asked_for() {
    let document = laid_out(&page(1));
    let pixels = document.pixels(420).unwrap();
    assert_eq!((pixels.width, pixels.height), (420, 594));
    assert_eq!(pixels.rgba.len(), 420 * 594 * 4);
    let png = image::load_from_memory(&document.png(100.0).unwrap()).unwrap();
    assert_eq!((png.width(), png.height()), (827, 1169));
    for impossible in [0, 1, 100_000] {
        assert!(document.pixels(impossible).is_err());
    }
    for impossible in [0.0, -3.0, f32::NAN, f32::INFINITY] {
        assert!(document.png(impossible).is_err());
    }
}

/// Mean difference of all colour values, of 255.
fn difference(a: &PagePixels, b: &image::RgbImage) -> f64 {
    let (width, height) = (a.width.min(b.width()), a.height.min(b.height()));
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

#[test]
fn the_preview_shows_what_the_pdf_prints() {
    const MOST: f64 = 2.0;
    let mut data = page(7);
    data.milestones = vec![("3 November".into(), "First laugh".into())];
    data.photos[2].caption = "On Papa’s chest".into();
    let document = laid_out(&data);
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("page.pdf");
    std::fs::write(&pdf, document.pdf().unwrap()).unwrap();
    let Some(ppm) = crate::support::tool("pdftoppm", &["-r", "100", "-png", "-singlefile"], &pdf)
    else {
        return;
    };
    let printed = image::load_from_memory(&ppm).unwrap().to_rgb8();

    let preview = document.pixels(827).unwrap();
    let same = difference(&preview, &printed);
    assert!(same < MOST, "the same page differs by {same}");

    // The bound must be able to fail: other photos, and other words only.
    let mut other = data.clone();
    other.photos.swap(0, 1);
    let swapped = difference(&laid_out(&other).pixels(827).unwrap(), &printed);
    assert!(swapped > MOST, "two photos swapped differ by {swapped}");
    let mut other = data;
    other.title = "A quite different heading".into();
    let retitled = difference(&laid_out(&other).pixels(827).unwrap(), &printed);
    assert!(
        retitled > same * 1.5,
        "another heading: {retitled}, same: {same}"
    );
    println!("same {same:.3}, swapped {swapped:.3}, another heading {retitled:.3}");
}

#[test]
fn a_photo_of_the_size_asked_for_is_sharp_enough_to_print() {
    let mut data = page(2);
    for (photo, (width, height)) in data.photos.iter_mut().zip(photo_boxes_px(&page(2), 300.0)) {
        photo.jpeg = jpeg(1, width, height);
    }
    let pdf = laid_out(&data).pdf().unwrap();
    let Some(images) = tool_text("pdfimages", &["-list"], &pdf) else {
        return;
    };
    for row in images.lines().skip(2) {
        let columns: Vec<_> = row.split_whitespace().collect();
        let dpi: f32 = columns[12].parse().unwrap();
        assert!((299.0..303.0).contains(&dpi), "{row}");
    }
}

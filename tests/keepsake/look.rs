//! Writes pages to look at. Run by hand:
//!
//! ```sh
//! KEEPSAKE_LOOK=pages cargo test --test keepsake look -- --ignored --nocapture
//! ```
//!
//! With `KEEPSAKE_PHOTOS=<folder of pictures>` the pages show those.

use std::path::PathBuf;
use std::time::Instant;

use crate::support::{ENGINE, jpeg_of, page};
use smilekeep::domain::Paper;
use smilekeep::keepsake::{KeepsakeEngine, PageData, photo_boxes_px};

fn with_pictures(mut data: PageData, pictures: &[image::RgbImage], first: usize) -> PageData {
    if pictures.is_empty() {
        return data;
    }
    for (index, photo) in data.photos.iter_mut().enumerate() {
        let picture = &pictures[(first + index) % pictures.len()];
        (photo.width, photo.height) = picture.dimensions();
        photo.jpeg = jpeg_of(picture);
    }
    data
}

fn captions(mut data: PageData, lines: &[&str]) -> PageData {
    for (photo, line) in data.photos.iter_mut().zip(lines.iter().cycle()) {
        photo.caption = (*line).into();
    }
    data
}

fn milestones(mut data: PageData, count: usize) -> PageData {
    let all = [
        ("3 November", "First laugh out loud"),
        ("9 November", "Slept six hours in a row"),
        ("14 November", "Found both feet"),
        ("17 November", "Rolled over, front to back"),
        ("21 November", "First taste of mashed pear"),
        ("25 November", "Held the wooden ring alone"),
        ("28 November", "Met great-grandmother Ilse"),
        ("30 November", "First snow"),
    ];
    data.milestones = all[..count]
        .iter()
        .map(|(date, title)| ((*date).into(), (*title).into()))
        .collect();
    data
}

const LINES: [&str; 5] = [
    "Dreaming after the bath",
    "On Papa’s chest, 4 am",
    "",
    "The very first snow, seen from under three blankets and one enormous hat",
    "Sunday",
];

fn variants(pictures: &[image::RgbImage]) -> Vec<(String, PageData)> {
    let mut all = Vec::new();
    for count in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] {
        let data = with_pictures(page(count), pictures, count as usize * 3);
        all.push((format!("n{count:02}"), data.clone()));
        let full = captions(milestones(data, (count as usize).min(8)), &LINES);
        all.push((format!("n{count:02}-full"), full));
    }
    all.push(("n00-list".into(), milestones(page(0), 5)));
    let nine = || with_pictures(page(9), pictures, 2);
    let mut letter = milestones(captions(nine(), &LINES), 4);
    letter.paper = Paper::UsLetter;
    all.push(("letter".into(), letter));

    let mut favourites = nine();
    favourites.photos[4].favourite = true;
    all.push(("favourite".into(), favourites));

    let mut long = milestones(with_pictures(page(5), pictures, 4), 2);
    long.title = "The month in which you learned to laugh in your sleep".into();
    long.closing = "We did not sleep much, but every night between three and four you smiled at \
         something only you could see, and we would not have missed a minute of it."
        .into();
    all.push(("long".into(), long));

    let mut arabic = milestones(with_pictures(page(5), pictures, 1), 0);
    arabic.title = "نوفمبر ٢٠٢٦".into();
    arabic.subtitle = "ليلى · أربعة أشهر".into();
    arabic.quiet_line = "١٤ ابتسامة هذا الشهر".into();
    arabic.closing = "نامي بسلام يا قمرنا الصغير.".into();
    arabic.right_to_left = true;
    arabic.language = "ar".into();
    arabic.milestones = vec![
        ("٣ نوفمبر".into(), "أول ضحكة".into()),
        ("٩ نوفمبر".into(), "نامت ست ساعات".into()),
    ];
    let arabic = captions(arabic, &["بعد الحمام", "على صدر بابا"]);
    all.push(("arabic".into(), arabic));

    let mut chinese = with_pictures(page(4), pictures, 7);
    chinese.title = "小雨的十一月".into();
    chinese.subtitle = "小雨 · 四个月".into();
    chinese.quiet_line = "这个月留下了十四个微笑".into();
    chinese.closing = "晚安，我们的小月亮。🌙✨".into();
    chinese.language = "zh-CN".into();
    let chinese = captions(chinese, &["洗完澡睡着了 😴", "爸爸的胸口"]);
    all.push(("chinese".into(), chinese));

    let mut monster = milestones(
        captions(
            with_pictures(page(12), pictures, 0),
            &["W".repeat(300).as_str()],
        ),
        8,
    );
    monster.title = "Donaudampfschifffahrtsgesellschaft ".repeat(40);
    monster.subtitle = "x".repeat(900);
    monster.closing = "and then you smiled ".repeat(200);
    monster.quiet_line = "smile ".repeat(200);
    for (date, title) in &mut monster.milestones {
        *date = date.repeat(9);
        *title = title.repeat(30);
    }
    all.push(("monster".into(), monster));
    all
}

#[test]
#[ignore = "for looking, not for passing"]
fn write_pages_to_look_at() {
    let folder = std::env::var_os("KEEPSAKE_LOOK")
        .map_or_else(|| std::env::temp_dir().join("keepsake-look"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    let mut pictures = Vec::new();
    if let Some(from) = std::env::var_os("KEEPSAKE_PHOTOS") {
        let mut files: Vec<_> = std::fs::read_dir(from)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        pictures.extend(
            files
                .iter()
                .map(|file| image::open(file).unwrap().to_rgb8()),
        );
    }
    let only = std::env::var("KEEPSAKE_ONLY").unwrap_or_default();
    for (name, data) in variants(&pictures) {
        if !name.contains(&only) {
            continue;
        }
        let start = Instant::now();
        let document = ENGINE.lay_out(&data).unwrap();
        let laid_out = start.elapsed();
        let pdf = document.pdf().unwrap();
        let saved = start.elapsed();
        let pixels = document.pixels(700).unwrap();
        println!(
            "{name}: layout {laid_out:?}, pdf {:?}, preview {:?}, {} pages",
            saved - laid_out,
            start.elapsed() - saved,
            document.page_count()
        );
        std::fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
        image::save_buffer(
            folder.join(format!("{name}.png")),
            &pixels.rgba,
            pixels.width,
            pixels.height,
            image::ExtendedColorType::Rgba8,
        )
        .unwrap();
    }
}

/// How long the steps take with nine photos rendered for print.
#[test]
#[ignore = "measures, does not judge"]
fn measure_nine_photos() {
    let start = Instant::now();
    let engine = KeepsakeEngine::new();
    println!("engine with system fonts: {:?}", start.elapsed());
    engine.lay_out(&page(0)).unwrap();
    for dpi in [300.0, 1200.0 / 210.0 * 25.4, 72.0] {
        let mut data = milestones(captions(page(9), &LINES), 3);
        let start = Instant::now();
        let boxes = photo_boxes_px(&data, dpi);
        println!("{dpi:.0} dpi: sizes {:?}", start.elapsed());
        for (index, (photo, (width, height))) in data.photos.iter_mut().zip(boxes).enumerate() {
            photo.jpeg = crate::support::jpeg(index as u32, width, height);
        }
        let start = Instant::now();
        let document = engine.lay_out(&data).unwrap();
        println!("  layout {:?}", start.elapsed());
        data.title = "Another title".into();
        let start = Instant::now();
        engine.lay_out(&data).unwrap();
        println!("  layout again with another title {:?}", start.elapsed());
        for (what, step) in [
            ("preview 1200 px", 0),
            ("preview 1200 px again", 0),
            ("png 300 dpi", 1),
            ("pdf", 2),
        ] {
            let start = Instant::now();
            let size = match step {
                0 => document.pixels(1200).unwrap().rgba.len(),
                1 => document.png(300.0).unwrap().len(),
                _ => document.pdf().unwrap().len(),
            };
            println!("  {what} {:?}, {size} bytes", start.elapsed());
        }
    }
}

//! Writes pages to look at. Run by hand:
//!
//! ```sh
//! KEEPSAKE_LOOK=pages cargo test --test keepsake look -- --ignored --nocapture
//! ```
//!
//! One contact sheet a template and direction of the paper: papers from top to
//! bottom, 0, 1, 2, 3, 5, 9, 12 and 30 photos from left to right. `KEEPSAKE_ONLY=album`
//! makes only those whose name has the word in it. With
//! `KEEPSAKE_PHOTOS=<folder of pictures>` the pages show those.

use std::path::{Path, PathBuf};

use chrono::Datelike;
use image::{Rgb, RgbImage};

use crate::support::{SIZES, drawn, filled_with, laid_out_as, milestone, page, sheet};
use smilekeep::domain::Paper;
use smilekeep::keepsake::{PageData, Template};

const COUNTS: [u32; 8] = [0, 1, 2, 3, 5, 9, 12, 30];

const LINES: [&str; 6] = [
    "Dreaming after the bath",
    "On Papa’s chest, 4 am",
    "",
    "The very first snow, seen from under three blankets and one enormous hat",
    "Sunday",
    "A smile at the ceiling",
];

const STORY: [(&str, &str); 5] = [
    (
        "3 November",
        "You smiled in your sleep for the first time today, all at once, as if somebody had told you a joke. We stood beside the cot and did not dare to breathe.",
    ),
    (
        "9 November",
        "Six hours in a row. Papa woke up twice to look whether you were still there.",
    ),
    (
        "14 November",
        "Rain all day. You lay on the blanket and looked at your hands for a very long time.",
    ),
    (
        "21 November",
        "Grandmother came with a knitted hat that is far too large. You wore it to sleep and smiled again, only with the left corner.",
    ),
    (
        "28 November",
        "The first snow. You blinked at it, sneezed, and fell asleep.",
    ),
];

struct Pictures(Vec<RgbImage>);

impl Pictures {
    fn new() -> Self {
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
        if pictures.is_empty() {
            pictures.extend((0..12).map(|number| {
                let (width, height) = SIZES[number as usize % SIZES.len()];
                drawn(number, width, height)
            }));
        }
        Self(pictures)
    }

    fn of(&self, number: usize) -> &RgbImage {
        &self.0[(number * 5 + 2) % self.0.len()]
    }

    /// The page's photos get the shapes of these pictures.
    fn shape(&self, data: &mut PageData) {
        for (number, photo) in data.photos.iter_mut().enumerate() {
            let (width, height) = self.of(number).dimensions();
            (photo.width, photo.height) = (width * 5, height * 5);
        }
    }
}

/// A page with everything on it that most months have.
fn full(count: u32) -> PageData {
    let mut data = page(count);
    for (photo, line) in data.photos.iter_mut().zip(LINES.iter().cycle()) {
        photo.caption = (*line).into();
    }
    if let Some(photo) = data.photos.get_mut(1) {
        photo.favourite = true;
    }
    data.milestones = vec![
        milestone(3, "First laugh out loud"),
        milestone(14, "Found both feet"),
    ];
    data.milestones[0].note = "At the dog, of course.".into();
    data.milestones[0].photo = (count > 2).then_some(2);
    data.story = STORY
        .iter()
        .map(|(date, text)| ((*date).into(), (*text).into()))
        .collect();
    data
}

fn picture_of(template: &str, data: &PageData, pictures: &Pictures, height: u32) -> RgbImage {
    let mut data = data.clone();
    pictures.shape(&mut data);
    let layout = laid_out_as(template, &data);
    assert_eq!(layout.page_count(), 1, "{template}");
    let (w, h) = layout.page_size_mm(0).unwrap();
    let width = (height as f32 * w / h) as u32;
    let dpi = width as f32 / (w / 25.4);
    let document = filled_with(&layout, dpi, false, &|number| pictures.of(number).clone());
    document.pixels(0, width).unwrap().to_rgb()
}

/// Pictures in lines on a grey table.
fn contact_sheet(lines: &[Vec<RgbImage>]) -> RgbImage {
    const GAP: u32 = 14;
    let width = |line: &Vec<RgbImage>| line.iter().map(|p| p.width() + GAP).sum::<u32>() + GAP;
    let height = |line: &Vec<RgbImage>| line.iter().map(RgbImage::height).max().unwrap_or(0) + GAP;
    let mut sheet = RgbImage::from_pixel(
        lines.iter().map(width).max().unwrap(),
        lines.iter().map(height).sum::<u32>() + GAP,
        Rgb([150, 150, 156]),
    );
    let mut y = GAP;
    for line in lines {
        let mut x = GAP;
        for picture in line {
            image::imageops::replace(&mut sheet, picture, i64::from(x), i64::from(y));
            x += picture.width() + GAP;
        }
        y += height(line);
    }
    sheet
}

fn folder() -> PathBuf {
    let folder = std::env::var_os("KEEPSAKE_LOOK")
        .map_or_else(|| std::env::temp_dir().join("keepsake-look"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn save(picture: &RgbImage, folder: &Path, name: &str) {
    picture.save(folder.join(format!("{name}.png"))).unwrap();
}

#[test]
#[ignore = "for looking, not for passing"]
fn write_contact_sheets() {
    let (folder, pictures) = (folder(), Pictures::new());
    let only = std::env::var("KEEPSAKE_ONLY").unwrap_or_default();
    let height = 300;
    for template in Template::built_in() {
        for landscape in [false, true] {
            let name = format!(
                "{}-{}",
                template.code,
                if landscape { "landscape" } else { "portrait" }
            );
            if !name.contains(&only) {
                continue;
            }
            let lines: Vec<Vec<RgbImage>> = Paper::ALL
                .into_iter()
                .filter(|paper| !(landscape && *paper == Paper::Square))
                .map(|paper| {
                    COUNTS
                        .iter()
                        .map(|count| {
                            let mut data = full(*count);
                            data.sheet = sheet(paper, landscape);
                            let height = if landscape { height * 3 / 4 } else { height };
                            picture_of(&template.code, &data, &pictures, height)
                        })
                        .collect()
                })
                .collect();
            save(&contact_sheet(&lines), &folder, &name);
        }
    }
}

/// Words of every kind, in each look.
fn special() -> Vec<(&'static str, PageData)> {
    let mut bare = page(4);
    bare.closing = String::new();
    bare.quiet_line = String::new();
    bare.subtitle = String::new();

    let mut arabic = full(5);
    arabic.baby_name = "ليلى".into();
    arabic.title = "نوفمبر ٢٠٢٦".into();
    arabic.subtitle = "ليلى · أربعة أشهر".into();
    arabic.quiet_line = "١٤ ابتسامة هذا الشهر".into();
    arabic.closing = "نامي بسلام يا قمرنا الصغير.".into();
    arabic.right_to_left = true;
    arabic.language = "ar".into();
    for (milestone, title) in arabic
        .milestones
        .iter_mut()
        .zip(["أول ضحكة", "نامت ست ساعات"])
    {
        milestone.title = title.into();
        milestone.date_label = "٣ نوفمبر".into();
        milestone.age = "أربعة أشهر".into();
        milestone.note = String::new();
    }
    arabic.story = vec![
        (
            "٣ نوفمبر".into(),
            "ابتسمتِ في نومك لأول مرة اليوم، ووقفنا بجانب سريرك لا نجرؤ على التنفس.".into(),
        ),
        ("٩ نوفمبر".into(), "نمتِ ست ساعات متواصلة.".into()),
    ];
    for (photo, line) in arabic
        .photos
        .iter_mut()
        .zip(["بعد الحمام", "على صدر بابا"].iter().cycle())
    {
        photo.caption = (*line).into();
    }

    let mut chinese = full(4);
    chinese.baby_name = "小雨".into();
    chinese.title = "小雨的十一月".into();
    chinese.subtitle = "小雨 · 四个月".into();
    chinese.quiet_line = "这个月留下了十四个微笑".into();
    chinese.closing = "晚安，我们的小月亮。🌙✨".into();
    chinese.language = "zh-CN".into();
    for (milestone, title) in chinese
        .milestones
        .iter_mut()
        .zip(["第一次大笑 😄", "睡了六个小时"])
    {
        milestone.title = title.into();
        milestone.date_label = "11月3日".into();
        milestone.age = "四个月".into();
        milestone.note = "当然是对着狗。".into();
    }
    chinese.story = vec![
        (
            "11月3日".into(),
            "今天你第一次在睡梦中微笑，好像有人给你讲了一个笑话。我们站在小床边，不敢呼吸。".into(),
        ),
        (
            "11月9日".into(),
            "一口气睡了六个小时。爸爸醒了两次，看看你还在不在。".into(),
        ),
    ];
    for (photo, line) in chinese
        .photos
        .iter_mut()
        .zip(["洗完澡睡着了 😴", "爸爸的胸口"].iter().cycle())
    {
        photo.caption = (*line).into();
    }

    let mut long = full(6);
    long.title = "The month in which you learned to laugh in your sleep".into();
    long.closing = "We did not sleep much, but every night between three and four you smiled at \
         something only you could see, and we would not have missed a minute of it."
        .into();
    long.verse = Some((
        "Angels at the foot,\nAnd Angels at the head,\nAnd like a curly little lamb\nMy pretty babe in bed.".into(),
        "Christina Rossetti".into(),
    ));
    long.story = (0..8).flat_map(|_| full(0).story).collect();

    let mut monster = full(12);
    monster.title = "Donaudampfschifffahrtsgesellschaft ".repeat(40);
    monster.subtitle = "x".repeat(900);
    monster.closing = "and then you smiled ".repeat(200);
    monster.quiet_line = "smile ".repeat(200);
    monster.milestones = (1..=20)
        .map(|day| milestone(day, &"First ".repeat(90)))
        .collect();
    monster.story = (0..60)
        .map(|_| ("3 November".repeat(4), "W".repeat(3000)))
        .collect();
    for photo in &mut monster.photos {
        photo.caption = "W".repeat(300);
    }

    let mut marked = full(5);
    marked.sheet.bleed = 3.0;
    marked.sheet.marks = true;
    marked.page_number = Some(12);
    vec![
        ("bare", bare),
        ("arabic", arabic),
        ("chinese", chinese),
        ("long", long),
        ("monster", monster),
        ("marked", marked),
    ]
}

#[test]
#[ignore = "for looking, not for passing"]
fn write_special_pages() {
    let (folder, pictures) = (folder(), Pictures::new());
    let only = std::env::var("KEEPSAKE_ONLY").unwrap_or_default();
    for template in Template::built_in() {
        if !template.code.contains(&only) {
            continue;
        }
        let line = |paper: Paper, landscape: bool, height: u32| -> Vec<RgbImage> {
            special()
                .iter()
                .map(|(_, data)| {
                    let mut data = data.clone();
                    let given = data.sheet;
                    data.sheet = sheet(paper, landscape);
                    (data.sheet.bleed, data.sheet.marks) = (given.bleed, given.marks);
                    picture_of(&template.code, &data, &pictures, height)
                })
                .collect()
        };
        let lines = vec![
            line(Paper::A4, false, 470),
            line(Paper::Photo10x15, false, 400),
            line(Paper::A5, true, 260),
        ];
        save(
            &contact_sheet(&lines),
            &folder,
            &format!("special-{}", template.code),
        );
    }
}

/// A quiet month: one to three photos, a line or two of words.
fn quiet(count: u32, notes: usize) -> PageData {
    let mut data = full(count);
    data.milestones = Vec::new();
    data.story.truncate(notes);
    if notes == 1 {
        data.story[0].1 = "You smiled in your sleep.".into();
    }
    data
}

#[test]
#[ignore = "for looking, not for passing"]
fn write_quiet_pages() {
    let (folder, pictures) = (folder(), Pictures::new());
    let only = std::env::var("KEEPSAKE_ONLY").unwrap_or_default();
    for template in Template::built_in() {
        if !template.code.contains(&only) {
            continue;
        }
        let line = |paper: Paper, landscape: bool, height: u32| -> Vec<RgbImage> {
            [(1, 1), (2, 1), (3, 2), (1, 0), (0, 2), (5, 1)]
                .iter()
                .map(|(count, notes)| {
                    let mut data = quiet(*count, *notes);
                    data.sheet = sheet(paper, landscape);
                    picture_of(&template.code, &data, &pictures, height)
                })
                .collect()
        };
        let lines = vec![
            line(Paper::A4, false, 560),
            line(Paper::A4, true, 360),
            line(Paper::Photo10x15, false, 400),
        ];
        let name = format!("quiet-{}", template.code);
        save(&contact_sheet(&lines), &folder, &name);
    }
}

#[test]
#[ignore = "for looking, not for passing"]
fn write_large_pages() {
    let (folder, pictures) = (folder(), Pictures::new());
    let only = std::env::var("KEEPSAKE_ONLY").unwrap_or_default();
    for template in Template::built_in() {
        if !template.code.contains(&only) {
            continue;
        }
        let line: Vec<RgbImage> = [5, 9]
            .iter()
            .map(|count| picture_of(&template.code, &full(*count), &pictures, 1000))
            .collect();
        save(
            &contact_sheet(&[line]),
            &folder,
            &format!("large-{}", template.code),
        );
    }
}

/// A book and a month as German families have them, in German words.
#[test]
#[ignore = "for looking, not for passing"]
fn write_german_pages() {
    let _here = crate::german::german();
    let (folder, pictures) = (folder(), Pictures::new());
    let data = |count: u32| {
        let mut data = full(count);
        data.language = "de".into();
        data.title = "März 2026".into();
        data.month = smilekeep::domain::Month::new(2026, 3).unwrap();
        data.subtitle = "Mina · 4 Monate alt · Kopenhagen".into();
        data.quiet_line = smilekeep::t!("keepsake-quiet", count = 14);
        data.closing = "Schlaf gut, kleiner Mond.".into();
        for (photo, line) in data.photos.iter_mut().zip(
            [
                "Träume nach dem Baden",
                "Auf Papas Brust, vier Uhr morgens",
                "",
                "Der allererste Schnee, unter drei Decken und einer riesigen Mütze gesehen",
            ]
            .iter()
            .cycle(),
        ) {
            photo.caption = (*line).into();
            photo.day = chrono::NaiveDate::from_ymd_opt(2026, 3, photo.day.day()).unwrap();
        }
        for (milestone, (day, title)) in data.milestones.iter_mut().zip([
            (3, "Zum ersten Mal laut gelacht"),
            (14, "Beide Füße gefunden"),
        ]) {
            milestone.date = chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
            milestone.date_label = smilekeep::words::dates::day_month(milestone.date);
            milestone.title = title.into();
            milestone.age = "4 Monate alt".into();
        }
        data.milestones[0].note = "Über den Hund, worüber sonst.".into();
        data.story = [
            (
                3,
                "Heute hast du zum ersten Mal im Schlaf gelächelt, ganz plötzlich, als hätte dir jemand einen Witz erzählt. Wir standen neben dem Bettchen und wagten nicht zu atmen.",
            ),
            (9, "Sechs Stunden am Stück. Papa ist zweimal aufgewacht, um nachzusehen, ob du noch da bist."),
            (21, "Großmutter kam mit einer viel zu großen Strickmütze. Du hast damit geschlafen und wieder gelächelt, nur mit dem linken Mundwinkel."),
        ]
        .into_iter()
        .map(|(day, text)| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
            (smilekeep::words::dates::day_month(day), text.to_owned())
        })
        .collect();
        data
    };
    for template in Template::built_in() {
        let count = match template.code.as_str() {
            "calendar" => 12,
            "certificate" | "cover" => 1,
            _ => 5,
        };
        let mut landscape = data(count);
        landscape.sheet = sheet(Paper::A4, true);
        let mut verse = data(count);
        let chosen = smilekeep::keepsake::verse("claudius-abendlied").unwrap();
        verse.verse = Some((chosen.text.into(), chosen.author.into()));
        let line: Vec<RgbImage> = [(data(count), 900), (verse, 900), (landscape, 640)]
            .iter()
            .map(|(data, height)| picture_of(&template.code, data, &pictures, *height))
            .collect();
        save(
            &contact_sheet(&[line]),
            &folder,
            &format!("german-{}", template.code),
        );
    }
    let bare = |title: &'static str| {
        let mut data = data(0);
        data.title = title.into();
        (data.subtitle, data.quiet_line, data.closing) = Default::default();
        (data.story, data.page_number) = (Vec::new(), Some(2));
        data
    };
    let mut contents = bare(smilekeep::t!("keepsake-contents"));
    contents.milestones = Vec::new();
    contents.contents = (1..=9)
        .map(|month| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
            (smilekeep::words::dates::month_year(day), month as usize + 2)
        })
        .collect();
    contents
        .contents
        .push((smilekeep::t!("keepsake-milestones").to_owned(), 12));
    let milestones = bare(smilekeep::t!("keepsake-milestones"));
    let line = vec![
        picture_of("contents", &contents, &pictures, 900),
        picture_of("milestones", &milestones, &pictures, 900),
    ];
    save(&contact_sheet(&[line]), &folder, "german-in-books");
}

//! Whether what is printed can be read: the size, the contrast and the ends of
//! every text on laid-out pages of every look and paper.

use chrono::NaiveDate;
use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst::visualize::{Color, Paint};

use super::*;
use crate::domain::{Month, Paper, PhotoId};
use crate::keepsake::Sheet;
use crate::keepsake::page::{PageMilestone, PagePhoto};

/// A name for every photo, so that its caption is known again on the page.
const NAMES: [&str; 12] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett",
    "kilo", "lima",
];

fn page_of(count: usize, paper: Paper, on_its_side: bool, words: usize) -> PageData {
    let day = |number: u32| NaiveDate::from_ymd_opt(2026, 11, number).unwrap();
    let (w, h) = paper.size_mm();
    let size = if on_its_side { (h, w) } else { (w, h) };
    let photos = NAMES.iter().take(count).enumerate().map(|(index, name)| {
        let (width, height) = [(400, 300), (300, 400), (450, 300)][index % 3];
        PagePhoto {
            photo: PhotoId::from_uuid(uuid::Uuid::from_u128(index as u128 + 1)),
            width,
            height,
            caption: vec![*name; words].join(" "),
            alt: String::new(),
            favourite: false,
            day: day(index as u32 + 1),
            after_midnight: false,
        }
    });
    PageData {
        baby_name: "Mina".into(),
        month: Month::new(2026, 11).unwrap(),
        title: "November 2026".into(),
        subtitle: "Mina · 4 to 5 months old".into(),
        place: String::new(),
        quiet_line: "14 smiles kept this month".into(),
        closing: "Sleep well, little moon.".into(),
        verse: Some(("Sweet dreams, form a shade".into(), "William Blake".into())),
        sheet: Sheet::new(size, f32::from(paper.usual_margin_mm())),
        photos: photos.collect(),
        milestones: vec![PageMilestone {
            date: day(3),
            date_label: "3 November".into(),
            title: "First laugh out loud".into(),
            age: "4 months, 20 days old".into(),
            note: "At the dog, of course.".into(),
            photo: None,
        }],
        smiles: vec![1; 30],
        story: vec![("3 November".into(), "You smiled in your sleep.".into())],
        contents: Vec::new(),
        page_number: None,
        right_to_left: false,
        language: "en".into(),
    }
}

/// Every text with its size in points.
fn texts(frame: &Frame, found: &mut Vec<(String, f64, Option<Color>)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => texts(&group.frame, found),
            FrameItem::Text(TextItem {
                text, size, fill, ..
            }) => {
                let colour = match fill {
                    Paint::Solid(colour) => Some(colour.clone()),
                    _ => None,
                };
                found.push((text.to_string(), size.to_pt(), colour));
            }
            _ => {}
        }
    }
}

/// Lays out with the drawn fonts only: the same on every computer.
fn laid_out(
    engine: &KeepsakeEngine,
    template: &Template,
    data: &PageData,
) -> Vec<(String, f64, Option<Color>)> {
    let layout = engine.lay_out(template, data).unwrap();
    assert_eq!(layout.page_count(), 1, "{}", template.code);
    let mut found = Vec::new();
    for page in layout.document.pages() {
        texts(&page.frame, &mut found);
    }
    found
}

/// The least size of a caption on a paper, in points.
fn least(paper: Paper) -> f64 {
    match paper {
        Paper::A4 | Paper::UsLetter | Paper::Square => 8.5,
        Paper::A5 | Paper::Photo10x15 | Paper::Photo13x18 => 7.5,
    }
}

const WITH_CAPTIONS: [&str; 3] = ["album", "polaroid", "hero"];

#[test]
fn captions_are_large_enough_and_long_ones_end_after_a_word_of_their_second_line() {
    let engine = KeepsakeEngine::without_system_fonts();
    for template in Template::built_in() {
        if !WITH_CAPTIONS.contains(&template.code.as_str()) {
            continue;
        }
        let mut seen = 0;
        for paper in Paper::ALL {
            for (count, on_its_side, words) in [(1, false, 3), (5, true, 60), (12, false, 60)] {
                let data = page_of(count, paper, on_its_side, words);
                let what = format!("{}, {paper:?}, {count} photos", template.code);
                let found = laid_out(&engine, &template, &data);
                for name in NAMES {
                    let lines: Vec<_> = found
                        .iter()
                        .filter(|(text, ..)| text.contains(name))
                        .collect();
                    let Some((last, ..)) = lines.last() else {
                        continue;
                    };
                    seen += 1;
                    // Letters written by hand are smaller than others of a size.
                    let least = least(paper)
                        * if template.code == "polaroid" {
                            1.25
                        } else {
                            1.0
                        };
                    for (text, size, _) in &lines {
                        assert!(*size >= least, "{what}: “{text}” in {size} pt");
                    }
                    assert!(lines.len() <= 2, "{what}: {lines:?}");
                    if words > 3 {
                        let ends = last.trim_end().ends_with(&format!("{name}…"));
                        assert!(ends, "{what}: “{last}”");
                    }
                }
            }
        }
        assert!(seen > 12, "{}: {seen} captions", template.code);
    }
}

/// The ratio of contrast of WCAG 2.
fn contrast(one: &Color, other: &Color) -> f64 {
    let luminance = |colour: &Color| {
        let rgb = colour.to_rgb();
        let [red, green, blue] = [rgb.red, rgb.green, rgb.blue].map(|value| {
            let value = f64::from(value);
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

#[test]
fn no_print_is_small_or_pale() {
    let engine = KeepsakeEngine::without_system_fonts();
    for (index, template) in Template::built_in().into_iter().enumerate() {
        let papers: &[[u8; 3]] = match template.code.as_str() {
            "album" => &[[255; 3]],
            "hero" => &[[0xfa, 0xf5, 0xec]],
            "polaroid" => &[[0xe9, 0xdf, 0xcf]],
            "storybook" => &[[0xfd, 0xfa, 0xf2]],
            "calendar" => &[[0xee, 0xf2, 0xf6]],
            "certificate" => &[[0xff, 0xfd, 0xf7]],
            // A card on a photo, or the sky of the night.
            "cover" => &[[0xff, 0xfd, 0xf8], [0x22, 0x2a, 0x4d]],
            other => panic!("the paper of {other}?"),
        };
        for (paper_index, paper) in Paper::ALL.into_iter().enumerate() {
            let count = [5, 0, 1, 12][(index + paper_index) % 4];
            let data = page_of(count, paper, paper_index % 2 == 1, 4);
            let what = format!("{}, {paper:?}, {count} photos", template.code);
            for (text, size, colour) in laid_out(&engine, &template, &data) {
                // Days of a calendar stand in cells of their own size.
                let is_day = template.code == "calendar" && text.len() <= 2;
                assert!(
                    is_day || size >= 7.0 - 1e-6,
                    "{what}: “{text}” in {size} pt"
                );
                let colour = colour.unwrap();
                let white = contrast(&colour, &Color::WHITE) < 1.01;
                if is_day && white {
                    continue;
                }
                let best = papers
                    .iter()
                    .map(|[r, g, b]| contrast(&colour, &Color::from_u8(*r, *g, *b, 255)))
                    .fold(0.0, f64::max);
                assert!(best >= 4.5, "{what}: “{text}” has a contrast of {best:.1}");
            }
        }
    }
}

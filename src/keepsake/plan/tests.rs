//! A plan holds for whatever a family writes.

use super::super::page::PagePhoto;
use super::*;
use crate::domain::{Month, Paper, PhotoId};
use uuid::Uuid;

fn page(photos: usize, milestones: usize, closing: &str, caption: &str) -> PageData {
    PageData {
        baby_name: "Mina".into(),
        month: Month::new(2026, 11).unwrap(),
        title: "November 2026".into(),
        subtitle: "Mina · 4 months old".into(),
        quiet_line: "14 smiles kept this month".into(),
        closing: closing.into(),
        paper: Paper::A4,
        photos: (0..photos)
            .map(|index| PagePhoto {
                photo: PhotoId::from_uuid(Uuid::from_u128(index as u128)),
                jpeg: [].into(),
                width: [4000, 3000, 3000][index % 3],
                height: [3000, 4000, 3000][index % 3],
                caption: caption.into(),
                alt: String::new(),
                favourite: index == 1,
            })
            .collect(),
        milestones: (0..milestones)
            .map(|day| (format!("{day} November"), "First laugh".into()))
            .collect(),
        right_to_left: false,
        language: "en".into(),
    }
}

fn fields(plan: &PagePlan) -> Vec<Rect> {
    let slots = [&plan.title, &plan.subtitle, &plan.closing, &plan.quiet];
    let captions = plan.photos.iter().filter_map(|p| p.caption.as_ref());
    [plan.ornament]
        .into_iter()
        .chain(plan.rule)
        .chain(slots.into_iter().flatten().map(|slot| slot.at))
        .chain(captions.map(|slot| slot.at))
        .chain(plan.photos.iter().map(|photo| photo.frame))
        .chain(plan.milestones.iter().map(|column| column.at))
        .collect()
}

#[test]
fn nothing_overlaps_and_nothing_stands_where_a_printer_cuts() {
    let long = "We did not sleep much, but you smiled. ".repeat(9);
    for photos in 0..=12 {
        for milestones in [0, 1, 3, 4, 30] {
            for closing in ["", "Sleep well.", &long] {
                for caption in ["", "On Papa’s chest", &long] {
                    for paper in Paper::ALL {
                        let mut page = page(photos, milestones, closing, caption);
                        page.paper = paper;
                        let plan = plan(&page);
                        let fields = fields(&plan);
                        for (index, a) in fields.iter().enumerate() {
                            let inside = a.x >= 14.99
                                && a.y >= 14.99
                                && a.right() <= plan.width - 14.99
                                && a.bottom() <= plan.height - 14.99;
                            assert!(inside, "{photos} photos: {a:?}");
                            assert!(a.w > 1.0 && a.h > 1.0, "{photos} photos: {a:?}");
                            for b in &fields[..index] {
                                let apart = a.x >= b.right() - 0.01
                                    || b.x >= a.right() - 0.01
                                    || a.y >= b.bottom() - 0.01
                                    || b.y >= a.bottom() - 0.01;
                                assert!(apart, "{photos} photos: {a:?} {b:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn sizes_asked_for_need_no_photo_and_stay_the_same_with_it() {
    let mut page = page(9, 2, "Sleep well.", "");
    let before = photo_boxes_mm(&page);
    for photo in &mut page.photos {
        photo.jpeg = [1_u8, 2, 3].into();
    }
    assert_eq!(photo_boxes_mm(&page), before);
    assert_eq!(before.len(), 9);
    for ((width, height), photo) in before.iter().zip(&page.photos) {
        assert!((width / height - photo.aspect()).abs() < 0.01);
    }
    let at_300_dpi = photo_boxes_px(&page, 300.0);
    assert_eq!(at_300_dpi[0].0, (before[0].0 / 25.4 * 300.0).ceil() as u32);
}

#[test]
fn milestones_beyond_the_bound_are_counted() {
    let plan = plan(&page(3, 10, "", ""));
    let lines: Vec<_> = plan
        .milestones
        .iter()
        .flat_map(|column| &column.items)
        .map(|line| line.title.text.as_str())
        .collect();
    assert_eq!(lines.len(), MAX_MILESTONES);
    assert_eq!(lines.last(), Some(&"+ 5"));
}

#[test]
fn a_page_read_from_the_right_starts_at_the_right() {
    let mut page = page(4, 4, "", "");
    let from_left = plan(&page);
    page.right_to_left = true;
    let from_right = plan(&page);
    let middle = from_left.width / 2.0;
    for (a, b) in from_left.photos.iter().zip(&from_right.photos) {
        let mirrored = 2.0 * middle - b.frame.right();
        assert!((a.frame.x - mirrored).abs() < 0.01);
    }
    assert!(from_right.milestones[0].at.x > from_right.milestones[1].at.x);
}

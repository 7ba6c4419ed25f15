//! Where everything on a page stands, in millimetres from its top left corner.
//!
//! Every text gets a field of fixed size; the template fits the text into it.
//! So a page is one page whatever the family writes, and the size each photo
//! needs is known before any photo is decoded.

use super::layout::{Arrangement, FAVOURITE_WEIGHT, PhotoShape, Rect, arrange};
use super::page::PageData;
use super::words::{Words, language_parts};

mod contract;

pub use contract::{MilestoneColumn, MilestoneLine, PagePlan, PhotoSlot, Slot};

/// Nothing stands nearer to the sides; most home printers cut 3–7 mm, frames
/// cover about as much again.
const SIDE_MM: f32 = 18.0;
const TOP_MM: f32 = 15.0;
const BOTTOM_MM: f32 = 15.5;

const ORNAMENT_MM: f32 = 8.0;
const AFTER_ORNAMENT_MM: f32 = 3.0;
const TITLE_LINE_MM: f32 = 13.0;
const TITLE_TWO_LINES_MM: f32 = 21.0;
/// A title wider than this, in ems, does not fit one line at a size that still
/// reads as a heading.
const TITLE_ONE_LINE_EMS: f32 = 23.0;
const SUBTITLE_MM: f32 = 7.0;
const AFTER_HEAD_MM: f32 = 6.5;

const BEFORE_FOOT_MM: f32 = 6.0;
const MILESTONE_MM: f32 = 5.4;
const RULE_MM: f32 = 8.0;
const CLOSING_LINE_MM: f32 = 6.4;
const QUIET_MM: f32 = 5.2;

const BEFORE_CAPTION_MM: f32 = 1.4;
const CAPTION_LINE_MM: f32 = 5.4;
const CAPTION_TWO_LINES_MM: f32 = 9.0;
/// Ems of a caption that fit 10 mm of width at its smallest size (7.5 pt).
const CAPTION_EMS_PER_10_MM: f32 = 3.78;

/// With more photos than this, every caption has one line.
const MOST_WITH_TWO_LINE_CAPTIONS: usize = 6;

/// More milestones than this are counted, not listed.
const MAX_MILESTONES: usize = 6;
/// Up to this many stand in one column.
const MILESTONES_IN_ONE_COLUMN: usize = 3;

/// When photos leave height free, this part of it goes above the heading and
/// as much below the foot, up to a bound; the rest frames the photos.
const FREE_OUTSIDE: f32 = 0.28;
const FREE_OUTSIDE_MAX_MM: f32 = 20.0;

/// Width and height in millimetres that each photo of the page takes, whole
/// and uncut, in order. Reads sizes and words only, never `jpeg`.
pub fn photo_boxes_mm(page: &PageData) -> Vec<(f32, f32)> {
    plan(page)
        .photos
        .iter()
        .map(|photo| (photo.image.w, photo.image.h))
        .collect()
}

/// As [`photo_boxes_mm`], in pixels at `dpi` dots per inch, rounded up: the
/// size to render each photo at before laying out.
pub fn photo_boxes_px(page: &PageData, dpi: f32) -> Vec<(u32, u32)> {
    let pixels = |mm: f32| (mm / 25.4 * dpi).ceil().clamp(1.0, 20_000.0) as u32;
    photo_boxes_mm(page)
        .into_iter()
        .map(|(width, height)| (pixels(width), pixels(height)))
        .collect()
}

/// The name of photo `index` in the typesetter's world; says nothing about the
/// family's own file names.
pub fn photo_file(index: usize) -> String {
    format!("photo-{index}.jpg")
}

/// Plans a page. Fonts are named later, by who knows them.
pub fn plan(page: &PageData) -> PagePlan {
    use chrono::Datelike;

    let (width, height) = page.paper.size_mm();
    let (lang, region) = language_parts(&page.language);
    let words = |text: &str| Words::new(text, page.right_to_left);
    let last_day = page.month.last_day();
    let mut plan = PagePlan {
        width,
        height,
        lang,
        region,
        rtl: page.right_to_left,
        document_title: document_title(page),
        date: (last_day.year(), last_day.month(), last_day.day()),
        fonts: None,
        text_only: page.photos.is_empty(),
        ornament: Rect::default(),
        border: None,
        title: None,
        subtitle: None,
        photos: Vec::new(),
        milestones: Vec::new(),
        rule: None,
        closing: None,
        quiet: None,
    };
    let title = words(&page.title);
    let subtitle = words(&page.subtitle);
    let closing = words(&page.closing);
    let quiet = words(&page.quiet_line);
    let milestones = listed(page);
    let texts = Texts {
        title,
        subtitle,
        closing,
        quiet,
        milestones,
    };
    if plan.text_only {
        plan_words_only(&mut plan, texts);
    } else {
        plan_with_photos(&mut plan, page, texts);
    }
    plan
}

struct Texts {
    title: Words,
    subtitle: Words,
    closing: Words,
    quiet: Words,
    milestones: Vec<MilestoneLine>,
}

fn document_title(page: &PageData) -> String {
    let parts = [page.baby_name.as_str(), page.title.as_str()];
    let parts: Vec<String> = parts
        .iter()
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|part| part.chars().filter(|c| !c.is_control()).take(200).collect())
        .filter(|part: &String| !part.is_empty())
        .collect();
    if parts.is_empty() {
        page.month.label()
    } else {
        parts.join(" – ")
    }
}

/// The milestones to list; those beyond the bound as one `+ n`.
fn listed(page: &PageData) -> Vec<MilestoneLine> {
    let words = |text: &str| Words::new(text, page.right_to_left);
    let mut lines: Vec<MilestoneLine> = page
        .milestones
        .iter()
        .map(|(date, title)| MilestoneLine {
            date: words(date),
            title: words(title),
        })
        .filter(|line| !(line.date.is_empty() && line.title.is_empty()))
        .collect();
    if lines.len() > MAX_MILESTONES {
        let rest = lines.split_off(MAX_MILESTONES - 1).len();
        lines.push(MilestoneLine {
            date: Words::default(),
            title: words(&format!("+ {rest}")),
        });
    }
    lines
}

/// Hands out fields from top to bottom.
struct Column {
    x: f32,
    w: f32,
    y: f32,
}

impl Column {
    fn take(&mut self, height: f32) -> Rect {
        let field = Rect {
            x: self.x,
            y: self.y,
            w: self.w,
            h: height,
        };
        self.y += height;
        field
    }

    fn slot(&mut self, words: Words, height: f32) -> Option<Slot> {
        (!words.is_empty()).then(|| Slot {
            words,
            at: self.take(height),
        })
    }

    fn skip(&mut self, height: f32) {
        self.y += height;
    }
}

fn title_height(title: &Words) -> f32 {
    if title.ems() > TITLE_ONE_LINE_EMS {
        TITLE_TWO_LINES_MM
    } else {
        TITLE_LINE_MM
    }
}

fn closing_height(closing: &Words, line_ems: f32, line_mm: f32) -> f32 {
    (closing.ems() / line_ems).ceil().clamp(1.0, 3.0) * line_mm + 1.0
}

fn milestone_rows(count: usize) -> usize {
    if count > MILESTONES_IN_ONE_COLUMN {
        count.div_ceil(2)
    } else {
        count
    }
}

fn plan_with_photos(plan: &mut PagePlan, page: &PageData, texts: Texts) {
    let inner = plan.width - 2.0 * SIDE_MM;

    let mut head = Column {
        x: SIDE_MM,
        w: inner,
        y: TOP_MM,
    };
    plan.ornament = head.take(ORNAMENT_MM);
    head.skip(AFTER_ORNAMENT_MM);
    let title_mm = title_height(&texts.title);
    plan.title = head.slot(texts.title, title_mm);
    plan.subtitle = head.slot(texts.subtitle, SUBTITLE_MM);
    head.skip(AFTER_HEAD_MM);

    let mut foot = Column {
        x: SIDE_MM,
        w: inner,
        y: 0.0,
    };
    place_foot(
        plan,
        &mut foot,
        texts.milestones,
        texts.closing,
        texts.quiet,
    );
    let foot_height = foot.y;
    let foot_gap = if foot_height > 0.0 {
        BEFORE_FOOT_MM
    } else {
        0.0
    };

    let room = plan.height - BOTTOM_MM - foot_height - foot_gap - head.y;
    let arrangement = arrange_photos(page, inner, room);

    let free = (room - arrangement.height).max(0.0);
    let outside = (free * FREE_OUTSIDE).min(FREE_OUTSIDE_MAX_MM);
    let around = free - 2.0 * outside;
    move_head(plan, outside);
    let left = SIDE_MM + (inner - arrangement.width) / 2.0;
    // Slightly above the middle looks like the middle.
    let top = head.y + outside + around * 0.47;
    let foot_top = plan.height - BOTTOM_MM - foot_height - outside;
    move_foot(plan, foot_top);

    plan.photos = page
        .photos
        .iter()
        .zip(&arrangement.photos)
        .enumerate()
        .map(|(index, (photo, placed))| PhotoSlot {
            file: photo_file(index),
            alt: Words::new(&photo.alt, false).text,
            frame: placed.frame.moved(left, top),
            image: placed.image.moved(left, top),
            caption: placed
                .caption
                .map(|strip| Slot {
                    words: Words::new(&photo.caption, page.right_to_left),
                    at: Rect {
                        y: strip.y + BEFORE_CAPTION_MM,
                        h: strip.h - BEFORE_CAPTION_MM,
                        ..strip
                    }
                    .moved(left, top),
                })
                .filter(|slot| !slot.words.is_empty()),
        })
        .collect();
}

/// Places the photos. Captions get one line at first; where one turns out too
/// long for the width of its photo, the photos are placed again with two.
fn arrange_photos(page: &PageData, width: f32, height: f32) -> Arrangement {
    let captions: Vec<Words> = page
        .photos
        .iter()
        .map(|photo| Words::new(&photo.caption, page.right_to_left))
        .collect();
    let mut shapes: Vec<PhotoShape> = page
        .photos
        .iter()
        .zip(&captions)
        .map(|(photo, caption)| PhotoShape {
            aspect: photo.aspect(),
            weight: if photo.favourite {
                FAVOURITE_WEIGHT
            } else {
                1.0
            },
            caption_mm: if caption.is_empty() {
                0.0
            } else {
                CAPTION_LINE_MM
            },
        })
        .collect();
    let arrangement = arrange(width, height, &shapes, page.right_to_left);
    if shapes.len() > MOST_WITH_TWO_LINE_CAPTIONS {
        return arrangement;
    }
    let mut any_too_long = false;
    for ((shape, caption), placed) in shapes.iter_mut().zip(&captions).zip(&arrangement.photos) {
        if caption.ems() > placed.frame.w / 10.0 * CAPTION_EMS_PER_10_MM {
            shape.caption_mm = CAPTION_TWO_LINES_MM;
            any_too_long = true;
        }
    }
    if any_too_long {
        arrange(width, height, &shapes, page.right_to_left)
    } else {
        arrangement
    }
}

/// Milestones, a rule, closing, quiet line, from the column's top.
fn place_foot(
    plan: &mut PagePlan,
    foot: &mut Column,
    milestones: Vec<MilestoneLine>,
    closing: Words,
    quiet: Words,
) {
    let closing_mm = closing_height(&closing, 36.0, CLOSING_LINE_MM);
    let lines_follow = !(closing.is_empty() && quiet.is_empty());
    place_milestones(plan, foot, milestones);
    if lines_follow {
        plan.rule = Some(foot.take(RULE_MM));
    }
    plan.closing = foot.slot(closing, closing_mm);
    plan.quiet = foot.slot(quiet, QUIET_MM);
}

fn place_milestones(plan: &mut PagePlan, column: &mut Column, mut lines: Vec<MilestoneLine>) {
    const BETWEEN_COLUMNS_MM: f32 = 8.0;
    if lines.is_empty() {
        return;
    }
    let rows = milestone_rows(lines.len());
    let field = column.take(rows as f32 * MILESTONE_MM);
    let second = lines.split_off(rows.min(lines.len()));
    let mut columns = vec![lines];
    if !second.is_empty() {
        columns.push(second);
    }
    let count = columns.len() as f32;
    let width = (field.w - BETWEEN_COLUMNS_MM * (count - 1.0)) / count;
    for (index, items) in columns.into_iter().enumerate() {
        // The second column is the left one where the page reads leftwards.
        let from_left = if plan.rtl {
            count - 1.0 - index as f32
        } else {
            index as f32
        };
        plan.milestones.push(MilestoneColumn {
            at: Rect {
                x: field.x + from_left * (width + BETWEEN_COLUMNS_MM),
                h: items.len() as f32 * MILESTONE_MM,
                w: width,
                ..field
            },
            items,
        });
    }
}

fn move_head(plan: &mut PagePlan, by: f32) {
    plan.ornament = plan.ornament.moved(0.0, by);
    for slot in [&mut plan.title, &mut plan.subtitle].into_iter().flatten() {
        slot.at = slot.at.moved(0.0, by);
    }
}

fn move_foot(plan: &mut PagePlan, by: f32) {
    for milestone in &mut plan.milestones {
        milestone.at = milestone.at.moved(0.0, by);
    }
    plan.rule = plan.rule.map(|rule| rule.moved(0.0, by));
    for slot in [&mut plan.closing, &mut plan.quiet].into_iter().flatten() {
        slot.at = slot.at.moved(0.0, by);
    }
}

/// A page for a month without photos: words in the middle, set larger.
fn plan_words_only(plan: &mut PagePlan, texts: Texts) {
    const INSET_MM: f32 = 34.0;
    const BORDER_MM: f32 = 17.0;
    const ABOVE: f32 = 0.47;
    plan.border = Some(Rect {
        x: BORDER_MM,
        y: BORDER_MM,
        w: plan.width - 2.0 * BORDER_MM,
        h: plan.height - 2.0 * BORDER_MM,
    });
    let two_lines = texts.title.ems() > TITLE_ONE_LINE_EMS * 0.62;
    let closing_mm = closing_height(&texts.closing, 23.0, 8.4);

    let mut column = Column {
        x: INSET_MM,
        w: plan.width - 2.0 * INSET_MM,
        y: 0.0,
    };
    plan.ornament = column.take(24.0);
    column.skip(8.0);
    plan.title = column.slot(texts.title, if two_lines { 32.0 } else { 17.0 });
    column.skip(1.5);
    plan.subtitle = column.slot(texts.subtitle, 9.0);
    let head_bottom = column.y;

    column.y = 0.0;
    column.skip(9.0);
    place_milestones(plan, &mut column, texts.milestones);
    if !plan.milestones.is_empty() {
        column.skip(4.0);
    }
    if !(texts.closing.is_empty() && texts.quiet.is_empty()) {
        plan.rule = Some(column.take(12.0));
    }
    plan.closing = column.slot(texts.closing, closing_mm);
    plan.quiet = column.slot(texts.quiet, 7.0);

    let top = (plan.height - head_bottom - column.y).max(0.0) * ABOVE;
    move_head(plan, top);
    move_foot(plan, top + head_bottom);
}

#[cfg(test)]
mod tests;

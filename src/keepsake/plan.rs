//! Where everything on a page stands, in millimetres from its top left corner.
//!
//! Every text gets a field of fixed size; the template fits the text into it.
//! So a page is one page whatever the family writes, and the size each photo
//! needs is known before any photo is decoded.

use serde::Serialize;

use super::fonts::Families;
use super::layout::{FAVOURITE_WEIGHT, GAP_MM, PhotoShape, Rect, arrange};
use super::page::{PageData, PagePhoto};
use super::words::{Words, language_parts};

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
const RULE_MM: f32 = 6.0;
const CLOSING_LINE_MM: f32 = 6.4;
const QUIET_MM: f32 = 5.2;

const CAPTION_LINE_MM: f32 = 5.0;
const CAPTION_TWO_LINES_MM: f32 = 8.6;
/// Ems of a caption that fit 10 mm of width at its smallest size (7.5 pt).
const CAPTION_EMS_PER_10_MM: f32 = 3.78;

/// More milestones than this are counted, not listed.
const MAX_MILESTONES: usize = 6;
/// Up to this many stand in one column.
const MILESTONES_IN_ONE_COLUMN: usize = 3;

/// When photos leave height free, this part of it goes above the heading and
/// as much below the foot, up to a bound; the rest frames the photos.
const FREE_OUTSIDE: f32 = 0.28;
const FREE_OUTSIDE_MAX_MM: f32 = 20.0;

/// A text and its field.
#[derive(Debug, Clone, Serialize)]
pub struct Slot {
    /// What to write.
    #[serde(flatten)]
    pub words: Words,
    /// Where.
    #[serde(flatten)]
    pub at: Rect,
}

/// A photo and its place.
#[derive(Debug, Clone, Serialize)]
pub struct PhotoSlot {
    /// Name of the virtual file with the JPEG.
    pub file: String,
    /// Description; empty for none.
    pub alt: String,
    /// What is seen.
    pub frame: Rect,
    /// The whole photo, covering `frame`.
    pub image: Rect,
    /// The line under it.
    pub caption: Option<Slot>,
}

/// One line of the list of milestones.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneSlot {
    /// When.
    pub date: Words,
    /// What.
    pub title: Words,
    /// Where.
    #[serde(flatten)]
    pub at: Rect,
}

/// The page as the template reads it (`page.json`).
#[derive(Debug, Clone, Serialize)]
pub struct PagePlan {
    /// Paper width.
    pub width: f32,
    /// Paper height.
    pub height: f32,
    /// Two or three letters.
    pub lang: String,
    /// Two letters.
    pub region: Option<String>,
    /// Reading direction of the page.
    pub rtl: bool,
    /// The PDF's own title.
    pub document_title: String,
    /// The PDF's creation date: year, month, day.
    pub date: (i32, u32, u32),
    /// Font families that are there.
    pub fonts: Option<Families>,
    /// Whether the page has words only, set larger.
    pub text_only: bool,
    /// Moon and stars.
    pub ornament: Rect,
    /// Heading.
    pub title: Option<Slot>,
    /// Under the heading.
    pub subtitle: Option<Slot>,
    /// Photos in order.
    pub photos: Vec<PhotoSlot>,
    /// Milestones in order.
    pub milestones: Vec<MilestoneSlot>,
    /// A fine line between milestones and closing.
    pub rule: Option<Rect>,
    /// Last words.
    pub closing: Option<Slot>,
    /// The quiet line.
    pub quiet: Option<Slot>,
}

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
    milestones: Vec<(Words, Words)>,
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
fn listed(page: &PageData) -> Vec<(Words, Words)> {
    let words = |text: &str| Words::new(text, page.right_to_left);
    let all: Vec<(Words, Words)> = page
        .milestones
        .iter()
        .map(|(date, title)| (words(date), words(title)))
        .filter(|(date, title)| !(date.is_empty() && title.is_empty()))
        .collect();
    if all.len() <= MAX_MILESTONES {
        return all;
    }
    let shown = MAX_MILESTONES - 1;
    let rest = format!("+ {}", all.len() - shown);
    all.into_iter()
        .take(shown)
        .chain([(Words::default(), words(&rest))])
        .collect()
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
    let shapes = shapes(&page.photos, inner, page.right_to_left);
    let arrangement = arrange(inner, room, &shapes, page.right_to_left);

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
                .map(|at| Slot {
                    words: Words::new(&photo.caption, page.right_to_left),
                    at: at.moved(left, top),
                })
                .filter(|slot| !slot.words.is_empty()),
        })
        .collect();
}

fn shapes(photos: &[PagePhoto], inner: f32, rtl: bool) -> Vec<PhotoShape> {
    // How wide one photo of the page will be, roughly.
    let across = match photos.len() {
        0..=1 => 1.0,
        2..=6 => 2.0,
        _ => 3.0,
    };
    let usual_width = (inner - GAP_MM * (across - 1.0)) / across;
    let line_ems = usual_width / 10.0 * CAPTION_EMS_PER_10_MM;
    photos
        .iter()
        .map(|photo| {
            let caption = Words::new(&photo.caption, rtl);
            let caption_mm = if caption.is_empty() {
                0.0
            } else if caption.ems() > line_ems && photos.len() <= 6 {
                CAPTION_TWO_LINES_MM
            } else {
                CAPTION_LINE_MM
            };
            PhotoShape {
                aspect: photo.aspect(),
                weight: if photo.favourite {
                    FAVOURITE_WEIGHT
                } else {
                    1.0
                },
                caption_mm,
            }
        })
        .collect()
}

/// Milestones, a rule, closing, quiet line, from the column's top.
fn place_foot(
    plan: &mut PagePlan,
    foot: &mut Column,
    milestones: Vec<(Words, Words)>,
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

fn place_milestones(plan: &mut PagePlan, column: &mut Column, milestones: Vec<(Words, Words)>) {
    const BETWEEN_COLUMNS_MM: f32 = 8.0;
    let rows = milestone_rows(milestones.len());
    if rows == 0 {
        return;
    }
    let field = column.take(rows as f32 * MILESTONE_MM);
    let columns = milestones.len().div_ceil(rows);
    let width = (field.w - BETWEEN_COLUMNS_MM * (columns as f32 - 1.0)) / columns as f32;
    for (index, (date, title)) in milestones.into_iter().enumerate() {
        let (at, row) = (index / rows, index % rows);
        // The second column is the left one where the page reads leftwards.
        let at = if plan.rtl { columns - 1 - at } else { at };
        plan.milestones.push(MilestoneSlot {
            date,
            title,
            at: Rect {
                x: field.x + at as f32 * (width + BETWEEN_COLUMNS_MM),
                y: field.y + row as f32 * MILESTONE_MM,
                w: width,
                h: MILESTONE_MM,
            },
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
    const ABOVE: f32 = 0.40;
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

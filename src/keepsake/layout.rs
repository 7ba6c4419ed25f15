//! Places photos in an area. Pure arithmetic in millimetres.
//!
//! Photos keep their order and nearly all of themselves. They stand in rows; a
//! row is a line of cells of one height, a cell is one photo or a stack of two
//! or three. Because every width in a row is a linear function of the row's
//! height, the height that makes a row exactly as wide as the area is found
//! directly. All ways to break the photos into such rows are compared (about
//! 265 000 for twelve photos), and the best by [`Weights`] wins:
//!
//! * photos of like size, favourites a little larger;
//! * much of the area covered;
//! * little cut away.
//!
//! To fill the area exactly, a frame may show a little less than its photo, at
//! most [`MAX_CROP`]. When that is not enough, the block stays smaller than the
//! area and nothing is cut.

/// The largest part of a photo's area that may be cut away.
pub const MAX_CROP: f32 = 0.12;

/// Space between photos, in millimetres.
pub const GAP_MM: f32 = 4.5;

/// Where the cut falls when a photo loses height: this part of it at the top,
/// the rest at the bottom, because heads are nearer the top.
const CUT_AT_TOP: f32 = 0.3;

/// More room for favourites, as a factor on the area aimed at.
pub const FAVOURITE_WEIGHT: f32 = 1.45;

/// The most photos side by side, and in one row altogether.
const MAX_CELLS: usize = 4;
const MAX_IN_ROW: usize = 7;
/// The most photos in one stack.
const MAX_STACK: usize = 3;
/// A frame narrower or lower than this, in millimetres, is no picture any more.
const SMALLEST_FRAME_MM: f32 = 6.0;
/// How many of the best arrangements (judged before cutting) are judged again
/// with the cut.
const FINALISTS: usize = 200;

/// How much each fault of an arrangement counts. Found by looking at pages.
struct Weights {
    uneven: f32,
    /// The largest photo against the smallest, beyond [`EVEN_ENOUGH`].
    contrast: f32,
    uncovered: f32,
    cut: f32,
    narrow: f32,
}

const WEIGHTS: Weights = Weights {
    uneven: 0.85,
    contrast: 0.35,
    uncovered: 1.3,
    cut: 9.0,
    narrow: 0.6,
};

/// Areas may differ this much, as the logarithm of their ratio, without looking
/// uneven: about one to two and a half.
const EVEN_ENOUGH: f32 = 0.9;

/// A rectangle in millimetres from the top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Rect {
    /// Moved by a distance.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self {
            x: self.x + dx,
            y: self.y + dy,
            ..self
        }
    }

    /// Right edge.
    pub fn right(self) -> f32 {
        self.x + self.w
    }

    /// Bottom edge.
    pub fn bottom(self) -> f32 {
        self.y + self.h
    }
}

/// What the layout needs to know of a photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoShape {
    /// Width divided by height; values that are no aspect count as 1.
    pub aspect: f32,
    /// Share of the area aimed at, 1 for an ordinary photo.
    pub weight: f32,
    /// Height kept free under the photo for its caption; photos of one row all
    /// get the largest of the row.
    pub caption_mm: f32,
}

/// One photo in its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// What is seen.
    pub frame: Rect,
    /// The whole photo; covers `frame` and may reach over it by the part cut.
    pub image: Rect,
    /// The strip under the frame, when the row has captions.
    pub caption: Option<Rect>,
}

impl Placed {
    /// The part of the photo's area that is cut away, 0–1.
    pub fn crop(&self) -> f32 {
        1.0 - (self.frame.w * self.frame.h) / (self.image.w * self.image.h)
    }
}

/// Photos in their places, top left at 0, 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Arrangement {
    /// One for each photo, in order.
    pub photos: Vec<Placed>,
    /// Width taken, at most the area's.
    pub width: f32,
    /// Height taken, at most the area's.
    pub height: f32,
}

/// Places `photos` in an area of `width` × `height` millimetres.
///
/// With `right_to_left`, the first photo of a row stands at the right.
pub fn arrange(width: f32, height: f32, photos: &[PhotoShape], right_to_left: bool) -> Arrangement {
    if photos.is_empty() || width <= 0.0 || height <= 0.0 {
        return Arrangement::default();
    }
    let shapes: Vec<PhotoShape> = photos.iter().map(|shape| sane(*shape)).collect();
    let area = Area { width, height };
    let mut arrangement = best_rows(area, &shapes).unwrap_or_else(|| grid(area, &shapes));
    if right_to_left {
        let block = arrangement.width;
        let mirror = |rect: &mut Rect| rect.x = block - rect.right();
        for placed in &mut arrangement.photos {
            mirror(&mut placed.frame);
            mirror(&mut placed.image);
            placed.caption.as_mut().map(mirror);
        }
    }
    arrangement
}

#[derive(Clone, Copy)]
struct Area {
    width: f32,
    height: f32,
}

fn sane(shape: PhotoShape) -> PhotoShape {
    let positive = |value: f32| value.is_finite() && value > 0.0;
    PhotoShape {
        aspect: if positive(shape.aspect) {
            shape.aspect.clamp(0.02, 50.0)
        } else {
            1.0
        },
        weight: if positive(shape.weight) {
            shape.weight
        } else {
            1.0
        },
        caption_mm: if positive(shape.caption_mm) {
            shape.caption_mm
        } else {
            0.0
        },
    }
}

/// A cell's width is `slope × row height + offset`.
#[derive(Clone, Copy)]
struct Cell {
    first: usize,
    count: usize,
    slope: f32,
    offset: f32,
    /// Gaps and captions inside the cell: height that is no photo.
    fixed: f32,
}

impl Cell {
    fn new(first: usize, shapes: &[PhotoShape], caption: f32) -> Self {
        let count = shapes.len();
        let heights_per_width: f32 = shapes.iter().map(|shape| 1.0 / shape.aspect).sum();
        let fixed = caption * count as f32 + GAP_MM * count.saturating_sub(1) as f32;
        Self {
            first,
            count,
            slope: 1.0 / heights_per_width,
            offset: -fixed / heights_per_width,
            fixed,
        }
    }

    fn width_at(&self, row_height: f32) -> f32 {
        self.slope * row_height + self.offset
    }
}

/// One way to set photos `first..end` as a row.
struct Row {
    end: usize,
    cells: Vec<Cell>,
    caption: f32,
    /// Row height is `height_slope × block width + height_offset`.
    height_slope: f32,
    height_offset: f32,
    /// Sums over the photos of the logarithm of area against the area aimed
    /// at, at full width: the first and the second power.
    log_sum: f32,
    log_square_sum: f32,
    photo_area: f32,
}

impl Row {
    fn height_at(&self, block_width: f32) -> f32 {
        self.height_slope * block_width + self.height_offset
    }

    /// How low and how high the row may be made by cutting, at a block width.
    fn height_range(&self, block_width: f32) -> (f32, f32) {
        let natural = self.height_at(block_width);
        self.cells
            .iter()
            .fold((0.0_f32, f32::INFINITY), |(low, high), cell| {
                let photos = natural - cell.fixed;
                (
                    low.max(cell.fixed + photos * (1.0 - MAX_CROP)),
                    high.min(cell.fixed + photos / (1.0 - MAX_CROP)),
                )
            })
    }
}

/// Rows chosen, with the numbers that judge them.
#[derive(Clone)]
struct Candidate<'a> {
    rows: Vec<&'a Row>,
    cost: f32,
}

fn best_rows(area: Area, shapes: &[PhotoShape]) -> Option<Arrangement> {
    let options: Vec<Vec<Row>> = (0..shapes.len())
        .map(|first| rows_from(first, area, shapes))
        .collect();
    let mut finalists: Vec<Candidate<'_>> = Vec::new();
    search(
        &Search {
            area,
            options: &options,
            count: shapes.len(),
        },
        0,
        &mut Vec::new(),
        Sums::default(),
        &mut finalists,
    );
    finalists
        .iter()
        .filter_map(|candidate| settle(area, shapes, &candidate.rows))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, arrangement)| arrangement)
}

/// Every row that can start with photo `first`.
fn rows_from(first: usize, area: Area, shapes: &[PhotoShape]) -> Vec<Row> {
    let mut rows = Vec::new();
    let longest = shapes.len().min(first + MAX_IN_ROW);
    for end in first + 1..=longest {
        let Some(members) = shapes.get(first..end) else {
            continue;
        };
        let caption = members
            .iter()
            .map(|shape| shape.caption_mm)
            .fold(0.0, f32::max);
        split_into_cells(members.len(), &mut Vec::new(), &mut |counts| {
            let mut next = first;
            let cells: Vec<Cell> = counts
                .iter()
                .filter_map(|&count| {
                    let cell = Cell::new(next, shapes.get(next..next + count)?, caption);
                    next += count;
                    Some(cell)
                })
                .collect();
            rows.extend(row(end, cells, caption, area, shapes));
        });
    }
    rows
}

/// Calls `found` with every way to split `left` photos into cells. A row of
/// one stack is left out: it is the same as several rows.
fn split_into_cells(left: usize, counts: &mut Vec<usize>, found: &mut impl FnMut(&[usize])) {
    if left == 0 {
        if counts.len() > 1 || counts.first() == Some(&1) {
            found(counts);
        }
        return;
    }
    if counts.len() == MAX_CELLS {
        return;
    }
    for count in 1..=left.min(MAX_STACK) {
        counts.push(count);
        split_into_cells(left - count, counts, found);
        counts.pop();
    }
}

fn row(
    end: usize,
    cells: Vec<Cell>,
    caption: f32,
    area: Area,
    shapes: &[PhotoShape],
) -> Option<Row> {
    let slopes: f32 = cells.iter().map(|cell| cell.slope).sum();
    let offsets: f32 = cells.iter().map(|cell| cell.offset).sum();
    let gaps = GAP_MM * cells.len().saturating_sub(1) as f32;
    let mut row = Row {
        end,
        cells,
        caption,
        height_slope: 1.0 / slopes,
        height_offset: (-gaps - offsets) / slopes,
        log_sum: 0.0,
        log_square_sum: 0.0,
        photo_area: 0.0,
    };
    let weights: f32 = shapes.iter().map(|shape| shape.weight).sum();
    let height = row.height_at(area.width);
    for cell in &row.cells {
        let width = cell.width_at(height);
        for shape in shapes.get(cell.first..cell.first + cell.count)? {
            let frame_height = width / shape.aspect;
            // Written so that a value that is no number is refused as well.
            if !(width >= SMALLEST_FRAME_MM && frame_height >= SMALLEST_FRAME_MM) {
                return None;
            }
            let aimed_at = area.width * area.height * shape.weight / weights;
            let log = (width * frame_height / aimed_at).ln();
            row.log_sum += log;
            row.log_square_sum += log * log;
            row.photo_area += width * frame_height;
        }
    }
    Some(row)
}

struct Search<'a> {
    area: Area,
    options: &'a [Vec<Row>],
    count: usize,
}

#[derive(Clone, Copy, Default)]
struct Sums {
    slope: f32,
    offset: f32,
    log: f32,
    log_square: f32,
    photo_area: f32,
}

/// Walks every sequence of rows and keeps the best few, judged without cuts.
fn search<'a>(
    search_in: &Search<'a>,
    first: usize,
    rows: &mut Vec<&'a Row>,
    sums: Sums,
    finalists: &mut Vec<Candidate<'a>>,
) {
    if first == search_in.count {
        let cost = rough_cost(search_in, rows.len(), sums);
        let worst = finalists.last().map_or(f32::INFINITY, |last| last.cost);
        if cost.is_finite() && (finalists.len() < FINALISTS || cost < worst) {
            let at = finalists.partition_point(|other| other.cost <= cost);
            finalists.insert(
                at,
                Candidate {
                    rows: rows.clone(),
                    cost,
                },
            );
            finalists.truncate(FINALISTS);
        }
        return;
    }
    for row in search_in.options.get(first).into_iter().flatten() {
        rows.push(row);
        let with_row = Sums {
            slope: sums.slope + row.height_slope,
            offset: sums.offset + row.height_offset,
            log: sums.log + row.log_sum,
            log_square: sums.log_square + row.log_square_sum,
            photo_area: sums.photo_area + row.photo_area,
        };
        search(search_in, row.end, rows, with_row, finalists);
        rows.pop();
    }
}

/// The block width at which rows of these sums are as high as the area, at
/// most the area's width.
fn fitting_width(area: Area, row_count: usize, slope: f32, offset: f32) -> f32 {
    let room = area.height - GAP_MM * row_count.saturating_sub(1) as f32;
    ((room - offset) / slope).min(area.width)
}

fn rough_cost(search_in: &Search<'_>, row_count: usize, sums: Sums) -> f32 {
    let Area { width, height } = search_in.area;
    let fitting = fitting_width(search_in.area, row_count, sums.slope, sums.offset);
    // A little too high can still be cut to fit.
    let block = (fitting * (1.0 + MAX_CROP * 0.6)).min(width);
    if !(block > SMALLEST_FRAME_MM) {
        return f32::INFINITY;
    }
    let shrink = block / width;
    let count = search_in.count as f32;
    let shift = 2.0 * shrink.ln();
    let uneven =
        (sums.log_square + 2.0 * shift * sums.log + count * shift * shift).max(0.0) / count;
    let covered = sums.photo_area * shrink * shrink / (width * height);
    WEIGHTS.uneven * uneven
        + WEIGHTS.uncovered * (1.0 - covered).max(0.0)
        + WEIGHTS.narrow * (1.0 - shrink)
}

/// Gives rows their final heights and judges the result.
fn settle(area: Area, shapes: &[PhotoShape], rows: &[&Row]) -> Option<(f32, Arrangement)> {
    let slope: f32 = rows.iter().map(|row| row.height_slope).sum();
    let offset: f32 = rows.iter().map(|row| row.height_offset).sum();
    let fitting = fitting_width(area, rows.len(), slope, offset);
    let uncut = place(area, shapes, rows, fitting);
    let cut = place(area, shapes, rows, area.width);
    [uncut, cut]
        .into_iter()
        .flatten()
        .map(|arrangement| (cost(area, shapes, &arrangement), arrangement))
        .min_by(|a, b| a.0.total_cmp(&b.0))
}

/// Places rows at a block width, cutting within the bound to fill the height.
/// `None` when even the largest cut leaves the block too high, or a photo too
/// small.
fn place(
    area: Area,
    shapes: &[PhotoShape],
    rows: &[&Row],
    block_width: f32,
) -> Option<Arrangement> {
    let gaps = GAP_MM * rows.len().saturating_sub(1) as f32;
    let room = area.height - gaps;
    let natural: Vec<f32> = rows.iter().map(|row| row.height_at(block_width)).collect();
    let ranges: Vec<(f32, f32)> = rows
        .iter()
        .map(|row| row.height_range(block_width))
        .collect();
    let total: f32 = natural.iter().sum();
    let lowest: f32 = ranges.iter().map(|range| range.0).sum();
    let highest: f32 = ranges.iter().map(|range| range.1).sum();
    if lowest > room + 0.01 {
        return None;
    }
    // How far each row goes from its natural height towards its bound.
    let (part, towards_high) = if total > room {
        ((total - room) / (total - lowest).max(1e-6), false)
    } else if highest >= room {
        ((room - total) / (highest - total).max(1e-6), true)
    } else {
        (0.0, true) // it would be cut and still not fill
    };
    let part = part.clamp(0.0, 1.0);

    let mut photos = Vec::with_capacity(shapes.len());
    let mut top = 0.0;
    for ((row, natural), range) in rows.iter().zip(&natural).zip(&ranges) {
        let bound = if towards_high { range.1 } else { range.0 };
        let height = natural + (bound - natural) * part;
        place_row(row, shapes, *natural, height, top, &mut photos)?;
        top += height + GAP_MM;
    }
    Some(Arrangement {
        photos,
        width: block_width,
        height: (top - GAP_MM).min(area.height),
    })
}

fn place_row(
    row: &Row,
    shapes: &[PhotoShape],
    natural: f32,
    height: f32,
    top: f32,
    photos: &mut Vec<Placed>,
) -> Option<()> {
    let mut left = 0.0;
    for cell in &row.cells {
        let width = cell.width_at(natural);
        let stretch = (height - cell.fixed) / (natural - cell.fixed);
        let mut y = top;
        for shape in shapes.get(cell.first..cell.first + cell.count)? {
            let frame = Rect {
                x: left,
                y,
                w: width,
                h: width / shape.aspect * stretch,
            };
            // Captions and gaps do not shrink with the block, so a narrow block
            // may leave nothing for the photos.
            if !(frame.w >= SMALLEST_FRAME_MM && frame.h >= SMALLEST_FRAME_MM) {
                return None;
            }
            photos.push(placed(frame, shape.aspect, row.caption));
            y = frame.bottom() + row.caption + GAP_MM;
        }
        left += width + GAP_MM;
    }
    Some(())
}

/// A frame with its photo behind it: as small as covers the frame.
fn placed(frame: Rect, aspect: f32, caption: f32) -> Placed {
    let width = frame.w.max(frame.h * aspect);
    let height = width / aspect;
    let image = Rect {
        x: frame.x - (width - frame.w) / 2.0,
        y: frame.y - (height - frame.h) * CUT_AT_TOP,
        w: width,
        h: height,
    };
    Placed {
        frame,
        image,
        caption: (caption > 0.0).then_some(Rect {
            x: frame.x,
            y: frame.bottom(),
            w: frame.w,
            h: caption,
        }),
    }
}

fn cost(area: Area, shapes: &[PhotoShape], arrangement: &Arrangement) -> f32 {
    let weights: f32 = shapes.iter().map(|shape| shape.weight).sum();
    let full = area.width * area.height;
    let (mut uneven, mut covered, mut cut) = (0.0, 0.0, 0.0);
    let (mut least, mut most) = (f32::INFINITY, f32::NEG_INFINITY);
    for (placed, shape) in arrangement.photos.iter().zip(shapes) {
        let size = placed.frame.w * placed.frame.h;
        let log = (size * weights / (full * shape.weight)).ln();
        (least, most) = (least.min(log), most.max(log));
        uneven += log * log;
        covered += size / full;
        cut += placed.crop().powi(2);
    }
    let count = shapes.len() as f32;
    WEIGHTS.uneven * uneven / count
        + WEIGHTS.contrast * (most - least - EVEN_ENOUGH).max(0.0)
        + WEIGHTS.uncovered * (1.0 - covered)
        + WEIGHTS.cut * cut / count
        + WEIGHTS.narrow * (1.0 - arrangement.width / area.width)
}

/// The last resort for shapes that no rows suit (a strip 50 times as long as
/// high): whole photos, each in the middle of a field of a grid.
fn grid(area: Area, shapes: &[PhotoShape]) -> Arrangement {
    let columns = (shapes.len() as f32).sqrt().ceil().max(1.0) as usize;
    let rows = shapes.len().div_ceil(columns);
    let share = |length: f32, count: usize| {
        ((length - GAP_MM * count.saturating_sub(1) as f32) / count.max(1) as f32).max(1.0)
    };
    let (field_w, field_h) = (share(area.width, columns), share(area.height, rows));
    let caption = shapes
        .iter()
        .map(|shape| shape.caption_mm)
        .fold(0.0, f32::max)
        .min(field_h / 3.0);
    let photos = shapes
        .iter()
        .enumerate()
        .map(|(index, shape)| {
            let h = (field_h - caption).min(field_w / shape.aspect);
            let w = h * shape.aspect;
            let left = (index % columns) as f32 * (field_w + GAP_MM);
            let top = (index / columns) as f32 * (field_h + GAP_MM);
            let frame = Rect {
                x: left + (field_w - w) / 2.0,
                y: top + (field_h - caption - h) / 2.0,
                w,
                h,
            };
            placed(frame, shape.aspect, caption)
        })
        .collect();
    Arrangement {
        photos,
        width: area.width,
        height: area.height,
    }
}

//! Finds the best rows for photos: every way to break them into rows is judged.

use super::{Area, Arrangement, GAP_MM, MAX_CROP, PhotoShape, Placed, Rect, placed};

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
pub(super) struct Row {
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

/// The best rows for photos, or `None` when no rows suit their shapes.
pub(super) fn best_rows(area: Area, shapes: &[PhotoShape]) -> Option<Arrangement> {
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
    if block.is_nan() || block <= SMALLEST_FRAME_MM {
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

/// A row of photos side by side, without stacks.
pub(super) fn single_row(
    first: usize,
    end: usize,
    area: Area,
    shapes: &[PhotoShape],
) -> Option<Row> {
    let members = shapes.get(first..end)?;
    let caption = members
        .iter()
        .map(|shape| shape.caption_mm)
        .fold(0.0, f32::max);
    let cells = (first..end)
        .filter_map(|at| Some(Cell::new(at, shapes.get(at..at + 1)?, caption)))
        .collect();
    row(end, cells, caption, area, shapes)
}

/// Gives rows their final heights and judges the result.
pub(super) fn settle(
    area: Area,
    shapes: &[PhotoShape],
    rows: &[&Row],
) -> Option<(f32, Arrangement)> {
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

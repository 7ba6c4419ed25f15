//! Rows for many photos. Judging every way to break thirty photos into stacks
//! and rows would take hours, so rows here have no stacks: for each number of
//! rows the photos are divided so that the rows come out about equally high
//! (the shortest path over the breaks), and the best division wins.

use super::rows::{Row, settle, single_row};
use super::{Area, Arrangement, PhotoShape};

/// The best rows without stacks; `None` when no rows suit the shapes.
pub(super) fn best_plain_rows(area: Area, shapes: &[PhotoShape]) -> Option<Arrangement> {
    (1..=shapes.len())
        .filter_map(|rows| {
            let chosen: Vec<Row> = divided(shapes, rows)?
                .into_iter()
                .map(|(first, end)| single_row(first, end, area, shapes))
                .collect::<Option<_>>()?;
            settle(area, shapes, &chosen.iter().collect::<Vec<_>>())
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, arrangement)| arrangement)
}

/// Photos divided into `rows` runs whose lengths (sums of aspects) differ
/// least, as first and end of each.
fn divided(shapes: &[PhotoShape], rows: usize) -> Option<Vec<(usize, usize)>> {
    let count = shapes.len();
    let mut sums = vec![0.0_f32];
    for shape in shapes {
        // Favourites count as longer, so their rows have fewer photos.
        let long = shape.aspect.clamp(0.2, 5.0) * shape.weight.sqrt();
        sums.push(sums.last().copied().unwrap_or(0.0) + long);
    }
    let mean = sums.last()? / rows as f32;
    let cost = |first: usize, end: usize| {
        let length = sums.get(end).unwrap_or(&0.0) - sums.get(first).unwrap_or(&0.0);
        (length - mean).powi(2)
    };
    // best[end]: the least cost of the rows so far ending before `end`, and
    // where the last of them begins.
    let mut best = vec![f32::INFINITY; count + 1];
    *best.first_mut()? = 0.0;
    let mut came_from: Vec<Vec<usize>> = Vec::with_capacity(rows);
    for _ in 0..rows {
        let mut next = vec![f32::INFINITY; count + 1];
        let mut from = vec![0; count + 1];
        for end in 1..=count {
            for first in 0..end {
                let total = best.get(first)? + cost(first, end);
                if total < *next.get(end)? {
                    *next.get_mut(end)? = total;
                    *from.get_mut(end)? = first;
                }
            }
        }
        best = next;
        came_from.push(from);
    }
    if !best.last()?.is_finite() {
        return None;
    }
    let mut end = count;
    let mut runs = Vec::with_capacity(rows);
    for from in came_from.iter().rev() {
        let first = *from.get(end)?;
        runs.push((first, end));
        end = first;
    }
    runs.reverse();
    Some(runs)
}

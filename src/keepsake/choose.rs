//! Proposes which photos of a month go on its page. Pure and repeatable.

use std::collections::HashSet;

use crate::domain::{Moment, PhotoId};

/// Shapes outside these aspects (long panoramas, tall screenshots) make small
/// strips on a page, so they are proposed last.
const USUAL_ASPECTS: std::ops::RangeInclusive<f32> = 0.4..=2.6;

/// A photo that could go on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Which photo.
    pub photo: PhotoId,
    /// When it was taken.
    pub moment: Moment,
    /// Marked by the parent.
    pub favourite: bool,
    /// Width divided by height, as shown.
    pub aspect: f32,
    /// How sharp its sharpest part is, if that was measured; larger is sharper.
    pub sharpness: Option<u16>,
    /// Its mean colour, `0xRRGGBB`.
    pub colour: u32,
}

/// Proposes at most `most` photos, in the order they were taken.
///
/// Favourites come first. Within favourites, then within the rest, each next
/// pick is the photo farthest in time from all picks so far, so that the page
/// spreads over the month and one busy evening does not fill it. Of photos about
/// as far, the sharper one and the one of other colours is taken. The same
/// candidates in any order give the same proposal.
pub fn propose(candidates: &[Candidate], most: usize) -> Vec<PhotoId> {
    let mut sorted = candidates.to_vec();
    sorted.sort_by_key(|candidate| (candidate.moment.utc(), candidate.photo));
    let mut seen = HashSet::new();
    sorted.retain(|candidate| seen.insert(candidate.photo));

    let usual = usual_sharpness(&sorted);
    let mut picked: Vec<&Candidate> = Vec::new();
    for rank in 0..3 {
        let mut pool: Vec<&Candidate> = sorted.iter().filter(|c| rank_of(c) == rank).collect();
        while picked.len() < most
            && let Some(next) = farthest(&pool, &picked, usual)
        {
            pool.retain(|candidate| candidate.photo != next.photo);
            picked.push(next);
        }
    }
    picked.sort_by_key(|candidate| (candidate.moment.utc(), candidate.photo));
    picked
        .into_iter()
        .map(|candidate| candidate.photo)
        .collect()
}

fn rank_of(candidate: &Candidate) -> u8 {
    match (
        candidate.favourite,
        USUAL_ASPECTS.contains(&candidate.aspect),
    ) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}

/// The earliest photo of `pool` among those that add most to the picks; while
/// nothing is picked yet, the first one that is not soft. `pool` is in time
/// order.
fn farthest<'a>(
    pool: &[&'a Candidate],
    picked: &[&Candidate],
    usual_sharpness: u16,
) -> Option<&'a Candidate> {
    let soft = |candidate: &Candidate| is_soft(candidate, usual_sharpness);
    if picked.is_empty() {
        return pool
            .iter()
            .copied()
            .find(|candidate| !soft(candidate))
            .or_else(|| pool.first().copied());
    }
    let adds = |candidate: &Candidate| -> f64 {
        let nearest = picked
            .iter()
            .map(|pick| {
                let gap = (pick.moment.utc() - candidate.moment.utc()).num_seconds();
                let like = 1.0 - 0.35 * likeness(pick.colour, candidate.colour);
                (gap.abs() as f64 + 1.0) * like
            })
            .fold(f64::INFINITY, f64::min);
        let sharp = candidate.sharpness.map_or(0.0, |sharpness| {
            f64::from(sharpness.min(usual_sharpness * 2)) / f64::from(usual_sharpness.max(1)) * 0.04
        });
        nearest * (if soft(candidate) { 0.6 } else { 1.0 }) * (1.0 + sharp)
    };
    pool.iter()
        .copied()
        .rev()
        .max_by(|a, b| adds(a).total_cmp(&adds(b)))
}

/// Clearly less sharp than the month's photos usually are.
fn is_soft(candidate: &Candidate, usual_sharpness: u16) -> bool {
    candidate
        .sharpness
        .is_some_and(|sharpness| u32::from(sharpness) * 100 < u32::from(usual_sharpness) * 45)
}

/// The middle sharpness of those measured.
fn usual_sharpness(candidates: &[Candidate]) -> u16 {
    let mut measured: Vec<u16> = candidates.iter().filter_map(|c| c.sharpness).collect();
    measured.sort_unstable();
    measured.get(measured.len() / 2).copied().unwrap_or(0)
}

/// How alike two colours are: 1 for the same, 0 from a clear difference on.
fn likeness(a: u32, b: u32) -> f64 {
    let channels = |colour: u32| colour.to_be_bytes().map(f64::from);
    let far: f64 = channels(a)
        .into_iter()
        .zip(channels(b))
        .map(|(a, b)| (a - b).abs())
        .sum();
    (1.0 - far / 120.0).max(0.0)
}

/// For a calendar: the best photo of each day, in the order they were taken. A
/// favourite, else the sharpest, else the first.
pub fn one_a_day<D: PartialEq>(
    candidates: &[Candidate],
    day_of: impl Fn(&Candidate) -> D,
) -> Vec<PhotoId> {
    let mut sorted = candidates.to_vec();
    sorted.sort_by_key(|candidate| (candidate.moment.utc(), candidate.photo));
    sorted
        .chunk_by(|a, b| day_of(a) == day_of(b))
        .filter_map(|day| {
            day.iter()
                .rev()
                .max_by_key(|candidate| {
                    (
                        candidate.favourite,
                        std::cmp::Reverse(rank_of(candidate)),
                        candidate.sharpness.unwrap_or(0),
                    )
                })
                .map(|best| best.photo)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MomentSource;
    use chrono::{Duration, NaiveDate};
    use uuid::Uuid;

    fn candidate(number: u32, hours: i64, favourite: bool, aspect: f32) -> Candidate {
        let start = NaiveDate::from_ymd_opt(2026, 11, 1)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap();
        Candidate {
            photo: PhotoId::from_uuid(Uuid::from_u128(u128::from(number))),
            moment: Moment::new(start + Duration::hours(hours), 60, MomentSource::Camera),
            favourite,
            aspect,
            sharpness: None,
            colour: 0x80_80_80,
        }
    }

    fn month(count: u32, seed: u64) -> Vec<Candidate> {
        let mut state = seed;
        (0..count)
            .map(|number| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(99);
                let random = (state >> 33) as u32;
                candidate(
                    number,
                    i64::from(random % 720),
                    random.is_multiple_of(7),
                    [0.75, 1.5, 1.0, 5.0][random as usize % 4],
                )
            })
            .collect()
    }

    fn of(all: &[Candidate], id: PhotoId) -> Candidate {
        *all.iter().find(|c| c.photo == id).unwrap()
    }

    #[test]
    fn proposals_are_in_time_order_without_repeats_and_full() {
        for seed in 0..40 {
            for count in [0, 1, 5, 12, 13, 80] {
                let all = month(count, seed);
                for most in [0, 1, 3, 9, 12] {
                    let ids = propose(&all, most);
                    assert_eq!(ids.len(), most.min(all.len()));
                    let times: Vec<_> = ids.iter().map(|id| of(&all, *id).moment.utc()).collect();
                    assert!(times.is_sorted());
                    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
                }
            }
        }
    }

    #[test]
    fn the_order_of_candidates_does_not_matter() {
        let all = month(60, 7);
        let mut reversed = all.clone();
        reversed.reverse();
        reversed.extend_from_slice(&all);
        assert_eq!(propose(&all, 9), propose(&reversed, 9));
    }

    #[test]
    fn no_favourite_is_left_out_for_a_photo_that_is_none() {
        for seed in 0..40 {
            let all = month(50, seed);
            let ids = propose(&all, 9);
            let favourites = all.iter().filter(|c| c.favourite).count();
            let kept = ids.iter().filter(|id| of(&all, **id).favourite).count();
            assert_eq!(kept, favourites.min(9));
        }
    }

    #[test]
    fn one_busy_evening_does_not_fill_the_page() {
        let mut all: Vec<_> = (0..40).map(|n| candidate(n, 300, false, 1.5)).collect();
        all.extend((0..6).map(|week| candidate(100 + week, i64::from(week) * 110, false, 1.5)));
        let ids = propose(&all, 7);
        let evening = ids
            .iter()
            .filter(|id| of(&all, **id).moment == of(&all, all[0].photo).moment)
            .count();
        assert_eq!(evening, 1, "six other days and one photo of the evening");
    }

    #[test]
    fn the_whole_month_is_covered() {
        let all: Vec<_> = (0..300)
            .map(|n| candidate(n, i64::from(n) * 2, false, 1.5))
            .collect();
        let ids = propose(&all, 9);
        let times: Vec<_> = ids.iter().map(|id| of(&all, *id).moment.utc()).collect();
        assert_eq!(times.first(), Some(&all[0].moment.utc()));
        assert_eq!(times.last(), Some(&all[299].moment.utc()));
        for pair in times.windows(2) {
            assert!((pair[1] - pair[0]).num_hours() <= 150, "{times:?}");
        }
    }

    #[test]
    fn of_a_burst_the_sharp_one_is_taken() {
        let mut all: Vec<_> = (0..8).map(|n| candidate(n, 100, false, 1.5)).collect();
        all.extend((0..4).map(|n| candidate(50 + n, i64::from(n) * 200, false, 1.5)));
        for (index, candidate) in all.iter_mut().enumerate() {
            candidate.sharpness = Some(if index == 5 { 900 } else { 300 });
        }
        let ids = propose(&all, 5);
        assert!(ids.contains(&all[5].photo), "the sharp one of the burst");
        // A soft photo loses its place to a sharp one of the same hour.
        all[5].sharpness = Some(20);
        assert!(!propose(&all, 5).contains(&all[5].photo));
    }

    #[test]
    fn of_two_evenings_alike_the_one_of_other_colours_is_taken() {
        let mut all = vec![
            candidate(1, 0, false, 1.5),
            candidate(2, 360, false, 1.5),
            candidate(3, 358, false, 1.5),
            candidate(4, 719, false, 1.5),
        ];
        all[2].colour = 0xD0_60_40;
        assert!(propose(&all, 3).contains(&all[2].photo));
    }

    #[test]
    fn a_calendar_has_one_photo_a_day() {
        let mut all = month(120, 3);
        all[7].sharpness = Some(700);
        let day = |c: &Candidate| c.moment.utc().date();
        let ids = one_a_day(&all, day);
        let days: Vec<_> = ids.iter().map(|id| day(&of(&all, *id))).collect();
        let mut distinct = days.clone();
        distinct.dedup();
        assert_eq!(days, distinct);
        for id in &ids {
            let best = of(&all, *id);
            let better = all
                .iter()
                .any(|c| day(c) == day(&best) && c.favourite && !best.favourite);
            assert!(!better);
        }
    }

    #[test]
    fn strips_come_last() {
        let all = [
            candidate(1, 0, false, 6.0),
            candidate(2, 5, false, 1.5),
            candidate(3, 700, false, 0.2),
            candidate(4, 6, false, 0.75),
        ];
        assert_eq!(propose(&all, 2), vec![all[1].photo, all[3].photo]);
    }
}

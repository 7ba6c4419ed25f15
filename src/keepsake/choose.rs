//! Proposes which photos of a month go on its page. Pure and repeatable.

use std::collections::HashSet;

use chrono::NaiveDateTime;

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
}

/// Proposes at most `most` photos, in the order they were taken.
///
/// Favourites come first. Within favourites, then within the rest, each next
/// pick is the photo farthest in time from all picks so far, so that the page
/// spreads over the month and one busy evening does not fill it. The same
/// candidates in any order give the same proposal.
pub fn propose(candidates: &[Candidate], most: usize) -> Vec<PhotoId> {
    let mut sorted = candidates.to_vec();
    sorted.sort_by_key(|candidate| (candidate.moment.utc(), candidate.photo));
    let mut seen = HashSet::new();
    sorted.retain(|candidate| seen.insert(candidate.photo));

    let mut picked: Vec<&Candidate> = Vec::new();
    for rank in 0..3 {
        let mut pool: Vec<&Candidate> = sorted.iter().filter(|c| rank_of(c) == rank).collect();
        while picked.len() < most
            && let Some(next) = farthest(&pool, &picked)
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

/// The earliest photo of `pool` among those farthest from every pick; the
/// first one when nothing is picked yet. `pool` is in time order.
fn farthest<'a>(pool: &[&'a Candidate], picked: &[&Candidate]) -> Option<&'a Candidate> {
    let distance = |at: NaiveDateTime| {
        picked
            .iter()
            .map(|pick| (pick.moment.utc() - at).num_seconds().abs())
            .min()
            .unwrap_or(0)
    };
    pool.iter()
        .copied()
        .rev()
        .max_by_key(|candidate| distance(candidate.moment.utc()))
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

//! Which of several shots is the sharpest.
//!
//! Sharpness is what `photo::light` measures in the pixels. It cannot tell two
//! shots apart that differ by less than a few percent: noise does as much. Of
//! those, the one with the least movement around it is taken, because a hand
//! that moves blurs where nobody measures.

/// Shots whose sharpness is at least this share of the best are as good, in
/// percent.
const AS_GOOD_PERCENT: u32 = 95;

/// What is known of a shot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// As in `domain::Light`.
    pub sharpness_centi: u16,
    /// How much of the picture moved since the frame before, in thousandths.
    pub moved_permille: u16,
}

/// The place of the sharpest; `None` when there is nothing to choose from.
pub fn sharpest(shots: &[Candidate]) -> Option<usize> {
    let best = shots.iter().map(|shot| shot.sharpness_centi).max()?;
    let enough = u32::from(best) * AS_GOOD_PERCENT;
    shots
        .iter()
        .enumerate()
        .filter(|(_, shot)| u32::from(shot.sharpness_centi) * 100 >= enough)
        .min_by_key(|(_, shot)| (shot.moved_permille, std::cmp::Reverse(shot.sharpness_centi)))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shots(list: &[(u16, u16)]) -> Vec<Candidate> {
        list.iter()
            .map(|(sharpness_centi, moved_permille)| Candidate {
                sharpness_centi: *sharpness_centi,
                moved_permille: *moved_permille,
            })
            .collect()
    }

    #[test]
    fn the_sharpest_wins_and_the_calmest_of_equals() {
        assert_eq!(sharpest(&[]), None);
        assert_eq!(sharpest(&shots(&[(0, 0)])), Some(0));
        assert_eq!(sharpest(&shots(&[(100, 0), (300, 90), (200, 0)])), Some(1));
        // 294 is as sharp as 300, and calmer.
        assert_eq!(sharpest(&shots(&[(300, 40), (294, 3), (150, 0)])), Some(1));
        assert_eq!(sharpest(&shots(&[(300, 3), (294, 3)])), Some(0));
        // The first of equals.
        assert_eq!(sharpest(&shots(&[(7, 7), (7, 7)])), Some(0));
    }
}

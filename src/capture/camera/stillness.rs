//! “Wait for stillness”: a picture by itself when all was calm, then something
//! moved a little, then all was calm again. That is often the moment after a
//! smile began, and always a moment without blur. It measures movement and
//! nothing else; it does not know what a smile is. The numbers are told in
//! `docs/camera.md`.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::photo::ScreenFrame;

/// Cells across and down of the small grey picture.
const CELLS: (usize, usize) = (64, 36);
const COUNT: usize = CELLS.0 * CELLS.1;
/// About so many pixels are looked at along a row: enough of them are in a cell
/// to average most noise away.
const SAMPLES: usize = 320;

/// Two pictures at least this far apart are compared, so that slow movement
/// counts as well at 30 frames a second as at 10.
const COMPARE_EVERY: Duration = Duration::from_millis(150);
/// All calm this long before a movement counts.
const CALM_BEFORE: Duration = Duration::from_millis(1500);
/// Calm this long after it, and the picture is taken.
const CALM_AFTER: Duration = Duration::from_millis(450);
/// What moves for longer than this is no little movement.
const LONGEST: Duration = Duration::from_secs(8);
/// A pause after each picture.
const REST: Duration = Duration::from_secs(6);
/// From this share of cells on something moves, in thousandths.
const LITTLE_PERMILLE: u16 = 4;
/// From this share on it is somebody’s hand or the whole child.
const MUCH_PERMILLE: u16 = 220;
/// Comparisons in which it moved, at least: one alone may be a flicker.
const LEAST_MOVES: u32 = 2;

/// A cell has moved only when it changed by this many times the middle change,
/// which is noise: with noise alone, one cell of a thousand does…
const NOISE_TIMES: i32 = 5;
/// …but beyond so many times the usual threshold every change counts.
const MOST_TIMES: i32 = 3;

/// How small a movement counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Only what is plain to see.
    Low,
    /// A face that stirs.
    #[default]
    Normal,
    /// The corner of a mouth; in a dim room noise may count as well.
    High,
}

impl Sensitivity {
    /// Every choice, in the order shown.
    pub const ALL: [Self; 3] = [Self::Low, Self::Normal, Self::High];

    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => t!("stillness-low"),
            Self::Normal => t!("stillness-normal"),
            Self::High => t!("stillness-high"),
        }
    }

    /// A cell whose brightness changes by more than this has moved, in sixteenths
    /// of a step of 0…255.
    const fn threshold(self) -> i32 {
        let steps = match self {
            Self::Low => 12,
            Self::Normal => 7,
            Self::High => 4,
        };
        steps * FINE as i32
    }
}

/// Parts of a step between two greys: averages are finer than pixels.
const FINE: u32 = 16;

/// A picture as 64 × 36 greys, in sixteenths of a step of 0…255.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey(Vec<u16>);

impl Grey {
    /// Averages of a frame. Green stands for brightness: it is most of it, and
    /// a camera’s least noisy colour.
    pub fn of(frame: &ScreenFrame) -> Self {
        let (width, height) = (frame.width as usize, frame.height as usize);
        let step = (width / SAMPLES).max(1);
        let mut sums = [(0_u32, 0_u32); COUNT];
        for y in (0..height).step_by(step) {
            let row = frame.pixels.get(y * width..(y + 1) * width);
            let line = y * CELLS.1 / height * CELLS.0;
            for (x, pixel) in row.unwrap_or_default().iter().enumerate().step_by(step) {
                if let Some((sum, count)) = sums.get_mut(line + x * CELLS.0 / width) {
                    let [_, green, _, _] = pixel.to_ne_bytes();
                    *sum += u32::from(green);
                    *count += 1;
                }
            }
        }
        // A picture smaller than the cells leaves some of them empty.
        Self(
            sums.iter()
                .map(|(sum, count)| {
                    let fine = u64::from(*sum) * u64::from(FINE) / u64::from((*count).max(1));
                    u16::try_from(fine).unwrap_or(u16::MAX)
                })
                .collect(),
        )
    }
}

/// The share of cells that changed between two pictures, in thousandths. A
/// change of all the light (a lamp, the camera’s own exposure) is taken out.
pub fn moved_permille(before: &Grey, now: &Grey, sensitivity: Sensitivity) -> u16 {
    let changes = || {
        before
            .0
            .iter()
            .zip(&now.0)
            .map(|(before, now)| i32::from(*now) - i32::from(*before))
    };
    // The middle change, not the mean: what moves must not count as light.
    let mut sorted: Vec<i32> = changes().collect();
    let half = sorted.len() / 2;
    let middle = |values: &mut Vec<i32>| {
        if values.is_empty() {
            0
        } else {
            *values.select_nth_unstable(half).1
        }
    };
    let light = middle(&mut sorted);
    // What half of all cells do is noise; in a dark room it is strong.
    let mut noise: Vec<i32> = changes().map(|change| (change - light).abs()).collect();
    let base = sensitivity.threshold();
    let threshold = (middle(&mut noise) * NOISE_TIMES).clamp(base, base * MOST_TIMES);
    let moved = changes()
        .filter(|change| (change - light).abs() > threshold)
        .count();
    u16::try_from(moved * 1000 / COUNT).unwrap_or(u16::MAX)
}

/// What is being waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// For calm.
    Restless,
    /// All is calm: for a little movement.
    Calm,
    /// It moves: for calm again.
    Stirring,
    /// A picture was taken just now.
    Resting,
}

impl Stage {
    /// The words shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Restless => t!("stillness-restless"),
            Self::Calm => t!("stillness-calm"),
            Self::Stirring => t!("stillness-stirring"),
            Self::Resting => t!("stillness-resting"),
        }
    }
}

/// Watches frame after frame.
#[derive(Debug, Clone)]
pub struct Watcher {
    sensitivity: Sensitivity,
    stage: Stage,
    /// When the stage began.
    since: Duration,
    /// When it last moved.
    last_moved: Duration,
    moves: u32,
    before: Option<(Duration, Grey)>,
}

impl Watcher {
    /// Begins to watch.
    pub fn new(sensitivity: Sensitivity) -> Self {
        Self {
            sensitivity,
            stage: Stage::Restless,
            since: Duration::ZERO,
            last_moved: Duration::ZERO,
            moves: 0,
            before: None,
        }
    }

    /// What is being waited for.
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// Looks at a frame that came at `at` (since any fixed time); returns
    /// whether now is the moment to take a picture.
    pub fn see(&mut self, at: Duration, grey: &Grey) -> bool {
        let Some((then, before)) = &self.before else {
            self.before = Some((at, grey.clone()));
            self.enter(Stage::Restless, at);
            self.last_moved = at;
            return false;
        };
        if at < *then + COMPARE_EVERY {
            return false;
        }
        let moved = moved_permille(before, grey, self.sensitivity);
        self.before = Some((at, grey.clone()));
        let moves = moved >= LITTLE_PERMILLE;
        if moves {
            self.last_moved = at;
        }
        let calm_for = at.saturating_sub(self.last_moved);
        match self.stage {
            Stage::Resting if at < self.since + REST => {}
            Stage::Resting => self.enter(Stage::Restless, at),
            _ if moved >= MUCH_PERMILLE => self.enter(Stage::Restless, at),
            Stage::Restless if calm_for >= CALM_BEFORE => self.enter(Stage::Calm, at),
            Stage::Restless => {}
            Stage::Calm if moves => {
                self.enter(Stage::Stirring, at);
                self.moves = 1;
            }
            Stage::Calm => {}
            Stage::Stirring if moves && at > self.since + LONGEST => {
                self.enter(Stage::Restless, at);
            }
            Stage::Stirring if moves => self.moves += 1,
            Stage::Stirring if calm_for < CALM_AFTER => {}
            Stage::Stirring if self.moves < LEAST_MOVES => self.enter(Stage::Calm, at),
            Stage::Stirring => {
                self.enter(Stage::Resting, at);
                return true;
            }
        }
        false
    }

    fn enter(&mut self, stage: Stage, at: Duration) {
        self.stage = stage;
        self.since = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame with soft shapes, a lit square at `square` (left edge, side),
    /// more light by `light`, and noise from a seed.
    fn frame(square: (u32, u32), light: u8, noise: u32) -> Grey {
        let mut seed = noise.wrapping_mul(2_654_435_761) | 1;
        let (width, height) = (640, 360);
        let pixels = (0..width * height)
            .map(|at| {
                let (x, y) = (at % width, at / width);
                let inside = (square.0..square.0 + square.1).contains(&x)
                    && (120..120 + square.1).contains(&y);
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let grain = if noise == 0 {
                    0
                } else {
                    (seed >> 24) as u8 % 24
                };
                let value = 40 + (x / 8) as u8 / 2 + if inside { 90 } else { 0 } + light + grain;
                ScreenFrame::pixel(value, value, value)
            })
            .collect();
        Grey::of(&ScreenFrame {
            width,
            height,
            pixels,
        })
    }

    const STEP_MS: u64 = 100;

    /// Plays scenes (frames at 10 a second): where the square is, for each
    /// frame. Returns the frames at which a picture was taken.
    fn play(sensitivity: Sensitivity, squares: &[(u32, u32)]) -> Vec<usize> {
        let mut watcher = Watcher::new(sensitivity);
        let mut taken = Vec::new();
        for (number, square) in squares.iter().enumerate() {
            let at = Duration::from_millis(STEP_MS * number as u64);
            let grey = frame(*square, 0, 1 + number as u32);
            if watcher.see(at, &grey) {
                taken.push(number);
            }
        }
        taken
    }

    fn calm(count: usize) -> Vec<(u32, u32)> {
        vec![(300, 60); count]
    }

    /// A square that wanders by a few pixels a frame.
    fn stirring(count: usize) -> Vec<(u32, u32)> {
        (0..count as u32).map(|n| (300 + 12 * n, 60)).collect()
    }

    #[test]
    fn calm_then_a_little_then_calm_is_the_moment() {
        let scene = [calm(25), stirring(6), calm(20)].concat();
        let taken = play(Sensitivity::Normal, &scene);
        assert_eq!(taken.len(), 1, "{taken:?}");
        // After the movement ended, within a second.
        assert!((31..41).contains(&taken[0]), "{taken:?}");
    }

    #[test]
    fn nothing_happens_where_nothing_happens() {
        assert!(play(Sensitivity::Normal, &calm(120)).is_empty());
        // Noise alone is no movement, not even for the finest.
        assert!(play(Sensitivity::High, &calm(120)).is_empty());
    }

    #[test]
    fn movement_without_calm_before_it_does_not_count() {
        let scene = [calm(5), stirring(6), calm(8)].concat();
        assert!(play(Sensitivity::Normal, &scene).is_empty());
    }

    #[test]
    fn a_whole_child_that_moves_is_waited_out() {
        // A square nearly as large as the picture.
        let much: Vec<(u32, u32)> = (0..6).map(|n| (40 + 60 * n, 220)).collect();
        let scene = [calm(25), much, calm(10)].concat();
        assert!(play(Sensitivity::Normal, &scene).is_empty());
        // What goes on and on is no little movement either.
        let long: Vec<(u32, u32)> = (0..100).map(|n| (300 + n % 2 * 12, 60)).collect();
        let scene = [calm(25), long, calm(10)].concat();
        assert!(play(Sensitivity::Normal, &scene).is_empty());
    }

    #[test]
    fn one_flicker_is_not_enough() {
        // There at once, and there it stays.
        let scene = [calm(30), vec![(340, 60); 30]].concat();
        assert!(play(Sensitivity::Normal, &scene).is_empty());
    }

    #[test]
    fn two_smiles_soon_after_each_other_are_one_picture() {
        let scene = [calm(25), stirring(6), calm(20), stirring(6), calm(20)].concat();
        assert_eq!(play(Sensitivity::Normal, &scene).len(), 1);
        let scene = [calm(25), stirring(6), calm(100), stirring(6), calm(20)].concat();
        assert_eq!(play(Sensitivity::Normal, &scene).len(), 2);
    }

    #[test]
    fn a_lamp_is_no_movement() {
        let (dark, light) = (frame((300, 60), 0, 3), frame((300, 60), 30, 4));
        assert!(moved_permille(&dark, &light, Sensitivity::High) < LITTLE_PERMILLE);
        let moved = frame((330, 60), 30, 4);
        assert!(moved_permille(&dark, &moved, Sensitivity::High) > 10);
    }

    #[test]
    fn sensitivity_orders_what_counts() {
        let (before, now) = (frame((300, 60), 0, 0), frame((303, 60), 0, 0));
        let [low, normal, high] =
            Sensitivity::ALL.map(|sensitivity| moved_permille(&before, &now, sensitivity));
        assert!(low <= normal && normal <= high && high > 0);
    }

    #[test]
    fn the_smallest_pictures_are_no_trouble() {
        for (width, height) in [(0, 0), (1, 1), (3, 200), (64, 36)] {
            let grey = Grey::of(&ScreenFrame {
                width,
                height,
                pixels: vec![ScreenFrame::pixel(9, 9, 9); (width * height) as usize],
            });
            assert_eq!(moved_permille(&grey, &grey, Sensitivity::High), 0);
        }
    }
}

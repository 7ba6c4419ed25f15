//! Where photos stand: properties that hold for any photos.

use smilekeep::keepsake::layout::{
    Arrangement, FAVOURITE_WEIGHT, MAX_CROP, PhotoShape, Placed, Rect, arrange,
};

const WIDTH: f32 = 174.0;
const HEIGHT: f32 = 200.0;
const SLACK: f32 = 0.02;

/// The same numbers on every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn between(&mut self, low: f32, high: f32) -> f32 {
        low * (high / low).powf(self.next())
    }
}

fn shapes(numbers: &mut Numbers, count: usize, low: f32, high: f32) -> Vec<PhotoShape> {
    (0..count)
        .map(|_| PhotoShape {
            aspect: numbers.between(low, high),
            weight: if numbers.next() > 0.8 {
                FAVOURITE_WEIGHT
            } else {
                1.0
            },
            caption_mm: if numbers.next() > 0.7 { 5.4 } else { 0.0 },
        })
        .collect()
}

fn plain(aspects: &[f32]) -> Vec<PhotoShape> {
    aspects
        .iter()
        .map(|&aspect| PhotoShape {
            aspect,
            weight: 1.0,
            caption_mm: 0.0,
        })
        .collect()
}

fn whole(placed: &Placed) -> Rect {
    placed.caption.map_or(placed.frame, |caption| Rect {
        h: placed.frame.h + caption.h,
        ..placed.frame
    })
}

fn check(arrangement: &Arrangement, shapes: &[PhotoShape], (width, height): (f32, f32)) {
    assert_eq!(arrangement.photos.len(), shapes.len());
    for (index, (placed, shape)) in arrangement.photos.iter().zip(shapes).enumerate() {
        let field = whole(placed);
        assert!(placed.frame.w > 0.0 && placed.frame.h > 0.0, "{placed:?}");
        assert!(field.x >= -SLACK && field.y >= -SLACK, "{placed:?}");
        assert!(field.right() <= width + SLACK, "{placed:?}");
        assert!(field.bottom() <= height + SLACK, "{placed:?}");
        for other in &arrangement.photos[..index] {
            let other = whole(other);
            let apart = field.x >= other.right()
                || other.x >= field.right()
                || field.y >= other.bottom()
                || other.y >= field.bottom();
            assert!(apart, "{field:?} lies over {other:?}");
        }
        let (frame, image) = (placed.frame, placed.image);
        assert!(placed.crop() <= MAX_CROP + 0.001, "{}", placed.crop());
        assert!((image.w / image.h / shape.aspect - 1.0).abs() < 0.001);
        assert!(image.x <= frame.x + SLACK && image.right() >= frame.right() - SLACK);
        assert!(image.y <= frame.y + SLACK && image.bottom() >= frame.bottom() - SLACK);
        // Heads: the top loses no more than the bottom.
        assert!(frame.y - image.y <= image.bottom() - frame.bottom() + SLACK);
    }
}

/// Each photo stands to the right of the one before, or below it.
fn in_reading_order(arrangement: &Arrangement) -> bool {
    arrangement.photos.windows(2).all(|pair| {
        let (a, b) = (pair[0].frame, pair[1].frame);
        b.x >= a.right() - SLACK || b.y >= a.bottom() - SLACK
    })
}

#[test]
fn everyday_photos_in_any_number() {
    let mut numbers = Numbers(7);
    for count in 1..=12 {
        for _ in 0..40 {
            let shapes = shapes(&mut numbers, count, 0.56, 1.78);
            let arrangement = arrange(WIDTH, HEIGHT, &shapes, false);
            check(&arrangement, &shapes, (WIDTH, HEIGHT));
            assert!(in_reading_order(&arrangement));
            let areas: Vec<f32> = arrangement
                .photos
                .iter()
                .map(|placed| placed.frame.w * placed.frame.h)
                .collect();
            let covered = areas.iter().sum::<f32>() / (WIDTH * HEIGHT);
            assert!(covered > 0.36, "{count} photos cover {covered}");
            let most = areas.iter().copied().fold(0.0, f32::max);
            let least = areas.iter().copied().fold(f32::INFINITY, f32::min);
            assert!(most / least < 12.0, "{count} photos: {areas:?}");
        }
    }
}

#[test]
fn strange_photos_stay_inside_as_well() {
    let mut numbers = Numbers(11);
    for count in 1..=12 {
        for _ in 0..25 {
            let shapes = shapes(&mut numbers, count, 0.03, 30.0);
            let arrangement = arrange(WIDTH, HEIGHT, &shapes, false);
            check(&arrangement, &shapes, (WIDTH, HEIGHT));
        }
    }
}

#[test]
fn values_that_are_no_shape_do_no_harm() {
    let odd = [0.0, -1.0, f32::NAN, f32::INFINITY, 1e-30, 1e30];
    let arrangement = arrange(WIDTH, HEIGHT, &plain(&odd), false);
    assert_eq!(arrangement.photos.len(), odd.len());
    for placed in &arrangement.photos {
        let frame = placed.frame;
        assert!(frame.w > 0.0 && frame.h > 0.0 && frame.right() <= WIDTH + SLACK);
    }
    assert!(
        arrange(0.0, HEIGHT, &plain(&[1.0]), false)
            .photos
            .is_empty()
    );
    assert!(arrange(WIDTH, HEIGHT, &[], false).photos.is_empty());
}

#[test]
fn one_photo_is_shown_whole_and_as_large_as_possible() {
    for aspect in [0.75, 1.0, 1.5] {
        let arrangement = arrange(WIDTH, HEIGHT, &plain(&[aspect]), false);
        let placed = arrangement.photos[0];
        assert!(placed.crop() <= MAX_CROP);
        let touches = placed.frame.w > WIDTH - 0.1 || placed.frame.h > HEIGHT - 0.1;
        assert!(touches, "{placed:?}");
    }
}

#[test]
fn a_favourite_gets_more_room_than_its_neighbours() {
    let mut larger = 0.0;
    for favourite in 0..9 {
        let mut shapes = plain(&[1.33; 9]);
        let before = arrange(WIDTH, HEIGHT, &shapes, false).photos[favourite].frame;
        shapes[favourite].weight = FAVOURITE_WEIGHT;
        let after = arrange(WIDTH, HEIGHT, &shapes, false).photos[favourite].frame;
        larger += (after.w * after.h) / (before.w * before.h) / 9.0;
    }
    assert!(larger > 1.1, "on average {larger} times as large");
}

#[test]
fn from_right_to_left_is_the_mirror_image() {
    let shapes = shapes(&mut Numbers(3), 7, 0.6, 1.6);
    let left = arrange(WIDTH, HEIGHT, &shapes, false);
    let right = arrange(WIDTH, HEIGHT, &shapes, true);
    for (a, b) in left.photos.iter().zip(&right.photos) {
        assert!((a.frame.x - (left.width - b.frame.right())).abs() < SLACK);
        assert!((a.frame.y - b.frame.y).abs() < SLACK);
        assert!(b.image.x <= b.frame.x + SLACK);
    }
}

#[test]
fn captions_of_a_row_are_as_high_as_its_highest() {
    let mut shapes = plain(&[1.0, 1.0]);
    shapes[1].caption_mm = 9.0;
    let arrangement = arrange(WIDTH, 60.0, &shapes, false);
    let bottoms: Vec<f32> = arrangement
        .photos
        .iter()
        .map(|placed| placed.frame.bottom())
        .collect();
    assert!((bottoms[0] - bottoms[1]).abs() < SLACK, "{bottoms:?}");
}

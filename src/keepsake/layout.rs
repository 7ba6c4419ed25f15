//! Places photos in an area. Pure arithmetic in millimetres.
//!
//! Photos keep their order and nearly all of themselves. They stand in rows; a
//! row is a line of cells of one height, a cell is one photo or a stack of two
//! or three. Because every width in a row is a linear function of the row's
//! height, the height that makes a row exactly as wide as the area is found
//! directly. Up to ten photos, all ways to break them into such rows are
//! compared (some 40 000 for ten), with more those without stacks, and the best
//! wins:
//!
//! * photos of like size, favourites a little larger;
//! * much of the area covered;
//! * little cut away.
//!
//! To fill the area exactly, a frame may show a little less than its photo, at
//! most [`MAX_CROP`]. When that is not enough, the block stays smaller than the
//! area and nothing is cut.

mod many;
mod rows;

/// The largest part of a photo's area that may be cut away.
pub const MAX_CROP: f32 = 0.12;

/// Space between photos, in millimetres.
pub const GAP_MM: f32 = 4.5;

/// Up to this many photos every way to break them into rows and stacks is
/// judged; a few milliseconds.
const MOST_WITH_STACKS: usize = 10;

/// Where the cut falls when a photo loses height: this part of it at the top,
/// the rest at the bottom, because heads are nearer the top.
const CUT_AT_TOP: f32 = 0.3;

/// More room for favourites, as a factor on the area aimed at.
pub const FAVOURITE_WEIGHT: f32 = 1.45;

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
    let found = if shapes.len() <= MOST_WITH_STACKS {
        rows::best_rows(area, &shapes)
    } else {
        many::best_plain_rows(area, &shapes)
    };
    let mut arrangement = found.unwrap_or_else(|| grid(area, &shapes));
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

/// As [`arrange`], with another space between photos than [`GAP_MM`]: everything
/// that depends on it grows or shrinks alike.
pub fn arrange_spaced(
    (width, height): (f32, f32),
    photos: &[PhotoShape],
    gap_mm: f32,
    right_to_left: bool,
) -> Arrangement {
    let by = GAP_MM / gap_mm.clamp(0.2, 50.0);
    let shapes: Vec<PhotoShape> = photos
        .iter()
        .map(|shape| PhotoShape {
            caption_mm: shape.caption_mm * by,
            ..*shape
        })
        .collect();
    let mut arrangement = arrange(width * by, height * by, &shapes, right_to_left);
    let shrink = |rect: &mut Rect| {
        *rect = Rect {
            x: rect.x / by,
            y: rect.y / by,
            w: rect.w / by,
            h: rect.h / by,
        };
    };
    for placed in &mut arrangement.photos {
        shrink(&mut placed.frame);
        shrink(&mut placed.image);
        placed.caption.as_mut().map(shrink);
    }
    arrangement.width /= by;
    arrangement.height /= by;
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

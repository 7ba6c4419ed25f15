//! A HEIC of tiles, as iPhones write it, decoded tile by tile.
//!
//! The decoder knows only whole files, so each tile is handed to it as a small
//! file of its own. A tile is scaled down, where a small picture is wanted, and
//! laid as the boxes ask, before it takes its place: no more is in memory than
//! the picture that comes out and the tiles at work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use hpvcd::{Decoder, HeicSettings};
use image::{ImageBuffer, Pixel, Rgb, RgbImage};

use super::decode::Limits;
use super::heic_planes::{self, Part};
use super::heif_boxes;
use super::heif_items::{Items, Reader};
use super::heif_write::Lone;
use super::picture::{Pixels, Rgb16Image};
use super::render::{Placement, placed};
use super::stored::scaled_at_least;
use super::{PhotoError, heic};

/// Most tiles of one picture: 200 megapixels of the usual 512 × 512 are 768.
const MOST_TILES: usize = 1024;
/// Tiles decoded at the same time.
const WORKERS: u64 = 2;
/// What a decoder takes for each pixel of a tile, in bytes: 13 were measured
/// for eight bits; ten take three more for the picture and are widened.
const BYTES_A_PIXEL: u64 = 24;
/// Most coded bytes of one pixel: as many as without any compression.
const MOST_CODED_BYTES: u64 = 6;
/// For headers, where a tile is tiny.
const MOST_HEADER_BYTES: u64 = 4096;
/// How much a tile may be scaled down while it is placed, most first.
const SCALES: [u32; 4] = [8, 4, 2, 1];

/// A picture of tiles, as the boxes describe it.
pub(super) struct Grid<'a> {
    items: Items<'a>,
    /// Row by row.
    tiles: Vec<u32>,
    columns: u32,
    /// Width and height of every tile, in pixels.
    tile: (u32, u32),
    /// What is to be shown of it, before any turn.
    window: Part,
    placement: Placement,
    /// More than eight bits a sample.
    deep: bool,
    /// The file stops before its end: tiles may be missing.
    cut_short: bool,
}

impl<'a> Grid<'a> {
    /// `None` when the main picture is none of tiles, or they do not cover it.
    pub(super) fn of(bytes: &'a [u8], deep: bool) -> Option<Self> {
        let items = Items::open(bytes)?;
        if &items.kind(items.main)? != b"grid" {
            return None;
        }
        let descriptor = items.data(items.main)?;
        let mut body = Reader(&descriptor);
        let flags = body.small(2)?;
        let (rows, columns) = (body.small(1)? + 1, body.small(1)? + 1);
        let side = if flags & 1 == 0 { 2 } else { 4 };
        let (width, height) = (body.small(side)?, body.small(side)?);
        let tiles = items.references(b"dimg", items.main);
        let tile = items.extent(*tiles.first()?)?;
        // Tiles cover the whole, and none of them lies outside.
        let covers = |tile: u32, count: u32, whole: u32| {
            let (tile, count, whole) = (u64::from(tile), u64::from(count), u64::from(whole));
            whole > 0 && tile * count >= whole && tile * (count - 1) < whole
        };
        let sound = tiles.len() as u64 == u64::from(rows) * u64::from(columns)
            && tiles.len() <= MOST_TILES
            && covers(tile.0, columns, width)
            && covers(tile.1, rows, height);
        let wishes = heif_boxes::wishes(bytes)?;
        let window = wishes
            .aperture
            .and_then(|clap| heic::visible(&clap, width, height))
            .unwrap_or((0, 0, width, height));
        sound.then_some(Self {
            items,
            tiles,
            columns,
            tile,
            window,
            placement: wishes.placement,
            deep,
            cut_short: heic::ends_early(bytes),
        })
    }

    /// Width and height of the picture once upright, not scaled.
    pub(super) fn upright_size(&self) -> (u32, u32) {
        let (_, _, width, height) = self.window;
        turned((width, height), self.placement)
    }

    /// How much smaller its tiles may be placed for a box of pixels: 1, 2, 4 or
    /// 8 times.
    pub(super) fn scale_for(&self, fit: Option<(u32, u32)>) -> u32 {
        let (left, top, ..) = self.window;
        // Means never reach from one tile into the next.
        let rows = self.tiles.len() as u64 / u64::from(self.columns.max(1));
        let across = if self.columns > 1 { self.tile.0 } else { 0 };
        let down = if rows > 1 { self.tile.1 } else { 0 };
        let sides = [across, down, left, top];
        scale_for(self.upright_size(), sides, fit)
    }

    /// What decoding takes besides the file, in bytes: the tiles at work, and
    /// the picture that comes out.
    pub(super) fn cost(&self, scale: u32) -> (u64, u64) {
        let (_, _, width, height) = self.window;
        let pixels = u64::from(width.div_ceil(scale)) * u64::from(height.div_ceil(scale));
        // Coded bytes are copied, and once more while they are read.
        let tile = self
            .tile_pixels()
            .saturating_mul(BYTES_A_PIXEL)
            .saturating_add(self.most_coded_bytes().saturating_mul(2));
        (
            tile.saturating_mul(WORKERS),
            pixels.saturating_mul(if self.deep { 6 } else { 3 }),
        )
    }

    fn tile_pixels(&self) -> u64 {
        u64::from(self.tile.0) * u64::from(self.tile.1)
    }

    fn most_coded_bytes(&self) -> u64 {
        self.tile_pixels()
            .saturating_mul(MOST_CODED_BYTES)
            .saturating_add(MOST_HEADER_BYTES)
    }

    /// Decodes the tiles into an upright picture, `scale` times smaller.
    ///
    /// # Errors
    /// When a tile is broken, or missing from a file that is not cut short.
    pub(super) fn decode(&self, scale: u32, limits: &Limits) -> Result<Pixels, PhotoError> {
        let (_, _, width, height) = self.window;
        let whole = (width.div_ceil(scale), height.div_ceil(scale));
        let (out_width, out_height) = turned(whole, self.placement);
        let canvas = Mutex::new(if self.deep {
            Pixels::Sixteen(Rgb16Image::new(out_width, out_height))
        } else {
            Pixels::Eight(RgbImage::new(out_width, out_height))
        });
        let next = AtomicUsize::new(0);
        let seen = AtomicUsize::new(0);
        let numbers = self.numbers();
        let work = || {
            let settings = HeicSettings::new()
                .with_limits(heic::parse_limits(limits))
                .primary_only()
                .with_threads(1);
            let decoder = Decoder::from_settings(settings);
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = self.tiles.get(index) else {
                    return Ok(());
                };
                let placed = self
                    .place(index, *item, numbers, scale, whole, &decoder, &canvas)
                    .inspect_err(|_| next.store(MOST_TILES, Ordering::Relaxed))?;
                seen.fetch_add(usize::from(placed), Ordering::Relaxed);
            }
        };
        thread::scope(|scope| {
            // Where there is no second thread to be had, this one does it all.
            let other = thread::Builder::new()
                .name("tiles".to_owned())
                .spawn_scoped(scope, work);
            let own = work();
            let other = other.map_or(Ok(()), |other| {
                other
                    .join()
                    .unwrap_or_else(|_| Err(PhotoError::damaged(t!("damage-tile"))))
            });
            own.and(other)
        })?;
        if seen.into_inner() == 0 {
            return Err(PhotoError::damaged(t!("damage-no-picture")));
        }
        Ok(canvas.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the colour values of the first tile mean. The decoder goes by them
    /// for all tiles, and so must the tiles one by one.
    fn numbers(&self) -> Option<&'a [u8]> {
        let colours = self.items.properties(*self.tiles.first()?, b"colr");
        colours
            .into_iter()
            .rfind(|colour| colour.starts_with(b"nclx") && colour.len() <= 16)
    }

    /// Decodes a tile and lays it where it belongs; `false` when it is missing
    /// from a file that is cut short.
    #[allow(clippy::too_many_arguments, reason = "called once, by `decode`")]
    fn place(
        &self,
        index: usize,
        item: u32,
        numbers: Option<&[u8]>,
        scale: u32,
        whole: (u32, u32),
        decoder: &Decoder,
        canvas: &Mutex<Pixels>,
    ) -> Result<bool, PhotoError> {
        let index = u32::try_from(index).map_err(PhotoError::damaged)?;
        let origin = (
            index % self.columns * self.tile.0,
            index / self.columns * self.tile.1,
        );
        let Some((part, at)) = shown(origin, self.tile, self.window) else {
            return Ok(true);
        };
        if self.items.kind(item).as_ref() != Some(b"hvc1") {
            return Err(PhotoError::damaged(t!("damage-part-no-picture")));
        }
        let Some(data) = self.items.data(item) else {
            return if self.cut_short {
                Ok(false)
            } else {
                Err(PhotoError::damaged(t!("damage-part-missing")))
            };
        };
        let configuration = self
            .items
            .property(item, b"hvcC")
            .ok_or_else(|| PhotoError::damaged(t!("damage-part-coding")))?;
        if data.len() as u64 > self.most_coded_bytes() {
            return Err(PhotoError::damaged(t!("damage-part-large")));
        }
        let lone = Lone {
            kind: b"hvc1",
            configuration: (b"hvcC", configuration),
            colours: numbers,
            size: self.tile,
            quarters: 0,
            data: &data,
        };
        let file = lone
            .file()
            .ok_or_else(|| PhotoError::damaged(t!("damage-part-large")))?;
        let tile = self.scaled(&file, part, scale, decoder)?;
        drop(file);
        let at = (at.0 / scale, at.1 / scale);
        let mut canvas = canvas.lock().map_err(PhotoError::damaged)?;
        match (&mut *canvas, &tile) {
            (Pixels::Eight(canvas), Pixels::Eight(tile)) => {
                lay(canvas, whole, tile, at, self.placement);
            }
            (Pixels::Sixteen(canvas), Pixels::Sixteen(tile)) => {
                lay(canvas, whole, tile, at, self.placement);
            }
            _ => return Err(PhotoError::damaged(t!("damage-tile-depth"))),
        }
        Ok(true)
    }

    /// A part of one tile, `scale` times smaller.
    fn scaled(
        &self,
        file: &[u8],
        part: Part,
        scale: u32,
        decoder: &Decoder,
    ) -> Result<Pixels, PhotoError> {
        let few = || PhotoError::damaged(t!("damage-part-pixels"));
        let same_size = |width: usize, height: usize| {
            if (width, height) == (self.tile.0 as usize, self.tile.1 as usize) {
                Ok(())
            } else {
                Err(PhotoError::damaged(t!("damage-tile-size")))
            }
        };
        let planes = decoder.decode_yuv(file).map_err(heic::explain)?;
        same_size(planes.width(), planes.height())?;
        if heic_planes::understood(&planes) {
            return heic_planes::pixels(&planes, part, scale).ok_or_else(few);
        }
        drop(planes);
        // Colours of another kind, which no phone writes.
        let decoded = decoder.decode(file).map_err(heic::explain)?;
        same_size(decoded.width as usize, decoded.height as usize)?;
        let max = decoded.bit_depth.max_val();
        let tile = heic::assemble(self.tile, decoded.pixels, None, max).ok_or_else(few)?;
        Ok(match tile {
            Pixels::Eight(tile) => Pixels::Eight(mean(&tile, part, scale)),
            Pixels::Sixteen(tile) => Pixels::Sixteen(mean(&tile, part, scale)),
        })
    }
}

/// How much smaller an upright picture may be decoded for a box of pixels: 1,
/// 2, 4 or 8 times, and what divides these sides.
pub(super) fn scale_for(size: (u32, u32), sides: [u32; 4], fit: Option<(u32, u32)>) -> u32 {
    let Some(goal) = fit else { return 1 };
    let fits = |scale: &u32| {
        sides.iter().all(|side| side.is_multiple_of(*scale))
            && u8::try_from(8 / scale).is_ok_and(|eighths| {
                let small = (size.0.div_ceil(*scale), size.1.div_ceil(*scale));
                scaled_at_least(size, small, goal, eighths)
            })
    };
    SCALES.into_iter().find(fits).unwrap_or(1)
}

pub(super) fn turned((width, height): (u32, u32), placement: Placement) -> (u32, u32) {
    if placement.lies_on_its_side() {
        (height, width)
    } else {
        (width, height)
    }
}

/// Which part of a tile is to be seen, and where in the window it begins.
fn shown(origin: (u32, u32), tile: (u32, u32), window: Part) -> Option<(Part, (u32, u32))> {
    let (left, top, width, height) = window;
    let along = |origin: u32, tile: u32, start: u32, length: u32| {
        let from = origin.max(start);
        let end = origin
            .saturating_add(tile)
            .min(start.saturating_add(length));
        (end > from).then(|| (from - origin, from - start, end - from))
    };
    let (x, to_x, part_width) = along(origin.0, tile.0, left, width)?;
    let (y, to_y, part_height) = along(origin.1, tile.1, top, height)?;
    Some(((x, y, part_width, part_height), (to_x, to_y)))
}

type Image<T> = ImageBuffer<Rgb<T>, Vec<T>>;

/// A part of a picture, each pixel the mean of `scale` × `scale`; at the right
/// and at the bottom of as many as there are.
fn mean<T>(image: &Image<T>, (left, top, width, height): Part, scale: u32) -> Image<T>
where
    T: image::Primitive + Into<u32> + TryFrom<u32> + Default,
    Rgb<T>: Pixel<Subpixel = T>,
{
    let (out_width, out_height) = (width.div_ceil(scale), height.div_ceil(scale));
    let mut out = Image::new(out_width, out_height);
    let stride = image.width() as usize;
    let (pixels, _) = image.as_raw().as_chunks::<3>();
    let row = |y: u32| {
        let start = (top + y) as usize * stride + left as usize;
        pixels
            .get(start..start + width as usize)
            .unwrap_or_default()
    };
    let (means, _) = out.as_chunks_mut::<3>();
    let lines = means.chunks_mut((out_width as usize).max(1));
    let mut sums = vec![[0_u32; 3]; out_width as usize];
    for (line, first) in lines.zip((0..height).step_by(scale as usize)) {
        let rows = scale.min(height - first);
        if scale == 1 {
            line.copy_from_slice(row(first));
            continue;
        }
        sums.fill([0; 3]);
        for y in first..first + rows {
            for (sum, group) in sums.iter_mut().zip(row(y).chunks(scale as usize)) {
                for [red, green, blue] in group {
                    // At most 64 values of 16 bits.
                    sum[0] += (*red).into();
                    sum[1] += (*green).into();
                    sum[2] += (*blue).into();
                }
            }
        }
        for ((pixel, sum), x) in line.iter_mut().zip(&sums).zip(0_u32..) {
            let count = rows * scale.min(width - x * scale);
            *pixel = sum.map(|sum| T::try_from((sum + count / 2) / count).unwrap_or_default());
        }
    }
    out
}

/// Lays a part of a picture of the size `whole` on the canvas, both as the
/// placement asks.
fn lay<T>(
    canvas: &mut Image<T>,
    whole: (u32, u32),
    part: &Image<T>,
    at: (u32, u32),
    placement: Placement,
) where
    T: Laid,
    Rgb<T>: Pixel<Subpixel = T>,
{
    let (x, y) = placement.moved(at, part.dimensions(), whole);
    let part = T::placed(part, placement);
    let stride = canvas.width() as usize;
    let width = part.width() as usize;
    let (pixels, _) = canvas.as_chunks_mut::<3>();
    let (rows, _) = part.as_raw().as_chunks::<3>();
    for (row, line) in rows.chunks(width.max(1)).zip(y as usize..) {
        let start = line * stride + x as usize;
        if let Some(to) = pixels.get_mut(start..start + width) {
            to.copy_from_slice(row);
        }
    }
}

/// Samples that can be turned; the trait that says so is private to `render`.
trait Laid: image::Primitive {
    fn placed(image: &Image<Self>, placement: Placement) -> Image<Self>
    where
        Rgb<Self>: Pixel<Subpixel = Self>;
}

impl Laid for u8 {
    fn placed(image: &Image<Self>, placement: Placement) -> Image<Self> {
        placed(image, placement)
    }
}

impl Laid for u16 {
    fn placed(image: &Image<Self>, placement: Placement) -> Image<Self> {
        placed(image, placement)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::heif_write::boxed;

    #[test]
    fn means_are_those_of_boxes_and_of_what_is_left_at_the_edges() {
        let image = RgbImage::from_fn(7, 5, |x, y| Rgb([x as u8 * 30, y as u8 * 50, 9]));
        assert_eq!(
            mean(&image, (2, 1, 5, 3), 1),
            image::imageops::crop_imm(&image, 2, 1, 5, 3).to_image()
        );
        let small = mean(&image, (2, 1, 5, 3), 2);
        assert_eq!(small.dimensions(), (3, 2));
        // Columns 2 and 3, rows 1 and 2; then column 6 and row 3 alone.
        assert_eq!(small.get_pixel(0, 0).0, [75, 75, 9]);
        assert_eq!(small.get_pixel(2, 1).0, [180, 150, 9]);
    }

    #[test]
    fn parts_laid_one_by_one_make_the_whole_laid_at_once() {
        let image = RgbImage::from_fn(10, 7, |x, y| Rgb([x as u8, y as u8, 3]));
        for orientation in 1..=8 {
            let placement = Placement::from_exif(orientation);
            let (width, height) = turned(image.dimensions(), placement);
            let mut canvas = RgbImage::new(width, height);
            for (x, y) in [(0, 0), (4, 0), (8, 0), (0, 4), (4, 4), (8, 4)] {
                let (part, at) = shown((x, y), (4, 4), (0, 0, 10, 7)).unwrap();
                let tile = RgbImage::from_fn(4, 4, |dx, dy| {
                    *image.get_pixel((x + dx).min(9), (y + dy).min(6))
                });
                lay(&mut canvas, (10, 7), &mean(&tile, part, 1), at, placement);
            }
            assert_eq!(canvas, placed(&image, placement), "{orientation}");
        }
    }

    /// One tile as large as a number can be: its memory must not come out small.
    #[test]
    fn giants_are_told_as_giants() {
        let boxes = |name, body: &[&[u8]]| boxed(name, body).unwrap();
        let extent = [0xFF; 8];
        let descriptor = [&[0, 1, 0, 0][..], &extent].concat();
        let entry = |id, kind: &[u8]| boxes(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, &[0]]);
        let meta = boxes(
            b"meta",
            &[
                &[0; 4],
                &boxes(b"pitm", &[&[0, 0, 0, 0, 0, 1]]),
                &boxes(
                    b"iinf",
                    &[&[0, 0, 0, 0, 0, 2], &entry(1, b"grid"), &entry(2, b"hvc1")],
                ),
                // In `idat`, all of it.
                &boxes(
                    b"iloc",
                    &[&[1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1]],
                ),
                &boxes(b"iref", &[&[0; 4], &boxes(b"dimg", &[&[0, 1, 0, 1, 0, 2]])]),
                &boxes(
                    b"iprp",
                    &[
                        &boxes(b"ipco", &[&boxes(b"ispe", &[&[0; 4], &extent])]),
                        &boxes(b"ipma", &[&[0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 1, 1]]),
                    ],
                ),
                &boxes(b"idat", &[&descriptor]),
            ],
        );
        let grid = Grid::of(&meta, true).unwrap();
        assert_eq!(grid.upright_size(), (u32::MAX, u32::MAX));
        assert_eq!(grid.cost(grid.scale_for(None)), (u64::MAX, u64::MAX));
    }

    #[test]
    fn only_what_is_in_the_window_is_shown() {
        let window = (6, 2, 10, 9);
        assert_eq!(shown((4, 0), (4, 4), window), Some(((2, 2, 2, 2), (0, 0))));
        assert_eq!(shown((12, 8), (4, 4), window), Some(((0, 0, 4, 3), (6, 6))));
        assert_eq!(shown((0, 0), (4, 4), window), None);
        assert_eq!(shown((16, 4), (4, 4), window), None);
    }
}

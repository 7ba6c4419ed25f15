//! AVIF: boxes as in a HEIC, with pictures coded in AV1.
//!
//! The decoder is dav1d translated to Rust, without its assembler: slower than
//! it could be, but it builds everywhere. It works on this thread alone.

mod planes;

use re_rav1d::dav1d::{Decoder, Picture as Frame, Settings};

use super::budget::check_memory;
use super::colour::{self, Source};
use super::decode::{Limits, check_size};
use super::heic::visible;
use super::heif_boxes;
use super::heif_items::{Items, Reader};
use super::picture::{Pixels, Rgb16Image};
use super::render::Placement;
use super::stored::Stored;
use super::{PhotoError, Picture};
use image::RgbImage;

/// Most tiles of one picture; phones make about two hundred.
const MOST_TILES: usize = 1024;

/// A picture of one piece or of tiles, as the boxes describe it.
struct Plan {
    size: (u32, u32),
    /// Row by row.
    tiles: Vec<u32>,
    columns: u32,
    /// More than 8 bits a sample.
    deep: bool,
    /// As the boxes say; the decoder stops at more.
    tile_pixels: u64,
}

impl Plan {
    fn of(items: &Items<'_>, item: u32) -> Option<Self> {
        match &items.kind(item)? {
            b"av01" => {
                let size = items.extent(item)?;
                Some(Self {
                    size,
                    tiles: vec![item],
                    columns: 1,
                    deep: is_deep(items, item),
                    tile_pixels: u64::from(size.0) * u64::from(size.1),
                })
            }
            b"grid" => {
                let descriptor = items.data(item)?;
                let mut body = Reader(&descriptor);
                let flags = body.small(2)?;
                let (rows, columns) = (body.small(1)? + 1, body.small(1)? + 1);
                let side = if flags & 1 == 0 { 2 } else { 4 };
                let size = (body.small(side)?, body.small(side)?);
                let tiles = items.references(b"dimg", item);
                let first = *tiles.first()?;
                let (width, height) = items.extent(first)?;
                // Tiles cover the whole, and none of them lies outside.
                let covers = |tile: u32, count: u32, whole: u32| {
                    let (tile, count, whole) =
                        (u64::from(tile), u64::from(count), u64::from(whole));
                    tile * count >= whole && tile * (count - 1) < whole
                };
                let sound = tiles.len() as u64 == u64::from(rows) * u64::from(columns)
                    && tiles.len() <= MOST_TILES
                    && covers(width, columns, size.0)
                    && covers(height, rows, size.1);
                sound.then_some(Self {
                    size,
                    tiles,
                    columns,
                    deep: is_deep(items, first),
                    tile_pixels: u64::from(width) * u64::from(height),
                })
            }
            _ => None,
        }
    }

    fn pixels(&self) -> u64 {
        u64::from(self.size.0) * u64::from(self.size.1)
    }

    /// As for the other decoders. A frame has up to three planes; what the
    /// decoder notes about each block takes about as much as one more, and
    /// film grain is laid on a copy.
    fn cost(&self, opacity: bool) -> (u64, u64) {
        let sample = if self.deep { 2 } else { 1 };
        let frame = self.tile_pixels * sample * 7;
        let opacity = if opacity { self.pixels() * 2 } else { 0 };
        (frame + opacity, self.pixels() * 3 * sample)
    }
}

/// From the third byte of the codec’s configuration (AV1 in ISOBMFF §2.3.3).
fn is_deep(items: &Items<'_>, item: u32) -> bool {
    let configuration = items.property(item, b"av1C");
    configuration
        .and_then(|body| body.get(2))
        .is_some_and(|bits| bits & 0x40 != 0)
}

/// What decoding takes besides the file, in bytes: the decoder’s own memory,
/// and the picture it gives.
pub(super) fn cost(bytes: &[u8]) -> Option<(u64, u64)> {
    let items = Items::open(bytes)?;
    let opacity = items.opacity_of(items.main).is_some();
    Some(Plan::of(&items, items.main)?.cost(opacity))
}

/// Decodes the main picture.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Stored, PhotoError> {
    let items = Items::open(bytes).ok_or_else(|| PhotoError::damaged(t!("damage-no-place")))?;
    let plan = Plan::of(&items, items.main)
        .ok_or_else(|| PhotoError::unsupported(t!("kind-unusual-avif")))?;
    check_size(plan.size.0, plan.size.1, limits)?;
    if plan.tile_pixels > limits.max_pixels {
        return Err(PhotoError::damaged(t!("damage-tiles-large")));
    }
    let opacity = items.opacity_of(items.main);
    let (own, picture) = plan.cost(opacity.is_some());
    check_memory(bytes.len(), own.saturating_add(picture), limits)?;

    let wishes = heif_boxes::wishes(bytes);
    let numbers = wishes.and_then(|wishes| wishes.numbers);
    let mut canvas = Canvas::new(&plan);
    let mut coloured = true;
    each_tile(&items, &plan, |frame, at| {
        let meaning = planes::Meaning::of(&frame, numbers);
        coloured &= !meaning.is_grey();
        canvas.paint(planes::pixels(&frame, &meaning)?, at)
    })?;
    let mut pixels = canvas.pixels();
    if let Some(opacity) = opacity
        && let Some(plane) = opaque_plane(&items, opacity, plan.size)
    {
        colour::lay_on_white(&mut pixels, &plane);
    }
    let source = wishes
        .and_then(|wishes| wishes.icc)
        .and_then(Source::from_icc)
        .or_else(|| {
            let numbers = numbers?;
            Source::from_numbers(numbers.primaries, numbers.transfer)
        });
    let mut picture: Picture = colour::sourced(pixels, coloured, source);
    let (width, height) = picture.dimensions();
    let aperture = wishes.and_then(|wishes| wishes.aperture);
    if let Some(part) = aperture.and_then(|clap| visible(&clap, width, height)) {
        picture = picture.cut(part);
    }
    let size = picture.dimensions();
    let placement = wishes.map_or(Placement::UPRIGHT, |wishes| wishes.placement);
    Ok(Stored::photo(picture, size, placement))
}

/// Decodes one tile after the other and gives each with its column and row.
fn each_tile(
    items: &Items<'_>,
    plan: &Plan,
    mut show: impl FnMut(Frame, (u32, u32)) -> Result<(), PhotoError>,
) -> Result<(), PhotoError> {
    for (index, tile) in (0_u32..).zip(&plan.tiles) {
        let data = items
            .data(*tile)
            .ok_or_else(|| PhotoError::damaged(t!("damage-part-missing")))?;
        let frame = frame(data.into_owned(), plan.tile_pixels)?;
        show(frame, (index % plan.columns, index / plan.columns))?;
    }
    Ok(())
}

fn frame(data: Vec<u8>, most_pixels: u64) -> Result<Frame, PhotoError> {
    let broken = |error| PhotoError::damaged(format!("AV1: {error}"));
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(u32::try_from(most_pixels).unwrap_or(u32::MAX));
    let mut decoder = Decoder::with_settings(&settings).map_err(broken)?;
    match decoder.send_data(data, None, None, None) {
        Ok(()) => {}
        Err(error) if error.is_again() => {}
        Err(error) => return Err(broken(error)),
    }
    match decoder.get_picture() {
        Ok(frame) => Ok(frame),
        Err(error) if error.is_again() => Err(PhotoError::damaged(t!("damage-empty-picture"))),
        Err(error) => Err(broken(error)),
    }
}

/// The opacity of every pixel; `None` when it is broken, which costs the
/// transparency, not the photo.
fn opaque_plane(items: &Items<'_>, item: u32, size: (u32, u32)) -> Option<Vec<u16>> {
    let plan = Plan::of(items, item).filter(|plan| plan.size == size)?;
    let (width, height) = (size.0 as usize, size.1 as usize);
    let mut plane = vec![u16::MAX; width * height];
    each_tile(items, &plan, |frame, (column, row)| {
        let (tile_width, tile_height) = (frame.width() as usize, frame.height() as usize);
        let (left, top) = (column as usize * tile_width, row as usize * tile_height);
        for y in 0..tile_height.min(height.saturating_sub(top)) {
            let start = (top + y) * width;
            let out = plane.get_mut(start..start + width);
            let out = out.and_then(|row| row.get_mut(left..));
            for (out, value) in out
                .unwrap_or_default()
                .iter_mut()
                .zip(planes::opacity(&frame, y))
            {
                *out = value;
            }
        }
        Ok(())
    })
    .ok()?;
    Some(plane)
}

/// Where tiles are put together.
struct Canvas {
    whole: Option<Pixels>,
    size: (u32, u32),
    single: bool,
}

impl Canvas {
    fn new(plan: &Plan) -> Self {
        Self {
            whole: None,
            size: plan.size,
            single: plan.tiles.len() == 1,
        }
    }

    fn paint(&mut self, tile: Pixels, (column, row): (u32, u32)) -> Result<(), PhotoError> {
        if self.single {
            self.whole = Some(tile);
            return Ok(());
        }
        let (width, height) = self.size;
        let whole = self.whole.get_or_insert_with(|| match &tile {
            Pixels::Eight(_) => Pixels::Eight(RgbImage::new(width, height)),
            Pixels::Sixteen(_) => Pixels::Sixteen(Rgb16Image::new(width, height)),
        });
        let place = |side: u32, index: u32| i64::from(side) * i64::from(index);
        match (whole, &tile) {
            (Pixels::Eight(whole), Pixels::Eight(tile)) => {
                let (x, y) = (place(tile.width(), column), place(tile.height(), row));
                image::imageops::replace(whole, tile, x, y);
            }
            (Pixels::Sixteen(whole), Pixels::Sixteen(tile)) => {
                let (x, y) = (place(tile.width(), column), place(tile.height(), row));
                image::imageops::replace(whole, tile, x, y);
            }
            _ => return Err(PhotoError::damaged(t!("damage-tile-depth"))),
        }
        Ok(())
    }

    fn pixels(self) -> Pixels {
        self.whole
            .unwrap_or_else(|| Pixels::Eight(RgbImage::new(self.size.0, self.size.1)))
    }
}

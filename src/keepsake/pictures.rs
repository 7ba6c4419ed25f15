//! Photos made ready for their frames: cut around their middle, at the size
//! they are printed or shown.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use image::RgbImage;

use super::focus::{centre_of_detail, cut};
use super::frames::{Filling, PhotoFrame, ReadyPicture};
use super::stored::{Spool, StoredJpeg};
use crate::domain::{Edits, Focus, PageLook, PhotoId};
use crate::photo::{self, PhotoError, ThumbCache, ThumbSize, Vault};
use crate::store::gallery::GalleryItem;

/// JPEG quality of printed photos: no difference can be seen on paper.
const PRINT_QUALITY: u8 = 92;

/// A photo of a page with what decides its cut.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The photo.
    pub item: &'a GalleryItem,
    /// How the page looks; the parent may have moved the middle there.
    pub look: &'a PageLook,
}

/// Where originals and thumbnails lie.
#[derive(Clone, Copy)]
pub struct Shelves<'a> {
    /// Originals.
    pub vault: &'a Vault,
    /// Thumbnails.
    pub thumbs: &'a ThumbCache,
}

impl Source<'_> {
    fn size(&self) -> (u32, u32) {
        let file = &self.item.photo.file;
        self.item.edits.output_size(file.width, file.height)
    }

    /// Where the parent put the middle.
    fn moved_focus(&self) -> Option<Focus> {
        self.look.focus.get(&self.item.id()).copied()
    }

    /// The middle kept in sight: the parent's, else the centre of detail, of
    /// the thumbnail the page was looked at with, or of `pixels` where there is
    /// none: no photo is decoded a second time for it.
    fn focus(&self, shelves: Shelves<'_>, pixels: &RgbImage) -> Focus {
        if let Some(moved) = self.moved_focus() {
            return moved;
        }
        let (file, edits) = (&self.item.photo.file, &self.item.edits);
        let side = ThumbSize::Grid.max_side();
        shelves
            .thumbs
            .get(&file.hash, ThumbSize::Grid, edits)
            .map_or_else(
                || centre_of_detail(&photo::fit_within(pixels, side, side)),
                |small| centre_of_detail(&small),
            )
    }

    /// How large the whole photo must be so that the part a frame shows has
    /// `size` pixels.
    fn whole_for(&self, frame: &PhotoFrame, size: (u32, u32)) -> (u32, u32) {
        if !frame.cut {
            return size;
        }
        let (width, height) = self.size();
        let (_, _, cut_w, cut_h) = cut((width, height), shape(size), Focus::default());
        let whole = |pixels: u32, whole: u32, part: u32| {
            u32::try_from(u64::from(pixels) * u64::from(whole) / u64::from(part.max(1)) + 1)
                .unwrap_or(u32::MAX)
        };
        (whole(size.0, width, cut_w), whole(size.1, height, cut_h))
    }

    /// The photo cut for a frame from its thumbnail, at `dpi` or as fine as
    /// there is. Its thumbnail is kept with a long side of `least_px` at least.
    pub fn for_screen(
        &self,
        frame: &PhotoFrame,
        dpi: f32,
        least_px: u32,
        shelves: Shelves<'_>,
        kept: &ScreenPictures,
    ) -> Filling {
        let size = frame.pixels(dpi);
        let Some(picture) = kept.get(self, frame, size, least_px, shelves) else {
            return self.missing();
        };
        let cut = Cut {
            photo: self.item.id(),
            edits: self.item.edits,
            size,
            cut: frame.cut,
            focus: self.moved_focus().unwrap_or(picture.focus),
        };
        if let Some(ready) = kept.ready(&cut) {
            return Filling::Ready(ready);
        }
        let pixels = cut_for_screen(&picture.pixels, frame, size, cut.focus);
        match ReadyPicture::new(pixels) {
            Some(ready) => {
                kept.keep_ready(cut, ready.clone());
                Filling::Ready(ready)
            }
            None => self.missing(),
        }
    }

    /// The photo cut for a frame from its original, edits applied, as pixels.
    ///
    /// # Errors
    /// When the original is missing, unreadable or damaged.
    pub fn for_print(
        &self,
        frame: &PhotoFrame,
        dpi: f32,
        shelves: Shelves<'_>,
    ) -> Result<RgbImage, PhotoError> {
        let size = frame.pixels(dpi);
        let (max_w, max_h) = self.whole_for(frame, size);
        let file = &self.item.photo.file;
        let seen = photo::render(shelves.vault, file, &self.item.edits, max_w, max_h)?;
        let pixels = seen.into_srgb8();
        let focus = if frame.cut {
            self.focus(shelves, &pixels)
        } else {
            Focus::default()
        };
        Ok(cut_to(&pixels, frame, size, focus))
    }

    /// An empty frame of the photo's colour.
    pub fn missing(&self) -> Filling {
        let [_, red, green, blue] = self.item.photo.file.average_rgb.to_be_bytes();
        Filling::Missing([red, green, blue])
    }

    /// Dots per inch the photo has in a frame, at most: never more than its
    /// pixels give.
    pub fn dots_per_inch(&self, frame: &PhotoFrame) -> f32 {
        let aspect = frame.width_mm / frame.height_mm.max(0.01);
        let size = self.size();
        let (_, _, w, h) = if frame.cut {
            cut(size, aspect, Focus::default())
        } else {
            (0, 0, size.0, size.1)
        };
        let dpi = |pixels: u32, mm: f32| pixels as f32 / (mm.max(0.01) / 25.4);
        dpi(w, frame.width_mm).min(dpi(h, frame.height_mm))
    }
}

/// The part of a picture that a frame shows, scaled to it; never enlarged.
fn cut_to(
    pixels: &RgbImage,
    frame: &PhotoFrame,
    (width, height): (u32, u32),
    focus: Focus,
) -> RgbImage {
    if !frame.cut {
        return photo::fit_within(pixels, width, height);
    }
    let aspect = frame.width_mm / frame.height_mm.max(0.01);
    let (x, y, w, h) = cut(pixels.dimensions(), aspect, focus);
    let part = image::imageops::crop_imm(pixels, x, y, w, h).to_image();
    if part.width() <= width && part.height() <= height {
        return part;
    }
    photo::fit_within(&part, width, height)
}

/// As [`cut_to`], at exactly the size the typesetter draws it in, so that it is
/// not scaled a second time. What is coarser than its frame stays as it is.
fn cut_for_screen(
    pixels: &RgbImage,
    frame: &PhotoFrame,
    (width, height): (u32, u32),
    focus: Focus,
) -> RgbImage {
    let part = if frame.cut {
        let aspect = frame.width_mm / frame.height_mm.max(0.01);
        cut(pixels.dimensions(), aspect, focus)
    } else {
        (0, 0, pixels.width(), pixels.height())
    };
    // It finds the height by way of the shape, in single precision.
    let drawn = |height: u32| (width as f32 / (width as f32 / height as f32)).ceil() as u32;
    let exact = (height..height + 4).find(|height| drawn(*height) == *height);
    exact
        .filter(|height| part.2 >= width && part.3 >= *height)
        .and_then(|height| photo::scale_part(pixels, part, width, height))
        .unwrap_or_else(|| cut_to(pixels, frame, (width, height), focus))
}

/// A photo kept for the screen.
struct Kept {
    photo: PhotoId,
    edits: Edits,
    picture: Arc<ScreenPicture>,
}

/// Pixels of a photo and the middle of its detail.
struct ScreenPicture {
    pixels: RgbImage,
    /// Whether there is no finer picture of it for the screen.
    finest: bool,
    focus: Focus,
}

/// What makes two cuts of a photo the same.
#[derive(Debug, Clone, PartialEq)]
struct Cut {
    photo: PhotoId,
    edits: Edits,
    size: (u32, u32),
    cut: bool,
    focus: Focus,
}

/// Photos already read for the screen, and cut for their frames: moving one on
/// a page reads none again, and cuts only those whose frames changed.
#[derive(Default)]
pub struct ScreenPictures {
    kept: Mutex<Vec<Kept>>,
    ready: Mutex<Vec<(Cut, ReadyPicture)>>,
}

/// Pixels kept at most: those of a full page on a large screen.
const MOST_KEPT_BYTES: usize = 96 << 20;
/// Cuts kept at most: those of several full pages on a large screen.
const MOST_READY_BYTES: usize = 48 << 20;
/// A picture is kept at least this large, so that a frame may grow a little.
const LEAST_KEPT_PX: u32 = 480;
/// The same on a page of few photos, where frames are large: a photo moved into
/// the largest one need not be read again.
const LEAST_KEPT_PX_OF_FEW: u32 = 760;
/// Photos of a page that are few.
const FEW_PHOTOS: usize = 12;

/// How large the pictures of a page with `frames` are kept at least.
pub fn least_kept_px(frames: usize) -> u32 {
    if frames <= FEW_PHOTOS {
        LEAST_KEPT_PX_OF_FEW
    } else {
        LEAST_KEPT_PX
    }
}

impl ScreenPictures {
    fn ready(&self, cut: &Cut) -> Option<ReadyPicture> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let at = ready.iter().position(|(known, _)| known == cut)?;
        // The last used is the last to go.
        let found = ready.remove(at);
        let picture = found.1.clone();
        ready.push(found);
        Some(picture)
    }

    fn keep_ready(&self, cut: Cut, picture: ReadyPicture) {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        ready.push((cut, picture));
        let bytes = |ready: &[(Cut, ReadyPicture)]| -> usize {
            ready
                .iter()
                .map(|(cut, _)| cut.size.0 as usize * cut.size.1 as usize * 6)
                .sum()
        };
        while ready.len() > 1 && bytes(&ready) > MOST_READY_BYTES {
            ready.remove(0);
        }
    }

    fn get(
        &self,
        source: &Source<'_>,
        frame: &PhotoFrame,
        size: (u32, u32),
        least_px: u32,
        shelves: Shelves<'_>,
    ) -> Option<Arc<ScreenPicture>> {
        let (width, height) = source.whole_for(frame, size);
        let item = source.item;
        let known = |kept: &Kept| kept.photo == item.id() && kept.edits == item.edits;
        let lock = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = lock()
            .iter()
            .find(|kept| known(kept))
            .map(|kept| Arc::clone(&kept.picture));
        if let Some(picture) = found
            && (picture.finest || picture.pixels.width() >= width)
        {
            return Some(picture);
        }
        let need = width.max(height).max(least_px);
        // Small frames need no large thumbnail.
        let kind = if need <= ThumbSize::Grid.max_side() {
            ThumbSize::Grid
        } else {
            ThumbSize::Screen
        };
        let file = &item.photo.file;
        let whole = shelves
            .thumbs
            .get_or_make(shelves.vault, file, kind, &item.edits)
            .ok()?;
        let focus = centre_of_detail(&whole);
        // A little finer than asked for, so that a frame may grow a little.
        let side = need + need / 4;
        let finest = kind == ThumbSize::Screen && whole.width().max(whole.height()) <= side;
        let picture = Arc::new(ScreenPicture {
            pixels: photo::fit_within(&whole, side, side),
            finest,
            focus,
        });
        let mut kept = lock();
        kept.retain(|kept| !known(kept));
        kept.push(Kept {
            photo: item.id(),
            edits: item.edits,
            picture: Arc::clone(&picture),
        });
        let bytes = |kept: &[Kept]| -> usize {
            kept.iter()
                .map(|kept| kept.picture.pixels.as_raw().len())
                .sum()
        };
        while kept.len() > 1 && bytes(&kept) > MOST_KEPT_BYTES {
            kept.remove(0);
        }
        Some(picture)
    }
}

fn shape((width, height): (u32, u32)) -> f32 {
    width as f32 / height.max(1) as f32
}

/// A JPEG of a printed photo, tagged as sRGB and silent otherwise; set aside on
/// the disk if there is a place for it.
///
/// # Errors
/// When the picture is larger than a JPEG can hold.
pub fn print_jpeg(pixels: &RgbImage, aside: Option<&Arc<Spool>>) -> Result<Filling, PhotoError> {
    let bytes: Arc<[u8]> = photo::jpeg(pixels, PRINT_QUALITY)?.into();
    Ok(match (StoredJpeg::new(Arc::clone(&bytes)), aside) {
        (Some(photo), Some(spool)) => Filling::Stored(photo.set_aside(spool)),
        (Some(photo), None) => Filling::Stored(photo),
        (None, _) => Filling::Jpeg(bytes),
    })
}

/// Does `work` for `count` things on all cores; answers in order. `step(done)`
/// is called on this thread and may break off; then there is no answer.
pub fn on_all_cores<T: Send>(
    count: usize,
    work: &(dyn Fn(usize) -> T + Sync),
    step: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Option<Vec<T>> {
    let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
    let next = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let done: Mutex<Vec<Option<T>>> = Mutex::new((0..count).map(|_| None).collect());
    let (sender, receiver) = std::sync::mpsc::channel();
    let finished = std::thread::scope(|scope| {
        for _ in 0..cores.min(count).min(8) {
            let sender = sender.clone();
            let (next, stopped, done) = (&next, &stopped, &done);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count || stopped.load(Ordering::Relaxed) {
                        return;
                    }
                    let answer = work(index);
                    if let Some(place) = done
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .get_mut(index)
                    {
                        *place = Some(answer);
                    }
                    // Nobody listens any more once it was broken off.
                    let _ = sender.send(());
                }
            });
        }
        drop(sender);
        let mut so_far = 0;
        if step(0).is_break() {
            stopped.store(true, Ordering::Relaxed);
            return false;
        }
        while receiver.recv().is_ok() {
            so_far += 1;
            if step(so_far).is_break() {
                stopped.store(true, Ordering::Relaxed);
                return false;
            }
        }
        true
    });
    if !finished {
        return None;
    }
    done.into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_and_all_of_them() {
        let mut steps = Vec::new();
        let squares = on_all_cores(40, &|n| n * n, &mut |done| {
            steps.push(done);
            ControlFlow::Continue(())
        });
        assert_eq!(squares.unwrap(), (0..40).map(|n| n * n).collect::<Vec<_>>());
        assert_eq!(steps, (0..=40).collect::<Vec<_>>());
    }

    #[test]
    fn work_that_is_broken_off_has_no_answer() {
        let begun = AtomicUsize::new(0);
        let answer = on_all_cores(
            10_000,
            &|_| {
                begun.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(std::time::Duration::from_micros(50));
            },
            &mut |done| {
                if done < 5 {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
        );
        assert!(answer.is_none());
        assert!(begun.load(Ordering::Relaxed) < 1_000);
    }
}

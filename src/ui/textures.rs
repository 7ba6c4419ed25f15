//! Pictures on the graphics card, least recently seen given back first, within
//! a budget of bytes. A picture that is not there yet is asked for; until it
//! comes, an older one of the same photo stands in.

use rustc_hash::FxHashMap;

use eframe::egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions, Vec2, vec2};

use crate::domain::{ContentHash, Edits, NewPhoto, Photo};
use crate::jobs::{PictureKey, PictureLoader};
use crate::photo::{RgbImage, ThumbSize};

/// Bytes of pictures kept on the graphics card.
const BUDGET_BYTES: usize = 256 << 20;
/// Pixels handed to the graphics card in one frame: about 1.3 ms of copying,
/// five pictures of the gallery.
const PIXELS_A_FRAME: usize = 1 << 20;
/// And no more pictures than that, however small: seven hundred a second.
const PICTURES_A_FRAME: usize = 12;
/// Pictures asked for in one frame: more than the workers make meanwhile.
const WANTED_A_FRAME: usize = 48;
/// Failures are forgotten after this many frames, so that a healed photo shows.
const FORGET_FAILURE_FRAMES: u64 = 600;

struct Held {
    texture: TextureHandle,
    size: Vec2,
    bytes: usize,
    seen: u64,
}

/// The pictures of one window.
#[derive(Default)]
pub struct Textures {
    held: FxHashMap<PictureKey, Held>,
    bytes: usize,
    failed: FxHashMap<PictureKey, (String, u64)>,
    wanted: Vec<(PictureKey, NewPhoto)>,
    missing: usize,
    /// The newest picture of each photo and size, to stand in.
    latest: FxHashMap<(ContentHash, ThumbSize), PictureKey>,
    frame: u64,
}

impl Textures {
    /// A photo's picture: texture and size in pixels. `None` until it is there
    /// (asked for by this call). Ask for what is most urgent first.
    pub fn photo(
        &mut self,
        photo: &Photo,
        edits: &Edits,
        size: ThumbSize,
    ) -> Option<(TextureId, Vec2)> {
        let key = PictureKey {
            hash: photo.file.hash,
            size,
            edits: *edits,
        };
        let frame = self.frame;
        if let Some(held) = self.held.get_mut(&key) {
            held.seen = frame;
            return Some((held.texture.id(), held.size));
        }
        if self.wanted.len() < WANTED_A_FRAME && !self.failed.contains_key(&key) {
            self.wanted.push((key, photo.file.clone()));
        }
        // The same photo with its former edits, or a smaller one, meanwhile.
        let stand_in = [size, ThumbSize::Grid, ThumbSize::Tiny]
            .into_iter()
            .find_map(|size| {
                let former = self.latest.get(&(photo.file.hash, size))?;
                // A former turn would show it lying on its side, a former crop
                // stretched.
                (former.edits.only_geometry() == edits.only_geometry()).then_some(*former)
            })?;
        let held = self.held.get_mut(&stand_in)?;
        held.seen = frame;
        Some((held.texture.id(), held.size))
    }

    /// Whether exactly this picture is there (not one that stands in).
    pub fn has(&self, photo: &Photo, edits: &Edits, size: ThumbSize) -> bool {
        self.held.contains_key(&PictureKey {
            hash: photo.file.hash,
            size,
            edits: *edits,
        })
    }

    /// Why a photo has no picture: one sentence.
    pub fn problem(&self, photo: &Photo, edits: &Edits, size: ThumbSize) -> Option<&str> {
        self.failed
            .get(&PictureKey {
                hash: photo.file.hash,
                size,
                edits: *edits,
            })
            .map(|(sentence, _)| sentence.as_str())
    }

    /// Pictures asked for in the last frame that are not there yet.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// Before drawing: takes in what the workers made, as much as fits into a
    /// frame. Returns whether more is waiting.
    pub fn begin_frame(&mut self, ctx: &Context, loader: Option<&PictureLoader>) -> bool {
        self.frame += 1;
        self.wanted.clear();
        let frame = self.frame;
        self.failed
            .retain(|_, (_, since)| frame - *since < FORGET_FAILURE_FRAMES);
        let Some(loader) = loader else {
            return false;
        };
        let (mut pixels, mut pictures) = (0, 0);
        while pixels < PIXELS_A_FRAME && pictures < PICTURES_A_FRAME {
            pictures += 1;
            let Some(result) = loader.poll() else {
                return false;
            };
            match result.pixels {
                Ok(image) => {
                    pixels += (image.width() * image.height()) as usize;
                    self.hold(ctx, result.key, &image);
                }
                Err(sentence) => {
                    self.failed.insert(result.key, (sentence, frame));
                }
            }
        }
        true
    }

    /// After drawing: tells the workers what is wanted now, and gives back what
    /// was not seen for longest.
    pub fn end_frame(&mut self, loader: Option<&PictureLoader>) {
        self.missing = self.wanted.len();
        if let Some(loader) = loader {
            loader.want(self.wanted.drain(..));
        }
        if self.bytes > BUDGET_BYTES {
            self.give_back(BUDGET_BYTES / 8 * 7);
        }
    }

    /// Gives back what was not seen for longest, down to so many bytes: a good
    /// part below the budget, since thousands may be held, and to look through
    /// them for each picture that comes would be noticed.
    fn give_back(&mut self, goal: usize) {
        let frame = self.frame;
        // Keys are large; to sort them would be noticed too.
        let unseen = self.held.values().filter(|held| held.seen < frame);
        let mut unseen: Vec<_> = unseen.map(|held| (held.seen, held.bytes)).collect();
        unseen.sort_unstable();
        let mut left = self.bytes;
        // The frame up to which pictures go.
        let mut last = None;
        for (seen, bytes) in unseen {
            if left <= goal {
                break;
            }
            left -= bytes;
            last = Some(seen);
        }
        let Some(last) = last else {
            return;
        };
        let (bytes, latest) = (&mut self.bytes, &mut self.latest);
        self.held.retain(|key, held| {
            if held.seen > last || (held.seen == last && *bytes <= goal) {
                return true;
            }
            *bytes -= held.bytes;
            let name = (key.hash, key.size);
            if latest.get(&name) == Some(key) {
                latest.remove(&name);
            }
            false
        });
    }

    /// Forgets everything: another library was opened.
    pub fn clear(&mut self) {
        self.held.clear();
        self.failed.clear();
        self.latest.clear();
        self.wanted.clear();
        self.bytes = 0;
    }

    fn hold(&mut self, ctx: &Context, key: PictureKey, image: &RgbImage) {
        let texture = ctx.load_texture(
            "photo",
            color_image(image),
            TextureOptions::LINEAR.with_mipmap_mode(Some(eframe::egui::TextureFilter::Linear)),
        );
        let bytes = (image.width() * image.height() * 4) as usize;
        let held = Held {
            texture,
            size: vec2(image.width() as f32, image.height() as f32),
            bytes,
            seen: self.frame,
        };
        if let Some(old) = self.held.insert(key, held) {
            self.bytes -= old.bytes;
        }
        self.bytes += bytes;
        self.latest.insert((key.hash, key.size), key);
    }
}

/// Pixels as egui wants them.
pub fn color_image(image: &RgbImage) -> ColorImage {
    ColorImage::from_rgb(
        [image.width() as usize, image.height() as usize],
        image.as_raw(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(number: u8) -> PictureKey {
        PictureKey {
            hash: ContentHash::from_bytes([number; 32]),
            size: ThumbSize::Tiny,
            edits: Edits::default(),
        }
    }

    #[test]
    fn what_was_not_seen_for_longest_goes_first_and_what_is_seen_stays() {
        let ctx = Context::default();
        let mut textures = Textures::default();
        // Two pictures a frame, 64 bytes each.
        for number in 0..8 {
            textures.frame = u64::from(number / 2);
            textures.hold(&ctx, key(number), &RgbImage::new(4, 4));
        }
        let left = |textures: &Textures| {
            let numbers = 0..8;
            let there = |number: &u8| textures.held.contains_key(&key(*number));
            numbers.filter(there).collect::<Vec<_>>()
        };
        assert_eq!(textures.bytes, 512);
        textures.give_back(384);
        assert_eq!(left(&textures), [2, 3, 4, 5, 6, 7]);
        assert_eq!((textures.bytes, textures.latest.len()), (384, 6));
        // One of the next frame is enough.
        textures.give_back(320);
        assert_eq!(textures.held.len(), 5);
        assert!([4, 5, 6, 7].iter().all(|at| left(&textures).contains(at)));
        // The last two are on screen.
        textures.give_back(0);
        assert_eq!(left(&textures), [6, 7]);
        assert_eq!((textures.bytes, textures.latest.len()), (128, 2));
    }
}

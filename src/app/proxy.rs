//! The editor's workers: one decodes the original no larger than the screen
//! needs, one makes the picture under the sliders, one the small pictures of
//! the looks. Each has room for one request, and a newer one replaces it.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use super::model::{LookPicture, Preview};
use crate::domain::{Edits, Look, LookChoice, Photo, PhotoId};
use crate::jobs::{Latest, Wake};
use crate::photo::{
    self, Chosen, Limits, Picture, Prepared, RgbImage, ThumbCache, ThumbSize, Vault,
};

/// The editor's picture fits a square of this many pixels: what a large window
/// shows.
const SCREEN_SIDE: u32 = 1920;
/// A look's picture fits a square of this many pixels.
const LOOK_SIDE: u32 = 192;
/// Most pixels of a proxy: a very tight crop of a very large photo is shown a
/// little softer rather than filling the memory.
const MOST_PROXY_PIXELS: f64 = 40e6;
/// A proxy is good enough from this share of the wanted side on…
const ENOUGH: f64 = 0.97;
/// …and wasteful beyond this multiple of it.
const TOO_MUCH: f64 = 1.6;

/// Pixels as the window’s drawing library wants them; only the window knows
/// the type.
pub type ScreenPixels = Arc<dyn Any + Send + Sync>;

/// Turns pixels into [`ScreenPixels`]: a few million of them take longer than
/// a frame may, so a worker does it.
pub type ToScreen = Box<dyn Fn(&RgbImage) -> ScreenPixels + Send + Sync>;

/// Where a window leaves its [`ToScreen`]; empty without one.
pub(super) type ScreenHook = Arc<OnceLock<ToScreen>>;

/// Width and height in pixels.
pub(crate) type Size = (u32, u32);

/// What previews of one photo are made from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proxies {
    /// The whole photo at the size of a screen.
    pub base: Option<Arc<Picture>>,
    /// The whole photo larger than that, so that a tight crop still fills the
    /// screen, and the box it was decoded for.
    pub sharp: Option<(Size, Arc<Picture>)>,
    /// The box being decoded for.
    pub decoding: Option<Size>,
    /// Edits and source of the preview last asked for.
    asked: Option<(Edits, usize)>,
    asked_number: u64,
    answered_number: u64,
    looks_asked: Option<Edits>,
    looks_number: u64,
    looks_answered: u64,
}

impl Proxies {
    /// Whether something asked for has not come yet.
    pub fn waiting(&self) -> bool {
        self.decoding.is_some()
            || self.asked_number != self.answered_number
            || self.looks_number != self.looks_answered
    }

    /// The next preview to ask for, unless it was asked for already or there
    /// is nothing to make it from yet.
    pub fn next_preview(&mut self, photo: &Photo, edits: Edits) -> Option<PreviewRequest> {
        let picture = Arc::clone(self.source(photo, &edits)?);
        let key = (edits, Arc::as_ptr(&picture).addr());
        if self.asked == Some(key) {
            return None;
        }
        self.asked = Some(key);
        self.asked_number += 1;
        Some(PreviewRequest {
            number: self.asked_number,
            photo: photo.id,
            edits,
            picture,
        })
    }

    /// The next small pictures of looks to ask for, as [`Self::next_preview`].
    pub fn next_looks(&mut self, photo: PhotoId, edits: Edits) -> Option<LooksRequest> {
        let picture = Arc::clone(self.base.as_ref()?);
        let edits = Edits {
            look: None,
            ..edits
        };
        if self.looks_asked == Some(edits) {
            return None;
        }
        self.looks_asked = Some(edits);
        self.looks_number += 1;
        Some(LooksRequest {
            number: self.looks_number,
            photo,
            edits,
            picture,
        })
    }

    /// Gives back what only the open editor needs.
    pub fn put_away(&mut self) {
        self.sharp = None;
    }

    /// Takes note that a preview came.
    pub fn answered(&mut self, number: u64) {
        self.answered_number = self.answered_number.max(number);
    }

    /// Takes note that small pictures came.
    pub fn looks_answered(&mut self, number: u64) {
        self.looks_answered = self.looks_answered.max(number);
    }

    /// The smallest picture that is sharp enough for these edits.
    fn source(&self, photo: &Photo, edits: &Edits) -> Option<&Arc<Picture>> {
        let wanted = f64::from(wanted_size(photo, edits).0);
        match &self.sharp {
            // One made for a tight crop is far too large for the whole photo.
            Some((size, sharp))
                if needs_more(photo, edits) && f64::from(size.0) <= TOO_MUCH * wanted =>
            {
                Some(sharp)
            }
            _ => self.base.as_ref(),
        }
    }

    /// The box to decode anew for, when a crop got tighter (or much looser)
    /// than what is at hand.
    pub fn decode_wanted(&self, photo: &Photo, edits: &Edits) -> Option<Size> {
        if self.base.is_none() || !needs_more(photo, edits) {
            return None;
        }
        let wanted = wanted_size(photo, edits);
        let fits = |size: Size| {
            let share = f64::from(size.0) / f64::from(wanted.0.max(1));
            (ENOUGH..=TOO_MUCH).contains(&share)
        };
        let at_hand = self.sharp.as_ref().is_some_and(|(size, _)| fits(*size));
        let on_its_way = self.decoding.is_some_and(fits);
        (!at_hand && !on_its_way).then_some(wanted)
    }
}

/// Whether a picture of the whole photo at the size of a screen is too small.
fn needs_more(photo: &Photo, edits: &Edits) -> bool {
    let base = wanted_size(photo, &Edits::default());
    f64::from(base.0) < ENOUGH * f64::from(wanted_size(photo, edits).0)
}

/// How large the whole photo must be so that what the edits leave of it fills
/// the screen.
pub(crate) fn wanted_size(photo: &Photo, edits: &Edits) -> Size {
    let own = (photo.file.width, photo.file.height);
    let (width, height) = photo::source_box(edits, own, (SCREEN_SIDE, SCREEN_SIDE));
    let pixels = f64::from(width) * f64::from(height);
    let shrink = (MOST_PROXY_PIXELS / pixels.max(1.0)).sqrt().min(1.0);
    // Positive and no larger than the side itself.
    let side = |length: u32| ((f64::from(length) * shrink) as u32).max(1);
    (side(width), side(height))
}

/// An original to decode.
pub(super) struct ProxyRequest {
    pub photo: Photo,
    pub size: Size,
}

/// A decoded original.
pub(super) struct ProxyResult {
    pub photo: PhotoId,
    pub size: Size,
    /// The picture and whether it is only the cached small one, or one
    /// sentence why there is none.
    pub picture: Result<(Arc<Picture>, bool), String>,
}

/// A picture to make.
pub(crate) struct PreviewRequest {
    number: u64,
    photo: PhotoId,
    edits: Edits,
    picture: Arc<Picture>,
}

/// Small pictures to make.
pub(crate) struct LooksRequest {
    number: u64,
    photo: PhotoId,
    edits: Edits,
    picture: Arc<Picture>,
}

/// Small pictures of one photo.
pub(super) struct LooksResult {
    pub number: u64,
    pub photo: PhotoId,
    pub looks: Vec<LookPicture>,
}

/// The three workers.
pub(super) struct EditorWorkers {
    pub proxies: Latest<ProxyRequest, ProxyResult>,
    pub previews: Latest<PreviewRequest, (u64, Preview)>,
    pub looks: Latest<LooksRequest, LooksResult>,
}

/// Starts the workers.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn start(
    vault: &Arc<Vault>,
    thumbs: &Arc<ThumbCache>,
    hook: &ScreenHook,
    wake: &Wake,
) -> std::io::Result<EditorWorkers> {
    let (vault, thumbs) = (Arc::clone(vault), Arc::clone(thumbs));
    let hook = Arc::clone(hook);
    Ok(EditorWorkers {
        proxies: Latest::start("editor original", Arc::clone(wake), move |request| {
            decoded(&vault, &thumbs, &request)
        })?,
        previews: Latest::start("preview", Arc::clone(wake), {
            let mut held = None;
            move |request| preview(&request, &mut held, hook.get())
        })?,
        looks: Latest::start("editor looks", Arc::clone(wake), |request| looks(&request))?,
    })
}

fn decoded(vault: &Vault, thumbs: &ThumbCache, request: &ProxyRequest) -> ProxyResult {
    let file = &request.photo.file;
    let (width, height) = request.size;
    let picture = vault
        .decode(file, &Limits::default(), width, height)
        .map(|decoded| (Arc::new(decoded.picture), false))
        .or_else(|error| {
            // Better a small picture than none while the drive with the
            // originals is away.
            thumbs
                .get(&file.hash, ThumbSize::Screen, &Edits::default())
                .map(|pixels| (Arc::new(Picture::srgb(pixels)), true))
                .ok_or_else(|| format!("{}: {}.", file.original_name, error.of_original()))
        });
    ProxyResult {
        photo: request.photo.id,
        size: request.size,
        picture,
    }
}

/// What the preview before was made from, and its slow half.
type Held = Option<(Arc<Picture>, Prepared)>;

/// The picture with its edits. Geometry and grain are kept from one picture to
/// the next: a slider of light or colour pays for its own step only.
fn with_edits(picture: &Arc<Picture>, edits: &Edits, held: &mut Held) -> Picture {
    if edits.noise == 0 && edits.only_geometry().is_identity() {
        *held = None;
        return photo::apply(picture, edits);
    }
    let at_hand = held
        .take()
        .filter(|(from, prepared)| Arc::ptr_eq(from, picture) && prepared.serves(edits));
    let (_, prepared) = held
        .insert(at_hand.unwrap_or_else(|| (Arc::clone(picture), photo::prepare(picture, edits))));
    photo::finish(prepared, edits)
}

fn preview(
    request: &PreviewRequest,
    held: &mut Held,
    to_screen: Option<&ToScreen>,
) -> (u64, Preview) {
    let pixels = with_edits(&request.picture, &request.edits, held).into_srgb8();
    let preview = Preview {
        photo: request.photo,
        edits: request.edits,
        histogram: Arc::new(photo::histogram(&pixels)),
        screen: to_screen.map(|to_screen| to_screen(&pixels)),
        pixels: Arc::new(pixels),
    };
    (request.number, preview)
}

fn looks(request: &LooksRequest) -> LooksResult {
    let LooksRequest { edits, picture, .. } = request;
    let (width, height) = photo::source_box(edits, picture.dimensions(), (LOOK_SIDE, LOOK_SIDE));
    let small = picture.fitted(width, height);
    let looks = std::iter::once(None)
        .chain(Look::ALL.into_iter().map(Some))
        .map(|look| {
            let edits = Edits {
                look: look.map(LookChoice::full),
                ..*edits
            };
            LookPicture {
                look,
                pixels: Arc::new(photo::apply(&small, &edits).into_srgb8()),
            }
        })
        .collect();
    LooksResult {
        number: request.number,
        photo: request.photo,
        looks,
    }
}

/// Light and colour chosen for a photo, from its pixels as they lie after the
/// geometry of its edits. For the window and the command line alike.
pub fn auto_edits(picture: &Picture, edits: &Edits) -> Chosen {
    let seen = photo::apply(picture, &edits.only_geometry()).into_srgb8();
    let chosen = photo::auto(&seen);
    Chosen {
        edits: with_auto(edits, &chosen.edits),
        ..chosen
    }
}

/// These edits with the light of `auto`. Saturation, sharpness and look are a
/// matter of taste and stay, and smoothing once asked for is not taken away.
fn with_auto(edits: &Edits, auto: &Edits) -> Edits {
    Edits {
        brightness: auto.brightness,
        contrast: auto.contrast,
        shadows: auto.shadows,
        highlights: auto.highlights,
        warmth: auto.warmth,
        noise: edits.noise.max(auto.noise),
        ..*edits
    }
}

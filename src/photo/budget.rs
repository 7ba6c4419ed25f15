//! How much memory a decode takes, told from the first bytes of a file, before
//! anything large is set aside.

use super::decode::{Limits, file_too_large, guarded};
use super::{PhotoError, avif, common, film, heic, jpeg, raw, sniff};
use crate::domain::PhotoFormat;

/// Bytes one decode takes at most besides the file itself: the decoder’s own
/// memory, the picture, and a second one while it is turned. With `fit` (a box
/// of pixels) as [`super::decode_to_fit`] does it. 0 for what is not read at
/// all.
///
/// A batch may run as many decodes at once as fit its memory.
pub fn estimate(bytes: &[u8], fit: Option<(u32, u32)>) -> u64 {
    // Asked before a photo is handed to a helper: a header that breaks its
    // reader must not break the batch.
    guarded(|| Ok(told(bytes, fit))).unwrap_or_default()
}

fn told(bytes: &[u8], fit: Option<(u32, u32)>) -> u64 {
    let Some(format) = sniff::sniff(bytes) else {
        return 0;
    };
    let (decoder, picture) = match format {
        PhotoFormat::Jpeg => jpeg::Header::read(bytes)
            .map(|header| jpeg::cost(&header, goal_either_way(fit)))
            .unwrap_or_default(),
        PhotoFormat::Heic => heic::cost(bytes, goal_either_way(fit)).unwrap_or_default(),
        PhotoFormat::Avif => avif::cost(bytes).unwrap_or_default(),
        PhotoFormat::Raw => raw::cost(bytes, goal_either_way(fit)),
        PhotoFormat::Mp4 | PhotoFormat::Mov => film::read(&mut std::io::Cursor::new(bytes))
            .map(|film| (film.cost(), 0))
            .unwrap_or_default(),
        _ => common::cost(bytes, format).unwrap_or_default(),
    };
    decoder.saturating_add(picture.saturating_mul(2))
}

/// A box that holds the picture whichever way it will be turned.
fn goal_either_way(fit: Option<(u32, u32)>) -> Option<(u32, u32)> {
    fit.map(|(width, height)| {
        let side = width.max(height);
        (side, side)
    })
}

/// Refuses a decode that would take more than the limits allow, with the file
/// that is in memory at the same time.
pub(super) fn check_memory(
    byte_len: usize,
    decode: u64,
    limits: &Limits,
) -> Result<(), PhotoError> {
    if byte_len as u64 > limits.max_file_bytes {
        return Err(file_too_large(limits));
    }
    let needed = decode.saturating_add(byte_len as u64);
    if needed > limits.max_memory_bytes {
        return Err(PhotoError::TooLarge {
            what: t!(
                "large-memory",
                needed = (needed >> 20).to_string(),
                most = (limits.max_memory_bytes >> 20).to_string()
            ),
        });
    }
    Ok(())
}

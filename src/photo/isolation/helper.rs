//! The helper’s side: one photo in, one picture out, and gone.

use std::io::{self, Cursor, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use image::{ImageFormat, ImageReader};

use super::super::decode::{self, Decoded, Limits};
use super::super::picture::Pixels;
use super::super::{PhotoError, sniff};
use super::confine;
use super::wire::{self, Answer, Header, Request};
use crate::domain::PhotoFormat;
use crate::words::{self, Manner};

/// Reads a photo from standard input, decodes it, and writes the picture to
/// standard output. Called by `run` when the first argument is
/// [`super::ARGUMENT`]; fails when what it is given was not written by
/// [`super::Reader`], or nobody listens any more.
pub fn serve() -> ExitCode {
    confine::confine();
    notice_lack_of_memory();
    match converse() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "smilekeep: this way of starting it is for the program itself; as a photo reader it failed ({error})."
            );
            ExitCode::from(2)
        }
    }
}

/// Set when a decoder panicked because there was no more memory.
static NO_MEMORY: AtomicBool = AtomicBool::new(false);

/// Some decoders panic when memory runs out. Their photo is not damaged.
fn notice_lack_of_memory() {
    std::panic::set_hook(Box::new(|panic| {
        let words = panic.to_string();
        if ["AllocError", "memory allocation", "failed to spawn thread"]
            .iter()
            .any(|sign| words.contains(sign))
        {
            NO_MEMORY.store(true, Ordering::Relaxed);
        }
        // For whoever looks for the cause; parents do not see it.
        eprintln!("{words}");
    }));
}

fn converse() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let request: Request = wire::receive(&mut input)?;
    if request.version != wire::VERSION {
        return Err(io::Error::other("it is of another version"));
    }
    words::speak(Manner {
        language: request.language,
        ..Manner::default()
    });
    let mut output = io::stdout().lock();
    let length = usize::try_from(request.byte_len).map_err(io::Error::other)?;
    let limits = request.limits();
    let answer = match wire::receive_bytes(&mut input, length) {
        Ok(bytes) => {
            if let Some((width, height)) = stated_size(&bytes, &limits) {
                wire::send(&mut output, &Answer::Stated { width, height })?;
                output.flush()?;
            }
            match request.fit {
                None => decode::decode_here(&bytes, &limits),
                Some((width, height)) => decode::decode_to_fit_here(&bytes, &limits, width, height),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::OutOfMemory => {
            Err(super::reader::too_much_memory())
        }
        Err(error) => return Err(error),
    };
    match answer {
        Ok(decoded) => send_photo(&mut output, &decoded)?,
        Err(_) if NO_MEMORY.load(Ordering::Relaxed) => {
            let refusal = super::reader::too_much_memory();
            wire::send(&mut output, &Answer::Refused(refusal.into()))?;
        }
        Err(error) => wire::send(&mut output, &Answer::Refused(error.into()))?,
    }
    output.flush()
}

fn send_photo(output: &mut dyn Write, decoded: &Decoded) -> io::Result<()> {
    let (width, height) = decoded.picture.dimensions();
    let icc = decoded
        .picture
        .profile
        .as_ref()
        .map_or(&[][..], |profile| profile.icc());
    let samples: &[u8] = match &decoded.picture.pixels {
        Pixels::Eight(pixels) => pixels.as_raw(),
        Pixels::Sixteen(pixels) => bytemuck::cast_slice(pixels.as_raw()),
    };
    let Ok(icc_len @ ..=wire::MAX_ICC_BYTES) = u32::try_from(icc.len()) else {
        // Without its profile the colours would be false.
        let refusal = PhotoError::damaged(t!("damage-profile"));
        return wire::send(output, &Answer::Refused(refusal.into()));
    };
    let header = Header {
        width,
        height,
        deep: matches!(decoded.picture.pixels, Pixels::Sixteen(_)),
        icc_len,
        size: decoded.size,
        shows: decoded.shows,
        format: decoded.format,
        metadata: decoded.metadata.clone(),
        ends_early: decoded.ends_early,
    };
    wire::send(output, &Answer::Photo(Box::new(header)))?;
    output.write_all(icc)?;
    output.write_all(samples)
}

/// What the header of a photo says about its size, where that is told without
/// decoding. Only used to allow large pictures more time.
fn stated_size(bytes: &[u8], limits: &Limits) -> Option<(u32, u32)> {
    let format = match sniff::sniff(bytes)? {
        PhotoFormat::Png => ImageFormat::Png,
        PhotoFormat::Webp => ImageFormat::WebP,
        PhotoFormat::Gif => ImageFormat::Gif,
        PhotoFormat::Bmp => ImageFormat::Bmp,
        PhotoFormat::Tiff => ImageFormat::Tiff,
        PhotoFormat::Heic => {
            return decode::guarded(|| super::super::heic::stated_size(bytes, limits)).ok();
        }
        PhotoFormat::Jpeg
        | PhotoFormat::Avif
        | PhotoFormat::Raw
        | PhotoFormat::Mp4
        | PhotoFormat::Mov => return None,
    };
    decode::guarded(|| {
        ImageReader::with_format(Cursor::new(bytes), format)
            .into_dimensions()
            .map_err(PhotoError::damaged)
    })
    .ok()
}

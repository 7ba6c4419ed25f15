//! What cameras offer, in the words of this program.

use nokhwa_core::types::{CameraFormat, FrameFormat, Resolution};

use crate::capture::camera::{Encoding, Mode};

/// Most modes taken from one camera.
const MOST_MODES: usize = 200;
/// What systems round the length of a row up to, in bytes.
const ROUNDED_TO: [usize; 5] = [16, 32, 64, 128, 256];

/// Which of its formats a camera takes when one is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picks {
    /// The very one (Windows).
    Named,
    /// The last in its list that has the size, whatever its encoding (macOS).
    /// JPEG frames do not arrive whole there, and all raw ones as YUYV.
    LastOfSize,
}

impl Picks {
    /// How a format’s bytes are to be read; `None` where they cannot be.
    pub(super) const fn encoding(self, format: FrameFormat) -> Option<Encoding> {
        match (self, format) {
            (_, FrameFormat::YUYV) => Some(Encoding::Yuyv),
            (Self::Named, FrameFormat::MJPEG) => Some(Encoding::Jpeg),
            (Self::Named, FrameFormat::NV12) => Some(Encoding::Nv12),
            _ => None,
        }
    }
}

/// The formats that can be read here, each size and encoding once, at the most
/// frames a second.
pub(super) fn modes_of(formats: &[CameraFormat], picks: Picks) -> Vec<Mode> {
    let mut modes: Vec<Mode> = Vec::new();
    for (place, format) in formats.iter().enumerate() {
        let (size, fps) = (format.resolution(), format.frame_rate());
        let Some(encoding) = picks.encoding(format.format()) else {
            continue;
        };
        if size.width() == 0 || size.height() == 0 {
            continue;
        }
        if picks == Picks::LastOfSize && !is_in_last_run(formats, place) {
            continue;
        }
        let mode = Mode {
            width: size.width(),
            height: size.height(),
            encoding,
            fps,
        };
        let same = |known: &&mut Mode| (known.size(), known.encoding) == (mode.size(), encoding);
        if let Some(known) = modes.iter_mut().find(same) {
            known.fps = known.fps.max(fps);
        } else if modes.len() < MOST_MODES {
            modes.push(mode);
        }
    }
    modes
}

/// Whether this belongs to the last format of its size: each comes as one entry
/// for each of its rates, slowest first.
fn is_in_last_run(formats: &[CameraFormat], place: usize) -> bool {
    let Some((this, later)) = formats.get(place..).and_then(<[_]>::split_first) else {
        return false;
    };
    let mut before = this;
    later
        .iter()
        .filter(|other| other.resolution() == this.resolution())
        .all(|other| {
            let goes_on =
                other.format() == this.format() && other.frame_rate() > before.frame_rate();
            before = other;
            goes_on
        })
}

/// A mode as it is asked for.
pub(super) fn format_of(mode: Mode) -> CameraFormat {
    let format = match mode.encoding {
        Encoding::Jpeg => FrameFormat::MJPEG,
        Encoding::Yuyv => FrameFormat::YUYV,
        Encoding::Nv12 => FrameFormat::NV12,
    };
    CameraFormat::new(Resolution::new(mode.width, mode.height), format, mode.fps)
}

/// Bytes from one row to the next in a frame of `len` bytes, which the systems
/// do not tell; 0 for JPEG. `None` when the frame is not whole.
pub(super) fn stride(mode: Mode, len: usize) -> Option<usize> {
    let (width, height) = (mode.width as usize, mode.height as usize);
    let (row, rows) = match mode.encoding {
        Encoding::Jpeg => return (len > 0).then_some(0),
        Encoding::Yuyv => (4 * width.div_ceil(2), height),
        // Half as many rows again for the colours.
        Encoding::Nv12 => (2 * width.div_ceil(2), height + height.div_ceil(2)),
    };
    let fits = |row: &usize| row.checked_mul(rows).is_some_and(|whole| whole <= len);
    if !fits(&row) {
        return None;
    }
    if row * rows == len {
        return Some(row);
    }
    // The longest row that the bytes suffice for; a few more may follow.
    let rounded = ROUNDED_TO.iter().map(|to| row.next_multiple_of(*to));
    Some(rounded.rev().find(fits).unwrap_or(row))
}

//! Which of the pictures that a camera offers are taken.

use super::{Encoding, Mode};

/// A live picture below this rate stutters; above it, a moving hand is seen to
/// move. Frames a second.
const LIVE_FPS: u32 = 12;

/// What a camera is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// For the live picture.
    pub live: Mode,
    /// For photos. Where it is the same, a photo is the very frame on screen,
    /// without any delay.
    pub still: Mode,
}

/// The sizes that can be chosen, largest first, each once.
pub fn sizes(modes: &[Mode]) -> Vec<(u32, u32)> {
    let mut sizes: Vec<_> = modes.iter().map(Mode::size).collect();
    sizes.sort_by_key(|(width, height)| {
        std::cmp::Reverse((u64::from(*width) * u64::from(*height), *width))
    });
    sizes.dedup();
    sizes
}

/// Photos at the size wanted, or the largest there is; the live picture the
/// same if it moves well enough, else the largest that does. `None` when there
/// is no mode at all.
pub fn choose(modes: &[Mode], wanted: Option<(u32, u32)>) -> Option<Choice> {
    let sizes = sizes(modes);
    let size = wanted
        .filter(|size| sizes.contains(size))
        .or_else(|| sizes.first().copied())?;
    let still = best_at(modes, size)?;
    let live = if is_lively(&still) {
        still
    } else {
        // The same shape, so that the photo shows what the screen showed.
        let shape = |mode: &&Mode| {
            u64::from(mode.width) * u64::from(still.height)
                == u64::from(mode.height) * u64::from(still.width)
        };
        let lively: Vec<Mode> = sizes
            .iter()
            .filter_map(|size| best_at(modes, *size))
            .filter(is_lively)
            .collect();
        lively
            .iter()
            .find(shape)
            .or_else(|| lively.first())
            .copied()
            .unwrap_or(still)
    };
    Some(Choice { live, still })
}

fn is_lively(mode: &Mode) -> bool {
    // A camera that does not say is given the benefit of the doubt.
    mode.fps == 0 || mode.fps >= LIVE_FPS
}

/// At one size: lively before slow, then the camera’s own JPEG, which is kept
/// as it is, before raw pixels.
fn best_at(modes: &[Mode], size: (u32, u32)) -> Option<Mode> {
    modes
        .iter()
        .filter(|mode| mode.size() == size)
        .max_by_key(|mode| {
            (
                is_lively(mode),
                mode.encoding == Encoding::Jpeg,
                mode.encoding == Encoding::Yuyv,
                mode.fps,
            )
        })
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn mode(width: u32, height: u32, encoding: Encoding, fps: u32) -> Mode {
        Mode {
            width,
            height,
            encoding,
            fps,
        }
    }

    #[test]
    fn a_usual_webcam_takes_what_it_shows() {
        let modes = [
            mode(640, 480, Encoding::Yuyv, 30),
            mode(1920, 1080, Encoding::Yuyv, 5),
            mode(1280, 720, Encoding::Jpeg, 30),
            mode(1920, 1080, Encoding::Jpeg, 30),
        ];
        let choice = choose(&modes, None).unwrap();
        assert_eq!(choice.still, mode(1920, 1080, Encoding::Jpeg, 30));
        assert_eq!(choice.live, choice.still);
        assert_eq!(sizes(&modes), [(1920, 1080), (1280, 720), (640, 480)]);
        let small = choose(&modes, Some((640, 480))).unwrap();
        assert_eq!(small.still.encoding, Encoding::Yuyv);
        // A size remembered of another camera is no trouble.
        assert_eq!(choose(&modes, Some((7, 7))), Some(choice));
    }

    #[test]
    fn a_slow_large_size_is_kept_for_photos() {
        let modes = [
            mode(2592, 1944, Encoding::Yuyv, 2),
            mode(1280, 720, Encoding::Yuyv, 30),
            mode(640, 480, Encoding::Yuyv, 30),
        ];
        let choice = choose(&modes, None).unwrap();
        assert_eq!(choice.still.size(), (2592, 1944));
        // Four to three like the photo, not the wider one.
        assert_eq!(choice.live.size(), (640, 480));
    }

    #[test]
    fn where_nothing_moves_well_it_moves_badly() {
        let modes = [mode(800, 600, Encoding::Nv12, 3)];
        let choice = choose(&modes, None).unwrap();
        assert_eq!(choice.live, choice.still);
        assert_eq!(choose(&[], None), None);
    }
}

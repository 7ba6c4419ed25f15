//! What can be done with the camera.

use crate::app::{Model, View};

/// Something that can be done while the camera is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraDeed {
    /// Take a photo, or stop the timer.
    Shoot,
    /// Keep the chosen photos.
    Keep,
    /// None of them is wanted.
    ThrowAway,
    /// The next self-timer.
    Timer,
    /// Several at once, or one.
    Burst,
    /// Wait for stillness, or no longer.
    Stillness,
    /// As in a mirror, or not.
    Mirror,
    /// Dim, or not.
    Quiet,
}

impl CameraDeed {
    /// Whether it can be done now.
    pub(super) fn is_possible(self, model: &Model) -> bool {
        let camera = &model.camera;
        match self {
            Self::Shoot => camera.can_shoot() || camera.countdown.is_some(),
            Self::Keep => camera.chosen() > 0 && model.read_only().is_none(),
            Self::ThrowAway => !camera.shots.is_empty(),
            Self::Timer | Self::Burst | Self::Stillness | Self::Mirror | Self::Quiet => true,
        }
    }
}

/// Whether the camera can be opened.
pub(super) fn may_open(model: &Model) -> bool {
    model.baby.is_some() && !matches!(model.view, View::Camera(_))
}

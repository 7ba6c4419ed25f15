//! What the systems say about cameras, as what the parent can do about it.
//!
//! nokhwa hands on a system’s words as text, with the number of the error in
//! it, so the number is looked for there.

use nokhwa_core::error::NokhwaError;

use crate::capture::camera::CameraError;

/// What an error means for this camera.
pub(super) fn of(name: &str, error: &NokhwaError) -> CameraError {
    let reason = error.to_string();
    let name = name.to_owned();
    match code_in(&reason) {
        // E_ACCESSDENIED: switched off in the privacy settings.
        Some(0x8007_0005) => return CameraError::Forbidden { name },
        // ERROR_SHARING_VIOLATION, ERROR_BUSY,
        // MF_E_HW_MFT_FAILED_START_STREAMING (no more of it to share),
        // MF_E_VIDEO_RECORDING_DEVICE_PREEMPTED.
        Some(0x8007_0020 | 0x8007_00AA | 0xC00D_3704 | 0xC00D_3EA3) => {
            return CameraError::Busy { name };
        }
        // ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_GEN_FAILURE (said
        // of what was just pulled out), ERROR_DEVICE_NOT_CONNECTED,
        // ERROR_NOT_FOUND, ERROR_DEVICE_REMOVED,
        // MF_E_VIDEO_RECORDING_DEVICE_INVALIDATED.
        Some(
            0x8007_0002 | 0x8007_0003 | 0x8007_001F | 0x8007_048F | 0x8007_0490 | 0x8007_0651
            | 0xC00D_3EA2,
        ) => return CameraError::Gone { name },
        _ => {}
    }
    match error {
        NokhwaError::OpenDeviceError(_, why)
            if matches!(why.as_str(), "No device" | "Not Found" | "Device is null") =>
        {
            CameraError::Gone { name }
        }
        NokhwaError::InitializeError { error, .. } if error == "Already in use" => {
            CameraError::Busy { name }
        }
        // A camera one of whose formats nokhwa does not know.
        NokhwaError::StructureError { structure, .. } if structure == "FourCharCode" => {
            CameraError::Unsuitable { name }
        }
        _ => CameraError::Failed { name, reason },
    }
}

/// The system broke off in the middle.
pub(super) fn nonsense(name: &str) -> CameraError {
    CameraError::Failed {
        name: name.to_owned(),
        reason: t!("camera-nonsense").to_owned(),
    }
}

/// The number of a Windows error in its text: `Access is denied. (0x80070005)`.
fn code_in(text: &str) -> Option<u32> {
    text.match_indices("0x").find_map(|(at, _)| {
        let digits = text.get(at + 2..at + 10)?;
        u32::from_str_radix(digits, 16).ok()
    })
}

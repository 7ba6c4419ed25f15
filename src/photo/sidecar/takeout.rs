//! The JSON file that Google Takeout puts beside a photo.

use serde_json::Value;

use crate::domain::MomentSource;
use crate::photo::taken::{ClockTime, Evidence};

/// What is used of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeout {
    /// The photo’s name in Google Photos, which Takeout may have cut.
    pub title: Option<String>,
    /// When the photo was taken.
    pub taken: Evidence,
    /// What somebody wrote under it; empty for nothing.
    pub description: String,
    /// Marked with a star.
    pub favourite: bool,
    /// It lay in the bin.
    pub trashed: bool,
}

/// Reads one; `None` when it is some other JSON. The date of the upload
/// (`creationTime`) is never used.
pub fn takeout(bytes: &[u8]) -> Option<Takeout> {
    // serde_json gives up on deep nesting by itself.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let json: Value = serde_json::from_slice(bytes).ok()?;
    let stamp = json.get("photoTakenTime")?.get("timestamp")?;
    let seconds = match stamp {
        Value::String(digits) => digits.trim().parse().ok(),
        number => number.as_i64(),
    };
    let time = seconds.and_then(|seconds: i64| {
        let utc = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
        Some(ClockTime::Utc { utc, millis: None })
    });
    let written = match stamp {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(Takeout {
        title: json.get("title").and_then(Value::as_str).map(str::to_owned),
        taken: Evidence::new(MomentSource::Takeout, &written, time),
        description: json
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        favourite: json.get("favorited").and_then(Value::as_bool) == Some(true),
        trashed: json.get("trashed").and_then(Value::as_bool) == Some(true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_seconds_in_utc() {
        for stamp in ["\"1793675695\"", "1793675695", "\" 1793675695 \""] {
            let json = format!(
                r#"{{"title": "IMG_1.jpg", "description": "x", "creationTime": {{"timestamp": "1"}},
                    "photoTakenTime": {{"timestamp": {stamp}, "formatted": "…"}}}}"#
            );
            let found = takeout(json.as_bytes()).unwrap();
            assert_eq!(found.title.as_deref(), Some("IMG_1.jpg"));
            let Some(ClockTime::Utc { utc, .. }) = found.taken.time else {
                panic!("{stamp}");
            };
            assert_eq!(utc.and_utc().timestamp(), 1_793_675_695);
        }
    }

    #[test]
    fn other_and_broken_files_are_no_dates() {
        for other in [
            "",
            "{}",
            "[]",
            r#"{"photoTakenTime": 5}"#,
            r#"{"creationTime": {"timestamp": "1793675695"}}"#,
        ] {
            assert_eq!(takeout(other.as_bytes()), None, "{other}");
        }
        assert_eq!(takeout("[".repeat(100_000).as_bytes()), None);
        // It wanted to say something; what, nobody knows.
        for stamp in ["\"soon\"", "1e300", "null", "99999999999999999"] {
            let json = format!(r#"{{"photoTakenTime": {{"timestamp": {stamp}}}}}"#);
            assert_eq!(
                takeout(json.as_bytes()).unwrap().taken.time,
                None,
                "{stamp}"
            );
        }
    }
}

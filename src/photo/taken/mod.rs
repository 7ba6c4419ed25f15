//! When a photo was taken, from the best evidence there is.
//!
//! Everything that tells a date is [`Evidence`]; [`when_taken`] walks from the
//! best to the weakest and believes the first that can be true. What could not
//! be true is told, never swallowed: the parent learns why a date is weaker
//! than expected. The whole order stands in docs/dates.md.

pub(super) mod clock;
mod name;

use chrono::{Datelike, Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::Metadata;
use crate::domain::{Moment, MomentSource};

/// A clock may run ahead, or lie in another time zone; more than this is a
/// clock that was never set.
const MAX_AHEAD: Duration = Duration::days(1);
/// Longest text of a broken date that is shown, in characters.
const MAX_SHOWN_CHARS: usize = 40;

/// A time as evidence tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockTime {
    /// What a clock on the wall showed where the photo was taken.
    Local {
        /// To the second.
        local: NaiveDateTime,
        /// Minutes east of UTC, where it was written down.
        offset: Option<i16>,
        /// Thousandths of the second, where they were written down.
        millis: Option<u16>,
    },
    /// The same for everybody: from satellites and servers.
    Utc {
        /// To the second.
        utc: NaiveDateTime,
        /// Thousandths of the second, where they were written down.
        millis: Option<u16>,
    },
}

/// Something that tells when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Who tells.
    pub source: MomentSource,
    /// In its own words, cut to a length fit to be shown.
    pub text: String,
    /// What it means; `None` when it makes no sense.
    pub time: Option<ClockTime>,
}

impl Evidence {
    /// Evidence with the words it was given in.
    pub fn new(source: MomentSource, text: &str, time: Option<ClockTime>) -> Self {
        let text = text
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_SHOWN_CHARS)
            .collect::<String>();
        Self {
            source,
            text: text.trim().to_owned(),
            time,
        }
    }
}

/// When a photo was taken, as far as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The moment, with its source.
    pub moment: Moment,
    /// Thousandths of a second behind it.
    pub millis: u16,
    /// One sentence for the parent, when better evidence was there and could
    /// not be true.
    pub doubt: Option<String>,
}

/// What is known from around a photo, and of this computer.
pub struct Around<'a> {
    /// The photo’s name, without its folder.
    pub file_name: &'a str,
    /// Evidence from files beside the photo, best first; asked only when the
    /// photo itself tells nothing.
    pub sidecars: &'a dyn Fn() -> Vec<Evidence>,
    /// The file’s own date, wall-clock.
    pub file_date: Option<NaiveDateTime>,
    /// Wall-clock now.
    pub now_local: NaiveDateTime,
    /// This computer’s offset, in minutes, at a wall-clock time; asked when
    /// nothing tells where the photo was taken.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i16,
}

/// The moment of a photo: from the photo itself, else from files beside it,
/// else from its name, else from its file’s date, else now. Times before 1990
/// or more than a day ahead of now are not believed.
pub fn when_taken(metadata: &Metadata, around: &Around<'_>) -> Taken {
    let mut doubted: Option<Evidence> = None;
    let mut weigh = |evidence: Evidence| {
        let taken = believed(&evidence, metadata, around);
        if taken.is_none() && doubted.is_none() {
            doubted = Some(evidence);
        }
        taken
    };
    let told = metadata
        .times
        .iter()
        .cloned()
        .find_map(&mut weigh)
        .or_else(|| (around.sidecars)().into_iter().find_map(&mut weigh))
        .or_else(|| {
            let plausible = |local: &NaiveDateTime| is_plausible(*local, around.now_local);
            believed(
                &name::evidence(around.file_name, &plausible)?,
                metadata,
                around,
            )
        })
        .or_else(|| {
            let local = around.file_date?;
            weigh(Evidence::new(
                MomentSource::FileDate,
                &local.format("%Y-%m-%d %H:%M").to_string(),
                Some(ClockTime::Local {
                    local,
                    offset: None,
                    millis: None,
                }),
            ))
        });
    let (moment, millis) = told.unwrap_or_else(|| {
        let local = around.now_local;
        let offset = (around.offset_at)(local);
        (Moment::new(local, offset, MomentSource::Added), 0)
    });
    Taken {
        moment,
        millis,
        doubt: doubted.map(|evidence| doubt(around.file_name, &evidence, moment.source)),
    }
}

/// How far from UTC a clock on the wall was, in minutes: a name tells what it
/// showed, the file when that was. `None` where the two are not the same
/// moment, or the name is by UTC itself. `slack` is how much later the file’s
/// own time may be.
pub(super) fn offset_by_name(name: &str, utc: NaiveDateTime, slack: Duration) -> Option<i16> {
    const ZONES: i64 = 15;
    let told = name::evidence(name, &|local| local.year() >= clock::FIRST_YEAR)?;
    let Some(ClockTime::Local { local, .. }) = told.time else {
        return None;
    };
    let apart = (local - utc).num_seconds();
    // Time zones are whole quarters of an hour.
    let quarters = (apart as f64 / (60 * ZONES) as f64).round() as i64;
    let left = apart - quarters * 60 * ZONES;
    let slack = slack.num_seconds().clamp(0, 300) + 60;
    ((-slack..=60).contains(&left) && quarters.abs() <= 14 * 4)
        .then(|| i16::try_from(quarters * ZONES).ok())
        .flatten()
}

fn is_plausible(local: NaiveDateTime, now_local: NaiveDateTime) -> bool {
    local.year() >= clock::FIRST_YEAR && local <= now_local + MAX_AHEAD
}

/// What evidence means here, unless it cannot be true.
fn believed(
    evidence: &Evidence,
    metadata: &Metadata,
    around: &Around<'_>,
) -> Option<(Moment, u16)> {
    let (local, offset, millis) = match evidence.time? {
        ClockTime::Local {
            local,
            offset,
            millis,
        } => {
            if !is_plausible(local, around.now_local) {
                return None;
            }
            let offset = offset.unwrap_or_else(|| (around.offset_at)(local));
            (local, offset, millis)
        }
        ClockTime::Utc { utc, millis } => {
            let offset = metadata
                .utc_offset_minutes
                .unwrap_or_else(|| offset_at_utc(utc, around.offset_at));
            let local = utc.checked_add_signed(Duration::minutes(offset.into()))?;
            if !is_plausible(local, around.now_local) {
                return None;
            }
            (local, offset, millis)
        }
    };
    Some((
        Moment::new(local, offset, evidence.source),
        millis.unwrap_or(0).min(999),
    ))
}

/// This computer’s offset at an instant. Its offsets are known by wall-clock
/// time; the second question settles the hours around a change of clocks.
fn offset_at_utc(utc: NaiveDateTime, offset_at: &dyn Fn(NaiveDateTime) -> i16) -> i16 {
    let ask = |offset: i16| {
        utc.checked_add_signed(Duration::minutes(offset.into()))
            .map_or(offset, offset_at)
    };
    ask(ask(0))
}

/// One sentence about evidence that cannot be true.
fn doubt(name: &str, evidence: &Evidence, used: MomentSource) -> String {
    t!(
        "photo-date-doubtful",
        name = name,
        told = evidence.source.code(),
        said = &evidence.text,
        used = used.code()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
    }

    fn camera(text: &str) -> Evidence {
        let time = clock::parse(text).map(|written| ClockTime::Local {
            local: written.local_or_noon(),
            offset: written.offset,
            millis: written.millis,
        });
        Evidence::new(MomentSource::Camera, text, time)
    }

    fn utc(source: MomentSource, text: &str) -> Evidence {
        let time = Some(ClockTime::Utc {
            utc: at(text),
            millis: None,
        });
        Evidence::new(source, text, time)
    }

    /// Noon on a December day; the computer is an hour east of UTC.
    fn weighed(
        times: &[Evidence],
        beside: &[Evidence],
        file_name: &str,
        file_date: Option<&str>,
    ) -> Taken {
        let metadata = Metadata {
            times: times.to_vec(),
            ..Metadata::default()
        };
        when_taken(
            &metadata,
            &Around {
                file_name,
                sidecars: &|| beside.to_vec(),
                file_date: file_date.map(at),
                now_local: at("2026-12-24 12:00:00"),
                offset_at: &|_| 60,
            },
        )
    }

    #[test]
    fn the_best_evidence_wins() {
        let exif = camera("2026:10:01 08:00:00-05:00");
        let satellite = utc(MomentSource::Satellite, "2026-10-01 13:00:09");
        let beside = [utc(MomentSource::Takeout, "2026-10-02 10:00:00")];
        let name = "IMG_20261003_031455.jpg";
        let file_date = Some("2026-10-04 10:00:00");

        let taken = weighed(&[exif, satellite.clone()], &beside, name, file_date);
        assert_eq!(taken.moment.to_string(), "2026-10-01 08:00:00 −05:00");
        assert_eq!(taken.moment.source, MomentSource::Camera);
        let taken = weighed(&[satellite], &beside, name, file_date);
        assert_eq!(taken.moment.to_string(), "2026-10-01 14:00:09 +01:00");
        assert_eq!(taken.moment.source, MomentSource::Satellite);
        let taken = weighed(&[], &beside, name, file_date);
        assert_eq!(taken.moment.to_string(), "2026-10-02 11:00:00 +01:00");
        assert_eq!(taken.moment.source, MomentSource::Takeout);
        let taken = weighed(&[], &[], name, file_date);
        assert_eq!(taken.moment.to_string(), "2026-10-03 03:14:55 +01:00");
        let taken = weighed(&[], &[], "a.jpg", file_date);
        assert_eq!(taken.moment.to_string(), "2026-10-04 10:00:00 +01:00");
        let taken = weighed(&[], &[], "a.jpg", None);
        assert_eq!(taken.moment.to_string(), "2026-12-24 12:00:00 +01:00");
        assert_eq!(taken.moment.source, MomentSource::Added);
        assert_eq!(taken.doubt, None);
    }

    #[test]
    fn what_cannot_be_true_is_told() {
        for (text, cannot_be) in [
            ("2026:11:03 24:08:19", true),
            ("0000:00:00 00:00:00", true),
            ("1970:01:01 00:00:00", true),
            ("1989:12:31 23:59:59", true),
            ("1990:01:01 00:00:00", false),
            ("2026:12:25 12:00:00", false),
            ("2026:12:25 12:00:01", true),
        ] {
            let taken = weighed(&[camera(text)], &[], "IMG_20261103_031455.jpg", None);
            assert_eq!(
                taken.moment.source == MomentSource::FileName,
                cannot_be,
                "{text}"
            );
            assert_eq!(taken.doubt.is_some(), cannot_be, "{text}");
        }
        let taken = weighed(&[camera("2026:11:03 24:08:19")], &[], "a.jpg", None);
        assert_eq!(
            taken.doubt.unwrap(),
            "a.jpg: the date in it is “2026:11:03 24:08:19”, which cannot be right; \
             it stands at the time it was added. Please check it."
        );
        // The next date in the photo is used, and that is told too.
        let two = [camera("2026:11:03 24:08:19"), camera("2026:11:03 23:08:19")];
        let taken = weighed(&two, &[], "a.jpg", None);
        assert_eq!(taken.moment.local, at("2026-11-03 23:08:19"));
        assert!(taken.doubt.unwrap().contains("another date in the photo"));
        // Weaker evidence is not even looked at.
        let two = [camera("2026:11:03 23:08:19"), camera("1970:01:01 00:00:00")];
        assert_eq!(weighed(&two, &[], "a.jpg", None).doubt, None);
        let taken = weighed(&[], &[], "a.jpg", Some("1970-01-01 00:00:00"));
        assert!(taken.doubt.unwrap().contains("its file is dated"));
        let beside = [utc(MomentSource::Takeout, "1970-01-01 00:00:00")];
        let taken = weighed(&[], &beside, "a.jpg", Some("2026-10-04 10:00:00"));
        assert_eq!(taken.moment.source, MomentSource::FileDate);
        assert!(taken.doubt.unwrap().contains("Google Photos file"));
    }

    #[test]
    fn an_offset_in_the_photo_places_the_satellites_time() {
        let metadata = Metadata {
            times: vec![utc(MomentSource::Satellite, "2026-10-01 13:00:00")],
            utc_offset_minutes: Some(-210),
            ..Metadata::default()
        };
        let taken = when_taken(
            &metadata,
            &Around {
                file_name: "a.jpg",
                sidecars: &Vec::new,
                file_date: None,
                now_local: at("2026-12-24 12:00:00"),
                offset_at: &|_| 60,
            },
        );
        assert_eq!(taken.moment.to_string(), "2026-10-01 09:30:00 −03:30");
    }

    #[test]
    fn the_hour_of_a_change_of_clocks_is_kept() {
        // Two hours east in summer, one from 3:00 (then 2:00) on 25 October.
        let change = at("2026-10-25 03:00:00");
        let offset_at = |local: NaiveDateTime| if local < change { 120 } else { 60 };
        assert_eq!(offset_at_utc(at("2026-10-24 22:00:00"), &offset_at), 120);
        assert_eq!(offset_at_utc(at("2026-10-25 02:30:00"), &offset_at), 60);
    }
}

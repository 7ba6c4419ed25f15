//! Day One: a zip (or folder) with one JSON file a journal and folders of
//! photos and films, each named by the MD5 of its bytes.

use std::io::BufReader;

use chrono::{DateTime, Datelike, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Container, ImportError, Item, Refusal, is_likely, limits, note_of, push_bounded, shown,
};
use crate::domain::{EntryId, Moment, MomentSource, Tag};

/// A Day One entry as this journal can keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOneEntry {
    /// Day One's own id.
    pub id: EntryId,
    /// When, where it was written.
    pub moment: Moment,
    /// Its words, without Day One's own marks.
    pub note: String,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Starred.
    pub starred: bool,
    /// Its photos and films, in order.
    pub photos: Vec<DayOnePhoto>,
}

/// A photo or film of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOnePhoto {
    /// The stem of its file in `photos/` or `videos/`: the MD5 of its bytes, in
    /// small letters.
    pub md5: String,
    /// The name it had on the phone, where Day One knows it.
    pub name: Option<String>,
    /// When it was taken, as Day One knows it.
    pub taken: Option<Moment>,
    /// Whether it is a film.
    pub film: bool,
}

/// What a journal holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayOne {
    /// Its entries, in the file's order.
    pub entries: Vec<DayOneEntry>,
    /// Recordings and documents; this journal keeps none.
    pub others: usize,
    /// One sentence for each entry that could not be read.
    pub unread: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    entries: Vec<RawEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawEntry {
    uuid: Option<String>,
    creation_date: Option<String>,
    time_zone: Option<String>,
    text: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    starred: bool,
    #[serde(default)]
    photos: Vec<RawPhoto>,
    #[serde(default)]
    videos: Vec<RawPhoto>,
    #[serde(default)]
    audios: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    pdf_attachments: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawPhoto {
    identifier: Option<String>,
    md5: Option<String>,
    date: Option<String>,
    filename: Option<String>,
    order_in_entry: Option<u32>,
}

/// Reads one journal. `offset_at` gives the minutes east of UTC at a wall-clock
/// time where the file names no time zone.
///
/// # Errors
/// When the file is too long or no Day One journal.
pub fn read(
    container: &mut Container,
    item: &Item,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
) -> Result<DayOne, ImportError> {
    let name = shown(&item.path);
    let file: File = container
        .with(item, limits::WORDS_BYTES, |reader| {
            Ok(serde_json::from_reader(BufReader::new(reader))?)
        })
        .map_err(|refusal| match refusal {
            Refusal::Item(reason) | Refusal::Bomb(reason) => ImportError::Words {
                name: name.clone(),
                reason: reason.trim_end_matches('.').to_owned(),
            },
            Refusal::Stopped => ImportError::Words {
                name: name.clone(),
                reason: t!("bring-in-stopped").to_owned(),
            },
            Refusal::Disk(error) => error.into(),
        })?;
    let mut read = DayOne::default();
    for (index, raw) in file.entries.into_iter().enumerate() {
        read.others += raw.audios.len() + raw.pdf_attachments.len();
        match entry(raw, offset_at) {
            Some(entry) => read.entries.push(entry),
            None => push_bounded(&mut read.unread, || {
                t!(
                    "archive-import-day-one-entry",
                    number = (index + 1).to_string(),
                    name = &name
                )
            }),
        }
    }
    Ok(read)
}

fn entry(raw: RawEntry, offset_at: &dyn Fn(NaiveDateTime) -> i16) -> Option<DayOneEntry> {
    let id = EntryId::from_uuid(Uuid::parse_str(raw.uuid.as_deref()?).ok()?);
    let zone: Option<Tz> = raw.time_zone.as_deref().and_then(|zone| zone.parse().ok());
    let moment = moment(raw.creation_date.as_deref()?, zone, offset_at)?;
    let text = raw.text.unwrap_or_default();
    let films = raw.videos.into_iter().map(|film| (film, true));
    let all = raw.photos.into_iter().map(|photo| (photo, false));
    let mut photos: Vec<(usize, DayOnePhoto)> = all
        .chain(films)
        .filter_map(|(photo, film)| {
            let md5 = photo.md5?.to_lowercase();
            let is_md5 = md5.len() == 32 && md5.bytes().all(|byte| byte.is_ascii_hexdigit());
            // Where it stands in the words, else as Day One counts.
            let place = photo
                .identifier
                .and_then(|identifier| text.find(&identifier))
                .unwrap_or(text.len() + photo.order_in_entry.unwrap_or(0) as usize);
            let taken = photo
                .date
                .and_then(|date| self::moment(&date, zone, offset_at));
            is_md5.then_some((
                place,
                DayOnePhoto {
                    md5,
                    name: photo.filename.filter(|name| !name.trim().is_empty()),
                    taken,
                    film,
                },
            ))
        })
        .collect();
    photos.sort_by_key(|(place, _)| *place);
    Some(DayOneEntry {
        id,
        moment,
        note: words(&text),
        tags: raw
            .tags
            .iter()
            .take(limits::TAGS)
            .filter_map(|tag| Tag::new(tag))
            .collect(),
        starred: raw.starred,
        photos: photos.into_iter().map(|(_, photo)| photo).collect(),
    })
}

/// A moment in UTC as the clock on the wall showed it.
fn moment(
    text: &str,
    zone: Option<Tz>,
    offset_at: &dyn Fn(NaiveDateTime) -> i16,
) -> Option<Moment> {
    let utc = DateTime::parse_from_rfc3339(text)
        .ok()?
        .with_timezone(&Utc)
        .naive_utc();
    if !is_likely(utc.year()) {
        return None;
    }
    let minutes = match zone {
        Some(zone) => {
            let seconds = zone.offset_from_utc_datetime(&utc).fix().local_minus_utc();
            i16::try_from(seconds / 60).ok()?
        }
        None => offset_at(utc),
    };
    let local = utc + chrono::Duration::minutes(i64::from(minutes));
    is_likely(local.year()).then(|| Moment::new(local, minutes, MomentSource::TypedIn))
}

/// The words without Day One's marks: places of photos, and the backslashes it
/// puts before signs.
fn words(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for line in note_of(text).lines() {
        let trimmed = line.trim();
        let is_mark = trimmed.starts_with("![](dayone-moment:") && trimmed.ends_with(')');
        if is_mark {
            continue;
        }
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            let escapes = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
            // Day One marks where an object stood with U+FFFC.
            if !escapes && letter != '\u{FFFC}' {
                clean.push(letter);
            } else if escapes && let Some(sign) = letters.next() {
                clean.push(sign);
            }
        }
        clean.push('\n');
    }
    // Photos leave their empty lines behind.
    while clean.contains("\n\n\n") {
        clean = clean.replace("\n\n\n", "\n\n");
    }
    let clean = clean.trim();
    // A heading mark of the first line is Day One's way of giving a title.
    clean
        .strip_prefix("# ")
        .unwrap_or(clean)
        .trim_start()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_day_ones_marks_and_nothing_else() {
        let text = "# All packed up \\.\\.\\. \n\n![](dayone-moment:\\/\\/76F9)\n\nA \\*smile\\* at 3 a\\.m\\. C:\\temp\n\u{FFFC}end";
        let text = text.replace("\\/", "/");
        assert_eq!(
            words(&text),
            "All packed up ... \n\nA *smile* at 3 a.m. C:\\temp\nend"
        );
        assert_eq!(words("![](dayone-moment://76F9)"), "");
    }

    #[test]
    fn moments_stand_where_they_were_written() {
        let zone = |name: &str| Some(name.parse::<Tz>().unwrap());
        let berlin = |text| {
            moment(text, zone("Europe/Berlin"), &|_| 0)
                .unwrap()
                .to_string()
        };
        assert_eq!(berlin("2026-07-01T01:10:00Z"), "2026-07-01 03:10:00 +02:00");
        assert_eq!(berlin("2026-11-03T02:10:00Z"), "2026-11-03 03:10:00 +01:00");
        let unknown = moment("2026-11-03T02:10:00Z", None, &|_| -210).unwrap();
        assert_eq!(unknown.to_string(), "2026-11-02 22:40:00 −03:30");
        for bad in [
            "",
            "yesterday",
            "99999-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
        ] {
            assert_eq!(moment(bad, None, &|_| 0), None, "{bad}");
        }
    }
}

//! Many photos; one bad file never stops the rest.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;

use super::intake::{
    CaptureError, Desk, Developed, Outcome, Read, Source, Target, develop, keep, read,
};
use super::pairs::{Pairs, order_of};
use super::pipeline::{Bounds, Gate, in_order};
use super::sidecars::Sidecars;
use crate::domain::{ContentHash, EntryId, PhotoId};
use crate::photo::PhotoError;
use crate::store;

/// What a batch tells before each photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchStep {
    /// Photos done so far.
    pub done: usize,
    /// Photos in all.
    pub total: usize,
    /// The one that is next.
    pub name: String,
    /// Files so far that could not be taken in.
    pub refused: usize,
    /// Bytes of it that are copied, and all; only of films.
    pub bytes: Option<(u64, u64)>,
}

/// What became of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchReport {
    /// New photos, with the entry each became or joined.
    pub added: Vec<(PhotoId, Option<EntryId>)>,
    /// How many of them are films.
    pub films: usize,
    /// Names of photos that were there before.
    pub already_there: Vec<String>,
    /// How many of these are films.
    pub films_there: usize,
    /// Photos, new or known, in the order given; the moving part of a photo
    /// comes behind its still.
    pub photos: Vec<PhotoId>,
    /// For each of them, which of the things given it came from.
    pub places: Vec<usize>,
    /// One sentence for each photo that could not be taken in.
    pub refused: Vec<String>,
    /// Names of new photos dated before the birth: the camera's clock may have
    /// been wrong.
    pub before_birth: Vec<String>,
    /// Names of new photos whose file stops before its end.
    pub ends_early: Vec<String>,
    /// One sentence for each new photo with a date that could not be right:
    /// what it said, and what is used instead.
    pub doubtful_dates: Vec<String>,
    /// Photos not tried because the batch was cancelled or the journal failed.
    pub not_tried: usize,
    /// What ended the batch early, if something did.
    pub stopped_by: Option<String>,
}

/// Most bytes of original files held at once while they wait for the vault.
const FILE_BYTES: u64 = 96 << 20;
/// Most bytes that the decoders at work may use together; one larger photo
/// goes alone.
const DECODE_BYTES: u64 = 220 << 20;

/// Bytes of a film between two words about it.
const TELL_EVERY: u64 = 8 << 20;

/// One worker a core and one that waits for the disk meanwhile, and few,
/// because each takes the memory of a decode.
pub(super) fn bounds() -> Bounds {
    let workers = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4) + 1);
    Bounds {
        workers,
        // Room for finished photos while the disk syncs another.
        in_the_air: 2 * workers + 1,
        file_bytes: FILE_BYTES,
        decode_bytes: DECODE_BYTES,
    }
}

/// Takes many photos in. `step` is called before each and may break off.
///
/// Reading and decoding run side by side; the vault and the journal get the
/// photos one by one, in the order given, meanwhile.
pub fn run_batch(
    desk: &Desk<'_>,
    connection: &mut Connection,
    sources: &[Source],
    target: Target,
    step: &mut dyn FnMut(BatchStep) -> ControlFlow<()>,
) -> BatchReport {
    let mut report = BatchReport::default();
    let known = match store::photo::hashes(connection) {
        Ok(known) => known,
        Err(error) => {
            report.stopped_by = Some(sentence(&error.into()));
            report.not_tried = sources.len();
            return report;
        }
    };
    let sidecars = Sidecars::default();
    let order = order_of(sources);
    let at = |place: usize| order.get(place).and_then(|index| sources.get(*index));
    let sizes: Vec<u64> = sources.iter().map(Source::byte_len).collect();
    let mut pairs = Pairs::default();
    let mut tell = |done: usize, refused: usize, copied: Option<(u64, u64)>| {
        step(BatchStep {
            done,
            total: sources.len(),
            name: at(done).map(Source::name).unwrap_or_default(),
            refused,
            bytes: copied,
        })
    };
    if sources.is_empty() || tell(0, 0, None).is_break() {
        report.not_tried = sources.len();
        return report;
    }
    in_order(
        sources.len(),
        bounds(),
        |place| {
            let size = order.get(place).and_then(|index| sizes.get(*index));
            size.copied().unwrap_or_default()
        },
        |place, gate| at(place).map(|source| prepare(desk, source, &known, &sidecars, gate)),
        |place, prepared| {
            let (Some(source), Some(prepared)) = (at(place), prepared) else {
                return ControlFlow::Continue(());
            };
            let refused = report.refused.len();
            let outcome = prepared.and_then(|(read, mut developed)| {
                let mut copied = now_and_then(|bytes, of| tell(place, refused, Some((bytes, of))));
                if let Some(developed) = &mut developed {
                    pairs.mark(connection, source, &mut developed.file, desk.now)?;
                }
                keep(desk, connection, &read, developed, target, &mut copied)
            });
            if let Ok(Outcome::Added { photo, .. } | Outcome::AlreadyThere { photo, .. }) = &outcome
            {
                report.places.extend(order.get(place));
                pairs.note(source, *photo);
            }
            if matches!(outcome, Err(CaptureError::Stopped { .. })) {
                report.not_tried = sources.len() - place;
                return ControlFlow::Break(());
            }
            if note(&mut report, connection, source, target, outcome).is_break() {
                // Every further photo would fail the same way.
                report.not_tried = sources.len() - place;
                return ControlFlow::Break(());
            }
            if place + 1 < sources.len() && tell(place + 1, report.refused.len(), None).is_break() {
                report.not_tried = sources.len() - place - 1;
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        },
    );
    report
}

/// Passes on how much of a large file is copied: a few times a second is enough
/// for the eye.
pub(super) fn now_and_then(
    mut tell: impl FnMut(u64, u64) -> ControlFlow<()>,
) -> impl FnMut(u64, u64) -> ControlFlow<()> {
    let mut told = 0;
    move |bytes, of| {
        let due = bytes == 0 || bytes >= told + TELL_EVERY;
        told = if due { bytes } else { told };
        if due && of > TELL_EVERY {
            tell(bytes, of)
        } else {
            ControlFlow::Continue(())
        }
    }
}

pub(super) type Prepared<'s> = Result<(Read<'s>, Option<Developed>), CaptureError>;

/// Reads and decodes a photo; what is known is not decoded.
pub(super) fn prepare<'s>(
    desk: &Desk<'_>,
    source: &'s Source,
    known: &HashSet<ContentHash>,
    sidecars: &'s Sidecars,
    gate: &Gate<'_, Option<Prepared<'s>>>,
) -> Prepared<'s> {
    let work = || -> Prepared<'s> {
        let read = read(desk, source, sidecars)?;
        if read.hash().is_some_and(|hash| known.contains(&hash)) {
            return Ok((read, None));
        }
        let developed = gate.with(read.decode_bytes(), || develop(desk, &read))?;
        Ok((read, Some(developed)))
    };
    // Decoders' panics are caught below; this would be one of our own.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(CaptureError::Photo {
            name: source.name(),
            source: PhotoError::Damaged {
                reason: t!("damage-unprocessed").to_owned(),
            },
        })
    })
}

/// Writes down what became of a photo; breaks when the journal failed.
fn note(
    report: &mut BatchReport,
    connection: &Connection,
    source: &Source,
    target: Target,
    outcome: Result<Outcome, CaptureError>,
) -> ControlFlow<()> {
    match outcome {
        Ok(Outcome::Added {
            photo,
            entry,
            ends_early,
            doubt,
        }) => {
            report.doubtful_dates.extend(doubt);
            if ends_early {
                report.ends_early.push(source.name());
            }
            report.added.push((photo, entry));
            report.films += usize::from(is_film(connection, photo));
            report.photos.push(photo);
            if is_before_birth(connection, photo, target) {
                report.before_birth.push(source.name());
            }
        }
        Ok(Outcome::AlreadyThere { photo, .. }) => {
            report.already_there.push(source.name());
            report.films_there += usize::from(is_film(connection, photo));
            report.photos.push(photo);
        }
        Err(error @ (CaptureError::Photo { .. } | CaptureError::Stopped { .. })) => {
            report.refused.push(sentence(&error));
        }
        Err(error @ CaptureError::Journal(_)) => {
            report.stopped_by = Some(sentence(&error));
            return ControlFlow::Break(());
        }
    }
    ControlFlow::Continue(())
}

pub(super) fn sentence(error: &CaptureError) -> String {
    let text = error.to_string();
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

fn is_film(connection: &Connection, photo: PhotoId) -> bool {
    store::photo::get(connection, photo).is_ok_and(|photo| photo.file.format.is_film())
}

fn is_before_birth(connection: &Connection, photo: PhotoId, target: Target) -> bool {
    let Target::Baby(baby) = target else {
        return false;
    };
    let born = store::baby::get(connection, baby).map(|baby| baby.fields.birth_date);
    let taken = store::photo::get(connection, photo).map(|photo| photo.file.taken.local.date());
    matches!((born, taken), (Ok(born), Ok(taken)) if taken < born)
}

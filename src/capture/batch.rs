//! Many photos, one after the other; one bad file never stops the rest.

use std::ops::ControlFlow;

use rusqlite::Connection;

use super::intake::{CaptureError, Desk, Outcome, Source, Target, take_in};
use crate::domain::{EntryId, PhotoId};
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
}

/// What became of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchReport {
    /// New photos, with the entry each became or joined.
    pub added: Vec<(PhotoId, Option<EntryId>)>,
    /// Names of photos that were there before.
    pub already_there: Vec<String>,
    /// Photos, new or known, in the order given.
    pub photos: Vec<PhotoId>,
    /// One sentence for each photo that could not be taken in.
    pub refused: Vec<String>,
    /// Names of new photos dated before the birth: the camera's clock may have
    /// been wrong.
    pub before_birth: Vec<String>,
    /// Names of new photos whose file stops before its end.
    pub ends_early: Vec<String>,
    /// Photos not tried because the batch was cancelled or the journal failed.
    pub not_tried: usize,
    /// What ended the batch early, if something did.
    pub stopped_by: Option<String>,
}

/// Takes many photos in. `step` is called before each and may break off.
pub fn run_batch(
    desk: &Desk<'_>,
    connection: &mut Connection,
    sources: &[Source],
    target: Target,
    step: &mut dyn FnMut(BatchStep) -> ControlFlow<()>,
) -> BatchReport {
    let mut report = BatchReport::default();
    for (done, source) in sources.iter().enumerate() {
        let next = BatchStep {
            done,
            total: sources.len(),
            name: source.name(),
        };
        if step(next).is_break() {
            report.not_tried = sources.len() - done;
            break;
        }
        match take_in(desk, connection, source, target) {
            Ok(Outcome::Added {
                photo,
                entry,
                ends_early,
            }) => {
                if ends_early {
                    report.ends_early.push(source.name());
                }
                report.added.push((photo, entry));
                report.photos.push(photo);
                if is_before_birth(connection, photo, target) {
                    report.before_birth.push(source.name());
                }
            }
            Ok(Outcome::AlreadyThere { photo, .. }) => {
                report.already_there.push(source.name());
                report.photos.push(photo);
            }
            Err(error @ CaptureError::Photo { .. }) => report.refused.push(sentence(&error)),
            Err(error @ CaptureError::Journal(_)) => {
                // Every further photo would fail the same way.
                report.stopped_by = Some(sentence(&error));
                report.not_tried = sources.len() - done;
                break;
            }
        }
    }
    report
}

fn sentence(error: &CaptureError) -> String {
    let text = error.to_string();
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        format!("{text}.")
    }
}

fn is_before_birth(connection: &Connection, photo: PhotoId, target: Target) -> bool {
    let Target::Baby(baby) = target else {
        return false;
    };
    let born = store::baby::get(connection, baby).map(|baby| baby.fields.birth_date);
    let taken = store::photo::get(connection, photo).map(|photo| photo.file.taken.local.date());
    matches!((born, taken), (Ok(born), Ok(taken)) if taken < born)
}

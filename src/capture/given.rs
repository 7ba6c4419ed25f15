//! Photos that come with words about them: from an export, or from another
//! diary. What is in a file is read from the file; what was written about it
//! is taken from the words. They join no entry here.

use std::ops::ControlFlow;

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::batch::{BatchStep, bounds, now_and_then, prepare, sentence};
use super::intake::{CaptureError, Desk, Developed, Read, Source, TellBytes, Vaulted, into_vault};
use super::pipeline::in_order;
use super::sidecars::Sidecars;
use crate::domain::{ContentHash, Moment, PhotoId};
use crate::store::{self, StoreError};

/// Who says when a photo was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenTime {
    /// The file and what lies beside it.
    File,
    /// The words, where the file itself knows no better than its own date.
    InDoubt(Moment),
    /// The words, with thousandths of a second.
    Exactly(Moment, u16),
}

/// A photo with what is known of it beforehand.
#[derive(Debug, Clone)]
pub struct Given {
    /// The photo.
    pub source: Source,
    /// What its bytes must be.
    pub hash: Option<ContentHash>,
    /// The id it had; used unless another photo has it here.
    pub id: Option<PhotoId>,
    /// The name it had where it first came from.
    pub name: String,
    /// Who says when it was taken.
    pub time: GivenTime,
    /// When it first came into a journal, UTC; now, if not given.
    pub created_at: Option<NaiveDateTime>,
    /// What it has in common with the other half of a photo that moves, where
    /// the two do not say it themselves.
    pub live: Option<String>,
}

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// It is new here.
    New(PhotoId),
    /// The same content was here already.
    There(PhotoId),
    /// It could not be taken in; one sentence.
    Refused(String),
    /// The work was stopped before.
    NotTried,
}

impl Arrived {
    /// The photo, if it is here now.
    pub const fn photo(&self) -> Option<PhotoId> {
        match self {
            Self::New(photo) | Self::There(photo) => Some(*photo),
            Self::Refused(_) | Self::NotTried => None,
        }
    }
}

/// Takes many photos in, each with its own outcome. `step` is called before
/// each and may break off.
///
/// # Errors
/// When the journal cannot be read or written; what was taken in stays.
pub fn take_in_given(
    desk: &Desk<'_>,
    connection: &mut Connection,
    given: &[Given],
    step: &mut dyn FnMut(BatchStep) -> ControlFlow<()>,
) -> Result<Vec<Arrived>, CaptureError> {
    let known = store::photo::hashes(connection)?;
    let sidecars = Sidecars::default();
    let sizes: Vec<u64> = given.iter().map(|given| given.source.byte_len()).collect();
    let mut arrived = vec![Arrived::NotTried; given.len()];
    let mut failed = None;
    let mut refused = 0;
    let mut tell = |done: usize, refused: usize, bytes: Option<(u64, u64)>| {
        step(BatchStep {
            bytes,
            refused,
            done,
            total: given.len(),
            name: given
                .get(done)
                .map(|given| given.name.clone())
                .unwrap_or_default(),
        })
    };
    if given.is_empty() || tell(0, 0, None).is_break() {
        return Ok(arrived);
    }
    in_order(
        given.len(),
        bounds(),
        |index| sizes.get(index).copied().unwrap_or_default(),
        |index, gate| {
            given
                .get(index)
                .map(|given| prepare(desk, &given.source, &known, &sidecars, gate))
        },
        |index, prepared| {
            let (Some(given), Some(prepared), Some(slot)) =
                (given.get(index), prepared, arrived.get_mut(index))
            else {
                return ControlFlow::Continue(());
            };
            let kept = prepared.and_then(|(read, developed)| {
                let mut copied = now_and_then(|bytes, of| tell(index, refused, Some((bytes, of))));
                keep(desk, connection, &read, developed, given, &mut copied)
            });
            match kept {
                Ok(outcome) => {
                    refused += usize::from(matches!(outcome, Arrived::Refused(_)));
                    *slot = outcome;
                }
                Err(error @ CaptureError::Photo { .. }) => {
                    *slot = Arrived::Refused(sentence(&error));
                    refused += 1;
                }
                Err(CaptureError::Stopped { .. }) => return ControlFlow::Break(()),
                Err(error @ CaptureError::Journal(_)) => {
                    failed = Some(error);
                    return ControlFlow::Break(());
                }
            }
            if index + 1 < sizes.len() {
                tell(index + 1, refused, None)
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    match failed {
        Some(error) => Err(error),
        None => Ok(arrived),
    }
}

fn keep(
    desk: &Desk<'_>,
    connection: &mut Connection,
    read: &Read<'_>,
    developed: Option<Developed>,
    given: &Given,
    tell: TellBytes<'_>,
) -> Result<Arrived, CaptureError> {
    let mut file = match into_vault(desk, connection, read, developed, given.hash, tell)? {
        Vaulted::New(developed) => developed.file,
        Vaulted::Known(photo) => return Ok(Arrived::There(photo.id)),
        Vaulted::Other => {
            return Ok(Arrived::Refused(t!("given-changed", name = &given.name)));
        }
    };
    given.name.clone_into(&mut file.original_name);
    file.shot.live = file.shot.live.or_else(|| given.live.clone());
    match given.time {
        GivenTime::File => {}
        GivenTime::InDoubt(moment) if file.taken.source.is_doubtful() => {
            (file.taken, file.taken_millis) = (moment, 0);
        }
        GivenTime::InDoubt(_) => {}
        GivenTime::Exactly(moment, millis) => (file.taken, file.taken_millis) = (moment, millis),
    }
    let created = given.created_at.unwrap_or(desk.now);
    let photo = store::in_transaction(connection, |tx| {
        let photo = match given.id {
            Some(id) if !store::given::has_photo(tx, id)? => {
                store::photo::insert_as(tx, id, &file, created)?
            }
            _ => store::photo::insert(tx, &file, created)?,
        };
        Ok::<_, StoreError>(photo)
    })?;
    Ok(Arrived::New(photo.id))
}

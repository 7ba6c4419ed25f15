//! A way in, from end to end: what a folder, archive or file holds becomes part
//! of the journal. Additive, and the same twice is the same as once.

mod baby_buddy;
mod day_one;
mod own;
mod photos;
mod report;
mod workshop;

use std::ops::ControlFlow;
use std::path::Path;

pub use report::{Brought, Counts};

use crate::archive::ImportError;
use crate::archive::import::{Container, Found, Kind, Refusal, detect};
use crate::capture::{BatchStep, CaptureError, Desk};
use crate::domain::BabyId;
use crate::storage::PathError;
use crate::store::{Connection, StoreError};

/// Why nothing more could be brought in. What was brought in stays.
#[derive(Debug, thiserror::Error)]
pub enum BringInError {
    /// What was to come in cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// It has no babies of its own, and none was chosen.
    #[error("{}", t!("bring-in-no-baby", what = *_0))]
    NoBaby(&'static str),
    /// The journal could not be read or written.
    #[error("{}", .0.sentence())]
    Journal(#[from] StoreError),
    /// The library's disk refused.
    #[error("{0}.")]
    Disk(#[from] PathError),
}

impl From<CaptureError> for BringInError {
    fn from(error: CaptureError) -> Self {
        match error {
            CaptureError::Journal(error) => Self::Journal(error),
            // Each photo's own fault was taken care of before.
            CaptureError::Photo { name, source } => Self::Import(ImportError::Words {
                name,
                reason: source.to_string(),
            }),
            CaptureError::Stopped { name } => Self::Import(ImportError::Words {
                name,
                reason: t!("bring-in-stopped").to_owned(),
            }),
        }
    }
}

/// Where things come into.
pub struct Into<'a> {
    /// The library's folder.
    pub library: &'a Path,
    /// What intake needs.
    pub desk: &'a Desk<'a>,
    /// Whose they are, where they do not say it themselves.
    pub baby: Option<BabyId>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// A step: how many things are done, of how many, and what is next.
pub type Step<'a> = dyn FnMut(usize, usize, &str) -> ControlFlow<()> + 'a;

/// Looks at what is there, to say what it is before anything is done.
///
/// # Errors
/// When it is nothing this program knows.
pub fn look_at(path: &Path) -> Result<(Container, Found), ImportError> {
    let mut container = Container::open(path)?;
    let found = detect(&mut container)?;
    Ok((container, found))
}

/// Brings it in. `step` may break off: what was brought in until then stays,
/// and the next time goes on from there.
///
/// # Errors
/// One sentence each. What single things are wrong with is in the report.
pub fn bring_in(
    into: &Into<'_>,
    connection: &mut Connection,
    path: &Path,
    step: &mut Step<'_>,
) -> Result<Brought, BringInError> {
    let (mut container, found) = look_at(path)?;
    let mut report = Brought {
        kind: found.kind,
        dry_run: into.dry_run,
        left_out: container.left_out.clone(),
        ..Brought::default()
    };
    let baby = || into.baby.ok_or(BringInError::NoBaby(found.kind.label()));
    match found.kind {
        Kind::SmilekeepExport => {
            own::bring_in(into, connection, &mut container, &found, &mut report, step)?;
        }
        Kind::DayOne => {
            let baby = baby()?;
            day_one::bring_in(
                into,
                connection,
                &mut container,
                &found,
                baby,
                &mut report,
                step,
            )?;
        }
        Kind::BabyBuddy => {
            let baby = baby()?;
            baby_buddy::bring_in(
                into,
                connection,
                &mut container,
                &found,
                baby,
                &mut report,
                step,
            )?;
        }
        Kind::GoogleTakeout | Kind::Photos => {
            let baby = baby()?;
            photos::bring_in(
                into,
                connection,
                &mut container,
                &found,
                baby,
                &mut report,
                step,
            )?;
        }
    }
    if found.videos > 0 && found.kind != Kind::SmilekeepExport {
        report.leave_out(|| t!("bring-in-videos", count = found.videos));
    }
    Ok(report)
}

/// A film on its way: how much of it is done stands behind its name.
fn on_its_way(name: &str, done: u64, of: u64) -> String {
    let megabytes = |bytes: u64| bytes / 1_000_000;
    let (copied, of) = (megabytes(done), megabytes(of).max(1));
    t!("adding-megabytes", name = name, copied = copied, of = of)
}

/// What a step of taking in is called.
fn named(at: &BatchStep) -> String {
    match at.bytes {
        Some((done, of)) => on_its_way(&at.name, done, of),
        None => at.name.clone(),
    }
}

/// Notes why a thing was not read; an archive made to do harm ends it all.
fn note(container: &Container, refusal: Refusal, report: &mut Brought) -> Result<(), BringInError> {
    match refusal {
        Refusal::Disk(error) => Err(error.into()),
        // Whoever stopped it knows.
        Refusal::Stopped => Ok(()),
        Refusal::Item(sentence) | Refusal::Bomb(sentence) => {
            report.refuse(sentence);
            if container.is_hopeless() {
                return Err(ImportError::Bomb(container.path.clone()).into());
            }
            Ok(())
        }
    }
}

//! A sample library: drawn scenes, photographed by a pretend camera over five
//! months, with entries, edits and milestones, so that every view has
//! something to show. It goes through the same intake as a parent's photos.

mod camera;
mod live;
mod script;

use std::ops::ControlFlow;
use std::sync::mpsc;

use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::capture::{self, CaptureError, Desk, Outcome, Source, Target};
use crate::domain::{BabyFields, EntryFields, EntryId, MilestoneFields, PhotoId, Tag};
use crate::photo::{Limits, PhotoError, ThumbCache, Vault};
use crate::store::{self, Connection, StoreError};

use camera::Shot;
pub use live::camera_frames;
use script::{BORN_BEFORE_END_DAYS, DUE_AFTER_BIRTH_DAYS, MILESTONES, SCENES};

/// The pretend family's time zone, in minutes east of UTC.
const UTC_OFFSET_MINUTES: i16 = 60;

/// What kind of sample is wanted.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Last day of the five months.
    pub until: NaiveDate,
    /// Long side of the photos, in pixels.
    pub long_side_px: u32,
    /// UTC now.
    pub now: NaiveDateTime,
}

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Entries.
    pub entries: usize,
    /// Photos.
    pub photos: usize,
    /// Milestones.
    pub milestones: usize,
}

/// Why the sample could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A scene could not be drawn.
    #[error("the scene “{name}” could not be drawn: {reason}")]
    Scene {
        /// Its file.
        name: &'static str,
        /// What the renderer said.
        reason: String,
    },
    /// A photo could not be made.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// A photo could not be taken in.
    #[error(transparent)]
    Capture(#[from] CaptureError),
    /// The journal could not be written.
    #[error("{}", .0.sentence())]
    Store(#[from] StoreError),
    /// The caller broke off.
    #[error("stopped; the sample library is not whole. Delete its folder and start again")]
    Stopped,
}

/// Fills an empty library. `step(done, total)` may break off.
///
/// # Errors
/// When drawing, intake or the journal fails.
pub fn build(
    plan: &Plan,
    connection: &mut Connection,
    vault: &Vault,
    thumbs: &ThumbCache,
    step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Made, DemoError> {
    let birth = plan.until - Days::new(BORN_BEFORE_END_DAYS);
    let baby = store::baby::insert(
        connection,
        BabyFields {
            name: "Mina".to_owned(),
            birth_date: birth,
            due_date: Some(birth + Days::new(DUE_AFTER_BIRTH_DAYS)),
            portrait: None,
        },
        plan.now,
    )?;
    let desk = Desk {
        vault,
        thumbs,
        limits: Limits::default(),
        now: plan.now,
        now_local: plan.until.and_hms_opt(23, 0, 0).unwrap_or(plan.now),
        offset_at: &|_| UTC_OFFSET_MINUTES,
        file_date: &|_| None,
    };
    let mut made = Made::default();
    let mut entries: Vec<(&'static str, EntryId, Vec<PhotoId>)> = Vec::new();

    // Drawing costs more than keeping, so two threads draw ahead.
    let (send, drawn) = mpsc::sync_channel::<(usize, Result<Vec<Shot>, DemoError>)>(2);
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(scene) = SCENES.get(index) else {
                        break;
                    };
                    let taken = scene.taken(birth);
                    let shots = camera::shoot(scene, taken, UTC_OFFSET_MINUTES, plan.long_side_px);
                    if send.send((index, shots)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        // Whatever ends this loop early drops `drawn`, which ends the threads.
        let drawn = drawn;
        for (done, (index, shots)) in drawn.iter().enumerate() {
            if step(done, SCENES.len()).is_break() {
                return Err(DemoError::Stopped);
            }
            let Some(scene) = SCENES.get(index) else {
                continue;
            };
            let (mut entry, mut photos) = (None, Vec::new());
            for shot in shots? {
                let source = Source::Bytes {
                    name: shot.name,
                    bytes: shot.jpeg,
                };
                if let Outcome::Added {
                    photo,
                    entry: Some(joined),
                    ..
                } = capture::take_in(&desk, connection, &source, Target::Baby(baby.id))?
                {
                    store::edits::set(connection, photo, &shot.edits, plan.now)?;
                    entry = Some(joined);
                    photos.push(photo);
                }
            }
            if let Some(entry) = entry {
                made.photos += photos.len();
                tell(connection, entry, scene, plan.now)?;
                entries.push((scene.file, entry, photos));
            }
        }
        Ok(())
    })?;
    step(SCENES.len(), SCENES.len()).is_break();
    made.entries = entries.len();

    for milestone in MILESTONES {
        let linked = entries.iter().find(|(file, _, _)| *file == milestone.scene);
        let fields = MilestoneFields {
            baby: baby.id,
            title: milestone.title.to_owned(),
            date: birth + Days::new(milestone.age_days),
            note: milestone.note.to_owned(),
            photos: linked
                .and_then(|(_, _, photos)| photos.first().copied())
                .into_iter()
                .collect(),
            entry: linked.map(|(_, entry, _)| *entry),
        };
        store::in_transaction(connection, |tx| {
            store::milestone::insert(tx, fields, plan.now)
        })?;
        made.milestones += 1;
    }
    let portrait = entries
        .iter()
        .find(|(file, _, _)| *file == script::PORTRAIT)
        .and_then(|(_, _, photos)| photos.first().copied());
    let fields = BabyFields {
        portrait,
        ..baby.fields
    };
    store::baby::update(connection, baby.id, fields, plan.now)?;
    Ok(made)
}

/// Writes what the parent would have written.
fn tell(
    connection: &mut Connection,
    entry: EntryId,
    scene: &script::Scene,
    now: NaiveDateTime,
) -> Result<(), DemoError> {
    store::in_transaction(connection, |tx| {
        let stored = store::entry::get(tx, entry)?;
        let fields = EntryFields {
            sleep_state: scene.state,
            kind: scene.kind,
            strength: scene.strength,
            length_seconds: scene.seconds,
            tags: scene.tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
            note: scene.note.to_owned(),
            favourite: scene.favourite,
            ..stored.fields
        };
        store::entry::update(tx, entry, &fields, now)?;
        Ok::<_, DemoError>(())
    })
}

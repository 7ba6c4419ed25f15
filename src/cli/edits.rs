//! Changing how photos look, and presets, from the command line.

use serde::Serialize;

use super::args::{EditPhotoVerb, FlipWord, PresetVerb, TurnWord};
use super::library::{CliDesk, Open};
use super::output::{DONE, Done, Failure, print_json, print_line};
use crate::app::auto_edits;
use crate::domain::{Edits, PhotoId, Preset};
use crate::photo;
use crate::store;

/// Side of the square a photo is fitted into before its light is measured: the
/// window measures on the same size.
const MEASURED_SIDE: u32 = 1920;

#[derive(Serialize)]
struct Edited {
    photo: PhotoId,
    edits: Edits,
}

/// Changes photos, all or none.
pub(super) fn edit_photos(desk: &CliDesk, verb: &EditPhotoVerb) -> Done {
    let mut open = desk.open()?;
    let mut start = None;
    if let Some(photo) = verb.copy_from {
        store::photo::get(&open.connection, photo).map_err(|error| error.sentence())?;
        let edits = store::edits::get(&open.connection, photo).map_err(|error| error.sentence())?;
        start = Some(edits.only_tone());
    }
    if let Some(name) = &verb.preset {
        start = Some(named(&open, name)?.edits);
    }
    let mut edited = Vec::new();
    for photo in &verb.photos {
        let edits = changed(&open, verb, *photo, start.as_ref())?;
        edited.push(Edited {
            photo: *photo,
            edits,
        });
    }
    let now = desk.now();
    store::in_transaction(&mut open.connection, |tx| {
        edited
            .iter()
            .try_for_each(|one| store::edits::set(tx, one.photo, &one.edits, now))
    })
    .map_err(|error| error.sentence())?;
    if verb.json {
        match edited.as_slice() {
            [one] => print_json(&one.edits)?,
            several => print_json(&several)?,
        }
    }
    Ok(DONE)
}

/// The edits one photo is to have.
fn changed(
    open: &Open,
    verb: &EditPhotoVerb,
    id: PhotoId,
    start: Option<&Edits>,
) -> Result<Edits, Failure> {
    let photo = store::photo::get(&open.connection, id).map_err(|error| error.sentence())?;
    if photo.file.format.is_film() {
        return Err(Failure(format!(
            "“{}” is a film. A film is kept as it was taken; only photos can be edited. Nothing was changed.",
            photo.file.original_name
        )));
    }
    let mut edits = if verb.reset {
        Edits::default()
    } else {
        store::edits::get(&open.connection, id).map_err(|error| error.sentence())?
    };
    if let Some(start) = start {
        edits = edits.with_tone_of(start);
    }
    if verb.auto {
        let side = MEASURED_SIDE;
        let plain = Edits::default();
        let picture =
            photo::render(&open.vault, &photo.file, &plain, side, side).map_err(|error| {
                Failure(format!(
                    "{}: {error}. Nothing was changed.",
                    photo.file.original_name
                ))
            })?;
        edits = auto_edits(&picture, &edits).edits;
    }
    edits = verb
        .values
        .over(edits)
        .map_err(|sentence| Failure(sentence.to_owned()))?;
    edits = match verb.turn {
        Some(TurnWord::Right) => edits.turned_right(),
        Some(TurnWord::Left) => edits.turned_left(),
        Some(TurnWord::Half) => edits.turned_right().turned_right(),
        None => edits,
    };
    edits = match verb.flip {
        Some(FlipWord::Horizontal) => edits.flipped_horizontally(),
        Some(FlipWord::Vertical) => edits.flipped_vertically(),
        None => edits,
    };
    edits.straighten = verb.straighten.unwrap_or(edits.straighten);
    edits.crop = verb.crop.unwrap_or(edits.crop);
    Ok(edits.clamped())
}

/// The preset of a name.
fn named(open: &Open, name: &str) -> Result<Preset, Failure> {
    let presets = store::preset::list(&open.connection).map_err(|error| error.sentence())?;
    let wanted = Preset::checked_name(name)?;
    let names: Vec<_> = presets
        .iter()
        .map(|preset| format!("“{}”", preset.name))
        .collect();
    presets
        .into_iter()
        .find(|preset| preset.name == wanted)
        .ok_or_else(|| {
            Failure(if names.is_empty() {
                format!(
                    "There is no preset “{wanted}”. Save one: smilekeep preset save NAME --from PHOTO."
                )
            } else {
                format!("There is no preset “{wanted}” here; there is: {}.", names.join(", "))
            })
        })
}

pub(super) fn preset(desk: &CliDesk, verb: PresetVerb) -> Done {
    match verb {
        PresetVerb::List { json } => {
            let open = desk.look()?;
            let presets =
                store::preset::list(&open.connection).map_err(|error| error.sentence())?;
            if json {
                print_json(&presets)?;
            } else {
                for preset in presets {
                    print_line(&preset.name)?;
                }
            }
        }
        PresetVerb::Save { name, from } => {
            let mut open = desk.open()?;
            let name = Preset::checked_name(&name)?;
            let now = desk.now();
            store::in_transaction(&mut open.connection, |tx| {
                store::photo::get(tx, from)?;
                let edits = store::edits::get(tx, from)?;
                store::preset::save(tx, &name, &edits, now)
            })
            .map_err(|error| error.sentence())?;
        }
        PresetVerb::Remove { name } => {
            let open = desk.open()?;
            let preset = named(&open, &name)?;
            store::preset::remove(&open.connection, preset.id, desk.now())
                .map_err(|error| error.sentence())?;
        }
    }
    Ok(DONE)
}

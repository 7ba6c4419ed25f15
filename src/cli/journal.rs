//! Babies, entries and milestones from the command line.

use serde::Serialize;

use super::args::{BabyVerb, ListVerb, ListWhat, MilestoneVerb, ShowVerb};
use super::library::{CliDesk, Open};
use super::output::{DONE, Done, Failure, print_json, print_line};
use crate::app::Clock;
use crate::domain::{
    Baby, BabyFields, DEFAULT_DAY_START_HOUR, Edits, Entry, EntryId, Milestone, MilestoneFields,
    Month, Photo,
};
use crate::store;

/// A photo with its edits and where its original lies.
#[derive(Serialize)]
struct PhotoLine {
    #[serde(flatten)]
    photo: Photo,
    edits: Edits,
    entry: Option<EntryId>,
    original: std::path::PathBuf,
}

/// An entry with all it holds.
#[derive(Serialize)]
struct EntryPage {
    #[serde(flatten)]
    entry: Entry,
    baby_name: String,
    age: String,
    photo_details: Vec<PhotoLine>,
    milestones: Vec<Milestone>,
    /// Words that gave way when two journals became one.
    earlier: Vec<store::history::EarlierEntry>,
}

pub(super) fn baby(desk: &CliDesk, verb: BabyVerb) -> Done {
    match verb {
        BabyVerb::Add { name, born, due } => {
            let fields = BabyFields {
                name,
                birth_date: born,
                due_date: due,
                portrait: None,
            }
            .validated()?;
            let open = desk.open_or_begin()?;
            let baby = store::baby::insert(&open.connection, fields, desk.now())
                .map_err(|error| error.sentence())?;
            print_line(&baby.id.to_string())?;
        }
        BabyVerb::List { json } => {
            let open = desk.look()?;
            let babies = store::baby::list(&open.connection).map_err(|error| error.sentence())?;
            if json {
                print_json(&babies)?;
            } else {
                for baby in babies {
                    print_line(&format!(
                        "{}  {}  born {}",
                        baby.id, baby.fields.name, baby.fields.birth_date
                    ))?;
                }
            }
        }
    }
    Ok(DONE)
}

pub(super) fn list(desk: &CliDesk, verb: &ListVerb) -> Done {
    let open = desk.look()?;
    let baby = open.baby_or_all(verb.baby.as_deref())?;
    if verb.what == ListWhat::Milestones {
        return list_milestones(&open, verb, baby);
    }
    let found = verb
        .search
        .as_deref()
        .map(|words| store::search::entries(&open.connection, baby, words))
        .transpose()
        .map_err(|error| error.sentence())?;
    let entries = match verb.what {
        ListWhat::Trash => store::entry::trashed(&open.connection),
        _ => store::entry::list(&open.connection, baby),
    }
    .map_err(|error| error.sentence())?;
    let entries: Vec<_> = entries
        .into_iter()
        .filter(|entry| found.as_ref().is_none_or(|ids| ids.contains(&entry.id)))
        .filter(|entry| baby.is_none_or(|baby| entry.fields.baby == baby))
        .filter(|entry| !verb.favourites || entry.fields.favourite)
        .filter(|entry| {
            let day = entry.fields.moment.journal_day(DEFAULT_DAY_START_HOUR);
            verb.month.is_none_or(|month| month.contains(day))
        })
        .collect();
    if verb.what == ListWhat::Trash {
        return super::trash::list(&open, verb, baby, &entries);
    }
    if verb.what == ListWhat::Photos {
        let mut photos = Vec::new();
        for entry in &entries {
            photos.extend(photo_lines(&open, entry)?);
        }
        if verb.json {
            print_json(&photos)?;
        } else {
            for line in photos {
                print_line(&format!(
                    "{}  {}  {} × {}  {}{}",
                    line.photo.id,
                    line.photo.file.taken,
                    line.photo.file.width,
                    line.photo.file.height,
                    film_words(&line.photo),
                    line.photo.file.original_name
                ))?;
            }
        }
    } else if verb.json {
        print_json(&entries)?;
    } else {
        for entry in &entries {
            print_line(&entry_line(entry))?;
        }
    }
    Ok(DONE)
}

/// One line about an entry.
pub(super) fn entry_line(entry: &Entry) -> String {
    let note = entry.fields.note.lines().next().unwrap_or_default();
    format!(
        "{}  {}  {} {}  {note}",
        entry.id,
        entry.fields.moment,
        entry.fields.photos.len(),
        if entry.fields.photos.len() == 1 {
            "photo"
        } else {
            "photos"
        },
    )
}

fn list_milestones(open: &Open, verb: &ListVerb, baby: Option<crate::domain::BabyId>) -> Done {
    let found = verb
        .search
        .as_deref()
        .map(|words| store::search::milestones(&open.connection, baby, words))
        .transpose()
        .map_err(|error| error.sentence())?;
    let milestones: Vec<_> = store::milestone::list(&open.connection, baby)
        .map_err(|error| error.sentence())?
        .into_iter()
        .filter(|milestone| found.as_ref().is_none_or(|ids| ids.contains(&milestone.id)))
        .filter(|milestone| {
            verb.month
                .is_none_or(|month| month == Month::of(milestone.fields.date))
        })
        .collect();
    if verb.json {
        print_json(&milestones)?;
    } else {
        for milestone in milestones {
            print_line(&format!(
                "{}  {}  {}",
                milestone.id, milestone.fields.date, milestone.fields.title
            ))?;
        }
    }
    Ok(DONE)
}

/// `film 0:07  ` before a film’s name.
fn film_words(photo: &Photo) -> String {
    let file = &photo.file;
    if !file.format.is_film() {
        return String::new();
    }
    let length = file.shot.film_ms.unwrap_or_default();
    format!("film {}  ", crate::photo::film::duration_label(length))
}

fn photo_lines(open: &Open, entry: &Entry) -> Result<Vec<PhotoLine>, Failure> {
    entry
        .fields
        .photos
        .iter()
        .map(|id| {
            let photo = store::photo::get(&open.connection, *id).map_err(|e| e.sentence())?;
            Ok(PhotoLine {
                original: open.vault.path_of(&photo.file.hash, photo.file.format),
                edits: store::edits::get(&open.connection, *id).map_err(|e| e.sentence())?,
                entry: Some(entry.id),
                photo,
            })
        })
        .collect()
}

pub(super) fn show(desk: &CliDesk, verb: &ShowVerb) -> Done {
    let open = desk.look()?;
    let entry =
        store::entry::get(&open.connection, verb.entry).map_err(|error| error.sentence())?;
    let baby: Baby =
        store::baby::get(&open.connection, entry.fields.baby).map_err(|error| error.sentence())?;
    let page = EntryPage {
        age: baby.age_label(entry.fields.moment.local.date()),
        baby_name: baby.fields.name.clone(),
        photo_details: photo_lines(&open, &entry)?,
        milestones: store::milestone::list(&open.connection, Some(baby.id))
            .map_err(|error| error.sentence())?
            .into_iter()
            .filter(|milestone| milestone.fields.entry == Some(entry.id))
            .collect(),
        earlier: store::history::of_entry(&open.connection, &entry)
            .map_err(|error| error.sentence())?,
        entry,
    };
    if verb.json {
        print_json(&page)?;
        return Ok(DONE);
    }
    let fields = &page.entry.fields;
    let mut lines = vec![
        format!("{}, {}", page.baby_name, page.age),
        format!("{} ({})", fields.moment, fields.moment.source.label()),
    ];
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(format!("{name}: {value}"));
        }
    };
    line(
        "Sleep state",
        fields.sleep_state.map(|v| v.label().to_owned()),
    );
    line("Kind", fields.kind.map(|v| v.label().to_owned()));
    line("Strength", fields.strength.map(|v| v.label().to_owned()));
    line("Length", fields.length_seconds.map(|v| format!("{v} s")));
    let tags: Vec<_> = fields.tags.iter().map(|tag| tag.as_str()).collect();
    line("What was going on", Some(tags.join(", ")));
    line("Favourite", fields.favourite.then(|| "yes".to_owned()));
    line("Note", Some(fields.note.clone()));
    for milestone in &page.milestones {
        line("Milestone", Some(milestone.fields.title.clone()));
    }
    for earlier in &page.earlier {
        let words = format!(
            "{} (written {} UTC)",
            earlier.fields.note, earlier.written_at
        );
        line("Earlier words", Some(words));
    }
    for photo in &page.photo_details {
        let cover = fields.cover_photo() == Some(photo.photo.id);
        line(
            if cover { "Photo (cover)" } else { "Photo" },
            Some(format!(
                "{} {}{}",
                photo.photo.id,
                film_words(&photo.photo),
                photo.photo.file.original_name
            )),
        );
    }
    if page.entry.deleted_at.is_some() {
        lines.push("In the trash".to_owned());
    }
    print_line(&lines.join("\n"))?;
    Ok(DONE)
}

pub(super) fn milestone(desk: &CliDesk, verb: MilestoneVerb) -> Done {
    match verb {
        MilestoneVerb::Add {
            title,
            date,
            note,
            entry,
            baby,
            json,
        } => {
            let mut open = desk.open()?;
            let baby = open.baby(baby.as_deref())?;
            let date = date.unwrap_or_else(|| desk.clock.now_local().date());
            check_after_birth(&baby, date)?;
            let fields = MilestoneFields {
                baby: baby.id,
                title,
                date,
                note,
                photos: Vec::new(),
                entry,
            };
            let now = desk.now();
            let milestone = store::in_transaction(&mut open.connection, |tx| {
                store::milestone::insert(tx, fields, now)
            })
            .map_err(|error| error.sentence())?;
            if json {
                print_json(&milestone)?;
            } else {
                print_line(&milestone.id.to_string())?;
            }
        }
        MilestoneVerb::List { baby, json } => {
            let verb = ListVerb {
                what: ListWhat::Milestones,
                baby,
                month: None,
                search: None,
                favourites: false,
                json,
            };
            return list(desk, &verb);
        }
        MilestoneVerb::Edit {
            milestone,
            title,
            date,
            note,
        } => {
            let mut open = desk.open()?;
            let old = store::milestone::get(&open.connection, milestone)
                .map_err(|error| error.sentence())?
                .fields;
            let fields = MilestoneFields {
                title: title.unwrap_or(old.title),
                date: date.unwrap_or(old.date),
                note: note.unwrap_or(old.note),
                ..old
            };
            let now = desk.now();
            store::in_transaction(&mut open.connection, |tx| {
                store::milestone::update(tx, milestone, fields, now)
            })
            .map_err(|error| error.sentence())?;
        }
        MilestoneVerb::Delete { milestone } => {
            let open = desk.open()?;
            store::milestone::trash(&open.connection, milestone, desk.now())
                .map_err(|error| error.sentence())?;
        }
    }
    Ok(DONE)
}

/// A typed date before the birth is a slip; nothing is stored.
pub(super) fn check_after_birth(baby: &Baby, day: chrono::NaiveDate) -> Result<(), Failure> {
    if day < baby.fields.birth_date {
        return Err(Failure(format!(
            "{day} is before {}’s birth ({}). Check the date; nothing was changed.",
            baby.fields.name, baby.fields.birth_date
        )));
    }
    Ok(())
}

//! A month's page from the command line.

use std::ops::ControlFlow;

use super::args::KeepsakeVerb;
use super::library::CliDesk;
use super::output::{DONE, Done, Failure, print_line};
use crate::app::Clock;
use crate::domain::{DEFAULT_DAY_START_HOUR, Month, journal_day};
use crate::keepsake::{KeepsakeEngine, PRINT_DPI, PageMaterial, missing_letters};
use crate::storage;
use crate::store;

pub(super) fn keepsake(desk: &CliDesk, verb: &KeepsakeVerb) -> Done {
    let ending = verb
        .output
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let as_png = match ending.as_deref() {
        Some("pdf") => false,
        Some("png") => true,
        _ => {
            return Err(Failure(format!(
                "“{}” should end in .pdf or .png.",
                verb.output.display()
            )));
        }
    };
    if verb.output.exists() && !verb.replace {
        return Err(Failure(format!(
            "“{}” is there already. Choose another name, or add --replace.",
            verb.output.display()
        )));
    }
    let open = desk.look()?;
    let baby = open.baby(verb.baby.as_deref())?;
    let month = match verb.month {
        Some(month) => month,
        None => store::gallery::items(&open.connection, baby.id)
            .map_err(|error| error.sentence())?
            .first()
            .map_or_else(
                || Month::of(journal_day(desk.clock.now_local(), DEFAULT_DAY_START_HOUR)),
                |item| Month::of(item.moment.journal_day(DEFAULT_DAY_START_HOUR)),
            ),
    };
    let mut choice =
        store::keepsake::get(&open.connection, baby.id, month).map_err(|error| error.sentence())?;
    if let Some(paper) = verb.paper {
        choice.paper = paper;
    }
    if let Some(title) = &verb.title {
        choice.title.clone_from(title);
    }
    if let Some(closing) = &verb.closing {
        choice.closing.clone_from(closing);
    }
    if !verb.photos.is_empty() {
        choice.photos = Some(verb.photos.clone());
    }
    let material = PageMaterial::read(&open.connection, baby.id, month, DEFAULT_DAY_START_HOUR)
        .map_err(|error| error.sentence())?;
    if let Some(stranger) = verb.photos.iter().find(|photo| !material.has(**photo)) {
        return Err(Failure(format!(
            "Photo {stranger} is not from {}. Choose from: smilekeep list photos --month {month}.",
            month.label()
        )));
    }
    let data = material
        .for_print(&choice, &open.vault, &mut |_, _| ControlFlow::Continue(()))?
        .ok_or("Stopped; no page was saved")?;
    let document = KeepsakeEngine::new().lay_out(&data)?;
    let bytes = if as_png {
        document.png(PRINT_DPI)?
    } else {
        document.pdf()?
    };
    storage::write_atomic(&verb.output, &bytes)?;
    if let Some(sentence) = missing_letters(document.missing_characters()) {
        eprintln!("smilekeep: {sentence}");
    }
    print_line(&format!(
        "{} with {} saved as “{}”.",
        month.label(),
        match data.photos.len() {
            1 => "1 photo".to_owned(),
            count => format!("{count} photos"),
        },
        verb.output.display()
    ))?;
    Ok(DONE)
}

//! A month's page from the command line.

use std::ops::ControlFlow;
use std::path::Path;

use super::args::{BookVerb, KeepsakeVerb};
use super::args_keepsake::LookArgs;
use super::library::CliDesk;
use super::output::{DONE, Done, Failure, print_line};
use crate::app::Clock;
use crate::domain::{DEFAULT_DAY_START_HOUR, Month, PageChoice, journal_day};
use crate::keepsake::{
    Book, BookMonth, BookPlan, KeepsakeEngine, PageMaker, PageMaterial, Shelves, Template,
    missing_letters, own_templates,
};
use crate::photo;
use crate::storage;
use crate::store;

/// JPEG quality of a page saved as a picture.
const PICTURE_QUALITY: u8 = 92;

/// What a file becomes, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Png,
    Jpeg,
}

fn format_of(output: &Path) -> Option<Format> {
    match output
        .extension()?
        .to_string_lossy()
        .to_lowercase()
        .as_str()
    {
        "pdf" => Some(Format::Pdf),
        "png" => Some(Format::Png),
        "jpg" | "jpeg" => Some(Format::Jpeg),
        _ => None,
    }
}

/// Refuses to write over what is there, unless asked to.
pub(super) fn may_write(output: &Path, replace: bool) -> Result<(), Failure> {
    if output.exists() && !replace {
        return Err(Failure(format!(
            "“{}” is there already. Choose another name, or add --replace.",
            output.display()
        )));
    }
    Ok(())
}

/// Puts the looks asked for into a choice; what was not asked for stays.
pub(super) fn choose_looks(choice: &mut PageChoice, look: &LookArgs, own: &[Template]) {
    if let Some(paper) = look.paper {
        choice.paper = paper;
    }
    if let Some(name) = &look.template {
        // One of the family's own may be named as its file is.
        let file = own.iter().find(|template| {
            template.code == *name
                || template.file_name() == *name
                || template.file_name() == format!("{name}.typ")
        });
        choice.look.template = match (Template::named(name), file) {
            (Some(ours), _) => ours.code,
            (None, Some(own)) => own.code.clone(),
            (None, None) => name.clone(),
        };
    }
    choice.look.landscape |= look.landscape;
    choice.look.crop_marks |= look.crop_marks;
    if look.margin.is_some() {
        choice.look.margin_mm = look.margin;
    }
    if let Some(bleed) = look.bleed {
        choice.look.bleed_mm = bleed;
    }
}

pub(super) fn keepsake(desk: &CliDesk, verb: &KeepsakeVerb) -> Done {
    let Some(format) = format_of(&verb.output) else {
        return Err(Failure(format!(
            "“{}” should end in .pdf, .png or .jpg.",
            verb.output.display()
        )));
    };
    may_write(&verb.output, verb.replace)?;
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
    let root = open.library.root();
    let mut choice =
        store::keepsake::get(&open.connection, baby.id, month).map_err(|error| error.sentence())?;
    choose_looks(&mut choice, &verb.look, &own_templates(root));
    if let Some(title) = &verb.title {
        choice.title.clone_from(title);
    }
    if let Some(place) = &verb.place {
        choice.look.place.clone_from(place);
    }
    if let Some(closing) = &verb.closing {
        choice.closing.clone_from(closing);
    }
    if !verb.photos.is_empty() {
        choice.photos = Some(verb.photos.clone());
    }
    let template = Template::find(&choice.look.template, root)?;
    let material = PageMaterial::read(&open.connection, baby.id, month, DEFAULT_DAY_START_HOUR)
        .map_err(|error| error.sentence())?;
    if let Some(stranger) = verb.photos.iter().find(|photo| !material.has(**photo)) {
        return Err(Failure(format!(
            "Photo {stranger} is not from {}. Choose from: smilekeep list photos --month {month}.",
            month.label()
        )));
    }
    let engine = KeepsakeEngine::new();
    let maker = {
        let _speech = verb.speech.speak();
        PageMaker::new(&engine, &template, &choice, &material)?
    };
    let shelves = Shelves {
        vault: &open.vault,
        thumbs: &open.thumbs,
    };
    let dpi = f32::from(verb.look.dpi);
    let page = maker
        .for_print(dpi, shelves, &mut |_, _| ControlFlow::Continue(()))?
        .ok_or("Stopped; no page was saved")?;
    let bytes = match format {
        Format::Pdf => page.document.pdf()?,
        Format::Png => page.document.png(0, dpi)?,
        Format::Jpeg => photo::jpeg(&page.document.pixels_at(0, dpi)?.to_rgb(), PICTURE_QUALITY)?,
    };
    storage::write_atomic(&verb.output, &bytes)?;
    for warning in &page.warnings {
        eprintln!("smilekeep: {}", warning.sentence(false));
    }
    if let Some(sentence) = missing_letters(&page.missing_characters) {
        eprintln!("smilekeep: {sentence}");
    }
    print_line(&format!(
        "{} with {} saved as “{}”.",
        month.label(),
        match maker.photo_count() {
            1 => "1 photo".to_owned(),
            count => format!("{count} photos"),
        },
        verb.output.display()
    ))?;
    Ok(DONE)
}

/// A book of several months.
pub(super) fn book(desk: &CliDesk, verb: &BookVerb) -> Done {
    if format_of(&verb.output) != Some(Format::Pdf) {
        return Err(Failure(format!(
            "“{}” should end in .pdf.",
            verb.output.display()
        )));
    }
    may_write(&verb.output, verb.replace)?;
    let open = desk.look()?;
    let baby = open.baby(verb.baby.as_deref())?;
    let root = open.library.root();
    let own = own_templates(root);
    let items =
        store::gallery::items(&open.connection, baby.id).map_err(|error| error.sentence())?;
    let months = items
        .iter()
        .map(|item| Month::of(item.moment.journal_day(DEFAULT_DAY_START_HOUR)));
    let (Some(first), Some(last)) = (
        verb.from.or_else(|| months.clone().min()),
        verb.to.or_else(|| months.max()),
    ) else {
        return Err(Failure(
            "There are no photos yet. Add some first: smilekeep add.".to_owned(),
        ));
    };
    if first > last {
        return Err(Failure(format!(
            "{} is after {}. Give the earlier month as --from.",
            first.label(),
            last.label()
        )));
    }
    let mut plan = BookPlan {
        paper: PageChoice::untouched(baby.id, first),
        months: Vec::new(),
        baby,
    };
    choose_looks(&mut plan.paper, &verb.look, &own);
    let mut month = first;
    while month <= last {
        let mut choice = store::keepsake::get(&open.connection, plan.baby.id, month)
            .map_err(|error| error.sentence())?;
        choose_looks(&mut choice, &verb.look, &own);
        plan.months.push(BookMonth {
            material: PageMaterial::read(
                &open.connection,
                plan.baby.id,
                month,
                DEFAULT_DAY_START_HOUR,
            )
            .map_err(|error| error.sentence())?,
            template: Template::find(&choice.look.template, root)?,
            choice,
        });
        month = month.next();
    }
    let engine = KeepsakeEngine::new();
    let book = {
        let _speech = verb.speech.speak();
        Book::new(&engine, &plan)?
    };
    let shelves = Shelves {
        vault: &open.vault,
        thumbs: &open.thumbs,
    };
    let printed = book
        .for_print(f32::from(verb.look.dpi), shelves, &mut |_, _| {
            ControlFlow::Continue(())
        })?
        .ok_or("Stopped; no book was saved")?;
    storage::write_atomic_with(&verb.output, |out| printed.document.write_pdf(out))?;
    for warning in &printed.warnings {
        eprintln!("smilekeep: {}", warning.sentence(true));
    }
    if let Some(sentence) = missing_letters(&printed.missing_characters) {
        eprintln!("smilekeep: {sentence}");
    }
    print_line(&format!(
        "A book of {} pages saved as “{}”.",
        printed.document.page_count(),
        verb.output.display()
    ))?;
    Ok(DONE)
}

//! Photos as files for others, from the command line.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::args::{CopyVerb, FormatWord, TellWord};
use super::library::CliDesk;
use super::output::{DONE, Done, FAILED, Failure, IN_PART, print_json, print_line};
use crate::app::unused_path;
use crate::domain::{Moment, PhotoId};
use crate::photo::{self, ExportFormat, ExportOptions, KeepMetadata};
use crate::storage;
use crate::store::{self, Connection};

#[derive(Serialize)]
struct CopyLine {
    photo: PhotoId,
    path: PathBuf,
    width: u32,
    height: u32,
}

pub(super) fn copy(desk: &CliDesk, verb: &CopyVerb) -> Done {
    let options = ExportOptions {
        format: match verb.format {
            FormatWord::Jpeg => ExportFormat::Jpeg,
            FormatWord::Png => ExportFormat::Png,
            FormatWord::Webp => ExportFormat::Webp,
        },
        max_side: verb.size,
        quality: verb.quality,
        metadata: match verb.tell {
            TellWord::Nothing => KeepMetadata::Nothing,
            TellWord::Dates => KeepMetadata::Dates,
            TellWord::All => KeepMetadata::All,
            TellWord::Place => KeepMetadata::AllWithPlace,
        },
    };
    if !verb.to.is_dir() {
        return Err(Failure(format!(
            "“{}” is no folder. Make it first, or choose another with --to.",
            verb.to.display()
        )));
    }
    let open = desk.look()?;
    let mut lines = Vec::new();
    let mut failed = 0_usize;
    for id in &verb.photos {
        let made = one(&open.connection, &open.vault, *id, &options, &verb.to);
        match made {
            Ok(line) => {
                if !verb.json {
                    print_line(&format!("saved “{}”", line.path.display()))?;
                }
                lines.push(line);
            }
            Err(Failure(sentence)) => {
                failed += 1;
                eprintln!("smilekeep: {sentence}");
            }
        }
    }
    if verb.json {
        print_json(&lines)?;
    }
    Ok(match (failed, lines.len()) {
        (0, _) => DONE,
        (_, 0) => FAILED,
        _ => IN_PART,
    })
}

fn one(
    connection: &Connection,
    vault: &photo::Vault,
    id: PhotoId,
    options: &ExportOptions,
    folder: &Path,
) -> Result<CopyLine, Failure> {
    let photo = store::photo::get(connection, id).map_err(|error| error.sentence())?;
    let edits = store::edits::get(connection, id).map_err(|error| error.sentence())?;
    let moment = moment_of(connection, &photo)?;
    if photo.file.format.is_film() {
        return film(vault, &photo, options, folder);
    }
    let made = photo::export(vault, &photo.file, &edits, &moment, options).map_err(|error| {
        format!(
            "No copy of “{}” could be made: {error}.",
            photo.file.original_name
        )
    })?;
    let stem = Path::new(&photo.file.original_name)
        .file_stem()
        .map_or_else(|| "Photo".into(), std::ffi::OsStr::to_string_lossy);
    let name = format!("{stem}.{}", options.format.extension());
    let path = unused_path(folder, &name);
    storage::write_atomic(&path, &made.bytes)?;
    Ok(CopyLine {
        photo: id,
        path,
        width: made.width,
        height: made.height,
    })
}

/// A film goes out whole, as a film.
fn film(
    vault: &photo::Vault,
    photo: &crate::domain::Photo,
    options: &ExportOptions,
    folder: &Path,
) -> Result<CopyLine, Failure> {
    let file = &photo.file;
    let from = vault.path_of(&file.hash, file.format);
    let path = unused_path(folder, &photo::film::copy_name(file));
    let with_place = options.metadata == KeepMetadata::AllWithPlace;
    let copied = photo::film::copy(&from, &path, with_place, &mut |_| {
        std::ops::ControlFlow::Continue(())
    })
    .map_err(|error| {
        format!(
            "No copy of “{}” could be made: {error}.",
            file.original_name
        )
    })?;
    if copied.is_some_and(|copied| copied.place_may_stay) {
        eprintln!(
            "smilekeep: the camera of “{}” wrote more beside the pictures than could be looked through; the copy may still tell the place.",
            file.original_name
        );
    }
    Ok(CopyLine {
        photo: photo.id,
        path,
        width: file.width,
        height: file.height,
    })
}

/// When it was taken: the entry's word counts for more than the file's.
fn moment_of(connection: &Connection, photo: &crate::domain::Photo) -> Result<Moment, Failure> {
    let entry = store::entry::of_photo(connection, photo.id).map_err(|error| error.sentence())?;
    Ok(match entry {
        Some(entry) => {
            store::entry::get(connection, entry)
                .map_err(|error| error.sentence())?
                .fields
                .moment
        }
        None => photo.file.taken,
    })
}

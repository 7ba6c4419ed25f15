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

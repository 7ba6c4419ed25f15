//! Which files beside a photo tell about it.
//!
//! Each folder is listed once a batch, however many photos lie in it, and a
//! sidecar is opened only for a photo that does not tell its date itself.
//!
//! Names are compared without regard to case. XMP: `IMG_1.jpg.xmp`, then
//! `IMG_1.xmp`. Google Takeout: see [`takeout_names`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::pairs::pair_key;
use crate::photo::film::is_film_name;
use crate::photo::sidecar::{self, MAX_SIDECAR_BYTES, Takeout};
use crate::photo::{ClockTime, Evidence, Metadata};
use crate::storage;

/// Takeout cuts the name before `.json` to this many characters.
const TAKEOUT_CUT: usize = 46;
/// What newer Takeouts put between the photo’s name and `.json`.
const TAKEOUT_WORDS: &str = ".supplemental-metadata";
/// Most JSON files of a folder that are opened to look for a title, and most
/// bytes of them: a folder that is no Takeout must not hold up the batch.
const MAX_TITLES: usize = 50_000;
const MAX_TITLE_BYTES: u64 = 256 << 20;
/// How Google Photos marks an edited copy, in the languages it does so.
const EDITED: [&str; 12] = [
    "-edited",
    "-bearbeitet",
    "-modifié",
    "-modifie",
    "-editado",
    "-editada",
    "-modificato",
    "-bewerkt",
    "-edytowane",
    "-redigerad",
    "-redigeret",
    "-編集済み",
];
/// Endings an original may have whose edited copy is a JPEG.
const ORIGINAL_ENDINGS: [&str; 7] = ["jpg", "jpeg", "heic", "heif", "png", "webp", "dng"];
/// Endings an original may have whose edited copy is an MP4 film.
const ORIGINAL_FILMS: [&str; 4] = ["mov", "mp4", "m4v", "3gp"];

/// The folders seen so far. One for each batch.
#[derive(Debug, Default)]
pub struct Sidecars {
    folders: Mutex<HashMap<PathBuf, Arc<Folder>>>,
}

impl Sidecars {
    /// What the files beside a photo say about when it was taken, best first.
    /// A file that cannot be read says nothing.
    pub fn evidence(&self, photo: &Path) -> Vec<Evidence> {
        let (Some(folder), Some(name)) = (photo.parent(), photo.file_name()) else {
            return Vec::new();
        };
        let name = name.to_string_lossy();
        let folder = self.folder(folder);
        let mut found = Vec::new();
        if let Some(path) = folder.xmp_of(&name)
            && let Ok(bytes) = storage::read_bounded(path, MAX_SIDECAR_BYTES)
        {
            found.extend(sidecar::xmp_sidecar(&bytes));
        }
        found.extend(folder.takeout_of(&name).map(|takeout| takeout.taken));
        found
    }

    /// What a film says of itself, with the time in Google's notes before that
    /// in its head: programs that pack films anew write their own time there.
    pub(super) fn with_notes(&self, film: &Metadata, path: &Path) -> Metadata {
        let mut told = film.clone();
        let head = |told: &Evidence| matches!(told.time, Some(ClockTime::Utc { .. }));
        if let Some(place) = told.times.iter().position(head)
            && let Some(takeout) = self.takeout(path)
        {
            told.times.insert(place, takeout.taken);
        }
        told
    }

    /// What Google Takeout put beside a photo, if anything.
    pub fn takeout(&self, photo: &Path) -> Option<Takeout> {
        let name = photo.file_name()?.to_string_lossy().into_owned();
        self.folder(photo.parent()?).takeout_of(&name)
    }

    fn folder(&self, path: &Path) -> Arc<Folder> {
        // A relative name has an empty folder: the current one.
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = folders.get(path) {
            return Arc::clone(known);
        }
        let folder = Arc::new(Folder::list(path));
        folders.insert(path.to_owned(), Arc::clone(&folder));
        folder
    }
}

/// The sidecars of one folder, by their names in small letters.
#[derive(Debug, Default)]
struct Folder {
    xmp: HashMap<String, PathBuf>,
    json: HashMap<String, PathBuf>,
    /// By title, read only when names do not lead anywhere.
    titles: OnceLock<HashMap<String, Option<Takeout>>>,
}

impl Folder {
    /// Lists a folder; one that cannot be listed has no sidecars.
    fn list(path: &Path) -> Self {
        let mut folder = Self::default();
        let mut paths: Vec<PathBuf> = std::fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        // Of two that differ only in case, always the same one.
        paths.sort();
        for path in paths {
            let Some(name) = path.file_name() else {
                continue;
            };
            let name = name.to_string_lossy().to_lowercase();
            let shelf = if name.ends_with(".xmp") {
                &mut folder.xmp
            } else if name.ends_with(".json") {
                &mut folder.json
            } else {
                continue;
            };
            shelf.entry(name).or_insert(path);
        }
        folder
    }

    fn xmp_of(&self, photo: &str) -> Option<&Path> {
        let photo = photo.to_lowercase();
        let (stem, _) = split_ending(&photo);
        self.xmp
            .get(&format!("{photo}.xmp"))
            .or_else(|| self.xmp.get(&format!("{stem}.xmp")))
            .map(PathBuf::as_path)
    }

    fn takeout_of(&self, photo: &str) -> Option<Takeout> {
        if self.json.is_empty() {
            return None;
        }
        let photo = photo.to_lowercase();
        let names = takeout_names(&photo);
        let by_name = names.iter().find_map(|name| {
            let found = read_takeout(self.json.get(&name.file)?)?;
            let fits = !name.is_cut || title_fits(found.title.as_deref(), &name.photo);
            fits.then_some(found)
        });
        by_name.or_else(|| {
            let titles = self.titles.get_or_init(|| self.read_titles());
            // Takeout cuts the photo’s own name too.
            let (stem, ending) = split_ending(&photo);
            titles.get(&photo).cloned().flatten().or_else(|| {
                if stem.chars().count() < TAKEOUT_CUT {
                    return None;
                }
                let mut alike = titles.iter().filter(|(title, _)| {
                    title.starts_with(stem) && split_ending(title).1 == ending
                });
                // Of several that would do, none is sure.
                match (alike.next(), alike.next()) {
                    (Some((_, found)), None) => found.clone(),
                    _ => None,
                }
            })
        })
    }

    /// Every title of the folder; `None` behind one that several files have.
    fn read_titles(&self) -> HashMap<String, Option<Takeout>> {
        let mut titles = HashMap::new();
        let mut bytes_left = MAX_TITLE_BYTES;
        for path in self.json.values().take(MAX_TITLES) {
            let length = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
            if length > MAX_SIDECAR_BYTES {
                continue;
            }
            let Some(left) = bytes_left.checked_sub(length) else {
                break;
            };
            bytes_left = left;
            let Some(found) = read_takeout(path) else {
                continue;
            };
            if let Some(title) = found.title.as_deref().map(str::to_lowercase) {
                titles
                    .entry(title)
                    .and_modify(|known: &mut Option<Takeout>| {
                        // Two photos of one name: only the same date is sure.
                        if known.as_ref().map(|known| &known.taken) != Some(&found.taken) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(found.clone()));
            }
        }
        titles
    }
}

fn read_takeout(path: &Path) -> Option<Takeout> {
    sidecar::takeout(&storage::read_bounded(path, MAX_SIDECAR_BYTES).ok()?)
}

/// A name that a photo’s Takeout file may have.
#[derive(Debug, PartialEq, Eq)]
struct TakeoutName {
    /// In small letters.
    file: String,
    /// Part of the photo’s name is missing, so other photos may share it; the
    /// title must fit.
    is_cut: bool,
    /// The photo it would belong to.
    photo: String,
}

/// The names a photo’s Takeout file may have, likeliest first; `photo` is in
/// small letters.
///
/// `img_1.jpg` has `img_1.jpg.supplemental-metadata.json` or `img_1.jpg.json`.
/// What stands before `.json` is cut at 46 characters. `img_1(2).jpg` has its
/// number behind that: `img_1.jpg.supplemental-metadata(2).json`,
/// `img_1.jpg(2).json`. An edited copy has no file of its own and goes by its
/// original’s. The moving part of a photo has none either, and goes by its
/// still’s.
fn takeout_names(photo: &str) -> Vec<TakeoutName> {
    let mut names = names_of(photo);
    let (stem, ending) = split_ending(photo);
    let (plain, number) = split_number(stem);
    let film = is_film_name(photo);
    if let Some(original) = EDITED.iter().find_map(|word| plain.strip_suffix(word)) {
        let others: &[&str] = if film {
            &ORIGINAL_FILMS
        } else {
            &ORIGINAL_ENDINGS
        };
        let other = others.iter().copied().filter(|other| *other != ending);
        for ending in std::iter::once(ending).chain(other) {
            names.extend(names_of(&format!("{original}{number}.{ending}")));
        }
    }
    if film {
        let key = pair_key(photo);
        for ending in ORIGINAL_ENDINGS {
            names.extend(names_of(&format!("{key}.{ending}")));
        }
    }
    names
}

fn names_of(photo: &str) -> Vec<TakeoutName> {
    let (stem, ending) = split_ending(photo);
    let (plain, number) = split_number(stem);
    let mut names = Vec::new();
    // The number may belong to the photo’s own name, too.
    for (bare, number) in [
        (format!("{plain}.{ending}"), number),
        (photo.to_owned(), ""),
    ] {
        let length = bare.chars().count();
        // Longest first: each is a cut of the one before.
        for end in (0..=TAKEOUT_WORDS.len()).rev() {
            let words = TAKEOUT_WORDS.get(..end).unwrap_or_default();
            names.push(TakeoutName {
                file: format!("{bare}{words}{number}.json"),
                is_cut: false,
                photo: photo.to_owned(),
            });
        }
        // Cuts counted with or without the number were both seen.
        for cut in (TAKEOUT_CUT.saturating_sub(number.len())..=TAKEOUT_CUT + 1).rev() {
            if length > cut {
                let start: String = bare.chars().take(cut).collect();
                names.push(TakeoutName {
                    file: format!("{start}{number}.json"),
                    is_cut: true,
                    photo: photo.to_owned(),
                });
            }
        }
        if number.is_empty() {
            break;
        }
    }
    names
}

/// Whether a title names this photo, whose name may be cut or numbered.
fn title_fits(title: Option<&str>, photo: &str) -> bool {
    let Some(title) = title.map(str::to_lowercase) else {
        return false;
    };
    let (stem, _) = split_ending(photo);
    let (plain, _) = split_number(stem);
    title == photo || title.starts_with(plain)
}

/// `img_1(2).jpg`: stem `img_1(2)`, ending `jpg`.
fn split_ending(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// `img_1(2)`: `img_1` and `(2)`.
fn split_number(stem: &str) -> (&str, &str) {
    let number = stem.rfind('(').filter(|at| {
        stem.get(at + 1..)
            .and_then(|rest| rest.strip_suffix(')'))
            .is_some_and(|digits| {
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
    });
    number
        .and_then(|at| stem.split_at_checked(at))
        .unwrap_or((stem, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takeout(title: &str, seconds: u64) -> String {
        format!(r#"{{"title": "{title}", "photoTakenTime": {{"timestamp": "{seconds}"}}}}"#)
    }

    /// What a folder with these files says about a photo.
    fn told(files: &[(&str, String)], photo: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        Sidecars::default()
            .evidence(&folder.path().join(photo))
            .into_iter()
            .map(|evidence| evidence.text)
            .collect()
    }

    #[test]
    fn takeouts_names_in_all_their_forms() {
        let long = "IMG_20261103_031455123_HDR_PORTRAIT_01.jpg";
        let longer = "a_name_of_a_photo_that_is_longer_than_anybody_needs.jpg";
        for (photo, file, title) in [
            ("IMG_1.jpg", "IMG_1.jpg.json", "IMG_1.jpg"),
            ("IMG_1.jpg", "img_1.JPG.JSON", "IMG_1.jpg"),
            (
                "IMG_1.jpg",
                "IMG_1.jpg.supplemental-metadata.json",
                "IMG_1.jpg",
            ),
            ("IMG_1.jpg", "IMG_1.jpg.supplemental-met.json", "IMG_1.jpg"),
            ("IMG_1.jpg", "IMG_1.jpg.s.json", "IMG_1.jpg"),
            (
                long,
                "IMG_20261103_031455123_HDR_PORTRAIT_01.jpg.sup.json",
                long,
            ),
            (
                longer,
                "a_name_of_a_photo_that_is_longer_than_anybody_.json",
                longer,
            ),
            ("IMG_1(1).jpg", "IMG_1.jpg(1).json", "IMG_1.jpg"),
            (
                "IMG_1(1).jpg",
                "IMG_1.jpg.supplemental-metadata(1).json",
                "IMG_1.jpg",
            ),
            ("IMG_1(1).jpg", "IMG_1(1).jpg.json", "IMG_1(1).jpg"),
            ("IMG_1-edited.jpg", "IMG_1.jpg.json", "IMG_1.jpg"),
            ("IMG_1-edited(1).jpg", "IMG_1.jpg(1).json", "IMG_1.jpg"),
            (
                "IMG_1-edited.jpg",
                "IMG_1.HEIC.supplemental-metadata.json",
                "IMG_1.HEIC",
            ),
            ("IMG_1-bearbeitet.jpg", "IMG_1.jpg.json", "IMG_1.jpg"),
            ("IMG_1.MP4", "IMG_1.MP4.json", "IMG_1.MP4"),
            ("IMG_1.mov", "IMG_1.mov.supplemental-me.json", "IMG_1.mov"),
            (
                "IMG_1(1).MP4",
                "IMG_1.MP4.supplemental-metadata(1).json",
                "IMG_1.MP4",
            ),
            (
                "IMG_1-edited.mp4",
                "IMG_1.MOV.supplemental-metadata.json",
                "IMG_1.MOV",
            ),
            // The moving part goes by its still’s file.
            (
                "IMG_1.MP4",
                "IMG_1.HEIC.supplemental-metadata.json",
                "IMG_1.HEIC",
            ),
            ("IMG_1(1).MP4", "IMG_1.HEIC(1).json", "IMG_1.HEIC"),
            (
                "PXL_20261103_031000123.MP",
                "PXL_20261103_031000123.MP.jpg.supplemental-met.json",
                "PXL_20261103_031000123.MP.jpg",
            ),
            // The names fail, the title does not.
            ("IMG_1.jpg", "something else.json", "IMG_1.jpg"),
        ] {
            let files = [(file, takeout(title, 1_793_675_695))];
            assert_eq!(told(&files, photo), ["1793675695"], "{photo} {file}");
        }
    }

    #[test]
    fn another_photos_file_is_not_taken() {
        let cut = "a_name_of_a_photo_that_is_longer_than_anybody_";
        let files = [
            ("IMG_1.jpg(1).json", takeout("IMG_1.jpg", 1)),
            ("IMG_11.jpg.json", takeout("IMG_11.jpg", 2)),
            ("metadata.json", r#"{"title": "IMG_1.jpg"}"#.to_owned()),
            ("IMG_2.jpg.json", "not json".to_owned()),
            ("IMG_3.mp4.json", takeout("IMG_3.mp4", 3)),
        ];
        // A photo does not go by a film’s.
        for photo in ["IMG_2.jpg", "IMG.jpg", "IMG_1.png", "IMG_3.jpg"] {
            assert_eq!(told(&files, photo), [""; 0], "{photo}");
        }
        // A name that was cut says nothing of which photo it was.
        let name = format!("{cut}.json");
        let files = [(name.as_str(), takeout(&format!("{cut}other.jpg"), 1))];
        assert_eq!(told(&files, &format!("{cut}mine.jpg")), [""; 0]);
        // Two photos of one title, of two days.
        let files = [
            ("x.json", takeout("IMG_1.jpg", 1)),
            ("y.json", takeout("IMG_1.jpg", 2)),
        ];
        assert_eq!(told(&files, "IMG_1.jpg"), [""; 0]);
    }

    #[test]
    fn xmp_comes_before_takeout() {
        let xmp = |date: &str| {
            format!(
                r#"<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description
                xmlns:e="http://ns.adobe.com/exif/1.0/" e:DateTimeOriginal="{date}"/></r:RDF>"#
            )
        };
        let files = [
            ("img_1.JPG.XMP", xmp("2026-11-03T03:14:55")),
            ("IMG_1.xmp", xmp("2026-11-04")),
            ("IMG_1.jpg.json", takeout("IMG_1.jpg", 7)),
        ];
        assert_eq!(told(&files, "IMG_1.jpg"), ["2026-11-03T03:14:55", "7"]);
        assert_eq!(told(&files, "IMG_1.dng"), ["2026-11-04"]);
        assert_eq!(told(&files, "IMG_3.jpg"), [""; 0]);
    }

    #[test]
    fn hostile_folders_are_no_trouble() {
        let folder = tempfile::tempdir().unwrap();
        let photo = folder.path().join("a.jpg");
        std::fs::create_dir(folder.path().join("a.jpg.json")).unwrap();
        std::fs::create_dir(folder.path().join("a.xmp")).unwrap();
        let huge = std::fs::File::create(folder.path().join("a.jpg.xmp")).unwrap();
        huge.set_len(MAX_SIDECAR_BYTES + 1).unwrap();
        assert!(Sidecars::default().evidence(&photo).is_empty());
        let nowhere = Path::new("/no/such/folder/a.jpg");
        assert!(Sidecars::default().evidence(nowhere).is_empty());
        assert!(Sidecars::default().evidence(Path::new("")).is_empty());
    }

    #[test]
    fn a_folder_is_listed_once() {
        let folder = tempfile::tempdir().unwrap();
        let sidecars = Sidecars::default();
        let photo = folder.path().join("a.jpg");
        assert!(sidecars.evidence(&photo).is_empty());
        std::fs::write(folder.path().join("a.jpg.json"), takeout("a.jpg", 1)).unwrap();
        assert!(sidecars.evidence(&photo).is_empty());
        assert_eq!(Sidecars::default().evidence(&photo).len(), 1);
    }
}

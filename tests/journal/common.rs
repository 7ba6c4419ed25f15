//! Pictures, libraries and programs for these tests.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use chrono::NaiveDateTime;
use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};
use smilekeep::app::{App, ConfigFile, FixedClock};
use smilekeep::domain::{
    BabyFields, BabyId, Moment, MomentSource, NewPhoto, Photo, PhotoFormat, Shot, Shows,
};
use smilekeep::photo::RgbImage;
use smilekeep::store::{self, Library};
use tempfile::TempDir;

pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

/// Noon on the day all these tests are played.
pub fn now() -> NaiveDateTime {
    at("2026-11-20 12:00")
}

/// A photo in the journal whose file is nowhere: another one for each `seed`.
pub fn photo(connection: &store::Connection, seed: u32) -> Photo {
    let file = NewPhoto {
        hash: smilekeep::photo::hash_of(&seed.to_le_bytes()),
        format: PhotoFormat::Jpeg,
        byte_len: 1234,
        width: 40,
        height: 30,
        average_rgb: 0x0012_3456,
        original_name: format!("IMG_{seed}.jpg"),
        taken: Moment::new(at("2026-11-03 03:10"), 60, MomentSource::TypedIn),
        taken_millis: 0,
        shows: Shows::Photo,
        ends_early: false,
        shot: Shot::default(),
        light: None,
    };
    store::photo::insert(connection, &file, now()).unwrap()
}

/// A picture that is another one for each `seed`.
pub fn drawn(width: u32, height: u32, seed: u8) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([
            (x * 255 / width) as u8,
            (y * 255 / height) as u8,
            seed.wrapping_mul(37)
                .wrapping_add(((x / 8 + y / 8) % 2 * 40) as u8),
        ])
    })
}

/// The bytes of a JPEG, with an EXIF date if one is given.
pub fn jpeg(width: u32, height: u32, seed: u8, taken: Option<&str>) -> Vec<u8> {
    let picture = drawn(width, height, seed);
    let Some(taken) = taken else {
        return smilekeep::photo::jpeg(&picture, 90).unwrap();
    };
    let ascii = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    jpeg_with(
        &picture,
        &[
            (Tag::DateTimeOriginal, ascii(taken)),
            (Tag::OffsetTimeOriginal, ascii("+02:00")),
        ],
    )
}

/// The bytes of a JPEG with these EXIF fields.
pub fn jpeg_with(picture: &RgbImage, fields: &[(Tag, Value)]) -> Vec<u8> {
    let plain = smilekeep::photo::jpeg(picture, 90).unwrap();
    let fields: Vec<Field> = fields
        .iter()
        .map(|(tag, value)| Field {
            tag: *tag,
            ifd_num: In::PRIMARY,
            value: value.clone(),
        })
        .collect();
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    let block = block.into_inner();
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend(u16::try_from(block.len() + 8).unwrap().to_be_bytes());
    bytes.extend(b"Exif\0\0");
    bytes.extend(block);
    bytes.extend(&plain[2..]);
    bytes
}

/// Writes a JPEG into a folder.
pub fn photo_file(folder: &Path, name: &str, seed: u8, taken: Option<&str>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, jpeg(96, 64, seed, taken)).unwrap();
    path
}

/// A library with one baby, in a folder that goes when dropped.
pub struct Home {
    pub folder: TempDir,
    pub baby: BabyId,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::create(&folder.path().join("library")).unwrap();
        let connection = library.connect().unwrap();
        let baby = store::baby::insert(&connection, mina(), now()).unwrap();
        Self {
            baby: baby.id,
            folder,
        }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// A place for files that are not in the library.
    pub fn outside(&self) -> &Path {
        self.folder.path()
    }

    /// The app on this library, read and at rest.
    pub fn app(&self) -> App {
        let mut app = self.app_starting();
        rest(&mut app);
        app
    }

    pub fn app_starting(&self) -> App {
        start(Some(&self.root()))
    }

    /// A connection beside the app.
    pub fn connection(&self) -> store::Connection {
        store::open_connection(
            &self.root().join(store::library::JOURNAL_FILE),
            store::Access::Read,
        )
        .unwrap()
    }
}

pub fn start(root: Option<&Path>) -> App {
    App::start(
        root,
        ConfigFile::none(),
        Arc::new(FixedClock {
            local: now(),
            utc_offset_minutes: 60,
        }),
        Arc::new(|| {}),
    )
}

pub fn rest(app: &mut App) {
    assert!(
        app.settle(std::time::Duration::from_secs(60)),
        "the workers did not come to rest"
    );
}

pub fn mina() -> BabyFields {
    BabyFields {
        name: "Mina".to_owned(),
        birth_date: "2026-06-24".parse().unwrap(),
        due_date: None,
        portrait: None,
    }
}

/// Runs the real program on a library, away from the tester's own settings.
pub fn program(home: &Path, library: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smilekeep"))
        .arg("--library")
        .arg(library)
        .args(arguments)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("HOME", home)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every file below a folder with its bytes.
pub fn contents(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
    found
}

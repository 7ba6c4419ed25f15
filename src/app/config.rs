//! What this computer remembers between starts: which library, which look.
//! Nothing that would be missed: that lives in the library.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use serde::de::{DeserializeOwned, Deserializer};
use serde::{Deserialize, Serialize};

use super::camera::CameraChoices;
use crate::archive::locked::ServerAddress;
use crate::domain::{BabyId, PhotoId};
use crate::storage::{self, PathError};
use crate::words::{Clock, Language, Manner, WeekStart};

/// Light, dark, or dim and warm for the small hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system has it.
    #[default]
    System,
    /// Cream paper.
    Light,
    /// Dusk.
    Dark,
    /// Dim and warm, beside a sleeping baby.
    Night,
}

impl Appearance {
    /// Every choice, in the order shown.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Night];

    /// The word shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => t!("like-this-computer"),
            Self::Light => t!("appearance-light"),
            Self::Dark => t!("appearance-dark"),
            Self::Night => t!("appearance-night"),
        }
    }
}

/// A page the window can begin with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StartView {
    /// All photos.
    #[default]
    Memories,
    /// Milestones by age.
    Milestones,
    /// The monthly page.
    Keepsake,
    /// Settings.
    Settings,
}

/// Where a window is, in points of the system.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Width and height of what is in it.
    pub size: [f32; 2],
    /// The upper left corner, where the system tells it.
    pub corner: Option<[f32; 2]>,
    /// Whether it fills the screen but for its title.
    pub maximized: bool,
}

impl WindowPlace {
    /// The smallest and largest side anybody means.
    const SIDES: std::ops::RangeInclusive<f32> = 320.0..=16_000.0;

    /// The same, if it makes sense: a file may say anything.
    fn sensible(self) -> Option<Self> {
        let fits = |value: &f32| Self::SIDES.contains(value);
        let near = |value: &f32| value.abs() <= *Self::SIDES.end();
        self.size.iter().all(fits).then(|| Self {
            corner: self.corner.filter(|corner| corner.iter().all(near)),
            ..self
        })
    }
}

/// What Memories showed when the window was closed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MemoriesPlace {
    /// Whose.
    pub baby: Option<BabyId>,
    /// The photo in the middle; none at the very top.
    pub photo: Option<PhotoId>,
    /// Height of a row of photos, in points.
    pub row_height: f32,
}

/// Where a library was backed up to, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlace {
    /// The library.
    pub library: PathBuf,
    /// The backup’s folder; for a server, its address to show.
    pub folder: PathBuf,
    /// The server it lies on, without its password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<ServerAddress>,
    /// When the last one was made, UTC.
    pub made: NaiveDateTime,
    /// The same as a day of this computer's calendar.
    pub day: NaiveDate,
    /// A check found damage in it, which the next one heals.
    #[serde(default)]
    pub damaged: bool,
    /// A passphrase opens it.
    #[serde(default)]
    pub locked: bool,
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The library last opened.
    pub library: Option<PathBuf>,
    /// The id it had, to know it again.
    pub library_id: Option<String>,
    /// The baby last shown.
    pub baby: Option<BabyId>,
    /// The look.
    pub appearance: Appearance,
    /// Size of the interface, 0.75–2.0.
    pub scale: f32,
    /// The language; none is that of this computer.
    #[serde(deserialize_with = "known")]
    pub language: Option<Language>,
    /// How hours are counted; none is as this computer does.
    #[serde(deserialize_with = "known")]
    pub clock: Option<Clock>,
    /// The day a week begins with; none is as this computer has it.
    #[serde(deserialize_with = "known")]
    pub week: Option<WeekStart>,
    /// Whether hints about the light are shown on photos.
    pub hints: bool,
    /// Whether nothing on screen fades or glides.
    pub still: bool,
    /// Where the window was.
    pub window: Option<WindowPlace>,
    /// The page it showed.
    pub view: StartView,
    /// What Memories showed.
    #[serde(deserialize_with = "known")]
    pub memories: Option<MemoriesPlace>,
    /// File name of the report of a fall that was offered last.
    pub report_seen: Option<String>,
    /// The last backup made from this computer.
    pub backup: Option<BackupPlace>,
    /// The baby monitor last asked, without its password.
    pub monitor: Option<String>,
    /// The day on which a backup was last spoken of.
    pub reminded: Option<NaiveDate>,
    /// The camera.
    pub camera: CameraChoices,
}

/// A choice this version knows; what it does not know (a language of a later
/// one) counts as none and costs no other setting.
fn known<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

impl Default for Config {
    fn default() -> Self {
        Self {
            library: None,
            library_id: None,
            baby: None,
            appearance: Appearance::System,
            scale: 1.0,
            language: None,
            clock: None,
            week: None,
            hints: true,
            still: false,
            window: None,
            view: StartView::Memories,
            memories: None,
            report_seen: None,
            backup: None,
            monitor: None,
            reminded: None,
            camera: CameraChoices::default(),
        }
    }
}

impl Config {
    /// The smallest and largest interface.
    pub const SCALE_RANGE: std::ops::RangeInclusive<f32> = 0.75..=2.0;

    /// How the program speaks, where `usual` is what this computer is set to.
    pub fn manner(&self, usual: Manner) -> Manner {
        Manner {
            language: self.language.unwrap_or(usual.language),
            clock: self.clock.unwrap_or(usual.clock),
            week: self.week.unwrap_or(usual.week),
            ..usual
        }
    }
}

/// The file the config lives in.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    path: Option<PathBuf>,
}

/// Longest config file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

impl ConfigFile {
    /// The platform's place for settings; nowhere if it has none.
    pub fn standard() -> Self {
        Self {
            path: project_folders().map(|folders| folders.config_dir().join("config.json")),
        }
    }

    /// A file of the caller's choice.
    pub fn at(path: &Path) -> Self {
        Self {
            path: Some(path.to_owned()),
        }
    }

    /// Remembers nothing: for tests.
    pub const fn none() -> Self {
        Self { path: None }
    }

    /// Where reports of a fall go.
    pub fn reports_folder(&self) -> Option<PathBuf> {
        self.path
            .as_ref()
            .and_then(|path| path.parent())
            .map(|folder| folder.join("reports"))
    }

    /// Where it is noted how many photos of a batch are in.
    pub(super) fn adding_file(&self) -> Option<PathBuf> {
        self.path
            .as_ref()
            .and_then(|path| path.parent())
            .map(|folder| folder.join("adding.json"))
    }

    /// Where watched folders are remembered.
    pub fn watch_file(&self) -> Option<PathBuf> {
        self.path
            .as_ref()
            .and_then(|path| path.parent())
            .map(|folder| folder.join(crate::store::watch::WATCH_FILE))
    }

    /// Reads the config; the default when there is none or it is damaged
    /// (nothing in it would be missed).
    pub fn load(&self) -> Config {
        let Some(path) = &self.path else {
            return Config::default();
        };
        let mut config: Config = storage::read_bounded(path, MAX_BYTES)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        config.scale = config
            .scale
            .clamp(*Config::SCALE_RANGE.start(), *Config::SCALE_RANGE.end());
        config.window = config.window.and_then(WindowPlace::sensible);
        config
    }

    /// Writes the config.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn save(&self, config: &Config) -> Result<(), PathError> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        if let Some(folder) = path.parent() {
            storage::create_private_dir(folder)?;
        }
        let text = serde_json::to_vec_pretty(config)
            .map_err(|error| PathError::new(path, "write", error.into()))?;
        storage::write_atomic(path, &text)
    }
}

fn project_folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("app", "smilekeep", "Smilekeep")
}

/// Where a library goes unless the parent chooses another place: the
/// platform's data folder.
pub fn default_library() -> PathBuf {
    project_folders().map_or_else(
        || PathBuf::from("Smilekeep library"),
        |folders| folders.data_dir().join("library"),
    )
}

/// Where a page goes when nobody could be asked: the documents folder.
pub fn documents_folder() -> PathBuf {
    directories::UserDirs::new().map_or_else(
        || PathBuf::from("."),
        |folders| {
            folders
                .document_dir()
                .filter(|folder| folder.is_dir())
                .unwrap_or_else(|| folders.home_dir())
                .to_owned()
        },
    )
}

/// `folder/name.pdf`, or `folder/name (2).pdf` when that is taken.
pub fn unused_path(folder: &Path, file_name: &str) -> PathBuf {
    let first = folder.join(file_name);
    if !first.exists() {
        return first;
    }
    let stem = first.file_stem().unwrap_or_default().to_string_lossy();
    let ending = first.extension().unwrap_or_default().to_string_lossy();
    (2..10_000)
        .map(|number| folder.join(format!("{stem} ({number}).{ending}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| first.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_of_a_later_version_costs_no_other_setting() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.json");
        let words = r#"{ "language": "fr", "week": "tuesday", "clock": "hours12",
            "memories": { "row_height": "large" }, "scale": 1.5 }"#;
        std::fs::write(&path, words).unwrap();
        let config = ConfigFile::at(&path).load();
        assert_eq!(
            (config.language, config.week, config.memories),
            (None, None, None)
        );
        assert_eq!(config.clock, Some(Clock::Hours12));
        assert!((config.scale - 1.5).abs() < f32::EPSILON);
    }

    #[test]
    fn a_window_is_remembered_and_nonsense_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = ConfigFile::at(&folder.path().join("config.json"));
        let place = WindowPlace {
            size: [1000.0, 700.0],
            corner: Some([-20.0, 40.0]),
            maximized: true,
        };
        let config = Config {
            window: Some(place),
            view: StartView::Keepsake,
            ..Config::default()
        };
        file.save(&config).unwrap();
        assert_eq!(file.load(), config);
        for size in [[0.0, 700.0], [1000.0, 1e9], [f32::NAN, 700.0]] {
            assert_eq!(WindowPlace { size, ..place }.sensible(), None);
        }
        let far = WindowPlace {
            corner: Some([1e9, 0.0]),
            ..place
        };
        assert_eq!(far.sensible().unwrap().corner, None);
    }
}

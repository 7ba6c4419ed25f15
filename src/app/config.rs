//! What this computer remembers between starts: which library, which look.
//! Nothing that would be missed: that lives in the library.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::BabyId;
use crate::storage::{self, PathError};

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
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "Like this computer",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Night => "Night light",
        }
    }
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The library last opened.
    pub library: Option<PathBuf>,
    /// The baby last shown.
    pub baby: Option<BabyId>,
    /// The look.
    pub appearance: Appearance,
    /// Size of the interface, 0.75–2.0.
    pub scale: f32,
    /// Whether hints about the light are shown on photos.
    pub hints: bool,
    /// Whether nothing on screen fades or glides.
    pub still: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            library: None,
            baby: None,
            appearance: Appearance::System,
            scale: 1.0,
            hints: true,
            still: false,
        }
    }
}

impl Config {
    /// The smallest and largest interface.
    pub const SCALE_RANGE: std::ops::RangeInclusive<f32> = 0.75..=2.0;
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

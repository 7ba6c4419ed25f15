//! Camera cards and phones that are plugged in as drives: a drive with a `DCIM`
//! folder, which every camera makes.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::apart::{Answer, Apart, Lister, Signs};
use super::walk;
use crate::store::watch::Seen;

/// The folder that every camera makes, by the rule all of them keep.
const CAMERA_FOLDER: &str = "DCIM";

/// A drive with photos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drive {
    /// What it is called: `CANON_SD`.
    pub label: String,
    /// The folder its photos are in.
    pub photos: PathBuf,
}

/// Tells which drives with photos are plugged in.
pub trait Drives: Send {
    /// Those that are there now.
    fn plugged_in(&mut self) -> Vec<Drive>;
}

/// None at all.
pub struct NoDrives;

impl Drives for NoDrives {
    fn plugged_in(&mut self) -> Vec<Drive> {
        Vec::new()
    }
}

/// The drives of this computer. Each is looked into once, when it comes: a disk
/// that sleeps must not be woken every few seconds.
#[derive(Default)]
pub struct MountedDrives {
    known: Vec<(PathBuf, Vec<Drive>)>,
}

impl Drives for MountedDrives {
    fn plugged_in(&mut self) -> Vec<Drive> {
        self.follow(places())
    }
}

impl MountedDrives {
    fn follow(&mut self, places: Vec<PathBuf>) -> Vec<Drive> {
        let mut before = std::mem::take(&mut self.known);
        for place in places {
            let known = before
                .iter()
                .position(|(known, _)| *known == place)
                .map(|at| before.swap_remove(at).1)
                // A phone shows nothing until it is unlocked.
                .filter(|drives| !drives.is_empty() || !is_device(&place));
            let drives = known.unwrap_or_else(|| on_drive(&place));
            self.known.push((place, drives));
        }
        self.known
            .iter()
            .flat_map(|(_, drives)| drives.clone())
            .collect()
    }
}

/// Whether the desktop shows a phone or camera here rather than a disk.
fn is_device(place: &Path) -> bool {
    let name = place.file_name().unwrap_or_default().as_encoded_bytes();
    name.starts_with(b"mtp:") || name.starts_with(b"gphoto2:")
}

/// Where drives may be.
#[cfg(target_os = "linux")]
fn places() -> Vec<PathBuf> {
    let text = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    let (desktops, mut places): (Vec<_>, Vec<_>) = removable(&text)
        .into_iter()
        .partition(|place| place.ends_with("gvfs"));
    // Phones and cameras that speak no drive's language: the desktop shows
    // each as a folder in one place.
    for desktop in desktops {
        let devices = std::fs::read_dir(desktop).into_iter().flatten().flatten();
        places.extend(
            devices
                .map(|device| device.path())
                .filter(|path| is_device(path)),
        );
    }
    places.sort();
    places
}

/// Where drives may be.
#[cfg(target_os = "macos")]
fn places() -> Vec<PathBuf> {
    let volumes = std::fs::read_dir("/Volumes").into_iter().flatten();
    volumes.flatten().map(|volume| volume.path()).collect()
}

/// Where drives may be.
#[cfg(windows)]
fn places() -> Vec<PathBuf> {
    ('D'..='Z')
        .map(|letter| PathBuf::from(format!("{letter}:\\")))
        .filter(|place| place.is_dir())
        .collect()
}

/// Where drives may be.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn places() -> Vec<PathBuf> {
    Vec::new()
}

/// The places of a Linux list of mounts where a desktop puts what is plugged in.
#[cfg(any(target_os = "linux", test))]
fn removable(mountinfo: &[u8]) -> Vec<PathBuf> {
    let mut places = Vec::new();
    for line in mountinfo.split(|byte| *byte == b'\n') {
        // 36 35 98:0 /root /place options … - type source options
        let Some(place) = line.split(|byte| *byte == b' ').nth(4) else {
            continue;
        };
        let place = unescaped(place);
        let plugged = [&b"/media/"[..], b"/run/media/", b"/mnt/"]
            .iter()
            .any(|start| place.starts_with(start));
        let desktop = place.starts_with(b"/run/user/") && place.ends_with(b"/gvfs");
        if plugged || desktop {
            places.push(PathBuf::from(String::from_utf8_lossy(&place).into_owned()));
        }
    }
    places
}

/// `\040` and its kind as the bytes they stand for.
#[cfg(any(target_os = "linux", test))]
fn unescaped(place: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(place.len());
    let mut rest = place;
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'\\')
            .then(|| tail.get(..3))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 8).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = tail.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    bytes
}

/// The photos' folder of a drive: at its top, or one folder down, where phones
/// show their storage as a folder.
fn on_drive(place: &Path) -> Vec<Drive> {
    let label = label_of(place);
    let top = place.join(CAMERA_FOLDER);
    if top.is_dir() {
        return vec![Drive { label, photos: top }];
    }
    let inside = std::fs::read_dir(place).into_iter().flatten().flatten();
    let mut found: Vec<Drive> = inside
        .take(64)
        .map(|folder| folder.path().join(CAMERA_FOLDER))
        .filter(|photos| photos.is_dir())
        .map(|photos| Drive {
            label: label.clone(),
            photos,
        })
        .collect();
    found.sort_by(|a, b| a.photos.cmp(&b.photos));
    found
}

/// `CANON_SD`; of a phone that the desktop shows, its name without the
/// protocol.
fn label_of(place: &Path) -> String {
    let name = place.file_name().map_or_else(
        || place.to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    match name.split_once("host=") {
        Some((_, device)) => device.replace('_', " "),
        None => name,
    }
}

/// Looks for drives on a thread apart: what desktops show of phones and shares
/// may not answer either.
pub struct DrivesApart {
    drives: Arc<Mutex<Box<dyn Drives>>>,
    apart: Apart,
    answers_within: Duration,
}

impl DrivesApart {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        drives: Box<dyn Drives>,
        lister: Lister,
        answers_within: Duration,
    ) -> std::io::Result<Self> {
        Ok(Self {
            drives: Arc::new(Mutex::new(drives)),
            apart: Apart::start(lister)?,
            answers_within,
        })
    }

    /// The drives with photos that are there now; `None` when that cannot be
    /// told, or nobody wants to know any more.
    pub fn plugged_in(&self, goes_on: &mut dyn FnMut() -> ControlFlow<()>) -> Option<Vec<Drive>> {
        let drives = Arc::clone(&self.drives);
        let answer = self
            .apart
            .run(self.answers_within, &mut |_| goes_on(), move |_| {
                let mut drives = drives.lock().unwrap_or_else(PoisonError::into_inner);
                drives.plugged_in()
            });
        done(answer)
    }

    /// How many photos on a drive are new.
    pub fn photos_on(
        &self,
        drive: Drive,
        seen: Vec<Seen>,
        goes_on: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Option<usize> {
        let lister = self.apart.lister();
        let answer = self
            .apart
            .run(self.answers_within, &mut |_| goes_on(), move |signs| {
                photos_on(&drive, seen, &lister, signs)
            });
        done(answer)
    }
}

fn done<V>(answer: Answer<V>) -> Option<V> {
    match answer {
        Answer::Done(value) => Some(value),
        Answer::Silent | Answer::Stopped => None,
    }
}

/// How many photos a drive seems to hold that were not seen before, told from
/// names alone: nothing is opened.
fn photos_on(drive: &Drive, seen: Vec<Seen>, lister: &Lister, signs: &Signs) -> usize {
    let seen: HashMap<PathBuf, _> = seen
        .into_iter()
        .map(|seen| (seen.path, seen.stamp))
        .collect();
    let mut new = 0;
    let list = |folder: &Path| {
        let _ = signs.alive();
        lister(folder)
    };
    walk::walk(&drive.photos, &list, &mut |path, stamp, _| {
        let known = seen.get(path).is_some_and(|known| known.is_same(&stamp));
        new += usize::from(!known && is_called_like_a_photo(path));
        signs.alive()
    });
    new
}

fn is_called_like_a_photo(path: &Path) -> bool {
    const ENDINGS: [&str; 17] = [
        "jpg", "jpeg", "heic", "heif", "png", "webp", "avif", "tif", "tiff", "dng", "cr2", "cr3",
        "nef", "arw", "raf", "orf", "rw2",
    ];
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|ending| {
            ENDINGS
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &[u8] = b"22 28 0:21 / /proc rw,nosuid - proc proc rw
28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
91 28 8:17 / /media/us/CANON\\040SD rw,nosuid,nodev - vfat /dev/sdb1 rw,uid=1000
92 28 8:33 / /run/media/us/Backup\\134s rw - ext4 /dev/sdc1 rw
93 28 0:50 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
94 28 0:51 / /home/us/cloud rw - fuse.rclone remote: rw
broken line
";

    #[test]
    fn what_is_plugged_in_is_told_from_the_rest() {
        let places = removable(MOUNTS);
        assert_eq!(
            places,
            [
                Path::new("/media/us/CANON SD"),
                Path::new("/run/media/us/Backup\\s"),
                Path::new("/run/user/1000/gvfs"),
            ]
        );
        assert!(removable(b"").is_empty());
    }

    #[test]
    fn a_card_a_phone_and_a_drive_without_photos() {
        let folder = tempfile::tempdir().unwrap();
        let card = folder.path().join("CANON_SD");
        let phone = folder.path().join("mtp:host=Google_Pixel_9_3A1");
        let other = folder.path().join("Backups");
        for place in [
            card.join("DCIM/100CANON"),
            phone.join("Internal storage/DCIM/Camera"),
            other.join("2024"),
        ] {
            std::fs::create_dir_all(place).unwrap();
        }
        assert_eq!(
            on_drive(&card),
            [Drive {
                label: "CANON_SD".to_owned(),
                photos: card.join("DCIM")
            }]
        );
        let phones = on_drive(&phone);
        assert_eq!(phones[0].label, "Google Pixel 9 3A1");
        assert!(on_drive(&other).is_empty());
        // Looked into once; a phone again until it shows something.
        let mut mounted = MountedDrives::default();
        let locked = folder.path().join("mtp:host=Locked");
        std::fs::create_dir_all(&locked).unwrap();
        let places = || vec![card.clone(), other.clone(), locked.clone()];
        assert_eq!(mounted.follow(places()).len(), 1);
        std::fs::create_dir_all(other.join("DCIM")).unwrap();
        std::fs::create_dir_all(locked.join("DCIM")).unwrap();
        let labels: Vec<String> = mounted
            .follow(places())
            .into_iter()
            .map(|drive| drive.label)
            .collect();
        assert_eq!(labels, ["CANON_SD", "Locked"]);
        assert!(mounted.follow(Vec::new()).is_empty());
        assert_eq!(mounted.follow(places()).len(), 3);
        for name in ["IMG_1.JPG", "IMG_2.CR3", "MVI_3.MOV", "INDEX.DAT"] {
            std::fs::write(card.join("DCIM/100CANON").join(name), b"x").unwrap();
        }
        assert_eq!(
            photos_on(
                &on_drive(&card)[0],
                Vec::new(),
                &super::super::system_lister(),
                &Signs::default()
            ),
            2
        );
    }
}

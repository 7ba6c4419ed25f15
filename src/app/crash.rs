//! What is written down when the program falls over: a file on this computer,
//! which a parent may send to somebody, or not. It goes nowhere by itself.

use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use crate::storage;

/// Reports kept; older ones are removed.
const KEPT: usize = 5;
/// Longest report, in bytes.
const MAX_BYTES: u64 = 256 << 10;
const BEGINNING: &str = "problem-";
const ENDING: &str = ".txt";

/// A report found at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrashReport {
    /// Its file.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

/// From now on, a thread whose name `matters` and that falls over leaves a
/// report in `folder`. Others are caught by those who started them.
pub fn watch(folder: PathBuf, matters: fn(&str) -> bool) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or_default();
        if matters(name) {
            let now = chrono::Local::now();
            let words = report(info, name, &now.format("%Y-%m-%d %H:%M:%S %:z").to_string());
            let file = format!("{BEGINNING}{}{ENDING}", now.format("%Y%m%d-%H%M%S"));
            // Nothing is left to do where even this fails.
            let _ = keep(&folder, &file, &words);
        }
        before(info);
    }));
}

fn keep(folder: &Path, file: &str, words: &str) -> Result<(), storage::PathError> {
    storage::create_private_dir(folder)?;
    storage::write_atomic(&folder.join(file), words.as_bytes())
}

/// The newest report in a folder that is newer than the one `seen`, by name.
/// Older ones than the newest few are removed.
pub fn newest(folder: &Path, seen: Option<&str>) -> Option<CrashReport> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with(BEGINNING) && name.ends_with(ENDING))
        .collect();
    names.sort_unstable();
    let surplus = names.len().saturating_sub(KEPT);
    for old in names.drain(..surplus) {
        // Kept a little longer, then.
        let _ = storage::remove_file(&folder.join(old));
    }
    let name = names.pop()?;
    if seen.is_some_and(|seen| seen >= name.as_str()) {
        return None;
    }
    let path = folder.join(name);
    let bytes = storage::read_bounded(&path, MAX_BYTES).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Some(CrashReport { path, text })
}

fn report(info: &PanicHookInfo<'_>, thread: &str, when: &str) -> String {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given");
    let place = info
        .location()
        .map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
    let trace = without_home(&Backtrace::force_capture().to_string());
    let words = format!(
        "Smilekeep {} ({}) on {} {}\nWhen: {when}\nWhere: {place}, in “{thread}”\nWhat: {}\n\n{trace}\n",
        env!("CARGO_PKG_VERSION"),
        env!("SMILEKEEP_COMMIT"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        without_names(message),
    );
    let most = usize::try_from(MAX_BYTES).unwrap_or(usize::MAX);
    words.chars().take(most / 4).collect()
}

/// Without what names photos, people or folders: paths, and what stands
/// between quotation marks.
fn without_names(message: &str) -> String {
    let mut words = String::with_capacity(message.len());
    let mut closing = None;
    for letter in message.chars() {
        match (closing, letter) {
            (Some(wanted), found) if wanted == found => {
                closing = None;
                words.push(found);
            }
            (Some(_), _) => {}
            (None, '“' | '"' | '«') => {
                words.push(letter);
                words.push('…');
                closing = Some(match letter {
                    '“' => '”',
                    '«' => '»',
                    _ => '"',
                });
            }
            (None, _) => words.push(letter),
        }
    }
    words
        .split(' ')
        .map(|word| {
            let is_path = word.len() > 1 && word.contains(['/', '\\']);
            if is_path { "(a file)" } else { word }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Without the name of whoever is logged in.
fn without_home(trace: &str) -> String {
    match directories::UserDirs::new() {
        Some(folders) => match folders.home_dir().to_str() {
            Some(home) if home.len() > 1 => trace.replace(home, "~"),
            _ => trace.to_owned(),
        },
        None => trace.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_written_down_and_found_once() {
        let folder = tempfile::tempdir().unwrap();
        let reports = folder.path().join("reports");
        assert_eq!(newest(&reports, None), None);
        watch(reports.clone(), |name| name == "falls over");
        let fell = std::thread::Builder::new()
            .name("falls over".to_owned())
            .spawn(|| panic!("no room for “Mina asleep.jpg” in /home/ana/Photos today"))
            .unwrap()
            .join();
        assert!(fell.is_err());
        // Whose fall is caught by others writes nothing.
        let other = std::thread::spawn(|| panic!("caught")).join();
        assert!(other.is_err());
        assert_eq!(std::fs::read_dir(&reports).unwrap().count(), 1);

        let found = newest(&reports, None).unwrap();
        assert!(found.text.starts_with("Smilekeep "), "{}", found.text);
        let what = found
            .text
            .lines()
            .find(|line| line.starts_with("What: "))
            .unwrap();
        assert_eq!(what, "What: no room for “…” in (a file) today");
        assert!(found.text.contains("crash.rs:"), "{}", found.text);
        let name = found.path.file_name().unwrap().to_str().unwrap();
        assert_eq!(newest(&reports, Some(name)), None, "seen already");
    }

    #[test]
    fn old_reports_make_room() {
        let folder = tempfile::tempdir().unwrap();
        for day in 1..=8 {
            let name = format!("problem-2026110{day}-030000.txt");
            std::fs::write(folder.path().join(name), format!("day {day}")).unwrap();
        }
        std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let found = newest(folder.path(), Some("problem-20261107-030000.txt")).unwrap();
        assert_eq!(found.text, "day 8");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), KEPT + 1);
    }
}

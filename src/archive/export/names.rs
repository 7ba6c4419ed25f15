//! What files are called in an export: their own names, safe on every system
//! and each only once in its folder.

use std::collections::HashSet;

use crate::domain::{Moment, NewPhoto};

/// Longest name kept, in bytes of UTF-8, before a number or ending is added:
/// file systems take 255.
const MOST_BYTES: usize = 150;
/// Names that mean a device on Windows, whatever their ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Gives out names, none twice, also where capitals do not count.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<String>,
}

impl Names {
    /// A path for a photo: `folder/2026/11/2026-11-03 03-14 IMG_0001.jpg`.
    /// Another ending than its own may be asked for.
    pub fn photo(
        &mut self,
        folder: &str,
        moment: &Moment,
        file: &NewPhoto,
        ending: Option<&str>,
    ) -> String {
        let (stem, own) = parts(&file.original_name);
        let ending = ending
            .map(str::to_owned)
            .or(own)
            .unwrap_or_else(|| file.format.extension().to_owned());
        let at = moment.local;
        let folder = format!("{folder}/{}", at.format("%Y/%m"));
        let stem = format!("{} {stem}", at.format("%Y-%m-%d %H-%M"));
        self.unused(&folder, &stem, &ending)
    }

    fn unused(&mut self, folder: &str, stem: &str, ending: &str) -> String {
        let mut name = format!("{folder}/{stem}.{ending}");
        let mut number = 2_u32;
        while !self.given.insert(name.to_lowercase()) {
            name = format!("{folder}/{stem} ({number}).{ending}");
            number += 1;
        }
        name
    }
}

/// A name as every system takes it, without its ending, and the ending.
fn parts(name: &str) -> (String, Option<String>) {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending))
            if (1..=8).contains(&ending.len())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            (stem, Some(ending.to_ascii_lowercase()))
        }
        _ => (name, None),
    };
    (safe(stem), ending)
}

/// Words as a part of a path that every system takes.
pub(super) fn safe(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        let letter = match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            other if other.is_control() || is_hidden(other) => continue,
            other => other,
        };
        if safe.len() + letter.len_utf8() > MOST_BYTES {
            break;
        }
        safe.push(letter);
    }
    let safe = safe.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    if safe.is_empty() || DEVICES.contains(&safe.to_ascii_lowercase().as_str()) {
        return "photo".to_owned();
    }
    safe.to_owned()
}

/// Marks that change how a name reads without being seen.
const fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// A path as a link: every byte that means something else is escaped.
pub(super) fn link(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                link.push(char::from(byte));
            }
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_no_system_chokes_on() {
        for (name, stem, ending) in [
            ("IMG_0001.HEIC", "IMG_0001", Some("heic")),
            ("../../etc/passwd", "-..-etc-passwd", None),
            ("a:b?.jpg", "a-b-", Some("jpg")),
            ("CON.jpg", "photo", Some("jpg")),
            ("...", "photo", None),
            ("صورة ١.jpeg", "صورة ١", Some("jpeg")),
            ("gpj.\u{202E}x.png", "gpj.x", Some("png")),
            ("no ending. really", "no ending. really", None),
        ] {
            assert_eq!(
                parts(name),
                (stem.to_owned(), ending.map(str::to_owned)),
                "{name}"
            );
        }
        assert!(safe(&"长".repeat(300)).len() <= MOST_BYTES);
    }

    #[test]
    fn each_name_is_given_once_whatever_its_capitals() {
        let mut names = Names::default();
        assert_eq!(names.unused("a", "IMG", "jpg"), "a/IMG.jpg");
        assert_eq!(names.unused("a", "img", "JPG"), "a/img (2).JPG");
        assert_eq!(names.unused("a", "IMG", "jpg"), "a/IMG (3).jpg");
        assert_eq!(names.unused("b", "IMG", "jpg"), "b/IMG.jpg");
    }

    #[test]
    fn links_hold_in_a_browser() {
        assert_eq!(link("a b/ü#?.jpg"), "a%20b/%C3%BC%23%3F.jpg");
    }
}

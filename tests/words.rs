//! Every sentence exists in every language, with the same values; none is
//! used that is not there, none is there that is not used, and the window
//! says nothing that is not in the texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};

const LANGUAGES: [&str; 2] = ["en", "de"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path, endings));
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Each message with the values it needs; complains of broken and doubled ones.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = root().join("assets/lang").join(language);
    let mut all = BTreeMap::new();
    for file in files_below(&folder, &["ftl"]) {
        let text = fs::read_to_string(&file).unwrap();
        let resource: Resource<String> = fluent_syntax::parser::parse(text.clone())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut values = BTreeSet::new();
                    if let Some(pattern) = &message.value {
                        values_of(pattern, &mut values);
                    }
                    let name = message.id.name;
                    assert!(
                        all.insert(name.clone(), values).is_none(),
                        "{name} is there twice in {language}"
                    );
                }
                Entry::Junk { content } => panic!("{}: {content}", file.display()),
                _ => {}
            }
        }
    }
    all
}

fn values_of(pattern: &Pattern<String>, values: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            values_in(expression, values);
        }
    }
}

fn values_in(expression: &Expression<String>, values: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            value_of(selector, values);
            for variant in variants {
                values_of(&variant.value, values);
            }
        }
        Expression::Inline(inline) => value_of(inline, values),
    }
}

fn value_of(inline: &InlineExpression<String>, values: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            values.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => values_in(expression, values),
        _ => {}
    }
}

/// Source without comments.
fn code(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Each `t!("key", name = …)` with the names given.
fn said(code: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("t!(") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = code[at + 3..].trim_start();
        let Some(rest) = rest.strip_prefix('"') else {
            continue;
        };
        let Some((key, rest)) = rest.split_once('"') else {
            continue;
        };
        found.push((key.to_owned(), names_given(rest)));
    }
    found
}

/// The `name` of each `name = value` up to the closing bracket.
fn names_given(rest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut text, mut word) = (0_i32, false, String::new());
    let mut fresh = false;
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if text => {
                letters.next();
            }
            '"' => text = !text,
            _ if text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                fresh = true;
                word.clear();
            }
            '=' if depth == 0 && fresh && letters.peek() != Some(&'=') => {
                names.insert(word.trim().to_owned());
                fresh = false;
            }
            _ if fresh => word.push(letter),
            _ => {}
        }
    }
    names
}

#[test]
fn every_language_says_everything_with_the_same_values() {
    let english = messages("en");
    assert!(english.len() > 20);
    for language in LANGUAGES.into_iter().skip(1) {
        let other = messages(language);
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !other.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{language} does not say {missing:#?}");
        let extra: Vec<_> = other
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(extra.is_empty(), "only {language} says {extra:#?}");
        for (key, values) in &other {
            let unknown: Vec<_> = values.difference(&english[key]).collect();
            assert!(unknown.is_empty(), "{key} in {language} wants {unknown:?}");
        }
    }
}

#[test]
fn what_is_said_is_there_and_gets_its_values() {
    let english = messages("en");
    let mut faults = Vec::new();
    for file in files_below(&root().join("src"), &["rs"]) {
        for (key, names) in said(&code(&file)) {
            let place = format!("{}: {key}", file.strip_prefix(root()).unwrap().display());
            match english.get(&key) {
                None => faults.push(format!("{place} is in no text")),
                Some(values) if values != &names => {
                    faults.push(format!("{place} is given {names:?} and wants {values:?}"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_is_there_that_is_never_said() {
    let mut used = BTreeSet::new();
    for file in files_below(&root().join("src"), &["rs"]) {
        let code = code(&file);
        // Also tables of keys that are handed to `words::plain`.
        for literal in code.split('"').skip(1).step_by(1) {
            used.insert(literal.to_owned());
        }
    }
    let unused: Vec<_> = messages("en")
        .into_keys()
        .filter(|key| !used.contains(key))
        .collect();
    assert!(unused.is_empty(), "never said: {unused:#?}");
}

#[test]
fn the_texts_are_the_ones_that_are_built_in() {
    let book = fs::read_to_string(root().join("src/words/book.rs")).unwrap();
    for language in LANGUAGES {
        for file in files_below(&root().join("assets/lang").join(language), &["ftl"]) {
            let name = file.file_stem().unwrap().to_str().unwrap();
            assert!(
                book.contains(&format!("\"{name}\"")),
                "{name}.ftl is not built in"
            );
        }
    }
}

/// Rooms whose sentences parents read in the window or on paper.
const SPEAKING: [&str; 7] = [
    "domain", "photo", "capture", "keepsake", "archive", "app", "ui",
];

/// Literals that look like sentences and are none, or must not change with the
/// language: file, beginning of the literal, why.
const NO_WORDS: &[(&str, &str, &str)] = &[
    ("src/app/", "Smilekeep", "a name"),
    ("src/ui/", "Smilekeep", "a name"),
    (
        "src/capture/camera/native/trouble.rs",
        "",
        "what the systems’ cameras say",
    ),
    (
        "src/photo/common.rs",
        "Image too large",
        "what the BMP reader says",
    ),
    ("src/photo/sniff.rs", "Pfn", "what files begin with"),
    ("src/ui/", "smilekeep theme", "an id"),
    ("src/ui/", "smilekeep fold", "an id"),
    // set
    ("src/app/crash.rs", "", "read by those who mend the program"),
    (
        "src/ui/mod.rs",
        "smilekeep: ",
        "the command line is English",
    ),
    // gal
    (
        "src/ui/views/viewer/bar.rs",
        "the bar's buttons have another width",
        "for developers: why a frame is drawn again",
    ),
    (
        "src/ui/widgets/fold.rs",
        "smilekeep fold",
        "names its state",
    ),
    // low
    ("src/domain/month.rs", "String", "a type"),
    ("src/ui/file_portal.rs", "Get", "a method of D-Bus"),
    ("src/photo/heic_tiles.rs", "called once", "for developers"),
    (
        "src/photo/isolation/confine.rs",
        "last resort",
        "for developers",
    ),
    (
        "src/photo/isolation/helper.rs",
        "smilekeep: this",
        "for developers",
    ),
    (
        "src/photo/isolation/",
        "memory allocation",
        "what Rust says",
    ),
    ("src/photo/isolation/", "failed to spawn", "what Rust says"),
    (
        "src/photo/isolation/helper.rs",
        "it is of another",
        "for developers",
    ),
    (
        "src/photo/isolation/reader.rs",
        "photo to helper",
        "a thread",
    ),
    (
        "src/photo/isolation/reader.rs",
        "picture from helper",
        "a thread",
    ),
    (
        "src/photo/isolation/reader.rs",
        "words of helper",
        "a thread",
    ),
    (
        "src/photo/isolation/",
        "a pipe is missing",
        "for developers",
    ),
    ("src/photo/isolation/", "a header beyond", "for developers"),
    (
        "src/photo/jpeg/header.rs",
        "the other decoder",
        "for developers",
    ),
    ("src/photo/jpeg/header.rs", "Adobe", "part of a format"),
    (
        "src/photo/jpeg/plain.rs",
        "tested in every",
        "for developers",
    ),
    (
        "src/photo/jpeg/turbo.rs",
        "libjpeg fatal error",
        "what libjpeg says",
    ),
    ("src/photo/metadata/", "Exif", "part of a format"),
    ("src/photo/metadata/", "Creation Time", "part of a format"),
    ("src/photo/metadata/", "Apple iOS", "part of a format"),
    ("src/photo/sidecar/", "Description", "part of a format"),
    ("src/photo/sniff.rs", "gimp xcf", "part of a format"),
    ("src/photo/sniff.rs", "SQLite format 3", "part of a format"),
    ("src/photo/sniff.rs", "Pf", "part of a format"),
    ("src/photo/srgb_profile.rs", "mntrRGB", "part of a format"),
    ("src/photo/render/histogram.rs", "", "for developers"),
    ("src/photo/render/lanes.rs", "", "for developers"),
    ("src/capture/netcam/", "Digest ", "protocol"),
    ("src/capture/netcam/", "Smilekeep", "a name"),
    (
        "src/capture/watch/walk.rs",
        "system volume",
        "a folder of Windows",
    ),
    (
        "src/app/bring_in/baby_buddy.rs",
        "",
        "what the tables are called",
    ),
    ("src/app/phone.rs", "phone page", "a thread"),
    ("src/app/proxy.rs", "editor ", "a thread"),
    (
        "src/app/update/merge.rs",
        "earlier words",
        "the kind of a step",
    ),
    ("src/app/update/reread.rs", "second reading", "a thread"),
    ("src/ui/widgets/date.rs", "", "what is read, not said"),
    (
        "src/ui/widgets/date/german.rs",
        "",
        "what is read, not said",
    ),
    (
        "src/ui/widgets/date/calendar.rs",
        "smilekeep default",
        "an id",
    ),
    // page
    ("src/keepsake/fonts.rs", "", "names of fonts"),
    (
        "src/keepsake/verses.rs",
        "",
        "quotations, as they were printed",
    ),
    (
        "src/keepsake/frames.rs",
        "<svg",
        "pictures that stand in for photos",
    ),
    (
        "src/keepsake/native.rs",
        "",
        "the typesetter’s own function",
    ),
    ("src/keepsake/document.rs", "Smilekeep", "a name"),
    (
        "src/keepsake/world.rs",
        "{name} is no file name",
        "for developers",
    ),
    (
        "src/keepsake/print.rs",
        "not accepting",
        "what the printing system says",
    ),
    ("src/keepsake/portal.rs", "Get", "a word of D-Bus"),
    ("src/keepsake/portal.rs", "Print", "a word of D-Bus"),
    ("src/keepsake/portal.rs", "Width", "a word of D-Bus"),
    ("src/keepsake/portal.rs", "Height", "a word of D-Bus"),
    ("src/keepsake/portal.rs", "Orientation", "a word of D-Bus"),
    ("src/keepsake/portal.rs", "Response", "a word of D-Bus"),
    (
        "src/keepsake/portal.rs",
        "The system’s print window",
        "its name in English, which is understood in every language",
    ),
    (
        "src/archive/backup.rs",
        "This folder is a ",
        "the marker of a backup, read again",
    ),
    (
        "src/archive/locked/",
        "This folder is a ",
        "the marker of a backup, read again",
    ),
    (
        "src/archive/locked/key.rs",
        "smilekeep: names",
        "goes into a keyed hash",
    ),
    (
        "src/archive/export/mod.rs",
        "NOT FINISHED",
        "a file’s name, looked for",
    ),
    (
        "src/archive/export/mod.rs",
        "Smilekeep export",
        "a folder’s name, looked for",
    ),
    (
        "src/archive/export/sink.rs",
        "Smilekeep export",
        "a folder’s name, documented",
    ),
    ("src/archive/export/pages.rs", "<", "markup"),
    ("src/archive/export/pages.rs", " <span", "markup"),
    ("src/archive/export/pages.rs", ", <span", "markup"),
    (
        "src/archive/export/tables.rs",
        "",
        "columns, the same in every language",
    ),
    (
        "src/archive/import/baby_buddy.rs",
        "nappy change",
        "goes into an id",
    ),
    (
        "src/archive/import/baby_buddy.rs",
        "empty note",
        "goes into an id",
    ),
    (
        "src/archive/import/baby_buddy.rs",
        "sleep without words",
        "goes into an id",
    ),
    (
        "src/archive/import/baby_buddy.rs",
        "tummy time",
        "goes into an id",
    ),
    (
        "src/archive/import/baby_buddy.rs",
        "smilekeep: row",
        "goes into an id",
    ),
    (
        "src/archive/import/container.rs",
        "the disk refused",
        "never shown",
    ),
    ("src/archive/import/detect.rs", "Takeout", "a folder’s name"),
    (
        "src/capture/camera/native/trouble.rs",
        "",
        "what nokhwa says",
    ),
    ("src/capture/phone/reply.rs", "<link", "markup"),
    (
        "src/capture/phone/server.rs",
        "phone files",
        "a thread’s name",
    ),
    // server
    (
        "src/ui/views/settings/backup_server.rs",
        "",
        "names of fields",
    ),
    (
        "src/archive/locked/server/",
        "",
        "words of protocols; sentences are in trouble.rs",
    ),
];

/// String literals of the code outside tests, attributes and macros that only
/// developers read.
fn literals(code: &str) -> Vec<String> {
    let mut code = code
        .split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned();
    for opening in [
        "#[allow(",
        "#[expect(",
        "#[must_use",
        "concat!(",
        "env!(",
        "include_str!(",
    ] {
        while let Some(at) = code.find(opening) {
            let end = code[at..]
                .find([']', ')'])
                .map_or(code.len(), |end| at + end + 1);
            code.replace_range(at..end, "");
        }
    }
    let mut found = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => {
                // A character, or a lifetime.
                let first = letters.next();
                if first == Some('\\') {
                    letters.next();
                }
                if letters.peek() == Some(&'\'') {
                    letters.next();
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(letter) = letters.next() {
                    match letter {
                        '\\' => {
                            literal.extend(letters.next());
                        }
                        '"' => break,
                        _ => literal.push(letter),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// Two words with a space between them, or one that begins a sentence.
fn reads_like_words(literal: &str) -> bool {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for letter in literal.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    let letters: Vec<char> = bare.chars().collect();
    let phrase = letters
        .windows(3)
        .any(|three| three[0].is_alphabetic() && three[1] == ' ' && three[2].is_alphabetic());
    let sentence = letters.first().is_some_and(|first| first.is_uppercase())
        && letters.len() > 2
        && letters
            .iter()
            .skip(1)
            .all(|letter| letter.is_lowercase() || *letter == '…');
    phrase || sentence
}

#[test]
fn the_window_says_nothing_that_is_not_in_the_texts() {
    let mut faults = Vec::new();
    for room in SPEAKING {
        for file in files_below(&root().join("src").join(room), &["rs"]) {
            let name = file.strip_prefix(root()).unwrap().display().to_string();
            if name.ends_with("tests.rs") || name.contains("/tests/") {
                continue;
            }
            for literal in literals(&code(&file)) {
                let excused = NO_WORDS.iter().any(|(place, beginning, _)| {
                    name.starts_with(place) && literal.starts_with(beginning)
                });
                if reads_like_words(&literal) && !excused {
                    faults.push(format!("{name}: {literal}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} literals: {faults:#?}", faults.len());
}

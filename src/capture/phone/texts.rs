//! The words of the page and of its script, in the language the program speaks
//! at the moment.

use serde_json::{Map, Value, json};

use super::files;
use crate::words;

/// What stands in the page: keys, in braces there.
const IN_PAGE: [&str; 13] = [
    "phone-page-tab",
    "phone-page-title",
    "phone-page-lead",
    "phone-page-needs-script",
    "phone-page-choose",
    "phone-page-as-many",
    "phone-page-note",
    "phone-page-note-hint",
    "phone-page-send",
    "phone-page-sending",
    "phone-page-send-more",
    "phone-page-list",
    "phone-page-trust",
];

/// What the script says; it knows the keys without their beginning.
const IN_SCRIPT: [&str; 21] = [
    "phone-page-choose",
    "phone-page-choose-others",
    "phone-page-as-many",
    "phone-page-send",
    "phone-page-closed",
    "phone-page-lost",
    "phone-page-found",
    "phone-page-waits",
    "phone-page-unreadable",
    "phone-page-not-taken",
    "phone-page-could-not-take",
    "phone-page-known",
    "phone-page-sent",
    "phone-page-not-sent",
    "phone-page-keep-open",
    "phone-page-no-more",
    "phone-page-ends",
    "phone-page-all-are-there",
    "phone-page-they-wait",
    "phone-page-none",
    "phone-page-time-up",
];

/// Forms of a plural, as Unicode names them; a language has some of them.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The page.
pub(super) fn page() -> String {
    let mut page = files::PAGE.replace("{lang}", words::manner().language.code());
    for key in IN_PAGE {
        page = page.replace(&format!("{{{key}}}"), &escaped(words::plain(key)));
    }
    // In a script of data only the end of the script is read as such.
    page.replace("{words}", &script().to_string().replace('<', "\\u003c"))
}

/// The page that says why there is none.
pub(super) fn refused(style: &str, sentence: &str) -> String {
    files::REFUSED
        .replace("{lang}", words::manner().language.code())
        .replace("{style}", style)
        .replace("{title}", &escaped(t!("phone-page-does-not-open")))
        .replace("{sentence}", &escaped(sentence))
}

/// What the script reads: its language, and its words by their keys.
fn script() -> Value {
    let mut texts = Map::new();
    let short = |key: &'static str| key.strip_prefix("phone-page-").unwrap_or(key).to_owned();
    for key in IN_SCRIPT {
        texts.insert(short(key), words::plain(key).into());
    }
    // The script fills these in; it finds the places by their names.
    for (key, filled) in [
        (
            "photos-and-films",
            t!(
                "phone-page-photos-and-films",
                photos = "{photos}",
                films = "{films}"
            ),
        ),
        (
            "sending-things",
            t!("phone-page-sending-things", things = "{things}"),
        ),
        (
            "send-things",
            t!("phone-page-send-things", things = "{things}"),
        ),
        ("of", t!("phone-page-of", done = "{done}", all = "{all}")),
        (
            "chosen",
            t!("phone-page-chosen", things = "{things}", size = "{size}"),
        ),
        (
            "some-are-there",
            t!("phone-page-some-are-there", sent = "{sent}", all = "{all}"),
        ),
    ] {
        texts.insert(key.to_owned(), filled.into());
    }
    texts.insert(
        "photos".to_owned(),
        forms(|form| t!("phone-page-photos", form = form, count = "{count}")),
    );
    texts.insert(
        "films".to_owned(),
        forms(|form| t!("phone-page-films", form = form, count = "{count}")),
    );
    texts.insert(
        "minutes".to_owned(),
        forms(|form| t!("phone-page-minutes", form = form, count = "{count}")),
    );
    json!({ "lang": words::manner().language.code(), "texts": texts })
}

fn forms(say: impl Fn(&'static str) -> String) -> Value {
    FORMS
        .into_iter()
        .map(|form| (form.to_owned(), say(form).into()))
        .collect::<Map<_, _>>()
        .into()
}

/// Words as they are, whatever they hold.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Manner, OnlyHere};

    fn in_every_language(look: impl Fn(Language)) {
        for language in Language::ALL {
            let _here = OnlyHere::new(Manner {
                language,
                ..Manner::default()
            });
            look(language);
        }
    }

    #[test]
    fn the_page_is_whole_in_every_language() {
        in_every_language(|language| {
            let page = page();
            assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
            let (before, rest) = page.split_once("<script id=\"words\"").unwrap();
            let (data, after) = rest.split_once("</script>").unwrap();
            // Every brace of the template was filled.
            for markup in [before, after] {
                assert!(
                    !markup.contains('{') && !markup.contains("phone-page"),
                    "{markup}"
                );
            }
            let data = data.strip_prefix(" type=\"application/json\">").unwrap();
            let data: Value = serde_json::from_str(data).unwrap();
            assert_eq!(data["lang"], language.code());
            let refused = refused("", "<&>");
            assert!(refused.contains("&lt;&amp;&gt;"), "{refused}");
            assert!(!refused.contains('{'), "{refused}");
        });
        assert!(page().contains("<h1>Photos for the journal</h1>"));
    }

    #[test]
    fn the_script_says_only_what_is_there_and_all_of_it() {
        let mut said: Vec<&str> = ["text(\"", "counted(\"", "? \"", ": \""]
            .into_iter()
            .flat_map(|opening| files::SCRIPT.split(opening).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        said.sort_unstable();
        in_every_language(|_| {
            let script = script();
            let texts = script["texts"].as_object().unwrap();
            for key in texts.keys() {
                assert!(
                    said.binary_search(&key.as_str()).is_ok(),
                    "{key} is never said"
                );
            }
            for opening in ["text(\"", "counted(\""] {
                for rest in files::SCRIPT.split(opening).skip(1) {
                    let key = rest.split('"').next().unwrap();
                    assert!(texts.contains_key(key), "{key} is in no text");
                }
            }
            assert!(
                texts
                    .values()
                    .all(|words| !words.to_string().contains("phone-page"))
            );
        });
        assert_eq!(script()["texts"]["photos"]["one"], "{count} photo");
        assert_eq!(script()["texts"]["photos"]["many"], "{count} photos");
    }
}

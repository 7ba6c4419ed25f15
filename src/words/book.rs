//! The messages of each language, read once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::Language;

/// Declares the files once for all languages, so that none can lack one.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// File names and contents of a language.
        pub(super) fn files(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::English => &[$(($name, include_str!(concat!("../../assets/lang/en/", $name, ".ftl")))),+],
                Language::German => &[$(($name, include_str!(concat!("../../assets/lang/de/", $name, ".ftl")))),+],
            }
        }
    };
}

files!(
    "common",
    "dates",
    "domain",
    "photo",
    "capture",
    "keepsake",
    "archive",
    "app",
    "gallery",
    "viewer",
    "editor",
    "entry",
    "milestones",
    "keepsake-view",
    "camera",
    "inbox",
    "settings",
    "backup",
    "shell",
    "phone-page",
);

/// What a message may be filled with: text, or a whole number.
pub struct Value<'a>(FluentValue<'a>);

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self(FluentValue::String(Cow::Borrowed(text)))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self(FluentValue::String(Cow::Owned(text)))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(FluentValue::String(text))
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Value<'_> {
            fn from(number: $kind) -> Self {
                Self(FluentValue::from(number))
            }
        })+
    };
}

whole_numbers!(u8, u16, u32, u64, usize, i32, i64);

/// One language, ready to be asked.
struct Book {
    bundle: FluentBundle<FluentResource>,
    /// What needs no values, formatted once: asked for in every frame.
    plain: HashMap<String, String>,
}

impl Book {
    fn read(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // Bidirectional isolates would be drawn as boxes; the window orders
        // what it draws itself.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| grouped_value(value, Language::English),
            Language::German => |value, _| grouped_value(value, Language::German),
        }));
        let mut keys = Vec::new();
        for (_, text) in files(language) {
            // A broken message is left out, the others stay; a test reads them all.
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            keys.extend(message_keys(&resource));
            bundle.add_resource_overriding(resource);
        }
        let mut plain = HashMap::with_capacity(keys.len());
        for key in keys {
            let mut errors = Vec::new();
            let text = bundle
                .get_message(&key)
                .and_then(|message| message.value())
                .map(|value| bundle.format_pattern(value, None, &mut errors).into_owned());
            if let Some(text) = text
                && errors.is_empty()
            {
                plain.insert(key, text);
            }
        }
        Self { bundle, plain }
    }

    fn filled(&self, key: &str, args: &FluentArgs) -> Option<String> {
        let value = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(value, Some(args), &mut errors);
        Some(text.into_owned())
    }
}

fn message_keys(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

/// Whole numbers in groups of three; anything else as Fluent has it.
fn grouped_value(value: &FluentValue, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) if value.fract() == 0.0 => {
            Some(grouped(&format!("{value:.0}"), separator(language)))
        }
        _ => None,
    }
}

/// What stands between thousands.
pub(super) const fn separator(language: Language) -> char {
    match language {
        Language::English => ',',
        Language::German => '.',
    }
}

/// `1204` as `1,204`.
pub(super) fn grouped(digits: &str, separator: char) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", digits),
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + sign.len());
    text.push_str(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

fn book(language: Language) -> &'static Book {
    static ENGLISH: OnceLock<Book> = OnceLock::new();
    static GERMAN: OnceLock<Book> = OnceLock::new();
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
    }
    .get_or_init(|| Book::read(language))
}

/// See [`super::plain`].
pub(super) fn plain(language: Language, key: &'static str) -> &'static str {
    [language, Language::English]
        .into_iter()
        .find_map(|language| book(language).plain.get(key))
        .map_or(key, String::as_str)
}

/// See [`super::filled`].
pub(super) fn filled(
    language: Language,
    key: &'static str,
    values: &[(&'static str, Value<'_>)],
) -> String {
    let args: FluentArgs = values
        .iter()
        .map(|(name, value)| (*name, value.0.clone()))
        .collect();
    [language, Language::English]
        .into_iter()
        .find_map(|language| book(language).filled(key, &args))
        .unwrap_or_else(|| key.to_owned())
}

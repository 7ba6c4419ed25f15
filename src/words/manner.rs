//! How the program speaks: the language, and how dates, times and weeks are
//! written where the parents live.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Weekday;
use icu_calendar::types::Weekday as FirstDay;
use icu_calendar::week::WeekInformation;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

/// A language all texts exist in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
}

impl Language {
    /// Every language, in the order shown.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its BCP 47 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What it calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    pub(super) fn id(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    /// The language of a locale such as `de-AT` or `de_AT.UTF-8`.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let code = locale.split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

/// Whether the day or the month comes first in English dates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `3 November 2026`
    #[default]
    DayFirst,
    /// `November 3, 2026`
    MonthFirst,
}

/// How the hours are counted.
///
/// The default is for a computer that names no country.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// `15:10`
    #[default]
    Hours24,
    /// `3:10 PM`
    Hours12,
}

/// The day a week begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekStart {
    /// Most of the world.
    #[default]
    Monday,
    /// The Americas and others.
    Sunday,
    /// Parts of North Africa and the Middle East.
    Saturday,
}

impl WeekStart {
    /// Every choice, in the order shown.
    pub const ALL: [Self; 3] = [Self::Monday, Self::Sunday, Self::Saturday];

    /// What is usual in a country, by its two letters.
    fn usual_in(country: &str) -> Option<Self> {
        let locale: icu_locale_core::Locale = format!("und-{country}").parse().ok()?;
        let week = WeekInformation::try_new((&locale).into()).ok()?;
        match week.first_weekday {
            FirstDay::Saturday => Some(Self::Saturday),
            FirstDay::Sunday => Some(Self::Sunday),
            _ => Some(Self::Monday),
        }
    }

    /// The day itself.
    pub const fn day(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Sunday => Weekday::Sun,
            Self::Saturday => Weekday::Sat,
        }
    }

    /// Column of a day, 0–6, in a week that begins here.
    pub fn column(self, day: Weekday) -> u32 {
        day.days_since(self.day())
    }

    /// The days of a week in order.
    pub fn days(self) -> [Weekday; 7] {
        let mut day = self.day();
        std::array::from_fn(|_| {
            let this = day;
            day = day.succ();
            this
        })
    }
}

/// Everything a sentence or a date depends on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Manner {
    /// The language.
    pub language: Language,
    /// Day or month first.
    pub order: DateOrder,
    /// Twelve or twenty-four hours.
    pub clock: Clock,
    /// First day of the week.
    pub week: WeekStart,
}

/// Countries whose English dates begin with the month, and those whose English
/// clock has twelve hours. Source: Unicode CLDR, date patterns and `timeData`.
const MONTH_FIRST: [&str; 4] = ["US", "PH", "PR", "GU"];
const TWELVE_HOURS: [&str; 14] = [
    "US", "CA", "AU", "NZ", "IN", "PH", "PK", "BD", "MY", "SG", "EG", "SA", "PR", "GU",
];
impl Manner {
    /// What is usual in the places two locales name: one for words, one for
    /// dates (they are often the same). A locale without a country, or an
    /// unknown one, leaves what most of the world has.
    pub fn usual(words: &str, dates: &str) -> Self {
        let country = country_of(dates);
        let named = |list: &[&str]| country.is_some_and(|country| list.contains(&country));
        Self {
            language: Language::of_locale(words).unwrap_or_default(),
            order: if named(&MONTH_FIRST) {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            },
            clock: if named(&TWELVE_HOURS) {
                Clock::Hours12
            } else {
                Clock::Hours24
            },
            week: country.and_then(WeekStart::usual_in).unwrap_or_default(),
        }
    }

    /// What this computer is set to.
    pub fn of_system() -> Self {
        let words = sys_locale::get_locale().unwrap_or_default();
        let dates = date_locale().unwrap_or_else(|| words.clone());
        Self::usual(&words, &dates)
    }

    fn packed(self) -> u32 {
        u32::from_le_bytes([
            self.language as u8,
            self.order as u8,
            self.clock as u8,
            self.week as u8,
        ])
    }

    fn unpacked(packed: u32) -> Self {
        let [language, order, clock, week] = packed.to_le_bytes();
        Self {
            language: match language {
                1 => Language::German,
                _ => Language::English,
            },
            order: match order {
                1 => DateOrder::MonthFirst,
                _ => DateOrder::DayFirst,
            },
            clock: match clock {
                1 => Clock::Hours12,
                _ => Clock::Hours24,
            },
            week: match week {
                1 => WeekStart::Sunday,
                2 => WeekStart::Saturday,
                _ => WeekStart::Monday,
            },
        }
    }
}

/// `US` of `en_US.UTF-8` or `en-Latn-US`.
fn country_of(locale: &str) -> Option<&str> {
    locale
        .split(['.', '@'])
        .next()?
        .split(['-', '_'])
        .skip(1)
        .find(|part| part.len() == 2 && part.bytes().all(|letter| letter.is_ascii_uppercase()))
}

/// Where dates have a locale of their own: `LC_TIME`, as POSIX defines it.
#[cfg(unix)]
fn date_locale() -> Option<String> {
    ["LC_ALL", "LC_TIME", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

#[cfg(not(unix))]
fn date_locale() -> Option<String> {
    None
}

/// English, day first, 24 hours, Monday: until [`speak`] says otherwise.
static SPOKEN: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static HERE: Cell<Option<Manner>> = const { Cell::new(None) };
}

/// How the program speaks at this moment.
pub fn manner() -> Manner {
    HERE.get()
        .unwrap_or_else(|| Manner::unpacked(SPOKEN.load(Ordering::Relaxed)))
}

/// From now on, everywhere; on a thread with a manner of its own
/// ([`OnlyHere`]), only there.
pub fn speak(manner: Manner) {
    if HERE.get().is_some() {
        return HERE.set(Some(manner));
    }
    SPOKEN.store(manner.packed(), Ordering::Relaxed);
}

/// Another manner on this thread alone, until it is dropped: for what is made
/// in a language of its own, and for tests beside each other.
#[must_use = "the manner ends when this is dropped"]
pub struct OnlyHere {
    before: Option<Manner>,
}

impl OnlyHere {
    /// From now on, on this thread.
    pub fn new(manner: Manner) -> Self {
        Self {
            before: HERE.replace(Some(manner)),
        }
    }
}

impl Drop for OnlyHere {
    fn drop(&mut self) {
        HERE.set(self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_their_own_ways() {
        let manner = |locale| Manner::usual(locale, locale);
        let states = manner("en_US.UTF-8");
        assert_eq!(states.order, DateOrder::MonthFirst);
        assert_eq!(states.clock, Clock::Hours12);
        assert_eq!(states.week, WeekStart::Sunday);
        let austria = manner("de-AT");
        assert_eq!(austria.language, Language::German);
        assert_eq!(austria.clock, Clock::Hours24);
        assert_eq!(austria.week, WeekStart::Monday);
        assert_eq!(manner("ar_EG").week, WeekStart::Saturday);
        assert_eq!(manner("ar_EG").language, Language::English);
        assert_eq!(manner("C"), Manner::default());
        assert_eq!(manner(""), Manner::default());
        let abroad = Manner::usual("en-US", "de_DE.UTF-8");
        assert_eq!(abroad.language, Language::English);
        assert_eq!(abroad.order, DateOrder::DayFirst);
    }

    #[test]
    fn packing_keeps_everything() {
        for language in Language::ALL {
            for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
                for clock in [Clock::Hours24, Clock::Hours12] {
                    for week in WeekStart::ALL {
                        let manner = Manner {
                            language,
                            order,
                            clock,
                            week,
                        };
                        assert_eq!(Manner::unpacked(manner.packed()), manner);
                    }
                }
            }
        }
    }

    #[test]
    fn weeks_begin_where_they_should() {
        assert_eq!(WeekStart::Sunday.column(Weekday::Sun), 0);
        assert_eq!(WeekStart::Sunday.column(Weekday::Sat), 6);
        assert_eq!(WeekStart::Monday.column(Weekday::Sun), 6);
        assert_eq!(WeekStart::Saturday.days()[1], Weekday::Sun);
    }

    #[test]
    fn a_manner_of_one_thread_ends_with_its_guard() {
        let german = Manner {
            language: Language::German,
            ..Manner::default()
        };
        let before = manner();
        {
            let _german = OnlyHere::new(german);
            assert_eq!(manner(), german);
        }
        assert_eq!(manner(), before);
    }
}

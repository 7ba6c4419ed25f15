//! The export as pages for a browser: plain HTML, one page a month, nothing
//! from the network and no script. Words may be in any script and direction.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use chrono::NaiveDate;

use super::names::link;
use crate::archive::format::{ExportedPhoto, JOURNAL_JSON, Journal};
use crate::domain::{Baby, BabyId, DEFAULT_DAY_START_HOUR, Entry, Milestone, Month, PhotoId};
use crate::words::{dates, manner};

/// How the pages look.
pub(super) const STYLE: &str = include_str!("../../../assets/export/style.css");
/// The folder of all pages but the first.
pub(super) const FOLDER: &str = "pages";

/// A page: its path in the export, and its text.
pub(super) type Page = (String, String);

/// What the pages are made of.
pub(super) struct Pages<'a> {
    journal: &'a Journal,
    babies: HashMap<BabyId, &'a Baby>,
    photos: HashMap<PhotoId, &'a ExportedPhoto>,
    /// The small picture of each photo that has one, from the export's folder.
    pictures: &'a HashMap<PhotoId, String>,
    entries: BTreeMap<Month, Vec<&'a Entry>>,
    milestones: Vec<&'a Milestone>,
    today: NaiveDate,
}

impl<'a> Pages<'a> {
    /// Sorts what is to be told; the trash is left out.
    pub fn new(
        journal: &'a Journal,
        pictures: &'a HashMap<PhotoId, String>,
        today: NaiveDate,
    ) -> Self {
        let mut entries: BTreeMap<Month, Vec<&Entry>> = BTreeMap::new();
        for entry in &journal.entries {
            if entry.deleted_at.is_none() {
                entries
                    .entry(Month::of(day_of(entry)))
                    .or_default()
                    .push(entry);
            }
        }
        Self {
            babies: journal.babies.iter().map(|baby| (baby.id, baby)).collect(),
            photos: journal
                .photos
                .iter()
                .map(|photo| (photo.photo.id, photo))
                .collect(),
            milestones: journal
                .milestones
                .iter()
                .filter(|milestone| milestone.deleted_at.is_none())
                .collect(),
            journal,
            pictures,
            entries,
            today,
        }
    }

    /// Every page.
    pub fn all(&self) -> Vec<Page> {
        let mut pages = vec![("index.html".to_owned(), self.index())];
        let months: Vec<Month> = self.entries.keys().copied().collect();
        for (index, month) in months.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| months.get(index));
            let text = self.month(*month, before.copied(), months.get(index + 1).copied());
            pages.push((month_page(*month), text));
        }
        if !self.milestones.is_empty() {
            pages.push((format!("{FOLDER}/milestones.html"), self.milestones_page()));
        }
        pages
    }

    fn title(&self) -> String {
        let names: Vec<&str> = self
            .journal
            .babies
            .iter()
            .map(|baby| baby.fields.name.as_str())
            .collect();
        match names.as_slice() {
            [] => t!("archive-page-title").to_owned(),
            [one] => t!("archive-page-title-one", name = *one),
            [first @ .., last] => t!(
                "archive-page-title-many",
                names = first.join(", "),
                last = *last
            ),
        }
    }

    fn index(&self) -> String {
        let mut body = String::new();
        let title = escape(&self.title());
        let count: usize = self.entries.values().map(Vec::len).sum();
        let _ = write!(body, "<h1 dir=\"auto\">{title}</h1>\n<p class=\"quiet\">");
        let about = t!(
            "archive-page-counts",
            entries = t!("archive-page-entries", count = count),
            photos = t!("archive-page-photos", count = self.journal.photos.len()),
            milestones = t!("archive-page-milestones", count = self.milestones.len()),
            day = dates::long_date(self.today)
        );
        let _ = writeln!(body, "{}</p>", escape(&about));
        if !self.entries.is_empty() {
            let _ = writeln!(
                body,
                "<h2>{}</h2>\n<ul class=\"months\">",
                said(t!("archive-page-months"))
            );
            for (month, entries) in &self.entries {
                self.month_card(&mut body, *month, entries);
            }
            body.push_str("</ul>\n");
        }
        if !self.milestones.is_empty() {
            let _ = writeln!(
                body,
                "<h2>{}</h2>\n<p><a href=\"{FOLDER}/milestones.html\">{}</a></p>",
                said(t!("archive-page-milestones-title")),
                escape(&t!(
                    "archive-page-milestones-by-age",
                    count = self.milestones.len()
                ))
            );
        }
        self.about(&mut body);
        page(&self.title(), "", &body)
    }

    fn about(&self, body: &mut String) {
        let _ = writeln!(
            body,
            "<h2>{}</h2>\n<dl class=\"small\">",
            said(t!("archive-page-about"))
        );
        let mut row = |name: &str, words: &str| {
            let href = link(name);
            let words = escape(words);
            let _ = writeln!(
                body,
                "<dt><a href=\"{href}\">{name}</a></dt><dd>{words}</dd>"
            );
        };
        row("originals/", t!("archive-page-about-originals"));
        if self
            .journal
            .photos
            .iter()
            .any(|photo| photo.edited.is_some())
        {
            row("edited/", t!("archive-page-about-edited"));
        }
        row("entries.csv", t!("archive-page-about-entries"));
        row("milestones.csv", t!("archive-page-about-milestones"));
        row(JOURNAL_JSON, t!("archive-page-about-journal"));
        body.push_str("</dl>\n");
    }

    fn month_card(&self, body: &mut String, month: Month, entries: &[&Entry]) {
        let cover = entries
            .iter()
            .filter(|entry| entry.fields.favourite)
            .chain(entries)
            .filter_map(|entry| entry.fields.cover_photo())
            .find_map(|photo| self.pictures.get(&photo));
        let _ = write!(body, "<li><a href=\"{}\">", link(&month_page(month)));
        match cover {
            Some(picture) => {
                let _ = write!(
                    body,
                    "<img src=\"{}\" alt=\"\" loading=\"lazy\">",
                    link(picture)
                );
            }
            None => body.push_str("<div class=\"empty\"></div>"),
        }
        let photos: usize = entries.iter().map(|entry| entry.fields.photos.len()).sum();
        let _ = writeln!(
            body,
            "<div class=\"words\"><h3>{}</h3><p class=\"quiet small\">{}, {}</p></div></a></li>",
            month_name(month),
            escape(&t!("archive-page-entries", count = entries.len())),
            escape(&t!("archive-page-photos", count = photos))
        );
    }

    fn month(&self, month: Month, before: Option<Month>, after: Option<Month>) -> String {
        let mut body = format!(
            "<nav><a href=\"../index.html\">{}</a>",
            said(t!("archive-page-all-months"))
        );
        let file = |month: Month| format!("{month}.html");
        if let Some(before) = before {
            let _ = write!(
                body,
                "<a href=\"{}\">← {}</a>",
                file(before),
                month_name(before)
            );
        }
        if let Some(after) = after {
            let _ = write!(
                body,
                "<a class=\"next\" href=\"{}\">{} →</a>",
                file(after),
                month_name(after)
            );
        }
        let _ = writeln!(body, "</nav>\n<h1>{}</h1>", month_name(month));
        // Milestones of days without an entry have a place of their own.
        let mut days: BTreeMap<NaiveDate, (Vec<&Milestone>, Vec<&Entry>)> = BTreeMap::new();
        for milestone in &self.milestones {
            if month.contains(milestone.fields.date) {
                days.entry(milestone.fields.date)
                    .or_default()
                    .0
                    .push(milestone);
            }
        }
        for entry in self.entries.get(&month).into_iter().flatten() {
            days.entry(day_of(entry)).or_default().1.push(entry);
        }
        for (day, (milestones, entries)) in &days {
            let _ = write!(body, "<h2>{}", escape(&dates::long_date(*day)));
            let mut babies: Vec<BabyId> = milestones
                .iter()
                .map(|milestone| milestone.fields.baby)
                .chain(entries.iter().map(|entry| entry.fields.baby))
                .collect();
            babies.sort_unstable();
            babies.dedup();
            if let [baby] = babies.as_slice() {
                let _ = write!(
                    body,
                    " <span class=\"quiet small\">{}</span>",
                    escape(&self.age(*baby, *day))
                );
            }
            body.push_str("</h2>\n");
            for milestone in milestones {
                self.milestone(&mut body, milestone, false);
            }
            for entry in entries {
                self.entry(&mut body, entry);
            }
        }
        page(
            &format!(
                "{} · {}",
                dates::month_year(month.first_day()),
                self.title()
            ),
            "../",
            &body,
        )
    }

    fn entry(&self, body: &mut String, entry: &Entry) {
        let fields = &entry.fields;
        body.push_str("<article>\n");
        self.photos_of(body, &fields.photos);
        let _ = write!(
            body,
            "<p class=\"facts\"><span class=\"time\">{}</span>",
            escape(&dates::clock(fields.moment.local.time()))
        );
        if fields.favourite {
            let _ = write!(
                body,
                "<span class=\"fact heart\">♥ {}</span>",
                said(t!("archive-page-favourite"))
            );
        }
        let mut fact = |words: &str| {
            let _ = write!(
                body,
                "<span class=\"fact\" dir=\"auto\">{}</span>",
                escape(words)
            );
        };
        if self.babies.len() > 1
            && let Some(baby) = self.babies.get(&fields.baby)
        {
            fact(&baby.fields.name);
        }
        if let Some(state) = fields.sleep_state {
            fact(state.label());
        }
        if let Some(kind) = fields.kind {
            fact(&t!("archive-page-kind", kind = kind.code()));
        }
        if let Some(strength) = fields.strength {
            fact(strength.label());
        }
        if let Some(seconds) = fields.length_seconds {
            fact(&t!("archive-page-seconds", count = seconds));
        }
        for tag in &fields.tags {
            fact(&format!("#{}", tag.as_str()));
        }
        body.push_str("</p>\n");
        note(body, &fields.note);
        body.push_str("</article>\n");
    }

    fn milestones_page(&self) -> String {
        let mut body = format!(
            "<nav><a href=\"../index.html\">{}</a></nav>\n<h1>{}</h1>\n",
            said(t!("archive-page-all-months")),
            said(t!("archive-page-milestones-title"))
        );
        for baby in &self.journal.babies {
            let of_baby: Vec<_> = self
                .milestones
                .iter()
                .filter(|milestone| milestone.fields.baby == baby.id)
                .collect();
            if of_baby.is_empty() {
                continue;
            }
            if self.babies.len() > 1 {
                let _ = writeln!(body, "<h2 dir=\"auto\">{}</h2>", escape(&baby.fields.name));
            }
            for milestone in of_baby {
                self.milestone(&mut body, milestone, true);
            }
        }
        page(
            &format!("{} · {}", t!("archive-page-milestones-title"), self.title()),
            "../",
            &body,
        )
    }

    fn milestone(&self, body: &mut String, milestone: &Milestone, with_day: bool) {
        let fields = &milestone.fields;
        let _ = write!(
            body,
            "<article class=\"milestone\">\n<h3 dir=\"auto\">{}</h3>\n<p class=\"quiet small\">",
            escape(&fields.title)
        );
        if with_day {
            let _ = write!(
                body,
                "{}, {}",
                escape(&dates::long_date(fields.date)),
                escape(&self.age(fields.baby, fields.date))
            );
        } else {
            body.push_str(&said(t!("archive-page-milestone")));
            if self.babies.len() > 1
                && let Some(baby) = self.babies.get(&fields.baby)
            {
                let _ = write!(
                    body,
                    ", <span dir=\"auto\">{}</span>",
                    escape(&baby.fields.name)
                );
            }
        }
        body.push_str("</p>\n");
        note(body, &fields.note);
        self.photos_of(body, &fields.photos);
        body.push_str("</article>\n");
    }

    fn photos_of(&self, body: &mut String, photos: &[PhotoId]) {
        let known: Vec<_> = photos.iter().filter_map(|id| self.photos.get(id)).collect();
        if known.is_empty() {
            return;
        }
        let many = if known.len() > 1 { " many" } else { "" };
        let _ = write!(body, "<div class=\"photos{many}\">");
        for photo in known {
            let original = &photo.photo.file.original_name;
            let name = escape(original);
            let full = photo.edited.as_ref().or(photo.file.as_ref());
            match (self.pictures.get(&photo.photo.id), full) {
                (Some(picture), Some(full)) => {
                    let (width, height) = photo
                        .edits
                        .unwrap_or_default()
                        .output_size(photo.photo.file.width, photo.photo.file.height);
                    let _ = write!(
                        body,
                        "<a href=\"../{}\"><img src=\"../{}\" alt=\"{name}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></a>",
                        link(full),
                        link(picture)
                    );
                }
                (None, Some(full)) => {
                    let _ = write!(
                        body,
                        "<a class=\"missing\" dir=\"auto\" href=\"../{}\">{name}</a>",
                        link(full)
                    );
                }
                (_, None) => {
                    let _ = write!(
                        body,
                        "<span class=\"missing\" dir=\"auto\">{}</span>",
                        escape(&t!("archive-page-lost", name = original))
                    );
                }
            }
        }
        body.push_str("</div>\n");
    }

    fn age(&self, baby: BabyId, day: NaiveDate) -> String {
        self.babies
            .get(&baby)
            .map_or_else(String::new, |baby| baby.age_label(day))
    }
}

fn day_of(entry: &Entry) -> NaiveDate {
    entry.fields.moment.journal_day(DEFAULT_DAY_START_HOUR)
}

fn month_page(month: Month) -> String {
    format!("{FOLDER}/{month}.html")
}

fn note(body: &mut String, words: &str) {
    let words = words.trim();
    if !words.is_empty() {
        let _ = writeln!(body, "<p class=\"note\" dir=\"auto\">{}</p>", escape(words));
    }
}

fn page(title: &str, up: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>\n<link rel=\"stylesheet\" href=\"{up}{FOLDER}/style.css\">\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        manner().language.code(),
        escape(title)
    )
}

/// Words as they are, whatever they hold.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A text of the program's own, as it stands in a page.
fn said(text: &'static str) -> String {
    escape(text)
}

/// `November 2026`
fn month_name(month: Month) -> String {
    escape(&dates::month_year(month.first_day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(
            escape("<script>alert('\"&\")</script>\u{0}\u{7}"),
            "&lt;script&gt;alert(&#39;&quot;&amp;&quot;)&lt;/script&gt;"
        );
    }
}

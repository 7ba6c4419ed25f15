//! Months become a book: cover, contents, a page a month, milestones.

use std::ops::ControlFlow;

use chrono::Datelike;

use super::document::{KeepsakeEngine, PageLayout};
use super::error::KeepsakeError;
use super::maker::{PrintedPage, fill_for_print};
use super::material::{PageMaterial, sheet_of};
use super::page::{PageData, PageMilestone, PagePhoto};
use super::pictures::{Shelves, Source};
use super::template::Template;
use crate::domain::{Baby, PageChoice};
use crate::store::gallery::GalleryItem;
use crate::words::{self, OnlyHere, dates};

/// Milestones on one page of a book.
const MILESTONES_A_PAGE: usize = 8;

/// A month of a book.
#[derive(Debug, Clone)]
pub struct BookMonth {
    /// What was chosen for it.
    pub choice: PageChoice,
    /// What it has.
    pub material: PageMaterial,
    /// Its look.
    pub template: Template,
}

/// A book as asked for.
#[derive(Debug, Clone)]
pub struct BookPlan {
    /// Whose.
    pub baby: Baby,
    /// The paper, its direction, margins and edges of every page.
    pub paper: PageChoice,
    /// The months, oldest first; those with nothing in them are left out.
    pub months: Vec<BookMonth>,
}

/// A page of a book before it is laid out.
struct BookPage<'a> {
    template: Template,
    data: PageData,
    photos: Vec<Source<'a>>,
}

/// A book laid out.
pub struct Book<'a> {
    layout: PageLayout,
    photos: Vec<Source<'a>>,
}

impl<'a> Book<'a> {
    /// Lays a book out; no photo is read for it.
    ///
    /// # Errors
    /// [`KeepsakeError::EmptyBook`] when no month has anything; a mistake in a
    /// family's template.
    pub fn new(engine: &KeepsakeEngine, plan: &'a BookPlan) -> Result<Self, KeepsakeError> {
        // One book speaks one language, whatever is chosen meanwhile.
        let _now = OnlyHere::new(words::manner());
        let pages = plan.pages()?;
        let title = plan.title();
        let laid_out: Vec<(&Template, &PageData)> = pages
            .iter()
            .map(|page| (&page.template, &page.data))
            .collect();
        let layout = engine.lay_out_all(&laid_out, &title)?;
        Ok(Self {
            layout,
            photos: pages.into_iter().flat_map(|page| page.photos).collect(),
        })
    }

    /// The layout.
    pub fn layout(&self) -> &PageLayout {
        &self.layout
    }

    /// The book for paper. `step(done, total)` may break off; then there is no
    /// book.
    ///
    /// # Errors
    /// The pages cannot be put together.
    pub fn for_print(
        &self,
        dpi: f32,
        shelves: Shelves<'_>,
        step: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Option<PrintedPage>, KeepsakeError> {
        let source = |frame: &super::PhotoFrame| self.photos.get(frame.photo).copied();
        let printed = fill_for_print(&self.layout, &source, dpi, shelves, step)?;
        Ok(printed.map(|(document, warnings)| PrintedPage {
            document,
            warnings,
            missing_characters: self.layout.missing_characters().to_vec(),
        }))
    }
}

impl BookPlan {
    /// The name of the book.
    pub fn title(&self) -> String {
        match self.span() {
            Some(span) => format!("{} – {span}", self.baby.fields.name),
            None => self.baby.fields.name.clone(),
        }
    }

    /// The months that have something.
    fn told(&self) -> impl Iterator<Item = &BookMonth> {
        self.months.iter().filter(|month| {
            let material = &month.material;
            !(material.entries.is_empty() && material.milestones.is_empty())
        })
    }

    /// `June – November 2026`
    fn span(&self) -> Option<String> {
        let first = self.told().next()?.material.month;
        let last = self.told().last()?.material.month;
        let (first_day, last_day) = (first.first_day(), last.first_day());
        Some(if first == last {
            dates::month_year(last_day)
        } else if first_day.year() == last_day.year() {
            t!(
                "keepsake-months-of-a-year",
                first = dates::month_name(first_day.month()),
                last = dates::month_name(last_day.month()),
                year = last_day.year().to_string()
            )
        } else {
            t!(
                "keepsake-months-of-years",
                first = dates::month_year(first_day),
                last = dates::month_year(last_day)
            )
        })
    }

    fn pages(&self) -> Result<Vec<BookPage<'_>>, KeepsakeError> {
        let first = self.told().next().ok_or(KeepsakeError::EmptyBook)?;
        let months: Vec<BookPage<'_>> = self.told().map(|month| self.month_page(month)).collect();
        let milestones = self.milestone_pages(first);
        let contents_at = 2;
        let mut contents = Vec::new();
        let mut number = contents_at;
        for page in &months {
            number += 1;
            contents.push((page.data.title.clone(), number));
        }
        if !milestones.is_empty() {
            contents.push((t!("keepsake-milestones").to_owned(), number + 1));
        }
        let mut pages = vec![self.cover(first), self.contents_page(first, contents)];
        pages.extend(months);
        pages.extend(milestones);
        for (index, page) in pages.iter_mut().enumerate().skip(1) {
            page.data.page_number = Some(index + 1);
        }
        Ok(pages)
    }

    fn month_page<'a>(&self, month: &'a BookMonth) -> BookPage<'a> {
        let (mut data, items) = month.material.page(&month.choice, &month.template);
        data.sheet = sheet_of(&self.paper);
        BookPage {
            template: month.template.clone(),
            data,
            photos: items
                .into_iter()
                .map(|item| Source {
                    item,
                    look: &month.choice.look,
                })
                .collect(),
        }
    }

    /// A page without photos and words but a title.
    fn bare(&self, first: &BookMonth, title: String) -> PageData {
        let (page, _) = first.material.page(&first.choice, &first.template);
        PageData {
            title,
            subtitle: String::new(),
            place: String::new(),
            quiet_line: String::new(),
            closing: String::new(),
            verse: None,
            photos: Vec::new(),
            milestones: Vec::new(),
            smiles: Vec::new(),
            story: Vec::new(),
            sheet: sheet_of(&self.paper),
            ..page
        }
    }

    fn cover<'a>(&'a self, first: &BookMonth) -> BookPage<'a> {
        let mut data = self.bare(first, self.baby.fields.name.clone());
        data.subtitle = self.span().unwrap_or_default();
        let all = || {
            self.told().flat_map(|month| {
                month
                    .material
                    .candidates
                    .iter()
                    .map(move |item| (month, item))
            })
        };
        // The first favourite stands for the book, else its first photo.
        let chosen = all()
            .find(|(_, item)| item.favourite)
            .or_else(|| all().next());
        let photos = chosen
            .into_iter()
            .map(|(month, item)| {
                data.photos.push(bare_photo(month, item));
                Source {
                    item,
                    look: &month.choice.look,
                }
            })
            .collect();
        BookPage {
            template: Template::named("cover").unwrap_or_else(Template::first),
            data,
            photos,
        }
    }

    fn contents_page(&self, first: &BookMonth, contents: Vec<(String, usize)>) -> BookPage<'_> {
        let mut data = self.bare(first, t!("keepsake-contents").to_owned());
        data.contents = contents;
        BookPage {
            template: Template::named("contents").unwrap_or_else(Template::first),
            data,
            photos: Vec::new(),
        }
    }

    fn milestone_pages<'a>(&'a self, first: &BookMonth) -> Vec<BookPage<'a>> {
        let all: Vec<(&BookMonth, &crate::domain::Milestone)> = self
            .told()
            .flat_map(|month| {
                month
                    .material
                    .milestones
                    .iter()
                    .map(move |mark| (month, mark))
            })
            .collect();
        all.chunks(MILESTONES_A_PAGE)
            .map(|marks| {
                let mut data = self.bare(first, t!("keepsake-milestones").to_owned());
                let mut photos = Vec::new();
                for (month, mark) in marks {
                    let fields = &mark.fields;
                    let picture = month
                        .material
                        .candidates
                        .iter()
                        .find(|item| fields.photos.contains(&item.id()));
                    let photo = picture.map(|item| {
                        data.photos.push(bare_photo(month, item));
                        photos.push(Source {
                            item,
                            look: &month.choice.look,
                        });
                        photos.len() - 1
                    });
                    data.milestones.push(PageMilestone {
                        date: fields.date,
                        date_label: dates::day_month_year(fields.date),
                        title: fields.title.clone(),
                        age: self.baby.age_label(fields.date),
                        note: fields.note.clone(),
                        photo,
                    });
                }
                BookPage {
                    template: Template::named("milestones").unwrap_or_else(Template::first),
                    data,
                    photos,
                }
            })
            .collect()
    }
}

/// A photo without a line under it.
fn bare_photo(month: &BookMonth, item: &GalleryItem) -> PagePhoto {
    PagePhoto {
        caption: String::new(),
        ..month.material.page_photo(item, false)
    }
}

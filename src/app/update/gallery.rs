//! What the gallery shows: the filter, and the words found.

use std::collections::HashSet;
use std::sync::Arc;

use super::App;
use crate::app::command::GalleryCommand;
use crate::app::filter::Filter;
use crate::app::model::{Found, NoticeKind};
use crate::app::search::SearchRequest;

impl App {
    pub(super) fn gallery_command(&mut self, command: GalleryCommand) {
        match command {
            GalleryCommand::Show(filter) => self.show_filtered(*filter),
            GalleryCommand::Excerpts(entries) => self.ask_excerpts(entries),
            GalleryCommand::Change(picked, change) => self.change_many(picked, change),
            GalleryCommand::Sure(sure) => self.sure(sure),
            GalleryCommand::TakeBack(number) => self.take_back(number),
            GalleryCommand::CopyEdits(photo) => self.copy_edits_of(photo),
            GalleryCommand::PasteEdits(photos) => self.paste_edits_on(photos),
            GalleryCommand::Export(photos, folder) => self.export_many(photos, folder),
        }
    }

    fn show_filtered(&mut self, filter: Filter) {
        let same_words = filter.words() == self.model.filter.words();
        self.model.filter = filter;
        if !same_words {
            match self.model.filter.words() {
                Some(words) => self.ask_search(words.to_owned()),
                None => self.model.found = None,
            }
        }
        self.refilter();
    }

    /// Another library or baby begins with everything.
    pub(super) fn forget_filter(&mut self) {
        self.model.filter = Filter::default();
        self.model.found = None;
        self.searching = None;
    }

    /// Holds the gallery against the filter again: one of them changed.
    pub(super) fn refilter(&mut self) {
        let milestones: HashSet<_> = if self.model.filter.milestone {
            let entries = self.model.milestones.iter();
            entries.filter_map(|known| known.fields.entry).collect()
        } else {
            HashSet::new()
        };
        let model = &mut self.model;
        // Until the words were looked up, what was found before stays.
        let hits = model.found.as_ref().map(|found| &found.hits);
        let waits = hits.is_none() && model.filter.words().is_some();
        if waits && !model.filter.has_marks() {
            model.gallery.show(&Filter::default(), None, &milestones);
        } else {
            model.gallery.show(&model.filter, hits, &milestones);
        }
    }

    fn ask_search(&mut self, words: String) {
        if let Some(services) = &self.services {
            services.search.ask(SearchRequest {
                words: words.clone(),
                items: Arc::clone(&self.model.gallery.items),
            });
            self.searching = Some(words);
        }
    }

    /// Words changed under a search that is on screen.
    pub(super) fn search_again(&mut self) {
        if let Some(words) = self.model.filter.words() {
            self.ask_search(words.to_owned());
        }
    }

    /// Whether words are still being looked up.
    pub(super) fn search_pending(&self) -> bool {
        self.searching.is_some() || self.excerpts_wanted > 0
    }

    pub(super) fn drain_search(&mut self) {
        let Some(services) = &self.services else {
            return;
        };
        let found = services.search.poll();
        let excerpts = services.excerpts.poll();
        if let Some((words, found)) = found {
            if self.searching.as_ref() == Some(&words) {
                self.searching = None;
            }
            // An answer to words typed over meanwhile is better than none.
            if self.model.filter.words().is_some() {
                match found {
                    Ok(hits) => {
                        // Marks of words that were typed on are better than
                        // none until the new ones are there.
                        let former = self.model.found.take();
                        self.model.found = Some(Found {
                            words,
                            hits,
                            excerpts: former.map(|former| former.excerpts).unwrap_or_default(),
                        });
                    }
                    Err(sentence) => self.say(NoticeKind::Problem, &sentence),
                }
                self.refilter();
            }
        }
        if let Some((words, excerpts)) = excerpts {
            self.excerpts_wanted = 0;
            if let Some(found) = self
                .model
                .found
                .as_mut()
                .filter(|found| found.words == words)
            {
                found.excerpts.extend(excerpts);
            }
        }
    }

    fn ask_excerpts(&mut self, entries: Vec<i64>) {
        let Some((found, services)) = self.model.found.as_ref().zip(self.services.as_ref()) else {
            return;
        };
        services.excerpts.ask((found.words.clone(), entries));
        self.excerpts_wanted = 1;
    }
}

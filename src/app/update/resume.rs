//! From one start to the next: where the window was, what it showed, and what
//! happened if it fell over.

use super::App;
use crate::app::config::{MemoriesPlace, StartView, WindowPlace};
use crate::app::crash;
use crate::app::model::{NoticeAction, NoticeKind, Report, View};

impl App {
    /// Offers what was written down when the program fell over, once.
    pub(super) fn offer_crash_report(&mut self) {
        let Some(folder) = self.config_file.reports_folder() else {
            return;
        };
        let seen = self.model.config.report_seen.as_deref();
        let Some(report) = crash::newest(&folder, seen) else {
            return;
        };
        let name = report
            .path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        self.model.config.report_seen = name;
        self.save_config();
        self.crash = Some(report);
        self.say_with(
            NoticeKind::Hint,
            t!("crash-notice"),
            Some((t!("crash-show"), NoticeAction::ShowCrash)),
        );
    }

    /// Shows it.
    pub(super) fn show_crash_report(&mut self) {
        if let Some(report) = self.crash.clone() {
            self.show_report(Report::Crash(report));
        }
    }

    /// Goes to the page shown when the window was closed, once the journal was
    /// read.
    pub(super) fn resume_view(&mut self) {
        let view = match self.resume.take() {
            Some(StartView::Milestones) => View::Milestones,
            Some(StartView::Keepsake) => View::Keepsake,
            Some(StartView::Settings) => View::Settings,
            Some(StartView::Memories) | None => return,
        };
        // Somebody may have gone on already.
        if self.model.view == View::Gallery {
            self.go(view);
        }
    }

    /// Remembers the window, the page it shows, and what Memories show, for the
    /// next start.
    pub fn remember_window(&mut self, place: Option<WindowPlace>, memories: MemoriesPlace) {
        let view = match self.model.view {
            View::Gallery
            | View::Viewer(_)
            | View::Editor(_)
            | View::Entry(_)
            | View::Inbox
            | View::Camera(_) => StartView::Memories,
            View::Milestones => StartView::Milestones,
            View::Keepsake => StartView::Keepsake,
            View::Settings => StartView::Settings,
        };
        let config = &mut self.model.config;
        let before = (config.window, config.view, config.memories);
        config.window = place.or(config.window);
        config.view = view;
        config.memories = Some(memories);
        if before != (config.window, config.view, config.memories) {
            self.save_config();
        }
    }
}

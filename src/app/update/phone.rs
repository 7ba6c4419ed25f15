//! Photos from a phone.

use std::net::Ipv4Addr;
use std::sync::Arc;

use super::App;
use crate::app::command::PhoneCommand;
use crate::app::model::{NoticeKind, View};
use crate::app::phone::{PhoneRun, PhoneStage, PhoneState, tray_times};
use crate::capture::phone::Tray;

impl App {
    pub(super) fn phone_command(&mut self, command: PhoneCommand) {
        match command {
            PhoneCommand::Open => self.open_phone_page(None),
            PhoneCommand::OpenAt(address) => self.open_phone_page(Some(address)),
            PhoneCommand::Close => self.close_phone_page(),
        }
    }

    /// A new page with a new code; one that is open closes first.
    fn open_phone_page(&mut self, wanted: Option<Ipv4Addr>) {
        self.phone = None;
        let Some(services) = &self.services else {
            return;
        };
        let connection = match services.library.connect() {
            Ok(connection) => connection,
            Err(error) => return self.say(NoticeKind::Problem, &error.sentence()),
        };
        let root = services.root().to_owned();
        let tray = Tray::new(root, connection, tray_times(&self.clock));
        // What came by the code before is still told of.
        let before = self.model.phone.take().unwrap_or_default();
        let mut state = PhoneState {
            arrived: before.arrived,
            known: before.known,
            refused: before.refused,
            homes: before.homes,
            ..PhoneState::default()
        };
        match PhoneRun::start(wanted, Arc::new(tray), &self.wake) {
            Ok(run) => self.phone = Some(run),
            Err(error) => {
                state.stage = PhoneStage::Failed(t!("app-no-threads", error = error.to_string()));
            }
        }
        self.model.phone = Some(state);
    }

    fn close_phone_page(&mut self) {
        self.phone = None;
        let Some(state) = self.model.phone.take() else {
            return;
        };
        match state.arrived.len() {
            0 => {}
            // What came is looked at next: nothing more is asked of the parent.
            _ => self.go(View::Inbox),
        }
    }

    /// Takes in what the page tells.
    pub(super) fn drain_phone(&mut self) {
        let now = self.clock.monotonic();
        let (Some(run), Some(state)) = (&self.phone, &mut self.model.phone) else {
            return;
        };
        let came = run.drain(state, now);
        if !matches!(state.stage, PhoneStage::Opening | PhoneStage::Open) {
            self.phone = None;
        }
        if !came.is_empty() {
            self.read_inbox();
        }
    }
}

//! A still from a baby monitor.

use std::sync::Arc;

use super::App;
use crate::app::command::{CaptureCommand, NetcamCommand};
use crate::app::netcam::{NetcamRequest, NetcamStage, NetcamState, NoStill, Still, take};
use crate::capture::netcam::{SystemWallet, Wallet};
use crate::jobs::{TaskHandle, TaskUpdate, spawn_task};

/// A camera being asked; one that is dropped is listened to no longer.
pub(super) type NetcamTask = TaskHandle<Result<Still, NoStill>>;

impl App {
    pub(super) fn netcam_command(&mut self, command: NetcamCommand) {
        match command {
            NetcamCommand::Open => {
                self.netcam = None;
                self.model.netcam = Some(NetcamState {
                    address: self.model.config.monitor.clone().unwrap_or_default(),
                    ..NetcamState::default()
                });
            }
            NetcamCommand::Take(request) => self.ask_camera(request),
            NetcamCommand::Keep => self.keep_still(),
            NetcamCommand::Close => (self.netcam, self.model.netcam) = (None, None),
        }
    }

    fn ask_camera(&mut self, request: NetcamRequest) {
        let Some(state) = &mut self.model.netcam else {
            return;
        };
        // On a computer without settings no password is looked for either.
        let wallet: Box<dyn Wallet> = match self.config_file.reports_folder() {
            Some(_) => Box::new(SystemWallet),
            None => Box::new(crate::capture::netcam::NoWallet),
        };
        let asked = spawn_task("camera", Arc::clone(&self.wake), move |_| {
            take(&request, wallet.as_ref())
        });
        match asked {
            Ok(task) => {
                state.stage = NetcamStage::Asking;
                self.netcam = Some(task);
            }
            Err(error) => {
                state.stage = NetcamStage::Failed(t!("app-no-threads", error = error.to_string()));
            }
        }
    }

    /// The still becomes a photo of the journal, taken now.
    fn keep_still(&mut self) {
        let Some(state) = self.model.netcam.take() else {
            return;
        };
        self.netcam = None;
        let now = self.clock.now_local();
        // The name tells when it was taken; a camera's picture often does not.
        let name = t!(
            "netcam-photo-name",
            time = now.format("%Y-%m-%d %H.%M.%S").to_string()
        );
        self.capture_command(CaptureCommand::AddPicture {
            name,
            bytes: state.bytes,
        });
    }

    /// Takes in what the camera answered.
    pub(super) fn drain_netcam(&mut self) {
        let (Some(task), Some(state)) = (&self.netcam, &mut self.model.netcam) else {
            return;
        };
        let answer = match task.poll() {
            None | Some(TaskUpdate::Progress(_)) => return,
            Some(TaskUpdate::Done(answer)) => answer,
            Some(TaskUpdate::Broken(words)) => {
                Err(NoStill::Failed(t!("app-broken", words = words)))
            }
        };
        self.netcam = None;
        match answer {
            Ok(still) => {
                state.stage = NetcamStage::Seen;
                state.address.clone_from(&still.address);
                state.picture = Some(Arc::new(still.picture));
                state.serial += 1;
                state.bytes = still.bytes;
                state.no_wallet = still.no_wallet;
                self.model.config.monitor = Some(still.address);
                self.save_config();
            }
            Err(NoStill::Login { wrong }) => state.stage = NetcamStage::NeedsLogin { wrong },
            Err(NoStill::Failed(sentence)) => state.stage = NetcamStage::Failed(sentence),
        }
    }
}

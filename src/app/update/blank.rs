//! What the program knows before it has opened anything.

use std::sync::Arc;

use crate::app::config::{Config, default_library};
use crate::app::model::{KeepsakeState, LibraryState, Model, View};
use crate::app::{CameraState, CloseUps, Filter, Gallery, InboxModel};
use crate::words::Manner;

pub(super) fn model(config: Config) -> Model {
    Model {
        library: LibraryState::FirstStart(default_library()),
        baby: config.baby,
        config,
        usual: Manner::default(),
        babies: Vec::new(),
        loaded: false,
        view: View::default(),
        back: Vec::new(),
        gallery: Gallery::default(),
        looking_back: Vec::new(),
        filter: Filter::default(),
        found: None,
        photos: Arc::default(),
        entry: None,
        editor: None,
        closeup: CloseUps::default(),
        camera: CameraState::default(),
        for_clipboard: None,
        copied: None,
        presets: Vec::new(),
        milestones: Vec::new(),
        milestone: None,
        keepsake: KeepsakeState::default(),
        tags: Vec::new(),
        backup_is_open: false,
        backup_server: Default::default(),
        merge: None,
        earlier: None,
        earlier_milestone: None,
        trash: Vec::new(),
        trash_milestones: Vec::new(),
        inbox: InboxModel::default(),
        tasks: Vec::new(),
        arrivals: Vec::new(),
        arrivals_serial: 0,
        arrivals_task: 0,
        last_change: None,
        notices: std::collections::VecDeque::new(),
        report: None,
        incoming: None,
        exported: None,
        exporting_zip: false,
        brake: None,
        offline: Arc::default(),
        phone: None,
        netcam: None,
    }
}

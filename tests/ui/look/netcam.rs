//! A still from a baby monitor.

use smilekeep::app::NetcamCommand;
use smilekeep::capture::netcam::Login;

use super::{LOOKS, picture};
use crate::netcam::{ask, camera};
use crate::window::{Home, Opening};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn a_still_from_a_baby_monitor() {
    for (width, height) in [(1280.0, 800.0), (640.0, 700.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        let at = camera();
        window.apply(NetcamCommand::Open);
        picture(&mut window, &format!("netcam-open-{width}"));
        ask(&mut window, "rtsp://192.168.1.30/live", None);
        picture(&mut window, &format!("netcam-failed-{width}"));
        ask(&mut window, &at, Some(Login::new("admin", "day")));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("netcam-login-{width}-{name}"));
        }
        ask(&mut window, &at, Some(Login::new("admin", "night")));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("netcam-seen-{width}-{name}"));
        }
    }
}

//! A still from a baby monitor, in the window.

use std::io::{Read, Write};
use std::net::TcpListener;

use smilekeep::app::{NetcamCommand, NetcamRequest, NetcamStage};
use smilekeep::capture::netcam::Login;

use crate::window::Window;

/// A camera on this computer that knows `admin:night`; its address.
pub fn camera() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 4096];
            let count = stream.read(&mut asked).unwrap();
            let asked = String::from_utf8_lossy(&asked[..count]).into_owned();
            if asked.contains("Basic YWRtaW46bmlnaHQ=") {
                let drawn = image::RgbImage::from_fn(640, 480, |x, y| {
                    image::Rgb([(x / 3) as u8, (y / 3) as u8, 90])
                });
                let head = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=f\r\n\r\n--f\r\nContent-Type: image/jpeg\r\n\r\n";
                let picture = smilekeep::photo::jpeg(&drawn, 90).unwrap();
                let _ = stream.write_all(&[head.as_bytes(), &picture, b"\r\n--f\r\n"].concat());
            } else {
                let no = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
                let _ = stream.write_all(no.as_bytes());
            }
        }
    });
    at
}

pub fn stage(window: &Window) -> &NetcamStage {
    &window.model().netcam.as_ref().unwrap().stage
}

pub fn ask(window: &mut Window, address: &str, login: Option<Login>) {
    window.apply(NetcamCommand::Take(NetcamRequest {
        address: address.to_owned(),
        login,
    }));
    window.settle_until(|window| *stage(window) != NetcamStage::Asking);
    // What came is drawn in the next frame.
    window.frames(2);
}

#[test]
fn a_still_is_seen_and_kept() {
    let mut window = Window::sample();
    let photos = window.model().gallery.items.len();
    let at = camera();
    window.apply(NetcamCommand::Open);
    assert!(window.has("From a baby monitor"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    ask(&mut window, &at, None);
    assert_eq!(*stage(&window), NetcamStage::NeedsLogin { wrong: false });
    assert!(window.has("Password"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    ask(&mut window, &at, Some(Login::new("admin", "day")));
    assert_eq!(*stage(&window), NetcamStage::NeedsLogin { wrong: true });
    ask(&mut window, &at, Some(Login::new("admin", "night")));
    assert_eq!(*stage(&window), NetcamStage::Seen);
    assert!(window.has("What the camera sees"));
    // The address is remembered, the password is not.
    let config = &window.model().config;
    assert_eq!(config.monitor, Some(format!("http://{at}/")));
    assert!(!format!("{config:?}").contains("night"));
    window.frames(10);
    window.click("Keep it");
    window.settle();
    assert!(window.model().netcam.is_none());
    assert_eq!(window.model().gallery.items.len(), photos + 1);
    let newest = &window.model().gallery.items[0];
    assert!(
        newest
            .photo
            .file
            .original_name
            .starts_with("Baby monitor 2026-11-23")
    );
    assert_eq!(
        newest.photo.file.taken.local.to_string(),
        "2026-11-23 09:00:00"
    );
}

#[test]
fn what_went_wrong_is_said_at_the_address() {
    let mut window = Window::sample();
    window.apply(NetcamCommand::Open);
    for (address, told) in [
        ("rtsp://192.168.1.30/live", "film stream"),
        ("http://192.0.2.7/shot.jpg", "not in your home network"),
    ] {
        ask(&mut window, address, None);
        let NetcamStage::Failed(sentence) = stage(&window).clone() else {
            panic!("{:?}", stage(&window));
        };
        assert!(sentence.contains(told), "{sentence}");
        assert!(window.has(&sentence));
    }
    window.frames(10);
    window.click("Cancel");
    assert!(window.model().netcam.is_none());
}

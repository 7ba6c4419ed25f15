//! Photos from a phone.

use std::net::Ipv4Addr;

use smilekeep::app::PhoneStage;
use smilekeep::capture::phone::{End, HomeAddress};

use super::{LOOKS, picture};
use crate::phone::open;
use crate::window::{Home, Opening};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn photos_from_a_phone() {
    let home = |interface: &str, address: [u8; 4]| HomeAddress {
        interface: interface.to_owned(),
        address: Ipv4Addr::from(address),
        netmask: Ipv4Addr::new(255, 255, 255, 0),
    };
    for (width, height) in [(1280.0, 800.0), (640.0, 700.0)] {
        let mut window = Opening::sized(width, height).on(&Home::sample());
        open(&mut window);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("phone-code-{width}-{name}"));
        }
        let phone = window.app().model.phone.as_mut().unwrap();
        phone.homes = vec![
            home("wlan0", [192, 168, 1, 20]),
            home("eth0", [10, 0, 0, 5]),
            home("docker0", [172, 17, 0, 1]),
        ];
        phone.home = phone.homes.first().cloned();
        picture(&mut window, &format!("phone-networks-{width}"));
        let phone = window.app().model.phone.as_mut().unwrap();
        phone.connected = true;
        picture(&mut window, &format!("phone-connected-{width}"));
        let phone = window.app().model.phone.as_mut().unwrap();
        (phone.files, phone.bytes, phone.received) = (40, 160_000_000, 61_000_000);
        phone.arrived = (1..16).map(|n| format!("IMG_{n:04}.HEIC")).collect();
        phone.known = 2;
        phone.refused = vec![(
            "holiday.pdf".to_owned(),
            "“holiday.pdf” is a PDF document. Photos such as JPEG and HEIC are taken.".to_owned(),
        )];
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("phone-coming-{width}-{name}"));
        }
        let phone = window.app().model.phone.as_mut().unwrap();
        phone.received = phone.bytes;
        phone.stage = PhoneStage::Ended(End::TooManyGuesses);
        picture(&mut window, &format!("phone-guessed-{width}"));
        let phone = window.app().model.phone.as_mut().unwrap();
        phone.stage = PhoneStage::Failed("This computer is in no home network right now. Connect it to the Wi-Fi that the phone uses, then try again.".to_owned());
        picture(&mut window, &format!("phone-failed-{width}"));
    }
}

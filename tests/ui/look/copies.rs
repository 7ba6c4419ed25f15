//! The dialog for copies and photos on their way in, to look at.

use eframe::egui::vec2;
use smilekeep::app::{Appearance, ViewerCommand};

use super::{LOOKS, picture};
use crate::window::{Home, Opening};

#[test]
#[ignore = "draws pictures to look at"]
fn look_at_photos_on_their_way_in() {
    use smilekeep::app::Arrival;
    use smilekeep::photo::RgbImage;
    let home = Home::sample();
    for ((appearance, look), size) in
        LOOKS
            .into_iter()
            .zip([(1280.0, 800.0), (1920.0, 1080.0), (700.0, 600.0)])
    {
        let mut window = Opening {
            size: vec2(size.0, size.1),
            ..Opening::default()
        }
        .on(&home);
        window.dress(appearance);
        window.app().model.arrivals = (0..12_u8)
            .map(|number| Arrival {
                // The same name from two folders is no trouble.
                name: "IMG_0001.jpg".to_owned(),
                picture: (number != 3).then(|| {
                    let shape = if number % 2 == 0 {
                        (160, 120)
                    } else {
                        (120, 160)
                    };
                    RgbImage::from_pixel(shape.0, shape.1, image::Rgb([90 + number * 10, 120, 150]))
                        .into()
                }),
            })
            .collect();
        window.app().model.arrivals_serial += 1;
        picture(&mut window, &format!("arrivals-{look}"));
    }
}

#[test]
#[ignore = "draws pictures to look at"]
fn look() {
    let home = Home::sample();
    for (appearance, look) in LOOKS {
        let mut window = Opening {
            size: vec2(1280.0, 800.0),
            ..Opening::default()
        }
        .on(&home);
        window.dress(appearance);
        let photo = window.photo(0);
        window.apply(ViewerCommand::Open(photo));
        window.click("Save a copy");
        picture(&mut window, &format!("copy-1280-{look}"));
    }
    let mut window = Opening {
        size: vec2(640.0, 560.0),
        ..Opening::default()
    }
    .on(&home);
    window.dress(Appearance::Light);
    let photo = window.photo(0);
    window.apply(ViewerCommand::Open(photo));
    window.click("Save a copy");
    picture(&mut window, "copy-640");
}

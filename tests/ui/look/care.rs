//! The question before very much is thrown away, damage, and originals that are
//! away, to look at.

use smilekeep::app::{Command, GalleryCommand, LibraryCommand, View, ViewerCommand};

use super::{LOOKS, picture};
use crate::care::{away, damaged, throw_all_away};
use crate::window::{Home, Opening};

#[test]
#[ignore = "makes pictures for a person to look at"]
fn care() {
    for (width, height) in [(1280.0, 800.0), (640.0, 560.0)] {
        let home = Home::sample();
        let mut window = Opening::sized(width, height).on(&home);
        throw_all_away(&mut window);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("care-brake-{width}-{name}"));
        }
        window.apply(GalleryCommand::Sure(false));
        damaged(&mut window);
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("care-heal-{width}-{name}"));
        }
        window.apply(LibraryCommand::Heal);
        drop(window);
        let mut window = away(&home, Opening::sized(width, height));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("care-away-{width}-{name}"));
        }
        let photo = window.photo(0);
        window.apply(ViewerCommand::Open(photo));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("care-viewer-{width}-{name}"));
        }
        let entries: Vec<_> = window.model().gallery.items[..2]
            .iter()
            .map(|item| item.entry)
            .collect();
        for entry in entries {
            window.apply(smilekeep::app::EntryCommand::Trash(entry));
        }
        window.apply(Command::Go(View::Settings));
        window.settle();
        picture(&mut window, &format!("care-settings-{width}"));
    }
}

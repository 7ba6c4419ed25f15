//! Another parent's journal in the settings, and earlier words in an entry.

use smilekeep::app::{Command, EntryCommand, MergeCommand, View};

use super::{LOOKS, picture};
use crate::merge::apart;
use crate::window::Opening;

#[test]
#[ignore = "makes pictures for a person to look at"]
fn another_journal_and_earlier_words() {
    for (width, height) in [(1280.0, 2600.0), (640.0, 3000.0)] {
        let (ours, theirs, entry) = apart();
        let mut window = Opening::sized(width, height).on(&ours);
        window.apply(Command::Go(View::Settings));
        picture(&mut window, &format!("merge-none-{width}"));
        window.apply(MergeCommand::Look(theirs.root()));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("merge-{width}-{name}"));
        }
        window.click("Bring it in");
        picture(&mut window, &format!("merge-report-{width}"));
        window.click("All right");
        window.apply(EntryCommand::Open(entry));
        for (appearance, name) in LOOKS {
            window.dress(appearance);
            picture(&mut window, &format!("merge-earlier-{width}-{name}"));
        }
    }
}

//! Whether this desktop can open a file dialog at all.
//!
//! A dialog that cannot be opened answers as one that was closed without
//! choosing, at once or after a while; so it is asked before. The dialogs come
//! from the desktop (the XDG portal, over D-Bus), or from the program `zenity`.

use std::sync::mpsc;
use std::time::Duration;

use zbus::zvariant::OwnedValue;

/// The portal answers within this time; on a desktop it is up already.
const ANSWERS_WITHIN: Duration = Duration::from_millis(1500);

/// Whether a dialog can open. Waits, at most for a second and a half.
pub fn can_open() -> bool {
    portal_within(ANSWERS_WITHIN) || is_a_program("zenity")
}

/// Asks on a thread of its own, which is left behind when no answer comes.
fn portal_within(time: Duration) -> bool {
    let (send, answer) = mpsc::channel();
    let asked = std::thread::Builder::new()
        .name("file-portal".to_owned())
        .spawn(move || {
            let has = futures_lite::future::block_on(has_file_chooser(time));
            // Nobody listens any more after a time-out.
            let _ = send.send(has.unwrap_or(false));
        });
    asked.is_ok() && answer.recv_timeout(time).unwrap_or(false)
}

/// Whether the desktop's portal opens files; an error where there is no bus, no
/// portal, or one without files.
async fn has_file_chooser(time: Duration) -> zbus::Result<bool> {
    let bus = zbus::connection::Builder::session()?
        .method_timeout(time)
        .build()
        .await?;
    let reply = bus
        .call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.DBus.Properties"),
            "Get",
            &("org.freedesktop.portal.FileChooser", "version"),
        )
        .await?;
    let version: OwnedValue = reply.body().deserialize()?;
    Ok(u32::try_from(version)? >= 1)
}

/// Whether a program of this name would be found.
fn is_a_program(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_where_they_are() {
        assert!(is_a_program("sh"));
        assert!(!is_a_program("a program that nobody has"));
    }

    #[test]
    fn the_answer_never_takes_long() {
        let begun = std::time::Instant::now();
        let _ = portal_within(Duration::from_millis(100));
        assert!(begun.elapsed() < Duration::from_secs(5));
    }
}

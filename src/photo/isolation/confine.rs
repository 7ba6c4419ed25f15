//! What a helper gives up before it looks at a photo.
//!
//! | | Linux | macOS and other Unix | Windows |
//! |---|---|---|---|
//! | memory | limit on private memory | asked for, but not every system holds to it; the decoders’ own limits do | the decoders’ own limits |
//! | time | ended from outside; ends itself soon after | the same | the same |
//! | files, connections | none can be opened | none can be opened | as the user |
//! | core dumps (they would hold the photo) | none | none | none are made |
//! | rights through other programs | none to be had | as the user | as the user |
//!
//! Each limit stands on its own: one that a system refuses is no reason not to
//! read a photo.

use std::thread;
use std::time::Duration;

use super::PATIENCE;

/// A helper ends itself after this long, whatever the program that started it
/// is doing: longer than any photo is waited for.
const LAST_RESORT: Duration = PATIENCE.saturating_mul(8);

/// The exit code of a helper that ended itself.
const GAVE_UP: i32 = 7;

/// Gives up what decoding does not need. Standard input, output and error are
/// open already and stay so.
pub(super) fn confine() {
    #[cfg(unix)]
    unix::confine();
    // Decoders’ threads that wait for each other do not keep this one waiting.
    let _ = thread::Builder::new()
        .name("last resort".to_owned())
        .stack_size(64 << 10)
        .spawn(|| {
            thread::sleep(LAST_RESORT);
            std::process::exit(GAVE_UP);
        });
}

#[cfg(unix)]
mod unix {
    use rustix::process::{Resource, Rlimit, setrlimit};

    use super::super::MEMORY_LIMIT;
    use super::LAST_RESORT;

    pub(super) fn confine() {
        #[cfg(target_os = "linux")]
        {
            use rustix::process::{Signal, set_parent_process_death_signal};
            // Dies with the thread that waits for it.
            let _ = set_parent_process_death_signal(Some(Signal::KILL));
            let _ = rustix::thread::set_no_new_privs(true);
        }
        for (resource, most) in [
            // Counts heap and private mappings, not the program’s own pages.
            (Resource::Data, MEMORY_LIMIT),
            (Resource::Core, 0),
            // Open ones stay open; no further file or socket can be had.
            (Resource::Nofile, 0),
            (Resource::Cpu, LAST_RESORT.as_secs() * 4),
        ] {
            let most = Some(most);
            let _ = setrlimit(
                resource,
                Rlimit {
                    current: most,
                    maximum: most,
                },
            );
        }
    }
}

//! Photos from a phone, in a terminal.

use std::sync::Arc;
use std::sync::mpsc::channel;

use serde_json::json;

use super::args_phone::PhoneVerb;
use super::library::CliDesk;
use super::output::{DONE, Done, Failure, print_line};
use crate::app::{Clock, SystemClock, tray_times};
use crate::capture::phone::{
    End, Event, HomeAddress, Landed, Landing, Limits, Page, Stopper, Tray, home_addresses,
};

/// Opens the page and tells what comes until its time is up.
pub(super) fn phone(desk: &CliDesk, verb: &PhoneVerb) -> Done {
    let open = desk.open()?;
    let home = home_of(verb)?;
    let others = home_addresses()
        .into_iter()
        .filter(|other| other.address != home.address)
        .map(|other| format!("{} ({})", other.interface, other.address))
        .collect::<Vec<_>>();
    let page = Page::bind(home, verb.port, Limits::default()).map_err(|e| e.to_string())?;
    if verb.json {
        print_line(&json!({ "event": "open", "link": page.link() }).to_string())?;
    } else {
        let code = page.code().map_err(|error| error.to_string())?;
        print_line(&code.blocks())?;
        print_line("Point the phone’s camera at the code, or type this on the phone:")?;
        print_line(&format!("  {}", page.link()))?;
        print_line("")?;
        print_line(
            "The link takes photos for ten minutes from the first phone that opens it. They
travel unencrypted inside your network: use this at home, not in a café, hotel or
clinic. Ctrl+C closes the page.",
        )?;
        if !others.is_empty() {
            print_line(&format!(
                "Is the phone in another network? Use --interface with one of: {}.",
                others.join(", ")
            ))?;
        }
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let connection = open.library.connect().map_err(|error| error.sentence())?;
    let root = open.library.root().to_owned();
    let tray = Tray::new(root, connection, tray_times(&clock));
    let (send, told) = channel();
    let (stopper, stops) = Stopper::new();
    let landing: Arc<dyn Landing> = Arc::new(tray);
    let serving = std::thread::Builder::new()
        .name("phone page".to_owned())
        .spawn(move || {
            let tell = move |event| {
                // Nobody listens once the terminal is gone.
                let _ = send.send(event);
            };
            page.serve(landing, Arc::new(tell), stops)
        })
        .map_err(|error| format!("The system gave no more threads ({error})."))?;
    let mut waiting = 0_usize;
    for event in told {
        if let Event::Arrived(_, Landed::Waiting) = event {
            waiting += 1;
        }
        if print_line_of(&event, verb.json).is_err() {
            // The terminal is gone: so is who could say what to do.
            stopper.stop();
        }
    }
    let end = serving
        .join()
        .map_err(|_| Failure("Something went wrong inside the program.".to_owned()))?
        .map_err(|error| error.to_string())?;
    if verb.json {
        let reason = match end {
            End::Stopped => "stopped",
            End::TimeUp => "time_up",
            End::TooManyGuesses => "too_many_guesses",
        };
        print_line(&json!({ "event": "closed", "reason": reason }).to_string())?;
    } else {
        print_line(match end {
            End::Stopped => "The page is closed.",
            End::TimeUp => "The time is up, and the page is closed.",
            End::TooManyGuesses => {
                "Somebody tried to guess the link, so the page was closed. Nothing of theirs came in."
            }
        })?;
        print_line(&match waiting {
            0 => "No new photo came.".to_owned(),
            1 => "1 photo waits in the tray. To see it: smilekeep inbox.".to_owned(),
            count => format!("{count} photos wait in the tray. To see them: smilekeep inbox."),
        })?;
    }
    Ok(DONE)
}

fn home_of(verb: &PhoneVerb) -> Result<HomeAddress, Failure> {
    let homes = home_addresses();
    match (&verb.interface, verb.address()) {
        (Some(_), Some(address)) => {
            HomeAddress::of(address).map_err(|error| Failure(error.to_string()))
        }
        (Some(name), None) => homes
            .iter()
            .find(|home| home.interface == *name)
            .cloned()
            .ok_or_else(|| {
                let known: Vec<_> = homes.iter().map(|home| home.interface.as_str()).collect();
                Failure(format!(
                    "There is no home network on “{name}”; there is: {}.",
                    if known.is_empty() { "none".to_owned() } else { known.join(", ") }
                ))
            }),
        (None, _) => homes.first().cloned().ok_or_else(|| {
            Failure(
                "This computer is in no home network right now. Connect it to the Wi-Fi that the phone uses."
                    .to_owned(),
            )
        }),
    }
}

fn print_line_of(event: &Event, as_json: bool) -> Result<(), Failure> {
    if as_json {
        let line = match event {
            Event::Connected => json!({ "event": "connected" }),
            Event::Progress {
                files,
                bytes,
                received,
            } => json!({
                "event": "progress", "files": files, "bytes": bytes, "received": received,
            }),
            Event::Arrived(received, landed) => json!({
                "event": "arrived",
                "name": received.name,
                "bytes": received.byte_len,
                "known": *landed == Landed::Known,
            }),
            Event::Refused { name, sentence } => {
                json!({ "event": "refused", "name": name, "reason": sentence })
            }
        };
        return print_line(&line.to_string());
    }
    match event {
        Event::Connected => print_line("The phone is there."),
        Event::Progress { .. } => Ok(()),
        Event::Arrived(received, Landed::Waiting) => print_line(&format!("+ {}", received.name)),
        Event::Arrived(received, Landed::Known) => {
            print_line(&format!("= {} (here already)", received.name))
        }
        Event::Refused { sentence, .. } => print_line(&format!("! {sentence}")),
    }
}

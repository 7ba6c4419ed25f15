//! The page for the phone as the window knows it.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::clock::Clock;
use super::services::stamp;
use crate::capture::phone::{
    End, Event, HomeAddress, Landed, Landing, Limits, Page, QrCode, Stopper, Times, home_addresses,
};
use crate::jobs::{TaskHandle, Wake, spawn_task};

/// The app's clock as the tray asks it.
pub fn tray_times(clock: &Arc<dyn Clock>) -> Times {
    let [utc, local, offset] = [clock, clock, clock].map(Arc::clone);
    Times {
        utc: Box::new(move || stamp(utc.now_utc())),
        local: Box::new(move || local.now_local()),
        offset_at: Box::new(move |at| offset.offset_at(at)),
    }
}

/// What the phone dialog shows.
#[derive(Debug, Clone, Default)]
pub struct PhoneState {
    /// Where the page stands.
    pub stage: PhoneStage,
    /// The home networks there are, the likeliest first.
    pub homes: Vec<HomeAddress>,
    /// The one chosen.
    pub home: Option<HomeAddress>,
    /// The link with its secret; empty until there is one.
    pub link: String,
    /// The link as a code.
    pub code: Option<Arc<QrCode>>,
    /// Whether a phone is there.
    pub connected: bool,
    /// Seconds for new photos.
    pub seconds_left: u64,
    /// Files announced.
    pub files: usize,
    /// Bytes announced.
    pub bytes: u64,
    /// Bytes that came.
    pub received: u64,
    /// Files that wait now, by what the phone calls them, in their order.
    pub arrived: Vec<String>,
    /// How many were known already.
    pub known: usize,
    /// Files that were not taken, with the reason.
    pub refused: Vec<(String, String)>,
    pub(crate) closes_at: Duration,
}

/// Where the page stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum PhoneStage {
    /// It is being opened.
    #[default]
    Opening,
    /// It is open.
    Open,
    /// It closed by itself.
    Ended(End),
    /// There is none, and why.
    Failed(String),
}

impl PhoneState {
    /// Whether files are on their way.
    pub fn is_receiving(&self) -> bool {
        self.stage == PhoneStage::Open && self.received < self.bytes
    }
}

/// What the page's thread tells.
enum Told {
    Opened {
        homes: Vec<HomeAddress>,
        home: HomeAddress,
        link: String,
        code: QrCode,
    },
    Event(Event),
}

/// A page that is open; closes when this is dropped.
pub(super) struct PhoneRun {
    stopper: Stopper,
    told: Receiver<Told>,
    task: TaskHandle<Result<End, String>>,
    life: Duration,
}

impl PhoneRun {
    /// Opens a page at one address, or in the likeliest home network.
    pub(super) fn start(
        wanted: Option<Ipv4Addr>,
        landing: Arc<dyn Landing>,
        wake: &Wake,
    ) -> std::io::Result<Self> {
        let limits = Limits::default();
        let (stopper, stops) = Stopper::new();
        let (send, told) = channel();
        let waker = Arc::clone(wake);
        let task = spawn_task("phone page", Arc::clone(wake), move |_| {
            let page = open(wanted, limits, &send)?;
            waker();
            let tell = move |event| {
                // A window that no longer listens has stopped the page too.
                let _ = send.send(Told::Event(event));
                waker();
            };
            page.serve(landing, Arc::new(tell), stops)
                .map_err(|error| error.to_string())
        })?;
        Ok(Self {
            stopper,
            told,
            task,
            life: limits.life,
        })
    }

    /// Takes in what happened since; returns the names of files that came.
    pub(super) fn drain(&self, state: &mut PhoneState, now: Duration) -> Vec<String> {
        use crate::jobs::TaskUpdate;
        let mut came = Vec::new();
        for told in self.told.try_iter() {
            match told {
                Told::Opened {
                    homes,
                    home,
                    link,
                    code,
                } => {
                    state.stage = PhoneStage::Open;
                    state.homes = homes;
                    state.home = Some(home);
                    state.link = link;
                    state.code = Some(Arc::new(code));
                    state.closes_at = now + self.life;
                }
                Told::Event(Event::Connected) => state.connected = true,
                Told::Event(Event::Progress {
                    files,
                    bytes,
                    received,
                }) => (state.files, state.bytes, state.received) = (files, bytes, received),
                Told::Event(Event::Arrived(received, Landed::Waiting)) => {
                    came.push(received.name.clone());
                    state.arrived.push(received.name);
                }
                Told::Event(Event::Arrived(_, Landed::Known)) => state.known += 1,
                Told::Event(Event::Refused { name, sentence }) => {
                    state.refused.push((name, sentence));
                }
            }
        }
        while let Some(update) = self.task.poll() {
            state.stage = match update {
                TaskUpdate::Progress(_) => continue,
                TaskUpdate::Done(Ok(end)) => PhoneStage::Ended(end),
                TaskUpdate::Done(Err(sentence)) => PhoneStage::Failed(sentence),
                TaskUpdate::Broken(words) => PhoneStage::Failed(t!("phone-broken", words = words)),
            };
        }
        state.seconds_left = state.closes_at.saturating_sub(now).as_secs();
        came
    }
}

impl Drop for PhoneRun {
    fn drop(&mut self) {
        self.stopper.stop();
    }
}

fn open(wanted: Option<Ipv4Addr>, limits: Limits, send: &Sender<Told>) -> Result<Page, String> {
    let homes = home_addresses();
    let home = match wanted {
        Some(address) => HomeAddress::of(address).map_err(|error| error.to_string())?,
        None => homes
            .first()
            .cloned()
            .ok_or_else(|| t!("phone-no-network").to_owned())?,
    };
    let page = Page::bind(home, None, limits).map_err(|error| error.to_string())?;
    let code = page.code().map_err(|error| error.to_string())?;
    // Nobody waits for it any more: serving ends at once.
    let _ = send.send(Told::Opened {
        homes,
        home: page.home().clone(),
        link: page.link(),
        code,
    });
    Ok(page)
}

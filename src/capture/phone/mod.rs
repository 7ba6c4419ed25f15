//! Photos from a phone, over the home network: no app, no account, no cloud.
//!
//! [`Page::bind`] takes a port on one address of this computer in the home
//! network and makes a link with a secret in it; [`Page::serve`] answers the
//! phone that opens the link until it is stopped, its time is up, or somebody
//! guesses. It takes files in and gives nothing out: no route reads anything
//! back. Where the files go is a [`Landing`]'s business.
//!
//! The road of a request: [`server`] counts connections and times them out,
//! [`guard`] asks who speaks, [`routes`] does what was asked, [`uploads`] holds
//! what is on its way, piece by piece.
//!
//! It speaks plain HTTP. A certificate made here would make every phone warn,
//! teach its owner to wave such warnings away, and still protect nobody who
//! did; so the page and the dialog say plainly that the home network must be
//! trusted.

mod address;
mod code;
mod files;
mod guard;
mod reply;
mod routes;
mod secret;
mod server;
mod texts;
mod tray;
mod uploads;

use std::net::Ipv4Addr;
use std::time::Duration;

use chrono::NaiveDateTime;

pub use address::{HomeAddress, home_addresses};
pub use code::QrCode;
pub use server::{Page, Stopper, Stops};
pub use tray::{Times, Tray};

use crate::domain::ContentHash;
use crate::storage::StagedFile;

/// The port tried first, so that a firewall can be told once.
pub const USUAL_PORT: u16 = 7645;

/// How much is let in, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the link works.
    pub life: Duration,
    /// How much longer files may come that were announced in time.
    pub grace: Duration,
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Files while the page is open.
    pub files: usize,
    /// Bytes while the page is open.
    pub total_bytes: u64,
    /// Bytes of one piece of a file.
    pub piece_bytes: usize,
    /// Connections at a time.
    pub connections: usize,
    /// Connections of one device at a time.
    pub connections_of_one: usize,
    /// For the head of a request.
    pub head_time: Duration,
    /// Between two parts of a body.
    pub pause_time: Duration,
    /// For a whole body.
    pub body_time: Duration,
    /// Links with a wrong secret that close the page.
    pub wrong_secrets: u32,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self {
            life: Duration::from_secs(10 * 60),
            grace: Duration::from_secs(30 * 60),
            file_bytes: 2048 * MIB,
            files: 1000,
            total_bytes: 16 * 1024 * MIB,
            piece_bytes: 1024 * 1024,
            connections: 32,
            connections_of_one: 8,
            head_time: Duration::from_secs(10),
            pause_time: Duration::from_secs(15),
            body_time: Duration::from_secs(90),
            wrong_secrets: 20,
        }
    }
}

/// A whole file from the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What the phone calls it: words to show, never a path.
    pub name: String,
    /// Its length.
    pub byte_len: u64,
    /// Its content.
    pub hash: ContentHash,
    /// When the phone says it was last changed, in UTC.
    pub modified: Option<NaiveDateTime>,
    /// What the parent wrote to it.
    pub note: String,
}

/// What became of a whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landed {
    /// It waits for the parent's word.
    Waiting,
    /// The journal has it already, or was told that it does not want it.
    Known,
}

/// Where files from the phone go. Called away from the window.
pub trait Landing: Send + Sync {
    /// An empty file to write into.
    ///
    /// # Errors
    /// A sentence that says why there is none.
    fn begin(&self) -> Result<StagedFile, String>;

    /// The file is whole. It must be durable when this returns.
    ///
    /// # Errors
    /// A sentence that says why it was not kept; the phone may send it again.
    fn land(&self, file: StagedFile, received: &Received) -> Result<Landed, String>;
}

/// What happens on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A phone opened the link; from now on it is the only one.
    Connected,
    /// Files were announced or came in part.
    Progress {
        /// Files announced.
        files: usize,
        /// Bytes announced.
        bytes: u64,
        /// Bytes that came.
        received: u64,
    },
    /// A whole file came.
    Arrived(Received, Landed),
    /// A file was not taken.
    Refused {
        /// What the phone calls it.
        name: String,
        /// Why.
        sentence: String,
    },
}

/// Why the page closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was stopped.
    Stopped,
    /// Its time was up.
    TimeUp,
    /// Too many links with a wrong secret were tried.
    TooManyGuesses,
}

/// Why no page could be opened.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// Not an address of a home network.
    #[error("{}", t!("phone-page-not-home", address = _0.to_string()))]
    NotHome(Ipv4Addr),
    /// The port or the address cannot be used.
    #[error(
        "{}",
        t!(
            "phone-page-not-bound",
            address = address,
            reason = source.to_string()
        )
    )]
    Bind {
        /// The address with its port.
        address: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system gives no random numbers or no event loop.
    #[error("{}", t!("phone-page-not-opened", reason = _0))]
    System(String),
}

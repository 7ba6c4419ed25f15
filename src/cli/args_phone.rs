//! The words of the command line for photos from a phone.

use std::net::Ipv4Addr;

use clap::Args;

/// A page for the phone.
#[derive(Debug, Args)]
pub struct PhoneVerb {
    /// The network card, such as wlan0, or its address (needed when this
    /// computer is in several home networks and the first is the wrong one)
    #[arg(long, value_name = "NAME|ADDRESS")]
    pub interface: Option<String>,
    /// The port (else 7645, or any if that is taken)
    #[arg(long)]
    pub port: Option<u16>,
    /// Print what happens as JSON, one object a line, and no code
    #[arg(long)]
    pub json: bool,
}

impl PhoneVerb {
    /// `--interface` as an address.
    pub fn address(&self) -> Option<Ipv4Addr> {
        self.interface.as_ref()?.parse().ok()
    }
}

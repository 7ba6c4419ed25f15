//! The home networks this computer is in.

use std::net::{IpAddr, Ipv4Addr};

/// An address of this computer inside a home network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeAddress {
    /// The system's name for the network card, such as `wlan0`.
    pub interface: String,
    /// The address.
    pub address: Ipv4Addr,
    /// Which bits of it name the network.
    pub netmask: Ipv4Addr,
}

impl HomeAddress {
    /// What a parent would call the way to that network.
    pub fn kind(&self) -> &'static str {
        if self.is_wireless() {
            t!("phone-page-wifi")
        } else if self.begins_with(&["en", "eth", "ethernet"]) {
            t!("phone-page-cable")
        } else if self.is_inner() {
            t!("phone-page-inner")
        } else {
            t!("phone-page-network")
        }
    }

    fn begins_with(&self, words: &[&str]) -> bool {
        let name = self.interface.to_ascii_lowercase();
        words.iter().any(|word| name.starts_with(word))
    }

    fn is_wireless(&self) -> bool {
        self.begins_with(&["wl", "wi-fi", "wifi", "wireless", "ath"])
    }

    /// Networks that programs make for themselves come last: no phone is there.
    fn is_inner(&self) -> bool {
        self.begins_with(&[
            "docker", "br-", "veth", "virbr", "vmnet", "vbox", "tun", "tap", "wg", "utun", "lo",
        ])
    }

    /// Whether an address is in the same network.
    pub(super) fn is_neighbour(&self, peer: IpAddr) -> bool {
        let IpAddr::V4(peer) = peer else {
            return false;
        };
        peer.to_bits() & self.netmask.to_bits() == self.address.to_bits() & self.netmask.to_bits()
    }

    /// An address named by hand, with the network the system knows for it.
    ///
    /// # Errors
    /// When it is not one of a home network (or of this computer alone).
    pub fn of(address: Ipv4Addr) -> Result<Self, super::PageError> {
        if let Some(known) = home_addresses()
            .into_iter()
            .find(|known| known.address == address)
        {
            return Ok(known);
        }
        if address.is_loopback() {
            return Ok(Self {
                interface: "lo".to_owned(),
                address,
                netmask: Ipv4Addr::new(255, 0, 0, 0),
            });
        }
        Err(super::PageError::NotHome(address))
    }
}

/// The addresses of this computer in home networks, the likeliest first.
/// Public addresses and this computer's talk with itself are left out.
pub fn home_addresses() -> Vec<HomeAddress> {
    let mut found: Vec<_> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter_map(|card| match card.addr {
            if_addrs::IfAddr::V4(v4) if is_home(v4.ip) => Some(HomeAddress {
                interface: card.name,
                address: v4.ip,
                netmask: v4.netmask,
            }),
            _ => None,
        })
        .collect();
    found.sort_by_key(|home| {
        (
            home.is_inner(),
            home.address.is_link_local(),
            !home.is_wireless(),
            home.address,
        )
    });
    found.dedup_by_key(|home| home.address);
    found
}

fn is_home(address: Ipv4Addr) -> bool {
    (address.is_private() || address.is_link_local()) && !address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(interface: &str) -> HomeAddress {
        HomeAddress {
            interface: interface.to_owned(),
            address: Ipv4Addr::new(192, 168, 1, 20),
            netmask: Ipv4Addr::new(255, 255, 255, 0),
        }
    }

    #[test]
    fn only_the_same_network_is_a_neighbour() {
        let home = home("wlan0");
        for (peer, neighbour) in [
            ("192.168.1.77", true),
            ("192.168.2.77", false),
            ("8.8.8.8", false),
            ("127.0.0.1", false),
            ("::1", false),
        ] {
            assert_eq!(
                home.is_neighbour(peer.parse().unwrap()),
                neighbour,
                "{peer}"
            );
        }
    }

    #[test]
    fn public_and_open_addresses_are_no_home() {
        for address in ["0.0.0.0", "8.8.8.8", "255.255.255.255"] {
            assert!(
                HomeAddress::of(address.parse().unwrap()).is_err(),
                "{address}"
            );
        }
        assert!(HomeAddress::of(Ipv4Addr::LOCALHOST).is_ok());
        for home in home_addresses() {
            assert!(is_home(home.address), "{home:?}");
        }
    }

    #[test]
    fn networks_are_called_by_their_everyday_names() {
        for (interface, kind) in [
            ("wlp3s0", "Wi-Fi"),
            ("Wi-Fi", "Wi-Fi"),
            ("enp0s31f6", "Cable or Wi-Fi"),
            ("docker0", "Inside this computer"),
        ] {
            assert_eq!(home(interface).kind(), kind);
        }
    }
}

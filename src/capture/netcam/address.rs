//! Where a camera is.

use std::fmt;
use std::net::IpAddr;

use hyper::Uri;
use tokio::net::{TcpStream, lookup_host};

use super::{Login, NetcamError};

/// The address of a camera’s picture, without user and password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraAddress {
    host: String,
    port: u16,
    target: String,
}

impl CameraAddress {
    /// Reads an address as typed: `192.168.1.30/snapshot.jpg`,
    /// `http://camera:8080/video?size=1`. A user and a password in it are
    /// taken out and given back beside it.
    ///
    /// # Errors
    /// A sentence that says what to type instead.
    pub fn parse(words: &str) -> Result<(Self, Option<Login>), NetcamError> {
        let words = words.trim();
        let wrong = |sentence: &str| Err(NetcamError::Address(sentence.to_owned()));
        let rest = match words.split_once("://") {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => rest,
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => {
                return wrong(t!("netcam-https"));
            }
            Some((scheme, _)) if scheme.to_ascii_lowercase().starts_with("rtsp") => {
                return wrong(t!("netcam-rtsp"));
            }
            Some(_) => return wrong(t!("netcam-not-http")),
            None => words,
        };
        if rest.is_empty() {
            return wrong(t!("netcam-no-address"));
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let (login, authority) = match authority.rsplit_once('@') {
            Some((login, authority)) => (Some(Login::from_address(login)), authority),
            None => (None, authority),
        };
        let target = target.split('#').next().unwrap_or_default();
        let target = match target.chars().next() {
            Some('/') => target.to_owned(),
            Some(_) => format!("/{target}"),
            None => "/".to_owned(),
        };
        let parsed = format!("http://{authority}{target}").parse::<Uri>();
        let Some((host, port)) = parsed.ok().as_ref().and_then(|uri| {
            let host = uri.host().filter(|host| !host.is_empty())?;
            // A port out of range is passed over by the reader of addresses.
            let port = match authority.rsplit_once(':') {
                Some((_, digits)) if !digits.contains(']') => digits.parse().ok()?,
                _ => 80,
            };
            Some((host.to_owned(), port))
        }) else {
            return wrong(t!("netcam-bad-address"));
        };
        Ok((Self { host, port, target }, login))
    }

    /// What is asked for there.
    pub(super) fn target(&self) -> &str {
        &self.target
    }

    /// `192.168.1.30` or `camera:8080`
    pub fn host_and_port(&self) -> String {
        if self.port == 80 {
            self.host.clone()
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// Connects, and only to the home network: the name is looked up once, and
    /// what it leads to is what is spoken to.
    pub(super) async fn connect(&self) -> Result<TcpStream, NetcamError> {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let found: Vec<_> = lookup_host((host, self.port))
            .await
            .map_err(|_| NetcamError::NoAnswer(self.host_and_port()))?
            .collect();
        let home: Vec<_> = found.iter().filter(|at| is_home(at.ip())).collect();
        if home.is_empty() {
            return Err(NetcamError::NotHome(self.host_and_port()));
        }
        for at in home {
            if let Ok(stream) = TcpStream::connect(at).await {
                return Ok(stream);
            }
        }
        Err(NetcamError::NoAnswer(self.host_and_port()))
    }
}

impl fmt::Display for CameraAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "http://{}{}", self.host_and_port(), self.target)
    }
}

/// Whether an address cannot be outside the home (or this computer).
fn is_home(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_type_them() {
        for (typed, read) in [
            ("192.168.1.30", "http://192.168.1.30/"),
            (
                " 192.168.1.30:8080/shot.jpg ",
                "http://192.168.1.30:8080/shot.jpg",
            ),
            (
                "HTTP://camera.local/video?size=1#top",
                "http://camera.local/video?size=1",
            ),
            (
                "http://192.168.1.30?action=snapshot",
                "http://192.168.1.30/?action=snapshot",
            ),
            ("http://[fe80::1]:81/", "http://[fe80::1]:81/"),
        ] {
            let (address, login) = CameraAddress::parse(typed).unwrap();
            assert_eq!(address.to_string(), read);
            assert_eq!(login, None);
        }
    }

    #[test]
    fn a_password_in_the_address_is_taken_out() {
        let (address, login) =
            CameraAddress::parse("http://admin:p%40ss:w%C3%B6rd@192.168.1.30/shot").unwrap();
        assert_eq!(address.to_string(), "http://192.168.1.30/shot");
        assert_eq!(login, Some(Login::new("admin", "p@ss:wörd")));
    }

    #[test]
    fn other_words_are_told_what_to_be() {
        for (typed, told) in [
            ("", "Type the address"),
            ("https://192.168.1.30/", "by http only"),
            ("rtsp://192.168.1.30/stream", "film stream"),
            ("ftp://camera", "begins with http://"),
            ("http://", "Type the address"),
            ("the camera in the nursery", "no address"),
            ("http://192.168.1.30:99999/", "no address"),
        ] {
            let error = CameraAddress::parse(typed).unwrap_err().to_string();
            assert!(error.contains(told), "{typed}: {error}");
        }
    }

    #[test]
    fn only_home_is_home() {
        for (address, home) in [
            ("192.168.1.30", true),
            ("10.1.2.3", true),
            ("127.0.0.1", true),
            ("169.254.1.1", true),
            ("fd00::1", true),
            ("8.8.8.8", false),
            ("2606:4700::1", false),
            ("::ffff:8.8.8.8", false),
            ("0.0.0.0", false),
        ] {
            assert_eq!(is_home(address.parse().unwrap()), home, "{address}");
        }
    }
}

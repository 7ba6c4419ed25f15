//! Where a server is, as people type it, and without its password.

use std::fmt;
use std::net::IpAddr;

use age::secrecy::{ExposeSecret, SecretString};
use opendal::raw::percent_decode_path;
use reqwest::Url;
use serde::{Deserialize, Serialize};

/// The region that servers without regions answer to.
const USUAL_REGION: &str = "us-east-1";

/// A password, or the secret of an S3 key: wiped from memory when dropped, and
/// never shown.
#[derive(Clone)]
pub struct ServerPassword(SecretString);

impl ServerPassword {
    /// Takes what was typed, as it is.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// For who hands it on, to the server or the keyring.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl PartialEq for ServerPassword {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl fmt::Debug for ServerPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerPassword(…)")
    }
}

/// A folder on a server. Its text is what people know it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ServerAddress {
    /// WebDAV: Nextcloud, ownCloud, many storage boxes and home servers.
    WebDav {
        /// `https://cloud.example.org/remote.php/dav/files/anna/Smilekeep`
        url: String,
        /// Who logs in; nobody where it is empty.
        user: String,
    },
    /// S3, and what speaks like it.
    S3 {
        /// `https://s3.example.org`
        endpoint: String,
        /// The bucket.
        bucket: String,
        /// The folder in it; may be empty.
        folder: String,
        /// The region.
        region: String,
        /// The id of the access key.
        key_id: String,
    },
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("{}", t!("backup-server-address-empty"))]
    Empty,
    /// No address at all.
    #[error("{}", t!("backup-server-address-none"))]
    None,
    /// The page for a browser, not the folder.
    #[error("{}", t!("backup-server-address-page"))]
    Page,
    /// `ftp://` and the like.
    #[error("{}", t!("backup-server-address-scheme"))]
    Scheme,
    /// Without encryption, and not at home.
    #[error("{}", t!("backup-server-address-http"))]
    Http,
    /// A path that leads elsewhere.
    #[error("{}", t!("backup-server-address-path"))]
    Path,
    /// S3 without a bucket.
    #[error("{}", t!("backup-server-address-bucket"))]
    Bucket,
    /// S3 without a key.
    #[error("{}", t!("backup-server-address-key"))]
    Key,
}

impl ServerAddress {
    /// Reads an address as typed or pasted: that of a WebDAV folder, or
    /// `s3:https://host/bucket/folder` (with `?region=…` where it has one). A
    /// user and a password in it are taken out; the password is given back
    /// beside it.
    ///
    /// # Errors
    /// A sentence that says what to type instead.
    pub fn parse(
        words: &str,
        user: Option<&str>,
    ) -> Result<(Self, Option<ServerPassword>), AddressError> {
        let words = words.trim();
        if words.is_empty() {
            return Err(AddressError::Empty);
        }
        let lower = words.to_ascii_lowercase();
        let s3 = lower.starts_with("s3:");
        let rest = if s3 {
            words.get(3..).unwrap_or_default().trim_start_matches("//")
        } else {
            words
        };
        let mut url = read_url(rest)?;
        let password = url.password().map(decoded).filter(|text| !text.is_empty());
        let inside = Some(decoded(url.username())).filter(|user| !user.is_empty());
        let user = user
            .map(str::trim)
            .filter(|user| !user.is_empty())
            .map(str::to_owned)
            .or(inside)
            .unwrap_or_default();
        let _ = (url.set_username(""), url.set_password(None));
        url.set_fragment(None);
        let address = if s3 {
            let region = url
                .query_pairs()
                .find(|(name, _)| name == "region")
                .map(|(_, region)| region.into_owned());
            let path = folder_of(&url)?;
            let (bucket, folder) = path.split_once('/').unwrap_or((&path, ""));
            Self::s3(
                &origin_of(&url),
                bucket,
                folder,
                region.as_deref().unwrap_or_default(),
                &user,
            )?
        } else {
            // What a browser shows in its address line.
            let page = url.path().contains("/apps/files") || url.path().contains("/login");
            if page || url.query().is_some() {
                return Err(AddressError::Page);
            }
            folder_of(&url)?;
            url.set_query(None);
            Self::WebDav {
                url: url.as_str().trim_end_matches('/').to_owned(),
                user,
            }
        };
        Ok((address, password.map(ServerPassword::new)))
    }

    /// The address of a folder in a bucket.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn s3(
        endpoint: &str,
        bucket: &str,
        folder: &str,
        region: &str,
        key_id: &str,
    ) -> Result<Self, AddressError> {
        if endpoint.trim().is_empty() {
            return Err(AddressError::Empty);
        }
        let url = read_url(endpoint.trim())?;
        let bucket = bucket.trim().trim_matches('/');
        if bucket.is_empty() || bucket.contains(['/', '?', '#', ' ']) {
            return Err(AddressError::Bucket);
        }
        if key_id.trim().is_empty() {
            return Err(AddressError::Key);
        }
        let folder = folder.trim().trim_matches('/');
        checked_path(folder)?;
        let region = region.trim();
        Ok(Self::S3 {
            endpoint: origin_of(&url),
            bucket: bucket.to_owned(),
            folder: folder.to_owned(),
            region: if region.is_empty() {
                region_of(&url).unwrap_or_else(|| USUAL_REGION.to_owned())
            } else {
                region.to_owned()
            },
            key_id: key_id.trim().to_owned(),
        })
    }

    /// Who logs in: a user, or the id of a key.
    pub fn user(&self) -> &str {
        match self {
            Self::WebDav { user, .. } => user,
            Self::S3 { key_id, .. } => key_id,
        }
    }

    /// `cloud.example.org`, with a port where it has one.
    pub fn host_and_port(&self) -> String {
        let url = Url::parse(self.base()).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        match url.as_ref().and_then(Url::port) {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// Whether nobody on the way can listen. What is sent is sealed either
    /// way; the password is not.
    pub fn is_encrypted(&self) -> bool {
        self.base().starts_with("https:")
    }

    fn base(&self) -> &str {
        match self {
            Self::WebDav { url, .. } => url,
            Self::S3 { endpoint, .. } => endpoint,
        }
    }

    /// Scheme, host and port; and the folder below, decoded.
    pub(super) fn parts(&self) -> Option<(Url, String)> {
        let url = Url::parse(self.base()).ok()?;
        let folder = match self {
            Self::WebDav { .. } => folder_of(&url).ok()?,
            Self::S3 { folder, .. } => folder.clone(),
        };
        Some((url, folder))
    }
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WebDav { url, .. } => f.write_str(url),
            Self::S3 {
                endpoint,
                bucket,
                folder,
                ..
            } if folder.is_empty() => write!(f, "s3:{endpoint}/{bucket}"),
            Self::S3 {
                endpoint,
                bucket,
                folder,
                ..
            } => write!(f, "s3:{endpoint}/{bucket}/{folder}"),
        }
    }
}

/// An address with its scheme, which may be left out.
fn read_url(words: &str) -> Result<Url, AddressError> {
    let (scheme, rest) = words.split_once("://").unwrap_or(("https", words));
    let scheme = match scheme.to_ascii_lowercase().as_str() {
        "https" | "davs" | "webdavs" => "https",
        "http" | "dav" | "webdav" => "http",
        _ => return Err(AddressError::Scheme),
    };
    if rest.contains(char::is_whitespace) && !rest.contains('/') {
        return Err(AddressError::None);
    }
    let url = Url::parse(&format!("{scheme}://{rest}")).map_err(|_| AddressError::None)?;
    let Some(host) = url.host_str().filter(|host| !host.is_empty()) else {
        return Err(AddressError::None);
    };
    // A name is looked up later, and held to the same.
    let outside = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>()
        .is_ok_and(|address| !is_home(address));
    if scheme == "http" && (outside || !could_be_home(host)) {
        return Err(AddressError::Http);
    }
    Ok(url)
}

/// Names that can be of a home network: without a dot, or under one of the
/// endings that are kept for homes.
fn could_be_home(host: &str) -> bool {
    const ENDINGS: [&str; 6] = [
        ".local",
        ".lan",
        ".home",
        ".internal",
        ".fritz.box",
        ".home.arpa",
    ];
    let host = host.to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    host.starts_with('[')
        || host.parse::<IpAddr>().is_ok()
        || !host.contains('.')
        || host == "fritz.box"
        || ENDINGS.iter().any(|ending| host.ends_with(ending))
}

/// Whether an address cannot be outside the home (or this computer).
pub(super) fn is_home(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

fn origin_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{}://{host}:{port}", url.scheme()),
        None => format!("{}://{host}", url.scheme()),
    }
}

/// The path of an address, decoded, without slashes at its ends.
fn folder_of(url: &Url) -> Result<String, AddressError> {
    let path = percent_decode_path(url.path());
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let path = parts.join("/");
    checked_path(&path)?;
    Ok(path)
}

/// A path that leads where it says.
fn checked_path(path: &str) -> Result<(), AddressError> {
    let odd = |part: &str| part == ".." || part == "." || part.is_empty();
    if !path.is_empty() && path.split('/').any(odd) || path.chars().any(char::is_control) {
        return Err(AddressError::Path);
    }
    Ok(())
}

/// `s3.eu-central-1.example.com` names its region.
fn region_of(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let mut parts = host.split('.');
    let first = parts.next()?;
    let second = parts.next()?;
    let is_region = first == "s3" && second.contains('-') && parts.next().is_some();
    is_region.then(|| second.to_owned())
}

fn decoded(text: &str) -> String {
    percent_decode_path(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<ServerAddress, AddressError> {
        ServerAddress::parse(words, Some("anna")).map(|(address, _)| address)
    }

    #[test]
    fn addresses_are_read_as_people_paste_them() {
        for (typed, shown, host) in [
            (
                " https://cloud.example.org/remote.php/dav/files/anna/Smile%20keep/ ",
                "https://cloud.example.org/remote.php/dav/files/anna/Smile%20keep",
                "cloud.example.org",
            ),
            (
                "cloud.example.org/dav",
                "https://cloud.example.org/dav",
                "cloud.example.org",
            ),
            (
                "davs://box.example.org:8443/a",
                "https://box.example.org:8443/a",
                "box.example.org:8443",
            ),
            (
                "http://192.168.1.9:5005/baby",
                "http://192.168.1.9:5005/baby",
                "192.168.1.9:5005",
            ),
            ("http://nas/baby", "http://nas/baby", "nas"),
            (
                "http://[fd00::1]/baby",
                "http://[fd00::1]/baby",
                "[fd00::1]",
            ),
            (
                "s3:https://s3.eu-central-1.example.com/bucket/a/b/",
                "s3:https://s3.eu-central-1.example.com/bucket/a/b",
                "s3.eu-central-1.example.com",
            ),
            (
                "s3://localhost:9000/bucket?region=here",
                "s3:https://localhost:9000/bucket",
                "localhost:9000",
            ),
        ] {
            let address = read(typed).unwrap();
            assert_eq!(address.to_string(), shown);
            assert_eq!(address.host_and_port(), host);
            assert_eq!(address.user(), "anna");
            // What the settings keep is what is read again.
            let text = serde_json::to_string(&address).unwrap();
            assert_eq!(
                serde_json::from_str::<ServerAddress>(&text).unwrap(),
                address
            );
        }
        let (_, folder) = read("https://a.example/x/Smile%20keep")
            .unwrap()
            .parts()
            .unwrap();
        assert_eq!(folder, "x/Smile keep");
    }

    #[test]
    fn the_region_is_read_or_usual() {
        for (typed, wanted) in [
            ("s3:https://s3.eu-west-2.example.com/b", "eu-west-2"),
            ("s3:https://s3.example.com/b", "us-east-1"),
            ("s3:https://s3.example.com/b?region=moon", "moon"),
        ] {
            let ServerAddress::S3 { region, .. } = read(typed).unwrap() else {
                panic!("{typed}");
            };
            assert_eq!(region, wanted);
        }
    }

    #[test]
    fn a_password_in_an_address_is_taken_out_and_never_shown() {
        let typed = "https://berta:p%40ss@cloud.example.org/dav";
        let (address, password) = ServerAddress::parse(typed, None).unwrap();
        assert_eq!(address.user(), "berta");
        let password = password.unwrap();
        assert_eq!(password.expose(), "p@ss");
        assert!(!format!("{address:?} {address} {password:?}").contains("ss@"));
        assert!(!format!("{address:?} {password:?}").contains("p@ss"));
    }

    #[test]
    fn other_words_are_told_what_to_be() {
        for (typed, error) in [
            ("  ", AddressError::Empty),
            ("our cloud", AddressError::None),
            ("https://", AddressError::None),
            ("ftp://cloud.example.org/a", AddressError::Scheme),
            ("sftp://cloud.example.org/a", AddressError::Scheme),
            ("http://cloud.example.org/a", AddressError::Http),
            ("http://8.8.8.8/a", AddressError::Http),
            (
                "https://cloud.example.org/index.php/apps/files/?dir=/a",
                AddressError::Page,
            ),
            ("https://cloud.example.org/a%2F..%2Fb", AddressError::Path),
            ("s3:https://s3.example.org", AddressError::Bucket),
        ] {
            assert_eq!(read(typed), Err(error), "{typed}");
            assert!(error.to_string().len() > 20);
        }
        let no_key = ServerAddress::parse("s3:https://s3.example.org/b", None);
        assert_eq!(no_key.unwrap_err(), AddressError::Key);
    }

    #[test]
    fn only_home_is_home() {
        for (address, home) in [
            ("192.168.1.30", true),
            ("127.0.0.1", true),
            ("fd00::1", true),
            ("8.8.8.8", false),
            ("::ffff:8.8.8.8", false),
            ("0.0.0.0", false),
        ] {
            assert_eq!(is_home(address.parse().unwrap()), home, "{address}");
        }
    }
}

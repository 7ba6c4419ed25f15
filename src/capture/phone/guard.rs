//! Who speaks: the right address, from the page itself, with the secret of the
//! link, in time, and always the same device.

use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use hyper::header::{COOKIE, HOST, HeaderMap, ORIGIN};
use hyper::{Method, StatusCode};
use tokio::time::Instant;

use super::secret::Secret;

/// The cookie that names the device.
const COOKIE_NAME: &str = "smilekeep-phone";

/// Why a request goes no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Asked for under another name: a page elsewhere plays this address.
    Host,
    /// Sent by a page elsewhere.
    Origin,
    /// No secret, where browsers look by themselves for icons.
    NoSecret,
    /// A wrong secret.
    Secret,
    /// Another device was first.
    Device,
    /// The link's time is up.
    Time,
}

impl Refusal {
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Origin | Self::Device => StatusCode::FORBIDDEN,
            Self::NoSecret | Self::Secret => StatusCode::NOT_FOUND,
            Self::Time => StatusCode::GONE,
        }
    }

    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Host => t!("phone-page-other-host"),
            Self::Origin => t!("phone-page-other-origin"),
            Self::NoSecret | Self::Secret => {
                t!("phone-page-nothing-scan")
            }
            Self::Device => {
                t!("phone-page-other-phone")
            }
            Self::Time => {
                t!("phone-page-code-time-up")
            }
        }
    }
}

/// The first device that used the link.
struct Device {
    secret: Secret,
    peer: IpAddr,
}

/// Keeps watch over one link.
pub(super) struct Guard {
    /// `192.168.1.20:7645`
    authority: String,
    /// `http://192.168.1.20:7645`
    origin: String,
    secret: Secret,
    device: Mutex<Option<Device>>,
    guesses: AtomicU32,
    opened: Instant,
    life: Duration,
}

impl Guard {
    pub(super) fn new(authority: String, secret: Secret, life: Duration) -> Self {
        Self {
            origin: format!("http://{authority}"),
            authority,
            secret,
            device: Mutex::new(None),
            guesses: AtomicU32::new(0),
            opened: Instant::now(),
            life,
        }
    }

    /// When nothing new may be begun any more.
    pub(super) fn deadline(&self) -> Instant {
        self.opened + self.life
    }

    /// Whole seconds until then.
    pub(super) fn seconds_left(&self) -> u64 {
        self.deadline()
            .saturating_duration_since(Instant::now())
            .as_secs()
    }

    pub(super) fn in_time(&self) -> bool {
        Instant::now() < self.deadline()
    }

    /// Links with a wrong secret so far.
    pub(super) fn guesses(&self) -> u32 {
        self.guesses.load(Ordering::Relaxed)
    }

    /// What the link leads to after its secret, if host, origin and secret are
    /// right.
    pub(super) fn admit<'a>(
        &self,
        method: &Method,
        path: &'a str,
        headers: &HeaderMap,
    ) -> Result<&'a str, Refusal> {
        let only = |name| {
            let mut all = headers.get_all(name).iter();
            let first = all.next()?;
            all.next().is_none().then_some(first.as_bytes())
        };
        if only(HOST) != Some(self.authority.as_bytes()) {
            return Err(Refusal::Host);
        }
        let reads = matches!(*method, Method::GET | Method::HEAD);
        let from_here = only(ORIGIN) == Some(self.origin.as_bytes());
        if !from_here && (headers.contains_key(ORIGIN) || !reads) {
            return Err(Refusal::Origin);
        }
        if !reads
            && headers
                .get("sec-fetch-site")
                .is_some_and(|site| site != "same-origin")
        {
            return Err(Refusal::Origin);
        }
        let path = path.strip_prefix('/').unwrap_or(path);
        let (secret, rest) = path.split_once('/').unwrap_or((path, ""));
        if !self.secret.is(secret) {
            if browsers_ask_for(path) {
                return Err(Refusal::NoSecret);
            }
            self.guesses.fetch_add(1, Ordering::Relaxed);
            return Err(Refusal::Secret);
        }
        Ok(rest)
    }

    /// Whether this device may look at the page: nobody else was first.
    pub(super) fn may_look(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), Refusal> {
        let taken = self
            .device
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some();
        if taken {
            return self.knows(peer, headers);
        }
        if self.in_time() {
            Ok(())
        } else {
            Err(Refusal::Time)
        }
    }

    /// Makes this the only device, unless another was first. Returns the
    /// cookie to set, and whether it is new here.
    pub(super) fn greet(
        &self,
        peer: IpAddr,
        headers: &HeaderMap,
    ) -> Result<Option<String>, Refusal> {
        let mut device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(device) = device.as_ref() {
            return if device.is(peer, headers) {
                Ok(None)
            } else {
                Err(Refusal::Device)
            };
        }
        if !self.in_time() {
            return Err(Refusal::Time);
        }
        // Without random numbers nobody comes in.
        let secret = Secret::new().map_err(|_| Refusal::Device)?;
        let cookie = format!(
            "{COOKIE_NAME}={}; Path=/{}/; HttpOnly; SameSite=Strict",
            secret.reveal(),
            self.secret.reveal()
        );
        *device = Some(Device { secret, peer });
        Ok(Some(cookie))
    }

    /// Whether a connection can only be a stranger’s: another device was first.
    pub(super) fn is_strange(&self, peer: IpAddr) -> bool {
        let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        device.as_ref().is_some_and(|device| device.peer != peer)
    }

    /// Whether this is the device that was first.
    pub(super) fn knows(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), Refusal> {
        let device = self.device.lock().unwrap_or_else(PoisonError::into_inner);
        match device.as_ref() {
            Some(device) if device.is(peer, headers) => Ok(()),
            _ => Err(Refusal::Device),
        }
    }
}

impl Device {
    fn is(&self, peer: IpAddr, headers: &HeaderMap) -> bool {
        peer == self.peer
            && headers
                .get_all(COOKIE)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .flat_map(|line| line.split(';'))
                .filter_map(|pair| pair.trim().split_once('='))
                .any(|(name, value)| name == COOKIE_NAME && self.secret.is(value))
    }
}

/// What browsers look for by themselves is no guess at the secret.
fn browsers_ask_for(path: &str) -> bool {
    path.is_empty()
        || ["favicon", "apple-touch-icon", "robots.txt", ".well-known/"]
            .iter()
            .any(|start| path.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 30));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 31));

    fn guard() -> (Guard, String) {
        let secret = Secret::new().unwrap();
        let path = format!("/{}/", secret.reveal());
        let life = Duration::from_secs(600);
        (
            Guard::new("192.168.1.20:7645".to_owned(), secret, life),
            path,
        )
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.append(*name, value.parse().unwrap());
        }
        map
    }

    #[test]
    fn host_and_origin_must_be_exact() {
        let (guard, path) = guard();
        let host = ("host", "192.168.1.20:7645");
        let ours = ("origin", "http://192.168.1.20:7645");
        let ask = |method: Method, pairs: &[(&'static str, &str)]| {
            guard.admit(&method, &path, &headers(pairs)).map(str::len)
        };
        assert_eq!(ask(Method::GET, &[host]), Ok(0));
        assert_eq!(ask(Method::GET, &[host, ours]), Ok(0));
        assert_eq!(ask(Method::POST, &[host, ours]), Ok(0));
        for wrong in ["192.168.1.20", "192.168.1.20:80", "evil.example:7645", ""] {
            assert_eq!(ask(Method::GET, &[("host", wrong)]), Err(Refusal::Host));
        }
        assert_eq!(ask(Method::GET, &[]), Err(Refusal::Host));
        assert_eq!(ask(Method::GET, &[host, host]), Err(Refusal::Host));
        assert_eq!(ask(Method::POST, &[host]), Err(Refusal::Origin));
        for wrong in ["null", "http://evil.example", "https://192.168.1.20:7645"] {
            let pairs = [host, ("origin", wrong)];
            assert_eq!(ask(Method::POST, &pairs), Err(Refusal::Origin));
            assert_eq!(ask(Method::GET, &pairs), Err(Refusal::Origin));
        }
        let crossed = [host, ours, ("sec-fetch-site", "cross-site")];
        assert_eq!(ask(Method::POST, &crossed), Err(Refusal::Origin));
        assert_eq!(guard.guesses(), 0);
    }

    #[test]
    fn wrong_secrets_are_counted_and_icons_are_not() {
        let (guard, path) = guard();
        let host = headers(&[("host", "192.168.1.20:7645")]);
        let ask = |path: &str| guard.admit(&Method::GET, path, &host).map(str::to_owned);
        assert_eq!(ask(&format!("{path}page.css")), Ok("page.css".to_owned()));
        for icon in ["/", "/favicon.ico", "/apple-touch-icon-precomposed.png"] {
            assert_eq!(ask(icon), Err(Refusal::NoSecret));
        }
        assert_eq!(guard.guesses(), 0);
        for wrong in ["/0123456789abcdefghjkmnpqrs/", "/../etc/passwd", "/a"] {
            assert_eq!(ask(wrong), Err(Refusal::Secret));
        }
        assert_eq!(guard.guesses(), 3);
    }

    #[test]
    fn the_first_device_stays_the_only_one() {
        let (guard, _) = guard();
        let none = HeaderMap::new();
        assert_eq!(guard.knows(PHONE, &none), Err(Refusal::Device));
        guard.may_look(PHONE, &none).unwrap();
        guard.may_look(OTHER, &none).unwrap();
        let cookie = guard.greet(PHONE, &none).unwrap().unwrap();
        let pair = cookie.split(';').next().unwrap();
        let ours = headers(&[("cookie", &format!("theme=dark; {pair}"))]);
        assert_eq!(guard.greet(PHONE, &ours), Ok(None));
        guard.knows(PHONE, &ours).unwrap();
        for (peer, headers) in [(PHONE, &none), (OTHER, &none), (OTHER, &ours)] {
            assert_eq!(guard.knows(peer, headers), Err(Refusal::Device));
            assert_eq!(guard.greet(peer, headers), Err(Refusal::Device));
            assert_eq!(guard.may_look(peer, headers), Err(Refusal::Device));
        }
        assert!(guard.is_strange(OTHER) && !guard.is_strange(PHONE));
    }

    #[test]
    fn nobody_new_comes_after_the_time() {
        let secret = Secret::new().unwrap();
        let guard = Guard::new("192.168.1.20:7645".to_owned(), secret, Duration::ZERO);
        let none = HeaderMap::new();
        assert_eq!(guard.may_look(PHONE, &none), Err(Refusal::Time));
        assert_eq!(guard.greet(PHONE, &none), Err(Refusal::Time));
    }
}

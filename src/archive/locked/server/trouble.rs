//! What can go wrong with a server, and what to do about it.

use std::fmt;

use reqwest::StatusCode;

/// Why a server did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The person stopped it.
    Stopped,
    /// No password is known.
    NoPassword,
    /// User or password (key or secret) are not taken.
    Login,
    /// The user may not write or read there.
    Forbidden,
    /// Nobody answers.
    NoAnswer,
    /// The connection was cut.
    Cut,
    /// Nothing moved for too long.
    TooSlow,
    /// Its certificate is not one that this computer trusts.
    Certificate(String),
    /// No room left.
    Full,
    /// A file is larger than it takes.
    TooLarge,
    /// It asks to go elsewhere.
    Elsewhere(String),
    /// It is overloaded.
    Busy,
    /// This computer's clock is wrong.
    Clock,
    /// No such bucket.
    NoBucket,
    /// Without encryption, and not at home.
    NotHome,
    /// The system gives no event loop or no client.
    System(String),
    /// Anything else it answers.
    Status(u16),
    /// It answers, but not as such a server does.
    Strange(String),
}

impl Trouble {
    /// Whether the same may work in a moment.
    pub(super) fn is_temporary(&self) -> bool {
        match self {
            Self::NoAnswer | Self::Cut | Self::TooSlow | Self::Busy => true,
            Self::Status(code) => (500..600).contains(code) || *code == 423,
            _ => false,
        }
    }

    /// What an answer that is no success means; `None` for what the engine
    /// tells apart itself.
    pub(super) fn of_status(status: StatusCode, location: Option<&str>) -> Option<Self> {
        match status {
            StatusCode::UNAUTHORIZED => Some(Self::Login),
            StatusCode::INSUFFICIENT_STORAGE => Some(Self::Full),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Some(Self::Busy),
            status if status.is_redirection() && status != StatusCode::NOT_MODIFIED => {
                let host = location
                    .and_then(|location| reqwest::Url::parse(location).ok())
                    .and_then(|url| url.host_str().map(str::to_owned));
                Some(Self::Elsewhere(host.unwrap_or_default()))
            }
            _ => None,
        }
    }

    /// What a failed request means.
    pub(super) fn of_client(error: &reqwest::Error) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
        while let Some(one) = cause {
            if let Some(rustls::Error::InvalidCertificate(why)) = one.downcast_ref() {
                return Self::Certificate(format!("{why:?}"));
            }
            // The reader of certificates hides its error inside that of the
            // connection.
            if let Some(error) = one.downcast_ref::<std::io::Error>()
                && let Some(inner) = error.get_ref()
                && let Some(rustls::Error::InvalidCertificate(why)) = inner.downcast_ref()
            {
                return Self::Certificate(format!("{why:?}"));
            }
            cause = one.source();
        }
        if error.is_connect() {
            Self::NoAnswer
        } else if error.is_timeout() {
            Self::TooSlow
        } else if error.is_builder() {
            Self::System(error.to_string())
        } else {
            Self::Cut
        }
    }

    /// What the engine's error means; `last` is the last status answered.
    pub(super) fn of_engine(error: &opendal::Error, last: u16) -> Self {
        let mut cause = std::error::Error::source(error);
        while let Some(one) = cause {
            if let Some(trouble) = one.downcast_ref::<Self>() {
                return trouble.clone();
            }
            cause = one.source();
        }
        match error.kind() {
            opendal::ErrorKind::PermissionDenied => Self::Forbidden,
            opendal::ErrorKind::RateLimited => Self::Busy,
            _ if last >= 400 => Self::Status(last),
            _ => Self::Strange(error.kind().to_string()),
        }
    }
}

// The short form, which only ever stands inside another error.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Trouble {}

/// A server and what is wrong with it, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerError {
    /// Host and port.
    pub at: String,
    /// What is wrong.
    pub trouble: Trouble,
}

impl ServerError {
    /// Whether another password may help.
    pub fn asks_for_password(&self) -> bool {
        matches!(self.trouble, Trouble::Login | Trouble::NoPassword)
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.as_str();
        f.write_str(&match &self.trouble {
            Trouble::Stopped => t!("backup-server-stopped").to_owned(),
            Trouble::NoPassword => t!("backup-server-no-password", at = at),
            Trouble::Login => t!("backup-server-login", at = at),
            Trouble::Forbidden => t!("backup-server-forbidden", at = at),
            Trouble::NoAnswer => t!("backup-server-no-answer", at = at),
            Trouble::Cut => t!("backup-server-cut", at = at),
            Trouble::TooSlow => t!("backup-server-slow", at = at),
            Trouble::Certificate(why) => {
                t!("backup-server-certificate", at = at, why = why.as_str())
            }
            Trouble::Full => t!("backup-server-full", at = at),
            Trouble::TooLarge => t!("backup-server-too-large", at = at),
            Trouble::Elsewhere(to) if to.is_empty() => t!("backup-server-elsewhere", at = at),
            Trouble::Elsewhere(to) => {
                t!("backup-server-elsewhere-to", at = at, to = to.as_str())
            }
            Trouble::Busy => t!("backup-server-busy", at = at),
            Trouble::Clock => t!("backup-server-clock", at = at),
            Trouble::NoBucket => t!("backup-server-no-bucket", at = at),
            Trouble::NotHome => t!("backup-server-not-home", at = at),
            Trouble::System(why) => t!("backup-server-system", why = why.as_str()),
            Trouble::Status(code) => {
                t!("backup-server-status", at = at, code = code.to_string())
            }
            Trouble::Strange(why) => t!("backup-server-strange", at = at, why = why.as_str()),
        })
    }
}

impl std::error::Error for ServerError {}

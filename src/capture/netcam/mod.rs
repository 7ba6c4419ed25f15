//! A still from a baby monitor or another camera in the home network.
//!
//! [`still`] asks an address for one picture: a snapshot, or the first whole
//! picture of an MJPEG stream. It speaks HTTP with Basic and Digest passwords,
//! waits only so long, takes only so many bytes, and speaks only to the home
//! network. HTTPS is left out: cameras at home have no certificate that could
//! be checked, and would only look safe.

mod address;
mod login;
mod stream;
mod wallet;

use std::time::Duration;

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{
    ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_TYPE, HOST, USER_AGENT, WWW_AUTHENTICATE,
};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::time::{Instant, timeout_at};

pub use address::CameraAddress;
pub use login::Login;
pub use wallet::{NoWallet, SystemWallet, Wallet};

use crate::photo;

/// How long a camera may take and how much it may send.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// To connect.
    pub connect_time: Duration,
    /// For everything.
    pub whole_time: Duration,
    /// Bytes of a picture.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_time: Duration::from_secs(5),
            whole_time: Duration::from_secs(20),
            bytes: 24 * 1024 * 1024,
        }
    }
}

/// Why there is no still.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetcamError {
    /// The words are no address of a camera.
    #[error("{0}")]
    Address(String),
    /// Not in the home network.
    #[error("{}", t!("netcam-not-home", at = _0))]
    NotHome(String),
    /// Nobody answers.
    #[error("{}", t!("netcam-no-answer", at = _0))]
    NoAnswer(String),
    /// It took too long.
    #[error("{}", t!("netcam-too-slow", at = _0))]
    TooSlow(String),
    /// It asks who is there.
    #[error("{}", t!("netcam-needs-login"))]
    NeedsLogin,
    /// User or password are wrong.
    #[error("{}", t!("netcam-wrong-login"))]
    WrongLogin,
    /// It answers, but not with a picture.
    #[error("{}", t!("netcam-no-picture", at = at, what = what))]
    NoPicture {
        /// Host and port.
        at: String,
        /// What it sent.
        what: String,
    },
    /// Too many bytes.
    #[error("{}", t!("netcam-too-large", at = _0))]
    TooLarge(String),
    /// The system gives no event loop.
    #[error("{}", t!("netcam-system", cause = _0))]
    System(String),
}

/// Asks a camera for one picture: its bytes, in a format that the journal
/// reads. Waits for it: not for the window's thread.
///
/// # Errors
/// What went wrong, in a sentence; [`NetcamError::NeedsLogin`] when a password
/// is missing.
pub fn still(
    address: &CameraAddress,
    login: Option<&Login>,
    limits: &Limits,
) -> Result<Vec<u8>, NetcamError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| NetcamError::System(error.to_string()))?;
    let end = Instant::now() + limits.whole_time;
    let asked = runtime.block_on(async {
        timeout_at(end, ask(address, login, limits))
            .await
            .unwrap_or_else(|_| Err(NetcamError::TooSlow(address.host_and_port())))
    });
    // A name that is still being looked up is not waited for.
    runtime.shutdown_background();
    asked
}

async fn ask(
    address: &CameraAddress,
    login: Option<&Login>,
    limits: &Limits,
) -> Result<Vec<u8>, NetcamError> {
    let answer = request(address, None, limits).await?;
    if answer.status() != StatusCode::UNAUTHORIZED {
        return picture(address, answer, limits).await;
    }
    let login = login.ok_or(NetcamError::NeedsLogin)?;
    let challenges: Vec<_> = answer
        .headers()
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    let proof = login
        .proof(&challenges, "GET", address.target())
        .ok_or_else(|| NetcamError::NoPicture {
            at: address.host_and_port(),
            what: t!("netcam-odd-password").to_owned(),
        })?;
    drop(answer);
    let answer = request(address, Some(&proof), limits).await?;
    if answer.status() == StatusCode::UNAUTHORIZED {
        return Err(NetcamError::WrongLogin);
    }
    picture(address, answer, limits).await
}

async fn request(
    address: &CameraAddress,
    proof: Option<&str>,
    limits: &Limits,
) -> Result<Response<Incoming>, NetcamError> {
    let at = || address.host_and_port();
    let no_answer = || NetcamError::NoAnswer(at());
    let end = Instant::now() + limits.connect_time;
    let stream = timeout_at(end, address.connect())
        .await
        .map_err(|_| no_answer())??;
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(64 * 1024)
        .ignore_invalid_headers_in_responses(true)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|_| no_answer())?;
    // Ends with the runtime, or when the camera hangs up.
    tokio::spawn(async move {
        let _ = connection.await;
    });
    let mut request = Request::builder()
        .uri(address.target())
        .header(HOST, at())
        .header(USER_AGENT, "Smilekeep")
        .header(ACCEPT, "image/*, multipart/x-mixed-replace")
        .header(CONNECTION, "close");
    if let Some(proof) = proof {
        request = request.header(AUTHORIZATION, proof);
    }
    let request = request
        .body(Empty::<Bytes>::new())
        .map_err(|error| NetcamError::Address(format!("{error}.")))?;
    sender
        .send_request(request)
        .await
        .map_err(|error| NetcamError::NoPicture {
            at: at(),
            what: t!("netcam-no-http", error = error.to_string()),
        })
}

/// The first whole picture of an answer.
async fn picture(
    address: &CameraAddress,
    answer: Response<Incoming>,
    limits: &Limits,
) -> Result<Vec<u8>, NetcamError> {
    let at = address.host_and_port();
    let no_picture = |what: String| NetcamError::NoPicture {
        at: at.clone(),
        what,
    };
    if !answer.status().is_success() {
        return Err(no_picture(match answer.status() {
            StatusCode::NOT_FOUND => t!("netcam-not-found").to_owned(),
            StatusCode::FORBIDDEN => t!("netcam-not-allowed").to_owned(),
            status if status.is_redirection() => t!("netcam-redirect").to_owned(),
            status => t!("netcam-status", status = status.as_u16().to_string()),
        }));
    }
    let kind = answer
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mut reader = if kind.starts_with("multipart/") {
        stream::Reader::stream(&kind)
    } else {
        stream::Reader::single()
    };
    let mut body = answer.into_body();
    while let Some(frame) = body.frame().await {
        // A camera that hangs up after its picture has said all it had.
        let Ok(frame) = frame else { break };
        let Some(part) = frame.data_ref() else {
            continue;
        };
        if let Some(picture) = reader.take(part) {
            return checked(picture, &no_picture);
        }
        if reader.held() > limits.bytes {
            return Err(NetcamError::TooLarge(at));
        }
    }
    checked(reader.end(), &no_picture)
}

fn checked(
    bytes: Vec<u8>,
    no_picture: &dyn Fn(String) -> NetcamError,
) -> Result<Vec<u8>, NetcamError> {
    if photo::sniff(&bytes).is_some() {
        return Ok(bytes);
    }
    Err(no_picture(if bytes.is_empty() {
        t!("netcam-nothing").to_owned()
    } else if bytes.trim_ascii_start().starts_with(b"<") {
        t!("netcam-page").to_owned()
    } else {
        photo::name_unsupported(&bytes).map_or_else(
            || t!("netcam-else").to_owned(),
            |kind| t!("netcam-kind", kind = kind),
        )
    }))
}

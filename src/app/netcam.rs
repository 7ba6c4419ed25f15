//! A still from a baby monitor as the window knows it.

use std::sync::Arc;

use crate::capture::netcam::{CameraAddress, Limits, Login, NetcamError, Wallet, still};
use crate::photo::{self, RgbImage};

/// Longest side of the picture shown, in pixels.
const SHOWN_SIDE: u32 = 1280;

/// What the dialog shows.
#[derive(Debug, Clone, Default)]
pub struct NetcamState {
    /// Where the camera is, as last used.
    pub address: String,
    /// Where it stands.
    pub stage: NetcamStage,
    /// The still.
    pub picture: Option<Arc<RgbImage>>,
    /// Rises with each still.
    pub serial: u64,
    /// The system keeps no passwords, so it is asked for each time.
    pub no_wallet: bool,
    pub(crate) bytes: Vec<u8>,
}

/// Where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NetcamStage {
    /// Nothing was asked yet.
    #[default]
    Ready,
    /// The camera is being asked.
    Asking,
    /// It wants to know who asks.
    NeedsLogin {
        /// What was said before was wrong.
        wrong: bool,
    },
    /// There is a still.
    Seen,
    /// It could not be asked, and why.
    Failed(String),
}

/// What is asked of a camera.
#[derive(Clone, PartialEq, Eq)]
pub struct NetcamRequest {
    /// The address, as typed.
    pub address: String,
    /// User and password, if they were typed.
    pub login: Option<Login>,
}

impl std::fmt::Debug for NetcamRequest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // An address may hold a password.
        formatter.write_str("NetcamRequest(…)")
    }
}

/// A still that came.
pub(super) struct Still {
    /// Without a password.
    pub address: String,
    pub bytes: Vec<u8>,
    pub picture: RgbImage,
    pub no_wallet: bool,
}

/// Why none came.
pub(super) enum NoStill {
    Login { wrong: bool },
    Failed(String),
}

/// Asks the camera; a password that is not typed is looked for in the wallet,
/// and one that was right is kept there.
pub(super) fn take(request: &NetcamRequest, wallet: &dyn Wallet) -> Result<Still, NoStill> {
    let failed = |error: NetcamError| match error {
        NetcamError::NeedsLogin => NoStill::Login { wrong: false },
        NetcamError::WrongLogin => NoStill::Login { wrong: true },
        other => NoStill::Failed(other.to_string()),
    };
    let limits = Limits::default();
    let (address, inside) = CameraAddress::parse(&request.address).map_err(failed)?;
    let typed = request.login.clone().or(inside);
    let (bytes, no_wallet) = match still(&address, typed.as_ref(), &limits) {
        Ok(bytes) => {
            let kept = typed.is_none_or(|login| wallet.keep(&address, &login));
            (bytes, !kept)
        }
        // The keyring may ask the person: only when it is needed.
        Err(NetcamError::NeedsLogin) => {
            let known = wallet
                .find(&address)
                .ok_or(NoStill::Login { wrong: false })?;
            let bytes = still(&address, Some(&known), &limits).map_err(|error| {
                if error == NetcamError::WrongLogin {
                    wallet.forget(&address);
                }
                failed(error)
            })?;
            (bytes, false)
        }
        Err(error) => return Err(failed(error)),
    };
    let decoded =
        photo::decode_to_fit(&bytes, &photo::Limits::default(), SHOWN_SIDE, SHOWN_SIDE)
            .map_err(|error| NoStill::Failed(t!("netcam-unreadable", error = error.to_string())))?;
    Ok(Still {
        address: address.to_string(),
        bytes,
        picture: decoded.picture.into_srgb8(),
        no_wallet,
    })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::sync::Mutex;

    use super::*;

    /// Keeps one password, or none.
    struct Pocket(Option<Mutex<Option<Login>>>);

    impl Wallet for Pocket {
        fn find(&self, _: &CameraAddress) -> Option<Login> {
            self.0.as_ref()?.lock().unwrap().clone()
        }

        fn keep(&self, _: &CameraAddress, login: &Login) -> bool {
            self.0.as_ref().is_some_and(|place| {
                *place.lock().unwrap() = Some(login.clone());
                true
            })
        }

        fn forget(&self, _: &CameraAddress) {
            if let Some(place) = &self.0 {
                *place.lock().unwrap() = None;
            }
        }
    }

    /// A camera that knows `admin:night`.
    fn camera() -> String {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut asked = [0; 4096];
                let count = stream.read(&mut asked).unwrap();
                let asked = String::from_utf8_lossy(&asked[..count]).into_owned();
                if asked.contains("Basic YWRtaW46bmlnaHQ=") {
                    let drawn = RgbImage::from_pixel(64, 48, image::Rgb([90, 60, 40]));
                    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                    stream.write_all(&photo::jpeg(&drawn, 90).unwrap()).unwrap();
                } else {
                    let no = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
                    stream.write_all(no.as_bytes()).unwrap();
                }
            }
        });
        at
    }

    fn request(address: &str, password: Option<&str>) -> NetcamRequest {
        NetcamRequest {
            address: address.to_owned(),
            login: password.map(|password| Login::new("admin", password)),
        }
    }

    #[test]
    fn a_right_password_is_kept_and_a_wrong_one_forgotten() {
        let at = camera();
        let wallet = Pocket(Some(Mutex::default()));
        let ask = |password| take(&request(&at, password), &wallet);
        assert!(matches!(ask(None), Err(NoStill::Login { wrong: false })));
        assert!(matches!(
            ask(Some("day")),
            Err(NoStill::Login { wrong: true })
        ));
        let seen = ask(Some("night")).ok().unwrap();
        assert!(!seen.no_wallet);
        assert_eq!(seen.picture.dimensions(), (64, 48));
        // From now on nothing is asked.
        assert!(ask(None).is_ok());
        *wallet.0.as_ref().unwrap().lock().unwrap() = Some(Login::new("admin", "old"));
        assert!(matches!(ask(None), Err(NoStill::Login { wrong: true })));
        assert!(matches!(ask(None), Err(NoStill::Login { wrong: false })));
    }

    #[test]
    fn without_a_keyring_it_is_asked_each_time() {
        let at = camera();
        let wallet = Pocket(None);
        let inside = format!("http://admin:night@{at}/");
        let seen = take(&request(&inside, None), &wallet).ok().unwrap();
        assert!(seen.no_wallet);
        assert!(!seen.address.contains("night"));
        let again = take(&request(&seen.address, None), &wallet);
        assert!(matches!(again, Err(NoStill::Login { wrong: false })));
        assert!(!format!("{:?}", request(&inside, Some("night"))).contains("night"));
    }
}

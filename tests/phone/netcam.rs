//! A baby monitor, played by a real server on this computer.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use md5::{Digest, Md5};
use smilekeep::capture::netcam::{CameraAddress, Limits, Login, NetcamError, still};

/// What a request said: its first line and the line of its password.
struct Said {
    first: String,
    password: String,
}

/// A camera that answers each request as told.
struct Camera {
    at: String,
    asked: Arc<AtomicUsize>,
}

impl Camera {
    fn that(answers: impl Fn(&Said, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let answers = Arc::new(answers);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answers, counted) = (Arc::clone(&answers), Arc::clone(&counted));
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                    let first = lines.next().unwrap().unwrap();
                    let mut password = String::new();
                    for line in lines
                        .map_while(Result::ok)
                        .take_while(|line| !line.is_empty())
                    {
                        if let Some((name, value)) = line.split_once(": ")
                            && name.eq_ignore_ascii_case("authorization")
                        {
                            password = value.to_owned();
                        }
                    }
                    counted.fetch_add(1, Ordering::Relaxed);
                    answers(&Said { first, password }, &mut stream);
                });
            }
        });
        Self { at, asked }
    }

    fn still(&self, target: &str, login: Option<&Login>) -> Result<Vec<u8>, NetcamError> {
        let limits = Limits {
            connect_time: Duration::from_secs(2),
            whole_time: Duration::from_secs(2),
            bytes: 200_000,
        };
        let (address, inside) = CameraAddress::parse(&format!("{}{target}", self.at)).unwrap();
        still(&address, login.or(inside.as_ref()), &limits)
    }
}

fn picture() -> Vec<u8> {
    let drawn = image::RgbImage::from_fn(160, 120, |x, y| image::Rgb([x as u8, y as u8, 90]));
    smilekeep::photo::jpeg(&drawn, 85).unwrap()
}

fn say(stream: &mut TcpStream, head: &str, body: &[u8]) {
    // The other side may have heard enough.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
}

#[test]
fn a_snapshot_comes_as_it_is() {
    let camera = Camera::that(|said, stream| {
        assert_eq!(said.first, "GET /shot.jpg?size=1 HTTP/1.1");
        let body = picture();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n"
        );
        say(stream, &head, &body);
    });
    assert_eq!(camera.still("/shot.jpg?size=1", None), Ok(picture()));
    // An old one that says no length and closes.
    let camera = Camera::that(|_, stream| say(stream, "HTTP/1.0 200 OK\r\n\r\n", &picture()));
    assert_eq!(camera.still("/", None), Ok(picture()));
}

#[test]
fn the_first_picture_of_a_stream_is_taken_and_the_rest_left() {
    for with_length in [true, false] {
        let camera = Camera::that(move |_, stream| {
            say(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--myboundary\r\n\r\n",
                b"",
            );
            let body = picture();
            let length = if with_length {
                format!("Content-Length: {}\r\n", body.len())
            } else {
                String::new()
            };
            // Until the other side hangs up.
            let head = format!("--myboundary\r\nContent-Type: image/jpeg\r\n{length}\r\n");
            for _ in 0..400 {
                let part = [head.as_bytes(), &body, b"\r\n"].concat();
                for some in part.chunks(700) {
                    if stream.write_all(some).is_err() {
                        return;
                    }
                }
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let start = Instant::now();
        assert_eq!(camera.still("/video", None), Ok(picture()));
        assert!(start.elapsed() < Duration::from_secs(1));
    }
}

/// Answers only who knows the password, by Digest.
fn digest_camera(quality: bool) -> Camera {
    Camera::that(move |said, stream| {
        let field = |name: &str| {
            let (_, rest) = said.password.split_once(&format!("{name}="))?;
            let rest = rest.trim_start_matches('"');
            Some(rest.split(['"', ',']).next().unwrap().to_owned())
        };
        let sum = |words: String| {
            let bytes = Md5::digest(words);
            bytes
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
        };
        let who = sum("admin:nursery:gute Nacht".to_owned());
        let what = sum("GET:/shot?x=1".to_owned());
        let right = if quality {
            let own = field("cnonce").unwrap_or_default();
            sum(format!("{who}:abc123:00000001:{own}:auth:{what}"))
        } else {
            sum(format!("{who}:abc123:{what}"))
        };
        if field("response") == Some(right) && field("uri").as_deref() == Some("/shot?x=1") {
            return say(stream, "HTTP/1.1 200 OK\r\n\r\n", &picture());
        }
        let quality = if quality { ", qop=\"auth\"" } else { "" };
        let head = format!(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"nursery\"\r\n\
             WWW-Authenticate: Digest realm=\"nursery\", nonce=\"abc123\"{quality}\r\n\
             Content-Length: 0\r\n\r\n"
        );
        say(stream, &head, b"");
    })
}

#[test]
fn passwords_are_proved_by_digest_and_by_basic() {
    for quality in [true, false] {
        let camera = digest_camera(quality);
        let right = Login::new("admin", "gute Nacht");
        let wrong = Login::new("admin", "guten Morgen");
        assert_eq!(
            camera.still("/shot?x=1", None),
            Err(NetcamError::NeedsLogin)
        );
        assert_eq!(
            camera.still("/shot?x=1", Some(&wrong)),
            Err(NetcamError::WrongLogin)
        );
        assert_eq!(camera.still("/shot?x=1", Some(&right)), Ok(picture()));
        // Asked once without, once with: never a third time.
        assert_eq!(camera.asked.load(Ordering::Relaxed), 5);
    }
    let camera = Camera::that(|said, stream| {
        if said.password == "Basic YWRtaW46Z3V0ZSBOYWNodA==" {
            return say(stream, "HTTP/1.1 200 OK\r\n\r\n", &picture());
        }
        let head =
            "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        say(stream, head, b"");
    });
    let right = Login::new("admin", "gute Nacht");
    assert_eq!(camera.still("/", Some(&right)), Ok(picture()));
    assert_eq!(
        camera.still("/", Some(&Login::new("admin", ""))),
        Err(NetcamError::WrongLogin)
    );
}

#[test]
fn what_is_no_picture_is_told_in_a_sentence() {
    for (answer, told) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Log in",
            "a page for a browser",
        ),
        (
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            "knows no such address",
        ),
        (
            "HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n",
            "another page",
        ),
        (
            "HTTP/1.1 500 Oh no\r\nContent-Length: 0\r\n\r\n",
            "answers 500",
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "nothing came",
        ),
        ("SSH-2.0-OpenSSH_9.2\r\n", "does not speak HTTP"),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\nno jpeg at all",
            "something else",
        ),
    ] {
        let camera = Camera::that(move |_, stream| say(stream, answer, b""));
        let error = camera.still("/", None).unwrap_err();
        assert!(error.to_string().contains(told), "{answer}: {error}");
        assert_eq!(camera.asked.load(Ordering::Relaxed), 1);
    }
}

#[test]
fn a_camera_that_never_ends_is_left() {
    let endless = Camera::that(|_, stream| {
        say(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\u{0}",
            b"",
        );
        while stream.write_all(&[7; 4096]).is_ok() {}
    });
    let error = endless.still("/", None).unwrap_err();
    assert!(matches!(error, NetcamError::TooLarge(_)), "{error}");
    let no_boundary = Camera::that(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=f\r\n\r\n";
        say(stream, head, b"");
        while stream.write_all(&[7; 4096]).is_ok() {}
    });
    let error = no_boundary.still("/", None).unwrap_err();
    assert!(matches!(error, NetcamError::TooLarge(_)), "{error}");
    for head in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n\u{ff}"] {
        let silent = Camera::that(move |_, stream| {
            say(stream, head, b"");
            std::thread::sleep(Duration::from_secs(10));
        });
        let start = Instant::now();
        let error = silent.still("/", None).unwrap_err();
        assert!(matches!(error, NetcamError::TooSlow(_)), "{error}");
        assert!(start.elapsed() < Duration::from_secs(4));
    }
}

#[test]
fn only_the_home_network_is_spoken_to() {
    let limits = Limits {
        connect_time: Duration::from_secs(2),
        ..Limits::default()
    };
    for public in ["http://192.0.2.1/shot", "http://8.8.8.8/"] {
        let (address, _) = CameraAddress::parse(public).unwrap();
        let error = still(&address, None, &limits).unwrap_err();
        assert!(matches!(error, NetcamError::NotHome(_)), "{error}");
    }
    // Nobody there.
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let (address, _) = CameraAddress::parse(&format!("127.0.0.1:{port}")).unwrap();
    let error = still(&address, None, &limits).unwrap_err();
    assert!(matches!(error, NetcamError::NoAnswer(_)), "{error}");
}

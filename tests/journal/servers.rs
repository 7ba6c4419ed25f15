//! Real servers on this computer alone: WebDAV, S3, and a connection that can
//! be cut.

// The window's tests use their own share of this.
#![allow(dead_code)]

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dav_server::fakels::FakeLs;
use dav_server::localfs::LocalFs;
use dav_server::{DavHandler, body::Body};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use smilekeep::archive::locked::{ServerAddress, ServerPassword};
use tempfile::TempDir;

pub const USER: &str = "anna";
pub const PASSWORD: &str = "a secret of the server";

/// What is wrong with a server for a while.
#[derive(Default)]
pub struct Faults {
    /// No room left.
    pub full: AtomicBool,
    /// Milliseconds before a file is taken.
    pub slow: AtomicU64,
    /// So many files are refused as if it were overloaded.
    pub busy: AtomicI64,
    /// So many files are refused for their length.
    pub too_large: AtomicI64,
    /// It sends on to here.
    pub elsewhere: Mutex<Option<String>>,
    /// Method and path of each request.
    pub asked: Mutex<Vec<String>>,
}

/// A server that ends with the test.
pub struct Running {
    pub at: SocketAddr,
    pub folder: TempDir,
    pub faults: Arc<Faults>,
    _runtime: tokio::runtime::Runtime,
}

impl Running {
    /// The folder as the server keeps it.
    pub fn root(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.faults.asked.lock().unwrap())
    }
}

pub fn password() -> ServerPassword {
    ServerPassword::new(PASSWORD.to_owned())
}

/// Where a WebDAV server keeps the backup, below its folder.
pub const DAV_FOLDER: &str = "Für Anna/Smile keep";

pub fn dav_address(at: SocketAddr) -> ServerAddress {
    let typed = format!("http://{at}/F%C3%BCr%20Anna/Smile%20keep/");
    ServerAddress::parse(&typed, Some(USER)).unwrap().0
}

/// Where an S3 server keeps the backup, below its folder.
pub const S3_FOLDER: &str = "family/smile/keep";

pub fn s3_address(at: SocketAddr) -> ServerAddress {
    ServerAddress::parse(&format!("s3:http://{at}/{S3_FOLDER}"), Some(USER))
        .unwrap()
        .0
}

fn runtime() -> (tokio::runtime::Runtime, TcpListener) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    (runtime, listener)
}

/// A WebDAV server with one user.
pub fn dav() -> Running {
    let folder = tempfile::tempdir().unwrap();
    let (runtime, listener) = runtime();
    let at = listener.local_addr().unwrap();
    let faults = Arc::new(Faults::default());
    let handler = DavHandler::builder()
        .filesystem(LocalFs::new(folder.path(), false, false, false))
        .locksystem(FakeLs::new())
        .build_handler();
    let shared = Arc::clone(&faults);
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        while let Ok((stream, _)) = listener.accept().await {
            let (handler, faults) = (handler.clone(), Arc::clone(&shared));
            tokio::spawn(async move {
                let service = service_fn(move |request| {
                    let (handler, faults) = (handler.clone(), Arc::clone(&faults));
                    async move { Ok::<_, Infallible>(answer(&handler, &faults, request).await) }
                });
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    Running {
        at,
        folder,
        faults,
        _runtime: runtime,
    }
}

async fn answer(
    handler: &DavHandler,
    faults: &Faults,
    request: Request<hyper::body::Incoming>,
) -> Response<Body> {
    let say = |status: StatusCode, header: Option<(&str, &str)>| {
        let mut response = Response::builder().status(status);
        if let Some((name, value)) = header {
            response = response.header(name, value);
        }
        response.body(Body::empty()).unwrap()
    };
    let asked = format!("{} {}", request.method(), request.uri().path());
    faults.asked.lock().unwrap().push(asked);
    let login = format!("Basic {}", base64(&format!("{USER}:{PASSWORD}")));
    if request
        .headers()
        .get("authorization")
        .is_none_or(|given| given != login.as_str())
    {
        let ask = Some(("www-authenticate", "Basic realm=\"here\""));
        return say(StatusCode::UNAUTHORIZED, ask);
    }
    let elsewhere = faults.elsewhere.lock().unwrap().clone();
    if let Some(elsewhere) = elsewhere {
        return say(StatusCode::FOUND, Some(("location", &elsewhere)));
    }
    if request.method() == "PUT" {
        tokio::time::sleep(Duration::from_millis(faults.slow.load(Ordering::SeqCst))).await;
        if faults.full.load(Ordering::SeqCst) {
            return say(StatusCode::INSUFFICIENT_STORAGE, None);
        }
        if faults.too_large.fetch_sub(1, Ordering::SeqCst) > 0 {
            return say(StatusCode::PAYLOAD_TOO_LARGE, None);
        }
        if faults.busy.fetch_sub(1, Ordering::SeqCst) > 0 {
            return say(StatusCode::SERVICE_UNAVAILABLE, None);
        }
    }
    handler.handle(request).await
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in text.as_bytes().chunks(3) {
        let word = three
            .iter()
            .chain(&[0, 0])
            .take(3)
            .fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        for at in 0..4 {
            if at <= three.len() {
                out.push(char::from(LETTERS[(word >> (18 - 6 * at)) as usize & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// An S3 server with one key and one bucket.
pub fn s3() -> Running {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("family")).unwrap();
    let (runtime, listener) = runtime();
    let at = listener.local_addr().unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
    builder.set_auth(SimpleAuth::from_single(USER, PASSWORD));
    let service = builder.build();
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    Running {
        at,
        folder,
        faults: Arc::default(),
        _runtime: runtime,
    }
}

/// Every file below a folder, by its name there.
pub fn held(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut held = std::collections::BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                held.insert(name, bytes);
            }
        }
    }
    held
}

/// A connection that is cut after so many bytes, both ways together, and stays
/// so.
pub struct Cut {
    pub at: SocketAddr,
    left: Arc<AtomicI64>,
}

/// Room enough that nothing is cut any more.
const WHOLE: i64 = i64::MAX / 2;

impl Cut {
    pub fn after(bytes: i64, upstream: SocketAddr) -> Self {
        Self::new(bytes, upstream, false)
    }

    /// Cut once; the next connection is whole.
    pub fn once(bytes: i64, upstream: SocketAddr) -> Self {
        Self::new(bytes, upstream, true)
    }

    fn new(bytes: i64, upstream: SocketAddr, once: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let left = Arc::new(AtomicI64::new(bytes));
        let shared = Arc::clone(&left);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let is_cut = shared.load(Ordering::SeqCst) <= 0;
                if is_cut && !once {
                    let _ = client.shutdown(Shutdown::Both);
                    continue;
                }
                let Ok(server) = TcpStream::connect(upstream) else {
                    continue;
                };
                for (from, to) in [
                    (client.try_clone().unwrap(), server.try_clone().unwrap()),
                    (server, client),
                ] {
                    let left = if is_cut {
                        Arc::new(AtomicI64::new(WHOLE))
                    } else {
                        Arc::clone(&shared)
                    };
                    std::thread::spawn(move || pass(from, to, &left));
                }
            }
        });
        Self { at, left }
    }

    /// How many of so many bytes went through.
    pub fn moved(&self, of: i64) -> i64 {
        of - self.left.load(Ordering::SeqCst)
    }

    /// Whether it came to the cut.
    pub fn was_cut(&self) -> bool {
        self.left.load(Ordering::SeqCst) <= 0
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, left: &AtomicI64) {
    let mut piece = [0_u8; 4096];
    while let Ok(count @ 1..) = from.read(&mut piece) {
        let before = left.fetch_sub(count as i64, Ordering::SeqCst);
        let allowed = usize::try_from(before).unwrap_or(0).min(count);
        if to.write_all(&piece[..allowed]).is_err() || allowed < count {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

//! Requests to one server: with time-outs that look at whether anything moves,
//! and ended at once when the person stops.

use std::net::ToSocketAddrs;
use std::pin::Pin;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Once};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_util::Stream;
use hyper::body::Bytes;
use hyper::header::{CONTENT_LENGTH, HeaderValue, LOCATION};
use opendal::raw::{parse_content_encoding, parse_content_length};
use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport};
use reqwest::{Client, Method, Request, Response, StatusCode, redirect};
use tokio::time::{Sleep, sleep};

use super::address::{ServerAddress, is_home};
use super::trouble::Trouble;

/// How long a server may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// To connect.
    pub connect: Duration,
    /// Without a byte moving.
    pub quiet: Duration,
    /// How often the same is tried.
    pub tries: u32,
    /// Before it is tried the second time; each pause is twice the last.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            quiet: Duration::from_secs(60),
            tries: 4,
            pause: Duration::from_secs(1),
        }
    }
}

/// Whether the person stopped it.
pub type Stop = Arc<dyn Fn() -> bool + Send + Sync>;

/// Between two looks whether anything moved.
const TICK: Duration = Duration::from_millis(100);
/// Bytes handed to the network at a time.
const SLICE: usize = 64 << 10;

/// The way to one server.
#[derive(Clone)]
pub(super) struct Net {
    client: Client,
    pub limits: Limits,
    pub stop: Stop,
    /// A refusal (403) means another key.
    is_s3: bool,
    last: Arc<AtomicU16>,
}

impl Net {
    /// Nothing is sent yet; the name of a server at home is looked up.
    pub fn new(address: &ServerAddress, limits: Limits, stop: Stop) -> Result<Self, Trouble> {
        static RING: Once = Once::new();
        // Another one that is there already is as good.
        RING.call_once(|| {
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let mut builder = Client::builder()
            .user_agent("Smilekeep")
            .redirect(redirect::Policy::none())
            .connect_timeout(limits.connect)
            .pool_idle_timeout(Duration::from_secs(20));
        if !address.is_encrypted() {
            // What it leads to is what is spoken to, and only at home.
            let (url, _) = address
                .parts()
                .ok_or_else(|| Trouble::Strange(address.to_string()))?;
            let host = url.host_str().unwrap_or_default();
            let bare = host.trim_start_matches('[').trim_end_matches(']');
            let found: Vec<_> = (bare, url.port_or_known_default().unwrap_or(80))
                .to_socket_addrs()
                .map_err(|_| Trouble::NoAnswer)?
                .collect();
            if found.is_empty() || !found.iter().all(|at| is_home(at.ip())) {
                return Err(Trouble::NotHome);
            }
            builder = builder.no_proxy().resolve_to_addrs(host, &found);
        }
        Ok(Self {
            client: builder
                .build()
                .map_err(|error| Trouble::System(error.to_string()))?,
            limits,
            stop,
            is_s3: matches!(address, ServerAddress::S3 { .. }),
            last: Arc::new(AtomicU16::new(0)),
        })
    }

    /// The last status answered, 0 before the first.
    pub fn last(&self) -> u16 {
        self.last.load(Ordering::Relaxed)
    }

    pub fn request(&self, method: Method, url: reqwest::Url) -> reqwest::RequestBuilder {
        self.client.request(method, url)
    }

    /// Sends a request whose body is fed through `pulse`.
    pub async fn send(&self, request: Request, pulse: &Pulse) -> Result<Response, Trouble> {
        pulse.beat();
        let sending = self.client.execute(request);
        tokio::pin!(sending);
        let response = loop {
            if (self.stop)() {
                return Err(Trouble::Stopped);
            }
            if let Ok(done) = tokio::time::timeout(TICK, &mut sending).await {
                break done.map_err(|error| Trouble::of_client(&error))?;
            }
            if pulse.quiet() > self.limits.quiet {
                return Err(Trouble::TooSlow);
            }
        };
        let status = response.status();
        self.last.store(status.as_u16(), Ordering::Relaxed);
        let location = response
            .headers()
            .get(LOCATION)
            .and_then(|value| value.to_str().ok());
        if let Some(trouble) = Trouble::of_status(status, location) {
            return Err(trouble);
        }
        if self.is_s3 && status == StatusCode::FORBIDDEN {
            return Err(refused(response).await);
        }
        Ok(response)
    }

    /// Waits before another try, unless it was stopped.
    pub async fn pause(&self, tried: u32) -> Result<(), Trouble> {
        let until = Instant::now() + self.limits.pause * 2_u32.saturating_pow(tried.min(5));
        while Instant::now() < until {
            if (self.stop)() {
                return Err(Trouble::Stopped);
            }
            sleep(TICK.min(self.limits.pause)).await;
        }
        Ok(())
    }
}

/// Why an S3 server refuses: it says so in a few words.
async fn refused(response: Response) -> Trouble {
    let text = tokio::time::timeout(Duration::from_secs(5), response.text())
        .await
        .ok()
        .and_then(Result::ok)
        .unwrap_or_default();
    if text.contains("RequestTimeTooSkewed") {
        Trouble::Clock
    } else if text.contains("QuotaExceeded") {
        Trouble::Full
    } else if text.contains("AccessDenied") {
        Trouble::Forbidden
    } else {
        Trouble::Login
    }
}

/// When something moved last.
#[derive(Clone)]
pub(super) struct Pulse {
    began: Instant,
    last: Arc<AtomicU64>,
}

impl Pulse {
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            last: Arc::new(AtomicU64::new(0)),
        }
    }

    pub fn beat(&self) {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(now, Ordering::Relaxed);
    }

    fn quiet(&self) -> Duration {
        let last = Duration::from_millis(self.last.load(Ordering::Relaxed));
        self.began.elapsed().saturating_sub(last)
    }
}

/// A body that is in memory, in slices, so that it is seen to move.
fn slices(
    mut rest: Buffer,
    pulse: Pulse,
) -> impl Stream<Item = Result<Bytes, std::convert::Infallible>> {
    let mut piece = Bytes::new();
    futures_util::stream::iter(std::iter::from_fn(move || {
        while piece.is_empty() {
            piece = rest.next()?;
        }
        pulse.beat();
        Some(Ok(piece.split_to(SLICE.min(piece.len()))))
    }))
}

impl HttpTransport for Net {
    async fn fetch(
        &self,
        request: hyper::Request<Buffer>,
    ) -> opendal::Result<hyper::Response<HttpBody>> {
        let (parts, body) = request.into_parts();
        let uri = parts.uri;
        let url = reqwest::Url::parse(&uri.to_string())
            .map_err(|error| wrapped(Trouble::Strange(error.to_string())))?;
        let is_head = parts.method == Method::HEAD;
        let pulse = Pulse::new();
        let mut request = Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        if !body.is_empty() {
            request
                .headers_mut()
                .insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            *request.body_mut() = Some(reqwest::Body::wrap_stream(slices(body, pulse.clone())));
        }
        let response = self.send(request, &pulse).await.map_err(wrapped)?;
        let length = if is_head || parse_content_encoding(response.headers())?.is_some() {
            None
        } else {
            parse_content_length(response.headers())?
        };
        // Where it was asked: the engine looks for it.
        let mut answer = hyper::Response::builder()
            .status(response.status())
            .extension(uri);
        if let Some(headers) = answer.headers_mut() {
            *headers = response.headers().clone();
        }
        let coming = Coming {
            inner: Box::pin(response.bytes_stream()),
            net: self.clone(),
            since: Instant::now(),
            tick: Box::pin(sleep(TICK)),
        };
        answer
            .body(HttpBody::new(coming, length))
            .map_err(|error| wrapped(Trouble::Strange(error.to_string())))
    }
}

/// What comes back, given up when nothing comes for too long.
struct Coming<S> {
    inner: S,
    net: Net,
    since: Instant,
    tick: Pin<Box<Sleep>>,
}

impl<S> Stream for Coming<S>
where
    S: Stream<Item = reqwest::Result<Bytes>> + Unpin,
{
    type Item = opendal::Result<Buffer>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match Pin::new(&mut self.inner).poll_next(cx) {
                Poll::Ready(Some(Ok(bytes))) if bytes.is_empty() => continue,
                Poll::Ready(Some(Ok(bytes))) => {
                    self.since = Instant::now();
                    return Poll::Ready(Some(Ok(Buffer::from(bytes))));
                }
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(wrapped(Trouble::of_client(&error)))));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => {}
            }
            if (self.net.stop)() {
                return Poll::Ready(Some(Err(wrapped(Trouble::Stopped))));
            }
            if self.since.elapsed() > self.net.limits.quiet {
                return Poll::Ready(Some(Err(wrapped(Trouble::TooSlow))));
            }
            match self.tick.as_mut().poll(cx) {
                Poll::Ready(()) => self.tick.as_mut().reset(tokio::time::Instant::now() + TICK),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// A trouble as the engine carries it, and tries it again.
fn wrapped(trouble: Trouble) -> Error {
    Error::new(ErrorKind::Unexpected, "the server")
        .with_temporary(trouble.is_temporary())
        .set_source(trouble)
}

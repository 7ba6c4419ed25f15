//! The port on the home network: who may connect, how many, how slowly.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, SocketAddrV4, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::{Instant, timeout};

use super::address::HomeAddress;
use super::code::QrCode;
use super::guard::Guard;
use super::routes::{BODIES, Desk};
use super::secret::Secret;
use super::uploads::Uploads;
use super::{End, Event, Landing, Limits, PageError};

/// Bytes of a request's head, with what is read ahead of its body.
const HEAD_BYTES: usize = 16 * 1024;
/// Lines of a request's head.
const HEAD_LINES: usize = 64;
/// How often the page looks whether its time is up.
const TICK: Duration = Duration::from_millis(250);
/// For a file that is just being made durable when the page closes.
const LAST_WRITES: Duration = Duration::from_secs(5);

/// A page for the phone: its port is taken, its link is known, nobody is
/// answered yet.
#[derive(Debug)]
pub struct Page {
    listener: TcpListener,
    home: HomeAddress,
    address: SocketAddr,
    secret: Secret,
    limits: Limits,
}

/// Closes a page from another thread, also one that is not open yet.
#[derive(Debug, Clone)]
pub struct Stopper(mpsc::UnboundedSender<End>);

/// What a page hears its [`Stopper`] with.
#[derive(Debug)]
pub struct Stops {
    send: mpsc::UnboundedSender<End>,
    receive: mpsc::UnboundedReceiver<End>,
}

impl Stopper {
    /// A stopper, and what to give to [`Page::serve`].
    pub fn new() -> (Self, Stops) {
        let (send, receive) = mpsc::unbounded_channel();
        (Self(send.clone()), Stops { send, receive })
    }

    /// Closes the page at once; what is half sent is dropped.
    pub fn stop(&self) {
        // Without a listener it is closed already.
        let _ = self.0.send(End::Stopped);
    }
}

impl Page {
    /// Takes a port on one address in the home network: the one given, else
    /// the usual one, else any.
    ///
    /// # Errors
    /// When the address is not there or the port is taken.
    pub fn bind(home: HomeAddress, port: Option<u16>, limits: Limits) -> Result<Self, PageError> {
        if home.address.is_unspecified() {
            return Err(PageError::NotHome(home.address));
        }
        let at = |port| TcpListener::bind(SocketAddrV4::new(home.address, port));
        let listener = match port {
            Some(port) => at(port),
            None => at(super::USUAL_PORT).or_else(|_| at(0)),
        };
        let bound = listener.and_then(|listener| {
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        });
        let (listener, address) = bound.map_err(|source| PageError::Bind {
            address: format!("{}:{}", home.address, port.unwrap_or(super::USUAL_PORT)),
            source,
        })?;
        let secret = Secret::new().map_err(|error| PageError::System(error.to_string()))?;
        Ok(Self {
            listener,
            home,
            address,
            secret,
            limits,
        })
    }

    /// The link with its secret.
    pub fn link(&self) -> String {
        format!("http://{}/{}/", self.address, self.secret.reveal())
    }

    /// The link as a QR code.
    ///
    /// # Errors
    /// Never for a link as they are; the code's maker says so.
    pub fn code(&self) -> Result<QrCode, PageError> {
        QrCode::of(&self.link())
            .ok_or_else(|| PageError::System(t!("phone-page-link-too-long").to_owned()))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The network it is for.
    pub fn home(&self) -> &HomeAddress {
        &self.home
    }

    /// Answers the phone until the page closes. The thread it is called on is
    /// the page's own; `tell` and `landing` are called on others too.
    ///
    /// # Errors
    /// When the system gives no event loop.
    pub fn serve(
        self,
        landing: Arc<dyn Landing>,
        tell: Arc<dyn Fn(Event) + Send + Sync>,
        stops: Stops,
    ) -> Result<End, PageError> {
        let system = |error: std::io::Error| PageError::System(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(2)
            .thread_name("phone files")
            .build()
            .map_err(system)?;
        let Stops {
            send: stop,
            receive: mut stopped,
        } = stops;
        let end = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(system)?;
            let desk = Arc::new(Desk {
                guard: Guard::new(self.address.to_string(), self.secret, self.limits.life),
                uploads: Arc::new(Uploads::new(self.limits, landing, tell)),
                limits: self.limits,
                bodies: Semaphore::new(BODIES),
                ends: stop,
            });
            let door = Door {
                home: self.home,
                seats: Arc::new(Semaphore::new(self.limits.connections)),
                guests: Arc::default(),
                desk: Arc::clone(&desk),
            };
            let accepting = tokio::spawn(door.open(listener));
            let end = watch(&desk, &mut stopped).await;
            accepting.abort();
            Ok(end)
        });
        runtime.shutdown_timeout(LAST_WRITES);
        end
    }
}

/// Waits for the reason to close.
async fn watch(desk: &Desk, stopped: &mut mpsc::UnboundedReceiver<End>) -> End {
    loop {
        match timeout(TICK, stopped.recv()).await {
            Ok(Some(end)) => return end,
            Ok(None) => return End::Stopped,
            Err(_) => {
                let late = Instant::now() >= desk.guard.deadline() + desk.limits.grace;
                if !desk.guard.in_time() && (late || !desk.uploads.expects_more()) {
                    return End::TimeUp;
                }
            }
        }
    }
}

/// Lets connections in.
struct Door {
    home: HomeAddress,
    seats: Arc<Semaphore>,
    guests: Arc<Mutex<HashMap<IpAddr, usize>>>,
    desk: Arc<Desk>,
}

impl Door {
    async fn open(self, listener: tokio::net::TcpListener) {
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => self.let_in(stream, peer.ip()),
                // Out of file handles, most likely: those in use will end.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Begins a conversation, or hangs up: strangers from other networks, one
    /// device with too many connections, too many in all.
    fn let_in(&self, stream: TcpStream, peer: IpAddr) {
        if !self.home.is_neighbour(peer) {
            return;
        }
        // Once the phone is there, strangers may take a few seats only.
        let strange = self.desk.guard.is_strange(peer);
        let kept_free = self.seats.available_permits() <= self.desk.limits.connections / 2;
        if strange && kept_free {
            return;
        }
        let Ok(seat) = Arc::clone(&self.seats).try_acquire_owned() else {
            return;
        };
        let limits = self.desk.limits;
        let Some(guest) = Guest::enter(&self.guests, peer, limits.connections_of_one) else {
            return;
        };
        let desk = Arc::clone(&self.desk);
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let desk = Arc::clone(&desk);
                async move { Ok::<_, std::convert::Infallible>(desk.answer(peer, request).await) }
            });
            // Answers are small: they need not wait for one another.
            let _ = stream.set_nodelay(true);
            // How a conversation ends is the other side's affair.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(limits.head_time)
                .max_buf_size(HEAD_BYTES)
                .max_headers(HEAD_LINES)
                .serve_connection(TokioIo::new(stream), service)
                .await;
            drop((seat, guest));
        });
    }
}

/// One connection of a device, counted while it lasts.
struct Guest {
    guests: Arc<Mutex<HashMap<IpAddr, usize>>>,
    peer: IpAddr,
}

impl Guest {
    fn enter(
        guests: &Arc<Mutex<HashMap<IpAddr, usize>>>,
        peer: IpAddr,
        most: usize,
    ) -> Option<Self> {
        let mut counted = guests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counted.entry(peer).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Self {
            guests: Arc::clone(guests),
            peer,
        })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut counted = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counted.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                counted.remove(&self.peer);
            }
        }
    }
}

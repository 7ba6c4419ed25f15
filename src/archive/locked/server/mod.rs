//! A locked backup on a server: WebDAV or S3.
//!
//! Only what is sealed leaves this computer. Lists, reads, folders and the
//! pieces of S3 go through one engine (OpenDAL); the engine would hold a whole
//! file in memory to send it to WebDAV, so these are sent from the disk here,
//! over the same connection: first under a name in `incoming/`, and moved to
//! their own once they have arrived whole.

mod address;
mod net;
mod trouble;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use futures_util::StreamExt;
use hyper::body::Bytes;
use hyper::header::CONTENT_LENGTH;
use opendal::layers::RetryLayer;
use opendal::raw::percent_encode_path;
use opendal::services::{S3, Webdav};
use opendal::{BufferStream, ErrorKind, HttpTransporter, OperationContext, Operator};
use reqwest::{Method, StatusCode, Url};
use tokio::runtime::Runtime;

use super::place::{Counted, Fill, Lost, Place};
use crate::archive::BackupError;
use crate::storage::{self, PathError, StagedFile};

pub use address::{AddressError, ServerAddress, ServerPassword};
pub use net::{Limits, Stop};
use net::{Net, Pulse};
pub use trouble::{ServerError, Trouble};

/// Where files lie that are still on their way, on WebDAV.
const INCOMING: &str = "incoming";
/// Bytes sent at a time, and of a piece of a large file on S3.
const SLICE: usize = 64 << 10;
const PIECE: usize = 8 << 20;

/// The name under which the keyring shows passwords of servers.
pub const KEYRING_SERVICE: &str = "Smilekeep backup";

/// What the keyring knows a server's password by.
pub fn keyring_name(address: &ServerAddress) -> String {
    format!("{} ({})", address, address.user())
}

/// A folder on a server.
pub struct Server {
    address: ServerAddress,
    net: Net,
    operator: Operator,
    runtime: Runtime,
    /// For sealed files until they are sent.
    room: PathBuf,
    password: Option<ServerPassword>,
    /// Folders that are there.
    made: RefCell<HashSet<String>>,
}

impl Server {
    /// Opens the way to a server; nothing is sent yet. Sealed files lie in
    /// `room`, a folder of this computer, until they have arrived.
    ///
    /// # Errors
    /// [`BackupError::Server`] when the system gives no event loop, or the
    /// address is not encrypted and not at home.
    pub fn open(
        address: &ServerAddress,
        password: Option<&ServerPassword>,
        room: &Path,
        limits: Limits,
        stop: Stop,
    ) -> Result<Self, BackupError> {
        let failed = |trouble| refused(address, trouble);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| failed(Trouble::System(error.to_string())))?;
        let net = Net::new(address, limits, stop).map_err(failed)?;
        let operator = operator(address, password, &net).map_err(failed)?;
        Ok(Self {
            address: address.clone(),
            net,
            operator,
            runtime,
            room: room.to_owned(),
            password: password.cloned(),
            made: RefCell::default(),
        })
    }

    fn failed(&self, trouble: Trouble) -> BackupError {
        refused(&self.address, trouble)
    }

    fn engine_failed(&self, error: &opendal::Error) -> BackupError {
        self.failed(self.trouble(error))
    }

    fn trouble(&self, error: &opendal::Error) -> Trouble {
        let is_s3 = matches!(self.address, ServerAddress::S3 { .. });
        if is_s3 && (error.kind() == ErrorKind::NotFound || self.net.last() == 404) {
            return Trouble::NoBucket;
        }
        Trouble::of_engine(error, self.net.last())
    }

    /// Sends a file whole, as often as it takes.
    async fn send(&self, name: &str, file: &Path, bytes: u64) -> Result<(), Trouble> {
        let mut tried = 0;
        loop {
            let sent = match &self.address {
                ServerAddress::WebDav { .. } => self.put(name, file, bytes).await,
                ServerAddress::S3 { .. } => self.put_pieces(name, file).await,
            };
            match sent {
                Err(trouble) if trouble.is_temporary() && tried + 1 < self.net.limits.tries => {
                    self.net.pause(tried).await?;
                    tried += 1;
                }
                sent => return sent,
            }
        }
    }

    /// To WebDAV: under another name first.
    async fn put(&self, name: &str, file: &Path, bytes: u64) -> Result<(), Trouble> {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for folder in [INCOMING, folder] {
            self.make_folder(folder).await?;
        }
        let incoming = format!("{INCOMING}/{}", uuid::Uuid::new_v4());
        let body = {
            let file = File::open(file).map_err(|error| Trouble::System(error.to_string()))?;
            let pulse = Pulse::new();
            let beat = pulse.clone();
            let pieces = futures_util::stream::iter(pieces(file, SLICE)).map(move |piece| {
                beat.beat();
                piece
            });
            (reqwest::Body::wrap_stream(pieces), pulse)
        };
        let request = self
            .request(Method::PUT, &incoming)?
            .header(CONTENT_LENGTH, bytes)
            .body(body.0);
        self.ask(request, &body.1).await?;
        let method = Method::from_bytes(b"MOVE").map_err(|_| Trouble::System("MOVE".into()))?;
        let request = self
            .request(method, &incoming)?
            .header("Destination", self.url(name)?.as_str())
            .header("Overwrite", "T");
        self.ask(request, &Pulse::new()).await
    }

    async fn make_folder(&self, folder: &str) -> Result<(), Trouble> {
        if self.made.borrow().contains(folder) {
            return Ok(());
        }
        let path = if folder.is_empty() {
            "/".to_owned()
        } else {
            format!("{folder}/")
        };
        self.operator
            .create_dir(&path)
            .await
            .map_err(|error| self.trouble(&error))?;
        self.made.borrow_mut().insert(folder.to_owned());
        Ok(())
    }

    /// The address of a file on WebDAV.
    fn url(&self, name: &str) -> Result<Url, Trouble> {
        let strange = || Trouble::Strange(self.address.to_string());
        let (mut url, folder) = self.address.parts().ok_or_else(strange)?;
        let path = if folder.is_empty() {
            format!("/{name}")
        } else {
            format!("/{folder}/{name}")
        };
        url.set_path(&percent_encode_path(&path));
        Ok(url)
    }

    fn request(&self, method: Method, name: &str) -> Result<reqwest::RequestBuilder, Trouble> {
        let request = self.net.request(method, self.url(name)?);
        let user = self.address.user();
        Ok(if user.is_empty() {
            request
        } else {
            let password = self.password.as_ref().map(ServerPassword::expose);
            request.basic_auth(user, password)
        })
    }

    async fn ask(&self, request: reqwest::RequestBuilder, pulse: &Pulse) -> Result<(), Trouble> {
        let request = request
            .build()
            .map_err(|error| Trouble::System(error.to_string()))?;
        let status = self.net.send(request, pulse).await?.status();
        match status {
            status if status.is_success() => Ok(()),
            StatusCode::FORBIDDEN => Err(Trouble::Forbidden),
            // A folder went meanwhile: the next try makes it again.
            StatusCode::NOT_FOUND | StatusCode::CONFLICT => {
                self.made.borrow_mut().clear();
                Err(Trouble::Cut)
            }
            status => Err(Trouble::Status(status.as_u16())),
        }
    }

    /// To S3: a large file in pieces, which become one when the last is there.
    async fn put_pieces(&self, name: &str, file: &Path) -> Result<(), Trouble> {
        let file = File::open(file).map_err(|error| Trouble::System(error.to_string()))?;
        let failed = |error: opendal::Error| self.trouble(&error);
        let mut writer = self.operator.writer(name).await.map_err(failed)?;
        for piece in pieces(file, PIECE) {
            let piece = piece.map_err(|error| Trouble::System(error.to_string()))?;
            if let Err(error) = writer.write(piece).await {
                // What has arrived of it is no use; whether that can be said
                // now or not.
                let _ = writer.abort().await;
                return Err(failed(error));
            }
        }
        writer.close().await.map_err(failed)?;
        Ok(())
    }

    async fn list(&self, folder: &str, deep: bool) -> Result<Vec<opendal::Entry>, BackupError> {
        match self.operator.list_with(folder).recursive(deep).await {
            Ok(entries) => Ok(entries),
            Err(error)
                if error.kind() == ErrorKind::NotFound
                    && matches!(self.address, ServerAddress::WebDav { .. }) =>
            {
                Ok(Vec::new())
            }
            Err(error) => Err(self.engine_failed(&error)),
        }
    }
}

fn refused(address: &ServerAddress, trouble: Trouble) -> BackupError {
    if trouble == Trouble::Stopped {
        return BackupError::Cancelled;
    }
    BackupError::Server(ServerError {
        at: address.host_and_port(),
        trouble,
    })
}

fn operator(
    address: &ServerAddress,
    password: Option<&ServerPassword>,
    net: &Net,
) -> Result<Operator, Trouble> {
    let password = password.map(ServerPassword::expose).unwrap_or_default();
    let strange = |error: opendal::Error| Trouble::Strange(error.kind().to_string());
    let (url, folder) = address
        .parts()
        .ok_or_else(|| Trouble::Strange(address.to_string()))?;
    let operator = match address {
        ServerAddress::WebDav { user, .. } => Operator::new(
            Webdav::default()
                .endpoint(url.origin().ascii_serialization().as_str())
                .root(&folder)
                .username(user)
                .password(password),
        ),
        // Nothing of this computer's own settings, and no asking around.
        ServerAddress::S3 {
            endpoint,
            bucket,
            region,
            key_id,
            ..
        } => Operator::new(
            S3::default()
                .endpoint(endpoint)
                .bucket(bucket)
                .root(&folder)
                .region(region)
                .access_key_id(key_id)
                .secret_access_key(password)
                .disable_config_load()
                .disable_ec2_metadata(),
        ),
    }
    .map_err(strange)?;
    let limits = net.limits;
    let retry = RetryLayer::new()
        .with_min_delay(limits.pause)
        .with_factor(2.0)
        .with_max_times(limits.tries.saturating_sub(1) as usize);
    let context = OperationContext::new().with_http_transport(HttpTransporter::new(net.clone()));
    Ok(operator.with_context(context).layer(retry))
}

/// A file in pieces; each is as long as asked for, but for the last.
fn pieces(mut file: File, length: usize) -> impl Iterator<Item = std::io::Result<Bytes>> {
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let mut piece = Vec::with_capacity(length);
        let read = Read::by_ref(&mut file)
            .take(length as u64)
            .read_to_end(&mut piece);
        ended = piece.len() < length;
        match read {
            Ok(_) if piece.is_empty() => None,
            Ok(_) => Some(Ok(Bytes::from(piece))),
            Err(error) => {
                ended = true;
                Some(Err(error))
            }
        }
    })
}

impl Place for Server {
    fn shown(&self) -> String {
        self.address.to_string()
    }

    fn read(&self, name: &str) -> Result<Option<Box<dyn Read + '_>>, BackupError> {
        let mut reading = Reading {
            server: self,
            name: name.to_owned(),
            stream: None,
            ended: false,
            piece: Bytes::new(),
            offset: 0,
            tried: 0,
        };
        match reading.next() {
            Ok(()) => Ok(Some(Box::new(reading))),
            Err(Missing::NotThere) => Ok(None),
            Err(Missing::Trouble(trouble)) => Err(self.failed(trouble)),
        }
    }

    fn write(&self, name: &str, fill: Fill<'_>) -> Result<u64, BackupError> {
        storage::create_private_dir(&self.room)?;
        let mut staged = StagedFile::create_in(&self.room)?;
        let path = staged.path().to_owned();
        let mut counted = Counted {
            to: &mut staged,
            bytes: 0,
        };
        fill(&mut counted).map_err(|source| PathError::new(&path, "write", source))?;
        let bytes = counted.bytes;
        staged
            .flush()
            .map_err(|source| PathError::new(&path, "write", source))?;
        self.runtime
            .block_on(self.send(name, &path, bytes))
            .map_err(|trouble| self.failed(trouble))?;
        Ok(bytes)
    }

    fn files(&self, folder: &str) -> Result<HashMap<String, u64>, BackupError> {
        let entries = self
            .runtime
            .block_on(self.list(&format!("{folder}/"), true))?;
        Ok(entries
            .into_iter()
            .filter(|entry| entry.metadata().is_file())
            .map(|entry| (entry.path().to_owned(), entry.metadata().content_length()))
            .collect())
    }

    fn remove(&self, name: &str) -> Result<(), BackupError> {
        match self.runtime.block_on(self.operator.delete(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.engine_failed(&error)),
            _ => Ok(()),
        }
    }

    fn is_free(&self, but_for: &[&str]) -> Result<bool, BackupError> {
        let entries = self.runtime.block_on(self.list("/", false))?;
        Ok(entries.iter().all(|entry| {
            let name = entry.path().trim_matches('/');
            // The folder itself is in its own list.
            name.is_empty() || name == INCOMING || but_for.contains(&name)
        }))
    }

    fn sweep(&self) -> Result<(), BackupError> {
        if matches!(self.address, ServerAddress::WebDav { .. }) {
            for name in self.files(INCOMING)?.keys() {
                self.remove(name)?;
            }
        }
        Ok(())
    }
}

/// A file that is being read; goes on where the connection was cut.
struct Reading<'s> {
    server: &'s Server,
    name: String,
    stream: Option<BufferStream>,
    ended: bool,
    piece: Bytes,
    offset: u64,
    tried: u32,
}

/// Why there is no next piece.
enum Missing {
    NotThere,
    Trouble(Trouble),
}

impl Reading<'_> {
    /// Brings the next piece; an empty one is the end.
    fn next(&mut self) -> Result<(), Missing> {
        let server = self.server;
        loop {
            let error = match server.runtime.block_on(self.ask()) {
                Ok(piece) => {
                    self.offset += piece.len() as u64;
                    self.ended = piece.is_empty();
                    if !self.ended {
                        self.tried = 0;
                    }
                    self.piece = piece;
                    return Ok(());
                }
                Err(error) => error,
            };
            if error.kind() == ErrorKind::NotFound {
                return Err(Missing::NotThere);
            }
            self.stream = None;
            let trouble = server.trouble(&error);
            self.tried += 1;
            if !(error.is_temporary() || trouble.is_temporary())
                || self.tried >= server.net.limits.tries
            {
                return Err(Missing::Trouble(trouble));
            }
            server
                .runtime
                .block_on(server.net.pause(self.tried - 1))
                .map_err(Missing::Trouble)?;
        }
    }

    async fn ask(&mut self) -> opendal::Result<Bytes> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let reader = self.server.operator.reader(&self.name).await?;
                let stream = reader.into_stream(self.offset..).await?;
                self.stream.insert(stream)
            }
        };
        loop {
            match stream.next().await.transpose()? {
                Some(buffer) if buffer.is_empty() => {}
                Some(buffer) => return Ok(buffer.to_bytes()),
                None => return Ok(Bytes::new()),
            }
        }
    }
}

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        if self.piece.is_empty() && !self.ended {
            self.next().map_err(|missing| {
                let error = match missing {
                    Missing::NotThere => self.server.failed(Trouble::Cut),
                    Missing::Trouble(trouble) => self.server.failed(trouble),
                };
                std::io::Error::other(Lost(error))
            })?;
        }
        let count = self.piece.len().min(into.len());
        let piece = self.piece.split_to(count);
        if let Some(room) = into.get_mut(..count) {
            room.copy_from_slice(&piece);
        }
        Ok(count)
    }
}

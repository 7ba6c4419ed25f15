//! A page on this computer alone, and a client that says exactly what it is
//! told to.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use smilekeep::capture::phone::{
    End, Event, HomeAddress, Landed, Landing, Limits, Page, Received, Stopper,
};
use smilekeep::domain::ContentHash;
use smilekeep::storage::StagedFile;

/// Keeps what comes under its content's name.
pub struct Folder {
    pub dir: tempfile::TempDir,
    known: Mutex<Vec<ContentHash>>,
}

impl Landing for Folder {
    fn begin(&self) -> Result<StagedFile, String> {
        StagedFile::create_in(self.dir.path()).map_err(|error| error.to_string())
    }

    fn land(&self, file: StagedFile, received: &Received) -> Result<Landed, String> {
        let mut known = self.known.lock().unwrap();
        if known.contains(&received.hash) {
            return Ok(Landed::Known);
        }
        file.commit_as(&self.dir.path().join(received.hash.to_string()))
            .map_err(|error| error.to_string())?;
        known.push(received.hash);
        Ok(Landed::Waiting)
    }
}

pub struct Running {
    pub address: SocketAddr,
    pub link: String,
    pub events: Receiver<Event>,
    pub folder: Arc<Folder>,
    stopper: Stopper,
    thread: Option<JoinHandle<End>>,
}

impl Running {
    pub fn start(limits: Limits) -> Self {
        let home = HomeAddress::of(Ipv4Addr::LOCALHOST).unwrap();
        let page = Page::bind(home, Some(0), limits).unwrap();
        let folder = Arc::new(Folder {
            dir: tempfile::tempdir().unwrap(),
            known: Mutex::default(),
        });
        let (send, events) = channel();
        let (address, link) = (page.address(), page.link());
        let (stopper, stops) = Stopper::new();
        let landing: Arc<dyn Landing> = Arc::clone(&folder) as _;
        // The page speaks as whoever started it.
        let manner = smilekeep::words::manner();
        let thread = std::thread::spawn(move || {
            let _here = smilekeep::words::OnlyHere::new(manner);
            let tell = move |event| {
                let _ = send.send(event);
            };
            page.serve(landing, Arc::new(tell), stops).unwrap()
        });
        Self {
            address,
            link,
            events,
            folder,
            stopper,
            thread: Some(thread),
        }
    }

    /// The link's path: `/secret/`.
    pub fn path(&self) -> String {
        let (_, path) = self.link.split_once("//").unwrap();
        path[path.find('/').unwrap()..].to_owned()
    }

    pub fn phone(&self) -> Phone {
        let mut phone = self.stranger();
        let hello = phone.ask("POST", "hello", &[], b"");
        assert_eq!(hello.status, 200, "{hello:?}");
        let cookie = hello.header("set-cookie").unwrap();
        phone.cookie = cookie.split(';').next().unwrap().to_owned();
        phone
    }

    pub fn stranger(&self) -> Phone {
        Phone {
            address: self.address,
            path: self.path(),
            cookie: String::new(),
        }
    }

    pub fn stop(mut self) -> (End, Vec<Event>) {
        self.stopper.stop();
        let end = self.thread.take().unwrap().join().unwrap();
        (end, self.events.try_iter().collect())
    }

    pub fn wait_for_the_end(mut self, patience: Duration) -> End {
        let thread = self.thread.take().unwrap();
        let start = Instant::now();
        while !thread.is_finished() {
            assert!(start.elapsed() < patience, "the page did not close");
            std::thread::sleep(Duration::from_millis(10));
        }
        thread.join().unwrap()
    }

    /// Whole files that came.
    pub fn kept(&self) -> Vec<PathBuf> {
        std::fs::read_dir(self.folder.dir.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| !smilekeep::storage::is_leftover(path.file_name().unwrap()))
            .collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stopper.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn offset(&self) -> Option<u64> {
        self.header("upload-offset")?.parse().ok()
    }
}

/// Says what it is told to, one connection a request.
pub struct Phone {
    pub address: SocketAddr,
    pub path: String,
    pub cookie: String,
}

impl Phone {
    pub fn ask(&mut self, method: &str, rest: &str, lines: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut all = vec![
            ("Host".to_owned(), self.address.to_string()),
            ("Origin".to_owned(), format!("http://{}", self.address)),
            ("Content-Length".to_owned(), body.len().to_string()),
        ];
        if !self.cookie.is_empty() {
            all.push(("Cookie".to_owned(), self.cookie.clone()));
        }
        for (name, value) in lines {
            all.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            if !value.is_empty() {
                all.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        let path = if rest.starts_with('/') {
            rest.to_owned()
        } else {
            format!("{}{rest}", self.path)
        };
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in all {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        say(self.address, &[head.as_bytes(), body].concat())
            .unwrap_or_else(|error| panic!("no answer to {method} {path}: {error}"))
    }

    /// Announces one file; returns its number or the refusal.
    pub fn announce(&mut self, name: &str, length: u64, note: &str) -> Result<u64, String> {
        let words = serde_json::json!({ "note": note, "files": [
            { "name": name, "length": length, "modified": 1_762_135_815_000_i64, "mark": 7 },
        ]});
        let answer = self.ask(
            "POST",
            "files",
            &[("Content-Type", "application/json")],
            words.to_string().as_bytes(),
        );
        assert_eq!(answer.status, 200, "{answer:?}");
        let answer: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        match answer["files"][0]["number"].as_u64() {
            Some(number) => Ok(number),
            None => Err(answer["files"][0]["refused"].as_str().unwrap().to_owned()),
        }
    }

    pub fn piece(&mut self, number: u64, offset: u64, piece: &[u8]) -> Answer {
        self.ask(
            "PATCH",
            &format!("files/{number}"),
            &[
                ("Content-Type", "application/offset+octet-stream"),
                ("Upload-Offset", &offset.to_string()),
                (
                    "Upload-Checksum",
                    &format!("crc32 {:x}", crc32fast::hash(piece)),
                ),
            ],
            piece,
        )
    }
}

/// Sends some bytes and reads the one answer.
pub fn say(address: SocketAddr, bytes: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    // A refusal may come before all was said.
    let _ = stream.write_all(bytes);
    listen(&mut stream)
}

/// Reads an answer to its end.
pub fn listen(stream: &mut TcpStream) -> std::io::Result<Answer> {
    let mut all = Vec::new();
    let mut part = [0; 4096];
    loop {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(count) => all.extend_from_slice(&part[..count]),
            // What came before the connection was cut counts.
            Err(_) if !all.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    let text = String::from_utf8_lossy(&all).into_owned();
    let (head, body) = text
        .split_once("\r\n\r\n")
        .ok_or_else(|| std::io::Error::other(format!("no answer: “{text}”")))?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|word| word.parse().ok())
        .ok_or_else(|| std::io::Error::other("no status"))?;
    Ok(Answer {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

/// The bytes of a photo, another one for each seed, of about this length.
pub fn photo(seed: u8, length: usize) -> Vec<u8> {
    let mut bytes = vec![seed; length];
    bytes[..4].copy_from_slice(b"\xFF\xD8\xFF\xE0");
    bytes
}

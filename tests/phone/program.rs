//! The real program under attack, and how much memory that takes.
#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::support::{Phone, photo};

/// `smilekeep phone` with a library of its own.
pub struct Program {
    folder: tempfile::TempDir,
    pub link: String,
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Program {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_smilekeep"));
            command
                .arg("--library")
                .arg(folder.path().join("library"))
                .args(arguments)
                .env("XDG_CONFIG_HOME", folder.path().join("config"));
            command
        };
        let begun = run(&["baby", "add", "Mina", "--born", "2026-06-14"]);
        assert!({ begun }.status().unwrap().success());
        let arguments = ["phone", "--interface", "127.0.0.1", "--port", "0", "--json"];
        let mut child = run(&arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        let first: Value = serde_json::from_str(&first).unwrap();
        Self {
            folder,
            link: first["link"].as_str().unwrap().to_owned(),
            child,
            lines,
        }
    }

    pub fn stranger(&self) -> Phone {
        let (_, rest) = self.link.split_once("//").unwrap();
        let (address, path) = rest.split_once('/').unwrap();
        Phone {
            address: address.parse().unwrap(),
            path: format!("/{path}"),
            cookie: String::new(),
        }
    }

    /// Ends it, and runs another command on its library.
    pub fn then(&mut self, arguments: &[&str]) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let output = Command::new(env!("CARGO_BIN_EXE_smilekeep"))
            .arg("--library")
            .arg(self.folder.path().join("library"))
            .args(arguments)
            .env("XDG_CONFIG_HOME", self.folder.path().join("config"))
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{arguments:?}: {text}");
        text
    }

    pub fn library(&self) -> std::path::PathBuf {
        self.folder.path().join("library")
    }

    /// What it took of memory at most, and takes now, in KiB.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            let number = line.split_whitespace().nth(1).unwrap();
            number.parse().unwrap()
        };
        (line("VmHWM:"), line("VmRSS:"))
    }

    /// What it says until it ends.
    pub fn rest(mut self) -> String {
        let mut text = String::new();
        self.lines.read_to_string(&mut text).unwrap();
        self.child.wait().unwrap();
        text
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that claims to come from this address of the computer.
fn connect_from(source: Ipv4Addr, to: SocketAddr) -> std::io::Result<TcpStream> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4()?;
        socket.bind(SocketAddrV4::new(source, 0).into())?;
        socket.connect(to).await
    })?;
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    Ok(stream)
}

#[test]
fn under_attack_the_program_needs_little_memory() {
    let program = Program::start();
    let mut phone = program.stranger();
    let hello = phone.ask("POST", "hello", &[], b"");
    phone.cookie = hello
        .header("set-cookie")
        .and_then(|cookie| cookie.split(';').next())
        .unwrap()
        .to_owned();
    let (before, _) = program.memory();

    // A thousand connections from two hundred addresses, half of them with a
    // head that never ends.
    let start = Instant::now();
    let mut held = Vec::new();
    for number in 0..1000_u16 {
        let source = Ipv4Addr::new(127, 0, 1, u8::try_from(1 + number % 200).unwrap());
        let Ok(mut stream) = connect_from(source, phone.address) else {
            continue;
        };
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ");
        }
        held.push(stream);
    }
    let connections = held.len();
    assert!(connections > 800, "{connections}");
    for stream in &mut held {
        // Up to the cap for heads, all at once.
        let _ = stream.write_all(&[b'a'; 12_000]);
    }
    let (with_connections, _) = program.memory();
    // The phone has a seat all the same.
    let asked = phone.announce("meanwhile.jpg", 1000, "");
    assert!(asked.is_ok(), "{asked:?}");
    drop(held);
    let seconds = start.elapsed().as_secs_f32();

    // Ten gigabytes in parts, as often as it is let.
    let number = phone.announce("large.mov", 2_000_000_000, "").unwrap();
    let mut pushed = 0_u64;
    for _ in 0..20 {
        let Ok(mut stream) = TcpStream::connect(phone.address) else {
            continue;
        };
        let head = format!(
            "PATCH {}files/{number} HTTP/1.1\r\nHost: {a}\r\nOrigin: http://{a}\r\nCookie: {}\r\n\
             Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n\
             Upload-Checksum: crc32 0\r\nTransfer-Encoding: chunked\r\n\r\n",
            phone.path,
            phone.cookie,
            a = phone.address,
        );
        let part = [b"10000\r\n".as_slice(), &[7; 0x1_0000], b"\r\n"].concat();
        let mut sent = 0_u64;
        if stream.write_all(head.as_bytes()).is_ok() {
            while sent < 10_000_000_000 && stream.write_all(&part).is_ok() {
                sent += 0x1_0000;
            }
        }
        assert!(sent < 64_000_000, "{sent}");
        pushed += sent;
    }
    let (with_streams, _) = program.memory();

    // An honest film of 200 MB meanwhile.
    let piece = photo(3, 1024 * 1024);
    let number = phone.announce("film.jpg", 200 * 1024 * 1024, "").unwrap();
    let start = Instant::now();
    for index in 0..200_u64 {
        let answer = phone.piece(number, index * 1024 * 1024, &piece);
        assert_eq!(answer.status, 204, "{answer:?}");
    }
    let rate = 200.0 / start.elapsed().as_secs_f32();
    let (after, now) = program.memory();
    let more = |value: u64| value.saturating_sub(before) / 1024;
    println!(
        "{connections} connections in {seconds:.1} s: {} MiB more at most; {} MB of endless bodies: {} MiB more; 200 MiB in pieces at {rate:.0} MiB/s: {} MiB more; {} MiB in all now",
        more(with_connections),
        pushed / 1_000_000,
        more(with_streams),
        more(after),
        now / 1024,
    );
    assert!(more(after) <= 64, "{} MiB more", more(after));

    let inbox = program.folder.path().join("library/inbox");
    assert_eq!(std::fs::read_dir(inbox).unwrap().count(), 1);

    // It closes by itself when somebody guesses.
    std::thread::sleep(Duration::from_millis(200));
    let mut stranger = program.stranger();
    stranger.path = "/0123456789abcdefghjkmnpqrs/".to_owned();
    for _ in 0..20 {
        assert_eq!(stranger.ask("GET", "", &[], b"").status, 404);
    }
    let text = program.rest();
    assert!(text.contains(r#""event":"connected""#));
    assert!(text.contains(r#""name":"film.jpg""#));
    assert!(text.contains("too_many_guesses"), "{text}");
}

/// A photo taken on an early morning in June.
fn dated_photo() -> Vec<u8> {
    use exif::{Field, In, Tag, Value};
    let drawn = image::RgbImage::from_pixel(64, 48, image::Rgb([120, 90, 60]));
    let plain = smilekeep::photo::jpeg(&drawn, 90).unwrap();
    let fields = [
        (Tag::DateTimeOriginal, "2026:06:20 03:14:15"),
        (Tag::OffsetTimeOriginal, "+02:00"),
    ]
    .map(|(tag, words)| Field {
        tag,
        ifd_num: In::PRIMARY,
        value: Value::Ascii(vec![words.as_bytes().to_vec()]),
    });
    let mut writer = exif::experimental::Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    let block = block.into_inner();
    let length = u16::try_from(block.len() + 8).unwrap().to_be_bytes();
    let head = [&b"\xFF\xD8\xFF\xE1"[..], &length, b"Exif\0\0", &block].concat();
    [&head, &plain[2..]].concat()
}

#[test]
fn from_the_phone_into_the_journal_with_date_and_note() {
    let mut program = Program::start();
    let mut phone = program.stranger();
    let hello = phone.ask("POST", "hello", &[], b"");
    let cookie = hello.header("set-cookie").unwrap();
    phone.cookie = cookie.split(';').next().unwrap().to_owned();
    let bytes = dated_photo();
    let number = phone
        .announce("../IMG_0007.JPG", bytes.len() as u64, "Her first laugh")
        .unwrap();
    assert_eq!(phone.piece(number, 0, &bytes).status, 204);
    // Half of another, when the power goes.
    let half = phone.announce("half.jpg", 5000, "").unwrap();
    assert_eq!(phone.piece(half, 0, &photo(1, 2500)).status, 204);

    let waiting = program.then(&["inbox", "--json"]);
    let waiting: Value = serde_json::from_str(&waiting).unwrap();
    let text = waiting.to_string();
    assert!(
        text.contains("IMG_0007.JPG") && !text.contains("half"),
        "{text}"
    );
    assert!(text.contains("2026-06-20"), "{text}");
    program.then(&["inbox", "keep", "--all"]);
    let kept = program.then(&["list", "--json"]);
    for word in ["Her first laugh", "2026-06-20", "03:14"] {
        assert!(kept.contains(word), "{word}: {kept}");
    }
    let found = program.then(&["list", "photos", "--json"]);
    assert!(found.contains("IMG_0007.JPG"), "{found}");
    // The file that waited went once its original was kept.
    let inbox = program.folder.path().join("library/inbox");
    let left = std::fs::read_dir(inbox).unwrap().flatten();
    let left: Vec<_> = left
        .filter(|file| !smilekeep::storage::is_leftover(&file.file_name()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let original = smilekeep::photo::hash_of(&bytes).to_string();
    let path = format!("library/photos/{}/{original}.jpg", &original[..2]);
    assert_eq!(
        std::fs::read(program.folder.path().join(path)).unwrap(),
        bytes
    );
}

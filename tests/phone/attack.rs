//! Everything somebody else on the Wi-Fi, or a page elsewhere in the phone’s
//! browser, may try.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use smilekeep::capture::phone::{End, Event, Limits};

use super::support::{Running, listen, photo, say};

/// Limits that a test can wait for.
fn quick() -> Limits {
    Limits {
        head_time: Duration::from_millis(600),
        pause_time: Duration::from_millis(600),
        body_time: Duration::from_secs(2),
        ..Limits::default()
    }
}

/// Still answers who belongs here.
fn assert_alive(page: &Running) {
    let answer = page
        .stranger()
        .ask("GET", "page.css", &[("Origin", "")], b"");
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[test]
fn a_foreign_host_is_refused() {
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let port = page.address.port();
    for host in [
        "evil.example",
        "localhost",
        "127.0.0.1",
        &format!("localhost:{port}"),
        &format!("evil.example:{port}"),
        &format!("127.0.0.1:{port}.evil.example"),
        &format!("user@127.0.0.1:{port}"),
        "127.0.0.1:80",
    ] {
        for (method, rest) in [("GET", ""), ("POST", "hello"), ("POST", "files")] {
            let answer = phone.ask(method, rest, &[("Host", host)], b"");
            assert!(matches!(answer.status, 400 | 421), "{host}: {answer:?}");
            assert_eq!(answer.header("set-cookie"), None);
        }
    }
    assert!(matches!(
        phone.ask("GET", "", &[("Host", "")], b"").status,
        400 | 421
    ));
    // Two hosts, and a host in the target.
    let address = page.address;
    let path = page.path();
    for head in [
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nHost: evil.example\r\n\r\n"),
        format!("GET http://evil.example{path} HTTP/1.1\r\nHost: {address}\r\n\r\n"),
        format!("GET {path} HTTP/1.0\r\n\r\n"),
    ] {
        let answer = say(address, head.as_bytes()).unwrap();
        assert!(matches!(answer.status, 400 | 421), "{head}: {answer:?}");
    }
    assert_eq!(page.kept().len(), 0);
}

#[test]
fn a_foreign_origin_is_refused() {
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let body = br#"{"note":"","files":[]}"#;
    for origin in [
        "",
        "null",
        "http://evil.example",
        &format!("https://{}", page.address),
        &format!("http://{}.evil.example", page.address),
        &format!("http://localhost:{}", page.address.port()),
        "http://127.0.0.1",
    ] {
        let answer = phone.ask("POST", "files", &[("Origin", origin)], body);
        assert_eq!(answer.status, 403, "{origin}: {answer:?}");
        let answer = phone.ask("PATCH", "files/0", &[("Origin", origin)], b"");
        assert_eq!(answer.status, 403, "{origin}: {answer:?}");
    }
    let crossed = [("Sec-Fetch-Site", "cross-site")];
    assert_eq!(phone.ask("POST", "files", &crossed, body).status, 403);
    // No door is opened to other pages, whatever they ask.
    let asked = phone.ask(
        "OPTIONS",
        "files",
        &[
            ("Origin", "http://evil.example"),
            ("Access-Control-Request-Method", "POST"),
        ],
        b"",
    );
    assert_eq!(asked.status, 403);
    assert!(!asked.head.to_lowercase().contains("access-control"));
    assert_eq!(phone.ask("POST", "files", &[], body).status, 200);
}

#[test]
fn twenty_guesses_close_the_page() {
    let page = Running::start(Limits::default());
    let address = page.address;
    let mut stranger = page.stranger();
    let real = page.path();
    for guess in 0..20_u32 {
        // One letter off, now here, now there.
        let mut letters: Vec<char> = real.chars().collect();
        let at = 1 + (guess as usize % 26);
        letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
        let path: String = letters.into_iter().collect();
        let method = if guess % 2 == 0 { "GET" } else { "POST" };
        assert_eq!(stranger.ask(method, &path, &[], b"").status, 404);
    }
    assert_eq!(
        page.wait_for_the_end(Duration::from_secs(5)),
        End::TooManyGuesses
    );
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn an_old_link_opens_nothing() {
    let page = Running::start(Limits {
        life: Duration::from_millis(300),
        grace: Duration::from_secs(3),
        ..Limits::default()
    });
    let mut phone = page.phone();
    let bytes = photo(1, 2000);
    let number = phone.announce("in-time.jpg", 2000, "").unwrap();
    assert_eq!(phone.piece(number, 0, &bytes[..1000]).status, 204);
    std::thread::sleep(Duration::from_millis(400));
    // Nothing new, not even from the same phone; the rest of the old is taken.
    let late = phone.announce("late.jpg", 2000, "").unwrap_err();
    assert!(late.contains("time of this code is up"), "{late}");
    assert_eq!(phone.piece(number, 1000, &bytes[1000..]).status, 204);
    let address = page.address;
    assert_eq!(page.wait_for_the_end(Duration::from_secs(2)), End::TimeUp);
    assert!(TcpStream::connect(address).is_err());

    // Nobody came in time: it closes by itself, and a late hello is refused.
    let page = Running::start(Limits {
        life: Duration::from_millis(100),
        ..Limits::default()
    });
    std::thread::sleep(Duration::from_millis(110));
    let head = format!(
        "POST {}hello HTTP/1.1\r\nHost: {a}\r\nOrigin: http://{a}\r\n\r\n",
        page.path(),
        a = page.address
    );
    if let Ok(answer) = say(page.address, head.as_bytes()) {
        assert_eq!(answer.status, 410, "{answer:?}");
    }
    assert_eq!(page.wait_for_the_end(Duration::from_secs(2)), End::TimeUp);
}

#[test]
fn a_link_is_not_used_twice() {
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let mut second = page.stranger();
    let hello = second.ask("POST", "hello", &[], b"");
    assert_eq!(hello.status, 403);
    assert_eq!(hello.header("set-cookie"), None);
    let look = second.ask("GET", "", &[("Origin", "")], b"");
    assert_eq!(look.status, 403);
    assert!(look.body.contains("Another phone") && !look.body.contains("<input"));
    for (method, rest) in [("POST", "files"), ("PATCH", "files/0"), ("HEAD", "files/0")] {
        assert_eq!(second.ask(method, rest, &[], b"").status, 403, "{method}");
    }
    // A made-up cookie is no better.
    second.cookie = "smilekeep-phone=0123456789abcdefghjkmnpqrs".to_owned();
    assert_eq!(second.ask("POST", "files", &[], b"").status, 403);
    assert_eq!(phone.ask("POST", "hello", &[], b"").status, 200);
}

#[test]
fn names_lead_nowhere() {
    let page = Running::start(Limits::default());
    let outside = page.folder.dir.path().parent().unwrap().to_owned();
    let mut phone = page.phone();
    for (seed, name) in [
        "../../../../tmp/escaped.jpg",
        "..\\..\\escaped.jpg",
        "/etc/passwd",
        "C:\\Windows\\evil.jpg",
        "a\0b.jpg",
        "..",
        "con",
        "",
    ]
    .iter()
    .enumerate()
    {
        // Two of them are called the same once the folders are gone.
        let length = 500 + seed;
        let bytes = photo(u8::try_from(seed).unwrap() + 1, length);
        let number = phone.announce(name, length as u64, "").unwrap();
        assert_eq!(phone.piece(number, 0, &bytes).status, 204, "{name}");
    }
    assert_eq!(page.kept().len(), 8);
    for path in page.kept() {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(name.len() == 64 && name.chars().all(|c| c.is_ascii_hexdigit()));
    }
    assert!(!outside.join("escaped.jpg").exists());
    // Paths in the address lead nowhere either.
    for rest in [
        "../../../etc/passwd",
        "files/../../../etc/passwd",
        "files/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "files/99999",
        "files/-1",
        "files/0x1",
        "page.html",
        "journal.sqlite",
    ] {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"] {
            let answer = phone.ask(method, rest, &[], b"");
            assert!(
                matches!(answer.status, 400 | 404),
                "{method} {rest}: {answer:?}"
            );
        }
    }
}

#[test]
fn nothing_can_be_read_back() {
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let bytes = photo(9, 700);
    let number = phone
        .announce("secret-name.jpg", 700, "secret note")
        .unwrap();
    assert_eq!(phone.piece(number, 0, &bytes).status, 204);
    for rest in ["files", "files/0", "", "hello", "page.js"] {
        for method in ["GET", "HEAD", "DELETE", "TRACE", "PROPFIND"] {
            let answer = phone.ask(method, rest, &[], b"");
            assert!(!answer.body.contains("secret"), "{method} {rest}");
            assert!(answer.status != 200 || answer.body.is_empty() || method == "GET");
        }
    }
    assert_eq!(phone.ask("GET", "files/0", &[], b"").status, 404);
}

#[test]
fn a_stream_without_end_is_cut_off() {
    let page = Running::start(quick());
    let mut phone = page.phone();
    // Ten gigabytes said at once are refused by their number.
    let refused = phone
        .announce("huge.mov", 10 * 1024 * 1024 * 1024, "")
        .unwrap_err();
    assert!(refused.contains("larger than 2 GB"), "{refused}");
    let number = phone.announce("large.mov", 1024 * 1024 * 1024, "").unwrap();
    let head = |length: &str| {
        format!(
            "PATCH {}files/{number} HTTP/1.1\r\nHost: {a}\r\nOrigin: http://{a}\r\nCookie: {}\r\n\
             Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n\
             Upload-Checksum: crc32 0\r\n{length}\r\n\r\n",
            page.path(),
            phone.cookie,
            a = page.address,
        )
    };
    let said = say(page.address, head("Content-Length: 10737418240").as_bytes()).unwrap();
    assert_eq!(said.status, 413);
    // Ten gigabytes in parts, with no length said: cut off at one piece.
    let mut stream = TcpStream::connect(page.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    stream
        .write_all(head("Transfer-Encoding: chunked").as_bytes())
        .unwrap();
    let part = [b"10000\r\n".as_slice(), &[7; 0x1_0000], b"\r\n"].concat();
    let mut sent = 0_u64;
    while sent < 10 * 1024 * 1024 * 1024 {
        if stream.write_all(&part).is_err() {
            break;
        }
        sent += 0x1_0000;
    }
    // What the system holds in its own buffers was sent too.
    assert!(sent < 64 * 1024 * 1024, "{sent}");
    if let Ok(answer) = listen(&mut stream) {
        assert_eq!(answer.status, 413);
    }
    // More than was announced, in honest pieces.
    let small = phone.announce("small.jpg", 1000, "").unwrap();
    assert_eq!(phone.piece(small, 0, &photo(1, 1001)).status, 409);
    // An announcement without end.
    let long = vec![b' '; 600 * 1024];
    assert_eq!(phone.ask("POST", "files", &[], &long).status, 413);
    assert_eq!(page.kept().len(), 0);
    assert_alive(&page);
}

#[test]
fn slow_talkers_are_hung_up_on() {
    let page = Running::start(quick());
    let mut phone = page.phone();
    let number = phone.announce("a.jpg", 10_000, "").unwrap();
    // A head letter by letter.
    let start = Instant::now();
    let mut stream = TcpStream::connect(page.address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_millis(50)))
        .unwrap();
    let mut hung_up = false;
    let text = format!(
        "GET {} HTTP/1.1\r\nX-Slow: {}",
        page.path(),
        "a".repeat(1000)
    );
    for letter in text.as_bytes() {
        if stream.write_all(&[*letter]).is_err() {
            hung_up = true;
            break;
        }
        let mut answer = [0; 512];
        match stream.read(&mut answer) {
            Ok(0) => {
                hung_up = true;
                break;
            }
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {
                hung_up = true;
                break;
            }
            _ => {}
        }
    }
    assert!(
        hung_up && start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    // Nothing at all, and a conversation that falls silent after one answer.
    for first in [
        String::new(),
        format!(
            "GET {}page.css HTTP/1.1\r\nHost: {}\r\n\r\n",
            page.path(),
            page.address
        ),
    ] {
        let start = Instant::now();
        let mut stream = TcpStream::connect(page.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        stream.write_all(first.as_bytes()).unwrap();
        let mut all = Vec::new();
        let ended = stream.read_to_end(&mut all);
        assert!(ended.is_ok() || all.is_empty());
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{:?}",
            start.elapsed()
        );
        assert_eq!(first.is_empty(), all.is_empty());
    }
    // A body that stops, and one that only trickles.
    for pause in [Duration::from_secs(30), Duration::from_millis(200)] {
        let start = Instant::now();
        let mut stream = TcpStream::connect(page.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(6)))
            .unwrap();
        let head = format!(
            "PATCH {}files/{number} HTTP/1.1\r\nHost: {a}\r\nOrigin: http://{a}\r\nCookie: {}\r\n\
             Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n\
             Upload-Checksum: crc32 0\r\nContent-Length: 10000\r\n\r\n",
            page.path(),
            phone.cookie,
            a = page.address,
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut writer = stream.try_clone().unwrap();
        let trickle = std::thread::spawn(move || {
            for _ in 0..100 {
                if writer.write_all(b"x").is_err() {
                    return;
                }
                std::thread::sleep(pause.min(Duration::from_secs(3)));
            }
        });
        let answer = listen(&mut stream).unwrap();
        assert_eq!(answer.status, 408);
        assert!(
            start.elapsed() < Duration::from_secs(4),
            "{:?}",
            start.elapsed()
        );
        drop(stream);
        drop(trickle);
    }
    assert_alive(&page);
}

#[test]
fn a_thousand_connections_leave_room_for_the_phone() {
    let page = Running::start(quick());
    let mut phone = page.phone();
    let held: Vec<_> = (0..1000)
        .filter_map(|_| TcpStream::connect(page.address).ok())
        .collect();
    assert!(held.len() > 500, "{}", held.len());
    std::thread::sleep(Duration::from_millis(300));
    // Nearly all were hung up on at once.
    let open = held
        .iter()
        .filter(|stream| {
            stream.set_nonblocking(true).unwrap();
            let mut one = [0];
            matches!((&**stream).read(&mut one), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
        })
        .count();
    assert!(open <= quick().connections, "{open} are held open");
    // The rest go when their time to speak is over.
    std::thread::sleep(quick().head_time + Duration::from_millis(400));
    let number = phone.announce("a.jpg", 500, "").unwrap();
    assert_eq!(phone.piece(number, 0, &photo(5, 500)).status, 204);
    assert_eq!(page.kept().len(), 1);
}

#[test]
fn nonsense_is_refused() {
    let page = Running::start(quick());
    let mut phone = page.phone();
    for body in [
        &b"{"[..],
        b"[]",
        b"null",
        b"\xFF\xFE",
        br#"{"files":[{"name":1}]}"#,
    ] {
        assert_eq!(phone.ask("POST", "files", &[], body).status, 400);
    }
    let number = phone.announce("a.jpg", 500, "").unwrap();
    let bytes = photo(1, 500);
    let path = format!("files/{number}");
    for lines in [
        [
            ("Content-Type", "text/plain"),
            ("Upload-Offset", "0"),
            ("Upload-Checksum", "crc32 0"),
        ],
        [
            ("Content-Type", "application/offset+octet-stream"),
            ("Upload-Offset", "-1"),
            ("Upload-Checksum", "crc32 0"),
        ],
        [
            ("Content-Type", "application/offset+octet-stream"),
            ("Upload-Offset", "0"),
            ("Upload-Checksum", "md5 0"),
        ],
    ] {
        assert_eq!(phone.ask("PATCH", &path, &lines, &bytes).status, 400);
    }
    // A changed byte on the way.
    let damaged = phone.ask(
        "PATCH",
        &path,
        &[
            ("Content-Type", "application/offset+octet-stream"),
            ("Upload-Offset", "0"),
            ("Upload-Checksum", "crc32 1234"),
        ],
        &bytes,
    );
    assert_eq!((damaged.status, damaged.offset()), (422, Some(0)));
    // Programs and pages under the name of a photo.
    let page_bytes = b"<!doctype html><script>alert(1)</script>";
    let number = phone
        .announce("b.jpg", page_bytes.len() as u64, "")
        .unwrap();
    let answer = phone.piece(number, 0, page_bytes);
    assert_eq!(answer.status, 415);
    assert!(
        answer
            .body
            .contains("“b.jpg” is neither a photo nor a film"),
        "{}",
        answer.body
    );
    // No request at all.
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        if let Ok(answer) = say(page.address, bytes) {
            assert!(answer.status >= 400, "{answer:?}");
        }
    }
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000));
    if let Ok(answer) = say(page.address, long.as_bytes()) {
        assert!(matches!(answer.status, 414 | 431 | 400), "{answer:?}");
    }
    let refused: Vec<_> = page
        .events
        .try_iter()
        .filter(|event| matches!(event, Event::Refused { .. }))
        .collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_alive(&page);
}

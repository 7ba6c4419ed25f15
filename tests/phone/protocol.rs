//! What the page’s script says, said by hand.

use std::net::Ipv4Addr;
use std::time::Duration;

use smilekeep::capture::phone::{End, Event, HomeAddress, Landed, Limits, Page};

use super::support::{Running, photo};

#[test]
fn a_photo_comes_in_pieces_with_its_note() {
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let bytes = photo(1, 300_000);
    let number = phone
        .announce("IMG_0001.HEIC", 300_000, "Right after the bath 🌙")
        .unwrap();
    let first = phone.piece(number, 0, &bytes[..200_000]);
    assert_eq!((first.status, first.offset()), (204, Some(200_000)));
    let asked = phone.ask("HEAD", &format!("files/{number}"), &[], b"");
    assert_eq!((asked.status, asked.offset()), (200, Some(200_000)));
    // Said twice, because the answer was lost.
    let again = phone.piece(number, 0, &bytes[..200_000]);
    assert_eq!((again.status, again.offset()), (409, Some(200_000)));
    let last = phone.piece(number, 200_000, &bytes[200_000..]);
    assert_eq!((last.status, last.offset()), (204, Some(300_000)));
    assert_eq!(last.header("upload-state"), Some("kept"));
    assert_eq!(std::fs::read(&page.kept()[0]).unwrap(), bytes);

    // The same content under another name is known.
    let number = phone.announce("copy.heic", 300_000, "").unwrap();
    let known = phone.piece(number, 0, &bytes);
    assert_eq!(known.header("upload-state"), Some("known"));

    let (end, events) = page.stop();
    assert_eq!(end, End::Stopped);
    assert_eq!(events[0], Event::Connected);
    let arrived: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Arrived(received, landed) => Some((received, *landed)),
            _ => None,
        })
        .collect();
    assert_eq!(arrived.len(), 2);
    let (received, landed) = arrived[0];
    assert_eq!(landed, Landed::Waiting);
    assert_eq!(received.name, "IMG_0001.HEIC");
    assert_eq!(received.note, "Right after the bath 🌙");
    assert_eq!(received.byte_len, 300_000);
    assert_eq!(
        received.modified.unwrap().to_string(),
        "2025-11-03 02:10:15"
    );
    assert_eq!(arrived[1].1, Landed::Known);
}

#[test]
fn a_connection_lost_in_the_middle_costs_one_piece() {
    use std::io::Write;
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let bytes = photo(2, 100_000);
    let number = phone.announce("a.jpg", 100_000, "").unwrap();
    assert_eq!(phone.piece(number, 0, &bytes[..40_000]).status, 204);
    let mut stream = std::net::TcpStream::connect(page.address).unwrap();
    let head = format!(
        "PATCH {}files/{number} HTTP/1.1\r\nHost: {a}\r\nOrigin: http://{a}\r\nCookie: {}\r\n\
         Content-Type: application/offset+octet-stream\r\nUpload-Offset: 40000\r\n\
         Upload-Checksum: crc32 0\r\nContent-Length: 60000\r\n\r\n",
        page.path(),
        phone.cookie,
        a = page.address,
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&bytes[40_000..70_000]).unwrap();
    drop(stream);
    let asked = phone.ask("HEAD", &format!("files/{number}"), &[], b"");
    assert_eq!(asked.offset(), Some(40_000));
    let last = phone.piece(number, 40_000, &bytes[40_000..]);
    assert_eq!(last.header("upload-state"), Some("kept"));
    assert_eq!(std::fs::read(&page.kept()[0]).unwrap(), bytes);
}

#[test]
fn the_page_is_strict_about_what_it_loads() {
    let page = Running::start(Limits::default());
    let mut stranger = page.stranger();
    for (file, kind, holds) in [
        ("", "text/html; charset=utf-8", "<input id=\"files\""),
        (
            "page.css",
            "text/css; charset=utf-8",
            "prefers-color-scheme",
        ),
        ("page.js", "text/javascript; charset=utf-8", "use strict"),
        ("icon.svg", "image/svg+xml", "<svg"),
    ] {
        let answer = stranger.ask("GET", file, &[("Origin", "")], b"");
        assert_eq!(answer.status, 200, "{file}");
        assert_eq!(answer.header("content-type"), Some(kind));
        assert!(answer.body.contains(holds));
        let policy = answer.header("content-security-policy").unwrap();
        for rule in ["default-src 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(rule), "{policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("http"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(!answer.head.to_lowercase().contains("access-control"));
        // Nothing inline, nothing from elsewhere.
        for word in ["onclick=", "style=\"", "<script>", "https://"] {
            assert!(!answer.body.contains(word), "{file}: {word}");
        }
    }
    let short = page.path();
    let moved = stranger.ask("GET", short.trim_end_matches('/'), &[("Origin", "")], b"");
    assert_eq!(moved.status, 308);
    assert_eq!(moved.header("location"), Some(short.as_str()));
}

#[test]
fn stopping_closes_the_port_at_once() {
    let page = Running::start(Limits::default());
    let mut phone = page.phone();
    let number = phone.announce("a.jpg", 100_000, "").unwrap();
    phone.piece(number, 0, &photo(3, 5000));
    let (address, folder) = (page.address, std::sync::Arc::clone(&page.folder));
    let start = std::time::Instant::now();
    page.stop();
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "{:?}",
        start.elapsed()
    );
    assert!(std::net::TcpStream::connect(address).is_err());
    // Half a photo is no photo.
    assert_eq!(std::fs::read_dir(folder.dir.path()).unwrap().count(), 0);
}

#[test]
fn the_link_and_its_code_agree() {
    let home = HomeAddress::of(Ipv4Addr::LOCALHOST).unwrap();
    let page = Page::bind(home, Some(0), Limits::default()).unwrap();
    assert!(page.link().starts_with("http://127.0.0.1:"));
    assert!(page.code().unwrap().side() >= 25);
    // Taken by the first: a second page takes another port or says so.
    let home = HomeAddress::of(Ipv4Addr::LOCALHOST).unwrap();
    let taken = Page::bind(home, Some(page.address().port()), Limits::default());
    let sentence = taken.unwrap_err().to_string();
    assert!(sentence.contains("127.0.0.1"), "{sentence}");
}

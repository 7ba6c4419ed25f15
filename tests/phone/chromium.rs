//! The real page in a real browser, against the real server.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::json;
use smilekeep::capture::phone::{End, Event, Landed, Limits};

use super::browser::Browser;
use super::support::Running;

/// A browser; where there is none, the reason is printed and the test passes.
pub fn browser() -> Option<Browser> {
    match Browser::start() {
        Ok(browser) => Some(browser),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}

/// A HEIC by its first bytes, of this length and unlike any other.
pub fn heic(folder: &tempfile::TempDir, name: &str, length: usize) -> (PathBuf, Vec<u8>) {
    let mut bytes = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let mut value = name.len() as u64 + length as u64;
    while bytes.len() < length {
        value = value
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        bytes.extend_from_slice(&value.to_be_bytes());
    }
    bytes.truncate(length);
    let path = folder.path().join(name);
    std::fs::write(&path, &bytes).unwrap();
    (path, bytes)
}

pub fn choose(browser: &Browser, files: &[PathBuf]) {
    let paths: Vec<_> = files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    browser.type_into("#files", &paths.join("\n"));
    browser.wait_for("!document.getElementById('more').hidden");
}

const TITLE: &str = "document.getElementById('title').textContent";

#[test]
fn photos_are_picked_and_sent() {
    let Some(browser) = browser() else { return };
    let page = Running::start(Limits::default());
    let folder = tempfile::tempdir().unwrap();
    browser.open(&page.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    browser.picture("page-1-start-light");
    browser.dress("dark");
    browser.picture("page-1-start-dark");
    browser.dress("light");

    let mut files = Vec::new();
    let mut contents = Vec::new();
    for (name, length) in [
        ("IMG_4711.HEIC", 2_600_000),
        ("IMG_4712.HEIC", 1_048_576),
        ("صورة العائلة.heic", 900_000),
        (
            "a very long name that somebody gave a photo on a holiday by the sea.heic",
            40_000,
        ),
    ] {
        let (path, bytes) = heic(&folder, name, length);
        files.push(path);
        contents.push(bytes);
    }
    // Not a photo, whatever it is called; and a photo sent twice.
    let liar = folder.path().join("notes.jpg");
    std::fs::write(&liar, b"Dear diary, this is no photo.").unwrap();
    files.push(liar);
    let twin = folder.path().join("IMG_4712 copy.HEIC");
    std::fs::copy(&files[1], &twin).unwrap();
    files.push(twin);
    choose(&browser, &files);
    browser.type_into("#note", "Right after the bath 🌙");
    assert!(browser.text().contains("6 photos"), "{}", browser.text());
    browser.picture("page-2-chosen-light");
    browser.dress("dark");
    browser.picture("page-2-chosen-dark");
    browser.dress("light");

    let usable = browser.usable();
    assert!(
        usable.iter().all(|(_, name)| !name.is_empty()),
        "{usable:?}"
    );
    for wanted in ["Send 6 photos", "A note to them, if you like"] {
        assert!(
            usable.iter().any(|(_, name)| name == wanted),
            "{wanted}: {usable:?}"
        );
    }
    browser.network(false, 3_000_000.0);
    browser.click("#send");
    browser.wait_for("document.getElementById('bar').value > 0.2");
    browser.picture("page-3-sending-light");
    browser.network(false, -1.0);
    browser.wait_for(&format!("{TITLE}.includes('on the computer')"));
    let text = browser.text();
    assert!(text.contains("5 of 6 are on the computer"), "{text}");
    assert!(
        text.contains("“notes.jpg” is neither a photo nor a film."),
        "{text}"
    );
    assert!(text.contains("there already"), "{text}");
    browser.picture("page-4-sent-light");
    browser.dress("dark");
    browser.picture("page-4-sent-dark");

    // Every byte came as it was: nothing was converted on the way.
    assert_eq!(page.kept().len(), 4);
    for bytes in &contents {
        let name = smilekeep::photo::hash_of(bytes).to_string();
        let kept = std::fs::read(page.folder.dir.path().join(name)).unwrap();
        assert!(kept == *bytes);
    }
    // The browser asked for nothing that the policy forbids.
    let complaints: Vec<_> = browser
        .complaints()
        .into_iter()
        .filter(|line| !line.contains("415"))
        .collect();
    assert_eq!(complaints, Vec::<String>::new());
    let (end, events) = page.stop();
    assert_eq!(end, End::Stopped);
    let arrived: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Arrived(received, Landed::Waiting) => Some(received),
            _ => None,
        })
        .collect();
    assert_eq!(arrived.len(), 4);
    assert!(
        arrived
            .iter()
            .all(|received| received.note == "Right after the bath 🌙")
    );
    assert_eq!(arrived[2].name, "صورة العائلة.heic");
    assert!(arrived.iter().all(|received| received.modified.is_some()));
}

#[test]
fn it_goes_on_after_the_connection_was_lost() {
    let Some(browser) = browser() else { return };
    let page = Running::start(Limits::default());
    let folder = tempfile::tempdir().unwrap();
    let (path, bytes) = heic(&folder, "IMG_0815.HEIC", 12_000_000);
    browser.open(&page.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    choose(&browser, &[path]);
    browser.network(false, 500_000.0);
    browser.click("#send");
    browser.wait_for("document.getElementById('bar').value > 0.25");
    browser.network(true, 0.0);
    browser.wait_for("document.getElementById('state').textContent.includes('does not answer')");
    browser.dress("dark");
    browser.picture("page-5-lost-dark");
    let before = browser.script("return document.getElementById('bar').value");
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(page.kept().len(), 0);
    browser.network(false, -1.0);
    browser.wait_for(&format!("{TITLE}.includes('All are on the computer')"));
    assert!(before.as_f64().unwrap() > 0.2);
    let kept = std::fs::read(&page.kept()[0]).unwrap();
    assert!(kept == bytes);
    // It went on; it did not begin again: no more came than there is.
    let (_, events) = page.stop();
    let most = events.iter().filter_map(|event| match event {
        Event::Progress { received, .. } => Some(*received),
        _ => None,
    });
    assert_eq!(most.max(), Some(12_000_000));
}

#[test]
fn a_second_phone_and_a_late_one_are_told_what_to_do() {
    let Some(browser) = browser() else { return };
    let page = Running::start(Limits::default());
    let _first = page.phone();
    browser.open(&page.link);
    assert!(
        browser
            .text()
            .contains("Another phone uses this code already.")
    );
    assert_eq!(
        browser.script("return document.querySelector('input')"),
        json!(null)
    );
    browser.dress("dark");
    browser.picture("page-6-second-dark");
    drop(page);

    let page = Running::start(Limits {
        life: Duration::from_secs(3),
        grace: Duration::from_secs(30),
        ..Limits::default()
    });
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = heic(&folder, "late.heic", 3_000_000);
    browser.open(&page.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    choose(&browser, &[path]);
    std::thread::sleep(Duration::from_secs(4));
    browser.click("#send");
    browser.wait_for("!document.getElementById('problem').hidden");
    assert!(
        browser.text().contains("ask it for a new code"),
        "{}",
        browser.text()
    );
    browser.picture("page-7-late-dark");
}

#[test]
fn a_page_elsewhere_can_send_nothing() {
    let Some(browser) = browser() else { return };
    let page = Running::start(Limits::default());
    browser.open(&page.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    // The same browser, with the cookie, on another page of this computer.
    let other = Running::start(Limits::default());
    browser.open(&other.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    let link = &page.link;
    browser.script(&format!(
        "window.outcome = ''; fetch('{link}files', {{ method: 'POST', mode: 'no-cors', \
         credentials: 'include', body: '{{\"files\":[]}}' }}).then(() => outcome = 'sent', \
         () => outcome = 'refused')"
    ));
    browser.wait_for("window.outcome !== ''");
    // The policy of the page itself forbids it already.
    assert_eq!(browser.script("return window.outcome"), json!("refused"));
    let progress = page
        .events
        .try_iter()
        .filter(|event| matches!(event, Event::Progress { .. }))
        .count();
    assert_eq!(progress, 0);
}

//! The page in German: its files, its refusals, and the page in a browser.

use smilekeep::capture::phone::Limits;
use smilekeep::words::{Language, Manner, OnlyHere};

use super::chromium::{browser, choose, heic};
use super::support::Running;

fn german() -> OnlyHere {
    OnlyHere::new(Manner {
        language: Language::German,
        ..Manner::default()
    })
}

#[test]
fn everything_the_computer_says_is_german() {
    let _german = german();
    let page = Running::start(Limits {
        files: 2,
        ..Limits::default()
    });
    let mut phone = page.phone();
    let seen = phone.ask("GET", "", &[("Origin", "")], b"");
    assert_eq!(seen.status, 200);
    assert!(seen.body.contains("<html lang=\"de\">"), "{}", seen.body);
    assert!(seen.body.contains("<h1>Fotos für das Tagebuch</h1>"));
    for english in ["Photos", "photo ", "computer.", "Choose", "phone-page"] {
        assert!(!seen.body.contains(english), "{english}: {}", seen.body);
    }
    // Refused while it comes in, on another thread of the page.
    let words = b"Liebes Tagebuch, das ist kein Foto.";
    let number = phone.announce("notiz.jpg", words.len() as u64, "").unwrap();
    let refused = phone.piece(number, 0, words);
    assert_eq!(refused.status, 415);
    assert_eq!(
        refused.body,
        "„notiz.jpg“ ist weder ein Foto noch ein Film."
    );
    // A stranger with another secret, as a page.
    let mut stranger = page.stranger();
    stranger.path = "/0123456789abcdefghjkmnpqrs/".to_owned();
    let lost = stranger.ask("GET", "", &[("Origin", "")], b"");
    assert_eq!(lost.status, 404);
    assert!(lost.body.contains("<html lang=\"de\">"), "{}", lost.body);
    assert!(lost.body.contains("Scannen Sie den Code"), "{}", lost.body);
}

#[test]
fn photos_are_sent_in_german() {
    let Some(browser) = browser() else { return };
    let _german = german();
    let page = Running::start(Limits::default());
    let folder = tempfile::tempdir().unwrap();
    browser.open(&page.link);
    browser.wait_for("document.getElementById('left').textContent !== ''");
    assert!(
        browser.text().contains("Dieser Code nimmt noch"),
        "{}",
        browser.text()
    );
    browser.picture("page-german-1-start");
    let (one, _) = heic(&folder, "IMG_1.HEIC", 1_500_000);
    let (two, _) = heic(&folder, "IMG_2.HEIC", 700_000);
    choose(&browser, &[one, two]);
    let text = browser.text();
    assert!(text.contains("2 Fotos, 2,2 MB"), "{text}");
    assert!(text.contains("2 Fotos senden"), "{text}");
    browser.picture("page-german-2-chosen");
    browser.click("#send");
    browser.wait_for("document.getElementById('title').textContent.includes('auf dem Computer')");
    let text = browser.text();
    assert!(text.contains("Alle sind auf dem Computer"), "{text}");
    assert!(
        text.contains("2 von 2") && text.contains("gesendet"),
        "{text}"
    );
    browser.picture("page-german-3-sent");
    // The words are data, which the policy lets pass.
    assert_eq!(browser.complaints(), Vec::<String>::new());
    assert_eq!(page.kept().len(), 2);
}

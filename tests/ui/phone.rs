//! Photos from a phone, in the window.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use eframe::egui::Key;
use smilekeep::app::{PhoneCommand, PhoneStage};
use smilekeep::store;

use crate::window::Window;

/// A page that this computer alone can reach.
pub fn open(window: &mut Window) {
    window.apply(PhoneCommand::OpenAt(Ipv4Addr::LOCALHOST));
    window.settle_until(|window| {
        let phone = window.model().phone.as_ref().unwrap();
        phone.stage != PhoneStage::Opening
    });
    let stage = &window.model().phone.as_ref().unwrap().stage;
    assert_eq!(*stage, PhoneStage::Open);
}

/// The phone’s side of the conversation.
pub struct Phone {
    host: String,
    path: String,
    cookie: String,
}

impl Phone {
    pub fn at(window: &Window) -> Self {
        let link = &window.model().phone.as_ref().unwrap().link;
        let (host, path) = link
            .strip_prefix("http://")
            .unwrap()
            .split_once('/')
            .unwrap();
        let mut phone = Self {
            host: host.to_owned(),
            path: format!("/{path}"),
            cookie: String::new(),
        };
        let hello = phone.say("POST", "hello", "", b"");
        let cookie = hello
            .lines()
            .find_map(|line| line.strip_prefix("set-cookie: "))
            .unwrap();
        phone.cookie = cookie.split(';').next().unwrap().to_owned();
        phone
    }

    fn say(&self, method: &str, rest: &str, lines: &str, body: &[u8]) -> String {
        let Self { host, path, cookie } = self;
        let length = body.len();
        let head = format!(
            "{method} {path}{rest} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Cookie: {cookie}\r\nContent-Length: {length}\r\nConnection: close\r\n{lines}\r\n"
        );
        let mut stream = TcpStream::connect(host).unwrap();
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Says what will come; returns its number.
    pub fn announce(&self, name: &str, length: usize, note: &str) -> u64 {
        let words = serde_json::json!({ "note": note, "files": [
            { "name": name, "length": length, "modified": null, "mark": 1 },
        ]});
        let answer = self.say("POST", "files", "", words.to_string().as_bytes());
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        body["files"][0]["number"].as_u64().unwrap()
    }

    pub fn piece(&self, number: u64, offset: usize, piece: &[u8]) -> String {
        let lines = format!(
            "Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n\
             Upload-Checksum: crc32 {:x}\r\n",
            crc32fast::hash(piece)
        );
        self.say("PATCH", &format!("files/{number}"), &lines, piece)
    }
}

pub fn jpeg(seed: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([x as u8, y as u8, seed]));
    smilekeep::photo::jpeg(&picture, 90).unwrap()
}

#[test]
fn a_phone_sends_a_photo_into_the_tray() {
    let mut window = Window::sample();
    let photos = window.model().gallery.items.len();
    assert!(window.has("From a phone…"));
    open(&mut window);
    assert!(window.has("Photos from a phone"));
    assert_eq!(window.unnamed(), Vec::<String>::new());
    let phone = Phone::at(&window);
    window.settle_until(|window| window.model().phone.as_ref().unwrap().connected);
    let bytes = jpeg(1);
    let number = phone.announce("IMG_0001.JPG", bytes.len(), "Right after the bath");
    let half = bytes.len() / 2;
    phone.piece(number, 0, &bytes[..half]);
    window.settle_until(|window| window.has("Photos on their way"));
    assert!(window.has("Stop"));
    phone.piece(number, half, &bytes[half..]);
    window.settle_until(|window| window.has("1 photo waits for you."));
    // A second time, under another name.
    let number = phone.announce("copy.jpg", bytes.len(), "");
    let answer = phone.piece(number, 0, &bytes);
    assert!(answer.contains("upload-state: known"), "{answer}");
    window.settle_until(|window| window.model().phone.as_ref().unwrap().known == 1);
    assert!(window.has("1 photo waits for you. 1 was here already."));

    let host = phone.host.clone();
    window.click("Done");
    assert!(window.model().phone.is_none());
    window.settle_until(|_| TcpStream::connect(&host).is_err());
    // It waits, and the journal is as it was.
    assert_eq!(window.model().gallery.items.len(), photos);
    let connection = window.home.library().connect_to_read().unwrap();
    let waiting = store::inbox::waiting(&connection).unwrap();
    assert_eq!(waiting.len(), 1);
    let file = &waiting[0].file;
    assert_eq!(file.name, "IMG_0001.JPG");
    assert_eq!(file.note, "Right after the bath");
    let path = store::inbox::path_of(&window.home.root(), file);
    assert_eq!(std::fs::read(path).unwrap(), bytes);
}

#[test]
fn escape_closes_the_page_but_not_while_a_photo_comes() {
    let mut window = Window::sample();
    open(&mut window);
    window.key(Key::Escape);
    window.settle();
    assert!(window.model().phone.is_none());

    open(&mut window);
    let phone = Phone::at(&window);
    let bytes = jpeg(2);
    let number = phone.announce("a.jpg", bytes.len(), "");
    phone.piece(number, 0, &bytes[..100]);
    window.settle_until(|window| window.model().phone.as_ref().unwrap().is_receiving());
    window.key(Key::Escape);
    window.settle();
    assert!(window.model().phone.is_some());
    window.click("Stop");
    assert!(window.model().phone.is_none());
    let folder = window.home.root().join("inbox");
    window
        .settle_until(|_| std::fs::read_dir(&folder).is_ok_and(|mut files| files.next().is_none()));
}

#[test]
fn a_new_code_makes_the_old_one_worthless() {
    let mut window = Window::sample();
    open(&mut window);
    let old = window.model().phone.as_ref().unwrap().link.clone();
    // The dialog takes clicks once it has come to rest.
    window.frames(10);
    window.click("New code for another phone");
    window.settle_until(|window| {
        let phone = window.model().phone.as_ref().unwrap();
        phone.stage == PhoneStage::Open && phone.link != old
    });
}

#[test]
fn a_library_to_look_at_takes_nothing_from_a_phone() {
    let mut window = Window::sample();
    window.make_read_only();
    window.apply(PhoneCommand::OpenAt(Ipv4Addr::LOCALHOST));
    assert!(window.model().phone.is_none());
}

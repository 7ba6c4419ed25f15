//! Photos from the clipboard (files that were copied, or a picture) and onto
//! it. Done on a thread: another program answers, in its own time.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::{CaptureCommand, Command};
use crate::jobs::Wake;
use crate::photo::RgbImage;

/// What came of pasting or copying.
pub enum Told {
    /// This was pasted.
    Pasted(Command),
    /// The picture is there for other programs.
    Copied,
}

type Answer = Result<Told, String>;

/// Pasting and copying under way.
pub struct Clipboard {
    send: Sender<Answer>,
    answers: Receiver<Answer>,
    wake: Wake,
    /// Kept as long as the window is: on some systems what was copied lives
    /// only as long as this.
    holder: Arc<Mutex<Option<arboard::Clipboard>>>,
}

impl Clipboard {
    /// Nothing under way.
    pub fn new(wake: Wake) -> Self {
        let (send, answers) = channel();
        Self {
            send,
            answers,
            wake,
            holder: Arc::default(),
        }
    }

    /// Asks the system for files or a picture.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn paste(&self) -> std::io::Result<()> {
        self.on_thread(|| read().map(Told::Pasted))
    }

    /// Gives a picture to other programs: pixels, and nothing about them.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn copy(&self, picture: RgbImage) -> std::io::Result<()> {
        let holder = Arc::clone(&self.holder);
        self.on_thread(move || {
            let refused =
                |error: arboard::Error| t!("clipboard-refused", error = error.to_string());
            let image = arboard::ImageData {
                width: picture.width() as usize,
                height: picture.height() as usize,
                bytes: opaque(&picture).into(),
            };
            drop(picture);
            let mut clipboard = arboard::Clipboard::new().map_err(refused)?;
            clipboard.set_image(image).map_err(refused)?;
            *holder.lock().unwrap_or_else(PoisonError::into_inner) = Some(clipboard);
            Ok(Told::Copied)
        })
    }

    /// Takes a picture the window already has: `rgba`, `width` × `height`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn take_picture(&self, width: u32, height: u32, rgba: Vec<u8>) -> std::io::Result<()> {
        self.on_thread(move || picture(width, height, rgba).map(Told::Pasted))
    }

    fn on_thread(&self, work: impl FnOnce() -> Answer + Send + 'static) -> std::io::Result<()> {
        let (send, wake) = (self.send.clone(), self.wake.clone());
        std::thread::Builder::new()
            .name("clipboard".to_owned())
            .spawn(move || {
                // A window that closed meanwhile needs no answer.
                let _ = send.send(work());
                wake();
            })
            .map(|_| ())
    }

    /// The next answer, if any. Never waits.
    pub fn poll(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

/// Pixels with a fourth channel that says that nothing shines through.
fn opaque(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(picture.as_raw().len() / 3 * 4);
    for pixel in picture.pixels() {
        let [red, green, blue] = pixel.0;
        bytes.extend([red, green, blue, u8::MAX]);
    }
    bytes
}

fn read() -> Result<Command, String> {
    let empty = || t!("clipboard-empty").to_owned();
    let mut clipboard = arboard::Clipboard::new()
        .map_err(|error| t!("clipboard-unread", error = error.to_string()))?;
    if let Ok(files) = clipboard.get().file_list()
        && !files.is_empty()
    {
        return Ok(CaptureCommand::AddFiles(files).into());
    }
    if let Ok(image) = clipboard.get_image() {
        let side = |length: usize| u32::try_from(length).map_err(|_| empty());
        return picture(
            side(image.width)?,
            side(image.height)?,
            image.bytes.into_owned(),
        );
    }
    if let Ok(text) = clipboard.get_text() {
        let files = files_in(&text);
        if !files.is_empty() {
            return Ok(CaptureCommand::AddFiles(files).into());
        }
    }
    Err(empty())
}

/// Keeps a picture as PNG: nothing of it is lost.
fn picture(width: u32, height: u32, rgba: Vec<u8>) -> Result<Command, String> {
    let wrong = || t!("clipboard-bad-picture").to_owned();
    let image = image::RgbaImage::from_raw(width, height, rgba).ok_or_else(wrong)?;
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Png)
        .map_err(|_| wrong())?;
    Ok(CaptureCommand::AddPicture {
        name: t!("clipboard-picture-name").to_owned(),
        bytes: bytes.into_inner(),
    }
    .into())
}

/// Paths or `file://` addresses, one a line, that are files.
pub fn files_in(text: &str) -> Vec<PathBuf> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| match line.strip_prefix("file://") {
            Some(address) => PathBuf::from(unescaped(address)),
            None => PathBuf::from(line),
        })
        .filter(|path| path.is_absolute() && path.is_file())
        .collect()
}

/// `%20` and its kind as the letters they stand for.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_picture_keeps_its_pixels_and_is_opaque() {
        let picture = RgbImage::from_raw(2, 1, vec![1, 2, 3, 4, 5, 6]).unwrap();
        assert_eq!(opaque(&picture), [1, 2, 3, 255, 4, 5, 6, 255]);
    }

    #[test]
    fn copied_files_are_found_in_text() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("Mina schläft 1.jpg");
        std::fs::write(&file, b"x").unwrap();
        let address = format!(
            "file://{}",
            file.display()
                .to_string()
                .replace(' ', "%20")
                .replace('ä', "%C3%A4")
        );
        assert_eq!(files_in(&address), std::slice::from_ref(&file));
        assert_eq!(
            files_in(&format!("{}\n/no/such.jpg\nhello", file.display())),
            [file]
        );
        assert!(files_in("just some words").is_empty());
    }
}

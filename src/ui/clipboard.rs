//! Photos from the clipboard: files that were copied, or a picture. Read on a
//! thread: another program answers, in its own time.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::app::{CaptureCommand, Command};
use crate::jobs::Wake;

/// Pasting under way.
pub struct Clipboard {
    send: Sender<Result<Command, String>>,
    answers: Receiver<Result<Command, String>>,
    wake: Wake,
}

impl Clipboard {
    /// Nothing under way.
    pub fn new(wake: Wake) -> Self {
        let (send, answers) = channel();
        Self {
            send,
            answers,
            wake,
        }
    }

    /// Asks the system for files or a picture.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn paste(&self) -> std::io::Result<()> {
        self.on_thread(read)
    }

    /// Takes a picture the window already has: `rgba`, `width` × `height`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn take_picture(&self, width: u32, height: u32, rgba: Vec<u8>) -> std::io::Result<()> {
        self.on_thread(move || picture(width, height, rgba))
    }

    fn on_thread(
        &self,
        work: impl FnOnce() -> Result<Command, String> + Send + 'static,
    ) -> std::io::Result<()> {
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
    pub fn poll(&self) -> Option<Result<Command, String>> {
        self.answers.try_recv().ok()
    }
}

fn read() -> Result<Command, String> {
    let empty = || {
        "There is no photo on the clipboard. Copy a picture or a photo file first, then paste."
            .to_owned()
    };
    let mut clipboard = arboard::Clipboard::new().map_err(|error| {
        format!("The clipboard could not be read ({error}). Drop the photo on the window instead.")
    })?;
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
    let wrong = || {
        "The picture on the clipboard could not be read. Save it as a file and drop that on the window.".to_owned()
    };
    let image = image::RgbaImage::from_raw(width, height, rgba).ok_or_else(wrong)?;
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Png)
        .map_err(|_| wrong())?;
    Ok(CaptureCommand::AddPicture {
        name: "Pasted picture".to_owned(),
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

//! The system's own dialogs, on a thread of their own: the window goes on.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rfd::AsyncFileDialog;

use super::actions::{Answer, Dialog};
use crate::jobs::Wake;
use crate::photo::ExportFormat;

/// Endings offered; what is in the file decides, not its name.
const PHOTO_ENDINGS: &[&str] = &[
    "jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "hif", "mpo",
    "avif", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", "pef", "srw", "mp4", "mov",
    "m4v", "3gp",
];

/// An answer without files that comes faster than any hand: the dialog never
/// opened (a desktop without file portal).
const FASTER_THAN_A_HAND: Duration = Duration::from_millis(200);

/// How a dialog ended.
#[derive(Debug)]
pub enum Ending {
    /// With files or a folder.
    Answered(Answer),
    /// Closed without choosing.
    Dismissed,
    /// It never opened.
    NotOpened(Dialog),
}

/// Open dialogs and their answers.
pub struct Dialogs {
    send: Sender<Ending>,
    answers: Receiver<Ending>,
    wake: Wake,
    open: bool,
}

impl Dialogs {
    /// None open yet.
    pub fn new(wake: Wake) -> Self {
        let (send, answers) = channel();
        Self {
            send,
            answers,
            wake,
            open: false,
        }
    }

    /// Opens a dialog; while one is open, further ones are ignored.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn ask(&mut self, dialog: Dialog) -> std::io::Result<()> {
        if self.open {
            return Ok(());
        }
        // Made here: on some systems a dialog must begin on the main thread.
        let answer = begin(&dialog);
        let (send, wake) = (self.send.clone(), self.wake.clone());
        std::thread::Builder::new()
            .name("dialog".to_owned())
            .spawn(move || {
                let asked = Instant::now();
                let paths = answer();
                let ending = match paths.is_empty() {
                    false => Ending::Answered(Answer { dialog, paths }),
                    true if asked.elapsed() < FASTER_THAN_A_HAND => Ending::NotOpened(dialog),
                    true => Ending::Dismissed,
                };
                // A window that closed meanwhile needs no answer.
                let _ = send.send(ending);
                wake();
            })?;
        self.open = true;
        Ok(())
    }

    /// How the open dialog ended, once it has. Never waits.
    pub fn poll(&mut self) -> Option<Ending> {
        let ending = self.answers.try_recv().ok()?;
        self.open = false;
        Some(ending)
    }
}

type Waiting = Box<dyn FnOnce() -> Vec<PathBuf> + Send>;

fn begin(dialog: &Dialog) -> Waiting {
    let photos = || AsyncFileDialog::new().add_filter(t!("dialog-photos-and-films"), PHOTO_ENDINGS);
    match dialog {
        Dialog::AddPhotos | Dialog::AddPhotosTo(_) | Dialog::MilestonePhotos => {
            let files = photos()
                .add_filter(t!("dialog-all-files"), &["*"])
                .set_title(t!("dialog-add-photos"))
                .pick_files();
            Box::new(move || {
                block_on(files)
                    .unwrap_or_default()
                    .iter()
                    .map(|file| file.path().to_owned())
                    .collect()
            })
        }
        Dialog::Portrait(_) => one(photos().set_title(t!("dialog-picture")).pick_file()),
        Dialog::OpenLibrary => one(AsyncFileDialog::new()
            .set_title(t!("dialog-open-library"))
            .pick_folder()),
        Dialog::NewLibraryFolder => one(AsyncFileDialog::new()
            .set_title(t!("dialog-new-library"))
            .set_can_create_directories(true)
            .pick_folder()),
        Dialog::BackupFolder => one(AsyncFileDialog::new()
            .set_title(t!("dialog-backup"))
            .set_can_create_directories(true)
            .pick_folder()),
        Dialog::RestoreFolder => one(AsyncFileDialog::new()
            .set_title(t!("backup-server-restore-title"))
            .set_can_create_directories(true)
            .pick_folder()),
        Dialog::WatchFolder { .. } => one(AsyncFileDialog::new()
            .set_title(t!("dialog-watch"))
            .pick_folder()),
        Dialog::OtherJournal => one(AsyncFileDialog::new()
            .set_title(t!("dialog-other-journal"))
            .pick_folder()),
        Dialog::ExportFolder => one(AsyncFileDialog::new()
            .set_title(t!("dialog-export-folder"))
            .set_can_create_directories(true)
            .pick_folder()),
        Dialog::ExportZip(file_name) => save(
            t!("dialog-export-zip"),
            t!("dialog-zip"),
            &["zip"],
            file_name,
        ),
        Dialog::BringInFolder => one(AsyncFileDialog::new()
            .set_title(t!("dialog-import-folder"))
            .pick_folder()),
        Dialog::BringInFile => one(AsyncFileDialog::new()
            .add_filter(t!("dialog-tables"), &["zip", "csv", "json"])
            .add_filter(t!("dialog-all-files"), &["*"])
            .set_title(t!("dialog-import-file"))
            .pick_file()),
        Dialog::SaveCopies(_) => one(AsyncFileDialog::new()
            .set_title(t!("dialog-copies"))
            .set_can_create_directories(true)
            .pick_folder()),
        Dialog::SavePage {
            as_picture,
            file_name,
        } => {
            let (kind, endings): (_, &[_]) = if *as_picture {
                // The ending typed decides.
                (t!("dialog-picture-kind"), &["png", "jpg", "jpeg"])
            } else {
                ("PDF", &["pdf"])
            };
            save(t!("dialog-save-page"), kind, endings, file_name)
        }
        Dialog::SaveBook { file_name, .. } => {
            save(t!("dialog-save-book"), "PDF", &["pdf"], file_name)
        }
        Dialog::SaveFilm { file_name, .. } => save(
            t!("dialog-save-film"),
            t!("dialog-film-kind"),
            &["mp4", "mov"],
            file_name,
        ),
        Dialog::SaveCopy {
            options, file_name, ..
        } => save(
            t!("dialog-save-copy"),
            options.format.label(),
            extension_of(options.format),
            file_name,
        ),
    }
}

/// A format's ending as a list of one.
fn extension_of(format: ExportFormat) -> &'static [&'static str] {
    match format {
        ExportFormat::Jpeg => &["jpg", "jpeg"],
        ExportFormat::Png => &["png"],
        ExportFormat::Webp => &["webp"],
    }
}

fn save(title: &str, kind: &str, endings: &'static [&'static str], file_name: &str) -> Waiting {
    let file = AsyncFileDialog::new()
        .add_filter(kind, endings)
        .set_file_name(file_name)
        .set_title(title)
        .save_file();
    Box::new(move || {
        block_on(file)
            .map(|file| with_ending(file.path().to_owned(), endings))
            .into_iter()
            .collect()
    })
}

fn one(file: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> Waiting {
    Box::new(move || {
        block_on(file)
            .map(|file| file.path().to_owned())
            .into_iter()
            .collect()
    })
}

/// Some dialogs leave the ending away when a name was typed; it gets the first.
fn with_ending(mut path: PathBuf, endings: &[&str]) -> PathBuf {
    let has = path.extension().is_some_and(|given| {
        endings
            .iter()
            .any(|ending| given.eq_ignore_ascii_case(ending))
    });
    let ending = endings.first().copied().unwrap_or_default();
    if !has {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(ending);
        path.set_file_name(name);
    }
    path
}

/// Waits for a future on this thread.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::sync::Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_always_gets_its_ending() {
        for (given, want) in [
            ("/a/page", "/a/page.pdf"),
            ("/a/page.pdf", "/a/page.pdf"),
            ("/a/page.PDF", "/a/page.PDF"),
            ("/a/3.11.2026", "/a/3.11.2026.pdf"),
        ] {
            assert_eq!(with_ending(given.into(), &["pdf"]), PathBuf::from(want));
        }
        let picture = |given: &str| with_ending(given.into(), &["png", "jpg"]);
        assert_eq!(picture("/a/page"), PathBuf::from("/a/page.png"));
        assert_eq!(picture("/a/page.JPG"), PathBuf::from("/a/page.JPG"));
    }
}

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
/// opened after all.
const FASTER_THAN_A_HAND: Duration = Duration::from_millis(200);

/// A dialog is on screen after this long, or something is wrong.
const OPENS_WITHIN: Duration = Duration::from_secs(2);

/// The second half of a double click comes within this time.
const DOUBLE_CLICK: Duration = Duration::from_millis(600);

/// How a dialog ended.
#[derive(Debug)]
pub enum Ending {
    /// With files or a folder.
    Answered(Answer),
    /// Closed without choosing.
    Dismissed,
    /// It never opened, or the parent goes on without it.
    NotOpened(Dialog),
    /// None yet: it has been open for a while, or hangs. The next press goes on
    /// without it.
    StillOpen,
}

/// Waits for a dialog; files or a folder, none when it was closed without, and
/// nothing at all when it could not be opened.
pub type Waiting = Box<dyn FnOnce() -> Option<Vec<PathBuf>> + Send>;

/// Begins a dialog.
pub type Opener = Box<dyn Fn(&Dialog) -> Waiting>;

/// Open dialogs and their answers.
pub struct Dialogs {
    send: Sender<(u64, Ending)>,
    answers: Receiver<(u64, Ending)>,
    wake: Wake,
    opener: Opener,
    /// Told to the parent, and not polled yet.
    next: Option<Ending>,
    open: Option<Open>,
    last: u64,
}

/// A dialog that has not answered.
struct Open {
    number: u64,
    asked: Instant,
    /// When the parent was told that it is still open.
    told: Option<Instant>,
}

impl Dialogs {
    /// None open yet.
    pub fn new(wake: Wake) -> Self {
        let (send, answers) = channel();
        Self {
            send,
            answers,
            wake,
            opener: Box::new(of_the_system),
            next: None,
            open: None,
            last: 0,
        }
    }

    /// Opens dialogs another way than the system does.
    pub fn open_with(&mut self, opener: Opener) {
        self.opener = opener;
    }

    /// Opens a dialog. While one is open, the first further press tells so and
    /// the second goes on without it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn ask(&mut self, dialog: Dialog) -> std::io::Result<()> {
        match &mut self.open {
            None => return self.begin(dialog),
            Some(Open {
                told: Some(told), ..
            }) if told.elapsed() >= DOUBLE_CLICK => {
                self.open = None;
                self.next = Some(Ending::NotOpened(dialog));
            }
            Some(open) if open.told.is_none() && open.asked.elapsed() >= OPENS_WITHIN => {
                open.told = Some(Instant::now());
                self.next = Some(Ending::StillOpen);
            }
            // It is just opening, or the words about it are just appearing.
            Some(_) => return Ok(()),
        }
        (self.wake)();
        Ok(())
    }

    fn begin(&mut self, dialog: Dialog) -> std::io::Result<()> {
        // Made here: on some systems a dialog must begin on the main thread.
        let answer = (self.opener)(&dialog);
        let (send, wake) = (self.send.clone(), self.wake.clone());
        let number = self.last + 1;
        std::thread::Builder::new()
            .name("dialog".to_owned())
            .spawn(move || {
                let ending = match answer() {
                    None => Ending::NotOpened(dialog),
                    Some(paths) if paths.is_empty() => Ending::Dismissed,
                    Some(paths) => Ending::Answered(Answer { dialog, paths }),
                };
                // A window that closed meanwhile needs no answer.
                let _ = send.send((number, ending));
                wake();
            })?;
        self.last = number;
        self.open = Some(Open {
            number,
            asked: Instant::now(),
            told: None,
        });
        Ok(())
    }

    /// How the open dialog ended, once it has. Never waits. `in_front` is
    /// whether the window has the keyboard: then no dialog has.
    pub fn poll(&mut self, in_front: bool) -> Option<Ending> {
        if let Some(ending) = self.next.take() {
            return Some(ending);
        }
        while let Ok((number, ending)) = self.answers.try_recv() {
            if self.open.as_ref().is_some_and(|open| open.number == number) {
                self.open = None;
                return Some(ending);
            }
            // The parent went on without it, and used it all the same.
            if matches!(ending, Ending::Answered(_)) {
                return Some(ending);
            }
        }
        let open = self.open.as_mut()?;
        if in_front && open.told.is_none() && open.asked.elapsed() >= OPENS_WITHIN {
            open.told = Some(Instant::now());
            return Some(Ending::StillOpen);
        }
        None
    }

    /// When to poll again although nothing happens.
    pub fn poll_again(&self) -> Option<Duration> {
        let open = self.open.as_ref().filter(|open| open.told.is_none())?;
        Some(OPENS_WITHIN.saturating_sub(open.asked.elapsed()))
    }
}

/// A dialog of the system.
fn of_the_system(dialog: &Dialog) -> Waiting {
    // The thread that waits may ask first whether there is one.
    #[cfg(target_os = "linux")]
    let begin = {
        let dialog = dialog.clone();
        move || super::file_portal::can_open().then(|| begin(&dialog))
    };
    #[cfg(not(target_os = "linux"))]
    let begin = {
        let begun = begin(dialog);
        move || Some(begun)
    };
    Box::new(move || {
        let answer = begin()?;
        let asked = Instant::now();
        let paths = answer();
        let never_seen = paths.is_empty() && asked.elapsed() < FASTER_THAN_A_HAND;
        (!never_seen).then_some(paths)
    })
}

type Begun = Box<dyn FnOnce() -> Vec<PathBuf> + Send>;

fn begin(dialog: &Dialog) -> Begun {
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

fn save(title: &str, kind: &str, endings: &'static [&'static str], file_name: &str) -> Begun {
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

fn one(file: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> Begun {
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

    /// Dialogs that open as told; each tells whether it was begun.
    fn dialogs(
        opener: impl Fn(&Dialog) -> Option<Vec<PathBuf>> + Send + Sync + Clone + 'static,
    ) -> Dialogs {
        let mut dialogs = Dialogs::new(std::sync::Arc::new(|| {}));
        dialogs.open_with(Box::new(move |dialog| {
            let (opener, dialog) = (opener.clone(), dialog.clone());
            Box::new(move || opener(&dialog))
        }));
        dialogs
    }

    fn ending(dialogs: &mut Dialogs, in_front: bool) -> Ending {
        let begun = Instant::now();
        loop {
            if let Some(ending) = dialogs.poll(in_front) {
                return ending;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing came");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn however_often_no_dialog_opens_it_is_told() {
        // Slowly, as on a busy computer.
        let mut dialogs = dialogs(|_| {
            std::thread::sleep(2 * FASTER_THAN_A_HAND);
            None
        });
        for _ in 0..3 {
            dialogs.ask(Dialog::AddPhotos).unwrap();
            let ending = ending(&mut dialogs, true);
            assert!(matches!(ending, Ending::NotOpened(Dialog::AddPhotos)));
        }
    }

    #[test]
    fn a_dialog_closed_without_choosing_says_nothing() {
        let mut dialogs = dialogs(|_| Some(Vec::new()));
        dialogs.ask(Dialog::AddPhotos).unwrap();
        assert!(matches!(ending(&mut dialogs, true), Ending::Dismissed));
    }

    #[test]
    fn a_dialog_that_hangs_makes_no_press_mute() {
        let mut dialogs = dialogs(|dialog| {
            if *dialog == Dialog::OpenLibrary {
                return Some(vec![PathBuf::from("late")]);
            }
            std::thread::sleep(Duration::from_secs(3600));
            None
        });
        dialogs.ask(Dialog::AddPhotos).unwrap();
        // The second half of a double click is no further press.
        dialogs.ask(Dialog::AddPhotos).unwrap();
        assert!(dialogs.poll(true).is_none());
        assert!(dialogs.poll_again().is_some());
        // Nothing has come between the parent and the window.
        assert!(matches!(ending(&mut dialogs, true), Ending::StillOpen));
        std::thread::sleep(DOUBLE_CLICK);
        dialogs.ask(Dialog::BackupFolder).unwrap();
        let gone_on = ending(&mut dialogs, true);
        assert!(matches!(gone_on, Ending::NotOpened(Dialog::BackupFolder)));
        // And from then on as if it had never been.
        dialogs.ask(Dialog::OpenLibrary).unwrap();
        let Ending::Answered(answer) = ending(&mut dialogs, true) else {
            panic!("no answer");
        };
        assert_eq!(answer.paths, [PathBuf::from("late")]);
    }

    #[test]
    fn a_press_while_a_dialog_is_in_front_is_told_where_it_is() {
        let mut dialogs = dialogs(|_| {
            std::thread::sleep(Duration::from_secs(3600));
            None
        });
        dialogs.ask(Dialog::AddPhotos).unwrap();
        std::thread::sleep(OPENS_WITHIN);
        // Somebody chooses photos there: no word.
        assert!(dialogs.poll(false).is_none());
        dialogs.ask(Dialog::AddPhotos).unwrap();
        assert!(matches!(ending(&mut dialogs, false), Ending::StillOpen));
    }

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

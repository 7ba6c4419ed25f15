//! Files in other programs: the file manager, and whatever opens a photo. The
//! asking is done on a thread; another program answers in its own time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::jobs::Wake;
use crate::storage;

/// What is wanted of another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reveal {
    /// The folder, or the folder a file lies in with the file marked.
    InFolder(PathBuf),
    /// A copy of the file, in the program that opens its kind: that program
    /// may save what it likes, and the original stays as it is.
    OpenCopy {
        /// The original.
        of: PathBuf,
        /// Where the copy goes.
        at: PathBuf,
    },
}

/// Programs asked, and what they could not do.
pub struct Revealer {
    send: Sender<String>,
    problems: Receiver<String>,
    wake: Wake,
}

impl Revealer {
    /// None asked yet.
    pub fn new(wake: Wake) -> Self {
        let (send, problems) = channel();
        Self {
            send,
            problems,
            wake,
        }
    }

    /// Asks.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn ask(&self, what: Reveal) -> std::io::Result<()> {
        let (send, wake) = (self.send.clone(), self.wake.clone());
        std::thread::Builder::new()
            .name("other-program".to_owned())
            .spawn(move || {
                if let Reveal::OpenCopy { of, at } = &what
                    && let Err(sentence) = copy(of, at)
                {
                    let _ = send.send(sentence);
                    return wake();
                }
                let done = attempts(&what).into_iter().any(|attempt| run(&attempt));
                if !done {
                    // A window that closed meanwhile needs no answer.
                    let _ = send.send(problem(&what));
                    wake();
                }
            })
            .map(|_| ())
    }

    /// The next thing that could not be done, in a sentence. Never waits.
    pub fn poll(&self) -> Option<String> {
        self.problems.try_recv().ok()
    }
}

fn copy(of: &Path, at: &Path) -> Result<(), String> {
    // Piece by piece: a film may be larger than the memory.
    storage::copy_to_cache(of, at).map_err(|error| format!("{error}."))
}

/// A program with what it is told.
#[derive(Debug, PartialEq, Eq)]
struct Attempt {
    program: &'static str,
    arguments: Vec<OsString>,
    /// Whether its exit code says anything.
    honest: bool,
}

fn attempt(program: &'static str, arguments: impl IntoIterator<Item = OsString>) -> Attempt {
    Attempt {
        program,
        arguments: arguments.into_iter().collect(),
        honest: true,
    }
}

/// What to try, best first.
fn attempts(what: &Reveal) -> Vec<Attempt> {
    match what {
        Reveal::OpenCopy { at, .. } => opening(at),
        Reveal::InFolder(path) if path.is_dir() => opening(path),
        Reveal::InFolder(path) => showing(path),
    }
}

fn opening(path: &Path) -> Vec<Attempt> {
    let path = || [path.as_os_str().to_owned()];
    if cfg!(target_os = "macos") {
        vec![attempt("open", path())]
    } else if cfg!(windows) {
        vec![Attempt {
            honest: false,
            ..attempt("explorer", path())
        }]
    } else {
        let gio = std::iter::once("open".into()).chain(path());
        vec![attempt("xdg-open", path()), attempt("gio", gio)]
    }
}

fn showing(path: &Path) -> Vec<Attempt> {
    let path_os = path.as_os_str().to_owned();
    if cfg!(target_os = "macos") {
        return vec![attempt("open", ["-R".into(), path_os])];
    }
    if cfg!(windows) {
        // Two words: one with blanks in it would be quoted whole, and not be
        // understood.
        return vec![Attempt {
            honest: false,
            ..attempt("explorer", ["/select,".into(), path_os])
        }];
    }
    // Every file manager worth the name answers to this.
    let ask = [
        "--session".to_owned(),
        "--print-reply".to_owned(),
        "--reply-timeout=4000".to_owned(),
        "--dest=org.freedesktop.FileManager1".to_owned(),
        "--type=method_call".to_owned(),
        "/org/freedesktop/FileManager1".to_owned(),
        "org.freedesktop.FileManager1.ShowItems".to_owned(),
        format!("array:string:{}", file_address(path)),
        "string:".to_owned(),
    ];
    let mut all = vec![attempt("dbus-send", ask.map(OsString::from))];
    if let Some(folder) = path.parent() {
        all.extend(opening(folder));
    }
    all
}

fn run(attempt: &Attempt) -> bool {
    Command::new(attempt.program)
        .args(&attempt.arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success() || !attempt.honest)
}

fn problem(what: &Reveal) -> String {
    let said = |path: &Path| path.display().to_string();
    match what {
        Reveal::InFolder(path) => t!("reveal-no-manager", path = said(path)),
        Reveal::OpenCopy { of, .. } => t!("reveal-no-program", path = said(of)),
    }
}

/// A path as an address: every byte that could be taken for something else is
/// written as a number.
pub fn file_address(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut address = String::from("file://");
    if cfg!(windows) {
        address.push('/');
    }
    for byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => address.push('/'),
            b':' if cfg!(windows) => address.push(':'),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::clipboard::files_in;

    #[test]
    #[cfg(unix)]
    fn any_path_survives_as_an_address() {
        assert_eq!(
            file_address(Path::new("/home/a b/50 % #1?.jpg")),
            "file:///home/a%20b/50%20%25%20%231%3F.jpg"
        );
        let folder = tempfile::tempdir().unwrap();
        for name in ["Mina schläft #1.jpg", "50%20.jpg", "小雨?,\"'.jpg"] {
            let path = folder.path().join(name);
            std::fs::write(&path, b"x").unwrap();
            let address = file_address(&path);
            assert!(address.is_ascii() && !address.contains([' ', '#', '?', ',', '"']));
            assert_eq!(files_in(&address), [path]);
        }
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn a_file_is_shown_marked_and_a_folder_opened() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a,b.jpg");
        let tries = attempts(&Reveal::InFolder(file.clone()));
        assert_eq!(tries[0].program, "dbus-send");
        let told = tries[0].arguments[7].to_string_lossy();
        // A comma would begin another file.
        assert!(told.ends_with("a%2Cb.jpg"), "{told}");
        assert_eq!(tries[1].arguments, [folder.path().as_os_str()]);
        let tries = attempts(&Reveal::InFolder(folder.path().to_owned()));
        assert_eq!(tries[0].program, "xdg-open");
    }

    #[test]
    fn other_programs_get_a_copy_never_the_original() {
        let folder = tempfile::tempdir().unwrap();
        let of = folder.path().join("original.jpg");
        let at = folder.path().join("cache/opened/ab/IMG 1.jpg");
        std::fs::write(&of, b"as it was").unwrap();
        copy(&of, &at).unwrap();
        let tries = attempts(&Reveal::OpenCopy {
            of: of.clone(),
            at: at.clone(),
        });
        for tried in tries {
            assert!(tried.arguments.contains(&at.clone().into_os_string()));
            assert!(!tried.arguments.contains(&of.clone().into_os_string()));
        }
        std::fs::write(&at, b"saved over").unwrap();
        assert_eq!(std::fs::read(&of).unwrap(), b"as it was");
        std::fs::remove_file(&of).unwrap();
        assert!(copy(&of, &at).unwrap_err().contains("original.jpg"));
    }
}

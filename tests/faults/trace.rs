//! What a run of the program asked of the disk, in order, read from strace.

use std::collections::HashMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::scene::{Play, Stage};

/// One thing asked of the disk.
#[derive(Debug, Clone)]
pub enum Asked {
    /// A file is opened for writing, made if it is missing, emptied if so asked.
    Open {
        path: PathBuf,
        emptied: bool,
        file: usize,
    },
    Write {
        file: usize,
        offset: Offset,
        bytes: Vec<u8>,
    },
    Length {
        file: usize,
        length: usize,
    },
    Link {
        from: PathBuf,
        to: PathBuf,
    },
    Rename {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
    },
    Folder {
        path: PathBuf,
    },
    Sync {
        file: usize,
    },
    /// The program told its success.
    Told,
}

#[derive(Debug, Clone, Copy)]
pub enum Offset {
    At(usize),
    /// Where the last write ended.
    Next,
    /// Opened for appending.
    End,
}

/// Calls that change a disk. One of the second kind ends the test: it would
/// have to be understood first.
const UNDERSTOOD: &str = "openat,write,pwrite64,ftruncate,rename,linkat,link,unlink,mkdir,fsync,\
    fdatasync,close,lseek";
const FOREIGN: &str = "creat,open,writev,pwritev,pwritev2,truncate,fallocate,renameat,renameat2,\
    symlink,symlinkat,unlinkat,mkdirat,rmdir,copy_file_range,sendfile,splice,dup,dup2,dup3,\
    sync_file_range";

/// Runs a scene and tells what it asked.
pub fn of(play: &Play, stage: &Stage) -> Vec<Asked> {
    let log = stage.root().join("trace");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-xx", "-s", "16777216", "-o"])
        .arg(&log)
        .arg("-e")
        .arg(format!("trace={UNDERSTOOD},{FOREIGN}"))
        .arg(env!("CARGO_BIN_EXE_smilekeep"))
        .arg("--library")
        .arg(stage.library())
        .args(play.words(stage));
    stage.quiet(&mut command);
    // What prints nothing tells its success by how it ends.
    assert!(command.output().unwrap().status.success());
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    Reader {
        root: stage.root().to_owned(),
        open: HashMap::new(),
        next: 0,
        asked: Vec::new(),
    }
    .read(&text)
}

struct Reader {
    root: PathBuf,
    /// By descriptor: which opening, and whether for appending.
    open: HashMap<i64, (usize, bool)>,
    next: usize,
    asked: Vec<Asked>,
}

impl Reader {
    fn read(mut self, text: &str) -> Vec<Asked> {
        let mut halves = HashMap::<&str, String>::new();
        for line in text.lines() {
            let Some((thread, rest)) = line.split_once(' ') else {
                continue;
            };
            let rest = rest.trim_start();
            if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
                halves.insert(thread, begun.trim_end().to_owned());
            } else if rest.starts_with("<... ") {
                let end = rest.split_once("resumed>").unwrap().1;
                let whole = halves.remove(thread).unwrap() + end;
                self.call(&whole);
            } else if !rest.starts_with(['+', '-']) {
                self.call(rest);
            }
        }
        self.asked.push(Asked::Told);
        self.asked
    }

    fn call(&mut self, line: &str) {
        let (name, rest) = line.split_once('(').unwrap();
        let (arguments, result) = rest.rsplit_once(") = ").unwrap_or_else(|| {
            // Spaces line the results up.
            let (arguments, result) = rest.rsplit_once('=').unwrap();
            (arguments.trim_end().trim_end_matches(')'), result.trim())
        });
        let arguments = arguments.trim_end().trim_end_matches(')');
        let result: i64 = result
            .trim()
            .split(' ')
            .next()
            .unwrap()
            .parse()
            .unwrap_or(-1);
        if result < 0 {
            return;
        }
        let words: Vec<&str> = arguments.split(", ").collect();
        let number = |at: usize| words[at].parse::<i64>().unwrap();
        match name {
            "openat" => self.opened(&words, result),
            "close" => {
                self.open.remove(&number(0));
            }
            "write" if number(0) == 1 => self.asked.push(Asked::Told),
            "write" | "pwrite64" => {
                let Some((file, append)) = self.open.get(&number(0)).copied() else {
                    return;
                };
                let mut bytes = text(words[1]);
                bytes.truncate(usize::try_from(result).unwrap());
                let offset = match name {
                    "pwrite64" => Offset::At(usize::try_from(number(3)).unwrap()),
                    _ if append => Offset::End,
                    _ => Offset::Next,
                };
                self.asked.push(Asked::Write {
                    file,
                    offset,
                    bytes,
                });
            }
            "ftruncate" => {
                if let Some((file, _)) = self.open.get(&number(0)).copied() {
                    let length = usize::try_from(number(1)).unwrap();
                    self.asked.push(Asked::Length { file, length });
                }
            }
            "fsync" | "fdatasync" => {
                if let Some((file, _)) = self.open.get(&number(0)).copied() {
                    self.asked.push(Asked::Sync { file });
                }
            }
            // Only for asking how long a file is or before reading: whoever
            // writes says where, or appends, or never moves.
            "lseek" => {}
            "rename" => self.asked.push(Asked::Rename {
                from: path(words[0]),
                to: path(words[1]),
            }),
            "link" => self.asked.push(Asked::Link {
                from: path(words[0]),
                to: path(words[1]),
            }),
            "linkat" => self.asked.push(Asked::Link {
                from: path(words[1]),
                to: path(words[3]),
            }),
            "unlink" => self.asked.push(Asked::Remove {
                path: path(words[0]),
            }),
            "mkdir" => self.asked.push(Asked::Folder {
                path: path(words[0]),
            }),
            // Of the system's own files, before the program begins.
            _ if !line.contains(&hex(&self.root)) => {}
            other => panic!("the program calls {other}, which this test does not understand"),
        }
    }

    fn opened(&mut self, words: &[&str], descriptor: i64) {
        let path = path(words[1]);
        self.open.remove(&descriptor);
        if !path.starts_with(&self.root) {
            return;
        }
        let flags = words[2];
        let file = self.next;
        self.next += 1;
        self.open
            .insert(descriptor, (file, flags.contains("O_APPEND")));
        self.asked.push(Asked::Open {
            path,
            emptied: flags.contains("O_TRUNC"),
            file,
        });
    }
}

/// The bytes of `"\x41\x42"`.
fn text(word: &str) -> Vec<u8> {
    let inside = word.trim_matches('"');
    inside
        .split("\\x")
        .skip(1)
        .map(|pair| u8::from_str_radix(&pair[..2], 16).unwrap())
        .collect()
}

fn path(word: &str) -> PathBuf {
    PathBuf::from(OsString::from_vec(text(word)))
}

fn hex(path: &Path) -> String {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|byte| format!("\\x{byte:02x}"))
        .collect()
}

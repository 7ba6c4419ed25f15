//! Reading files that a person pointed at: anything may be behind a path.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use super::PathError;

/// `O_NONBLOCK`: opening a pipe returns at once instead of waiting for someone
/// to write into it.
#[cfg(all(
    any(target_os = "linux", target_os = "android"),
    not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
))]
const OPEN_WITHOUT_WAITING: i32 = 0o4000;
/// As above, with the number the BSD family uses.
#[cfg(any(
    target_os = "macos",
    target_os = "ios",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd"
))]
const OPEN_WITHOUT_WAITING: i32 = 0x4;
/// On other Unix systems only the check before opening protects us.
#[cfg(all(
    unix,
    not(any(
        all(
            any(target_os = "linux", target_os = "android"),
            not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))
        ),
        target_os = "macos",
        target_os = "ios",
        target_os = "freebsd",
        target_os = "netbsd",
        target_os = "openbsd"
    ))
))]
const OPEN_WITHOUT_WAITING: i32 = 0;

/// Opens an ordinary file for reading, following links.
///
/// # Errors
/// Folders, pipes, sockets and devices are refused with
/// [`super::PathErrorKind::NotAFile`], without ever blocking on them.
pub fn open_regular(path: &Path) -> Result<File, PathError> {
    let failed = |source| PathError::new(path, "read", source);
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(PathError::not_a_file(path));
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(OPEN_WITHOUT_WAITING);
    }
    let file = options.open(path).map_err(failed)?;
    // Asked again: the path may have been swapped between the two calls.
    if !file.metadata().map_err(failed)?.is_file() {
        return Err(PathError::not_a_file(path));
    }
    Ok(file)
}

/// Reads a whole ordinary file of at most `max_bytes`.
///
/// # Errors
/// As [`open_regular`]; a longer file is refused with
/// [`super::PathErrorKind::TooLarge`] before it is read.
pub fn read_bounded(path: &Path, max_bytes: u64) -> Result<Vec<u8>, PathError> {
    let failed = |source| PathError::new(path, "read", source);
    let too_large = || failed(io::Error::from(io::ErrorKind::FileTooLarge));
    let file = open_regular(path)?;
    let length = file.metadata().map_err(failed)?.len();
    if length > max_bytes {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(usize::try_from(length).map_err(|_| too_large())?)
        .map_err(|error| failed(io::Error::new(io::ErrorKind::OutOfMemory, error)))?;
    // The file may grow while it is read; the bound still holds.
    file.take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large());
    }
    Ok(bytes)
}

//! Printed photos as JPEGs, kept in memory or set aside on the disk.
//!
//! The typesetter would decode every picture it is given and keep the pixels.
//! A book of 300 photos would so take most of a gigabyte. It is given a *stub*
//! instead: eight grey pixels that bear the photo's colour profile and its
//! digest. `pdf` puts the photo in the stub's place while the file is written.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use image::RgbImage;
use sha2::{Digest, Sha256};

use crate::photo;
use crate::storage::{self, PathError, StagedFile};

/// What the comment of a stub begins with; the digest follows.
const MARK: &[u8] = b"keepsake-photo:";

/// Letters of a SHA-256 in hexadecimal.
const DIGEST_LETTERS: usize = 64;

/// A JPEG of three colours that a page shows.
#[derive(Debug, Clone)]
pub struct StoredJpeg {
    digest: Arc<str>,
    width: u32,
    height: u32,
    /// Its segments with colour profile and density, as they stand in it.
    profile: Arc<[u8]>,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    Memory(Arc<[u8]>),
    Disk {
        spool: Arc<Spool>,
        offset: u64,
        length: usize,
    },
}

impl StoredJpeg {
    /// A JPEG kept in memory; `None` for bytes that are no JPEG of three
    /// colours.
    pub fn new(bytes: Arc<[u8]>) -> Option<Self> {
        let head = Head::read(&bytes)?;
        let digest: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Some(Self {
            digest: digest.into(),
            width: head.width,
            height: head.height,
            profile: head.profile.into(),
            place: Place::Memory(bytes),
        })
    }

    /// The same photo, its bytes on the disk. Where the disk is full, it stays
    /// in memory.
    pub fn set_aside(mut self, spool: &Arc<Spool>) -> Self {
        if let Place::Memory(bytes) = &self.place
            && let Ok(offset) = spool.add(bytes)
        {
            self.place = Place::Disk {
                spool: Arc::clone(spool),
                offset,
                length: bytes.len(),
            };
        }
        self
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// What it is known by: a SHA-256 of its bytes.
    pub fn digest(&self) -> &Arc<str> {
        &self.digest
    }

    /// The JPEG's bytes.
    ///
    /// # Errors
    /// When they were set aside and cannot be read back.
    pub fn bytes(&self) -> io::Result<Arc<[u8]>> {
        match &self.place {
            Place::Memory(bytes) => Ok(Arc::clone(bytes)),
            Place::Disk {
                spool,
                offset,
                length,
            } => spool.read(*offset, *length).map(Into::into),
        }
    }

    /// A JPEG of a few hundred bytes that stands in for it.
    pub fn stub(&self) -> Vec<u8> {
        /// Picture data of eight by eight grey pixels.
        static GREY: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let grey = RgbImage::from_pixel(8, 8, image::Rgb([200; 3]));
            // Pixels of that size can always be encoded.
            let jpeg = photo::jpeg(&grey, 90).unwrap_or_default();
            Head::read(&jpeg).map_or_else(Vec::new, |head| head.without_profile)
        });
        let comment = [MARK, self.digest.as_bytes()].concat();
        let length = u16::try_from(comment.len() + 2).unwrap_or_default();
        let mut stub = vec![0xff, 0xd8];
        stub.extend_from_slice(&self.profile);
        stub.extend([0xff, 0xfe]);
        stub.extend(length.to_be_bytes());
        stub.extend(comment);
        stub.extend_from_slice(&GREY);
        stub
    }
}

/// The digest of the photo that a JPEG stands in for, if it is a stub.
pub fn digest_in(jpeg: &[u8]) -> Option<&str> {
    let mut at = 2;
    loop {
        let (kind, body, next) = segment(jpeg, at)?;
        match kind {
            0xfe => {
                let digest = body.strip_prefix(MARK)?;
                return std::str::from_utf8(digest)
                    .ok()
                    .filter(|digest| digest.len() == DIGEST_LETTERS);
            }
            0xe0..=0xef => at = next,
            _ => return None,
        }
    }
}

/// The marker's second byte, the segment's body and where the next one begins.
fn segment(jpeg: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    let [0xff, kind, high, low] = *jpeg.get(at..at + 4)? else {
        return None;
    };
    let next = at + 2 + usize::from(u16::from_be_bytes([high, low]));
    Some((kind, jpeg.get(at + 4..next)?, next))
}

/// What stands before the picture data of a JPEG.
struct Head {
    width: u32,
    height: u32,
    profile: Vec<u8>,
    /// The JPEG from its first segment that is no profile.
    without_profile: Vec<u8>,
}

impl Head {
    fn read(jpeg: &[u8]) -> Option<Self> {
        jpeg.strip_prefix(&[0xff, 0xd8])?;
        let mut at = 2;
        let mut profile = Vec::new();
        let mut without_profile = Vec::new();
        let mut size = None;
        loop {
            let (kind, body, next) = segment(jpeg, at)?;
            let whole = jpeg.get(at..next)?;
            match kind {
                0xe0..=0xef => profile.extend_from_slice(whole),
                // Picture data follows; its segments were all seen.
                0xda => {
                    without_profile.extend_from_slice(jpeg.get(at..)?);
                    let (width, height) = size?;
                    return Some(Self {
                        width,
                        height,
                        profile,
                        without_profile,
                    });
                }
                _ => {
                    // Frame headers; the numbers between are tables.
                    if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
                        let [8, h1, h2, w1, w2, 3, ..] = *body else {
                            return None;
                        };
                        let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                        size = Some((side(w1, w2), side(h1, h2)));
                    }
                    without_profile.extend_from_slice(whole);
                }
            }
            at = next;
        }
    }
}

/// A file without a lasting name that photos are set aside in; gone with the
/// last of them.
#[derive(Debug)]
pub struct Spool {
    file: Mutex<Ends>,
}

#[derive(Debug)]
struct Ends {
    write: StagedFile,
    read: std::fs::File,
    length: u64,
}

impl Spool {
    /// A new one in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn in_folder(folder: &Path) -> Result<Self, PathError> {
        storage::create_private_dir(folder)?;
        let write = StagedFile::create_in(folder)?;
        let read = storage::open_regular(write.path())?;
        // Open files need no name here: even a crash leaves nothing behind.
        #[cfg(unix)]
        storage::remove_file(write.path())?;
        Ok(Self {
            file: Mutex::new(Ends {
                write,
                read,
                length: 0,
            }),
        })
    }

    fn add(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut ends = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let offset = ends.length;
        let written = ends.write.write_all(bytes);
        if written.is_err() {
            // A part may have been written; what comes next must not be
            // looked for behind it.
            ends.length = ends
                .read
                .metadata()
                .map_or(u64::MAX, |metadata| metadata.len());
        } else {
            ends.length += bytes.len() as u64;
        }
        written.map(|()| offset)
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut ends = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        ends.read.seek(SeekFrom::Start(offset))?;
        let mut bytes = vec![0; length];
        ends.read.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(width: u32, height: u32) -> Arc<[u8]> {
        let pixels = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 9]));
        photo::jpeg(&pixels, 90).unwrap().into()
    }

    #[test]
    fn a_stub_is_small_and_knows_its_photo() {
        let stored = StoredJpeg::new(jpeg(300, 200)).unwrap();
        assert_eq!(stored.size(), (300, 200));
        let stub = stored.stub();
        assert_eq!(digest_in(&stub), Some(&**stored.digest()));
        let seen = image::load_from_memory(&stub).unwrap();
        assert_eq!((seen.width(), seen.height()), (8, 8));
        let profile = |bytes: &[u8]| {
            let reader = io::Cursor::new(bytes.to_vec());
            let mut decoder = image::codecs::jpeg::JpegDecoder::new(reader).unwrap();
            image::ImageDecoder::icc_profile(&mut decoder).unwrap()
        };
        assert!(profile(&stub).is_some());
        assert_eq!(profile(&stub), profile(&stored.bytes().unwrap()));
        assert_eq!(digest_in(&stored.bytes().unwrap()), None);
    }

    #[test]
    fn what_is_no_colour_jpeg_is_refused() {
        assert!(StoredJpeg::new(b"not a photo".as_slice().into()).is_none());
        let whole = jpeg(40, 30);
        for cut in 0..200.min(whole.len()) {
            assert!(StoredJpeg::new(whole[..cut].into()).is_none(), "{cut}");
        }
        let mut grey = Vec::new();
        image::codecs::jpeg::JpegEncoder::new(&mut grey)
            .encode_image(&image::GrayImage::new(20, 20))
            .unwrap();
        assert!(StoredJpeg::new(grey.into()).is_none());
    }

    #[test]
    fn photos_set_aside_come_back_whole_and_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        let spool = Arc::new(Spool::in_folder(&cache).unwrap());
        let originals: Vec<_> = (1..9).map(|n| jpeg(n * 16, 64)).collect();
        let stored: Vec<_> = originals
            .iter()
            .map(|bytes| {
                let stored = StoredJpeg::new(Arc::clone(bytes)).unwrap();
                stored.set_aside(&spool)
            })
            .collect();
        drop(spool);
        for (original, stored) in originals.iter().zip(&stored).rev() {
            assert!(matches!(stored.place, Place::Disk { .. }));
            assert_eq!(stored.bytes().unwrap(), *original);
        }
        let files = if cfg!(unix) { 0 } else { 1 };
        assert_eq!(std::fs::read_dir(&cache).unwrap().count(), files);
        drop(stored);
        assert_eq!(std::fs::read_dir(&cache).unwrap().count(), 0);
    }
}

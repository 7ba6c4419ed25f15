//! The passphrase, the key it opens, and what the key does: seals files and
//! gives originals names that tell nothing.
//!
//! Everything is in the age format (<https://age-encryption.org/v1>), so that
//! a family can get at its photos without this program: the passphrase opens
//! `key.age`, and what is in there opens all the rest.

use std::fmt;
use std::io::{Read, Write};
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::Identity;
use age::{Decryptor, Encryptor};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::archive::BackupError;
use crate::domain::ContentHash;

/// What names are made from besides the key.
const NAMES: &[u8] = b"smilekeep: names of originals";

/// Work for each try of a passphrase, the same whatever this computer can do:
/// 2^18 rounds of scrypt, 256 MB, about a second.
const WORK: u8 = 18;
/// A key file that asks for more is damaged or meant to keep us busy.
const MOST_WORK: u8 = 20;

/// The words that open a locked backup. Never written anywhere; wiped from
/// memory when dropped.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// Fewest letters of a new one.
    pub const FEWEST: usize = 10;

    /// Takes what was typed, as it is.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// Whether it may be chosen for a new backup.
    ///
    /// # Errors
    /// One sentence when it is too short.
    pub fn checked(self) -> Result<Self, BackupError> {
        if self.0.expose_secret().chars().count() < Self::FEWEST {
            return Err(BackupError::ShortPassphrase);
        }
        Ok(self)
    }

    /// Whether two are the same.
    pub fn is(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What opens a locked backup once its passphrase was given.
pub(super) struct Key {
    identity: Identity,
    names: SecretString,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    fn of(identity: Identity) -> Self {
        Self {
            names: identity.to_string(),
            identity,
        }
    }

    /// A new key, by chance.
    pub fn generate() -> Self {
        Self::of(Identity::generate())
    }

    /// The key as a file that only the passphrase opens.
    pub fn sealed(&self, passphrase: &Passphrase) -> std::io::Result<Vec<u8>> {
        let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
        recipient.set_work_factor(WORK);
        let mut file = Vec::new();
        let mut writer =
            Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
                .map_err(std::io::Error::other)?
                .wrap_output(&mut file)?;
        writer.write_all(self.names.expose_secret().as_bytes())?;
        writer.write_all(b"\n")?;
        writer.finish()?;
        Ok(file)
    }

    /// Opens a key file; `None` when the file is damaged.
    ///
    /// # Errors
    /// [`BackupError::WrongPassphrase`] when it is another one.
    pub fn open(file: &[u8], passphrase: &Passphrase) -> Result<Option<Self>, BackupError> {
        let Ok(decryptor) = Decryptor::new_buffered(file) else {
            return Ok(None);
        };
        if !decryptor.is_scrypt() {
            return Ok(None);
        }
        let mut opens = age::scrypt::Identity::new(passphrase.0.clone());
        opens.set_max_work_factor(MOST_WORK);
        let mut reader = match decryptor.decrypt(std::iter::once(&opens as &dyn age::Identity)) {
            Ok(reader) => reader,
            Err(age::DecryptError::DecryptionFailed | age::DecryptError::NoMatchingKeys) => {
                return Err(BackupError::WrongPassphrase);
            }
            Err(_) => return Ok(None),
        };
        let mut text = String::new();
        if reader.read_to_string(&mut text).is_err() {
            return Ok(None);
        }
        let text = SecretString::from(text);
        Ok(Identity::from_str(text.expose_secret().trim())
            .ok()
            .map(Self::of))
    }

    /// The name of an original: says nothing of what is in it to anybody
    /// without the key, not even whether it is a photo they know.
    pub fn name_of(&self, hash: &ContentHash) -> String {
        let mac = |key: &[u8], text: &[u8]| {
            Hmac::<Sha256>::new_from_slice(key).map(|mut mac| {
                mac.update(text);
                mac.finalize().into_bytes()
            })
        };
        let names = mac(self.names.expose_secret().as_bytes(), NAMES);
        // A key of any length will do for this hash, so there is no error.
        let name = names.and_then(|names| mac(&names, hash.to_string().as_bytes()));
        name.map_or_else(
            |_| String::new(),
            |name| name.iter().map(|byte| format!("{byte:02x}")).collect(),
        )
    }

    /// Seals what is written to it; [`age::stream::StreamWriter::finish`] ends
    /// it.
    pub fn seal<W: Write>(&self, output: W) -> std::io::Result<age::stream::StreamWriter<W>> {
        let recipient = self.identity.to_public();
        Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            .map_err(std::io::Error::other)?
            .wrap_output(output)
    }

    /// Reads what was sealed. Changed bytes end in an error, never in other
    /// bytes.
    pub fn read<R: Read>(&self, input: R) -> Result<impl Read + use<R>, age::DecryptError> {
        Decryptor::new(input)?.decrypt(std::iter::once(&self.identity as &dyn age::Identity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_is_read_by_its_key_alone() {
        let (key, other) = (Key::generate(), Key::generate());
        let mut sealed = Vec::new();
        let mut writer = key.seal(&mut sealed).unwrap();
        writer.write_all(b"a smile").unwrap();
        writer.finish().unwrap();
        let mut text = String::new();
        key.read(&sealed[..])
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "a smile");
        assert!(other.read(&sealed[..]).is_err());
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        let changed = key
            .read(&sealed[..])
            .map(|mut read| read.read_to_string(&mut text));
        assert!(changed.is_err() || changed.unwrap().is_err());
    }

    #[test]
    fn names_are_the_same_each_time_and_others_for_another_key() {
        let hash: ContentHash = "a".repeat(64).parse().unwrap();
        let (key, other) = (Key::generate(), Key::generate());
        assert_eq!(key.name_of(&hash), key.name_of(&hash));
        assert_eq!(key.name_of(&hash).len(), 64);
        assert_ne!(key.name_of(&hash), other.name_of(&hash));
        assert!(!key.name_of(&hash).contains("aaaa"));
    }

    #[test]
    fn a_passphrase_tells_nothing_of_itself() {
        let words = Passphrase::new("four quiet words here".to_owned());
        assert!(!format!("{words:?}").contains("quiet"));
        assert!(Passphrase::new("short".to_owned()).checked().is_err());
        assert!(words.checked().is_ok());
    }
}

//! How a camera is told a password: Digest where it can, else Basic.

use std::fmt;

use md5::{Digest as _, Md5};
use sha2::Sha256;

/// A user and a password. Its password is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    user: String,
    password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Login({}, …)", self.user)
    }
}

impl Login {
    /// From what was typed.
    pub fn new(user: &str, password: &str) -> Self {
        Self {
            user: user.to_owned(),
            password: password.to_owned(),
        }
    }

    /// From `user:password` in an address, with its `%40`s.
    pub(super) fn from_address(words: &str) -> Self {
        let (user, password) = words.split_once(':').unwrap_or((words, ""));
        Self {
            user: decoded(user),
            password: decoded(password),
        }
    }

    /// As one line for the keyring: the user has no line break.
    pub(super) fn to_line(&self) -> String {
        format!("{}\n{}", self.user.replace('\n', " "), self.password)
    }

    pub(super) fn from_line(line: &str) -> Option<Self> {
        let (user, password) = line.split_once('\n')?;
        Some(Self::new(user, password))
    }

    /// The `Authorization` for one request, by the best of what the camera
    /// offers; `None` when it offers nothing known.
    pub(super) fn proof(&self, challenges: &[&str], method: &str, target: &str) -> Option<String> {
        let digests = challenges
            .iter()
            .filter_map(|challenge| Challenge::read(challenge));
        // The stronger sum first.
        let best = digests.max_by_key(|challenge| challenge.sum == Sum::Sha256);
        if let Some(challenge) = best {
            let mut random = [0; 8];
            getrandom::fill(&mut random).ok()?;
            let nonce = random
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>();
            return Some(self.digest(&challenge, method, target, &nonce));
        }
        challenges
            .iter()
            .any(|challenge| scheme(challenge).eq_ignore_ascii_case("basic"))
            .then(|| {
                let pair = format!("{}:{}", self.user, self.password);
                format!("Basic {}", base64(pair.as_bytes()))
            })
    }

    fn digest(&self, challenge: &Challenge, method: &str, target: &str, own: &str) -> String {
        let sum = |words: String| challenge.sum.of(&words);
        let Self { user, password } = self;
        let Challenge { realm, nonce, .. } = challenge;
        let who = sum(format!("{user}:{realm}:{password}"));
        let what = sum(format!("{method}:{target}"));
        let count = "00000001";
        let response = if challenge.with_quality {
            sum(format!("{who}:{nonce}:{count}:{own}:auth:{what}"))
        } else {
            sum(format!("{who}:{nonce}:{what}"))
        };
        let quoted = |words: &str| words.replace('\\', "\\\\").replace('"', "\\\"");
        let mut proof = format!(
            "Digest username=\"{}\", realm=\"{}\", nonce=\"{}\", uri=\"{target}\", response=\"{response}\"",
            quoted(user),
            quoted(realm),
            quoted(nonce),
        );
        if let Some(name) = challenge.sum_name {
            proof.push_str(&format!(", algorithm={name}"));
        }
        if challenge.with_quality {
            proof.push_str(&format!(", qop=auth, nc={count}, cnonce=\"{own}\""));
        }
        if let Some(opaque) = &challenge.opaque {
            proof.push_str(&format!(", opaque=\"{}\"", quoted(opaque)));
        }
        proof
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sum {
    Md5,
    Sha256,
}

impl Sum {
    fn of(self, words: &str) -> String {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self {
            Self::Md5 => hex(&Md5::digest(words)),
            Self::Sha256 => hex(&Sha256::digest(words)),
        }
    }
}

/// What a camera says when it wants a Digest.
struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    with_quality: bool,
    sum: Sum,
    /// As the camera named it, if it did.
    sum_name: Option<&'static str>,
}

impl Challenge {
    fn read(words: &str) -> Option<Self> {
        if !scheme(words).eq_ignore_ascii_case("digest") {
            return None;
        }
        let pairs = pairs(words.get("digest".len()..)?);
        let find = |name: &str| {
            let pair = pairs
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
            Some(pair.1.clone())
        };
        let (sum, sum_name) = match find("algorithm") {
            None => (Sum::Md5, None),
            Some(name) if name.eq_ignore_ascii_case("md5") => (Sum::Md5, Some("MD5")),
            Some(name) if name.eq_ignore_ascii_case("sha-256") => (Sum::Sha256, Some("SHA-256")),
            Some(_) => return None,
        };
        let quality = find("qop");
        let with_quality = quality.as_ref().is_some_and(|kinds| {
            kinds
                .split(',')
                .any(|kind| kind.trim().eq_ignore_ascii_case("auth"))
        });
        if quality.is_some() && !with_quality {
            return None;
        }
        Some(Self {
            realm: find("realm").unwrap_or_default(),
            nonce: find("nonce")?,
            opaque: find("opaque"),
            with_quality,
            sum,
            sum_name,
        })
    }
}

fn scheme(words: &str) -> &str {
    words.split_whitespace().next().unwrap_or_default()
}

/// `name="value", name=value`, with `\"` inside.
fn pairs(words: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut letters = words.chars().peekable();
    loop {
        let name: String =
            std::iter::from_fn(|| letters.next_if(|letter| *letter != '=')).collect();
        if letters.next().is_none() {
            return found;
        }
        let mut value = String::new();
        if letters.next_if_eq(&'"').is_some() {
            while let Some(letter) = letters.next() {
                match letter {
                    '"' => break,
                    '\\' => value.extend(letters.next()),
                    other => value.push(other),
                }
            }
        }
        let rest: String =
            std::iter::from_fn(|| letters.next_if(|letter| *letter != ',')).collect();
        value.push_str(rest.trim());
        letters.next();
        found.push((name.trim().to_owned(), value));
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for index in 0..4 {
            let value = (bits >> (18 - 6 * index)) & 63;
            text.push(if index <= three.len() {
                LETTERS
                    .get(value as usize)
                    .map_or('=', |letter| char::from(*letter))
            } else {
                '='
            });
        }
    }
    text
}

fn decoded(words: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = words.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standards_come_out() {
        // RFC 7617 and RFC 7616.
        let aladdin = Login::new("Aladdin", "open sesame");
        assert_eq!(
            aladdin.proof(&["Basic realm=\"x\""], "GET", "/").as_deref(),
            Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        );
        let mufasa = Login::new("Mufasa", "Circle of Life");
        let words = |sum: &str| {
            format!(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={sum}, \
                 nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                 opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
            )
        };
        for (sum, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            (
                "SHA-256",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ] {
            let challenge = Challenge::read(&words(sum)).unwrap();
            let proof = mufasa.digest(
                &challenge,
                "GET",
                "/dir/index.html",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            );
            assert!(
                proof.contains(&format!("response=\"{response}\"")),
                "{proof}"
            );
            assert!(proof.contains("opaque=\"FQhe"));
        }
    }

    #[test]
    fn digest_goes_before_basic_and_the_stronger_sum_first() {
        let login = Login::new("a", "b");
        let basic = "Basic realm=\"camera\"";
        let md5 = "Digest realm=\"camera\", nonce=\"1\"";
        let sha = "digest realm=\"camera\",nonce=\"1\",algorithm=SHA-256,qop=\"auth\"";
        let proof = |all: &[&str]| login.proof(all, "GET", "/").unwrap_or_default();
        assert!(proof(&[basic, md5]).starts_with("Digest "));
        assert!(proof(&[md5, sha, basic]).contains("algorithm=SHA-256"));
        assert!(proof(&[basic]).starts_with("Basic "));
        assert_eq!(proof(&["Bearer"]), "");
        assert_eq!(proof(&["Digest realm=\"no nonce\""]), "");
    }

    #[test]
    fn a_password_is_never_printed_and_survives_the_keyring() {
        let login = Login::new("admin", "geheim\n\"wort\"");
        assert!(!format!("{login:?}").contains("geheim"));
        assert_eq!(Login::from_line(&login.to_line()), Some(login));
    }

    #[test]
    fn base64_fills_up_with_equals() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}

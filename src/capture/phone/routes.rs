//! What the page does when it is asked.

use std::net::IpAddr;
use std::sync::Arc;

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, SET_COOKIE};
use hyper::{Method, Request, StatusCode};
use serde_json::json;
use tokio::sync::{Semaphore, mpsc};
use tokio::time::{Instant, timeout_at};

use super::guard::{Guard, Refusal};
use super::reply::{self, OFFSET, Reply, STATE};
use super::uploads::{Announcement, PieceError, Taken, Uploads};
use super::{End, Event, Landed, Limits, files, texts};
use crate::words::{self, OnlyHere};

/// Bytes of an announcement.
const ANNOUNCEMENT_BYTES: usize = 512 * 1024;
/// Bodies that are read at a time.
pub(super) const BODIES: usize = 3;
/// The type of a piece.
const PIECE_TYPE: &str = "application/offset+octet-stream";

/// What all requests of one page share.
pub(super) struct Desk {
    pub guard: Guard,
    pub uploads: Arc<Uploads>,
    pub limits: Limits,
    pub bodies: Semaphore,
    pub ends: mpsc::UnboundedSender<End>,
}

impl Desk {
    /// Answers one request.
    pub(super) async fn answer(&self, peer: IpAddr, request: Request<Incoming>) -> Reply {
        let (head, body) = request.into_parts();
        let path = head.uri.path().to_owned();
        // A target with a host of its own would be a second Host.
        if head.uri.authority().is_some() {
            return refused(Refusal::Host, false);
        }
        let looks = head.method == Method::GET;
        let rest = match self.guard.admit(&head.method, &path, &head.headers) {
            Ok(rest) => rest,
            Err(refusal) => {
                if self.guard.guesses() >= self.limits.wrong_secrets {
                    // Nobody listens any more: then it is closed already.
                    let _ = self.ends.send(End::TooManyGuesses);
                }
                return refused(refusal, looks);
            }
        };
        match (&head.method, rest) {
            (&Method::GET, "" | "page.js" | "icon.svg" | "page.css") => {
                match self.guard.may_look(peer, &head.headers) {
                    Err(refusal) if rest.is_empty() => refused(refusal, true),
                    // The look of a refusal is the look of the page.
                    Err(refusal) if rest != "page.css" => refused(refusal, false),
                    // Its own files lie beside it: typed without the last stroke
                    // they would not be found.
                    _ if !path.ends_with('/') && rest.is_empty() => {
                        reply::moved(&format!("{path}/"))
                    }
                    _ => page_file(rest),
                }
            }
            (&Method::POST, "hello") => match self.guard.greet(peer, &head.headers) {
                Err(refusal) => refused(refusal, false),
                Ok(cookie) => self.welcome(cookie),
            },
            (method, _) => {
                if let Err(refusal) = self.guard.knows(peer, &head.headers) {
                    return refused(refusal, false);
                }
                let number = rest
                    .strip_prefix("files/")
                    .filter(|digits| digits.len() < 6)
                    .and_then(|digits| digits.parse::<usize>().ok());
                match (method, rest, number) {
                    (&Method::POST, "files", _) => self.announce(&head.headers, body).await,
                    (&Method::HEAD, _, Some(number)) => self.standing(number),
                    (&Method::PATCH, _, Some(number)) => {
                        self.piece(number, &head.headers, body).await
                    }
                    _ => reply::refusal(StatusCode::NOT_FOUND, t!("phone-page-nothing")),
                }
            }
        }
    }

    fn welcome(&self, cookie: Option<String>) -> Reply {
        let mut reply = reply::json(&json!({
            "secondsLeft": self.guard.seconds_left(),
            "pieceBytes": self.limits.piece_bytes,
            "files": self.limits.files,
        }));
        if let Some(cookie) = cookie {
            let Ok(value) = HeaderValue::try_from(cookie) else {
                return refused(Refusal::Device, false);
            };
            reply.headers_mut().insert(SET_COOKIE, value);
            self.uploads.tell(Event::Connected);
        }
        reply
    }

    async fn announce(&self, headers: &hyper::HeaderMap, body: Incoming) -> Reply {
        let words = match self.read(headers, body, ANNOUNCEMENT_BYTES).await {
            Ok(words) => words,
            Err(reply) => return reply,
        };
        let Ok(words) = serde_json::from_slice::<Announcement>(&words) else {
            return reply::refusal(StatusCode::BAD_REQUEST, t!("phone-page-no-list"));
        };
        let standings: Vec<_> = self
            .uploads
            .announce(words, self.guard.in_time())
            .into_iter()
            .map(|standing| match standing.state {
                Ok(offset) => json!({ "number": standing.number, "offset": offset }),
                Err(sentence) => json!({ "refused": sentence }),
            })
            .collect();
        reply::json(&json!({ "files": standings }))
    }

    fn standing(&self, number: usize) -> Reply {
        match self.uploads.standing(number) {
            Some((standing, length, landed)) => match standing.state {
                Ok(offset) => {
                    let mut reply = reply::offset(StatusCode::OK, offset);
                    let headers = reply.headers_mut();
                    headers.insert("upload-length", HeaderValue::from(length));
                    if let Some(landed) = landed {
                        headers.insert(STATE, state_word(landed));
                    }
                    reply
                }
                Err(sentence) => reply::refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, &sentence),
            },
            None => reply::refusal(StatusCode::NOT_FOUND, t!("phone-page-not-announced")),
        }
    }

    async fn piece(&self, number: usize, headers: &hyper::HeaderMap, body: Incoming) -> Reply {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let offset = text(OFFSET.as_str()).and_then(|offset| offset.parse::<u64>().ok());
        let checksum = text("upload-checksum")
            .and_then(|words| words.strip_prefix("crc32 "))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let typed = text(CONTENT_TYPE.as_str()) == Some(PIECE_TYPE);
        let (Some(offset), Some(checksum), true) = (offset, checksum, typed) else {
            return reply::refusal(StatusCode::BAD_REQUEST, t!("phone-page-no-piece"));
        };
        let piece = match self.read(headers, body, self.limits.piece_bytes).await {
            Ok(piece) => piece,
            Err(reply) => return reply,
        };
        let uploads = Arc::clone(&self.uploads);
        // Another thread answers in the manner of this one.
        let manner = words::manner();
        let taken = tokio::task::spawn_blocking(move || {
            let _here = OnlyHere::new(manner);
            uploads.piece(number, offset, checksum, &piece)
        })
        .await;
        match taken {
            Ok(Ok(Taken::UpTo(offset))) => reply::offset(StatusCode::NO_CONTENT, offset),
            Ok(Ok(Taken::Whole(offset, landed))) => {
                let mut reply = reply::offset(StatusCode::NO_CONTENT, offset);
                reply.headers_mut().insert(STATE, state_word(landed));
                reply
            }
            Ok(Err(error)) => piece_refused(error),
            // The thread fell over or the page is closing.
            Err(_) => reply::refusal(
                StatusCode::INTERNAL_SERVER_ERROR,
                t!("phone-page-went-wrong"),
            ),
        }
    }

    /// A whole body, within its limits of length and time.
    async fn read(
        &self,
        headers: &hyper::HeaderMap,
        mut body: Incoming,
        cap: usize,
    ) -> Result<Vec<u8>, Reply> {
        let too_large = || reply::refusal(StatusCode::PAYLOAD_TOO_LARGE, t!("phone-page-too-much"));
        let too_slow = || reply::refusal(StatusCode::REQUEST_TIMEOUT, t!("phone-page-too-slow"));
        let announced = headers
            .get(CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok())
            .and_then(|length| length.parse::<u64>().ok());
        if announced.is_some_and(|length| length > cap as u64) {
            return Err(too_large());
        }
        let end = Instant::now() + self.limits.body_time;
        let _seat = timeout_at(end, self.bodies.acquire())
            .await
            .map_err(|_| too_slow())?;
        let mut bytes = Vec::new();
        loop {
            let next = end.min(Instant::now() + self.limits.pause_time);
            match timeout_at(next, body.frame()).await {
                Err(_) => return Err(too_slow()),
                Ok(None) => return Ok(bytes),
                Ok(Some(Err(_))) => {
                    return Err(reply::refusal(
                        StatusCode::BAD_REQUEST,
                        t!("phone-page-connection-lost"),
                    ));
                }
                Ok(Some(Ok(frame))) => {
                    if let Some(part) = frame.data_ref() {
                        if bytes.len() + part.len() > cap {
                            return Err(too_large());
                        }
                        bytes.extend_from_slice(part);
                    }
                }
            }
        }
    }
}

fn page_file(name: &str) -> Reply {
    match name {
        "page.css" => reply::file("text/css; charset=utf-8", files::STYLE),
        "page.js" => reply::file("text/javascript; charset=utf-8", files::SCRIPT),
        "icon.svg" => reply::file("image/svg+xml", files::ICON),
        _ => reply::page(texts::page()),
    }
}

fn refused(refusal: Refusal, page: bool) -> Reply {
    if page {
        let dressed = matches!(refusal, Refusal::Device | Refusal::Time);
        reply::refusal_page(refusal.status(), refusal.sentence(), dressed)
    } else {
        reply::refusal(refusal.status(), refusal.sentence())
    }
}

fn piece_refused(error: PieceError) -> Reply {
    match error {
        PieceError::Unknown => {
            reply::refusal(StatusCode::NOT_FOUND, t!("phone-page-not-announced"))
        }
        PieceError::Offset(offset) => reply::offset(StatusCode::CONFLICT, offset),
        PieceError::Busy(offset) => reply::offset(StatusCode::LOCKED, offset),
        PieceError::Damaged(offset) => reply::offset(StatusCode::UNPROCESSABLE_ENTITY, offset),
        PieceError::Refused(sentence) => {
            reply::refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, &sentence)
        }
        PieceError::NotKept(sentence) => {
            reply::refusal(StatusCode::INSUFFICIENT_STORAGE, &sentence)
        }
    }
}

fn state_word(landed: Landed) -> HeaderValue {
    HeaderValue::from_static(match landed {
        Landed::Waiting => "kept",
        Landed::Known => "known",
    })
}

//! What the page answers with: always the same strict headers.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue,
    LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::{Response, StatusCode};

pub(super) type Reply = Response<Full<Bytes>>;

/// How far a file came, in bytes.
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// `kept` or `known`, once a file is whole.
pub(super) const STATE: HeaderName = HeaderName::from_static("upload-state");

/// Our own files only, nothing inline that does anything (the words of the page
/// are data), nothing framed, nothing sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

fn with_headers(status: StatusCode, kind: &'static str, body: Bytes) -> Reply {
    let mut reply = Response::new(Full::new(body));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    reply
}

/// One of the page's own files.
pub(super) fn file(kind: &'static str, body: &'static str) -> Reply {
    with_headers(StatusCode::OK, kind, Bytes::from_static(body.as_bytes()))
}

/// The page itself.
pub(super) fn page(page: String) -> Reply {
    with_headers(
        StatusCode::OK,
        "text/html; charset=utf-8",
        Bytes::from(page),
    )
}

/// The same page at its whole address.
pub(super) fn moved(path: &str) -> Reply {
    let mut reply = with_headers(
        StatusCode::PERMANENT_REDIRECT,
        "text/plain; charset=utf-8",
        Bytes::new(),
    );
    if let Ok(path) = HeaderValue::from_str(path) {
        reply.headers_mut().insert(LOCATION, path);
    }
    reply
}

/// A JSON value.
pub(super) fn json(value: &serde_json::Value) -> Reply {
    with_headers(
        StatusCode::OK,
        "application/json",
        Bytes::from(value.to_string()),
    )
}

/// Nothing but how far a file came.
pub(super) fn offset(status: StatusCode, offset: u64) -> Reply {
    let mut reply = with_headers(status, "text/plain; charset=utf-8", Bytes::new());
    reply
        .headers_mut()
        .insert(OFFSET, HeaderValue::from(offset));
    reply
}

/// A refusal in one sentence. The connection ends with it, so that nothing
/// more of a body is read.
pub(super) fn refusal(status: StatusCode, sentence: &str) -> Reply {
    let mut reply = with_headers(
        status,
        "text/plain; charset=utf-8",
        Bytes::from(sentence.to_owned()),
    );
    reply
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    reply
}

/// A refusal as a page, for a person who opened the link. Only who knows the
/// link's secret is led to its style.
pub(super) fn refusal_page(status: StatusCode, sentence: &str, dressed: bool) -> Reply {
    let style = if dressed {
        "<link rel=\"stylesheet\" href=\"page.css\">"
    } else {
        ""
    };
    let page = super::texts::refused(style, sentence);
    let mut reply = with_headers(status, "text/html; charset=utf-8", Bytes::from(page));
    reply
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    reply
}

//! What can go wrong while a page is made.

/// Why a page could not be made. Each says one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeepsakeError {
    /// More photos than one page takes.
    #[error("{}", t!("keepsake-error-too-many", most = *most, given = *given))]
    TooManyPhotos {
        /// Photos given.
        given: usize,
        /// The most a page takes.
        most: usize,
    },
    /// The bytes of one photo are no picture that can be read.
    #[error("{}", t!("keepsake-error-unreadable", cause = cause))]
    UnreadablePhoto {
        /// What the decoder said.
        cause: String,
    },
    /// A picture size that makes no sense or would not fit in memory.
    #[error("{}", t!("keepsake-error-picture-size", reason = _0))]
    PictureSize(String),
    /// A book of months without a single entry.
    #[error("{}", t!("keepsake-error-empty-book"))]
    EmptyBook,
    /// A template that is named is not there.
    #[error("{}", t!("keepsake-error-no-template", template = _0))]
    NoTemplate(String),
    /// A template of the family's own has a mistake.
    #[error("{}", template_sentence(.template, *.line, .cause, .hint))]
    Template {
        /// Its file name.
        template: String,
        /// The line of the mistake, from 1.
        line: Option<usize>,
        /// What the typesetter said.
        cause: String,
        /// What it proposes, if anything.
        hint: Option<String>,
    },
    /// The typesetter refused the page. A fault of the program, not of the
    /// family's words.
    #[error("{}", t!("keepsake-error-typesetting", cause = _0))]
    Typesetting(String),
    /// The page was laid out but could not be written as this format.
    #[error("{}", t!("keepsake-error-export", format = *format, cause = cause))]
    Export {
        /// `PDF` or `PNG`.
        format: &'static str,
        /// What the exporter said.
        cause: String,
    },
}

fn template_sentence(
    template: &str,
    line: Option<usize>,
    cause: &str,
    hint: &Option<String>,
) -> String {
    // The texts tell apart what is there and what is not.
    const NOTHING: &str = "none";
    let line = line.map_or_else(|| NOTHING.to_owned(), |line| line.to_string());
    t!(
        "keepsake-error-template",
        template = template,
        line = line,
        cause = cause,
        hint = hint.as_deref().unwrap_or(NOTHING)
    )
}

//! What can go wrong while a page is made.

use crate::domain::PhotoId;

/// Why a page could not be made. Each says one plain sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeepsakeError {
    /// More photos than one page takes.
    #[error("A page takes up to {most} photos; {given} were chosen.")]
    TooManyPhotos {
        /// Photos given.
        given: usize,
        /// The most a page takes.
        most: usize,
    },
    /// The bytes of one photo are no JPEG that can be read.
    #[error("One of the chosen photos could not be read ({cause}).")]
    UnreadablePhoto {
        /// Which one.
        photo: PhotoId,
        /// What the decoder said.
        cause: String,
    },
    /// A picture size that makes no sense or would not fit in memory.
    #[error("A picture of that size cannot be made: {0}.")]
    PictureSize(String),
    /// The typesetter refused the page. A fault of the template, not of the
    /// family's words.
    #[error("The page could not be laid out: {0}")]
    Typesetting(String),
    /// The page was laid out but could not be written as this format.
    #[error("The page could not be saved as {format}: {cause}")]
    Export {
        /// `PDF` or `PNG`.
        format: &'static str,
        /// What the exporter said.
        cause: String,
    },
}

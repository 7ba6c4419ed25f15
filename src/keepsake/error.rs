//! What can go wrong while a page is made.

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
    /// The bytes of one photo are no picture that can be read.
    #[error("One of the chosen photos could not be read ({cause}).")]
    UnreadablePhoto {
        /// What the decoder said.
        cause: String,
    },
    /// A picture size that makes no sense or would not fit in memory.
    #[error("A picture of that size cannot be made: {0}.")]
    PictureSize(String),
    /// A book of months without a single entry.
    #[error("There is nothing in these months yet. Choose others")]
    EmptyBook,
    /// A template that is named is not there.
    #[error("The template “{0}” is not there any more. Choose another one.")]
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

fn template_sentence(
    template: &str,
    line: Option<usize>,
    cause: &str,
    hint: &Option<String>,
) -> String {
    let place = match line {
        Some(line) => format!("In “{template}”, line {line}"),
        None => format!("In “{template}”"),
    };
    let hint = hint
        .as_ref()
        .map_or_else(String::new, |hint| format!(" ({hint})"));
    format!(
        "{place}, something is not right: {cause}{hint}. Mend it there, or choose another template"
    )
}

//! The words of the command line for keepsake pages and books.

use std::path::PathBuf;

use clap::Args;

use super::args_language::LanguageArgs;
use crate::domain::{Month, PageLook, Paper, PhotoId};

/// How a page looks.
#[derive(Debug, Args)]
pub struct LookArgs {
    /// album, hero, polaroid, storybook, calendar, certificate, cover, or the
    /// file name of one of your own (else the one chosen in the window)
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// a4, letter, a5, square, 10x15 or 13x18
    #[arg(long)]
    pub paper: Option<Paper>,
    /// On its long side
    #[arg(long)]
    pub landscape: bool,
    /// Clear space to the edges, in millimetres
    #[arg(long, value_name = "MM", value_parser = clap::value_parser!(u8).range(
        *PageLook::MARGINS_MM.start() as i64..=*PageLook::MARGINS_MM.end() as i64))]
    pub margin: Option<u8>,
    /// How far colour reaches over the edge, for a print shop, in millimetres
    #[arg(long, value_name = "MM", value_parser = clap::value_parser!(u8).range(0..=PageLook::MAX_BLEED_MM as i64))]
    pub bleed: Option<u8>,
    /// Lines in the corners that show where to cut
    #[arg(long)]
    pub crop_marks: bool,
    /// Pixels an inch of printed photos
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u16).range(72..=1200))]
    pub dpi: u16,
}

/// A page.
#[derive(Debug, Args)]
pub struct KeepsakeVerb {
    /// The month, such as 2026-11 (the newest with photos, if not given)
    #[arg(long)]
    pub month: Option<Month>,
    /// Whose page: name or id (needed when there are several babies)
    #[arg(long)]
    pub baby: Option<String>,
    /// Where to save; the ending .pdf, .png or .jpg decides the format
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// How it looks
    #[command(flatten)]
    pub look: LookArgs,
    /// How it speaks
    #[command(flatten)]
    pub speech: LanguageArgs,
    /// Heading
    #[arg(long)]
    pub title: Option<String>,
    /// Where you were, to stand under the heading
    #[arg(long)]
    pub place: Option<String>,
    /// Last line
    #[arg(long)]
    pub closing: Option<String>,
    /// Photos in order; several times (else those chosen in the window, else
    /// the program's proposal)
    #[arg(long = "photo", value_name = "PHOTO")]
    pub photos: Vec<PhotoId>,
    /// Replace the file if it is there
    #[arg(long)]
    pub replace: bool,
}

/// A book.
#[derive(Debug, Args)]
pub struct BookVerb {
    /// The first month, such as 2026-06 (the first with photos, if not given)
    #[arg(long)]
    pub from: Option<Month>,
    /// The last month (the newest with photos, if not given)
    #[arg(long)]
    pub to: Option<Month>,
    /// Whose book: name or id (needed when there are several babies)
    #[arg(long)]
    pub baby: Option<String>,
    /// Where to save, as PDF
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// How it looks; without a template every month keeps its own
    #[command(flatten)]
    pub look: LookArgs,
    /// How it speaks
    #[command(flatten)]
    pub speech: LanguageArgs,
    /// Replace the file if it is there
    #[arg(long)]
    pub replace: bool,
}

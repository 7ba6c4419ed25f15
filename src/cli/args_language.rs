//! The word of the command line for the language of what is made.

use clap::{Args, ValueEnum};

use crate::words::{Language, Manner, OnlyHere};

/// A language pages can be made in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LanguageWord {
    /// English
    #[default]
    En,
    /// German
    De,
}

/// In which language something is made.
#[derive(Debug, Args)]
pub struct LanguageArgs {
    /// Language of the words on the pages (yours stay as you wrote them)
    #[arg(long, value_enum, default_value_t)]
    pub language: LanguageWord,
}

impl LanguageArgs {
    /// From now on this thread makes pages in that language, until the answer
    /// is dropped.
    pub(super) fn speak(&self) -> OnlyHere {
        OnlyHere::new(Manner {
            language: match self.language {
                LanguageWord::En => Language::English,
                LanguageWord::De => Language::German,
            },
            ..Manner::default()
        })
    }
}

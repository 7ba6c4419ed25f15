//! The words the command line understands.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::args_archive::{ExportVerb, ImportVerb};
pub use super::args_backup::{BackupVerb, PassphraseArgs};
pub use super::args_care::{DeleteVerb, VerifyVerb};
pub use super::args_inbox::{InboxArgs, WatchVerb};
pub use super::args_keepsake::{BookVerb, KeepsakeVerb};
pub use super::args_merge::MergeVerb;
pub use super::args_phone::PhoneVerb;
pub use super::args_photo::{
    CopyVerb, EditPhotoVerb, FlipWord, FormatWord, PresetVerb, TellWord, TurnWord,
};
pub use super::args_server::ServerArgs;
use crate::domain::{EntryId, MilestoneId, Month, PhotoId, SleepState, SmileKind, SmileStrength};

/// A private journal of a baby's sleep smiles.
///
/// Without a command, the window opens.
#[derive(Debug, Parser)]
#[command(
    name = "smilekeep",
    version = concat!(env!("CARGO_PKG_VERSION"), " (", env!("SMILEKEEP_COMMIT"), ")"),
    after_help = "Examples:
  smilekeep                                    open the window
  smilekeep --library ./ours baby add Mina --born 2026-06-14
  smilekeep --library ./ours add ~/Pictures/*.jpg
  smilekeep list --month 2026-11 --json
  smilekeep keepsake --month 2026-11 --output november.pdf

Exit codes: 0 done; 1 could not be done; 2 words not understood;
3 done in part (some photos were refused); 4 the check found damage.",
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// Folder of the library (else the one last opened, else the standard one)
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add or list babies; the first one begins a library
    #[command(subcommand)]
    Baby(BabyVerb),
    /// Add photos: each becomes or joins an entry
    #[command(after_help = "Examples:
  smilekeep add IMG_0001.HEIC IMG_0002.HEIC
  smilekeep add --baby Mina *.jpg --json
  cat photo.jpg | smilekeep add -")]
    Add(AddVerb),
    /// Photos that wait for your word: list, keep or decline them
    #[command(after_help = "Examples:
  smilekeep inbox
  smilekeep inbox keep --all --baby Mina
  smilekeep inbox decline ID ID
  smilekeep inbox --declined --json")]
    Inbox(InboxArgs),
    /// Watch folders of this computer for new photos
    #[command(
        subcommand,
        after_help = "Photos are offered in the tray and only read: never moved, never changed.

Examples:
  smilekeep watch add ~/Phone
  smilekeep watch scan && smilekeep inbox"
    )]
    Watch(WatchVerb),
    /// List entries, photos or milestones
    #[command(after_help = "Examples:
  smilekeep list
  smilekeep list photos --month 2026-11 --json
  smilekeep list --search \"after a feed\"")]
    List(ListVerb),
    /// Show one entry with all it holds
    Show(ShowVerb),
    /// Change an entry, or the look of a photo
    #[command(
        subcommand,
        after_help = "Examples:
  smilekeep edit photo ID --brightness 20 --contrast -5 --turn right
  smilekeep edit photo ID --auto --look warm_night --look-strength 60
  smilekeep edit photo ID --straighten -1.5 --crop 10,0,90,100
  smilekeep edit photo ID ID ID --copy-from ID
  smilekeep edit photo ID --reset
  smilekeep edit entry ID --kind social --note \"Right after the bath\""
    )]
    Edit(EditVerb),
    /// Put entries into the trash
    Delete(DeleteVerb),
    /// Take an entry or a milestone out of the trash
    Restore {
        /// The entry or the milestone
        entry: EntryId,
    },
    /// Keep light and colour under a name, to use again
    #[command(
        subcommand,
        after_help = "Examples:
  smilekeep preset save \"By the window\" --from ID
  smilekeep preset list --json
  smilekeep edit photo ID --preset \"By the window\""
    )]
    Preset(PresetVerb),
    /// Add, list, change or delete milestones
    #[command(subcommand)]
    Milestone(MilestoneVerb),
    /// Make a month's keepsake page, as PDF, PNG or JPEG
    #[command(after_help = "Examples:
  smilekeep keepsake --output page.pdf
  smilekeep keepsake --month 2026-11 --paper letter --title \"Our autumn\" -o page.pdf
  smilekeep keepsake --template polaroid --paper 13x18 --landscape -o page.jpg
  smilekeep keepsake --month 2026-11 -o page.png")]
    Keepsake(KeepsakeVerb),
    /// Make a book of several months, as PDF
    #[command(after_help = "Cover, contents, a page a month and the milestones.

Examples:
  smilekeep book --output year.pdf
  smilekeep book --from 2026-06 --to 2026-11 --template storybook --paper square -o book.pdf")]
    Book(BookVerb),
    /// Save photos with their edits as files for others
    #[command(
        after_help = "Without more words a copy tells nothing but the picture: no date, no camera, no place.

Examples:
  smilekeep copy ID --to ~/Desktop
  smilekeep copy ID ID --to . --format webp --size 1600
  smilekeep copy ID --to . --tell dates"
    )]
    Copy(CopyVerb),
    /// Take everything out: originals, edited copies, pages, tables, JSON
    #[command(
        after_help = "Opens without this program. An export that was stopped goes on in the same folder.

Examples:
  smilekeep export ~/Desktop/smiles
  smilekeep export ~/Desktop/smiles.zip"
    )]
    Export(ExportVerb),
    /// Bring in what another program, or an export, holds
    #[command(
        after_help = "Finds out by itself what it is: a Smilekeep export (folder or zip), a Day One
JSON zip, a Google Takeout (folder or zip), tables of Baby Buddy (CSV), or a
folder of photos. Adds only what is not there yet, so it can be done again.

Examples:
  smilekeep import ~/Downloads/takeout-001.zip --baby Mina --dry-run
  smilekeep import ~/Desktop/smiles.zip"
    )]
    Import(ImportVerb),
    /// Take photos from a phone over the home Wi-Fi
    #[command(
        after_help = "Shows a code; the phone that scans it first can send photos for ten minutes.
They wait in the tray until you keep them. Ctrl+C closes the page.

Examples:
  smilekeep phone
  smilekeep phone --interface wlan0 --port 7645"
    )]
    Phone(PhoneVerb),
    /// Re-read every original and name what is damaged
    Verify(VerifyVerb),
    /// Back up to another drive, check a backup, or take one back
    #[command(
        subcommand,
        after_help = "Examples:
  smilekeep backup to /media/drive/smilekeep
  smilekeep backup to /media/drive/smilekeep-locked --lock
  smilekeep backup check /media/drive/smilekeep
  smilekeep backup restore /media/drive/smilekeep --into ~/Smilekeep"
    )]
    Backup(BackupVerb),
    /// Bring another parent's journal into this one
    #[command(
        after_help = "The other library, or a backup of it, is only read. Merging again changes nothing.

Examples:
  smilekeep merge /media/stick/Smilekeep --dry-run
  smilekeep merge /media/stick/Smilekeep --baby \"Mia=Maria\""
    )]
    Merge(MergeVerb),
    /// Put a journal that cannot be read together again
    #[command(
        after_help = "The broken file is set aside, never deleted. The new journal begins with the newest
good copy in the library's backups folder and takes in everything changed since
from journal.log. Photos are not touched."
    )]
    Repair {
        /// Only say what it can be put together from
        #[arg(long)]
        look: bool,
        /// Do it although the journal can be read
        #[arg(long)]
        force: bool,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a sample library of drawn scenes
    Demo(DemoVerb),
}

/// Babies.
#[derive(Debug, Subcommand)]
pub enum BabyVerb {
    /// Add a baby
    Add {
        /// Name, in any script
        name: String,
        /// Day of birth, such as 2026-06-14
        #[arg(long, value_name = "DAY")]
        born: NaiveDate,
        /// Due date, for the corrected age
        #[arg(long, value_name = "DAY")]
        due: Option<NaiveDate>,
    },
    /// List the babies
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Photos coming in.
#[derive(Debug, Args)]
pub struct AddVerb {
    /// Photo files; - reads one photo from standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Whose smile: name or id (needed when there are several babies)
    #[arg(long)]
    pub baby: Option<String>,
    /// Put the photos into this entry
    #[arg(long, conflicts_with = "baby")]
    pub entry: Option<EntryId>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// What is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ListWhat {
    /// Sleep-smile entries
    #[default]
    Entries,
    /// Photos
    Photos,
    /// Milestones
    Milestones,
    /// Entries and milestones in the trash
    Trash,
}

/// A list.
#[derive(Debug, Args)]
pub struct ListVerb {
    /// What to list
    #[arg(value_enum, default_value_t)]
    pub what: ListWhat,
    /// Only this baby: name or id
    #[arg(long)]
    pub baby: Option<String>,
    /// Only this month, such as 2026-11
    #[arg(long)]
    pub month: Option<Month>,
    /// Only what has all these words
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Only favourites
    #[arg(long)]
    pub favourites: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// One entry.
#[derive(Debug, Args)]
pub struct ShowVerb {
    /// The entry
    pub entry: EntryId,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// Changes.
#[derive(Debug, Subcommand)]
pub enum EditVerb {
    /// Change an entry
    Entry(Box<EditEntryVerb>),
    /// Change how a photo looks; its original stays as it is
    Photo(Box<EditPhotoVerb>),
}

/// Changes of an entry. An empty word (\"\") clears a value.
#[derive(Debug, Args)]
pub struct EditEntryVerb {
    /// The entry
    pub entry: EntryId,
    /// When: 2026-11-03T03:10 or "2026-11-03 03:10"
    #[arg(long, value_parser = parse_moment)]
    pub moment: Option<NaiveDateTime>,
    /// active, quiet, drowsy or awake
    #[arg(long, value_parser = clearable::<SleepState>)]
    pub state: Option<Clearable<SleepState>>,
    /// spontaneous, social or unsure, as you saw it
    #[arg(long, value_parser = clearable::<SmileKind>)]
    pub kind: Option<Clearable<SmileKind>>,
    /// subtle or pronounced
    #[arg(long, value_parser = clearable::<SmileStrength>)]
    pub strength: Option<Clearable<SmileStrength>>,
    /// How long the smile lasted
    #[arg(long, value_name = "SECONDS")]
    pub length: Option<u32>,
    /// What was going on; several times for several; replaces the tags
    #[arg(long = "tag", value_name = "WORDS")]
    pub tags: Vec<String>,
    /// Your words
    #[arg(long)]
    pub note: Option<String>,
    /// Mark as a favourite (true) or not (false)
    #[arg(long, value_name = "BOOL")]
    pub favourite: Option<bool>,
    /// The photo that stands for the entry
    #[arg(long, value_name = "PHOTO")]
    pub cover: Option<PhotoId>,
}

/// A value, or nothing.
#[derive(Debug, Clone, Copy)]
pub struct Clearable<T>(pub Option<T>);

pub(super) fn clearable<T>(text: &str) -> Result<Clearable<T>, T::Err>
where
    T: std::str::FromStr,
{
    if text.is_empty() {
        return Ok(Clearable(None));
    }
    text.parse().map(|value| Clearable(Some(value)))
}

fn parse_moment(text: &str) -> Result<NaiveDateTime, String> {
    [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
    ]
    .iter()
    .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
    .ok_or_else(|| "write it as date and time, for example 2026-11-03T03:10".to_owned())
}

/// Milestones.
#[derive(Debug, Subcommand)]
pub enum MilestoneVerb {
    /// Add a milestone
    Add {
        /// A few words
        title: String,
        /// The day (today, if not given)
        #[arg(long, value_name = "DAY")]
        date: Option<NaiveDate>,
        /// Your words
        #[arg(long, default_value = "")]
        note: String,
        /// The entry it belongs to
        #[arg(long)]
        entry: Option<EntryId>,
        /// Whose: name or id (needed when there are several babies)
        #[arg(long)]
        baby: Option<String>,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// List milestones
    List {
        /// Only this baby: name or id
        #[arg(long)]
        baby: Option<String>,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Change a milestone
    Edit {
        /// The milestone
        milestone: MilestoneId,
        /// A few words
        #[arg(long)]
        title: Option<String>,
        /// The day
        #[arg(long, value_name = "DAY")]
        date: Option<NaiveDate>,
        /// Your words
        #[arg(long)]
        note: Option<String>,
    },
    /// Put a milestone into the trash
    Delete {
        /// The milestone
        milestone: MilestoneId,
    },
}

/// The sample library.
#[derive(Debug, Args)]
pub struct DemoVerb {
    /// Let the five months end on this day (today, if not given)
    #[arg(long, value_name = "DAY")]
    pub until: Option<NaiveDate>,
    /// Long side of the drawn photos, in pixels
    #[arg(long, default_value_t = 3264, value_parser = clap::value_parser!(u32).range(320..=8000))]
    pub pixels: u32,
}

//! The words the command line understands.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::args_backup::{BackupVerb, PassphraseArgs};
pub use super::args_inbox::{InboxArgs, WatchVerb};
pub use super::args_keepsake::{BookVerb, KeepsakeVerb};
pub use super::args_merge::MergeVerb;
use crate::domain::{
    Crop, Edits, EntryId, Look, LookChoice, MilestoneId, Month, PhotoId, SleepState, SmileKind,
    SmileStrength,
};

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
    /// Put an entry into the trash
    Delete {
        /// The entry
        entry: EntryId,
    },
    /// Take an entry out of the trash
    Restore {
        /// The entry
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
    /// Re-read every original and name what is damaged
    Verify {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
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
    /// Entries in the trash
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

fn clearable<T>(text: &str) -> Result<Clearable<T>, T::Err>
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

/// A turn on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TurnWord {
    /// 90° clockwise
    Right,
    /// 90° counter-clockwise
    Left,
    /// 180°
    Half,
}

/// A flip on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FlipWord {
    /// Left and right swapped
    Horizontal,
    /// Top and bottom swapped
    Vertical,
}

/// Changes of how photos look. They are made in this order: `--reset`,
/// `--copy-from`, `--preset`, `--auto`, single values, `--turn`, `--flip`,
/// `--straighten`, `--crop`.
#[derive(Debug, Args)]
pub struct EditPhotoVerb {
    /// The photos
    #[arg(required = true)]
    pub photos: Vec<PhotoId>,
    /// Back to the photo as it was taken, before anything else
    #[arg(long)]
    pub reset: bool,
    /// Take light, colour, detail and look of this photo; crop and turn stay
    #[arg(long, value_name = "PHOTO")]
    pub copy_from: Option<PhotoId>,
    /// Take what a preset holds
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// Let the program choose light and colour from the photo itself
    #[arg(long)]
    pub auto: bool,
    /// The values
    #[command(flatten)]
    pub values: EditValues,
    /// Turn what is seen
    #[arg(long, value_enum)]
    pub turn: Option<TurnWord>,
    /// Mirror what is seen
    #[arg(long, value_enum)]
    pub flip: Option<FlipWord>,
    /// Turn by a few degrees, clockwise; −45.0 to 45.0
    #[arg(long, value_name = "DEGREES", allow_hyphen_values = true, value_parser = parse_degrees)]
    pub straighten: Option<i16>,
    /// What is kept, in percent from the left and the top of what is seen:
    /// LEFT,TOP,RIGHT,BOTTOM; none for the whole photo
    #[arg(long, value_name = "PERCENT", value_parser = parse_crop)]
    pub crop: Option<Crop>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// Photos going out.
#[derive(Debug, Args)]
pub struct CopyVerb {
    /// The photos
    #[arg(required = true)]
    pub photos: Vec<PhotoId>,
    /// Folder for the copies; nothing in it is replaced
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// The kind of file
    #[arg(long, value_enum, default_value_t = FormatWord::Jpeg)]
    pub format: FormatWord,
    /// Longest side in pixels (full size, if not given)
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(1..=65_535))]
    pub size: Option<u32>,
    /// 1 to 100, for JPEG and WebP
    #[arg(long, default_value_t = 92, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub quality: u8,
    /// What the file tells besides the picture
    #[arg(long, value_enum, default_value_t = TellWord::Nothing)]
    pub tell: TellWord,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// The kind of file of a copy.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormatWord {
    /// Read everywhere
    Jpeg,
    /// Without any loss
    Png,
    /// Smaller, for the web
    Webp,
}

/// What a copy tells.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TellWord {
    /// Only the picture
    Nothing,
    /// When it was taken
    Dates,
    /// All the camera wrote, without the place
    All,
    /// All the camera wrote, and the place
    Place,
}

/// Light, colour, detail and look, one by one.
#[derive(Debug, Args)]
pub struct EditValues {
    /// −100 to 100
    #[arg(long, allow_hyphen_values = true, value_parser = clap::value_parser!(i8).range(-100..=100))]
    pub brightness: Option<i8>,
    /// −100 to 100
    #[arg(long, allow_hyphen_values = true, value_parser = clap::value_parser!(i8).range(-100..=100))]
    pub contrast: Option<i8>,
    /// Lift (+) or deepen (−) the dark parts; −100 to 100
    #[arg(long, allow_hyphen_values = true, value_parser = clap::value_parser!(i8).range(-100..=100))]
    pub shadows: Option<i8>,
    /// Brighten (+) or bring back (−) the bright parts; −100 to 100
    #[arg(long, allow_hyphen_values = true, value_parser = clap::value_parser!(i8).range(-100..=100))]
    pub highlights: Option<i8>,
    /// −100 (grey) to 100
    #[arg(long, allow_hyphen_values = true, value_parser = clap::value_parser!(i8).range(-100..=100))]
    pub saturation: Option<i8>,
    /// Bluer (−) or more golden (+); −100 to 100
    #[arg(long, allow_hyphen_values = true, value_parser = clap::value_parser!(i8).range(-100..=100))]
    pub warmth: Option<i8>,
    /// Smooth the grain of a dark room; 0 to 100
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub noise: Option<u8>,
    /// 0 to 100
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub sharpness: Option<u8>,
    /// warm_night, soft, black_and_white or sepia; an empty word for none
    #[arg(long, value_parser = clearable::<Look>)]
    pub look: Option<Clearable<Look>>,
    /// How much of the look; 1 to 100
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub look_strength: Option<u8>,
}

impl EditValues {
    /// These values over others; what was not given stays.
    ///
    /// # Errors
    /// A strength without a look.
    pub fn over(&self, edits: Edits) -> Result<Edits, &'static str> {
        let known = edits.look.map(|choice| choice.look);
        let look = self.look.map_or(known, |word| word.0);
        let strength = self.look_strength.or_else(|| {
            // Another look begins in full.
            let same = edits.look.filter(|choice| Some(choice.look) == look);
            Some(same.map_or(100, |choice| choice.strength))
        });
        if look.is_none() && self.look_strength.is_some() {
            return Err("--look-strength needs a look. Name one with --look.");
        }
        Ok(Edits {
            brightness: self.brightness.unwrap_or(edits.brightness),
            contrast: self.contrast.unwrap_or(edits.contrast),
            shadows: self.shadows.unwrap_or(edits.shadows),
            highlights: self.highlights.unwrap_or(edits.highlights),
            saturation: self.saturation.unwrap_or(edits.saturation),
            warmth: self.warmth.unwrap_or(edits.warmth),
            noise: self.noise.unwrap_or(edits.noise),
            sharpness: self.sharpness.unwrap_or(edits.sharpness),
            look: look
                .zip(strength)
                .map(|(look, strength)| LookChoice { look, strength }),
            ..edits
        })
    }
}

fn parse_degrees(text: &str) -> Result<i16, String> {
    let text = text.replace('−', "-");
    let most = f64::from(Edits::STRAIGHTEN_LIMIT) / 10.0;
    text.parse::<f64>()
        .ok()
        .filter(|degrees| (-most..=most).contains(degrees))
        // At most 450 tenths, so the cast is exact.
        .map(|degrees| (degrees * 10.0).round() as i16)
        .ok_or_else(|| format!("write it in degrees from -{most:.1} to {most:.1}"))
}

fn parse_crop(text: &str) -> Result<Crop, String> {
    if text == "none" {
        return Ok(Crop::WHOLE);
    }
    let wanted = "write four numbers from 0 to 100, such as 10,0,90,100, or none";
    let edges: Vec<u16> = text
        .split(',')
        .map(|part| part.trim().trim_end_matches('%').parse::<f64>())
        .map(|part| part.ok().filter(|percent| (0.0..=100.0).contains(percent)))
        // At most 10 000, so the cast is exact.
        .map(|part| part.map(|percent| (percent * 100.0).round() as u16))
        .collect::<Option<_>>()
        .ok_or_else(|| wanted.to_owned())?;
    let &[left, top, right, bottom] = edges.as_slice() else {
        return Err(wanted.to_owned());
    };
    let crop = Crop {
        left,
        top,
        right,
        bottom,
    };
    let least = Crop::SMALLEST;
    if right < left.saturating_add(least) || bottom < top.saturating_add(least) {
        return Err(format!(
            "at least {} % of each side has to be kept",
            least / 100
        ));
    }
    Ok(crop)
}

/// Presets of edits.
#[derive(Debug, Subcommand)]
pub enum PresetVerb {
    /// List the presets
    List {
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Keep light, colour, detail and look of a photo under a name
    Save {
        /// What to call it; a preset of this name is replaced
        name: String,
        /// The photo whose look is kept
        #[arg(long, value_name = "PHOTO")]
        from: PhotoId,
    },
    /// Remove a preset; photos edited with it stay as they are
    Remove {
        /// Its name
        name: String,
    },
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

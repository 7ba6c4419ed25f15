//! What the verbs about single photos understand: edits, presets, copies.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::{Clearable, clearable};
use crate::domain::{Crop, Edits, Look, LookChoice, PhotoId};

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

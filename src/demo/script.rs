//! Who, when and what: the pretend family's five months.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::{Crop, Edits, SleepState, SmileKind, SmileStrength, Turn};

/// The baby is this old at the end.
pub(super) const BORN_BEFORE_END_DAYS: u64 = 152;
/// Born a little early.
pub(super) const DUE_AFTER_BIRTH_DAYS: u64 = 16;
/// The scene whose first photo stands beside the name.
pub(super) const PORTRAIT: &str = "12-plush-rabbit";

/// One scene and what was written about it.
pub(super) struct Scene {
    pub file: &'static str,
    pub svg: &'static str,
    pub age_days: u64,
    pub hour: u32,
    pub minute: u32,
    pub shots: usize,
    pub note: &'static str,
    pub tags: &'static [&'static str],
    pub state: Option<SleepState>,
    pub kind: Option<SmileKind>,
    pub strength: Option<SmileStrength>,
    pub seconds: Option<u32>,
    pub favourite: bool,
    pub edits: Edits,
}

impl Scene {
    /// When it was photographed.
    pub fn taken(&self, birth: NaiveDate) -> NaiveDateTime {
        let time = NaiveTime::from_hms_opt(self.hour, self.minute, 8).unwrap_or_default();
        (birth + Days::new(self.age_days)).and_time(time)
    }
}

macro_rules! scene {
    ($file:literal, day $age:literal at $hour:literal:$minute:literal, $shots:literal shots,
     $note:literal, $tags:expr, $state:expr, $kind:expr, $strength:expr, $seconds:expr,
     $favourite:literal, $edits:expr) => {
        Scene {
            file: $file,
            svg: include_str!(concat!("../../assets/demo/scenes/", $file, ".svg")),
            age_days: $age,
            hour: $hour,
            minute: $minute,
            shots: $shots,
            note: $note,
            tags: &$tags,
            state: $state,
            kind: $kind,
            strength: $strength,
            seconds: $seconds,
            favourite: $favourite,
            edits: $edits,
        }
    };
}

const AS_TAKEN: Edits = Edits {
    mirrored: false,
    turn: Turn::None,
    straighten: 0,
    crop: Crop::WHOLE,
    brightness: 0,
    contrast: 0,
    shadows: 0,
    highlights: 0,
    saturation: 0,
    warmth: 0,
    noise: 0,
    sharpness: 0,
    look: None,
};

const fn toned(brightness: i8, contrast: i8) -> Edits {
    Edits {
        brightness,
        contrast,
        ..AS_TAKEN
    }
}

use SleepState::{ActiveSleep, Awake, Drowsy, QuietSleep};
use SmileKind::{Social, Spontaneous, Unsure};
use SmileStrength::{Pronounced, Subtle};

/// The scenes, in order of age.
pub(super) const SCENES: &[Scene] = &[
    scene!("01-first-knitted-hat", day 3 at 4:12, 3 shots,
        "The very first one. Grandma’s hat is still two sizes too big, and there it was: a smile, three breaths long.",
        ["after a feed"], Some(ActiveSleep), Some(Spontaneous), Some(Subtle), Some(3), true, AS_TAKEN),
    scene!("02-holding-on", day 9 at 14:40, 2 shots,
        "Would not let go of my finger.",
        ["touch", "being held"], Some(ActiveSleep), Some(Spontaneous), Some(Subtle), Some(2), false, AS_TAKEN),
    scene!("03-on-papas-chest", day 17 at 21:5, 3 shots,
        "Papa hummed, Mina smiled. Both asleep a minute later.",
        ["voice", "being held"], Some(Drowsy), Some(Unsure), Some(Subtle), Some(5), true, toned(12, 6)),
    scene!("04-ten-toes", day 24 at 10:20, 2 shots,
        "Ten toes, counted twice.",
        ["fresh diaper"], Some(QuietSleep), None, None, None, false, AS_TAKEN),
    scene!("05-duckling-blanket", day 33 at 15:31, 2 shots,
        "Wrapped like a little parcel. 🦆🦆🦆",
        ["fresh diaper"], Some(ActiveSleep), Some(Spontaneous), Some(Pronounced), Some(4), false, AS_TAKEN),
    scene!("06-under-the-mobile", day 41 at 3:10, 2 shots,
        "3 a.m. The mobile had stopped long ago; the smile had not.",
        ["after a feed"], Some(ActiveSleep), Some(Spontaneous), Some(Subtle), Some(6), true, toned(22, 10)),
    scene!("07-in-the-sling", day 48 at 11:15, 2 shots,
        "On the way to the market, fast asleep at the loudest corner.",
        ["outdoors", "being held", "sound"], Some(QuietSleep), Some(Unsure), Some(Subtle), None, false, AS_TAKEN),
    scene!("08-pram-under-leaves", day 56 at 16:45, 3 shots,
        "Light and leaves and a whole row of little smiles.",
        ["outdoors"], Some(ActiveSleep), Some(Spontaneous), Some(Pronounced), Some(7), false, AS_TAKEN),
    scene!("09-homeward", day 64 at 18:22, 2 shots,
        "Coming home from the lake. Smiled at every bump in the road.",
        ["sound"], Some(Drowsy), Some(Unsure), Some(Pronounced), Some(3), false, AS_TAKEN),
    scene!("10-bath-towel-bear", day 71 at 19:2, 3 shots,
        "Wide awake, and laughing at us. No doubt about this one.",
        ["bath", "voice"], Some(Awake), Some(Social), Some(Pronounced), Some(9), true, AS_TAKEN),
    scene!("11-over-mamas-shoulder", day 78 at 22:48, 2 shots,
        "ابتسامة صغيرة على كتف ماما، قبل النوم بقليل.",
        ["just before waking", "being held"], Some(Drowsy), Some(Unsure), Some(Subtle), Some(2), false, toned(10, 0)),
    scene!("12-plush-rabbit", day 86 at 13:30, 3 shots,
        "Rabbit came to stay. They have not been apart since.",
        ["touch"], Some(QuietSleep), Some(Spontaneous), Some(Subtle), Some(4), true, AS_TAKEN),
    scene!("13-afternoon-light", day 95 at 15:5, 2 shots,
        "Afternoon sun on the wall, arms up like a champion.",
        [], Some(QuietSleep), Some(Spontaneous), Some(Subtle), Some(3), false, AS_TAKEN),
    scene!("14-with-the-old-dog", day 103 at 14:12, 2 shots,
        "The old dog keeps watch. He sighed; she smiled.",
        ["sound"], Some(ActiveSleep), Some(Spontaneous), Some(Pronounced), Some(5), true, AS_TAKEN),
    scene!("15-with-the-cat", day 111 at 9:48, 2 shots,
        "奶奶说:猫打呼噜的时候,小米娜就笑了。",
        ["sound", "touch"], Some(ActiveSleep), Some(Spontaneous), Some(Pronounced), Some(6), false, AS_TAKEN),
    scene!("16-moon-at-the-window", day 118 at 2:37, 3 shots,
        "Full moon. I should have slept, but I am glad I did not.",
        ["after a feed"], Some(ActiveSleep), Some(Spontaneous), Some(Pronounced), Some(8), true, toned(16, 8)),
    scene!("17-basket-of-leaves", day 124 at 12:25, 2 shots,
        "In the garden, with every leaf we could find.",
        ["outdoors"], Some(QuietSleep), Some(Unsure), Some(Subtle), None, false, AS_TAKEN),
    scene!("18-first-pumpkin", day 129 at 17:18, 3 shots,
        "The pumpkin is bigger than she is. For now.",
        ["voice"], Some(Drowsy), Some(Social), Some(Pronounced), Some(4), true, toned(0, 8)),
    scene!("19-star-blanket", day 139 at 4:51, 3 shots,
        "Last hour before morning, under the star blanket.",
        ["just before waking"], Some(ActiveSleep), Some(Spontaneous), Some(Subtle), Some(5), false, toned(14, 0)),
    scene!("20-snow-outside", day 149 at 16:10, 4 shots,
        "First snow. She slept through it and smiled anyway.",
        ["being held", "music"], Some(QuietSleep), Some(Spontaneous), Some(Pronounced), Some(6), true, AS_TAKEN),
];

/// A milestone of the pretend family.
pub(super) struct MilestoneLine {
    pub title: &'static str,
    pub age_days: u64,
    pub note: &'static str,
    /// The scene it goes with; empty for none.
    pub scene: &'static str,
}

pub(super) const MILESTONES: &[MilestoneLine] = &[
    MilestoneLine {
        title: "First smile in sleep",
        age_days: 3,
        note: "At twelve minutes past four. We both saw it.",
        scene: "01-first-knitted-hat",
    },
    MilestoneLine {
        title: "Came home",
        age_days: 4,
        note: "In the yellow blanket, through the rain.",
        scene: "",
    },
    MilestoneLine {
        title: "First walk outside",
        age_days: 56,
        note: "All the way to the big chestnut and back.",
        scene: "08-pram-under-leaves",
    },
    MilestoneLine {
        title: "First smile at us",
        age_days: 71,
        note: "After the bath, in the bear towel. There was crying, but not hers.",
        scene: "10-bath-towel-bear",
    },
    MilestoneLine {
        title: "Slept in her own bed",
        age_days: 92,
        note: "",
        scene: "",
    },
    MilestoneLine {
        title: "First laugh",
        age_days: 115,
        note: "At the cat, of course. 😹",
        scene: "",
    },
    MilestoneLine {
        title: "Rolled over",
        age_days: 133,
        note: "From back to belly, and very surprised about it.",
        scene: "",
    },
    MilestoneLine {
        title: "First snow",
        age_days: 149,
        note: "Slept right through it.",
        scene: "20-snow-outside",
    },
];

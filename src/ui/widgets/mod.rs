//! The parts every view is made of.
//!
//! Each part takes plain values and gives back what the person did; none knows
//! the journal. Each one has a name and a role for screen readers, can be
//! reached and used with the keyboard, and shows a ring while it has it.

pub mod baby_chip;
pub mod buttons;
mod caret;
pub mod chip;
pub mod choice;
pub mod crop;
pub mod date;
pub mod earlier;
pub mod excerpt;
pub mod film;
pub mod focus;
pub mod fold;
pub mod follow_focus;
pub mod hint;
pub mod histogram;
pub mod key_caps;
pub mod line;
pub mod look_tile;
pub mod over_photo;
pub mod page;
pub mod picture;
pub mod preset_chip;
pub mod range_stepper;
pub mod search_field;
pub mod slider;
pub mod stepper;
pub mod tags;
pub mod text_field;
pub mod toasts;
pub mod words;
pub mod zoom;

pub use baby_chip::baby_chip_ui;
pub use buttons::{
    danger_button, danger_button_enabled, favourite_button, icon_button, icon_button_enabled,
    icon_toggle, primary_button, primary_button_enabled, quiet_button, quiet_button_enabled,
    secondary_button, secondary_button_enabled,
};
pub use chip::{chip_ui, kind_hint_ui};
pub use choice::{choice_row_ui, toggle_pill_ui};
pub use date::{date_field_ui, past_date_field_ui, time_field_ui};
pub use excerpt::excerpt_ui;
pub use histogram::histogram_ui;
pub use page::{card_ui, empty_state_ui, progress_card_ui, section_ui};
pub use picture::{PictureArgs, picture_ui};
pub use range_stepper::{RangeStepperArgs, range_stepper_ui};
pub use search_field::search_field_ui;
pub use slider::{SliderChange, amount_slider_ui, tilt_slider_ui, tone_slider_ui};
pub use stepper::{StepperArgs, stepper_ui};
pub use tags::tags_ui;
pub use text_field::{line_field_ui, note_field_ui, secret_field_ui};
pub use toasts::{ToastId, ToastKind, Toasts};
pub use words::words_ui;
pub use zoom::{ZoomState, zoomable_picture_ui};

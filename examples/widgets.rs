//! Every part of the window on one page, to look at.
//!
//! `cargo run --example widgets` opens it; `cargo run --example widgets -- DIR`
//! writes it as pictures in each look instead.

#[path = "../tests/ui/common.rs"]
mod common;

use std::path::Path;
use std::process::ExitCode;

use chrono::{NaiveDate, NaiveTime};
use eframe::egui::{
    self, CentralPanel, Color32, ColorImage, Frame, Margin, ScrollArea, TextureHandle,
    TextureOptions, Ui, Vec2, vec2,
};
use egui_kittest::kittest::Queryable as _;
use egui_material_icons::icons;
use smilekeep::domain::{SleepState, SmileKind, Tag, tag_suggestions};
use smilekeep::ui::theme::{self, Appearance, space};
use smilekeep::ui::widgets::{self, PictureArgs, ToastKind, Toasts, ZoomState};

struct Sink {
    state: Option<SleepState>,
    kind: Option<SmileKind>,
    tags: Vec<Tag>,
    tag_draft: String,
    note: String,
    arabic: String,
    chinese: String,
    name: String,
    day: Option<NaiveDate>,
    day_draft: String,
    wrong_day: Option<NaiveDate>,
    wrong_draft: String,
    time: Option<NaiveTime>,
    time_draft: String,
    brightness: i8,
    contrast: i8,
    favourite: bool,
    zoom: ZoomState,
    toasts: Toasts,
    photo: Option<TextureHandle>,
    art: Option<TextureHandle>,
    appearance: Appearance,
    page: Page,
}

#[derive(Clone, Copy, PartialEq)]
enum Page {
    Parts,
    Empty,
}

impl Sink {
    fn new(appearance: Appearance, page: Page) -> Self {
        let mut toasts = Toasts::default();
        toasts.push(ToastKind::Success, "12 photos are in the journal.", None);
        toasts.push(ToastKind::Info, "The entry is in the trash.", Some("Undo"));
        toasts.push(
            ToastKind::Problem,
            "IMG_2041.HEIC could not be read. The other photos were added.",
            None,
        );
        Self {
            state: Some(SleepState::ActiveSleep),
            kind: Some(SmileKind::Spontaneous),
            tags: ["after a feed", "القمر", "小雨"]
                .iter()
                .filter_map(|tag| Tag::new(tag))
                .collect(),
            tag_draft: String::new(),
            note: "A quick one, both corners, just as her hand opened. Third tonight 😊".into(),
            arabic: "ابتسامة صغيرة وهي نائمة، بعد الرضاعة مباشرة.".into(),
            chinese: "睡着的时候笑了，像在做梦。".into(),
            name: String::new(),
            day: NaiveDate::from_ymd_opt(2026, 11, 3),
            day_draft: String::new(),
            wrong_day: None,
            wrong_draft: "11/03/2026".into(),
            time: NaiveTime::from_hms_opt(3, 10, 0),
            time_draft: String::new(),
            brightness: 24,
            contrast: -8,
            favourite: true,
            zoom: ZoomState::default(),
            toasts,
            photo: None,
            art: None,
            appearance,
            page,
        }
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        theme::apply(&ctx, self.appearance, 1.0, theme::Motion::GENTLE);
        self.photo
            .get_or_insert_with(|| ctx.load_texture("photo", sample(), TextureOptions::LINEAR));
        if self.art.is_none() {
            self.art = smilekeep::ui::art::svg_texture(&ctx, MOON, 800);
        }
        let ground = theme::of(ui).palette.ground;
        CentralPanel::default()
            .frame(Frame::new().fill(ground).inner_margin(Margin::same(24)))
            .show(ui, |ui| match self.page {
                Page::Parts => {
                    ScrollArea::vertical().show(ui, |ui| self.parts_ui(ui));
                }
                Page::Empty => self.empty_ui(ui),
            });
        if self.page == Page::Empty {
            self.toasts.show_ui(&ctx);
        }
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            widgets::baby_chip_ui(
                ui,
                "Mina",
                "4 months, 20 days old",
                None,
                Color32::TRANSPARENT,
            );
            widgets::baby_chip_ui(
                ui,
                "ليلى",
                "3 weeks old",
                None,
                Color32::from_rgb(170, 120, 100),
            );
        });
        widgets::empty_state_ui(
            ui,
            self.art.as_ref(),
            "No smiles yet",
            "Drop a photo here, or add a smile you saw without a camera. Both count.",
            |ui| {
                widgets::primary_button(
                    ui,
                    icons::ICON_ADD_PHOTO_ALTERNATE.codepoint,
                    "Add photos…",
                );
                widgets::quiet_button(ui, "Write without a photo…");
            },
        );
    }

    fn parts_ui(&mut self, ui: &mut Ui) {
        ui.columns(3, |columns| {
            if let [left, middle, right] = columns {
                self.left_ui(left);
                self.middle_ui(middle);
                self.right_ui(right);
            }
        });
    }

    fn left_ui(&mut self, ui: &mut Ui) {
        ui.label(theme::title("November"));
        widgets::section_ui(ui, "Buttons", |ui| {
            ui.horizontal(|ui| {
                widgets::primary_button(ui, icons::ICON_ADD.codepoint, "Add entry…");
                widgets::secondary_button(ui, icons::ICON_DOWNLOAD.codepoint, "Export…");
            });
            ui.horizontal(|ui| {
                widgets::danger_button(ui, icons::ICON_DELETE.codepoint, "Delete…");
                widgets::primary_button_enabled(ui, false, "", "Save");
                widgets::quiet_button(ui, "Not now");
            });
            ui.horizontal(|ui| {
                widgets::icon_button(ui, icons::ICON_ROTATE_RIGHT.codepoint, "Turn right");
                widgets::icon_toggle(ui, true, icons::ICON_COMPARE.codepoint, "Compare");
                widgets::icon_button_enabled(ui, false, icons::ICON_UNDO.codepoint, "Undo");
                widgets::favourite_button(ui, &mut self.favourite, "Favourite");
                let mut not = false;
                widgets::favourite_button(ui, &mut not, "Favourite, off");
                let _ = ui.button("Plain egui");
            });
        });
        widgets::section_ui(ui, "What did you see?", |ui| {
            let states: Vec<_> = SleepState::ALL.iter().map(|s| (*s, s.label())).collect();
            widgets::choice_row_ui(ui, "Sleep", &states, &mut self.state);
            ui.add_space(space::S);
            let kinds: Vec<_> = SmileKind::ALL.iter().map(|s| (*s, s.label())).collect();
            widgets::choice_row_ui(ui, "Kind of smile", &kinds, &mut self.kind);
        });
        widgets::section_ui(ui, "Tags", |ui| {
            let suggestions: Vec<String> = tag_suggestions()
                .iter()
                .take(6)
                .map(|tag| (*tag).to_owned())
                .collect();
            widgets::tags_ui(
                ui,
                "tags",
                &mut self.tags,
                &suggestions,
                &mut self.tag_draft,
            );
        });
    }

    fn middle_ui(&mut self, ui: &mut Ui) {
        widgets::card_ui(ui, |ui| {
            ui.heading("The baby");
            widgets::line_field_ui(
                ui,
                "name",
                "Name",
                &mut self.name,
                "Mina",
                Some("Please write the baby’s name."),
            );
            ui.horizontal_top(|ui| {
                widgets::date_field_ui(ui, "day", "Day", &mut self.day, &mut self.day_draft, None);
                widgets::time_field_ui(
                    ui,
                    "time",
                    "Time",
                    (&mut self.time, &mut self.time_draft),
                    &mut self.day,
                    chrono::NaiveDateTime::default(),
                );
            });
            widgets::date_field_ui(
                ui,
                "wrong",
                "Due date",
                &mut self.wrong_day,
                &mut self.wrong_draft,
                None,
            );
        });
        ui.add_space(space::M);
        ui.label(theme::label("Note"));
        widgets::note_field_ui(ui, "note", &mut self.note, "What happened?", 3);
        widgets::note_field_ui(ui, "arabic", &mut self.arabic, "What happened?", 1);
        widgets::note_field_ui(ui, "chinese", &mut self.chinese, "What happened?", 1);
        ui.add_space(space::M);
        widgets::progress_card_ui(ui, "Adding photos", 128, 1204, "IMG_20261103_031455.heic");
    }

    fn right_ui(&mut self, ui: &mut Ui) {
        let photo = self
            .photo
            .as_ref()
            .map(|photo| (photo.id(), photo.size_vec2()));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
            for (index, texture) in [photo, photo, None, photo].into_iter().enumerate() {
                widgets::picture_ui(
                    ui,
                    PictureArgs {
                        texture,
                        average: Color32::from_rgb(196, 158, 138),
                        size: Vec2::new(118.0, 118.0),
                        corner: 10.0,
                        selected: index == 1,
                        favourite: index == 0 || index == 2,
                        badge: (index == 3).then_some("First smile"),
                        name: &format!("Photo {index}"),
                    },
                );
            }
        });
        ui.add_space(space::S);
        let width = ui.available_width();
        widgets::zoomable_picture_ui(ui, &mut self.zoom, photo, vec2(width, 190.0));
        ui.add_space(space::S);
        let _ = widgets::tone_slider_ui(
            ui,
            icons::ICON_BRIGHTNESS_6.codepoint,
            "Brightness",
            &mut self.brightness,
        );
        let _ = widgets::tone_slider_ui(
            ui,
            icons::ICON_CONTRAST.codepoint,
            "Contrast",
            &mut self.contrast,
        );
        ui.add_space(space::S);
        let [red, green, blue, luma] = [90.0, 120.0, 165.0, 125.0].map(bump);
        widgets::histogram_ui(ui, &red, &green, &blue, &luma, vec2(width, 90.0));
    }
}

impl eframe::App for Sink {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.page_ui(ui);
    }
}

fn bump(center: f32) -> [u32; 256] {
    std::array::from_fn(|step| {
        let far = (step as f32 - center) / 38.0;
        let near = (step as f32 - center * 0.45) / 14.0;
        (9000.0 * (-far * far).exp() + 4000.0 * (-near * near).exp()) as u32
    })
}

/// A soft sunrise, to stand in for a photo.
fn sample() -> ColorImage {
    const SIDE: (usize, usize) = (480, 320);
    let mut pixels = Vec::new();
    for y in 0..SIDE.1 {
        for x in 0..SIDE.0 {
            let (fx, fy) = (x as f32 / SIDE.0 as f32, y as f32 / SIDE.1 as f32);
            let sun = (1.0 - ((fx - 0.62).hypot(fy - 0.55) * 2.4)).clamp(0.0, 1.0);
            let channel =
                |low: f32, high: f32| (low + (high - low) * (0.35 * fy + 0.65 * sun)) as u8;
            pixels.push(Color32::from_rgb(
                channel(120.0, 255.0),
                channel(96.0, 214.0),
                channel(130.0, 170.0),
            ));
        }
    }
    ColorImage::new([SIDE.0, SIDE.1], pixels)
}

const MOON: &[u8] = br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240">
<ellipse cx="200" cy="208" rx="150" ry="16" fill="#e9d3bd" opacity=".5"/>
<path d="M230 40a90 90 0 1 0 60 140 74 74 0 0 1-60-140z" fill="#e7b07f"/>
<path d="M176 150q14 14 30 2" stroke="#8a4b34" stroke-width="5" fill="none" stroke-linecap="round"/>
</svg>"##;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1) {
        Some(folder) => write_pictures(Path::new(&folder)),
        None => eframe::run_native(
            "Parts",
            eframe::NativeOptions::default(),
            Box::new(|creation| {
                theme::install_fonts(&creation.egui_ctx);
                Ok(Box::new(Sink::new(Appearance::System, Page::Parts)))
            }),
        )
        .map_err(|error| error.to_string()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write_pictures(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for appearance in [Appearance::Light, Appearance::Dark, Appearance::Night] {
        for (page, name) in [
            (Page::Parts, "parts"),
            (Page::Empty, "empty"),
            (Page::Parts, "open"),
            (Page::Parts, "typing"),
        ] {
            let height = if page == Page::Parts { 900.0 } else { 800.0 };
            let mut harness = common::builder(appearance)
                .with_size(egui::vec2(1280.0, height))
                .with_max_steps(20)
                .wgpu()
                .build_eframe(|_| Sink::new(appearance, page));
            harness.run_steps(6);
            if name == "typing" {
                let fields = harness.get_all_by_label("What happened?");
                if let Some(arabic) = fields.into_iter().nth(1) {
                    arabic.focus();
                }
                harness.run_steps(3);
                harness.key_press(egui::Key::ArrowRight);
                harness.key_press_modifiers(
                    egui::Modifiers::SHIFT | egui::Modifiers::CTRL,
                    egui::Key::ArrowRight,
                );
                harness.run_steps(3);
            }
            if name == "open" {
                harness.get_by_label("Pick the day for “Day”").click();
                harness.run_steps(4);
                harness
                    .get_by_role_and_label(egui::Role::Slider, "Brightness")
                    .hover();
                harness.run_steps(4);
            }
            let image = harness.render()?;
            let file = folder.join(format!("{name}-{}.png", appearance.label()));
            image.save(&file).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

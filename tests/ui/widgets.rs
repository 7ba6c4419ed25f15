//! Every part of the window, found by role and name, used by pointer and by
//! keyboard.

use crate::common::{builder, harness, press, unnamed_interactive_nodes};
use crate::window::now;
use chrono::{NaiveDate, NaiveTime};
use eframe::egui::{self, Align2, Color32, Key, Modifiers, Role, Vec2, accesskit::Toggled, vec2};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use egui_material_icons::icons;
use smilekeep::domain::{SleepState, Tag};
use smilekeep::ui::theme::{self, Appearance, Motion};
use smilekeep::ui::widgets::{self, PictureArgs, ToastKind, Toasts, ZoomState};

// ---- buttons

#[test]
fn each_button_answers_to_pointer_and_keyboard() {
    let mut harness = harness(Vec::<&str>::new(), |ui, log| {
        for (name, response) in [
            (
                "Save",
                widgets::primary_button(ui, icons::ICON_CHECK.codepoint, "Save"),
            ),
            ("Export…", widgets::secondary_button(ui, "", "Export…")),
            ("Not now", widgets::quiet_button(ui, "Not now")),
            (
                "Delete…",
                widgets::danger_button(ui, icons::ICON_DELETE.codepoint, "Delete…"),
            ),
            (
                "Turn right",
                widgets::icon_button(ui, icons::ICON_ROTATE_RIGHT.codepoint, "Turn right"),
            ),
        ] {
            if response.clicked() {
                log.push(name);
            }
        }
    });
    let names = ["Save", "Export…", "Not now", "Delete…", "Turn right"];
    for name in names {
        harness.get_by_role_and_label(Role::Button, name).click();
        harness.run();
    }
    assert_eq!(harness.state().as_slice(), names);
    for name in names {
        press(&mut harness, Role::Button, name, Key::Enter);
        press(&mut harness, Role::Button, name, Key::Space);
    }
    assert_eq!(harness.state().len(), 15);
    for name in names {
        let rect = harness.get_by_role_and_label(Role::Button, name).rect();
        assert!(
            rect.height() >= 36.0 && rect.width() >= 36.0,
            "{name}: {rect:?}"
        );
    }
}

#[test]
fn the_tab_key_visits_every_button_in_order() {
    let mut harness = harness((), |ui, ()| {
        widgets::primary_button(ui, "", "One");
        widgets::primary_button_enabled(ui, false, "", "Out of reach");
        widgets::quiet_button(ui, "Two");
    });
    for name in ["One", "Two"] {
        harness.key_press(Key::Tab);
        harness.run();
        assert!(harness.get_by_label(name).is_focused(), "{name}");
    }
}

#[test]
fn a_button_out_of_reach_does_nothing() {
    let mut harness = harness(0, |ui, clicks| {
        if widgets::primary_button_enabled(ui, false, "", "Save").clicked()
            || widgets::icon_button_enabled(ui, false, icons::ICON_UNDO.codepoint, "Undo").clicked()
        {
            *clicks += 1;
        }
    });
    for name in ["Save", "Undo"] {
        harness.get_by_label(name).click();
        harness.run();
        assert!(harness.get_by_label(name).accesskit_node().is_disabled());
    }
    assert_eq!(*harness.state(), 0);
}

#[test]
fn the_heart_says_whether_it_is_on() {
    let mut harness = harness(false, |ui, on| {
        widgets::favourite_button(ui, on, "Favourite");
    });
    let toggled =
        |harness: &Harness<'_, bool>| harness.get_by_label("Favourite").accesskit_node().toggled();
    assert_eq!(toggled(&harness), Some(Toggled::False));
    harness.get_by_label("Favourite").click();
    harness.run();
    assert!(*harness.state());
    assert_eq!(toggled(&harness), Some(Toggled::True));
    press(&mut harness, Role::Button, "Favourite", Key::Space);
    assert!(!*harness.state());
}

// ---- choices and tags

#[test]
fn a_choice_is_a_radio_group_and_a_second_tap_takes_it_back() {
    let mut harness = harness((None, 0), |ui, (value, changes)| {
        let options: Vec<_> = SleepState::ALL.iter().map(|s| (*s, s.label())).collect();
        if widgets::choice_row_ui(ui, "Sleep", &options, value) {
            *changes += 1;
        }
    });
    harness.get_by_role_and_label(Role::RadioGroup, "Sleep");
    harness
        .get_by_role_and_label(Role::RadioButton, "Drowsy")
        .click();
    harness.run();
    assert_eq!(harness.state().0, Some(SleepState::Drowsy));
    press(&mut harness, Role::RadioButton, "Awake", Key::Space);
    assert_eq!(harness.state().0, Some(SleepState::Awake));
    harness.get_by_label("Awake").click();
    harness.run();
    assert_eq!(*harness.state(), (None, 3));
}

struct Tags {
    tags: Vec<Tag>,
    draft: String,
}

fn tag_harness<'a>() -> Harness<'a, Tags> {
    let state = Tags {
        tags: vec![Tag::new("voice").unwrap()],
        draft: String::new(),
    };
    harness(state, |ui, state| {
        let suggestions = ["Voice", "touch", "bath"].map(str::to_owned);
        widgets::tags_ui(ui, "tags", &mut state.tags, &suggestions, &mut state.draft);
    })
}

fn words(harness: &Harness<'_, Tags>) -> Vec<String> {
    let tags = &harness.state().tags;
    tags.iter().map(|tag| tag.as_str().to_owned()).collect()
}

#[test]
fn tags_are_typed_offered_and_taken_off() {
    let mut harness = tag_harness();
    harness.get_by_label("New tag").focus();
    harness.run();
    harness.get_by_label("New tag").type_text("full moon");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(words(&harness), ["voice", "full moon"]);
    assert_eq!(harness.state().draft, "");
    // The keyboard stays in the field: the next tag follows at once.
    harness
        .get_by_label("New tag")
        .type_text("القمر, FULL MOON, bath,");
    harness.run();
    assert_eq!(words(&harness), ["voice", "full moon", "القمر", "bath"]);
    harness.get_by_label("Add the tag “touch”").click();
    harness.run();
    harness.get_by_label("Remove the tag “full moon”").click();
    harness.run();
    assert_eq!(words(&harness), ["voice", "القمر", "bath", "touch"]);
}

#[test]
fn suggestions_already_taken_are_not_offered() {
    let mut harness = tag_harness();
    assert!(harness.query_by_label("Add the tag “Voice”").is_none());
    harness.state_mut().draft = "ba".to_owned();
    harness.run();
    assert!(harness.query_by_label("Add the tag “bath”").is_some());
    assert!(harness.query_by_label("Add the tag “touch”").is_none());
}

#[test]
fn a_long_tag_ends_with_an_ellipsis_and_is_told_whole() {
    let mut harness = tag_harness();
    let long = "the long walk round the lake with both grandmothers in May";
    harness.state_mut().tags.push(Tag::new(long).unwrap());
    harness.run();
    let name = format!("Remove the tag “{long}”");
    let pill = harness.get_by_role_and_label(Role::Button, &name);
    assert!(pill.rect().width() < 260.0, "{:?}", pill.rect());
    pill.hover();
    harness.run_steps(8);
    // The pill and its tooltip.
    assert!(harness.query_all_by_label(&name).count() > 1);
}

#[test]
fn a_long_right_to_left_line_is_cut_at_its_end() {
    if !crate::common::can_draw('ق') {
        return;
    }
    let words = "قبل النوم بقليل مع جدتها في الحديقة القديمة تحت المطر";
    harness((), move |ui, ()| {
        let style = egui::TextStyle::Body;
        for width in [60.0, 110.0, 160.0, 210.0, 260.0] {
            let galley = widgets::buttons::line_galley(ui, words, &style, width);
            let shown = galley.job.text.clone();
            assert!(galley.size().x <= width, "{width}");
            let kept = shown.strip_suffix('…').unwrap();
            assert!(
                words.starts_with(kept) && !galley.elided,
                "{width}: {shown}"
            );
        }
    });
}

#[test]
fn tags_that_come_from_elsewhere_stand_first() {
    let mut harness = tag_harness();
    harness
        .state_mut()
        .tags
        .push(Tag::new("full moon").unwrap());
    harness.run();
    let left = |name: &str| {
        let pill = harness.get_by_role_and_label(Role::Button, name);
        pill.rect().left()
    };
    assert!(left("Remove the tag “full moon”") < left("Add the tag “touch”"));
}

#[test]
fn what_is_too_long_for_a_tag_is_said_and_not_cut() {
    let mut harness = tag_harness();
    harness.get_by_label("New tag").focus();
    harness.run();
    let long = "ü".repeat(61);
    harness.get_by_label("New tag").type_text(&long);
    harness.run();
    let said = |harness: &Harness<'_, Tags>| {
        let sentence = "A tag holds at most 60 characters; this has 61.";
        harness.query_by_label_contains(sentence).is_some()
    };
    assert!(said(&harness));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(words(&harness), ["voice"]);
    assert_eq!(harness.state().draft, long);
    harness.key_press(Key::Backspace);
    harness.run();
    assert!(!said(&harness));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(words(&harness), ["voice".to_owned(), "ü".repeat(60)]);
}

#[test]
fn nothing_but_spaces_is_no_tag() {
    let mut harness = tag_harness();
    harness.get_by_label("New tag").focus();
    harness.run();
    harness.get_by_label("New tag").type_text("   ,  、 ,");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(words(&harness), ["voice"]);
    assert_eq!(harness.state().draft, "");
}

#[test]
fn a_tag_half_typed_counts_when_one_goes_on() {
    let mut harness = harness((Vec::new(), String::new()), |ui, (tags, draft)| {
        let suggestions = ["music".to_owned()];
        widgets::tags_ui(ui, "tags", tags, &suggestions, draft);
        widgets::primary_button(ui, "", "Done");
    });
    let type_tag = |harness: &mut Harness<'_, (Vec<Tag>, String)>, words: &str| {
        harness.get_by_label("New tag").focus();
        harness.run();
        harness.get_by_label("New tag").type_text(words);
        harness.run();
    };
    type_tag(&mut harness, "full moon");
    harness.get_by_role_and_label(Role::Button, "Done").click();
    harness.run();
    assert_eq!(harness.state().0, [Tag::new("full moon").unwrap()]);
    assert_eq!(harness.state().1, "");
    // What leads to a suggestion is no tag of its own.
    type_tag(&mut harness, "mu");
    harness.get_by_label("Add the tag “music”").click();
    harness.run();
    let tags: Vec<_> = harness.state().0.iter().map(|tag| tag.as_str()).collect();
    assert_eq!(tags, ["full moon", "music"]);
}

#[test]
fn two_hundred_tags_are_no_wall_of_words() {
    let mut harness = tag_harness();
    let tags = (0..200).filter_map(|n| Tag::new(&format!("tag 😊 {n} قمر 月")));
    harness.state_mut().tags = tags.collect();
    harness.run();
    let shown = |harness: &Harness<'_, Tags>| {
        let pills = harness.query_all_by_role(Role::Button);
        pills
            .filter(|pill| {
                let name = pill.accesskit_node().label().unwrap_or_default();
                name.starts_with("Remove the tag")
            })
            .count()
    };
    assert_eq!(shown(&harness), 24);
    harness.get_by_label("176 more").click();
    harness.run();
    assert_eq!(shown(&harness), 200);
    harness.get_by_label("Fewer").click_accesskit();
    harness.run();
    assert_eq!(shown(&harness), 24);
}

// ---- pictures

fn args(name: &str) -> PictureArgs<'_> {
    PictureArgs {
        texture: None,
        average: Color32::from_rgb(200, 160, 140),
        size: Vec2::splat(120.0),
        corner: 10.0,
        selected: false,
        favourite: false,
        badge: Some("First smile"),
        name,
    }
}

#[test]
fn a_picture_is_a_button_that_says_what_it_carries() {
    let mut harness = harness(0, |ui, clicks| {
        let shown = PictureArgs {
            selected: *clicks > 0,
            favourite: true,
            ..args("Photo of Mina")
        };
        if widgets::picture_ui(ui, shown).clicked() {
            *clicks += 1;
        }
    });
    harness
        .get_by_role_and_label(Role::Button, "Photo of Mina")
        .click();
    harness.run();
    press(&mut harness, Role::Button, "Photo of Mina", Key::Enter);
    assert_eq!(*harness.state(), 2);
    let node = harness.get_by_label("Photo of Mina").accesskit_node();
    assert_eq!(node.toggled(), Some(Toggled::True));
    assert_eq!(node.description().as_deref(), Some("Favourite"));
}

#[test]
fn the_baby_chip_says_name_and_age() {
    let mut harness = harness(0, |ui, clicks| {
        let name = "Wilhelmina Theodora Anastasia von und zu Beispielhausen";
        if widgets::baby_chip_ui(ui, name, "3 weeks old", None, Color32::TRANSPARENT).clicked() {
            *clicks += 1;
        }
    });
    let chip = harness.get_by_role_and_label(
        Role::Button,
        "Wilhelmina Theodora Anastasia von und zu Beispielhausen, 3 weeks old",
    );
    assert!(chip.rect().width() < 320.0);
    chip.click();
    harness.run();
    assert_eq!(*harness.state(), 1);
}

struct Zoom {
    state: ZoomState,
    texture: Option<egui::TextureHandle>,
}

fn zoom_harness<'a>() -> Harness<'a, Zoom> {
    let state = Zoom {
        state: ZoomState::default(),
        texture: None,
    };
    // Quick frames: two clicks have to fall into one double-click.
    builder(Appearance::Light)
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(
            |ui, zoom: &mut Zoom| {
                let texture = zoom.texture.get_or_insert_with(|| {
                    let image = egui::ColorImage::filled([4, 3], Color32::GRAY);
                    ui.ctx()
                        .load_texture("photo", image, egui::TextureOptions::LINEAR)
                });
                let texture = Some((texture.id(), vec2(4000.0, 3000.0)));
                widgets::zoomable_picture_ui(ui, &mut zoom.state, texture, vec2(400.0, 300.0));
            },
            state,
        )
}

fn zoom_value(harness: &Harness<'_, Zoom>) -> Option<String> {
    harness
        .get_by_role_and_label(Role::Image, "Photo")
        .accesskit_node()
        .value()
}

/// Frames a glide takes at most.
const GLIDE: usize = 30;

#[test]
fn keys_zoom_a_photo() {
    let mut harness = zoom_harness();
    assert_eq!(zoom_value(&harness).as_deref(), Some("10 %"));
    harness.get_by_label("Photo").focus();
    harness.run();
    harness.key_press(Key::Plus);
    harness.run_steps(2);
    assert!(!harness.state().state.is_at_rest(), "it glides");
    harness.run_steps(GLIDE);
    assert_eq!(zoom_value(&harness).as_deref(), Some("12 %"));
    harness.key_press(Key::Minus);
    harness.key_press(Key::Minus);
    harness.run_steps(GLIDE);
    assert!(harness.state().state.is_fit());
    harness.key_press(Key::Plus);
    harness.key_press(Key::ArrowLeft);
    harness.key_press(Key::Num0);
    harness.run_steps(GLIDE);
    assert!(harness.state().state.is_fit());
}

#[test]
fn wheel_and_double_click_zoom_a_photo() {
    let mut harness = zoom_harness();
    let center = harness.get_by_label("Photo").rect().center();
    harness.hover_at(center);
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    // The wheel glides to a stop over several frames.
    harness.run_steps(60);
    assert!(!harness.state().state.is_fit());
    harness.state_mut().state.fit();
    for _ in 0..2 {
        harness.get_by_label("Photo").click();
    }
    harness.run_steps(GLIDE);
    assert_eq!(zoom_value(&harness).as_deref(), Some("100 %"));
}

#[test]
fn a_histogram_says_where_the_light_is() {
    let mut luma = [0; 256];
    luma[20] = 900;
    let harness = harness((), move |ui, ()| {
        widgets::histogram_ui(ui, &luma, &luma, &luma, &luma, vec2(256.0, 100.0));
    });
    harness.get_by_role_and_label(Role::Image, "Light in this photo: mostly dark");
}

// ---- pages

#[test]
fn an_empty_page_offers_what_to_do() {
    let mut harness = harness(false, |ui, clicked| {
        *clicked |=
            widgets::empty_state_ui(ui, None, "No smiles yet", "Drop a photo here.", |ui| {
                widgets::primary_button(ui, "", "Add photos…").clicked()
            });
    });
    harness.get_by_role_and_label(Role::Heading, "No smiles yet");
    harness.get_by_label("Drop a photo here.");
    harness.get_by_label("Add photos…").click();
    harness.run();
    assert!(*harness.state());
}

#[test]
fn sections_and_cards_give_back_what_is_drawn_in_them() {
    let harness = harness(0, |ui, value| {
        *value = widgets::section_ui(ui, "Backup", |ui| widgets::card_ui(ui, |_| 7));
    });
    assert_eq!(*harness.state(), 7);
    harness.get_by_role_and_label(Role::Heading, "Backup");
    harness.get_by_role_and_label(Role::Region, "Backup");
}

#[test]
fn long_work_says_how_far_it_is_and_can_be_stopped() {
    let mut harness = harness(false, |ui, stopped| {
        *stopped |= widgets::progress_card_ui(ui, "Adding photos", 3, 12, "IMG_1.heic");
    });
    let bar = harness.get_by_role_and_label(Role::ProgressIndicator, "Adding photos");
    assert_eq!(bar.accesskit_node().numeric_value(), Some(25.0));
    harness.get_by_label("3 of 12");
    harness.get_by_label("IMG_1.heic");
    harness.get_by_label("Stop: Adding photos").click();
    harness.run();
    assert!(*harness.state());
}

fn toast_harness<'a>(toasts: Toasts) -> Harness<'a, (Toasts, u32)> {
    builder(Appearance::Light)
        .with_size(vec2(800.0, 600.0))
        .build_ui_state(
            |ui, (toasts, answers): &mut (Toasts, u32)| {
                if toasts.show_ui(ui.ctx()).is_some() {
                    *answers += 1;
                }
            },
            (toasts, 0),
        )
}

#[test]
fn a_message_can_be_answered_and_closed() {
    let mut toasts = Toasts::default();
    toasts.push(ToastKind::Info, "The entry is in the trash.", Some("Undo"));
    toasts.push(ToastKind::Problem, "One photo could not be read.", None);
    let mut harness = toast_harness(toasts);
    harness.get_by_role_and_label(Role::Alert, "One photo could not be read.");
    harness.get_by_label("Undo").click();
    harness.run_steps(6);
    assert_eq!(harness.state().1, 1);
    assert!(harness.query_by_label("Undo").is_none());
    harness.get_by_label("Close this message").click();
    harness.run_steps(6);
    assert!(harness.state().0.is_empty());
}

#[test]
fn messages_go_by_themselves_but_not_under_the_pointer() {
    let mut toasts = Toasts::default();
    toasts.push(ToastKind::Success, "Saved.", None);
    let mut harness = toast_harness(toasts);
    let place = harness
        .get_by_role_and_label(Role::Label, "Saved.")
        .rect()
        .center();
    harness.hover_at(place);
    harness.run_steps(60);
    assert!(!harness.state().0.is_empty(), "held by the pointer");
    harness.hover_at(Align2::LEFT_TOP.pos_in_rect(&harness.ctx.content_rect()));
    harness.run_steps(60);
    assert!(harness.state().0.is_empty(), "gone");
}

// ---- all of it

#[derive(Default)]
struct When {
    day: Option<NaiveDate>,
    day_draft: String,
    time: Option<NaiveTime>,
    time_draft: String,
}

#[test]
fn everything_has_a_name_in_every_look() {
    for appearance in Appearance::ALL {
        let harness = builder(appearance)
            .with_size(vec2(700.0, 1400.0))
            .with_max_steps(20)
            .build_ui_state(
                |ui, when: &mut When| {
                    let mut tone = 5;
                    let mut on = true;
                    let mut line = String::new();
                    let mut tags = vec![Tag::new("voice").unwrap()];
                    let suggestions = ["bath".to_owned()];
                    let mut draft = String::new();
                    widgets::primary_button(ui, "", "Save");
                    widgets::favourite_button(ui, &mut on, "Favourite");
                    widgets::choice_row_ui(ui, "Sleep", &[(1, "Asleep")], &mut None);
                    widgets::tags_ui(ui, "tags", &mut tags, &suggestions, &mut draft);
                    widgets::line_field_ui(ui, "line", "Name", &mut line, "", Some("Please."));
                    widgets::note_field_ui(ui, "note", &mut line, "What happened?", 2);
                    widgets::date_field_ui(
                        ui,
                        "day",
                        "Day",
                        &mut when.day,
                        &mut when.day_draft,
                        None,
                    );
                    widgets::time_field_ui(
                        ui,
                        "time",
                        "Time",
                        (&mut when.time, &mut when.time_draft),
                        &mut when.day,
                        now(),
                    );
                    let _ = widgets::tone_slider_ui(ui, "", "Contrast", &mut tone);
                    widgets::picture_ui(ui, args("Photo"));
                    widgets::histogram_ui(
                        ui,
                        &[1; 256],
                        &[1; 256],
                        &[1; 256],
                        &[1; 256],
                        vec2(200.0, 80.0),
                    );
                    widgets::baby_chip_ui(ui, "Mina", "", None, Color32::GRAY);
                    widgets::progress_card_ui(ui, "Adding photos", 1, 2, "");
                },
                When::default(),
            );
        assert_eq!(
            unnamed_interactive_nodes(&harness),
            Vec::<String>::new(),
            "{appearance:?}"
        );
    }
}

#[test]
fn a_nameless_button_is_found_out() {
    let harness = builder(Appearance::Light)
        .with_accessibility_check(false)
        .build_ui(|ui| {
            let _ = ui.button("");
        });
    assert_eq!(unnamed_interactive_nodes(&harness).len(), 1);
}

#[test]
fn a_look_is_applied_once_and_known_everywhere() {
    let harness = builder(Appearance::Night).build_ui(|ui| {
        let theme = theme::of(ui);
        assert_eq!(theme.appearance, Appearance::Night);
        assert_eq!(ui.visuals().panel_fill, theme.palette.ground);
        assert_eq!(
            theme::apply(ui.ctx(), Appearance::Night, 1.0, Motion::GENTLE),
            theme
        );
    });
    let light = theme::apply(&harness.ctx, Appearance::Light, f32::NAN, Motion::GENTLE);
    assert_eq!((light.is_dark, light.scale), (false, 1.0));
    assert_eq!(
        theme::apply(&harness.ctx, Appearance::Light, 99.0, Motion::GENTLE).scale,
        2.0
    );
}

#[test]
fn a_look_survives_its_code() {
    for look in Appearance::ALL {
        let written = serde_json::to_string(&look).unwrap();
        assert_eq!(serde_json::from_str::<Appearance>(&written).unwrap(), look);
    }
    assert_eq!(Appearance::default(), Appearance::System);
}

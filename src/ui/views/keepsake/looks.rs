//! How the page looks: template, paper, margins, a verse.

use std::collections::HashMap;

use eframe::egui::{
    Color32, ColorImage, Label, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle,
    TextureHandle, TextureOptions, Ui, UiBuilder, Vec2, WidgetInfo, epaint::RectShape, pos2, vec2,
};
use egui_material_icons::icons;

use crate::app::Model;
use crate::domain::{PageChoice, PageLook, Paper};
use crate::keepsake::{PagePixels, Template, verses_offered};
use crate::ui::theme::{self, radius, space};
use crate::ui::widgets::focus::focus_ring_ui;
use crate::ui::widgets::fold::fold_ui;
use crate::ui::widgets::{RangeStepperArgs, choice_row_ui, range_stepper_ui};

/// Tiles side by side.
const COLUMNS: usize = 4;
/// Height of the small page in a tile, in points.
const PAGE: f32 = 92.0;
/// Height of the words below it, in points.
const WORDS: f32 = 24.0;
/// What a print shop asks for, in millimetres.
const SHOP_BLEED_MM: u8 = 3;

/// The small pictures of the looks.
#[derive(Default)]
pub(super) struct LookPictures {
    textures: HashMap<String, TextureHandle>,
    generation: u64,
}

impl LookPictures {
    fn upload(&mut self, ui: &Ui, model: &Model) {
        let state = &model.keepsake;
        if self.generation == state.looks_generation && !state.looks.is_empty() {
            return;
        }
        self.generation = state.looks_generation;
        self.textures
            .retain(|code, _| state.looks.iter().any(|(known, _)| known == code));
        for (code, look) in &state.looks {
            let Ok(page) = look else {
                self.textures.remove(code);
                continue;
            };
            let Some(image) = picture(page) else {
                continue;
            };
            match self.textures.get_mut(code) {
                Some(texture) => texture.set(image, TextureOptions::LINEAR),
                None => {
                    let texture = ui
                        .ctx()
                        .load_texture("page-look", image, TextureOptions::LINEAR);
                    self.textures.insert(code.clone(), texture);
                }
            }
        }
    }

    /// One tile a template; the chosen one is marked.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, model: &Model, choice: &mut PageChoice) {
        self.upload(ui, model);
        ui.label(theme::label(t!("keepsake-view-look")));
        ui.add_space(space::XS);
        let templates = &model.keepsake.templates;
        let chosen = chosen_template(templates, choice);
        let width = (ui.available_width() - space::S * (COLUMNS - 1) as f32) / COLUMNS as f32;
        let group = UiBuilder::new()
            .accessibility_role(Role::RadioGroup)
            .accessibility_label(t!("keepsake-view-look"));
        ui.scope_builder(group, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            for line in templates.chunks(COLUMNS) {
                ui.horizontal(|ui| {
                    for template in line {
                        let look = model
                            .keepsake
                            .looks
                            .iter()
                            .find(|(code, _)| *code == template.code)
                            .map(|(_, look)| look);
                        let problem = look.and_then(|look| look.as_ref().err());
                        let texture = self.textures.get(&template.code);
                        let here = chosen == Some(template.code.as_str());
                        if tile_ui(ui, template, texture, problem, width, here).clicked() {
                            choice.look.template.clone_from(&template.code);
                        }
                    }
                });
            }
        });
    }
}

fn chosen_template<'a>(templates: &'a [Template], choice: &PageChoice) -> Option<&'a str> {
    templates
        .iter()
        .find(|template| template.code == choice.look.template)
        .or_else(|| templates.first())
        .map(|template| template.code.as_str())
}

fn picture(page: &PagePixels) -> Option<ColorImage> {
    let size = [page.width as usize, page.height as usize];
    // The page is opaque, so premultiplied is what it is.
    (page.rgba.len() == size[0] * size[1] * 4)
        .then(|| ColorImage::from_rgba_premultiplied(size, &page.rgba))
}

/// A small page and the name of its look. Read out as a radio button.
fn tile_ui(
    ui: &mut Ui,
    template: &Template,
    texture: Option<&TextureHandle>,
    problem: Option<&String>,
    width: f32,
    chosen: bool,
) -> Response {
    let size = vec2(width, PAGE + WORDS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, &template.label)
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let palette = theme::of(ui).palette;
    let field = Rect::from_min_size(rect.min, vec2(width, PAGE));
    let fill = if chosen || response.hovered() {
        palette.accent_soft
    } else {
        palette.surface_raised
    };
    ui.painter().rect_filled(field, radius::M, fill);
    match texture {
        Some(texture) => {
            let own = texture.size_vec2();
            let room = field.shrink(space::S);
            let scale = (room.width() / own.x).min(room.height() / own.y);
            let page = Rect::from_center_size(room.center(), own * scale);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().rect_filled(
                page.translate(vec2(0.0, 1.5)).expand(0.5),
                1,
                Color32::from_black_alpha(40),
            );
            let shape = RectShape::filled(page, 1, palette.photo_tint);
            ui.painter().add(shape.with_texture(texture.id(), whole));
        }
        None => {
            let sign = if problem.is_some() {
                icons::ICON_SENTIMENT_DISSATISFIED.codepoint
            } else {
                icons::ICON_IMAGE.codepoint
            };
            ui.painter().text(
                field.center(),
                eframe::egui::Align2::CENTER_CENTER,
                sign,
                eframe::egui::FontId::new(26.0, theme::icons()),
                palette.text_quiet,
            );
        }
    }
    let edge = if chosen {
        Stroke::new(3.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.outline_strong)
    };
    ui.painter()
        .rect_stroke(field, radius::M, edge, StrokeKind::Inside);
    let mut words = ui.new_child(
        UiBuilder::new()
            .max_rect(Rect::from_min_size(
                field.left_bottom() + vec2(0.0, 2.0),
                Vec2::new(width, WORDS),
            ))
            .layout(eframe::egui::Layout::top_down(eframe::egui::Align::Center)),
    );
    let ink = if chosen {
        palette.text
    } else {
        palette.text_quiet
    };
    let text = eframe::egui::RichText::new(&template.label)
        .text_style(TextStyle::Small)
        .color(ink);
    words.add(Label::new(text).truncate().selectable(false));
    focus_ring_ui(ui, &response, field, radius::M);
    match problem {
        Some(sentence) => response.on_hover_text(sentence),
        None => response.on_hover_text(&template.mood),
    }
}

/// Which paper, and how it lies.
pub(super) fn paper_ui(ui: &mut Ui, choice: &mut PageChoice) {
    let papers = Paper::ALL.map(|paper| (paper, paper.label()));
    let mut paper = Some(choice.paper);
    // A second tap takes no paper away: a page has one.
    if choice_row_ui(ui, t!("keepsake-view-paper"), &papers, &mut paper)
        && let Some(paper) = paper
    {
        choice.paper = paper;
    }
    let (width, height) = choice.paper.size_mm();
    if (width - height).abs() > 0.5 {
        ui.add_space(space::S);
        let ways = [
            (false, t!("keepsake-view-upright")),
            (true, t!("keepsake-view-on-its-side")),
        ];
        let mut landscape = Some(choice.look.landscape);
        if choice_row_ui(ui, "", &ways, &mut landscape)
            && let Some(landscape) = landscape
        {
            choice.look.landscape = landscape;
        }
    }
}

/// What a print shop does at the edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edges {
    Plain,
    Bleed,
    Marks,
}

/// Margins, what a print shop needs, a verse, the corrected age.
pub(super) fn more_ui(ui: &mut Ui, choice: &mut PageChoice, has_due_date: bool) {
    let look = &choice.look;
    let changed = look.margin_mm.is_some()
        || look.bleed_mm > 0
        || look.crop_marks
        || look.corrected_age
        || !look.verse.is_empty();
    let icon = icons::ICON_TUNE.codepoint;
    fold_ui(
        ui,
        "keepsake-more-fold",
        icon,
        t!("keepsake-view-more"),
        changed,
        false,
        |ui| {
            ui.add_space(space::S);
            margin_ui(ui, choice);
            ui.add_space(space::L);
            edges_ui(ui, &mut choice.look);
            ui.add_space(space::L);
            verse_ui(ui, &mut choice.look);
            if has_due_date {
                ui.add_space(space::L);
                let ways = [
                    (false, t!("keepsake-view-age-birth")),
                    (true, t!("keepsake-view-age-due")),
                ];
                let mut corrected = Some(choice.look.corrected_age);
                if choice_row_ui(ui, t!("keepsake-view-age"), &ways, &mut corrected)
                    && let Some(corrected) = corrected
                {
                    choice.look.corrected_age = corrected;
                }
            }
        },
    );
}

fn margin_ui(ui: &mut Ui, choice: &mut PageChoice) {
    let usual = choice.paper.usual_margin_mm();
    let mut margin = u32::from(choice.look.margin_mm.unwrap_or(usual));
    let (least, most) = (*PageLook::MARGINS_MM.start(), *PageLook::MARGINS_MM.end());
    let args = RangeStepperArgs {
        label: t!("keepsake-view-margin"),
        less: t!("keepsake-view-margin-less"),
        more: t!("keepsake-view-margin-more"),
        suffix: " mm",
        range: u32::from(least)..=u32::from(most),
        step: 1,
    };
    if range_stepper_ui(ui, &args, &mut margin) {
        let margin = u8::try_from(margin).unwrap_or(usual);
        choice.look.margin_mm = (margin != usual).then_some(margin);
    }
}

fn edges_ui(ui: &mut Ui, look: &mut PageLook) {
    let ways = [
        (Edges::Plain, t!("keepsake-view-edges-home")),
        (Edges::Bleed, t!("keepsake-view-edges-bleed")),
        (Edges::Marks, t!("keepsake-view-edges-marks")),
    ];
    let mut edges = Some(match (look.crop_marks, look.bleed_mm) {
        (true, _) => Edges::Marks,
        (false, 0) => Edges::Plain,
        (false, _) => Edges::Bleed,
    });
    if choice_row_ui(ui, t!("keepsake-view-edges"), &ways, &mut edges)
        && let Some(edges) = edges
    {
        look.crop_marks = edges == Edges::Marks;
        look.bleed_mm = if edges == Edges::Plain {
            0
        } else {
            SHOP_BLEED_MM
        };
    }
}

fn verse_ui(ui: &mut Ui, look: &mut PageLook) {
    let verses: Vec<(&str, &str)> = verses_offered(&look.verse)
        .into_iter()
        .map(|verse| {
            let first = verse.text.lines().next().unwrap_or_default();
            (verse.code, first)
        })
        .collect();
    let mut verse = Some(look.verse.as_str()).filter(|code| !code.is_empty());
    // A second tap takes the verse away again.
    if choice_row_ui(ui, t!("keepsake-view-verse"), &verses, &mut verse) {
        look.verse = verse.unwrap_or_default().to_owned();
    }
}

/// What to know before the page is printed.
pub(super) fn warnings_ui(ui: &mut Ui, model: &Model) {
    let warnings = &model.keepsake.warnings;
    if warnings.is_empty() {
        return;
    }
    const SHOWN: usize = 4;
    let palette = theme::of(ui).palette;
    ui.horizontal(|ui| {
        ui.label(theme::icon(icons::ICON_INFO.codepoint, 18.0).color(palette.text_quiet));
        ui.label(theme::label(t!("keepsake-view-before-print")));
    });
    for sentence in warnings.iter().take(SHOWN) {
        ui.add(Label::new(theme::quiet(ui, sentence.as_str()).small()).wrap());
    }
    if warnings.len() > SHOWN {
        let rest = t!(
            "keepsake-view-more-warnings",
            count = warnings.len() - SHOWN
        );
        ui.add(Label::new(theme::quiet(ui, rest).small()).wrap());
    }
    ui.add_space(space::L);
}

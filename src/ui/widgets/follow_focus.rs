//! Keeps what has the keyboard in sight.

use eframe::egui::{Id, Ui};

use crate::ui::theme::space;

/// Call at the end of a scrolled page: scrolls to the part the keyboard moved
/// to, when it lies on this page.
pub fn follow_focus_ui(ui: &Ui) {
    let seen_id = ui.unique_id().with("focus-seen");
    let focused = ui.memory(|memory| memory.focused());
    let seen: Option<Id> = ui.data(|data| data.get_temp(seen_id)).flatten();
    if focused == seen {
        return;
    }
    ui.data_mut(|data| data.insert_temp(seen_id, focused));
    let part = focused.and_then(|id| ui.ctx().read_response(id));
    if let Some(part) = part
        && part.layer_id == ui.layer_id()
        && ui.min_rect().intersects(part.rect)
    {
        // Of what is larger than the page, what is seen of it is enough.
        let seen = part.interact_rect;
        let rect = if part.rect.height() > ui.clip_rect().height() && seen.is_positive() {
            seen
        } else {
            part.rect
        };
        ui.scroll_to_rect(rect.expand(space::L), None);
    }
}

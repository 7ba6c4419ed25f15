//! What is being typed and chosen on the page.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::app::{EntryCommand, EntrySheet};
use crate::domain::{EntryFields, EntryId, Moment, MomentSource, PhotoId};
use crate::ui::actions::Actions;
use crate::ui::text::short_date;
use crate::ui::widgets::date::{Spoken, is_last_night, understand};

/// The page's own copy of the entry, and half-typed words.
pub(super) struct Draft {
    id: EntryId,
    revision: u64,
    pub fields: EntryFields,
    /// The tag being typed.
    pub tag: String,
    /// The length being typed.
    pub length: String,
    /// The moment being corrected.
    pub form: Option<MomentForm>,
    /// Nothing but photos is in it yet: the words are what comes next.
    pub begins: bool,
    /// The photo shown large; the cover while none was chosen.
    chosen: Option<PhotoId>,
}

/// A moment while it is being corrected. What is typed counts at once, as
/// everywhere on the page; only giving up takes it back.
pub(super) struct MomentForm {
    /// What it was.
    before: Moment,
    /// What of it counts already: an undo meanwhile is not written over.
    counts: Moment,
    pub date: Option<NaiveDate>,
    pub date_text: String,
    pub time: Option<NaiveTime>,
    pub time_text: String,
    /// “Last night” was said: which day that is hangs on the hour.
    last_night: Option<String>,
}

impl MomentForm {
    pub fn new(moment: Moment) -> Self {
        Self {
            before: moment,
            counts: moment,
            date: Some(moment.local.date()),
            date_text: String::new(),
            time: Some(moment.local.time()),
            time_text: String::new(),
            last_night: None,
        }
    }

    /// After the field for the day: what was in it `before`, day and words. A
    /// whole moment may stand there (“last night 2am”).
    pub fn day_changed(&mut self, before: &(Option<NaiveDate>, String), now: NaiveDateTime) {
        let written_out = self
            .date
            .is_some_and(|date| short_date(date) == self.date_text);
        if self.date_text == before.1 || written_out {
            // Another day was picked, or the one there is was written out.
            if self.date != before.0 {
                self.last_night = None;
            }
            return;
        }
        self.last_night = None;
        if let Ok(Spoken {
            day: Some(day),
            time,
        }) = understand(&self.date_text, now)
        {
            self.date = Some(day);
            self.time = Some(time);
        } else if is_last_night(&self.date_text) {
            self.last_night = Some(self.date_text.clone());
            self.hour_changed(now);
        }
    }

    /// Another hour of the night that was said can be of another day.
    pub fn hour_changed(&mut self, now: NaiveDateTime) {
        if let Some(night) = &self.last_night
            && let Some(time) = self.time
            && let Ok(spoken) = understand(&format!("{night} {}", time.format("%H:%M")), now)
        {
            self.date = spoken.day.or(self.date);
        }
    }

    /// The moment as typed in. The offset stays, and so do the seconds of a
    /// time of day that was not touched.
    pub fn moment(&self) -> Option<Moment> {
        let local = self.date?.and_time(self.time?);
        if local == self.before.local {
            return Some(self.before);
        }
        Some(Moment::new(
            local,
            self.before.utc_offset_minutes,
            MomentSource::TypedIn,
        ))
    }
}

impl Draft {
    /// The draft of this sheet: the one there is, or a new one. What the app
    /// changed itself (undo, photos added) is taken over.
    pub fn follow<'a>(slot: &'a mut Option<Self>, sheet: &EntrySheet) -> &'a mut Self {
        if slot.as_ref().is_none_or(|draft| draft.id != sheet.entry.id) {
            *slot = None;
        }
        let draft = slot.get_or_insert_with(|| Self {
            id: sheet.entry.id,
            revision: sheet.revision,
            fields: sheet.fields.clone(),
            tag: String::new(),
            length: String::new(),
            form: None,
            begins: is_blank(&sheet.fields),
            chosen: None,
        });
        if draft.revision != sheet.revision || draft.fields != sheet.fields {
            draft.revision = sheet.revision;
            draft.fields = sheet.fields.clone();
            draft.length = draft
                .fields
                .length_seconds
                .map(|seconds| seconds.to_string())
                .unwrap_or_default();
        }
        draft
    }

    /// Sends the fields; `kind` names the field that changed.
    pub fn send(&self, kind: &'static str, actions: &mut Actions) {
        actions.push(EntryCommand::Change(Box::new(self.fields.clone()), kind));
    }

    fn set_moment(&mut self, moment: Moment, actions: &mut Actions) {
        if moment != self.fields.moment {
            self.fields.moment = moment;
            self.send("moment", actions);
        }
    }

    /// Lets count what was typed for the moment since it was last looked at.
    pub fn take_moment(&mut self, actions: &mut Actions) {
        let Some(form) = &mut self.form else {
            return;
        };
        if let Some(moment) = form.moment().filter(|moment| *moment != form.counts) {
            form.counts = moment;
            self.set_moment(moment, actions);
        }
    }

    /// Closes the form for the moment; what was typed there is one step to
    /// undo, or is taken back.
    pub fn close_moment(&mut self, keep: bool, actions: &mut Actions) {
        if let Some(form) = self.form.take() {
            let before = form.before;
            actions.push(EntryCommand::SettleMoment { before, keep });
        }
    }

    /// The entry.
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// The photo shown large.
    pub fn shown_photo(&self) -> Option<PhotoId> {
        self.chosen
            .filter(|photo| self.fields.photos.contains(photo))
            .or_else(|| self.fields.cover_photo())
    }

    /// Shows another photo large.
    pub fn show_photo(&mut self, photo: PhotoId) {
        self.chosen = Some(photo);
    }

    /// Where a photo stands.
    pub fn position(&self, photo: PhotoId) -> Option<usize> {
        self.fields.photos.iter().position(|known| *known == photo)
    }

    /// Puts a photo at another place. Returns whether anything moved.
    pub fn move_photo(&mut self, photo: PhotoId, to: usize) -> bool {
        let Some(from) = self.position(photo) else {
            return false;
        };
        let to = to.min(self.fields.photos.len().saturating_sub(1));
        if from == to {
            return false;
        }
        self.fields.photos.remove(from);
        self.fields.photos.insert(to, photo);
        true
    }

    /// Takes a photo off the entry and shows its neighbour.
    pub fn remove_photo(&mut self, photo: PhotoId) {
        let Some(at) = self.position(photo) else {
            return;
        };
        self.fields.photos.remove(at);
        self.fields.cover = self.fields.cover.filter(|cover| *cover != photo);
        let neighbour = at.min(self.fields.photos.len().saturating_sub(1));
        self.chosen = self.fields.photos.get(neighbour).copied();
    }
}

/// Nobody has said anything of it yet.
fn is_blank(fields: &EntryFields) -> bool {
    let said = fields.sleep_state.is_some()
        || fields.kind.is_some()
        || fields.strength.is_some()
        || fields.length_seconds.is_some();
    fields.note.is_empty() && fields.tags.is_empty() && !said
}

//! Undo and redo by keeping the values before and after.

use std::time::Duration;

/// Changes of one kind closer together than this are one step.
const SAME_STEP: Duration = Duration::from_millis(1200);

/// The most steps kept.
const MOST_STEPS: usize = 200;

/// A line of values one can walk back and forth on.
#[derive(Debug, Clone)]
pub struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
    last: Option<(&'static str, Duration)>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self {
            past: Vec::new(),
            future: Vec::new(),
            last: None,
        }
    }
}

impl<T: Clone + PartialEq> History<T> {
    /// Remembers the value before a change. Changes of the same `kind` in
    /// quick succession (typing) count as one.
    pub fn record(&mut self, before: T, kind: &'static str, now: Duration) {
        let continues = self
            .last
            .is_some_and(|(last_kind, at)| last_kind == kind && now.saturating_sub(at) < SAME_STEP);
        self.last = Some((kind, now));
        self.future.clear();
        if continues || self.past.last() == Some(&before) {
            return;
        }
        self.past.push(before);
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
    }

    /// The next change begins a step of its own.
    pub fn pause(&mut self) {
        self.last = None;
    }

    /// Steps back from `current`; the value to show, if there is one.
    pub fn undo(&mut self, current: &T) -> Option<T> {
        self.last = None;
        let value = self.past.pop()?;
        self.future.push(current.clone());
        Some(value)
    }

    /// Steps forward again.
    pub fn redo(&mut self, current: &T) -> Option<T> {
        self.last = None;
        let value = self.future.pop()?;
        self.past.push(current.clone());
        Some(value)
    }

    /// The values on the line from the oldest to the newest, with `current`
    /// among them.
    pub fn line<'a>(&'a self, current: &'a T) -> impl Iterator<Item = &'a T> {
        let forward = self.future.iter().rev();
        self.past.iter().chain([current]).chain(forward)
    }

    /// How many steps lie behind: the place of the current value on the line.
    pub fn position(&self) -> usize {
        self.past.len()
    }

    /// Walks to a place on the line; the value to show, if there is one and it
    /// is another than now.
    pub fn walk_to(&mut self, place: usize, current: &T) -> Option<T> {
        if place == self.past.len() || place > self.past.len() + self.future.len() {
            return None;
        }
        let mut value = current.clone();
        while place < self.past.len() {
            value = self.undo(&value)?;
        }
        while place > self.past.len() {
            value = self.redo(&value)?;
        }
        Some(value)
    }

    /// Makes what was changed since a value one step; none where nothing
    /// changed in the end.
    pub fn fold(&mut self, since: &T, current: &T) {
        if since == current {
            self.forget(since);
        } else if let Some(at) = self.past.iter().rposition(|value| value == since) {
            self.past.truncate(at + 1);
            self.last = None;
        }
    }

    /// Forgets what was changed since a value: it never was. Returns whether the
    /// value lies behind.
    pub fn forget(&mut self, since: &T) -> bool {
        let Some(at) = self.past.iter().rposition(|value| value == since) else {
            return false;
        };
        self.past.truncate(at);
        self.future.clear();
        self.last = None;
        true
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn typing_is_one_step_and_a_pause_begins_another() {
        let mut history = History::default();
        history.record("".to_owned(), "note", at(0));
        history.record("a".to_owned(), "note", at(100));
        history.record("ab".to_owned(), "note", at(200));
        history.record("abc".to_owned(), "note", at(9000));
        assert_eq!(history.undo(&"abcd".to_owned()).as_deref(), Some("abc"));
        assert_eq!(history.undo(&"abc".to_owned()).as_deref(), Some(""));
        assert_eq!(history.undo(&"".to_owned()), None);
        assert_eq!(history.redo(&"".to_owned()).as_deref(), Some("abc"));
        assert_eq!(history.redo(&"abc".to_owned()).as_deref(), Some("abcd"));
        assert!(!history.can_redo());
    }

    #[test]
    fn one_can_walk_to_any_place_and_on_from_there() {
        let mut history = History::default();
        for before in 0..4 {
            history.record(before, "a", at(0));
            history.pause();
        }
        assert_eq!(
            history.line(&4).copied().collect::<Vec<_>>(),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(history.position(), 4);
        assert_eq!(history.walk_to(4, &4), None);
        assert_eq!(history.walk_to(5, &4), None);
        assert_eq!(history.walk_to(1, &4), Some(1));
        assert_eq!(history.position(), 1);
        assert_eq!(
            history.line(&1).copied().collect::<Vec<_>>(),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(history.walk_to(3, &1), Some(3));
        assert_eq!(
            history.line(&3).copied().collect::<Vec<_>>(),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(history.redo(&3), Some(4));
    }

    #[test]
    fn a_new_change_forgets_what_was_undone() {
        let mut history = History::default();
        history.record(1, "a", at(0));
        history.record(2, "b", at(1));
        assert_eq!(history.undo(&3), Some(2));
        history.record(2, "c", at(2));
        assert!(!history.can_redo());
        assert!(history.can_undo());
    }
}

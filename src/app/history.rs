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

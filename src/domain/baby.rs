//! The baby a journal is about.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Age, BabyId, CorrectedAge, Invalid, PhotoId};

/// What a parent may set about a baby.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BabyFields {
    /// Name in any script; never empty once saved.
    pub name: String,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// Expected day of birth, for the corrected age.
    pub due_date: Option<NaiveDate>,
    /// Picture shown beside the name.
    pub portrait: Option<PhotoId>,
}

impl BabyFields {
    /// Longest name kept, in characters.
    pub const MAX_NAME_CHARS: usize = 120;

    /// Trims the name and checks what must hold.
    ///
    /// # Errors
    /// One sentence when the name is empty or too long, or when the due date
    /// lies more than five months from the birth date (a typing slip).
    pub fn validated(mut self) -> Result<Self, Invalid> {
        self.name = self.name.trim().to_owned();
        if self.name.is_empty() {
            return Err(Invalid::new(t!("baby-name-missing")));
        }
        if self.name.chars().count() > Self::MAX_NAME_CHARS {
            return Err(Invalid::new(t!(
                "baby-name-long",
                most = Self::MAX_NAME_CHARS
            )));
        }
        if let Some(due) = self.due_date
            && (due - self.birth_date).num_days().abs() > 155
        {
            return Err(Invalid::new(t!("baby-due-date-far")));
        }
        Ok(self)
    }
}

/// A baby as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baby {
    /// Stable id.
    pub id: BabyId,
    /// What the parent set.
    #[serde(flatten)]
    pub fields: BabyFields,
    /// UTC.
    pub created_at: NaiveDateTime,
    /// UTC.
    pub updated_at: NaiveDateTime,
}

impl Baby {
    /// Age on a day, `None` before the birth.
    pub fn age_on(&self, day: NaiveDate) -> Option<Age> {
        Age::on(self.fields.birth_date, day)
    }

    /// Age by due date, where one is set and the baby came before it.
    pub fn corrected_age_on(&self, day: NaiveDate) -> Option<CorrectedAge> {
        let due = self.fields.due_date?;
        (due > self.fields.birth_date && day >= self.fields.birth_date)
            .then(|| CorrectedAge::on(due, day))
    }

    /// The age in words; says so when the day lies before the birth.
    pub fn age_label(&self, day: NaiveDate) -> String {
        self.age_on(day)
            .map_or_else(|| t!("age-before-birth").to_owned(), Age::label)
    }

    /// The same without “old”, beside a name.
    pub fn short_age_label(&self, day: NaiveDate) -> String {
        self.age_on(day)
            .map_or_else(|| t!("age-before-birth").to_owned(), Age::short_label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(name: &str) -> BabyFields {
        BabyFields {
            name: name.to_owned(),
            birth_date: "2026-06-14".parse().unwrap(),
            due_date: None,
            portrait: None,
        }
    }

    #[test]
    fn a_name_in_any_script_is_kept_and_an_empty_one_refused() {
        assert_eq!(fields("  ليلى ").validated().unwrap().name, "ليلى");
        assert_eq!(fields("小雨").validated().unwrap().name, "小雨");
        assert!(fields(" \t ").validated().is_err());
        assert!(fields(&"a".repeat(121)).validated().is_err());
    }

    #[test]
    fn a_due_date_far_away_is_a_slip() {
        let mut baby = fields("Mina");
        baby.due_date = Some("2027-07-26".parse().unwrap());
        assert!(baby.validated().is_err());
    }
}

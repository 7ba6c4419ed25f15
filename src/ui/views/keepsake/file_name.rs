//! The name proposed for a saved page.

use crate::domain::Month;
use crate::ui::text::safe_file_name;

/// `Mina – November 2026.pdf`, with what no file system takes left out.
pub(super) fn page_file_name(baby: &str, month: Month, ending: &str) -> String {
    let name = safe_file_name(baby);
    let month = month.label();
    if name.is_empty() {
        format!("{month}.{ending}")
    } else {
        format!("{name} – {month}.{ending}")
    }
}

/// `Mina – June 2026 – November 2026.pdf`.
pub(super) fn book_file_name(baby: &str, from: Month, to: Month) -> String {
    let one = page_file_name(baby, from, "pdf");
    match one.strip_suffix(".pdf") {
        Some(first) if from != to => format!("{first} – {}.pdf", to.label()),
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(baby: &str) -> String {
        page_file_name(baby, Month::new(2026, 11).unwrap(), "pdf")
    }

    #[test]
    fn names_in_any_script_stay() {
        assert_eq!(name("Mina"), "Mina – November 2026.pdf");
        assert_eq!(name("ليلى"), "ليلى – November 2026.pdf");
        assert_eq!(name("小雨 🌧"), "小雨 🌧 – November 2026.pdf");
    }

    #[test]
    fn a_book_is_named_for_its_months() {
        let month = |number| Month::new(2026, number).unwrap();
        assert_eq!(
            book_file_name("Mina", month(6), month(11)),
            "Mina – June 2026 – November 2026.pdf"
        );
        assert_eq!(
            book_file_name("Mina", month(6), month(6)),
            "Mina – June 2026.pdf"
        );
    }

    #[test]
    fn what_no_file_system_takes_is_left_out() {
        assert_eq!(name("A/B\\C: \"D\" <?*|>"), "ABC D – November 2026.pdf");
        assert_eq!(name("..hidden. "), "hidden – November 2026.pdf");
        assert_eq!(name("../../etc"), "etc – November 2026.pdf");
        assert_eq!(name("???"), "November 2026.pdf");
        assert_eq!(name("gpj\u{202E}\n"), "gpj – November 2026.pdf");
    }

    #[test]
    fn a_long_name_still_fits() {
        let long = name(&"雨".repeat(120));
        assert!(long.len() < 255, "{}", long.len());
        assert!(long.ends_with(" – November 2026.pdf"));
    }
}

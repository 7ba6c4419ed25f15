//! The files of the page, built into the program.

/// The page, with keys of the texts in braces.
pub(super) const PAGE: &str = include_str!("../../../assets/phone/page.html");
/// Its look.
pub(super) const STYLE: &str = include_str!("../../../assets/phone/page.css");
/// What it does.
pub(super) const SCRIPT: &str = include_str!("../../../assets/phone/page.js");
/// Its icon.
pub(super) const ICON: &str = include_str!("../../../assets/phone/icon.svg");
/// A page that says why there is none. Its style stands in the link's own
/// folder, which a stranger cannot read: it does without.
pub(super) const REFUSED: &str = include_str!("../../../assets/phone/refused.html");

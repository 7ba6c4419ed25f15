//! A month becomes one page to frame.
//!
//! The way of a page, in order:
//!
//! 1. [`choose`] proposes photos of the month;
//! 2. [`page`] holds the words and photos a parent settled on;
//! 3. [`layout`] places the photos, `plan` places the words around them (pure
//!    arithmetic in millimetres);
//! 4. [`document`] sets the page once with Typst; preview, PNG and PDF are read
//!    from that one document, so what is seen is what is printed;
//! 5. [`mod@print`] hands the PDF to a printer.
//!
//! Photos come in as finished JPEGs: decoding and edits live in `crate::photo`.
//! No clock is read and no file is opened here, system fonts and the printing
//! programs aside.

pub mod choose;
pub mod document;
mod error;
mod fonts;
pub mod layout;
mod material;
pub mod page;
mod plan;
pub mod print;
mod template;
mod words;

pub use choose::{Candidate, propose};
pub use document::{KeepsakeDocument, KeepsakeEngine, PagePixels};
pub use error::KeepsakeError;
pub use material::{MaterialError, PRINT_DPI, PageMaterial, missing_letters, propose_photos};
pub use page::{PageData, PagePhoto};
pub use plan::{photo_boxes_mm, photo_boxes_px};
pub use print::{PrintError, PrintJob, Printer, PrinterInfo, SystemPrinter};

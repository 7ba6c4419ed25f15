//! A month becomes one page to frame, and months a book.
//!
//! The way of a page, in order:
//!
//! 1. [`choose`] proposes photos of the month;
//! 2. `material` gathers the words and photos a parent settled on as [`page`]
//!    data;
//! 3. [`template`] has the looks: ours and the family's own, small Typst files;
//! 4. [`document`] lays the page out once, with stand-ins for the photos, so
//!    that the size of every frame is known; `pictures` cuts each photo for its
//!    frame; preview, PNG and PDF are read from that one layout, so what is seen
//!    is what is printed;
//! 5. [`mod@print`] hands the PDF to a printer.
//!
//! No clock is read, and no file but the library's own: originals and
//! thumbnails by way of `crate::photo`, templates from its `templates` folder.

mod book;
pub mod choose;
pub mod contract;
pub mod document;
mod error;
mod focus;
mod fonts;
pub mod frames;
pub mod layout;
mod maker;
mod material;
mod native;
pub mod page;
mod pdf;
mod pictures;
#[cfg(target_os = "linux")]
mod portal;
pub mod print;
mod stored;
pub mod template;
mod verses;
mod words;
mod world;

pub use book::{Book, BookMonth, BookPlan};
pub use choose::{Candidate, propose};
pub use contract::Sheet;
pub use document::{KeepsakeDocument, KeepsakeEngine, PageLayout, PagePixels, forget_unused};
pub use error::KeepsakeError;
pub use focus::{centre_of_detail, cut};
pub use frames::{Filling, PhotoFrame};
pub use maker::{PRINT_DPI, PageMaker, PageWarning, PrintedPage, SHARP_DPI};
pub use material::{PageMaterial, missing_letters, propose_photos, sheet_of};
pub use page::{PageData, PageMilestone, PagePhoto};
pub use pictures::{ScreenPictures, Shelves};
#[cfg(target_os = "linux")]
pub use portal::{DesktopPrinter, PRINT_WINDOW, PrintPortal};
#[cfg(not(target_os = "linux"))]
pub use print::SystemPrinter as DesktopPrinter;
pub use print::{PrintError, PrintJob, Printer, PrinterInfo, SystemPrinter};
pub use template::{Template, own_templates};
pub use verses::{VERSES, Verse, verse, verses_offered};

//! Sends a finished PDF to a printer.
use std::path::Path;
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrinterInfo {
    pub name: String,
    pub is_default: bool,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    pub printer: Option<String>,
    pub copies: u32,
}
#[derive(Debug, thiserror::Error)]
#[error("x")]
pub struct PrintError;
pub trait Printer {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError>;
    fn print(&self, pdf_path: &Path, job: &PrintJob) -> Result<(), PrintError>;
}
#[derive(Default)]
pub struct SystemPrinter;
impl Printer for SystemPrinter {
    fn list(&self) -> Result<Vec<PrinterInfo>, PrintError> {
        Ok(vec![])
    }
    fn print(&self, _: &Path, _: &PrintJob) -> Result<(), PrintError> {
        Ok(())
    }
}

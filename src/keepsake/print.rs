//! Sends a finished PDF to a printer.

//! The `smilekeep` program: with a word behind it a command, without one the
//! window.

use std::process::ExitCode;

fn main() -> ExitCode {
    smilekeep::run(std::env::args_os())
}

//! The `smilekeep` program.
fn main() {}

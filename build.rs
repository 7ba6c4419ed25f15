//! Build stamp.
fn main() {}

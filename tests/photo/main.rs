//! Photos: every format and every kind of broken file, exact edits, and the
//! folder of originals with what is made from them.

mod common;
mod dates;
mod decode;
mod grid;
mod hostile;
mod light;
mod tone;
mod vault;

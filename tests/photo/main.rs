//! Photos: every format and every kind of broken file, exact edits, and the
//! folder of originals with what is made from them.

mod common;
mod decode;
mod edits;
mod edits_auto;
mod edits_print;
mod grid;
mod hostile;
mod tone;
mod vault;

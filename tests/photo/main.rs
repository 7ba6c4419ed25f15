//! Photos: every format and every kind of broken file, exact edits, and the
//! folder of originals with what is made from them.

mod common;
mod decode;
mod drawn_hostile;
mod grid;
mod hostile;
mod hostile_cli;
mod isolation;
mod mutation;
mod tone;
mod vault;

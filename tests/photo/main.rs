//! Photos: every format and every kind of broken file, exact edits, and the
//! folder of originals with what is made from them.

mod avif;
mod common;
mod dates;
mod decode;
mod depth;
mod drawn_film;
mod drawn_hostile;
mod edits;
mod edits_auto;
mod edits_print;
mod export;
mod film;
mod film_copy;
mod grid;
mod heic;
mod heic_planes;
mod heic_tiles;
mod heif;
mod hostile;
mod hostile_cli;
mod isolation;
mod light;
mod mutation;
mod raw;
mod tone;
mod vault;

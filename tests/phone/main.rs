//! The page for the phone: the protocol, attacks on it, and the real page in
//! a real browser.

mod attack;
mod browser;
mod chromium;
#[path = "../photo/drawn_film.rs"]
mod drawn_film;
mod films;
mod german;
mod netcam;
mod program;
mod protocol;
mod support;

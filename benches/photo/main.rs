//! How fast photos are, as a program beside the tools people know:
//! `cargo bench --bench photo` (`-- COUNT` sets how many photos; 200).
//!
//! Every figure stands beside a foreign one of the same run on the same files,
//! because machines differ and are disturbed. What is not installed is left
//! out: vipsthumbnail and vips (libvips-tools), convert (imagemagick),
//! gdk-pixbuf-thumbnailer (libgdk-pixbuf2.0-bin), heif-enc and heif-convert
//! (libheif-examples).
//!
//! `-- films` measures the pictures of films in 4K instead, which ffmpeg makes.

mod add;
mod edit;
mod films;
#[path = "../../tests/photo/grid.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod grid;
mod ssim;
mod support;
mod thumbnails;

use smilekeep::photo::isolation;
use support::{Failure, camera};

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // The helper that decodes, as the program itself starts it.
    if words
        .first()
        .is_some_and(|word| word == isolation::ARGUMENT)
    {
        let _ = isolation::serve();
        return Ok(());
    }
    if let [verb, path] = words.as_slice()
        && verb == films::POSTER
    {
        return films::poster(path.as_ref());
    }
    // A fresh process of our own, to measure its memory.
    if let [verb, folder, count] = words.as_slice()
        && verb == "--memory-of-adding"
    {
        return add::memory_of_adding(folder.as_ref(), count.parse()?);
    }
    let count = words
        .iter()
        .find_map(|word| word.parse().ok())
        .unwrap_or(200);
    let only = |name: &str| {
        let named: Vec<_> = words
            .iter()
            .filter(|word| ["thumbnails", "heic", "add", "edit"].contains(&word.as_str()))
            .collect();
        named.is_empty() || named.iter().any(|word| *word == name)
    };
    let folder = tempfile::tempdir()?;
    if words.iter().any(|word| word == "films") {
        return films::films(folder.path());
    }
    let files = camera(&folder.path().join("camera"), count)?;
    let bytes: u64 = files
        .iter()
        .filter_map(|path| std::fs::metadata(path).ok())
        .map(|about| about.len())
        .sum();
    println!(
        "{count} JPEGs, half of 12 and half of 24 megapixels, {:.1} MB each on average\n",
        bytes as f64 / 1e6 / f64::from(count)
    );
    if only("thumbnails") {
        thumbnails::jpeg(folder.path(), &files)?;
    }
    if only("heic") {
        thumbnails::heic(folder.path())?;
    }
    if only("add") {
        add::add(folder.path(), &files)?;
    }
    if only("edit") {
        edit::edit(folder.path())?;
    }
    Ok(())
}

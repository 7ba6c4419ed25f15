//! A book's memory, measured in a process that does nothing else:
//!
//! ```sh
//! cargo test --test keepsake memory -- --ignored --nocapture
//! ```

use std::sync::Arc;

use crate::support::{ENGINE, drawn, jpeg_of, page};
use smilekeep::domain::Month;
use smilekeep::keepsake::{Filling, PageData, Template};

/// The most memory this process has had, in MiB.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let words = line.and_then(|line| line.split_whitespace().nth(1));
    words.unwrap().parse::<u64>().unwrap() / 1024
}

#[test]
#[ignore = "measures the whole process"]
fn three_hundred_photos_are_never_all_in_memory_as_pixels() {
    let months: Vec<PageData> = (1..=12)
        .map(|number| {
            let mut data = page(25);
            data.month = Month::new(2026, number).unwrap();
            data.title = data.month.label();
            data
        })
        .collect();
    let template = Template::first();
    let pages: Vec<_> = months.iter().map(|data| (&template, data)).collect();
    let layout = ENGINE.lay_out_all(&pages, "Mina – 2026").unwrap();
    let photos = layout.frames().len();
    assert_eq!(photos, 300);
    // Every photo another file: equal ones would be one picture in the PDF.
    let base = jpeg_of(&drawn(1, 1000, 750));
    let (before, mut number) = (peak_mib(), 0_u32);
    let book = layout
        .fill(&mut |_| {
            let mut jpeg = vec![0xff, 0xd8, 0xff, 0xfe, 0, 6];
            jpeg.extend(number.to_be_bytes());
            jpeg.extend(&base[2..]);
            number += 1;
            Ok(Filling::Jpeg(Arc::from(jpeg)))
        })
        .unwrap();
    let mut written = Counted(0);
    book.write_pdf(&mut written).unwrap();
    let more = peak_mib() - before;
    let pixels = 300 * 1000 * 750 * 3 / (1 << 20);
    println!(
        "300 photos: {before} MiB laid out, {more} MiB more for a PDF of {} MiB; their pixels: {pixels} MiB",
        written.0 >> 20
    );
    assert!(written.0 > 300 * base.len());
    assert!(more < 120, "{more} MiB");
}

/// Counts what is written.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

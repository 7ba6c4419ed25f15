//! HEIC and AVIF files made and read by libheif’s own programs, where they are
//! installed, and changed box by box.

use std::process::Command;

use image::RgbImage;

/// Encodes with the command-line encoder of libheif, where there is one.
pub fn encode(name: &str, source: &[u8], extension: &str, more: &[&str]) -> Option<Vec<u8>> {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (
        dir.path().join(format!("{name}.{extension}")),
        dir.path().join(format!("{name}.heic")),
    );
    std::fs::write(&from, source).unwrap();
    let output = Command::new("heif-enc")
        .args(["-q", "92"])
        .args(more)
        .arg(&from)
        .arg("-o")
        .arg(&to)
        .output();
    match output {
        Err(error) => {
            eprintln!("skipped: heif-enc is not installed ({error})");
            None
        }
        Ok(output) => {
            assert!(output.status.success(), "{output:?}");
            Some(std::fs::read(to).unwrap())
        }
    }
}

/// Adds boxes to the properties of a HEIC with one picture.
pub fn with_boxes(heic: &[u8], added: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = heic.to_vec();
    let find = |bytes: &[u8], name: &[u8; 4]| {
        bytes.windows(4).position(|found| found == name).unwrap() - 4
    };
    let number =
        |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let add = |bytes: &mut [u8], at: usize, more: usize| {
        let sum = number(bytes, at) + more as u32;
        bytes[at..at + 4].copy_from_slice(&sum.to_be_bytes());
    };
    let boxes: Vec<u8> = added
        .iter()
        .flat_map(|(name, body)| {
            let size = (body.len() as u32 + 8).to_be_bytes();
            [&size[..], *name, body].concat()
        })
        .collect();
    let grown = boxes.len() + added.len();
    // The place of the picture’s data, which moves on by as much.
    let (table, data) = (find(&bytes, b"iloc"), find(&bytes, b"mdat") as u32 + 8);
    let place = (table..).find(|at| number(&bytes, *at) == data).unwrap();
    add(&mut bytes, place, grown);
    for name in [b"meta", b"iprp"] {
        let at = find(&bytes, name);
        add(&mut bytes, at, grown);
    }
    let links = find(&bytes, b"ipma");
    add(&mut bytes, links, added.len());
    // Header, version and flags, one item of this many properties.
    let count = links + 8 + 4 + 4 + 2;
    let known = bytes[count];
    bytes[count] += added.len() as u8;
    let end = count + 1 + usize::from(known);
    let indices = (1..=added.len() as u8).map(|more| 0x80 | (known + more));
    bytes.splice(end..end, indices);
    let container = find(&bytes, b"ipco");
    let end = container + number(&bytes, container) as usize;
    add(&mut bytes, container, boxes.len());
    bytes.splice(end..end, boxes);
    bytes
}

/// What libheif makes of the same file.
pub fn by_libheif(heic: &[u8]) -> Option<RgbImage> {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("a.heic"), dir.path().join("a.png"));
    std::fs::write(&from, heic).unwrap();
    let output = Command::new("heif-convert").arg(&from).arg(&to).output();
    if !output.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: heif-convert is not installed");
        return None;
    }
    Some(image::open(to).unwrap().into_rgb8())
}

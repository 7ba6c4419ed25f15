//! The sRGB profile that our own JPEGs carry (ICC.1:2022, version 4).
//!
//! Built here because the colour library stamps its profiles with the current
//! time and an inexact white, which strict readers refuse; a picture made
//! twice should be the same bytes twice.

/// Primaries of IEC 61966-2-1, adapted from D65 to D50: red, green, blue, as
/// 16.16 numbers that add up to white exactly.
const COLORANTS: [(&[u8; 4], [i32; 3]); 3] = [
    (b"rXYZ", [0x6FA0, 0x38F5, 0x0390]),
    (b"gXYZ", [0x6297, 0xB787, 0x18D9]),
    (b"bXYZ", [0x249F, 0x0F84, 0xB6C4]),
];

/// The white of every profile’s connection space.
const D50: [i32; 3] = [0xF6D6, 0x1_0000, 0xD32D];

/// How D65 was adapted to D50 (Bradford).
const ADAPTATION: [i32; 9] = [
    0x1_0C42, 0x05DE, -0x0CDB, 0x0793, 0xFD90, -0x045F, -0x025E, 0x03DC, 0xC06E,
];

/// The sRGB curve: exponent 2.4 with a straight foot (IEC 61966-2-1).
const CURVE: [i32; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

/// The profile’s bytes, always the same.
pub(super) fn build() -> Vec<u8> {
    let curve = tagged(b"para", &[&[0, 3, 0, 0], &numbers(&CURVE)[..]].concat());
    let mut tags: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"desc", words("sRGB")),
        (*b"cprt", words("CC0")),
        (*b"wtpt", tagged(b"XYZ ", &numbers(&D50))),
        (*b"chad", tagged(b"sf32", &numbers(&ADAPTATION))),
    ];
    for (name, xyz) in COLORANTS {
        tags.push((*name, tagged(b"XYZ ", &numbers(&xyz))));
    }
    // Red, green and blue share one curve, as the format allows.
    tags.push((*b"rTRC", curve));
    let shared = [*b"gTRC", *b"bTRC"];

    let count = tags.len() + shared.len();
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let mut last = [0; 8];
    for (name, body) in &tags {
        let start = HEADER_BYTES + 4 + 12 * count + data.len();
        let place = [
            (start as u32).to_be_bytes(),
            (body.len() as u32).to_be_bytes(),
        ]
        .concat();
        last.copy_from_slice(&place);
        table.extend_from_slice(name);
        table.extend_from_slice(&place);
        data.extend_from_slice(body);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for name in &shared {
        table.extend_from_slice(name);
        table.extend_from_slice(&last);
    }
    [header(HEADER_BYTES + table.len() + data.len()), table, data].concat()
}

const HEADER_BYTES: usize = 128;

fn header(total: usize) -> Vec<u8> {
    let mut bytes = (total as u32).to_be_bytes().to_vec();
    bytes.extend_from_slice(&[0; 4]);
    // Version 4.2, a display, RGB by way of XYZ.
    bytes.extend_from_slice(&[4, 0x20, 0, 0]);
    bytes.extend_from_slice(b"mntrRGB XYZ ");
    // A date is required; this one means nothing.
    for part in [2020_u16, 1, 1, 0, 0, 0] {
        bytes.extend_from_slice(&part.to_be_bytes());
    }
    bytes.extend_from_slice(b"acsp");
    // Platform, flags, maker, model, attributes, intent: none and perceptual.
    bytes.extend_from_slice(&[0; 28]);
    bytes.extend_from_slice(&numbers(&D50));
    bytes.resize(HEADER_BYTES, 0);
    bytes
}

fn tagged(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&kind[..], &[0; 4], body].concat()
}

fn numbers(values: &[i32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_be_bytes())
        .collect()
}

/// Text in one language, as UTF-16.
fn words(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut body = numbers(&[1, 12]);
    body.extend_from_slice(b"enUS");
    body.extend_from_slice(&(units.len() as u32).to_be_bytes());
    // Where the text begins, from the start of the tag.
    body.extend_from_slice(&28_u32.to_be_bytes());
    body.extend_from_slice(&units);
    tagged(b"mluc", &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_whole_and_says_srgb() {
        let bytes = build();
        assert_eq!(
            u32::from_be_bytes(*bytes.first_chunk().unwrap()) as usize,
            bytes.len()
        );
        assert!(bytes.len() < 600, "{} bytes", bytes.len());
        let profile = moxcms::ColorProfile::new_from_slice(&bytes).unwrap();
        let near = |found: f64, expected: f64| (found - expected).abs() < 2e-4;
        // From IEC 61966-2-1, adapted to D50.
        assert!(near(profile.red_colorant.x, 0.43607));
        assert!(near(profile.green_colorant.y, 0.71687));
        assert!(near(profile.blue_colorant.z, 0.71410));
    }

    #[test]
    fn colours_add_up_to_white() {
        for (axis, white) in D50.iter().enumerate() {
            let sum: i32 = COLORANTS.iter().map(|(_, xyz)| xyz[axis]).sum();
            assert_eq!(sum, *white, "axis {axis}");
        }
    }
}

//! One picture of a film, as a small file that the decoders of photos know:
//! the first picture that stands alone, wrapped as a photo of its coding, or
//! the small picture that the camera put beside it.

use super::track::Track;
use crate::domain::PhotoFormat;
use crate::photo::heif_boxes::{Boxes, find};
use crate::photo::heif_write::Lone;
use crate::photo::{raw, sniff};

/// Where small pictures lie: the user’s data, and what programs add.
const PLACES: [&[u8; 4]; 2] = [b"udta", b"meta"];
/// Kinds of units that say how a picture in AV1 is coded.
const AV1_SEQUENCE: u8 = 1;

/// A coded picture as a photo’s file; `None` when its coding is none that can
/// be read.
pub(super) fn wrapped(track: &Track<'_>, data: Vec<u8>) -> Option<Vec<u8>> {
    let colours = track.described(b"colr").and_then(colours);
    let lone = |kind, configuration: &[u8; 4], colours, data: &[u8]| {
        Lone {
            kind,
            configuration: (configuration, track.described(configuration)?),
            colours,
            size: track.size,
            quarters: (4 - track.quarters % 4) % 4,
            data,
        }
        .file()
    };
    match &track.coding {
        b"avc1" | b"avc3" => lone(b"avc1", b"avcC", colours.as_deref(), &data),
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => {
            // A photo that says nothing means another thing by it.
            let colours = colours.or_else(|| Some(usual_colours(track.size.1)));
            lone(b"hvc1", b"hvcC", colours.as_deref(), &data)
        }
        b"av01" => {
            let described = track.described(b"av1C")?.get(4..).unwrap_or_default();
            if has_sequence(&data) {
                lone(b"av01", b"av1C", colours.as_deref(), &data)
            } else {
                let whole = [described, &data].concat();
                lone(b"av01", b"av1C", colours.as_deref(), &whole)
            }
        }
        b"jpeg" | b"mjpa" | b"mjpg" => {
            (sniff::sniff(&data) == Some(PhotoFormat::Jpeg)).then_some(data)
        }
        b"png " => (sniff::sniff(&data) == Some(PhotoFormat::Png)).then_some(data),
        _ => None,
    }
}

/// Whether a coded picture is a photo’s file as it is: it knows nothing of how
/// the film lies.
pub(super) const fn lies_as_stored(coding: &[u8; 4]) -> bool {
    matches!(coding, b"jpeg" | b"mjpa" | b"mjpg" | b"png ")
}

/// The inside of a photo’s `colr` box from a film’s, whose older kind leaves
/// out the last byte.
fn colours(film: &[u8]) -> Option<Vec<u8>> {
    let (kind, numbers) = film.split_first_chunk::<4>()?;
    match kind {
        b"nclx" => Some(film.get(..11)?.to_vec()),
        b"nclc" => Some([b"nclx", numbers.get(..6)?, &[0]].concat()),
        _ => None,
    }
}

/// What a film means that does not say: broadcast colours, by its height.
fn usual_colours(height: u32) -> Vec<u8> {
    let matrix = if height >= 720 { 1 } else { 6 };
    [&b"nclx\0\x01\0\x01\0"[..], &[matrix, 0]].concat()
}

/// Whether the units of a picture in AV1 begin with what the decoder needs.
fn has_sequence(data: &[u8]) -> bool {
    let kind = |byte: &u8| byte >> 3 & 0x0F;
    // A delimiter of two bytes may stand first.
    let skipped = if data.starts_with(&[0x12, 0]) { 2 } else { 0 };
    data.get(skipped).map(kind) == Some(AV1_SEQUENCE)
}

/// The small picture that the camera or a program put beside the film.
pub(super) fn embedded(moov: &[u8]) -> Option<Vec<u8>> {
    let inside = |name: &[u8; 4]| find(moov, name).unwrap_or_default();
    cover(inside(b"udta")).or_else(|| {
        PLACES
            .iter()
            .filter_map(|name| raw::largest_preview(inside(name)))
            .max_by_key(|jpeg| jpeg.len())
            .map(<[u8]>::to_vec)
    })
}

/// The cover that iTunes and many programs know.
fn cover(user: &[u8]) -> Option<Vec<u8>> {
    let list = find(find(user, b"meta")?.get(4..)?, b"ilst")?;
    let data = Boxes(find(list, b"covr")?)
        .find(|(name, _)| *name == b"data")?
        .1
        .get(8..)?;
    matches!(
        sniff::sniff(data),
        Some(PhotoFormat::Jpeg | PhotoFormat::Png)
    )
    .then(|| data.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_films_are_told_as_those_of_photos() {
        let old = b"nclc\0\x01\0\x01\0\x01";
        assert_eq!(colours(old).unwrap(), b"nclx\0\x01\0\x01\0\x01\0");
        let new = b"nclx\0\x09\0\x12\0\x09\x80";
        assert_eq!(colours(new).unwrap(), new);
        assert_eq!(colours(b"nclc\0\x01"), None);
        assert_eq!(colours(b"prof"), None);
    }

    #[test]
    fn the_parameters_of_av1_are_noticed() {
        assert!(has_sequence(&[0x12, 0, 0x0A, 11]));
        assert!(has_sequence(&[0x0A, 11]));
        assert!(!has_sequence(&[0x12, 0, 0x32, 11]));
        assert!(!has_sequence(&[]));
    }
}

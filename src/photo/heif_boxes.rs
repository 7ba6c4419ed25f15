//! The few boxes of a HEIF file that say how its main picture is to be shown.
//!
//! The HEIC decoder obeys one `irot` or `imir` box, and mirrors the wrong way;
//! a photo mirrored *and* turned has both boxes, and their order counts. Of a
//! photo made of tiles, as every iPhone writes it, the decoder knows the colour
//! and the crop of the first tile only. What the file asks for is read here,
//! so that the rest can be done.

use hpvcd::CleanAperture;

use super::render::Placement;

/// What the boxes of the main picture ask for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wishes<'a> {
    /// How to turn and mirror what is stored.
    pub(super) placement: Placement,
    /// Its ICC profile.
    pub(super) icc: Option<&'a [u8]>,
    /// The part to be shown (`clap`), before any turn.
    pub(super) aperture: Option<CleanAperture>,
    /// What the colour values mean (`nclx`).
    pub(super) numbers: Option<Numbers>,
}

/// The colour numbers of ITU-T H.273.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) primaries: u16,
    pub(super) transfer: u16,
    pub(super) matrix: u16,
    pub(super) full_range: bool,
}

/// Reads them; `None` when the file does not say, or says nonsense.
pub(super) fn wishes(file: &[u8]) -> Option<Wishes<'_>> {
    let meta = meta_of(file)?;
    let main = main_item(meta)?;
    let mut wishes = Wishes {
        placement: Placement::UPRIGHT,
        icc: None,
        aperture: None,
        numbers: None,
    };
    let turn = |wishes: &mut Wishes<'_>, next| wishes.placement = wishes.placement.then(next);
    for property in properties(meta, main)? {
        match property {
            (b"irot", body) => {
                // Quarters against the clock.
                turn(&mut wishes, Placement::turned(4 - (body.first()? & 3)));
            }
            (b"imir", body) => {
                // Zero exchanges top and bottom (ISO/IEC 23008-12:2022
                // §6.5.12). The first edition could be read the other way
                // round, and the decoder does; libheif and libavif read it
                // as here.
                turn(
                    &mut wishes,
                    if body.first()? & 1 == 0 {
                        Placement::FLIPPED
                    } else {
                        Placement::MIRRORED
                    },
                );
            }
            (b"colr", body) => match body.split_first_chunk::<4>() {
                Some((b"prof" | b"rICC", profile)) => wishes.icc = Some(profile),
                Some((b"nclx", numbers)) => wishes.numbers = colour_numbers(numbers),
                _ => {}
            },
            (b"clap", body) => wishes.aperture = clean_aperture(body),
            _ => {}
        }
    }
    Some(wishes)
}

fn colour_numbers(body: &[u8]) -> Option<Numbers> {
    let &[p1, p0, t1, t0, m1, m0, range] = body.first_chunk::<7>()?;
    Some(Numbers {
        primaries: u16::from_be_bytes([p1, p0]),
        transfer: u16::from_be_bytes([t1, t0]),
        matrix: u16::from_be_bytes([m1, m0]),
        full_range: range & 0x80 != 0,
    })
}

/// The inside of the box that describes everything.
pub(super) fn meta_of(file: &[u8]) -> Option<&[u8]> {
    Some(full_box(find(file, b"meta")?)?.1)
}

/// The properties of an item, in the order they apply.
pub(super) fn properties(meta: &[u8], item: u32) -> Option<Vec<(&[u8; 4], &[u8])>> {
    let properties = find(meta, b"iprp")?;
    let boxes: Vec<(&[u8; 4], &[u8])> = Boxes(find(properties, b"ipco")?).collect();
    let found = associations(find(properties, b"ipma")?, item)?;
    let property = |index: u16| {
        // Counted from one; zero means “no property”.
        let index = usize::from(index).checked_sub(1)?;
        boxes.get(index).copied()
    };
    Some(found.into_iter().filter_map(property).collect())
}

/// Eight numbers (ISO/IEC 14496-12 §12.1.4).
fn clean_aperture(body: &[u8]) -> Option<CleanAperture> {
    let (words, _) = body.as_chunks::<4>();
    let [a, b, c, d, e, f, g, h] = words.first_chunk::<8>()?;
    Some(CleanAperture {
        width_n: u32::from_be_bytes(*a),
        width_d: u32::from_be_bytes(*b),
        height_n: u32::from_be_bytes(*c),
        height_d: u32::from_be_bytes(*d),
        horiz_off_n: i32::from_be_bytes(*e),
        horiz_off_d: u32::from_be_bytes(*f),
        vert_off_n: i32::from_be_bytes(*g),
        vert_off_d: u32::from_be_bytes(*h),
    })
}

pub(super) fn main_item(meta: &[u8]) -> Option<u32> {
    let ((version, _), body) = full_box(find(meta, b"pitm")?)?;
    if version == 0 {
        body.first_chunk::<2>()
            .map(|id| u16::from_be_bytes(*id).into())
    } else {
        body.first_chunk::<4>().map(|id| u32::from_be_bytes(*id))
    }
}

/// The numbers of an item’s properties, in the order they apply
/// (ISO/IEC 23008-12 §9.3).
fn associations(ipma: &[u8], wanted: u32) -> Option<Vec<u16>> {
    let ((version, flags), body) = full_box(ipma)?;
    let mut bytes = body.iter().copied();
    let number = |bytes: &mut dyn Iterator<Item = u8>, size: usize| {
        (0..size).try_fold(0_u32, |number, _| {
            Some(number << 8 | u32::from(bytes.next()?))
        })
    };
    let items = number(&mut bytes, 4)?;
    for _ in 0..items {
        let item = number(&mut bytes, if version == 0 { 2 } else { 4 })?;
        let count = number(&mut bytes, 1)?;
        let mut found = Vec::new();
        for _ in 0..count {
            // The top bit says “essential”, which every such box is.
            let index = if flags & 1 == 1 {
                number(&mut bytes, 2)? & 0x7FFF
            } else {
                number(&mut bytes, 1)? & 0x7F
            };
            found.push(u16::try_from(index).ok()?);
        }
        if item == wanted {
            return Some(found);
        }
    }
    None
}

pub(super) fn find<'a>(boxes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes(boxes)
        .find(|(found, _)| *found == name)
        .map(|(_, body)| body)
}

/// Version and flags, and what follows them.
pub(super) fn full_box(body: &[u8]) -> Option<((u8, u32), &[u8])> {
    let (head, rest) = body.split_first_chunk::<4>()?;
    let word = u32::from_be_bytes(*head);
    let [version, ..] = *head;
    Some(((version, word & 0x00FF_FFFF), rest))
}

/// Boxes one after the other; ends at the first that makes no sense.
pub(super) struct Boxes<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = (&'a [u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (size, rest) = self.0.split_first_chunk::<4>()?;
        let (name, rest) = rest.split_first_chunk::<4>()?;
        let size = usize::try_from(u32::from_be_bytes(*size)).ok()?;
        // The large sizes are for film and data, which are not looked for.
        let (body, next) = rest.split_at_checked(size.checked_sub(8)?)?;
        self.0 = next;
        Some((name, body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let mut bytes = (body.len() as u32 + 8).to_be_bytes().to_vec();
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(body);
        bytes
    }

    fn placement(file: &[u8]) -> Option<Placement> {
        wishes(file).map(|wishes| wishes.placement)
    }

    fn file(properties: &[Vec<u8>], order: &[u8]) -> Vec<u8> {
        let ipco = boxed(b"ipco", &properties.concat());
        let mut association = vec![0, 0, 0, 0, 0, 0, 0, 2, 0, 9, 1, 1, 0, 1, order.len() as u8];
        association.extend_from_slice(order);
        let ipma = boxed(b"ipma", &association);
        let iprp = boxed(b"iprp", &[ipco, ipma].concat());
        let pitm = boxed(b"pitm", &[0, 0, 0, 0, 0, 1]);
        let meta = boxed(b"meta", &[vec![0; 4], pitm, iprp].concat());
        [boxed(b"ftyp", b"heic\0\0\0\0"), meta].concat()
    }

    #[test]
    fn turns_and_mirrors_apply_in_the_order_of_the_file() {
        let properties = [
            boxed(b"ispe", &[0; 12]),
            boxed(b"irot", &[3]),
            boxed(b"imir", &[0]),
        ];
        let right = Placement::turned(1);
        let mirror = Placement::FLIPPED;
        for (order, expected) in [
            (&[1][..], Placement::UPRIGHT),
            (&[1, 2 | 0x80], right),
            (&[1, 3], mirror),
            (&[1, 2, 3], right.then(mirror)),
            (&[1, 3, 2], mirror.then(right)),
            (&[0, 77], Placement::UPRIGHT),
        ] {
            assert_eq!(placement(&file(&properties, order)), Some(expected));
        }
    }

    #[test]
    fn profile_and_aperture_are_those_of_the_main_picture() {
        let numbers: Vec<u8> = [63_i32, 1, 47, 1, -1, 2, 0, 1]
            .into_iter()
            .flat_map(i32::to_be_bytes)
            .collect();
        let bytes = file(
            &[
                boxed(b"colr", b"profof another picture"),
                boxed(b"colr", b"profICC"),
                boxed(b"colr", b"nclx\0\x0C"),
                boxed(b"clap", &numbers),
            ],
            &[2, 3, 4],
        );
        let wishes = wishes(&bytes).unwrap();
        assert_eq!(wishes.icc, Some(&b"ICC"[..]));
        let aperture = wishes.aperture.unwrap();
        assert_eq!((aperture.width_n, aperture.horiz_off_n), (63, -1));
        assert_eq!(wishes.numbers, None, "these numbers are cut short");
    }

    #[test]
    fn a_file_cut_anywhere_is_no_trouble() {
        let whole = file(&[boxed(b"irot", &[1])], &[1]);
        assert_eq!(placement(&whole), Some(Placement::turned(3)));
        for cut in 0..whole.len() {
            assert_eq!(placement(&whole[..cut]), None, "{cut}");
        }
    }
}

//! A HEIF file of one coded picture: how a single tile or the first picture of
//! a film is handed to a decoder that knows whole files only.

/// One coded picture, and what its decoder has to know.
pub(super) struct Lone<'a> {
    /// The four letters of its coding: `hvc1`, `av01`, `avc1`.
    pub(super) kind: &'a [u8; 4],
    /// The box that says how it is coded, with its name.
    pub(super) configuration: (&'a [u8; 4], &'a [u8]),
    /// What the colour values mean: the inside of a `colr` box.
    pub(super) colours: Option<&'a [u8]>,
    /// Width and height, in pixels.
    pub(super) size: (u32, u32),
    /// Quarter turns against the clock that make it upright, 0–3.
    pub(super) quarters: u8,
    /// The coded picture.
    pub(super) data: &'a [u8],
}

impl Lone<'_> {
    const fn brand(&self) -> &'static [u8; 4] {
        match self.kind {
            b"av01" => b"avif",
            b"avc1" => b"avci",
            _ => b"heic",
        }
    }

    /// The file; `None` when it is too long for its boxes.
    pub(super) fn file(&self) -> Option<Vec<u8>> {
        let brand = self.brand();
        let head = boxed(b"ftyp", &[brand, &[0; 4], b"mif1", brand])?;
        // The data comes first, so that its place is known.
        let start = u32::try_from(head.len()).ok()? + 8;
        let length = u32::try_from(self.data.len()).ok()?;
        let place = [&start.to_be_bytes()[..], &length.to_be_bytes()].concat();
        let size = [self.size.0.to_be_bytes(), self.size.1.to_be_bytes()].concat();
        let (name, configuration) = self.configuration;
        let mut properties = vec![
            boxed(name, &[configuration])?,
            boxed(b"ispe", &[&[0; 4], &size])?,
        ];
        if let Some(colours) = self.colours {
            properties.push(boxed(b"colr", &[colours])?);
        }
        if !self.quarters.is_multiple_of(4) {
            properties.push(boxed(b"irot", &[&[self.quarters & 3]])?);
        }
        // Version and flags, one item, which is 1; it has all properties, and
        // must be read with the first.
        let mut known = vec![u8::try_from(properties.len()).ok()?, 0x81];
        known.extend(2..=u8::try_from(properties.len()).ok()?);
        let links = boxed(b"ipma", &[&[0, 0, 0, 0, 0, 0, 0, 1, 0, 1], &known])?;
        let properties = boxed(
            b"iprp",
            &[&boxed(b"ipco", &[&properties.concat()])?, &links],
        )?;
        let entry = boxed(b"infe", &[&[2, 0, 0, 0, 0, 1, 0, 0], self.kind, &[0]])?;
        let meta = boxed(
            b"meta",
            &[
                &[0; 4],
                &boxed(b"hdlr", &[&[0; 8], b"pict", &[0; 13]])?,
                &boxed(b"pitm", &[&[0, 0, 0, 0, 0, 1]])?,
                // Four bytes each for place and length; one item of one piece.
                &boxed(
                    b"iloc",
                    &[&[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1], &place],
                )?,
                &boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1], &entry])?,
                &properties,
            ],
        )?;
        Some([head, boxed(b"mdat", &[self.data])?, meta].concat())
    }
}

/// A box with its size and name in front.
pub(super) fn boxed(name: &[u8; 4], body: &[&[u8]]) -> Option<Vec<u8>> {
    let length: usize = body.iter().map(|part| part.len()).sum();
    let size = u32::try_from(length.checked_add(8)?).ok()?;
    let mut bytes = Vec::with_capacity(length + 8);
    bytes.extend(size.to_be_bytes());
    bytes.extend(name);
    for part in body {
        bytes.extend_from_slice(part);
    }
    Some(bytes)
}

//! A HEIC of tiles, as iPhones write every photo. No encoder at hand makes
//! one, so the boxes are put together here from HEICs of single tiles.

/// A picture cut into tiles, each a HEIC of one picture of its own.
pub struct Tiles {
    /// Row by row.
    pub heics: Vec<Vec<u8>>,
    pub columns: u8,
    pub rows: u8,
    /// Pixels of each tile, both ways.
    pub side: u32,
    /// Pixels of the whole, which may be less than the tiles together.
    pub size: (u16, u16),
    /// Quarters against the clock.
    pub turn: u8,
    /// Of the whole picture.
    pub profile: Vec<u8>,
}

/// What differs between the codecs: brand, kind of item, configuration.
pub struct Codec {
    brand: &'static [u8; 4],
    item: &'static [u8; 4],
    configuration: &'static [u8; 4],
}

pub const HEVC: Codec = Codec {
    brand: b"heic",
    item: b"hvc1",
    configuration: b"hvcC",
};

pub const AV1: Codec = Codec {
    brand: b"avif",
    item: b"av01",
    configuration: b"av1C",
};

impl Tiles {
    /// The file of all tiles.
    pub fn assembled(&self) -> Vec<u8> {
        self.assembled_as(&HEVC)
    }

    pub fn assembled_as(&self, codec: &Codec) -> Vec<u8> {
        let brands = [codec.brand, b"\0\0\0\0", b"mif1", codec.brand];
        let head = boxed(b"ftyp", &brands.map(|brand| *brand).concat());
        let data: Vec<&[u8]> = self.heics.iter().map(|heic| body(heic, b"mdat")).collect();
        // Once for its length, once with the places it decides.
        let length = self.meta(codec, &data, 0).len();
        let meta = self.meta(codec, &data, (head.len() + length + 8) as u32);
        [head, meta, boxed(b"mdat", &data.concat())].concat()
    }

    fn meta(&self, codec: &Codec, data: &[&[u8]], start: u32) -> Vec<u8> {
        let count = data.len() as u16;
        let whole = count + 1;
        let (width, height) = self.size;
        let descriptor = [
            vec![0, 0, self.rows - 1, self.columns - 1],
            width.to_be_bytes().to_vec(),
            height.to_be_bytes().to_vec(),
        ]
        .concat();

        // Where each picture’s bytes are: in the file, or in `idat` (method 1).
        let mut places = vec![0x44, 0x00];
        places.extend(whole.to_be_bytes());
        let mut at = start;
        for (index, tile) in data.iter().enumerate() {
            place(&mut places, index as u16 + 1, 0, at, tile.len() as u32);
            at += tile.len() as u32;
        }
        place(&mut places, whole, 1, 0, descriptor.len() as u32);

        let mut items = whole.to_be_bytes().to_vec();
        for id in 1..=whole {
            let kind = if id == whole { b"grid" } else { codec.item };
            let entry = [&id.to_be_bytes()[..], &[0, 0], kind, &[0]].concat();
            let mut entry = full(b"infe", 2, &entry);
            // Tiles are hidden; only the whole is a picture.
            entry[11] = u8::from(id != whole);
            items.extend(entry);
        }

        let mut links = [whole.to_be_bytes(), count.to_be_bytes()].concat();
        links.extend((1..=count).flat_map(u16::to_be_bytes));
        let references = full(b"iref", 0, &boxed(b"dimg", &links));

        let extent = |width: u32, height: u32| {
            full(
                b"ispe",
                0,
                &[width.to_be_bytes(), height.to_be_bytes()].concat(),
            )
        };
        let properties = boxed(
            b"ipco",
            &[
                boxed(
                    codec.configuration,
                    body(&self.heics[0], codec.configuration),
                ),
                extent(self.side, self.side),
                extent(width.into(), height.into()),
                boxed(b"colr", &[b"prof", &self.profile[..]].concat()),
                boxed(b"irot", &[self.turn]),
            ]
            .concat(),
        );
        let mut used = u32::from(whole).to_be_bytes().to_vec();
        for id in 1..=count {
            used.extend(id.to_be_bytes());
            used.extend([2, 0x81, 2]);
        }
        used.extend(whole.to_be_bytes());
        used.extend([3, 3, 4, 0x85]);
        let properties = boxed(b"iprp", &[properties, full(b"ipma", 0, &used)].concat());

        full(
            b"meta",
            0,
            &[
                full(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
                full(b"pitm", 0, &whole.to_be_bytes()),
                full(b"iloc", 1, &places),
                full(b"iinf", 0, &items),
                references,
                properties,
                boxed(b"idat", &descriptor),
            ]
            .concat(),
        )
    }
}

fn place(places: &mut Vec<u8>, id: u16, method: u16, at: u32, length: u32) {
    for word in [id, method, 0, 1] {
        places.extend(word.to_be_bytes());
    }
    places.extend(at.to_be_bytes());
    places.extend(length.to_be_bytes());
}

fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let size = (body.len() as u32 + 8).to_be_bytes();
    [&size[..], name, body].concat()
}

fn full(name: &[u8; 4], version: u8, body: &[u8]) -> Vec<u8> {
    boxed(name, &[&[version, 0, 0, 0], body].concat())
}

/// The inside of the first box of a name.
fn body<'a>(heic: &'a [u8], name: &[u8; 4]) -> &'a [u8] {
    let at = heic.windows(4).position(|found| found == name).unwrap();
    let size = u32::from_be_bytes(heic[at - 4..at].try_into().unwrap()) as usize;
    &heic[at + 4..at - 4 + size]
}

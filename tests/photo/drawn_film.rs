//! Films drawn box by box, with pictures coded here: H.264 as plain samples,
//! or one JPEG after the other. No encoder is needed.

#![allow(dead_code, reason = "each suite draws the films it needs")]

use smilekeep::photo::RgbImage;

pub fn boxed(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&(body.len() as u32 + 8).to_be_bytes()[..], name, &body].concat()
}

/// What a film is made of.
#[derive(Clone)]
pub struct Film {
    pub brand: [u8; 4],
    /// `avc1`, `jpeg`, `hvc1` …, with the box that describes it.
    pub coding: [u8; 4],
    pub described: Vec<u8>,
    pub size: (u16, u16),
    /// Quarter turns with the clock.
    pub quarters: u8,
    /// Coded pictures, each one standing alone.
    pub pictures: Vec<Vec<u8>>,
    /// Milliseconds.
    pub length: u32,
    /// Seconds since 1904, UTC.
    pub created: u32,
    /// Further boxes of the index: `udta`, `meta`.
    pub more: Vec<u8>,
    /// The index before the pictures.
    pub index_first: bool,
}

impl Film {
    pub fn jpegs(pictures: &[RgbImage]) -> Self {
        let (width, height) = pictures[0].dimensions();
        Self {
            brand: *b"qt  ",
            coding: *b"jpeg",
            described: Vec::new(),
            size: (width as u16, height as u16),
            quarters: 0,
            pictures: pictures
                .iter()
                .map(|picture| smilekeep::photo::jpeg(picture, 92).unwrap())
                .collect(),
            length: 6_600,
            created: 0,
            more: Vec::new(),
            index_first: false,
        }
    }

    /// H.264 of plain samples; sides must be multiples of 16.
    pub fn avc(pictures: &[RgbImage]) -> Self {
        let (width, height) = pictures[0].dimensions();
        let (sps, pps) = (sps(width, height), pps());
        let length = |unit: &[u8]| (unit.len() as u16).to_be_bytes();
        let configuration = [
            &[1, 66, 0, 40, 0xFF, 0xE1][..],
            &length(&sps),
            &sps,
            &[1],
            &length(&pps),
            &pps,
        ]
        .concat();
        Self {
            brand: *b"isom",
            coding: *b"avc1",
            described: boxed(b"avcC", &[&configuration]),
            pictures: pictures.iter().map(slice).collect(),
            ..Self::jpegs(pictures)
        }
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        let ftyp = boxed(b"ftyp", &[&self.brand, &[0; 4], &self.brand]);
        let mdat = boxed(b"mdat", &[&self.pictures.concat()]);
        let before = if self.index_first {
            ftyp.len() + self.index(0).len()
        } else {
            ftyp.len()
        };
        let index = self.index(before as u32 + 8);
        if self.index_first {
            [ftyp, index, mdat].concat()
        } else {
            [ftyp, mdat, index].concat()
        }
    }

    fn index(&self, first: u32) -> Vec<u8> {
        let n = |value: u32| value.to_be_bytes();
        let count = self.pictures.len() as u32;
        let mvhd = boxed(
            b"mvhd",
            &[
                &[0; 4],
                &n(self.created),
                &n(0),
                &n(1000),
                &n(self.length),
                &[0; 80],
            ],
        );
        let (one, minus) = (n(1 << 16), n((-1_i32 << 16) as u32));
        let none = n(0);
        let (a, b, c, d) = match self.quarters {
            1 => (none, one, minus, none),
            2 => (minus, none, none, minus),
            3 => (none, minus, one, none),
            _ => (one, none, none, one),
        };
        let matrix = [a, b, none, c, d, none, none, none, n(1 << 30)].concat();
        let tkhd = boxed(
            b"tkhd",
            &[
                &[0, 0, 0, 3],
                &n(0),
                &n(0),
                &n(1),
                &n(0),
                &n(self.length),
                &[0; 16],
                &matrix,
                &n(u32::from(self.size.0) << 16),
                &n(u32::from(self.size.1) << 16),
            ],
        );
        let entry = boxed(
            &self.coding,
            &[
                &[0; 6],
                &[0, 1],
                &[0; 16],
                &self.size.0.to_be_bytes(),
                &self.size.1.to_be_bytes(),
                &[0; 50],
                &self.described,
            ],
        );
        let sizes: Vec<u8> = self
            .pictures
            .iter()
            .flat_map(|picture| n(picture.len() as u32))
            .collect();
        // Two pictures in a chunk, so that places must be worked out.
        let mut places = Vec::new();
        let mut place = first;
        for pair in self.pictures.chunks(2) {
            places.extend(n(place));
            place += pair.iter().map(Vec::len).sum::<usize>() as u32;
        }
        let stbl = boxed(
            b"stbl",
            &[
                &boxed(b"stsd", &[&[0; 4], &n(1), &entry]),
                &boxed(b"stsc", &[&[0; 4], &n(1), &n(1), &n(2), &n(1)]),
                &boxed(b"stsz", &[&[0; 4], &n(0), &n(count), &sizes]),
                &boxed(b"stco", &[&[0; 4], &n(places.len() as u32 / 4), &places]),
            ],
        );
        let mdia = boxed(
            b"mdia",
            &[
                &boxed(b"mdhd", &[&[0; 12], &n(1000), &n(self.length), &[0; 4]]),
                &boxed(b"hdlr", &[&[0; 8], b"vide", &[0; 13]]),
                &boxed(b"minf", &[&stbl]),
            ],
        );
        boxed(
            b"moov",
            &[&mvhd, &boxed(b"trak", &[&tkhd, &mdia]), &self.more],
        )
    }
}

/// Seconds since 1904 of a moment in UTC.
pub fn since_1904(text: &str) -> u32 {
    let parse =
        |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
    u32::try_from((parse(text) - parse("1904-01-01 00:00:00")).num_seconds()).unwrap()
}

/// The words Apple’s phones write: a `meta` box of names and texts.
pub fn apple(words: &[(&str, &str)]) -> Vec<u8> {
    let n = |value: usize| (value as u32).to_be_bytes();
    let keys: Vec<u8> = words
        .iter()
        .flat_map(|(key, _)| boxed(b"mdta", &[key.as_bytes()]))
        .collect();
    let items: Vec<u8> = words
        .iter()
        .enumerate()
        .flat_map(|(at, (_, text))| {
            let data = boxed(b"data", &[&[0, 0, 0, 1], &[0; 4], text.as_bytes()]);
            boxed(&n(at + 1), &[&data])
        })
        .collect();
    boxed(
        b"meta",
        &[
            &boxed(b"hdlr", &[&[0; 8], b"mdta", &[0; 13]]),
            &boxed(b"keys", &[&[0; 4], &n(words.len()), &keys]),
            &boxed(b"ilst", &[&items]),
        ],
    )
}

/// Bits, and numbers of the Exp-Golomb kind (ITU-T H.264 §9.1).
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, bits: u32) {
        for at in (0..bits).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().unwrap();
            *last |= ((value >> at & 1) as u8) << (7 - self.used % 8);
            self.used += 1;
        }
    }

    fn number(&mut self, value: u32) {
        let bits = (value + 1).ilog2();
        self.put(0, bits);
        self.put(value + 1, bits + 1);
    }

    /// A unit with its header; bytes that look like a start are parted.
    fn unit(mut self, header: u8) -> Vec<u8> {
        self.put(1, 1);
        let mut unit = vec![header];
        let mut zeros = 0;
        for byte in self.bytes {
            if zeros >= 2 && byte <= 3 {
                unit.push(3);
                zeros = 0;
            }
            zeros = if byte == 0 { zeros + 1 } else { 0 };
            unit.push(byte);
        }
        unit
    }
}

fn sps(width: u32, height: u32) -> Vec<u8> {
    let mut bits = Bits::default();
    // Baseline, level 4.
    bits.put(66, 8);
    bits.put(0, 8);
    bits.put(40, 8);
    for value in [0, 0, 2, 0] {
        bits.number(value);
    }
    bits.put(0, 1);
    bits.number(width / 16 - 1);
    bits.number(height / 16 - 1);
    // Whole frames, direct inference, no cropping, nothing more.
    bits.put(0b1100, 4);
    bits.unit(0x67)
}

fn pps() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.number(0);
    bits.number(0);
    bits.put(0, 2);
    for _ in 0..3 {
        bits.number(0);
    }
    bits.put(0, 3);
    for _ in 0..3 {
        bits.number(0);
    }
    bits.put(0, 3);
    bits.unit(0x68)
}

/// A picture of plain samples (I_PCM), with its length in front.
fn slice(picture: &RgbImage) -> Vec<u8> {
    let mut bits = Bits::default();
    // First macroblock, an I slice, parameters 0, frame 0 (4 bits), IDR 0.
    bits.number(0);
    bits.number(7);
    bits.number(0);
    bits.put(0, 4);
    bits.number(0);
    // No marking of references, no change of quality.
    bits.put(0, 2);
    bits.number(0);
    let (width, height) = picture.dimensions();
    for top in (0..height).step_by(16) {
        for left in (0..width).step_by(16) {
            bits.number(25);
            while !bits.used.is_multiple_of(8) {
                bits.put(0, 1);
            }
            let mut chroma = [Vec::new(), Vec::new()];
            for y in 0..16 {
                for x in 0..16 {
                    let [luma, blue, red] = ycc(picture.get_pixel(left + x, top + y).0);
                    bits.put(luma.into(), 8);
                    if x % 2 == 0 && y % 2 == 0 {
                        chroma[0].push(blue);
                        chroma[1].push(red);
                    }
                }
            }
            for value in chroma.concat() {
                bits.put(value.into(), 8);
            }
        }
    }
    let unit = bits.unit(0x65);
    [&(unit.len() as u32).to_be_bytes()[..], &unit].concat()
}

/// ITU-R BT.601 in the narrow range.
fn ycc([r, g, b]: [u8; 3]) -> [u8; 3] {
    let [r, g, b] = [r, g, b].map(f64::from);
    let luma = 0.299 * r + 0.587 * g + 0.114 * b;
    [
        16.0 + luma * 219.0 / 255.0,
        128.0 + (b - luma) / 1.772 * 224.0 / 255.0,
        128.0 + (r - luma) / 1.402 * 224.0 / 255.0,
    ]
    .map(|value| value.round() as u8)
}

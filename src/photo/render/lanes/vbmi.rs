//! AVX-512 VBMI: one instruction looks up 64 bytes in a table of 128, two and a
//! choice make 256; another picks the reds, greens or blues out of 64 pixels.

use std::arch::x86_64::{
    __m256i, __m512i, __mmask64, _mm512_add_epi32, _mm512_castsi256_si512, _mm512_castsi512_si256,
    _mm512_extracti64x4_epi64, _mm512_inserti64x4, _mm512_madd_epi16, _mm512_mask_blend_epi8,
    _mm512_mask_permutexvar_epi8, _mm512_movepi8_mask, _mm512_packs_epi32, _mm512_packus_epi16,
    _mm512_permutex2var_epi8, _mm512_set1_epi16, _mm512_set1_epi32, _mm512_srai_epi32,
    _mm512_unpackhi_epi8, _mm512_unpackhi_epi16, _mm512_unpacklo_epi8, _mm512_unpacklo_epi16,
};

use super::{Kernel, MixTables};

/// Bytes in a register.
const LANES: usize = 64;
/// Bytes of as many pixels.
const PIXELS: usize = 3 * LANES;

/// Runs a pass over whole pixels.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
pub(super) fn run(kernel: &Kernel, samples: &mut [u8]) {
    match kernel {
        Kernel::Same(table) => {
            let table = Table::new(table);
            each_part(samples, |bytes: [u8; LANES]| {
                store(table.look_up(load(bytes)))
            });
        }
        Kernel::Each(tables) => {
            let [red, green, blue] = &**tables;
            let tables = [Table::new(red), Table::new(green), Table::new(blue)];
            let masks = [0, 1, 2].map(|part| [mask(part, 1), mask(part, 2)]);
            each_part(samples, |bytes: [u8; PIXELS]| {
                let [first, second, third] = bytemuck::cast(bytes);
                let parts = [load(first), load(second), load(third)];
                let [first, second, third] = look_up_each(&tables, masks, parts);
                bytemuck::cast([store(first), store(second), store(third)])
            });
        }
        Kernel::Mix(tables) => {
            let mixer = Mixer::new(tables);
            each_part(samples, |bytes: [u8; PIXELS]| {
                let [first, second, third] = bytemuck::cast(bytes);
                let [first, second, third] = mixer.mix([load(first), load(second), load(third)]);
                bytemuck::cast([store(first), store(second), store(third)])
            });
        }
    }
}

/// Calls `work` for every `N` bytes; the last ones come with others beside them
/// that are thrown away.
#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
#[inline]
fn each_part<const N: usize>(samples: &mut [u8], work: impl Fn([u8; N]) -> [u8; N]) {
    let (parts, rest) = samples.as_chunks_mut::<N>();
    for part in parts {
        *part = work(*part);
    }
    if rest.is_empty() {
        return;
    }
    let mut padded = [0; N];
    for (to, from) in padded.iter_mut().zip(&*rest) {
        *to = *from;
    }
    for (to, from) in rest.iter_mut().zip(work(padded)) {
        *to = from;
    }
}

/// A register from memory: two halves, which the compiler reads as one.
#[target_feature(enable = "avx512f")]
#[inline]
fn load(bytes: [u8; LANES]) -> __m512i {
    let [low, high]: [__m256i; 2] = bytemuck::cast(bytes);
    _mm512_inserti64x4::<1>(_mm512_castsi256_si512(low), high)
}

/// A register to memory.
#[target_feature(enable = "avx512f")]
#[inline]
fn store(values: __m512i) -> [u8; LANES] {
    bytemuck::cast([
        _mm512_castsi512_si256(values),
        _mm512_extracti64x4_epi64::<1>(values),
    ])
}

/// A table of 256 bytes in four registers.
#[derive(Clone, Copy)]
struct Table([__m512i; 4]);

impl Table {
    #[target_feature(enable = "avx512f")]
    fn new(table: &[u8; 256]) -> Self {
        let mut parts = [[0; LANES]; 4];
        let (from, _) = table.as_chunks::<LANES>();
        for (part, from) in parts.iter_mut().zip(from) {
            *part = *from;
        }
        let [a, b, c, d] = parts;
        Self([load(a), load(b), load(c), load(d)])
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    #[inline]
    fn look_up(&self, values: __m512i) -> __m512i {
        let [a, b, c, d] = self.0;
        // Only the low seven bits of an index count, the eighth chooses.
        let low = _mm512_permutex2var_epi8(a, values, b);
        let high = _mm512_permutex2var_epi8(c, values, d);
        _mm512_mask_blend_epi8(_mm512_movepi8_mask(values), low, high)
    }
}

/// Which bytes of a register are of a channel; `part` is the register’s place
/// among the three of 64 pixels.
fn mask(part: usize, channel: usize) -> __mmask64 {
    (0..LANES)
        .filter(|lane| (LANES * part + lane) % 3 == channel)
        .fold(0, |mask, lane| mask | 1 << lane)
}

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
#[inline]
fn look_up_each(
    [reds, greens, blues]: &[Table; 3],
    masks: [[__mmask64; 2]; 3],
    parts: [__m512i; 3],
) -> [__m512i; 3] {
    let [first, second, third] = parts;
    let [of_first, of_second, of_third] = masks;
    let part = |values: __m512i, [green, blue]: [__mmask64; 2]| {
        let found = _mm512_mask_blend_epi8(green, reds.look_up(values), greens.look_up(values));
        _mm512_mask_blend_epi8(blue, found, blues.look_up(values))
    };
    [
        part(first, of_first),
        part(second, of_second),
        part(third, of_third),
    ]
}

/// The tables of a mix in registers.
struct Mixer {
    /// Low and high bytes of what each channel becomes.
    curves: [[Table; 2]; 3],
    /// For each new channel: the weights of red and green, and of blue and the
    /// constant [`ROUND`], as pairs of 16 bits.
    weights: [[__m512i; 2]; 3],
    /// Where the bytes of each channel lie in 64 pixels.
    gather: [Picks; 3],
    /// Where the bytes of 64 pixels lie in the channels.
    scatter: [Picks; 3],
}

/// Picks 64 bytes out of three registers: from the first two, and then, where
/// the mask says so, from the third.
#[derive(Clone, Copy)]
struct Picks {
    two: __m512i,
    third: __m512i,
    mask: __mmask64,
}

impl Picks {
    #[target_feature(enable = "avx512f")]
    fn new(from: impl Fn(usize) -> usize) -> Self {
        let places: [usize; LANES] = std::array::from_fn(from);
        // Less than 192, so a byte holds every place.
        let two: [u8; LANES] = places.map(|place| (place % (2 * LANES)) as u8);
        let third: [u8; LANES] = places.map(|place| (place % LANES) as u8);
        Self {
            two: load(two),
            third: load(third),
            mask: (0..LANES)
                .zip(places)
                .filter(|(_, place)| *place >= 2 * LANES)
                .fold(0, |mask, (lane, _)| mask | 1 << lane),
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    #[inline]
    fn pick(&self, [first, second, third]: [__m512i; 3]) -> __m512i {
        let two = _mm512_permutex2var_epi8(first, self.two, second);
        _mm512_mask_permutexvar_epi8(two, self.mask, self.third, third)
    }
}

/// Times itself twice over, this is [`MixTables::HALF`]: it goes into the sum as
/// if it were a fourth channel.
const ROUND: i16 = 1 << 9;
const ROUND_WEIGHT: i32 = MixTables::HALF >> 9;

impl Mixer {
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    fn new(tables: &MixTables) -> Self {
        let pair = |low: i32, high: i32| _mm512_set1_epi32(low & 0xFFFF | high << 16);
        Self {
            curves: [0, 1, 2].map(|channel| {
                let mut bytes = [[0; 256]; 2];
                let [low, high] = &mut bytes;
                if let Some(curve) = tables.curves.get(channel) {
                    for ((value, low), high) in curve.iter().zip(low).zip(high) {
                        [*low, *high] = value.to_le_bytes();
                    }
                }
                let [low, high] = &bytes;
                [Table::new(low), Table::new(high)]
            }),
            weights: tables
                .mix
                .map(|[red, green, blue]| [pair(red, green), pair(blue, ROUND_WEIGHT)]),
            gather: [0, 1, 2].map(|channel| Picks::new(|lane| 3 * lane + channel)),
            scatter: [0, 1, 2].map(|part| {
                Picks::new(|lane| {
                    let place = LANES * part + lane;
                    LANES * (place % 3) + place / 3
                })
            }),
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi")]
    #[inline]
    fn mix(&self, pixels: [__m512i; 3]) -> [__m512i; 3] {
        let [gather_reds, gather_greens, gather_blues] = &self.gather;
        let [red_curve, green_curve, blue_curve] = &self.curves;
        let toned = |picks: &Picks, [low, high]: &[Table; 2]| {
            let values = picks.pick(pixels);
            let (low, high) = (low.look_up(values), high.look_up(values));
            [
                _mm512_unpacklo_epi8(low, high),
                _mm512_unpackhi_epi8(low, high),
            ]
        };
        let [red_low, red_high] = toned(gather_reds, red_curve);
        let [green_low, green_high] = toned(gather_greens, green_curve);
        let [blue_low, blue_high] = toned(gather_blues, blue_curve);
        let round = _mm512_set1_epi16(ROUND);
        // Unpacking and packing both stay inside 16 bytes, so that every pixel
        // comes back to its place.
        let quarters = [
            [
                _mm512_unpacklo_epi16(red_low, green_low),
                _mm512_unpacklo_epi16(blue_low, round),
            ],
            [
                _mm512_unpackhi_epi16(red_low, green_low),
                _mm512_unpackhi_epi16(blue_low, round),
            ],
            [
                _mm512_unpacklo_epi16(red_high, green_high),
                _mm512_unpacklo_epi16(blue_high, round),
            ],
            [
                _mm512_unpackhi_epi16(red_high, green_high),
                _mm512_unpackhi_epi16(blue_high, round),
            ],
        ];
        let channel = |[of_two, of_blue]: &[__m512i; 2]| {
            let [a, b, c, d] = quarters.map(|[two, blue]| {
                let sum = _mm512_add_epi32(
                    _mm512_madd_epi16(two, *of_two),
                    _mm512_madd_epi16(blue, *of_blue),
                );
                _mm512_srai_epi32::<{ MixTables::PLACES as u32 }>(sum)
            });
            _mm512_packus_epi16(_mm512_packs_epi32(a, b), _mm512_packs_epi32(c, d))
        };
        let [red, green, blue] = &self.weights;
        let mixed = [channel(red), channel(green), channel(blue)];
        let [first, second, third] = &self.scatter;
        [first.pick(mixed), second.pick(mixed), third.pick(mixed)]
    }
}

//! AVX2: a shuffle looks up 32 bytes in a table of 16; sixteen of them and a
//! choice make 256.

use std::arch::x86_64::{
    __m128i, __m256i, _mm256_adds_epu8, _mm256_broadcastsi128_si256, _mm256_or_si256,
    _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_xor_si256,
};

/// Every sample through one table.
#[target_feature(enable = "avx2")]
pub(super) fn same(table: &[u8; 256], samples: &mut [u8]) {
    let (parts, _) = table.as_chunks::<16>();
    let mut lanes = [_mm256_setzero_si256(); 16];
    for (lane, part) in lanes.iter_mut().zip(parts) {
        *lane = _mm256_broadcastsi128_si256(bytemuck::cast::<[u8; 16], __m128i>(*part));
    }
    let (chunks, rest) = samples.as_chunks_mut::<32>();
    for chunk in chunks {
        *chunk = bytemuck::cast(look_up(&lanes, bytemuck::cast(*chunk)));
    }
    let mut padded = [0; 32];
    for (to, from) in padded.iter_mut().zip(&*rest) {
        *to = *from;
    }
    let done: [u8; 32] = bytemuck::cast(look_up(&lanes, bytemuck::cast(padded)));
    for (to, from) in rest.iter_mut().zip(done) {
        *to = from;
    }
}

#[target_feature(enable = "avx2")]
fn look_up(lanes: &[__m256i; 16], values: __m256i) -> __m256i {
    let mut found = _mm256_setzero_si256();
    for (lane, high) in lanes.iter().zip((0..=240_u8).step_by(16)) {
        // Values of this sixteenth become 0x70…0x7F, which a shuffle reads as
        // 0…15; all others reach 0x80, which it answers with zero.
        let own = _mm256_xor_si256(values, _mm256_set1_epi8(high.cast_signed()));
        let own = _mm256_adds_epu8(own, _mm256_set1_epi8(0x70));
        found = _mm256_or_si256(found, _mm256_shuffle_epi8(*lane, own));
    }
    found
}

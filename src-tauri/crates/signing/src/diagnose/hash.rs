//! Tells byte strings apart by a short number, so that none has to be kept.
//!
//! Made for speed over large bodies: a collision costs one explanation, and
//! nothing else depends on it.

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// The same for the same bytes, and nearly always another one for others.
pub fn of(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut state = bytes.len() as u64;
    for chunk in chunks {
        state = mixed(state, u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mixed(mixed(state, u64::from_le_bytes(last)), PRIME)
}

fn mixed(state: u64, word: u64) -> u64 {
    let product = u128::from(state ^ word).wrapping_add(1) * u128::from(PRIME);
    let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
    let folded = u64::try_from(low ^ high).unwrap_or(u64::MAX);
    folded.rotate_left(23) ^ word
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bytes_that_are_nearly_alike_are_told_apart() {
        let zeros = (0..300).map(|length| vec![0; length]);
        let ones = (0..2048).map(|bit| {
            let mut bytes = vec![0_u8; 256];
            bytes[bit / 8] |= 1 << (bit % 8);
            bytes
        });
        let all: Vec<u64> = zeros.chain(ones).map(|bytes| of(&bytes)).collect();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    }

    proptest! {
        #[test]
        fn the_same_bytes_have_the_same_number(bytes: Vec<u8>) {
            prop_assert_eq!(of(&bytes), of(&bytes.clone()));
        }
    }
}

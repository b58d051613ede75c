//! Tells byte strings apart by a short number, so that none has to be kept.

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher as _;

/// The same for the same bytes within one search.
pub fn of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

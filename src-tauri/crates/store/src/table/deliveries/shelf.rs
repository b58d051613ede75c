//! Bytes that are read together and let go of at about the same time, in memory that they share.
//!
//! Each with memory of its own would be asked for on the writing thread and given back on others,
//! which costs more than the bytes themselves.

use bytes::{Bytes, BytesMut};

/// What one piece of memory holds at most, unless it is for something longer.
const LARGEST: usize = 64 * 1024;

/// Where bytes are put.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Twice as much as the one before, so that little bytes do not keep much memory.
    size: usize,
    room: BytesMut,
}

impl Shelf {
    /// A copy of the bytes.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Bytes {
        if self.room.capacity() < bytes.len() {
            self.size = (2 * self.size).min(LARGEST).max(bytes.len());
            self.room = BytesMut::with_capacity(self.size);
        }
        self.room.extend_from_slice(bytes);
        self.room.split().freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_put_comes_out_as_it_was() {
        let mut shelf = Shelf::default();
        let sizes = [0, 1, 0, 1_000, 7, LARGEST + 1, 3, 30_000, 40_000, 1];
        let lists = sizes.map(|size| (0..size).map(|at| (at % 251) as u8).collect::<Vec<_>>());
        let kept = lists.each_ref().map(|list| shelf.put(list));
        assert!(kept.iter().zip(&lists).all(|(kept, list)| kept == list));
    }

    #[test]
    fn little_keeps_little_memory() {
        let mut shelf = Shelf::default();
        shelf.put(&[0; 100]);
        assert_eq!(shelf.size, 100);
        shelf.put(&[0; 100]);
        assert_eq!(shelf.size, 200);
    }
}

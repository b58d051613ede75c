//! The little of DER (X.690) that keys and certificates need, read and written.
//!
//! Elements are found by their tag; what is in them is not judged here.

/// Tags of the elements in use.
pub mod tag {
    /// INTEGER.
    pub const INTEGER: u8 = 0x02;
    /// BIT STRING.
    pub const BITS: u8 = 0x03;
    /// OCTET STRING.
    pub const OCTETS: u8 = 0x04;
    /// NULL.
    pub const NULL: u8 = 0x05;
    /// OBJECT IDENTIFIER.
    pub const OBJECT: u8 = 0x06;
    /// UTF8String.
    pub const TEXT: u8 = 0x0c;
    /// UTCTime.
    pub const TIME: u8 = 0x17;
    /// SEQUENCE.
    pub const SEQUENCE: u8 = 0x30;
    /// SET.
    pub const SET: u8 = 0x31;
    /// The first element that is tagged by its place.
    pub const FIRST: u8 = 0xa0;
}

/// What follows an element of this tag, and what is in it.
pub fn element(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&found, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    if found != tag {
        return None;
    }
    let digits = if first < 0x80 {
        0
    } else {
        usize::from(first & 0x7f)
    };
    if digits > 4 {
        return None;
    }
    let (length_bytes, rest) = rest.split_at_checked(digits)?;
    let long = length_bytes
        .iter()
        .fold(0_usize, |sum, &byte| sum << 8 | usize::from(byte));
    let length = if digits == 0 {
        usize::from(first)
    } else {
        long
    };
    let (inside, after) = rest.split_at_checked(length)?;
    Some((after, inside))
}

/// An element of these parts.
pub fn written(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = vec![tag];
    if length < 0x80 {
        out.push(u8::try_from(length).expect("a number below 128 fits"));
    } else {
        let bytes = length.to_be_bytes();
        let digits: Vec<u8> = bytes.into_iter().skip_while(|&byte| byte == 0).collect();
        out.push(0x80 | u8::try_from(digits.len()).expect("a length has at most eight digits"));
        out.extend(digits);
    }
    parts.iter().for_each(|part| out.extend_from_slice(part));
    out
}

/// A number that is not negative, from its bytes, the highest first.
pub fn integer(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = bytes
        .iter()
        .copied()
        .skip_while(|&byte| byte == 0)
        .collect();
    let sign: &[u8] = match digits.first() {
        Some(first) if *first < 0x80 => &[],
        _ => &[0],
    };
    written(tag::INTEGER, &[sign, &digits])
}

/// Bits that fill their bytes.
pub fn bits(bytes: &[u8]) -> Vec<u8> {
    written(tag::BITS, &[&[0], bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let inside = vec![7; length];
            let written = written(tag::SEQUENCE, &[&inside, b"end"]);
            let (after, read) = element(tag::SEQUENCE, &written).unwrap();
            assert_eq!((after, read.len()), (&[][..], length + 3));
        }
    }

    #[test]
    fn numbers_stay_positive() {
        assert_eq!(integer(&[0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[0, 0x7f]), [2, 1, 0x7f]);
        assert_eq!(integer(&[]), [2, 1, 0]);
    }

    #[test]
    fn what_is_cut_off_is_no_element() {
        for bytes in [
            &b""[..],
            b"\x30",
            b"\x30\x05a",
            b"\x30\x89aaaaaaaaa",
            b"\x30\x84\xff\xff\xff\xff",
        ] {
            assert_eq!(element(tag::SEQUENCE, bytes), None);
        }
    }
}

//! Ids as providers make them. All but their time is chance.

use model::Timestamp;

/// Crockford's alphabet, as ULIDs are written in.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A UUID of version 7, whose beginning is the time.
pub(crate) fn uuid_v7(at: Timestamp) -> String {
    let chance = rand::random::<u128>() >> 48;
    uuid(u128::from(millis(at)) << 80 | chance, 7)
}

/// A UUID of version 4.
pub(crate) fn uuid_v4() -> String {
    uuid(rand::random(), 4)
}

/// The text of a UUID, its version and variant (RFC 9562) put in their places.
fn uuid(bits: u128, version: u128) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let bits = bits & !VERSION & !VARIANT | version << 76 | 0b10 << 62;
    let hex = format!("{bits:032x}");
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

/// Whether a text is a UUID of any version, its letters large or small.
pub(crate) fn is_uuid(text: &str) -> bool {
    let is_right = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_right)
}

/// A ULID: 26 characters, the first ten of which are the time.
pub(crate) fn ulid(at: Timestamp) -> String {
    let bits = u128::from(millis(at)) << 80 | rand::random::<u128>() >> 48;
    let character = |index: u32| {
        let digit = bits >> (5 * (25 - index)) & 31;
        char::from(CROCKFORD[usize::try_from(digit).expect("five bits fit")])
    };
    (0..26).map(character).collect()
}

/// A prefix and so many letters and digits that nobody can guess.
pub(crate) fn prefixed(prefix: &str, length: usize) -> String {
    // 62 does not divide 256; what that makes likelier is no matter for an id.
    let letter = |_| char::from(LETTERS[usize::from(rand::random::<u8>()) % LETTERS.len()]);
    prefix.chars().chain((0..length).map(letter)).collect()
}

/// Milliseconds since 1970 in 48 bits, which last until the year 10889.
fn millis(at: Timestamp) -> u64 {
    u64::try_from(at.unix_millis()).unwrap_or(0) & 0xffff_ffff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp(1_645_557_742_000_000);

    #[test]
    fn a_uuid_of_version_7_begins_with_its_time() {
        // The time of the example in RFC 9562, appendix A.6.
        let id = uuid_v7(AT);
        assert!(id.starts_with("017f22e2-79b0-7"), "{id}");
        assert!("89ab".contains(&id[19..20]), "{id}");
        assert!(is_uuid(&id));
        assert_ne!(uuid_v7(AT), id);
    }

    #[test]
    fn a_uuid_of_version_4_says_so() {
        let id = uuid_v4();
        assert_eq!(&id[14..15], "4");
        assert!("89ab".contains(&id[19..20]), "{id}");
    }

    #[test]
    fn what_is_no_uuid_is_told() {
        assert!(is_uuid("01970000-0000-7000-8000-00000000ABCD"));
        for text in [
            "",
            "string",
            "01970000-0000-7000-8000-00000000000",
            "01970000-0000-7000-8000-00000000000g",
            "01970000000070008000000000000001",
            "01970000-0000-7000-8000_000000000001",
        ] {
            assert!(!is_uuid(text), "{text}");
        }
    }

    #[test]
    fn a_ulid_begins_with_its_time_and_is_26_characters_long() {
        // The time of the example in the ULID specification.
        let id = ulid(Timestamp(1_469_922_850_259_000));
        assert!(id.starts_with("01ARZ3NDEK"), "{id}");
        assert_eq!(id.len(), 26);
        assert!(id.bytes().all(|byte| CROCKFORD.contains(&byte)), "{id}");
    }

    #[test]
    fn a_prefixed_id_is_as_long_as_asked_for() {
        let id = prefixed("req_", 24);
        assert_eq!((id.len(), &id[..4]), (28, "req_"));
        assert_ne!(prefixed("req_", 24), id);
    }
}

//! Ids and keys that nobody has seen before.

use std::fmt::Write as _;

use model::Secret;

/// A number of so many digits, its first one not zero.
pub fn digits(count: usize) -> String {
    let digit = |index: usize| {
        let least = u8::from(index == 0);
        char::from(b'0' + least + rand::random::<u8>() % (10 - least))
    };
    (0..count).map(digit).collect()
}

/// An API key: its prefix, and 160 bits in hex.
pub fn key(prefix: &str) -> Secret {
    let mut text = prefix.to_owned();
    for byte in rand::random::<[u8; 20]>() {
        write!(text, "{byte:02x}").expect("a String takes everything");
    }
    Secret::new(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_digits_and_do_not_begin_with_zero() {
        let id = digits(18);
        assert_eq!(id.len(), 18);
        assert!(!id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit()));
        assert_ne!(digits(18), id);
    }

    #[test]
    fn keys_say_whose_they_are_and_nothing_else() {
        assert_eq!(key("sk_").expose().len(), 43);
        assert_ne!(key("sk_"), key("sk_"));
    }
}

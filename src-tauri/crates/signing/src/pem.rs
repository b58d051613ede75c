//! PEM armour (RFC 7468): found in a text, and put on.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::encode::from_base64;

/// The first block of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Block<'t> {
    /// What is in it.
    pub der: Vec<u8>,
    /// What stands before and after it.
    pub outside: [&'t str; 2],
}

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// The first block of a text; `None` where there is none, or it is no base64.
pub fn first(text: &str) -> Option<Block<'_>> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, rest) = rest.split_once(DASHES)?;
    let (inside, rest) = rest.split_once(END)?;
    let (_, after) = rest.split_once(DASHES)?;
    let base64: String = inside.split_whitespace().collect();
    Some(Block {
        der: from_base64(base64.as_bytes())?,
        outside: [before, after],
    })
}

/// A block with this label.
pub fn written(label: &str, der: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(der);
    let mut text = format!("{BEGIN}{label}{DASHES}\n");
    for line in base64.as_bytes().chunks(64) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    text + END + label + DASHES + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_block_is_found_between_other_text() {
        let text = format!("id\n{}rest", written("KEY", &[7; 100]));
        let block = first(&text).unwrap();
        assert_eq!(block.der, [7; 100]);
        assert_eq!(block.outside, ["id\n", "\nrest"]);
    }

    #[test]
    fn of_a_chain_the_first_certificate_counts() {
        let chain = written("CERTIFICATE", b"one") + &written("CERTIFICATE", b"two");
        assert_eq!(first(&chain).unwrap().der, b"one");
    }

    #[test]
    fn half_a_block_is_none() {
        assert_eq!(first("-----BEGIN KEY-----\nAAAA\n"), None);
        assert_eq!(first("-----BEGIN KEY-----\n*\n-----END KEY-----"), None);
    }
}

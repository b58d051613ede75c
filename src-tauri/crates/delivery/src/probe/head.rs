//! The head of a request as it goes out, its names spelled as asked.

use bytes::Bytes;

use super::recipe::Spelling;
use crate::Outgoing;

/// The head as it goes out; who sends it puts in the target and `Host`.
pub(crate) fn head(outgoing: &Outgoing, spelling: Spelling) -> Bytes {
    let mut head = format!("{} / HTTP/1.1\r\nHost: localhost\r\n", outgoing.method).into_bytes();
    for field in &outgoing.headers {
        head.extend_from_slice(spelled(&field.name, spelling).as_bytes());
        head.extend_from_slice(b": ");
        let value = field.value.iter().copied();
        head.extend(value.filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)));
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(format!("Content-Length: {}\r\n\r\n", outgoing.body.len()).as_bytes());
    head.into()
}

fn spelled(name: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Own => name.to_owned(),
        Spelling::Lower => name.to_ascii_lowercase(),
        Spelling::Title => titled(name),
        Spelling::Odd => odd(name),
    }
}

fn titled(name: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
    };
    let words: Vec<String> = name.split('-').map(word).collect();
    words.join("-")
}

fn odd(name: &str) -> String {
    let letter = |(index, letter): (usize, char)| match index % 2 {
        0 => letter.to_ascii_lowercase(),
        _ => letter.to_ascii_uppercase(),
    };
    name.chars().enumerate().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_as_asked() {
        let name = "X-Hub-Signature-256";
        assert_eq!(spelled(name, Spelling::Lower), "x-hub-signature-256");
        assert_eq!(
            spelled("x-hub-signature", Spelling::Title),
            "X-Hub-Signature"
        );
        assert_eq!(spelled("abc", Spelling::Odd), "aBc");
    }
}

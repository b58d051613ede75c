//! A JSON document as a tree whose leaves keep their spelling.
//!
//! Nothing is decoded: `1.0` stays `1.0`, `\u00eb` stays six letters, keys keep
//! their order and may stand twice. What is not JSON has no tree.

use std::borrow::Cow;

/// Deeper documents are left alone, so that no body exhausts the stack.
const DEEPEST: usize = 128;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node<'a> {
    /// Keys as spelled, quotes included, with their values.
    Object(Vec<Member<'a>>),
    /// Values in order.
    Array(Vec<Self>),
    /// A string as spelled, quotes included.
    Text(Cow<'a, str>),
    /// A number, `true`, `false` or `null` as spelled.
    Plain(Cow<'a, str>),
}

/// A key and its value.
pub type Member<'a> = (Cow<'a, str>, Node<'a>);

/// The tree of a document; a byte-order mark in front does not count.
pub fn parse(text: &str) -> Option<Node<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text, at: 0 };
    let node = reader.value(0)?;
    reader.space();
    (reader.at == text.len()).then_some(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        self.space();
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(|text| Node::Text(Cow::Borrowed(text))),
            _ => self.plain().map(|word| Node::Plain(Cow::Borrowed(word))),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Node<'a>> {
        self.at += 1;
        let mut members = Vec::new();
        if self.takes(b'}') {
            return Some(Node::Object(members));
        }
        loop {
            self.space();
            let key = self.string()?;
            self.takes(b':').then_some(())?;
            members.push((Cow::Borrowed(key), self.value(depth + 1)?));
            if self.takes(b'}') {
                return Some(Node::Object(members));
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn array(&mut self, depth: usize) -> Option<Node<'a>> {
        self.at += 1;
        let mut items = Vec::new();
        if self.takes(b']') {
            return Some(Node::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.takes(b']') {
                return Some(Node::Array(items));
            }
            self.takes(b',').then_some(())?;
        }
    }

    fn string(&mut self) -> Option<&'a str> {
        let start = self.at;
        (self.peek()? == b'"').then_some(())?;
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.text.get(start..self.at)
    }

    fn plain(&mut self) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || "+-.".contains(letter)))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        self.at += end;
        let known = matches!(word, "true" | "false" | "null") || is_number(word);
        known.then_some(word)
    }
}

fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    digits.starts_with(|letter: char| letter.is_ascii_digit()) && digits.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leaves_keep_their_spelling_and_keys_their_order() {
        let tree = parse(" {\"b\":1.0,\"a\":\"\\u00eb\",\"b\":[1e3,null]}\n");
        let plain = |spelled: &'static str| Node::Plain(spelled.into());
        let list = Node::Array(vec![plain("1e3"), plain("null")]);
        let members = vec![
            ("\"b\"".into(), plain("1.0")),
            ("\"a\"".into(), Node::Text("\"\\u00eb\"".into())),
            ("\"b\"".into(), list),
        ];
        assert_eq!(tree, Some(Node::Object(members)));
    }

    #[test]
    fn what_is_no_json_has_no_tree() {
        for text in [
            "",
            "{",
            "{\"a\"}",
            "[1,]",
            "nul",
            "1 2",
            "\"a",
            "-",
            "{\"a\":1}}",
            "\"\\",
            "NaN",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[\\PC\\\\\"{}\\[\\],:]*") {
            let _ = parse(&text);
        }
    }
}

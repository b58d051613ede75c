//! Strings and numbers of a JSON tree as one program or another writes them.

use std::borrow::Cow;

use super::escape::push_ascii;
use super::tree::{Member, Node};
use super::{number, order};
use crate::json::quoted;

/// How strings and numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Strings decoded and written plainly, numbers as they stand.
    Plain,
    /// As `JSON.stringify`: strings plain, numbers as JavaScript's.
    JavaScript,
    /// As `json.dumps(…, ensure_ascii=False)`.
    PythonPlain,
    /// As `json.dumps`: strings escaped to ASCII, numbers as Python's.
    Python,
}

impl Spelling {
    /// Every spelling, the one that changes least first.
    pub const ALL: [Self; 4] = [
        Self::Plain,
        Self::JavaScript,
        Self::PythonPlain,
        Self::Python,
    ];
}

/// The tree as this program would have read and written it.
pub fn respelled<'a>(node: &Node<'a>, spelling: Spelling) -> Node<'a> {
    let leaves = leaves(node, spelling);
    match spelling {
        Spelling::Plain => leaves,
        Spelling::JavaScript => order::indexes_first(&order::merged(&leaves)),
        Spelling::PythonPlain | Spelling::Python => order::merged(&leaves),
    }
}

fn leaves<'a>(node: &Node<'a>, spelling: Spelling) -> Node<'a> {
    match node {
        Node::Object(members) => {
            let member = |(key, value): &Member<'a>| (text(key, spelling), leaves(value, spelling));
            Node::Object(members.iter().map(member).collect())
        }
        Node::Array(items) => {
            Node::Array(items.iter().map(|item| leaves(item, spelling)).collect())
        }
        Node::Text(spelled) => Node::Text(text(spelled, spelling)),
        Node::Plain(spelled) => Node::Plain(plain(spelled, spelling)),
    }
}

fn text<'a>(spelled: &Cow<'a, str>, spelling: Spelling) -> Cow<'a, str> {
    if spelled.is_ascii() && !spelled.contains('\\') {
        return spelled.clone();
    }
    // Half a surrogate pair cannot be decoded: it stays as it stands.
    let Ok(decoded) = serde_json::from_str::<String>(spelled) else {
        return spelled.clone();
    };
    let quoted = quoted(&decoded);
    match spelling {
        Spelling::Python => {
            let mut ascii = String::with_capacity(quoted.len() * 2);
            push_ascii(&quoted, &mut ascii);
            Cow::Owned(ascii)
        }
        Spelling::Plain | Spelling::JavaScript | Spelling::PythonPlain => Cow::Owned(quoted),
    }
}

fn plain<'a>(spelled: &Cow<'a, str>, spelling: Spelling) -> Cow<'a, str> {
    if !spelled.ends_with(|letter: char| letter.is_ascii_digit()) {
        return spelled.clone();
    }
    let written = match spelling {
        Spelling::Plain => None,
        Spelling::JavaScript => number::javascript(spelled),
        Spelling::Python | Spelling::PythonPlain => number::python(spelled),
    };
    written.map_or_else(|| spelled.clone(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::super::render::{Layout, render};
    use super::super::tree;
    use super::*;

    // Printed by Node 20 and CPython 3.11.
    #[test]
    fn every_spelling_is_that_of_its_program() {
        let text = r#"{"b":1.0,"2":"\u00eb\/","1":"é","b":3}"#;
        let spelled = |spelling| {
            let tree = respelled(&tree::parse(text).unwrap(), spelling);
            String::from_utf8(render(&tree, Layout::Compact)).unwrap()
        };
        assert_eq!(
            spelled(Spelling::Plain),
            r#"{"b":1.0,"2":"ë/","1":"é","b":3}"#
        );
        assert_eq!(spelled(Spelling::JavaScript), r#"{"1":"é","2":"ë/","b":3}"#);
        assert_eq!(
            spelled(Spelling::Python),
            r#"{"b":3,"2":"\u00eb/","1":"\u00e9"}"#
        );
        assert_eq!(
            spelled(Spelling::PythonPlain),
            r#"{"b":3,"2":"ë/","1":"é"}"#
        );
    }
}

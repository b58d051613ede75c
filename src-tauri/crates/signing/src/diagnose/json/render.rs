//! A JSON tree written again, as one program or another would.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use super::number;
use super::tree::Node;
use crate::json::quoted;

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// White space.
    pub layout: Layout,
    /// Strings and numbers.
    pub spelling: Spelling,
    /// The order of keys.
    pub order: Order,
}

/// White space between tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// None.
    Compact,
    /// One after `,` and `:`, as `json.dumps` writes.
    Spaced,
    /// A line a value, indented by this.
    Indented(&'static str),
    /// Jackson's: lists in one line, space on both sides of `:`.
    Jackson,
}

/// How strings and numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As they stand.
    Kept,
    /// Strings decoded and written plainly, numbers as they stand.
    Plain,
    /// As `JSON.stringify`: strings plain, numbers as JavaScript's.
    JavaScript,
    /// As `json.dumps`: strings escaped to ASCII, numbers as Python's.
    Python,
    /// As `json.dumps(…, ensure_ascii=False)`.
    PythonPlain,
}

/// The order of an object's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they stand.
    Kept,
    /// By character, as Python and Go sort.
    Characters,
    /// By UTF-16 unit, as JavaScript and Java sort.
    Units,
}

/// Writes a tree.
pub fn render(node: &Node<'_>, form: Form) -> Vec<u8> {
    let mut writer = Writer {
        out: String::new(),
        form,
    };
    writer.node(node, 0);
    writer.out.into_bytes()
}

struct Writer {
    out: String,
    form: Form,
}

impl Writer {
    fn node(&mut self, node: &Node<'_>, depth: usize) {
        match node {
            Node::Object(members) => self.object(members, depth),
            Node::Array(items) => self.array(items, depth),
            Node::Text(spelled) => self.text(spelled),
            Node::Plain(spelled) => self.plain(spelled),
        }
    }

    fn object(&mut self, members: &[(&str, Node<'_>)], depth: usize) {
        if members.is_empty() {
            return self.out.push_str(self.empty("{}", "{ }"));
        }
        self.out.push('{');
        for (index, (key, value)) in arranged(members, self.form).iter().enumerate() {
            self.between(index, depth + 1);
            self.text(key);
            self.out.push_str(self.colon());
            self.node(value, depth + 1);
        }
        self.line(depth);
        self.out.push('}');
    }

    fn array(&mut self, items: &[Node<'_>], depth: usize) {
        if items.is_empty() {
            return self.out.push_str(self.empty("[]", "[ ]"));
        }
        if self.form.layout == Layout::Jackson {
            return self.jackson_array(items, depth);
        }
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            self.between(index, depth + 1);
            self.node(item, depth + 1);
        }
        self.line(depth);
        self.out.push(']');
    }

    /// Lists do not indent in Jackson's layout.
    fn jackson_array(&mut self, items: &[Node<'_>], depth: usize) {
        self.out.push_str("[ ");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.node(item, depth);
        }
        self.out.push_str(" ]");
    }

    fn empty(&self, usual: &'static str, jackson: &'static str) -> &'static str {
        match self.form.layout {
            Layout::Jackson => jackson,
            _ => usual,
        }
    }

    const fn colon(&self) -> &'static str {
        match self.form.layout {
            Layout::Compact => ":",
            Layout::Spaced | Layout::Indented(_) => ": ",
            Layout::Jackson => " : ",
        }
    }

    fn between(&mut self, index: usize, depth: usize) {
        if index > 0 {
            self.out.push(',');
            if self.form.layout == Layout::Spaced {
                self.out.push(' ');
            }
        }
        self.line(depth);
    }

    fn line(&mut self, depth: usize) {
        let indent = match self.form.layout {
            Layout::Compact | Layout::Spaced => return,
            Layout::Indented(indent) => indent,
            Layout::Jackson => "  ",
        };
        self.out.push('\n');
        (0..depth).for_each(|_| self.out.push_str(indent));
    }

    fn text(&mut self, spelled: &str) {
        let plain = spelled.is_ascii() && !spelled.contains('\\');
        let decoded = match self.form.spelling {
            Spelling::Kept => None,
            _ if plain => None,
            _ => serde_json::from_str::<String>(spelled).ok(),
        };
        // Half a surrogate pair cannot be decoded: it stays as it stands.
        let Some(decoded) = decoded else {
            return self.out.push_str(spelled);
        };
        match self.form.spelling {
            Spelling::Python => push_ascii(&quoted(&decoded), &mut self.out),
            _ => self.out.push_str(&quoted(&decoded)),
        }
    }

    fn plain(&mut self, spelled: &str) {
        if !spelled.ends_with(|letter: char| letter.is_ascii_digit()) {
            return self.out.push_str(spelled);
        }
        let written = match self.form.spelling {
            Spelling::Kept | Spelling::Plain => None,
            Spelling::JavaScript => number::javascript(spelled),
            Spelling::Python | Spelling::PythonPlain => number::python(spelled),
        };
        self.out.push_str(written.as_deref().unwrap_or(spelled));
    }
}

/// Characters beyond ASCII as `\uXXXX`, beyond the first plane as two of them.
pub fn push_ascii(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}").expect("a String takes all text");
        }
    }
}

type Member<'m, 'a> = (Cow<'m, str>, &'m Node<'a>);

/// The members in the order and the number in which they are written.
fn arranged<'m, 'a>(members: &'m [(&'a str, Node<'a>)], form: Form) -> Vec<Member<'m, 'a>> {
    let borrowed = members
        .iter()
        .map(|(key, value)| (Cow::Borrowed(*key), value));
    let mut arranged: Vec<Member<'_, '_>> = match form.spelling {
        Spelling::Kept | Spelling::Plain => borrowed.collect(),
        _ => merged(borrowed),
    };
    match form.order {
        Order::Kept => {}
        Order::Characters => arranged.sort_by_cached_key(|(key, _)| decoded(key)),
        Order::Units => arranged
            .sort_by_cached_key(|(key, _)| decoded(key).encode_utf16().collect::<Vec<u16>>()),
    }
    if form.spelling == Spelling::JavaScript {
        arranged.sort_by(|(one, _), (other, _)| indexes_first(one, other));
    }
    arranged
}

/// A key given twice keeps its first place and its last value.
fn merged<'m, 'a>(members: impl Iterator<Item = Member<'m, 'a>>) -> Vec<Member<'m, 'a>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut merged: Vec<Member<'m, 'a>> = Vec::new();
    for (key, value) in members {
        match places.get(&decoded(&key)) {
            Some(&place) => merged[place].1 = value,
            None => {
                places.insert(decoded(&key), merged.len());
                merged.push((key, value));
            }
        }
    }
    merged
}

/// JavaScript's objects put keys that are indexes first, in numeric order.
fn indexes_first(one: &str, other: &str) -> Ordering {
    let index = |key: &str| {
        let inside = key.trim_matches('"');
        let number: Option<u32> = inside.parse().ok().filter(|&number| number < u32::MAX);
        number.filter(|number| number.to_string() == inside)
    };
    match (index(one), index(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn decoded(key: &str) -> String {
    if !key.contains('\\') {
        return key.trim_matches('"').to_owned();
    }
    serde_json::from_str(key).unwrap_or_else(|_| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn written(text: &str, layout: Layout, spelling: Spelling, order: Order) -> String {
        let form = Form {
            layout,
            spelling,
            order,
        };
        String::from_utf8(render(&tree::parse(text).unwrap(), form)).unwrap()
    }

    // Node's, CPython's, and the one of Jackson's DefaultPrettyPrinter.
    #[test]
    fn every_layout_is_that_of_its_program() {
        let text = r#"{"a":[1,{"b":2}],"c":{},"d":[]}"#;
        let layout = |layout| written(text, layout, Spelling::Kept, Order::Kept);
        assert_eq!(
            layout(Layout::Spaced),
            r#"{"a": [1, {"b": 2}], "c": {}, "d": []}"#
        );
        assert_eq!(
            layout(Layout::Indented("  ")),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": 2\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}"
        );
        assert_eq!(
            layout(Layout::Jackson),
            "{\n  \"a\" : [ 1, {\n    \"b\" : 2\n  } ],\n  \"c\" : { },\n  \"d\" : [ ]\n}"
        );
    }

    #[test]
    fn every_spelling_is_that_of_its_program() {
        let text = r#"{"b":1.0,"2":"\u00eb\/","1":"é","b":3}"#;
        let spelling = |spelling| written(text, Layout::Compact, spelling, Order::Kept);
        assert_eq!(spelling(Spelling::Kept), text);
        assert_eq!(
            spelling(Spelling::JavaScript),
            r#"{"1":"é","2":"ë/","b":3}"#
        );
        assert_eq!(
            spelling(Spelling::Python),
            r#"{"b":3,"2":"\u00eb/","1":"\u00e9"}"#
        );
        assert_eq!(
            spelling(Spelling::PythonPlain),
            r#"{"b":3,"2":"ë/","1":"é"}"#
        );
    }

    #[test]
    fn sorting_goes_by_character_or_by_unit_at_every_depth() {
        let text = "{\"\u{1f980}\":1,\"\u{ff5e}\":2,\"a\":{\"d\":1,\"c\":2}}";
        let order = |order| written(text, Layout::Compact, Spelling::Kept, order);
        assert_eq!(
            order(Order::Characters),
            "{\"a\":{\"c\":2,\"d\":1},\"\u{ff5e}\":2,\"\u{1f980}\":1}"
        );
        assert_eq!(
            order(Order::Units),
            "{\"a\":{\"c\":2,\"d\":1},\"\u{1f980}\":1,\"\u{ff5e}\":2}"
        );
    }
}

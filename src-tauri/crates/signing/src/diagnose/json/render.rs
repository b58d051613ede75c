//! A JSON tree laid out again, as one program or another would.

use super::tree::{Member, Node};

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

/// Writes a tree.
pub fn render(node: &Node<'_>, layout: Layout) -> Vec<u8> {
    let mut writer = Writer {
        out: String::new(),
        layout,
    };
    writer.node(node, 0);
    writer.out.into_bytes()
}

struct Writer {
    out: String,
    layout: Layout,
}

impl Writer {
    fn node(&mut self, node: &Node<'_>, depth: usize) {
        match node {
            Node::Object(members) => self.object(members, depth),
            Node::Array(items) => self.array(items, depth),
            Node::Text(spelled) | Node::Plain(spelled) => self.out.push_str(spelled),
        }
    }

    fn object(&mut self, members: &[Member<'_>], depth: usize) {
        if members.is_empty() {
            return self.out.push_str(self.empty("{}", "{ }"));
        }
        self.out.push('{');
        for (index, (key, value)) in members.iter().enumerate() {
            self.between(index, depth + 1);
            self.out.push_str(key);
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
        if self.layout == Layout::Jackson {
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
        match self.layout {
            Layout::Jackson => jackson,
            _ => usual,
        }
    }

    const fn colon(&self) -> &'static str {
        match self.layout {
            Layout::Compact => ":",
            Layout::Spaced | Layout::Indented(_) => ": ",
            Layout::Jackson => " : ",
        }
    }

    fn between(&mut self, index: usize, depth: usize) {
        if index > 0 {
            self.out.push(',');
            if self.layout == Layout::Spaced {
                self.out.push(' ');
            }
        }
        self.line(depth);
    }

    fn line(&mut self, depth: usize) {
        let indent = match self.layout {
            Layout::Compact | Layout::Spaced => return,
            Layout::Indented(indent) => indent,
            Layout::Jackson => "  ",
        };
        self.out.push('\n');
        (0..depth).for_each(|_| self.out.push_str(indent));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    // Node's, CPython's, and the one of Jackson's DefaultPrettyPrinter.
    #[test]
    fn every_layout_is_that_of_its_program() {
        let text = r#"{"a":[1,{"b":2}],"c":{},"d":[]}"#;
        let tree = tree::parse(text).unwrap();
        let layout = |layout| String::from_utf8(render(&tree, layout)).unwrap();
        assert_eq!(layout(Layout::Compact), text);
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
}

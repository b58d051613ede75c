//! The body as we hold it, and what has been read of it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::ControlFlow;

use super::super::json::order::{has_twins, index};
use super::super::json::spelling::{Spelling, respelled};
use super::super::json::tree::{self, Member, Node};
use super::super::step::{Part, Step};

/// Documents beyond this are not read as JSON: their trees would cost more
/// memory and time than an answer is worth.
const LARGEST_JSON: usize = 4 << 20;

/// Takes each changed body with what changed it.
pub type Visit<'v> = &'v mut dyn FnMut(Step, Cow<'_, [u8]>) -> ControlFlow<()>;

/// A body and what has been read of it.
pub struct Body<'a> {
    /// Byte for byte.
    pub bytes: &'a [u8],
    /// The same as text, where it is UTF-8.
    pub text: Option<&'a str>,
    tree: OnceCell<Option<Node<'a>>>,
    spelled: OnceCell<Vec<(Spelling, Node<'a>)>>,
}

impl<'a> Body<'a> {
    /// A body of which nothing has been read yet.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            tree: OnceCell::new(),
            spelled: OnceCell::new(),
        }
    }

    /// The document, where the body is one.
    pub fn tree(&self) -> Option<&Node<'a>> {
        let read = || {
            let text = self.text.filter(|text| text.len() <= LARGEST_JSON)?;
            tree::parse(text)
        };
        self.tree.get_or_init(read).as_ref()
    }

    /// The document as other programs spell it, as far as they differ.
    pub fn spelled(&self) -> &[(Spelling, Node<'a>)] {
        self.spelled.get_or_init(|| match self.tree() {
            Some(tree) if !self.is_plain(tree) => others(tree),
            Some(_) | None => Vec::new(),
        })
    }

    /// Whether all programs spell everything in the body alike.
    fn is_plain(&self, tree: &Node<'_>) -> bool {
        let text_is_plain = self.bytes.is_ascii() && !self.bytes.contains(&b'\\');
        text_is_plain && has_plain_values(tree)
    }
}

fn others<'a>(tree: &Node<'a>) -> Vec<(Spelling, Node<'a>)> {
    let mut others: Vec<(Spelling, Node<'a>)> = Vec::new();
    for spelling in Spelling::ALL {
        let other = respelled(tree, spelling);
        if other != *tree && others.iter().all(|(_, known)| *known != other) {
            others.push((spelling, other));
        }
    }
    others
}

fn has_plain_values(node: &Node<'_>) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Plain(spelled) => {
            // Numbers of 16 digits and more lose some in JavaScript.
            let whole = spelled.bytes().all(|byte| byte.is_ascii_digit()) && spelled.len() < 16;
            whole || matches!(&**spelled, "true" | "false" | "null")
        }
        Node::Array(items) => items.iter().all(has_plain_values),
        Node::Object(members) => {
            let plain = |(key, value): &Member<'_>| index(key).is_none() && has_plain_values(value);
            members.iter().all(plain) && !has_twins(members)
        }
    }
}

/// A step that changes the body.
pub const fn step(code: &'static str, detail: &'static str) -> Step {
    Step::new(Part::Body, code, detail)
}

/// The step to one field's value.
pub const fn field(name: String) -> Step {
    Step::told(Part::Body, "body.form_field", name)
}

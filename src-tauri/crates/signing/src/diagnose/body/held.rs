//! The body as we hold it, and what has been read of it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::ControlFlow;

use super::super::json::tree::{self, Node};
use super::super::step::{Part, Step};

/// Documents beyond this are not read as JSON: the tree would be larger than
/// the time there is to build it.
const LARGEST_JSON: usize = 16 << 20;

/// Takes each changed body with what changed it.
pub type Visit<'v> = &'v mut dyn FnMut(Step, Cow<'_, [u8]>) -> ControlFlow<()>;

/// A body and what has been read of it.
pub struct Body<'a> {
    /// Byte for byte.
    pub bytes: &'a [u8],
    /// The same as text, where it is UTF-8.
    pub text: Option<&'a str>,
    tree: OnceCell<Option<Node<'a>>>,
}

impl<'a> Body<'a> {
    /// A body of which nothing has been read yet.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            tree: OnceCell::new(),
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
}

/// A step that changes the body.
pub const fn step(code: &'static str, detail: &'static str) -> Step {
    Step::new(Part::Body, code, detail)
}

/// The step to one field's value.
pub const fn field(name: String) -> Step {
    Step::told(Part::Body, "body.form_field", name)
}

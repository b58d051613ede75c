//! JSON that was read and written again: other white space, other order.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::super::json::render::{Form, Layout, Order, Spelling, render};
use super::super::json::tree::Node;
use super::held::{Body, Visit, step};

const INDENTED: &[(&str, &str, Layout)] = &[
    ("body.json_pretty_2", "", Layout::Indented("  ")),
    ("body.json_pretty_4", "", Layout::Indented("    ")),
    ("body.json_pretty_4", "tab", Layout::Indented("\t")),
    ("body.json_pretty_2", "jackson", Layout::Jackson),
    ("body.json_pretty_2", "1", Layout::Indented(" ")),
    ("body.json_pretty_2", "3", Layout::Indented("   ")),
    ("body.json_pretty_4", "8", Layout::Indented("        ")),
];

/// A layout, who writes in it, and the cause it is.
struct Writing {
    layout: Layout,
    spellings: &'static [Spelling],
    code: &'static str,
    detail: &'static str,
}

/// Every spelling, the one that changes least first.
const SPELLINGS: &[Spelling] = &[
    Spelling::Kept,
    Spelling::Plain,
    Spelling::JavaScript,
    Spelling::PythonPlain,
    Spelling::Python,
];

/// No white space: `JSON.stringify`, Go, PHP, most others.
pub fn compact(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let writing = Writing {
        layout: Layout::Compact,
        spellings: SPELLINGS,
        code: "body.json_compact",
        detail: "",
    };
    written(body, &writing, visit)
}

/// `json.dumps` without arguments.
pub fn spaced(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let writing = Writing {
        layout: Layout::Spaced,
        spellings: &[
            Spelling::Python,
            Spelling::PythonPlain,
            Spelling::Kept,
            Spelling::Plain,
        ],
        code: "body.json_python_default",
        detail: "",
    };
    written(body, &writing, visit)
}

/// A line a value.
pub fn indented(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    INDENTED.iter().try_for_each(|&(code, detail, layout)| {
        let writing = Writing {
            layout,
            spellings: SPELLINGS,
            code,
            detail,
        };
        written(body, &writing, visit)
    })
}

/// Keys in order, at every depth, in the layout that we hold.
pub fn sorted(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let Some(tree) = body.tree() else {
        return ControlFlow::Continue(());
    };
    let layout = layout_of(body, tree);
    let most = if is_plain(body, tree) {
        1
    } else {
        SPELLINGS.len()
    };
    for order in [Order::Characters, Order::Units] {
        for &spelling in &SPELLINGS[..most] {
            let form = Form {
                layout,
                spelling,
                order,
            };
            visit(
                step("body.json_sorted_keys", ""),
                Cow::Owned(render(tree, form)),
            )?;
        }
    }
    ControlFlow::Continue(())
}

fn written(body: &Body<'_>, writing: &Writing, visit: Visit<'_>) -> ControlFlow<()> {
    let Some(tree) = body.tree() else {
        return ControlFlow::Continue(());
    };
    let plain = is_plain(body, tree);
    let most = if plain { 1 } else { writing.spellings.len() };
    for &spelling in &writing.spellings[..most] {
        let form = Form {
            layout: writing.layout,
            spelling,
            order: Order::Kept,
        };
        visit(
            step(writing.code, writing.detail),
            Cow::Owned(render(tree, form)),
        )?;
    }
    ControlFlow::Continue(())
}

/// The layout that gives our own bytes; compact where none does.
fn layout_of(body: &Body<'_>, tree: &Node<'_>) -> Layout {
    let held = body.bytes.trim_ascii();
    let others = INDENTED.iter().map(|&(_, _, layout)| layout);
    let mut layouts = [Layout::Compact, Layout::Spaced].into_iter().chain(others);
    let same = |&layout: &Layout| {
        let form = Form {
            layout,
            spelling: Spelling::Kept,
            order: Order::Kept,
        };
        render(tree, form) == held
    };
    layouts.find(same).unwrap_or(Layout::Compact)
}

/// Whether all programs spell everything in the body alike, so that one
/// spelling stands for all.
fn is_plain(body: &Body<'_>, tree: &Node<'_>) -> bool {
    let text_is_plain = body.bytes.is_ascii() && !body.bytes.contains(&b'\\');
    text_is_plain && has_plain_values(tree)
}

fn has_plain_values(node: &Node<'_>) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Plain(spelled) => {
            !spelled.contains(['.', 'e', 'E']) && spelled.len() < 16 && *spelled != "-0"
                || matches!(*spelled, "true" | "false")
        }
        Node::Array(items) => items.iter().all(has_plain_values),
        Node::Object(members) => {
            let index = |key: &str| key.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
            members
                .iter()
                .all(|(key, value)| !index(key) && has_plain_values(value))
                && !has_twins(members)
        }
    }
}

fn has_twins(members: &[(&str, Node<'_>)]) -> bool {
    let mut keys: Vec<&str> = members.iter().map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

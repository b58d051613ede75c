//! JSON that was read and written again: other white space, other order.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::super::json::order::{Order, indexes_first, sorted};
use super::super::json::render::{Layout, render};
use super::super::json::spelling::Spelling;
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

/// No white space: `JSON.stringify`, Go, PHP, most others.
pub fn compact(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let layout = ("body.json_compact", "", Layout::Compact);
    laid_out(body, &[layout], visit)
}

/// `json.dumps` without arguments.
pub fn spaced(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let layout = ("body.json_python_default", "", Layout::Spaced);
    laid_out(body, &[layout], visit)
}

/// A line a value.
pub fn indented(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    laid_out(body, INDENTED, visit)
}

/// Each layout in each spelling, the one that we hold first.
fn laid_out(
    body: &Body<'_>,
    layouts: &[(&'static str, &'static str, Layout)],
    visit: Visit<'_>,
) -> ControlFlow<()> {
    for &(code, detail, layout) in layouts {
        let spelled = body.spelled().iter().map(|(_, tree)| tree);
        for tree in body.tree().into_iter().chain(spelled) {
            visit(step(code, detail), Cow::Owned(render(tree, layout)))?;
        }
    }
    ControlFlow::Continue(())
}

/// Keys in order, at every depth, in the layout that we hold.
pub fn sorted_keys(body: &Body<'_>, visit: Visit<'_>) -> ControlFlow<()> {
    let Some(tree) = body.tree() else {
        return ControlFlow::Continue(());
    };
    let layout = layout_of(body, tree);
    let code = "body.json_sorted_keys";
    for &order in orders(body) {
        let kept = render(&sorted(tree, order), layout);
        visit(step(code, ""), Cow::Owned(kept))?;
        for (spelling, tree) in body.spelled() {
            let in_order = sorted(tree, order);
            let in_order = match spelling {
                Spelling::JavaScript => indexes_first(&in_order),
                Spelling::Plain | Spelling::PythonPlain | Spelling::Python => in_order,
            };
            visit(step(code, ""), Cow::Owned(render(&in_order, layout)))?;
        }
    }
    ControlFlow::Continue(())
}

/// Both orders differ only beyond the first plane of Unicode.
fn orders(body: &Body<'_>) -> &'static [Order] {
    match body.bytes.is_ascii() && !body.bytes.contains(&b'\\') {
        true => &[Order::Characters],
        false => &[Order::Characters, Order::Units],
    }
}

/// The layout that gives our own bytes; compact where none does.
fn layout_of(body: &Body<'_>, tree: &Node<'_>) -> Layout {
    let held = body.bytes.trim_ascii();
    let lines = held.contains(&b'\n');
    let indented = INDENTED.iter().map(|&(_, _, layout)| layout);
    let indented = indented.filter(|_| lines);
    let flat = [Layout::Compact, Layout::Spaced].into_iter();
    let mut layouts = flat.filter(|_| !lines).chain(indented);
    let same = |&layout: &Layout| render(tree, layout) == held;
    layouts.find(same).unwrap_or(Layout::Compact)
}

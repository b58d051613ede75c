//! Fills templates of code.
//!
//! A template is the code itself with directives on lines of their own:
//! `%if NAME`, `%if !NAME OTHER` (both), `%if NAME|OTHER`,
//! `%else`, `%each NAME`, `%end`, `%include
//! PART`; `%part NAME` begins a part. In a line `«name»` is the text and
//! `«"name"»` the text as a literal of the language. The templates come with
//! the program, so what is wrong in one is found by a test and not told here.

use std::collections::BTreeMap;

/// What a template is filled with, by name.
#[derive(Debug, Clone, Default)]
pub struct Fields(BTreeMap<&'static str, Value>);

#[derive(Debug, Clone)]
enum Value {
    Text(String),
    List(Vec<Fields>),
}

impl Fields {
    /// A text; an empty one counts as absent.
    pub fn text(&mut self, name: &'static str, text: impl Into<String>) {
        self.0.insert(name, Value::Text(text.into()));
    }

    /// Something that holds or does not.
    pub fn flag(&mut self, name: &'static str, holds: bool) {
        self.text(name, if holds { "yes" } else { "" });
    }

    /// A row of others.
    pub fn list(&mut self, name: &'static str, list: Vec<Self>) {
        self.0.insert(name, Value::List(list));
    }
}

/// A language's template, cut into its parts.
pub struct Template<'t> {
    parts: BTreeMap<&'t str, Vec<&'t str>>,
    quoted: fn(&str) -> String,
}

/// Fields that are seen from where the template is: the innermost last.
type Scopes<'s> = Vec<&'s Fields>;

impl<'t> Template<'t> {
    /// Cuts the text; `quoted` writes a literal of the language.
    pub fn new(text: &'t str, quoted: fn(&str) -> String) -> Self {
        let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut part = "";
        for line in text.lines() {
            match line.strip_prefix("%part ") {
                Some(name) => part = name,
                None => parts.entry(part).or_default().push(line),
            }
        }
        Self { parts, quoted }
    }

    /// A part, filled.
    pub fn filled(&self, part: &str, fields: &Fields) -> String {
        let mut out = String::new();
        self.part(part, &vec![fields], &mut out);
        out
    }

    fn part(&self, part: &str, scopes: &Scopes<'_>, out: &mut String) {
        let lines = self.parts.get(part).map_or(&[][..], Vec::as_slice);
        self.lines(lines, scopes, out);
    }

    fn lines(&self, lines: &[&str], scopes: &Scopes<'_>, out: &mut String) {
        let mut at = 0;
        while at < lines.len() {
            let line = lines[at].trim_start();
            if let Some(condition) = line.strip_prefix("%if ") {
                let (block, next) = block(lines, at);
                let (then, otherwise) = halves(block);
                let half = if holds(scopes, condition) {
                    then
                } else {
                    otherwise
                };
                self.lines(half, scopes, out);
                at = next;
            } else if let Some(name) = line.strip_prefix("%each ") {
                let (block, next) = block(lines, at);
                self.each(name, block, scopes, out);
                at = next;
            } else if let Some(part) = line.strip_prefix("%include ") {
                self.part(part, scopes, out);
                at += 1;
            } else {
                self.line(lines[at], scopes, out);
                at += 1;
            }
        }
    }

    fn each(&self, name: &str, block: &[&str], scopes: &Scopes<'_>, out: &mut String) {
        let Some(Value::List(list)) = find(scopes, name) else {
            return;
        };
        for fields in list {
            let mut inner = scopes.clone();
            inner.push(fields);
            self.lines(block, &inner, out);
        }
    }

    fn line(&self, line: &str, scopes: &Scopes<'_>, out: &mut String) {
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('«') {
            out.push_str(before);
            let (name, after) = after.split_once('»').unwrap_or((after, ""));
            out.push_str(&self.text(name, scopes));
            rest = after;
        }
        out.push_str(rest);
        out.push('\n');
    }

    fn text(&self, name: &str, scopes: &Scopes<'_>) -> String {
        if let Some(part) = name.strip_prefix('>') {
            let mut out = String::new();
            self.part(part, scopes, &mut out);
            return out.replace('\n', "");
        }
        let literal = name
            .strip_prefix('"')
            .and_then(|name| name.strip_suffix('"'));
        let text = match find(scopes, literal.unwrap_or(name)) {
            Some(Value::Text(text)) => text.as_str(),
            Some(Value::List(_)) | None => "",
        };
        match literal {
            Some(_) => (self.quoted)(text),
            None => text.to_owned(),
        }
    }
}

fn find<'s>(scopes: &Scopes<'s>, name: &str) -> Option<&'s Value> {
    scopes.iter().rev().find_map(|fields| fields.0.get(name))
}

/// Whether all names of a condition hold; `!` in front turns one around.
fn holds(scopes: &Scopes<'_>, condition: &str) -> bool {
    let mut words = condition.split_whitespace();
    words.all(|word| word.split('|').any(|name| holds_one(scopes, name)))
}

fn holds_one(scopes: &Scopes<'_>, word: &str) -> bool {
    let there = match find(scopes, word.trim_start_matches('!')) {
        Some(Value::Text(text)) => !text.is_empty(),
        Some(Value::List(list)) => !list.is_empty(),
        None => false,
    };
    there != word.starts_with('!')
}

fn opens(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("%if ") || line.starts_with("%each ")
}

/// The lines up to the `%end` that belongs to the directive at `start`, and
/// where the template goes on.
fn block<'b, 't>(lines: &'b [&'t str], start: usize) -> (&'b [&'t str], usize) {
    let mut depth = 0;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if opens(line) {
            depth += 1;
        } else if line.trim_start() == "%end" {
            depth -= 1;
        }
        if depth == 0 {
            return (&lines[start + 1..at], at + 1);
        }
    }
    (&lines[start + 1..], lines.len())
}

/// What stands before and after the block's own `%else`.
fn halves<'b, 't>(block: &'b [&'t str]) -> (&'b [&'t str], &'b [&'t str]) {
    let mut depth = 0;
    for (at, line) in block.iter().enumerate() {
        match line.trim_start() {
            "%else" if depth == 0 => return (&block[..at], &block[at + 1..]),
            "%end" => depth -= 1,
            line if opens(line) => depth += 1,
            _ => {}
        }
    }
    (block, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> String {
        let item = |name: &str| {
            let mut fields = Fields::default();
            fields.text("name", name);
            fields
        };
        let mut fields = Fields::default();
        fields.flag("on", true);
        fields.list("items", vec![item("a"), item("b\"")]);
        let quoted: fn(&str) -> String = |text| format!("{text:?}");
        Template::new(text, quoted).filled("", &fields)
    }

    #[test]
    fn blocks_nest_and_have_two_halves() {
        assert_eq!(
            filled("%if on !off\nyes\n%if off\nno\n%else\ninner\n%end\n%else\nno\n%end"),
            "yes\ninner\n"
        );
    }

    #[test]
    fn lists_are_walked_and_texts_are_quoted() {
        assert_eq!(
            filled("%each items\n«name» «\"name\"»\n%end"),
            "a \"a\"\nb\" \"b\\\"\"\n"
        );
    }

    #[test]
    fn parts_include_each_other() {
        assert_eq!(filled("x\n%include y\n%part y\nin y"), "x\nin y\n");
        assert_eq!(filled("f(«>y»)\n%part y\na\n, b"), "f(a, b)\n");
    }
}

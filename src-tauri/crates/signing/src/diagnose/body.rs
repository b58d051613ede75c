//! The body as it may have been when it was signed: one change at a time.
//!
//! Every family of changes hands its bodies to a visitor, the likeliest first;
//! nothing is kept, so a large body costs no more memory than two of its kind.

mod charset;
mod ends;
mod forms;
mod held;
mod text;
mod wrapped;

use std::ops::ControlFlow;

pub use held::{Body, Visit};

type Family = fn(&Body<'_>, Visit<'_>) -> ControlFlow<()>;

/// Families by likelihood: where two changes give the same bytes, the first
/// one is the more specific and explains it.
const BY_LIKELIHOOD: &[Family] = &[
    ends::newline,
    ends::line_ends,
    ends::mark,
    ends::blanks,
    wrapped::compressed,
    text::escapes,
    charset::twice_encoded,
    charset::other_charset,
    charset::normal_form,
    forms::compact,
    forms::spaced,
    forms::indented,
    forms::sorted_keys,
    text::form_spaces,
    wrapped::field,
    wrapped::base64,
    charset::lossy,
    ends::all_newlines,
    wrapped::nothing,
];

/// The same families in the order in which a sender applies them: content,
/// layout, line ends, what stands at the ends.
const BY_STAGE: &[Family] = &[
    wrapped::compressed,
    wrapped::base64,
    wrapped::field,
    charset::twice_encoded,
    charset::normal_form,
    forms::sorted_keys,
    text::escapes,
    forms::compact,
    forms::spaced,
    forms::indented,
    text::form_spaces,
    ends::blanks,
    ends::all_newlines,
    ends::line_ends,
    charset::other_charset,
    charset::lossy,
    ends::newline,
    ends::mark,
    wrapped::nothing,
];

/// The last steps of a sender; they cost little even on large bodies.
const FINISHES: &[Family] = &[ends::newline, ends::line_ends, ends::mark];

/// Which changes are visited, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    /// All, the most specific first.
    ByLikelihood,
    /// All, in the order in which a sender applies them.
    ByStage,
    /// Only what a sender does last.
    Finishes,
}

/// Hands every change of a body to the visitor until it breaks off.
pub fn each(body: &Body<'_>, changes: Changes, visit: Visit<'_>) -> ControlFlow<()> {
    let families = match changes {
        Changes::ByLikelihood => BY_LIKELIHOOD,
        Changes::ByStage => BY_STAGE,
        Changes::Finishes => FINISHES,
    };
    families.iter().try_for_each(|family| family(body, visit))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first code under which a change gives these bytes.
    fn explained(held: &[u8], signed: &[u8]) -> Option<String> {
        let mut found = None;
        let body = Body::new(held);
        let _ = each(&body, Changes::ByLikelihood, &mut |step, bytes| {
            if *bytes != *signed {
                return ControlFlow::Continue(());
            }
            found = Some(step.code.to_owned());
            ControlFlow::Break(())
        });
        found
    }

    #[test]
    fn both_orders_hold_the_same_families() {
        let addresses = |families: &[Family]| {
            let mut all: Vec<usize> = families.iter().map(|family| *family as usize).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(addresses(BY_LIKELIHOOD), addresses(BY_STAGE));
    }

    #[test]
    fn the_most_specific_change_explains() {
        let cases: &[(&str, &str, &str)] = &[
            ("{\"a\":1}\n", "{\"a\":1}", "body.trailing_newline_added"),
            (
                "{\"a\":1}",
                "{\"a\":1}\r\n",
                "body.trailing_newline_trimmed",
            ),
            ("  {\"a\":1}", "{\"a\":1}", "body.whitespace_trimmed"),
            (
                "{\r\n  \"a\": 1\r\n}",
                "{\n  \"a\": 1\n}",
                "body.lf_to_crlf",
            ),
            (
                "{\"a\":\"\\u00eb\"}",
                "{\"a\":\"ë\"}",
                "body.json_ascii_unescaped",
            ),
            (
                "{\"a\":\"<\"}",
                "{\"a\":\"\\u003c\"}",
                "body.json_ascii_escaped",
            ),
            ("{ \"a\" : 1.0 }", "{\"a\":1}", "body.json_compact"),
            (
                "{\"a\":1.0,\"b\":\"ë\"}",
                "{\"a\": 1.0, \"b\": \"\\u00eb\"}",
                "body.json_python_default",
            ),
            (
                "{\"b\": 1, \"a\": 2}",
                "{\"a\": 2, \"b\": 1}",
                "body.json_sorted_keys",
            ),
            ("a=1+2", "a=1%202", "body.form_plus_vs_percent20"),
            ("payload=%7B%22a%22%3A1%7D", "{\"a\":1}", "body.form_field"),
            ("eyJhIjoxfQ==", "{\"a\":1}", "body.base64_encoded"),
            ("{\n\"a\":\n1 }", "{\"a\":1 }", "body.whitespace_trimmed"),
            ("{\"a\":1}", "", "body.empty_signed"),
        ];
        for (held, signed, code) in cases {
            assert_eq!(
                explained(held.as_bytes(), signed.as_bytes()).as_deref(),
                Some(*code),
                "{held}"
            );
        }
    }
}

//! A filter tried on one capture in memory, before it is stored.
//!
//! It says what the lists say of the same capture once it is stored: the
//! comparisons are SQLite's, byte by byte.

use model::{Filter, Term, TermKind};

use super::terms::above;
use super::text::Needle;
use crate::NewCapture;
use crate::table::paths::{self, Target};

/// Whether a capture of the source of this name meets a filter. A new capture is not pinned.
#[must_use]
pub fn meets(filter: &Filter, capture: &NewCapture, source: &str) -> bool {
    let one = One { capture, source };
    filter.terms.iter().all(|term| one.meets(term))
}

struct One<'a> {
    capture: &'a NewCapture,
    source: &'a str,
}

impl One<'_> {
    fn meets(&self, Term { negated, kind }: &Term) -> bool {
        let capture = self.capture;
        let is_so = match kind {
            TermKind::Source(name) => is_named(name, self.source),
            TermKind::Verdict(verdict) => capture.verification.verdict == *verdict,
            TermKind::Method(method) => capture.method.eq_ignore_ascii_case(method),
            TermKind::Path(path) => self.is_below(path),
            TermKind::Type(name) => {
                is_named(name, capture.event_type.as_deref().unwrap_or_default())
            }
            TermKind::Pinned => false,
            TermKind::Text(text) => {
                let needle = Needle::new(*negated, text);
                needle.is_in(&capture.head) || needle.is_in(&capture.body)
            }
            TermKind::Since(at) => capture.received_at >= *at,
            TermKind::Until(at) => capture.received_at < *at,
        };
        is_so != *negated
    }

    fn is_below(&self, path: &str) -> bool {
        let path = path.strip_suffix('*').unwrap_or(path);
        let whole = Target::cut(&self.capture.target).path;
        begins(path, whole) || begins(path, paths::rest(whole))
    }
}

/// Equal to a name, or with a `*` at its end beginning like it.
fn is_named(wanted: &str, name: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some(prefix) => begins(prefix, name),
        None => wanted == name,
    }
}

fn begins(prefix: &str, text: &str) -> bool {
    text >= prefix && text < above(prefix).as_str()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use model::{CaptureId, UNSORTED, Verdict, Verification};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    use tokio::runtime::Runtime;

    use super::*;
    use crate::fixture::{Fixture, post, source};

    const SOURCES: [&str; 3] = ["stripe", "stripe-shop", "a"];

    /// A capture, and which of the sources it belongs to.
    fn captures() -> impl Strategy<Value = (NewCapture, Option<usize>)> {
        let words = prop::sample::select(vec![
            "",
            "a",
            "A",
            "invoice.paid",
            "invoice",
            "ü",
            "\u{10ffff}",
        ]);
        let paths = prop::sample::select(vec![
            "/",
            "/stripe",
            "/stripe/",
            "/stripe/hooks/a?x=/b",
            "/a/hooks",
            "/hooks",
            "*",
            "/Ü/é",
            "",
        ]);
        let methods = prop::sample::select(vec!["POST", "GET", "post", "PaTCH"]);
        let verdicts = prop::sample::select(Verdict::ALL.to_vec());
        let body = prop::collection::vec(
            prop::sample::select(b"aAb\xc3\xbc{}\x00\xff.".to_vec()),
            0..12,
        );
        let from = prop::option::of(0..SOURCES.len());
        (words, paths, methods, verdicts, body, from, -2..3_i64).prop_map(
            |(word, path, method, verdict, body, from, later)| {
                let capture = NewCapture {
                    received_at: post("/").received_at.plus_micros(later),
                    method: method.to_owned(),
                    event_type: Some(word.to_owned()).filter(|word| !word.is_empty()),
                    verification: Verification {
                        verdict,
                        ..Verification::not_checked()
                    },
                    body: Bytes::from(body),
                    ..post(path)
                };
                (capture, from)
            },
        )
    }

    fn kinds() -> impl Strategy<Value = TermKind> {
        let word = || {
            prop::sample::select(vec![
                "",
                "*",
                "a",
                "A",
                "a*",
                "invoice.*",
                "stripe",
                "stripe*",
                "unsorted",
                "ü*",
                "**",
            ])
        };
        let paths = prop::sample::select(vec![
            "", "/", "/stripe*", "/hooks", "/hooks/a", "/a", "*", "/ü",
        ]);
        let text = prop::sample::select(vec![
            "", "a", "aa", "Ab", "{}", "ü", ".", "host", "POST /", "\u{0}",
        ]);
        prop_oneof![
            word().prop_map(|name| TermKind::Source(name.to_owned())),
            word().prop_map(|name| TermKind::Type(name.to_owned())),
            prop::sample::select(Verdict::ALL.to_vec()).prop_map(TermKind::Verdict),
            prop::sample::select(vec!["post", "GET", "p"])
                .prop_map(|name| TermKind::Method(name.to_owned())),
            paths.prop_map(|path| TermKind::Path(path.to_owned())),
            Just(TermKind::Pinned),
            text.prop_map(|text| TermKind::Text(text.to_owned())),
            (-2..3_i64).prop_map(|later| TermKind::Since(post("/").received_at.plus_micros(later))),
            (-2..3_i64).prop_map(|later| TermKind::Until(post("/").received_at.plus_micros(later))),
        ]
    }

    fn filters() -> impl Strategy<Value = Filter> {
        let term = (any::<bool>(), kinds()).prop_map(|(negated, kind)| Term { negated, kind });
        prop::collection::vec(term, 0..4).prop_map(|terms| Filter { terms })
    }

    /// Stores captures of each kind and gives them back with their ids.
    async fn stored(
        fixture: &Fixture,
        captures: Vec<(NewCapture, Option<usize>)>,
    ) -> Vec<(CaptureId, NewCapture, &'static str)> {
        let mut ids = Vec::new();
        for name in SOURCES {
            ids.push(fixture.store.sources().add(source(name)).await.unwrap().id);
        }
        let mut stored = Vec::new();
        for (capture, from) in captures {
            let capture = NewCapture {
                source: from.map(|at| ids[at]),
                ..capture
            };
            let id = fixture.add(capture.clone()).await;
            stored.push((id, capture, from.map_or(UNSORTED, |at| SOURCES[at])));
        }
        stored
    }

    #[test]
    fn it_says_of_a_capture_what_the_list_says_once_it_is_stored() {
        let runtime = Runtime::new().unwrap();
        let fixture = runtime.block_on(async { Fixture::new() });
        let mut runner = TestRunner::deterministic();
        let many = prop::collection::vec(captures(), 60);
        let captures = many.new_tree(&mut runner).unwrap().current();
        let stored = runtime.block_on(stored(&fixture, captures));
        let agrees = |filter: Filter| {
            let captures = fixture.store.captures();
            let page = captures.page(&filter, None, 1000);
            let listed = page_ids(runtime.block_on(page));
            let mut met: Vec<_> = stored
                .iter()
                .filter(|(_, capture, source)| meets(&filter, capture, source))
                .map(|(id, ..)| *id)
                .collect();
            met.reverse();
            prop_assert_eq!(met, listed, "{:?}", filter);
            Ok(())
        };
        runner.run(&filters(), agrees).unwrap();
    }

    fn page_ids(page: Result<Vec<model::Capture>, crate::Error>) -> Vec<CaptureId> {
        page.unwrap().into_iter().map(|row| row.id).collect()
    }

    #[test]
    fn a_text_in_a_large_body_is_found_as_well() {
        let mut body = vec![b'.'; 1_000_000];
        body[700_000..700_006].copy_from_slice(b"Needle");
        let capture = NewCapture {
            body: Bytes::from(body),
            ..post("/")
        };
        let found = |text| meets(&Filter::parse(text).unwrap(), &capture, UNSORTED);
        assert!(found("needle") && !found("needles") && !found("not needle"));
    }
}

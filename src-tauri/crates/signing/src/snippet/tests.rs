//! What is made is whole, for every scheme that is data; that it works is
//! shown in `tests/snippets.rs`, where it is run.

use super::*;
use crate::catalogue;

#[test]
fn every_scheme_that_is_data_has_code_in_every_language() {
    let refused = |scheme: &&Scheme| {
        let data = scheme.definition().coded.is_none();
        let mut languages = Language::ALL.into_iter();
        data && languages.any(|language| snippet(scheme, language).is_err())
    };
    let refused: Vec<_> = catalogue().iter().filter(refused).map(Scheme::id).collect();
    // A key set by URL; a body as a JSON string, which not all libraries write alike.
    assert_eq!(refused, ["fal-ai", "hygraph"]);
}

#[test]
fn a_scheme_whose_rule_is_code_is_told_to_use_the_providers_sdk() {
    let paypal = catalogue().get("paypal").unwrap();
    let refused = snippet(paypal, Language::Go).unwrap_err();
    assert!(
        refused.to_string().contains("PayPal's own SDK"),
        "{refused}"
    );
}

#[test]
fn nothing_of_a_template_is_left_in_the_code() {
    for scheme in catalogue().iter() {
        for language in Language::ALL {
            let Ok(snippet) = snippet(scheme, language) else {
                continue;
            };
            let left =
                |line: &&str| line.trim_start().starts_with('%') || line.contains(['«', '»']);
            let left: Vec<_> = snippet.code.lines().filter(left).collect();
            assert!(left.is_empty(), "{} {language:?}: {left:?}", scheme.id());
            assert!(
                snippet.code.contains("erify"),
                "{} {language:?}",
                scheme.id()
            );
        }
    }
}

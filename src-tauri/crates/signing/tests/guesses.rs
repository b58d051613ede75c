//! Whatever a request or a definition says: what is guessed and made from it
//! is told, and nothing panics.

use std::cell::Cell;

use model::{Headers, Secret};
use proptest::prelude::*;
use proptest::sample::Index;
use signing::{Language, Request, Scheme, catalogue, detect, manual, propose, snippet};

/// Enough to reach every kind of message on a small request.
const STEPS: u32 = 300;

const NAMES: &[&str] = &[
    "X-Signature",
    "Stripe-Signature",
    "webhook-signature",
    "webhook-timestamp",
    "Authorization",
    "X-Hub-Signature",
    "User-Agent",
    "X-GitHub-Event",
    "Content-Type",
];

fn values() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<Vec<u8>>(),
        "(t=[0-9]{10},)?(v[01][=,])?[a-f0-9]{40}([;, &|][a-z]{0,3}[=:,][a-zA-Z0-9+/=_-]{0,90}){0,4}".prop_map(String::into_bytes),
        "[A-Za-z0-9+/]{43}=".prop_map(String::into_bytes),
    ]
}

fn bodies() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        any::<Vec<u8>>(),
        "[{}\\[\\]\":a-z0-9,\\\\=&%+]{0,60}".prop_map(String::into_bytes),
        Just(br#"{"a":{"ts":1760000000,"b":["x",null]},"sig":"00"}"#.to_vec()),
    ]
}

proptest! {
    #[test]
    fn any_request_is_told_about(
        fields in prop::collection::vec((any::<Index>(), values()), 0..6),
        body in bodies(),
        url in "(https?://)?[a-zé.:/?&=#%]{0,40}",
        secret in any::<Vec<u8>>(),
    ) {
        let headers: Headers = fields.into_iter().map(|(name, value)| (*name.get(NAMES), value)).collect();
        let request = Request { method: "POST", url: &url, headers: &headers, body: &body };
        prop_assert!(detect(&request).len() <= 8);
        let left = Cell::new(STEPS);
        let budget = || left.replace(left.get().saturating_sub(1)) > 0;
        let proposals = propose(&request, &Secret::new(secret), &budget);
        prop_assert_eq!(proposals.found.is_empty(), !proposals.remains.is_empty());
    }

    #[test]
    fn any_definition_has_a_page_and_code_or_a_reason(
        scheme in any::<Index>(),
        at in any::<Index>(),
        new in "[a-z0-9{}|:=\" ,.é*-]{0,8}",
    ) {
        let ids: Vec<&'static str> = catalogue().iter().map(Scheme::id).collect();
        let id = *scheme.get(&ids);
        let text = catalogue().definition(id).expect("the id is the catalogue's");
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = *at.get(&places);
        let changed = format!("{}{new}{}", &text[..at], &text[at..]);
        if let Ok(scheme) = Scheme::from_toml(&changed) {
            prop_assert!(!manual(&scheme).sections.is_empty());
            for language in Language::ALL {
                if let Ok(made) = snippet(&scheme, language) {
                    prop_assert!(made.code.contains("erify"), "{changed}");
                }
            }
        }
    }
}

//! Every scheme has a page that says the same as its definition.

use model::{Secret, SecretRef, Timestamp, Verdict};

use super::*;
use crate::{Check, KnownSecret, Request, catalogue, verify};

#[test]
fn every_scheme_has_a_page_and_no_fact_twice() {
    for scheme in catalogue().iter() {
        let page = manual(scheme);
        assert!(page.sections.len() >= 5, "{}", scheme.id());
        for section in &page.sections {
            let names = section.facts.iter().map(|fact| fact.name.as_str());
            let distinct: std::collections::BTreeSet<&str> = names.collect();
            let told = (scheme.id(), &section.title);
            assert_eq!(distinct.len(), section.facts.len(), "{told:?}");
        }
    }
}

#[test]
fn every_example_verifies_with_its_own_secret() {
    for scheme in catalogue().iter() {
        let example = manual(scheme).example.unwrap();
        let request = Request {
            method: &example.method,
            url: &example.url,
            headers: &example.headers,
            body: example.body.as_bytes(),
        };
        let secret = Secret::new(example.secret);
        let name = SecretRef {
            id: None,
            name: "example".to_owned(),
        };
        let check = Check {
            scheme,
            secrets: &[KnownSecret { secret, name }],
            now: Timestamp::from_unix_seconds(example.now_unix),
            tolerance_seconds: None,
            future: None,
        };
        let found = verify(&request, &check);
        assert_eq!(
            found.verdict,
            Verdict::Verified,
            "{} {found:?}",
            scheme.id()
        );
    }
}

#[test]
fn a_page_tells_the_grammar_and_the_signed_bytes_in_the_catalogues_words() {
    let page = manual(catalogue().get("stripe-v1").unwrap());
    let fact = |name: &str| {
        let facts = page.sections.iter().flat_map(|section| &section.facts);
        facts
            .filter(|fact| fact.name == name)
            .map(|fact| fact.value.clone())
            .next()
            .unwrap()
    };
    assert_eq!(fact("Written"), "t=TIMESTAMP,v1=SIGNATURE");
    assert_eq!(fact("Signed bytes"), "{ts}.{body}");
    assert_eq!(fact("Encoding"), "hex, lower case");
    let example = page.example.unwrap();
    assert!(example.signed.unwrap().starts_with("1769860800.{"));
}

#[test]
fn the_example_is_the_same_each_time() {
    let scheme = catalogue().get("svix-v1").unwrap();
    assert_eq!(manual(scheme), manual(scheme));
}

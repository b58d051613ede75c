//! Definitions and requests come from outside: whatever they say, nothing panics.

use std::collections::BTreeMap;

use model::{Headers, Secret, SecretRef, Timestamp, Verdict};
use proptest::prelude::*;
use proptest::sample::Index;
use signing::{
    Check, Draft, HandshakeContext, KnownSecret, Request, Scheme, catalogue, describe, handshake,
    new_secret, sample, sign, verify,
};

/// Everything that can be done with a scheme.
fn use_up(scheme: &Scheme, headers: &Headers, body: &[u8], secret: &[u8]) {
    let request = Request {
        method: "POST",
        url: "https://example.com/?a=%zz&b",
        headers,
        body,
    };
    let now = Timestamp::from_unix_seconds(1_760_000_000);
    let name = SecretRef {
        id: None,
        name: "secret 1".to_owned(),
    };
    let secrets = [KnownSecret {
        secret: Secret::new(secret),
        name,
    }];
    let check = Check {
        scheme,
        secrets: &secrets,
        now,
        tolerance_seconds: None,
        future: None,
    };
    let _ = verify(&request, &check);
    let draft = Draft {
        scheme,
        secrets: &[Secret::new(secret)],
        request,
        now,
        entropy: [0; 16],
    };
    let _ = sign(&draft);
    let _ = describe(Some(scheme), &request);
    shake(scheme, &request, &secrets);
    let _ = (
        sample(scheme),
        scheme.summary(),
        new_secret(scheme, &[0; 32]),
    );
}

/// Whatever is answered can be sent: no field has a line of its own in it.
fn shake(scheme: &Scheme, request: &Request<'_>, secrets: &[KnownSecret]) {
    for scheme in [Some(scheme), None] {
        let context = HandshakeContext {
            scheme,
            values: &BTreeMap::new(),
            secrets,
            verdict: Verdict::NotChecked,
        };
        let Some(found) = handshake(request, &context) else {
            continue;
        };
        for header in &found.reply.headers {
            assert!(header.value.iter().all(|byte| (b' '..=b'~').contains(byte)));
        }
    }
}

/// Headers under every name that a definition mentions.
fn headers(definition: &str, value: &[u8]) -> Headers {
    let words = definition.split(['"', '{', '}', ']', '[']);
    let name = |text: &str| {
        let name = text
            .strip_prefix("header:")
            .or_else(|| text.strip_prefix("h:"))?;
        Some((name.to_owned(), value.to_vec()))
    };
    words.filter_map(name).collect()
}

fn id(index: &Index) -> &'static str {
    let ids: Vec<&str> = catalogue().iter().map(Scheme::id).collect();
    index.get::<&str>(&ids)
}

fn definition(index: &Index) -> &'static str {
    catalogue()
        .definition(id(index))
        .expect("the id is the catalogue's")
}

proptest! {
    #[test]
    fn any_text_is_a_scheme_or_an_error(text in "\\PC*") {
        Scheme::from_toml(&text).ok();
        Scheme::from_json(&text).ok();
    }

    #[test]
    fn a_changed_definition_is_a_scheme_or_an_error(
        scheme in any::<Index>(),
        at in any::<Index>(),
        length in 0_usize..12,
        new in "[a-z0-9{}|:=\" ,.*-]{0,8}",
    ) {
        let text = definition(&scheme);
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let start = *at.get(&places);
        let end = places.iter().copied().find(|&end| end >= start + length);
        let changed = format!("{}{new}{}", &text[..start], &text[end.unwrap_or(text.len())..]);
        if let Ok(scheme) = Scheme::from_toml(&changed) {
            use_up(&scheme, &headers(&changed, b"t=1,v1=a"), b"{}", b"whsec_AAAA");
        }
    }

    #[test]
    fn any_request_gets_a_verdict(
        scheme in any::<Index>(),
        value in prop_oneof![
            any::<Vec<u8>>(),
            "(t=[0-9]{0,12},)?(v1[=,])?[a-zA-Z0-9+/=, ]{0,80}".prop_map(String::into_bytes),
        ],
        body in prop_oneof![
            any::<Vec<u8>>(),
            "[{}\\[\\]\":a-z0-9,\\\\]{0,40}".prop_map(String::into_bytes),
        ],
        secret in any::<Vec<u8>>(),
    ) {
        let text = definition(&scheme);
        let scheme = catalogue().get(id(&scheme)).expect("the id is the catalogue's");
        use_up(scheme, &headers(text, &value), &body, &secret);
    }
}

//! Signs a request anew, each value in the place of the one it replaces.
//!
//! Pure. An id that is part of the signed bytes is made anew as well, since a
//! receiver that keeps ids would take the request for one it has seen. Ids in
//! bodies and in fields that nobody signs stay: they name the event.

use std::sync::Arc;

use bytes::Bytes;
use model::{Header, Timestamp};
use signing::{Draft, Request, SignError, Signed, Unsigned};

use crate::signer::ReadySigner;
use crate::{Outgoing, PrepareError, Signer};

/// The request with a signature of `now`; `entropy` is what a new id is made of.
pub(crate) fn signed(
    mut outgoing: Outgoing,
    signer: &Signer,
    now: Timestamp,
    entropy: [u8; 16],
) -> Result<Outgoing, PrepareError> {
    let mut signed = sign(&outgoing, signer, now, entropy)?;
    for name in &signed.stale {
        outgoing.headers.remove(name);
    }
    if let Some(name) = signed_id(&outgoing, signer, &signed) {
        // An id that is there is kept by signing, so it is signed once more without.
        let mut without = outgoing.clone();
        without.headers.remove(&name);
        signed = sign(&without, signer, now, entropy)?;
    }
    Ok(with(outgoing, signed))
}

/// The request with a signature of `now`, the event's id as it stands there or as `entropy` makes it.
pub(crate) fn signed_as_it_is(
    mut outgoing: Outgoing,
    signer: &ReadySigner,
    now: Timestamp,
    entropy: &dyn Fn() -> [u8; 16],
) -> Result<Outgoing, PrepareError> {
    let unsigned = Unsigned {
        scheme: &signer.scheme,
        secrets: &signer.secrets,
        keys: &signer.keys,
        method: &outgoing.method,
        url: &outgoing.url,
        headers: std::mem::take(&mut outgoing.headers),
        body: &outgoing.body,
        now,
        entropy,
    };
    let signed = signing::sign_in_place(unsigned).map_err(refusal)?;
    outgoing.headers = signed.headers;
    Ok(with_texts(outgoing, signed.url, signed.body))
}

fn with(mut outgoing: Outgoing, signed: Signed) -> Outgoing {
    signed.put_into(&mut outgoing.headers);
    with_texts(outgoing, signed.url, signed.body)
}

/// The request with URL and body, where signing put something into them.
fn with_texts(mut outgoing: Outgoing, url: Option<String>, body: Option<Vec<u8>>) -> Outgoing {
    outgoing.url = url.map_or(outgoing.url, Arc::from);
    outgoing.body = body.map_or(outgoing.body, Bytes::from);
    outgoing
}

/// The header that holds the event's id, where the id is among what is signed.
fn signed_id(outgoing: &Outgoing, signer: &Signer, signed: &Signed) -> Option<String> {
    let described = signing::describe(Some(&signer.scheme), &request(outgoing));
    let id = described.event_id?;
    let holds_it = |header: &&Header| {
        *header.value == *id.as_bytes() && outgoing.headers.get(&header.name) == Some(id.as_bytes())
    };
    signed
        .headers
        .iter()
        .find(holds_it)
        .map(|header| header.name.to_string())
}

fn sign(
    outgoing: &Outgoing,
    signer: &Signer,
    now: Timestamp,
    entropy: [u8; 16],
) -> Result<Signed, PrepareError> {
    let (scheme, secrets) = (&*signer.scheme, &signer.secrets);
    let request = request(outgoing);
    let draft = Draft {
        scheme,
        secrets,
        request,
        now,
        entropy,
    };
    signing::sign(&draft).map_err(refusal)
}

fn refusal(error: SignError) -> PrepareError {
    match error {
        // A source's "secret" for such a scheme is the public key, which signs nothing.
        SignError::NoPrivateKey { scheme } => PrepareError::PublicKeyOnly { scheme },
        other => other.into(),
    }
}

fn request(outgoing: &Outgoing) -> Request<'_> {
    Request {
        method: &outgoing.method,
        url: &outgoing.url,
        headers: &outgoing.headers,
        body: &outgoing.body,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use model::Secret;

    use super::*;

    fn signer(scheme: &str, secret: &str) -> Signer {
        let scheme = signing::catalogue().get(scheme).unwrap();
        Signer {
            scheme: Cow::Borrowed(scheme),
            secrets: vec![Secret::new(secret)],
        }
    }

    fn afresh(url: &str, signer: &Signer) -> Result<Outgoing, PrepareError> {
        let mut outgoing = Outgoing::new("POST", url);
        let fields = [
            ("svix-Id", "msg_1"),
            ("X-A", "1"),
            ("svix-timestamp", "1"),
            ("x-a", "2"),
            ("svix-signature", "v1,old"),
        ];
        outgoing.headers = fields.into_iter().collect();
        outgoing.body = Bytes::from_static(b"{}");
        signed(
            outgoing,
            signer,
            Timestamp::from_unix_seconds(1_760_000_000),
            [7; 16],
        )
    }

    #[test]
    fn signed_afresh_it_verifies_with_a_new_id_and_timestamp_in_the_old_places() {
        let signer = signer("svix-v1", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        let outgoing = afresh("http://h/x", &signer).unwrap();
        let names: Vec<_> = outgoing
            .headers
            .iter()
            .map(|header| header.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["svix-Id", "X-A", "svix-timestamp", "x-a", "svix-signature"]
        );
        assert_ne!(outgoing.headers.text("svix-id"), Some("msg_1"));
        assert_eq!(outgoing.headers.text("svix-timestamp"), Some("1760000000"));
        assert_eq!(&outgoing.body[..], b"{}");
        assert_eq!(verdict(&outgoing, &signer), model::Verdict::Verified);
    }

    fn verdict(outgoing: &Outgoing, signer: &Signer) -> model::Verdict {
        let secret = signing::KnownSecret {
            secret: signer.secrets[0].clone(),
            name: model::SecretRef {
                id: None,
                name: "test".to_owned(),
            },
        };
        let check = signing::Check {
            scheme: &signer.scheme,
            secrets: &[secret],
            now: Timestamp::from_unix_seconds(1_760_000_000),
            tolerance_seconds: None,
            future: None,
        };
        signing::verify(&request(outgoing), &check).verdict
    }

    #[test]
    fn a_scheme_that_signs_the_url_signs_the_new_one() {
        let signer = signer("trello", "secret");
        let one = afresh("http://h/one", &signer).unwrap();
        let two = afresh("http://h/two", &signer).unwrap();
        assert_ne!(
            one.headers.text("x-trello-webhook"),
            two.headers.text("x-trello-webhook")
        );
        assert_eq!(verdict(&two, &signer), model::Verdict::Verified);
    }

    #[test]
    fn a_public_key_signs_nothing_and_says_so() {
        let signer = signer("discord", "a public key in PEM");
        let error = afresh("http://h/x", &signer).unwrap_err();
        assert_eq!(
            error,
            PrepareError::PublicKeyOnly {
                scheme: "discord".to_owned()
            }
        );
    }

    const SVIX: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    /// A capture with these fields, signed afresh: its names, and that all its values are new.
    fn renewed(scheme: &str, secret: &str, fields: &[(&str, &str)]) -> Vec<String> {
        let signer = signer(scheme, secret);
        let mut outgoing = Outgoing::new("POST", "http://h/x");
        outgoing.headers = fields.iter().copied().collect();
        let now = Timestamp::from_unix_seconds(1_760_000_000);
        let outgoing = signed(outgoing, &signer, now, [7; 16]).unwrap();
        assert_eq!(verdict(&outgoing, &signer), model::Verdict::Verified);
        let old = |header: &Header| fields.iter().any(|old| *header.value == *old.1.as_bytes());
        assert!(!outgoing.headers.iter().any(old), "{:?}", outgoing.headers);
        let names = outgoing
            .headers
            .iter()
            .map(|header| header.name.to_string());
        names.collect()
    }

    #[test]
    fn names_that_a_scheme_has_besides_its_own_are_renewed() {
        let others = [
            ("webhook-id", "msg_1"),
            ("webhook-timestamp", "1"),
            ("webhook-signature", "v1,old"),
        ];
        let names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
        assert_eq!(renewed("svix-v1", SVIX, &others), names);
    }

    #[test]
    fn where_both_kinds_of_names_came_the_schemes_own_stay() {
        let both = [
            ("webhook-id", "msg_1"),
            ("webhook-signature", "v1,old"),
            ("svix-id", "msg_1"),
            ("svix-timestamp", "1"),
            ("svix-signature", "v1,old"),
        ];
        let names = ["svix-id", "svix-timestamp", "svix-signature"];
        assert_eq!(renewed("svix-v1", SVIX, &both), names);
    }

    #[test]
    fn an_old_signature_in_a_second_place_is_taken_out() {
        let two = [
            ("BOX-SIGNATURE-PRIMARY", "old"),
            ("BOX-SIGNATURE-SECONDARY", "old"),
            ("BOX-DELIVERY-TIMESTAMP", "2020-01-01T00:00:00Z"),
        ];
        let names = renewed("box", "secret", &two);
        assert!(
            !names.contains(&"BOX-SIGNATURE-SECONDARY".to_owned()),
            "{names:?}"
        );
    }
}

//! Every scheme that is data is found again from one signed request and its secret.

use model::Headers;

use super::*;
use crate::scheme::template::Value;
use crate::{Draft, NewSecret, catalogue, new_secret, sample, sign};

const PRIVATE: &str = include_str!("../../tests/keys/only-for-tests-private.pem");
const PUBLIC: &str = include_str!("../../tests/keys/only-for-tests-public.pem");

struct Sent {
    url: String,
    headers: Headers,
    body: Vec<u8>,
}

impl Sent {
    fn request(&self) -> Request<'_> {
        Request {
            method: "POST",
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        }
    }
}

fn secrets(scheme: &Scheme) -> NewSecret {
    new_secret(scheme, &[7; 32]).unwrap_or_else(|| NewSecret {
        signing: Secret::new(PRIVATE),
        verifying: Secret::new(PUBLIC),
    })
}

fn signed(scheme: &Scheme, pair: &NewSecret) -> Sent {
    let sample = sample(scheme);
    let mut headers = sample.headers.clone();
    headers.push("Content-Type", sample.content_type.as_str());
    headers.push("User-Agent", "Sender/1.0");
    let url = "https://hooks.example.com/in?data.id=AB1";
    let draft = Draft {
        scheme,
        secrets: std::slice::from_ref(&pair.signing),
        request: Request {
            method: "POST",
            url,
            headers: &headers.clone(),
            body: &sample.body,
        },
        now: Timestamp::from_unix_seconds(1_760_000_000),
        entropy: [9; 16],
    };
    let signed = sign(&draft).unwrap();
    signed.put_into(&mut headers);
    Sent {
        url: signed.url.unwrap_or_else(|| url.to_owned()),
        headers,
        body: signed.body.unwrap_or(sample.body),
    }
}

/// Whether the scheme was found, and what was found refuses another body.
fn is_found(scheme: &Scheme) -> Result<(), String> {
    let pair = secrets(scheme);
    let mut sent = signed(scheme, &pair);
    let proposals = propose(&sent.request(), &pair.verifying, &|| true);
    let Some(first) = proposals.found.first() else {
        return Err(format!("{}: nothing in {}", scheme.id(), proposals.tried));
    };
    assert!(!first.sentences.is_empty() && proposals.remains.is_empty());
    let proposed = Scheme::from_toml(&first.definition).unwrap();
    let covers =
        |value: &Value| matches!(value, Value::Body | Value::BodySha256 | Value::SortedForm);
    let body = scheme.definition().signs(covers);
    sent.body.extend(b"&x=1");
    let verdict = checked(&proposed, &sent.request(), &pair.verifying).verdict;
    if body && verdict == Verdict::Verified {
        return Err(format!(
            "{}: takes another body\n{}",
            scheme.id(),
            first.definition
        ));
    }
    Ok(())
}

#[test]
fn nearly_every_scheme_is_found_again_from_one_request() {
    let data = catalogue()
        .iter()
        .filter(|scheme| scheme.definition().coded.is_none());
    let results: Vec<_> = data.map(is_found).collect();
    let missed: Vec<&String> = results
        .iter()
        .filter_map(|result| result.as_ref().err())
        .collect();
    println!("{} of {} are not found:", missed.len(), results.len());
    println!(
        "{}",
        missed
            .iter()
            .map(|missed| missed.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert!(missed.len() * 20 <= results.len());
}

#[test]
fn a_wrong_secret_finds_nothing_and_says_what_was_tried() {
    let scheme = catalogue().get("stripe-v1").unwrap();
    let sent = signed(scheme, &secrets(scheme));
    let proposals = propose(&sent.request(), &Secret::new("another"), &|| true);
    assert_eq!(proposals.found, []);
    assert!(
        proposals.tried > 1000 && proposals.remains.len() > 2,
        "{proposals:?}"
    );
}

#[test]
fn a_spent_budget_ends_the_search() {
    let scheme = catalogue().get("stripe-v1").unwrap();
    let sent = signed(scheme, &secrets(scheme));
    let proposals = propose(&sent.request(), &Secret::new("another"), &|| false);
    assert_eq!(proposals.tried, 0);
    assert!(proposals.remains[0].starts_with("Time ran out"));
}

#[test]
fn a_request_without_a_signature_says_so() {
    let headers = Headers::default();
    let request = Request {
        method: "POST",
        url: "http://localhost/",
        headers: &headers,
        body: b"{}",
    };
    let proposals = propose(&request, &Secret::new("s"), &|| true);
    assert!(proposals.remains[0].contains("looks like a signature"));
}

//! The example of CONTRIBUTING.md is a scheme that works.

use model::{Headers, Secret, SecretRef, Timestamp, Verdict};
use signing::{Check, Draft, KnownSecret, Request, Scheme, sign, verify};

const TEXT: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../CONTRIBUTING.md"
));

fn example() -> &'static str {
    let (_, after) = TEXT.split_once("```toml").expect("there is an example");
    let (example, _) = after.split_once("```").expect("it ends");
    example
}

#[test]
fn what_the_example_signs_it_verifies_and_nothing_else() {
    let scheme = Scheme::from_toml(example()).expect("the example can be read");
    let secret = Secret::new("a secret");
    let now = Timestamp::from_unix_seconds(1_760_000_000);
    let none = Headers::default();
    let request = Request {
        method: "POST",
        url: "https://hooks.example.com/in",
        headers: &none,
        body: b"{}",
    };
    let draft = Draft {
        scheme: &scheme,
        secrets: std::slice::from_ref(&secret),
        request,
        now,
        entropy: [0; 16],
    };
    let headers = sign(&draft).expect("the secret is text").headers;
    let secrets = [KnownSecret {
        secret,
        name: SecretRef {
            id: None,
            name: "secret 1".to_owned(),
        },
    }];
    let check = Check {
        scheme: &scheme,
        secrets: &secrets,
        now,
        tolerance_seconds: None,
        future: None,
    };
    let verdict = |body| {
        let headers = &headers;
        verify(
            &Request {
                headers,
                body,
                ..request
            },
            &check,
        )
        .verdict
    };
    assert_eq!(verdict(b"{}"), Verdict::Verified);
    assert_eq!(verdict(b"[]"), Verdict::Rejected);
}

//! Schemes whose key is a certificate at an address: PayPal and AWS SNS.

use std::sync::LazyLock;

use model::{Headers, KeyUrl, Reason, Secret, SecretRef, Timestamp, Verdict, Verification};
use signing::{
    Check, Draft, KnownSecret, NewSecret, Request, Scheme, catalogue, new_secret, sample, sign,
    verify,
};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_760_000_000);
const PAYPAL_URL: &str = "https://api.paypal.com/v1/notifications/certs/CERT-1";
const SNS_URL: &str = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";

fn scheme(id: &str) -> &'static Scheme {
    catalogue().get(id).expect("the scheme is in the catalogue")
}

/// Made once: RSA keys take a moment.
static PAIRS: LazyLock<[NewSecret; 2]> = LazyLock::new(|| {
    ["paypal", "aws-sns"].map(|id| new_secret(scheme(id), &[7; 32]).expect("RSA pairs can be made"))
});

fn pair(id: &str) -> &'static NewSecret {
    &PAIRS[usize::from(id == "aws-sns")]
}

fn judged(id: &str, headers: &Headers, body: &[u8], secrets: &[&str]) -> Verification {
    let known = |text: &&str| KnownSecret {
        secret: Secret::new(*text),
        name: SecretRef {
            id: None,
            name: "secret 1".to_owned(),
        },
    };
    let secrets: Vec<KnownSecret> = secrets.iter().map(known).collect();
    let check = Check {
        scheme: scheme(id),
        secrets: &secrets,
        now: NOW,
        tolerance_seconds: None,
        future: None,
    };
    verify(&request(headers, body), &check)
}

const fn request<'a>(headers: &'a Headers, body: &'a [u8]) -> Request<'a> {
    Request {
        method: "POST",
        url: "https://hooks.example.com/in",
        headers,
        body,
    }
}

/// Headers and body as the provider would send them.
fn signed(id: &str, before: &Headers, body: &[u8]) -> (Headers, Vec<u8>) {
    let draft = Draft {
        scheme: scheme(id),
        secrets: std::slice::from_ref(&pair(id).signing),
        request: request(before, body),
        now: NOW,
        entropy: [9; 16],
    };
    let signed = sign(&draft).expect("a private key signs");
    let mut headers = before.clone();
    signed.put_into(&mut headers);
    (headers, signed.body.unwrap_or_else(|| body.to_vec()))
}

fn paypal(address: &str) -> (Headers, Vec<u8>) {
    let before: Headers = [("PAYPAL-CERT-URL", address)].into_iter().collect();
    signed("paypal", &before, &sample(scheme("paypal")).body)
}

fn sns(address: &str) -> (Headers, Vec<u8>) {
    let body = format!(r#"{{"Type":"Notification","Message":"m","SigningCertURL":"{address}"}}"#);
    signed("aws-sns", &Headers::default(), body.as_bytes())
}

fn address(found: &Verification) -> Option<&str> {
    let key_url: Option<&KeyUrl> = found.evidence.as_ref()?.key_url.as_ref();
    key_url.map(|key| key.url.as_str())
}

fn text(secret: &Secret) -> String {
    String::from_utf8_lossy(secret.expose()).into_owned()
}

#[test]
fn a_request_whose_certificate_is_not_here_waits_and_tells_its_address() {
    let (headers, body) = paypal(PAYPAL_URL);
    for secrets in [&[][..], &["4JH86294D6297924G"]] {
        let found = judged("paypal", &headers, &body, secrets);
        assert_eq!(found.verdict, Verdict::NotChecked);
        assert_eq!(address(&found), Some(PAYPAL_URL));
    }
    let (headers, body) = sns(SNS_URL);
    let found = judged("aws-sns", &headers, &body, &[]);
    assert_eq!(found.verdict, Verdict::NotChecked);
    assert_eq!(address(&found), Some(SNS_URL));
}

#[test]
fn another_certificate_is_a_mismatch_that_tells_where_the_present_one_is() {
    let other = new_secret(scheme("aws-sns"), &[8; 32]).expect("RSA pairs can be made");
    let (headers, body) = sns(SNS_URL);
    let found = judged("aws-sns", &headers, &body, &[&text(&other.verifying)]);
    assert_eq!(found.reason, Some(Reason::SignatureMismatch));
    assert_eq!(address(&found), Some(SNS_URL));
}

#[test]
fn an_address_that_is_not_the_providers_is_refused_whatever_is_known() {
    let evil = "https://api.paypal.com.evil.example/cert.pem";
    let (headers, body) = paypal(evil);
    for secrets in [&[][..], &[&*text(&pair("paypal").verifying)]] {
        let found = judged("paypal", &headers, &body, secrets);
        assert_eq!(found.reason, Some(Reason::UntrustedCertUrl));
        assert_eq!(address(&found), None);
    }
}

#[test]
fn webhook_id_and_certificate_may_come_apart_and_in_any_order() {
    let (headers, body) = paypal(PAYPAL_URL);
    let both = text(&pair("paypal").verifying);
    let (id, certificate) = both.split_once('\n').expect("the id stands first");
    let judged = |secrets: &[&str]| judged("paypal", &headers, &body, secrets);
    for secrets in [&[id, certificate][..], &[certificate, id], &[&both]] {
        assert_eq!(judged(secrets).verdict, Verdict::Verified);
    }
    let other = judged(&["another-id", certificate]);
    assert_eq!(other.reason, Some(Reason::SignatureMismatch));
    let alone = judged(&[certificate]);
    let detail = alone.evidence.and_then(|evidence| evidence.detail);
    assert_eq!(alone.verdict, Verdict::NotChecked);
    assert!(detail.is_some_and(|detail| detail.contains("webhook id")));
}

#[test]
fn what_is_no_message_becomes_the_text_of_one() {
    let (_, body) = signed("aws-sns", &Headers::default(), b"plain \"text\"");
    let body = String::from_utf8(body).expect("a message is JSON");
    let expected = r#"{"Type":"Notification","Message":"plain \"text\"","MessageId":"#;
    assert!(body.starts_with(expected), "{body}");
}

#[test]
fn a_message_under_the_other_hash_is_a_mismatch() {
    let (headers, body) = sns(SNS_URL);
    let certificate = text(&pair("aws-sns").verifying);
    let reason = |version: &str| {
        let body = String::from_utf8_lossy(&body);
        let told = format!(r#""SignatureVersion":"{version}""#);
        let body = body.replace(r#""SignatureVersion":"2""#, &told);
        judged("aws-sns", &headers, body.as_bytes(), &[&certificate]).reason
    };
    assert_eq!(reason("2"), None);
    assert_eq!(reason("1"), Some(Reason::SignatureMismatch));
    assert_eq!(reason("3"), Some(Reason::UnsupportedOrMalformedSignature));
}

//! Signatures as providers publish them or as their real servers sent them.

use model::{Evidence, Headers, Reason, Secret, SecretRef, Timestamp, Verdict, Verification};
use signing::{Check, Draft, KnownSecret, Request, Scheme, catalogue, sign, verify};

struct Case<'a> {
    scheme: &'a str,
    secret: &'a str,
    headers: &'a [(&'a str, &'a str)],
    body: &'a [u8],
    now: i64,
}

impl Case<'_> {
    fn scheme(&self) -> &'static Scheme {
        catalogue()
            .get(self.scheme)
            .expect("the scheme is in the catalogue")
    }

    fn verification(&self) -> Verification {
        let headers: Headers = self.headers.iter().copied().collect();
        let secrets = [known(self.secret)];
        let check = Check {
            scheme: self.scheme(),
            secrets: &secrets,
            now: Timestamp::from_unix_seconds(self.now),
            tolerance_seconds: None,
            future: None,
        };
        verify(&request(&headers, self.body), &check)
    }

    fn evidence(&self) -> Evidence {
        let found = self.verification();
        assert_eq!(
            (found.verdict, found.reason),
            (Verdict::Verified, None),
            "{found:?}"
        );
        found.evidence.expect("a check leaves evidence")
    }

    /// What we would send in the provider's place.
    fn signed(&self) -> Headers {
        let headers = Headers::default();
        let draft = Draft {
            scheme: self.scheme(),
            secrets: &[Secret::new(self.secret)],
            request: request(&headers, self.body),
            now: Timestamp::from_unix_seconds(self.now),
            entropy: [0; 16],
        };
        sign(&draft)
            .expect("the secret has the scheme's form")
            .headers
    }
}

fn known(secret: &str) -> KnownSecret {
    KnownSecret {
        secret: Secret::new(secret),
        name: SecretRef {
            id: None,
            name: "secret 1".to_owned(),
        },
    }
}

const fn request<'a>(headers: &'a Headers, body: &'a [u8]) -> Request<'a> {
    Request {
        method: "POST",
        url: "https://hooks.example.com/in",
        headers,
        body,
    }
}

#[test]
fn b3os_signs_the_raw_body() {
    let signature = "49d5eb1a25f82f199d24481d9e1d35105973202b10f9ec8bac7c7ba8f4084c00";
    let case = Case {
        scheme: "b3os",
        secret: "b3os_test_secret",
        headers: &[("x-b3os-signature", signature)],
        body: br#"{"eventType":"run.completed","runId":"run_123"}"#,
        now: 0,
    };
    case.evidence();
    assert_eq!(case.signed().text("x-b3os-signature"), Some(signature));
}

#[test]
fn instavm_keys_with_the_whole_secret() {
    let signature =
        "t=1767225600,v1=41a777b54aeb83787e43e4b9f92520670d5a73a50bce9e05d66ad04f25473888";
    let case = Case {
        scheme: "instavm",
        secret: "whsec_instavm_test_0001",
        headers: &[("InstaVM-Signature", signature)],
        body: br#"{"event_id":"evt_1","event_type":"vm.terminated","event_group":"vm"}"#,
        now: 1_767_225_600,
    };
    case.evidence();
    assert_eq!(case.signed().text("InstaVM-Signature"), Some(signature));
}

const RUNFLOW: &str = r#"{"event":"run.completed","run_id":"01970000-0000-7000-8000-000000000001","status":"succeeded","output":{"image_urls":["https://cdn.example.com/a.png"]},"duration_ms":102345,"created_at":"2026-05-06T10:00:00+00:00","completed_at":"2026-05-06T10:01:42.123000+00:00","metadata":null}"#;

fn runflow_is_verified(body: &str, signature: &str) {
    let case = Case {
        scheme: "runflow",
        secret: "whsec_runflow_test_0001",
        headers: &[("Runflow-Signature", signature)],
        body: body.as_bytes(),
        now: 0,
    };
    case.evidence();
}

#[test]
fn runflow_signs_the_bytes_whatever_their_separators() {
    let compact = "e0e3d51da945187752fa39ffc82824d21e376bfa462072cbe73ef7a5a14f0732";
    runflow_is_verified(RUNFLOW, compact);
    let spaced = RUNFLOW.replace(",\"", ", \"").replace("\":", "\": ");
    let signature = "8914e66a78848d7d03693b2e585920543e8df839d24252487785b4997edc05f6";
    runflow_is_verified(&spaced, signature);
}

fn agentmessage(signature: &str) -> Evidence {
    let header = format!("t=1777474500,v1={signature}");
    let case = Case {
        scheme: "agentmessage",
        secret: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        headers: &[("X-AmCore-Signature", &header)],
        body: br#"{"id":"evt_0190a1b2-c3d4-7e5f-a6b7-c8d9e0f1a2b3","type":"brand.vetted","api_version":"2026-04-01","created_at":"2026-04-29T14:35:00Z","data":{"brand_id":"b_1"}}"#,
        now: 1_777_474_500,
    };
    let decoded =
        "t=1777474500,v1=370f003d393309ed578c3fcdcc82fb6a0d12bf936ad3c07420e21a7d3f248ffc";
    assert_eq!(case.signed().text("X-AmCore-Signature"), Some(decoded));
    case.evidence()
}

#[test]
fn agentmessage_is_tried_both_ways_and_tells_which_matched() {
    let decoded = agentmessage("370f003d393309ed578c3fcdcc82fb6a0d12bf936ad3c07420e21a7d3f248ffc");
    assert_eq!(
        decoded.detail.as_deref(),
        Some("the secret decoded from base64 matched")
    );
    let text = agentmessage("7b12f7b28ae71c4722e2db85102ae9e4ace662014dd6fd03bbc5161beb15b152");
    assert_eq!(
        text.detail.as_deref(),
        Some("the secret taken as text matched")
    );
}

fn skyvern_is_verified(secret: &str, body: &[u8], signature: &str) {
    let case = Case {
        scheme: "skyvern",
        secret,
        headers: &[
            ("x-skyvern-signature", signature),
            ("x-skyvern-timestamp", "1"),
        ],
        body,
        now: 1_760_000_000,
    };
    case.evidence();
}

#[test]
fn skyvern_does_not_sign_its_timestamp() {
    let body = r#"{"run_id":"tsk_123","run_type":"task_v1","status":"completed","output":{"price":3,"ratio":0.1,"small":1e-07,"title":"Café"},"errors":[],"failure_reason":null,"step_count":4}"#;
    let signature = "dcd002aa2e1b4d38fd8511565999b61504bdd03bd2996e6f554a295c635f86ec";
    skyvern_is_verified("sk_test_replay_console", body.as_bytes(), signature);
    let signature = "32b749a977da5dcb1861fb89895c0164e13864081e987dc574b586fd67e4939b";
    skyvern_is_verified(
        "sk_docs_snippet_test_key",
        br#"{"task_id":"t_12345","float":1}"#,
        signature,
    );
}

#[test]
fn what_a_real_skyvern_sent_is_verified() {
    let task = include_bytes!("golden/skyvern-tsk_1.json");
    let signature = "d6e6fcecdb5e6be578bbab099979464f4a95d2e3dbd7bf3fca67b5bb094e1805";
    skyvern_is_verified("sk_test_replay_console", task, signature);
    let task_v2 = include_bytes!("golden/skyvern-tsk_v2_1.json");
    let signature = "268f3040056d680bf054b2bd273e86412680886be5eb0459f364777391d5e54d";
    skyvern_is_verified("sk_test_replay_console", task_v2, signature);
}

const SPEC_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SPEC_BODY: &[u8] = br#"{"test": 2432232314}"#;

fn standard<'a>(secret: &'a str, headers: &'a [(&'a str, &'a str)]) -> Case<'a> {
    Case {
        scheme: "standard-webhooks-v1",
        secret,
        headers,
        body: SPEC_BODY,
        now: 1_614_265_330,
    }
}

fn standard_headers(signature: &str) -> [(&str, &str); 3] {
    [
        ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
        ("webhook-timestamp", "1614265330"),
        ("webhook-signature", signature),
    ]
}

#[test]
fn standard_webhooks_vectors_of_the_specification_are_verified() {
    standard(
        SPEC_SECRET,
        &standard_headers("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    )
    .evidence();
    let second = Case {
        scheme: "standard-webhooks-v1",
        secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
        headers: &[
            ("webhook-id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk"),
            ("webhook-timestamp", "1649367553"),
            (
                "webhook-signature",
                "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
            ),
        ],
        body: br#"{"email":"test@example.com","username":"test_user"}"#,
        now: 1_649_367_553,
    };
    second.evidence();
}

#[test]
fn a_rotated_secret_is_found_behind_other_signatures() {
    let both = "v1,AAAA v1a,BBBB v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let evidence = standard(SPEC_SECRET, &standard_headers(both)).evidence();
    let matches: Vec<bool> = evidence
        .comparisons
        .iter()
        .map(|compared| compared.matches)
        .collect();
    assert_eq!(matches, [false, true]);
    let used: Vec<bool> = evidence.parts.iter().map(|part| part.used).collect();
    assert_eq!(used, [true, false, true]);
}

#[test]
fn standard_webhooks_asymmetric_vector_is_verified() {
    let signature = "v1a,yoUrgEkc12aGqm0n4Sydmdz55xJfTz4AsAgieHFjmkR7LJtqVCZOQYzvvHjI5kAey+r4iaBGxTFRrl2iBQxtDQ==";
    let headers = standard_headers(signature);
    let case = Case {
        scheme: "standard-webhooks-v1a",
        ..standard(
            "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
            &headers,
        )
    };
    case.evidence();
}

#[test]
fn a_right_signature_that_is_late_is_too_old_and_a_wrong_one_does_not_match() {
    let headers = standard_headers("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    let late = Case {
        now: 1_700_000_000,
        ..standard(SPEC_SECRET, &headers)
    };
    assert_eq!(late.verification().reason, Some(Reason::TimestampTooOld));
    let wrong = Case {
        now: 1_700_000_000,
        ..standard("whsec_AAAA", &headers)
    };
    assert_eq!(wrong.verification().reason, Some(Reason::SignatureMismatch));
}

#[test]
fn evidence_tells_the_signed_bytes_without_the_body_or_the_secret() {
    let headers = standard_headers("v1,AAAA");
    let evidence = standard(SPEC_SECRET, &headers)
        .verification()
        .evidence
        .expect("checked");
    let signed = evidence.signed.as_ref().expect("a digest was computed");
    let names: Vec<&str> = signed
        .segments
        .iter()
        .map(|segment| segment.name.as_str())
        .collect();
    assert_eq!(names, ["header webhook-id", ".", "timestamp", ".", "body"]);
    assert_eq!(signed.segments[4].text, None);
    let expected = evidence.comparisons[0].expected.as_deref();
    assert_eq!(
        expected,
        Some("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    );
    let told = serde_json::to_string(&evidence).expect("evidence is JSON");
    assert!(!told.contains("MfKQ9r8GKYqr"), "{told}");
}

#[test]
fn a_token_is_never_told_in_evidence() {
    let case = Case {
        scheme: "gitlab-token",
        secret: "the-configured-token",
        headers: &[("X-Gitlab-Token", "another")],
        body: b"{}",
        now: 0,
    };
    let found = case.verification();
    assert_eq!(found.reason, Some(Reason::TokenMismatch));
    let told = serde_json::to_string(&found.evidence).expect("evidence is JSON");
    assert!(!told.contains("the-configured-token"), "{told}");
}

#[test]
fn a_secret_that_cannot_be_read_is_a_mismatch_that_says_why() {
    let headers = standard_headers("v1,AAAA");
    let found = standard("\"whsec_quoted\"", &headers).verification();
    assert_eq!(found.reason, Some(Reason::SignatureMismatch));
    let detail = found.evidence.and_then(|evidence| evidence.detail);
    assert_eq!(
        detail.as_deref(),
        Some("secret 1 cannot be decoded from base64")
    );
}

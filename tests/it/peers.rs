//! The providers' official SDKs against ours: what we sign they accept, what they sign we verify.

mod speakers;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use speakers::{
    ADYEN, ATLASSIAN, CLOUDINARY, CONTENTFUL, DISCORD, GITHUB, HUBSPOT, LINE, LIVEKIT, PADDLE,
    QSTASH, RAZORPAY, RETELL, SANITY, SLACK, STANDARD, STRIPE, SVIX, Speaker, TWILIO, TWILIO_JSON,
    WORKOS, shown,
};
use tests::{Home, Hookwright, Peer, Question, Row, SignedByPeer, field, unix_now};

const OF_PYPI: [Speaker; 6] = [STRIPE, SVIX, STANDARD, SLACK, DISCORD, TWILIO];

/// Those of npm that sign as well as verify.
const OF_NPM: [Speaker; 15] = [
    STRIPE,
    SVIX,
    STANDARD,
    GITHUB,
    TWILIO,
    TWILIO_JSON,
    CONTENTFUL,
    HUBSPOT,
    SANITY,
    RETELL,
    WORKOS,
    ADYEN,
    CLOUDINARY,
    LIVEKIT,
    ATLASSIAN,
];

/// Those of npm that only verify.
const JUDGES_OF_NPM: [Speaker; 6] = [PADDLE, SLACK, DISCORD, RAZORPAY, LINE, QSTASH];

const URL: &str = "https://hooks.example.com/in/events";

#[test]
fn the_sdks_of_pypi_accept_what_we_sign() {
    if let Some(peer) = Peer::python() {
        accept_what_we_sign(peer, &OF_PYPI);
    }
}

#[test]
fn the_sdks_of_npm_accept_what_we_sign() {
    if let Some(peer) = Peer::node() {
        accept_what_we_sign(peer, &[&OF_NPM[..], &JUDGES_OF_NPM].concat());
    }
}

#[test]
fn what_the_sdks_of_pypi_sign_is_verified_when_it_arrives() {
    if let Some(peer) = Peer::python() {
        are_verified_when_they_arrive(peer, &OF_PYPI);
    }
}

#[test]
fn what_the_sdks_of_npm_sign_is_verified_when_it_arrives() {
    if let Some(peer) = Peer::node() {
        are_verified_when_they_arrive(peer, &OF_NPM);
    }
}

fn accept_what_we_sign(mut peer: Peer, speakers: &[Speaker]) {
    for speaker in speakers {
        accepts(&mut peer, speaker);
    }
}

fn accepts(peer: &mut Peer, speaker: &Speaker) {
    let bodies = speaker.bodies();
    // Each SDK's own batch: Paddle's signatures are stale after five seconds.
    let signed = sign(speaker, &bodies);
    assert_eq!(signed.len(), bodies.len());
    for (body, signed) in bodies.iter().zip(signed) {
        let url = signed["url"].as_str().unwrap_or(URL);
        let question = Question {
            sdk: speaker.sdk,
            secret: speaker.verifies(),
            url,
            body,
        };
        let about = format!("{} with {}", speaker.sdk, shown(body));
        assert!(
            peer.accepts(question, &signed["headers"]),
            "{about} is refused: {signed}"
        );
        let (url, body) = speaker.tampered(url, body);
        let tampered = Question {
            url: &url,
            body: &body,
            ..question
        };
        assert!(
            !peer.accepts(tampered, &signed["headers"]),
            "{about}, tampered with, is accepted"
        );
    }
}

/// `sign --batch` over all of them.
fn sign(speaker: &Speaker, bodies: &[Vec<u8>]) -> Vec<Row> {
    let row = |body: &Vec<u8>| {
        json!({
            "id": speaker.sdk,
            "scheme": speaker.scheme,
            "secret": speaker.secret,
            "url": URL,
            "headers": [["Content-Type", speaker.content_type()]],
            "body_b64": BASE64_STANDARD.encode(body),
            "now_unix": unix_now(),
        })
    };
    let input: String = bodies
        .iter()
        .map(|body| format!("{}\n", row(body)))
        .collect();
    Home::new()
        .run_with_input(&["sign", "--batch", "-"], input.as_bytes())
        .well()
        .rows()
}

fn are_verified_when_they_arrive(mut peer: Peer, speakers: &[Speaker]) {
    let hookwright = Hookwright::serve();
    let mut expected = Vec::new();
    for speaker in speakers {
        speaker.become_source(&hookwright);
        for (number, body) in speaker.bodies().iter().enumerate() {
            let question = Question {
                sdk: speaker.sdk,
                secret: speaker.secret,
                url: &hookwright.url(&format!("/{}/events", speaker.sdk)),
                body,
            };
            let signed = peer.sign(question, unix_now(), &format!("msg_{number}"));
            speaker.post(&hookwright, &signed, &signed.url, body);
            let (url, body) = speaker.tampered(&signed.url, body);
            speaker.post(&hookwright, &signed, &url, &body);
            expected.push((speaker.sdk, "verified"));
            expected.push((speaker.sdk, "rejected"));
        }
    }
    let mut captures = hookwright.rows(&["captures", "list", "--limit", "0"]);
    captures.reverse();
    let (sources, verdicts, reasons) = (
        field(&captures, "source"),
        field(&captures, "verdict"),
        field(&captures, "reason"),
    );
    assert_eq!(captures.len(), expected.len());
    let found = sources.iter().zip(&verdicts).zip(&reasons).zip(&expected);
    let wrong: Vec<_> = found
        .filter(|(((source, verdict), _), expected)| (&***source, &***verdict) != **expected)
        .collect();
    assert!(wrong.is_empty(), "found, then expected: {wrong:?}");
    // A changed body or URL is no malformed signature: the reason says what differs.
    let told = [
        "null",
        "signature_mismatch",
        "body_hash_mismatch",
        "url_hash_mismatch",
    ];
    let other = reasons.iter().find(|reason| !told.contains(&&***reason));
    assert_eq!(other, None);
}

impl Speaker {
    fn become_source(&self, hookwright: &Hookwright) {
        let add = [
            "source",
            "add",
            self.sdk,
            "--scheme",
            self.scheme,
            "--secret",
            self.verifies(),
        ];
        let _ = hookwright.run(&add).well();
    }

    fn post(&self, hookwright: &Hookwright, signed: &SignedByPeer, url: &str, body: &[u8]) {
        let fields = signed.fields.iter();
        let fields = fields.map(|(name, value)| (&**name, &**value));
        let host = hookwright.receiver().to_string();
        let fields: Vec<_> = [("Host", &*host)].into_iter().chain(fields).collect();
        let path = url.strip_prefix(&hookwright.url("")).expect("our own URL");
        let answer = hookwright.post(path, &fields, body);
        assert_eq!(answer.status(), 200, "{}", answer.json());
    }
}

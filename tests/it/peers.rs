//! The providers' official SDKs against ours: what we sign they accept, what they sign we verify.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tests::{Home, Hookwright, Peer, Question, Row, field, unix_now};

/// One SDK and the scheme that it speaks.
struct Speaker {
    sdk: &'static str,
    scheme: &'static str,
    /// What signs.
    secret: &'static str,
    /// What verifies, where that is another half.
    public: Option<&'static str>,
}

const WHSEC: &str = "whsec_C1BzrwAEt7cHaTBmVq7T6Xd+WckKMrlu";
const TEXT: &str = "It's a Secret to Everybody";
/// An Ed25519 pair, as Discord writes keys: the seed is 32 bytes of one.
const SEED: &str = "0101010101010101010101010101010101010101010101010101010101010101";
const PUBLIC: &str = "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";

const STRIPE: Speaker = speaker("stripe", "stripe-v1", WHSEC);
const SVIX: Speaker = speaker("svix", "svix-v1", WHSEC);
const STANDARD: Speaker = speaker("standardwebhooks", "standard-webhooks-v1", WHSEC);
const GITHUB: Speaker = speaker("octokit", "github-sha256", TEXT);
const SLACK: Speaker = speaker("slack", "slack-v0", TEXT);
const DISCORD: Speaker = Speaker {
    public: Some(PUBLIC),
    ..speaker("discord", "discord", SEED)
};

const fn speaker(sdk: &'static str, scheme: &'static str, secret: &'static str) -> Speaker {
    Speaker {
        sdk,
        scheme,
        secret,
        public: None,
    }
}

#[test]
fn the_sdks_of_pypi_accept_what_we_sign() {
    if let Some(peer) = Peer::python() {
        accept_what_we_sign(peer, &[STRIPE, SVIX, STANDARD, SLACK, DISCORD]);
    }
}

#[test]
fn the_sdks_of_npm_accept_what_we_sign() {
    if let Some(peer) = Peer::node() {
        accept_what_we_sign(peer, &[STRIPE, SVIX, STANDARD, GITHUB, SLACK, DISCORD]);
    }
}

#[test]
fn what_the_sdks_of_pypi_sign_is_verified_when_it_arrives() {
    if let Some(peer) = Peer::python() {
        are_verified_when_they_arrive(peer, &[STRIPE, SVIX, STANDARD, SLACK, DISCORD]);
    }
}

#[test]
fn what_the_sdks_of_npm_sign_is_verified_when_it_arrives() {
    if let Some(peer) = Peer::node() {
        are_verified_when_they_arrive(peer, &[STRIPE, SVIX, STANDARD, GITHUB]);
    }
}

fn accept_what_we_sign(mut peer: Peer, speakers: &[Speaker]) {
    let bodies = bodies();
    let asked: Vec<(&Speaker, &Vec<u8>)> = speakers
        .iter()
        .flat_map(|speaker| bodies.iter().map(move |body| (speaker, body)))
        .collect();
    let signed = sign(&asked);
    assert_eq!(signed.len(), asked.len());
    for ((speaker, body), signed) in asked.into_iter().zip(signed) {
        let question = Question {
            sdk: speaker.sdk,
            secret: speaker.verifies(),
            body,
        };
        let about = format!("{} with {}", speaker.sdk, shown(body));
        assert!(
            peer.accepts(question, &signed["headers"]),
            "{about} is refused: {signed}"
        );
        let other = [body.as_slice(), b" "].concat();
        let tampered = Question {
            body: &other,
            ..question
        };
        assert!(
            !peer.accepts(tampered, &signed["headers"]),
            "{about}, tampered with, is accepted"
        );
    }
}

/// `sign --batch` over all of them.
fn sign(asked: &[(&Speaker, &Vec<u8>)]) -> Vec<Row> {
    let row = |(speaker, body): &(&Speaker, &Vec<u8>)| {
        json!({
            "id": speaker.sdk,
            "scheme": speaker.scheme,
            "secret": speaker.secret,
            "url": "https://hooks.example.com/in",
            "headers": [["Content-Type", "application/json"]],
            "body_b64": BASE64_STANDARD.encode(body),
            "now_unix": unix_now(),
        })
    };
    let input: String = asked
        .iter()
        .map(|asked| format!("{}\n", row(asked)))
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
        for (number, body) in bodies().iter().enumerate() {
            let id = format!("msg_{number}");
            let question = Question {
                sdk: speaker.sdk,
                secret: speaker.secret,
                body,
            };
            let fields = peer.sign(question, unix_now(), &id);
            speaker.post(&hookwright, &fields, body);
            speaker.post(&hookwright, &fields, &[body.as_slice(), b" "].concat());
            expected.extend([
                (speaker.sdk, "verified", "null"),
                (speaker.sdk, "rejected", "signature_mismatch"),
            ]);
        }
    }
    let mut captures = hookwright.rows(&["captures", "list", "--limit", "0"]);
    captures.reverse();
    let (sources, verdicts, reasons) = (
        field(&captures, "source"),
        field(&captures, "verdict"),
        field(&captures, "reason"),
    );
    let found = sources.iter().zip(&verdicts).zip(&reasons);
    let found: Vec<_> = found
        .map(|((source, verdict), reason)| (&**source, &**verdict, &**reason))
        .collect();
    assert_eq!(found, expected);
}

impl Speaker {
    fn verifies(&self) -> &'static str {
        self.public.unwrap_or(self.secret)
    }

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

    fn post(&self, hookwright: &Hookwright, fields: &[(String, String)], body: &[u8]) {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (&**name, &**value))
            .collect();
        let answer = hookwright.post(&format!("/{}/events", self.sdk), &fields, body);
        assert_eq!(answer.status(), 200, "{}", answer.json());
    }
}

/// Bodies that are often damaged on the way; JSON, since most SDKs parse what they verify.
fn bodies() -> Vec<Vec<u8>> {
    let long = json!({ "text": "é".repeat(512 * 1024) });
    let texts: [&str; 4] = [
        r#"{"id":"evt_1001","type":"invoice.paid","amount":1999,"rate":1.0}"#,
        r#"{"name":"Zoë Müller","city":"東京","emoji":"🦀","escaped":"é\/"}"#,
        "{\r\n\t\"type\": \"ping\",\r\n\t\"text\": \"  two  spaces \"\r\n}",
        "{\"type\":\"ping\"}\n",
    ];
    let texts = texts.map(|text| text.as_bytes().to_vec());
    texts
        .into_iter()
        .chain([long.to_string().into_bytes()])
        .collect()
}

fn shown(body: &[u8]) -> Value {
    String::from_utf8_lossy(&body[..body.len().min(80)]).into()
}

//! The official SDKs that are asked, the scheme each of them speaks, and bodies for both.

use serde_json::{Value, json};

/// One SDK and the scheme that it speaks.
#[derive(Debug, Clone, Copy)]
pub struct Speaker {
    pub sdk: &'static str,
    pub scheme: &'static str,
    /// What signs.
    pub secret: &'static str,
    /// What verifies, where that is another half.
    pub public: Option<&'static str>,
    pub covers: Covers,
    pub body: Form,
}

/// What a change must break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    Body,
    /// The URL only: the body is not signed.
    Url,
}

/// What an SDK reads bodies as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    UrlEncoded,
}

const WHSEC: &str = "whsec_C1BzrwAEt7cHaTBmVq7T6Xd+WckKMrlu";
const TEXT: &str = "It's a Secret to Everybody";
/// 64 characters, as Contentful's secrets have.
const LONG: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
/// An Ed25519 pair, as Discord writes keys: the seed is 32 bytes of one.
const SEED: &str = "0101010101010101010101010101010101010101010101010101010101010101";
const PUBLIC: &str = "8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c";

pub const STRIPE: Speaker = speaker("stripe", "stripe-v1", WHSEC);
pub const SVIX: Speaker = speaker("svix", "svix-v1", WHSEC);
pub const STANDARD: Speaker = speaker("standardwebhooks", "standard-webhooks-v1", WHSEC);
pub const GITHUB: Speaker = speaker("octokit", "github-sha256", TEXT);
pub const SLACK: Speaker = speaker("slack", "slack-v0", TEXT);
pub const DISCORD: Speaker = Speaker {
    public: Some(PUBLIC),
    ..speaker("discord", "discord", SEED)
};
pub const TWILIO: Speaker = Speaker {
    body: Form::UrlEncoded,
    ..speaker("twilio", "twilio-form", TEXT)
};
pub const TWILIO_JSON: Speaker = speaker("twilio_json", "twilio-body", TEXT);
pub const CONTENTFUL: Speaker = speaker("contentful", "contentful", LONG);
pub const HUBSPOT: Speaker = speaker("hubspot", "hubspot-v3", TEXT);
pub const SANITY: Speaker = speaker("sanity", "sanity", TEXT);
pub const RETELL: Speaker = speaker("retell", "retell", TEXT);
pub const WORKOS: Speaker = speaker("workos", "workos", TEXT);
pub const ADYEN: Speaker = speaker("adyen", "adyen-header", SEED);
pub const CLOUDINARY: Speaker = speaker("cloudinary", "cloudinary", TEXT);
pub const LIVEKIT: Speaker = speaker("livekit", "livekit", LONG);
pub const ATLASSIAN: Speaker = Speaker {
    covers: Covers::Url,
    ..speaker("atlassian", "jira-connect", LONG)
};
pub const PADDLE: Speaker = speaker("paddle", "paddle-billing", TEXT);
pub const RAZORPAY: Speaker = speaker("razorpay", "razorpay", TEXT);
pub const LINE: Speaker = speaker("line", "line", TEXT);
pub const QSTASH: Speaker = speaker("qstash", "qstash", LONG);

const fn speaker(sdk: &'static str, scheme: &'static str, secret: &'static str) -> Speaker {
    Speaker {
        sdk,
        scheme,
        secret,
        public: None,
        covers: Covers::Body,
        body: Form::Json,
    }
}

impl Speaker {
    /// What checks its signatures.
    pub fn verifies(&self) -> &'static str {
        self.public.unwrap_or(self.secret)
    }

    /// The content type that it sends.
    pub const fn content_type(&self) -> &'static str {
        match self.body {
            Form::Json => "application/json",
            Form::UrlEncoded => "application/x-www-form-urlencoded",
        }
    }

    /// Bodies that are often damaged on the way, in its form.
    pub fn bodies(&self) -> Vec<Vec<u8>> {
        match self.body {
            Form::Json => json_bodies(),
            Form::UrlEncoded => form_bodies(),
        }
    }

    /// The request, changed where a change must be noticed.
    pub fn tampered(&self, url: &str, body: &[u8]) -> (String, Vec<u8>) {
        match (self.covers, self.body) {
            (Covers::Url, _) => (format!("{url}?more=1"), body.to_vec()),
            (Covers::Body, Form::UrlEncoded) => (url.to_owned(), [body, b"&More=1"].concat()),
            (Covers::Body, Form::Json) => (url.to_owned(), [body, b" "].concat()),
        }
    }
}

fn json_bodies() -> Vec<Vec<u8>> {
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

fn form_bodies() -> Vec<Vec<u8>> {
    let texts = [
        "From=%2B15551234567&To=%2B15557654321&Body=Hello+W%C3%B6rld%21",
        "MediaUrl=b&MediaUrl=a&NumMedia=2&Body=",
        "Body=%F0%9F%A6%80+%26+more&body=lower&AccountSid=AC0",
    ];
    texts.map(|text| text.as_bytes().to_vec()).to_vec()
}

/// The beginning of a body, for messages.
pub fn shown(body: &[u8]) -> Value {
    String::from_utf8_lossy(&body[..body.len().min(80)]).into()
}

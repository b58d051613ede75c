//! Which header fields are a scheme's: those that a receiver verifies by.

use super::draft_request::signed_places;
use crate::Scheme;
use crate::find::is_header;
use crate::scheme::definition::Definition;
use crate::scheme::place::{Place, TimestampPlace};

impl Scheme {
    /// Whether a receiver verifies by a header field of this name: it holds a signature, the
    /// timestamp or another value that is signed, under the scheme's own name or its other one.
    ///
    /// What only names the event, such as GitHub's `X-GitHub-Event`, is none of them.
    #[must_use]
    pub fn verifies_by(&self, name: &str) -> bool {
        let definition = self.definition();
        let others = definition.other_names.iter();
        let mut own = others
            .filter(|(_, other)| other.eq_ignore_ascii_case(name))
            .map(|(own, _)| own.as_str())
            .chain([name]);
        own.any(|name| places(definition).any(|place| is_header(place, name)))
    }
}

fn places(definition: &Definition) -> impl Iterator<Item = &Place> {
    let timestamp = definition.timestamp.as_ref().map(|rule| &rule.from);
    let timestamp = timestamp.and_then(|from| match from {
        TimestampPlace::Elsewhere(place) => Some(place),
        TimestampPlace::Field(_) => None,
    });
    let signatures = definition.signature.from.iter();
    signatures.chain(timestamp).chain(signed_places(definition))
}

#[cfg(test)]
mod tests {
    use crate::catalogue;

    fn verifying(scheme: &str, names: &[&'static str]) -> Vec<&'static str> {
        let scheme = catalogue().get(scheme).unwrap();
        let names = names.iter().copied();
        names.filter(|name| scheme.verifies_by(name)).collect()
    }

    #[test]
    fn the_fields_of_a_scheme_are_those_of_its_proof() {
        let github = ["x-hub-signature-256", "X-GitHub-Event", "X-GitHub-Delivery"];
        assert_eq!(verifying("github-sha256", &github), ["x-hub-signature-256"]);
        let slack = ["X-Slack-Signature", "x-slack-request-timestamp", "X-A"];
        assert_eq!(verifying("slack-v0", &slack), slack[..2]);
        let svix = ["svix-id", "Webhook-Timestamp", "svix-signature", "webhook"];
        assert_eq!(verifying("svix-v1", &svix), svix[..3]);
        let paypal = ["PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-SIG"];
        assert_eq!(verifying("paypal", &paypal), paypal);
    }

    #[test]
    fn every_signature_in_a_header_is_one_of_them() {
        for scheme in catalogue().iter() {
            let Some(secret) = crate::new_secret(scheme, &[7; 32]) else {
                continue;
            };
            let sample = crate::sample(scheme);
            let request = crate::Request {
                method: "POST",
                url: "http://h/x",
                headers: &sample.headers,
                body: &sample.body,
            };
            let draft = crate::Draft {
                scheme,
                secrets: &[secret.signing],
                request,
                now: model::Timestamp::from_unix_seconds(1_760_000_000),
                entropy: [7; 16],
            };
            let signed = crate::sign(&draft).unwrap();
            if signed.url.is_some() || signed.body.is_some() {
                continue;
            }
            let mut names = signed.headers.iter();
            let id = scheme.id();
            assert!(names.any(|header| scheme.verifies_by(&header.name)), "{id}");
        }
    }
}

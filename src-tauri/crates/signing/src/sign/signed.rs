//! What comes of signing: what to send, or why nothing can be signed.

use model::Headers;

/// What signing adds to a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signed {
    /// Fields to set: id, timestamp, those the scheme requires, signature. A
    /// name that comes twice is sent twice.
    pub headers: Headers,
    /// Names of fields to take out: left in, they would say what held before.
    pub stale: Vec<String>,
    /// The URL to call instead, where the scheme puts something into it.
    pub url: Option<String>,
    /// The body to send instead, where the scheme puts something into it.
    pub body: Option<Vec<u8>>,
}

impl Signed {
    /// Puts the fields in the places of those of the same names, and takes out the stale ones.
    pub fn put_into(&self, headers: &mut Headers) {
        for name in &self.stale {
            headers.remove(name);
        }
        for (index, field) in self.headers.iter().enumerate() {
            let mut before = self.headers.iter().take(index);
            if before.any(|other| other.name.eq_ignore_ascii_case(&field.name)) {
                headers.push(&field.name, field.value.clone());
            } else {
                headers.set(&field.name, field.value.clone());
            }
        }
    }
}

/// Why a request cannot be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// There is nothing to sign with.
    #[error("{scheme} signs with a secret, and none was given: add one")]
    NoSecret {
        /// The scheme's id.
        scheme: String,
    },
    /// The secret is not of the form the scheme needs.
    #[error("the secret cannot be {form}, as {scheme} needs it: check that it was copied whole")]
    UnreadableSecret {
        /// The scheme's id.
        scheme: String,
        /// What cannot be done with it ("decoded from base64").
        form: &'static str,
    },
    /// What was given is no private key of the scheme's algorithm.
    #[error("{scheme} signs with a private key, and this is none: a public key can only verify")]
    NoPrivateKey {
        /// The scheme's id.
        scheme: String,
    },
    /// The request lacks a value that is signed and cannot be made up.
    #[error("{scheme} signs {what}, and the request has none: add it")]
    Missing {
        /// The scheme's id.
        scheme: String,
        /// What is missing.
        what: String,
    },
    /// The scheme keeps something in the JSON body, and this body is none.
    #[error("{scheme} keeps its {place}, and this body is not a JSON object that could hold it")]
    BodyIsNoJson {
        /// The scheme's id.
        scheme: String,
        /// Where it belongs ("body field webhookTimestamp").
        place: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_comes_twice_is_put_in_twice_and_a_stale_one_is_taken_out() {
        let fields = |fields: &[(&str, &str)]| fields.iter().copied().collect::<Headers>();
        let signed = Signed {
            headers: fields(&[("a", "4"), ("A", "5"), ("C", "6")]),
            stale: vec!["d".to_owned()],
            ..Signed::default()
        };
        let mut headers = fields(&[("A", "1"), ("b", "2"), ("D", "0"), ("a", "3")]);
        signed.put_into(&mut headers);
        let expected = fields(&[("A", "4"), ("b", "2"), ("A", "5"), ("C", "6")]);
        assert_eq!(headers, expected);
    }
}

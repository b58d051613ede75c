//! Every check, in the order in which they are told.

mod body;
mod digest;
mod forged;
mod header;
mod leak;
mod other_scheme;
mod replayed;
mod rotation;
mod secret;
mod size;
mod speed;
mod time;
mod valid;

use model::Severity::{Critical, High, Info, Medium};

use super::check::Check;
use super::check::Needs::{Acceptance, Contrast, Nothing};

/// Every check, in the order in which they are told.
pub(crate) const CHECKS: &[Check] = &[
    Check {
        name: "accepts_valid",
        severity: Medium,
        needs: Nothing,
        right: "Accepts requests signed right",
        wrong: "Refuses requests signed right",
        fix: "Verify the bytes as they came, with the secret as the provider shows it; the other findings say more.",
        usual: 1,
        next: valid::next,
    },
    Check {
        name: "verifies_raw_body",
        severity: Medium,
        needs: Contrast,
        right: "Verifies the body as it came",
        wrong: "Verifies the body as it was written again",
        fix: body::TAKE_RAW,
        usual: 1,
        next: body::raw,
    },
    Check {
        name: "accepts_trailing_newline",
        severity: Medium,
        needs: Contrast,
        right: "Keeps a newline at the body's end",
        wrong: "Loses a newline at the body's end",
        fix: "Do not trim the body before it is verified.",
        usual: 1,
        next: body::newline,
    },
    Check {
        name: "accepts_crlf",
        severity: Medium,
        needs: Contrast,
        right: "Keeps CRLF in the body",
        wrong: "Changes CRLF in the body",
        fix: "Read the body as bytes: text modes change line ends.",
        usual: 1,
        next: body::crlf,
    },
    Check {
        name: "accepts_non_utf8",
        severity: Info,
        needs: Contrast,
        right: "Verifies bytes that are not UTF-8",
        wrong: "Decodes the body before it verifies it",
        fix: "Give the bytes to the HMAC, not a text that was decoded from them.",
        usual: 1,
        next: body::non_utf8,
    },
    Check {
        name: "rejects_unsigned",
        severity: Critical,
        needs: Nothing,
        right: "Refuses unsigned requests",
        wrong: "Fails open on unsigned requests",
        fix: "Answer 401 when the signature's header is missing, before anything else is done: anybody who knows the URL can post.",
        usual: 2,
        next: forged::unsigned,
    },
    Check {
        name: "rejects_empty_signature",
        severity: Critical,
        needs: Nothing,
        right: "Refuses empty signatures",
        wrong: "Fails open on empty signatures",
        fix: "Treat an empty signature like a missing one: answer 401.",
        usual: 2,
        next: forged::empty,
    },
    Check {
        name: "rejects_garbage_signature",
        severity: Critical,
        needs: Nothing,
        right: "Refuses made-up signatures",
        wrong: "Accepts made-up signatures",
        fix: "Compare the whole digest in constant time, and answer 401 when it differs or cannot be read; an error on the way is a refusal too.",
        usual: 3,
        next: forged::garbage,
    },
    Check {
        name: "rejects_tampered_body",
        severity: Critical,
        needs: Nothing,
        right: "Refuses a changed body",
        wrong: "Accepts a changed body",
        fix: "Compute the digest over the body of this very request, all of it.",
        usual: 2,
        next: forged::body,
    },
    Check {
        name: "rejects_tampered_header",
        severity: Critical,
        needs: Nothing,
        right: "Refuses changed values that are signed",
        wrong: "Accepts changed values that are signed",
        fix: "Compute the digest over everything that the provider signs: id, timestamp and URL too, where it signs them.",
        usual: 2,
        next: header::tampered,
    },
    Check {
        name: "rejects_wrong_secret",
        severity: Critical,
        needs: Nothing,
        right: "Refuses signatures of another secret",
        wrong: "Accepts signatures of another secret",
        fix: "Verify the digest with your own secret; a signature that is only well formed proves nothing.",
        usual: 1,
        next: forged::wrong_secret,
    },
    Check {
        name: "rejects_empty_secret",
        severity: Critical,
        needs: Nothing,
        right: "Refuses signatures of an empty secret",
        wrong: "Accepts signatures of an empty secret",
        fix: "The handler runs without its secret: check the name of its variable, and refuse to start when it is not set.",
        usual: 4,
        next: forged::empty_secret,
    },
    Check {
        name: "rejects_other_scheme",
        severity: Medium,
        needs: Contrast,
        right: "Refuses the signatures of other schemes",
        wrong: "Accepts the signatures of other schemes",
        fix: "Verify by the one scheme that is configured: neither the request's headers nor its labels may choose the rule.",
        usual: 6,
        next: other_scheme::next,
    },
    Check {
        name: "rejects_expired",
        severity: High,
        needs: Nothing,
        right: "Refuses old requests",
        wrong: "Accepts old requests",
        fix: "Refuse signed timestamps older than the provider allows: what was once recorded can be sent again.",
        usual: 3,
        next: time::expired,
    },
    Check {
        name: "rejects_future",
        severity: High,
        needs: Nothing,
        right: "Refuses requests from the future",
        wrong: "Accepts requests from the future",
        fix: "Compare the absolute difference between the signed timestamp and your clock.",
        usual: 3,
        next: time::future,
    },
    Check {
        name: "accepts_any_signature",
        severity: Medium,
        needs: Contrast,
        right: "Finds the right one of several signatures",
        wrong: "Reads only one of several signatures",
        fix: "Try every signature of the list: during a rotation the provider sends one for each secret.",
        usual: 2,
        next: rotation::several,
    },
    Check {
        name: "accepts_rotated_secret",
        severity: Info,
        needs: Contrast,
        right: "Takes both secrets",
        wrong: "Takes one of the two secrets",
        fix: "Configure both secrets while a rotation lasts.",
        usual: 2,
        next: rotation::secrets,
    },
    Check {
        name: "header_case",
        severity: Info,
        needs: Contrast,
        right: "Reads header names in any case",
        wrong: "Depends on the case of header names",
        fix: "Look header names up without regard to case: HTTP/2 and proxies write them in lower case.",
        usual: 3,
        next: header::case,
    },
    Check {
        name: "digest_form",
        severity: Info,
        needs: Contrast,
        right: "Takes the digest in one form only",
        wrong: "Takes the digest in other forms too",
        fix: "Harmless while the digest is right; a stricter comparison leaves fewer surprises.",
        usual: 4,
        next: digest::next,
    },
    Check {
        name: "secret_form",
        severity: Info,
        needs: Nothing,
        right: "Reads the secret as the provider does",
        wrong: "Reads the secret otherwise than the provider",
        fix: "Read the secret as the scheme says: `hookwright schemes show` tells whether it is text, base64 or hex.",
        usual: 0,
        next: secret::next,
    },
    Check {
        name: "body_limit",
        severity: Medium,
        needs: Acceptance,
        right: "Takes bodies of 1 MB",
        wrong: "Refuses long bodies",
        fix: "Raise the limit of the body parser (express.raw({ limit: \"2mb\" }), client_max_body_size 2m): events with many items are long.",
        usual: 3,
        next: size::next,
    },
    Check {
        name: "rejects_replayed_id",
        severity: Info,
        needs: Contrast,
        right: "Refuses an event that it has seen",
        wrong: "Takes an event twice",
        fix: "Remember the ids of events that were handled, and skip them.",
        usual: 2,
        next: replayed::next,
    },
    Check {
        name: "answers_fast",
        severity: Info,
        needs: Nothing,
        right: "Answers in time",
        wrong: "Answers slowly",
        fix: "Answer first and work later: put the event into a queue. Providers give up after 5 to 30 seconds and send again.",
        usual: 0,
        next: speed::next,
    },
    Check {
        name: "does_not_leak",
        severity: Critical,
        needs: Nothing,
        right: "Keeps digest and secret to itself",
        wrong: "Tells secrets in its answers",
        fix: "Answer refusals with a status and no more: the expected digest is all that a forger needs.",
        usual: 0,
        next: leak::next,
    },
];

/// In this order they are asked: what others stand on comes first.
pub(crate) const ASKED_FIRST: [&str; 4] = [
    "accepts_valid",
    "rejects_wrong_secret",
    "rejects_tampered_body",
    "rejects_garbage_signature",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_first_is_among_the_checks() {
        for name in ASKED_FIRST {
            assert!(CHECKS.iter().any(|check| check.name == name), "{name}");
        }
    }

    #[test]
    fn every_check_has_a_name_of_its_own() {
        let mut names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CHECKS.len());
    }
}

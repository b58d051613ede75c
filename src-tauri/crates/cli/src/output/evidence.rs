//! A signature check as numbered steps: what was found, what was expected, what came.

use model::{
    ClaimCheck, Comparison, Evidence, KeyUrl, SegmentKind, SignedContent, SignedSegment,
    TimestampCheck, Verification,
};

use super::text::{Colour, safe};
use super::{Output, words};
use crate::outcome::Failure;

/// Prints a verification: the verdict first, then the steps that led to it.
pub fn print(output: &mut Output, verification: &Verification) -> Result<(), Failure> {
    let colours = output.has_colours();
    let verdict = words::verdict(verification.verdict);
    let mut line = super::columns::Columns::default().line(&[verdict], colours);
    if let Some(reason) = verification.reason {
        line += ": ";
        line += reason.as_str();
    }
    output.line(&line)?;
    let Some(evidence) = &verification.evidence else {
        return output.line(
            "  nothing was checked: no scheme, no secret, or the request did not come whole",
        );
    };
    for line in steps(evidence) {
        output.line(&format!("  {}", paint(output, &line)))?;
    }
    Ok(())
}

fn paint(output: &Output, line: &str) -> String {
    match line.starts_with(' ') && line.contains("differs") {
        true => output.paint(Colour::Bad, line),
        false => line.to_owned(),
    }
}

/// The steps as lines.
fn steps(evidence: &Evidence) -> Vec<String> {
    let mut lines = vec![format!("scheme     {}", evidence.scheme)];
    if let Some(found) = &evidence.signature {
        lines.push(format!(
            "found      {}: {}",
            safe(&found.place),
            safe(&found.text)
        ));
    }
    lines.extend(parts(evidence));
    lines.extend(evidence.timestamp.as_ref().map(timestamp));
    lines.extend(evidence.signed.as_ref().map(signed));
    let unseen = match evidence.signed {
        Some(_) => "(a key pair: only the sender can make it)",
        // Nothing is signed: what is sent is the secret.
        None => "(the secret itself)",
    };
    let comparisons = evidence.comparisons.iter();
    lines.extend(comparisons.flat_map(|it| comparison(it, unseen)));
    lines.extend(evidence.claims.iter().flat_map(claim));
    lines.extend(
        evidence
            .detail
            .iter()
            .map(|detail| format!("detail     {}", safe(detail))),
    );
    lines.extend(evidence.key_url.as_ref().map(key_url));
    lines
}

fn parts(evidence: &Evidence) -> Option<String> {
    if evidence.parts.is_empty() {
        return None;
    }
    let part = |part: &model::ParsedPart| {
        let equals = if part.name.is_empty() { "" } else { "=" };
        let skipped = if part.used { "" } else { " (not read)" };
        format!("{}{equals}{}{skipped}", safe(&part.name), safe(&part.value))
    };
    let parts: Vec<String> = evidence.parts.iter().map(part).collect();
    Some(format!("parts      {}", parts.join(", ")))
}

fn timestamp(check: &TimestampCheck) -> String {
    let age = match check.age_micros {
        Some(age) if age < 0 => format!(", {} ahead of our clock", seconds(age)),
        Some(age) => format!(", {} old", seconds(age)),
        None => String::new(),
    };
    let allowed = check
        .tolerance_seconds
        .map(|allowed| format!(", allowed {allowed} s"));
    let allowed = allowed.unwrap_or_default();
    format!(
        "timestamp  {}: {}{age}{allowed}",
        safe(&check.place),
        safe(&check.text)
    )
}

fn seconds(micros: i64) -> String {
    format!("{} s", micros.unsigned_abs() / 1_000_000)
}

fn signed(content: &SignedContent) -> String {
    let segments: Vec<String> = content.segments.iter().map(segment).collect();
    let variant = content
        .variant
        .as_ref()
        .map(|variant| format!(" ({variant})"));
    let variant = variant.unwrap_or_default();
    format!(
        "signed     {}: {} bytes{variant}",
        segments.join(" + "),
        content.length
    )
}

fn segment(segment: &SignedSegment) -> String {
    match (&segment.kind, &segment.text) {
        (SegmentKind::Literal, _) => format!("\"{}\"", safe(&segment.name)),
        (SegmentKind::Body | SegmentKind::Secret, _) | (_, None) => {
            safe(&segment.name).into_owned()
        }
        (_, Some(text)) => format!("{} \"{}\"", safe(&segment.name), safe(text)),
    }
}

/// `unseen` stands for an expected value that cannot be told.
fn comparison(comparison: &Comparison, unseen: &str) -> Vec<String> {
    let result = if comparison.matches {
        "matches"
    } else {
        "differs"
    };
    let expected = comparison.expected.as_deref().unwrap_or(unseen);
    vec![
        format!("secret     {}", comparison.secret.name),
        format!("  expected {}", safe(expected)),
        format!("  received {}  {result}", safe(&comparison.received)),
    ]
}

fn claim(claim: &ClaimCheck) -> Vec<String> {
    let result = if claim.matches { "matches" } else { "differs" };
    let received = claim.received.as_deref().unwrap_or("(not claimed)");
    vec![
        format!("{}: {}", safe(&claim.place), safe(&claim.what)),
        format!("  expected {}", safe(&claim.expected)),
        format!("  received {}  {result}", safe(received)),
    ]
}

fn key_url(key: &KeyUrl) -> String {
    let kid = key
        .kid
        .as_ref()
        .map(|kid| format!(", key id {}", safe(kid)));
    format!("key at     {}{}", safe(&key.url), kid.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use model::{FoundSignature, FuturePolicy, ParsedPart, SecretRef};

    use super::*;

    fn evidence() -> Evidence {
        Evidence {
            scheme: "stripe-v1".into(),
            signature: Some(FoundSignature {
                place: "header Stripe-Signature".into(),
                text: "t=1,v0=x,v1=ab".into(),
            }),
            parts: vec![
                ParsedPart {
                    name: "v0".into(),
                    value: "x".into(),
                    used: false,
                },
                ParsedPart {
                    name: "v1".into(),
                    value: "ab".into(),
                    used: true,
                },
            ],
            timestamp: Some(TimestampCheck {
                place: "part t".into(),
                text: "1".into(),
                at: None,
                age_micros: Some(-12_500_000),
                tolerance_seconds: Some(300),
                future: FuturePolicy::Reject,
            }),
            signed: None,
            comparisons: vec![Comparison {
                secret: SecretRef {
                    id: None,
                    name: "whsec_…4f".into(),
                },
                expected: Some("cd".into()),
                received: "ab".into(),
                matches: false,
            }],
            matched_secret: None,
            ..Evidence::default()
        }
    }

    #[test]
    fn a_token_is_not_taken_for_a_key_pair() {
        let mut evidence = evidence();
        evidence.comparisons[0].expected = None;
        let told = |evidence: &Evidence| steps(evidence).join("\n");
        assert!(told(&evidence).contains("expected (the secret itself)"));
        evidence.signed = Some(SignedContent {
            segments: Vec::new(),
            length: 0,
            variant: None,
        });
        assert!(told(&evidence).contains("expected (a key pair"));
    }

    #[test]
    fn the_steps_say_what_was_expected_and_what_came() {
        assert_eq!(
            steps(&evidence()),
            [
                "scheme     stripe-v1",
                "found      header Stripe-Signature: t=1,v0=x,v1=ab",
                "parts      v0=x (not read), v1=ab",
                "timestamp  part t: 1, 12 s ahead of our clock, allowed 300 s",
                "secret     whsec_…4f",
                "  expected cd",
                "  received ab  differs",
            ]
        );
    }

    #[test]
    fn what_a_token_claims_is_told_beside_what_is_so() {
        let check = ClaimCheck {
            place: "claim sha256".into(),
            what: "SHA-256 of the body in hex".into(),
            expected: "ab".into(),
            received: None,
            matches: false,
        };
        assert_eq!(
            claim(&check),
            [
                "claim sha256: SHA-256 of the body in hex",
                "  expected ab",
                "  received (not claimed)  differs",
            ]
        );
        let key = KeyUrl {
            url: "https://keys.example.com/jwks".into(),
            kid: Some("k1".into()),
        };
        assert_eq!(
            key_url(&key),
            "key at     https://keys.example.com/jwks, key id k1"
        );
    }

    #[test]
    fn the_signed_bytes_are_told_piece_by_piece() {
        let piece = |kind, name: &str, text: Option<&str>, length| SignedSegment {
            kind,
            name: name.into(),
            text: text.map(Into::into),
            length,
        };
        let content = SignedContent {
            segments: vec![
                piece(SegmentKind::Timestamp, "timestamp", Some("1760000000"), 10),
                piece(SegmentKind::Literal, ".", None, 1),
                piece(SegmentKind::Body, "body", None, 100),
            ],
            length: 111,
            variant: None,
        };
        assert_eq!(
            signed(&content),
            "signed     timestamp \"1760000000\" + \".\" + body: 111 bytes"
        );
    }
}

//! The digest match in figures: both sides around their first difference.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::{Proof, ProofBytes};

use super::algorithm;
use super::setting::Scene;
use super::signature::Reading;
use super::step::{Part, Step};
use super::trial::Trial;
use crate::encode;
use crate::scheme::definition::AlgorithmKind;

/// How many bytes are shown before the first difference, and from there on.
const BEFORE: usize = 48;
const AFTER: usize = 80;

/// Stands in the secret's place.
const HIDDEN: &[u8] = b"[secret]";

/// What is told of a match.
pub fn proof(scene: Scene<'_, '_>, trial: &Trial<'_>, reading: &Reading, steps: &[Step]) -> Proof {
    let (expected, received) = signatures(scene, reading);
    let (checked, signed) = sides(scene, trial, reading, steps);
    Proof {
        expected,
        received,
        checked,
        signed,
    }
}

/// The signature as the scheme writes it, and as it came; a token is the
/// secret itself and is not told.
fn signatures(scene: Scene<'_, '_>, reading: &Reading) -> (String, String) {
    let rule = &scene.setting.definition.signature;
    if scene.setting.definition.algorithm.kind == AlgorithmKind::Token {
        return (String::new(), String::new());
    }
    (encode::written(rule, &reading.digest), reading.text.clone())
}

/// The innermost part that differs, on both sides.
fn sides(
    scene: Scene<'_, '_>,
    trial: &Trial<'_>,
    reading: &Reading,
    steps: &[Step],
) -> (ProofBytes, ProofBytes) {
    let part = steps
        .iter()
        .map(|step| step.part)
        .max()
        .unwrap_or(Part::Secret);
    let frame = &trial.frame;
    match part {
        Part::Body => both("body", scene.setting.request.body, frame.body),
        Part::Url => both(
            "URL",
            scene.setting.request.url.as_bytes(),
            frame.url.as_bytes(),
        ),
        Part::Timestamp => {
            let text = |text: Option<&str>| text.unwrap_or_default().as_bytes().to_vec();
            both(
                "timestamp",
                &text(scene.site.timestamp.as_deref()),
                &text(frame.timestamp),
            )
        }
        Part::Message => both(
            "signed bytes",
            &scene.site.own.slices(trial.pieces, HIDDEN).concat(),
            &trial.arrangement.slices(trial.pieces, HIDDEN).concat(),
        ),
        Part::Algorithm => {
            let own = algorithm::own(scene.setting.definition).words();
            both(
                "algorithm",
                own.as_bytes(),
                trial.computation.0.words().as_bytes(),
            )
        }
        Part::Signature => {
            let (expected, received) = signatures(scene, reading);
            both("signature", received.as_bytes(), expected.as_bytes())
        }
        Part::Secret | Part::Scheme => hidden(),
    }
}

/// Both sides of a secret: that they differ is all that is told.
pub fn hidden() -> (ProofBytes, ProofBytes) {
    let side = ProofBytes {
        part: "secret".to_owned(),
        ..ProofBytes::default()
    };
    (side.clone(), side)
}

/// Two byte strings around their first difference.
pub fn both(part: &str, checked: &[u8], signed: &[u8]) -> (ProofBytes, ProofBytes) {
    let alike = checked.iter().zip(signed);
    let start = alike.take_while(|(one, other)| one == other).count();
    let ends = checked[start..]
        .iter()
        .rev()
        .zip(signed[start..].iter().rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    (
        side(part, checked, start, end),
        side(part, signed, start, end),
    )
}

fn side(part: &str, bytes: &[u8], start: usize, end: usize) -> ProofBytes {
    let from = start.saturating_sub(BEFORE);
    let to = bytes.len().min(start + AFTER);
    let count = |number: usize| number as u64;
    ProofBytes {
        part: part.to_owned(),
        excerpt_b64: BASE64_STANDARD.encode(&bytes[from..to]),
        offset: count(from),
        differs_from: count(start),
        differs_to: count(bytes.len() - end),
        length: count(bytes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_show_the_same_neighbourhood() {
        let long = "a".repeat(200);
        let (checked, signed) = both(
            "body",
            format!("{long}bc").as_bytes(),
            format!("{long}\nbc").as_bytes(),
        );
        assert_eq!((checked.offset, signed.offset), (152, 152));
        assert_eq!(
            (checked.differs_from, checked.differs_to, checked.length),
            (200, 200, 202)
        );
        assert_eq!(
            (signed.differs_from, signed.differs_to, signed.length),
            (200, 201, 203)
        );
        let shown = BASE64_STANDARD.decode(&signed.excerpt_b64).unwrap();
        assert_eq!(shown, format!("{}\nbc", "a".repeat(48)).as_bytes());
    }

    #[test]
    fn what_repeats_is_counted_once() {
        let (checked, signed) = both("body", b"aa", b"aaa");
        assert_eq!((checked.differs_from, checked.differs_to), (2, 2));
        assert_eq!((signed.differs_from, signed.differs_to), (2, 3));
    }
}

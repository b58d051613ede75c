//! `digest_form`: the right digest in forms that the scheme does not write.

use signing::Misread;

use crate::probe::check::{Step, Verdict};
use crate::probe::ground::Ground;
use crate::probe::recipe::Recipe;
use crate::probe::variant::{Answered, Variant};

pub(super) fn next(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if seen.is_empty() {
        let variants = variants(ground);
        return match variants.is_empty() {
            true => Step::Told(Verdict::skipped("the scheme has one way to write a digest")),
            false => Step::Ask(variants),
        };
    }
    let accepted: Vec<&str> = seen
        .iter()
        .filter(|one| one.is_accepted())
        .map(|one| one.variant.code.as_str())
        .collect();
    Step::Told(if !accepted.is_empty() {
        Verdict::fail(format!("accepted too: {}", accepted.join(", ")))
    } else if seen.iter().all(Answered::is_refused) {
        Verdict::pass(format!("{} other forms refused", seen.len()))
    } else {
        Verdict::inconclusive("some were not answered")
    })
}

fn variants(ground: &Ground<'_>) -> Vec<Variant> {
    let Some(secret) = ground.ring.own.first() else {
        return Vec::new();
    };
    let all = signing::misreadings(&ground.base.scheme, secret).into_iter();
    let of_digest = all.filter(|misread| misread.about == Misread::Digest);
    let variant = |misread: signing::Misreading| {
        let told = format!("{} {}", misread.code, misread.detail);
        let recipe = Recipe {
            scheme: misread.scheme,
            ..ground.base.clone()
        };
        let name = format!("The digest as {}", in_words(misread.code, &misread.detail));
        Variant::refuse(name, recipe)
            .coded(told.trim_end())
            .differing(told.trim_end())
    };
    ground.fitting(of_digest.map(variant))
}

/// A writing in words.
pub(super) fn in_words(code: &str, detail: &str) -> String {
    match (code, detail) {
        ("sig.base64_instead_of_hex", "") => "base64 instead of hex".to_owned(),
        ("sig.base64_instead_of_hex", _) => "base64url instead of hex".to_owned(),
        ("sig.hex_instead_of_base64", _) => "hex instead of base64".to_owned(),
        ("sig.base64url_instead_of_base64", "") => "base64url".to_owned(),
        ("sig.base64url_instead_of_base64", "base64") => "base64 instead of base64url".to_owned(),
        ("sig.base64url_instead_of_base64", _) => "base64 without its padding".to_owned(),
        ("sig.upper_case_hex", "lower") => "lower-case hex".to_owned(),
        ("sig.upper_case_hex", _) => "upper-case hex".to_owned(),
        ("sig.missing_prefix", label) => format!("bare text, without {label}"),
        (code, _) => code.to_owned(),
    }
}

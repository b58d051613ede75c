//! Requests that nobody but a careless handler accepts.

use model::Secret;
use signing::Misread;

use crate::probe::body;
use crate::probe::change::{Change, other_byte};
use crate::probe::check::{Step, Verdict, in_the_body, refusals};
use crate::probe::ground::Ground;
use crate::probe::recipe::{EventId, Key, Recipe};
use crate::probe::request::texts;
use crate::probe::variant::{Answered, Role, Variant};

/// Positions of the body that are looked at for a byte to change.
const POSITIONS: usize = 48;

/// What an unset variable becomes in programs.
const UNSET: [(&str, &str); 4] = [
    ("", "an empty key"),
    ("undefined", "the text \"undefined\""),
    ("null", "the text \"null\""),
    ("None", "the text \"None\""),
];

/// Asks all that fit, once, and judges.
fn ask(ground: &Ground<'_>, seen: &[Answered], (variants, none): (Vec<Variant>, &str)) -> Step {
    if !seen.is_empty() {
        return Step::Told(refusals(ground, seen));
    }
    let variants = ground.fitting(variants);
    match variants.is_empty() {
        true => Step::Told(Verdict::skipped(none)),
        false => Step::Ask(variants),
    }
}

/// `rejects_unsigned`.
pub(super) fn unsigned(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let base = &ground.base;
    let (unsigned, bare) = (base.changed(Change::Unsigned), base.changed(Change::Bare));
    let fields = |recipe| ground.trial(recipe).map(|made| made.outgoing.headers);
    let is_alike = fields(&unsigned) == fields(&bare);
    let mut variants =
        vec![Variant::refuse("Without a signature", unsigned).differing("signature left out")];
    if !is_alike {
        let bare = Variant::refuse("Without anything of the scheme", bare);
        variants.push(bare.differing("all its header fields left out"));
    }
    ask(
        ground,
        seen,
        (variants, "the scheme has no signature to leave out"),
    )
}

/// `rejects_empty_signature`.
pub(super) fn empty(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let base = &ground.base;
    let variants = vec![
        Variant::refuse("An empty signature", base.changed(Change::Text("")))
            .differing("0 characters"),
        Variant::refuse(
            "A signature without its digest",
            base.changed(Change::NoDigest),
        )
        .differing("digest left out"),
    ];
    ask(
        ground,
        seen,
        (variants, "the scheme has no signature to empty"),
    )
}

/// `rejects_garbage_signature`.
pub(super) fn garbage(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let base = &ground.base;
    let variants = vec![
        Variant::refuse(
            "A made-up text as signature",
            base.changed(Change::Text("garbage")),
        )
        .differing("the text is \"garbage\""),
        Variant::refuse(
            "A digest wrong in one character",
            base.changed(Change::WrongDigest),
        )
        .differing("its first character")
        .forged(),
        Variant::refuse(
            "Only the digest's beginning",
            base.changed(Change::CutDigest),
        )
        .differing("8 characters of it"),
        Variant::refuse(
            "A token that says alg none",
            base.changed(Change::NoAlgorithm),
        )
        .differing("alg is none, no signature")
        .forged(),
    ];
    ask(
        ground,
        seen,
        (variants, "the scheme has no signature to change"),
    )
}

/// `rejects_tampered_body`.
pub(super) fn body(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let none = match ground.can_sign() {
        true => "the scheme does not sign the body",
        false => "there is no key to sign with",
    };
    let variants = if seen.is_empty() && ground.can_sign() {
        tampered(ground)
    } else {
        Vec::new()
    };
    ask(ground, seen, (variants, none))
}

fn tampered(ground: &Ground<'_>) -> Vec<Variant> {
    let Some(made) = ground.trial(&ground.base) else {
        return Vec::new();
    };
    let sent = &made.outgoing.body;
    let own = texts(&ground.base.scheme, &made.outgoing);
    let changed = places(sent, &own).find_map(|at| {
        let recipe = ground.base.changed(Change::Byte(at));
        let noticed = ground.holds(&recipe) == Some(false);
        let told = format!(
            "offset {at}: {:02x} to {:02x}",
            sent[at],
            other_byte(sent[at])?
        );
        noticed.then(|| {
            Variant::refuse("One body byte changed", recipe)
                .differing(told)
                .forged()
        })
    });
    let fixed = EventId::Fixed(7);
    let mut base = ground.base.clone();
    base.id = fixed;
    let more = ground
        .trial(&base)
        .and_then(|made| body::with_more(&made.outgoing.body));
    let more = more.map(|more| {
        base.change = Change::Body(more);
        Variant::refuse("Something added to the body", base)
            .differing("more at its end")
            .forged()
    });
    changed.into_iter().chain(more).collect()
}

/// Places of letters and digits that can be changed, digits first, none of them in a signature.
fn places(body: &[u8], signatures: &[String]) -> impl Iterator<Item = usize> {
    let covers = |at: usize| {
        signatures.iter().any(|text| {
            let start = find(body, text.as_bytes());
            start.is_some_and(|start| (start..start + text.len()).contains(&at))
        })
    };
    let step = (body.len() / POSITIONS).max(1);
    let is_json = body::kind(body) == body::Kind::Json;
    let fits = |at: &usize| {
        let Some(other) = other_byte(body[*at]) else {
            return false;
        };
        let mut changed = body.to_vec();
        changed[*at] = other;
        !covers(*at) && (!is_json || body::kind(&changed) == body::Kind::Json)
    };
    let all = (0..body.len()).rev().step_by(step).filter(fits);
    let (digits, letters): (Vec<usize>, Vec<usize>) =
        all.partition(|at| body[*at].is_ascii_digit());
    digits.into_iter().chain(letters)
}

fn find(body: &[u8], text: &[u8]) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    body.windows(text.len()).position(|window| window == text)
}

/// `rejects_wrong_secret`.
pub(super) fn wrong_secret(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let none = "no other key can be made for the scheme";
    match seen {
        [first] if may_say_no(ground, first) => {
            let right = Variant::accept("Signed right, once more", ground.base.clone());
            let wrong =
                Variant::refuse("Signed with another secret, once more", of_another(ground));
            Step::Ask(vec![right.valid(), wrong.forged()])
        }
        [first, right, wrong] if says_no(ground, [first, right, wrong]) => {
            let mut verdict = in_the_body(first);
            verdict.refusal = Some(first.reply.body.clone());
            Step::Told(verdict)
        }
        [first, _, wrong] => Step::Told(refusals(ground, &[first.clone(), wrong.clone()])),
        _ => {
            let variant = Variant::refuse("Signed with another secret", of_another(ground));
            let variant = variant.differing("a random secret of the same form");
            ask(ground, seen, (vec![variant.forged()], none))
        }
    }
}

fn of_another(ground: &Ground<'_>) -> Recipe {
    ground.base.signed_by(vec![Key::Wrong])
}

/// Whether the answer to a forgery is a 2xx with another body than right requests get.
fn may_say_no(ground: &Ground<'_>, forged: &Answered) -> bool {
    let mut right = right_bodies(ground);
    forged.is_accepted() && right.next().is_some_and(|body| *body != forged.reply.body)
}

/// Whether the body tells right requests from forgeries, and nothing else about them.
fn says_no(ground: &Ground<'_>, [first, right, wrong]: [&Answered; 3]) -> bool {
    let accepted = [first, right, wrong].iter().all(|one| one.is_accepted());
    let no = &first.reply.body;
    accepted
        && *no == wrong.reply.body
        && *no != right.reply.body
        && right_bodies(ground).all(|body| *body == right.reply.body)
}

/// What right requests were answered with.
fn right_bodies<'g>(ground: &'g Ground<'_>) -> impl Iterator<Item = &'g Vec<u8>> {
    let kept = ground.kept.iter().map(|kept| &kept.answered);
    let right = kept.filter(|one| one.variant.role == Role::Valid && one.is_accepted());
    right.map(|one| &one.reply.body)
}

/// `rejects_empty_secret`.
pub(super) fn empty_secret(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if ground.order.scheme.summary().public_key {
        return Step::Told(Verdict::skipped("the scheme signs with a private key"));
    }
    if !ground.can_sign() {
        return Step::Told(Verdict::skipped("there is no key to sign with"));
    }
    let as_text = as_text(ground);
    let variant = |(text, told): (&str, &str)| {
        let mut recipe = ground.base.signed_by(vec![Key::Text(Secret::new(text))]);
        if !text.is_empty() {
            recipe.scheme = as_text.clone();
        }
        Variant::refuse(format!("Signed with {told}"), recipe)
            .differing("what an unset variable becomes")
    };
    let variants = UNSET.map(variant).to_vec();
    ask(
        ground,
        seen,
        (variants, "the scheme has no secret that could be empty"),
    )
}

/// The scheme with the secret's text as its key, whatever form it has.
fn as_text(ground: &Ground<'_>) -> signing::Scheme {
    let own = ground.ring.own.first().cloned();
    let misread =
        signing::misreadings(&ground.base.scheme, &own.unwrap_or_else(|| Secret::new("")));
    let is_text = |misread: &&signing::Misreading| {
        misread.about == Misread::Key
            && matches!(
                misread.code,
                "secret.should_be_base64_decoded" | "secret.should_be_hex_decoded"
            )
    };
    misread.iter().find(is_text).map_or_else(
        || ground.base.scheme.clone(),
        |misread| misread.scheme.clone(),
    )
}

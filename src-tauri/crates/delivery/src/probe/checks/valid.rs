//! `accepts_valid`: a request as the provider sends it; and where that is refused, the one that is
//! accepted instead.

use bytes::Bytes;
use model::Expected;
use signing::{Misread, Misreading};

use super::digest;
use crate::probe::answer::Answer;
use crate::probe::body;
use crate::probe::check::{Step, Verdict};
use crate::probe::ground::{Cause, Ground};
use crate::probe::making::form_of;
use crate::probe::other_schemes;
use crate::probe::recipe::{Key, Recipe, Spelling};
use crate::probe::request::request_of;
use crate::probe::variant::{Answered, Variant};

const RIGHT: i64 = 0;
const OTHER_SECRET: i64 = 1;
const PLAIN: i64 = 2;
const FORM: i64 = 3;
const AS_FORM: i64 = 4;
const MISREAD: i64 = 5;
const MISREAD_SECRET: i64 = 6;

/// What is said of a handler that reads its secret in another way.
const SECRET_FIX: &str = "Make the key of the secret as the scheme says: `hookwright schemes show` tells whether it is text, base64 or hex, and what is cut off in front.";

pub(super) fn next(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    if !ground.can_sign() {
        return Step::Told(Verdict::skipped(
            "there is no key to sign with: of this scheme only the provider has the private key, so nothing signed can be sent",
        ));
    }
    let Some(right) = of(seen, RIGHT) else {
        let variant = Variant::accept("A request signed right", Recipe::right(ground.order));
        return Step::Ask(vec![variant.differing("nothing").valid().marked(RIGHT)]);
    };
    match right.answer() {
        Answer::Accepted => Step::Told(Verdict::pass(right.reply.in_words())),
        Answer::Refused => searched(ground, seen, right),
        Answer::PutOff | Answer::Silent => {
            Step::Told(Verdict::inconclusive(right.reply.in_words()))
        }
    }
}

/// The first answer of a stage.
fn of(seen: &[Answered], stage: i64) -> Option<&Answered> {
    seen.iter().find(|one| one.variant.mark == stage)
}

/// The accepted one of a stage.
fn accepted(seen: &[Answered], stage: i64) -> Option<&Answered> {
    let mut of_stage = seen.iter().filter(|one| one.variant.mark == stage);
    of_stage.find(|one| one.is_accepted())
}

fn searched(ground: &Ground<'_>, seen: &[Answered], right: &Answered) -> Step {
    if let Some(found) = accepted(seen, OTHER_SECRET) {
        let told = format!("{}; the first secret is refused", found.variant.name);
        return Step::Told(Verdict::pass(told).with_base(found.variant.recipe.clone()));
    }
    if of(seen, OTHER_SECRET).is_none() && of(seen, PLAIN).is_none() {
        let simple = simple(ground);
        if !simple.is_empty() {
            return Step::Ask(simple);
        }
    }
    if of(seen, FORM).is_none() {
        let forms = forms(ground);
        if !forms.is_empty() {
            return Step::Search(forms);
        }
    }
    if let Some(form) = accepted(seen, FORM) {
        return of_form(ground, seen, (right, form));
    }
    if let Some(plain) = accepted(seen, PLAIN) {
        let detail = format!(
            "{}; a smaller body with the same members is accepted, so something of this one is changed before it is verified",
            right.reply.in_words()
        );
        return Step::Told(Verdict::fail(detail).with_base(plain.variant.recipe.clone()));
    }
    if of(seen, MISREAD).is_none() && of(seen, MISREAD_SECRET).is_none() {
        return Step::Search(misread(ground));
    }
    let found = accepted(seen, MISREAD).or_else(|| accepted(seen, MISREAD_SECRET));
    Step::Told(match found {
        Some(found) => of_misreading(right, found),
        None => Verdict::fail(format!(
            "{}; none of {} variants is accepted either",
            right.reply.in_words(),
            seen.len() - 1
        ))
        .with_fix("Check the handler's secret first: it is most likely another one. Then its scheme, and the URL where the scheme signs it."),
    })
}

/// What takes one request each: the other secrets, and a body that nobody can get wrong.
fn simple(ground: &Ground<'_>) -> Vec<Variant> {
    let right = Recipe::right(ground.order);
    let others = (1..ground.order.secrets.len()).map(|index| {
        let recipe = right.signed_by(vec![Key::Own(index)]);
        Variant::accept(format!("Signed with secret {}", index + 1), recipe)
            .valid()
            .marked(OTHER_SECRET)
    });
    let plain = body::plain(&right.body).filter(|plain| *plain != right.body);
    let plain = plain.map(|plain| {
        Variant::accept("A plain body signed right", right.with_body(plain))
            .differing("few members, no white space")
            .valid()
            .marked(PLAIN)
    });
    ground.fitting(others.chain(plain))
}

/// The body, signed in every form that programs make of it.
fn forms(ground: &Ground<'_>) -> Vec<Variant> {
    let variants = super::body::forms_of(ground, &Recipe::right(ground.order));
    variants
        .into_iter()
        .map(|variant| variant.valid().marked(FORM))
        .collect()
}

/// A form is what it verifies. A body that has that form already is the better ground for the rest.
fn of_form(ground: &Ground<'_>, seen: &[Answered], (right, form): (&Answered, &Answered)) -> Step {
    if of(seen, AS_FORM).is_none()
        && let Some(bytes) = bytes_of(ground, &form.variant.recipe)
    {
        let recipe = Recipe::right(ground.order).with_body(bytes);
        let variant = Variant::accept("The body in the form that it verifies", recipe);
        return Step::Ask(vec![variant.valid().marked(AS_FORM)]);
    }
    let base = accepted(seen, AS_FORM)
        .or_else(|| accepted(seen, PLAIN))
        .unwrap_or(form);
    let code = &form.variant.code;
    let detail = format!(
        "{code}: the bytes as they came are refused ({}), signed over {} they are accepted",
        right.reply.in_words(),
        form.variant.differs
    );
    let verdict = Verdict::fail(detail)
        .with_base(base.variant.recipe.clone())
        .with_fix("Take the raw bytes before anything parses them, and verify those.");
    Step::Told(verdict.because(Cause {
        code: code.clone(),
        of_secret: false,
        form: Some(form.variant.recipe.signs.clone()),
    }))
}

fn bytes_of(ground: &Ground<'_>, recipe: &Recipe) -> Option<Bytes> {
    let made = ground.trial(&Recipe::right(ground.order))?;
    form_of(&made.outgoing.body, &recipe.signs)
}

/// The scheme with one mistake in it, each.
fn misread(ground: &Ground<'_>) -> Vec<Variant> {
    let mut right = Recipe::right(ground.order);
    if let Some(plain) = body::plain(&right.body) {
        let compact: Option<serde_json::Value> = serde_json::from_slice(&right.body).ok();
        let is_compact = compact.is_some_and(|value| value.to_string().as_bytes() == right.body);
        if !is_compact {
            right.body = plain;
        }
    }
    let own = ground.trial(&right).map(|made| made.outgoing);
    let all = of_scheme(ground, &right)
        .into_iter()
        .chain(of_secret(ground, &right))
        .chain(of_url(ground, &right))
        .chain(of_spelling(&right))
        .chain(of_provider(ground, &right));
    let differs = |variant: &Variant| {
        let made = ground.trial(&variant.recipe).map(|made| made.outgoing);
        let same = own.as_ref().zip(made.as_ref()).is_some_and(|(own, made)| {
            own.headers == made.headers && own.url == made.url && own.wire == made.wire
        });
        made.is_some() && !same
    };
    all.filter(differs).map(Variant::valid).collect()
}

fn of_scheme(ground: &Ground<'_>, right: &Recipe) -> Vec<Variant> {
    let Some(secret) = ground.ring.own.first() else {
        return Vec::new();
    };
    let variant = |misread: Misreading| {
        let told = words(&misread);
        let stage = match misread.about {
            Misread::Key => MISREAD_SECRET,
            Misread::Digest | Misread::Time | Misread::Algorithm | Misread::Message => MISREAD,
        };
        let recipe = Recipe {
            scheme: misread.scheme,
            ..right.clone()
        };
        Variant::either(format!("Signed with {told}"), recipe)
            .differing(told)
            .coded(with_detail(misread.code, &misread.detail))
            .marked(stage)
    };
    let all = signing::misreadings(&ground.order.scheme, secret);
    all.into_iter().map(variant).collect()
}

/// The provider's other schemes: the handler may verify one of those.
fn of_provider(ground: &Ground<'_>, right: &Recipe) -> Vec<Variant> {
    let variant = |scheme: &signing::Scheme| {
        let recipe = Recipe {
            scheme: scheme.clone(),
            ..right.clone()
        };
        let told = format!("the provider's scheme {}", scheme.id());
        Variant::either(format!("Signed with {told}"), recipe)
            .differing(told)
            .coded(with_detail("scheme.other", scheme.id()))
            .marked(MISREAD)
    };
    let others = other_schemes::of_provider(ground.order);
    others.into_iter().map(variant).collect()
}

/// A code with its detail, where that is a code too.
fn with_detail(code: &str, detail: &str) -> String {
    match detail.is_empty() {
        true => code.to_owned(),
        false => format!("{code} ({detail})"),
    }
}

/// What is signed with, in words.
fn words(misread: &Misreading) -> String {
    let detail = &misread.detail;
    match misread.code {
        "secret.should_be_base64_decoded" => {
            "the secret's text, not decoded from base64".to_owned()
        }
        "secret.should_be_hex_decoded" => "the secret's text, not decoded from hex".to_owned(),
        "secret.should_not_be_base64_decoded" => "the secret decoded from base64".to_owned(),
        "secret.should_not_be_hex_decoded" => "the secret decoded from hex".to_owned(),
        "secret.prefix_should_be_stripped" if detail.is_empty() => {
            "the secret decoded with its prefix".to_owned()
        }
        "secret.prefix_should_be_stripped" => "the secret's whole text, prefix and all".to_owned(),
        "secret.prefix_should_be_kept" => "the secret without its prefix".to_owned(),
        "ts.signed_in_milliseconds" => "a timestamp in milliseconds".to_owned(),
        "ts.signed_in_seconds" => "a timestamp in seconds".to_owned(),
        "alg.hmac_sha1" => "HMAC-SHA1".to_owned(),
        "alg.hmac_sha256" => "HMAC-SHA256".to_owned(),
        "alg.hmac_sha512" => "HMAC-SHA512".to_owned(),
        "msg.timestamp_not_included" if detail.is_empty() => "the timestamp left out".to_owned(),
        "msg.timestamp_not_included" => "nothing but the body signed".to_owned(),
        "msg.id_not_included" => "the id left out".to_owned(),
        "msg.url_not_included" => "the URL left out".to_owned(),
        "msg.wrong_delimiter" => format!("{detail} between the signed values"),
        "msg.order_swapped" => "the signed values the other way round".to_owned(),
        code => format!("the digest as {}", digest::in_words(code, detail)),
    }
}

fn of_secret(ground: &Ground<'_>, right: &Recipe) -> Vec<Variant> {
    let Some(secret) = ground.ring.own.first() else {
        return Vec::new();
    };
    let variant = |text: signing::SecretText| {
        let told = match (text.code, text.detail) {
            ("secret.trailing_newline", _) => "a newline at the secret's end",
            ("secret.quoted", _) => "quotes around the secret",
            (_, "cut off") => "the secret without the blanks around it",
            _ => "a blank beside the secret",
        };
        let recipe = right.signed_by(vec![Key::Text(text.secret)]);
        Variant::either(format!("Signed with {told}"), recipe)
            .differing(told)
            .coded(text.code)
            .marked(MISREAD_SECRET)
    };
    let all = signing::secret_texts(secret);
    all.into_iter().map(variant).collect()
}

fn of_url(ground: &Ground<'_>, right: &Recipe) -> Vec<Variant> {
    let Some(made) = ground.trial(right) else {
        return Vec::new();
    };
    let forms = signing::url_forms(&ground.order.scheme, &request_of(&made.outgoing));
    let variant = |form: signing::UrlForm| {
        let recipe = Recipe {
            url: Some(form.url.clone()),
            ..right.clone()
        };
        Variant::either("Signed for another form of the URL", recipe)
            .differing(form.url)
            .coded(form.code)
            .marked(MISREAD)
    };
    forms.into_iter().map(variant).collect()
}

fn of_spelling(right: &Recipe) -> Vec<Variant> {
    let variant = |(spelling, told)| {
        let recipe = Recipe {
            spelling,
            ..right.clone()
        };
        Variant::either(format!("Header names in {told}"), recipe)
            .differing(told)
            .coded("header_case")
            .marked(MISREAD)
    };
    [
        (Spelling::Lower, "lower case"),
        (Spelling::Title, "title case"),
    ]
    .map(variant)
    .to_vec()
}

fn of_misreading(right: &Answered, found: &Answered) -> Verdict {
    let of_secret = found.variant.mark == MISREAD_SECRET;
    let (code, told) = (&found.variant.code, &found.variant.differs);
    let detail = format!(
        "{code}: as the scheme says it is refused ({}), signed with {told} it is accepted",
        right.reply.in_words()
    );
    debug_assert!(found.variant.expected != Expected::Refuse);
    let verdict = Verdict::fail(detail.clone()).with_base(found.variant.recipe.clone());
    let verdict = match of_secret {
        true => verdict.with_fix(SECRET_FIX),
        false => verdict,
    };
    let code = match of_secret {
        true => format!("{code}: it accepts what is signed with {told}"),
        false => code.clone(),
    };
    verdict.because(Cause {
        code,
        of_secret,
        form: None,
    })
}

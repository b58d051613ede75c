//! Bodies that a handler must leave as they are until they are verified.

use bytes::Bytes;

use crate::probe::body::{self, ASPECTS, Kind};
use crate::probe::check::{Step, Verdict, names};
use crate::probe::ground::Ground;
use crate::probe::recipe::{Recipe, SignedBody};
use crate::probe::variant::{Answered, Variant};

const RAW: i64 = 0;
const CONTROL: i64 = 1;
const FORM: i64 = 2;
const ASPECT: i64 = 3;

/// How a body that is verified in another form than it came in is mended.
pub(super) const TAKE_RAW: &str = "Take the raw bytes before anything parses them (express.raw(), request.get_data(), await request.body()) and verify those.";

/// What is said of a scheme that leaves the body alone.
const UNSIGNED: &str = "the scheme does not sign the whole body";

/// `verifies_raw_body`.
pub(super) fn raw(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let Some(raw) = of(seen, RAW) else {
        return match with_awkward(ground) {
            Ok(variant) => Step::Ask(vec![variant]),
            Err(why) => Step::Told(Verdict::skipped(why)),
        };
    };
    if raw.is_accepted() {
        return Step::Told(Verdict::pass(
            "spaces, 1.0, key order, escapes and characters beyond ASCII are verified as they came",
        ));
    }
    if !raw.is_refused() {
        return Step::Told(Verdict::inconclusive(raw.reply.in_words()));
    }
    match of(seen, CONTROL) {
        None => {
            let tame = body::tame(&ground.base.body);
            control(ground, tame.map(|tame| ground.undisturbed(tame)))
        }
        Some(control) if !control.is_accepted() => Step::Told(Verdict::inconclusive(format!(
            "it refuses any further member ({}), so its refusal of an awkward body shows nothing",
            control.reply.in_words()
        ))),
        Some(_) => reserialised(ground, seen, raw),
    }
}

fn of(seen: &[Answered], stage: i64) -> Option<&Answered> {
    seen.iter().find(|one| one.variant.mark == stage)
}

fn accepted(seen: &[Answered], stage: i64) -> Option<&Answered> {
    let mut of_stage = seen.iter().filter(|one| one.variant.mark == stage);
    of_stage.find(|one| one.is_accepted())
}

/// The base signed over the very bytes that are sent.
fn as_sent(ground: &Ground<'_>, body: Bytes) -> Recipe {
    Recipe {
        signs: SignedBody::AsSent,
        ..ground.base.with_body(body)
    }
}

fn with_awkward(ground: &Ground<'_>) -> Result<Variant, &'static str> {
    if !ground.order.scheme.summary().signs_body {
        return Err(UNSIGNED);
    }
    let awkward = body::awkward(&ground.base.body);
    let awkward =
        awkward.ok_or("the body is neither JSON nor a form: nothing would write it anew")?;
    let differs = match body::kind(&awkward) {
        Kind::Json => "spaces, 1.0, key order, \\u escapes, characters beyond ASCII",
        Kind::Form | Kind::Other => "a+b%20c%2fd%2F%c3%a9~",
    };
    let variant = Variant::accept("An awkward body signed as it is", as_sent(ground, awkward));
    let fitting = ground.fitting([variant.differing(differs).marked(RAW).valid()]);
    fitting.into_iter().next().ok_or(UNSIGNED)
}

/// The same member where everybody writes it alike: shows that it is not the member.
fn control(ground: &Ground<'_>, body: Option<Bytes>) -> Step {
    let control = body.map(|body| {
        Variant::accept(
            "The same body, written plainly",
            ground.base.with_body(body),
        )
        .differing("the same member, nothing awkward")
        .marked(CONTROL)
        .valid()
    });
    match control {
        Some(control) => Step::Ask(vec![control]),
        None => Step::Told(Verdict::inconclusive("there is nothing to compare it with")),
    }
}

fn reserialised(ground: &Ground<'_>, seen: &[Answered], raw: &Answered) -> Step {
    if of(seen, FORM).is_none() {
        let forms = forms_of(ground, &raw.variant.recipe);
        return Step::Search(forms.into_iter().map(|form| form.marked(FORM)).collect());
    }
    if let Some(form) = accepted(seen, FORM) {
        return Step::Told(instead(ground, raw, form));
    }
    if of(seen, ASPECT).is_none() && body::kind(&ground.base.body) == Kind::Json {
        let aspects = aspects(ground);
        if !aspects.is_empty() {
            return Step::Ask(aspects);
        }
    }
    let refused = seen
        .iter()
        .filter(|one| one.variant.mark == ASPECT && one.is_refused());
    let refused: Vec<&str> = refused.map(|one| one.variant.differs.as_str()).collect();
    let told = match refused.is_empty() {
        true => "each thing alone is accepted, together they are not".to_owned(),
        false => format!("refused with {}", refused.join(", ")),
    };
    Step::Told(Verdict::fail(format!(
        "{told}; what it verifies instead is none of the known forms"
    )))
}

fn aspects(ground: &Ground<'_>) -> Vec<Variant> {
    let aspect = |(name, member): (&str, &str)| {
        let body = body::with_member(&ground.base.body, member.as_bytes())?;
        let variant = Variant::accept(format!("A body with {name}"), as_sent(ground, body));
        Some(variant.differing(name).marked(ASPECT).valid())
    };
    ground.fitting(ASPECTS.into_iter().filter_map(aspect))
}

/// What is verified in the place of what was sent.
fn instead(ground: &Ground<'_>, raw: &Answered, form: &Answered) -> Verdict {
    let verdict = Verdict::fail(format!(
        "{}: refused as it came ({}), accepted when {} is signed instead",
        form.variant.code,
        raw.reply.in_words(),
        form.variant.differs
    ));
    // Who writes JSON anew loses what stands around it as well: that is one mistake with one fix.
    match forms_found(ground).any(|code| code.starts_with("body.json_")) {
        true => verdict.with_fix(TAKE_RAW),
        false => verdict,
    }
}

/// A recipe's body, signed in every form that programs make of it.
pub(super) fn forms_of(ground: &Ground<'_>, recipe: &Recipe) -> Vec<Variant> {
    let Some(made) = ground.trial(recipe) else {
        return Vec::new();
    };
    let forms = signing::body_forms(&made.outgoing.body);
    let mut variants = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        let before = &forms[..index];
        let is_same =
            |other: &&signing::BodyForm| other.code == form.code && other.detail == form.detail;
        let recipe = Recipe {
            signs: SignedBody::Form {
                code: form.code,
                detail: form.detail.clone(),
                nth: before.iter().filter(is_same).count(),
            },
            ..recipe.clone()
        };
        let told = in_words(form.code, &form.detail);
        let variant = Variant::either(format!("Signed over {told}"), recipe);
        variants.push(variant.differing(told).coded(form.code));
    }
    variants.retain(|variant| ground.holds(&variant.recipe) == Some(false));
    // What it did to one body it most likely does to the next.
    let cause = ground.facts.cause.as_ref().map(|cause| &cause.code);
    let known = cause.or_else(|| forms_found(ground).next());
    variants.sort_by_key(|variant| Some(&variant.code) != known);
    variants
}

/// The forms that it was found to give bodies, the last one first.
fn forms_found<'g>(ground: &'g Ground<'_>) -> impl Iterator<Item = &'g String> {
    let kept = ground.kept.iter().rev().map(|kept| &kept.answered);
    kept.filter(|one| one.is_accepted() && one.variant.mark == FORM)
        .map(|one| &one.variant.code)
        .filter(|code| code.starts_with("body."))
}

/// A form in words.
fn in_words(code: &str, detail: &str) -> String {
    let words = match code {
        "body.json_compact" => "compact JSON",
        "body.json_python_default" => "JSON as Python's json.dumps writes it",
        "body.json_sorted_keys" => "JSON with its keys sorted",
        "body.json_pretty_2" => "JSON indented by two",
        "body.json_pretty_4" => "JSON indented by four",
        "body.json_ascii_escaped" => "JSON with more escapes",
        "body.json_ascii_unescaped" => "JSON with its escapes undone",
        "body.json_slashes_escaped" => "JSON with slashes escaped otherwise",
        "body.charset_latin1" => "the body in another charset",
        "body.utf8_mojibake" => "UTF-8 that was read as Latin-1",
        "body.utf8_lossy" => "the body with U+FFFD for what is no UTF-8",
        "body.unicode_nfc" => "the body in another normal form",
        "body.trailing_newline_added" => "the body without its last newline",
        "body.trailing_newline_trimmed" => "the body with a newline at its end",
        "body.whitespace_trimmed" => "the body with blanks trimmed",
        "body.lf_to_crlf" => "the body with LF for CRLF",
        "body.crlf_to_lf" => "the body with other line ends",
        "body.bom_added" | "body.bom_stripped" => "the body with another byte-order mark",
        "body.empty_signed" => "an empty body",
        "body.base64_decoded" | "body.base64_encoded" => "base64 of the body",
        "body.form_field" => "one field of the body",
        "body.form_plus_vs_percent20" => "the form written anew",
        other => other,
    };
    match detail {
        "" => words.to_owned(),
        detail => format!("{words} ({detail})"),
    }
}

/// What a check of one awkward thing needs to know.
struct Single {
    name: &'static str,
    differs: &'static str,
    /// Whether a refusal without a known cause is a fail, or could come from what follows.
    is_sure: bool,
}

fn single(ground: &Ground<'_>, seen: &[Answered], (body, about): (Option<Bytes>, Single)) -> Step {
    let Some(raw) = of(seen, RAW) else {
        let signs = ground.order.scheme.summary().signs_body;
        let variant = body.filter(|_| signs).map(|body| {
            let variant = Variant::accept(about.name, as_sent(ground, body));
            variant.differing(about.differs).marked(RAW).valid()
        });
        let fitting = ground.fitting(variant);
        return match fitting.is_empty() {
            true => Step::Told(Verdict::skipped(
                "the scheme or the body has no room for it",
            )),
            false => Step::Ask(fitting),
        };
    };
    if raw.is_accepted() {
        return Step::Told(Verdict::pass("accepted as it came"));
    }
    if !raw.is_refused() {
        return Step::Told(Verdict::inconclusive(names(seen.iter())));
    }
    if of(seen, FORM).is_none() {
        let forms = forms_of(ground, &raw.variant.recipe);
        let forms: Vec<_> = forms.into_iter().map(|form| form.marked(FORM)).collect();
        if !forms.is_empty() {
            return Step::Search(forms);
        }
    }
    Step::Told(match (accepted(seen, FORM), about.is_sure) {
        (Some(form), _) => instead(ground, raw, form),
        (None, true) => Verdict::fail(format!(
            "refused ({}), in every form that it could be verified in",
            raw.reply.in_words()
        )),
        (None, false) => Verdict::inconclusive(format!(
            "refused ({}), which may come from reading it after it was verified",
            raw.reply.in_words()
        )),
    })
}

/// `accepts_trailing_newline`.
pub(super) fn newline(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let own = &ground.base.body;
    let fits = body::kind(own) != Kind::Form && !own.ends_with(b"\n");
    let body = fits.then(|| [own, &b"\n"[..]].concat().into());
    let about = Single {
        name: "A body that ends with a newline",
        differs: "\\n at its end",
        is_sure: true,
    };
    single(ground, seen, (body, about))
}

/// `accepts_crlf`.
pub(super) fn crlf(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let own = &ground.base.body;
    let fits = body::kind(own) == Kind::Json;
    let body = fits.then(|| {
        let at = own.iter().position(|&byte| byte == b'{').unwrap_or(0) + 1;
        [&own[..at], b"\r\n  ", &own[at..], b"\r\n"].concat().into()
    });
    let about = Single {
        name: "A body with CRLF in it",
        differs: "\\r\\n between values and at its end",
        is_sure: true,
    };
    single(ground, seen, (body, about))
}

/// `accepts_non_utf8`.
pub(super) fn non_utf8(ground: &Ground<'_>, seen: &[Answered]) -> Step {
    let member = b"\"hookwright_probe\":\"\xff\xfe\x80\"";
    let body = body::with_member(&ground.base.body, member);
    let about = Single {
        name: "A body that is not UTF-8",
        differs: "the bytes ff fe 80 in a string",
        is_sure: false,
    };
    single(ground, seen, (body, about))
}

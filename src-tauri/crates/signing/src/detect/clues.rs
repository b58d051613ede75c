//! The provider's own marks: user agent, header fields, fields of the body,
//! and the name of the address it was sent to.

use crate::detect::case::Case;
use crate::detect::seen::Seen;
use crate::scheme::definition::Definition;
use crate::scheme::place::Place;

/// Weighs what `[detect]` and `[event]` name; whether any of it is there.
pub fn weigh(definition: &Definition, seen: &Seen<'_, '_>, case: &mut Case) -> bool {
    let agent = user_agent(definition, seen, case);
    let headers = headers(definition, seen, case);
    let body = body(definition, seen, case);
    agent || headers || body
}

fn user_agent(definition: &Definition, seen: &Seen<'_, '_>, case: &mut Case) -> bool {
    let mut texts = definition.detect.user_agent.iter();
    let Some(text) = texts.find(|text| seen.agent.contains(&text.to_ascii_lowercase())) else {
        return false;
    };
    case.add(25, format!("The User-Agent says {text}."));
    true
}

fn headers(definition: &Definition, seen: &Seen<'_, '_>, case: &mut Case) -> bool {
    let event = [&definition.event.kind, &definition.event.id];
    let named = event.into_iter().flatten().filter_map(|place| match place {
        Place::Header(name) if is_own(name) => Some(name.as_str()),
        _ => None,
    });
    let named = named.filter(|name| seen.request.headers.get(name).is_some());
    let clues = definition.detect.headers.iter();
    let clues = clues.filter(|clue| seen.has_header(clue));
    let mut names: Vec<&str> = named.chain(clues.map(|clue| clue.name.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    for (index, name) in names.iter().enumerate() {
        let points = if index == 0 { 20 } else { 2 };
        let provider = &definition.provider;
        case.add(
            points,
            format!("Header {name} is one that {provider} sends."),
        );
    }
    !names.is_empty()
}

/// Names that many providers use are no mark of one.
fn is_own(name: &str) -> bool {
    const SHARED: &[&str] = &[
        "webhook-id",
        "svix-id",
        "request-id",
        "x-request-id",
        "idempotency-key",
    ];
    let mut shared = SHARED.iter();
    !shared.any(|shared| shared.eq_ignore_ascii_case(name))
}

/// Whether the body alone is a mark: one field may be anybody's, two hardly are.
fn body(definition: &Definition, seen: &Seen<'_, '_>, case: &mut Case) -> bool {
    let clues = &definition.detect;
    let json = clues.json.iter().filter(|clue| seen.has_json(clue));
    let form = clues.form.iter().filter(|clue| seen.has_form(clue));
    let names: Vec<&str> = json.chain(form).map(|clue| clue.name.as_str()).collect();
    let (points, fields) = match names.len() {
        0 => return false,
        1 => (6, "field"),
        _ => (12, "fields"),
    };
    let provider = &definition.provider;
    let fields = format!("{fields} {}", names.join(", "));
    case.add(
        points,
        format!("The body has the {fields}, as {provider}'s have."),
    );
    names.len() > 1
}

/// People name their routes after the sender: `/webhooks/stripe`.
pub fn weigh_address(definition: &Definition, seen: &Seen<'_, '_>, case: &mut Case) {
    let names = [words(&definition.provider), words(&definition.id)];
    let says = |segment: &&str| {
        let segment = words(segment);
        !segment.is_empty() && names.contains(&segment)
    };
    if let Some(segment) = seen.path.split('/').find(says) {
        case.add(5, format!("The address names it: {segment}."));
    }
}

/// Letters and digits only, in lower case.
fn words(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_lowercase()).collect()
}

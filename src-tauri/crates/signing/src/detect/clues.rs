//! The provider's own marks: user agent, header fields, fields of the body,
//! and the name of the address it was sent to.

use crate::detect::case::Case;
use crate::scheme::clues::Clue;
use crate::scheme::definition::Definition;
use crate::scheme::place::{JsonPath, Place};
use crate::{Request, form, json};

/// A guess is not worth reading a larger body for.
const LARGEST: usize = 256 * 1024;

/// Weighs what `[detect]` and `[event]` name; whether any of it is there.
pub fn weigh(definition: &Definition, request: &Request<'_>, case: &mut Case) -> bool {
    let agent = user_agent(definition, request, case);
    let headers = headers(definition, request, case);
    let body = body(definition, request, case);
    agent || headers || body
}

fn user_agent(definition: &Definition, request: &Request<'_>, case: &mut Case) -> bool {
    let sent = request.headers.text("User-Agent").unwrap_or_default();
    let sent = sent.to_ascii_lowercase();
    let named = |text: &&String| sent.contains(&text.to_ascii_lowercase());
    let Some(text) = definition.detect.user_agent.iter().find(named) else {
        return false;
    };
    case.add(25, format!("The User-Agent says {text}."));
    true
}

fn headers(definition: &Definition, request: &Request<'_>, case: &mut Case) -> bool {
    let event = &definition.event;
    let named = [&event.kind, &event.id].into_iter().flatten();
    let named = named.filter_map(|place| match place {
        Place::Header(name) if is_own(name) => Some(name.as_str()),
        _ => None,
    });
    let met = |clue: &&Clue| {
        let value = request.headers.text(&clue.name);
        value.is_some_and(|value| clue.is_met_by(value))
    };
    let clues = definition.detect.headers.iter().filter(met);
    let mut names: Vec<&str> = named
        .filter(|name| request.headers.get(name).is_some())
        .chain(clues.map(|clue| clue.name.as_str()))
        .collect();
    names.sort_unstable();
    names.dedup();
    for (index, name) in names.iter().enumerate() {
        let points = if index == 0 { 20 } else { 2 };
        case.add(
            points,
            format!("Header {name} is one that {} sends.", definition.provider),
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
    !SHARED
        .iter()
        .any(|shared| shared.eq_ignore_ascii_case(name))
}

/// Whether the body alone is a mark: one field may be anybody's, two hardly are.
fn body(definition: &Definition, request: &Request<'_>, case: &mut Case) -> bool {
    if request.body.len() > LARGEST {
        return false;
    }
    let clues = &definition.detect;
    let json = clues.json.iter().filter(|clue| json_has(clue, request));
    let form = clues.form.iter().filter(|clue| form_has(clue, request));
    let met: Vec<&Clue> = json.chain(form).collect();
    let names: Vec<&str> = met.iter().map(|clue| clue.name.as_str()).collect();
    let (points, fields) = match names.len() {
        0 => return false,
        1 => (6, "field"),
        _ => (12, "fields"),
    };
    let names = names.join(", ");
    let provider = &definition.provider;
    case.add(
        points,
        format!("The body has the {fields} {names}, as {provider}'s have."),
    );
    met.len() > 1
}

fn json_has(clue: &Clue, request: &Request<'_>) -> bool {
    let value = json::text(request.body, &JsonPath::new(&clue.name));
    value.is_some_and(|value| clue.is_met_by(&value))
}

/// In the body or in the query.
fn form_has(clue: &Clue, request: &Request<'_>) -> bool {
    let value = form::value(request.body, &clue.name)
        .or_else(|| form::value(form::query(request.url).as_bytes(), &clue.name));
    value.is_some_and(|value| clue.is_met_by(&String::from_utf8_lossy(&value)))
}

/// People name their routes after the sender: `/webhooks/stripe`.
pub fn weigh_address(definition: &Definition, request: &Request<'_>, case: &mut Case) {
    let path = request
        .url
        .split_once("://")
        .map_or(request.url, |(_, rest)| rest);
    let path = path.find('/').map_or("", |at| &path[at..]);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let name = words(&definition.provider);
    let says = |segment: &str| {
        let segment = words(segment);
        !name.is_empty() && (segment == name || segment == words(&definition.id))
    };
    if let Some(segment) = path.split('/').find(|segment| says(segment)) {
        case.add(5, format!("The address names it: {segment}."));
    }
}

/// Letters and digits only, in lower case.
fn words(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|letter| letter.to_ascii_lowercase()).collect()
}

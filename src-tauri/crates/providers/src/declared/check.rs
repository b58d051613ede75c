//! What is wrong with a file though its form is right: unknown blanks, no pointers, no method.

use super::definition::{Call, Definition, Endpoints, List, Replay, RowPlaces};
use super::fill::{Part, parts};

/// Blanks that every call may have.
const KNOWN: [&str; 10] = [
    "id",
    "webhook_url",
    "reason",
    "organization",
    "place",
    // Of a new endpoint.
    "url",
    "name",
    "description",
    "events",
    "secret",
];

/// Says what is wrong, for whoever wrote the file.
pub(super) fn check(definition: &Definition) -> Result<(), String> {
    let has_call = definition.redeliver.is_some();
    if has_call == (definition.replay == Replay::None) {
        return Err("`replay` is \"none\" exactly when there is no [redeliver]".to_owned());
    }
    if calls(definition).next().is_some() && definition.auth.is_none() {
        return Err("what is called needs [auth]".to_owned());
    }
    for call in calls(definition) {
        check_call(definition, call)?;
    }
    let of_endpoints = definition.endpoints.iter().flat_map(|some| &some.places);
    for place in definition.places.iter().chain(of_endpoints) {
        check_path(definition, place)?;
    }
    pointers(definition)
        .into_iter()
        .try_for_each(check_pointer)?;
    check_import(definition)
}

fn calls(definition: &Definition) -> impl Iterator<Item = &Call> {
    let redeliver = definition.redeliver.iter().map(|redeliver| &redeliver.call);
    let list = definition.list.iter().map(|list| &list.call);
    let get = definition.get.iter().map(|get| &get.call);
    let endpoints = definition.endpoints.iter().flat_map(Endpoints::calls);
    redeliver.chain(list).chain(get).chain(endpoints)
}

fn check_call(definition: &Definition, call: &Call) -> Result<(), String> {
    if !["GET", "POST", "PUT", "PATCH"].contains(&call.method.as_str()) {
        return Err(format!("{} is no method of a call", call.method));
    }
    if call.json.is_some() && call.form.is_some() {
        return Err("a body is `json` or `form`".to_owned());
    }
    check_path(definition, &call.path)?;
    let form = call.form.iter().flat_map(|form| form.values());
    for text in call.query.values().chain(form) {
        check_blanks(definition, text)?;
    }
    let json = call.json.as_ref().map(ToString::to_string);
    json.map_or(Ok(()), |_| check_json(definition, call))
}

fn check_json(definition: &Definition, call: &Call) -> Result<(), String> {
    let mut open: Vec<_> = call.json.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) => check_blanks(definition, text)?,
            serde_json::Value::Array(items) => open.extend(items),
            serde_json::Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    Ok(())
}

fn check_path(definition: &Definition, path: &str) -> Result<(), String> {
    if !path.starts_with('/') && !path.starts_with("{place}") {
        return Err(format!("the path {path} does not begin with /"));
    }
    if path.contains("{place}") && definition.places.is_empty() {
        return Err(format!("{path} needs `places`"));
    }
    check_blanks(definition, path)
}

fn check_blanks(definition: &Definition, text: &str) -> Result<(), String> {
    for part in parts(text) {
        let Part::Blank(id) = part else { continue };
        let is_setting = definition.settings.iter().any(|setting| setting.id == id);
        if !is_setting && !KNOWN.contains(&id) {
            return Err(format!("nothing is known of the blank {{{id}}} in {text}"));
        }
    }
    Ok(())
}

fn pointers(definition: &Definition) -> Vec<&str> {
    let mut pointers = Vec::new();
    if let Some(redeliver) = &definition.redeliver {
        let places = [
            &redeliver.delivery_id,
            &redeliver.event_id,
            &redeliver.state,
            &redeliver.at,
        ];
        pointers.extend(places.into_iter().flatten());
    }
    if let Some(list) = &definition.list {
        pointers.extend(of_list(list));
    }
    pointers.extend(definition.get.iter().map(|get| &get.row));
    if let Some(import) = &definition.import {
        pointers.extend(import.headers.iter().chain([&import.body]));
        pointers.extend(import.fields.values());
    }
    pointers.extend(definition.endpoints.iter().flat_map(Endpoints::pointers));
    pointers.into_iter().map(String::as_str).collect()
}

fn of_list(list: &List) -> Vec<&String> {
    let RowPlaces {
        id,
        event_type,
        event_id,
        status,
        url,
        at,
        outcome,
    } = &list.row;
    let mut pointers = vec![&list.rows, id];
    pointers.extend([event_type, event_id, status, url].into_iter().flatten());
    pointers.extend(at);
    pointers.extend(outcome.iter().map(|outcome| &outcome.at));
    let next = list.next.iter().flat_map(|next| [&next.more, &next.done]);
    pointers.extend(next.flatten());
    pointers
}

fn check_pointer(pointer: &str) -> Result<(), String> {
    match pointer.is_empty() || pointer.starts_with('/') {
        true => Ok(()),
        false => Err(format!("{pointer} is no JSON pointer: it begins with /")),
    }
}

fn check_import(definition: &Definition) -> Result<(), String> {
    match &definition.import {
        Some(import) if definition.list.is_none() => {
            Err(format!("[import] of {} needs [list]", import.body))
        }
        Some(import) if !import.from_list && definition.get.is_none() => {
            Err("[import] needs [get], or `from_list`".to_owned())
        }
        _ => Ok(()),
    }
}

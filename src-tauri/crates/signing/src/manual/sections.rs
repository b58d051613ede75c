//! The page's sections, each from its own table of the definition.

use model::FuturePolicy;

use super::page::Section;
use super::{grammar, parts};
use crate::scheme::definition::{AlgorithmKind, BodyVariant, Definition, Unit, UrlVariant};
use crate::{HandshakeSummary, Scheme, handshakes};

/// The sections that have something to say.
pub fn sections(scheme: &Scheme) -> Vec<Section> {
    let definition = scheme.definition();
    let all = [
        place(definition),
        message(scheme),
        key(scheme),
        window(definition),
        handshake(scheme),
        event(definition),
        source(definition),
    ];
    all.into_iter().filter(Section::is_worth_reading).collect()
}

fn place(definition: &Definition) -> Section {
    let mut section = Section::new("Where the signature is");
    let rule = &definition.signature;
    let places: Vec<String> = rule.from.iter().map(ToString::to_string).collect();
    section.fact("Place", places.join(", or "));
    if definition.coded.is_none() {
        section.code("Written", grammar::text(definition));
        section.fact("Encoding", grammar::encoding(rule));
        grammar::rules(rule)
            .into_iter()
            .for_each(|sentence| section.say(sentence));
    }
    for (name, value) in &definition.require {
        section.code(&format!("Header {name}"), value);
    }
    for (name, other) in &definition.other_names {
        section.say(format!("Header {name} may also be named {other}."));
    }
    section
}

fn message(scheme: &Scheme) -> Section {
    let definition = scheme.definition();
    let mut section = Section::new("What is signed");
    let summary = scheme.summary();
    section.fact("Algorithm", summary.algorithm);
    match (&definition.coded, &definition.message) {
        (Some(coded), _) => section.say(format!("Signed: {}.", coded.signs)),
        (None, Some(rule)) => {
            section.code("Signed bytes", parts::written(rule));
            section.say(format!("In order: {}.", parts::words(rule).join(", ")));
        }
        (None, None) => section
            .say("Nothing: the secret itself is sent. Whoever reads one request can send others."),
    }
    variants(definition, &mut section);
    let signed = definition.algorithm.kind != AlgorithmKind::Token;
    if signed && !summary.signs_body {
        section.say("The body as a whole is not covered: parts of it could change without anybody noticing.");
    }
    if summary.signs_url {
        section.say("The URL counts as the provider knows it. Behind a tunnel or a proxy, set the public URL.");
    }
    section
}

fn variants(definition: &Definition, section: &mut Section) {
    let Some(rule) = &definition.message else {
        return;
    };
    if rule.omit_absent {
        section.say("A part whose value is absent is left out.");
    }
    if rule.body_variants.contains(&BodyVariant::AsciiEscaped) {
        section.say("The body is also tried with characters beyond ASCII written as \\uXXXX.");
    }
    if rule.url_variants.contains(&UrlVariant::PortToggle) {
        section.say("The URL is also tried with and without its port.");
    }
}

fn key(scheme: &Scheme) -> Section {
    let definition = scheme.definition();
    let mut section = Section::new("The secret");
    let summary = scheme.summary();
    section.fact("Form", summary.secret_form);
    let rule = &definition.key;
    if !rule.strip_prefix.is_empty() {
        section.code("Cut off in front", rule.strip_prefix.join(" "));
    }
    if rule.normalise.is_some() {
        section.say("The text is normalised first (Unicode NFKD).");
    }
    if rule.without_prefix.is_some() {
        section.say("Without the prefix it is taken as it is.");
    }
    if summary.public_key {
        section.say(
            "Only the provider can sign: what you hold is its public key, which is no secret.",
        );
    }
    section
}

fn window(definition: &Definition) -> Section {
    let mut section = Section::new("How old a request may be");
    let Some(rule) = &definition.timestamp else {
        section.say("No timestamp is checked: an old request verifies again, so remember the ids that were handled.");
        return section;
    };
    section.fact("Timestamp", rule.from.to_string());
    section.fact("Written in", unit(rule.unit));
    let signed = definition.signs_timestamp();
    if !signed && definition.coded.is_none() {
        section.say("The timestamp is not signed by itself.");
    }
    let Some(seconds) = rule.tolerance else {
        section.say("The provider names no window. Set a tolerance to refuse old requests.");
        return section;
    };
    section.fact(
        "Window",
        format!("{seconds} seconds, and exactly that many still pass"),
    );
    section.fact(
        "Times ahead of ours",
        match rule.future {
            FuturePolicy::Reject => "refused beyond the window, as the provider's own code does",
            FuturePolicy::Accept => "accepted, as the provider's own code does",
        },
    );
    section
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::S => "seconds since 1970",
        Unit::Ms => "milliseconds since 1970",
        Unit::Rfc3339 => "RFC 3339, such as 2026-01-31T12:00:00Z",
        Unit::HttpDate => "the form of HTTP dates, such as Sat, 31 Jan 2026 12:00:00 GMT",
    }
}

fn handshake(scheme: &Scheme) -> Section {
    let mut section = Section::new("Handshakes");
    for handshake in handshakes(Some(scheme)) {
        section.say(answered(&handshake));
        for value in &handshake.values {
            section.code(
                &format!("{} ({})", value.label, handshake.kind),
                &value.name,
            );
        }
    }
    section
}

fn answered(handshake: &HandshakeSummary) -> String {
    let brings = match (handshake.learns, handshake.visit) {
        (true, _) => " It brings the secret that signs from then on.",
        (_, true) => " It brings a URL for a person to visit.",
        _ => "",
    };
    format!(
        "{}: {} is answered with {}.{brings}",
        handshake.kind, handshake.asks, handshake.answer
    )
}

fn event(definition: &Definition) -> Section {
    let mut section = Section::new("Events");
    let places = [
        ("Event type", &definition.event.kind),
        ("Event id", &definition.event.id),
    ];
    for (name, place) in places {
        if let Some(place) = place {
            section.fact(name, place.to_string());
        }
    }
    section
}

fn source(definition: &Definition) -> Section {
    let mut section = Section::new("Where this is from");
    if !definition.facts_from.is_empty() {
        section.fact("Source", &definition.facts_from);
    }
    if let Some(notes) = &definition.notes {
        section.say(notes);
    }
    section
}

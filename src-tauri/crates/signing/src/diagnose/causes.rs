//! What was found, as it is told: best first, each explanation once.

use std::collections::HashSet;

use model::{Cause, CauseStep};

use super::step::{self, Step};
use super::tally::Found;
use super::words::{self, Facts};
use crate::scheme::definition::Definition;
use crate::scheme::template::{Part, Template, Value};

/// More alternatives confuse.
const MOST_TOLD: usize = 5;

/// The causes that need the fewest steps, in the order they were found.
pub fn causes(definition: &Definition, found: &[Found]) -> Vec<Cause> {
    let fewest = found
        .iter()
        .map(|found| found.steps.len())
        .min()
        .unwrap_or_default();
    let best = found.iter().filter(|found| found.steps.len() == fewest);
    let mut seen = HashSet::new();
    let fresh = best.filter(|found| seen.insert(explanation(found)));
    let told = fresh.take(MOST_TOLD);
    told.map(|found| cause(definition, found)).collect()
}

/// What makes two matches one explanation: the same steps in either order, be
/// they spelled out or not; other schemes are others.
fn explanation(found: &Found) -> Vec<(&str, &str)> {
    let mut steps: Vec<(&str, &str)> = found.steps.iter().map(identity).collect();
    steps.sort_unstable();
    steps
}

fn identity(step: &Step) -> (&str, &str) {
    match step.part {
        step::Part::Scheme => (step.code, &step.detail),
        _ => (step.code, ""),
    }
}

fn cause(definition: &Definition, found: &Found) -> Cause {
    let facts = Facts {
        provider: definition.provider.clone(),
        signs: signs(definition),
        secret: found
            .secret
            .as_ref()
            .map(|secret| secret.name.clone())
            .unwrap_or_default(),
    };
    let steps: Vec<CauseStep> = found.steps.iter().map(|step| told(step, &facts)).collect();
    let joined =
        |text: fn(&CauseStep) -> &str| steps.iter().map(text).collect::<Vec<_>>().join(" ");
    Cause {
        code: match &steps[..] {
            [only] => only.code.clone(),
            _ => "combo".to_owned(),
        },
        sentence: joined(|step| &step.sentence),
        fix: joined(|step| &step.fix),
        secret: found.secret.clone(),
        mend: found.mend.clone(),
        proof: found.proof.clone(),
        steps,
    }
}

fn told(step: &Step, facts: &Facts) -> CauseStep {
    let (sentence, fix) = words::of(step, facts);
    CauseStep {
        code: step.code.to_owned(),
        detail: step.detail.clone().into_owned(),
        sentence,
        fix,
    }
}

/// What the scheme signs, in the words of its template.
fn signs(definition: &Definition) -> String {
    if let Some(coded) = &definition.coded {
        return coded.signs.clone();
    }
    let templates = definition.message.iter().flat_map(|message| &message.parts);
    templates.map(template).collect()
}

fn template(template: &Template) -> String {
    template.0.iter().map(part).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Literal(text) => text.clone(),
        Part::Value(value) => format!("{{{}}}", value_words(value)),
        Part::Lower(value) => format!("{{{} in lower case}}", value_words(value)),
        Part::JsonString(value) => format!("{{{} as a JSON string}}", value_words(value)),
    }
}

fn value_words(value: &Value) -> String {
    let words = match value {
        Value::Body => "body",
        Value::Timestamp => "timestamp",
        Value::Method => "method",
        Value::Url => "URL",
        Value::Path => "path and query",
        Value::Secret => "secret",
        Value::BodySha256 => "SHA-256 of the body",
        Value::SortedForm => "sorted form",
        Value::At(place) => return place.to_string(),
        Value::Field(key) => return format!("part {key}"),
    };
    words.to_owned()
}

//! What was tried and what remains, when nothing explains the signature.

use super::question::Question;
use super::tally::Tally;
use crate::Request;
use crate::coded::{self, Rule};

/// A sentence each.
pub fn sentences(request: &Request<'_>, question: &Question<'_>, tally: &Tally<'_>) -> Vec<String> {
    if tally.right {
        return vec![
            "The signature itself is right; what is refused is told by the steps of the check."
                .to_owned(),
        ];
    }
    let mut all = vec![tried(question, tally)];
    if !tally.finished {
        all.push(
            "The time ran out before all of it was tried: allow more for a body of this size."
                .to_owned(),
        );
    }
    all.push(other_causes(question));
    if question.others.is_empty() {
        all.push("No secret of another source was tried.".to_owned());
    }
    if question.scheme.summary().signs_url {
        all.push(format!(
            "This scheme signs the URL, and {} may not be the one that the provider knows.",
            request.url
        ));
    }
    all
}

fn other_causes(question: &Question<'_>) -> String {
    let secret = "What remains: another secret (look it up at the provider, or rotate it)";
    match question.scheme.summary().signs_body {
        true => format!("{secret}, or a body whose content was changed on the way."),
        false => format!("{secret}."),
    }
}

fn tried(question: &Question<'_>, tally: &Tally<'_>) -> String {
    let secrets = match (question.secrets.len(), question.others.len()) {
        (1, 0) => "the secret".to_owned(),
        (own, 0) => format!("{own} secrets"),
        (own, others) => format!("{own} configured and {others} other secrets"),
    };
    format!(
        "Tried {} signatures: {secrets} in every form{}, one at a time and in pairs.",
        tally.tried,
        varied(question)
    )
}

/// What of the request was varied: only what the scheme signs, and code only as far as it is asked.
fn varied(question: &Question<'_>) -> String {
    let definition = question.scheme.definition();
    let summary = question.scheme.summary();
    let is_open =
        definition.message.is_some() || matches!(coded::rule(definition), Some(Rule::Message(_)));
    let ways = [
        (summary.signs_body, "the body rewritten in every known way"),
        (is_open, "other algorithms, encodings, joiners and orders"),
        (is_open && summary.signs_timestamp, "other timestamps"),
        (summary.signs_url, "other URLs"),
    ];
    let tried = ways.iter().filter(|(was, _)| *was);
    tried.map(|(_, way)| format!(", {way}")).collect()
}

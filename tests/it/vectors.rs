//! The providers' vectors, through the command line.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::{Home, Row, field, rows};

const VECTORS: &str = include_str!("../vectors/verify.jsonl");

/// Schemes that must have rows here; those of the emulated providers have theirs in `signing`.
const PROMISED: [&str; 11] = [
    "standard-webhooks-v1",
    "svix-v1",
    "stripe-v1",
    "github-sha256",
    "github-sha1",
    "slack-v0",
    "shopify",
    "discord",
    "paddle-billing",
    "skyvern",
    "linear",
];

/// The rows that all SDKs agree on, of the schemes in the catalogue.
fn strict() -> Vec<Row> {
    let known: BTreeSet<String> = field(&Home::new().rows(&["schemes", "list"]), "id")
        .into_iter()
        .collect();
    let mut rows = rows(VECTORS);
    rows.retain(|row| row["strict"] == true && known.contains(text(&row["scheme"])));
    rows
}

#[test]
fn every_strict_row_has_the_verdict_and_the_reason_of_its_provider() {
    let strict = strict();
    let answers = batch("verify", &strict);
    assert_eq!(
        field(&answers, "id"),
        field(&strict, "id"),
        "every row is answered, in order"
    );
    let wrong: Vec<String> = strict
        .iter()
        .zip(&answers)
        .filter_map(|(row, answer)| mistake(row, answer))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} rows:\n{}",
        wrong.len(),
        strict.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_promised_scheme_has_rows() {
    let strict = strict();
    let tried: BTreeSet<&str> = strict.iter().map(|row| text(&row["scheme"])).collect();
    let missing: Vec<_> = PROMISED
        .iter()
        .filter(|scheme| !tried.contains(**scheme))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_sign_makes_verify_accepts_and_with_another_body_rejects() {
    let signable: Vec<Row> = strict().into_iter().filter(is_signable).collect();
    let signed: Vec<Row> = signable
        .iter()
        .zip(batch("sign", &signable))
        .map(with_signature)
        .collect();
    assert!(signed.len() > 400, "{} rows can be signed", signed.len());
    let verdicts = batch("verify", &signed);
    assert_eq!(unlike(&signed, &verdicts, "verified"), [""; 0]);
    let tampered: Vec<Row> = signed
        .into_iter()
        .filter(is_promised)
        .map(with_longer_body)
        .collect();
    let verdicts = batch("verify", &tampered);
    assert_eq!(unlike(&tampered, &verdicts, "rejected"), [""; 0]);
}

fn batch(command: &str, asked: &[Row]) -> Vec<Row> {
    let input: String = asked.iter().map(|row| format!("{row}\n")).collect();
    let done = Home::new().run_with_input(&[command, "--batch", "-"], input.as_bytes());
    done.well().rows()
}

/// What is wrong with an answer.
fn mistake(row: &Row, answer: &Row) -> Option<String> {
    let expected = match (text(&row["expect"]), text(&row["reason"])) {
        ("valid", _) => ("verified", ""),
        (_, "missing_signature") => ("unsigned", "missing_signature"),
        (_, reason) => ("rejected", reason),
    };
    let said = (text(&answer["verdict"]), text(&answer["reason"]));
    (said != expected).then(|| {
        format!(
            "{} ({}): {said:?}, not {expected:?}",
            row["id"], row["case"]
        )
    })
}

/// A row that says how its scheme signs: valid, and with the half of the key that signs.
fn is_signable(row: &Row) -> bool {
    let scheme = signing::catalogue().get(text(&row["scheme"]));
    row["expect"] == "valid" && scheme.is_some_and(|scheme| !scheme.summary().public_key)
}

fn fields(row: &Row) -> Vec<(String, Value)> {
    let fields = serde_json::from_value(row["headers"].clone());
    fields.expect("headers are pairs")
}

fn is_promised(row: &Row) -> bool {
    PROMISED.contains(&text(&row["scheme"]))
}

/// The request of a row with the fields that signing gave.
fn with_signature((row, signed): (&Row, Row)) -> Row {
    assert_eq!(row["id"], signed["id"]);
    let (fields, new) = (fields(row), fields(&signed));
    let names: BTreeSet<String> = new.iter().map(|(name, _)| name.to_lowercase()).collect();
    let kept = fields
        .into_iter()
        .filter(|(name, _)| !names.contains(&name.to_lowercase()));
    let mut row = row.clone();
    row["headers"] = kept
        .chain(new)
        .map(|(name, value)| json!([name, value]))
        .collect();
    for changed in ["url", "body_b64"] {
        if let Some(value) = signed.get(changed) {
            row[changed] = value.clone();
        }
    }
    row
}

fn with_longer_body(mut row: Row) -> Row {
    let body = text(&row["body_b64"]).to_owned();
    row["body_b64"] = if body.is_empty() { "IA==" } else { "" }.into();
    row
}

fn unlike(asked: &[Row], answers: &[Row], verdict: &str) -> Vec<String> {
    let wrong = asked
        .iter()
        .zip(answers)
        .filter(|(_, answer)| answer["verdict"] != verdict);
    wrong
        .map(|(row, answer)| format!("{} {}: {answer}", row["id"], row["case"]))
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

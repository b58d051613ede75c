//! The published vectors against the catalogue.
//!
//! Every strict row of a scheme that the catalogue has must come out right,
//! in verdict and in reason. Rows that are not strict (SDKs disagree, or policy
//! decides) are told when they differ, with the row's own explanation.

use std::collections::BTreeMap;

use serde::Deserialize;
use signing::batch::{self, VerifyAnswer};
use signing::catalogue;

const VECTORS: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../tests/vectors/verify.jsonl"
));

#[derive(Deserialize)]
struct Row {
    id: String,
    scheme: String,
    case: String,
    expect: String,
    reason: Option<String>,
    strict: bool,
    #[serde(default)]
    policy: Option<String>,
    #[serde(default)]
    sdk_notes: Option<Vec<String>>,
}

#[derive(Default)]
struct Count {
    right: usize,
    wrong: usize,
    different: usize,
}

impl Row {
    fn expected(&self) -> (&str, Option<&str>) {
        let reason = self.reason.as_deref();
        match (self.expect.as_str(), reason) {
            ("valid", _) => ("verified", None),
            (_, Some("missing_signature")) => ("unsigned", reason),
            _ => ("rejected", reason),
        }
    }

    fn is_answered_by(&self, answer: &VerifyAnswer) -> bool {
        let found = (
            answer.verdict.as_str(),
            answer.reason.map(model::Reason::as_str),
        );
        found == self.expected()
    }

    fn told(&self, answer: &VerifyAnswer) -> String {
        let reason = answer.reason.map(model::Reason::as_str);
        format!(
            "{} {}: expected {:?}, found {} {reason:?}; {} {}",
            self.id,
            self.case,
            self.expected(),
            answer.verdict.as_str(),
            self.policy.as_deref().unwrap_or_default(),
            self.sdk_notes.clone().unwrap_or_default().join("; "),
        )
    }
}

#[test]
fn every_strict_row_comes_out_right() {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in VECTORS.lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        if catalogue().get(&row.scheme).is_none() {
            continue;
        }
        let answer = batch::verify_line(line).unwrap();
        let count = counts.entry(row.scheme.clone()).or_default();
        match (row.is_answered_by(&answer), row.strict) {
            (true, _) => count.right += 1,
            (false, true) => {
                count.wrong += 1;
                wrong.push(row.told(&answer));
            }
            (false, false) => {
                count.different += 1;
                println!("not strict: {}", row.told(&answer));
            }
        }
    }
    summarise(&counts);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        counts.len() > 100,
        "the vectors cover most of the catalogue"
    );
}

fn summarise(counts: &BTreeMap<String, Count>) {
    for (scheme, count) in counts {
        println!(
            "{scheme:24} right {:3}  wrong {:3}  different {:3}",
            count.right, count.wrong, count.different
        );
    }
    let right: usize = counts.values().map(|count| count.right).sum();
    println!("{} schemes, {right} rows right", counts.len());
}

#[test]
fn a_valid_row_can_be_signed_again_to_the_same_signature() {
    let valid = VECTORS.lines().filter(|line| {
        let row: Row = serde_json::from_str(line).unwrap();
        row.expect == "valid" && row.case == "valid-ascii" && catalogue().get(&row.scheme).is_some()
    });
    let mut signed = 0;
    for line in valid {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        if row.get("secret").is_none() {
            continue;
        }
        let answer = batch::sign_line(line, [7; 16]).unwrap();
        let mut again = row.clone();
        merge_headers(&mut again, &answer.headers);
        if let Some(body) = answer.body_b64 {
            again["body_b64"] = body.into();
        }
        let answer = batch::verify_line(&again.to_string()).unwrap();
        assert_eq!(answer.verdict, model::Verdict::Verified, "{again}");
        signed += 1;
    }
    println!("{signed} rows signed again");
    assert!(signed > 50);
}

fn merge_headers(row: &mut serde_json::Value, set: &model::Headers) {
    let mut headers: model::Headers =
        serde_json::from_value(row["headers"].clone()).expect("rows have headers");
    for header in set {
        headers.set(&header.name, header.value.clone());
    }
    row["headers"] = serde_json::to_value(headers).expect("headers are JSON");
}

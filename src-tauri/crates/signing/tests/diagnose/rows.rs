//! The published rows of broken requests: each must be explained as it was broken.

use serde::Deserialize;
use signing::batch::{self, DiagnoseAnswer};

use crate::support::VECTORS;

#[derive(Deserialize)]
struct Row {
    id: String,
    scheme: String,
    cause: String,
    #[serde(default)]
    cause_detail: Option<String>,
    #[serde(default)]
    causes: Vec<String>,
    #[serde(default)]
    also_explained_by: Vec<String>,
}

impl Row {
    fn is_explained_by(&self, answer: &DiagnoseAnswer) -> bool {
        let Some(first) = answer.causes.first() else {
            return matches!(self.cause.as_str(), "none" | "unexplained");
        };
        if self.cause == "combo" {
            return first.steps == self.causes;
        }
        let detail = self
            .cause_detail
            .as_ref()
            .is_none_or(|detail| *detail == first.detail);
        (first.code == self.cause && detail) || self.also_explained_by.contains(&first.code)
    }
}

#[test]
fn every_row_is_explained_as_it_was_broken() {
    let mut wrong = Vec::new();
    for line in VECTORS.lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        let answer = batch::diagnose_line(line, &|| true).unwrap();
        if !row.is_explained_by(&answer) {
            wrong.push(format!(
                "{} {} {:?}: {:?}",
                row.id, row.scheme, row.causes, answer.causes
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        VECTORS.lines().count(),
        wrong.join("\n")
    );
}

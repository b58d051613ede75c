//! `diagnose --batch`: a row in, its causes out.

use model::{Diagnosis, Secret, SecretRef, Timestamp, Verdict};
use serde::{Deserialize, Serialize};

use super::{Ready, RowError};
use crate::{KnownSecret, OtherSecret, Question};

/// The answer to one row of `diagnose --batch`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiagnoseAnswer {
    /// The row's id.
    pub id: String,
    /// The outcome of the check.
    pub verdict: Verdict,
    /// Best first; empty when it verifies or nothing matches.
    pub causes: Vec<CauseAnswer>,
    /// What stands out without proof.
    pub hints: Vec<HintAnswer>,
    /// How many digests were compared.
    pub tried: u64,
}

/// One cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseAnswer {
    /// Its code, or `combo`.
    pub code: String,
    /// Which one of several that share the code.
    pub detail: String,
    /// The two codes of a `combo`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
}

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HintAnswer {
    /// Its code.
    pub code: String,
    /// What stands out.
    pub detail: String,
}

/// What only rows of `diagnose` have.
#[derive(Deserialize)]
struct Extra {
    /// Every secret at hand.
    #[serde(default)]
    known_secrets: Vec<KnownRow>,
    /// The mode of the configured secret.
    mode: Option<String>,
}

#[derive(Deserialize)]
struct KnownRow {
    name: String,
    secret: String,
    mode: Option<String>,
}

/// Answers one row of `diagnose --batch`; `budget` is true while there is time
/// for it.
///
/// # Errors
/// As [`super::verify_line`].
pub fn diagnose_line(line: &str, budget: &dyn Fn() -> bool) -> Result<DiagnoseAnswer, RowError> {
    let ready = Ready::read(line)?;
    let extra: Extra = serde_json::from_str(line).map_err(|error| ready.row.error(&error))?;
    let secrets = ready.known_secrets();
    let question = Question {
        scheme: ready.scheme,
        secrets: &secrets,
        others: &extra.others(&secrets),
        now: Timestamp::from_unix_seconds(ready.row.now_unix),
        tolerance_seconds: ready.row.tolerance,
        future: None,
        urls: &[],
        other_schemes: true,
        budget,
    };
    let diagnosis = crate::diagnose(&ready.request(), &question);
    Ok(answer(ready.row.id, diagnosis))
}

impl Extra {
    /// The secrets that are not the configured one.
    fn others(&self, configured: &[KnownSecret]) -> Vec<OtherSecret> {
        let differs = |row: &&KnownRow| {
            let same = |known: &KnownSecret| known.secret.expose() == row.secret.as_bytes();
            !configured.iter().any(same)
        };
        let other = |row: &KnownRow| OtherSecret {
            known: KnownSecret {
                secret: Secret::new(row.secret.as_str()),
                name: SecretRef {
                    id: None,
                    name: row.name.clone(),
                },
            },
            source: None,
            other_mode: row.mode.is_some() && self.mode.is_some() && row.mode != self.mode,
        };
        self.known_secrets
            .iter()
            .filter(differs)
            .map(other)
            .collect()
    }
}

fn answer(id: String, diagnosis: Diagnosis) -> DiagnoseAnswer {
    let cause = |cause: model::Cause| match &cause.steps[..] {
        [only] => CauseAnswer {
            detail: only.detail.clone(),
            code: cause.code,
            steps: Vec::new(),
        },
        several => CauseAnswer {
            detail: String::new(),
            steps: several.iter().map(|step| step.code.clone()).collect(),
            code: cause.code,
        },
    };
    let hint = |hint: model::Hint| HintAnswer {
        code: hint.code,
        detail: hint.sentence,
    };
    DiagnoseAnswer {
        id,
        verdict: diagnosis.verification.verdict,
        causes: diagnosis.causes.into_iter().map(cause).collect(),
        hints: diagnosis.hints.into_iter().map(hint).collect(),
        tried: diagnosis.tried,
    }
}

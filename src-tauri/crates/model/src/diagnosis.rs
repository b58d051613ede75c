//! Why a request does not verify, as words and proof.
//!
//! Plain data: the search is in `signing`. Nothing here may hold a secret's
//! value, since all of it reaches screens, logs and pipes.

use serde::{Deserialize, Serialize};

use crate::{SecretRef, Verification};

/// What a search for the reason found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Diagnosis {
    /// The check as it stands.
    pub verification: Verification,
    /// What would make the signature match, best first; each has a digest match.
    pub causes: Vec<Cause>,
    /// What stands out without being proved.
    pub hints: Vec<Hint>,
    /// How many digests were compared.
    #[ts(type = "number")]
    pub tried: u64,
    /// False when the budget ran out before all was tried.
    pub finished: bool,
    /// When nothing matches: what was tried and what remains, a sentence each.
    pub remains: Vec<String>,
}

/// One explanation: the smallest change that makes the signature match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Cause {
    /// The step's code, or `combo` where two steps are needed.
    pub code: String,
    /// One step, or two in the order in which a person undoes them.
    pub steps: Vec<CauseStep>,
    /// What happened, in a plain sentence.
    pub sentence: String,
    /// What helps.
    pub fix: String,
    /// The secret that made the signature.
    pub secret: Option<SecretRef>,
    /// What can be changed here with one click.
    pub mend: Option<Mend>,
    /// What matched.
    pub proof: Proof,
}

/// One step of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CauseStep {
    /// `body.json_compact`, `secret.trailing_newline` …
    pub code: String,
    /// Which one of several that share the code (`pipe`, a scheme's id); often empty.
    pub detail: String,
    /// What happened.
    pub sentence: String,
    /// What helps.
    pub fix: String,
}

/// Something worth looking at that no digest proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Hint {
    /// `body.truncated`, `header.missing`, `header.near_miss`, `secret.api_key`,
    /// `ts.too_old` or `ts.in_future`.
    pub code: String,
    /// What stands out.
    pub sentence: String,
    /// What helps.
    pub fix: String,
}

/// A change on our side that makes the request verify.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mend {
    /// Use another secret that is stored already.
    UseSecret {
        /// Which.
        secret: SecretRef,
        /// The source it belongs to, when it is another one.
        source: Option<String>,
    },
    /// Change how the configured secret is written.
    ChangeSecret {
        /// Which.
        secret: SecretRef,
        /// How.
        how: SecretChange,
    },
    /// Set the source's public URL.
    PublicUrl {
        /// The URL that was signed.
        url: String,
    },
    /// Check with another scheme.
    Scheme {
        /// Its id.
        id: String,
    },
}

/// A change of a secret's text that can be done without showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretChange {
    /// Cut white space off both ends.
    Trim,
    /// Take the quotes around it away.
    Unquote,
    /// Take characters away that cannot be seen.
    RemoveInvisible,
}

/// The digest match that proves a cause, and the bytes that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Proof {
    /// The signature that the explanation gives, written as it came.
    pub expected: String,
    /// The signature that came.
    pub received: String,
    /// What we hold.
    pub checked: ProofBytes,
    /// What was signed.
    pub signed: ProofBytes,
}

/// One side of a proof: the neighbourhood of the first difference.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ProofBytes {
    /// What differs: `body`, `signed bytes`, `URL`, `signature`, `algorithm`,
    /// `secret` (whose bytes are never told: the excerpt is empty).
    pub part: String,
    /// Some bytes around the first difference, base64.
    pub excerpt_b64: String,
    /// Where the excerpt begins.
    #[ts(type = "number")]
    pub offset: u64,
    /// Where the difference begins, counted like `offset`.
    #[ts(type = "number")]
    pub differs_from: u64,
    /// Where it ends: from here on both sides are alike.
    #[ts(type = "number")]
    pub differs_to: u64,
    /// Length of the whole part in bytes.
    #[ts(type = "number")]
    pub length: u64,
}

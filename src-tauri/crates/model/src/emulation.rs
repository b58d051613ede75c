//! Emulated providers: whom they serve, what they were asked, and what befalls callers on purpose.

use serde::{Deserialize, Serialize};

use crate::{CallId, OrganizationId, Timestamp};

/// Whom an emulated provider serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Organization {
    /// Its id here.
    pub id: OrganizationId,
    /// The id that the provider gives it.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A call of an emulation, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct EmulatedCall {
    /// Its id.
    pub id: CallId,
    /// The provider, by its id.
    pub provider: String,
    /// Whose key the caller had, by the provider's id; `None` when nobody's.
    pub organization: Option<String>,
    /// What was called, in the provider's words; `None` for an unknown path.
    pub operation: Option<String>,
    /// Method of the request.
    pub method: String,
    /// Path and query, from the emulation's root on.
    pub target: String,
    /// Status of the answer; `None` when there was none.
    pub status: Option<u16>,
    /// What befell it on purpose: `status 429`, `hang`, `cut`.
    pub trouble: Option<String>,
    /// Microseconds until it was answered.
    #[ts(type = "number")]
    pub took_micros: u64,
    /// When it came.
    pub at: Timestamp,
}

/// What befalls the next calls of an emulation on purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Trouble {
    /// What happens.
    #[serde(flatten)]
    pub kind: TroubleKind,
    /// To calls of this operation only; `None` is any.
    pub operation: Option<String>,
    /// To how many calls.
    pub times: u32,
}

/// What can befall a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TroubleKind {
    /// It is refused with a status, in the provider's words.
    Status {
        /// 400 to 599.
        status: u16,
    },
    /// It is not answered, and its connection stays open.
    Hang,
    /// Its connection is closed without an answer.
    Cut,
}

impl TroubleKind {
    /// Reads its [`Display`](std::fmt::Display) form back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "hang" => Some(Self::Hang),
            "cut" => Some(Self::Cut),
            _ => {
                let status = word.strip_prefix("status ")?.parse().ok()?;
                Some(Self::Status { status })
            }
        }
    }
}

impl std::fmt::Display for TroubleKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Status { status } => write!(f, "status {status}"),
            Self::Hang => f.write_str("hang"),
            Self::Cut => f.write_str("cut"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_reads_back_by_its_word() {
        let status = TroubleKind::Status { status: 429 };
        for kind in [status, TroubleKind::Hang, TroubleKind::Cut] {
            assert_eq!(TroubleKind::from_word(&kind.to_string()), Some(kind));
        }
        assert_eq!(TroubleKind::from_word("status x"), None);
        assert_eq!(TroubleKind::from_word("fire"), None);
    }

    #[test]
    fn a_trouble_is_flat_in_json() {
        let trouble = Trouble {
            kind: TroubleKind::Status { status: 409 },
            operation: None,
            times: 2,
        };
        let json = serde_json::to_string(&trouble).unwrap();
        assert_eq!(
            json,
            r#"{"kind":"status","status":409,"operation":null,"times":2}"#
        );
        assert_eq!(serde_json::from_str::<Trouble>(&json).unwrap(), trouble);
    }
}

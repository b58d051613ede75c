//! A secret as a JSON row and as a fact: only hinted at, unless it was revealed.

use model::{SecretId, SecretInfo, Timestamp};
use serde::Serialize;

/// A secret of a source or an endpoint.
#[derive(Serialize)]
pub struct SecretRow {
    pub id: SecretId,
    hint: String,
    created_at: Timestamp,
    locked: bool,
    learned: bool,
    /// Only when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl std::fmt::Debug for SecretRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hint)
    }
}

impl From<SecretInfo> for SecretRow {
    fn from(info: SecretInfo) -> Self {
        let SecretInfo {
            id,
            hint,
            created_at,
            locked,
            learned,
        } = info;
        Self {
            id,
            hint,
            created_at,
            locked,
            learned,
            value: None,
        }
    }
}

impl SecretRow {
    /// Its id, and as much of it as may be shown.
    pub fn fact(&self) -> (&'static str, String) {
        let shown = self.value.as_ref().unwrap_or(&self.hint);
        let locked = if self.locked { " (locked)" } else { "" };
        let learned = match self.learned {
            true => " (a handshake brought it)",
            false => "",
        };
        ("secret", format!("{}  {shown}{locked}{learned}", self.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hinted_at_until_it_is_revealed() {
        let mut row = SecretRow::from(SecretInfo {
            id: SecretId(4),
            hint: "whsec_…4f".into(),
            created_at: Timestamp(0),
            locked: false,
            learned: true,
        });
        assert_eq!(row.fact().1, "sec_4  whsec_…4f (a handshake brought it)");
        assert_eq!(format!("{row:?}"), "whsec_…4f");
        row.value = Some("whsec_whole".into());
        assert_eq!(row.fact().1, "sec_4  whsec_whole (a handshake brought it)");
        assert_eq!(format!("{row:?}"), "whsec_…4f");
    }
}

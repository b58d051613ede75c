//! Keys that call an API, by how they begin.

/// Beginnings of keys that call an API; nothing is signed with them.
const API_KEYS: &[&str] = &[
    "sk_live_",
    "sk_test_",
    "pk_live_",
    "pk_test_",
    "rk_live_",
    "rk_test_",
    "sk-",
    "ghp_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "AKIA",
];

/// The beginning by which a text is known for such a key.
pub fn prefix(text: &[u8]) -> Option<&'static str> {
    let mut all = API_KEYS.iter().copied();
    all.find(|front| text.starts_with(front.as_bytes()))
}

//! The access tokens of this process, each kept until shortly before its end. Never on disk.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::{Secret, Timestamp};

/// Tokens by what each was given for. Clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens(Arc<Mutex<Vec<Held>>>);

/// A token.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// Where it lets calls in.
    pub(crate) base_url: String,
    /// The credential that it was given for.
    pub(crate) credential: Secret,
    /// The token.
    pub(crate) token: Secret,
    /// When it is used no more.
    pub(crate) until: Timestamp,
}

impl Tokens {
    /// The one that this credential was given there, while it is used.
    pub(crate) fn find(
        &self,
        (base_url, credential): (&str, &Secret),
        now: Timestamp,
    ) -> Option<Secret> {
        let is_it = |held: &&Held| {
            held.base_url == base_url && held.credential == *credential && held.until > now
        };
        self.lock()
            .iter()
            .find(is_it)
            .map(|held| held.token.clone())
    }

    /// Takes one in, in the place of those that have ended or are of the same credential.
    pub(crate) fn keep(&self, held: Held, now: Timestamp) {
        let mut all = self.lock();
        all.retain(|other| other.until > now && other.credential != held.credential);
        all.push(held);
    }

    /// It is taken no more.
    pub(crate) fn forget(&self, token: &Secret) {
        self.lock().retain(|held| held.token != *token);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Held>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_by_what_it_was_given_for_until_its_end() {
        let (tokens, credential) = (Tokens::default(), Secret::new("a:b"));
        let now = Timestamp::from_unix_seconds(1);
        let held = Held {
            base_url: "http://h".into(),
            credential: credential.clone(),
            token: Secret::new("tok"),
            until: now.plus_micros(5),
        };
        tokens.keep(held.clone(), now);
        let find = |base_url, now| tokens.clone().find((base_url, &credential), now);
        assert_eq!(find("http://h", now), Some(held.token.clone()));
        assert_eq!(find("http://other", now), None);
        assert_eq!(find("http://h", now.plus_micros(5)), None);
        tokens.forget(&held.token);
        assert_eq!(find("http://h", now), None);
    }
}

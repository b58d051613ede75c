//! Secrets that handshakes bring: kept once each, marked, and not without end.

use model::{Secret, SecretId, SourceId, Topic};

use super::Sources;
use crate::error::Error;
use crate::table::{secrets, sources};

/// Anybody who reaches the port can bring one, and each costs every later
/// request a digest.
const MOST_LEARNED: usize = 20;

impl Sources<'_> {
    /// Adds a secret that a handshake brought; it holds for the next request.
    ///
    /// One that the source has already stays as it is. `None` when it has
    /// learned so many that it takes no more: forget some first.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Locked`] when the key is out of reach.
    pub async fn learn_secret(
        &self,
        source: SourceId,
        secret: Secret,
    ) -> Result<Option<SecretId>, Error> {
        let (keys, now) = (self.0.keys.clone(), self.0.clock.now());
        let change = move |connection: &_| {
            let key = keys.for_opening(connection)?;
            let secrets = sources::get(connection, source, key.as_deref())?.secrets;
            let same = |(_, known): &&(_, Option<Secret>)| known.as_ref() == Some(&secret);
            if let Some((known, _)) = secrets.iter().find(same) {
                return Ok(Some(known.id));
            }
            if secrets.iter().filter(|(known, _)| known.learned).count() >= MOST_LEARNED {
                return Ok(None);
            }
            let id = secrets::insert(connection, &keys, (source, &secret.into()), now)?;
            secrets::mark_learned(connection, id)?;
            Ok(Some(id))
        };
        self.0.writer.run(&[Topic::Sources], change).await
    }
}

#[cfg(test)]
mod tests {
    use model::FuturePolicy;

    use super::*;
    use crate::fixture::{Fixture, source};
    use crate::{HandshakeValue, NewSource, SourceEdit};

    fn value(name: &str, text: &str, is_secret: bool) -> HandshakeValue {
        HandshakeValue {
            name: name.into(),
            value: Secret::new(text),
            is_secret,
        }
    }

    #[tokio::test]
    async fn a_secret_is_learned_once_and_can_be_forgotten() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let asana = sources.add(source("asana")).await.unwrap();
        let first = sources.learn_secret(asana.id, Secret::new("one")).await;
        let again = sources.learn_secret(asana.id, Secret::new("one")).await;
        assert_eq!(first, again);
        let known = sources.get("asana").await.unwrap().unwrap().secrets;
        assert!(known.len() == 1 && known[0].learned);
        sources.remove_secret(known[0].id).await.unwrap();
        let left = sources.get("asana").await.unwrap().unwrap().secrets;
        assert!(left.is_empty());
    }

    #[tokio::test]
    async fn nobody_can_teach_a_source_secrets_without_end() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let asana = sources.add(source("asana")).await.unwrap();
        for number in 0..MOST_LEARNED {
            let learned = sources.learn_secret(asana.id, Secret::new(format!("secret {number}")));
            assert!(learned.await.unwrap().is_some());
        }
        let more = sources.learn_secret(asana.id, Secret::new("more")).await;
        assert_eq!(more, Ok(None));
        let typed = sources.add_secret(asana.id, Secret::new("typed")).await;
        assert!(typed.is_ok());
    }

    #[tokio::test]
    async fn values_are_kept_by_name_and_sealed_where_they_are_secrets() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let new = NewSource {
            handshake_values: vec![
                value("topic", "https://t", false),
                value("verify_token", "nobody_may_find_this_token", true),
            ],
            future: Some(FuturePolicy::Accept),
            ..source("hub")
        };
        let added = sources.add(new).await.unwrap();
        assert!(added.handshake && added.future == Some(FuturePolicy::Accept));
        let texts: Vec<_> = added
            .handshake_values
            .iter()
            .map(|value| value.text.as_deref())
            .collect();
        assert_eq!(texts, [Some("https://t"), None]);
        let live = sources.snapshot().by_path("hub").unwrap().clone();
        let token = live.handshake_values.get("verify_token");
        assert_eq!(token, Some(&Secret::new("nobody_may_find_this_token")));
        assert!(fixture.files_with(b"nobody_may_find_this").is_empty());
    }

    #[tokio::test]
    async fn an_edit_sets_and_takes_away_single_values() {
        let fixture = Fixture::new();
        let sources = fixture.store.sources();
        let new = NewSource {
            handshake_values: vec![value("a", "1", false), value("b", "2", false)],
            ..source("hub")
        };
        let added = sources.add(new).await.unwrap();
        let edit = SourceEdit {
            handshake: Some(false),
            handshake_values: vec![value("a", "", false), value("c", "3", false)],
            ..SourceEdit::default()
        };
        let edited = sources.edit(added.id, edit).await.unwrap();
        let names: Vec<_> = edited
            .handshake_values
            .iter()
            .map(|value| &value.name)
            .collect();
        assert_eq!(names, ["b", "c"]);
        assert!(!edited.handshake);
    }
}

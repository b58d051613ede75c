//! The one-click mends of a diagnosis: a source is changed as a cause says.
//!
//! Secrets move from source to source inside the store and are never shown.
//! Nothing is checked again here: that is asked for on its own.

use model::{Mend, SecretChange, SecretId, SecretRef, SourceId};
use store::SourceEdit;

use crate::App;
use crate::contract::CallError;
use crate::contract::sources::{MendSource, SourceOverview};
use crate::sources::one;

/// Changes a source as a diagnosis proposed.
///
/// # Errors
/// When the source, secret or scheme does not exist (any more), or the secret is locked.
pub async fn mend(app: &App, argument: MendSource) -> Result<SourceOverview, CallError> {
    let id = argument.id;
    match argument.mend {
        Mend::UseSecret { secret, .. } => use_secret(app, id, &secret).await?,
        Mend::ChangeSecret { secret, how } => change_secret(app, id, (&secret, how)).await?,
        Mend::PublicUrl { url } => {
            delivery::Target::parse(&url)?;
            let public_url = Some(Some(url));
            edit(
                app,
                id,
                SourceEdit {
                    public_url,
                    ..SourceEdit::default()
                },
            )
            .await?;
        }
        Mend::Scheme { id: scheme } => {
            let scheme = Some(Some(known(app, scheme).await?));
            edit(
                app,
                id,
                SourceEdit {
                    scheme,
                    ..SourceEdit::default()
                },
            )
            .await?;
        }
    }
    one(app, id).await
}

async fn edit(app: &App, id: SourceId, edit: SourceEdit) -> Result<(), CallError> {
    app.store().sources().edit(id, edit).await?;
    Ok(())
}

async fn known(app: &App, scheme: String) -> Result<String, CallError> {
    let found = app.scheme(&scheme).await.is_some();
    let unknown =
        || CallError::with_code("unknown_scheme", format!("there is no scheme \"{scheme}\""));
    found.then_some(()).ok_or_else(unknown)?;
    Ok(scheme)
}

/// Adds a secret that is stored with another source.
async fn use_secret(app: &App, id: SourceId, secret: &SecretRef) -> Result<(), CallError> {
    let sources = app.store().sources();
    let text = sources.reveal_secret(stored(secret)?).await?;
    sources.add_secret(id, text).await?;
    Ok(())
}

/// Puts the changed text in the place of a secret.
async fn change_secret(
    app: &App,
    id: SourceId,
    (secret, how): (&SecretRef, SecretChange),
) -> Result<(), CallError> {
    let sources = app.store().sources();
    let old = stored(secret)?;
    let text = sources.reveal_secret(old).await?;
    // The new one first: a source is never without, whatever happens between.
    sources
        .add_secret(id, signing::mended_secret(&text, how))
        .await?;
    sources.remove_secret(old).await?;
    Ok(())
}

fn stored(secret: &SecretRef) -> Result<SecretId, CallError> {
    let unknown = || {
        CallError::new(format!(
            "{} is not stored: add it to the source first",
            secret.name
        ))
    };
    secret.id.ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::Running;

    #[tokio::test]
    async fn a_secret_of_another_source_is_used_without_being_told() {
        let running = Running::new();
        let other = running
            .source("other", Some("gitlab-token"), &["right"])
            .await;
        let lab = running
            .source("lab", Some("gitlab-token"), &["wrong"])
            .await;
        let capture = running.gitlab(&lab, "right").await;
        let secret = json!({ "id": other.source.secrets[0].id, "name": "5 characters" });
        let mend = json!({ "kind": "use_secret", "secret": secret, "source": "other" });
        let argument = json!({ "id": lab.source.id, "mend": mend });
        let mended = running.call("sources.mend", argument).await.unwrap();
        assert_eq!(mended["source"]["secrets"].as_array().unwrap().len(), 2);
        assert!(!mended.to_string().contains("right"));
        let argument = json!({ "id": capture });
        let checked = running
            .call("captures.reverify", argument.clone())
            .await
            .unwrap();
        assert_eq!(checked["verdict"], "verified");
        let detail = running.call("captures.detail", argument).await.unwrap();
        assert_eq!(
            detail["capture"]["verdict"], "verified",
            "the new verdict is kept"
        );
    }

    #[tokio::test]
    async fn a_changed_secret_takes_the_place_of_the_old_one() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["'right'"])
            .await;
        let capture = running.gitlab(&lab, "right").await;
        let secret = json!({ "id": lab.source.secrets[0].id, "name": "7 characters" });
        let mend = json!({ "kind": "change_secret", "secret": secret, "how": "unquote" });
        let argument = json!({ "id": lab.source.id, "mend": mend });
        let mended = running.call("sources.mend", argument).await.unwrap();
        assert_eq!(mended["source"]["secrets"][0]["hint"], "5 characters");
        assert_eq!(mended["source"]["secrets"].as_array().unwrap().len(), 1);
        let checked = running
            .call("captures.reverify", json!({ "id": capture }))
            .await;
        assert_eq!(checked.unwrap()["verdict"], "verified");
    }

    #[tokio::test]
    async fn scheme_and_url_are_set_and_what_is_not_known_is_refused() {
        let running = Running::new();
        let lab = running.source("lab", None, &[]).await;
        let mended = async |mend: Value| {
            let argument = json!({ "id": lab.source.id, "mend": mend });
            running.call("sources.mend", argument).await
        };
        let set = mended(json!({ "kind": "scheme", "id": "gitlab-token" })).await;
        assert_eq!(set.unwrap()["source"]["scheme"], "gitlab-token");
        let url = "https://hooks.example.com/in";
        let set = mended(json!({ "kind": "public_url", "url": url })).await;
        assert_eq!(set.unwrap()["source"]["public_url"], url);
        let refused = mended(json!({ "kind": "scheme", "id": "nobody" })).await;
        assert_eq!(refused.unwrap_err().code, "unknown_scheme");
        let secret = json!({ "id": null, "name": "secret 1" });
        let refused = mended(json!({ "kind": "use_secret", "secret": secret, "source": null }));
        assert!(
            refused
                .await
                .unwrap_err()
                .message
                .contains("secret 1 is not stored")
        );
    }
}

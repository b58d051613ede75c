//! The one-click mends of a diagnosis: a source is changed as a cause says.
//!
//! Secrets move from source to source inside the store and are never shown.
//! Nothing is checked again here: that is asked for on its own.

use model::{Mend, Secret, SecretChange, SecretId, SecretRef, SourceId};
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
    sources.add_secret(id, changed(&text, how)).await?;
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

fn changed(secret: &Secret, how: SecretChange) -> Secret {
    let text = String::from_utf8_lossy(secret.expose());
    match how {
        SecretChange::Trim => Secret::new(text.trim().as_bytes()),
        SecretChange::Unquote => Secret::new(unquoted(&text).as_bytes()),
        SecretChange::RemoveInvisible => Secret::new(
            text.chars()
                .filter(|&c| !is_invisible(c))
                .collect::<String>(),
        ),
    }
}

fn unquoted(text: &str) -> &str {
    let quotes = ['"', '\'', '`'];
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    quotes.into_iter().find_map(inner).unwrap_or(text)
}

/// White space, controls and the characters that take no room.
fn is_invisible(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    );
    unseen || c.is_whitespace() || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, how: SecretChange) -> String {
        let changed = changed(&Secret::new(text), how);
        String::from_utf8(changed.expose().to_vec()).expect("the change keeps it text")
    }

    #[test]
    fn a_pasted_secret_loses_what_does_not_belong_to_it() {
        assert_eq!(after(" whsec_a \n", SecretChange::Trim), "whsec_a");
        assert_eq!(after("\"whsec_a\"", SecretChange::Unquote), "whsec_a");
        assert_eq!(
            after(
                "wh\u{200b}sec\u{a0}_a\u{feff}",
                SecretChange::RemoveInvisible
            ),
            "whsec_a"
        );
    }

    #[test]
    fn a_quote_on_one_side_only_belongs_to_the_secret() {
        assert_eq!(after("'whsec_a", SecretChange::Unquote), "'whsec_a");
    }
}

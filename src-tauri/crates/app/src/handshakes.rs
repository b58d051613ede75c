//! What sources answer to handshakes, and what was agreed on for them.

use model::Secret;
use signing::{HandshakeSummary, Scheme};
use store::HandshakeValue;

use crate::App;
use crate::contract::handshakes::{ForgetLearned, HandshakeText, SchemeHandshakes};
use crate::contract::{CallError, Nothing};

/// The handshakes a source of a scheme would answer; none of a scheme that is not known.
///
/// # Errors
/// Never.
pub async fn list(
    app: &App,
    argument: SchemeHandshakes,
) -> Result<Vec<HandshakeSummary>, CallError> {
    let Some(id) = argument.scheme else {
        return Ok(signing::handshakes(None));
    };
    let scheme = app.scheme(&id).await;
    Ok(scheme.map_or_else(Vec::new, |scheme| signing::handshakes(Some(&scheme))))
}

/// Takes back what a handshake taught: the secret is forgotten, the capture stays.
///
/// # Errors
/// When it does not exist (any more) or the store fails.
pub async fn forget_learned(app: &App, argument: ForgetLearned) -> Result<Nothing, CallError> {
    app.store().sources().remove_secret(argument.id).await?;
    Ok(Nothing {})
}

/// Values as they are stored; refuses those that no handshake of the scheme takes.
pub(crate) fn values(
    scheme: Option<&Scheme>,
    texts: Vec<HandshakeText>,
) -> Result<Vec<HandshakeValue>, CallError> {
    let known = signing::handshakes(scheme);
    let value = |text: HandshakeText| {
        // What is taken away may belong to a scheme the source had before.
        if !text.text.is_empty() && !signing::takes_handshake_value(scheme, &text.name) {
            return Err(unknown(&text.name, &known));
        }
        Ok(HandshakeValue {
            is_secret: is_secret(&text.name, &known),
            value: Secret::new(text.text),
            name: text.name,
        })
    };
    texts.into_iter().map(value).collect()
}

/// What is not said to be harmless is kept like a secret.
fn is_secret(name: &str, known: &[HandshakeSummary]) -> bool {
    let mut values = known.iter().flat_map(|handshake| &handshake.values);
    values
        .find(|value| value.name == name)
        .is_none_or(|value| value.secret)
}

fn unknown(name: &str, known: &[HandshakeSummary]) -> CallError {
    let values = known.iter().flat_map(|handshake| &handshake.values);
    let names: Vec<&str> = values.map(|value| value.name.as_str()).collect();
    let taken = match names.is_empty() {
        true => "they take no values".to_owned(),
        false => format!("they take {}", names.join(", ")),
    };
    CallError::with_code(
        "handshake_value",
        format!("the handshakes of this source have no value \"{name}\": {taken}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, text: &str) -> HandshakeText {
        HandshakeText {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn values_are_those_the_scheme_asks_for() {
        let meta = signing::catalogue().get("meta");
        let stored = values(meta, vec![text("verify_token", "meatyhamhock")]).unwrap();
        assert!(stored[0].is_secret);
        let refused = values(meta, vec![text("topic", "https://t")]).unwrap_err();
        assert!(
            refused.message.ends_with("they take verify_token"),
            "{}",
            refused.message
        );
        assert!(values(meta, vec![text("topic", "")]).is_ok());
    }

    #[test]
    fn what_everybody_may_read_is_kept_as_text() {
        let hub = signing::catalogue().get("youtube-websub");
        let stored = values(
            hub,
            vec![text("topic", "https://t"), text("verify_token", "x")],
        );
        let secret: Vec<_> = stored
            .unwrap()
            .iter()
            .map(|value| value.is_secret)
            .collect();
        assert_eq!(secret, [false, true]);
    }

    #[test]
    fn a_value_is_not_printed() {
        assert_eq!(
            format!("{:?}", text("verify_token", "meaty")),
            "verify_token=[redacted]"
        );
    }
}

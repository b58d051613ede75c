//! Every exchange of a profile, kept as it was said, with its credentials taken out.
//!
//! What a provider told is never lost because it could not be kept: the caller gets it, and the log
//! of this program says what is missing.

#[cfg(test)]
mod tests;

use delivery::{Order, Outgoing};
use model::{AttemptAnswer, ProviderOperation, SendMode, Trigger};
use store::{NewAttempt, NewProviderCall};

use crate::error::Error;
use crate::means::Means;
use crate::redact::{REDACTED, Secrets, redacted};

/// What a provider is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// What it shall do.
    pub(crate) operation: ProviderOperation,
    /// What that is about, mostly by the provider's id.
    pub(crate) subject: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub(crate) const fn new(operation: ProviderOperation, subject: Option<&'a str>) -> Self {
        Self { operation, subject }
    }
}

/// In whose name it is asked.
#[derive(Debug, Clone)]
pub(crate) struct Whose<'a> {
    /// Name of the profile.
    pub(crate) profile: &'a str,
    /// The provider, by its id.
    pub(crate) provider: &'static str,
    /// What is not to be kept.
    pub(crate) secrets: Secrets,
}

/// The answer, where one came.
pub(crate) fn answered(attempt: NewAttempt) -> Result<AttemptAnswer, Error> {
    let message = attempt.failure.map(|failure| failure.message);
    let none = || Error::Unanswered(message.unwrap_or_default());
    attempt.answer.ok_or_else(none)
}

/// Asks once, and keeps what was said.
pub(crate) async fn once(
    means: &Means,
    whose: Whose<'_>,
    asked: Asked<'_>,
    outgoing: Outgoing,
) -> NewAttempt {
    let attempt = sent(means, asked.operation, outgoing).await;
    keep(means, whose, asked, attempt.clone()).await;
    attempt
}

/// Sends, and keeps nothing.
pub(crate) async fn sent(
    means: &Means,
    operation: ProviderOperation,
    outgoing: Outgoing,
) -> NewAttempt {
    let order = Order {
        capture: None,
        trigger: match operation {
            ProviderOperation::Redeliver => Trigger::Redelivery,
            _ => Trigger::Call,
        },
        mode: SendMode::Resigned,
        outgoing,
    };
    order.send(&means.sender).await
}

/// Keeps an exchange.
pub(crate) async fn keep(means: &Means, whose: Whose<'_>, asked: Asked<'_>, attempt: NewAttempt) {
    let mut attempt = without(attempt, &whose.secrets);
    if asked.operation == ProviderOperation::ExchangeToken {
        hide_unread(&mut attempt);
    }
    let call = NewProviderCall {
        profile: whose.profile.to_owned(),
        provider: whose.provider.to_owned(),
        operation: asked.operation,
        subject: asked.subject.map(str::to_owned),
        attempt,
    };
    if let Err(error) = means.store.provider_calls().add(call).await {
        tracing::warn!(
            profile = whose.profile,
            %error,
            "what was asked of a provider could not be kept"
        );
    }
}

/// A token stands in an answer that tells of success, wherever that may be where it is no JSON.
fn hide_unread(attempt: &mut NewAttempt) {
    let told = attempt.answer.as_mut();
    let told = told.filter(|answer| (200..300).contains(&answer.status));
    if let Some(answer) = told
        && serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).is_err()
    {
        answer.body = REDACTED.to_vec();
    }
}

/// An exchange as it is kept: nothing in it lets anybody in, neither as it was sent nor as some
/// provider gives it back; nor does what it says itself is a credential.
pub(crate) fn without(mut attempt: NewAttempt, secrets: &Secrets) -> NewAttempt {
    let answered = attempt.answer.as_ref().map(|answer| answer.body.as_slice());
    let secrets = &secrets.and_told_in(answered.into_iter().chain([attempt.request_body.as_ref()]));
    let head = redacted(&attempt.request_head);
    attempt.request_head = secrets.taken_out_of(&head).into();
    attempt.request_body = secrets.taken_out_of_body(&attempt.request_body).into();
    attempt.target = secrets.taken_out_of_text(&attempt.target).into();
    if let Some(answer) = &mut attempt.answer {
        answer.body = secrets.taken_out_of_body(&answer.body);
        secrets.taken_out_of_headers(&mut answer.headers);
    }
    if let Some(failure) = &mut attempt.failure {
        failure.message = secrets.taken_out_of_text(&failure.message);
    }
    attempt
}

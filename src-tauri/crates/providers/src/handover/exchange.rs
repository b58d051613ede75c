//! One call of Svix and what came of it, ready to be kept: without credentials.

use delivery::engine::{Hitch, Load};
use delivery::{Order, TargetError};
use model::{ProviderOperation, SendMode, Trigger};
use reqwest::Url;
use store::NewAttempt;

use super::calls::Call;
use crate::call::{below, refused, with_bearer, words_of};
use crate::client::Account;
use crate::means::Means;
use crate::recorded::{self, Asked};
use crate::redact::redacted;

/// What people call the provider.
pub(super) const NAME: &str = "Svix";

/// The way to an account there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) means: &'a Means,
    pub(super) account: &'a Account,
    pub(super) trigger: Trigger,
}

/// A call that was answered.
#[derive(Debug, Clone)]
pub(super) struct Exchanged {
    pub(super) attempt: NewAttempt,
}

impl Line<'_> {
    /// Makes a call; an answer of any status is one.
    pub(super) async fn ask(&self, call: Call, load: Load<'_>) -> Result<Exchanged, Hitch> {
        let unready = |error| Hitch::Unready(format!("Nothing was sent: {error}."));
        let url = self.url(&call).map_err(unready)?;
        let order = Order {
            capture: load.due.capture,
            trigger: self.trigger,
            mode: SendMode::Resigned,
            outgoing: call.onto(with_bearer(call.method, url, &self.account.key)),
        };
        let mut attempt = order.send(&self.means.sender).await;
        attempt.request_head = redacted(&attempt.request_head).into();
        if let Some(shown) = call.shown {
            attempt.request_body = shown;
        }
        // What gives the event away is kept with its delivery, unless it was there already.
        if !call.gives_away || attempt.status == Some(409) {
            self.keep(attempt.clone(), load).await;
        }
        match attempt.answer {
            Some(_) => Ok(Exchanged { attempt }),
            None => Err(Hitch::Failed(Box::new(attempt))),
        }
    }

    async fn keep(&self, attempt: NewAttempt, load: Load<'_>) {
        let attempt = NewAttempt {
            capture: None,
            trigger: Trigger::Call,
            ..attempt
        };
        let asked = Asked::new(ProviderOperation::HandOver, Some(&load.due.message_id));
        recorded::keep(self.means, self.account.whose(), asked, attempt).await;
    }

    fn url(&self, call: &Call) -> Result<Url, TargetError> {
        let segments = call.path.iter().map(String::as_str);
        let mut url = below(&self.account.base_url, segments)?;
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        Ok(url)
    }
}

impl Exchanged {
    pub(super) fn status(&self) -> Option<u16> {
        self.attempt.status
    }

    pub(super) fn body(&self) -> &[u8] {
        let answer = self.attempt.answer.as_ref();
        answer.map_or(&[], |answer| &answer.body)
    }

    /// Only when it did what it was asked for; else it may the next time.
    pub(super) fn success(self) -> Result<Self, Hitch> {
        match self.attempt.succeeded() {
            true => Ok(self),
            false => Err(self.failed()),
        }
    }

    /// As [`Self::success`], but what it says is wrong with the call itself will be so every time.
    pub(super) fn accepted(self) -> Result<Self, Hitch> {
        let Some(answer) = &self.attempt.answer else {
            return Err(self.failed());
        };
        match answer.status {
            400 | 413 | 422 => {
                let words = words_of(&refused(answer, NAME));
                let because = format!("{NAME} does not take it. {words}");
                Err(Hitch::Refused(Box::new(self.attempt), because))
            }
            _ => self.success(),
        }
    }

    pub(super) fn failed(self) -> Hitch {
        Hitch::Failed(Box::new(self.attempt))
    }
}

//! Asks through an account whose token may have ended.

use delivery::Outgoing;
use model::AttemptAnswer;
use store::NewAttempt;

use crate::client::Account;
use crate::error::Error;
use crate::means::Means;
use crate::recorded::{Asked, answered, once};

/// Asks, and keeps what was said; once more, with another token, where this one is taken no more:
/// who was not let in was not heard.
///
/// # Errors
/// When there is no such request.
pub(crate) async fn ask(
    means: &Means,
    account: &mut Account,
    asked: Asked<'_>,
    request: impl Fn(&Account) -> Result<Outgoing, Error>,
) -> Result<NewAttempt, Error> {
    let outgoing = request(account)?;
    let first = once(means, account.whose(), asked, outgoing).await;
    if !account.renewed(means, first.status).await {
        return Ok(first);
    }
    let outgoing = request(account)?;
    Ok(once(means, account.whose(), asked, outgoing).await)
}

/// As [`ask`], for an answer of any status.
///
/// # Errors
/// As [`ask`], and when no answer came.
pub(crate) async fn answer(
    means: &Means,
    account: &mut Account,
    asked: Asked<'_>,
    request: impl Fn(&Account) -> Result<Outgoing, Error>,
) -> Result<AttemptAnswer, Error> {
    answered(ask(means, account, asked, request).await?)
}

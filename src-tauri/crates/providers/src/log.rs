//! A provider's own log of deliveries, read through a profile; and whether a profile works.
//!
//! Reads only. Nothing of it is stored.

use delivery::Outgoing;
use model::AttemptAnswer;
use serde::Serialize;
use ts_rs::TS;

use crate::client::{Account, PageAsk};
use crate::error::Error;
use crate::judged::{CheckVerdict, judged, said};
use crate::means::Means;
use crate::provider_delivery::{ProviderDelivery, ProviderPage};

/// Which page of a provider's log is wanted.
#[derive(Debug, Clone, Default)]
pub struct LogPage {
    /// Name of the profile.
    pub profile: String,
    /// What the page before told; the first page without.
    pub cursor: Option<String>,
    /// Of which run, for providers that list by run.
    pub of: Option<String>,
}

impl LogPage {
    pub(crate) fn ask(&self) -> PageAsk<'_> {
        PageAsk {
            cursor: self.cursor.as_deref(),
            of: self.of.as_deref(),
        }
    }
}

/// Whether a profile works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProfileCheck {
    /// What was found.
    pub verdict: CheckVerdict,
    /// Status of the answer, if one came.
    pub status: Option<u16>,
    /// What was found, in words.
    pub message: String,
    /// How long it took, in microseconds.
    #[ts(type = "number")]
    pub took_micros: u64,
}

/// A page of a provider's log.
///
/// # Errors
/// When the profile cannot be used, the provider has no log, or it does not show it.
pub async fn deliveries(means: &Means, wanted: LogPage) -> Result<ProviderPage, Error> {
    let mut account = Account::entered(means, &wanted.profile).await?;
    let answer = answer_to(means, &mut account, LogAsk::Page(wanted.ask())).await?;
    let client = account.client;
    let read = client.read_list(&answer);
    read.map_err(|words| Error::Answered(said(client, &answer, words)))
}

/// One delivery of it.
///
/// # Errors
/// As [`deliveries`].
pub async fn delivery(means: &Means, profile: &str, id: &str) -> Result<ProviderDelivery, Error> {
    let mut account = Account::entered(means, profile).await?;
    let answer = answer_to(means, &mut account, LogAsk::One(id)).await?;
    account.client.read_get(&answer).map_err(Error::Answered)
}

pub(crate) async fn answer(means: &Means, outgoing: Outgoing) -> Result<AttemptAnswer, Error> {
    let exchange = means.sender.send(outgoing).await;
    exchange
        .outcome
        .map_err(|failure| Error::Unanswered(failure.message))
}

/// What is asked of a log.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LogAsk<'a> {
    /// For a page of it.
    Page(PageAsk<'a>),
    /// For one delivery, by its id.
    One(&'a str),
}

impl LogAsk<'_> {
    fn request(self, account: &Account) -> Result<Outgoing, Error> {
        match self {
            Self::Page(page) => account.client.list(account, page),
            Self::One(id) => account.client.get(account, id),
        }
    }
}

/// What is answered to it; it is asked once more, with another token, where this one is taken no
/// more.
pub(crate) async fn answer_to(
    means: &Means,
    account: &mut Account,
    ask: LogAsk<'_>,
) -> Result<AttemptAnswer, Error> {
    let first = answer(means, ask.request(account)?).await?;
    match account.renewed(means, Some(first.status)).await {
        true => answer(means, ask.request(account)?).await,
        false => Ok(first),
    }
}

/// Asks something harmless, and tells whether the profile works.
///
/// # Errors
/// When the profile cannot be used.
pub async fn check_profile(means: &Means, profile: &str) -> Result<ProfileCheck, Error> {
    let mut account = match Account::entered(means, profile).await {
        Ok(account) => account,
        Err(Error::Answered(words)) => return Ok(unentered(CheckVerdict::Refused, words)),
        Err(Error::Unanswered(words)) => return Ok(unentered(CheckVerdict::Unreached, words)),
        Err(error) => return Err(error),
    };
    let mut exchange = means.sender.send(harmless(&account)?).await;
    if account.renewed(means, exchange.status()).await {
        exchange = means.sender.send(harmless(&account)?).await;
    }
    let (verdict, message) = match &exchange.outcome {
        Ok(answer) => judged(account.client, answer),
        Err(failure) => (CheckVerdict::Unreached, failure.message.clone()),
    };
    Ok(ProfileCheck {
        verdict,
        status: exchange.status(),
        message,
        took_micros: exchange.timing.total_micros,
    })
}

/// Of a profile that was given no token to call with.
const fn unentered(verdict: CheckVerdict, message: String) -> ProfileCheck {
    ProfileCheck {
        verdict,
        status: None,
        message,
        took_micros: 0,
    }
}

/// An id that nothing has.
const NOTHING: &str = "00000000-0000-0000-0000-000000000000";

/// The log, or something that is not there: who may not look is told so first.
pub(crate) fn harmless(account: &Account) -> Result<Outgoing, Error> {
    let page = PageAsk {
        of: Some(NOTHING),
        ..PageAsk::default()
    };
    let client = account.client;
    client.list(account, page).or_else(|error| match error {
        Error::NoCall { .. } => client.get(account, NOTHING),
        other => Err(other),
    })
}

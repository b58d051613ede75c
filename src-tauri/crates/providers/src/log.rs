//! A provider's own log of deliveries, read through a profile; and whether a profile works.
//!
//! Reads only. The exchanges are kept, and nothing of what they told.

use delivery::Outgoing;
use model::{AttemptAnswer, ProviderOperation};
use serde::Serialize;
use ts_rs::TS;

use crate::asking;
use crate::client::{Account, PageAsk};
use crate::error::Error;
use crate::judged::{CheckVerdict, judged, said};
use crate::means::Means;
use crate::provider_delivery::{ProviderDelivery, ProviderPage};
use crate::recorded::{Asked, answered};

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

/// What is asked of a log.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LogAsk<'a> {
    /// For a page of it.
    Page(PageAsk<'a>),
    /// For one delivery, by its id.
    One(&'a str),
}

impl<'a> LogAsk<'a> {
    const fn asked(self) -> Asked<'a> {
        match self {
            Self::Page(page) => Asked::new(ProviderOperation::ListDeliveries, page.of),
            Self::One(id) => Asked::new(ProviderOperation::ReadDelivery, Some(id)),
        }
    }

    fn request(self, account: &Account) -> Result<Outgoing, Error> {
        match self {
            Self::Page(page) => account.client.list(account, page),
            Self::One(id) => account.client.get(account, id),
        }
    }
}

/// What is answered to it.
pub(crate) async fn answer_to(
    means: &Means,
    account: &mut Account,
    ask: LogAsk<'_>,
) -> Result<AttemptAnswer, Error> {
    let request = |account: &Account| ask.request(account);
    asking::answer(means, account, ask.asked(), request).await
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
    let asked = Asked::new(ProviderOperation::Check, None);
    let attempt = asking::ask(means, &mut account, asked, harmless).await?;
    let (status, took_micros) = (attempt.status, attempt.timing.total_micros);
    let (verdict, message) = match answered(attempt) {
        Ok(answer) => judged(account.client, &answer),
        Err(error) => (CheckVerdict::Unreached, error.to_string()),
    };
    Ok(ProfileCheck {
        verdict,
        status,
        message,
        took_micros,
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

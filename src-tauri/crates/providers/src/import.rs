//! Reads requests out of a provider's log, page by page.
//!
//! What becomes of them is the caller's matter; nothing is asked to be sent again.

use model::AttemptAnswer;
use serde_json::value::RawValue;
use store::ImportedFrom;

use crate::call::words_of;
use crate::client::{Account, Imports, PageAsk};
use crate::error::Error;
use crate::exchange::{LogExchange, exchange};
use crate::log::{LogAsk, answer_to};
use crate::means::Means;
use crate::provider::Provider;
use crate::provider_delivery::ProviderDelivery;
use crate::raw::{items, raw_at};

/// A provider's log that is being read.
#[derive(Debug)]
pub struct LogReader {
    means: Means,
    account: Account,
    imports: Imports,
}

/// A row of the log, and the text that it was read of.
#[derive(Debug)]
pub struct LogRow {
    /// What the provider's list tells of it.
    pub delivery: ProviderDelivery,
    raw: Box<RawValue>,
}

/// A page of the log.
#[derive(Debug)]
pub struct LogRows {
    /// Its rows, in the provider's order.
    pub rows: Vec<LogRow>,
    /// What asks for the page after it; none on the last page.
    pub next: Option<String>,
}

/// What tells a delivery from others of its log: where a redelivery is asked by the run, all
/// deliveries of a run have that id, and the delivery's own stands where others have the event.
#[must_use]
pub fn mark_of<'a>(provider: &str, id: &'a str, event_id: Option<&'a str>) -> &'a str {
    match Provider::of(provider) {
        Ok(Provider::Runflow) => event_id.unwrap_or(id),
        _ => id,
    }
}

impl LogReader {
    /// Opens the log of a profile.
    ///
    /// # Errors
    /// When the profile cannot be used, or its provider's log holds no requests.
    pub async fn open(means: &Means, profile: &str) -> Result<Self, Error> {
        let account = Account::entered(means, profile).await?;
        Ok(Self {
            imports: account.client.imports()?,
            means: means.clone(),
            account,
        })
    }

    /// How a delivery of this log is marked where it is kept.
    #[must_use]
    pub fn mark(&self, delivery: &ProviderDelivery) -> ImportedFrom {
        ImportedFrom {
            provider: self.account.client.id().to_owned(),
            base_url: self.account.base_url.clone(),
            delivery: mark_of(
                self.account.client.id(),
                &delivery.id,
                delivery.event_id.as_deref(),
            )
            .to_owned(),
        }
    }

    /// A page of it; `of` names the run, for providers that list by run.
    ///
    /// # Errors
    /// When the provider does not show it.
    pub async fn page(&self, cursor: Option<&str>, of: Option<&str>) -> Result<LogRows, Error> {
        let page = PageAsk { cursor, of };
        let answer = self.answer(LogAsk::Page(page)).await?;
        let read = self.account.client.read_list(&answer);
        let page = read.map_err(Error::Answered)?;
        let raw = self.raw_rows(&answer).unwrap_or_default();
        let rows = page.rows.into_iter().zip(raw);
        Ok(LogRows {
            rows: rows
                .map(|(delivery, raw)| LogRow { delivery, raw })
                .collect(),
            next: page.next,
        })
    }

    /// The rows as they are written, as far as they have what lists are read by.
    fn raw_rows(&self, answer: &AttemptAnswer) -> Option<Vec<Box<RawValue>>> {
        let text = std::str::from_utf8(&answer.body).ok()?;
        let whole: &RawValue = serde_json::from_str(text).ok()?;
        let rows = items(raw_at(whole, &self.imports.rows)?)?;
        let has_id = |row: &&RawValue| self.account.client.reads(row.get());
        Some(
            rows.into_iter()
                .filter(has_id)
                .map(ToOwned::to_owned)
                .collect(),
        )
    }

    /// The request of a row; nothing when the log does not hold it.
    ///
    /// # Errors
    /// When the delivery has to be asked for, and is not shown.
    pub async fn exchange(&self, row: &LogRow) -> Result<Option<LogExchange>, Error> {
        let places = self.imports.places();
        let mut found = match self.imports.from_list {
            true => exchange(&row.delivery, &row.raw, places),
            false => self.asked_for(&row.delivery.id).await?,
        };
        if let Some(found) = &mut found {
            found.at = found.at.or(row.delivery.at);
            for (name, place) in &self.imports.fields {
                let value = row.delivery.more.pointer(place);
                if let Some(value) = value.and_then(|value| value.as_str()) {
                    found.headers.set(name, value);
                }
            }
        }
        Ok(found)
    }

    async fn asked_for(&self, id: &str) -> Result<Option<LogExchange>, Error> {
        let answer = self.answer(LogAsk::One(id)).await?;
        if !(200..300).contains(&answer.status) {
            let refused = crate::call::refused(&answer, self.account.client.id());
            return Err(Error::Answered(words_of(&refused)));
        }
        let read = self.account.client.read_get(&answer);
        let delivery = read.map_err(Error::Answered)?;
        let raw: Result<Box<RawValue>, _> = serde_json::from_slice(&answer.body);
        Ok(raw
            .ok()
            .and_then(|raw| exchange(&delivery, &raw, self.imports.places())))
    }

    async fn answer(&self, ask: LogAsk<'_>) -> Result<AttemptAnswer, Error> {
        // Tokens end, and a log may be long.
        let mut account = self.account.again(&self.means).await?;
        answer_to(&self.means, &mut account, ask).await
    }
}

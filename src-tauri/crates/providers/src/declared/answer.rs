//! The answers of a file's calls. Pure.
//!
//! Told by status, as for every provider; what the answer says beyond the places that the file
//! names is kept as it came.

use model::AttemptAnswer;
use serde_json::Value;

use super::catalogue::Declared;
use super::definition::{Get, List, Redeliver};
use super::paging::Page;
use super::text::text_at;
use crate::call::{refused, words_of};
use crate::provider_delivery::{ProviderDelivery, ProviderPage};
use crate::redelivery::RedeliveryOutcome;

impl Declared {
    /// What an answer to a redelivery means.
    pub(crate) fn read_redelivery(
        &self,
        redeliver: &Redeliver,
        answer: &AttemptAnswer,
    ) -> RedeliveryOutcome {
        let status = answer.status;
        if !(200..300).contains(&status) {
            return refused(answer, &self.definition.name);
        }
        let known = redeliver.success.is_empty() || redeliver.success.contains(&status);
        match json(&answer.body).filter(|_| known) {
            Some(answer) => redeliver.accepted(answer),
            None => RedeliveryOutcome::Unreadable {
                status,
                message: self.not_its_answer(),
            },
        }
    }

    /// A page of its log.
    pub(crate) fn read_list(
        &self,
        list: &List,
        answer: &AttemptAnswer,
    ) -> Result<ProviderPage, String> {
        let json = self.success(answer)?;
        let rows = json.pointer(&list.rows).and_then(Value::as_array);
        let rows = rows.ok_or_else(|| self.not_its_answer())?;
        let rows: Vec<_> = rows
            .iter()
            .cloned()
            .filter_map(|row| list.row.read(row))
            .collect();
        let page = Page {
            answer,
            json: &json,
            last_id: rows.last().map(|row| row.id.as_str()),
        };
        let next = list.next.as_ref().and_then(|next| next.of(&page));
        Ok(ProviderPage { rows, next })
    }

    /// One delivery; what the file's rows do not name is still in `more`.
    pub(crate) fn read_get(
        &self,
        get: &Get,
        answer: &AttemptAnswer,
    ) -> Result<ProviderDelivery, String> {
        let json = self.success(answer)?;
        let row = json.pointer(&get.row).cloned();
        let places = self.definition.list.as_ref().map(|list| &list.row);
        let read = row.zip(places).and_then(|(row, places)| places.read(row));
        read.ok_or_else(|| self.not_its_answer())
    }

    pub(super) fn success(&self, answer: &AttemptAnswer) -> Result<Value, String> {
        match answer.status {
            200..300 => json(&answer.body).ok_or_else(|| self.not_its_answer()),
            _ => Err(words_of(&refused(answer, &self.definition.name))),
        }
    }

    pub(super) fn not_its_answer(&self) -> String {
        crate::call::not_its_answer(&self.definition.name)
    }
}

impl Redeliver {
    fn accepted(&self, answer: Value) -> RedeliveryOutcome {
        let at = |place: &Option<String>| text_at(&answer, place.as_deref());
        RedeliveryOutcome::Accepted {
            delivery_id: at(&self.delivery_id),
            event_id: at(&self.event_id),
            state: at(&self.state),
            at: at(&self.at),
            answer,
        }
    }
}

/// The JSON of a body; an empty one is null.
fn json(body: &[u8]) -> Option<Value> {
    match body.trim_ascii() {
        [] => Some(Value::Null),
        body => serde_json::from_slice(body).ok(),
    }
}

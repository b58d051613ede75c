//! Sending through the one delivery engine: endpoints, deliveries, and how far these are.
//!
//! An endpoint of an emulation is one like any other, marked with its provider. What a provider
//! says of a delivery is told from what the engine has of it, whenever it is asked.

use std::time::Duration;

use bytes::Bytes;
use delivery::schedule::Schedule;
use model::{
    Attempt, AttemptAnswer, AttemptDecision, Delivery, DeliveryId, EndpointId, Headers, Manner,
    Secret, SecretId, Timestamp, Trigger,
};
use store::{DeliveryRecord, Due, EndpointEdit, EndpointSecret, NewEndpoint, NewEvent};

use super::Stage;
use crate::error::Error;

/// How much of a provider's id an endpoint's name has, until that is free.
const NAME_LENGTHS: [usize; 5] = [8, 13, 18, 24, 36];

/// An endpoint to be opened.
#[derive(Debug, Clone)]
pub(crate) struct OpenEndpoint {
    /// The id that the provider gives it; its name here begins so.
    pub(crate) name: String,
    /// Where it is reached.
    pub(crate) url: String,
    /// Signature scheme, by id; `None` sends unsigned.
    pub(crate) scheme: Option<String>,
    /// What signs, the oldest first.
    pub(crate) secrets: Vec<Secret>,
    /// Schedule, header fields and the like; its speed is the emulation's.
    pub(crate) manner: Manner,
}

/// Something to be delivered.
#[derive(Debug, Clone)]
pub(crate) struct Parcel {
    /// The event's id as receivers see it, where the scheme shows one.
    pub(crate) message_id: String,
    /// Event type.
    pub(crate) event_type: String,
    /// Media type of the body.
    pub(crate) content_type: String,
    /// The body, byte for byte.
    pub(crate) body: Bytes,
}

impl Parcel {
    /// A parcel of JSON.
    pub(crate) fn json(message_id: &str, event_type: &str, body: &str) -> Self {
        Self {
            message_id: message_id.to_owned(),
            event_type: event_type.to_owned(),
            content_type: "application/json".to_owned(),
            body: Bytes::copy_from_slice(body.as_bytes()),
        }
    }
}

impl From<Parcel> for NewEvent {
    fn from(parcel: Parcel) -> Self {
        Self {
            message_id: Some(parcel.message_id),
            event_type: parcel.event_type,
            content_type: parcel.content_type,
            body: Some(parcel.body),
            ..Self::default()
        }
    }
}

/// How far a delivery is.
#[derive(Debug, Clone)]
pub(crate) struct Progress {
    /// What the engine's lists show.
    pub(crate) delivery: Delivery,
    /// Attempts that counted since the schedule began, or began anew.
    pub(crate) scheduled: u32,
    /// All attempts, the oldest first.
    pub(crate) attempts: Vec<Tried>,
}

/// An attempt with what went out and came back.
#[derive(Debug, Clone)]
pub(crate) struct Tried {
    /// What lists show.
    pub(crate) attempt: Attempt,
    /// Header fields as they were sent.
    pub(crate) request_headers: Headers,
    /// What came back.
    pub(crate) answer: Option<AttemptAnswer>,
    /// What followed.
    pub(crate) decision: Option<AttemptDecision>,
}

impl Progress {
    /// The attempts since the schedule began, or began anew; what was asked for by hand in
    /// Hookwright's own lists is none of them.
    pub(crate) fn current(&self) -> Vec<&Tried> {
        let by_schedule = |tried: &&Tried| tried.attempt.trigger != Trigger::Redelivery;
        let all: Vec<&Tried> = self.attempts.iter().filter(by_schedule).collect();
        let earlier = all.len().saturating_sub(self.scheduled as usize);
        all[earlier..].to_vec()
    }

    /// The last attempt of the schedule under way.
    pub(crate) fn last(&self) -> Option<&Tried> {
        self.current().pop()
    }
}

impl Tried {
    /// What came back, as text.
    pub(crate) fn answer_text(&self) -> Option<String> {
        let answer = self.answer.as_ref()?;
        Some(String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// Whole milliseconds that it took.
    pub(crate) const fn took_millis(&self) -> u64 {
        self.attempt.timing.total_micros / 1_000
    }

    /// When it was over.
    pub(crate) fn ended_at(&self) -> Timestamp {
        let took = Duration::from_micros(self.attempt.timing.total_micros);
        self.attempt.started_at.plus(took)
    }
}

impl Stage {
    /// Opens an endpoint.
    ///
    /// # Errors
    /// [`store::Error::Locked`] when secrets are given that cannot be sealed; or when the store
    /// fails.
    pub(crate) async fn open_endpoint(&self, open: OpenEndpoint) -> Result<EndpointId, Error> {
        let new = NewEndpoint {
            name: String::new(),
            url: open.url,
            scheme: open.scheme,
            secrets: open.secrets.into_iter().map(EndpointSecret::from).collect(),
            manner: Manner {
                speed: self.speed().await?,
                ..open.manner
            },
            emulation: Some(self.id()),
            handed_to: None,
        };
        for length in NAME_LENGTHS {
            let part: String = open.name.chars().take(length).collect();
            let new = NewEndpoint {
                name: format!("{}:{part}", self.id()),
                ..new.clone()
            };
            match self.store().endpoints().add(new).await {
                Err(store::Error::EndpointTaken { .. }) => {}
                made => return Ok(made?.id),
            }
        }
        let name = format!("{}:{}", self.id(), super::ids::prefixed(&open.name, 8));
        let new = NewEndpoint { name, ..new };
        Ok(self.store().endpoints().add(new).await?.id)
    }

    /// Signs with these secrets from the next attempt on, and with no others.
    ///
    /// # Errors
    /// [`store::Error::NotFound`] when the endpoint was removed; as for [`Self::open_endpoint`].
    pub(crate) async fn replace_secrets(
        &self,
        endpoint: EndpointId,
        secrets: Vec<Secret>,
    ) -> Result<(), Error> {
        let before = self.store().endpoints().get(endpoint).await?;
        let before = before.ok_or_else(|| gone("endpoint", &endpoint))?;
        let old: Vec<SecretId> = before.secrets.iter().map(|secret| secret.id).collect();
        let edit = EndpointEdit {
            add_secrets: secrets.into_iter().map(EndpointSecret::from).collect(),
            remove_secrets: old,
            ..EndpointEdit::default()
        };
        self.store().endpoints().edit(endpoint, edit).await?;
        Ok(())
    }

    /// What an endpoint signs with, the oldest first; for making answers that show it once.
    ///
    /// # Errors
    /// As for [`Self::replace_secrets`].
    pub(crate) async fn secrets(&self, endpoint: EndpointId) -> Result<Vec<Secret>, Error> {
        let endpoints = self.store().endpoints();
        let found = endpoints.get(endpoint).await?;
        let found = found.ok_or_else(|| gone("endpoint", &endpoint))?;
        let mut secrets = Vec::with_capacity(found.secrets.len());
        for secret in &found.secrets {
            secrets.push(endpoints.reveal_secret(endpoint, secret.id).await?);
        }
        Ok(secrets)
    }

    /// Delivers to an endpoint, at once and then by its schedule.
    ///
    /// # Errors
    /// [`store::Error::NotFound`] when the endpoint was removed; or when the store fails.
    pub(crate) async fn enqueue(
        &self,
        endpoint: EndpointId,
        parcel: Parcel,
    ) -> Result<DeliveryId, Error> {
        let deliveries = self.store().deliveries();
        let added = deliveries
            .add(parcel.into(), vec![endpoint], Due::Now)
            .await?;
        Ok(added.deliveries[0])
    }

    /// How far a delivery is, with all that was sent and came back; `None` once it was cleared
    /// away.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn progress(&self, delivery: DeliveryId) -> Result<Option<Progress>, Error> {
        let Some(record) = self.store().deliveries().get(delivery).await? else {
            return Ok(None);
        };
        let mut attempts = Vec::with_capacity(record.attempts.len());
        for (attempt, decision) in &record.attempts {
            attempts.push(self.tried(attempt, decision.clone()).await?);
        }
        Ok(Some(Progress {
            scheduled: record.scheduled,
            delivery: self.planned(record),
            attempts,
        }))
    }

    /// An attempt with what went out and came back.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn tried(
        &self,
        attempt: &Attempt,
        decision: Option<AttemptDecision>,
    ) -> Result<Tried, Error> {
        let record = self.store().attempts().get(attempt.id).await?;
        let head = record
            .as_ref()
            .map(|record| wire::head::parse(&record.request_head));
        Ok(Tried {
            attempt: attempt.clone(),
            request_headers: head
                .and_then(Result::ok)
                .map_or_else(Headers::default, |head| head.headers),
            answer: record.and_then(|record| record.answer),
            decision,
        })
    }

    /// The delivery, with how many attempts its endpoint's schedule allows.
    fn planned(&self, record: DeliveryRecord) -> Delivery {
        let mut delivery = record.delivery;
        let endpoints = self.store().endpoints().snapshot();
        let endpoint = endpoints.by_id(delivery.endpoint);
        let schedule =
            endpoint.and_then(|live| Schedule::find(&live.endpoint.manner.schedule).ok());
        let waits = schedule.map_or(0, |schedule| schedule.waits.len());
        delivery.attempts_planned = u32::try_from(waits + 1).unwrap_or(u32::MAX);
        delivery
    }
}

fn gone(what: &'static str, id: &dyn std::fmt::Display) -> store::Error {
    store::Error::NotFound {
        what,
        which: id.to_string(),
    }
}

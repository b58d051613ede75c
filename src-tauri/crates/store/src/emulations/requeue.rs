//! A record that is sent again as the same record.

use model::{DeliveryState, EndpointId, Topic};
use rusqlite::Connection;

use super::{Emulations, Record};
use crate::error::{Error, Fault};
use crate::table::deliveries::{self, act};
use crate::table::delivery_totals::Tally;
use crate::table::{emulation_records, routed};
use crate::{NewEvent, RedeliverMode};

/// How a record is sent again.
#[derive(Debug, Clone)]
pub struct Requeue {
    /// Its document from then on.
    pub document: String,
    /// Where it goes, for one whose delivery was cleared away.
    pub endpoint: EndpointId,
    /// What it carries then.
    pub event: NewEvent,
}

impl Emulations<'_> {
    /// Begins the schedule of a record's delivery anew, due at once; a delivery that was cleared
    /// away is made again. Only one that has ended without arriving is sent again: `false` for
    /// any other, and for one whose endpoint was removed.
    ///
    /// What is looked at is changed in the same transaction: of many who ask at once, in however
    /// many processes, one is told `true`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no record of this name, or a delivery that was cleared
    /// away has no endpoint any more.
    pub async fn requeue(
        &self,
        provider: &'static str,
        name: &str,
        anew: Requeue,
    ) -> Result<bool, Error> {
        let (name, now) = (name.to_owned(), self.0.clock.now());
        let change = move |connection: &_| {
            let record = emulation_records::get(connection, provider, &name)?;
            let record = record.ok_or_else(|| Error::not_found("record", &name))?;
            let is_sent = sent_again(connection, (provider, &record), &anew, now)?;
            if is_sent {
                let whose = (provider, name.as_str());
                emulation_records::rewrite(connection, whose, &anew.document, now)?;
            }
            Ok(is_sent)
        };
        let topics = &[Topic::Providers, Topic::Deliveries];
        self.0.writer.run(topics, change).await
    }
}

fn sent_again(
    connection: &Connection,
    (provider, record): (&str, &Record),
    anew: &Requeue,
    now: model::Timestamp,
) -> Result<bool, Fault> {
    let stored = match record.delivery {
        Some(id) => deliveries::get(connection, id)?,
        None => None,
    };
    let Some(stored) = stored else {
        let mut tally = Tally::default();
        let to = (&anew.event, &[anew.endpoint][..]);
        let added = routed::add(connection, to, (now, now), &mut tally)?;
        tally.flush(connection)?;
        let whose = (provider, record.name.as_str());
        return Ok(emulation_records::relink(
            connection,
            whose,
            added.deliveries[0],
        )?);
    };
    let has_failed = matches!(
        stored.standing.state,
        DeliveryState::Failed | DeliveryState::Cancelled
    );
    if !has_failed {
        return Ok(false);
    }
    let restart = act::Act::Redeliver(RedeliverMode::RestartSchedule);
    Ok(act::on_each(connection, &[stored.id], restart, now)? > 0)
}

#[cfg(test)]
mod tests {
    use model::DeliveryId;
    use tokio::task::JoinSet;

    use super::*;
    use crate::deliveries::trial::{Trial, event};
    use crate::{DeliveryFilter, NewRecord, Which};

    async fn record(trial: &Trial, delivery: DeliveryId) {
        let emulations = trial.fixture.store.emulations();
        let organization = emulations.add_organization("b3os", "o_1").await.unwrap();
        let record = NewRecord {
            provider: "b3os",
            organization,
            kind: "delivery",
            name: "d_1".into(),
            parent: None,
            endpoint: Some(trial.endpoint),
            delivery: Some(delivery),
            document: "{}".into(),
            made_at: None,
        };
        emulations.add(record).await.unwrap();
    }

    fn anew(trial: &Trial, document: String) -> Requeue {
        Requeue {
            document,
            endpoint: trial.endpoint,
            event: event(),
        }
    }

    /// Asks so many times at once; tells which were accepted.
    async fn ask(trial: &Trial, times: usize) -> Vec<usize> {
        let mut asked = JoinSet::new();
        for number in 0..times {
            let (store, anew) = (trial.fixture.store.clone(), anew(trial, document(number)));
            asked.spawn(async move {
                let told = store.emulations().requeue("b3os", "d_1", anew).await;
                told.unwrap().then_some(number)
            });
        }
        asked.join_all().await.into_iter().flatten().collect()
    }

    fn document(number: usize) -> String {
        format!("{{\"n\":{number}}}")
    }

    async fn kept(trial: &Trial) -> Record {
        let emulations = trial.fixture.store.emulations();
        emulations.get("b3os", "d_1").await.unwrap().unwrap()
    }

    #[tokio::test]
    async fn of_many_who_ask_at_once_one_is_told_yes() {
        let trial = Trial::new().await;
        let delivery = trial.deliver(event()).await;
        record(&trial, delivery).await;
        let early = ask(&trial, 2).await;
        assert!(early.is_empty(), "it waits for its first attempt");
        let cancelled = trial.deliveries().cancel(Which::Ids(vec![delivery])).await;
        assert_eq!(cancelled, Ok(1));
        let [accepted] = ask(&trial, 64).await[..] else {
            panic!("one is accepted")
        };
        let kept = kept(&trial).await;
        assert_eq!(kept.document, document(accepted));
        assert_eq!(kept.delivery, Some(delivery));
    }

    #[tokio::test]
    async fn what_was_cleared_away_is_made_again_once() {
        let trial = Trial::new().await;
        let delivery = trial.deliver(event()).await;
        record(&trial, delivery).await;
        let which = || Which::Ids(vec![delivery]);
        trial.deliveries().cancel(which()).await.unwrap();
        trial.deliveries().clear(which()).await.unwrap();
        assert_eq!(ask(&trial, 16).await.len(), 1);
        let again = kept(&trial).await.delivery.unwrap();
        assert_eq!(trial.state(again).await, DeliveryState::Pending);
        assert_eq!(trial.ids(&DeliveryFilter::default()).await, [again.0]);
    }

    #[tokio::test]
    async fn a_record_that_is_not_there_is_told() {
        let trial = Trial::new().await;
        let emulations = trial.fixture.store.emulations();
        let missing = emulations
            .requeue("b3os", "none", anew(&trial, document(1)))
            .await;
        assert_eq!(missing, Err(Error::not_found("record", &"none")));
    }
}

//! What was sent for an emulation's records, attempt by attempt.

use super::{Attempted, AttemptedFilter, Emulations};
use crate::error::Error;
use crate::table::emulation_records;

impl Emulations<'_> {
    /// Attempts of the deliveries that records stand for, the latest first; a record whose
    /// delivery has none stands for itself.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn attempted(
        &self,
        provider: &'static str,
        filter: &AttemptedFilter,
    ) -> Result<Vec<Attempted>, Error> {
        let filter = filter.clone();
        let read =
            move |connection: &_| emulation_records::attempted(connection, provider, &filter);
        self.0.readers.run(read).await
    }
}

#[cfg(test)]
mod tests {
    use model::{DeliveryId, OrganizationId, Timestamp};

    use super::*;
    use crate::deliveries::trial::{Trial, event};
    use crate::{NewRecord, RecordFilter};

    async fn record(trial: &Trial, name: &str, delivery: Option<DeliveryId>) {
        let record = NewRecord {
            provider: "agentmessage",
            organization: OrganizationId(1),
            kind: "event",
            name: name.into(),
            parent: Some("endpoint".into()),
            endpoint: None,
            delivery,
            document: "{}".into(),
            made_at: None,
        };
        trial.fixture.store.emulations().add(record).await.unwrap();
    }

    /// Events `a`, `b` and `c`: the first is tried at 1 s and 5 s, the second at 3 s, the third
    /// waits from 3 s on.
    async fn tried() -> Trial {
        let trial = Trial::new().await;
        let emulations = trial.fixture.store.emulations();
        emulations
            .add_organization("agentmessage", "o")
            .await
            .unwrap();
        for (name, after) in [("a", 1), ("b", 2)] {
            let delivery = trial.deliver(event()).await;
            record(&trial, name, Some(delivery)).await;
            trial.wait(after);
            assert_eq!(trial.take_one().await.delivery, delivery);
            match name {
                "a" => trial.fail(delivery, 4).await,
                _ => trial.succeed(delivery).await,
            };
        }
        record(&trial, "c", None).await;
        trial.wait(2);
        let again = trial.take_one().await.delivery;
        trial.give_up(again).await;
        trial
    }

    fn filter() -> AttemptedFilter {
        AttemptedFilter {
            records: RecordFilter {
                kind: "event",
                limit: 10,
                ..RecordFilter::default()
            },
            ..AttemptedFilter::default()
        }
    }

    async fn found(trial: &Trial, filter: AttemptedFilter) -> Vec<String> {
        let emulations = trial.fixture.store.emulations();
        let found = emulations.attempted("agentmessage", &filter).await.unwrap();
        let told = found.iter().map(|one| {
            let status = one.attempt.as_ref().and_then(|(attempt, _)| attempt.status);
            let status = status.map_or_else(|| "-".to_owned(), |status| status.to_string());
            format!("{}{} {status}", one.record.name, one.number)
        });
        told.collect()
    }

    #[tokio::test]
    async fn attempts_of_all_records_are_one_list_the_latest_first() {
        let trial = tried().await;
        let all = ["a2 500", "c1 -", "b1 200", "a1 500"];
        assert_eq!(found(&trial, filter()).await, all);
        let emulations = trial.fixture.store.emulations();
        let mut one = filter();
        one.records.limit = 1;
        for expected in all {
            let rows = emulations.attempted("agentmessage", &one).await.unwrap();
            one.after = Some(rows[0].place);
            let told = format!("{}{}", rows[0].record.name, rows[0].number);
            assert!(expected.starts_with(&told), "{told}: {expected}");
        }
        assert_eq!(found(&trial, one).await, Vec::<String>::new());
    }

    #[tokio::test]
    async fn each_part_of_a_filter_narrows_it() {
        let trial = tried().await;
        let start = Timestamp::from_unix_seconds(1_000);
        let at = |seconds: i64| Some(start.plus_micros(seconds * 1_000_000));
        let since = AttemptedFilter {
            since: at(3),
            until: at(5),
            ..filter()
        };
        assert_eq!(found(&trial, since).await, ["c1 -", "b1 200"]);
        let by_status = |least, most| AttemptedFilter {
            status_min: least,
            status_max: most,
            ..filter()
        };
        let failed = by_status(Some(500), None);
        assert_eq!(found(&trial, failed).await, ["a2 500", "a1 500"]);
        let succeeded = by_status(None, Some(299));
        assert_eq!(found(&trial, succeeded).await, ["b1 200"]);
        let mut other = filter();
        other.records.parent = Some("another".into());
        assert_eq!(found(&trial, other).await, Vec::<String>::new());
    }
}

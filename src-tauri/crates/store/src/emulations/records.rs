//! What emulated providers can send again, and whatever else they keep.

use model::{DeliveryId, RecordId, Topic};
use rusqlite::Connection;

use super::{Emulations, NewRecord, Record, RecordFilter};
use crate::error::{Error, Fault};
use crate::table::emulation_records;

impl Emulations<'_> {
    /// Stores a record.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn add(&self, record: NewRecord) -> Result<RecordId, Error> {
        let made = self.add_all(vec![record]).await?;
        Ok(made[0])
    }

    /// Stores records, all or none, in the order given.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn add_all(&self, records: Vec<NewRecord>) -> Result<Vec<RecordId>, Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            let insert = |record| emulation_records::insert(connection, record, now);
            let made: Result<_, _> = records.iter().map(insert).collect();
            Ok(made?)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// One record, by the id that the provider gave it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn get(&self, provider: &'static str, name: &str) -> Result<Option<Record>, Error> {
        let name = name.to_owned();
        let read = move |connection: &_| Ok(emulation_records::get(connection, provider, &name)?);
        self.0.readers.run(read).await
    }

    /// A page of a provider's records, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn page(
        &self,
        provider: &'static str,
        filter: &RecordFilter,
    ) -> Result<Vec<Record>, Error> {
        let filter = filter.clone();
        let read =
            move |connection: &_| Ok(emulation_records::page(connection, provider, &filter)?);
        self.0.readers.run(read).await
    }

    /// How many of a provider's records match, whatever the limit.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn count(&self, provider: &'static str, filter: &RecordFilter) -> Result<u64, Error> {
        let filter = filter.clone();
        let read =
            move |connection: &_| Ok(emulation_records::count(connection, provider, &filter)?);
        self.0.readers.run(read).await
    }

    /// Gives a record another document.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this name.
    pub async fn rewrite(
        &self,
        provider: &'static str,
        name: &str,
        document: String,
    ) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &Connection, name: &str| {
            emulation_records::rewrite(connection, (provider, name), &document, now)
        };
        self.change_one(name, change).await
    }

    /// Lets a record stand for another delivery of the engine.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this name.
    pub async fn relink(
        &self,
        provider: &'static str,
        name: &str,
        delivery: DeliveryId,
    ) -> Result<(), Error> {
        let change = move |connection: &Connection, name: &str| {
            emulation_records::relink(connection, (provider, name), delivery)
        };
        self.change_one(name, change).await
    }

    /// Removes a record; what the engine has of it stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none of this name.
    pub async fn remove(&self, provider: &'static str, name: &str) -> Result<(), Error> {
        let change = move |connection: &Connection, name: &str| {
            emulation_records::remove(connection, (provider, name))
        };
        self.change_one(name, change).await
    }

    /// Makes a change that says whether there was a record of this name.
    async fn change_one<F>(&self, name: &str, change: F) -> Result<(), Error>
    where
        F: FnOnce(&Connection, &str) -> rusqlite::Result<bool> + Send + 'static,
    {
        let name = name.to_owned();
        let change = move |connection: &_| match change(connection, &name)? {
            true => Ok(()),
            false => Err(Fault::from(Error::not_found("record", &name))),
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }
}

#[cfg(test)]
mod tests {
    use model::{EndpointId, OrganizationId};

    use super::*;
    use crate::fixture::Fixture;

    fn record(organization: OrganizationId, name: &str) -> NewRecord {
        NewRecord {
            provider: "skyvern",
            organization,
            kind: "run",
            name: name.into(),
            parent: None,
            endpoint: None,
            delivery: None,
            document: "{\"a\": 1.0}".into(),
            made_at: None,
        }
    }

    fn filter(kind: &'static str) -> RecordFilter {
        RecordFilter {
            kind,
            limit: 10,
            ..RecordFilter::default()
        }
    }

    async fn organization(fixture: &Fixture, name: &str) -> OrganizationId {
        let emulations = fixture.store.emulations();
        emulations.add_organization("skyvern", name).await.unwrap()
    }

    fn names(records: &[Record]) -> Vec<&str> {
        records.iter().map(|record| record.name.as_str()).collect()
    }

    #[tokio::test]
    async fn a_record_keeps_its_document_to_the_letter() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let organization = organization(&fixture, "o_1").await;
        for name in ["tsk_1", "tsk_2"] {
            emulations.add(record(organization, name)).await.unwrap();
        }
        let first = emulations.get("skyvern", "tsk_1").await.unwrap().unwrap();
        assert_eq!(first.document, "{\"a\": 1.0}");
        let rewritten = emulations.rewrite("skyvern", "tsk_1", "{}".into()).await;
        assert_eq!(rewritten, Ok(()));
        let listed = emulations.page("skyvern", &filter("run")).await.unwrap();
        let documents: Vec<_> = listed.iter().map(|r| r.document.as_str()).collect();
        assert_eq!(documents, ["{\"a\": 1.0}", "{}"]);
        let missing = emulations.rewrite("skyvern", "x", String::new()).await;
        assert_eq!(missing, Err(Error::not_found("record", &"x")));
        assert_eq!(emulations.get("b3os", "tsk_1").await, Ok(None));
    }

    #[tokio::test]
    async fn each_part_of_a_filter_narrows_a_page() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let ours = organization(&fixture, "o_1").await;
        let theirs = organization(&fixture, "o_2").await;
        let child = NewRecord {
            kind: "delivery",
            parent: Some("tsk_1".into()),
            ..record(ours, "del_1")
        };
        let records = vec![
            record(ours, "tsk_1"),
            record(theirs, "tsk_2"),
            child,
            record(ours, "tsk_3"),
        ];
        let ids = emulations.add_all(records).await.unwrap();
        let page = async |filter: RecordFilter| {
            let found = emulations.page("skyvern", &filter).await.unwrap();
            let count = emulations.count("skyvern", &filter).await.unwrap();
            assert!(count >= found.len() as u64);
            names(&found).join(" ")
        };
        assert_eq!(page(filter("run")).await, "tsk_3 tsk_2 tsk_1");
        let of_ours = RecordFilter {
            organization: Some(ours),
            ..filter("run")
        };
        assert_eq!(page(of_ours).await, "tsk_3 tsk_1");
        let before = RecordFilter {
            before: Some(ids[3]),
            limit: 1,
            ..filter("run")
        };
        assert_eq!(page(before).await, "tsk_2");
        let of_run = RecordFilter {
            parent: Some("tsk_1".into()),
            ..filter("delivery")
        };
        assert_eq!(page(of_run).await, "del_1");
    }

    #[tokio::test]
    async fn records_of_which_one_has_a_taken_name_are_refused_together() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let ours = organization(&fixture, "o_1").await;
        let twice = vec![record(ours, "tsk_1"), record(ours, "tsk_1")];
        assert!(emulations.add_all(twice).await.is_err());
        assert_eq!(emulations.get("skyvern", "tsk_1").await, Ok(None));
    }

    #[tokio::test]
    async fn a_record_may_stand_for_one_delivery_after_another_and_goes_alone() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let ours = organization(&fixture, "o_1").await;
        let linked = NewRecord {
            endpoint: Some(EndpointId(4)),
            delivery: Some(DeliveryId(7)),
            ..record(ours, "del_1")
        };
        emulations.add(linked).await.unwrap();
        let relinked = emulations.relink("skyvern", "del_1", DeliveryId(8)).await;
        assert_eq!(relinked, Ok(()));
        let found = emulations.get("skyvern", "del_1").await.unwrap().unwrap();
        assert_eq!(
            (found.endpoint, found.delivery),
            (Some(EndpointId(4)), Some(DeliveryId(8)))
        );
        emulations.remove("skyvern", "del_1").await.unwrap();
        let gone = emulations.remove("skyvern", "del_1").await;
        assert_eq!(gone, Err(Error::not_found("record", &"del_1")));
    }
}

//! What befalls the next calls of emulated providers on purpose.

use model::{Topic, Trouble};

use super::Emulations;
use crate::error::Error;
use crate::table::emulation_troubles;

impl Emulations<'_> {
    /// Adds a trouble behind those there are; one of no times is none.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn add_trouble(&self, provider: &'static str, trouble: Trouble) -> Result<(), Error> {
        if trouble.times == 0 {
            return Ok(());
        }
        let now = self.0.clock.now();
        let change = move |connection: &_| {
            Ok(emulation_troubles::insert(
                connection,
                (provider, &trouble),
                now,
            )?)
        };
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// A provider's troubles in the order they befall, with how many times are left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn troubles(&self, provider: &'static str) -> Result<Vec<Trouble>, Error> {
        let read = move |connection: &_| Ok(emulation_troubles::list(connection, provider)?);
        self.0.readers.run(read).await
    }

    /// What befalls a call of this operation: the oldest trouble that is for it, counted down.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn take_trouble(
        &self,
        provider: &'static str,
        operation: Option<&str>,
    ) -> Result<Option<Trouble>, Error> {
        // Calls without trouble are the rule, and write nothing.
        if self.troubles(provider).await?.is_empty() {
            return Ok(None);
        }
        let operation = operation.map(str::to_owned);
        let change = move |connection: &_| {
            let next = emulation_troubles::next(connection, provider, operation.as_deref())?;
            let Some((row, trouble)) = next else {
                return Ok((None, &[][..]));
            };
            emulation_troubles::count_down(connection, row)?;
            Ok((Some(trouble), &[Topic::Providers][..]))
        };
        self.0.writer.run_telling(change).await
    }

    /// Removes all troubles of a provider; tells how many there were.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn clear_troubles(&self, provider: &'static str) -> Result<usize, Error> {
        let change = move |connection: &_| Ok(emulation_troubles::clear(connection, provider)?);
        self.0.writer.run(&[Topic::Providers], change).await
    }
}

#[cfg(test)]
mod tests {
    use model::TroubleKind;

    use super::*;
    use crate::fixture::Fixture;

    fn trouble(kind: TroubleKind, operation: Option<&str>, times: u32) -> Trouble {
        let operation = operation.map(str::to_owned);
        Trouble {
            kind,
            operation,
            times,
        }
    }

    #[tokio::test]
    async fn troubles_befall_in_order_and_each_as_often_as_told() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let status = TroubleKind::Status { status: 429 };
        for trouble in [trouble(status, None, 2), trouble(TroubleKind::Cut, None, 1)] {
            emulations.add_trouble("b3os", trouble).await.unwrap();
        }
        let mut befallen = Vec::new();
        while let Some(trouble) = emulations.take_trouble("b3os", None).await.unwrap() {
            befallen.push(trouble.kind);
        }
        assert_eq!(befallen, [status, status, TroubleKind::Cut]);
        assert_eq!(emulations.troubles("b3os").await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn a_trouble_of_one_operation_waits_for_it() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let only = trouble(TroubleKind::Hang, Some("replay"), 1);
        emulations.add_trouble("b3os", only.clone()).await.unwrap();
        for other in [None, Some("list")] {
            assert_eq!(emulations.take_trouble("b3os", other).await, Ok(None));
        }
        assert_eq!(
            emulations.take_trouble("runflow", Some("replay")).await,
            Ok(None)
        );
        let taken = emulations.take_trouble("b3os", Some("replay")).await;
        assert_eq!(taken, Ok(Some(only)));
    }

    #[tokio::test]
    async fn troubles_are_cleared_one_provider_at_a_time() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        for provider in ["b3os", "runflow"] {
            let trouble = trouble(TroubleKind::Cut, None, 5);
            emulations.add_trouble(provider, trouble).await.unwrap();
        }
        let none = trouble(TroubleKind::Cut, None, 0);
        emulations.add_trouble("b3os", none).await.unwrap();
        assert_eq!(emulations.clear_troubles("b3os").await, Ok(1));
        assert_eq!(emulations.troubles("runflow").await.unwrap().len(), 1);
    }
}

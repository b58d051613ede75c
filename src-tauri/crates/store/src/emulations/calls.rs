//! What emulated providers were asked and what they answered.

use model::{CallId, EmulatedCall, Topic};

use super::{CallRecord, Emulations, NewCall};
use crate::error::Error;
use crate::table::emulation_calls;

impl Emulations<'_> {
    /// Keeps a call; the oldest of its provider beyond a thousand go.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn log_call(&self, call: NewCall) -> Result<CallId, Error> {
        let change = move |connection: &_| Ok(emulation_calls::insert(connection, &call)?);
        self.0.writer.run(&[Topic::Providers], change).await
    }

    /// A page of a provider's calls, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn calls(
        &self,
        provider: &'static str,
        before: Option<CallId>,
        limit: u32,
    ) -> Result<Vec<EmulatedCall>, Error> {
        let read =
            move |connection: &_| Ok(emulation_calls::page(connection, provider, before, limit)?);
        self.0.readers.run(read).await
    }

    /// How many calls of a provider are kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn call_count(&self, provider: &'static str) -> Result<u64, Error> {
        let read = move |connection: &_| Ok(emulation_calls::count(connection, provider)?);
        self.0.readers.run(read).await
    }

    /// One call with its bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none any more.
    pub async fn call(&self, id: CallId) -> Result<CallRecord, Error> {
        let read = move |connection: &_| {
            let found = emulation_calls::get(connection, id)?;
            Ok(found.ok_or_else(|| Error::not_found("call", &id))?)
        };
        self.0.readers.run(read).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn call(fixture: &Fixture, target: &str) -> NewCall {
        NewCall {
            provider: "b3os",
            organization: None,
            operation: Some("retry".into()),
            method: "POST".into(),
            target: target.into(),
            status: Some(200),
            trouble: None,
            took_micros: 7,
            at: fixture.clock.now(),
            request_head: b"POST / HTTP/1.1\r\n\r\n".to_vec(),
            request_body: vec![b'x'; 70_000],
            response_head: b"HTTP/1.1 200 OK\r\n\r\n".to_vec(),
            response_body: b"{}".to_vec(),
        }
    }

    #[tokio::test]
    async fn a_call_is_kept_with_its_bytes_up_to_a_limit() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let organization = emulations.add_organization("b3os", "o_1").await.unwrap();
        let of_ours = NewCall {
            organization: Some(organization),
            ..call(&fixture, "/a?b")
        };
        let id = emulations.log_call(of_ours).await.unwrap();
        let kept = emulations.call(id).await.unwrap();
        assert_eq!(kept.call.organization.as_deref(), Some("o_1"));
        assert_eq!(kept.call.target, "/a?b");
        assert_eq!(
            (kept.request_body.len(), kept.response_body.len()),
            (65_536, 2)
        );
        let missing = emulations.call(CallId(9)).await;
        assert_eq!(missing, Err(Error::not_found("call", &CallId(9))));
    }

    #[tokio::test]
    async fn the_newest_thousand_of_a_provider_are_kept() {
        let fixture = Fixture::new();
        let emulations = fixture.store.emulations();
        let other = NewCall {
            provider: "runflow",
            ..call(&fixture, "/other")
        };
        emulations.log_call(other).await.unwrap();
        let small = NewCall {
            request_body: Vec::new(),
            ..call(&fixture, "/")
        };
        for _ in 0..1_003 {
            emulations.log_call(small.clone()).await.unwrap();
        }
        assert_eq!(emulations.call_count("b3os").await, Ok(1_000));
        let page = emulations.calls("b3os", None, 2).await.unwrap();
        let next = emulations.calls("b3os", Some(page[1].id), 1).await.unwrap();
        assert_eq!(next[0].id.0 + 1, page[1].id.0);
        assert_eq!(emulations.calls("runflow", None, 9).await.unwrap().len(), 1);
    }
}

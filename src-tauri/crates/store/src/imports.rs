//! Imports: deliveries of a provider's log that became captures, each once.

use model::CaptureId;

use crate::store::Inner;
use crate::table::imports;
use crate::{Error, Store};

pub use crate::table::imports::ImportedFrom;

/// The imports of a store.
#[derive(Clone, Copy)]
pub struct Imports<'a>(&'a Inner);

impl Store {
    /// The imports.
    #[must_use]
    pub fn imports(&self) -> Imports<'_> {
        Imports(self.inner())
    }
}

impl Imports<'_> {
    /// The capture that a delivery was imported as.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find(&self, from: ImportedFrom) -> Result<Option<CaptureId>, Error> {
        let read = move |connection: &_| Ok(imports::find(connection, &from)?);
        self.0.readers.run(read).await
    }

    /// Where a capture comes from, when it was imported.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of_capture(&self, capture: CaptureId) -> Result<Option<ImportedFrom>, Error> {
        let read = move |connection: &_| Ok(imports::of_capture(connection, capture)?);
        self.0.readers.run(read).await
    }
}

#[cfg(test)]
mod tests {
    use model::{Origin, Timestamp};

    use super::*;
    use crate::NewCapture;
    use crate::fixture::{Fixture, post};

    fn imported(delivery: &str) -> NewCapture {
        NewCapture {
            origin: Origin::Imported,
            imported: Some(from(delivery)),
            ..post("/")
        }
    }

    fn from(delivery: &str) -> ImportedFrom {
        ImportedFrom {
            provider: "github".into(),
            base_url: "https://api.github.com".into(),
            delivery: delivery.into(),
        }
    }

    #[tokio::test]
    async fn a_delivery_is_imported_once_until_its_capture_is_gone() {
        let fixture = Fixture::new();
        let first = fixture.add(imported("1")).await;
        assert_eq!(fixture.add(imported("1")).await, first);
        let second = fixture.add(imported("2")).await;
        assert_ne!(first, second);
        let imports = fixture.store.imports();
        assert_eq!(imports.find(from("1")).await, Ok(Some(first)));
        assert_eq!(imports.of_capture(second).await, Ok(Some(from("2"))));
        let captures = fixture.store.captures();
        captures.delete(&[first]).await.unwrap();
        assert_eq!(fixture.add(imported("1")).await, first);
        captures.purge_deleted(Timestamp(i64::MAX)).await.unwrap();
        assert_eq!(imports.find(from("1")).await, Ok(None));
        assert_ne!(fixture.add(imported("1")).await, first);
    }
}

//! Settings: values by name, typed by whoever owns the name.

use model::Topic;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::Inner;
use crate::table::settings;
use crate::{Error, Store};

/// The settings of a store.
#[derive(Clone, Copy)]
pub struct Settings<'a>(&'a Inner);

impl Store {
    /// The settings.
    #[must_use]
    pub fn settings(&self) -> Settings<'_> {
        Settings(self.inner())
    }
}

impl Settings<'_> {
    /// A setting; `None` when it was never set.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when it was stored as something else.
    pub async fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        let wanted = name.to_owned();
        let read = move |connection: &_| Ok(settings::get(connection, &wanted)?);
        let json = self.0.readers.run(read).await?;
        let value = json.map(|json| serde_json::from_str(&json)).transpose();
        value.map_err(|error| unreadable(name, &error))
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// As for every write: full disk or closed store.
    pub async fn set<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Error> {
        let json = serde_json::to_string(value).map_err(|error| unreadable(name, &error))?;
        let name = name.to_owned();
        let change = move |connection: &_| Ok(settings::set(connection, &name, &json)?);
        self.0.writer.run(&[Topic::Settings], change).await
    }
}

fn unreadable(name: &str, error: &serde_json::Error) -> Error {
    Error::unreadable(&format!("the setting {name}"), error)
}

#[cfg(test)]
mod tests {
    use crate::fixture::Fixture;

    #[tokio::test]
    async fn a_setting_reads_back_and_one_of_another_kind_is_said() {
        let fixture = Fixture::new();
        let settings = fixture.store.settings();
        assert_eq!(settings.get::<bool>("tray").await, Ok(None));
        settings.set("tray", &false).await.unwrap();
        settings.set("tray", &true).await.unwrap();
        assert_eq!(settings.get::<bool>("tray").await, Ok(Some(true)));
        let wrong = settings.get::<String>("tray").await.unwrap_err();
        assert!(wrong.to_string().contains("the setting tray"), "{wrong}");
    }
}

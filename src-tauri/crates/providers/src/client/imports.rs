//! Whose logs hold whole requests, and where in them. Pure.

use std::collections::BTreeMap;

use super::which::Client;
use crate::declared::text_at;
use crate::error::Error;
use crate::exchange::RequestPlaces;
use crate::provider::Provider;

/// Where a log has the requests that were sent.
#[derive(Debug, Clone)]
pub(crate) struct Imports {
    /// Where a page has its rows.
    pub(crate) rows: String,
    /// Whether rows have it all; else each delivery is asked for.
    pub(crate) from_list: bool,
    pub(crate) headers: Option<String>,
    pub(crate) body: String,
    /// Header fields that are known by another place of the row.
    pub(crate) fields: BTreeMap<String, String>,
}

impl Imports {
    pub(crate) fn places(&self) -> RequestPlaces<'_> {
        RequestPlaces {
            headers: self.headers.as_deref(),
            body: &self.body,
        }
    }

    fn of_list(rows: &str, headers: Option<&str>, body: &str) -> Self {
        Self {
            rows: rows.to_owned(),
            from_list: true,
            headers: headers.map(str::to_owned),
            body: body.to_owned(),
            fields: BTreeMap::new(),
        }
    }
}

impl Client {
    /// Where its log has the requests.
    pub(crate) fn imports(self) -> Result<Imports, Error> {
        let found = match self {
            Self::Coded(provider) => coded(provider),
            Self::Declared(declared) => {
                let definition = &declared.definition;
                let both = definition.import.as_ref().zip(definition.list.as_ref());
                both.map(|(import, list)| Imports {
                    rows: list.rows.clone(),
                    from_list: import.from_list,
                    headers: import.headers.clone(),
                    body: import.body.clone(),
                    fields: import.fields.clone(),
                })
            }
        };
        found.ok_or_else(|| Error::NoImport(self.id()))
    }

    /// Whether a row is read as a delivery: those without an id are not.
    pub(crate) fn reads(self, row: &str) -> bool {
        match self {
            Self::Coded(_) => true,
            Self::Declared(declared) => {
                let list = declared.definition.list.as_ref();
                let row = serde_json::from_str(row).ok();
                let both = list.zip(row);
                both.is_some_and(|(list, row)| text_at(&row, Some(&list.row.id)).is_some())
            }
        }
    }
}

/// InstaVM's and AgentMessage's logs have no bodies, and Skyvern has no log.
fn coded(provider: Provider) -> Option<Imports> {
    match provider {
        Provider::Skyvern | Provider::InstaVm | Provider::AgentMessage => None,
        Provider::B3os => {
            let headers = Some("/requestHeaders");
            Some(Imports::of_list("/data/items", headers, "/requestBody"))
        }
        Provider::Runflow => Some(Imports::of_list("", None, "/payload_bytes")),
    }
}

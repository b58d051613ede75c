//! The language of a provider's file.
//!
//! Places in an answer are JSON pointers (RFC 6901): `""` is all of it, `"/data"` a field. Texts of
//! paths, queries, headers and bodies may hold blanks: `{id}`, `{webhook_url}`, `{reason}`,
//! `{organization}` and each setting by its id. A blank in a path is one segment, whatever is in
//! it. A query, header or field of a body whose blank is not known is left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::provider_endpoint::EndpointField;

/// A provider that is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Definition {
    /// What people call it.
    pub(crate) name: String,
    /// Where its API begins; empty when everybody has a server of their own.
    pub(crate) base_url: String,
    /// Where the provider documents it.
    pub(crate) docs: String,
    /// The signature scheme of its webhooks, by its id.
    pub(crate) scheme: Option<String>,
    /// What a redelivery makes.
    pub(crate) replay: Replay,
    /// What is worth knowing: limits, how long things are kept, what is not possible.
    #[serde(default)]
    pub(crate) facts: Vec<String>,
    /// How the credential is given.
    pub(crate) auth: Option<Auth>,
    /// Header fields of every call.
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    /// What a profile says beside address and credential.
    #[serde(default)]
    pub(crate) settings: Vec<Setting>,
    /// Beginnings of paths: `{place}` is the first whose blanks are all known.
    #[serde(default)]
    pub(crate) places: Vec<String>,
    /// Asks for a redelivery.
    pub(crate) redeliver: Option<Redeliver>,
    /// Lists deliveries.
    pub(crate) list: Option<List>,
    /// Shows one delivery.
    pub(crate) get: Option<Get>,
    /// Makes captures of what the log holds.
    pub(crate) import: Option<Import>,
    /// Lists and changes where the provider sends to.
    pub(crate) endpoints: Option<Endpoints>,
}

/// What a redelivery makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ReplayKind")]
#[serde(rename_all = "snake_case")]
pub enum Replay {
    /// Nothing: there is no public call for it.
    None,
    /// Another attempt of the same delivery or message.
    Same,
    /// A new record.
    New,
    /// A new record, made afresh of what the event is about now.
    Rebuilt,
    /// A new event of the same data.
    NewEvent,
    /// An attempt at once, whose result is the answer.
    Synchronous,
}

/// How the credential is given.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Auth {
    /// `Authorization: Bearer KEY`.
    Bearer {},
    /// A field of its own, as in `PRIVATE-TOKEN: KEY`.
    Header {
        /// Its name.
        name: String,
    },
    /// `Authorization: Basic …`; the credential is `user:password`.
    Basic {},
    /// As bearer, too. Where the profile says who the App is, it is a token that the credential
    /// signs, the App's private key: RS256, for less than ten minutes.
    App {
        /// The setting that names the App.
        issuer: String,
    },
    /// As bearer, too: a token of OAuth 2 that the credential, `id:secret`, is exchanged for.
    /// A credential that is no pair is such a token itself.
    ClientCredentials {
        /// Path of the call for a token, below the base URL. Behind `access:` it is on the host
        /// beside the API's, whose name has `access` in the place of `api`.
        token: String,
    },
}

/// What a profile says beside address and credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ProviderSetting")]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name in blanks.
    pub id: String,
    /// What it is, for people.
    pub label: String,
    /// Whether calls cannot do without it.
    #[serde(default)]
    pub required: bool,
}

/// A request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    #[serde(default = "get")]
    pub(crate) method: String,
    /// Below the base URL.
    pub(crate) path: String,
    #[serde(default)]
    pub(crate) query: BTreeMap<String, String>,
    /// A JSON body; blanks stand in its texts.
    pub(crate) json: Option<serde_json::Value>,
    /// A body as forms send it.
    pub(crate) form: Option<BTreeMap<String, String>>,
}

fn get() -> String {
    "GET".to_owned()
}

/// Asks for a redelivery.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redeliver {
    pub(crate) call: Call,
    /// Statuses that are a success; any 2xx when there are none here.
    #[serde(default)]
    pub(crate) success: Vec<u16>,
    /// Where the answer has the delivery that is made.
    pub(crate) delivery_id: Option<String>,
    /// Where it has the event.
    pub(crate) event_id: Option<String>,
    /// Where it has the state.
    pub(crate) state: Option<String>,
    /// Where it has the time.
    pub(crate) at: Option<String>,
}

/// Lists deliveries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    pub(crate) call: Call,
    /// Where its rows are.
    pub(crate) rows: String,
    pub(crate) next: Option<Next>,
    pub(crate) row: RowPlaces,
}

/// What asks for the next page, as the value of a query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Next {
    pub(crate) from: NextFrom,
    /// Where it stands: a pointer, or the name of a header field.
    #[serde(default)]
    pub(crate) at: String,
    /// The query that takes it.
    pub(crate) parameter: String,
    /// There is a next page only while this is true.
    pub(crate) more: Option<String>,
    /// There is none once this is true.
    pub(crate) done: Option<String>,
}

/// Where the next page is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NextFrom {
    /// A field of the answer.
    Field,
    /// The query of a URL in the answer.
    Url,
    /// The query of the URL in `Link: …; rel="next"`.
    Link,
    /// A header field.
    Header,
    /// The last row.
    LastRow,
}

/// Shows one delivery.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Get {
    pub(crate) call: Call,
    /// Where the delivery is.
    #[serde(default)]
    pub(crate) row: String,
}

/// Where a row has what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowPlaces {
    /// What a redelivery of it is asked by.
    pub(crate) id: String,
    pub(crate) event_type: Option<String>,
    pub(crate) event_id: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) url: Option<String>,
    /// The first of these that is there: RFC 3339, or seconds since 1970.
    #[serde(default)]
    pub(crate) at: Vec<String>,
    /// How far it came; concluded from the status when absent.
    pub(crate) outcome: Option<OutcomeWords>,
}

/// Words for how far a delivery came; numbers and booleans are written as JSON does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeWords {
    pub(crate) at: String,
    #[serde(default)]
    pub(crate) succeeded: Vec<String>,
    #[serde(default)]
    pub(crate) retrying: Vec<String>,
    #[serde(default)]
    pub(crate) failed: Vec<String>,
    #[serde(default)]
    pub(crate) pending: Vec<String>,
}

/// Makes captures of what the log holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Import {
    /// Whether rows of the list have it all; else each delivery is asked for.
    #[serde(default)]
    pub(crate) from_list: bool,
    /// Where the request's header fields are: an object, or pairs of a list.
    pub(crate) headers: Option<String>,
    /// Where its body is: a text as it was sent, or JSON that is written compactly.
    pub(crate) body: String,
    /// Header fields that are known without being told, such as an id: the name, and its place.
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
}

/// What can be done about endpoints.
///
/// Blanks of a new one are `{url}`, `{name}`, `{description}`, `{secret}`, and `{events}` for several
/// event types, alone in a list or in a field of the one object of a list; `{id}` names one that
/// there is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Endpoints {
    /// Beginnings of paths, in place of those of the provider's other calls.
    #[serde(default)]
    pub(crate) places: Vec<String>,
    pub(crate) list: Call,
    /// Where its rows are.
    pub(crate) rows: String,
    pub(crate) next: Option<Next>,
    pub(crate) row: EndpointPlaces,
    pub(crate) create: Option<Deed>,
    /// What a new one cannot do without, beside its URL.
    #[serde(default)]
    pub(crate) needs: Vec<EndpointField>,
    /// Event types as this provider writes them, for people.
    #[serde(default)]
    pub(crate) example_events: String,
    pub(crate) enable: Option<Deed>,
    pub(crate) disable: Option<Deed>,
    pub(crate) rotate: Option<Deed>,
    pub(crate) test: Option<Deed>,
}

/// A call that changes something, and where its answer has what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deed {
    pub(crate) call: Call,
    /// The signing secret, where it is told.
    pub(crate) secret: Option<String>,
    /// The delivery that was made by it.
    pub(crate) delivery: Option<String>,
}

/// Where a row has what.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointPlaces {
    pub(crate) id: String,
    pub(crate) url: String,
    /// The first of these that is there.
    #[serde(default)]
    pub(crate) name: Vec<String>,
    /// A list of texts, or of objects with a `name`.
    pub(crate) events: Option<String>,
    pub(crate) enabled: Option<EnabledWords>,
    /// Enough of the secret to tell it from others.
    pub(crate) hint: Option<String>,
}

/// Whether it is sent to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnabledWords {
    pub(crate) at: String,
    /// Words that say so; numbers and booleans are written as JSON does.
    #[serde(default)]
    pub(crate) on: Vec<String>,
    /// What it means when nothing is there.
    pub(crate) absent: Option<bool>,
}

//! What is known of every provider: what can be asked of it, and what a profile of it says.

use serde::Serialize;
use ts_rs::TS;

use crate::client::Client;
use crate::declared::{Definition, Replay, Setting};
use crate::provider::Provider;
use crate::provider_endpoint::EndpointCalls;

/// A provider as the user chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProviderInfo {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where its API begins; empty when everybody has a server of their own.
    pub base_url: String,
    /// Where it documents its webhooks, where that is known.
    pub docs: Option<String>,
    /// The signature scheme of its webhooks, by its id.
    pub scheme: Option<String>,
    /// What a redelivery makes; `none` when there is no public call for it.
    pub replay: Replay,
    /// What is worth knowing.
    pub facts: Vec<String>,
    /// What a profile says beside address and credential.
    pub settings: Vec<Setting>,
    /// What a redelivery is asked by, for people.
    pub asked_by: String,
    /// What can be asked of it.
    pub can: Vec<ProviderCall>,
    /// Whether it can be emulated here.
    pub emulated: bool,
    /// What can be asked about where it sends to.
    pub endpoints: EndpointCalls,
}

/// Something that can be asked of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderCall {
    /// To send something again.
    Redeliver,
    /// To send it as a new record, beside the usual call that sends the same one.
    Anew,
    /// To send it elsewhere than it went.
    Elsewhere,
    /// To record why.
    Reason,
    /// On behalf of one of several organizations.
    Organization,
    /// For a page of its log.
    List,
    /// For its log of one run.
    ListByRun,
    /// For one delivery.
    Get,
    /// For what its log holds, as captures.
    Import,
}

/// Every provider; those that are emulated first.
#[must_use]
pub fn providers() -> Vec<ProviderInfo> {
    Client::all().map(info).collect()
}

fn info(client: Client) -> ProviderInfo {
    let info = match client {
        Client::Coded(provider) => of_coded(provider),
        Client::Declared(declared) => of_definition(declared.id, &declared.definition),
    };
    ProviderInfo {
        endpoints: client.endpoint_calls(),
        ..info
    }
}

fn of_definition(id: &str, definition: &Definition) -> ProviderInfo {
    ProviderInfo {
        id: id.to_owned(),
        name: definition.name.clone(),
        base_url: definition.base_url.clone(),
        docs: Some(definition.docs.clone()),
        scheme: definition.scheme.clone(),
        replay: definition.replay,
        facts: definition.facts.clone(),
        settings: definition.settings.clone(),
        asked_by: "delivery or event".to_owned(),
        can: calls(definition),
        emulated: false,
        endpoints: EndpointCalls::default(),
    }
}

fn calls(definition: &Definition) -> Vec<ProviderCall> {
    let calls = [
        (definition.redeliver.is_some(), ProviderCall::Redeliver),
        (definition.list.is_some(), ProviderCall::List),
        (definition.get.is_some(), ProviderCall::Get),
        (definition.import.is_some(), ProviderCall::Import),
    ];
    let calls = calls.into_iter().filter(|(is_there, _)| *is_there);
    calls.map(|(_, call)| call).collect()
}

fn of_coded(provider: Provider) -> ProviderInfo {
    let facts = facts(provider);
    ProviderInfo {
        id: provider.id().to_owned(),
        name: provider.name().to_owned(),
        base_url: provider.base_url().to_owned(),
        docs: None,
        scheme: Some(provider.scheme().to_owned()),
        replay: facts.replay,
        facts: facts.facts.iter().map(|&fact| fact.to_owned()).collect(),
        settings: Client::Coded(provider).settings(),
        asked_by: facts.asked_by.to_owned(),
        can: facts.can.to_vec(),
        emulated: true,
        endpoints: EndpointCalls::default(),
    }
}

struct Facts {
    replay: Replay,
    asked_by: &'static str,
    facts: &'static [&'static str],
    can: &'static [ProviderCall],
}

const fn facts(provider: Provider) -> Facts {
    use ProviderCall::{
        Anew, Elsewhere, Get, Import, List, ListByRun, Organization, Reason, Redeliver,
    };
    match provider {
        Provider::Skyvern => Facts {
            replay: Replay::Synchronous,
            asked_by: "run",
            facts: &["A replay is one attempt at once; its result is the answer."],
            can: &[Redeliver, Elsewhere, List, Get],
        },
        Provider::B3os => Facts {
            replay: Replay::Same,
            asked_by: "delivery",
            facts: &[
                "Only failed deliveries are retried: the same record is queued again.",
                "Any delivery can be replayed: a new record is made of it.",
            ],
            can: &[Redeliver, Anew, List, Get, Import],
        },
        Provider::InstaVm => Facts {
            replay: Replay::New,
            asked_by: "delivery",
            facts: &["A replay is a new delivery that names the old one."],
            can: &[Redeliver, List],
        },
        Provider::Runflow => Facts {
            replay: Replay::Rebuilt,
            asked_by: "run",
            facts: &["A redelivery is built of the run as it is now, and then frozen."],
            can: &[Redeliver, Organization, ListByRun, Import],
        },
        Provider::AgentMessage => Facts {
            replay: Replay::NewEvent,
            asked_by: "delivery",
            facts: &[
                "A replay arrives with a new event id and the same data.",
                "At most 10 a minute are replayed, by organization.",
            ],
            can: &[Redeliver, Reason, List, Get],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_public_replay_says_so() {
        let all = providers();
        let find = |id: &str| all.iter().find(|info| info.id == id).unwrap();
        assert_eq!(find("shopify").replay, Replay::None);
        assert!(find("shopify").facts[0].contains("no public call"));
        assert!(!find("adyen").can.contains(&ProviderCall::Redeliver));
        assert!(find("github").can.contains(&ProviderCall::Import));
        assert_eq!(all.iter().filter(|info| info.emulated).count(), 5);
    }
}

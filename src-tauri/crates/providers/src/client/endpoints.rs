//! What is asked about a provider's endpoints, in the words of a file for all providers: those
//! whose other calls are code have a file for these. Pure.

use std::sync::OnceLock;

use delivery::Outgoing;
use model::AttemptAnswer;
use serde::Deserialize;

use super::account::Account;
use super::coded::as_bearer;
use super::which::Client;
use crate::declared::{Auth, Blanks, Declared, Deed, Definition, Endpoints, Replay};
use crate::error::Error;
use crate::provider::Provider;
use crate::provider_endpoint::{EndpointAnswer, EndpointCalls, EndpointDeed, ProviderEndpoints};

/// The calls about endpoints of providers whose clients are code.
const FILES: [(Provider, &str); 3] = [
    (Provider::B3os, include_str!("../b3os/endpoints.toml")),
    (Provider::InstaVm, include_str!("../instavm/endpoints.toml")),
    (
        Provider::AgentMessage,
        include_str!("../agentmessage/endpoints.toml"),
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    auth: Auth,
    endpoints: Endpoints,
}

impl Client {
    /// What can be asked about its endpoints.
    pub(crate) fn endpoint_calls(self) -> EndpointCalls {
        let Some((_, endpoints)) = self.endpoints() else {
            return EndpointCalls::default();
        };
        EndpointCalls {
            can: endpoints.can(),
            takes: endpoints.fields(),
            needs: endpoints.needs.clone(),
            example_events: endpoints.example_events.clone(),
        }
    }

    /// The request for a page of them.
    pub(crate) fn endpoints_request(
        self,
        account: &Account,
        cursor: Option<&str>,
    ) -> Result<Outgoing, Error> {
        let (declared, endpoints) = self.known_endpoints()?;
        let blanks = Blanks::of(&account.settings);
        let made = declared.endpoints_request(endpoints, account.to(), (&blanks, cursor));
        made.map(|outgoing| self.let_in(outgoing, account))
            .map_err(|unmade| account.unmade(unmade))
    }

    /// Reads that page; the error is for people.
    pub(crate) fn read_endpoints(self, answer: &AttemptAnswer) -> Result<ProviderEndpoints, Error> {
        let (declared, endpoints) = self.known_endpoints()?;
        let read = declared.read_endpoints(endpoints, answer);
        read.map_err(Error::Answered)
    }

    /// The request that does this.
    pub(crate) fn endpoint_request(
        self,
        account: &Account,
        wanted: &EndpointDeed,
    ) -> Result<Outgoing, Error> {
        let (declared, endpoints) = self.known_endpoints()?;
        let call = &self.deed(endpoints, wanted)?.call;
        let blanks = blanks(account, wanted);
        let made = declared.endpoint_request((endpoints, call), account.to(), &blanks);
        made.map(|outgoing| self.let_in(outgoing, account))
            .map_err(|unmade| account.unmade(unmade))
    }

    /// Reads what came of it.
    pub(crate) fn read_deed(
        self,
        wanted: &EndpointDeed,
        answer: &AttemptAnswer,
    ) -> Result<EndpointAnswer, Error> {
        let (declared, endpoints) = self.known_endpoints()?;
        let deed = self.deed(endpoints, wanted)?;
        declared.read_deed(deed, answer).map_err(Error::Answered)
    }

    fn endpoints(self) -> Option<(&'static Declared, &'static Endpoints)> {
        let declared = match self {
            Self::Declared(declared) => declared,
            Self::Coded(provider) => of_coded(provider)?,
        };
        let endpoints = declared.definition.endpoints.as_ref()?;
        Some((declared, endpoints))
    }

    fn known_endpoints(self) -> Result<(&'static Declared, &'static Endpoints), Error> {
        self.endpoints()
            .ok_or_else(|| self.no_call("list endpoints"))
    }

    fn deed(
        self,
        endpoints: &'static Endpoints,
        wanted: &EndpointDeed,
    ) -> Result<&'static Deed, Error> {
        let (deed, what) = match wanted {
            EndpointDeed::Create { .. } => (&endpoints.create, "make endpoints"),
            EndpointDeed::Enable { .. } => (&endpoints.enable, "enable endpoints"),
            EndpointDeed::Disable { .. } => (&endpoints.disable, "disable endpoints"),
            EndpointDeed::RotateSecret { .. } => (&endpoints.rotate, "rotate an endpoint's secret"),
            EndpointDeed::Test { .. } => (&endpoints.test, "send an endpoint a test"),
        };
        deed.as_ref().ok_or_else(|| self.no_call(what))
    }

    fn let_in(self, outgoing: Outgoing, account: &Account) -> Outgoing {
        match self {
            Self::Coded(Provider::InstaVm) => as_bearer(outgoing, account),
            Self::Coded(_) | Self::Declared(_) => outgoing,
        }
    }
}

fn blanks(account: &Account, wanted: &EndpointDeed) -> Blanks {
    let blanks = Blanks::of(&account.settings);
    match wanted {
        EndpointDeed::Create {
            url,
            name,
            description,
            events,
            secret,
        } => blanks
            .with("url", Some(url))
            .with("name", name.as_deref())
            .with("description", description.as_deref())
            .with("secret", secret.as_deref())
            .with_list("events", events),
        EndpointDeed::Enable { id }
        | EndpointDeed::Disable { id }
        | EndpointDeed::RotateSecret { id }
        | EndpointDeed::Test { id } => blanks.with("id", Some(id)),
    }
}

fn of_coded(provider: Provider) -> Option<&'static Declared> {
    static ALL: OnceLock<Vec<Declared>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let read = |(provider, text)| read(provider, text).expect("a test reads every file");
        FILES.into_iter().map(read).collect()
    });
    all.iter().find(|declared| declared.id == provider.id())
}

/// What the file says, and of all else only what requests and errors need.
fn read(provider: Provider, text: &str) -> Result<Declared, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    Ok(Declared {
        id: provider.id(),
        definition: Definition {
            name: provider.name().to_owned(),
            base_url: provider.base_url().to_owned(),
            docs: String::new(),
            scheme: None,
            replay: Replay::None,
            facts: Vec::new(),
            auth: Some(file.auth),
            headers: Default::default(),
            settings: Vec::new(),
            places: Vec::new(),
            redeliver: None,
            list: None,
            get: None,
            import: None,
            endpoints: Some(file.endpoints),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider_endpoint::{EndpointCall, EndpointField};

    #[test]
    fn every_file_can_be_read() {
        for (provider, text) in FILES {
            read(provider, text).unwrap_or_else(|error| panic!("{}: {error}", provider.id()));
        }
    }

    #[test]
    fn only_what_an_api_has_can_be_asked() {
        let calls = |id: &str| Client::of(id).unwrap().endpoint_calls();
        for none in ["skyvern", "runflow", "shopify"] {
            assert_eq!(calls(none), EndpointCalls::default(), "{none}");
        }
        let messages = calls("agentmessage");
        assert!(!messages.can.contains(&EndpointCall::Disable));
        assert_eq!(messages.needs, [EndpointField::Events]);
        let fields = [EndpointField::Description, EndpointField::Events];
        assert_eq!(messages.takes, fields);
        assert!(calls("b3os").takes.contains(&EndpointField::Name));
        assert!(calls("stripe").takes.contains(&EndpointField::Events));
        assert!(calls("github").takes.contains(&EndpointField::Secret));
        for (id, needs) in [
            ("convoy", EndpointField::Name),
            ("hookdeck", EndpointField::Name),
            ("outpost", EndpointField::Events),
            ("resend", EndpointField::Events),
            ("paypal", EndpointField::Events),
        ] {
            let calls = calls(id);
            assert_eq!(calls.needs, [needs], "{id}");
            assert!(calls.takes.contains(&needs), "{id}");
            let can = [EndpointCall::List, EndpointCall::Create];
            assert!(can.iter().all(|call| calls.can.contains(call)), "{id}");
        }
    }
}

//! Calling a provider: by code for five of them, by a file of the catalogue for the others.

mod account;
mod app_token;
mod coded;
mod endpoints;
mod exchanged;
mod imports;
mod page;
mod which;

use delivery::Outgoing;
use model::AttemptAnswer;

use crate::ask::{Again, Ask};
use crate::call::NO_LIST;
use crate::declared::Blanks;
use crate::error::Error;
use crate::provider::Provider;
use crate::provider_delivery::{ProviderDelivery, ProviderPage};
use crate::redelivery::RedeliveryOutcome;

pub(crate) use account::Account;
pub(crate) use imports::Imports;
pub(crate) use page::PageAsk;
pub(crate) use which::Client;

impl Client {
    /// The request for a redelivery.
    pub(crate) fn redeliver(self, account: &Account, ask: &Ask) -> Result<Outgoing, Error> {
        if ask.again == Again::New && !matches!(self, Self::Coded(Provider::B3os)) {
            return Err(self.no_call("send something again as a new record"));
        }
        match self {
            Self::Coded(provider) => Ok(coded::redeliver(provider, account, ask)?),
            Self::Declared(declared) => {
                let call = declared.definition.redeliver.as_ref();
                let call = call.ok_or_else(|| self.no_call("send anything again"))?;
                let made = declared.request(&call.call, account.to(), &account.blanks(ask));
                made.map_err(|unmade| account.unmade(unmade))
            }
        }
    }

    /// What the answer to it means.
    pub(crate) fn read_redelivery(self, answer: &AttemptAnswer) -> RedeliveryOutcome {
        match self {
            Self::Coded(provider) => coded::read_redelivery(provider, answer),
            Self::Declared(declared) => match &declared.definition.redeliver {
                Some(redeliver) => declared.read_redelivery(redeliver, answer),
                None => RedeliveryOutcome::Unreadable {
                    status: answer.status,
                    message: self.no_call("send anything again").to_string(),
                },
            },
        }
    }

    /// The request for a page of its log.
    pub(crate) fn list(self, account: &Account, page: PageAsk<'_>) -> Result<Outgoing, Error> {
        match self {
            Self::Coded(provider) => match coded::list(provider, account, page) {
                Some(made) => Ok(made?),
                None => Err(self.no_list()),
            },
            Self::Declared(declared) => {
                let list = declared.definition.list.as_ref();
                let list = list.ok_or_else(|| self.no_list())?;
                let asked = (&Blanks::of(&account.settings), page.cursor);
                let made = declared.page_request(list, account.to(), asked);
                made.map_err(|unmade| account.unmade(unmade))
            }
        }
    }

    /// Reads such a page; the error is for people.
    pub(crate) fn read_list(self, answer: &AttemptAnswer) -> Result<ProviderPage, String> {
        match self {
            Self::Coded(provider) => coded::read_list(provider, answer),
            Self::Declared(declared) => match &declared.definition.list {
                Some(list) => declared.read_list(list, answer),
                None => Err(NO_LIST.to_owned()),
            },
        }
    }

    /// The request for one delivery.
    pub(crate) fn get(self, account: &Account, id: &str) -> Result<Outgoing, Error> {
        let none = || self.no_call("show one delivery");
        match self {
            Self::Coded(provider) => Ok(coded::get(provider, account, id).ok_or_else(none)??),
            Self::Declared(declared) => {
                let get = declared.definition.get.as_ref().ok_or_else(none)?;
                let blanks = Blanks::of(&account.settings).with("id", Some(id));
                let made = declared.request(&get.call, account.to(), &blanks);
                made.map_err(|unmade| account.unmade(unmade))
            }
        }
    }

    /// Reads it; the error is for people.
    pub(crate) fn read_get(self, answer: &AttemptAnswer) -> Result<ProviderDelivery, String> {
        match self {
            Self::Coded(provider) => coded::read_get(provider, answer),
            Self::Declared(declared) => match &declared.definition.get {
                Some(get) => declared.read_get(get, answer),
                None => Err(NO_LIST.to_owned()),
            },
        }
    }

    fn no_list(self) -> Error {
        self.no_call("list deliveries")
    }

    fn no_call(self, what: &'static str) -> Error {
        let facts = match self {
            Self::Coded(_) => String::new(),
            Self::Declared(declared) => declared
                .definition
                .facts
                .iter()
                .map(|fact| format!(" {fact}"))
                .collect(),
        };
        Error::NoCall {
            provider: self.id(),
            what,
            facts,
        }
    }
}

//! The five providers whose clients are code: each call goes to its provider's own functions.

use delivery::{Outgoing, TargetError};
use model::AttemptAnswer;

use super::account::Account;
use super::page::PageAsk;
use crate::ask::Ask;
use crate::call::NO_LIST;
use crate::provider::Provider;
use crate::provider_delivery::{ProviderDelivery, ProviderPage};
use crate::redelivery::RedeliveryOutcome;
use crate::{agentmessage, b3os, instavm, runflow, skyvern};

/// A request, when the provider has a call for it.
type Made = Option<Result<Outgoing, TargetError>>;

pub(super) fn redeliver(
    provider: Provider,
    account: &Account,
    ask: &Ask,
) -> Result<Outgoing, TargetError> {
    let (base_url, key) = account.to();
    match provider {
        Provider::Skyvern => {
            let url = skyvern::retry_url(base_url, &ask.id)?;
            Ok(skyvern::ask(url, key, ask.webhook_url.as_deref()))
        }
        Provider::B3os => b3os::client::redeliver_request(base_url, key, ask),
        Provider::InstaVm => {
            let made = instavm::client::redeliver_request(base_url, key, ask);
            made.map(|outgoing| as_bearer(outgoing, account))
        }
        Provider::Runflow => runflow::client::redeliver_request(base_url, key, ask),
        Provider::AgentMessage => agentmessage::client::redeliver_request(base_url, key, ask),
    }
}

pub(super) fn read_redelivery(provider: Provider, answer: &AttemptAnswer) -> RedeliveryOutcome {
    match provider {
        Provider::Skyvern => skyvern::read(answer),
        Provider::B3os => b3os::client::read_redelivery(answer),
        Provider::InstaVm => instavm::client::read_redelivery(answer),
        Provider::Runflow => runflow::client::read_redelivery(answer),
        Provider::AgentMessage => agentmessage::client::read_redelivery(answer),
    }
}

/// Skyvern has no log of deliveries, only of the runs that can be sent again; Runflow's is by run.
pub(super) fn list(provider: Provider, account: &Account, page: PageAsk<'_>) -> Made {
    let (base_url, key) = account.to();
    match provider {
        Provider::Skyvern => Some(skyvern::list_request(base_url, key, page.cursor)),
        Provider::B3os => Some(b3os::client::list_request(base_url, key, page.cursor)),
        Provider::InstaVm => {
            let made = instavm::client::list_request(base_url, key, page.cursor);
            Some(made.map(|outgoing| as_bearer(outgoing, account)))
        }
        Provider::Runflow => {
            let history = |run| runflow::client::history_request(base_url, key, run);
            page.of.map(history)
        }
        Provider::AgentMessage => Some(agentmessage::client::list_request(
            base_url,
            key,
            page.cursor,
        )),
    }
}

pub(super) fn read_list(
    provider: Provider,
    answer: &AttemptAnswer,
) -> Result<ProviderPage, String> {
    match provider {
        Provider::Skyvern => skyvern::read_list(answer),
        Provider::B3os => b3os::client::read_list(answer),
        Provider::InstaVm => instavm::client::read_list(answer),
        Provider::Runflow => runflow::client::read_history(answer),
        Provider::AgentMessage => agentmessage::client::read_list(answer),
    }
}

pub(super) fn get(provider: Provider, account: &Account, id: &str) -> Made {
    let (base_url, key) = account.to();
    match provider {
        Provider::InstaVm | Provider::Runflow => None,
        Provider::Skyvern => Some(skyvern::get_request(base_url, key, id)),
        Provider::B3os => Some(b3os::client::get_request(base_url, key, id)),
        Provider::AgentMessage => Some(agentmessage::client::get_request(base_url, key, id)),
    }
}

pub(super) fn read_get(
    provider: Provider,
    answer: &AttemptAnswer,
) -> Result<ProviderDelivery, String> {
    match provider {
        Provider::InstaVm | Provider::Runflow => Err(NO_LIST.to_owned()),
        Provider::Skyvern => skyvern::read_get(answer),
        Provider::B3os => b3os::client::read_get(answer),
        Provider::AgentMessage => agentmessage::client::read_get(answer),
    }
}

/// InstaVM takes a token of OAuth 2, too, where the profile says that it is one.
pub(super) fn as_bearer(mut outgoing: Outgoing, account: &Account) -> Outgoing {
    if account.setting("auth") == Some("bearer") {
        outgoing.headers.remove("X-API-Key");
        let token = [b"Bearer ", account.key.expose()].concat();
        outgoing.headers.set("Authorization", token);
    }
    outgoing
}

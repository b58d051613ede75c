//! What would be asked of a provider, before it is asked.
//!
//! Made by the functions that make what is sent, down to the head; nothing is sent, and nothing is
//! stored. The credential stands in it: whoever shows it decides what is shown.

use bytes::Bytes;
use delivery::Outgoing;
use model::Headers;

use crate::ask::Ask;
use crate::client::Account;
use crate::error::Error;
use crate::log::{LogPage, harmless};
use crate::means::Means;
use crate::provider_endpoint::EndpointDeed;
use crate::redeliver::asked_first;

/// What is about to be asked of a provider.
#[derive(Debug, Clone)]
pub enum Planned {
    /// To send something again.
    Redeliver(Ask),
    /// For a page of its log.
    List(LogPage),
    /// For one delivery.
    Delivery {
        /// Name of the profile.
        profile: String,
        /// The provider's id.
        id: String,
    },
    /// Whether a profile works.
    Check {
        /// Name of the profile.
        profile: String,
    },
    /// For something about endpoints.
    Endpoint {
        /// Name of the profile.
        profile: String,
        /// What is done.
        deed: EndpointDeed,
    },
}

/// A request that was not sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsent {
    /// Method.
    pub method: String,
    /// Absolute URL.
    pub url: String,
    /// Every header field as it would be written, the client's own included.
    pub headers: Headers,
    /// The body.
    pub body: Bytes,
}

// Its fields hold the credential.
impl std::fmt::Debug for Unsent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unsent")
            .field("method", &self.method)
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// The requests of a plan, in the order in which they would be sent.
///
/// # Errors
/// When the profile cannot be used, or the provider has no such call.
pub async fn preview(means: &Means, planned: Planned) -> Result<Vec<Unsent>, Error> {
    let mut account = Account::open(&means.store, planned.profile()).await?;
    let first = account.previewed(means.sender.clock().now())?;
    let outgoing = planned.outgoing(&account)?;
    let all = first.into_iter().chain(outgoing);
    all.map(|one| unsent(means, one)).collect()
}

impl Planned {
    fn profile(&self) -> &str {
        match self {
            Self::Redeliver(ask) => &ask.profile,
            Self::List(page) => &page.profile,
            Self::Delivery { profile, .. }
            | Self::Check { profile }
            | Self::Endpoint { profile, .. } => profile,
        }
    }

    fn outgoing(self, account: &Account) -> Result<Vec<Outgoing>, Error> {
        let client = account.client;
        Ok(match self {
            Self::Redeliver(ask) => {
                let ask = account.completed(ask);
                let itself = client.redeliver(account, &ask)?;
                let first = asked_first(account, &ask);
                first.into_iter().chain([itself]).collect()
            }
            Self::List(page) => vec![client.list(account, page.ask())?],
            Self::Delivery { id, .. } => vec![client.get(account, &id)?],
            Self::Check { .. } => vec![harmless(account)?],
            Self::Endpoint { deed, .. } => vec![client.endpoint_request(account, &deed)?],
        })
    }
}

fn unsent(means: &Means, outgoing: Outgoing) -> Result<Unsent, Error> {
    let head = means.sender.head(&outgoing);
    let head = head.map_err(|failure| Error::Unanswered(failure.message))?;
    let headers = wire::head::parse(&head).map(|head| head.headers);
    Ok(Unsent {
        headers: headers.unwrap_or(outgoing.headers),
        method: outgoing.method.into_string(),
        url: outgoing.url.to_string(),
        body: outgoing.body,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redeliver::redeliver;
    use crate::standin::StandIn;

    /// As it stands on the wire.
    fn written(unsent: &Unsent) -> String {
        let url = reqwest::Url::parse(&unsent.url).unwrap();
        let query = url
            .query()
            .map_or(String::new(), |query| format!("?{query}"));
        let mut text = format!("{} {}{query} HTTP/1.1\r\n", unsent.method, url.path());
        for header in &unsent.headers {
            let value = String::from_utf8_lossy(&header.value);
            text += &format!("{}: {value}\r\n", header.name);
        }
        text + "\r\n" + &String::from_utf8_lossy(&unsent.body)
    }

    async fn both(provider: &str, settings: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let stand_in = StandIn::answering(&[(200, "", r#"{"guid":"g_1","id":1}"#)]).await;
        stand_in.profile(provider, settings).await;
        let ask = Ask {
            profile: "p".into(),
            id: "00000000-0000-4000-8000-000000000001".into(),
            reason: Some("handler \"fixed\"".into()),
            webhook_url: Some("http://h/x?a=ü".into()),
            organization: Some("org_1".into()),
            ..Ask::default()
        };
        let planned = Planned::Redeliver(ask.clone());
        let unsent = preview(&stand_in.means, planned).await.unwrap();
        assert!(stand_in.asked().is_empty(), "nothing is sent");
        redeliver(&stand_in.means, ask).await.unwrap();
        (unsent.iter().map(written).collect(), stand_in.asked())
    }

    #[tokio::test]
    async fn what_is_shown_is_what_is_sent_byte_for_byte() {
        for provider in [
            "skyvern",
            "b3os",
            "instavm",
            "runflow",
            "agentmessage",
            "paddle",
        ] {
            let (shown, sent) = both(provider, &[]).await;
            assert_eq!(shown, sent, "{provider}");
        }
    }

    #[tokio::test]
    async fn what_is_asked_first_is_shown_first() {
        let settings = [("owner", "octo"), ("repo", "shop"), ("hook", "7")];
        let (shown, sent) = both("github", &settings).await;
        assert_eq!(shown, sent);
        assert_eq!(shown.len(), 2);
        assert!(shown[0].starts_with("GET "), "{}", shown[0]);
    }

    #[tokio::test]
    async fn lists_and_checks_are_shown_too_and_no_call_is_said() {
        let stand_in = StandIn::answering(&[(200, "", "{}")]).await;
        stand_in.profile("instavm", &[]).await;
        let profile = || "p".to_owned();
        let page = LogPage {
            profile: profile(),
            cursor: Some("c 1".into()),
            of: None,
        };
        let shown = preview(&stand_in.means, Planned::List(page)).await.unwrap();
        assert!(shown[0].url.ends_with("/deliveries?limit=100&cursor=c+1"));
        let check = Planned::Check { profile: profile() };
        assert_eq!(preview(&stand_in.means, check).await.unwrap().len(), 1);
        let (profile, id) = (profile(), "d".to_owned());
        let none = preview(&stand_in.means, Planned::Delivery { profile, id }).await;
        assert!(none.unwrap_err().to_string().contains("no call"));
        assert!(stand_in.asked().is_empty());
    }
}

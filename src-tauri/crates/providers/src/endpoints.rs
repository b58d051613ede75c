//! A provider's endpoints, read and changed through a profile.
//!
//! Each is asked for once. The exchange is kept without a secret that is told: that goes to the
//! caller alone.

use model::ProviderOperation;

use crate::asking::answer;
use crate::client::Account;
use crate::error::Error;
use crate::judged::said;
use crate::means::Means;
use crate::provider_endpoint::{EndpointAnswer, EndpointDeed, ProviderEndpoints};
use crate::recorded::Asked;

/// A page of the endpoints that a profile reaches; `cursor` is what the page before told.
///
/// # Errors
/// When the profile cannot be used, the provider has no endpoints, or it does not show them.
pub async fn endpoints(
    means: &Means,
    profile: &str,
    cursor: Option<&str>,
) -> Result<ProviderEndpoints, Error> {
    let mut account = Account::entered(means, profile).await?;
    let asked = Asked::new(ProviderOperation::ListEndpoints, None);
    let request = |account: &Account| account.client.endpoints_request(account, cursor);
    let answer = answer(means, &mut account, asked, request).await?;
    let client = account.client;
    client.read_endpoints(&answer).map_err(|error| match error {
        Error::Answered(words) => Error::Answered(said(client, &answer, words)),
        other => other,
    })
}

/// Asks for a change, once.
///
/// # Errors
/// As [`endpoints`], and when the provider refuses, in its words.
pub async fn change_endpoint(
    means: &Means,
    profile: &str,
    deed: &EndpointDeed,
) -> Result<EndpointAnswer, Error> {
    let mut account = Account::entered(means, profile).await?;
    let request = |account: &Account| account.client.endpoint_request(account, deed);
    let answer = answer(means, &mut account, asked(deed), request).await?;
    account.client.read_deed(deed, &answer)
}

fn asked(deed: &EndpointDeed) -> Asked<'_> {
    let (operation, subject) = match deed {
        EndpointDeed::Create { url, .. } => (ProviderOperation::CreateEndpoint, url),
        EndpointDeed::Enable { id } => (ProviderOperation::EnableEndpoint, id),
        EndpointDeed::Disable { id } => (ProviderOperation::DisableEndpoint, id),
        EndpointDeed::RotateSecret { id } => (ProviderOperation::RotateSecret, id),
        EndpointDeed::Test { id } => (ProviderOperation::TestEndpoint, id),
    };
    Asked::new(operation, Some(subject))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standin::StandIn;

    fn create(events: &[&str]) -> EndpointDeed {
        EndpointDeed::Create {
            url: "https://h.example/x".into(),
            name: Some("shop".into()),
            description: None,
            events: events.iter().map(|&event| event.to_owned()).collect(),
            secret: None,
        }
    }

    fn body(asked: &str) -> &str {
        asked.split_once("\r\n\r\n").unwrap().1
    }

    #[tokio::test]
    async fn every_form_of_a_list_is_read() {
        let cases = [
            (
                "agentmessage",
                r#"{"success":true,"data":[{"id":"e","url":"http://h/","description":"d","events":["a","b"]}],"meta":{"next_cursor":"c"}}"#,
                None,
                Some("c"),
            ),
            (
                "b3os",
                r#"{"code":200,"data":{"hasMore":false,"items":[{"id":"e","url":"http://h/","name":"d","status":"disabled","subscribedEventTypes":["a","b"]}]}}"#,
                Some(false),
                None,
            ),
            (
                "instavm",
                r#"[{"id":"e","url":"http://h/","description":"d","event_patterns":["a","b"],"enabled":true}]"#,
                Some(true),
                None,
            ),
            (
                "paddle",
                r#"{"data":[{"id":"e","destination":"http://h/","description":"d","active":true,"subscribed_events":[{"name":"a"},{"name":"b"}]}]}"#,
                Some(true),
                None,
            ),
        ];
        for (provider, list, enabled, next) in cases {
            let stand_in = StandIn::answering(&[(200, "", list)]).await;
            stand_in.profile(provider, &[]).await;
            let page = endpoints(&stand_in.means, "p", None).await.unwrap();
            let row = &page.rows[0];
            assert_eq!(
                (row.id.as_str(), row.url.as_deref()),
                ("e", Some("http://h/"))
            );
            assert_eq!(
                (row.name.as_deref(), row.enabled),
                (Some("d"), enabled),
                "{provider}"
            );
            assert_eq!(row.events, ["a", "b"], "{provider}");
            assert_eq!(page.next.as_deref(), next, "{provider}");
        }
    }

    #[tokio::test]
    async fn a_new_one_is_asked_for_as_each_api_takes_it_and_its_secret_is_told() {
        let cases = [
            (
                "b3os",
                r#"{"data":{"endpoint":{},"signingSecret":"s_1"}}"#,
                r#"{"name":"shop","subscribedEventTypes":["run.failed"],"url":"https://h.example/x"}"#,
            ),
            (
                "stripe",
                r#"{"secret":"s_1"}"#,
                "enabled_events%5B%5D=run.failed&url=https%3A%2F%2Fh.example%2Fx",
            ),
            (
                "agentmessage",
                r#"{"secret":"s_1"}"#,
                r#"{"events":["run.failed"],"url":"https://h.example/x"}"#,
            ),
        ];
        for (provider, told, expected) in cases {
            let stand_in = StandIn::answering(&[(200, "", told)]).await;
            stand_in.profile(provider, &[]).await;
            let made = change_endpoint(&stand_in.means, "p", &create(&["run.failed"])).await;
            assert_eq!(made.unwrap().secret.as_deref(), Some("s_1"), "{provider}");
            assert_eq!(body(&stand_in.asked()[0]), expected, "{provider}");
        }
    }

    #[tokio::test]
    async fn a_refusal_is_told_in_the_providers_words_and_what_an_api_lacks_is_said() {
        let refusal = r#"{"success":false,"error":{"code":"LIMIT_EXCEEDED","message":"too many"}}"#;
        let stand_in = StandIn::answering(&[(409, "", refusal)]).await;
        stand_in.profile("agentmessage", &[]).await;
        let refused = change_endpoint(&stand_in.means, "p", &create(&["a"])).await;
        assert!(refused.unwrap_err().to_string().contains("too many"));
        let disable = EndpointDeed::Disable { id: "e".into() };
        let lacking = change_endpoint(&stand_in.means, "p", &disable).await;
        assert!(
            lacking
                .unwrap_err()
                .to_string()
                .contains("no call to disable")
        );
        assert_eq!(stand_in.asked().len(), 1);
    }

    #[tokio::test]
    async fn the_hooks_of_a_repository_are_asked_for_without_naming_one() {
        let stand_in = StandIn::answering(&[(204, "", "")]).await;
        stand_in
            .profile("github", &[("owner", "o"), ("repo", "r")])
            .await;
        let test = EndpointDeed::Test { id: "7/x".into() };
        change_endpoint(&stand_in.means, "p", &test).await.unwrap();
        let asked = &stand_in.asked()[0];
        assert!(
            asked.starts_with("POST /repos/o/r/hooks/7%2Fx/pings "),
            "{asked}"
        );
    }
}

//! Who plays which provider: one line each.

use crate::provider::Provider;
use crate::stage::Play;
use crate::{agentmessage, b3os, instavm, runflow, skyvern};

/// Plays a provider.
pub fn play(provider: Provider) -> Box<dyn Play> {
    match provider {
        Provider::Skyvern => Box::new(skyvern::play()),
        Provider::B3os => Box::new(b3os::Emulation),
        Provider::InstaVm => Box::new(instavm::Emulation),
        Provider::Runflow => Box::new(runflow::RunflowPlay),
        Provider::AgentMessage => Box::new(agentmessage::AgentMessagePlay),
    }
}

#[cfg(test)]
mod tests {
    use http::{Method, StatusCode};
    use serde_json::Value;

    use super::*;
    use crate::stage::operation;

    #[test]
    fn every_call_that_a_document_tells_of_has_a_name() {
        for play in Provider::ALL.map(play) {
            let document: Value = serde_json::from_str(play.openapi()).unwrap();
            assert_eq!(document["openapi"], "3.1.0");
            for (path, methods) in document["paths"].as_object().unwrap() {
                let calls = methods.as_object().unwrap().iter();
                for (method, _) in calls.filter(|(_, told)| told.is_object()) {
                    let method: Method = method.to_uppercase().parse().unwrap();
                    let known = operation(play.operations(), &method, path);
                    assert!(known.is_some(), "{method} {path}");
                }
            }
        }
    }

    #[test]
    fn every_provider_refuses_with_any_status_and_tells_when_to_come_back() {
        for play in Provider::ALL.map(play) {
            for status in [400, 401, 403, 404, 408, 409, 410, 413, 422, 429, 500, 503] {
                let status = StatusCode::from_u16(status).unwrap();
                let refusal = play.refusal(status, "/v1/x");
                assert_eq!(refusal.status(), status);
                let wait = refusal.headers().get("retry-after");
                let is_limited = status == StatusCode::TOO_MANY_REQUESTS;
                assert!(!is_limited || wait.is_some(), "{:?}", play.provider());
            }
        }
    }
}

//! Who calls: by API key, or in the cloud by bearer token. Pure.

use http::{HeaderMap, StatusCode, header};
use model::{OrganizationId, Secret};
use store::EmulationKey;
use subtle::ConstantTimeEq as _;

use super::refusal::Refusal;
use crate::skyvern::hosting::Hosting;

const API_KEY: &str = "x-api-key";

/// Somebody with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub organization: OrganizationId,
    /// The key they came with, which signs what is sent for them.
    pub key: Secret,
}

/// Finds the caller. A key wins over a bearer token.
pub fn caller(
    headers: &HeaderMap,
    keys: &[EmulationKey],
    hosting: Hosting,
) -> Result<Caller, Refusal> {
    let field = |name| headers.get(name).map(http::HeaderValue::as_bytes);
    let given = |name| field(name).filter(|value: &&[u8]| !value.is_empty());
    if let Some(key) = given(API_KEY) {
        return known(key, keys);
    }
    let authorization = given(header::AUTHORIZATION.as_str());
    let token = authorization
        .and_then(bearer_token)
        .ok_or_else(|| forbidden("Invalid credentials"))?;
    match hosting {
        Hosting::SelfHosted => Err(forbidden("Invalid authentication method")),
        Hosting::Cloud => known(token, keys),
    }
}

fn known(given: &[u8], keys: &[EmulationKey]) -> Result<Caller, Refusal> {
    let is_it = |key: &Secret| bool::from(key.expose().ct_eq(given));
    let found = keys.iter().find_map(|known| {
        let key = known.key.clone().filter(is_it)?;
        let organization = known.organization;
        Some(Caller { organization, key })
    });
    if found.is_none() && keys.iter().any(|known| known.key.is_none()) {
        let words = "the keys of this emulation are locked: see `hookwright emulate skyvern keys`";
        return Err(Refusal::broken(&words));
    }
    found.ok_or_else(|| forbidden("Invalid credentials"))
}

/// The token of `Bearer …`; other schemes have none.
fn bearer_token(authorization: &[u8]) -> Option<&[u8]> {
    let space = authorization.iter().position(|&byte| byte == b' ')?;
    let (scheme, token) = authorization.split_at(space);
    let token = token.trim_ascii();
    (scheme.eq_ignore_ascii_case(b"bearer") && !token.is_empty()).then_some(token)
}

fn forbidden(detail: &str) -> Refusal {
    Refusal::detail(StatusCode::FORBIDDEN, detail)
}

#[cfg(test)]
mod tests {
    use model::Timestamp;

    use super::*;

    fn keys() -> Vec<EmulationKey> {
        let key = |organization, key: &str| EmulationKey {
            organization: OrganizationId(organization),
            organization_name: format!("o_{organization}"),
            hint: String::new(),
            created_at: Timestamp(0),
            key: Some(Secret::new(key)),
        };
        vec![key(1, "sk_one"), key(2, "sk_two")]
    }

    fn asked(fields: &[(&'static str, &str)], hosting: Hosting) -> Result<i64, String> {
        let fields = fields.iter().map(|&(name, value)| {
            let name = http::HeaderName::from_static(name);
            (name, value.parse().unwrap())
        });
        let found = caller(&fields.collect(), &keys(), hosting);
        found
            .map(|caller| caller.organization.0)
            .map_err(|refusal| format!("{} {}", refusal.status.as_u16(), refusal.body))
    }

    const INVALID: &str = r#"403 {"detail":"Invalid credentials"}"#;
    const METHOD: &str = r#"403 {"detail":"Invalid authentication method"}"#;

    #[test]
    fn a_key_is_its_organizations() {
        let own = Hosting::SelfHosted;
        assert_eq!(asked(&[("x-api-key", "sk_two")], own), Ok(2));
        for fields in [
            &[][..],
            &[("x-api-key", "sk_three")],
            &[("x-api-key", "")],
            &[("x-api-key", "sk_")],
        ] {
            assert_eq!(asked(fields, own), Err(INVALID.into()), "{fields:?}");
        }
    }

    #[test]
    fn a_bearer_token_is_the_clouds_alone_and_gives_way_to_a_key() {
        let bearer = [("authorization", "Bearer sk_one")];
        assert_eq!(asked(&bearer, Hosting::SelfHosted), Err(METHOD.into()));
        assert_eq!(asked(&bearer, Hosting::Cloud), Ok(1));
        let both = [("authorization", "Bearer sk_one"), ("x-api-key", "sk_two")];
        assert_eq!(asked(&both, Hosting::SelfHosted), Ok(2));
        let basic = [("authorization", "Basic c2tfb25l")];
        assert_eq!(asked(&basic, Hosting::SelfHosted), Err(INVALID.into()));
    }

    #[test]
    fn keys_that_cannot_be_opened_are_our_fault_and_not_the_callers() {
        let mut keys = keys();
        keys[1].key = None;
        let headers = HeaderMap::from_iter([(
            http::HeaderName::from_static(API_KEY),
            "sk_two".parse().unwrap(),
        )]);
        let refusal = caller(&headers, &keys, Hosting::SelfHosted).unwrap_err();
        assert_eq!(refusal.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}

//! Who calls: by API key, or in the cloud by bearer token.

use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::token::{Token, Unsound};
use crate::fastapi::Refusal;
use crate::skyvern::facts::PROVIDER;
use crate::skyvern::hosting::Hosting;
use crate::stage::{Caller, Stage, bearer_token};

const API_KEY: &str = "x-api-key";

/// Finds the caller.
pub async fn caller(
    stage: &Stage,
    headers: &HeaderMap,
    hosting: Hosting,
) -> Result<Caller, Refusal> {
    let given = given(headers, hosting)?;
    match stage.caller(given).await? {
        Some(caller) => Ok(caller),
        None => Err(refused(stage, given).await?),
    }
}

/// Why a key lets nobody in. What it says of itself is told before that it is unknown.
async fn refused(stage: &Stage, key: &[u8]) -> Result<Refusal, Refusal> {
    let token = match Token::read(key) {
        None => return Ok(forbidden("Invalid credentials")),
        Some(Err(Unsound)) => return Ok(forbidden("Could not validate credentials")),
        Some(Ok(token)) => token,
    };
    if token.is_expired(stage.now()) {
        return Ok(forbidden("Auth token is expired"));
    }
    let known = stage.store().emulations().organizations(PROVIDER).await?;
    let is_known = known.iter().any(|known| known.name == token.organization);
    Ok(match is_known {
        true => forbidden("Invalid credentials"),
        false => Refusal::detail(StatusCode::NOT_FOUND, "Organization not found"),
    })
}

/// What they prove themselves with. A key wins over a bearer token.
fn given(headers: &HeaderMap, hosting: Hosting) -> Result<&[u8], Refusal> {
    let field = |name| headers.get(name).map(HeaderValue::as_bytes);
    let given = |name| field(name).filter(|value: &&[u8]| !value.is_empty());
    if let Some(key) = given(API_KEY) {
        return Ok(key);
    }
    let authorization = given(header::AUTHORIZATION.as_str());
    let token = authorization
        .and_then(bearer_token)
        .ok_or_else(|| forbidden("Invalid credentials"))?;
    match hosting {
        Hosting::SelfHosted => Err(forbidden("Invalid authentication method")),
        Hosting::Cloud => Ok(token),
    }
}

fn forbidden(detail: &str) -> Refusal {
    Refusal::detail(StatusCode::FORBIDDEN, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(fields: &[(&'static str, &str)], hosting: Hosting) -> Result<String, String> {
        let fields = fields.iter().map(|&(name, value)| {
            let name = http::HeaderName::from_static(name);
            (name, value.parse().unwrap())
        });
        let headers = fields.collect();
        let given = given(&headers, hosting);
        given
            .map(|key| String::from_utf8_lossy(key).into_owned())
            .map_err(|refusal| format!("{} {}", refusal.status.as_u16(), refusal.body))
    }

    const INVALID: &str = r#"403 {"detail":"Invalid credentials"}"#;
    const METHOD: &str = r#"403 {"detail":"Invalid authentication method"}"#;

    #[test]
    fn a_caller_comes_with_a_key() {
        let own = Hosting::SelfHosted;
        assert_eq!(asked(&[("x-api-key", "sk_two")], own), Ok("sk_two".into()));
        for fields in [&[][..], &[("x-api-key", "")]] {
            assert_eq!(asked(fields, own), Err(INVALID.into()), "{fields:?}");
        }
    }

    #[test]
    fn a_bearer_token_is_the_clouds_alone_and_gives_way_to_a_key() {
        let bearer = [("authorization", "Bearer sk_one")];
        assert_eq!(asked(&bearer, Hosting::SelfHosted), Err(METHOD.into()));
        assert_eq!(asked(&bearer, Hosting::Cloud), Ok("sk_one".into()));
        let both = [("authorization", "Bearer sk_one"), ("x-api-key", "sk_two")];
        assert_eq!(asked(&both, Hosting::Cloud), Ok("sk_two".into()));
        let basic = [("authorization", "Basic c2tfb25l")];
        assert_eq!(asked(&basic, Hosting::SelfHosted), Err(INVALID.into()));
    }
}

//! What signs for an endpoint: what the user gave, or a secret made here.

use model::{Headers, Secret};
use signing::{Draft, NewSecret, Request, Scheme, SignError};
use store::EndpointSecret;

use crate::App;
use crate::contract::CallError;

/// The scheme of an endpoint, and what it needs to sign.
pub(super) struct Keys(Option<Scheme>);

impl Keys {
    /// # Errors
    /// When there is no such scheme.
    pub(super) async fn of(app: &App, scheme: Option<&str>) -> Result<Self, CallError> {
        match scheme {
            Some(id) => Ok(Self(Some(crate::schemes::of_id(app, id).await?))),
            None => Ok(Self(None)),
        }
    }

    /// The secrets that were typed.
    ///
    /// # Errors
    /// When there are any, and no scheme to sign with.
    pub(super) fn given(&self, texts: &[String]) -> Result<Vec<EndpointSecret>, CallError> {
        let typed = texts.iter().filter(|text| !text.trim().is_empty());
        let secrets: Vec<EndpointSecret> = typed.map(|text| secret(text)).collect();
        match self.0.is_none() && !secrets.is_empty() {
            true => Err(CallError::new(
                "a secret alone signs nothing: choose the scheme to sign with too",
            )
            .at_field("scheme")),
            false => Ok(secrets),
        }
    }

    /// A secret of our own making, where the scheme has one.
    ///
    /// # Errors
    /// When none can be made for it.
    pub(super) fn made_up(&self) -> Result<Vec<EndpointSecret>, CallError> {
        let Some(scheme) = &self.0 else {
            return Ok(Vec::new());
        };
        let none = || {
            let message = format!("no key can be made for {} here: give your own", scheme.id());
            CallError::new(message).at_field("secrets")
        };
        let made = signing::new_secret(scheme, &rand::random()).ok_or_else(none)?;
        Ok(vec![pair(scheme, made)])
    }

    /// Refuses secrets that nothing can be signed with, now rather than at the first delivery.
    ///
    /// # Errors
    /// Says why they cannot sign.
    pub(super) fn check(&self, app: &App, secrets: &[EndpointSecret]) -> Result<(), CallError> {
        let Some(scheme) = &self.0 else {
            return Ok(());
        };
        let problem = secrets.iter().find_map(|secret| {
            let error = try_to_sign(app, scheme, &secret.signing).err()?;
            is_of_the_secret(&error).then_some(error)
        });
        problem.map_or(Ok(()), |error| {
            Err(CallError::from(error).at_field("secrets"))
        })
    }
}

/// The sample may lack what only a real request has; that says nothing about the secret.
const fn is_of_the_secret(error: &SignError) -> bool {
    match error {
        SignError::NoSecret { .. }
        | SignError::UnreadableSecret { .. }
        | SignError::NoPrivateKey { .. } => true,
        SignError::Missing { .. } | SignError::BodyIsNoJson { .. } => false,
    }
}

fn secret(text: &str) -> EndpointSecret {
    Secret::new(text.as_bytes()).into()
}

fn pair(scheme: &Scheme, made: NewSecret) -> EndpointSecret {
    let is_pair = scheme.summary().public_key;
    EndpointSecret {
        signing: made.signing,
        verifying: is_pair.then_some(made.verifying),
    }
}

fn try_to_sign(app: &App, scheme: &Scheme, secret: &Secret) -> Result<(), SignError> {
    let sample = signing::sample(scheme);
    let mut headers = Headers::default();
    headers.push("Content-Type", sample.content_type.as_bytes());
    for header in &sample.headers {
        headers.push(header.name.clone(), header.value.clone());
    }
    let draft = Draft {
        scheme,
        secrets: std::slice::from_ref(secret),
        request: Request {
            method: "POST",
            url: "http://localhost/",
            headers: &headers,
            body: &sample.body,
        },
        now: app.clock().now(),
        entropy: rand::random(),
    };
    signing::sign(&draft).map(|_| ())
}

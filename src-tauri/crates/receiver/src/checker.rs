//! Sources made ready to check with: schemes parsed, secrets named, once per change.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use delivery::Target;
use model::{Evidence, FuturePolicy, SecretRef, SourceId, Timestamp, Verdict, Verification};
use signing::{Check, Described, KnownSecret, Request, Scheme};
use store::{LiveSource, SourceSet};

use crate::handshake::Handshakes;

/// A source's scheme and secrets, ready to use.
#[derive(Debug)]
pub(crate) struct Checker {
    scheme: Option<Arc<Scheme>>,
    secrets: Vec<KnownSecret>,
    tolerance_seconds: Option<u64>,
    future: Option<FuturePolicy>,
    /// What its provider's handshakes are answered with; `None` where they are not.
    handshakes: Option<Handshakes>,
    /// Where its captures are passed on to.
    targets: Vec<Target>,
    /// Why nothing can be checked although there is a scheme.
    hindrance: Option<Evidence>,
    /// What a rejection has to say, when not every secret could be tried.
    untried: Option<String>,
}

/// What a check says about a request.
#[derive(Debug)]
pub(crate) struct Checked {
    pub verification: Verification,
    pub provider: Option<String>,
    pub described: Described,
    pub handshake: Option<signing::Handshake>,
}

impl Checked {
    /// What can be said of a request that belongs to no source.
    pub(crate) fn without_source(request: &Request<'_>) -> Self {
        Self {
            verification: Verification::not_checked(),
            provider: None,
            described: signing::describe(None, request),
            handshake: None,
        }
    }
}

impl Checker {
    pub(crate) fn of(live: &LiveSource, locked: Option<&str>) -> Self {
        let (scheme, problem) = match scheme(live) {
            Ok(scheme) => (scheme, None),
            Err(problem) => (None, Some(problem)),
        };
        let secrets = known_secrets(live);
        let untried = untried(secrets.len(), live.secrets.len(), locked);
        let (locked, untried) = match secrets.is_empty() {
            true => (untried, None),
            false => (None, untried),
        };
        Self {
            scheme,
            secrets,
            untried,
            tolerance_seconds: live.source.tolerance_seconds,
            future: live.source.future,
            handshakes: Handshakes::of(live),
            targets: live
                .source
                .forward_to
                .iter()
                .filter_map(|text| target(text))
                .collect(),
            hindrance: problem.or(locked).map(|detail| hindrance(live, detail)),
        }
    }

    /// Whether the scheme is asked. Without a secret it may still tell where the key is.
    fn checks(&self) -> bool {
        self.scheme.is_some() && (!self.secrets.is_empty() || self.hindrance.is_none())
    }

    /// Checks a whole request at `now`.
    pub(crate) fn check(&self, request: &Request<'_>, now: Timestamp) -> Checked {
        let mut checked = self.describe(request);
        if let (Some(scheme), true) = (&self.scheme, self.checks()) {
            checked.verification = signing::verify(
                request,
                &Check {
                    scheme,
                    secrets: &self.secrets,
                    now,
                    tolerance_seconds: self.tolerance_seconds,
                    future: self.future,
                },
            );
            self.mention_untried(&mut checked.verification);
        }
        checked
    }

    /// A rejection may be the fault of a secret that is out of reach.
    fn mention_untried(&self, verification: &mut Verification) {
        let rejected = verification.verdict == Verdict::Rejected;
        let untried = self.untried.as_deref().filter(|_| rejected);
        if let (Some(untried), Some(evidence)) = (untried, &mut verification.evidence) {
            add_detail(evidence, untried);
        }
    }

    /// What can be said of a request without checking it.
    pub(crate) fn describe(&self, request: &Request<'_>) -> Checked {
        let scheme = self.scheme.as_deref();
        Checked {
            verification: Verification {
                evidence: self.hindrance.clone(),
                ..Verification::not_checked()
            },
            provider: scheme.map(|scheme| scheme.provider().to_owned()),
            described: signing::describe(scheme, request),
            handshake: None,
        }
    }

    /// What a request is answered with when it is a handshake, and they are answered.
    pub(crate) fn handshake(
        &self,
        request: &Request<'_>,
        verdict: Verdict,
    ) -> Option<signing::Handshake> {
        let handshakes = self.handshakes.as_ref()?;
        handshakes.find(request, self.scheme.as_deref(), (&self.secrets, verdict))
    }

    /// Where its captures are passed on to.
    pub(crate) fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Whether the URL is part of what is signed.
    pub(crate) fn signs_url(&self) -> bool {
        let scheme = self.scheme.as_deref();
        scheme.is_some_and(|scheme| scheme.summary().signs_url)
    }
}

fn scheme(live: &LiveSource) -> Result<Option<Arc<Scheme>>, String> {
    let Some(id) = live.source.scheme.as_deref() else {
        return Ok(None);
    };
    if let Some(definition) = live.custom_scheme.as_deref() {
        let parsed = Scheme::from_text(definition).map(|scheme| Some(Arc::new(scheme)));
        return parsed.map_err(|error| format!("scheme {id} cannot be read: {error}"));
    }
    let found = signing::catalogue().get(id).cloned().map(Arc::new);
    found
        .map(Some)
        .ok_or_else(|| format!("there is no scheme {id}: choose one of the catalogue"))
}

/// That some of a source's secrets are locked, and what helps.
fn untried(known: usize, all: usize, remedy: Option<&str>) -> Option<String> {
    // Without a remedy for all of them it is these secrets that this folder's key does not open.
    let remedy = remedy.unwrap_or("remove what is locked and add it again");
    match (known, all - known) {
        (_, 0) => None,
        (0, _) => Some(format!("the secrets are locked: {remedy}")),
        (_, locked) => Some(format!(
            "{locked} of its {all} secrets could not be tried, locked: {remedy}"
        )),
    }
}

/// Says one thing more about a check.
pub(crate) fn add_detail(evidence: &mut Evidence, detail: &str) {
    let before = evidence.detail.take();
    let before = before.map_or_else(String::new, |before| before + "; ");
    evidence.detail = Some(before + detail);
}

/// Targets are checked when they are set; one that cannot be read is left out.
fn target(text: &str) -> Option<Target> {
    let parsed = Target::parse(text);
    parsed
        .inspect_err(|error| tracing::warn!(%error, "a target is left out"))
        .ok()
}

/// The secrets of a source that can be used, under the names evidence gives them.
#[must_use]
pub fn known_secrets(live: &LiveSource) -> Vec<KnownSecret> {
    live.secrets.iter().filter_map(known).collect()
}

fn known((info, secret): &(model::SecretInfo, Option<model::Secret>)) -> Option<KnownSecret> {
    let name = SecretRef {
        id: Some(info.id),
        name: info.hint.clone(),
    };
    secret.clone().map(|secret| KnownSecret { secret, name })
}

fn hindrance(live: &LiveSource, detail: String) -> Evidence {
    Evidence {
        scheme: live.source.scheme.clone().unwrap_or_default(),
        detail: Some(detail),
        ..Evidence::default()
    }
}

/// The checkers of one state of the configuration.
#[derive(Debug, Default)]
pub(crate) struct Checkers(RwLock<Made>);

#[derive(Debug, Default)]
struct Made {
    /// Held, so that no other state can take its address.
    of: Option<Arc<SourceSet>>,
    checkers: HashMap<SourceId, Arc<Checker>>,
}

impl Checkers {
    /// The checker of a source as it stands in `set`.
    pub(crate) fn get(&self, set: &Arc<SourceSet>, live: &LiveSource) -> Arc<Checker> {
        let made = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(checker) = made.get(set, live.source.id) {
            return checker;
        }
        drop(made);
        let checker = Arc::new(Checker::of(live, set.locked()));
        let mut made = self.0.write().unwrap_or_else(PoisonError::into_inner);
        made.add(set, live.source.id, Arc::clone(&checker));
        checker
    }
}

impl Made {
    fn is_of(&self, set: &Arc<SourceSet>) -> bool {
        self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, set))
    }

    fn get(&self, set: &Arc<SourceSet>, id: SourceId) -> Option<Arc<Checker>> {
        let checker = self.checkers.get(&id).filter(|_| self.is_of(set));
        checker.cloned()
    }

    /// A new state drops all checkers of the one before, and the secrets they hold.
    fn add(&mut self, set: &Arc<SourceSet>, id: SourceId, checker: Arc<Checker>) {
        if !self.is_of(set) {
            self.checkers.clear();
            self.of = Some(Arc::clone(set));
        }
        self.checkers.insert(id, checker);
    }
}

#[cfg(test)]
mod tests {
    use model::{Headers, ResponseRule, Secret, SecretId, SecretInfo, Source};

    use super::*;

    fn secret(id: i64, text: Option<&str>) -> (SecretInfo, Option<Secret>) {
        let info = SecretInfo {
            id: SecretId(id),
            hint: format!("secret {id}"),
            created_at: Timestamp(0),
            locked: text.is_none(),
            learned: false,
        };
        (info, text.map(Secret::new))
    }

    fn token_source(secrets: Vec<(SecretInfo, Option<Secret>)>) -> LiveSource {
        LiveSource {
            source: Source {
                id: SourceId(1),
                name: "lab".to_owned(),
                scheme: Some("gitlab-token".to_owned()),
                secrets: Vec::new(),
                tolerance_seconds: None,
                future: None,
                fetch_keys: false,
                handshake: true,
                handshake_values: Vec::new(),
                public_url: None,
                forward_to: Vec::new(),
                forward_mode: model::ForwardMode::After,
                response: ResponseRule::default(),
                allow_browser: false,
                paused: false,
                created_at: Timestamp(0),
            },
            secrets,
            signing: Vec::new(),
            handshake_values: Default::default(),
            custom_scheme: None,
            rule_revision: 0,
        }
    }

    fn checked(live: &LiveSource, token: &str) -> (Verdict, String) {
        let headers: Headers = [("X-Gitlab-Token", token)].into_iter().collect();
        let request = Request {
            method: "POST",
            url: "http://localhost/lab",
            headers: &headers,
            body: b"{}",
        };
        let checker = Checker::of(live, None);
        let verification = checker.check(&request, Timestamp(0)).verification;
        let evidence = verification.evidence.unwrap_or_default();
        (verification.verdict, evidence.detail.unwrap_or_default())
    }

    #[test]
    fn a_rejection_says_that_a_secret_could_not_be_tried() {
        let live = token_source(vec![secret(1, None), secret(2, Some("new"))]);
        let (verdict, detail) = checked(&live, "old");
        assert_eq!(verdict, Verdict::Rejected);
        assert_eq!(
            detail,
            "1 of its 2 secrets could not be tried, locked: remove what is locked and add it again"
        );
        assert_eq!(checked(&live, "new"), (Verdict::Verified, String::new()));
        let whole = token_source(vec![secret(2, Some("new"))]);
        assert_eq!(checked(&whole, "old"), (Verdict::Rejected, String::new()));
    }
}

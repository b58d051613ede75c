//! What checks stand on: the order, the request that the handler accepts, and what is known so far.
//!
//! Every variant is first judged by our own verification: what must be accepted verifies there,
//! what must be refused does not. So a check that a scheme has nothing for finds no variants.

use bytes::Bytes;
use model::{Expected, Headers, Reason, Secret, SecretRef, Timestamp, Verdict, Verification};
use signing::{Check, KnownSecret, Scheme};

use super::making::{Made, form_of, make};
use super::order::ProbeOrder;
use super::recipe::{Moment, Recipe, Ring, SignedBody};
use super::request::request_of;
use super::variant::{Answered, Role, Variant};
use crate::Outgoing;

/// What checks stand on.
#[derive(Debug)]
pub(crate) struct Ground<'o> {
    /// What is probed.
    pub order: &'o ProbeOrder,
    /// A request that the handler accepts; the right one until another is found.
    pub base: Recipe,
    /// What signs.
    pub ring: Ring,
    /// What is known so far.
    pub facts: Facts,
    /// Every answer so far, with what was sent.
    pub kept: Vec<Kept>,
    trial: Trial,
    seed: u128,
    now: Timestamp,
}

/// What is known of a handler.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// It accepts something signed.
    pub accepts: bool,
    /// It accepts requests as the scheme says.
    pub accepts_valid: bool,
    /// It refused a well-formed signature that was not the request's, or hung up on it.
    pub refuses_forged: bool,
    /// It accepted one.
    pub accepts_forged: bool,
    /// What it answers forgeries with in the body, where their status is that of acceptance.
    pub refusal: Option<Vec<u8>>,
    /// The cause that its acceptance named, and what it is about.
    pub cause: Option<Cause>,
    /// The form that it gives a body before it verifies it, where that was found.
    pub form: Option<SignedBody>,
}

/// Why a handler refuses right requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cause {
    /// The code, or several.
    pub code: String,
    /// Whether it is the secret that is misread.
    pub of_secret: bool,
    /// The form that the body is given, where it is that.
    pub form: Option<SignedBody>,
}

/// A request with its answer, as it was sent.
#[derive(Debug)]
pub(crate) struct Kept {
    /// What was sent.
    pub outgoing: Outgoing,
    /// The signature texts that it had, or had before they were taken out.
    pub signatures: Vec<String>,
    /// The variant and its answer.
    pub answered: Answered,
}

/// How variants are judged beforehand: with the order's secrets, or with a pair made for it where
/// only the provider could verify what its private key signs.
#[derive(Debug)]
struct Trial {
    ring: Ring,
    verifying: Option<Secret>,
}

impl<'o> Ground<'o> {
    /// The ground of an order before anything was asked.
    pub(crate) fn new(order: &'o ProbeOrder, now: Timestamp, seed: u128) -> Self {
        let made = |number: u8| {
            let mut entropy = [number; 32];
            entropy[..16].copy_from_slice(&seed.to_be_bytes());
            signing::new_secret(&order.scheme, &entropy)
        };
        let wrong = made(1);
        let ring = Ring {
            own: order.secrets.clone(),
            wrong: wrong.clone().map(|pair| pair.signing),
        };
        let mut trial = Trial {
            ring: ring.clone(),
            verifying: None,
        };
        if order.scheme.summary().public_key
            && let Some(pair) = made(2)
        {
            trial.ring.own = vec![pair.signing; order.secrets.len()];
            trial.verifying = Some(pair.verifying);
        }
        Self {
            base: Recipe::right(order),
            order,
            ring,
            facts: Facts::default(),
            kept: Vec::new(),
            trial,
            seed,
            now,
        }
    }

    /// Whether there is anything to sign with.
    pub(crate) fn can_sign(&self) -> bool {
        !self.ring.own.is_empty() && self.trial(&self.base).is_some()
    }

    /// The time that trials are signed at, in seconds and in milliseconds.
    pub(crate) fn now_in_digits(&self) -> (String, String) {
        let seconds = self.now.unix_seconds().to_string();
        (seconds, self.now.unix_millis().to_string())
    }

    /// Makes a request to be sent; for one that is to be refused, one that our own verification
    /// refuses too: some digests look the same in two writings.
    pub(crate) fn make_fitting(
        &self,
        variant: &Variant,
        (now, number): (Timestamp, u64),
    ) -> Option<Made> {
        const TRIES: u64 = 5;
        // Numbers of other requests are far below.
        let numbers = (0..TRIES).map(|index| number + (index << 32));
        let made = numbers.filter_map(|number| self.make(&variant.recipe, now, number));
        made.into_iter().find(|made| {
            variant.expected != Expected::Refuse || self.is_refused(variant, made, now)
        })
    }

    /// Whether our own verification refuses a request that was made to be refused.
    ///
    /// Of a key pair only the half that signs is known here. Then nothing but a wrong writing can
    /// come out right by chance, and it did not where it is as ill written as trials are: one in
    /// four signatures of P-256 has no padding to be without.
    fn is_refused(&self, variant: &Variant, made: &Made, now: Timestamp) -> bool {
        const TRIALS: u64 = 12;
        if self.trial.verifying.is_none() {
            return self.verification_at(&made.outgoing, now).verdict != Verdict::Verified;
        }
        let is_well_written = |made: &Made, at| {
            self.verification_at(&made.outgoing, at).reason == Some(Reason::SignatureMismatch)
        };
        let mut trials = (0..TRIALS).filter_map(|number| self.tried(&variant.recipe, number));
        !is_well_written(made, now) || trials.all(|trial| is_well_written(&trial, self.now))
    }

    /// Makes a request to be sent.
    pub(crate) fn make(&self, recipe: &Recipe, now: Timestamp, number: u64) -> Option<Made> {
        let moment = Moment {
            now,
            seed: self.seed,
            number,
        };
        make(recipe, self.order, &self.ring, moment)
    }

    /// A body in the form that the handler gives it: to that one it does no more harm.
    pub(crate) fn undisturbed(&self, body: Bytes) -> Bytes {
        let form = self.facts.form.as_ref();
        form.and_then(|form| form_of(&body, form)).unwrap_or(body)
    }

    /// A request as it would be, to look at.
    pub(crate) fn trial(&self, recipe: &Recipe) -> Option<Made> {
        self.tried(recipe, 0)
    }

    fn tried(&self, recipe: &Recipe, number: u64) -> Option<Made> {
        let moment = Moment {
            now: self.now,
            seed: self.seed,
            number,
        };
        make(recipe, self.order, &self.trial.ring, moment)
    }

    /// Whether our own verification accepts a variant; `None` where it cannot be made.
    pub(crate) fn holds(&self, recipe: &Recipe) -> Option<bool> {
        let made = self.trial(recipe)?;
        Some(self.verification_at(&made.outgoing, self.now).verdict == Verdict::Verified)
    }

    /// What our own verification says, in the place of a handler that has the base's secrets.
    fn verification_at(&self, outgoing: &Outgoing, now: Timestamp) -> Verification {
        let keys = match &self.trial.verifying {
            Some(key) => vec![key.clone()],
            None => self.base_secrets(),
        };
        verification(&self.base.scheme, outgoing, (&keys, now))
    }

    /// The secrets that the handler is taken to have.
    pub(crate) fn base_secrets(&self) -> Vec<Secret> {
        let base = self
            .base
            .keys
            .iter()
            .filter_map(|key| self.ring.secret(key));
        base.chain(self.ring.own.iter().cloned()).collect()
    }

    /// The digests that a right signature of a request has, as our own verification tells them.
    pub(crate) fn right_digests(&self, outgoing: &Outgoing) -> Vec<String> {
        if self.trial.verifying.is_some() {
            return Vec::new();
        }
        let secrets = self.base_secrets();
        let schemes = [&self.base.scheme, &self.order.scheme].into_iter();
        let evidence = schemes
            .filter_map(|scheme| verification(scheme, outgoing, (&secrets, self.now)).evidence);
        let compared = evidence.flat_map(|evidence| evidence.comparisons);
        compared
            .filter_map(|comparison| comparison.expected)
            .collect()
    }

    /// The variants that our own verification judges as they are meant; those that cannot be made
    /// are left out too.
    pub(crate) fn fitting(&self, variants: impl IntoIterator<Item = Variant>) -> Vec<Variant> {
        let fits = |variant: &Variant| match (variant.expected, self.holds(&variant.recipe)) {
            (_, None) | (Expected::Accept, Some(false)) | (Expected::Refuse, Some(true)) => false,
            (Expected::Accept | Expected::Either | Expected::Refuse, Some(_)) => true,
        };
        variants.into_iter().filter(fits).collect()
    }

    /// Names of the header fields that signing sets.
    pub(crate) fn set_fields(&self) -> Headers {
        let Some(made) = self.trial(&self.base) else {
            return Headers::default();
        };
        let own = &self.order.headers;
        let fields = made.outgoing.headers.0.into_iter();
        let is_set = |field: &model::Header| {
            own.get(&field.name) != Some(&field.value[..]) && !is_ours(field)
        };
        Headers(fields.filter(is_set).collect())
    }

    /// Takes an answer in.
    pub(crate) fn learn(&mut self, kept: Kept) {
        let accepted = kept.answered.is_accepted();
        match kept.answered.variant.role {
            Role::Valid if accepted => self.facts.accepts = true,
            Role::Forged if accepted => self.facts.accepts_forged = true,
            Role::Forged if kept.answered.is_refused() || kept.answered.hung_up() => {
                self.facts.refuses_forged = true;
            }
            Role::Valid | Role::Forged | Role::Asked => {}
        }
        self.kept.push(kept);
    }

    /// Takes in that answers with this body are refusals, those before as well.
    pub(crate) fn learn_refusal(&mut self, body: Vec<u8>) {
        for kept in &mut self.kept {
            kept.answered.reply.says_no = kept.answered.reply.body == body;
        }
        self.facts.refusal = Some(body);
        self.facts.accepts_forged = false;
        self.facts.refuses_forged = true;
    }
}

fn is_ours(field: &model::Header) -> bool {
    field.name.eq_ignore_ascii_case("user-agent")
}

/// What our own verification says of a request.
pub(crate) fn verification(
    scheme: &Scheme,
    outgoing: &Outgoing,
    (secrets, now): (&[Secret], Timestamp),
) -> Verification {
    let known: Vec<KnownSecret> = secrets
        .iter()
        .map(|secret| KnownSecret {
            secret: secret.clone(),
            name: SecretRef {
                id: None,
                name: "secret".to_owned(),
            },
        })
        .collect();
    let check = Check {
        scheme,
        secrets: &known,
        now,
        tolerance_seconds: None,
        future: None,
    };
    signing::verify(&request_of(outgoing), &check)
}

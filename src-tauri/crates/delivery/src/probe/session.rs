//! Asks the checks, sends what they want sent, and keeps what came of it.

use std::time::Duration;

use model::{Clock, ProbeExchange, ProbeReport, Timestamp};
use tokio::time::Instant;

use super::answer::Reply;
use super::check::{Check, Needs, Step, Verdict, refusals};
use super::checks::{ASKED_FIRST, CHECKS};
use super::ground::{Ground, Kept};
use super::order::{ProbeMeans, ProbeOrder, ProbeProgress};
use super::reach;
use super::report::{Found, Redaction, exchange_of, report};
use super::variant::{Answered, Variant};
use crate::{Exchange, Outgoing};

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// A probe under way.
pub(crate) struct Session<'o> {
    ground: Ground<'o>,
    means: &'o ProbeMeans,
    clock: Clock,
    redaction: Redaction,
    exchanges: Vec<ProbeExchange>,
    found: Vec<Found>,
    /// Why nothing can be learned at all.
    blocked: Option<String>,
    next_at: Instant,
    started_at: Timestamp,
    began: Instant,
}

impl<'o> Session<'o> {
    /// A probe before its first request.
    pub(crate) fn new(order: &'o ProbeOrder, means: &'o ProbeMeans, clock: Clock) -> Self {
        let started_at = clock.now();
        let ground = Ground::new(order, started_at, rand::random());
        Self {
            redaction: Redaction::of(&ground),
            ground,
            means,
            exchanges: Vec::new(),
            found: Vec::new(),
            blocked: None,
            next_at: Instant::now(),
            began: Instant::now(),
            started_at,
            clock,
        }
    }

    /// Asks every check.
    pub(crate) async fn run<F>(mut self, mut ask: impl FnMut(Outgoing) -> F) -> ProbeReport
    where
        F: Future<Output = Exchange>,
    {
        let order = asking_order();
        for (index, check) in order.iter().enumerate() {
            let rest: u32 = order[index..].iter().map(|check| check.usual).sum();
            let before = self.exchanges.len();
            let verdict = match self.gate(check) {
                Some(verdict) => verdict,
                None => self.ask(check, rest, &mut ask).await,
            };
            self.take(check, verdict, before);
        }
        self.finish()
    }

    /// What is told of a check without asking it.
    fn gate(&self, check: &Check) -> Option<Verdict> {
        if self.means.cancel.is_cancelled() {
            return Some(Verdict::skipped("the probe was ended before"));
        }
        if let Some(why) = &self.blocked {
            return Some(Verdict::inconclusive(why));
        }
        let facts = &self.ground.facts;
        let accepts = facts.accepts;
        match check.needs {
            Needs::Acceptance | Needs::Contrast if !self.ground.can_sign() => {
                Some(Verdict::skipped("there is no key to sign with"))
            }
            Needs::Acceptance | Needs::Contrast if !accepts => {
                Some(Verdict::inconclusive("it accepted nothing that was signed"))
            }
            Needs::Contrast if facts.accepts_forged => Some(Verdict::inconclusive(
                "it accepts forged requests, so what it accepts shows nothing",
            )),
            Needs::Contrast if !facts.refuses_forged => Some(Verdict::inconclusive(
                "no forged request was answered, so what it accepts shows nothing",
            )),
            Needs::Nothing | Needs::Acceptance | Needs::Contrast => None,
        }
    }

    async fn ask<F>(
        &mut self,
        check: &Check,
        rest: u32,
        ask: &mut impl FnMut(Outgoing) -> F,
    ) -> Verdict
    where
        F: Future<Output = Exchange>,
    {
        let mut seen: Vec<Answered> = Vec::new();
        loop {
            let (variants, until_accepted) = match (check.next)(&self.ground, &seen) {
                Step::Told(verdict) => return verdict,
                Step::Ask(variants) => (variants, false),
                Step::Search(variants) => (variants, true),
            };
            let asked = seen.len();
            for (index, variant) in variants.into_iter().enumerate() {
                if self.means.cancel.is_cancelled() {
                    return self.cut_off(check, &seen);
                }
                self.tell(
                    check,
                    rest.saturating_sub(u32::try_from(index).unwrap_or(0)),
                );
                let Some(answered) = self.send(variant, ask).await else {
                    continue;
                };
                let is_accepted = answered.is_accepted();
                seen.push(answered);
                self.look(ask).await;
                if let Some(why) = &self.blocked {
                    return Verdict::inconclusive(why);
                }
                if until_accepted && is_accepted {
                    break;
                }
            }
            if self.means.cancel.is_cancelled() {
                return self.cut_off(check, &seen);
            }
            if seen.len() == asked {
                return Verdict::skipped("none of its requests can be made with this scheme");
            }
        }
    }

    /// What is told of a check that was under way when the probe was ended: one forgery that was
    /// accepted is a proof, however many were still to be sent.
    fn cut_off(&self, check: &Check, seen: &[Answered]) -> Verdict {
        let is_proof =
            |one: &Answered| one.variant.expected == model::Expected::Refuse && one.is_accepted();
        // Where a contrast is needed there may be none yet.
        match check.needs == Needs::Nothing && seen.iter().any(is_proof) {
            true => refusals(&self.ground, seen),
            false => Verdict::skipped("the probe was ended meanwhile"),
        }
    }

    /// Whether there is a handler at all, as far as the first answers tell.
    async fn look<F>(&mut self, ask: &mut impl FnMut(Outgoing) -> F)
    where
        F: Future<Output = Exchange>,
    {
        if self.exchanges.len() != 1 || !reach::is_doubtful(&self.ground.kept) {
            return;
        }
        for variant in reach::looks(&self.ground) {
            if !self.means.cancel.is_cancelled() {
                self.send(variant, ask).await;
            }
        }
        self.blocked = reach::blocked(&self.ground.kept);
    }

    fn tell(&self, check: &Check, rest: u32) {
        let done = u32::try_from(self.exchanges.len()).unwrap_or(u32::MAX);
        self.means.progress.send_replace(ProbeProgress {
            done,
            total: done.saturating_add(rest.max(1)),
            check: check.name,
        });
    }

    /// Sends one variant; `None` where it cannot be made, or where the probe's end cut its answer off:
    /// that says nothing of the handler.
    async fn send<F>(
        &mut self,
        variant: Variant,
        ask: &mut impl FnMut(Outgoing) -> F,
    ) -> Option<Answered>
    where
        F: Future<Output = Exchange>,
    {
        self.pace().await;
        let number = u64::try_from(self.exchanges.len()).unwrap_or(u64::MAX) + 1;
        let moment = (self.clock.now(), number);
        let made = self.ground.make_fitting(&variant, moment)?;
        let mut outgoing = made.outgoing.clone();
        outgoing.timeout = Some(PATIENCE);
        outgoing.cancel = Some(self.means.cancel.clone());
        let mut exchange = ask(outgoing.clone()).await;
        if self.means.cancel.is_cancelled() && exchange.outcome.is_err() {
            return None;
        }
        if Reply::of(&exchange).broke_off() {
            // A connection that the server had just closed says nothing of the request.
            exchange = ask(outgoing).await;
        }
        let mut reply = Reply::of(&exchange);
        reply.says_no = self.ground.facts.refusal.as_ref() == Some(&reply.body);
        let kept = exchange_of(
            &variant,
            (&made.outgoing, &exchange, &reply),
            &self.redaction,
        );
        self.exchanges.push(kept);
        let answered = Answered { variant, reply };
        self.ground.learn(Kept {
            outgoing: made.outgoing,
            signatures: made.signatures,
            answered: answered.clone(),
        });
        Some(answered)
    }

    async fn pace(&mut self) {
        let Some(pace) = self.means.pace else {
            return;
        };
        tokio::select! {
            () = tokio::time::sleep_until(self.next_at) => {}
            () = self.means.cancel.cancelled() => {}
        }
        let gap = Duration::from_secs(1) / pace.get();
        self.next_at = Instant::now() + gap;
    }

    fn take(&mut self, check: &'static Check, mut verdict: Verdict, before: usize) {
        if let Some(base) = verdict.base.take() {
            self.ground.base = *base;
        }
        if let Some(body) = verdict.refusal.take() {
            self.ground.learn_refusal(body);
        }
        if check.name == "accepts_valid" {
            self.ground.facts.accepts_valid = verdict.result == model::CheckResult::Pass;
        }
        if let Some(cause) = verdict.cause.take() {
            self.ground.facts.form = cause.form.clone();
            self.ground.facts.cause = Some(*cause);
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.found.push(Found {
            check,
            verdict,
            exchanges: (before..self.exchanges.len()).map(place).collect(),
        });
    }

    fn finish(self) -> ProbeReport {
        let done = u32::try_from(self.exchanges.len()).unwrap_or(u32::MAX);
        self.means.progress.send_replace(ProbeProgress {
            done,
            total: done,
            check: "",
        });
        let finished = !self.means.cancel.is_cancelled();
        let alike = || {
            let all_asked = finished.then_some(&self.ground.kept);
            all_asked.and_then(|kept| reach::blocked(kept))
        };
        let blocked = self.blocked.or_else(alike);
        let mut told = report(&self.ground, self.found, (blocked, finished));
        told.started_at = self.started_at;
        told.elapsed_ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        told.secret_hint = match self.ground.order.secrets.first() {
            Some(secret) => secret.hint(),
            None => "no key to sign with".to_owned(),
        };
        told.exchanges = self.exchanges;
        told
    }
}

/// The checks that others stand on, then the rest as they are told.
fn asking_order() -> Vec<&'static Check> {
    let named = |name: &&str| CHECKS.iter().find(|check| check.name == *name);
    let first = ASKED_FIRST.iter().filter_map(named);
    let rest = CHECKS
        .iter()
        .filter(|check| !ASKED_FIRST.contains(&check.name));
    first.chain(rest).collect()
}

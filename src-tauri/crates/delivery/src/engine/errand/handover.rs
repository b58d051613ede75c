//! An attempt at an endpoint that somebody else delivers to: the delivery is handed over, or
//! looked at there.
//!
//! A step that went well is stored here, since there may be no attempt to store, or several. One
//! that did not is an attempt like any other, and what follows is decided as for any other.

use std::sync::Arc;

use model::{DeliveryState, HandedTo, NextStep, Timestamp, Trigger};
use store::{EndpointOutcome, Handover, NewAttempt};

use super::{Errand, Means, Report, lesson, lock};
use crate::engine::decide::Decided;
use crate::engine::ended::{self, Ended};
use crate::engine::handover::{Hitch, Load, Progress, Step, There, followed};
use crate::engine::word::{Lesson, Word};
use crate::schedule::Failed;

/// No answer of whoever delivers speaks for the endpoint; of an endpoint itself this would disable it.
const GONE: u16 = 410;

impl Errand {
    /// Makes the attempt. When nothing of it could be stored the errand counts as lost.
    pub(super) async fn hand_over(self, means: Arc<Means>, report: Report) {
        let known = means.store.deliveries().handover(self.due.delivery).await;
        let (Ok(known), Some(to)) = (known, self.to.endpoint().handed_to.clone()) else {
            return;
        };
        let done = self.step(&to, &means, known.as_ref()).await;
        let known = known.unwrap_or_default();
        match done.and_then(|progress| progress.unless_forgotten(&known)) {
            Ok(progress) => self.follow(&means, (progress, &known), report).await,
            Err(hitch) => self.stopped(&means, hitch, report),
        }
    }

    async fn step(
        &self,
        to: &HandedTo,
        means: &Means,
        known: Option<&Handover>,
    ) -> Result<Progress, Hitch> {
        let Some(known) = known else {
            return self.carry(to, means, Step::HandOver).await;
        };
        let message = &*known.message;
        match self.due.trigger {
            // Asked for by hand. Where it goes on there by itself, it may have arrived by now.
            Trigger::Redelivery if !known.ended => {
                let looked = self.carry(to, means, Step::Look(message)).await?;
                match looked.standing {
                    There::Delivered => Ok(looked),
                    There::Waits(_) | There::GaveUp => {
                        self.carry(to, means, Step::SendAgain(message)).await
                    }
                }
            }
            Trigger::Redelivery | Trigger::Scheduled if known.ended => {
                self.carry(to, means, Step::SendAgain(message)).await
            }
            _ => self.carry(to, means, Step::Look(message)).await,
        }
    }

    async fn carry(&self, to: &HandedTo, means: &Means, step: Step<'_>) -> Result<Progress, Hitch> {
        let Some(carrier) = &means.carrier else {
            return Err(Hitch::Unready(format!(
                "Nothing was sent: this program cannot hand over to {}.",
                to.profile
            )));
        };
        let load = Load {
            to,
            endpoint: &self.to.live,
            due: &self.due,
            step,
        };
        carrier.carry(load).await
    }

    async fn follow(
        &self,
        means: &Means,
        (progress, known): (Progress, &Handover),
        report: Report,
    ) {
        // What is decided by a success is all that it teaches.
        let now = means.clock.now();
        drop(self.judge(&Ended::Delivered, now));
        let whose = (&self.due, means.owner);
        let followed = followed(progress, known, whose, now);
        if means.store.deliveries().follow(followed).await.is_ok() {
            report.carried();
        }
    }

    fn stopped(mut self, means: &Means, hitch: Hitch, report: Report) {
        let now = means.clock.now();
        let (attempt, ended) = match hitch {
            Hitch::Failed(attempt) => {
                let failed = self.failed(&attempt, now);
                (*attempt, Ended::Failed(failed))
            }
            Hitch::Unready(why) => self.unsent(why, &means.clock),
            Hitch::Refused(attempt, because) => {
                let decided = self.over(because, now);
                let finished = self.finished(means.owner, *attempt, decided);
                return report.over(finished, Lesson::GoOn, false);
            }
            Hitch::Unsendable(why) => {
                let (attempt, _) = self.unsent(why.clone(), &means.clock);
                let decided = self.over(why, now);
                let finished = self.finished(means.owner, attempt, decided);
                return report.over(finished, Lesson::GoOn, false);
            }
        };
        let decided = self.judge(&ended, means.clock.now());
        let lesson = lesson(&decided, &ended);
        report.over(self.finished(means.owner, attempt, decided), lesson, false);
    }

    fn failed(&self, attempt: &NewAttempt, now: Timestamp) -> Failed {
        match ended::read(&self.to.schedule, attempt, now) {
            Ended::Failed(failed) => Failed {
                status: failed.status.filter(|status| *status != GONE),
                ..failed
            },
            // An answer that could not be read is none, whatever its status.
            Ended::Delivered | Ended::Unsent(_) => Failed::default(),
        }
    }

    /// Nothing follows by itself, and it says nothing about the endpoint.
    fn over(&self, because: String, now: Timestamp) -> Decided {
        lock(&self.health).told_nothing(now);
        Decided {
            next: match self.due.trigger {
                Trigger::Redelivery => NextStep::Nothing,
                _ => NextStep::GiveUp { because },
            },
            state: DeliveryState::Failed,
            due_at: None,
            endpoint: EndpointOutcome::Untouched,
            disable: None,
        }
    }
}

impl Report {
    /// What came of it is stored already.
    fn carried(mut self) {
        self.is_over = true;
        self.tell(Word::Carried(self.errand, self.endpoint));
    }
}

//! Deliveries that somebody else was given: what is known of them there, and what a look brought.

use model::{DeliveryId, DeliveryState, NextStep, Timestamp, Topic, Trigger};

use super::Deliveries;
use crate::table::deliveries::handover;
use crate::table::handovers;
use crate::{Error, NewAttempt};

/// A delivery as whoever was given it has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Handover {
    /// The message's id there.
    pub message: String,
    /// Attempts made there that are stored here, by their ids there.
    pub seen: Vec<String>,
    /// Looks since something was new.
    pub looks: u32,
    /// Whether nothing more happens there by itself.
    pub ended: bool,
}

/// What handing a delivery over, or a look at it there, came to.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Which delivery.
    pub delivery: DeliveryId,
    /// Who looked, as in [`crate::Claiming`].
    pub owner: i64,
    /// The message's id there.
    pub message: String,
    /// What was exchanged, in its order; what is stored already is passed over.
    pub attempts: Vec<FollowedAttempt>,
    /// What the delivery is from now on: retrying, succeeded or failed.
    pub state: DeliveryState,
    /// When to look again; for retrying.
    pub due_at: Option<Timestamp>,
}

/// An exchange with whoever delivers, or one that it had with the endpoint.
#[derive(Debug, Clone)]
pub struct FollowedAttempt {
    /// Its id there; `None` for an exchange of ours.
    pub id_there: Option<String>,
    /// The exchange.
    pub attempt: NewAttempt,
    /// What asked for it.
    pub trigger: Trigger,
    /// What followed.
    pub next: NextStep,
}

impl Deliveries<'_> {
    /// A delivery as whoever was given it has it; `None` while nobody was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn handover(&self, id: DeliveryId) -> Result<Option<Handover>, Error> {
        let read = move |connection: &_| handovers::get(connection, id);
        self.0.readers.run(read).await
    }

    /// Stores what became of a delivery that was handed over, in one commit.
    ///
    /// Of one that is no longer leased to `owner`, only its attempts are stored.
    ///
    /// # Errors
    /// As for every write: full disk or closed store. Then nothing of it is stored.
    pub async fn follow(&self, followed: Followed) -> Result<(), Error> {
        let now = self.0.clock.now();
        let change = move |connection: &_| handover::follow(connection, &followed, now);
        let topics = &[Topic::Attempts, Topic::Deliveries];
        self.0.writer.run(topics, change).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RedeliverMode;
    use crate::Which;
    use crate::deliveries::trial::{OWNER, Trial, attempt, event};

    fn retry(due_at: Timestamp) -> NextStep {
        NextStep::Retry {
            due_at,
            wait_micros: 0,
            speed: 1,
            because: None,
        }
    }

    fn theirs(trial: &Trial, id: &str, status: u16) -> FollowedAttempt {
        FollowedAttempt {
            id_there: Some(id.into()),
            attempt: attempt(trial.now(), status),
            trigger: Trigger::Scheduled,
            next: retry(trial.now()),
        }
    }

    fn followed(trial: &Trial, delivery: DeliveryId, state: DeliveryState) -> Followed {
        Followed {
            delivery,
            owner: OWNER,
            message: "msg_there".into(),
            attempts: Vec::new(),
            state,
            due_at: (!state.has_ended()).then(|| trial.now()),
        }
    }

    async fn follow(trial: &Trial, followed: Followed) {
        trial.deliveries().follow(followed).await.unwrap();
    }

    #[tokio::test]
    async fn each_of_their_attempts_is_stored_once_and_a_look_alone_leaves_none() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        assert_eq!(trial.deliveries().handover(id).await, Ok(None));
        for _ in 0..2 {
            trial.take_one().await;
            let looked = followed(&trial, id, DeliveryState::Retrying);
            let attempts = vec![theirs(&trial, "a", 500)];
            follow(&trial, Followed { attempts, ..looked }).await;
        }
        let known = trial.deliveries().handover(id).await.unwrap().unwrap();
        assert_eq!((known.looks, known.ended), (1, false));
        assert_eq!(known.seen, ["a"]);
        let record = trial.deliveries().get(id).await.unwrap().unwrap();
        assert_eq!((record.attempts.len(), record.delivery.attempts), (1, 1));
        assert_eq!(record.scheduled, 0);
        assert_eq!(record.delivery.state, DeliveryState::Retrying);
    }

    #[tokio::test]
    async fn it_ends_as_it_does_there_and_can_be_asked_for_again() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let ended = followed(&trial, id, DeliveryState::Succeeded);
        let attempts = vec![theirs(&trial, "a", 200)];
        follow(&trial, Followed { attempts, ..ended }).await;
        assert_eq!(trial.state(id).await, DeliveryState::Succeeded);
        let again = RedeliverMode::Once;
        trial.deliveries().redeliver(&[id], again).await.unwrap();
        assert_eq!(trial.take_one().await.trigger, Trigger::Redelivery);
        // Once asked for, it is what is followed, and what it was is not forgotten.
        follow(&trial, followed(&trial, id, DeliveryState::Retrying)).await;
        assert_eq!(trial.take_one().await.trigger, Trigger::Retry);
        follow(&trial, followed(&trial, id, DeliveryState::Failed)).await;
        assert_eq!(trial.state(id).await, DeliveryState::Succeeded);
        let known = trial.deliveries().handover(id).await.unwrap().unwrap();
        assert!(known.ended);
    }

    #[tokio::test]
    async fn one_that_is_cancelled_under_a_look_stays_cancelled_and_keeps_what_came() {
        let trial = Trial::new().await;
        let id = trial.deliver(event()).await;
        trial.take_one().await;
        let which = Which::Ids(vec![id]);
        trial.deliveries().cancel(which).await.unwrap();
        let looked = followed(&trial, id, DeliveryState::Retrying);
        let attempts = vec![theirs(&trial, "a", 500)];
        follow(&trial, Followed { attempts, ..looked }).await;
        assert_eq!(trial.state(id).await, DeliveryState::Cancelled);
        // A look that comes too late changes nothing but the history.
        let looked = followed(&trial, id, DeliveryState::Succeeded);
        let attempts = vec![theirs(&trial, "b", 200)];
        follow(&trial, Followed { attempts, ..looked }).await;
        let delivery = trial.get(id).await;
        assert_eq!(delivery.state, DeliveryState::Cancelled);
        assert_eq!(delivery.attempts, 2);
        let all = Which::Ids(vec![id]);
        assert_eq!(trial.deliveries().clear(all).await, Ok(1));
        assert_eq!(trial.deliveries().handover(id).await, Ok(None));
    }
}

//! Delivers through Svix, its own server or a hosted one, in place of this machine.
//!
//! Every endpoint of ours has an application of its own there, since a message goes to all
//! endpoints of its application. What is asked for can be asked for again: application and endpoint
//! have ids of ours, a message has the event's id, and an attempt that is asked for by hand has an
//! idempotency key. Facts: <https://api.svix.com/docs>, and the source of the server
//! (github.com/svix/svix-webhooks, `server/svix-server/src/v1/endpoints`).
//!
//! Svix has no call that stops its retries: a delivery that is cancelled here is not looked at any
//! more, and may arrive all the same.

mod answers;
mod calls;
mod exchange;
mod message;
mod place;
mod settings;

use delivery::engine::{Carrier, Carrying, Hitch, Load, Progress, Step, There};
use tokio::sync::Mutex;

use crate::client::Account;
use crate::error::Error;
use crate::means::Means;
use calls::There as At;
use exchange::{Exchanged, Line, NAME};

/// The provider that can deliver in our stead, by its id.
const SVIX: &str = "svix";

/// Schemes by which Svix signs: with `svix-` fields, or with `webhook-` fields.
pub const HANDOVER_SCHEMES: [&str; 2] = ["svix-v1", "standard-webhooks-v1"];

/// Whether deliveries can be handed to this provider.
#[must_use]
pub fn takes_deliveries(provider: &str) -> bool {
    provider == SVIX
}

/// Our id of an endpoint's application there, new for each choice.
#[must_use]
pub fn new_application() -> String {
    format!("hookwright-{:016x}", rand::random::<u64>())
}

/// Hands deliveries to the profiles of a store.
#[derive(Debug)]
pub struct Handover {
    means: Means,
    /// What an endpoint is there is made and changed by one delivery at a time.
    making: Mutex<()>,
}

impl Handover {
    /// By these means.
    #[must_use]
    pub fn new(means: Means) -> Self {
        Self {
            means,
            making: Mutex::default(),
        }
    }

    async fn step(&self, load: Load<'_>) -> Result<Progress, Hitch> {
        let account = self.account(&load.to.profile).await?;
        let line = Line {
            means: &self.means,
            account: &account,
            trigger: load.due.trigger,
        };
        match load.step {
            Step::HandOver => self.hand_over(&line, load).await,
            Step::Look(message) => look(&line, load, message).await,
            Step::SendAgain(message) => self.send_again(&line, load, message).await,
        }
    }

    async fn account(&self, profile: &str) -> Result<Account, Hitch> {
        let opened = Account::open(&self.means.store, profile).await;
        let unready = |error: Error| Hitch::Unready(format!("Nothing was sent: {error}."));
        let account = opened.map_err(unready)?;
        match takes_deliveries(account.client.id()) {
            true => Ok(account),
            false => Err(Hitch::Unready(format!(
                "Nothing was sent: the profile {profile} is none of {NAME}'s, and no other provider takes deliveries."
            ))),
        }
    }

    /// Makes the message there, once the endpoint is what it is here.
    async fn hand_over(&self, line: &Line<'_>, load: Load<'_>) -> Result<Progress, Hitch> {
        let message = message::of(load.due).map_err(Hitch::Unsendable)?;
        let at = place::ready(&self.making, line, load).await?;
        let mut id = message::event_id(&load.due.message_id);
        for other in [Some(format!("{id}.{}", load.to.application)), None] {
            let made = line.ask(calls::message(&at, &message, &id), load).await?;
            match made.status() {
                Some(409) => {}
                Some(404) => {
                    place::forget(line, load).await;
                    return given(made);
                }
                _ => return given(made),
            }
            // It is there already, unless another application has an event of this id.
            let found = line.ask(calls::find(&at, &id), load).await?;
            match (found.status(), other) {
                (Some(404), Some(other)) => id = other,
                _ => return Ok(waits(answers::id(&found.success()?)?, made)),
            }
        }
        Err(Hitch::Unready(format!(
            "{NAME} says that it has the event, and that it has not."
        )))
    }

    async fn send_again(
        &self,
        line: &Line<'_>,
        load: Load<'_>,
        message: &str,
    ) -> Result<Progress, Hitch> {
        let at = place::ready(&self.making, line, load).await?;
        let key = format!("{}-{}", load.to.application, load.due.delivery);
        let key = format!("{key}-{}", load.due.number);
        let asked = line.ask(calls::resend(&at, message, &key), load).await?;
        let asked = asked.accepted()?;
        Ok(waits(message.to_owned(), asked))
    }
}

impl Carrier for Handover {
    fn carry<'a>(&'a self, load: Load<'a>) -> Carrying<'a> {
        Box::pin(self.step(load))
    }
}

fn given(made: Exchanged) -> Result<Progress, Hitch> {
    let made = made.accepted()?;
    Ok(waits(answers::id(&made)?, made))
}

/// It is there now, and nothing is known of its attempts yet.
fn waits(message: String, ours: Exchanged) -> Progress {
    Progress {
        provider: NAME.to_owned(),
        message,
        ours: Some(ours.attempt),
        theirs: Vec::new(),
        standing: There::Waits(None),
    }
}

/// Asks for the attempts, and where those do not tell it, how the message stands.
async fn look(line: &Line<'_>, load: Load<'_>, message: &str) -> Result<Progress, Hitch> {
    let at = At::of(load.to);
    let listed = line.ask(calls::attempts(&at, message), load).await?;
    let theirs = answers::attempts(&listed.success()?)?;
    let newest = theirs.last();
    let standing = match newest.is_some_and(|newest| newest.delivered) {
        true => There::Delivered,
        false => {
            let asked = line.ask(calls::destinations(&at, message), load).await?;
            answers::standing(&asked.success()?, &at)?
        }
    };
    Ok(Progress {
        provider: NAME.to_owned(),
        message: message.to_owned(),
        ours: None,
        theirs,
        standing,
    })
}

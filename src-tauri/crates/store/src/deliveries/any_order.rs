//! Whatever is done to deliveries in whatever order: totals are right, keys keep their order, and
//! nothing is left behind.

use model::{DeliveryId, DeliveryState, Manner, Ordering, Trigger};
use proptest::prelude::*;
use rusqlite::Connection;

use super::trial::{OWNER, Outcome, Trial, event, finished};
use super::{DeliveryFilter, DueDelivery, NewEvent, RedeliverMode, Which};
use crate::{EndpointEdit, Error};

#[derive(Debug, Clone)]
enum Step {
    Deliver(Option<u8>),
    Claim(u32),
    /// Ends one of the attempts under way.
    Finish(usize, Outcome),
    ActOn(usize, Verb),
    ActOnAll(usize, Verb),
    TakeOver,
    GiveBack,
    Order(Ordering),
    Speed(u32),
    Wait(i64),
}

#[derive(Debug, Clone, Copy)]
enum Verb {
    Cancel,
    Pause,
    Resume,
    Once,
    Restart,
    Recover,
    Clear,
}

fn verb() -> impl Strategy<Value = Verb> {
    prop_oneof![
        Just(Verb::Cancel),
        Just(Verb::Pause),
        Just(Verb::Resume),
        Just(Verb::Once),
        Just(Verb::Restart),
        Just(Verb::Recover),
        Just(Verb::Clear),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let outcome = prop_oneof![
        Just(Outcome::Succeeded),
        (0_i64..20).prop_map(Outcome::Again),
        Just(Outcome::GaveUp),
    ];
    let order = prop_oneof![Just(Ordering::None), Just(Ordering::ByKey)];
    prop_oneof![
        6 => proptest::option::of(0_u8..3).prop_map(Step::Deliver),
        5 => (1_u32..5).prop_map(Step::Claim),
        6 => (any::<usize>(), outcome).prop_map(|(which, outcome)| Step::Finish(which, outcome)),
        4 => (any::<usize>(), verb()).prop_map(|(which, verb)| Step::ActOn(which, verb)),
        1 => (0..DeliveryState::ALL.len(), verb()).prop_map(|(state, verb)| Step::ActOnAll(state, verb)),
        1 => Just(Step::TakeOver),
        1 => Just(Step::GiveBack),
        1 => order.prop_map(Step::Order),
        1 => (1_u32..1000).prop_map(Step::Speed),
        2 => (0_i64..15).prop_map(Step::Wait),
    ]
}

struct Play {
    trial: Trial,
    manner: Manner,
    made: Vec<DeliveryId>,
    under_way: Vec<DueDelivery>,
}

impl Play {
    async fn new() -> Self {
        let trial = Trial::by_key().await;
        Self {
            trial,
            manner: Manner {
                ordering: Ordering::ByKey,
                ..Manner::default()
            },
            made: Vec::new(),
            under_way: Vec::new(),
        }
    }

    async fn go(&mut self, step: Step) -> Result<(), Error> {
        match step {
            Step::Deliver(key) => {
                let new = NewEvent {
                    ordering_key: key.map(|key| key.to_string()),
                    ..event()
                };
                self.made.push(self.trial.deliver(new).await);
            }
            Step::Claim(room) => self.claim(room).await,
            Step::Finish(which, outcome) => self.finish(which, outcome).await,
            Step::ActOn(which, verb) => self.act_on(which, verb).await?,
            Step::ActOnAll(state, verb) => self.act_on_all(state, verb).await?,
            Step::TakeOver => {
                let deliveries = self.trial.deliveries();
                deliveries.take_over(OWNER + 1, self.trial.now()).await?;
            }
            Step::GiveBack => {
                let ids = self.under_way.drain(..).map(|due| due.delivery).collect();
                self.trial.deliveries().give_back(OWNER, ids).await?;
            }
            Step::Order(ordering) => self.edit(|manner| manner.ordering = ordering).await?,
            Step::Speed(speed) => self.edit(|manner| manner.speed = speed).await?,
            Step::Wait(seconds) => self.trial.wait(seconds),
        }
        Ok(())
    }

    async fn claim(&mut self, room: u32) {
        let alone = self.under_way.is_empty();
        let taken = self.trial.claim(room).await.taken;
        assert!(taken.len() <= room as usize);
        if self.manner.ordering == Ordering::ByKey {
            for due in taken.iter().filter(|due| due.ordering_key.is_some()) {
                assert_eq!(self.count(EARLIER, due.delivery.0).await, 0, "{due:?}");
            }
            // Those that went together before order was asked for may do so until they end.
            if alone {
                assert_eq!(self.count(TOGETHER, 0).await, 0, "{taken:?}");
            }
        }
        self.under_way.extend(taken);
    }

    async fn finish(&mut self, which: usize, outcome: Outcome) {
        if self.under_way.is_empty() {
            return;
        }
        let due = self.under_way.swap_remove(which % self.under_way.len());
        let by_hand = due.trigger == Trigger::Redelivery;
        let outcome = match outcome {
            Outcome::Succeeded => outcome,
            _ if by_hand => Outcome::Nothing,
            _ => outcome,
        };
        let finished = finished(due.delivery, self.trial.now(), outcome);
        self.trial.finish(finished).await;
    }

    async fn act_on(&mut self, which: usize, verb: Verb) -> Result<(), Error> {
        if self.made.is_empty() {
            return Ok(());
        }
        let id = self.made[which % self.made.len()];
        self.act(Which::Ids(vec![id]), verb).await
    }

    async fn act_on_all(&mut self, state: usize, verb: Verb) -> Result<(), Error> {
        let filter = DeliveryFilter {
            states: vec![DeliveryState::ALL[state]],
            ..DeliveryFilter::default()
        };
        self.act(Which::Filter(filter), verb).await
    }

    async fn act(&self, which: Which, verb: Verb) -> Result<(), Error> {
        let deliveries = self.trial.deliveries();
        let ids = match &which {
            Which::Ids(ids) => ids.clone(),
            Which::Filter(filter) => {
                let rows = deliveries.page(filter, None, 1_000).await?;
                rows.into_iter().map(|row| row.id).collect()
            }
        };
        match verb {
            Verb::Cancel => deliveries.cancel(which).await?,
            Verb::Pause => deliveries.pause(which).await?,
            Verb::Resume => deliveries.resume(which).await?,
            Verb::Once => deliveries.redeliver(&ids, RedeliverMode::Once).await?,
            Verb::Restart => {
                let mode = RedeliverMode::RestartSchedule;
                deliveries.redeliver(&ids, mode).await?
            }
            Verb::Recover => deliveries.recover(&DeliveryFilter::default()).await?,
            Verb::Clear => deliveries.clear(which).await?,
        };
        Ok(())
    }

    async fn edit(&mut self, change: impl FnOnce(&mut Manner)) -> Result<(), Error> {
        change(&mut self.manner);
        let edit = EndpointEdit {
            manner: Some(self.manner.clone()),
            ..EndpointEdit::default()
        };
        let endpoints = self.trial.fixture.store.endpoints();
        endpoints.edit(self.trial.endpoint, edit).await.map(drop)
    }

    async fn count(&self, sql: &'static str, value: i64) -> i64 {
        let read = move |connection: &Connection| {
            Ok(connection.query_row(sql, [value], |row| row.get(0))?)
        };
        let readers = &self.trial.fixture.store.inner().readers;
        readers.run(read).await.unwrap()
    }

    async fn check(&self) {
        for (what, sql) in BROKEN {
            assert_eq!(self.count(sql, 0).await, 0, "{what}");
        }
        for state in DeliveryState::ALL {
            let filter = DeliveryFilter {
                states: vec![state],
                ..DeliveryFilter::default()
            };
            let rows = self.trial.deliveries().page(&filter, None, 1_000).await;
            let all = rows.unwrap().iter().all(|row| row.state == state);
            assert!(all, "a list of {state:?} has others");
        }
    }

    /// Lets all end that can.
    async fn drain(&mut self) {
        let all = || Which::Filter(DeliveryFilter::default());
        let deliveries = self.trial.deliveries();
        deliveries
            .take_over(OWNER + 1, self.trial.now())
            .await
            .unwrap();
        deliveries.resume(all()).await.unwrap();
        self.trial.wait(1_000_000);
        loop {
            let taken = self.trial.take(3).await;
            if taken.is_empty() {
                break;
            }
            for id in taken {
                self.trial.succeed(id).await;
            }
        }
        for count in self.trial.deliveries().counts().await.unwrap() {
            assert!(count.state.has_ended(), "left behind: {count:?}");
        }
    }
}

/// Earlier ones with the key of delivery `?1` that have not ended.
const EARLIER: &str = "SELECT count(*) FROM deliveries d JOIN deliveries e
        ON e.endpoint = d.endpoint AND e.ordering_key = d.ordering_key AND e.id < d.id
    WHERE d.id = ?1 AND e.ended_at IS NULL";

/// Pairs of a key that are under way together; `?1` is not looked at.
const TOGETHER: &str = "SELECT count(*) FROM deliveries d JOIN deliveries e
        ON e.endpoint = d.endpoint AND e.ordering_key = d.ordering_key AND e.id < d.id
    WHERE d.lease_owner IS NOT NULL AND e.lease_owner IS NOT NULL AND ?1 = 0";

/// What must not be, as numbers of rows; `?1` is not looked at.
const BROKEN: [(&str, &str); 7] = [
    (
        "totals differ from what there is",
        "SELECT count(*) FROM (SELECT endpoint, state, count(*) FROM deliveries WHERE ?1 = 0
                GROUP BY 1, 2
            EXCEPT SELECT endpoint, state, total FROM delivery_totals)",
    ),
    (
        "totals count what there is not",
        "SELECT count(*) FROM (SELECT endpoint, state, total FROM delivery_totals
                WHERE total <> 0 AND ?1 = 0
            EXCEPT SELECT endpoint, state, count(*) FROM deliveries GROUP BY 1, 2)",
    ),
    (
        "columns contradict the state",
        "SELECT count(*) FROM deliveries WHERE ?1 = 0 AND (
            (state = 'running') <> (lease_owner IS NOT NULL)
            OR (state IN ('succeeded', 'failed', 'cancelled')) <> (ended_at IS NOT NULL)
            OR (due_at IS NOT NULL AND state NOT IN ('pending', 'retrying'))
            OR (due_at IS NULL AND held_due_at IS NULL AND ended_at IS NULL)
            OR (ended_at IS NOT NULL AND before_state IS NOT NULL)
            OR (wish IS NOT NULL AND state <> 'running'))",
    ),
    (
        "one waits for its turn, and nobody is before it",
        "SELECT count(*) FROM deliveries d WHERE ?1 = 0 AND due_at IS NULL
            AND state IN ('pending', 'retrying') AND NOT EXISTS (SELECT 1 FROM deliveries e
                WHERE e.endpoint = d.endpoint AND e.ordering_key = d.ordering_key
                    AND e.id <> d.id AND e.ended_at IS NULL
                    AND (e.id < d.id OR e.lease_owner IS NOT NULL))",
    ),
    (
        "one is under way, and nobody would find it",
        "SELECT count(*) FROM deliveries WHERE ?1 = 0 AND lease_owner IS NOT NULL
            AND id NOT IN (SELECT value FROM leases CROSS JOIN json_each(ids))",
    ),
    (
        "an attempt is not found from its delivery",
        "SELECT count(*) FROM attempts a JOIN deliveries d ON d.id = a.delivery
            WHERE ?1 = 0 AND a.id IS NOT d.last_attempt AND NOT EXISTS (SELECT 1 FROM attempts b
                WHERE b.delivery = a.delivery AND b.previous = a.id)",
    ),
    (
        "an event, or an attempt, of no delivery is left",
        "SELECT (SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM deliveries))
            + (SELECT count(*) FROM attempts
                WHERE delivery NOT IN (SELECT id FROM deliveries)) + ?1",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn totals_order_and_work_survive_any_steps(steps in proptest::collection::vec(step(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut play = Play::new().await;
            for step in steps {
                play.go(step).await.unwrap();
                play.check().await;
            }
            play.drain().await;
            play.check().await;
        });
    }
}

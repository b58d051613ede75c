//! What is taken, what goes first, and what is given back.

use model::{Breaker, FaultMix, Manner};

use super::*;
use crate::engine::pace::WINDOW;
use crate::engine::trial::{NOW, due, recipient_in};

fn lane(manner: Manner) -> Lane {
    Lane::new(Arc::new(recipient_in(manner)))
}

fn numbered(id: i64, trigger: Trigger) -> DueDelivery {
    DueDelivery {
        delivery: DeliveryId(id),
        trigger,
        ..due(b"{}")
    }
}

fn later(micros: i64) -> Timestamp {
    NOW.plus_micros(micros)
}

/// The ids of all that may begin now.
fn begun(lane: &mut Lane, now: Timestamp) -> Vec<i64> {
    std::iter::from_fn(|| lane.begin(now))
        .map(|errand| errand.due.delivery.0)
        .collect()
}

/// Asks and gets nothing more than when the next one is due.
fn told(lane: &mut Lane, next: Option<Timestamp>) {
    lane.asked();
    if let Some(next) = next {
        lane.due_next(next);
    }
}

#[test]
fn at_first_as_many_are_taken_as_may_be_under_way() {
    let mut lane = lane(Manner::default());
    assert_eq!(lane.wants(NOW), 8);
    lane.take(numbered(1, Trigger::Scheduled), NOW);
    assert_eq!(begun(&mut lane, NOW), [1]);
    assert_eq!(lane.wants(NOW), 7);
}

#[test]
fn a_store_that_has_nothing_due_is_not_asked() {
    let mut lane = lane(Manner::default());
    told(&mut lane, None);
    assert_eq!((lane.wants(NOW), lane.wakes(NOW)), (0, None));
    lane.forget_next();
    assert_eq!(lane.wants(NOW), 8);
    told(&mut lane, Some(later(5_000_000)));
    assert_eq!(lane.wants(NOW), 0);
    let early = lane.wakes(NOW).unwrap();
    assert_eq!(early, later(5_000_000 - EARLY));
    assert_eq!(lane.wants(early), 8);
}

#[test]
fn a_change_while_the_store_answers_is_not_lost() {
    let mut lane = lane(Manner::default());
    lane.asked();
    lane.forget_next();
    lane.due_next(later(5_000_000));
    assert_eq!(lane.wants(NOW), 8);
}

#[test]
fn as_much_is_taken_ahead_as_goes_out_meanwhile_and_no_more() {
    let mut lane = lane(Manner::default());
    lane.running = 8;
    lane.asked();
    lane.forget_next();
    for _ in 0..100 {
        lane.ended(Lesson::GoOn, false, NOW);
        lane.stored();
        lane.running = 8;
    }
    assert_eq!(lane.wants(later(WINDOW)), 100);
    // A slow endpoint has nothing waiting here.
    assert_eq!(lane.wants(later(2 * WINDOW)), 0);
}

#[test]
fn no_backlog_holds_up_a_retry() {
    let mut lane = lane(Manner::default());
    for id in 1..=20 {
        lane.take(numbered(id, Trigger::Scheduled), NOW);
    }
    lane.take(numbered(21, Trigger::Retry), NOW);
    let soon = DueDelivery {
        due_at: later(10_000),
        ..numbered(22, Trigger::Retry)
    };
    lane.take(soon, NOW);
    assert_eq!(begun(&mut lane, NOW), [21, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(lane.wakes(NOW), Some(later(10_000)));
    lane.running = 6;
    assert_eq!(begun(&mut lane, later(10_000)), [22, 8]);
}

#[test]
fn nothing_begins_before_it_is_due() {
    let mut lane = lane(Manner::default());
    let soon = DueDelivery {
        due_at: later(1),
        ..numbered(1, Trigger::Retry)
    };
    lane.take(soon, NOW);
    assert!(begun(&mut lane, NOW).is_empty());
    assert_eq!(begun(&mut lane, later(1)), [1]);
}

#[test]
fn what_waits_too_long_is_given_back() {
    let mut lane = lane(Manner {
        concurrency: 1,
        ..Manner::default()
    });
    for id in 1..=3 {
        lane.take(numbered(id, Trigger::Scheduled), NOW);
    }
    assert_eq!(begun(&mut lane, NOW), [1]);
    assert_eq!(lane.wakes(NOW), Some(later(PATIENCE)));
    assert!(!lane.is_stuck(later(PATIENCE - 1)));
    assert!(lane.is_stuck(later(PATIENCE)));
    assert_eq!(lane.empty(), [DeliveryId(2), DeliveryId(3)]);
    assert!(!lane.is_stuck(later(PATIENCE)));
}

#[test]
fn while_the_breaker_is_open_nothing_waits_here() {
    let mut lane = lane(Manner {
        breaker: Some(Breaker {
            failures: 1,
            cooldown_ms: 1_000,
        }),
        ..Manner::default()
    });
    lane.take(numbered(1, Trigger::Scheduled), NOW);
    let errand = lane.begin(NOW).unwrap();
    lane.take(numbered(2, Trigger::Scheduled), NOW);
    let facts = crate::engine::decide::Facts {
        schedule: &errand.to.schedule,
        speed: 1,
        trigger: Trigger::Scheduled,
        scheduled: 0,
        failing: Failing::default(),
        now: NOW,
        chance: 0.0,
    };
    let failed = crate::engine::ended::Ended::Failed(crate::schedule::Failed::default());
    lock(&errand.health).judge(facts, &failed);
    lane.ended(Lesson::GoOn, false, NOW);
    assert!(lane.is_stuck(NOW) && lane.wants(NOW) == 0);
    lane.empty();
    // Asked for a little early, so that the one that tries is here in time.
    assert_eq!(lane.wakes(NOW), Some(later(1_000_000 - EARLY)));
    assert_eq!(lane.wants(later(1_000_000 - EARLY)), 1);
}

#[test]
fn a_disabled_endpoint_gets_nothing_and_keeps_nothing() {
    let mut lane = lane(Manner::default());
    lane.take(numbered(1, Trigger::Scheduled), NOW);
    lane.ended(Lesson::Stop, false, NOW);
    assert!(lane.begin(NOW).is_none() && lane.is_stuck(NOW));
    assert_eq!(lane.wants(NOW), 0);
}

#[test]
fn what_is_held_back_goes_after_its_successor() {
    let mut lane = lane(Manner {
        concurrency: 1,
        faults: Some(FaultMix {
            reorder: 1.0,
            ..FaultMix::default()
        }),
        ..Manner::default()
    });
    for id in 1..=2 {
        lane.take(numbered(id, Trigger::Scheduled), NOW);
    }
    assert_eq!(begun(&mut lane, NOW), [2]);
    lane.ended(Lesson::GoOn, false, NOW);
    lane.stored();
    assert_eq!(begun(&mut lane, NOW), [1]);
    lane.ended(Lesson::GoOn, false, NOW);
    lane.stored();
    lane.take(numbered(3, Trigger::Scheduled), NOW);
    assert!(begun(&mut lane, NOW).is_empty());
    assert_eq!(begun(&mut lane, later(HELD_AT_MOST)), [3]);
}

#[test]
fn no_more_is_begun_and_not_stored_than_may_come_twice_after_a_kill() {
    let unsettled = |concurrency| {
        let mut lane = lane(Manner {
            concurrency,
            ..Manner::default()
        });
        for id in 0..2_000 {
            lane.take(numbered(id, Trigger::Scheduled), NOW);
        }
        let mut unstored = 0;
        while lane.begin(NOW).is_some() {
            lane.ended(Lesson::GoOn, false, NOW);
            unstored += 1;
        }
        assert_eq!(lane.wants(NOW), 0);
        lane.stored();
        assert!(lane.begin(NOW).is_some());
        unstored
    };
    assert_eq!([1, 8, 16, 32].map(unsettled), [8, 8, 16, 32]);
    // Many at once are not left to wait for the disk.
    assert_eq!(unsettled(64), 1_024);
}

fn many() -> Manner {
    Manner {
        concurrency: 64,
        ..Manner::default()
    }
}

/// One with 64 under way, of which this is one, and 36 that wait.
fn busy(manner: Manner) -> (Lane, Errand) {
    let mut lane = lane(manner);
    for id in 1..=100 {
        lane.take(numbered(id, Trigger::Scheduled), NOW);
    }
    let one = lane.begin(NOW).unwrap();
    assert_eq!(begun(&mut lane, NOW).len(), 63);
    lane.hand_on(NOW);
    (lane, one)
}

fn goes_on_with(errand: &Errand) -> Option<i64> {
    errand.relay.take().map(|due| due.delivery.0)
}

#[test]
fn an_errand_goes_on_with_the_next_and_keeps_its_place() {
    let (mut lane, errand) = busy(many());
    for id in [65, 66] {
        assert_eq!(goes_on_with(&errand), Some(id));
        lane.ended(Lesson::GoOn, true, NOW);
    }
    assert_eq!((lane.running, lane.waiting()), (64, 34));
    lane.take(numbered(101, Trigger::Retry), NOW);
    lane.hand_on(NOW);
    assert_eq!(goes_on_with(&errand), Some(101));
    // A place that is free is filled with what is next, too.
    lane.ended(Lesson::GoOn, true, NOW);
    lane.ended(Lesson::GoOn, false, NOW);
    assert_eq!(begun(&mut lane, NOW), [67]);
}

#[test]
fn what_was_handed_on_counts_among_what_may_come_twice_after_a_kill() {
    let begun_unstored = |concurrency, trigger| {
        let mut lane = lane(Manner {
            concurrency,
            ..Manner::default()
        });
        for id in 0..2_000 {
            lane.take(numbered(id, trigger), NOW);
        }
        let errand = lane.begin(NOW).unwrap();
        let mut begun = 1 + begun(&mut lane, NOW).len();
        loop {
            lane.hand_on(NOW);
            // Some go on before the worker hears of any of them.
            let gone_on = std::iter::from_fn(|| goes_on_with(&errand)).take(3).count();
            lane.hand_on(NOW);
            if gone_on == 0 {
                return begun;
            }
            begun += gone_on;
            (0..gone_on).for_each(|_| lane.ended(Lesson::GoOn, true, NOW));
        }
    };
    for trigger in [Trigger::Scheduled, Trigger::Retry] {
        let begun = [1, 8, 16, 32, 64].map(|at_once| begun_unstored(at_once, trigger));
        assert_eq!(begun, [8, 8, 16, 32, 1_024]);
    }
}

#[test]
fn what_was_handed_on_goes_out_with_new_settings() {
    let (mut lane, errand) = busy(many());
    lane.follow(Arc::new(recipient_in(Manner {
        concurrency: 65,
        ..many()
    })));
    lane.hand_on(NOW);
    assert_eq!(goes_on_with(&errand), None);
    assert_eq!(begun(&mut lane, NOW), [65]);
}

#[test]
fn what_was_handed_on_is_given_back_with_the_rest() {
    let (mut lane, errand) = busy(many());
    assert!(lane.is_stuck(later(PATIENCE)));
    assert_eq!(lane.empty().len(), 36);
    assert_eq!(goes_on_with(&errand), None);
}

#[test]
fn nothing_is_handed_on_where_something_is_decided_before_each() {
    let rated = Manner {
        rate: Some(1_000_000),
        ..many()
    };
    let harmed = Manner {
        faults: Some(FaultMix::default()),
        ..many()
    };
    for manner in [rated, harmed] {
        let (lane, errand) = busy(manner);
        assert_eq!((goes_on_with(&errand), lane.waiting()), (None, 36));
    }
}

#[test]
fn an_endpoint_that_asks_for_less_is_handed_nothing_more() {
    let (mut lane, errand) = busy(many());
    lock(&lane.health).slow_down(NOW);
    lane.ended(Lesson::SlowDown, false, NOW);
    lane.hand_on(NOW);
    assert_eq!(goes_on_with(&errand), None);
    // Half as many may be under way now: as long as more are, none goes on.
    let rested = later(10_000_000);
    lane.hand_on(rested);
    assert_eq!(goes_on_with(&errand), None);
    lane.running = 32;
    lane.hand_on(rested);
    assert_eq!(goes_on_with(&errand), Some(65));
}

//! Every published schedule, walked through with a turned clock; and what else is decided.

use proptest::prelude::*;

use super::*;
use crate::schedule::published;

fn named(name: &str) -> &'static Schedule {
    published()
        .iter()
        .find(|schedule| schedule.name == name)
        .expect("a published schedule")
}

fn facts(schedule: &Schedule, scheduled: u32) -> Facts<'_> {
    Facts {
        schedule,
        speed: 1,
        trigger: Trigger::Scheduled,
        scheduled,
        failing: Failing::default(),
        now: Timestamp(1_000_000),
        chance: 0.5,
    }
}

fn answered(status: u16) -> Ended {
    Ended::Failed(Failed {
        status: Some(status),
        ..Failed::default()
    })
}

fn asked(status: u16, seconds: u64) -> Ended {
    Ended::Failed(Failed {
        status: Some(status),
        retry_after: Some(Duration::from_secs(seconds)),
        timed_out: false,
    })
}

/// The waits of a delivery that only ever fails, in schedule time, and how it ends.
fn walked(schedule: &Schedule, speed: u32) -> (Vec<Duration>, NextStep) {
    let (mut waits, mut now) = (Vec::new(), Timestamp(0));
    let mut failing = Failing::default();
    for scheduled in 0.. {
        failing = failing.and_one(now);
        let facts = Facts {
            speed,
            failing,
            now,
            chance: 0.0,
            ..facts(schedule, scheduled)
        };
        let decided = decide(&facts, &answered(500));
        let NextStep::Retry { wait_micros, .. } = decided.next else {
            return (waits, decided.next);
        };
        assert_eq!(decided.state, DeliveryState::Retrying);
        waits.push(Duration::from_micros(wait_micros));
        now = decided.due_at.expect("a retry is due");
    }
    unreachable!("a schedule ends");
}

#[test]
fn every_published_schedule_is_walked_to_its_end_at_any_speed() {
    for schedule in published() {
        // Without luck, waits are the shortest that the jitter allows.
        let shortest = |wait: &Duration| match schedule.jitter {
            crate::schedule::Jitter::Share(share) => wait.mul_f64(1.0 - share),
            _ => *wait,
        };
        let expected: Vec<_> = schedule.waits.iter().map(shortest).collect();
        for speed in [1, 60, 100_000] {
            let (waits, _) = walked(schedule, speed);
            assert_eq!(waits, expected, "{} at {speed}", schedule.name);
        }
    }
}

#[test]
fn shopify_makes_all_its_tries_and_then_disables() {
    let (waits, last) = walked(named("shopify"), 1000);
    assert_eq!(waits.len(), 8);
    let because = "9 failures in a row: shopify gives up after 8.".to_owned();
    assert_eq!(last, NextStep::Disable { because });
}

#[test]
fn an_endpoint_that_failed_for_days_is_disabled_by_the_schedules_clock() {
    let svix = named("svix");
    let failing = Failing {
        since: Some(Timestamp::from_unix_seconds(0)),
        in_a_row: 3,
    };
    let decided_after = |seconds| {
        let facts = Facts {
            speed: 1000,
            failing,
            now: Timestamp::from_unix_seconds(seconds),
            ..facts(svix, 0)
        };
        decide(&facts, &answered(500))
    };
    assert_eq!(decided_after(431).disable, None);
    let disabled = decided_after(432);
    assert!(disabled.disable.unwrap().contains("120 hours"));
    assert_eq!(disabled.state, DeliveryState::Failed);
}

#[test]
fn a_delivery_ends_with_its_success() {
    let decided = decide(&facts(named("svix"), 3), &Ended::Delivered);
    assert_eq!(decided.next, NextStep::Delivered);
    assert_eq!(decided.state, DeliveryState::Succeeded);
    assert_eq!(decided.endpoint, EndpointOutcome::Succeeded);
    assert_eq!((decided.due_at, decided.disable), (None, None));
}

#[test]
fn the_clock_turns_the_wait_and_not_the_date() {
    let turned = Facts {
        speed: 100,
        ..facts(named("standard-webhooks"), 1)
    };
    let decided = decide(&turned, &answered(500));
    let NextStep::Retry {
        due_at,
        wait_micros,
        speed,
        because,
    } = decided.next
    else {
        panic!("{decided:?}");
    };
    assert_eq!((wait_micros, speed, because), (300_000_000, 100, None));
    assert_eq!(due_at, turned.now.plus_micros(3_000_000));
    assert_eq!(decided.due_at, Some(due_at));
}

#[test]
fn a_wait_that_was_asked_for_is_turned_too_and_says_whose_it_is() {
    let turned = Facts {
        speed: 60,
        ..facts(named("standard-webhooks"), 0)
    };
    let decided = decide(&turned, &asked(503, 120));
    let because = Some("Retry-After: 120".to_owned());
    let expected = NextStep::Retry {
        due_at: turned.now.plus_micros(2_000_000),
        wait_micros: 120_000_000,
        speed: 60,
        because,
    };
    assert_eq!(decided.next, expected);
}

#[test]
fn a_shorter_wait_than_our_own_changes_nothing() {
    let decided = decide(&facts(named("standard-webhooks"), 1), &asked(503, 2));
    let NextStep::Retry {
        wait_micros,
        because,
        ..
    } = decided.next
    else {
        panic!("{decided:?}");
    };
    assert_eq!((wait_micros, because), (300_000_000, None));
}

#[test]
fn too_many_requests_say_why_they_wait_longer() {
    let decided = decide(&facts(named("svix"), 0), &answered(429));
    let NextStep::Retry {
        wait_micros,
        because,
        ..
    } = decided.next
    else {
        panic!("{decided:?}");
    };
    assert_eq!(wait_micros, 60_000_000);
    assert!(because.unwrap().contains("429"));
}

#[test]
fn gone_disables_the_endpoint_and_ends_the_delivery() {
    let decided = decide(&facts(named("svix"), 0), &answered(410));
    assert_eq!(decided.state, DeliveryState::Failed);
    assert!(decided.disable.unwrap().contains("410 Gone"));
    assert!(matches!(decided.next, NextStep::Disable { .. }));
}

#[test]
fn what_is_not_tried_again_says_so() {
    for (name, scheduled, status, words) in [
        ("skyvern", 0, 404, "skyvern does not try again after 404."),
        ("skyvern", 2, 500, "All 3 attempts of skyvern failed."),
        ("github", 0, 500, "github makes one attempt."),
    ] {
        let decided = decide(&facts(named(name), scheduled), &answered(status));
        let because = words.to_owned();
        assert_eq!(decided.next, NextStep::GiveUp { because }, "{name}");
        assert_eq!(decided.state, DeliveryState::Failed);
    }
}

#[test]
fn what_was_asked_for_by_hand_leaves_the_schedule_alone_when_it_fails() {
    let by_hand = Facts {
        trigger: Trigger::Redelivery,
        ..facts(named("svix"), 2)
    };
    assert_eq!(decide(&by_hand, &answered(500)).next, NextStep::Nothing);
    let delivered = decide(&by_hand, &Ended::Delivered);
    assert_eq!(delivered.next, NextStep::Delivered);
    let gone = decide(&by_hand, &answered(410));
    assert_eq!(gone.next, NextStep::Nothing);
    assert!(gone.disable.is_some(), "the endpoint is gone all the same");
}

#[test]
fn what_could_not_be_sent_waits_like_a_failure_and_blames_no_endpoint() {
    let failing = Failing {
        since: Some(Timestamp(0)),
        in_a_row: 100,
    };
    let facts = Facts {
        failing,
        ..facts(named("shopify"), 8)
    };
    let decided = decide(&facts, &Ended::Unsent("the secret is locked".to_owned()));
    assert_eq!(decided.endpoint, EndpointOutcome::Untouched);
    assert_eq!(
        (decided.state, decided.disable),
        (DeliveryState::Failed, None)
    );
}

proptest! {
    #[test]
    fn waits_stay_within_jitter_and_what_was_asked_for(
        index in 0..published().len(),
        scheduled in 0_u32..12,
        seconds in proptest::option::of(0_u64..200_000),
        speed in 1_u32..=100_000,
        chance in 0.0..1.0_f64,
    ) {
        let schedule = &published()[index];
        let facts = Facts { speed, chance, ..facts(schedule, scheduled) };
        let ended = seconds.map_or_else(|| answered(503), |seconds| asked(503, seconds));
        if let NextStep::Retry { due_at, wait_micros, .. } = decide(&facts, &ended).next {
            let own = schedule.own_wait(scheduled as usize + 1, chance).expect("it retries");
            let wait = Duration::from_micros(wait_micros);
            let asked = Duration::from_secs(seconds.unwrap_or(0));
            prop_assert!(wait + Duration::from_micros(1) >= own);
            prop_assert!(wait <= own.max(asked.max(own * 2)));
            // Real time is schedule time through speed, but for what a microsecond rounds off.
            let real = due_at.micros_since(facts.now);
            prop_assert!((0..=1).contains(&(wait_micros as i64 / i64::from(speed) - real).abs()));
        }
    }
}

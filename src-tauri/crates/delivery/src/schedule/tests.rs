//! What every published schedule does, against the table it was read from.

use proptest::prelude::*;

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn named(name: &str) -> &'static Schedule {
    published()
        .iter()
        .find(|schedule| schedule.name == name)
        .expect("a published schedule")
}

fn status(status: u16) -> Failed {
    Failed {
        status: Some(status),
        ..Failed::default()
    }
}

/// The waits in seconds, as the engine would take them without luck either way.
fn waits(name: &str) -> Vec<u64> {
    let schedule = named(name);
    let after = |attempt| match schedule.after(attempt, status(500), 0.5) {
        Next::RetryIn(wait) => Some(wait.as_secs()),
        Next::GiveUp | Next::Disable => None,
    };
    (1..).map_while(after).collect()
}

#[test]
fn published_waits_are_those_of_the_providers() {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 3600;
    assert_eq!(
        waits("svix"),
        [
            5,
            5 * MINUTE,
            30 * MINUTE,
            2 * HOUR,
            5 * HOUR,
            10 * HOUR,
            10 * HOUR
        ]
    );
    assert_eq!(waits("github"), [0; 0]);
    assert_eq!(waits("linear"), [MINUTE, HOUR, 6 * HOUR]);
    assert_eq!(waits("lemon-squeezy"), [5, 25, 125]);
    assert_eq!(
        waits("hook0"),
        [
            3,
            10,
            3 * MINUTE,
            30 * MINUTE,
            HOUR,
            3 * HOUR,
            5 * HOUR,
            10 * HOUR
        ]
    );
    assert_eq!(waits("braintree"), [HOUR; 24]);
    assert_eq!(waits("skyvern"), [1, 2]);
    assert_eq!(waits("adyen")[..5], [9, 18, 27, 2 * MINUTE, 5 * MINUTE]);
    assert_eq!(waits("standard-webhooks").len(), 9);
}

#[test]
fn schedules_end_when_they_are_said_to() {
    const HOUR: Duration = Duration::from_secs(3600);
    let end = |name| {
        *named(name)
            .timeline()
            .last()
            .expect("it has a first attempt")
    };
    assert_eq!(end("stripe-live"), 72 * HOUR);
    assert_eq!(end("shopify"), 4 * HOUR);
    assert_eq!(end("square"), 48 * HOUR);
    assert!(end("adyen") <= 30 * 24 * HOUR && end("adyen") > 29 * 24 * HOUR);
}

#[test]
fn gone_disables_the_endpoint_at_once() {
    assert_eq!(named("svix").after(1, status(410), 0.5), Next::Disable);
}

#[test]
fn only_what_a_provider_tries_again_is_tried_again() {
    let skyvern = named("skyvern");
    for (code, again) in [
        (403, true),
        (404, false),
        (429, true),
        (400, false),
        (503, true),
    ] {
        let next = skyvern.after(1, status(code), 0.0);
        assert_eq!(next != Next::GiveUp, again, "{code}");
    }
    assert_ne!(skyvern.after(1, Failed::default(), 0.0), Next::GiveUp);
}

#[test]
fn a_receiver_cannot_postpone_us_for_a_year() {
    let failed = Failed {
        retry_after: Some(Duration::from_secs(365 * 24 * 3600)),
        ..status(503)
    };
    let next = named("standard-webhooks").after(1, failed, 0.5);
    assert_eq!(next, Next::RetryIn(LONGEST_WAIT));
    assert_eq!(
        named("skyvern").after(1, failed, 0.0),
        Next::RetryIn(30 * SECOND)
    );
    assert_eq!(
        named("svix").after(1, failed, 0.5),
        Next::RetryIn(10 * SECOND)
    );
}

#[test]
fn too_many_requests_wait_a_minute_at_least_where_the_provider_does_so() {
    assert_eq!(
        named("svix").after(1, status(429), 0.5),
        Next::RetryIn(60 * SECOND)
    );
    assert!(throttles(status(429)) && throttles(status(502)) && !throttles(status(503)));
}

#[test]
fn some_want_two_hundred_and_nothing_else() {
    assert!(named("linear").succeeds(200) && !named("linear").succeeds(202));
    assert!(named("svix").succeeds(204) && !named("svix").succeeds(301));
}

proptest! {
    #[test]
    fn jitter_stays_in_its_bounds(attempt in 1_usize..8, chance in 0.0..1.0_f64) {
        let svix = named("svix");
        let Next::RetryIn(wait) = svix.after(attempt, status(500), chance) else {
            return Err(TestCaseError::fail("it ends too early"));
        };
        let base = svix.waits[attempt - 1].as_secs_f64();
        prop_assert!((base * 0.799..base * 1.201).contains(&wait.as_secs_f64()));
    }

    #[test]
    fn no_failure_waits_longer_than_a_day_and_a_fifth(
        attempt in 0_usize..200,
        code in 100_u16..600,
        asked in proptest::option::of(0_u64..u64::MAX / 2),
        chance in 0.0..1.0_f64,
    ) {
        for schedule in published() {
            let failed = Failed { retry_after: asked.map(Duration::from_secs), ..status(code) };
            if let Next::RetryIn(wait) = schedule.after(attempt, failed, chance) {
                prop_assert!(wait <= LONGEST_WAIT.mul_f64(1.2), "{}", schedule.name);
            }
        }
    }
}

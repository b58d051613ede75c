//! Every published schedule, gone through with the turned clock, against the providers' tables.

use serde_json::{Value, json};
use tests::{Browser, Hookwright, Sink};

/// A hundred thousand times faster: thirty days pass in 26 seconds.
const SPEED: u32 = 100_000;

const M: f64 = 60.0;
const H: f64 = 60.0 * M;
const DAY: f64 = 24.0 * H;

/// What a provider publishes, in its source code or its documentation.
struct Published {
    name: &'static str,
    /// The first waits, in seconds; where only the span is published, none.
    waits: &'static [f64],
    /// Attempts in all, where that is published.
    attempts: Option<usize>,
    /// Seconds from the first attempt to the last, where that is published.
    span: Option<f64>,
    /// The share of a wait by which it may be shorter or longer.
    share: f64,
    /// Seconds by which a wait may be longer.
    longer: f64,
}

const fn exactly(name: &'static str, waits: &'static [f64]) -> Published {
    Published {
        name,
        waits,
        attempts: Some(waits.len() + 1),
        span: None,
        share: 0.0,
        longer: 0.0,
    }
}

const fn spread(name: &'static str, attempts: Option<usize>, span: f64) -> Published {
    Published {
        attempts,
        span: Some(span),
        ..exactly(name, &[])
    }
}

/// Ten minutes of leeway: nobody publishes a span to the minute.
const LEEWAY: f64 = 10.0 * M;

const PUBLISHED: [Published; 13] = [
    Published {
        share: 0.1,
        ..exactly(
            "standard-webhooks",
            &[
                5.0,
                5.0 * M,
                30.0 * M,
                2.0 * H,
                5.0 * H,
                10.0 * H,
                14.0 * H,
                20.0 * H,
                24.0 * H,
            ],
        )
    },
    Published {
        share: 0.2,
        ..exactly(
            "svix",
            &[5.0, 5.0 * M, 30.0 * M, 2.0 * H, 5.0 * H, 10.0 * H, 10.0 * H],
        )
    },
    spread("stripe-live", None, 3.0 * DAY),
    spread("stripe-sandbox", Some(3), 3.0 * H),
    exactly("github", &[]),
    spread("shopify", Some(9), 4.0 * H),
    exactly("linear", &[M, H, 6.0 * H]),
    Published {
        attempts: None,
        span: Some(30.0 * DAY),
        ..exactly(
            "adyen",
            &[
                9.0,
                18.0,
                27.0,
                2.0 * M,
                5.0 * M,
                10.0 * M,
                15.0 * M,
                30.0 * M,
                H,
                2.0 * H,
                4.0 * H,
                8.0 * H,
            ],
        )
    },
    exactly("lemon-squeezy", &[5.0, 25.0, 125.0]),
    Published {
        span: Some(24.0 * H),
        ..exactly("braintree", &[H; 24])
    },
    Published {
        attempts: None,
        ..exactly(
            "square",
            &[M, 2.0 * M, 4.0 * M, 8.0 * M, 16.0 * M, 32.0 * M, 60.0 * M],
        )
    },
    exactly(
        "hook0",
        &[3.0, 10.0, 3.0 * M, 30.0 * M, H, 3.0 * H, 5.0 * H, 10.0 * H],
    ),
    Published {
        longer: 1.0,
        ..exactly("skyvern", &[1.0, 2.0])
    },
];

#[test]
fn every_published_schedule_is_kept() {
    let (sink, hookwright) = (Sink::answering(&[500]), Hookwright::serve());
    let browser = hookwright.browser();
    let mut notices = browser.notices();
    let begin = |published: &Published| begin(&browser, &sink, published.name);
    let deliveries: Vec<Value> = PUBLISHED.iter().map(begin).collect();
    for (published, delivery) in PUBLISHED.iter().zip(deliveries) {
        let mut detail = browser.call("deliveries.detail", &json!({ "id": delivery }));
        while !has_failed(&detail) {
            notices.wait_for("deliveries");
            detail = browser.call("deliveries.detail", &json!({ "id": delivery }));
        }
        published.assert_kept(&detail);
    }
}

/// An endpoint with the schedule, and a delivery to it.
fn begin(browser: &Browser, sink: &Sink, schedule: &str) -> Value {
    let endpoint = json!({
        "name": schedule,
        "url": sink.url("/in"),
        "scheme": null,
        "secrets": [],
        "manner": manner(schedule),
    });
    let endpoint = browser.call("endpoints.add", &endpoint);
    let event = json!({
        "to": { "endpoints": [endpoint["endpoint"]["id"]] },
        "event_type": "order.paid",
        "body": { "text": "{}" },
    });
    browser.call("deliveries.create", &event)["events"][0]["deliveries"][0].clone()
}

fn manner(schedule: &str) -> Value {
    json!({
        "headers": [],
        "event_types": [],
        "schedule": schedule,
        "speed": SPEED,
        "rate": null,
        "concurrency": 1,
        "ordering": "none",
        "timeout_ms": null,
        "breaker": null,
        "faults": null,
    })
}

/// One that disables its endpoint (Shopify's) waits there for ever, with all its attempts made.
fn has_failed(detail: &Value) -> bool {
    detail["delivery"]["state"] == "failed"
}

impl Published {
    fn assert_kept(&self, detail: &Value) {
        let attempts = detail["attempts"].as_array().expect("it has attempts");
        let waits: Vec<f64> = attempts.iter().filter_map(wait).collect();
        if let Some(wanted) = self.attempts {
            assert_eq!(attempts.len(), wanted, "{}: {waits:?}", self.name);
        }
        for (number, (&wait, &published)) in waits.iter().zip(self.waits).enumerate() {
            let least = published * (1.0 - self.share);
            let most = published * (1.0 + self.share) + self.longer;
            let kept = (least - 0.001..=most + 0.001).contains(&wait);
            assert!(
                kept,
                "{}: wait {number} is {wait} s, not {published} s",
                self.name
            );
        }
        if let Some(span) = self.span {
            let whole: f64 = waits.iter().sum();
            assert!(
                (whole - span).abs() <= LEEWAY,
                "{}: {whole} s, not {span} s",
                self.name
            );
        }
        assert_turned(attempts);
    }
}

/// The wait after an attempt in seconds, as the schedule counts it.
fn wait(attempt: &Value) -> Option<f64> {
    Some(attempt["decision"]["next"]["wait_micros"].as_f64()? / 1e6)
}

/// The clock is turned for waiting only, and no attempt begins before it is due.
fn assert_turned(attempts: &[Value]) {
    for pair in attempts.windows(2) {
        let due = &pair[0]["decision"]["next"]["due_at"];
        let begun = &pair[1]["attempt"]["started_at"];
        assert!(begun.as_str() >= due.as_str(), "due {due}, begun {begun}");
        assert_eq!(pair[0]["decision"]["next"]["speed"], SPEED);
    }
}

//! Tests of runs: what they remember over an end, and how two of them compare.

use std::time::Duration;

use model::{
    AttemptAnswer, AttemptFailure, Change, FailureKind, Headers, Pace, RunOrder, RunPlan, SendMode,
    Template, Timing, Trigger,
};

use super::*;
use crate::NewAttempt;
use crate::fixture::{Fixture, post};

const CARRIER: i64 = 7;

fn plan(targets: &[&str]) -> RunPlan {
    RunPlan {
        targets: targets.iter().map(ToString::to_string).collect(),
        resign: false,
        template: Template::default(),
        order: RunOrder::AsCaptured,
        pace: Pace::AsFastAsPossible,
        times: 1,
        concurrency: 1,
        stop_on_failure: false,
        timeout_ms: 1000,
        faults: None,
    }
}

fn exchange(capture: i64) -> RunExchange {
    RunExchange {
        capture: CaptureId(capture),
        target: 0,
        time: 0,
    }
}

fn new_run(captures: impl IntoIterator<Item = i64>) -> NewRun {
    NewRun {
        plan: plan(&["http://localhost:3000"]),
        chosen: "some".into(),
        exchanges: captures.into_iter().map(exchange).collect(),
        again_of: None,
        carrier: CARRIER,
    }
}

/// An answer with this status, or none at all.
fn outcome(position: u32, capture: i64, status: Option<u16>) -> RunOutcome {
    let failure = AttemptFailure {
        kind: FailureKind::Refused,
        message: "nobody listens".into(),
    };
    let answer = |status| AttemptAnswer {
        status,
        headers: Headers::default(),
        body: b"ok".to_vec(),
        truncated: false,
    };
    let attempt = NewAttempt {
        capture: Some(CaptureId(capture)),
        trigger: Trigger::Replay,
        mode: SendMode::Exact,
        method: "POST".into(),
        target: "http://localhost:3000".into(),
        started_at: Timestamp(5),
        timing: Timing {
            total_micros: 1000 + u64::from(position),
            ..Timing::default()
        },
        status,
        failure: status.is_none().then_some(failure),
        exact: status.map(|_| true),
        request_head: "POST / HTTP/1.1\r\n\r\n".into(),
        exceptions: Vec::new(),
        request_body: "{}".into(),
        answer: status.map(answer),
    };
    RunOutcome {
        position,
        exchange: exchange(capture),
        attempt,
        begins: "ok".into(),
        standing: Standing::Outcome,
    }
}

/// A run of captures 1, 2, … that ended with these statuses.
async fn ended(fixture: &Fixture, statuses: &[Option<u16>]) -> RunId {
    let captures = 1..=i64::try_from(statuses.len()).unwrap();
    let run = fixture
        .store
        .runs()
        .create(new_run(captures))
        .await
        .unwrap();
    let outcomes = (0..).zip(statuses);
    let outcomes = outcomes.map(|(place, &status)| outcome(place, i64::from(place) + 1, status));
    let record = fixture.store.runs();
    let stored = record.record(run.id, outcomes.collect(), RunProgress::default());
    assert_eq!(stored.await.unwrap().len(), statuses.len());
    run.id
}

#[tokio::test]
async fn a_run_reads_back_as_it_was_made_and_knows_what_is_left() {
    let fixture = Fixture::new();
    let runs = fixture.store.runs();
    let made = runs.create(new_run([5, 3, 9])).await.unwrap();
    assert_eq!((made.total, made.captures, made.done), (3, 3, 0));
    assert_eq!(made.state, RunState::Running);
    assert_eq!(runs.get(made.id).await, Ok(Some(made.clone())));
    let progress = RunProgress {
        elapsed: Duration::from_millis(40),
        problem: Some("first".into()),
        ..RunProgress::default()
    };
    let one = vec![outcome(1, 3, Some(200))];
    runs.record(made.id, one, progress).await.unwrap();
    let left = runs.left(made.id).await.unwrap();
    assert_eq!(left, [(0, exchange(5)), (2, exchange(9))]);
    let now = runs.get(made.id).await.unwrap().unwrap();
    assert_eq!((now.done, now.succeeded, now.exact), (1, 1, 1));
    assert_eq!(
        (now.elapsed_ms, now.problem.as_deref()),
        (40, Some("first"))
    );
    let listed = runs.page(None, 10).await.unwrap().remove(0);
    assert_eq!((listed.run, listed.changes), (now, None));
}

#[tokio::test]
async fn an_attempt_that_does_not_count_is_kept_and_its_exchange_is_still_to_be_made() {
    let fixture = Fixture::new();
    fixture.add(post("/")).await;
    let runs = fixture.store.runs();
    let run = runs.create(new_run([1])).await.unwrap().id;
    let cut_off = RunOutcome {
        standing: Standing::Extra,
        ..outcome(0, 1, None)
    };
    let ids = runs
        .record(run, vec![cut_off], RunProgress::default())
        .await;
    let id = ids.unwrap()[0];
    assert!(fixture.store.attempts().get(id).await.unwrap().is_some());
    assert_eq!(runs.left(run).await.unwrap().len(), 1);
}

#[tokio::test]
async fn runs_of_a_process_that_is_gone_are_interrupted_and_can_be_gone_on_with() {
    let fixture = Fixture::new();
    let runs = fixture.store.runs();
    let run = runs.create(new_run([1])).await.unwrap().id;
    assert_eq!(runs.carriers().await, Ok(vec![CARRIER]));
    assert_eq!(runs.interrupt(CARRIER + 1).await, Ok(0));
    assert_eq!(runs.interrupt(CARRIER).await, Ok(1));
    assert_eq!(runs.carriers().await, Ok(vec![]));
    let interrupted = &[RunState::Interrupted];
    let go = || runs.move_on(run, interrupted, RunState::Running, Some(8));
    assert_eq!(go().await, Ok(true));
    assert_eq!(go().await, Ok(false), "it is running already");
    assert_eq!(runs.carriers().await, Ok(vec![8]));
    let running = &[RunState::Running];
    let end = runs.move_on(run, running, RunState::Finished, None);
    assert_eq!(end.await, Ok(true));
    let ended = runs.get(run).await.unwrap().unwrap();
    assert_eq!(ended.ended_at, Some(fixture.clock.now()));
}

#[tokio::test]
async fn runs_of_the_same_captures_to_the_same_targets_are_comparable_in_any_order() {
    let fixture = Fixture::new();
    let runs = fixture.store.runs();
    let first = runs.create(new_run([1, 2])).await.unwrap().id;
    let other = runs.create(new_run([1, 2, 3])).await.unwrap().id;
    let elsewhere = NewRun {
        plan: plan(&["http://localhost:4000"]),
        ..new_run([1, 2])
    };
    runs.create(elsewhere).await.unwrap();
    let turned = runs.create(new_run([2, 1])).await.unwrap().id;
    let ids = |runs: Vec<Run>| runs.iter().map(|run| run.id).collect::<Vec<_>>();
    let earlier = runs.comparable(turned, 9).await.unwrap();
    assert_eq!(ids(earlier), [first]);
    let failures = NewRun {
        again_of: Some(other),
        ..new_run([3])
    };
    let failures = runs.create(failures).await.unwrap().id;
    let earlier = runs.comparable(failures, 9).await.unwrap();
    assert_eq!(ids(earlier), [other]);
}

#[tokio::test]
async fn two_runs_are_compared_exchange_by_exchange() {
    let fixture = Fixture::new();
    let (ok, bad, none) = (Some(200), Some(500), None);
    let then = ended(&fixture, &[ok, bad, none, ok]).await;
    let now = ended(&fixture, &[bad, ok, bad, ok, ok]).await;
    let runs = fixture.store.runs();
    let tally = runs.tally(now, Some(then)).await.unwrap();
    let counts = (tally.fixed, tally.regressed, tally.same, tally.new);
    assert_eq!(counts, (1, 1, 2, 1));
    assert_eq!(
        (tally.failed, tally.took.len(), tally.took_then.len()),
        (2, 5, 3)
    );
    let changes = tally
        .answers
        .iter()
        .map(|answer| (answer.status, answer.count, answer.change));
    let changes: Vec<_> = changes.collect();
    assert_eq!(changes, [(ok, 3, 0), (bad, 2, 1), (none, 0, -1)]);
    runs.settle(now).await.unwrap();
    let changes = runs.page(None, 1).await.unwrap()[0].changes;
    assert_eq!(changes, None, "these are no runs of the same set");
    let alone = runs.tally(now, None).await.unwrap();
    assert_eq!((alone.new, alone.took_then.len()), (5, 0));
}

#[tokio::test]
async fn a_list_tells_what_a_run_has_changed() {
    let fixture = Fixture::new();
    let then = ended(&fixture, &[Some(200), Some(500), Some(500)]).await;
    let now = ended(&fixture, &[Some(500), Some(200), Some(500)]).await;
    let runs = fixture.store.runs();
    runs.settle(now).await.unwrap();
    let changes = Changes {
        against: then,
        fixed: 1,
        regressed: 1,
    };
    let listed = runs.page(None, 9).await.unwrap();
    assert_eq!(listed[0].changes, Some(changes));
    assert_eq!(listed[1].changes, None);
}

#[tokio::test]
async fn rows_come_regressed_first_then_fixed_then_the_rest() {
    let fixture = Fixture::new();
    let capture = fixture.add(post("/")).await;
    let (ok, bad) = (Some(200), Some(500));
    let then = ended(&fixture, &[ok, bad, ok, ok, bad]).await;
    let now = ended(&fixture, &[ok, ok, bad, ok, bad]).await;
    let page = async |against, show, from, limit| {
        let wanted = RowsWanted {
            run: now,
            against,
            show,
            order: RowOrder::RegressedFirst,
            from,
            limit,
        };
        let rows = fixture.store.runs().rows(wanted).await.unwrap();
        rows.iter().map(|row| row.position).collect::<Vec<_>>()
    };
    let against = Some(then);
    assert_eq!(page(against, Shown::All, 0, 9).await, [2, 1, 0, 3, 4]);
    assert_eq!(page(against, Shown::All, 1, 2).await, [1, 0]);
    assert_eq!(page(against, Shown::Fixed, 0, 9).await, [1]);
    assert_eq!(page(against, Shown::Regressed, 0, 9).await, [2]);
    assert_eq!(page(against, Shown::Failed, 0, 9).await, [2, 4]);
    assert_eq!(page(None, Shown::All, 3, 9).await, [3, 4]);
    let wanted = RowsWanted {
        run: now,
        against,
        show: Shown::Fixed,
        order: RowOrder::AsSent,
        from: 0,
        limit: 1,
    };
    let row = fixture.store.runs().rows(wanted).await.unwrap().remove(0);
    assert_eq!(row.now.change_since(row.then.as_ref()), Change::Fixed);
    assert_eq!((row.then.unwrap().status, row.exchange), (bad, exchange(2)));
    let failed = fixture.store.runs().failed(now).await.unwrap();
    assert_eq!(failed, [exchange(3), exchange(5)]);
    let times = fixture
        .store
        .runs()
        .received_at(vec![capture, CaptureId(99)])
        .await;
    assert_eq!(
        times.unwrap(),
        [Some(Timestamp::from_unix_seconds(900)), None]
    );
}

#[tokio::test]
async fn the_same_exchange_of_another_run_is_found_without_a_scan() {
    let fixture = Fixture::new();
    let steps = fixture.store.inner().readers.run(run_rows::query_plan);
    let steps = steps.await.unwrap();
    assert!(!steps.contains("SCAN"), "{steps}");
    assert!(steps.contains("run_rows_exchange"), "{steps}");
}

#[tokio::test]
async fn an_exchange_that_stands_elsewhere_in_the_other_run_is_ranked_beside_it_all_the_same() {
    let fixture = Fixture::new();
    let runs = fixture.store.runs();
    let then = ended(&fixture, &[Some(200), Some(500), Some(200)]).await;
    let now = runs.create(new_run([3, 2, 1])).await.unwrap().id;
    let (ok, bad) = (Some(200), Some(500));
    let outcomes = vec![outcome(0, 3, ok), outcome(1, 2, ok), outcome(2, 1, bad)];
    let stored = runs.record(now, outcomes, RunProgress::default());
    stored.await.unwrap();
    let ranked = async |show| runs.ranked(now, Some(then), show).await.unwrap();
    assert_eq!(ranked(Shown::All).await, [2, 1, 0]);
    assert_eq!(ranked(Shown::Regressed).await, [2]);
    assert_eq!(ranked(Shown::Fixed).await, [1]);
    assert_eq!(ranked(Shown::Failed).await, [2]);
    assert_eq!(runs.ranked(now, None, Shown::All).await.unwrap(), [0, 1, 2]);
}

/// An ended run whose captures were sent at the fixture's time.
async fn left(fixture: &Fixture, statuses: &[Option<u16>]) -> RunId {
    let run = ended(fixture, statuses).await;
    let running = &[RunState::Running];
    let runs = fixture.store.runs();
    let moved = runs.move_on(run, running, RunState::Finished, None).await;
    assert_eq!(moved, Ok(true));
    run
}

#[tokio::test]
async fn old_runs_go_in_parts_with_their_rows_and_attempts() {
    let fixture = Fixture::new();
    let capture = fixture.add(post("/")).await;
    let old = left(&fixture, &[Some(200); 5]).await;
    for _ in 0..NEWEST_KEPT {
        left(&fixture, &[]).await;
    }
    let runs = fixture.store.runs();
    let (now, later) = (fixture.clock.now(), fixture.clock.now().plus_micros(1));
    assert_eq!(runs.purge_left(now, 3).await, Ok(0), "it is not older");
    assert_eq!(runs.purge_left(later, 3).await, Ok(3));
    assert!(runs.get(old).await.unwrap().is_some(), "rows are left");
    assert_eq!(runs.purge_left(later, 3).await, Ok(3), "two and the run");
    assert_eq!(runs.purge_left(later, 3).await, Ok(0), "the newest stay");
    assert_eq!(runs.get(old).await, Ok(None));
    assert!(runs.exchanges(old).await.unwrap().is_empty());
    let attempts = fixture.store.attempts();
    assert!(attempts.get(AttemptId(1)).await.unwrap().is_none());
    let record = fixture.store.captures().get(capture).await.unwrap();
    assert_eq!(record.unwrap().capture.attempts, 0);
}

#[tokio::test]
async fn a_run_that_goes_on_or_sent_a_pinned_capture_stays() {
    let fixture = Fixture::new();
    let capture = fixture.add(post("/")).await;
    let pin = fixture.store.captures();
    pin.pin(&[capture], true).await.unwrap();
    let pinned = left(&fixture, &[Some(200)]).await;
    let runs = fixture.store.runs();
    let running = runs.create(new_run([9])).await.unwrap().id;
    for _ in 0..NEWEST_KEPT {
        left(&fixture, &[]).await;
    }
    let later = fixture.clock.now().plus_micros(1);
    assert_eq!(runs.purge_left(later, 100).await, Ok(0));
    assert!(runs.get(pinned).await.unwrap().is_some());
    assert_eq!(runs.interrupt(CARRIER).await, Ok(1));
    assert_eq!(runs.purge_left(later, 100).await, Ok(1));
    assert_eq!(runs.get(running).await, Ok(None));
}

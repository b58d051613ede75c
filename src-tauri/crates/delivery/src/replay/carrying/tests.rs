//! Tests of runs over real sockets and a real store.

use model::{CaptureId, FaultMix, Run, RunOrder, RunPlan, SendMode, Template, Trigger};
use store::NewRun;

use super::*;
use crate::replay::order::exchanges;
use crate::replay::testing::plan;
use crate::testing::{Bench, OK, TestServer, silent_port};

const REFUSED: &str = "HTTP/1.1 500 No\r\nContent-Length: 5\r\n\r\nbad\n!";

/// A run and what steers it.
struct Started<'a> {
    bench: &'a Bench,
    run: Run,
    ready: Ready,
    wish: watch::Sender<Wish>,
}

impl<'a> Started<'a> {
    async fn new(bench: &'a Bench, captures: &[CaptureId], plan: RunPlan) -> Self {
        let ready = Ready::check(&plan).unwrap();
        let targets = u16::try_from(plan.targets.len()).unwrap();
        let run = NewRun {
            exchanges: exchanges(captures, targets, plan.times),
            plan,
            chosen: "some".to_owned(),
            again_of: None,
            carrier: 1,
        };
        Self {
            run: bench.store.runs().create(run).await.unwrap(),
            bench,
            ready,
            wish: watch::Sender::new(Wish::Go),
        }
    }

    async fn go(&self) -> (RunState, Run) {
        let means = Means {
            sender: self.bench.sender.clone(),
            store: self.bench.store.clone(),
            attempts: None,
            wishes: self.wish.subscribe(),
        };
        let state = carry_out(self.run.id, self.ready.clone(), means).await;
        let run = self.bench.store.runs().get(self.run.id).await.unwrap();
        (state, run.unwrap())
    }

    async fn attempts(&self) -> Vec<Attempt> {
        self.bench
            .store
            .attempts()
            .page(None, None, 1000)
            .await
            .unwrap()
    }
}

/// The first lines that a server was sent.
async fn lines(server: &mut TestServer, count: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for _ in 0..count {
        let seen = String::from_utf8(server.seen().await).unwrap();
        lines.push(seen.lines().next().unwrap().to_owned());
    }
    lines
}

#[tokio::test]
async fn every_capture_is_sent_as_often_as_wanted_and_every_attempt_is_stored_exact() {
    let (bench, server) = (Bench::new(), TestServer::answering(OK).await);
    let captures = [
        bench.capture("/stripe/a?x=1").await,
        bench.capture("/stripe/b").await,
    ];
    let mut plan = plan(&[&server.url("")]);
    (plan.times, plan.concurrency) = (50, 8);
    let started = Started::new(&bench, &captures, plan).await;
    let (state, run) = started.go().await;
    assert_eq!((state, run.state), (RunState::Finished, RunState::Finished));
    assert_eq!(
        (run.total, run.done, run.succeeded, run.exact),
        (100, 100, 100, 100)
    );
    assert_eq!((run.problem, run.ended_at.is_some()), (None, true));
    let attempts = started.attempts().await;
    assert_eq!(attempts.len(), 100);
    let like = |attempt: &Attempt| {
        let target = ["/a?x=1", "/b"][usize::from(attempt.capture == Some(captures[1]))];
        attempt.exact == Some(true)
            && attempt.target == server.url(target)
            && (attempt.trigger, attempt.mode) == (Trigger::Replay, SendMode::Exact)
    };
    assert!(attempts.iter().all(like), "{:?}", attempts[0]);
}

#[tokio::test]
async fn each_time_goes_to_every_target() {
    let bench = Bench::new();
    let (mut one, mut two) = (
        TestServer::answering(OK).await,
        TestServer::answering(REFUSED).await,
    );
    let capture = bench.capture("/stripe").await;
    let plan = plan(&[&one.url("/1"), &two.url("/2")]);
    let (state, run) = Started::new(&bench, &[capture], plan).await.go().await;
    assert_eq!(state, RunState::Finished);
    assert_eq!((run.done, run.succeeded), (2, 1));
    assert_eq!(lines(&mut one, 1).await, ["POST /1 HTTP/1.1"]);
    assert_eq!(lines(&mut two, 1).await, ["POST /2 HTTP/1.1"]);
}

#[tokio::test]
async fn a_dead_target_is_an_outcome_and_its_words_begin_the_row() {
    let bench = Bench::new();
    let capture = bench.capture("/stripe").await;
    let target = format!("http://127.0.0.1:{}", silent_port().await);
    let started = Started::new(&bench, &[capture], plan(&[&target])).await;
    let (state, run) = started.go().await;
    assert_eq!((state, run.done, run.succeeded), (RunState::Finished, 1, 0));
    let tally = bench.store.runs().tally(run.id, None).await.unwrap();
    assert_eq!(tally.answers[0].failure, Some(FailureKind::Refused));
    let begins = tally.answers[0].begins.clone().unwrap();
    assert!(
        begins.starts_with("Nothing listens on 127.0.0.1:"),
        "{begins}"
    );
}

#[tokio::test]
async fn signed_afresh_the_source_of_each_capture_signs() {
    let (bench, mut server) = (Bench::new(), TestServer::answering(OK).await);
    let secret = "It's a Secret to Everybody";
    bench.source("github", Some("github-sha256"), secret).await;
    let capture = bench.capture("/github").await;
    let mut plan = plan(&[&server.url("/to")]);
    plan.resign = true;
    let started = Started::new(&bench, &[capture], plan).await;
    started.go().await;
    assert_eq!(started.attempts().await[0].mode, SendMode::Resigned);
    let seen = String::from_utf8(server.seen().await).unwrap();
    // The documented example of GitHub: this secret and the body "Hello, World!".
    let signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assert!(seen.contains(signature), "{seen}");
}

#[tokio::test]
async fn what_cannot_be_sent_is_left_out_and_named() {
    let (bench, server) = (Bench::new(), TestServer::answering(OK).await);
    let (gone, here) = (CaptureId(99), bench.capture("/plain").await);
    let to = plan(&[&server.url("/to")]);
    let (_, run) = Started::new(&bench, &[gone, here], to.clone())
        .await
        .go()
        .await;
    assert_eq!((run.total, run.done), (2, 1));
    let problem = run.problem.unwrap();
    assert_eq!(problem, "cap_99 is no longer there, so it was not sent");
    let unsigned = RunPlan {
        resign: true,
        ..to.clone()
    };
    let (_, run) = Started::new(&bench, &[here], unsigned).await.go().await;
    let problem = run.problem.unwrap();
    assert!(
        problem.contains("plain has no signature scheme"),
        "{problem}"
    );
    let template = Template {
        json_patch: Some("[]".into()),
        ..Template::default()
    };
    let (_, run) = Started::new(&bench, &[here], RunPlan { template, ..to })
        .await
        .go()
        .await;
    let problem = run.problem.unwrap();
    assert!(
        problem.contains("not JSON that can be patched"),
        "{problem}"
    );
}

#[tokio::test]
async fn a_template_changes_every_request_and_says_that_bodies_are_written_anew() {
    let (bench, mut server) = (Bench::new(), TestServer::answering(OK).await);
    let captures = [bench.capture("/a").await, bench.capture("/a").await];
    let mut plan = plan(&[&server.url("/to")]);
    plan.template = Template {
        method: Some("PUT".into()),
        set_headers: vec![("X-Which".into(), "{{capture}} {{index}}".into())],
        remove_headers: vec!["x-odd".into()],
        body: Some("{\"a\": 1}".into()),
        json_patch: Some(r#"[{"op":"replace","path":"/a","value":2}]"#.into()),
        ..Template::default()
    };
    let started = Started::new(&bench, &captures, plan).await;
    started.go().await;
    for (number, capture) in captures.iter().enumerate() {
        let seen = String::from_utf8(server.seen().await).unwrap();
        assert!(seen.starts_with("PUT /to "), "{seen}");
        assert!(seen.ends_with("{\"a\":2}"), "{seen}");
        let field = format!("x-which: {capture} {}", number + 1);
        assert!(seen.to_lowercase().contains(&field), "{seen}");
        assert!(!seen.to_lowercase().contains("x-odd"), "{seen}");
    }
    let attempt = &started.attempts().await[0];
    assert_eq!((attempt.mode, attempt.exact), (SendMode::Edited, None));
    let record = bench
        .store
        .attempts()
        .get(attempt.id)
        .await
        .unwrap()
        .unwrap();
    assert!(record.exceptions[0].contains("written anew"));
}

#[tokio::test]
async fn a_run_that_is_to_stop_begins_nothing_after_its_first_failure() {
    let (bench, server) = (Bench::new(), TestServer::answering(REFUSED).await);
    let capture = bench.capture("/a").await;
    let mut plan = plan(&[&server.url("")]);
    (plan.times, plan.stop_on_failure) = (10, true);
    let started = Started::new(&bench, &[capture], plan).await;
    let (state, run) = started.go().await;
    assert_eq!(
        (state, run.state, run.done),
        (RunState::Stopped, RunState::Stopped, 1)
    );
    let tally = bench.store.runs().tally(run.id, None).await.unwrap();
    assert_eq!(tally.answers[0].begins.as_deref(), Some("bad !"));
}

/// Starts a run against a server that never answers; `wish` comes once both exchanges are under way.
async fn wished(bench: &Bench, wish: Wish) -> (Run, Vec<Attempt>) {
    let capture = bench.capture("/stripe").await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = format!("http://{}", listener.local_addr().unwrap());
    let mut plan = plan(&[&target]);
    (plan.times, plan.concurrency) = (1000, 2);
    let started = Started::new(bench, &[capture], plan).await;
    let ((_, run), ()) = tokio::join!(started.go(), async {
        let _held = [
            listener.accept().await.unwrap(),
            listener.accept().await.unwrap(),
        ];
        started.wish.send_replace(wish);
        started.wish.closed().await;
    });
    (run, started.attempts().await)
}

#[tokio::test]
async fn a_cancelled_run_keeps_what_was_under_way_as_cancelled() {
    let (run, attempts) = wished(&Bench::new(), Wish::Cancel).await;
    assert_eq!(
        (run.state, run.total, run.done),
        (RunState::Cancelled, 1000, 2)
    );
    let failure = attempts[0].failure.as_ref().unwrap();
    assert_eq!((attempts.len(), failure.kind), (2, FailureKind::Cancelled));
}

#[tokio::test]
async fn what_an_interruption_cut_off_is_kept_and_made_again() {
    let bench = Bench::new();
    let (run, attempts) = wished(&bench, Wish::Interrupt).await;
    assert_eq!(
        (run.state, run.done, attempts.len()),
        (RunState::Interrupted, 0, 2)
    );
    assert_eq!(bench.store.runs().left(run.id).await.unwrap().len(), 1000);
}

#[tokio::test]
async fn a_paused_run_goes_on_where_it_was_and_sends_nothing_twice() {
    let (bench, mut server) = (Bench::new(), TestServer::answering(OK).await);
    let mut captures = Vec::new();
    for number in 0..5 {
        captures.push(bench.capture(&format!("/a/{number}")).await);
    }
    let mut plan = plan(&[&server.url("")]);
    plan.pace = Pace::Rate { per_second: 0.001 };
    let started = Started::new(&bench, &captures, plan).await;
    let ((state, run), first) = tokio::join!(started.go(), async {
        let first = lines(&mut server, 1).await;
        started.wish.send_replace(Wish::Pause);
        first
    });
    assert_eq!((state, run.state), (RunState::Paused, RunState::Paused));
    assert_eq!((run.done, first), (1, vec!["POST /0 HTTP/1.1".to_owned()]));
    let runs = bench.store.runs();
    let go = runs.move_on(run.id, &[RunState::Paused], RunState::Running, Some(1));
    assert!(go.await.unwrap());
    let mut again = started;
    again.wish.send_replace(Wish::Go);
    again.ready.pace = Pace::AsFastAsPossible;
    let (state, run) = again.go().await;
    assert_eq!((state, run.done), (RunState::Finished, 5));
    let rest = lines(&mut server, 4).await;
    assert_eq!(rest[0], "POST /1 HTTP/1.1");
    assert_eq!(again.attempts().await.len(), 5);
}

#[tokio::test]
async fn faults_befall_exchanges_as_the_seed_says_and_repetitions_do_not_count() {
    let (bench, server) = (Bench::new(), TestServer::answering(OK).await);
    let capture = bench.capture("/a").await;
    let mut plan = plan(&[&server.url("")]);
    plan.times = 40;
    plan.faults = Some(FaultMix {
        drop: 0.3,
        duplicate: 0.3,
        seed: 7,
        ..FaultMix::default()
    });
    let started = Started::new(&bench, &[capture], plan).await;
    let dice = started.ready.dice.clone().unwrap();
    let fallen: Vec<_> = (0..40).map(|position| dice.fall(position)).collect();
    let count = |fault| {
        fallen
            .iter()
            .filter(|faults| faults.contains(&fault))
            .count() as u64
    };
    let (dropped, twice) = (count(Fault::Drop), count(Fault::Duplicate));
    assert!(dropped > 0 && twice > 0);
    let (_, run) = started.go().await;
    assert_eq!((run.done, run.succeeded), (40, 40 - dropped));
    assert_eq!(started.attempts().await.len() as u64, 40 + twice);
}

#[tokio::test]
async fn captures_are_sent_in_the_order_of_the_run_and_held_back_by_fault() {
    let (bench, mut server) = (Bench::new(), TestServer::answering(OK).await);
    let captures = [bench.capture("/a/1").await, bench.capture("/a/2").await];
    let mut plan = plan(&[&server.url("")]);
    plan.order = RunOrder::AsGiven;
    plan.faults = Some(FaultMix {
        reorder: 1.0,
        ..FaultMix::default()
    });
    Started::new(&bench, &captures, plan).await.go().await;
    let lines = lines(&mut server, 2).await;
    assert_eq!(lines, ["POST /2 HTTP/1.1", "POST /1 HTTP/1.1"]);
}

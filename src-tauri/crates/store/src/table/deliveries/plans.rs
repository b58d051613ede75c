//! No statement of the worker looks at more rows than it needs, however many wait.

use model::{CaptureId, DeliveryState, EndpointId};
use rusqlite::Connection;

use super::select::Walk;
use super::{claim, finish, purge, select, stored, sweep, turn};
use crate::DeliveryFilter;
use crate::deliveries::trial::{Trial, event};
use crate::table::attempts;

fn plan(connection: &Connection, sql: &str) -> String {
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let mut statement = connection.prepare(&sql).unwrap();
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get::<_, String>(3).unwrap());
    }
    steps.join("\n")
}

/// Statements that run for each delivery or each claim, with what they must go by.
const HOT: [(&str, &str); 12] = [
    (
        claim::DUE,
        "deliveries_due (endpoint=? AND lane=? AND due_at<?)",
    ),
    (claim::NEXT, "deliveries_due (endpoint=? AND lane=?"),
    (claim::DUE, "SEARCH e USING INTEGER PRIMARY KEY"),
    (claim::LEASE, "SEARCH deliveries USING INTEGER PRIMARY KEY"),
    (stored::GET, "SEARCH deliveries USING INTEGER PRIMARY KEY"),
    (stored::WRITE, "SEARCH deliveries USING INTEGER PRIMARY KEY"),
    (
        turn::MUST_WAIT,
        "deliveries_key (endpoint=? AND ordering_key=? AND rowid<?)",
    ),
    (
        turn::FIRST,
        "deliveries_key (endpoint=? AND ordering_key=?)",
    ),
    (
        purge::ENDED,
        "deliveries_listed (endpoint=? AND state=? AND rowid<?)",
    ),
    (finish::END, "SEARCH deliveries USING INTEGER PRIMARY KEY"),
    (
        sweep::WAITING,
        "deliveries_listed (endpoint=? AND state=? AND rowid<?)",
    ),
    (select::DUE_NEXT, "deliveries_due (endpoint=? AND lane=?"),
];

#[tokio::test]
async fn the_workers_statements_go_by_an_index() {
    let trial = Trial::new().await;
    let read = |connection: &Connection| {
        let attempts = format!("{} SELECT id {}", attempts::CHAIN, attempts::OF_DELIVERY);
        let attempts = (
            attempts.as_str(),
            "SEARCH attempts USING INTEGER PRIMARY KEY",
        );
        let by_lots = [claim::left_behind(), sweep::running()];
        let by_lots = by_lots.iter().map(|sql| {
            (
                sql.as_str(),
                "SEARCH deliveries USING INTEGER PRIMARY KEY (rowid=?)",
            )
        });
        for (sql, index) in HOT.into_iter().chain([attempts]).chain(by_lots) {
            let plan = plan(connection, sql);
            assert!(plan.contains(index), "{sql}:\n{plan}");
            let scans = plan.lines().filter(|step| step.starts_with("SCAN"));
            // Lists of the few that are under way, or of a delivery's few attempts.
            let few = |step: &&str| {
                !step.contains("json_each")
                    && !["SCAN CONSTANT ROW", "SCAN chain", "SCAN leases"].contains(step)
            };
            assert_eq!(scans.filter(few).count(), 0, "{sql}:\n{plan}");
            let sorted = plan.contains("TEMP B-TREE") && !sql.contains("leases");
            assert!(!sorted, "{sql}:\n{plan}");
        }
        Ok(())
    };
    trial.fixture.store.inner().readers.run(read).await.unwrap();
}

/// Each of these would make tables of its own when it runs, and drop them when it has run.
#[tokio::test]
async fn what_runs_for_each_delivery_makes_no_table() {
    let trial = Trial::new().await;
    let read = |connection: &Connection| {
        for sql in [claim::DUE, claim::LEASE, claim::NEXT, finish::END] {
            let mut statement = connection.prepare(&format!("EXPLAIN {sql}"))?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                assert_ne!(row.get_ref(1)?.as_str()?, "OpenEphemeral", "{sql}");
            }
        }
        Ok(())
    };
    trial.fixture.store.inner().readers.run(read).await.unwrap();
}

#[tokio::test]
async fn lists_by_endpoint_and_state_go_by_an_index_in_order() {
    let trial = Trial::new().await;
    for _ in 0..3 {
        trial.deliver(event()).await;
    }
    let ended = trial.take(1).await[0];
    trial.succeed(ended).await;
    trial.take(1).await;
    let endpoint = trial.endpoint;
    let read = move |connection: &Connection| {
        for (filter, index) in filters(endpoint) {
            let walk = Walk::resolve(connection, &filter)?;
            let plan = plan(connection, &walk.sql().unwrap());
            assert!(plan.contains(index), "{filter:?}:\n{plan}");
        }
        Ok(())
    };
    trial.fixture.store.inner().readers.run(read).await.unwrap();
}

fn filters(endpoint: EndpointId) -> Vec<(DeliveryFilter, &'static str)> {
    let all = DeliveryFilter::default();
    let of = |states| DeliveryFilter {
        states,
        ..DeliveryFilter::default()
    };
    let of_type = |event_type: &str| DeliveryFilter {
        event_type: Some(event_type.into()),
        ..DeliveryFilter::default()
    };
    vec![
        (of_type("invoice.paid"), "events_type (event_type>?"),
        (of_type("invoice.*"), "events_type (event_type>?"),
        (all.clone(), "SEARCH d USING INTEGER PRIMARY KEY"),
        (
            DeliveryFilter {
                endpoint: Some(endpoint),
                ..all.clone()
            },
            "deliveries_listed (endpoint=? AND state=? AND rowid>? AND rowid<?)",
        ),
        (
            of(vec![DeliveryState::Running]),
            "SEARCH d USING INTEGER PRIMARY KEY (rowid=?)",
        ),
        (
            of(vec![DeliveryState::Pending]),
            "deliveries_listed (endpoint=?",
        ),
        (
            DeliveryFilter {
                message_id: Some("msg_1".into()),
                ..all.clone()
            },
            "events_message_id (message_id=?)",
        ),
        (
            DeliveryFilter {
                capture: Some(CaptureId(1)),
                ..all
            },
            "events_capture (capture=?)",
        ),
    ]
}

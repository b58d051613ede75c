//! What a run comes to beside another one.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Run;
use store::{AnswerTally, Tally};

use super::latency::latency;
use super::memory::Memory;
use crate::App;
use crate::contract::runs::{AnswerGroup, Latency};

/// Answers that are told apart.
const KINDS: usize = 20;

/// What a run comes to beside another one.
#[derive(Debug, Clone, Default)]
pub(super) struct Comparison {
    pub fixed: u64,
    pub regressed: u64,
    pub same: u64,
    pub new: u64,
    pub failed: u64,
    pub latency: Latency,
    pub answers: Vec<AnswerGroup>,
}

/// The last comparison.
pub(super) type Compared = Memory<(), Comparison>;

/// Compares a run with another one, or takes what was found last.
pub(super) async fn compared(
    app: &App,
    run: &Run,
    against: Option<&Run>,
) -> Result<Arc<Comparison>, store::Error> {
    let runs = app.store().runs();
    let find = async {
        let tally = runs.tally(run.id, against.map(|run| run.id)).await?;
        Ok(comparison(tally, against.is_some()))
    };
    app.runs().compared.of((run, against), (), find).await
}

fn comparison(tally: Tally, is_compared: bool) -> Comparison {
    Comparison {
        fixed: tally.fixed,
        regressed: tally.regressed,
        same: tally.same,
        new: tally.new,
        failed: tally.failed,
        latency: latency(tally.took, &tally.took_then),
        answers: groups(tally.answers, is_compared),
    }
}

/// The most frequent answers; the others come together by status.
fn groups(answers: Vec<AnswerTally>, is_compared: bool) -> Vec<AnswerGroup> {
    let mut groups: Vec<AnswerGroup> = Vec::new();
    let mut varied: BTreeMap<String, AnswerGroup> = BTreeMap::new();
    for (place, answer) in answers.into_iter().enumerate() {
        let mut group = AnswerGroup {
            status: answer.status,
            failure: answer.failure,
            begins: answer.begins,
            count: answer.count,
            change: is_compared.then_some(answer.change),
        };
        if place < KINDS && group.begins.is_some() {
            groups.push(group);
            continue;
        }
        group.begins = None;
        let kind = format!("{:?} {:?}", group.status, group.failure);
        varied
            .entry(kind)
            .and_modify(|sum| {
                sum.count += group.count;
                sum.change = sum.change.zip(group.change).map(|(a, b)| a + b);
            })
            .or_insert(group);
    }
    groups.extend(varied.into_values());
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(status: u16, begins: &str, count: u64) -> AnswerTally {
        AnswerTally {
            status: Some(status),
            failure: None,
            begins: Some(begins.to_owned()),
            count,
            change: 1,
        }
    }

    #[test]
    fn answers_that_are_all_different_come_together_by_status() {
        let mut answers = vec![tally(200, "ok", 50)];
        answers.extend((0..40).map(|number| tally(500, &number.to_string(), 2)));
        let groups = groups(answers, true);
        assert_eq!(groups.len(), KINDS + 1);
        assert_eq!((groups[0].count, groups[0].change), (50, Some(1)));
        let varied = groups.iter().find(|group| group.begins.is_none()).unwrap();
        assert_eq!(
            (varied.status, varied.count, varied.change),
            (Some(500), 42, Some(21))
        );
    }

    #[test]
    fn without_another_run_nothing_has_changed() {
        assert_eq!(groups(vec![tally(200, "", 1)], false)[0].change, None);
    }
}

//! What the steps came to: the table at the end of `cargo xtask test`.

use std::fmt::Write;
use std::time::Duration;

use crate::error::Error;

/// How a step ended.
#[derive(Debug)]
pub enum End {
    /// As it should.
    Passed,
    /// Not as it should.
    Failed(Error),
    /// Not begun, because this step before it failed.
    Blocked(&'static str),
}

/// One line of the table.
#[derive(Debug)]
pub struct Entry {
    /// The step.
    pub name: &'static str,
    /// How long it took.
    pub took: Duration,
    /// How it ended.
    pub end: End,
}

/// The steps that ran so far.
#[derive(Debug, Default)]
pub struct Journal(Vec<Entry>);

impl Journal {
    /// Adds a step that ended.
    pub fn add(&mut self, entry: Entry) {
        self.0.push(entry);
    }

    /// Which of these steps keeps a later one from running: one that ran and did not pass.
    pub fn blocker(&self, needs: &[&str]) -> Option<&'static str> {
        let not_passed = |entry: &&Entry| !matches!(entry.end, End::Passed);
        let mut failed = self.0.iter().filter(not_passed);
        failed
            .find(|entry| needs.contains(&entry.name))
            .map(|entry| entry.name)
    }

    /// The steps that ran and failed.
    pub fn failed(&self) -> impl Iterator<Item = (&'static str, &Error)> {
        self.0.iter().filter_map(|entry| match &entry.end {
            End::Failed(error) => Some((entry.name, error)),
            End::Passed | End::Blocked(_) => None,
        })
    }

    /// Whether every step passed.
    pub fn is_green(&self) -> bool {
        self.passed() == self.0.len()
    }

    /// The table with its closing line. A step that could not run counts as failed.
    pub fn table(&self) -> String {
        let width = self
            .0
            .iter()
            .map(|entry| entry.name.len())
            .max()
            .unwrap_or(0);
        let mut text = String::new();
        for entry in &self.0 {
            let took = seconds(entry.took);
            let end = describe(&entry.end);
            writeln!(text, "{:width$}  {took:>9}  {end}", entry.name).expect("a string takes all");
        }
        let passed = self.passed();
        let failed = self.0.len() - passed;
        text + &format!("{passed} passed, {failed} failed\n")
    }

    fn passed(&self) -> usize {
        let passed = |entry: &&Entry| matches!(entry.end, End::Passed);
        self.0.iter().filter(passed).count()
    }
}

/// A duration as people read it.
pub fn seconds(took: Duration) -> String {
    match took.as_secs() {
        minutes @ 60.. => format!("{}:{:02} min", minutes / 60, minutes % 60),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

fn describe(end: &End) -> String {
    match end {
        End::Passed => "passed".into(),
        End::Failed(_) => "FAILED".into(),
        End::Blocked(step) => format!("FAILED: could not run without {step}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(ends: [(&'static str, End); 3]) -> Journal {
        let mut journal = Journal::default();
        for (name, end) in ends {
            journal.add(Entry {
                name,
                took: Duration::from_millis(61_240),
                end,
            });
        }
        journal
    }

    fn one_failure() -> Journal {
        let failed = End::Failed(Error::Steps);
        journal([
            ("format", End::Passed),
            ("build", failed),
            ("e2e", End::Blocked("build")),
        ])
    }

    #[test]
    fn the_last_line_counts_steps_and_one_that_could_not_run_has_failed() {
        let table = one_failure().table();
        assert_eq!(table.lines().last(), Some("1 passed, 2 failed"));
        assert!(table.contains("build    1:01 min  FAILED\n"), "{table}");
    }

    #[test]
    fn a_blocked_step_blocks_those_that_need_it() {
        let journal = one_failure();
        assert_eq!(journal.blocker(&["e2e"]), Some("e2e"));
        assert_eq!(journal.blocker(&["format"]), None);
        assert_eq!(journal.blocker(&["not in this run"]), None);
    }

    #[test]
    fn only_all_passed_is_green() {
        assert!(!one_failure().is_green());
        assert!(journal([("a", End::Passed), ("b", End::Passed), ("c", End::Passed)]).is_green());
    }
}

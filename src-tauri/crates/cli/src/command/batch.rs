//! Rows in, rows out: each is answered before the next is read, in order.

use serde::Serialize;
use signing::batch::RowError;

use crate::input::{Line, Lines};
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::Output;
use crate::output::text::note;

/// Answers every row. Those that cannot be answered are named on stderr, and the end is bad input.
pub fn run<Answer: Serialize>(
    mut lines: Lines,
    output: &mut Output,
    answer: impl Fn(&str) -> Result<Answer, RowError>,
) -> Ended {
    let mut refused = 0_u64;
    while let Some(line) = lines.next_line()? {
        match answer(&line.text) {
            Ok(answer) => output.row(&answer)?,
            Err(error) => {
                refused += 1;
                note(&refusal(&line, &error));
            }
        }
        if line.is_last_at_hand {
            // Whoever feeds us row by row waits for this answer.
            output.flush()?;
        }
    }
    match refused {
        0 => Ok(Outcome::Done),
        1 => Err(Failure::usage("1 row could not be answered")),
        many => Err(Failure::usage(format!("{many} rows could not be answered"))),
    }
}

fn refusal(line: &Line, error: &RowError) -> String {
    let id = error
        .id
        .as_ref()
        .map(|id| format!(" ({id})"))
        .unwrap_or_default();
    format!("line {}{id}: {}", line.number, error.problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_cannot_be_answered_is_named_by_line_and_id() {
        let line = Line {
            number: 7,
            text: String::new(),
            is_last_at_hand: false,
        };
        let error = |id: Option<&str>| RowError {
            id: id.map(Into::into),
            problem: "no scheme".into(),
        };
        assert_eq!(
            refusal(&line, &error(Some("a-1"))),
            "line 7 (a-1): no scheme"
        );
        assert_eq!(refusal(&line, &error(None)), "line 7: no scheme");
    }
}

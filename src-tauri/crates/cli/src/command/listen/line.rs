//! A line a capture, with what became of its forwards.

use std::time::Duration;

use app::export::ExportedRow;
use model::{Attempt, Capture};
use serde::Serialize;

use crate::outcome::Failure;
use crate::output::columns::{Cell, Columns};
use crate::output::rows::{self, AttemptRow};
use crate::output::text::Colour;
use crate::output::{Output, words};

/// A person waits no longer than this for a line.
const PERSON_WAITS: Duration = Duration::from_millis(1500);
/// A script wants the row whole: longer than any forward takes.
const SCRIPT_WAITS: Duration = Duration::from_secs(90);

/// What there is to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A capture; `waits` when a forward of it has not ended yet.
    Came {
        capture: Box<Capture>,
        forwards: Vec<Attempt>,
        waits: bool,
    },
    /// A forward of a capture that was printed before.
    Ended(Box<Attempt>),
}

#[derive(Serialize)]
struct HeardRow<'a> {
    #[serde(flatten)]
    row: ExportedRow<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forwards: Vec<AttemptRow>,
}

/// Time, id, verdict, method, target, event type and size, as they usually are.
const WIDTHS: [usize; 7] = [8, 7, 13, 4, 24, 16, 6];

/// The lines printed so far, aligned.
pub struct Lines {
    columns: Columns,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            columns: Columns::from_widths(&WIDTHS),
        }
    }
}

impl Lines {
    /// How long a line may wait for its forwards.
    pub const fn patience(output: &Output) -> Duration {
        if output.is_json() {
            SCRIPT_WAITS
        } else {
            PERSON_WAITS
        }
    }

    /// Prints one.
    pub fn print(&mut self, output: &mut Output, heard: &Heard) -> Result<(), Failure> {
        match (heard, output.is_json()) {
            (
                Heard::Came {
                    capture, forwards, ..
                },
                true,
            ) => {
                let forwards = forwards.iter().map(AttemptRow::new).collect();
                output.row(&HeardRow {
                    row: ExportedRow::new(capture),
                    forwards,
                })
            }
            // A script has its one row of this capture.
            (Heard::Ended(_), true) => Ok(()),
            (Heard::Came { .. }, false) => {
                let line = self.columns.line(&cells(heard), output.has_colours());
                output.line(&line)
            }
            // Its parts are others: it must not push the columns of the captures apart.
            (Heard::Ended(_), false) => {
                let line =
                    Columns::from_widths(&WIDTHS[..2]).line(&cells(heard), output.has_colours());
                output.line(&line)
            }
        }
    }
}

fn cells(heard: &Heard) -> Vec<Cell> {
    match heard {
        Heard::Came {
            capture,
            forwards,
            waits,
        } => {
            let at = words::time_of_day(capture.received_at);
            let id = Cell::new(capture.id.to_string());
            let mut cells = vec![Cell::new(at).colour(Colour::Quiet), id];
            cells.extend(rows::capture(capture));
            cells.extend(forwards.iter().map(rows::arrow));
            cells.extend(waits.then(|| Cell::new("-> no answer yet").colour(Colour::Quiet)));
            cells
        }
        Heard::Ended(attempt) => {
            let at = words::time_of_day(attempt.started_at);
            let capture = attempt.capture.map(|id| id.to_string()).unwrap_or_default();
            vec![
                Cell::new(at).colour(Colour::Quiet),
                Cell::new(capture),
                rows::arrow(attempt),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::rows::samples;

    fn came(forwards: Vec<Attempt>, waits: bool) -> Heard {
        Heard::Came {
            capture: Box::new(samples::capture()),
            forwards,
            waits,
        }
    }

    fn text(heard: &Heard) -> String {
        // The clock's text depends on the machine's time zone.
        Columns::default().line(&cells(heard)[1..], false)
    }

    #[test]
    fn a_line_ends_with_what_became_of_the_forwards() {
        let line = text(&came(vec![samples::attempt(), samples::refused()], false));
        assert_eq!(
            line,
            "cap_7  ✓ verified  POST  /stripe/hooks  invoice.paid  1.2 kB  200  \
             -> http://localhost:3000/hooks 200 in 12 ms  \
             -> http://localhost:3000/hooks refused: Nothing listens there."
        );
        assert!(text(&came(Vec::new(), true)).ends_with("200  -> no answer yet"));
        assert!(text(&came(Vec::new(), false)).ends_with("1.2 kB  200"));
    }

    #[test]
    fn a_late_forward_names_its_capture() {
        let line = text(&Heard::Ended(Box::new(samples::attempt())));
        assert_eq!(line, "cap_7  -> http://localhost:3000/hooks 200 in 12 ms");
    }

    #[test]
    fn a_row_has_forwards_only_when_there_are_some() {
        let capture = samples::capture();
        let row = |forwards| {
            let row = HeardRow {
                row: ExportedRow::new(&capture),
                forwards,
            };
            serde_json::to_value(row).unwrap()
        };
        assert_eq!(row(Vec::new()).get("forwards"), None);
        let forwards = row(vec![AttemptRow::new(&samples::attempt())]);
        assert_eq!(forwards["forwards"][0]["status"], 200);
        assert_eq!(forwards["id"], "cap_7");
    }
}

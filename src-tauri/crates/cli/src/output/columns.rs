//! Cells in columns that only ever grow, so that lines printed one by one stay aligned.

use super::text::{Colour, paint, safe};

/// A column is not aligned beyond this width: one long path would push all else away.
const WIDEST: usize = 44;

/// One piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    text: String,
    colour: Option<Colour>,
}

impl Cell {
    /// Text that may have come from anywhere.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self {
            text: safe(text.as_ref()).into_owned(),
            colour: None,
        }
    }

    /// The same in a colour.
    pub const fn colour(mut self, colour: Colour) -> Self {
        self.colour = Some(colour);
        self
    }
}

/// A row a fact: its name, then what it is.
pub fn fact_rows(facts: Vec<(&str, String)>) -> Vec<Vec<Cell>> {
    let row = |(name, value): (&str, String)| {
        vec![Cell::new(name).colour(Colour::Quiet), Cell::new(value)]
    };
    facts.into_iter().map(row).collect()
}

/// The widths of a table that is still being printed.
#[derive(Debug, Default)]
pub struct Columns {
    widths: Vec<usize>,
}

impl Columns {
    /// Columns that are at least this wide from the first line on.
    pub fn from_widths(widths: &[usize]) -> Self {
        Self {
            widths: widths.to_vec(),
        }
    }

    /// The lines of a table that is known as a whole.
    pub fn table(rows: &[Vec<Cell>], colours: bool) -> Vec<String> {
        let mut columns = Self::default();
        for (index, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
            columns.grow(index, cell.text.chars().count());
        }
        rows.iter().map(|row| columns.line(row, colours)).collect()
    }

    /// A line of cells, two spaces between them, nothing behind the last.
    pub fn line(&mut self, cells: &[Cell], colours: bool) -> String {
        let mut line = String::new();
        for (index, cell) in cells.iter().enumerate() {
            let width = cell.text.chars().count();
            let column = self.grow(index, width);
            line += &paint(colours && width > 0, cell.colour, &cell.text);
            line += &" ".repeat(column.saturating_sub(width) + 2);
        }
        line.truncate(line.trim_end().len());
        line
    }

    fn grow(&mut self, index: usize, width: usize) -> usize {
        if self.widths.len() <= index {
            self.widths.resize(index + 1, 0);
        }
        let column = &mut self.widths[index];
        *column = (*column).max(width.min(WIDEST));
        *column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(Cell::new).collect()
    }

    #[test]
    fn columns_grow_and_never_shrink() {
        let mut columns = Columns::default();
        assert_eq!(columns.line(&cells(&["ab", "c"]), false), "ab  c");
        assert_eq!(columns.line(&cells(&["abcd", "c"]), false), "abcd  c");
        assert_eq!(columns.line(&cells(&["ü", "c"]), false), "ü     c");
    }

    #[test]
    fn a_table_known_as_a_whole_is_aligned_from_its_first_line() {
        let rows = [cells(&["a", "x"]), cells(&["abc", "x"])];
        assert_eq!(Columns::table(&rows, false), ["a    x", "abc  x"]);
        assert_eq!(Columns::from_widths(&[3]).line(&rows[0], false), "a    x");
    }

    #[test]
    fn one_long_cell_does_not_push_all_others_away() {
        let mut columns = Columns::default();
        let long = "x".repeat(100);
        assert_eq!(
            columns.line(&cells(&[&long, "c"]), false),
            format!("{long}  c")
        );
        assert_eq!(columns.line(&cells(&["x", "c"]), false).len(), WIDEST + 3);
    }

    #[test]
    fn colours_do_not_count_as_width() {
        let mut columns = Columns::default();
        let cells = [Cell::new("a").colour(Colour::Good), Cell::new("b")];
        assert_eq!(columns.line(&cells, true), "\x1b[32ma\x1b[0m  b");
    }
}

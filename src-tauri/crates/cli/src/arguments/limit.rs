//! How many rows of a list are wanted, and how they are asked for.

use clap::Args;

/// Most rows that are asked for at once.
const PAGE: u64 = 500;

/// `--limit`.
#[derive(Debug, Args)]
pub struct LimitArgument {
    /// How many at most; 0 lists all.
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u64,
}

/// Rows that are still wanted.
pub struct Left(u64);

impl LimitArgument {
    /// All that are wanted.
    pub const fn left(&self) -> Left {
        Left(match self.limit {
            0 => u64::MAX,
            limit => limit,
        })
    }
}

impl Left {
    /// How many to ask for next; `None` once there are enough.
    pub fn page(&self) -> Option<u32> {
        let page = u32::try_from(self.0.min(PAGE)).expect("a page has 500 rows at most");
        (page > 0).then_some(page)
    }

    /// Counts rows that came.
    pub const fn took(&mut self, rows: usize) {
        self.0 = self.0.saturating_sub(rows as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_to_the_limit_and_not_beyond_it() {
        let mut left = LimitArgument { limit: 501 }.left();
        assert_eq!(left.page(), Some(500));
        left.took(500);
        assert_eq!(left.page(), Some(1));
        left.took(1);
        assert_eq!(left.page(), None);
    }

    #[test]
    fn without_a_limit_there_is_always_another_page() {
        let mut left = LimitArgument { limit: 0 }.left();
        left.took(1_000_000);
        assert_eq!(left.page(), Some(500));
    }
}

//! Which page of a log is asked for. Only data.

/// Which page of a log is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PageAsk<'a> {
    /// What the page before told; the first page without.
    pub(crate) cursor: Option<&'a str>,
    /// Of which run, for providers that list by run.
    pub(crate) of: Option<&'a str>,
}

//! What is known of a head before its fields are read, and of the body after it.

/// How far the body reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Length(u64),
    Chunked,
}

/// What was seen while the end of a head was searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) bare_line_feed: bool,
    pub(crate) folded: bool,
}

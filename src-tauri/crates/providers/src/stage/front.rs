//! An emulation with where it plays: what everything around its router works with.

use super::Stage;
use super::play::Play;

/// An emulation that is served.
pub(super) struct Front {
    pub(super) play: Box<dyn Play>,
    pub(super) stage: Stage,
}

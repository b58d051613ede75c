//! Everything that one digest depends on.

use super::arrangement::Arrangement;
use super::secret::Key;
use super::setting::{Computed, Frame};
use super::signature::Reading;
use super::step::Step;
use crate::message::Piece;

/// One try.
#[derive(Clone, Copy)]
pub struct Trial<'t> {
    /// Body, URL and timestamp.
    pub frame: Frame<'t>,
    /// The message's pieces in that frame.
    pub pieces: &'t [Piece<'t>],
    /// How they are arranged.
    pub arrangement: &'t Arrangement,
    /// What is computed.
    pub computation: &'t Computed,
    /// With which key.
    pub key: &'t Key,
}

impl Trial<'_> {
    /// What differs from the scheme and from what we hold.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        let key = self.key.steps.iter();
        key.chain(&self.computation.1)
            .chain(&self.arrangement.step)
            .chain(self.frame.steps)
    }

    /// Whether the digest can have the length of what came.
    pub fn may_give(&self, reading: &Reading) -> bool {
        let length = self.computation.0.length();
        length.is_none_or(|length| length == reading.digest.len())
    }
}

//! Many tries over one frame, whose pieces are cut once.

use std::ops::{ControlFlow, RangeInclusive};

use super::arrangement::Arrangement;
use super::compare::compare;
use super::setting::{Computed, Frame, Scene};
use super::tally::Tally;
use super::trial::Trial;
use crate::message::Variant;

/// What is combined.
#[derive(Clone)]
pub struct Sweep<'t> {
    /// Body, URL and timestamp.
    pub frame: Frame<'t>,
    /// The scheme's own form of body and URL.
    pub variant: Variant,
    /// Keys that need so many steps.
    pub keys: RangeInclusive<usize>,
    /// Arrangements.
    pub arrangements: &'t [Arrangement],
    /// Computations.
    pub computations: &'t [Computed],
}

impl<'t> Sweep<'t> {
    /// A frame, all else as the scheme and the configured secrets say.
    pub fn plain(scene: Scene<'t, '_>, frame: Frame<'t>) -> Self {
        Self {
            frame,
            variant: scene.site.variant(),
            keys: 0..=0,
            arrangements: std::slice::from_ref(&scene.site.own),
            computations: std::slice::from_ref(&scene.site.computation),
        }
    }

    /// The same with keys that are one step away.
    pub fn keyed(self) -> Self {
        Self {
            keys: 1..=1,
            ..self
        }
    }

    /// The same in every other arrangement.
    pub fn arranged(self, scene: Scene<'t, '_>) -> Self {
        Self {
            arrangements: &scene.site.arrangements,
            ..self
        }
    }

    /// The same computed in every other way.
    pub fn computed(self, scene: Scene<'t, '_>) -> Self {
        Self {
            computations: &scene.site.computations,
            ..self
        }
    }

    /// Tries every combination.
    pub fn run(&self, scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
        let tried = scene
            .site
            .with_pieces(scene.setting, self.frame, self.variant, |pieces| {
                let keys = scene
                    .setting
                    .keys
                    .iter()
                    .filter(|key| self.keys.contains(&key.steps.len()));
                for key in keys {
                    for arrangement in self.arrangements {
                        for computation in self.computations {
                            let trial = Trial {
                                frame: self.frame,
                                pieces,
                                arrangement,
                                computation,
                                key,
                            };
                            compare(scene, tally, &trial)?;
                        }
                    }
                }
                ControlFlow::Continue(())
            });
        // A changed body may lack what is signed: then it is not what was signed.
        tried.unwrap_or(ControlFlow::Continue(()))
    }
}

//! What speaks for a scheme: points to rank by, reasons to read.
//!
//! The points are a judgement and no probability. They follow one order: the
//! provider's own marks count most, then where the signature stands, then how
//! it is written.

use crate::scheme::confidence::Confidence;
use crate::scheme::definition::{Definition, Hash};

/// Without a signature nobody should be sure.
const MOST_UNSIGNED: i32 = 45;

/// What speaks for a scheme.
#[derive(Debug, Default)]
pub struct Case {
    /// For ranking: more is likelier.
    pub points: i32,
    /// In the order they were found.
    pub reasons: Vec<String>,
}

impl Case {
    /// Something that speaks for it, or, with negative points, against it.
    pub fn add(&mut self, points: i32, reason: impl Into<String>) {
        self.points += points;
        self.reasons.push(reason.into());
    }

    /// Between schemes that nothing tells apart: the one they follow, the
    /// surer facts, the newer hash. Less than any clue is worth.
    pub fn prefer(&mut self, definition: &Definition) {
        if definition.detect.leads {
            self.points += 2;
        }
        if definition.confidence == Confidence::Unconfirmed {
            self.points -= 1;
        }
        if definition.algorithm.hash == Hash::Sha1 {
            self.points -= 1;
        }
    }

    /// The provider's marks without its signature: a proxy may have dropped it.
    pub fn lacks_signature(&mut self, definition: &Definition) {
        let places: Vec<String> = definition
            .signature
            .from
            .iter()
            .map(ToString::to_string)
            .collect();
        self.points = self.points.min(MOST_UNSIGNED);
        self.reasons.push(format!(
            "But its signature is missing: {} should hold it.",
            places.join(" or ")
        ));
    }

    /// The points as a number from 1 to 99: nothing is proved here.
    pub fn score(&self) -> u8 {
        u8::try_from(self.points.clamp(1, 99)).unwrap_or(99)
    }
}

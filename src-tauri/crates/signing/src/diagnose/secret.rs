//! Every key that may have signed: the configured secrets read otherwise, and
//! the other secrets at hand.
//!
//! Keys are named by their secret's name; no value leaves this module but to
//! the digest.

mod clean;
mod reading;

use std::borrow::Cow;

use model::{Mend, Secret, SecretChange, SecretRef};
use zeroize::Zeroizing;

use super::keyed::Keyed;
use super::question::{OtherSecret, Question};
use super::step::{Part, Step};
use crate::KnownSecret;
use crate::scheme::definition::Definition;
use clean::cleaned;
pub use clean::mended_secret;
use reading::readings;

/// Steps that explain a key; more are no explanation.
const MOST_STEPS: usize = 2;

/// Of more stored secrets only these are tried.
const MOST_OTHERS: usize = 500;

/// A key, the secret it comes from, and what has to be done differently for it.
pub struct Key {
    /// The bytes, ready to compute with.
    pub keyed: Keyed,
    /// None for the configured secret, read as the scheme reads it.
    pub steps: Vec<Step>,
    /// The secret's name.
    pub secret: SecretRef,
    /// What can be changed here.
    pub mend: Option<Mend>,
}

/// The keys, those that need fewer steps first, each once.
pub fn keys(definition: &Definition, question: &Question<'_>) -> Vec<Key> {
    let mut all = Collected::default();
    for known in question.secrets {
        all.add_text(definition, known, known.secret.expose(), None);
        for once in cleaned(known.secret.expose()) {
            all.add_cleaned(definition, known, &once);
        }
    }
    for other in question.others.iter().take(MOST_OTHERS) {
        all.add_other(definition, question, other);
    }
    all.finish()
}

/// A secret whose text is another one, for schemes that read it themselves.
pub struct Text {
    /// The secret.
    pub known: KnownSecret,
    /// What differs from the configured one.
    pub steps: Vec<Step>,
    /// What can be changed here.
    pub mend: Option<Mend>,
}

/// Every other text: the configured ones cleaned, and the other secrets.
pub fn texts(question: &Question<'_>) -> Vec<Text> {
    let own = question.secrets.iter().flat_map(|known| {
        let text = |cleaned: clean::Cleaned| Text {
            known: KnownSecret {
                secret: Secret::new(cleaned.text),
                name: known.name.clone(),
            },
            steps: vec![cleaned.step],
            mend: cleaned.change.map(|how| change(known, how)),
        };
        cleaned(known.secret.expose())
            .into_iter()
            .map(text)
            .collect::<Vec<_>>()
    });
    let others = question.others.iter().take(MOST_OTHERS).map(|other| Text {
        known: other.known.clone(),
        steps: vec![other_step(question, other)],
        mend: Some(use_other(other)),
    });
    own.chain(others).collect()
}

/// What was done to a secret's text before it was read.
struct Before {
    steps: Vec<Step>,
    mend: Option<Mend>,
}

struct Bare {
    bytes: Zeroizing<Vec<u8>>,
    steps: Vec<Step>,
    secret: SecretRef,
    mend: Option<Mend>,
}

#[derive(Default)]
struct Collected(Vec<Bare>);

impl Collected {
    fn add_text(
        &mut self,
        definition: &Definition,
        known: &KnownSecret,
        text: &[u8],
        before: Option<&Before>,
    ) {
        let earlier = before.map(|before| &before.steps[..]).unwrap_or_default();
        for reading in readings(definition, text) {
            let whole = before.filter(|_| reading.steps.is_empty());
            self.0.push(Bare {
                bytes: reading.bytes,
                steps: earlier.iter().cloned().chain(reading.steps).collect(),
                secret: known.name.clone(),
                mend: whole.and_then(|before| before.mend.clone()),
            });
        }
    }

    /// A cleaned text, and what it becomes when it is cleaned once more.
    fn add_cleaned(&mut self, definition: &Definition, known: &KnownSecret, once: &clean::Cleaned) {
        let mend = once.change.map(|how| change(known, how));
        let before = Before {
            steps: vec![once.step.clone()],
            mend,
        };
        self.add_text(definition, known, &once.text, Some(&before));
        for twice in cleaned(&once.text) {
            let before = Before {
                steps: vec![once.step.clone(), twice.step],
                mend: None,
            };
            self.add_text(definition, known, &twice.text, Some(&before));
        }
    }

    fn add_other(&mut self, definition: &Definition, question: &Question<'_>, other: &OtherSecret) {
        let step = other_step(question, other);
        let before = Before {
            steps: vec![step.clone()],
            mend: Some(use_other(other)),
        };
        self.add_text(
            definition,
            &other.known,
            other.known.secret.expose(),
            Some(&before),
        );
        for once in cleaned(other.known.secret.expose()) {
            let before = Before {
                steps: vec![step.clone(), once.step],
                mend: None,
            };
            self.add_text(definition, &other.known, &once.text, Some(&before));
        }
    }

    /// Sorted by number of steps; the first of equal keys explains it.
    fn finish(self) -> Vec<Key> {
        let mut bare = self.0;
        bare.retain(|key| key.steps.len() <= MOST_STEPS);
        bare.sort_by_key(|key| key.steps.len());
        let mut seen = std::collections::HashSet::new();
        bare.retain(|key| seen.insert(super::hash::of(&key.bytes)));
        let ready = |key: Bare| Key {
            keyed: Keyed::new(key.bytes),
            steps: key.steps,
            secret: key.secret,
            mend: key.mend,
        };
        bare.into_iter().map(ready).collect()
    }
}

fn use_other(other: &OtherSecret) -> Mend {
    Mend::UseSecret {
        secret: other.known.name.clone(),
        source: other.source.clone(),
    }
}

fn change(known: &KnownSecret, how: SecretChange) -> Mend {
    Mend::ChangeSecret {
        secret: known.name.clone(),
        how,
    }
}

fn other_step(question: &Question<'_>, other: &OtherSecret) -> Step {
    let code = match other.other_mode || modes_differ(question, other) {
        true => "secret.test_vs_live",
        false => "secret.other_endpoint",
    };
    let name = other.source.as_ref().unwrap_or(&other.known.name.name);
    Step {
        code,
        detail: Cow::Owned(name.clone()),
        part: Part::Secret,
    }
}

#[derive(PartialEq, Eq)]
enum Mode {
    Test,
    Live,
}

/// Whether names or texts say that one is for tests and the other is not.
fn modes_differ(question: &Question<'_>, other: &OtherSecret) -> bool {
    let Some(theirs) = mode(&other.known, other.source.as_deref()) else {
        return false;
    };
    let mut own = question
        .secrets
        .iter()
        .filter_map(|known| mode(known, None));
    own.any(|own| own != theirs)
}

fn mode(known: &KnownSecret, source: Option<&str>) -> Option<Mode> {
    let text = String::from_utf8_lossy(known.secret.expose());
    let says = |words: &[&str]| {
        let named = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.split(|letter: char| !letter.is_ascii_alphanumeric())
                .any(|word| words.contains(&word))
        };
        named(&known.name.name)
            || source.is_some_and(named)
            || words.iter().any(|word| text.contains(&format!("_{word}_")))
    };
    match (
        says(&["test", "sandbox", "staging", "dev"]),
        says(&["live", "prod", "production"]),
    ) {
        (true, false) => Some(Mode::Test),
        (false, true) => Some(Mode::Live),
        _ => None,
    }
}

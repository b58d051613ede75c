//! One change: every key, every computation, every arrangement, every body,
//! URL and timestamp, each with all else as we hold it.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::body::{self, Body, Changes};
use super::hash;
use super::setting::{Frame, Scene, rule};
use super::step::Step;
use super::sweep::Sweep;
use super::tally::{MOST_STEPS, Tally};
use super::{time, url};
use crate::scheme::definition::AlgorithmKind;

/// Longer bodies are not tried with a thousand timestamps.
const SHORT_BODY: usize = 16 << 10;

/// Bodies that one change gives, by the number that tells them apart, with
/// the change that explains each best.
pub type Owners = HashMap<u64, Step>;

/// Tries everything that takes one step, and keys that take two.
pub fn singles(
    scene: Scene<'_, '_>,
    tally: &mut Tally<'_>,
    owners: &mut Owners,
) -> ControlFlow<()> {
    keys(scene, tally)?;
    if scene.setting.definition.algorithm.kind == AlgorithmKind::Token {
        return ControlFlow::Continue(());
    }
    bodies(scene, tally, owners)?;
    urls(scene, tally)?;
    timestamps(scene, tally)?;
    messages(scene, tally)?;
    thousandths(scene, tally)
}

fn keys(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    scene.site.variants.iter().try_for_each(|&variant| {
        let all = Sweep {
            variant,
            keys: 0..=MOST_STEPS,
            ..Sweep::plain(scene, scene.held())
        };
        all.run(scene, tally)
    })
}

fn bodies(scene: Scene<'_, '_>, tally: &mut Tally<'_>, owners: &mut Owners) -> ControlFlow<()> {
    if !scene.setting.signs_body {
        return ControlFlow::Continue(());
    }
    let held = scene.setting.request.body;
    let unchanged = hash::of(held);
    body::each(
        &Body::new(held),
        Changes::ByLikelihood,
        &mut |step, bytes| {
            tally.works(bytes.len());
            let number = hash::of(&bytes);
            if number == unchanged || owners.contains_key(&number) {
                return tally.goes_on();
            }
            owners.insert(number, step.clone());
            let frame = Frame {
                body: &bytes,
                steps: &[step],
                ..scene.held()
            };
            Sweep::plain(scene, frame).run(scene, tally)
        },
    )
}

fn urls(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    if !scene.setting.signs_url {
        return ControlFlow::Continue(());
    }
    let urls = url::urls(scene.setting.request, scene.setting.question);
    urls.iter().try_for_each(|(url, steps)| {
        let frame = Frame {
            url,
            steps,
            ..scene.held()
        };
        Sweep::plain(scene, frame).run(scene, tally)
    })
}

fn timestamps(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    let (Some(rule), Some(text)) = (rule(scene.setting.definition), scene.held().timestamp) else {
        return ControlFlow::Continue(());
    };
    time::timestamps(rule, text)
        .into_iter()
        .try_for_each(|timed| self::timed(scene, tally, timed))
}

fn thousandths(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    let cheap = scene.held().body.len() <= SHORT_BODY && !scene.site.is_costly();
    let text = scene
        .held()
        .timestamp
        .filter(|_| cheap && scene.setting.definition.signs_timestamp());
    let timed = text.into_iter().flat_map(time::thousandths);
    timed
        .into_iter()
        .try_for_each(|timed| self::timed(scene, tally, timed))
}

fn timed(
    scene: Scene<'_, '_>,
    tally: &mut Tally<'_>,
    (text, step): time::Timed,
) -> ControlFlow<()> {
    let frame = Frame {
        timestamp: Some(&text),
        steps: &[step],
        ..scene.held()
    };
    Sweep::plain(scene, frame).run(scene, tally)
}

/// The same values arranged or computed otherwise.
fn messages(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    let held = Sweep::plain(scene, scene.held());
    Sweep {
        arrangements: &scene.site.arrangements,
        ..held.clone()
    }
    .run(scene, tally)?;
    Sweep {
        computations: &scene.site.computations,
        ..held
    }
    .run(scene, tally)
}

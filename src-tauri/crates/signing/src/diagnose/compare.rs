//! One try: a digest computed and compared with everything that came.

use std::ops::ControlFlow;

use super::algorithm::Computation;
use super::proof;
use super::setting::Scene;
use super::signature::Reading;
use super::step::{Part, Step};
use super::tally::{Found, MOST_STEPS, Tally};
use super::trial::Trial;
use crate::digest;
use crate::public_key;
use model::Mend;

/// Computes and compares; breaks off when the time is up.
pub fn compare(scene: Scene<'_, '_>, tally: &mut Tally<'_>, trial: &Trial<'_>) -> ControlFlow<()> {
    let taken = trial.steps().count();
    let readings = scene.site.candidate.readings.iter();
    let readings = readings.filter(|reading| taken + reading.steps.len() <= MOST_STEPS);
    let fitting: Vec<&Reading> = readings.filter(|reading| trial.may_give(reading)).collect();
    if fitting.is_empty() {
        return ControlFlow::Continue(());
    }
    let slices = trial
        .arrangement
        .slices(trial.pieces, trial.key.keyed.bytes());
    let length: usize = slices.iter().map(|slice| slice.len()).sum();
    tally.tries(length);
    if let Some(reading) = matching(scene, trial, &slices, &fitting) {
        record(scene, tally, trial, reading);
    }
    tally.goes_on()
}

/// The reading that the trial gives.
fn matching<'r>(
    scene: Scene<'_, '_>,
    trial: &Trial<'_>,
    slices: &[&[u8]],
    fitting: &[&'r Reading],
) -> Option<&'r Reading> {
    let key = &trial.key.keyed;
    let all = || slices.iter().copied();
    let secret = || std::iter::once(key.bytes());
    let digest = match trial.computation.0 {
        Computation::Hmac(hash) => key.hmac(hash, slices),
        Computation::Hash(hash) => digest::hash(hash, all()),
        Computation::SecretFirst(hash) => digest::hash(hash, secret().chain(all())),
        Computation::SecretLast(hash) => digest::hash(hash, all().chain(secret())),
        Computation::Token => {
            return fitting
                .iter()
                .find(|reading| reading.digest == key.bytes())
                .copied();
        }
        Computation::PublicKey => {
            let whole = slices.concat();
            let verifies = |reading: &&&Reading| {
                public_key::verifies(
                    scene.setting.definition.algorithm,
                    key.bytes(),
                    &whole,
                    &reading.digest,
                )
            };
            return fitting.iter().find(verifies).copied();
        }
    };
    fitting
        .iter()
        .find(|reading| reading.digest == digest.as_slice())
        .copied()
}

fn record(scene: Scene<'_, '_>, tally: &mut Tally<'_>, trial: &Trial<'_>, reading: &Reading) {
    let mut steps: Vec<Step> = reading.steps.iter().chain(trial.steps()).cloned().collect();
    // Stable: two steps of the body stay in the order in which they were done.
    steps.sort_by_key(Step::place);
    if steps.is_empty() {
        tally.right = true;
        return;
    }
    tally.keep(Found {
        proof: proof::proof(scene, trial, reading, &steps),
        secret: Some(trial.key.secret.clone()),
        mend: mend(trial, &steps),
        steps,
    });
}

/// One click helps only where all steps lie on our side of the wire.
fn mend(trial: &Trial<'_>, steps: &[Step]) -> Option<Mend> {
    let all = |part: Part| steps.iter().all(|step| step.part == part);
    if all(Part::Secret) {
        return trial.key.mend.clone();
    }
    all(Part::Url).then(|| Mend::PublicUrl {
        url: trial.frame.url.to_owned(),
    })
}

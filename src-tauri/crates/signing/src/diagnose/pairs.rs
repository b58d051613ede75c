//! Two changes at once, those that occur together first; ends with the first
//! kind of pair that explains the signature.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::body::{self, Body, Changes};
use super::hash;
use super::setting::{Frame, Scene, rule};
use super::singles::Owners;
use super::step::Step;
use super::sweep::Sweep;
use super::tally::Tally;
use super::{time, url};

/// What goes on with each changed body.
type Then<'t> = &'t mut dyn FnMut(&Step, &[u8]) -> ControlFlow<()>;

/// Tries two changes over one text.
pub fn pairs(scene: Scene<'_, '_>, tally: &mut Tally<'_>, owners: &Owners) -> ControlFlow<()> {
    let mut seen: HashSet<u64> = owners.keys().copied().collect();
    seen.insert(hash::of(scene.setting.request.body));
    keyed_bodies(scene, tally, owners, Changes::Finishes)?;
    tally.unless_explained()?;
    twice_changed_bodies(scene, tally, owners, (Changes::Finishes, &mut seen))?;
    tally.unless_explained()?;
    keyed_bodies(scene, tally, owners, Changes::ByStage)?;
    tally.unless_explained()?;
    if scene.site.is_costly() {
        return ControlFlow::Continue(());
    }
    keyed_computations(scene, tally)?;
    moved_urls(scene, tally)?;
    timed(scene, tally)?;
    keyed_messages(scene, tally)?;
    tally.unless_explained()?;
    arranged_bodies(scene, tally, owners)?;
    tally.unless_explained()?;
    twice_changed_bodies(scene, tally, owners, (Changes::ByLikelihood, &mut seen))
}

/// Every body that one change gives and that this change explains best.
fn each_body(
    scene: Scene<'_, '_>,
    owners: &Owners,
    changes: Changes,
    then: Then<'_>,
) -> ControlFlow<()> {
    if !scene.setting.signs_body {
        return ControlFlow::Continue(());
    }
    let held = Body::new(scene.setting.request.body);
    body::each(
        &held,
        changes,
        &mut |step, bytes| match owners.get(&hash::of(&bytes)) {
            Some(owner) if *owner == step => then(&step, &bytes),
            _ => ControlFlow::Continue(()),
        },
    )
}

/// Two changes of the body.
fn twice_changed_bodies(
    scene: Scene<'_, '_>,
    tally: &mut Tally<'_>,
    owners: &Owners,
    (second, seen): (Changes, &mut HashSet<u64>),
) -> ControlFlow<()> {
    each_body(scene, owners, Changes::ByStage, &mut |first, once| {
        change_again(scene, tally, seen, (first, once, second))
    })
}

fn change_again(
    scene: Scene<'_, '_>,
    tally: &mut Tally<'_>,
    seen: &mut HashSet<u64>,
    (first, once, changes): (&Step, &[u8], Changes),
) -> ControlFlow<()> {
    tally.works(once.len());
    body::each(&Body::new(once), changes, &mut |second, twice| {
        tally.works(twice.len());
        if !seen.insert(hash::of(&twice)) {
            return tally.goes_on();
        }
        let frame = Frame {
            body: &twice,
            steps: &[first.clone(), second],
            ..scene.held()
        };
        Sweep::plain(scene, frame).run(scene, tally)
    })
}

/// Another key or computation, and another body.
fn keyed_bodies(
    scene: Scene<'_, '_>,
    tally: &mut Tally<'_>,
    owners: &Owners,
    changes: Changes,
) -> ControlFlow<()> {
    each_body(scene, owners, changes, &mut |step, bytes| {
        let steps = [step.clone()];
        let frame = Frame {
            body: bytes,
            steps: &steps,
            ..scene.held()
        };
        let plain = Sweep::plain(scene, frame);
        plain.clone().keyed().run(scene, tally)?;
        plain.computed(scene).run(scene, tally)
    })
}

/// Another body, and other values around it.
fn arranged_bodies(
    scene: Scene<'_, '_>,
    tally: &mut Tally<'_>,
    owners: &Owners,
) -> ControlFlow<()> {
    let urls = match scene.setting.signs_url {
        true => url::urls(scene.setting.request, scene.setting.question),
        false => Vec::new(),
    };
    let times = timestamps(scene);
    each_body(scene, owners, Changes::ByStage, &mut |step, bytes| {
        let steps = [step.clone()];
        let held = Frame {
            body: bytes,
            steps: &steps,
            ..scene.held()
        };
        let arranged = Sweep::plain(scene, held).arranged(scene);
        arranged.run(scene, tally)?;
        for (url, others) in urls.iter().filter(|(_, steps)| steps.len() == 1) {
            let steps = [others[0].clone(), step.clone()];
            Sweep::plain(
                scene,
                Frame {
                    url,
                    steps: &steps,
                    ..held
                },
            )
            .run(scene, tally)?;
        }
        for (text, other) in &times {
            let steps = [other.clone(), step.clone()];
            Sweep::plain(
                scene,
                Frame {
                    timestamp: Some(text),
                    steps: &steps,
                    ..held
                },
            )
            .run(scene, tally)?;
        }
        ControlFlow::Continue(())
    })
}

/// Another key, computed with otherwise.
fn keyed_computations(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    let plain = Sweep::plain(scene, scene.held());
    plain.keyed().computed(scene).run(scene, tally)
}

/// Other arrangements with another key, or computed otherwise.
fn keyed_messages(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    let arranged = Sweep::plain(scene, scene.held()).arranged(scene);
    arranged.clone().keyed().run(scene, tally)?;
    arranged.computed(scene).run(scene, tally)
}

/// Another URL, with another key, arrangement, computation, timestamp, or changed once more.
fn moved_urls(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    if !scene.setting.signs_url {
        return ControlFlow::Continue(());
    }
    let urls = url::urls(scene.setting.request, scene.setting.question);
    for (url, steps) in urls.iter().filter(|(_, steps)| steps.len() == 1) {
        let frame = Frame {
            url,
            steps,
            ..scene.held()
        };
        otherwise(scene, tally, frame)?;
        for (again, more) in url::urls_from(url) {
            let both = [&steps[..], &more].concat();
            Sweep::plain(
                scene,
                Frame {
                    url: &again,
                    steps: &both,
                    ..frame
                },
            )
            .run(scene, tally)?;
        }
        for (text, step) in timestamps(scene) {
            let both = [step, steps[0].clone()];
            Sweep::plain(
                scene,
                Frame {
                    timestamp: Some(&text),
                    steps: &both,
                    ..frame
                },
            )
            .run(scene, tally)?;
        }
    }
    ControlFlow::Continue(())
}

/// Another timestamp, with another key, arrangement or computation.
fn timed(scene: Scene<'_, '_>, tally: &mut Tally<'_>) -> ControlFlow<()> {
    timestamps(scene).into_iter().try_for_each(|(text, step)| {
        otherwise(
            scene,
            tally,
            Frame {
                timestamp: Some(&text),
                steps: &[step],
                ..scene.held()
            },
        )
    })
}

/// A changed frame with every other key, arrangement and computation.
fn otherwise(scene: Scene<'_, '_>, tally: &mut Tally<'_>, frame: Frame<'_>) -> ControlFlow<()> {
    let plain = Sweep::plain(scene, frame);
    plain.clone().keyed().run(scene, tally)?;
    plain.clone().arranged(scene).run(scene, tally)?;
    plain.computed(scene).run(scene, tally)
}

fn timestamps(scene: Scene<'_, '_>) -> Vec<time::Timed> {
    let text = scene
        .held()
        .timestamp
        .filter(|_| scene.setting.definition.signs_timestamp());
    match (rule(scene.setting.definition), text) {
        (Some(rule), Some(text)) => time::timestamps(rule, text),
        _ => Vec::new(),
    }
}

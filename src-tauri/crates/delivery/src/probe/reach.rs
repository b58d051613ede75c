//! Whether anybody is there who could be asked.
//!
//! A URL where nobody listens, no route is or nothing works answers every request alike: nothing
//! follows from that for a handler, and no more than three requests are spent on it.

use super::change::Change;
use super::ground::{Ground, Kept};
use super::variant::Variant;

/// What answers alike mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sameness {
    /// Nobody answers.
    Silence,
    /// 404 or 405.
    NoRoute,
    /// 3xx.
    Elsewhere,
    /// 429.
    TooMany,
    /// 502, 503 or 504.
    Gateway,
    /// Another 5xx: a fault, or a refusal.
    Fault,
}

fn sameness(kept: &Kept) -> Option<Sameness> {
    match kept.answered.reply.status {
        None => Some(Sameness::Silence),
        Some(404 | 405) => Some(Sameness::NoRoute),
        Some(300..=399) => Some(Sameness::Elsewhere),
        Some(429) => Some(Sameness::TooMany),
        Some(502..=504) => Some(Sameness::Gateway),
        Some(500..=599) => Some(Sameness::Fault),
        Some(_) => None,
    }
}

/// Whether the first answer may come from anybody but a handler.
pub(crate) fn is_doubtful(kept: &[Kept]) -> bool {
    let first = kept.first().and_then(sameness);
    first.is_some_and(|sameness| sameness != Sameness::Fault)
}

/// Two requests that a handler would answer otherwise than the first one, or not at all.
pub(crate) fn looks(ground: &Ground<'_>) -> Vec<Variant> {
    let is_silent = ground
        .kept
        .first()
        .is_some_and(|kept| sameness(kept) == Some(Sameness::Silence));
    if is_silent {
        return Vec::new();
    }
    vec![
        Variant::either("Without a signature", ground.base.changed(Change::Unsigned)),
        Variant::either("An empty signature", ground.base.changed(Change::Text(""))),
    ]
}

/// Why nothing can be learned, where all answers are alike.
pub(crate) fn blocked(kept: &[Kept]) -> Option<String> {
    let first = kept.first()?;
    let same = sameness(first)?;
    if kept.iter().any(|other| sameness(other) != Some(same)) {
        return None;
    }
    let answer = first.answered.reply.in_words();
    Some(match same {
        Sameness::Silence => match &first.answered.reply.failure {
            Some(failure) => format!("The target cannot be reached: {}", failure.message),
            None => "The target cannot be reached.".to_owned(),
        },
        Sameness::NoRoute => format!(
            "The target answers {answer} whatever it is sent: there is no handler at this path, or none for this method."
        ),
        Sameness::Elsewhere => format!(
            "The target answers {answer} whatever it is sent: probe the URL that it redirects to, since providers follow no redirects."
        ),
        Sameness::TooMany => {
            "The target answers 429 whatever it is sent: wait until it takes requests again, or lift its limit for the probe.".to_owned()
        }
        Sameness::Gateway => format!(
            "The target answers {answer} whatever it is sent: what stands before the handler does not reach it."
        ),
        Sameness::Fault => format!(
            "The target answers {answer} whatever it is sent: it fails before it comes to an answer; its log says where."
        ),
    })
}

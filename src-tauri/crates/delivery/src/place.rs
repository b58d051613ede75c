//! Where a URL leads, read once for all requests that go there.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock};

use http::uri::PathAndQuery;
use model::{AttemptFailure, FailureKind};
use reqwest::Url;

/// Places that are remembered; a probe or a run with more begins anew.
const MOST: usize = 1_024;

/// An http or https URL with what sending needs of it.
#[derive(Debug)]
pub(crate) struct Place {
    /// The URL.
    pub url: Url,
    /// Scheme, host and port.
    pub origin: String,
    /// Host and port as they stand in `Host`.
    pub authority: String,
    /// Path and query; `None` where HTTP does not allow them.
    pub target: Option<PathAndQuery>,
    /// Whether it answers in a way that hyper has to read.
    pub is_unusual: AtomicBool,
}

impl Place {
    /// What is known of a URL.
    pub(crate) fn new(url: Url) -> Self {
        let origin = url.origin().ascii_serialization();
        let authority = origin.split_once("://").map_or("", |(_, rest)| rest);
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        Self {
            authority: authority.to_owned(),
            target: target.parse().ok(),
            origin,
            url,
            is_unusual: AtomicBool::new(false),
        }
    }

    fn read(text: &str) -> Result<Self, AttemptFailure> {
        let url = Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        url.map(Self::new).ok_or_else(|| AttemptFailure {
            kind: FailureKind::Other,
            message: format!(
                "\"{text}\" is no URL to send to. Write it like http://localhost:3000/webhooks."
            ),
        })
    }
}

/// Places that were sent to lately, by their URLs.
#[derive(Debug, Default)]
pub(crate) struct Places(RwLock<HashMap<String, Arc<Place>>>);

impl Places {
    /// Where a URL leads.
    ///
    /// # Errors
    /// When it is none, or neither http nor https.
    pub(crate) fn find(&self, text: &str) -> Result<Arc<Place>, AttemptFailure> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = known.get(text) {
            return Ok(Arc::clone(place));
        }
        drop(known);
        let place = Arc::new(Place::read(text)?);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(text.to_owned(), Arc::clone(&place));
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Place {
        Place::read(text).unwrap()
    }

    #[test]
    fn the_usual_port_is_left_out_and_the_query_is_part_of_the_target() {
        let place = place("http://Example.com:80/a?b=c#d");
        assert_eq!(place.origin, "http://example.com");
        assert_eq!(place.authority, "example.com");
        assert_eq!(place.target.unwrap().as_str(), "/a?b=c");
    }

    #[test]
    fn what_is_no_http_url_is_refused_with_what_to_write() {
        for text in ["localhost:3000", "ftp://a/", "", "http://"] {
            let failure = Places::default().find(text).unwrap_err();
            assert!(failure.message.contains("Write it like"), "{failure:?}");
        }
    }

    #[test]
    fn many_places_do_not_pile_up() {
        let places = Places::default();
        for number in 0..MOST + 10 {
            places.find(&format!("http://a/{number}")).unwrap();
        }
        assert!(places.0.read().unwrap().len() <= MOST);
        let first = places.find("http://a/x").unwrap();
        assert!(Arc::ptr_eq(&first, &places.find("http://a/x").unwrap()));
    }
}

//! The requests of a file. Pure.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use delivery::{Outgoing, TargetError};
use model::{Headers, Secret};
use reqwest::Url;

use super::catalogue::Declared;
use super::definition::{Auth, Call, List, Next};
use super::fill::{Blanks, Missing};
use crate::call::below;

/// Everything is answered at once; deliveries are made later.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a request cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unmade {
    /// The base URL is none.
    Url(TargetError),
    /// Something is not known that the call cannot do without.
    Blank(Missing),
}

impl From<TargetError> for Unmade {
    fn from(error: TargetError) -> Self {
        Self::Url(error)
    }
}

impl From<Missing> for Unmade {
    fn from(missing: Missing) -> Self {
        Self::Blank(missing)
    }
}

impl Declared {
    /// The request of a call.
    pub(crate) fn request(
        &self,
        call: &Call,
        (base_url, key): (&str, &Secret),
        blanks: &Blanks,
    ) -> Result<Outgoing, Unmade> {
        self.request_below((call, &self.definition.places), (base_url, key), blanks)
    }

    /// The request of a call whose `{place}` is one of these.
    pub(super) fn request_below(
        &self,
        (call, places): (&Call, &[String]),
        (base_url, key): (&str, &Secret),
        blanks: &Blanks,
    ) -> Result<Outgoing, Unmade> {
        let url = url((call, places), base_url, blanks)?;
        let mut headers = self.headers(key);
        let body = body(call, blanks);
        if let Some((content_type, _)) = &body {
            headers.push("Content-Type", *content_type);
        }
        Ok(Outgoing {
            headers,
            body: body.map_or_else(Bytes::new, |(_, body)| body),
            timeout: Some(PATIENCE),
            ..Outgoing::new(&call.method, url)
        })
    }

    /// The request of a page.
    pub(crate) fn page_request(
        &self,
        list: &List,
        to: (&str, &Secret),
        (blanks, cursor): (&Blanks, Option<&str>),
    ) -> Result<Outgoing, Unmade> {
        let outgoing = self.request(&list.call, to, blanks)?;
        paged(outgoing, list.next.as_ref(), cursor)
    }

    /// Whether what arrives has another id than what a redelivery is asked by.
    pub(crate) fn events_have_ids_of_their_own(&self) -> bool {
        let row = self.definition.list.as_ref().map(|list| &list.row);
        row.is_some_and(|row| row.event_id.as_ref().is_some_and(|id| *id != row.id))
    }

    fn headers(&self, key: &Secret) -> Headers {
        let mut headers = Headers::default();
        match &self.definition.auth {
            Some(Auth::Bearer {} | Auth::App { .. } | Auth::ClientCredentials { .. }) => {
                headers.push("Authorization", [b"Bearer ", key.expose()].concat());
            }
            Some(Auth::Header { name }) => headers.push(name, key.expose()),
            Some(Auth::Basic {}) => {
                let pair = STANDARD.encode(key.expose());
                headers.push("Authorization", format!("Basic {pair}"));
            }
            None => {}
        }
        let own = &self.definition.headers;
        if !own.keys().any(|name| name.eq_ignore_ascii_case("accept")) {
            headers.push("Accept", "application/json");
        }
        for (name, value) in own {
            headers.push(name, value.as_str());
        }
        headers
    }
}

/// The same for the page that this asks for.
pub(super) fn paged(
    mut outgoing: Outgoing,
    next: Option<&Next>,
    cursor: Option<&str>,
) -> Result<Outgoing, Unmade> {
    if let (Some(next), Some(cursor)) = (next, cursor) {
        let no_url = |_| TargetError::NoUrl(outgoing.url.to_string());
        let mut url = Url::parse(&outgoing.url).map_err(no_url)?;
        url.query_pairs_mut().append_pair(&next.parameter, cursor);
        outgoing.url = url.as_str().into();
    }
    Ok(outgoing)
}

fn url((call, places): (&Call, &[String]), base_url: &str, blanks: &Blanks) -> Result<Url, Unmade> {
    let path = match call.path.strip_prefix("{place}") {
        Some(rest) => format!("{}{rest}", place(places, blanks)?),
        None => call.path.clone(),
    };
    // Each segment by itself, so that what fills a blank cannot leave it.
    let segments = path.trim_start_matches('/').split('/');
    let segments = segments.map(|segment| blanks.fill(segment));
    let segments: Vec<String> = segments.collect::<Result<_, _>>()?;
    let mut url = below(base_url, segments.iter().map(String::as_str))?;
    let query = call.query.iter();
    let query = query.filter_map(|(name, text)| Some((name, blanks.fill(text).ok()?)));
    let query: Vec<_> = query.collect();
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    Ok(url)
}

/// The first place whose blanks are all known; the first of all says what is missing.
fn place<'a>(places: &'a [String], blanks: &Blanks) -> Result<&'a str, Missing> {
    let known = places.iter().find(|place| blanks.fill(place).is_ok());
    let first = || places.first().map_or("", String::as_str);
    match known {
        Some(place) => Ok(place),
        None => blanks.fill(first()).map(|_| first()),
    }
}

/// A body and its type, when the call has one.
fn body(call: &Call, blanks: &Blanks) -> Option<(&'static str, Bytes)> {
    if let Some(json) = &call.json {
        let json = blanks.fill_json(json).unwrap_or_default();
        return Some(("application/json", Bytes::from(json.to_string())));
    }
    let form = call.form.as_ref()?;
    let pairs = form.iter().flat_map(|(name, text)| {
        let filled = || blanks.fill(text).into_iter().collect();
        let values = blanks.values(text).map_or_else(filled, <[String]>::to_vec);
        values.into_iter().map(move |value| (name, value))
    });
    let mut url = Url::parse("http://form.invalid").expect("this is a URL");
    url.query_pairs_mut().extend_pairs(pairs);
    let body = url.query().unwrap_or_default().to_owned();
    Some(("application/x-www-form-urlencoded", Bytes::from(body)))
}

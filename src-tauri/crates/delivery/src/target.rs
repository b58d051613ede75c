//! Where a capture is sent to: the user's URL and the capture's path made one.
//!
//! Text only, so that what the provider wrote into its path goes on as it
//! came. Nothing is looked up and nothing is called here.

use model::UNSORTED;
use reqwest::Url;

/// An http or https URL to send captures to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    origin: String,
    /// Empty where the URL has none, or only `/`.
    path: String,
    query: Option<String>,
}

/// A text that is no URL to send to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// Not a URL at all.
    #[error("\"{0}\" is no URL: write it like http://localhost:3000/webhooks")]
    NoUrl(String),
    /// Neither http nor https.
    #[error("\"{0}\" does not begin with http:// or https://: write it like http://localhost:3000")]
    Scheme(String),
    /// User and password in the URL would end up in lists and exports.
    #[error(
        "leave user and password out of the URL of {host}: edit the Authorization header instead"
    )]
    Credentials {
        /// Host and port.
        host: String,
    },
}

impl Target {
    /// Reads what the user typed.
    ///
    /// # Errors
    /// When it is no http(s) URL, or carries a user or password.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let text = text.trim();
        let url = Url::parse(text).map_err(|_| TargetError::NoUrl(text.to_owned()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(TargetError::Scheme(text.to_owned()));
        }
        let origin = url.origin().ascii_serialization();
        if !url.username().is_empty() || url.password().is_some() {
            let host = origin.rsplit('/').next().unwrap_or_default().to_owned();
            return Err(TargetError::Credentials { host });
        }
        let path = if url.path() == "/" { "" } else { url.path() };
        let query = url.query().map(str::to_owned);
        Ok(Self {
            origin,
            path: path.to_owned(),
            query,
        })
    }

    /// The URL for a replay.
    ///
    /// A target with a path replaces the capture's path; without one the
    /// capture's own is kept. The target's query stands, else the capture's.
    #[must_use]
    pub fn replay_url(&self, below: &str) -> String {
        let (path, query) = cut_query(below);
        let path = if self.path.is_empty() {
            path
        } else {
            &self.path
        };
        self.url(path, self.query.as_deref().or(query))
    }

    /// The URL for a forward: the capture's path follows the target's, and both queries are kept.
    ///
    /// `http://localhost:3000/webhooks` and `/hooks?x=1` give `http://localhost:3000/webhooks/hooks?x=1`.
    #[must_use]
    pub fn forward_url(&self, below: &str) -> String {
        let (path, query) = cut_query(below);
        let own = if path.is_empty() {
            &self.path
        } else {
            self.path.trim_end_matches('/')
        };
        let path = format!("{own}{path}");
        match (&self.query, query) {
            (Some(own), Some(theirs)) => self.url(&path, Some(&format!("{own}&{theirs}"))),
            (own, theirs) => self.url(&path, own.as_deref().or(theirs)),
        }
    }

    fn url(&self, path: &str, query: Option<&str>) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mark = if query.is_some() { "?" } else { "" };
        format!(
            "{}{slash}{path}{mark}{}",
            self.origin,
            query.unwrap_or_default()
        )
    }
}

impl std::fmt::Display for Target {
    /// The URL as it was meant, without a fragment.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.origin, self.path)?;
        self.query
            .as_ref()
            .map_or(Ok(()), |query| write!(f, "?{query}"))
    }
}

/// The provider's part of a capture's request target: path below the ingest path, with its query.
///
/// The first segment is our source's name and no business of the receiver's
/// server. A capture without a source has no such segment and keeps its path.
#[must_use]
pub fn below_source<'a>(target: &'a str, source: &str) -> &'a str {
    let path = origin_form(target);
    if source == UNSORTED {
        return path;
    }
    let rest = path.strip_prefix('/').unwrap_or(path);
    rest.find(['/', '?']).map_or("", |at| &rest[at..])
}

/// Path and query of a request target; `*` and CONNECT's `host:port` have none.
fn origin_form(target: &str) -> &str {
    if target.starts_with('/') {
        return target;
    }
    let Some((_, rest)) = target.split_once("://") else {
        return "";
    };
    rest.find(['/', '?']).map_or("", |at| &rest[at..])
}

fn cut_query(target: &str) -> (&str, Option<&str>) {
    target
        .split_once('?')
        .map_or((target, None), |(path, query)| (path, Some(query)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replay(target: &str, below: &str) -> String {
        Target::parse(target).unwrap().replay_url(below)
    }

    fn forward(target: &str, below: &str) -> String {
        Target::parse(target).unwrap().forward_url(below)
    }

    #[test]
    fn a_target_with_a_path_replaces_the_captures_path() {
        assert_eq!(
            replay("http://localhost:3000/hooks", "/a/b"),
            "http://localhost:3000/hooks"
        );
        assert_eq!(replay("http://h/hooks", "/a?x=1"), "http://h/hooks?x=1");
        assert_eq!(replay("http://h/hooks?y=2", "/a?x=1"), "http://h/hooks?y=2");
    }

    #[test]
    fn a_target_without_a_path_keeps_the_captures_path_and_query() {
        assert_eq!(
            replay("http://localhost:3000", "/a/b?x=1"),
            "http://localhost:3000/a/b?x=1"
        );
        assert_eq!(
            replay("http://localhost:3000/", "?x=1"),
            "http://localhost:3000/?x=1"
        );
        assert_eq!(replay("https://h", ""), "https://h/");
    }

    #[test]
    fn a_forward_appends_the_captures_path_and_keeps_both_queries() {
        assert_eq!(
            forward("http://h/webhooks", "/hooks?x=1"),
            "http://h/webhooks/hooks?x=1"
        );
        assert_eq!(
            forward("http://h/webhooks/", "/hooks/"),
            "http://h/webhooks/hooks/"
        );
        assert_eq!(
            forward("http://h/webhooks/?k=v", "?x=1"),
            "http://h/webhooks/?k=v&x=1"
        );
        assert_eq!(forward("http://h", ""), "http://h/");
    }

    #[test]
    fn the_providers_path_is_kept_as_it_was_written() {
        assert_eq!(
            replay("http://h", "/a/../b//%7Ec|d?q=ü"),
            "http://h/a/../b//%7Ec|d?q=ü"
        );
    }

    #[test]
    fn the_source_segment_is_ours_and_is_cut_off() {
        assert_eq!(below_source("/stripe/hooks?x=/1", "stripe"), "/hooks?x=/1");
        assert_eq!(below_source("/stripe?x=1", "stripe"), "?x=1");
        assert_eq!(below_source("/stripe", "stripe"), "");
        assert_eq!(below_source("http://host:1/stripe/a", "stripe"), "/a");
        assert_eq!(below_source("*", "stripe"), "");
    }

    #[test]
    fn a_capture_without_a_source_keeps_its_whole_path() {
        assert_eq!(below_source("/any/where?x=1", UNSORTED), "/any/where?x=1");
    }

    #[test]
    fn what_is_no_target_is_refused_with_an_example() {
        assert!(matches!(Target::parse("hooks"), Err(TargetError::NoUrl(_))));
        assert!(matches!(
            Target::parse("localhost:3000"),
            Err(TargetError::Scheme(_))
        ));
        assert!(matches!(
            Target::parse("file:///etc/passwd"),
            Err(TargetError::Scheme(_))
        ));
        let error = Target::parse("http://me:pw@h:1/x").unwrap_err();
        assert_eq!(
            error,
            TargetError::Credentials {
                host: "h:1".to_owned()
            }
        );
    }
}

//! What a request target says: whose it is, and which URL it stands for.
//!
//! Text only. Nothing is decoded: sources' names need no escaping, and the
//! rest of the path goes on exactly as it came.

/// A request target, cut at the places that matter to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ingest<'a> {
    /// The first path segment; empty where there is none.
    pub source: &'a str,
    /// What follows the first segment: empty, or a path that begins with `/`.
    pub below: &'a str,
    /// What follows the first `?`.
    pub query: Option<&'a str>,
}

impl<'a> Ingest<'a> {
    /// Cuts a target in any of HTTP's four forms; `*` and CONNECT's `host:port` have no path.
    pub(crate) fn of(target: &'a str) -> Self {
        let (path, query) = match path_and_query(target).split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path_and_query(target), None),
        };
        let path = path.strip_prefix('/').unwrap_or_default();
        let (source, below) = path.split_at(path.find('/').unwrap_or(path.len()));
        Self {
            source,
            below,
            query,
        }
    }
}

/// The URL that the provider signed: the one it was given, with what the request adds to it.
///
/// Deeper paths are added unless `public` ends with them, so that both the
/// provider's whole URL and the tunnel's beginning of it can be given. The
/// query is added where `public` has none.
pub(crate) fn public_url(public: &str, ingest: Ingest<'_>) -> String {
    let (path, own_query) = cut_query(public);
    let ends_with_it = ingest.below == "/" || path.ends_with(ingest.below);
    let below = if ends_with_it { "" } else { ingest.below };
    let query = own_query.or(ingest.query);
    join(path, below, query.unwrap_or_default())
}

/// The URL a request was sent to, as far as the request tells.
pub(crate) fn own_url(scheme: &str, host: &str, target: &str) -> String {
    if target.starts_with('/') {
        format!("{scheme}://{host}{target}")
    } else if target.contains("://") {
        target.to_owned()
    } else {
        format!("{scheme}://{host}/")
    }
}

/// A URL with the query that a target has, in place of its own.
pub(crate) fn with_query_of(url: &str, target: &str) -> String {
    let (path, _) = cut_query(url);
    match Ingest::of(target).query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}

fn path_and_query(target: &str) -> &str {
    if target.starts_with('/') {
        return target;
    }
    let Some((_, rest)) = target.split_once("://") else {
        return "";
    };
    rest.find(['/', '?']).map_or("", |at| &rest[at..])
}

fn cut_query(url: &str) -> (&str, Option<&str>) {
    let url = url.split_once('#').map_or(url, |(url, _)| url);
    match url.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (url, None),
    }
}

fn join(path: &str, below: &str, query: &str) -> String {
    let path = if below.is_empty() {
        path
    } else {
        path.strip_suffix('/').unwrap_or(path)
    };
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{below}{mark}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(target: &str) -> (&str, &str, Option<&str>) {
        let ingest = Ingest::of(target);
        (ingest.source, ingest.below, ingest.query)
    }

    #[test]
    fn the_first_segment_names_the_source_in_every_form_of_target() {
        assert_eq!(cut("/stripe"), ("stripe", "", None));
        assert_eq!(cut("/stripe/"), ("stripe", "/", None));
        assert_eq!(cut("/stripe/a/b?c=/d?"), ("stripe", "/a/b", Some("c=/d?")));
        assert_eq!(cut("/?x"), ("", "", Some("x")));
        assert_eq!(cut("//stripe"), ("", "/stripe", None));
        assert_eq!(cut("http://host/stripe/a"), ("stripe", "/a", None));
        assert_eq!(cut("http://host"), ("", "", None));
        assert_eq!(cut("http://host?a=/b"), ("", "", Some("a=/b")));
        assert_eq!(cut("*"), ("", "", None));
        assert_eq!(cut("host:443"), ("", "", None));
        assert_eq!(cut(""), ("", "", None));
    }

    #[test]
    fn the_public_url_gets_what_it_lacks_of_path_and_query() {
        let url = |public, target| public_url(public, Ingest::of(target));
        assert_eq!(url("https://x.test/in", "/s"), "https://x.test/in");
        assert_eq!(url("https://x.test/in/", "/s/"), "https://x.test/in/");
        assert_eq!(
            url("https://x.test/in", "/s/a?b=1"),
            "https://x.test/in/a?b=1"
        );
        assert_eq!(url("https://x.test/in/", "/s/a"), "https://x.test/in/a");
        assert_eq!(url("https://x.test/in/a", "/s/a"), "https://x.test/in/a");
        assert_eq!(
            url("https://x.test/in?k=v", "/s?b=1"),
            "https://x.test/in?k=v"
        );
    }

    #[test]
    fn a_challenge_is_read_from_the_query_that_came() {
        let asked = with_query_of("https://x.test/in?k=v", "/s?challenge=1");
        assert_eq!(asked, "https://x.test/in?challenge=1");
        assert_eq!(
            with_query_of("https://x.test/in?k=v", "/s"),
            "https://x.test/in"
        );
    }

    #[test]
    fn without_a_public_url_the_host_and_target_tell_it() {
        assert_eq!(own_url("http", "h:1", "/a?b"), "http://h:1/a?b");
        assert_eq!(own_url("http", "h:1", "http://other/a"), "http://other/a");
        assert_eq!(own_url("https", "h", "*"), "https://h/");
    }
}

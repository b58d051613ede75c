//! A URL in pieces that join to the same text again.

/// The pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// Without `://`; empty where the URL has none.
    pub scheme: String,
    /// Name or address, with user where there is one.
    pub host: String,
    /// Digits.
    pub port: Option<String>,
    /// From the first slash on.
    pub path: String,
    /// Behind the question mark.
    pub query: Option<String>,
    /// Behind the hash mark.
    pub fragment: Option<String>,
}

impl Parts {
    /// Cuts a URL.
    pub fn of(url: &str) -> Self {
        let (rest, fragment) = cut(url, '#');
        let (rest, query) = cut(rest, '?');
        let (scheme, rest) = rest.split_once("://").unwrap_or(("", rest));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = host_and_port(authority);
        Self {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port,
            path: path.to_owned(),
            query,
            fragment,
        }
    }

    /// Takes another host, with its port where it names one.
    pub fn with_host(&self, authority: &str) -> Self {
        let (host, port) = host_and_port(authority);
        Self {
            host: host.to_owned(),
            port,
            ..self.clone()
        }
    }

    /// The URL.
    pub fn url(&self) -> String {
        let mut url = match self.scheme.as_str() {
            "" => self.host.clone(),
            scheme => format!("{scheme}://{}", self.host),
        };
        if let Some(port) = &self.port {
            url.extend([":", port]);
        }
        url.push_str(&self.path);
        for (mark, part) in [('?', &self.query), ('#', &self.fragment)] {
            url.extend(
                part.iter()
                    .flat_map(|part| [mark.to_string(), part.clone()]),
            );
        }
        url
    }
}

fn cut(text: &str, mark: char) -> (&str, Option<String>) {
    match text.split_once(mark) {
        Some((before, after)) => (before, Some(after.to_owned())),
        None => (text, None),
    }
}

fn host_and_port(authority: &str) -> (&str, Option<String>) {
    let digits = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    match authority.rsplit_once(':').filter(|(_, port)| digits(port)) {
        Some((host, port)) => (host, Some(port.to_owned())),
        None => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_pieces_are_those_of_a_url() {
        let parts = Parts::of("https://u@[::1]:8443/a/b?c=1#d");
        assert_eq!(
            (parts.host.as_str(), parts.port.as_deref()),
            ("u@[::1]", Some("8443"))
        );
        assert_eq!(
            (parts.path.as_str(), parts.query.as_deref()),
            ("/a/b", Some("c=1"))
        );
    }

    proptest! {
        #[test]
        fn pieces_join_to_the_same_url(url in "(https?://)?[a-z.:0-9/?#%&=\u{e9}]*") {
            prop_assert_eq!(Parts::of(&url).url(), url);
        }
    }
}

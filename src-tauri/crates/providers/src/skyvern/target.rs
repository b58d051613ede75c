//! Which URL a webhook is sent to, and whether it is one. Nothing is looked up here.

use std::net::Ipv6Addr;

use reqwest::Url;

/// Why a text is no URL to send to, in Skyvern's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// Neither http nor https.
    #[error(
        "Invalid url: unsupported scheme. Use an HTTP or HTTPS URL with at most 2083 characters."
    )]
    Scheme,
    /// Square brackets that hold no address, which Python's parser does not let pass.
    #[error("Invalid url: malformed. Use an HTTP or HTTPS URL with at most 2083 characters.")]
    Brackets,
    /// Not to be read.
    #[error("Invalid url: malformed.")]
    Malformed,
}

/// Reads a URL as Skyvern does: without a scheme it is https.
///
/// No length is too long: the bound that the words tell of holds where runs are begun.
pub fn parse(text: &str) -> Result<Url, TargetError> {
    let text = text.trim();
    if !text.is_empty() && !has_sound_brackets(text) {
        return Err(TargetError::Brackets);
    }
    let whole = match scheme(text) {
        Some(scheme) if is_web(scheme) => text.to_owned(),
        Some(_) => return Err(TargetError::Scheme),
        None => format!("https://{text}"),
    };
    let url = Url::parse(&without_second_www(&whole)).map_err(|_| TargetError::Malformed)?;
    match url.has_host() {
        true => Ok(url),
        false => Err(TargetError::Malformed),
    }
}

fn is_web(scheme: &str) -> bool {
    ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
}

/// Where Python's `urlsplit` finds user, host and port.
fn authority(url: &str) -> &str {
    let rest = scheme(url).map_or(url, |scheme| &url[scheme.len() + 1..]);
    let after = rest.strip_prefix("//").unwrap_or_default();
    after.split(['/', '?', '#']).next().unwrap_or_default()
}

/// As `urlsplit` checks them: both or neither, and an address between them.
fn has_sound_brackets(url: &str) -> bool {
    let authority = authority(url);
    match (authority.find('['), authority.find(']')) {
        (None, None) => true,
        (Some(open), Some(close)) if open < close => {
            let inside = &authority[open + 1..close];
            inside.starts_with(['v', 'V']) || inside.parse::<Ipv6Addr>().is_ok()
        }
        (Some(_) | None, Some(_) | None) => false,
    }
}

/// `www.www.` is a slip that Skyvern mends.
fn without_second_www(url: &str) -> String {
    let authority = authority(url);
    let host = authority.rsplit('@').next().unwrap_or_default();
    if !host.to_ascii_lowercase().starts_with("www.www.") {
        return url.to_owned();
    }
    let begins = url.find(authority).unwrap_or_default() + authority.len() - host.len();
    format!("{}{}", &url[..begins], &url[begins + "www.".len()..])
}

/// What Python's `urlparse` takes for the scheme.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let begins_with_letter = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    (begins_with_letter && scheme.chars().all(is_scheme)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_written_as_skyvern_writes_it_back() {
        let parsed = |text: &str| parse(text).map(|url| url.to_string());
        assert_eq!(parsed(" http://h:1 "), Ok("http://h:1/".into()));
        assert_eq!(parsed("h.test/x?a=1"), Ok("https://h.test/x?a=1".into()));
        assert_eq!(parsed("http://H/ü"), Ok("http://h/%C3%BC".into()));
    }

    #[test]
    fn a_scheme_may_be_written_in_any_case_and_a_url_may_be_long() {
        assert_eq!(parse("HTTP://h/").map(String::from), Ok("http://h/".into()));
        let long = format!("http://h/{}", "x".repeat(3000));
        assert_eq!(parse(&long).map(String::from), Ok(long));
        let mended = parse("https://u@www.WWW.example.com/www.www.x").map(String::from);
        assert_eq!(mended, Ok("https://u@www.example.com/www.www.x".into()));
    }

    #[test]
    fn what_is_no_url_is_refused_in_skyverns_words() {
        for text in ["ftp://h/", "localhost:3000", "file:///etc/passwd"] {
            assert_eq!(parse(text), Err(TargetError::Scheme), "{text}");
        }
        for text in [
            "http://[",
            "http://[x]/",
            "http://]/",
            "http://::1]/",
            "http://[1.2.3.4]/",
        ] {
            assert_eq!(parse(text), Err(TargetError::Brackets), "{text}");
        }
        for text in ["", "   ", "http://", "http://a b/", "http://:80/", "h]//["] {
            assert_eq!(parse(text), Err(TargetError::Malformed), "{text}");
        }
        assert!(parse("http://[::1]:8/").is_ok());
    }
}

//! Which URL a webhook is sent to, and whether it is one. Nothing is looked up here.

use reqwest::Url;

/// Longest URL that Skyvern takes, in characters.
const LONGEST: usize = 2083;

/// Why a text is no URL to send to, in Skyvern's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// Neither http nor https.
    #[error(
        "Invalid url: unsupported scheme. Use an HTTP or HTTPS URL with at most {LONGEST} characters."
    )]
    Scheme,
    /// Not to be read, or too long.
    #[error("Invalid url: malformed.")]
    Malformed,
}

/// Reads a URL as Skyvern does: without a scheme it is https.
pub fn parse(text: &str) -> Result<Url, TargetError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(TargetError::Malformed);
    }
    let whole = match scheme(text) {
        Some("http" | "https") => text.to_owned(),
        Some(_) => return Err(TargetError::Scheme),
        None => format!("https://{text}"),
    };
    let url = Url::parse(&whole).map_err(|_| TargetError::Malformed)?;
    match url.has_host() {
        true => Ok(url),
        false => Err(TargetError::Malformed),
    }
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
    fn what_is_no_url_is_refused_in_skyverns_words() {
        for text in ["ftp://h/", "localhost:3000", "file:///etc/passwd"] {
            assert_eq!(parse(text), Err(TargetError::Scheme), "{text}");
        }
        let long = format!("http://h/{}", "x".repeat(LONGEST));
        for text in ["   ", "http://", "http://[", "http://a b/", &long] {
            assert_eq!(parse(text), Err(TargetError::Malformed), "{text}");
        }
    }
}

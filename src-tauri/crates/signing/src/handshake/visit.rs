//! A URL that a person may visit to agree: only one that is the provider's own.
//!
//! Anybody can send a request that asks for a visit, so what could lead
//! elsewhere is not offered.

use super::asked::at;
use crate::scheme::handshake::VisitRule;
use crate::{Request, https};

/// Longer URLs are not offered.
const LONGEST: usize = 4096;

/// The URL, or why it is not offered.
pub fn url(rule: &VisitRule, request: &Request<'_>) -> Result<String, String> {
    let found = at(&rule.from, request).unwrap_or_default();
    let text = String::from_utf8_lossy(&found).into_owned();
    match is_offered(&text, &rule.hosts) {
        true => Ok(text),
        false => Err(format!(
            "{} is not https at {}: it is not offered, do not visit it",
            rule.from,
            rule.hosts.join(" or ")
        )),
    }
}

fn is_offered(url: &str, hosts: &[String]) -> bool {
    let host = https::host_and_path(url).map(|(host, _)| host);
    let host = host.filter(|_| url.len() <= LONGEST);
    host.is_some_and(|host| hosts.iter().any(|pattern| fits(pattern, host)))
}

fn fits(pattern: &str, host: &str) -> bool {
    let mut wanted = pattern.split('.');
    let mut labels = host.split('.');
    loop {
        match (wanted.next(), labels.next()) {
            (None, None) => return true,
            (Some("*"), Some(label)) if !label.is_empty() => {}
            (Some(wanted), Some(label)) if wanted.eq_ignore_ascii_case(label) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_providers_own_hosts_are_offered() {
        let hosts = [
            "sns.*.amazonaws.com".to_owned(),
            "sns.*.amazonaws.com.cn".to_owned(),
        ];
        let offered = |url: &str| is_offered(url, &hosts);
        assert!(offered(
            "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"
        ));
        assert!(offered("https://SNS.us-east-1.amazonaws.com/?Action=x"));
        assert!(offered("https://sns.cn-north-1.amazonaws.com.cn/?a=b"));
        for url in [
            "http://sns.eu-central-1.amazonaws.com/",
            "https://sns.amazonaws.com.evil.test/",
            "https://evil.test/sns.us-east-1.amazonaws.com",
            "https://evil.test#sns.us-east-1.amazonaws.com",
            "https://sns.us-east-1.amazonaws.com@evil.test/",
            "https://a@sns.us-east-1.amazonaws.com/",
            "https://sns.us-east-1.amazonaws.com:8443/",
            "https://sns..amazonaws.com/",
            "https://sns.a.b.amazonaws.com/",
            "https://evil.test\\.sns.us-east-1.amazonaws.com/",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!offered(url), "{url}");
        }
    }
}

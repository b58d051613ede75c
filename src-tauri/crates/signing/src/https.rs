//! Addresses of keys: https, a plain host, a path, and nothing else.
//!
//! What could be read in two ways (a user, a port, a backslash) is refused, so
//! that nobody after us takes it for another host.

/// Host and path with its query; `None` where it is no such address.
pub fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("https://")?;
    let end = rest.find('/').unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    let visible = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    let sound = !host.is_empty() && host.bytes().all(plain) && path.bytes().all(visible);
    sound.then_some((host, path))
}

/// Whether a host is this domain or lies in it.
pub fn is_within(host: &str, domain: &str) -> bool {
    match host.len().checked_sub(domain.len()) {
        Some(0) => host.eq_ignore_ascii_case(domain),
        Some(at) => host.as_bytes()[at - 1] == b'.' && host[at..].eq_ignore_ascii_case(domain),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_hosts_are_read() {
        assert_eq!(
            host_and_path("https://h.example/a?b"),
            Some(("h.example", "/a?b"))
        );
        for url in [
            "http://h.example/",
            "https://h.example:8443/",
            "https://user@h.example/",
            "https://h.example\\@evil.example/",
            "https://h.example?x",
            "https:///a",
            "https://h.example/a b",
        ] {
            assert_eq!(host_and_path(url), None, "{url}");
        }
    }

    #[test]
    fn a_host_lies_in_a_domain_after_a_dot() {
        assert!(is_within("api.paypal.com", "paypal.com"));
        assert!(is_within("PayPal.com", "paypal.com"));
        assert!(!is_within("evilpaypal.com", "paypal.com"));
        assert!(!is_within("paypal.com.evil.example", "paypal.com"));
    }
}

//! Which hosts Skyvern's cloud never calls: those inside a network. Pure.
//!
//! A name is judged by itself and then by every address it leads to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;

const NAMES: [&str; 3] = [
    "localhost",
    "metadata.google.internal",
    "kubernetes.default.svc",
];
const ENDINGS: [&str; 4] = [".local", ".localhost", ".internal", ".svc"];

/// Whether the host that a URL names is inside a network, as far as the URL alone tells.
#[must_use]
pub fn is_blocked_url(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| is_blocked_host(&bare_host(&url)))
}

/// Whether a host, an address or a name, is inside a network.
#[must_use]
pub fn is_blocked_host(host: &str) -> bool {
    host.parse()
        .map_or_else(|_| is_blocked_name(host), is_blocked_address)
}

/// The host of a URL, without what marks an address of version 6.
#[must_use]
pub fn bare_host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    host.trim_matches(['[', ']']).to_owned()
}

/// Whether a host's name alone says that it is inside a network.
#[must_use]
pub fn is_blocked_name(host: &str) -> bool {
    let host = host.trim().to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    host.is_empty() || NAMES.contains(&host) || ENDINGS.iter().any(|ending| host.ends_with(ending))
}

/// Whether an address is inside a network, or nobody's.
#[must_use]
pub fn is_blocked_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_blocked_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_blocked_v4(v4),
            None => is_blocked_v6(v6),
        },
    }
}

fn is_blocked_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        // This network; carrier-grade NAT, where one cloud keeps its metadata too.
        || first == 0
        || (first == 100 && second & 0xc0 == 64)
        // Protocol assignments, benchmarks, and the reserved end of the space.
        || (first, second, third) == (192, 0, 0)
        || (first == 198 && second & 0xfe == 18)
        || first >= 240
}

fn is_blocked_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let is_global = segments[0] & 0xe000 == 0x2000;
    let is_documentation = (segments[0], segments[1]) == (0x2001, 0x0db8);
    !is_global || is_documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_inside_networks_are_blocked_in_every_writing() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.100.100.200",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fd00:ec2::254",
            "ff02::1",
        ] {
            assert!(is_blocked_address(address.parse().unwrap()), "{address}");
        }
        for address in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111"] {
            assert!(!is_blocked_address(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn names_inside_networks_are_blocked() {
        for name in [
            "localhost",
            "LOCALHOST.",
            "printer.local",
            "app.localhost",
            "db.internal",
            "metadata.google.internal",
            "api.default.svc",
            "",
        ] {
            assert!(is_blocked_name(name), "{name}");
        }
        for name in ["example.com", "internal.example.com", "local"] {
            assert!(!is_blocked_name(name), "{name}");
        }
    }
}

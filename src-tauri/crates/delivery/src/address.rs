//! Which addresses are never called, whatever name led to them.
//!
//! Loopback and private networks are allowed: a developer's own server is
//! what we are here to call, and other hosts are the user's explicit choice.
//! The metadata services of clouds are not: they hand out credentials to
//! whoever asks from inside, and nobody means to send them a webhook.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

const METADATA_V4: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 254);
const METADATA_V6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);

/// Why an address was not called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is never called: it is a cloud's metadata service, which hands out credentials")]
pub(crate) struct Forbidden(pub IpAddr);

/// Refuses addresses that are never called.
pub(crate) fn check(address: IpAddr) -> Result<IpAddr, Forbidden> {
    let refused = match address {
        IpAddr::V4(v4) => v4 == METADATA_V4,
        IpAddr::V6(v6) => v6 == METADATA_V6 || embedded(v6) == Some(METADATA_V4),
    };
    if refused {
        Err(Forbidden(address))
    } else {
        Ok(address)
    }
}

/// The IPv4 address that an IPv6 address stands for: mapped, compatible, or behind NAT64.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [first, second, middle @ .., high, low] = address.segments();
    let through_nat64 = (first, second) == (0x64, 0xff9b) && middle == [0; 4];
    let [a, b] = high.to_be_bytes();
    let [c, d] = low.to_be_bytes();
    let through_nat64 = through_nat64.then(|| Ipv4Addr::new(a, b, c, d));
    address.to_ipv4().or(through_nat64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(address: &str) -> bool {
        check(address.parse().unwrap()).is_ok()
    }

    #[test]
    fn metadata_services_are_refused_in_every_writing() {
        let writings = [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "::169.254.169.254",
            "64:ff9b::169.254.169.254",
            "fd00:ec2::254",
        ];
        for address in writings {
            assert!(!allowed(address), "{address}");
        }
    }

    #[test]
    fn loopback_and_private_networks_are_allowed() {
        for address in [
            "127.0.0.1",
            "::1",
            "192.168.1.4",
            "169.254.169.253",
            "fd00:ec2::253",
        ] {
            assert!(allowed(address), "{address}");
        }
    }
}

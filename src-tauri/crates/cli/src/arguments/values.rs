//! Values of options that need a look before they are taken.

use std::net::SocketAddr;

use clap::builder::TypedValueParser;
use model::{Header, ResponseRule, ResponseStep};

/// An address to listen on: `localhost:4400`, `127.0.0.1:0`, `[::1]:4400`.
pub fn address(text: &str) -> Result<String, String> {
    let localhost = text
        .rsplit_once(':')
        .filter(|(host, _)| host.eq_ignore_ascii_case("localhost"));
    let good = match localhost {
        Some((_, port)) => port.parse::<u16>().is_ok(),
        None => text.parse::<SocketAddr>().is_ok(),
    };
    match good {
        true => Ok(text.to_owned()),
        false => Err("write it like localhost:4400 or 127.0.0.1:4400".to_owned()),
    }
}

/// A provider and the address of its emulation: `skyvern=localhost:4410`.
pub fn emulation(text: &str) -> Result<(String, String), String> {
    let wrong = || "write it like skyvern=localhost:4410".to_owned();
    let (provider, place) = text.split_once('=').ok_or_else(wrong)?;
    let place = address(place).map_err(|_| wrong())?;
    Ok((provider.to_owned(), place))
}

/// A header field: `Name: value`.
pub fn header(text: &str) -> Result<Header, String> {
    let wrong = || "write it like \"Name: value\"".to_owned();
    let (name, value) = text.split_once(':').ok_or_else(wrong)?;
    let value = value.trim();
    let good = http::HeaderName::from_bytes(name.as_bytes()).is_ok()
        && http::HeaderValue::from_bytes(value.as_bytes()).is_ok();
    match good {
        true => Ok(Header {
            name: name.into(),
            value: value.as_bytes().into(),
        }),
        false => Err(wrong()),
    }
}

/// Statuses in turn: `503,503,200`, `never`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps(pub Vec<ResponseStep>);

/// Reads [`Steps`].
pub fn steps(text: &str) -> Result<Steps, String> {
    ResponseRule::parse_steps(text)
        .map(Steps)
        .map_err(|error| error.to_string())
}

/// A number of seconds that a clock can show.
pub fn unix_seconds() -> impl TypedValueParser<Value = i64> {
    clap::value_parser!(i64).range(0..=253_402_300_799)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_port() {
        for good in ["localhost:0", "127.0.0.1:4400", "[::1]:1", "LOCALHOST:80"] {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in ["", "4400", "localhost", "localhost:70000", "example.com:80"] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_emulation_has_a_provider_and_an_address() {
        let read = emulation("skyvern=localhost:0");
        assert_eq!(read, Ok(("skyvern".into(), "localhost:0".into())));
        assert!(emulation("skyvern").is_err());
        assert!(emulation("skyvern=4410").is_err());
    }

    #[test]
    fn a_header_is_a_name_and_a_value_that_fit_on_one_line() {
        let read = header("X-A:  b:c ").unwrap();
        assert_eq!((read.name.as_str(), &*read.value), ("X-A", &b"b:c"[..]));
        for bad in ["X-A", ": x", "X A: b", "X-A: b\nc"] {
            assert!(header(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn steps_are_read_as_the_design_writes_them() {
        assert_eq!(steps("503,503,200").unwrap().0.len(), 3);
        assert!(steps("700").unwrap_err().contains("503,503,200"));
    }
}

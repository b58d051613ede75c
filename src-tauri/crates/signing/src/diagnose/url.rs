//! The URL as the provider may have known it: behind a tunnel or a proxy ours
//! is another one.

mod parts;

use parts::Parts;

use super::question::Question;
use super::step::{Part, Step};
use crate::{Request, form};

/// Headers in which proxies tell what they changed.
const HOSTS: &[&str] = &[
    "host",
    "x-forwarded-host",
    "x-original-host",
    "x-forwarded-server",
    "x-host",
];
const PORTS: &[&str] = &["x-forwarded-port", "x-original-port"];
const PATHS: &[&str] = &[
    "x-original-url",
    "x-original-uri",
    "x-rewrite-url",
    "x-forwarded-uri",
    "x-forwarded-path",
];

/// A URL and what it differs in: one step, or two.
pub type Known = (String, Vec<Step>);

/// The likely ones, those that differ least first.
pub fn urls(request: &Request<'_>, question: &Question<'_>) -> Vec<Known> {
    let own = Parts::of(request.url);
    let mut all = Vec::new();
    all.extend(schemes(&own));
    all.extend(ports(&own, request));
    all.extend(slashes(&own));
    all.extend(queries(&own));
    all.extend(hosts(&own, request, question));
    all.extend(paths(&own, request));
    all.extend(escapes(&own));
    let mut all: Vec<Known> = all
        .into_iter()
        .map(|(parts, step)| (parts.url(), vec![step]))
        .collect();
    all.extend(question.urls.iter().filter_map(|url| whole(&own, url)));
    all.retain(|(url, _)| url != request.url);
    all
}

/// Changes of a URL that already differs by one.
pub fn urls_from(url: &str) -> Vec<Known> {
    let own = Parts::of(url);
    let all = schemes(&own)
        .into_iter()
        .chain(default_ports(&own))
        .chain(slashes(&own))
        .chain(queries(&own));
    all.map(|(parts, step)| (parts.url(), vec![step])).collect()
}

type Changed = (Parts, Step);

fn step(code: &'static str, detail: &str) -> Step {
    Step::told(Part::Url, code, detail.to_owned())
}

fn schemes(own: &Parts) -> Vec<Changed> {
    let other = match own.scheme.as_str() {
        "https" => "http",
        "http" => "https",
        _ => return Vec::new(),
    };
    let parts = Parts {
        scheme: other.to_owned(),
        ..own.clone()
    };
    vec![(parts, step("url.scheme", other))]
}

fn ports(own: &Parts, request: &Request<'_>) -> Vec<Changed> {
    let mut all = default_ports(own);
    for header in PORTS.iter().filter_map(|name| text(request, name)) {
        let parts = Parts {
            port: Some(header.trim().to_owned()),
            ..own.clone()
        };
        all.push((parts, step("url.port", header.trim())));
    }
    all
}

fn default_ports(own: &Parts) -> Vec<Changed> {
    if own.port.is_some() {
        return vec![(
            Parts {
                port: None,
                ..own.clone()
            },
            step("url.port", "none"),
        )];
    }
    let first = if own.scheme == "http" {
        ["80", "443"]
    } else {
        ["443", "80"]
    };
    let with = |port: &str| {
        (
            Parts {
                port: Some(port.to_owned()),
                ..own.clone()
            },
            step("url.port", port),
        )
    };
    first.map(with).to_vec()
}

fn slashes(own: &Parts) -> Vec<Changed> {
    let (path, detail) = match own.path.strip_suffix('/') {
        Some(shorter) => (shorter.to_owned(), "without"),
        None => (format!("{}/", own.path), "with"),
    };
    vec![(
        Parts {
            path,
            ..own.clone()
        },
        step("url.trailing_slash", detail),
    )]
}

fn queries(own: &Parts) -> Vec<Changed> {
    let Some(query) = &own.query else {
        return Vec::new();
    };
    let none = Parts {
        query: None,
        ..own.clone()
    };
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.reverse();
    let reversed = Parts {
        query: Some(pairs.join("&")),
        ..own.clone()
    };
    pairs.sort_unstable();
    let sorted = Parts {
        query: Some(pairs.join("&")),
        ..own.clone()
    };
    vec![
        (none, step("url.query_dropped", "")),
        (sorted, step("url.query_order", "sorted")),
        (reversed, step("url.query_order", "reversed")),
    ]
}

fn hosts(own: &Parts, request: &Request<'_>, question: &Question<'_>) -> Vec<Changed> {
    let headers = HOSTS.iter().filter_map(|name| text(request, name));
    let headers = headers.flat_map(|value| {
        value
            .split(',')
            .map(|host| host.trim().to_owned())
            .collect::<Vec<_>>()
    });
    let others = question.urls.iter().map(|url| {
        let other = Parts::of(url);
        Parts {
            scheme: String::new(),
            path: String::new(),
            query: None,
            fragment: None,
            ..other
        }
        .url()
    });
    let mut all = Vec::new();
    for host in headers
        .chain(forwarded(request))
        .chain(others)
        .chain([own.host.to_ascii_lowercase()])
    {
        let other = own.with_host(&host);
        let code = if other.host == own.host {
            "url.port"
        } else {
            "url.host"
        };
        // A proxy's header names the host; its port is often another one.
        let same_port = Parts {
            port: own.port.clone(),
            ..other.clone()
        };
        all.push((other, step(code, &host)));
        all.push((same_port, step(code, &host)));
    }
    all.retain(|(parts, _)| !parts.host.is_empty());
    all
}

/// `Forwarded: for=…;host=…;proto=…`
fn forwarded(request: &Request<'_>) -> Option<String> {
    let value = text(request, "forwarded")?;
    let mut fields = value.split([';', ',']).map(str::trim);
    let host = fields.find_map(|field| {
        field
            .get(..5)
            .filter(|name| name.eq_ignore_ascii_case("host="))
            .map(|_| &field[5..])
    })?;
    Some(host.trim_matches('"').to_owned())
}

fn paths(own: &Parts, request: &Request<'_>) -> Vec<Changed> {
    let told = PATHS.iter().filter_map(|name| text(request, name));
    let mut all: Vec<Changed> = told
        .map(|value| {
            let other = Parts::of(&value);
            let path = if other.scheme.is_empty() {
                format!("{}{}", other.host, other.path)
            } else {
                other.path
            };
            Parts {
                path,
                query: other.query,
                ..own.clone()
            }
        })
        .map(|parts| (parts, step("url.host", "path")))
        .collect();
    if let Some(prefix) = text(request, "x-forwarded-prefix") {
        let path = format!("{}{}", prefix.trim_end_matches('/'), own.path);
        all.push((
            Parts {
                path,
                ..own.clone()
            },
            step("url.host", "path"),
        ));
    }
    all
}

fn escapes(own: &Parts) -> Vec<Changed> {
    let code = "url.percent_decoding";
    let changed = |change: &dyn Fn(&str) -> String, detail| {
        let parts = Parts {
            path: change(&own.path),
            query: own.query.as_deref().map(change),
            ..own.clone()
        };
        (parts, step(code, detail))
    };
    let decoded = |text: &str| {
        String::from_utf8_lossy(&form::decoded(text.replace('+', "%2B").as_bytes())).into_owned()
    };
    let plus = |text: &str| decoded(&text.replace('+', "%20"));
    vec![
        changed(&decoded, "decoded"),
        changed(&plus, "decoded, + as a space"),
        changed(&|text| text.replace('+', "%20"), "+ as %20"),
        changed(&|text| text.replace("%20", "+"), "%20 as +"),
        changed(&encoded, "encoded"),
        changed(&|text| encoded(&decoded(text)), "encoded afresh"),
    ]
}

/// What may not stand in a URL, as percent signs and digits.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte.is_ascii_graphic() && !b"\"<>\\^`{|}[]".contains(&byte) {
            true => out.push(char::from(byte)),
            false => write!(out, "%{byte:02X}").expect("a String takes all text"),
        }
    }
    out
}

/// Another URL as it stands, with what differs; where more than two pieces do,
/// it is simply another one.
fn whole(own: &Parts, url: &str) -> Option<Known> {
    let other = Parts::of(url);
    let mut steps = Vec::new();
    if own.scheme != other.scheme {
        steps.push(step("url.scheme", &other.scheme));
    }
    if own.host != other.host {
        steps.push(step("url.host", &other.host));
    } else if own.port != other.port {
        steps.push(step("url.port", other.port.as_deref().unwrap_or("none")));
    }
    if own.path != other.path {
        let slash = own.path.trim_end_matches('/') == other.path.trim_end_matches('/');
        steps.push(if slash {
            step("url.trailing_slash", "")
        } else {
            step("url.host", "path")
        });
    }
    if own.query != other.query {
        steps.push(if other.query.is_none() {
            step("url.query_dropped", "")
        } else {
            step("url.query_order", "")
        });
    }
    if steps.len() > 2 {
        steps = vec![step("url.host", &other.host)];
    }
    (!steps.is_empty()).then(|| (url.to_owned(), steps))
}

fn text(request: &Request<'_>, name: &str) -> Option<String> {
    let value = request.headers.get(name)?;
    let text = std::str::from_utf8(value).ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

//! A request of a provider's log as the receiver takes it in. Pure.

use std::time::Instant;

use model::{HttpVersion, Origin, Timestamp};
use providers::LogExchange;
use receiver::{Answered, Inbound};
use store::ImportedFrom;

/// The request, below a source, or where it went when there is none.
pub(super) fn inbound(
    exchange: LogExchange,
    source: Option<&str>,
    (from, now): (ImportedFrom, Timestamp),
) -> Inbound {
    let (host, path) = cut(exchange.url.as_deref());
    let target = match source {
        Some(source) => format!("/{source}"),
        None => path,
    };
    let mut headers = exchange.headers;
    if let Some(host) = host.filter(|_| headers.get("host").is_none()) {
        headers.push("Host", host);
    }
    Inbound {
        // What a log dates after now is dated by a clock that is ahead.
        received_at: exchange.at.unwrap_or(now).min(now),
        started: Instant::now(),
        method: "POST".to_owned(),
        head: wire::head::render("POST", &target, &headers).into(),
        target,
        http_version: HttpVersion::Http11,
        headers,
        body: exchange.body,
        flags: Vec::new(),
        origin: Origin::Imported,
        imported: Some(from),
        remote: None,
        answered: Answered::Already(None),
    }
}

/// Host, and path with query, of a URL.
fn cut(url: Option<&str>) -> (Option<String>, String) {
    let rest = url.and_then(|url| Some(url.split_once("://")?.1));
    let Some(rest) = rest else {
        return (None, "/".to_owned());
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let path = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(path);
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    match is_plain(rest) && path.starts_with('/') {
        true => (Some(host.to_owned()), path.to_owned()),
        false => (is_plain(host).then(|| host.to_owned()), "/".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_cut_into_what_a_head_can_hold() {
        let cut = |url| cut(Some(url));
        assert_eq!(
            cut("https://h:1/a?b#c"),
            (Some("h:1".into()), "/a?b".into())
        );
        assert_eq!(cut("https://h"), (Some("h".into()), "/".into()));
        assert_eq!(cut("https://h/a b"), (Some("h".into()), "/".into()));
        assert_eq!(cut("nowhere"), (None, "/".into()));
        assert_eq!(super::cut(None), (None, "/".into()));
    }
}

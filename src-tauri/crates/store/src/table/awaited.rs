//! Whether a capture is what a provider was asked to send again. Pure.
//!
//! By id: one that the provider told stands in the capture. Then by URL and time, which is less:
//! something else may have come to the same place.

use memchr::memmem;
use model::Timestamp;

/// Shorter ids stand anywhere by chance: they count as an event's whole id only.
const SHORTEST: usize = 6;
/// An id stands near a body's beginning, if at all.
const LOOKED_INTO: usize = 1024 * 1024;

/// What would be recognized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// Ids of which one stands in it: of the run, the event, the delivery.
    pub ids: Vec<String>,
    /// Where it goes.
    pub url: Option<String>,
    /// Until when an id is looked for.
    pub until: Timestamp,
    /// Until when what comes to the URL is taken for it.
    pub url_until: Timestamp,
}

/// What is looked at of a capture.
pub(crate) struct Candidate<'a> {
    pub(crate) received_at: Timestamp,
    pub(crate) target: &'a str,
    pub(crate) event_id: Option<&'a str>,
    pub(crate) head: &'a [u8],
    pub(crate) body: &'a [u8],
}

impl Candidate<'_> {
    /// Whether one of the ids stands in it.
    pub(crate) fn has(&self, awaited: &Awaited) -> bool {
        self.received_at <= awaited.until && awaited.ids.iter().any(|id| self.has_id(id))
    }

    fn has_id(&self, id: &str) -> bool {
        if self.event_id == Some(id) {
            return !id.is_empty();
        }
        let body = &self.body[..self.body.len().min(LOOKED_INTO)];
        let stands = |place: &[u8]| stands_in(id.as_bytes(), place);
        id.len() >= SHORTEST && (stands(self.head) || stands(body))
    }

    /// Whether it came to the URL in time.
    pub(crate) fn came_to(&self, awaited: &Awaited) -> bool {
        let url = awaited.url.as_deref().and_then(cut_url);
        let Some((authority, target)) = url else {
            return false;
        };
        let is_there = target == self.target && self.is_at(authority);
        is_there && self.received_at <= awaited.url_until
    }

    /// Tunnels often put their own end in place of the host.
    fn is_at(&self, authority: &str) -> bool {
        let host = host(self.head).unwrap_or_default();
        host.eq_ignore_ascii_case(authority) || is_loopback(&host)
    }
}

/// Whether an id stands somewhere by itself. A prefix may end before it, as in `evt_` and a UUID.
fn stands_in(id: &[u8], place: &[u8]) -> bool {
    let found = memmem::find_iter(place, id);
    found.into_iter().any(|start| {
        let before = start.checked_sub(1).map(|before| place[before]);
        let after = place.get(start + id.len()).copied();
        !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !after.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    })
}

/// Authority and request target of a URL.
fn cut_url(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or_default();
    let path = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(path);
    Some((authority, if target.is_empty() { "/" } else { target }))
}

fn host(head: &[u8]) -> Option<String> {
    let lines = head.split(|&byte| byte == b'\n');
    let mut fields = lines.filter_map(|line| std::str::from_utf8(line).ok()?.split_once(':'));
    let (_, value) = fields.find(|(name, _)| name.eq_ignore_ascii_case("host"))?;
    Some(value.trim().to_owned())
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] =
        b"POST /hooks?a=1 HTTP/1.1\r\nHost: Hooks.example.com\r\nX-Id: del_123456\r\n\r\n";

    fn candidate(body: &[u8]) -> Candidate<'_> {
        Candidate {
            received_at: Timestamp(5),
            target: "/hooks?a=1",
            event_id: Some("7"),
            head: HEAD,
            body,
        }
    }

    fn ids(ids: &[&str]) -> Awaited {
        Awaited {
            ids: ids.iter().map(|&id| id.to_owned()).collect(),
            url: None,
            until: Timestamp(5),
            url_until: Timestamp(5),
        }
    }

    fn url(url: &str) -> Awaited {
        Awaited {
            url: Some(url.into()),
            ..ids(&[])
        }
    }

    #[test]
    fn an_id_is_found_in_event_id_head_and_body() {
        let body = candidate(br#"{"id":"evt_0190a1b2-c3d4","n":1}"#);
        for id in ["7", "del_123456", "0190a1b2-c3d4", "evt_0190a1b2-c3d4"] {
            assert!(body.has(&ids(&["no_such_id", id])), "{id}");
        }
    }

    #[test]
    fn a_part_of_another_id_is_not_found() {
        let body = candidate(br#"{"id":"evt_0190a1b2-c3d4","run":"tsk_12345678_2"}"#);
        for id in [
            "0190a1b2",
            "a1b2-c3d4",
            "tsk_12345678",
            "",
            "1",
            "del_12345",
        ] {
            assert!(!body.has(&ids(&[id])), "{id}");
        }
    }

    #[test]
    fn an_id_that_comes_too_late_is_not_awaited() {
        let late = Awaited {
            until: Timestamp(4),
            ..ids(&["del_123456"])
        };
        assert!(!candidate(b"").has(&late));
    }

    #[test]
    fn the_url_is_told_by_host_path_and_query() {
        let came = |text: &str| candidate(b"").came_to(&url(text));
        assert!(came("https://hooks.example.com/hooks?a=1"));
        assert!(came("https://hooks.example.com/hooks?a=1#top"));
        assert!(!came("https://hooks.example.com/hooks"));
        assert!(!came("https://example.com/hooks?a=1"));
        assert!(!came("nowhere"));
    }

    #[test]
    fn behind_a_tunnel_the_path_tells_alone() {
        let head = b"POST / HTTP/1.1\r\nHost: 127.0.0.1:4400\r\n\r\n";
        let awaited = url("https://tunnel.example.com");
        let candidate = Candidate {
            head,
            target: "/",
            ..candidate(b"")
        };
        assert!(candidate.came_to(&awaited));
    }
}

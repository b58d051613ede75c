//! What the fields that frame a body add up to.

use http::StatusCode;
use model::CaptureFlag;

use super::extent::{Extent, Lines};
use crate::refusal::Refusal;

/// What the framing fields of a head add up to.
pub(super) struct Sums {
    version: u8,
    hosts: usize,
    lengths: usize,
    length: u64,
    /// Transfer codings other than the one `chunked`; `None` without the field.
    codings: Option<usize>,
}

impl Sums {
    pub(super) fn of(request: &httparse::Request<'_, '_>) -> Result<Self, Refusal> {
        let mut sums = Self {
            version: request.version.unwrap_or_default(),
            hosts: 0,
            lengths: 0,
            length: 0,
            codings: None,
        };
        for field in request.headers.iter() {
            match field.name {
                name if name.eq_ignore_ascii_case("host") => sums.hosts += 1,
                name if name.eq_ignore_ascii_case("content-length") => {
                    sums.add_length(field.value)?
                }
                _ => {}
            }
        }
        sums.codings = codings(request)?;
        Ok(sums)
    }

    fn add_length(&mut self, value: &[u8]) -> Result<(), Refusal> {
        let length = content_length(value)?;
        if self.lengths > 0 && length != self.length {
            return Err(Refusal::ambiguous_length(
                "Content-Length is given twice with different values",
            ));
        }
        self.lengths += 1;
        self.length = length;
        Ok(())
    }

    pub(super) const fn extent(&self) -> Extent {
        match self.codings {
            Some(_) => Extent::Chunked,
            None => Extent::Length(self.length),
        }
    }

    /// Whether another server may see another end, so that nothing after it can be trusted.
    pub(super) fn ends_connection(&self) -> bool {
        self.codings.is_some() && self.is_ambiguous()
    }

    fn is_ambiguous(&self) -> bool {
        let both = self.codings.is_some() && self.lengths > 0;
        both || self.lengths > 1 || self.codings.is_some_and(|others| others > 0)
    }

    pub(super) fn flags(&self, lines: Lines) -> Vec<CaptureFlag> {
        let hosts_odd = self.hosts > 1 || (self.hosts == 0 && self.version == 1);
        [
            (self.is_ambiguous(), CaptureFlag::AmbiguousLength),
            (hosts_odd, CaptureFlag::HostMissingOrRepeated),
            (lines.bare_line_feed, CaptureFlag::BareLineFeed),
        ]
        .into_iter()
        .filter_map(|(odd, flag)| odd.then_some(flag))
        .collect()
    }
}

fn content_length(value: &[u8]) -> Result<u64, Refusal> {
    let digits = std::str::from_utf8(value).unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::ambiguous_length(
            "Content-Length is not a plain number",
        ));
    }
    let length = digits
        .parse::<i64>()
        .ok()
        .and_then(|length| u64::try_from(length).ok());
    length.ok_or_else(|| {
        let status = StatusCode::PAYLOAD_TOO_LARGE;
        let detail = format!("a body of {digits} bytes is more than anybody can take");
        Refusal::new(status, CaptureFlag::BodyTooLarge, detail)
    })
}

/// How many transfer codings there are beside the last, `chunked`.
fn codings(request: &httparse::Request<'_, '_>) -> Result<Option<usize>, Refusal> {
    let is_coding =
        |field: &&httparse::Header<'_>| field.name.eq_ignore_ascii_case("transfer-encoding");
    let mut values = request.headers.iter().filter(is_coding).peekable();
    if values.peek().is_none() {
        return Ok(None);
    }
    if request.version != Some(1) {
        return Err(Refusal::ambiguous_length(
            "HTTP/1.0 has no Transfer-Encoding",
        ));
    }
    let codings: Vec<&[u8]> = values
        .flat_map(|field| field.value.split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .collect();
    last_of(&codings).map(Some)
}

/// How many codings stand before `chunked`, which has to be the last and the only one of its name.
fn last_of(codings: &[&[u8]]) -> Result<usize, Refusal> {
    let refuse = |detail: &str| Err(Refusal::ambiguous_length(detail));
    // hyper reads the whole field as unknown then.
    if !codings.iter().all(|coding| coding.is_ascii()) {
        return refuse("Transfer-Encoding has a coding that is no word");
    }
    let is_chunked = |coding: &&&[u8]| coding.eq_ignore_ascii_case(b"chunked");
    let ends_chunked = codings.last().is_some_and(|last| is_chunked(&last));
    match codings.iter().filter(is_chunked).count() {
        1 if ends_chunked => Ok(codings.len() - 1),
        2.. => refuse("Transfer-Encoding says chunked twice"),
        _ => refuse("Transfer-Encoding does not end in chunked"),
    }
}

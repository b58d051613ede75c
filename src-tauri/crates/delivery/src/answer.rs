//! An answer as it came, its body cut at a cap and never decoded.

use bytes::Bytes;
use http::Response;
use http::response::Parts;
use http_body_util::BodyExt as _;
use hyper::body::Body;
use model::{AttemptAnswer, Headers};
use wire::RecordedHead;
use wire::head::parse_response;

use crate::exchange::{Fault, Trace};

/// Takes the answer in, keeping at most `keep` bytes of its body.
///
/// A longer body is not read to its end: it may have none.
pub(crate) async fn take_in<B>(
    response: Response<B>,
    keep: u64,
    trace: &Trace<'_>,
) -> Result<AttemptAnswer, Fault>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<Fault>,
{
    let (head, body) = response.into_parts();
    trace.marks.answered(head.status.as_u16());
    let headers = fields(&head);
    let (body, truncated) = kept(body, keep).await.map_err(Into::into)?;
    Ok(AttemptAnswer {
        status: head.status.as_u16(),
        headers,
        body,
        truncated,
    })
}

/// The fields as they came, where the head was recorded; else as the client tells them.
fn fields(head: &Parts) -> Headers {
    let recorded = head.extensions.get::<RecordedHead>();
    let recorded = recorded.and_then(|recorded| parse_response(&recorded.0).ok());
    recorded.map_or_else(
        || {
            head.headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_bytes()))
                .collect()
        },
        |parsed| parsed.headers,
    )
}

async fn kept<B>(mut body: B, keep: u64) -> Result<(Vec<u8>, bool), B::Error>
where
    B: Body<Data = Bytes> + Unpin,
{
    let keep = usize::try_from(keep).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await.transpose()? {
        // Trailers are no part of the body.
        let Ok(data) = frame.into_data() else {
            continue;
        };
        let room = keep - bytes.len();
        bytes.extend_from_slice(&data[..data.len().min(room)]);
        if data.len() > room {
            return Ok((bytes, true));
        }
    }
    Ok((bytes, false))
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;

    use super::*;

    #[tokio::test]
    async fn a_body_is_cut_at_the_cap_and_says_so() {
        let body = || Full::new(Bytes::from_static(b"0123456789"));
        assert_eq!(
            kept(body(), 10).await.unwrap(),
            (b"0123456789".to_vec(), false)
        );
        assert_eq!(kept(body(), 4).await.unwrap(), (b"0123".to_vec(), true));
        assert_eq!(kept(body(), 0).await.unwrap(), (Vec::new(), true));
    }
}

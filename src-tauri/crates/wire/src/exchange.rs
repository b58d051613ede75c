//! Between hyper and the service: each request gets its recorded head.
//!
//! Nothing about a request is changed but its extensions. Over HTTP/2, where
//! hyper reads the frames itself, the last limits are checked here.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONNECTION, HOST};
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body::Body;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use model::CaptureFlag;
use tower::{Service, ServiceExt};

use crate::activity::Activity;
use crate::any_error::AnyError;
use crate::door::Door;
use crate::recorder::Recorded;
use crate::refusal::Refusal;
use crate::tap::Ledger;
use crate::{Hangup, HeadFlags, Limits, Peer, RecordedHead, head};

type Answering<T> = Pin<Box<dyn Future<Output = Result<T, AnyError>> + Send>>;

/// The service as one HTTP/1 connection sees it.
pub(crate) struct Http1<S> {
    pub(crate) service: S,
    pub(crate) ledger: Ledger,
    pub(crate) hangup: Hangup,
    pub(crate) peer: Peer,
}

impl<S, B> hyper::service::Service<Request<Incoming>> for Http1<S>
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
    B: 'static,
{
    type Response = Response<B>;
    type Error = AnyError;
    type Future = Answering<Response<B>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(self.peer);
        request.extensions_mut().insert(self.hangup.clone());
        let last = attach(&mut request, self.ledger.pop());
        let answer = self.service.clone().oneshot(request);
        Box::pin(async move {
            let mut answer = answer.await.map_err(Into::into)?;
            if last {
                answer
                    .headers_mut()
                    .insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(answer)
        })
    }
}

/// Gives a request its own head; whether the connection has to end with it.
///
/// A record that does not agree with what hyper read is not attached: a wrong
/// head would be worse than a rendered one that says so.
fn attach(request: &mut Request<Incoming>, recorded: Option<Box<Recorded>>) -> bool {
    let agrees = |recorded: &Recorded| {
        recorded.method == request.method() && recorded.target == *request.uri()
    };
    let Some(recorded) = recorded.filter(|recorded| agrees(recorded)) else {
        tracing::error!(target = %request.uri(), "the recorded head and hyper's do not agree");
        let rendered = head::render_request(request.method(), request.uri(), request.headers());
        let flags = vec![CaptureFlag::Malformed];
        request
            .extensions_mut()
            .insert(RecordedHead(rendered.into()));
        request.extensions_mut().insert(HeadFlags(flags));
        return true;
    };
    request.extensions_mut().insert(RecordedHead(recorded.head));
    request.extensions_mut().insert(HeadFlags(recorded.flags));
    recorded.last
}

/// The service as one HTTP/2 connection sees it.
pub(crate) struct Http2<S> {
    pub(crate) door: Arc<Door<S>>,
    pub(crate) peer: Peer,
    pub(crate) activity: Activity,
}

impl<S, B> hyper::service::Service<Request<Incoming>> for Http2<S>
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Into<AnyError>,
    B: Body + Send + 'static,
    B::Error: Into<AnyError>,
{
    type Response = Response<UnsyncBoxBody<B::Data, AnyError>>;
    type Error = AnyError;
    type Future = Answering<Self::Response>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let running = self.activity.begin();
        let (parts, body) = request.into_parts();
        let rendered = Bytes::from(head::rendered_http2(&parts));
        if let Some(refusal) = refuse_http2(&parts, rendered.len(), &self.door.limits) {
            let status = refusal.status;
            self.door.report(refusal.with_head(rendered), self.peer.0);
            return Box::pin(async move { Ok(bare(status)) });
        }
        let mut request = Request::from_parts(parts, body);
        let flags = http2_flags(&request);
        request.extensions_mut().insert(self.peer);
        request.extensions_mut().insert(RecordedHead(rendered));
        request.extensions_mut().insert(HeadFlags(flags));
        let answer = self.door.service.clone().oneshot(request);
        Box::pin(async move {
            let answer = answer.await.map_err(Into::into)?;
            Ok(answer.map(|body| running.through(body)))
        })
    }
}

fn refuse_http2(parts: &Parts, head_bytes: usize, limits: &Limits) -> Option<Refusal> {
    if parts.method == Method::CONNECT {
        let detail = "CONNECT asks for a tunnel, and this is no proxy";
        return Some(Refusal::malformed(detail));
    }
    if head_bytes > limits.head_bytes {
        return Some(Refusal::head_too_long(limits.head_bytes));
    }
    let too_many = parts.headers.len() > limits.header_count;
    too_many.then(|| Refusal::too_many_fields(limits.header_count))
}

fn http2_flags(request: &Request<Incoming>) -> Vec<CaptureFlag> {
    let hosts = request.headers().get_all(HOST).iter().count();
    let named = usize::from(request.uri().authority().is_some()).max(hosts);
    if named == 1 {
        return Vec::new();
    }
    vec![CaptureFlag::HostMissingOrRepeated]
}

fn bare<D: bytes::Buf + 'static>(status: StatusCode) -> Response<UnsyncBoxBody<D, AnyError>> {
    let mut answer = Response::new(Empty::new().map_err(|never| match never {}).boxed_unsync());
    *answer.status_mut() = status;
    answer
}

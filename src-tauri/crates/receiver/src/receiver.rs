//! The receiver on its listeners: each request taken in, kept, passed on and answered.
//!
//! There are no routes, so that every path can be captured, and no answer
//! before the commit.

use std::convert::Infallible;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::handler::Handler;
use bytes::Bytes;
use http::{Response, StatusCode, Version};
use hyper::body::Incoming;
use model::{Answer, CaptureFlag, CaptureId};
use tower::{Service, ServiceExt};
use wire::body::BodyError;
use wire::{Listeners, Refused};

use crate::answer::{self, Reply};
use crate::arrival;
use crate::budget::{Held, Place, TakeError};
use crate::context::{Context, ReceiverOptions};
use crate::finish::Finish;
use crate::inbound::{Answered, Inbound};
use crate::refusal::Decision;
use crate::sender::{Sender, Wait};
use crate::{AdmitError, admit, forward, relay};

/// Seconds after which a sender that found no room may try again.
const RETRY_AFTER: u16 = 5;
/// Captures what arrives on its listeners.
pub struct Receiver {
    context: Arc<Context>,
}

impl Receiver {
    /// Makes a receiver; nothing listens yet.
    #[must_use]
    pub fn new(options: ReceiverOptions) -> Self {
        Self {
            context: Arc::new(Context::new(options)),
        }
    }

    /// What its requests share, for imports beside it.
    #[must_use]
    pub fn context(&self) -> Arc<Context> {
        Arc::clone(&self.context)
    }

    /// Serves until `shutdown` is ready; then senders that are kept waiting are let go.
    pub async fn run(self, listeners: Listeners, shutdown: impl Future<Output = ()>) {
        let context = self.context;
        let refused = Arc::clone(&context);
        let server = wire::Server {
            limits: context.options.limits.clone(),
            refused: Arc::new(move |refusal| keep_refusal(&refused, refusal)),
        };
        let stop = async {
            shutdown.await;
            context.stop.cancel();
        };
        let service = service(Arc::clone(&context));
        server.serve(listeners, service, stop).await;
        context.wind_up().await;
    }
}

/// The sender is left without an answer, as the source's rule wants it.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the source's rule is to never answer")]
struct Unanswered;

impl From<Infallible> for Unanswered {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// A request that is on disk, and how its sender is answered.
type Kept = Result<(CaptureId, Reply), AdmitError>;

fn service(
    context: Arc<Context>,
) -> impl Service<http::Request<Incoming>, Response = Response<Body>, Error = Unanswered, Future: Send>
+ Clone
+ Send
+ Unpin
+ 'static {
    let handler = capture.with_state(context);
    ServiceExt::<http::Request<Incoming>>::map_result(handler, told_apart)
}

fn told_apart(answered: Result<Response<Body>, Infallible>) -> Result<Response<Body>, Unanswered> {
    let Ok(response) = answered;
    match response.extensions().get() {
        Some(&unanswered) => Err(unanswered),
        None => Ok(response),
    }
}

async fn capture(State(context): State<Arc<Context>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let sender = Sender::of(&parts);
    let multiplexed = parts.version == Version::HTTP_2;
    let exchange = arrival::arrival(parts, &context.options.clock);
    let limit = context.options.limits.body_bytes;
    match context.budget.take(body, limit, context.patience()).await {
        Ok(held) => {
            let kept = whole(&context, exchange, held).await;
            answered(&context, kept, &sender).await
        }
        Err(TakeError::NoRoom) => no_room(),
        Err(TakeError::Body(error)) => {
            let response = partial(&context, exchange, error, &sender).await;
            if multiplexed {
                response
            } else {
                answer::closing(response)
            }
        }
    }
}

async fn whole(context: &Arc<Context>, mut exchange: Inbound, held: Held) -> Kept {
    exchange.body = held.body;
    let work = keep(Arc::clone(context), exchange, held.place);
    Finish::new(work, &context.tasks).await
}

/// A request whose body did not come to its end: shown with what came, unless there are too many.
async fn partial(
    context: &Arc<Context>,
    exchange: Inbound,
    error: BodyError,
    sender: &Sender,
) -> Response<Body> {
    let short = Short::of(error);
    if short.flag != CaptureFlag::Incomplete && !is_kept(context, short.flag) {
        return answer::response(short.answer, None);
    }
    let exchange = short.kept(exchange);
    let work = keep(Arc::clone(context), exchange, Place::default());
    let kept = Finish::new(work, &context.tasks).await;
    answered(context, kept, sender).await
}

/// Stores a request, starts its forwards and asks the target that answers it, if one does; its
/// place in memory is given back at the end.
async fn keep(context: Arc<Context>, exchange: Inbound, place: Place) -> Kept {
    let started = exchange.started;
    let mut admitted = admit(&context, exchange).await?;
    let mut reply = admitted.reply;
    if let Some(onward) = admitted.onward.take() {
        forward::start(&context, admitted.id, &onward);
        if let Some(answer) = relay::answer(&context, (admitted.id, started), onward).await {
            reply = Reply::now(answer);
        }
    }
    drop(place);
    Ok((admitted.id, reply))
}

async fn answered(context: &Context, kept: Kept, sender: &Sender) -> Response<Body> {
    let (id, reply) = match kept {
        Ok(kept) => kept,
        Err(error) => return turned_away(error.status(), error.told()),
    };
    let Reply::Answer { answer, delay } = reply else {
        sender.unanswered(&context.stop).await;
        return unanswered();
    };
    match sender.delayed(delay, &context.stop).await {
        Wait::Over => answer::response(answer, Some(id)),
        Wait::Gone => unanswered(),
    }
}

fn unanswered() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Unanswered);
    response
}

fn no_room() -> Response<Body> {
    turned_away(
        StatusCode::SERVICE_UNAVAILABLE,
        "too many large requests at once, nothing was stored: send it again in a moment",
    )
}

fn turned_away(status: StatusCode, message: &str) -> Response<Body> {
    let answer = answer::error(status, message);
    answer::retry_after(answer::response(answer, None), RETRY_AFTER)
}

/// Stores what was refused at the socket, beside its connection.
fn keep_refusal(context: &Arc<Context>, refusal: Refused) {
    if !is_kept(context, refusal.flag) {
        return;
    }
    let exchange = arrival::refused(refusal, &context.options.clock);
    let work = keep(Arc::clone(context), exchange, Place::default());
    context.tasks.spawn(async move {
        if let Err(error) = work.await {
            tracing::warn!(%error, "a refused request is not shown");
        }
    });
}

fn is_kept(context: &Context, flag: CaptureFlag) -> bool {
    let refusals = context.refusals.lock();
    let mut refusals = refusals.unwrap_or_else(PoisonError::into_inner);
    match refusals.take(Instant::now()) {
        Decision::Store { left_out: 0 } => true,
        Decision::Store { left_out } => {
            tracing::warn!(left_out, "refused requests were too many to be stored");
            true
        }
        Decision::LeaveOut => {
            tracing::debug!(flag = flag.as_str(), "a refused request was not stored");
            false
        }
    }
}

/// A body that did not come to its end: what came, and what its sender is told.
struct Short {
    flag: CaptureFlag,
    received: Bytes,
    answer: Answer,
}

impl Short {
    fn of(error: BodyError) -> Self {
        let told = error.to_string();
        let (flag, status, received) = match error {
            BodyError::TooLarge { .. } => (
                CaptureFlag::BodyTooLarge,
                StatusCode::PAYLOAD_TOO_LARGE,
                Bytes::new(),
            ),
            BodyError::TooSlow { received, .. } => {
                (CaptureFlag::TooSlow, StatusCode::REQUEST_TIMEOUT, received)
            }
            BodyError::Incomplete { received, .. } => {
                (CaptureFlag::Incomplete, StatusCode::BAD_REQUEST, received)
            }
        };
        Self {
            flag,
            received,
            answer: answer::error(status, &told),
        }
    }

    /// The request with what came of its body, answered already.
    fn kept(self, mut exchange: Inbound) -> Inbound {
        exchange.flags.push(self.flag);
        exchange.body = self.received;
        exchange.answered = Answered::Already(Some(self.answer));
        exchange
    }
}

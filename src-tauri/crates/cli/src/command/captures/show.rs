//! `captures show`: everything about one capture.

use app::App;
use app::contract::captures::{BodyKind, CaptureDetail, OneCapture};
use model::{Attempt, CaptureId, Headers};

use crate::call::Call;
use crate::outcome::{Ended, Failure, Outcome};
use crate::output::columns::Columns;
use crate::output::text::{Colour, safe};
use crate::output::{Output, evidence, rows, words};
use crate::session::with_app;

/// How much of a body is shown.
const SHOWN: usize = 4096;

/// Shows; with `--json` it is one line with every byte.
pub async fn run(id: CaptureId, call: Call<'_>) -> Ended {
    let show = async |app: &App| {
        if call.output.is_json() {
            let exported = app::captures::exported(app, id).await?;
            call.output.line(&exported)?;
            return Ok(Outcome::Done);
        }
        let detail = app::captures::detail(app, OneCapture { id }).await?;
        let attempts = crate::session::attempts_of(app, id).await?;
        let body = body(app, &detail).await;
        print(call.output, &detail, &body, &attempts)?;
        Ok(Outcome::Done)
    };
    with_app(call.globals, show).await
}

/// The beginning of the body, decoded when it can be.
async fn body(app: &App, detail: &CaptureDetail) -> Vec<u8> {
    let part = if detail.body.encoding.is_some() {
        "decoded"
    } else {
        "body"
    };
    let path = format!("/bytes/captures/{}/{part}", detail.capture.id);
    let range = format!("bytes=0-{}", SHOWN - 1);
    let response = app::bytes::serve(app, &path, Some(&range)).await;
    match response.status().is_success() {
        true => response.into_body(),
        false => Vec::new(),
    }
}

fn print(
    output: &mut Output,
    detail: &CaptureDetail,
    body: &[u8],
    attempts: &[Attempt],
) -> Result<(), Failure> {
    let capture = &detail.capture;
    let at = words::date_and_time(capture.received_at);
    let from = detail.remote.as_deref().unwrap_or("a file");
    let quiet = format!(
        "{}  {}  from {}  {at}",
        capture.id,
        safe(&capture.source),
        safe(from)
    );
    output.line(&output.paint(Colour::Quiet, &quiet))?;
    let version = capture.http_version.as_str();
    output.line(&format!(
        "{} {} HTTP/{version}",
        safe(&capture.method),
        safe(&capture.target)
    ))?;
    print_headers(output, &detail.headers)?;
    for flag in &capture.flags {
        output.line(&output.paint(Colour::Doubtful, &format!("! {}", flag.as_str())))?;
    }
    output.line("")?;
    print_body(output, detail, body)?;
    output.line("")?;
    evidence::print(output, &detail.verification)?;
    output.line("")?;
    print_handshake(output, detail)?;
    print_answer(output, detail)?;
    for attempt in attempts {
        let line = Columns::default().line(&[rows::arrow(attempt)], output.has_colours());
        output.line(&line)?;
    }
    Ok(())
}

fn print_headers(output: &mut Output, headers: &Headers) -> Result<(), Failure> {
    for header in headers {
        let value = String::from_utf8_lossy(&header.value);
        output.line(&format!("{}: {}", safe(&header.name), safe(&value)))?;
    }
    Ok(())
}

fn print_body(output: &mut Output, detail: &CaptureDetail, body: &[u8]) -> Result<(), Failure> {
    let size = words::size(detail.body.size);
    if body.is_empty() || detail.body.kind == BodyKind::Binary {
        return output
            .line(&output.paint(Colour::Quiet, &format!("({})", without_text(&size, detail))));
    }
    for line in readable(body).lines() {
        output.line(&safe(line))?;
    }
    if detail.body.size > body.len() as u64 {
        let rest = format!("(the beginning of {size}; --json gives all of it)");
        output.line(&output.paint(Colour::Quiet, &rest))?;
    }
    Ok(())
}

fn without_text(size: &str, detail: &CaptureDetail) -> String {
    match detail.body.kind {
        BodyKind::Binary => format!("{size} that are no text; --json gives them"),
        _ => "no body".to_owned(),
    }
}

/// The text of a beginning; a character cut in two at its end is left out.
fn readable(body: &[u8]) -> String {
    let end = match std::str::from_utf8(body) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => body.len(),
    };
    String::from_utf8_lossy(&body[..end]).into_owned()
}

fn print_answer(output: &mut Output, detail: &CaptureDetail) -> Result<(), Failure> {
    let Some(answer) = &detail.answer else {
        return output.line("No answer was sent.");
    };
    let took = words::duration(detail.capture.took_micros);
    output.line(&format!("Answered {} in {took}", answer.status))?;
    match &detail.answer_text {
        Some(text) => output.line(&format!("  {}", safe(text.trim_end()))),
        None => Ok(()),
    }
}

fn print_handshake(output: &mut Output, detail: &CaptureDetail) -> Result<(), Failure> {
    let Some(handshake) = &detail.handshake else {
        return Ok(());
    };
    let outcome = handshake.outcome.as_str();
    let (provider, kind) = (&handshake.provider, &handshake.kind);
    output.line(&format!("Handshake of {provider}, {kind}: {outcome}"))?;
    let learned = handshake.learned.as_ref().map(|secret| {
        let id = secret.id.map(|id| id.to_string()).unwrap_or_default();
        let source = safe(&detail.capture.source);
        format!(
            "  learned the secret {id} {}: `hookwright source edit {source} --remove-secret {id}` forgets it",
            secret.name
        )
    });
    let visit = handshake.visit.as_ref();
    let visit = visit.map(|url| format!("  agree by visiting {}", safe(url)));
    let why = handshake
        .detail
        .as_ref()
        .map(|why| format!("  {}", safe(why)));
    let lines = learned.into_iter().chain(visit).chain(why);
    lines.into_iter().try_for_each(|line| output.line(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_cut_in_two_is_left_out() {
        assert_eq!(readable("aé".as_bytes()), "aé");
        assert_eq!(readable(&"aé".as_bytes()[..2]), "a");
        assert_eq!(readable(b"a\xffb"), "a\u{fffd}b");
    }
}

//! `hookwright sign`: the headers a provider would send with a body.

use std::path::PathBuf;

use app::copy::Copied;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clap::Args;
use model::{Clock, Header, Headers, Secret, Timestamp};
use serde::Serialize;
use signing::{Draft, Request, Signed};

use crate::arguments::secrets::SecretArguments;
use crate::arguments::values;
use crate::call::{Call, done};
use crate::input::{self, Lines};
use crate::outcome::{Ended, Failure};
use crate::output::Output;
use crate::output::text::{note, safe};

const EXAMPLES: &str = "\
Examples:
  hookwright sign --scheme stripe-v1 --secret-env STRIPE_SECRET --body event.json
  hookwright sign --scheme github-sha256 --secret-file secret.txt --body event.json --curl \\
    --url http://127.0.0.1:4400/github/ --header 'X-GitHub-Event: push'
  hookwright sign --batch rows.jsonl";

/// Where `--curl` sends to when no URL is given.
const RECEIVER: &str = "http://127.0.0.1:4400/";

/// Arguments of `sign`.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct SignArguments {
    /// Scheme: an id, or a file with a definition.
    #[arg(long, value_name = "ID", required_unless_present = "batch")]
    scheme: Option<String>,

    #[command(flatten)]
    secrets: SecretArguments,

    /// Method of the request.
    #[arg(long, value_name = "M", default_value = "POST")]
    method: String,

    /// URL of the request, as the provider would call it [default: the receiver of this machine].
    #[arg(long, value_name = "U")]
    url: Option<String>,

    /// Header field of the request; an id header given here is signed instead of a new one.
    #[arg(long, value_name = "NAME: VALUE", value_parser = values::header)]
    header: Vec<Header>,

    /// File with the body, - for stdin.
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,

    /// Time to sign, in seconds since 1970 [default: now].
    #[arg(long, value_name = "UNIX", value_parser = values::unix_seconds())]
    time: Option<i64>,

    /// Print a curl command that sends the signed request.
    #[arg(long)]
    curl: bool,

    /// File with a JSON row a request, - for stdin; prints a JSON row for each.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["scheme", "secret", "secret_env", "secret_file", "url", "header", "body", "time", "curl"])]
    batch: Option<PathBuf>,
}

/// Signs one request, or a batch.
pub async fn run(arguments: SignArguments, call: Call<'_>) -> Ended {
    if let Some(path) = &arguments.batch {
        let lines = Lines::open(path)?;
        return super::batch::run(lines, call.output, |line| {
            signing::batch::sign_line(line, rand::random())
        });
    }
    let scheme = arguments.scheme.as_deref().unwrap_or_default();
    let scheme = crate::schemes::find(call.globals, scheme).await?;
    let request = Drafted::read(&arguments)?;
    let secrets = arguments.secrets.read()?;
    let secrets: Vec<Secret> = secrets.into_iter().map(Secret::new).collect();
    let draft = Draft {
        scheme: &scheme,
        secrets: &secrets,
        request: request.as_request(),
        now: arguments
            .time
            .map_or_else(|| Clock::system().now(), Timestamp::from_unix_seconds),
        entropy: rand::random(),
    };
    let signed = signing::sign(&draft).map_err(Failure::usage)?;
    match arguments.curl {
        true => call.output.line(&curl(&request, signed))?,
        false => print(call.output, &signed)?,
    }
    done()
}

/// The request before it is signed.
struct Drafted {
    method: String,
    url: String,
    headers: Headers,
    body: Vec<u8>,
}

impl Drafted {
    fn read(arguments: &SignArguments) -> Result<Self, Failure> {
        let body = arguments.body.as_deref().map(input::read).transpose()?;
        Ok(Self {
            method: arguments.method.clone(),
            url: arguments.url.clone().unwrap_or_else(|| RECEIVER.to_owned()),
            headers: Headers(arguments.header.clone()),
            body: body.unwrap_or_default(),
        })
    }

    fn as_request(&self) -> Request<'_> {
        Request {
            method: &self.method,
            url: &self.url,
            headers: &self.headers,
            body: &self.body,
        }
    }
}

fn curl(request: &Drafted, signed: Signed) -> String {
    let mut headers = request.headers.clone();
    signed.put_into(&mut headers);
    let body = signed.body.unwrap_or_else(|| request.body.clone());
    if !body.is_empty() && headers.get("content-type").is_none() {
        // curl would say that it is a form.
        headers.push("Content-Type", "application/json");
    }
    let url = signed.url.unwrap_or_else(|| request.url.clone());
    app::copy::curl(&Copied {
        method: &request.method,
        url: &url,
        headers: &headers,
        body: &body,
    })
}

/// What signing adds, as `sign --batch` writes it.
#[derive(Serialize)]
struct SignedRow<'a> {
    headers: &'a Headers,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_b64: Option<String>,
}

fn print(output: &mut Output, signed: &Signed) -> Result<(), Failure> {
    if output.is_json() {
        let body_b64 = signed
            .body
            .as_ref()
            .map(|body| BASE64_STANDARD.encode(body));
        return output.row(&SignedRow {
            headers: &signed.headers,
            url: signed.url.as_deref(),
            body_b64,
        });
    }
    for header in &signed.headers {
        let value = String::from_utf8_lossy(&header.value);
        output.line(&format!("{}: {}", header.name, safe(&value)))?;
    }
    if let Some(url) = &signed.url {
        output.line(&format!("URL: {url}"))?;
    }
    if signed.body.is_some() {
        note("The signature stands in the body: --json or --curl give the new body.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafted() -> Drafted {
        Drafted {
            method: "POST".into(),
            url: RECEIVER.into(),
            headers: [("X-Signature", "old")].into_iter().collect(),
            body: b"{}".to_vec(),
        }
    }

    #[test]
    fn the_curl_command_sends_what_was_signed_and_no_form() {
        let signed = Signed {
            headers: [("x-signature", "new")].into_iter().collect(),
            url: Some("http://h/?s=1".into()),
            ..Signed::default()
        };
        let command = curl(&drafted(), signed);
        assert!(command.contains("http://h/?s=1"), "{command}");
        assert!(
            command.contains("new") && !command.contains("old"),
            "{command}"
        );
        assert!(
            command.contains("Content-Type: application/json"),
            "{command}"
        );
    }
}

//! What `verify` and `diagnose` are asked: which request, and with what.

use std::path::{Path, PathBuf};

use app::App;
use app::signatures::{Recheck, typed};
use clap::Args;
use model::{CaptureId, Clock, Timestamp};
use signing::{KnownSecret, Request, Scheme};

use super::globals::Globals;
use super::secrets::SecretArguments;
use super::values;
use crate::http_file::HttpFile;
use crate::input;
use crate::outcome::Failure;
use crate::schemes;

/// A request, and what it is checked with.
#[derive(Args)]
pub struct CheckArguments {
    #[command(flatten)]
    subject: Subject,

    /// Scheme: an id, or a file with a definition [default: the one of the capture's source].
    #[arg(long, value_name = "ID")]
    scheme: Option<String>,

    #[command(flatten)]
    secrets: SecretArguments,

    /// URL the provider was given, for schemes that sign it.
    #[arg(long, value_name = "U")]
    url: Option<String>,

    /// Time of the check, in seconds since 1970 [default: when the capture came, or now].
    #[arg(long, value_name = "UNIX", value_parser = values::unix_seconds())]
    now: Option<i64>,

    /// Allowed clock difference in seconds [default: the scheme's own].
    #[arg(long, value_name = "S")]
    tolerance: Option<u64>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Subject {
    /// A capture.
    #[arg(long, value_name = "ID")]
    capture: Option<CaptureId>,

    /// A raw HTTP request in a file: head, blank line, body.
    #[arg(long, value_name = "FILE.http")]
    request: Option<PathBuf>,

    /// File with a JSON row a request, - for stdin; prints a JSON row for each.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["scheme", "secret", "secret_env", "secret_file", "url", "now", "tolerance"])]
    batch: Option<PathBuf>,
}

/// What is checked.
pub enum Checked<'a> {
    /// A stored capture.
    Capture(CaptureId),
    /// A request in a file.
    Request(&'a Path),
    /// Rows of requests.
    Batch(&'a Path),
}

/// A request from a file with all that it is checked with.
pub struct FromFile {
    pub scheme: Scheme,
    pub secrets: Vec<KnownSecret>,
    pub url: String,
    pub file: HttpFile,
    pub now: Timestamp,
    pub tolerance_seconds: Option<u64>,
}

impl CheckArguments {
    /// What is checked.
    pub fn subject(&self) -> Result<Checked<'_>, Failure> {
        let Subject {
            capture,
            request,
            batch,
        } = &self.subject;
        match (capture, request, batch) {
            (Some(id), _, _) => Ok(Checked::Capture(*id)),
            (_, Some(path), _) => Ok(Checked::Request(path)),
            (_, _, Some(path)) => Ok(Checked::Batch(path)),
            (None, None, None) => Err(Failure::usage("name what to check")),
        }
    }

    /// Reads a request from a file, and finds its scheme and secrets.
    pub async fn of_file(&self, path: &Path, globals: &Globals) -> Result<FromFile, Failure> {
        let scheme = self.scheme.as_deref();
        let scheme =
            scheme.ok_or_else(|| Failure::usage("name the scheme of the request: --scheme ID"))?;
        let scheme = schemes::find(globals, scheme).await?;
        let secrets = self.secrets.read()?;
        if secrets.is_empty() {
            return Err(Failure::usage(
                "name what to check with: --secret-env VAR or --secret-file FILE",
            ));
        }
        let file = HttpFile::parse(&input::read(path)?)?;
        Ok(FromFile {
            scheme,
            secrets: typed(&secrets),
            url: self.url.clone().unwrap_or_else(|| file.url()),
            file,
            now: self.time().unwrap_or_else(|| Clock::system().now()),
            tolerance_seconds: self.tolerance,
        })
    }

    /// A check of a stored capture.
    pub async fn of_capture(&self, app: &App, id: CaptureId) -> Result<Recheck, Failure> {
        let scheme = match self.scheme.as_deref() {
            Some(scheme) => Some(schemes::find_in(app, scheme).await?),
            None => None,
        };
        Ok(Recheck {
            capture: id,
            scheme,
            secrets: self.secrets.read()?,
            tolerance_seconds: self.tolerance,
            public_url: self.url.clone(),
            now: self.time(),
        })
    }

    fn time(&self) -> Option<Timestamp> {
        self.now.map(Timestamp::from_unix_seconds)
    }
}

impl FromFile {
    /// The request as it is checked.
    pub fn request(&self) -> Request<'_> {
        Request {
            method: &self.file.method,
            url: &self.url,
            headers: &self.file.headers,
            body: &self.file.body,
        }
    }
}

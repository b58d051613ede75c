//! Imports: what a provider's log holds comes into history as captures.
//!
//! Each goes through the receiver's one way in, so that it is verified like what came over a
//! socket; it is answered to nobody and passed on to nobody.

mod origin;
mod request;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use providers::{LogReader, LogRow};
use receiver::{Context, ReceiverOptions, admit};

use crate::App;
use crate::contract::CallError;
use crate::contract::imports::{ImportProgress, OneImport, StartImport};
use crate::fault::told;
use crate::jobs::Job;
use request::inbound;

pub use origin::{known, origin};

/// Deliveries that are looked at, unless told otherwise.
const MANY: u32 = 1000;

/// Begins an import; [`status`] tells how far it is.
///
/// # Errors
/// When the profile cannot be used, its log holds no requests, or there is no such source.
pub async fn start(app: &App, argument: StartImport) -> Result<ImportProgress, CallError> {
    let reader = LogReader::open(&app.means(), &argument.profile).await;
    let reader = reader.map_err(told)?;
    check_source(app, argument.source.as_deref()).await?;
    let profile = argument.profile.clone();
    let job = app.imports().add(|import| ImportProgress {
        import,
        profile,
        ..ImportProgress::default()
    });
    let work = Work {
        context: Context::new(ReceiverOptions {
            clock: app.clock().clone(),
            ..ReceiverOptions::new(app.store().clone(), app.sender().clone())
        }),
        app: app.clone(),
        reader,
        wanted: argument,
        job: job.clone(),
    };
    tokio::spawn(work.run());
    Ok(job.told())
}

async fn check_source(app: &App, source: Option<&str>) -> Result<(), CallError> {
    let Some(name) = source else { return Ok(()) };
    let sources = app.store().sources().list().await?;
    match sources.iter().any(|source| source.name == name) {
        true => Ok(()),
        false => {
            let words =
                format!("there is no source {name}: `hookwright source list` names them all");
            Err(CallError::with_code("not_found", words).at_field("source"))
        }
    }
}

/// How far an import is.
///
/// # Errors
/// When this process has none of this number.
pub async fn status(app: &App, argument: OneImport) -> Result<ImportProgress, CallError> {
    Ok(find(app, &argument)?.told())
}

/// Ends an import; what it stored stays.
///
/// # Errors
/// As [`status`].
pub async fn cancel(app: &App, argument: OneImport) -> Result<ImportProgress, CallError> {
    let job = find(app, &argument)?;
    job.cancel.cancel();
    job.note(|progress| progress.cancelled = !progress.finished);
    Ok(job.told())
}

fn find(app: &App, argument: &OneImport) -> Result<Job<ImportProgress>, CallError> {
    let number = argument.import;
    app.imports().get(number).ok_or_else(|| {
        let words = format!("there is no import number {number}: it ended long ago");
        CallError::with_code("not_found", words)
    })
}

struct Work {
    app: App,
    context: Context,
    reader: LogReader,
    wanted: StartImport,
    job: Job<ImportProgress>,
}

impl Work {
    async fn run(self) {
        let outcome = self.read_all().await;
        self.job.note(|progress| {
            progress.finished = true;
            progress.error = outcome.err();
            let problem = progress.error.as_ref();
            progress.problem = problem.map(|error| error.message.clone());
        });
    }

    async fn read_all(&self) -> Result<(), CallError> {
        let limit = self.wanted.limit.unwrap_or(MANY);
        let mut cursor: Option<String> = None;
        let mut seen = BTreeSet::new();
        loop {
            let page = self
                .reader
                .page(cursor.as_deref(), self.wanted.of.as_deref())
                .await;
            let page = page.map_err(told)?;
            for row in page.rows.iter().filter(|row| self.wants(row)) {
                if self.job.cancel.is_cancelled() || self.job.told().seen >= limit {
                    return Ok(());
                }
                if seen.insert(self.reader.mark(&row.delivery).delivery) {
                    self.take(row).await?;
                }
            }
            if page.next.is_none() || page.next == cursor || self.is_past(page.rows.last()) {
                return Ok(());
            }
            cursor = page.next;
        }
    }

    fn wants(&self, row: &LogRow) -> bool {
        let ids = &self.wanted.ids;
        let named = ids.is_empty() || ids.contains(&row.delivery.id);
        named && !self.is_past(Some(row))
    }

    /// Whether a row, and so all after it, is older than what is wanted: logs are newest first.
    fn is_past(&self, row: Option<&LogRow>) -> bool {
        let at = row.and_then(|row| row.delivery.at);
        at.zip(self.wanted.since)
            .is_some_and(|(at, since)| at < since)
    }

    async fn take(&self, row: &LogRow) -> Result<(), CallError> {
        let mark = self.reader.mark(&row.delivery);
        if self
            .app
            .store()
            .imports()
            .find(mark.clone())
            .await?
            .is_some()
        {
            self.job.note(|progress| {
                progress.seen += 1;
                progress.known += 1;
            });
            return Ok(());
        }
        let Some(exchange) = self.reader.exchange(row).await.map_err(told)? else {
            self.job.note(|progress| {
                progress.seen += 1;
                progress.without_body += 1;
            });
            return Ok(());
        };
        let now = self.app.clock().now();
        let request = inbound(exchange, self.wanted.source.as_deref(), (mark, now));
        let admitted = admit(&self.context, request).await?;
        self.job.note(|progress| {
            progress.seen += 1;
            progress.imported += 1;
            progress.captures.push(admitted.id);
        });
        Ok(())
    }
}

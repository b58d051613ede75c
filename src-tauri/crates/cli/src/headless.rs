//! The receiver without a window: started for `serve` and `listen`.

use app::contract::receiver::{ReceiverState, ReceiverStatus};
use app::{App, EmulationStatus, Options};
use serde::Serialize;

use crate::outcome::Failure;
use crate::output::text::note;

/// The first line of a program that is ready.
#[derive(Debug, Serialize)]
pub struct Ready {
    event: &'static str,
    /// Base URL of the receiver.
    receiver: Option<String>,
    /// Base URL of the emulations.
    emulations: Option<String>,
    /// Link to the UI, with the token that lets it in.
    ui: Option<String>,
    /// The data folder.
    data: String,
}

impl Ready {
    /// What runs, as `app` tells it, and where the UI is.
    pub fn new(app: &App, options: &Options, ui: Option<String>) -> Self {
        let status = app.receiver_status();
        Self {
            event: "ready",
            receiver: status.url,
            emulations: status.emulations,
            ui,
            data: options.folder.display().to_string(),
        }
    }
}

/// Starts the receiver, or joins the Hookwright of the same data folder that has its port.
pub async fn start(options: &Options) -> Result<App, Failure> {
    let app = app::start(options).await?;
    match judge(&app.listening().status()) {
        Ok(remark) => {
            remark.iter().for_each(|remark| note(remark));
            say_emulations(&app.emulating().status());
            Ok(app)
        }
        Err(failure) => {
            app.stop().await;
            Err(failure)
        }
    }
}

/// The ready line has one URL for all emulations; what else there is to say goes here.
fn say_emulations(status: &EmulationStatus) {
    status.problem.iter().for_each(|problem| note(problem));
    for (provider, url) in &status.alone {
        note(&format!("The emulation of {provider} is at {url}."));
    }
}

/// Whether one can go on with this; what should be said about it.
fn judge(status: &ReceiverStatus) -> Result<Option<String>, Failure> {
    let problem = || {
        status
            .problem
            .clone()
            .unwrap_or_else(|| "the receiver did not start".to_owned())
    };
    match status.state {
        ReceiverState::Listening | ReceiverState::Paused if status.public => Ok(Some(format!(
            "Listening on {}: other machines can reach this receiver.",
            status.addresses.join(", ")
        ))),
        ReceiverState::Listening | ReceiverState::Paused => Ok(None),
        ReceiverState::Elsewhere => Ok(Some(format!(
            "Another Hookwright of this data folder listens on {}: joining it.",
            status.url.as_deref().unwrap_or("its port")
        ))),
        ReceiverState::PortTaken => Err(Failure::Broken(format!(
            "{} (--port-fallback takes the next free one)",
            problem()
        ))),
        ReceiverState::Failed => Err(Failure::Broken(problem())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(state: ReceiverState, problem: Option<&str>) -> ReceiverStatus {
        ReceiverStatus {
            state,
            url: Some("http://127.0.0.1:4400".into()),
            addresses: vec!["0.0.0.0:4400".into()],
            problem: problem.map(Into::into),
            next_free_port: None,
            public: false,
            emulations: None,
            disk_full: false,
        }
    }

    #[test]
    fn a_hookwright_of_the_same_folder_is_joined_aloud() {
        let remark = judge(&status(ReceiverState::Elsewhere, None))
            .unwrap()
            .unwrap();
        assert!(
            remark.contains("http://127.0.0.1:4400: joining it"),
            "{remark}"
        );
    }

    #[test]
    fn a_port_of_another_program_ends_with_code_3_and_the_way_out() {
        let taken = status(
            ReceiverState::PortTaken,
            Some("port 4400 is taken; 4401 is free"),
        );
        let Err(Failure::Broken(message)) = judge(&taken) else {
            panic!("it went on")
        };
        assert!(
            message.contains("4401") && message.contains("--port-fallback"),
            "{message}"
        );
    }

    #[test]
    fn listening_beyond_this_machine_is_said() {
        let public = ReceiverStatus {
            public: true,
            ..status(ReceiverState::Listening, None)
        };
        assert!(judge(&public).unwrap().unwrap().contains("other machines"));
        assert_eq!(judge(&status(ReceiverState::Listening, None)), Ok(None));
    }

    #[test]
    fn parts_that_are_off_are_null_in_the_ready_line() {
        let ready = Ready {
            event: "ready",
            receiver: Some("http://127.0.0.1:4400".into()),
            emulations: None,
            ui: None,
            data: "/data".into(),
        };
        assert_eq!(
            serde_json::to_string(&ready).unwrap(),
            r#"{"event":"ready","receiver":"http://127.0.0.1:4400","emulations":null,"ui":null,"data":"/data"}"#
        );
    }
}

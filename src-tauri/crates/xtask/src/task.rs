//! Running other programs: said aloud, with their output where it belongs.
//!
//! A step of the tests writes to a log file that we copy to the screen as it
//! grows. A pipe would do the same until a test leaves a program behind that
//! holds the pipe open, and then we would wait for it for ever.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::error::Error;
use crate::place;

/// npm is a script with another name on Windows.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Where a program's output goes.
#[derive(Debug, Clone, Copy)]
pub enum Output<'a> {
    /// Straight to the terminal, progress bars and all.
    Terminal,
    /// To the screen and to this file.
    Log(&'a Path),
}

/// One program to run, from the top of the repository unless told otherwise.
#[derive(Debug)]
pub struct Task {
    command: Command,
    words: Vec<String>,
}

impl Task {
    /// A program by its name or path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(place::root());
        let words = vec![program.as_ref().to_string_lossy().into_owned()];
        Self { command, words }
    }

    /// Adds one argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        let text = argument.as_ref().to_string_lossy().into_owned();
        self.command.arg(argument.as_ref());
        self.words.push(text);
        self
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = S>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the folder, named from the top.
    pub fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(place::at(folder));
        self
    }

    /// What a person would type.
    pub fn line(&self) -> String {
        self.words.join(" ")
    }

    /// Runs it; anything but success is an error.
    pub fn run(mut self, output: Output<'_>) -> Result<(), Error> {
        let line = self.line();
        println!("$ {line}");
        let status = match output {
            Output::Terminal => self.command.status(),
            Output::Log(log) => self.run_logged(log),
        };
        judge(line, status)
    }

    /// Starts it with its standard output for us to read.
    pub fn start(mut self) -> Result<Child, Error> {
        let command = self.line();
        println!("$ {command}");
        self.command.stdout(Stdio::piped());
        self.command
            .spawn()
            .map_err(|source| Error::Start { command, source })
    }

    /// What it prints, trimmed; nothing when it fails or does not exist.
    pub fn answer(mut self) -> Option<String> {
        let done = self.command.stdin(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&done.stdout).trim().to_owned();
        done.status.success().then_some(text)
    }

    /// Whether it exists and succeeds, without a word.
    pub fn succeeds(self) -> bool {
        self.answer().is_some()
    }

    fn run_logged(&mut self, log: &Path) -> io::Result<ExitStatus> {
        let file = File::options().append(true).create(true).open(log)?;
        let mut seen = File::open(log)?;
        io::copy(&mut seen, &mut io::sink())?;
        if io::stdout().is_terminal() {
            self.command.env("CARGO_TERM_COLOR", "always");
        }
        self.command.stdin(Stdio::null());
        self.command.stdout(file.try_clone()?).stderr(file);
        follow(self.command.spawn()?, &mut seen)
    }
}

/// Copies what the log gains to the screen until the program ends.
fn follow(mut child: Child, log: &mut File) -> io::Result<ExitStatus> {
    let (ended, end) = mpsc::channel();
    thread::spawn(move || ended.send(child.wait()));
    loop {
        let news = end.recv_timeout(LOOK_EVERY);
        show_new(log)?;
        match news {
            Ok(status) => return status,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
        }
    }
}

fn show_new(log: &mut File) -> io::Result<()> {
    let mut new = Vec::new();
    log.read_to_end(&mut new)?;
    let mut screen = io::stdout().lock();
    screen.write_all(&new)?;
    screen.flush()
}

fn judge(command: String, ended: io::Result<ExitStatus>) -> Result<(), Error> {
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Error::Failed {
            command,
            status: status.to_string(),
        }),
        Err(source) => Err(Error::Start { command, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cargo() -> Task {
        Task::new(env!("CARGO"))
    }

    #[test]
    fn a_line_reads_as_a_person_would_type_it() {
        assert_eq!(
            Task::new("npm").args(["run", "build"]).line(),
            "npm run build"
        );
    }

    #[test]
    fn a_program_that_is_not_there_gives_no_answer() {
        assert_eq!(Task::new("hookwright-no-such-program").answer(), None);
    }

    #[test]
    fn what_a_logged_program_says_is_in_the_log() {
        let log = std::env::temp_dir().join(format!("xtask-log-{}", std::process::id()));
        let ran = cargo().arg("--version").run(Output::Log(&log));
        let text = std::fs::read_to_string(&log).unwrap();
        std::fs::remove_file(&log).unwrap();
        assert!(ran.is_ok() && text.starts_with("cargo "), "{ran:?} {text}");
    }

    #[test]
    fn a_program_that_says_no_is_an_error_that_names_it() {
        let ran = cargo().arg("--no-such-flag").env("RUST_BACKTRACE", "0");
        let log = std::env::temp_dir().join(format!("xtask-no-{}", std::process::id()));
        let error = ran.run(Output::Log(&log)).unwrap_err().to_string();
        std::fs::remove_file(&log).unwrap();
        assert!(error.contains("--no-such-flag"), "{error}");
    }
}

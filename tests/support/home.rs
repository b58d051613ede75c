//! A data folder of its own for each test.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::process::{Done, Process};
use crate::program::headless;

/// A data folder, whose keys are in a file; temporary unless it is told where.
pub struct Home {
    folder: PathBuf,
    #[expect(dead_code, reason = "removes the folder when it is dropped")]
    temporary: Option<TempDir>,
}

impl Home {
    /// An empty folder that goes away with this.
    #[must_use]
    pub fn new() -> Self {
        let temporary = tempfile::tempdir().expect("there is room for temporary folders");
        Self {
            folder: temporary.path().join("data"),
            temporary: Some(temporary),
        }
    }

    /// A folder that stays.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            temporary: None,
        }
    }

    /// The folder's path.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.join("hookwright.db")
    }

    /// A file with this content, beside the data folder.
    #[must_use]
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self
            .folder
            .parent()
            .expect("it lies in a folder")
            .join(name);
        std::fs::write(&path, content).expect("there is room for a file");
        path
    }

    /// The program on this folder, untouched by variables meant for others.
    #[must_use]
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(headless());
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_ours(name)) {
            command.env_remove(name);
        }
        command
            .arg("--data")
            .arg(&self.folder)
            .arg("--key-file")
            .args(arguments);
        command
    }

    /// Runs a command to its end.
    #[must_use]
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Done {
        self.run_with_input(arguments, b"")
    }

    /// Runs a command to its end with this on its stdin.
    #[must_use]
    pub fn run_with_input<S: AsRef<OsStr>>(&self, arguments: &[S], input: &[u8]) -> Done {
        finish(self.command(arguments), input)
    }

    /// Runs a command with `--json` and gives its rows.
    #[track_caller]
    #[must_use]
    pub fn rows(&self, arguments: &[&str]) -> Vec<crate::Row> {
        self.run(&[&["--json"], arguments].concat()).well().rows()
    }

    /// Starts a command that does not end by itself.
    #[must_use]
    pub fn start<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Process {
        Process::start(self.command(arguments))
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}

fn is_ours(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("HOOKWRIGHT_")
}

fn finish(mut command: Command, input: &[u8]) -> Done {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program was found a moment ago");
    let mut stdin = child.stdin.take().expect("it is piped");
    let output = thread::scope(|scope| {
        // A program may end without reading to the end; that is for the test to judge.
        scope.spawn(move || stdin.write_all(input).is_ok());
        child.wait_with_output()
    });
    let output = output.expect("a child can be waited for");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Done {
        code: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

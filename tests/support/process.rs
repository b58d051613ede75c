//! A program that runs beside the test, and what it says.

use std::fmt;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use serde_json::Value;

use crate::PATIENCE;
use crate::rows::{Row, rows};

/// A running program. It is killed when this is dropped.
pub struct Process {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    notes: Arc<Notes>,
    reader: Option<JoinHandle<()>>,
}

/// What it said on stderr so far.
#[derive(Default)]
struct Notes {
    text: Mutex<String>,
    grown: Condvar,
}

/// A program that ended by itself.
pub struct Done {
    /// Its exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// What it said on stdout.
    pub stdout: String,
    /// What it said on stderr.
    pub stderr: String,
}

impl Process {
    /// Starts a program with all three streams ours.
    #[must_use]
    pub fn start(mut command: Command) -> Self {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command.spawn();
        let mut child = child.unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let stdin = child.stdin.take();
        let lines = follow(child.stdout.take().expect("it is piped"));
        let notes = Arc::new(Notes::default());
        let (stderr, heard) = (
            child.stderr.take().expect("it is piped"),
            Arc::clone(&notes),
        );
        let reader = thread::spawn(move || heard.follow(stderr));
        Self {
            child,
            stdin,
            lines,
            notes,
            reader: Some(reader),
        }
    }

    /// Its next line on stdout.
    #[must_use]
    pub fn line(&self) -> String {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(error) => panic!("no line came ({error}); on stderr:\n{}", self.notes.text()),
        }
    }

    /// Its next line on stdout, which is JSON.
    #[must_use]
    pub fn row(&self) -> Row {
        let line = self.line();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("no JSON ({error}): {line}"))
    }

    /// Waits until it has said this on stderr.
    pub fn hears(&self, words: &str) {
        self.notes.wait_for(words);
    }

    /// What it said on stderr so far.
    #[must_use]
    pub fn stderr(&self) -> String {
        self.notes.text()
    }

    /// Its id, for those that measure it.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Writes a line to its stdin.
    pub fn tell(&mut self, line: &Value) {
        let stdin = self.stdin.as_mut().expect("it is open until the end");
        writeln!(stdin, "{line}").expect("the program reads its lines");
        stdin.flush().expect("the program reads its lines");
    }

    /// Ends it without a word, as a power cut would.
    pub fn kill(mut self) {
        self.end_now();
    }

    /// Asks it to end, and waits until it did.
    #[must_use]
    pub fn stop(self) -> Done {
        terminate(self.child.id());
        self.end()
    }

    /// Waits until it ends by itself.
    #[must_use]
    pub fn end(mut self) -> Done {
        drop(self.stdin.take());
        let stdout = self.rest();
        let status = self.child.wait().expect("a child can be waited for");
        // It has said everything, but all of it may not have been read yet.
        let read = self.reader.take().map(JoinHandle::join);
        assert!(
            read.is_none_or(|read| read.is_ok()),
            "stderr cannot be read"
        );
        Done {
            code: status.code(),
            stdout,
            stderr: self.notes.text(),
        }
    }

    /// All further lines; a program that ends closes its stdout.
    fn rest(&self) -> String {
        let mut text = String::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => text.extend([line.as_str(), "\n"]),
                Err(RecvTimeoutError::Disconnected) => return text,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it does not end; on stderr:\n{}", self.notes.text())
                }
            }
        }
    }

    fn end_now(&mut self) {
        // It may have ended by itself, and that is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end_now();
        if thread::panicking() {
            eprintln!("the program said on stderr:\n{}", self.notes.text());
        }
    }
}

impl Notes {
    fn follow(&self, stderr: impl Read) {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            let mut text = self.text.lock().unwrap_or_else(PoisonError::into_inner);
            text.extend([line.as_str(), "\n"]);
            self.grown.notify_all();
        }
    }

    fn text(&self) -> String {
        self.text
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn wait_for(&self, words: &str) {
        let text = self.text.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .grown
            .wait_timeout_while(text, PATIENCE, |text| !text.contains(words));
        let (text, end) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(!end.timed_out(), "it never said {words:?}, but:\n{text}");
    }
}

/// As much as helps to see what went wrong.
impl fmt::Debug for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begins: String = self.stdout.chars().take(2000).collect();
        write!(
            f,
            "exit code {:?}\nstderr: {}\nstdout: {begins}",
            self.code, self.stderr
        )
    }
}

impl Done {
    /// Its lines on stdout, which are JSON.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        rows(&self.stdout)
    }

    /// Its only line on stdout, which is JSON.
    #[must_use]
    pub fn row(&self) -> Row {
        let mut rows = self.rows();
        assert_eq!(rows.len(), 1, "one row was awaited: {self:?}");
        rows.remove(0)
    }

    /// Fails unless it ended with this code.
    #[track_caller]
    #[must_use = "or say `drop` of what is not needed"]
    pub fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Fails unless it ended well.
    #[track_caller]
    pub fn well(self) -> Self {
        self.with_code(0)
    }
}

/// Lines come one by one, so that a test can wait for the next one.
fn follow(stdout: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// The standard library only kills; a shell can also ask.
#[cfg(unix)]
fn terminate(id: u32) {
    let asked = Command::new("sh")
        .args(["-c", &format!("kill -TERM {id}")])
        .status();
    assert!(
        asked.is_ok_and(|status| status.success()),
        "process {id} cannot be asked to end"
    );
}

/// There is no polite signal to a program without a window.
#[cfg(not(unix))]
fn terminate(id: u32) {
    let id = id.to_string();
    let asked = Command::new("taskkill").args(["/F", "/PID", &id]).status();
    assert!(
        asked.is_ok_and(|status| status.success()),
        "process {id} cannot be ended"
    );
}

//! `cargo xtask run`: from a fresh clone to an open window, or to a link.

use std::io::{BufRead, BufReader};
use std::process::ChildStdout;

use crate::arguments::RunOptions;
use crate::builds::{self, DESKTOP, HEADLESS};
use crate::error::Error;
use crate::machine;
use crate::npm;
use crate::place;
use crate::task::{Output, Task};

/// Sets up, builds and starts Hookwright; returns when it ends.
pub fn run(options: &RunOptions) -> Result<(), Error> {
    machine::prepare_node(options.consent, Output::Terminal)?;
    if options.browser {
        return serve(&options.rest);
    }
    if !machine::has_display() {
        println!("There is no display here: serving the same window to a browser.");
        return serve(&options.rest);
    }
    machine::prepare_window(options.consent, Output::Terminal)?;
    npm::build_ui(Output::Terminal)?;
    builds::build(DESKTOP, Output::Terminal)?;
    let program = place::program("debug", DESKTOP);
    Task::new(program).args(&options.rest).run(Output::Terminal)
}

fn serve(arguments: &[String]) -> Result<(), Error> {
    npm::build_ui(Output::Terminal)?;
    builds::build(HEADLESS, Output::Terminal)?;
    let mut child = builds::start_headless(arguments)?;
    let said = child.stdout.take().expect("its standard output was piped");
    repeat(said);
    let command = format!("{HEADLESS} serve");
    let status = child.wait();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Error::Failed {
            command,
            status: status.to_string(),
        }),
        Err(source) => Err(Error::Start { command, source }),
    }
}

/// Repeats what the program says, with the link in words.
fn repeat(said: ChildStdout) {
    for line in BufReader::new(said).lines().map_while(Result::ok) {
        println!("{line}");
        if let Some(link) = link(&line) {
            println!("\nOpen this in a browser: {link}\nCtrl+C ends it.");
        }
    }
}

/// The UI's address in the line that says that the program is ready.
fn link(line: &str) -> Option<&str> {
    let ready = line.contains(r#""event":"ready""#);
    let (_, after) = line.split_once(r#""ui":""#).filter(|_| ready)?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ready_line_gives_the_link() {
        let line = r#"{"event":"ready","receiver":"http://localhost:1","ui":"http://127.0.0.1:2/?token=x"}"#;
        assert_eq!(link(line), Some("http://127.0.0.1:2/?token=x"));
    }

    #[test]
    fn other_lines_and_a_ui_that_is_off_give_none() {
        assert_eq!(link(r#"{"event":"ready","ui":null}"#), None);
        assert_eq!(link(r#"{"event":"capture","ui":"http://x"}"#), None);
    }
}

//! What the command line asks for.
//!
//! Read by hand: a parser would take longer to build than this whole program.

use crate::error::Error;

/// Printed by `cargo xtask help`.
pub const HELP: &str = "\
cargo xtask run [--browser] [--yes] [-- ARGUMENT…]
    Installs what is missing, builds the UI and the app, and opens the window.
    Without a display, or with --browser, serves the same UI to a browser and
    prints the link. Arguments after -- go to the program.
cargo xtask test [--long] [--yes] [--only STEP] [--list]
    Installs what the tests need and runs every step. --long runs the long loads
    in full, --only runs one step, --list names them.
cargo xtask bench [NAME] [-- ARGUMENT…]
    Measures and prints ratios. Without a name it lists what can be measured.
cargo xtask shots
    Makes the screenshots.
cargo xtask generate
    Writes the files that are made from Rust, such as the UI's types.

--yes installs packages without asking.
";

/// Whether packages may be installed without a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Consent {
    /// Ask first, unless we are root anyway.
    #[default]
    Ask,
    /// `--yes` was given.
    Given,
}

/// Options of `cargo xtask run`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunOptions {
    /// Serve to a browser though there is a display.
    pub browser: bool,
    /// About packages.
    pub consent: Consent,
    /// For the program itself.
    pub rest: Vec<String>,
}

/// Options of `cargo xtask test`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TestOptions {
    /// Run the long loads in full.
    pub long: bool,
    /// About packages.
    pub consent: Consent,
    /// Run this step alone.
    pub only: Option<String>,
}

/// One subcommand with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Say what there is.
    Help,
    /// Open the app.
    Run(RunOptions),
    /// Run the tests.
    Test(TestOptions),
    /// Name the steps of the tests.
    List,
    /// Measure.
    Bench {
        /// What to measure; none lists the names.
        name: Option<String>,
        /// For the benchmark itself.
        rest: Vec<String>,
    },
    /// Make the screenshots.
    Shots,
    /// Write generated files.
    Generate,
}

/// Reads the words after `cargo xtask`.
pub fn read(words: &[String]) -> Result<Request, Error> {
    let (own, rest) = split(words);
    let Some((command, options)) = own.split_first() else {
        return Ok(Request::Help);
    };
    match command.as_str() {
        "run" => read_run(options, rest).map(Request::Run),
        "test" => read_test(options),
        "bench" => read_bench(options, rest),
        "shots" => nothing_more(options).map(|()| Request::Shots),
        "generate" => nothing_more(options).map(|()| Request::Generate),
        "help" | "--help" | "-h" => Ok(Request::Help),
        other => Err(unknown(other)),
    }
}

/// Our own words, and those after `--`.
fn split(words: &[String]) -> (&[String], &[String]) {
    match words.iter().position(|word| word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[]),
    }
}

fn read_run(options: &[String], rest: &[String]) -> Result<RunOptions, Error> {
    let mut read = RunOptions {
        rest: rest.to_vec(),
        ..RunOptions::default()
    };
    for option in options {
        match option.as_str() {
            "--browser" => read.browser = true,
            "--yes" => read.consent = Consent::Given,
            other => return Err(unknown(other)),
        }
    }
    Ok(read)
}

fn read_test(options: &[String]) -> Result<Request, Error> {
    let mut read = TestOptions::default();
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match option.as_str() {
            "--long" => read.long = true,
            "--yes" => read.consent = Consent::Given,
            "--list" => return Ok(Request::List),
            "--only" => read.only = Some(step_name(options.next())?),
            other => return Err(unknown(other)),
        }
    }
    Ok(Request::Test(read))
}

fn step_name(word: Option<&String>) -> Result<String, Error> {
    let missing =
        || Error::Usage("--only needs a step; `cargo xtask test --list` names them".into());
    word.cloned().ok_or_else(missing)
}

fn read_bench(options: &[String], rest: &[String]) -> Result<Request, Error> {
    let (name, more) = match options.split_first() {
        Some((name, more)) => (Some(name.clone()), more),
        None => (None, options),
    };
    nothing_more(more)?;
    Ok(Request::Bench {
        name,
        rest: rest.to_vec(),
    })
}

fn nothing_more(options: &[String]) -> Result<(), Error> {
    options.first().map_or(Ok(()), |word| Err(unknown(word)))
}

fn unknown(word: &str) -> Error {
    Error::Usage(format!("`{word}` is not known here; this is:\n\n{HELP}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Request, Error> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        read(&words)
    }

    #[test]
    fn without_a_word_it_says_what_there_is() {
        assert_eq!(asked("").unwrap(), Request::Help);
    }

    #[test]
    fn words_after_two_dashes_go_to_the_program() {
        let Request::Run(options) = asked("run --browser -- --data /tmp/x --yes").unwrap() else {
            panic!("not a run");
        };
        assert!(options.browser && options.consent == Consent::Ask);
        assert_eq!(options.rest, ["--data", "/tmp/x", "--yes"]);
    }

    #[test]
    fn one_step_can_be_picked_for_a_long_run() {
        let Request::Test(options) = asked("test --long --only clippy").unwrap() else {
            panic!("not a test");
        };
        assert!(options.long);
        assert_eq!(options.only.as_deref(), Some("clippy"));
    }

    #[test]
    fn a_misspelt_word_is_named() {
        for line in ["tset", "test --lnog", "shots now", "test --only"] {
            let error = asked(line).unwrap_err();
            assert!(error.exit_code() == 2, "{line}: {error}");
        }
    }
}

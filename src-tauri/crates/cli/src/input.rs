//! What the user hands in: files, and `-` for stdin.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use crate::outcome::Failure;

/// Everything in a file, or on stdin.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)?
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// The same as text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let not_text = |_| Failure::usage(format!("{} does not hold text", path.display()));
    String::from_utf8(read(path)?).map_err(not_text)
}

/// Text of a file when there is one of that name, else the words themselves.
pub fn file_or_text(words: &str) -> Result<String, Failure> {
    let path = Path::new(words);
    match words == "-" || path.is_file() {
        true => read_text(path),
        false => Ok(words.to_owned()),
    }
}

/// A file, or stdin, to be read bit by bit.
pub fn open(path: &Path) -> Result<BufReader<Box<dyn io::Read>>, Failure> {
    let reader: Box<dyn io::Read> = match path.to_str() {
        Some("-") => Box::new(io::stdin()),
        _ => Box::new(File::open(path).map_err(|error| unreadable(path, &error))?),
    };
    Ok(BufReader::new(reader))
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let name = path.display().to_string();
    // As curl wants it before a file's name.
    let bare = name
        .strip_prefix('@')
        .filter(|bare| Path::new(bare).exists());
    let hint = bare.map_or_else(String::new, |bare| format!("; write {bare}, without the @"));
    Failure::usage(format!("{name} cannot be read: {error}{hint}"))
}

/// One line of a stream.
pub struct Line {
    /// Counted from 1.
    pub number: usize,
    /// Without its end; bytes that are not UTF-8 are replaced.
    pub text: String,
    /// Whether the next one has to be waited for.
    pub is_last_at_hand: bool,
}

/// The lines that are not blank, one after the other.
pub struct Lines {
    reader: BufReader<Box<dyn io::Read>>,
    number: usize,
}

impl Lines {
    /// The lines of a file, or of stdin.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Ok(Self {
            reader: open(path)?,
            number: 0,
        })
    }

    /// The next line; `None` at the end.
    pub fn next_line(&mut self) -> Result<Option<Line>, Failure> {
        loop {
            let mut bytes = Vec::new();
            let read = self.reader.read_until(b'\n', &mut bytes);
            let read = read.map_err(|error| Failure::broken(format!("cannot read on: {error}")))?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(self.line(&bytes)));
            }
        }
    }

    fn line(&self, bytes: &[u8]) -> Line {
        Line {
            number: self.number,
            text: String::from_utf8_lossy(bytes.trim_ascii_end()).into_owned(),
            is_last_at_hand: !self.reader.buffer().contains(&b'\n'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &'static str) -> Lines {
        Lines {
            reader: BufReader::new(Box::new(text.as_bytes())),
            number: 0,
        }
    }

    #[test]
    fn blank_lines_are_counted_and_left_out() {
        let mut lines = lines("a\r\n\n  \nb");
        let first = lines.next_line().unwrap().unwrap();
        assert_eq!(
            (first.number, first.text.as_str(), first.is_last_at_hand),
            (1, "a", false)
        );
        let second = lines.next_line().unwrap().unwrap();
        assert_eq!(
            (second.number, second.text.as_str(), second.is_last_at_hand),
            (4, "b", true)
        );
        assert!(lines.next_line().unwrap().is_none());
    }

    #[test]
    fn a_file_that_is_not_there_is_bad_input() {
        let Err(Failure::Usage(message)) = read(Path::new("no/such/file")) else {
            panic!("it was read")
        };
        assert!(
            message.starts_with("no/such/file cannot be read"),
            "{message}"
        );
        assert_eq!(file_or_text("{\"ok\":true}").unwrap(), "{\"ok\":true}");
    }

    #[test]
    fn an_at_sign_before_a_file_is_told() {
        let message = |path| match read(Path::new(path)) {
            Err(Failure::Usage(message)) => message,
            other => panic!("{other:?}"),
        };
        let told = message("@Cargo.toml");
        assert!(told.ends_with("write Cargo.toml, without the @"), "{told}");
        assert!(!message("@no/such/file").contains("without"));
    }
}

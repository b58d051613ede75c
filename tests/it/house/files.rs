//! What every file must be, and what must not be in it.

use super::assert_kept;
use super::tree::{self, SourceFile};

/// What people write and read here.
const WRITTEN: [&str; 11] = [
    ".rs", ".ts", ".tsx", ".css", ".mjs", ".js", ".py", ".sql", ".sh", ".html", ".md",
];
const CODE: [&str; 6] = [".rs", ".ts", ".tsx", ".mjs", ".js", ".py"];
const LONGEST: usize = 500;

/// Words of unfinished work.
const PROMISES: [&str; 4] = ["TODO", "FIXME", "XXX", "HACK"];
/// Ways to leave a test out.
const LEFT_OUT: [&str; 10] = [
    "#[ignore",
    "it.skip(",
    "test.skip(",
    "describe.skip(",
    "test.fixme(",
    "it.todo(",
    "test.only(",
    "it.only(",
    "describe.only(",
    "pytest.mark.skip",
];
/// Ways to wait for a time instead of a change.
const SLEEPS: [&str; 4] = [
    "sleep(",
    "waitForTimeout(",
    "setTimeout(resolve",
    "setTimeout(r,",
];

#[test]
fn a_file_can_be_read_in_one_go() {
    let long = written()
        .into_iter()
        .filter(|file| !file.path.starts_with("tests/vectors/"));
    let long = long.map(|file| (file.text.lines().count(), file.path));
    let breaches: Vec<String> = long
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    let reason = "a longer file does more than one thing: split it by what it does";
    assert_kept(
        &format!("A file has {LONGEST} lines at most."),
        reason,
        &breaches,
    );
}

#[test]
fn a_module_lies_beside_its_folder() {
    let wrong = rust()
        .into_iter()
        .filter(|file| file.path.ends_with("/mod.rs"));
    let breaches: Vec<String> = wrong.map(|file| file.path).collect();
    let reason = "`thing.rs` beside `thing/` can be told apart in an editor's tabs";
    assert_kept("There is no mod.rs.", reason, &breaches);
}

#[test]
fn a_rust_file_opens_by_saying_what_it_is_for() {
    let wrong = rust()
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "));
    let breaches: Vec<String> = wrong.map(|file| file.path).collect();
    let reason = "the first lines say what the file is for and what it refuses to do";
    assert_kept("A Rust file opens with `//!`.", reason, &breaches);
}

#[test]
fn no_work_is_left_as_a_note() {
    let files = written().into_iter().filter(|file| !is_rule_book(file));
    let breaches = find(files, &PROMISES, |file| &file.text);
    let reason = "the tree is what is true now; what is to do has its own place";
    assert_kept("No notes about unfinished work.", reason, &breaches);
}

#[test]
fn no_test_is_left_out() {
    let breaches = find(code(), &LEFT_OUT, |file| &file.text);
    let reason = "a test that does not run says nothing, and looks as if it did";
    assert_kept("Every test runs.", reason, &breaches);
}

#[test]
fn no_test_sleeps() {
    let files = code().map(without_moved_clocks);
    let breaches = find(files, &SLEEPS, SourceFile::tests);
    let reason = "a fixed wait is too short on a busy machine and too long on every other: \
                  wait for a change, or move the clock";
    assert_kept("Tests do not sleep.", reason, &breaches);
}

fn written() -> Vec<SourceFile> {
    tree::files("", &WRITTEN)
}

fn rust() -> Vec<SourceFile> {
    tree::files("", &[".rs"])
}

fn code() -> impl Iterator<Item = SourceFile> {
    tree::files("", &CODE)
        .into_iter()
        .filter(|file| !is_rule_book(file))
}

/// These rules spell out what they forbid.
fn is_rule_book(file: &SourceFile) -> bool {
    file.path.starts_with("tests/it/house/")
}

/// Takes out the tests whose clock stands still: to sleep there is to move it by hand.
fn without_moved_clocks(file: SourceFile) -> SourceFile {
    let mut parts = file.text.split("#[tokio::test");
    let before = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| {
        let is_paused = part.starts_with("(start_paused = true)");
        if is_paused {
            blank(part)
        } else {
            format!("#[tokio::test{part}")
        }
    });
    let text = before + &rest.collect::<String>();
    SourceFile { text, ..file }
}

/// As many lines, and nothing in them.
fn blank(text: &str) -> String {
    "\n".repeat(text.matches('\n').count())
}

/// Where any of the words stands as a whole word, in the part of each file that counts.
fn find(
    files: impl Iterator<Item = SourceFile>,
    words: &[&str],
    part: fn(&SourceFile) -> &str,
) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in files {
        let text = part(&file);
        let before = file.text.len() - text.len();
        for word in words {
            let hits = text
                .match_indices(word)
                .filter(|(at, _)| stands_alone(text, *at, word));
            breaches.extend(hits.map(|(at, _)| {
                format!(
                    "{}:{}: {word}",
                    file.path,
                    tree::line_at(&file.text, before + at)
                )
            }));
        }
    }
    breaches
}

/// Whether a hit is a word of its own, and not the middle of a longer one.
fn stands_alone(text: &str, at: usize, word: &str) -> bool {
    let is_letter = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
    let begins_open = is_letter(text[..at].chars().next_back());
    let ends_in_letter = word.ends_with(char::is_alphanumeric);
    let ends_open = ends_in_letter && is_letter(text[at + word.len()..].chars().next());
    !begins_open && !ends_open
}

#[test]
fn a_word_inside_a_longer_word_is_not_meant() {
    assert!(stands_alone("// TODO: x", 3, "TODO"));
    assert!(!stands_alone("MASTODON", 4, "TODO"));
    assert!(!stands_alone("XXXX", 0, "XXX"));
}

#[test]
fn a_test_that_moves_the_clock_does_not_sleep_but_its_neighbour_does() {
    let head = "#[cfg(test)]\nmod tests {\n#[tokio::test(start_paused = true)]\nasync fn a() { sleep(9) }\n";
    let other = "#[tokio::test]\nasync fn b() { sleep(1) }\n";
    let (path, text) = ("src/x.rs".to_owned(), format!("{head}{other}"));
    let file = without_moved_clocks(SourceFile { path, text });
    let found = find([file].into_iter(), &SLEEPS, SourceFile::tests);
    assert_eq!(found, ["src/x.rs:6: sleep("]);
}

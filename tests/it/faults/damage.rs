//! Files that are not as we left them: said in plain words, and never made worse.

use std::fs;
use std::path::Path;

use tests::{Home, Hookwright, field, get};

/// Where SQLite keeps the number that our schema is counted with.
/// Source: <https://www.sqlite.org/fileformat2.html#the_database_header>, "user version".
const USER_VERSION: usize = 60;

const COMMANDS: [&[&str]; 3] = [
    &["captures", "list"],
    &["source", "add", "shop"],
    &["serve", "--receiver", "localhost:0", "--no-ui"],
];

/// A folder in which some captures were made, and nothing runs any more.
fn used() -> Home {
    let hookwright = Hookwright::serve();
    for number in 0..50 {
        let _ = hookwright.send(get(
            &format!("/n/{number}"),
            &[("X-Padding", &"x".repeat(900))],
        ));
    }
    hookwright.stop()
}

/// Every command ends with code 3, says these words, and leaves the file alone.
fn assert_refused(home: &Home, words: &[&str]) {
    let path = home.database();
    let before = fs::read(&path).unwrap_or_default();
    for arguments in COMMANDS {
        let done = home.start(arguments).end();
        assert_eq!(done.code, Some(3), "{arguments:?}: {done:?}");
        assert!(
            words.iter().all(|word| done.stderr.contains(word)),
            "{arguments:?}: {done:?}"
        );
        assert!(
            fs::read(&path).unwrap_or_default() == before,
            "{arguments:?} changed the file"
        );
    }
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).expect("it is there");
    change(&mut bytes);
    fs::write(path, bytes).expect("it can be written");
}

#[test]
fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let home = used();
    change(&home.database(), |bytes| {
        bytes[USER_VERSION..USER_VERSION + 4].copy_from_slice(&[0, 0, 3, 231])
    });
    assert_refused(&home, &["schema 999", "hookwright.db", "update Hookwright"]);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let home = used();
    fs::write(home.database(), "a letter to somebody\n".repeat(400)).expect("it can be written");
    assert_refused(
        &home,
        &["hookwright.db", "cannot be read", "restore it from a copy"],
    );
}

#[test]
fn a_database_of_another_program_is_refused_and_left_alone() {
    let home = used();
    // The header's "application id".
    change(&home.database(), |bytes| {
        bytes[68..72].copy_from_slice(b"Else")
    });
    assert_refused(&home, &["hookwright.db", "cannot be read"]);
}

#[test]
fn a_data_folder_that_is_a_file_is_refused_and_left_alone() {
    let home = used();
    let file = home.file("letter", "not a folder");
    for arguments in COMMANDS {
        let done = Home::at(&file).start(arguments).end().with_code(3);
        assert!(
            done.stderr.contains("letter") && done.stderr.contains("--data"),
            "{done:?}"
        );
    }
    assert_eq!(fs::read(&file).expect("it is there"), b"not a folder");
}

#[test]
fn flipped_bytes_are_never_a_crash() {
    let home = used();
    let sound = fs::read(home.database()).expect("it is there");
    for at in (100..sound.len()).step_by(sound.len() / 24) {
        change(&home.database(), |bytes| {
            bytes.clone_from(&sound);
            bytes[at..(at + 64).min(sound.len())]
                .iter_mut()
                .for_each(|byte| *byte ^= 0xa5);
        });
        let done = home.run(&["captures", "list", "--limit", "0"]);
        let is_told = matches!(done.code, Some(0 | 3)) && !done.stderr.contains("panicked");
        assert!(is_told, "with flipped bytes at {at}: {done:?}");
    }
}

#[test]
fn a_log_cut_short_by_a_power_cut_gives_its_whole_commits() {
    let hookwright = Hookwright::serve();
    for number in 0..50 {
        let _ = hookwright.send(get(&format!("/n/{number}"), &[]));
    }
    let home = hookwright.kill();
    let log = home.folder().join("hookwright.db-wal");
    change(&log, |bytes| bytes.truncate(bytes.len() / 2));
    let targets = field(&home.rows(&["captures", "list", "--limit", "0"]), "target");
    let expected: Vec<String> = (0..targets.len())
        .rev()
        .map(|number| format!("/n/{number}"))
        .collect();
    assert_eq!(targets, expected, "the first ones, and no gap");
    assert!(
        !targets.is_empty() && targets.len() < 50,
        "{} are left",
        targets.len()
    );
}

//! Every file of the catalogue that calls, against the answers that its provider documents.

mod entries;
mod lists;
mod redeliveries;

use super::catalogue::{all, read};
use super::definition::Auth;
use crate::redact::redacted;

#[test]
fn a_field_that_carries_a_credential_is_redacted() {
    for declared in all() {
        let name = match &declared.definition.auth {
            Some(Auth::Header { name }) => name.as_str(),
            None => continue,
            Some(_) => "Authorization",
        };
        let head = format!("GET / HTTP/1.1\r\n{name}: secret\r\n\r\n");
        let kept = String::from_utf8(redacted(head.as_bytes())).unwrap();
        assert!(!kept.contains("secret"), "{}", declared.id);
    }
}

const SMALL: &str = r#"
name = "P"
base_url = "https://h"
docs = "https://h/docs"
replay = "new"
[auth]
kind = "bearer"
[redeliver]
call = { method = "POST", path = "/d/{id}" }
"#;

#[test]
fn a_file_with_a_slip_is_refused_with_words() {
    assert!(read(SMALL).is_ok());
    for (from, to, said) in [
        ("name = \"P\"", "name = \"P\"\ncolour = \"red\"", "colour"),
        ("/d/{id}", "/d/{nobody}", "{nobody}"),
        ("/d/{id}", "d/{id}", "does not begin with /"),
        ("/d/{id}", "{place}/d", "needs `places`"),
        ("\"new\"", "\"none\"", "no [redeliver]"),
        ("[auth]\nkind = \"bearer\"", "", "needs [auth]"),
        ("\"bearer\"", "\"magic\"", "magic"),
        ("\"POST\"", "\"BREW\"", "BREW"),
        (
            "[redeliver]",
            "[redeliver]\nstate = \"status\"",
            "no JSON pointer",
        ),
        (
            "[redeliver]",
            "[import]\nbody = \"\"\n[redeliver]",
            "needs [list]",
        ),
    ] {
        let error = read(&SMALL.replace(from, to)).unwrap_err();
        assert!(error.contains(said), "{to}: {error}");
    }
}

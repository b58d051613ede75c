//! What one sender may cost: every limit is answered, and shown in the list.

use tests::{Hookwright, Row, get, post};

/// Sends this, reads the status, and gives the row of the list once it is there.
fn refused(request: impl AsRef<[u8]>) -> (u16, Row) {
    let hookwright = Hookwright::serve();
    let mut captures = hookwright.watch_captures();
    let mut client = hookwright.connect();
    // A sender that is refused in the middle may find nobody who reads the rest.
    let _ = client.try_write(request.as_ref());
    let status = client.answer().status();
    let row = captures.when(1).remove(0);
    assert_eq!(
        hookwright.send(get("/alive", &[])).status(),
        200,
        "it goes on"
    );
    (status, row)
}

#[test]
fn a_body_beyond_the_limit_is_answered_413() {
    let (status, row) =
        refused("POST /big HTTP/1.1\r\nHost: localhost\r\nContent-Length: 33554433\r\n\r\n");
    assert_eq!((status, flag(&row)), (413, "body_too_large"));
    assert_eq!(
        (&row["target"], &row["response_status"]),
        (&"/big".into(), &413.into())
    );
}

#[test]
fn a_head_beyond_the_limit_is_answered_431() {
    let long = "x".repeat(70 * 1024);
    let (status, row) = refused(get("/long", &[("X-Long", &long)]));
    assert_eq!((status, flag(&row)), (431, "head_too_large"));
    assert_eq!(
        (&row["target"], &row["response_status"]),
        (&"/long".into(), &431.into())
    );
}

#[test]
fn more_header_fields_than_the_limit_are_answered_431() {
    let fields: Vec<(String, String)> = (0..201)
        .map(|n| (format!("X-{n}"), n.to_string()))
        .collect();
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let (status, row) = refused(get("/many", &fields));
    assert_eq!((status, flag(&row)), (431, "head_too_large"));
}

#[test]
fn a_head_that_does_not_come_to_its_end_is_answered_408() {
    let (status, row) = refused("POST /slow HTTP/1.1\r\nHost: localhost\r\nX-Never: ");
    assert_eq!((status, flag(&row)), (408, "too_slow"));
    assert_eq!(row["response_status"], 408);
}

#[test]
fn what_is_no_http_is_answered_400() {
    let (status, row) = refused("POST /bad HTTP/1.1\r\nHost: localhost\r\nno colon here\r\n\r\n");
    assert_eq!((status, flag(&row)), (400, "malformed"));
    assert_eq!(row["response_status"], 400);
}

#[test]
fn a_request_with_two_lengths_is_flagged_or_refused_but_never_guessed_at() {
    for lengths in [
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: 3\r\nContent-Length: 5",
        "Transfer-Encoding: identity, chunked",
    ] {
        let request =
            format!("POST /two HTTP/1.1\r\nHost: localhost\r\n{lengths}\r\n\r\n0\r\n\r\n");
        let (status, row) = refused(request);
        let is_told = ["ambiguous_length", "malformed"].contains(&flag(&row));
        assert!(
            is_told && [200, 400].contains(&status),
            "{lengths}: {status} {row}"
        );
    }
}

#[test]
fn a_sender_that_stops_in_the_middle_is_captured_with_what_came() {
    let hookwright = Hookwright::serve();
    let mut captures = hookwright.watch_captures();
    let mut client = hookwright.connect();
    let request = post("/half", &[], b"0123456789");
    client.write(&request[..request.len() - 6]);
    client.finish();
    let row = captures.when(1).remove(0);
    assert_eq!((flag(&row), &row["size"]), ("incomplete", &4.into()));
}

fn flag(row: &Row) -> &str {
    row["flags"][0].as_str().unwrap_or_default()
}

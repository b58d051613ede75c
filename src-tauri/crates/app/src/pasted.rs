//! Pasted text, read as a request: raw HTTP, a `curl` command, or header lines.
//!
//! Pure. Nothing is run and no file is read: what a command takes from
//! elsewhere is said in a note. The body stays as it was pasted, byte for byte,
//! unless `Content-Length` proves what pasting did to it.

mod curl;
mod error;
mod message;
mod shell;

pub use error::PastedError;
pub use message::url_of;

use crate::contract::signatures::{ReadAnswer, RequestForm};

/// Reads a text as a request.
///
/// # Errors
/// When it is none of the three forms, or breaks off within one; the error names the line or word.
pub fn read(text: &str) -> Result<ReadAnswer, PastedError> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (request, notes) = match form(text)? {
        RequestForm::Curl => curl::read(text)?,
        RequestForm::Http => message::read(text)?,
        RequestForm::Headers => message::read_headers(text)?,
    };
    Ok(ReadAnswer {
        form: form(text)?,
        request,
        notes,
    })
}

/// What a text is, told from its first line.
fn form(text: &str) -> Result<RequestForm, PastedError> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if first.is_empty() {
        return Err(PastedError::Empty);
    }
    if curl::is_command(first) {
        return Ok(RequestForm::Curl);
    }
    if first.starts_with("HTTP/") {
        return Err(PastedError::Answer {
            line: first.to_owned(),
        });
    }
    if message::is_request_line(first) {
        return Ok(RequestForm::Http);
    }
    match message::is_field(first) {
        true => Ok(RequestForm::Headers),
        false => Err(PastedError::NoForm {
            line: first.chars().take(80).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use model::Headers;
    use proptest::prelude::*;

    use super::*;
    use crate::contract::signatures::RequestFields;
    use crate::copy::{self, Copied};
    use crate::subject::bytes;

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_request_is_said_with_what_would_be_one() {
        assert!(error(" \n").starts_with("nothing was pasted"));
        assert!(error("HTTP/1.1 200 OK\nA: b").contains("is an answer"));
        let text = error("hello there");
        assert!(
            text.starts_with("\"hello there\" begins no request"),
            "{text}"
        );
        assert!(text.contains("curl"), "{text}");
    }

    #[test]
    fn the_form_is_told_from_the_first_line() {
        let form = |text| read(text).unwrap().form;
        assert_eq!(form("\n\nPOST /a HTTP/1.1\r\n\r\n"), RequestForm::Http);
        assert_eq!(form("POST https://x.test/a\nA: b"), RequestForm::Http);
        assert_eq!(form("$ curl x.test"), RequestForm::Curl);
        assert_eq!(form("X-Signature: 1"), RequestForm::Headers);
    }

    #[test]
    fn an_address_inside_another_is_not_taken_for_it() {
        let url = |text| read(text).unwrap().request.url;
        let raw = "GET /fetch?of=https://a.test HTTP/1.1\nHost: b.test\n\n";
        assert_eq!(url(raw), "https://b.test/fetch?of=https://a.test");
        let curl = "curl 'b.test/fetch?of=https://a.test'";
        assert_eq!(url(curl), "http://b.test/fetch?of=https://a.test");
    }

    /// Text with all that shells and messages give a meaning to.
    fn text() -> impl Strategy<Value = Vec<u8>> {
        "[ -~\\n\\r\\tä'\"\\\\$`]{0,40}".prop_map(String::into_bytes)
    }

    fn any_body() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![prop::collection::vec(any::<u8>(), 0..60), text()]
    }

    fn fields(body: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = RequestFields> {
        let value = "[!-~]([ -~äé€]{0,20}[!-~])?";
        let headers = prop::collection::vec(("X-[A-Za-z0-9-]{0,8}", value), 0..5);
        let url = "https://[a-z]{1,9}\\.test/[!-~&&[^#]]{0,20}";
        ("[A-Z]{3,7}", url, headers, body).prop_map(|(method, url, headers, body)| {
            let mut headers: Headers = headers.into_iter().collect();
            headers.push("Content-Type", "text/plain");
            RequestFields {
                method,
                url,
                headers,
                body: body.into(),
            }
        })
    }

    fn copied(fields: &RequestFields, write: fn(&Copied<'_>) -> String) -> String {
        write(&Copied {
            method: &fields.method,
            url: &fields.url,
            headers: &fields.headers,
            body: &bytes(fields.body.clone()).unwrap(),
        })
    }

    proptest! {
        #[test]
        fn a_curl_command_of_ours_reads_back_as_it_was(fields in fields(any_body())) {
            let read = read(&copied(&fields, copy::curl)).unwrap();
            prop_assert_eq!(read.request, fields);
            prop_assert!(read.notes.is_empty(), "{:?}", read.notes);
        }

        #[test]
        fn a_raw_message_of_ours_reads_back_as_it_was(fields in fields(text())) {
            let mut read = read(&copied(&fields, copy::message)).unwrap();
            for name in ["host", "content-length"] {
                read.request.headers.remove(name);
            }
            prop_assert_eq!(read.request, fields);
            prop_assert!(read.notes.is_empty(), "{:?}", read.notes);
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(
            start in "(curl |POST / HTTP/1.1\r\n|A: |printf %s |)",
            text in "\\PC{0,60}|[-a-zA-Z '\"\\\\$|@=;:\\n]{0,60}",
        ) {
            drop(read(&(start + &text)));
        }
    }
}

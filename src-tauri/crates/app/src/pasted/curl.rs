//! A `curl` command, read as the request that it would send.
//!
//! Only what makes the request counts: where the answer goes, how often it is
//! tried and who is trusted is passed over. Fields that curl adds by itself
//! are added where they belong to what was asked for (`Content-Type` of a
//! form), not where they speak of curl (`User-Agent`, `Accept`).

mod data;
mod options;

use std::vec::IntoIter;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use model::Headers;

use super::error::PastedError;
use super::shell;
use crate::contract::signatures::RequestFields;
use data::Data;
use options::Known;

/// How commands of ours feed a body that is not text.
const FED: (&str, &str) = ("printf %s ", " | base64 -d | ");

/// Whether a line begins such a command.
pub(super) fn is_command(line: &str) -> bool {
    let line = prompted(line);
    let word = line.split([' ', '\t', '\\']).next().unwrap_or_default();
    matches!(word, "curl" | "curl.exe") || (line.starts_with(FED.0) && line.contains(FED.1))
}

/// A line without the prompt in front of it.
fn prompted(line: &str) -> &str {
    line.strip_prefix("$ ").unwrap_or(line).trim_start()
}

/// Reads a command.
pub(super) fn read(text: &str) -> Result<(RequestFields, Vec<String>), PastedError> {
    let (input, text) = fed(prompted(text))?;
    let command = shell::command(text)?;
    let mut curl = Curl {
        data: Data::fed(input),
        ..Curl::default()
    };
    if !command.variables.is_empty() {
        curl.notes.push(format!(
            "{} stands for a value that is not known here: put the value in its place.",
            command.variables.join(", ")
        ));
    }
    curl.take(command.words.into_iter().skip(1).collect())?;
    if !command.rest.is_empty() && !command.rest.starts_with('#') {
        curl.notes
            .push("What follows the command was left out.".to_owned());
    }
    curl.finish()
}

/// The bytes that are fed to the command, and the command.
fn fed(text: &str) -> Result<(Option<Vec<u8>>, &str), PastedError> {
    let cut = text
        .strip_prefix(FED.0)
        .and_then(|rest| rest.split_once(FED.1));
    let Some((encoded, command)) = cut else {
        return Ok((None, text));
    };
    let decoded = BASE64_STANDARD.decode(encoded.trim());
    Ok((Some(decoded.map_err(|_| PastedError::NotBase64)?), command))
}

/// The request under way.
#[derive(Default)]
struct Curl {
    method: Option<String>,
    url: Option<String>,
    headers: Headers,
    /// Fields that curl shall not add by itself.
    without: Vec<String>,
    data: Data,
    query: Vec<u8>,
    moves_data_to_query: bool,
    only_head: bool,
    notes: Vec<String>,
}

impl Curl {
    fn take(&mut self, words: Vec<Vec<u8>>) -> Result<(), PastedError> {
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match text(&word).as_str() {
                "--" | "-" => {}
                "--next" | "-:" => {
                    self.notes
                        .push("Only the first of several requests was read.".to_owned());
                    break;
                }
                long if long.starts_with("--") => self.long(long, &mut words)?,
                short if short.starts_with('-') => self.letters(&word, &mut words)?,
                url => self.url(url),
            }
        }
        Ok(())
    }

    fn long(&mut self, word: &str, words: &mut IntoIter<Vec<u8>>) -> Result<(), PastedError> {
        let known = options::long(&word[2..]).ok_or_else(|| unknown(word))?;
        let value = match known.takes_value {
            true => words.next().ok_or_else(|| no_value(word))?,
            false => Vec::new(),
        };
        self.option(known, value)
    }

    /// Several letters in one word; what follows the one that takes a value is its value.
    fn letters(&mut self, word: &[u8], words: &mut IntoIter<Vec<u8>>) -> Result<(), PastedError> {
        let mut rest = &word[1..];
        while let Some((&letter, behind)) = rest.split_first() {
            let written = format!("-{}", char::from(letter));
            let known = options::short(char::from(letter)).ok_or_else(|| unknown(&written))?;
            if known.takes_value {
                let value = match behind.is_empty() {
                    true => words.next().ok_or_else(|| no_value(&written))?,
                    false => behind.to_vec(),
                };
                return self.option(known, value);
            }
            self.option(known, Vec::new())?;
            rest = behind;
        }
        Ok(())
    }

    fn option(&mut self, known: Known, value: Vec<u8>) -> Result<(), PastedError> {
        match known.name {
            "request" => self.method = Some(text(&value)),
            "url" => self.url(&text(&value)),
            "header" => self.header(&value),
            "user" => self.user(&value),
            "user-agent" => self.headers.push("User-Agent", value),
            "referer" => self.headers.push("Referer", value),
            "cookie" => self.cookie(value),
            "oauth2-bearer" => {
                let value = [&b"Bearer "[..], &value].concat();
                self.headers.push("Authorization", value);
            }
            "get" => self.moves_data_to_query = true,
            "head" => self.only_head = true,
            "url-query" => data::join(&mut self.query, &data::url_encoded(&value)),
            "form" => return Err(PastedError::MadeBody { name: "-F" }),
            "form-string" => {
                return Err(PastedError::MadeBody {
                    name: "--form-string",
                });
            }
            "upload-file" | "config" | "aws-sigv4" => self.notes.push(format!(
                "--{} {} was left out: what it stands for is not in the command.",
                known.name,
                text(&value)
            )),
            name => self.notes.extend(self.data.take(name, &value)),
        }
        Ok(())
    }

    fn url(&mut self, url: &str) {
        match &self.url {
            None => self.url = Some(url.to_owned()),
            Some(first) => self.notes.push(format!(
                "Only the first URL was read, {first}; {url} was left out."
            )),
        }
    }

    /// `Name: value`; `Name;` is an empty value, `Name:` keeps curl from adding it.
    fn header(&mut self, field: &[u8]) {
        let at = field.iter().position(|byte| matches!(byte, b':' | b';'));
        let Some(at) = at.filter(|at| *at > 0 && field[0] != b'@') else {
            self.notes.push(format!(
                "-H {} was left out: it is no header field.",
                text(field)
            ));
            return;
        };
        let name = text(&field[..at]);
        let value = field[at + 1..].trim_ascii();
        match (field[at], value.is_empty()) {
            (b':', true) => self.without.push(name),
            _ => self.headers.push(name, value),
        }
    }

    fn user(&mut self, user: &[u8]) {
        let mut user = user.to_vec();
        if !user.contains(&b':') {
            self.notes
                .push("-u names no password: curl would ask for it.".to_owned());
            user.push(b':');
        }
        let value = format!("Basic {}", BASE64_STANDARD.encode(&user));
        self.headers.push("Authorization", value);
    }

    fn cookie(&mut self, value: Vec<u8>) {
        match value.contains(&b'=') {
            true => self.headers.push("Cookie", value),
            false => self.notes.push(format!(
                "-b {} was left out: the cookies are in a file.",
                text(&value)
            )),
        }
    }

    fn finish(mut self) -> Result<(RequestFields, Vec<String>), PastedError> {
        let mut url = self.url.take().ok_or(PastedError::NoUrl)?;
        if !begins_with_scheme(&url) {
            url.insert_str(0, "http://");
        }
        let mut body = self.data.bytes.take();
        if self.moves_data_to_query {
            data::join(&mut self.query, &body.take().unwrap_or_default());
        }
        if !self.query.is_empty() {
            url.push(if url.contains('?') { '&' } else { '?' });
            url += &text(&self.query);
        }
        if body.is_some() {
            self.add_content_type();
        }
        let usual = match (&body, self.only_head) {
            (_, true) => "HEAD",
            (Some(_), false) => "POST",
            (None, false) => "GET",
        };
        let request = RequestFields {
            method: self.method.unwrap_or_else(|| usual.to_owned()),
            url,
            headers: self.headers,
            body: body.unwrap_or_default().into(),
        };
        Ok((request, self.notes))
    }

    /// The fields that curl adds to a body, unless they are given or refused.
    fn add_content_type(&mut self) {
        for (name, value) in self.data.fields() {
            let refused = self
                .without
                .iter()
                .any(|without| without.eq_ignore_ascii_case(name));
            if !refused && self.headers.get(name).is_none() {
                self.headers.push(*name, *value);
            }
        }
    }
}

fn text(word: &[u8]) -> String {
    String::from_utf8_lossy(word).into_owned()
}

fn unknown(word: &str) -> PastedError {
    PastedError::Option {
        name: word.to_owned(),
    }
}

fn no_value(word: &str) -> PastedError {
    PastedError::Value {
        name: word.to_owned(),
    }
}

/// Whether a URL says how it is spoken to; its query may hold another that does.
fn begins_with_scheme(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::signatures::RequestBody;

    fn read_command(text: &str) -> RequestFields {
        let (request, notes) = read(text).unwrap();
        assert!(notes.is_empty(), "{notes:?}");
        request
    }

    /// The header lines, one after the other.
    fn fields(request: &RequestFields) -> String {
        crate::copy::header_lines(&request.headers)
    }

    #[test]
    fn a_command_as_browsers_copy_it_is_read() {
        let request = read_command(
            "curl 'https://x.test/hook?a=b' \\\n  -H 'content-type: application/json' \\\n  \
             -H 'X-Empty;' \\\n  --data-raw $'{\"it\\'s\":1}\\n' \\\n  --compressed",
        );
        assert_eq!(
            (request.method.as_str(), request.url.as_str()),
            ("POST", "https://x.test/hook?a=b")
        );
        assert_eq!(
            fields(&request),
            "content-type: application/json\nX-Empty: \n"
        );
        assert_eq!(request.body, RequestBody::Text("{\"it's\":1}\n".into()));
    }

    #[test]
    fn letters_may_stand_together_and_hold_their_value() {
        let request = read_command("curl -sSXPUT -HA:b -d a=1 -d'b=2' x.test");
        assert_eq!(
            (request.method.as_str(), request.url.as_str()),
            ("PUT", "http://x.test")
        );
        let form = "A: b\nContent-Type: application/x-www-form-urlencoded\n";
        assert_eq!(fields(&request), form);
        assert_eq!(request.body, RequestBody::Text("a=1&b=2".into()));
    }

    #[test]
    fn json_brings_its_fields_unless_they_are_given() {
        let request = read_command("curl --json '{\"a\":' --json '1}' -H 'Accept:' x.test");
        assert_eq!(fields(&request), "Content-Type: application/json\n");
        assert_eq!(request.body, RequestBody::Text("{\"a\":1}".into()));
    }

    #[test]
    fn a_user_is_a_field_and_get_moves_the_data() {
        let request =
            read_command("curl -u me:secret -G --data-urlencode 'q=a b&c' https://x.test/?p");
        assert_eq!(
            (request.method.as_str(), request.url.as_str()),
            ("GET", "https://x.test/?p&q=a%20b%26c")
        );
        assert_eq!(fields(&request), "Authorization: Basic bWU6c2VjcmV0\n");
    }

    #[test]
    fn what_is_elsewhere_is_told_in_a_note() {
        let (request, notes) =
            read("curl -d @event.json -H \"X-Key: $KEY\" https://x.test | jq").unwrap();
        assert_eq!(request.body, RequestBody::Text(String::new()));
        assert!(notes[0].starts_with("$KEY stands for a value"), "{notes:?}");
        assert!(notes[1].contains("event.json"), "{notes:?}");
        assert!(notes[2].starts_with("What follows"), "{notes:?}");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let error = |text| read(text).unwrap_err().to_string();
        assert!(error("curl --frobnicate x.test").contains("--frobnicate"));
        assert!(error("curl x.test -H").contains("-H needs a value"));
        assert!(error("curl -F a=b x.test").contains("-F makes a body"));
        assert!(error("curl -X POST").contains("names no URL"));
    }
}

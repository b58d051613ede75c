//! Changes made to every request of a run: pure, and refused as a whole before anything is sent.
//!
//! A body is changed in this order: another one takes its place, its times are
//! moved, then it is patched. What is not named stays as it came; a body that
//! is patched is written anew, so its spacing and the spelling of its numbers
//! may change, its values do not.

mod error;
mod patch;
mod shift;
mod text;

use bytes::Bytes;
use model::{Headers, TimeShift, Timestamp};

pub use error::TemplateError;
use patch::Patch;
pub use patch::PatchError;
pub(crate) use text::Filling;
use text::Text;

use crate::prepare::{CapturedRequest, Edit, is_of_the_connection};

/// Longest shift of times: a hundred years.
const LONGEST_SHIFT: u64 = 3_155_760_000;

/// A template that was found to be right.
#[derive(Debug, Clone, Default)]
pub struct Template {
    method: Option<String>,
    remove: Vec<String>,
    set: Vec<(String, Text)>,
    body: Option<Bytes>,
    shift: Option<TimeShift>,
    patch: Option<Patch>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When a part of it cannot be, naming which and why.
    pub fn read(given: &model::Template) -> Result<Self, TemplateError> {
        for name in &given.remove_headers {
            field_name(name)?;
        }
        let set = given.set_headers.iter();
        Ok(Self {
            method: given.method.as_deref().map(method).transpose()?,
            remove: given.remove_headers.clone(),
            set: set.map(set_field).collect::<Result<_, _>>()?,
            body: given.body.clone().map(Bytes::from),
            shift: given.shift_time.map(shift_time).transpose()?,
            patch: given.json_patch.as_deref().map(Patch::read).transpose()?,
        })
    }

    /// Whether nothing is changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let heads = self.method.is_none() && self.remove.is_empty() && self.set.is_empty();
        heads && self.body.is_none() && self.shift.is_none() && self.patch.is_none()
    }

    /// Whether bodies are read as JSON and written anew.
    #[must_use]
    pub const fn rewrites_json(&self) -> bool {
        self.patch.is_some()
    }

    /// What becomes of a request that was received at some time.
    ///
    /// # Errors
    /// When its body cannot be patched.
    pub(crate) fn applied(
        &self,
        captured: &CapturedRequest<'_>,
        received_at: Timestamp,
        filling: &Filling,
    ) -> Result<Edit, PatchError> {
        Ok(Edit {
            method: self.method.clone(),
            headers: self.headers(captured.headers, filling),
            body: self.changed_body(&captured.body, received_at, filling)?,
        })
    }

    fn headers(&self, captured: &Headers, filling: &Filling) -> Option<Headers> {
        if self.remove.is_empty() && self.set.is_empty() {
            return None;
        }
        let mut headers = captured.clone();
        for name in &self.remove {
            headers.remove(name);
        }
        for (place, (name, text)) in self.set.iter().enumerate() {
            let value = text.filled(filling);
            let is_again = self.set[..place]
                .iter()
                .any(|(other, _)| other.eq_ignore_ascii_case(name));
            if is_again {
                headers.push(name.as_str(), value);
            } else {
                headers.set(name, value);
            }
        }
        Some(headers)
    }

    fn changed_body(
        &self,
        captured: &Bytes,
        received_at: Timestamp,
        filling: &Filling,
    ) -> Result<Option<Bytes>, PatchError> {
        let mut body = self.body.clone();
        if let Some(shift) = self.shift {
            let seconds = match shift {
                TimeShift::ToNow => filling.now.micros_since(received_at).div_euclid(1_000_000),
                TimeShift::Seconds(seconds) => seconds,
            };
            let moved = shift::moved(body.as_ref().unwrap_or(captured), received_at, seconds);
            body = moved.map(Bytes::from).or(body);
        }
        if let Some(patch) = &self.patch {
            let patched = patch.applied(body.as_ref().unwrap_or(captured), filling)?;
            body = Some(patched.into());
        }
        Ok(body)
    }
}

fn is_token(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

fn method(text: &str) -> Result<String, TemplateError> {
    if is_token(text) {
        Ok(text.to_owned())
    } else {
        Err(TemplateError::Method(text.to_owned()))
    }
}

fn field_name(name: &str) -> Result<(), TemplateError> {
    if !is_token(name) {
        return Err(TemplateError::Name(name.to_owned()));
    }
    if is_of_the_connection(name) {
        return Err(TemplateError::OfTheConnection(name.to_owned()));
    }
    Ok(())
}

fn set_field((name, value): &(String, String)) -> Result<(String, Text), TemplateError> {
    field_name(name)?;
    if value.chars().any(|c| c.is_control() && c != '\t') {
        return Err(TemplateError::Value(name.clone()));
    }
    Ok((name.clone(), Text::read(value, name)?))
}

fn shift_time(shift: TimeShift) -> Result<TimeShift, TemplateError> {
    match shift {
        TimeShift::Seconds(seconds) if seconds.unsigned_abs() > LONGEST_SHIFT => {
            Err(TemplateError::Shift(seconds))
        }
        shift => Ok(shift),
    }
}

#[cfg(test)]
mod tests {
    use model::CaptureId;

    use super::*;

    const RECEIVED: Timestamp = Timestamp::from_unix_seconds(1_760_000_000);

    fn filling() -> Filling {
        Filling {
            capture: CaptureId(42),
            index: 7,
            now: Timestamp::from_unix_seconds(1_760_000_060),
            entropy: [0xab; 16],
        }
    }

    fn applied(template: &model::Template, body: &'static str) -> Edit {
        let headers: Headers = [("X-A", "1"), ("x-b", "2"), ("X-A", "3")]
            .into_iter()
            .collect();
        let captured = CapturedRequest {
            method: "POST",
            head: b"",
            headers: &headers,
            body: Bytes::from_static(body.as_bytes()),
        };
        let template = Template::read(template).unwrap();
        template.applied(&captured, RECEIVED, &filling()).unwrap()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn an_empty_template_changes_nothing_so_that_bytes_stay_exact() {
        let empty = model::Template::default();
        assert!(Template::read(&empty).unwrap().is_empty());
        assert!(applied(&empty, "{}").is_empty());
    }

    #[test]
    fn fields_are_taken_out_set_and_filled_in() {
        let template = model::Template {
            set_headers: vec![
                pair("x-a", "{{capture}} no. {{index}}"),
                pair("X-New", "a"),
                pair("X-New", "b"),
            ],
            remove_headers: vec!["X-B".into()],
            ..Default::default()
        };
        let headers = applied(&template, "").headers.unwrap();
        let lines: Vec<_> = headers
            .iter()
            .map(|header| (header.name.as_str(), &header.value[..]))
            .collect();
        assert_eq!(lines.len(), 3, "{headers:?}");
        assert_eq!(headers.text("X-A"), Some("cap_42 no. 7"));
        assert_eq!(&lines[1..], [("X-New", &b"a"[..]), ("X-New", b"b")]);
    }

    #[test]
    fn another_body_is_moved_in_time_and_then_patched() {
        let template = model::Template {
            body: Some(r#"{"at":1760000000,"id":1}"#.into()),
            shift_time: Some(TimeShift::ToNow),
            json_patch: Some(r#"[{"op":"replace","path":"/id","value":"{{capture}}"}]"#.into()),
            ..Default::default()
        };
        let body = applied(&template, "ignored").body.unwrap();
        assert_eq!(&body[..], br#"{"at":1760000060,"id":"cap_42"}"#);
    }

    #[test]
    fn times_that_are_not_there_leave_a_body_untouched() {
        let template = model::Template {
            shift_time: Some(TimeShift::Seconds(5)),
            ..Default::default()
        };
        assert_eq!(applied(&template, "{ }").body, None);
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        let refused = |template: model::Template| Template::read(&template).unwrap_err();
        let with_method = |method: &str| model::Template {
            method: Some(method.into()),
            ..Default::default()
        };
        assert_eq!(
            refused(with_method("PO ST")),
            TemplateError::Method("PO ST".into())
        );
        let with_field = |name, value| model::Template {
            set_headers: vec![pair(name, value)],
            ..Default::default()
        };
        assert_eq!(
            refused(with_field("a b", "")),
            TemplateError::Name("a b".into())
        );
        assert_eq!(
            refused(with_field("X-A", "a\r\nb")),
            TemplateError::Value("X-A".into())
        );
        assert_eq!(
            refused(with_field("content-length", "1")),
            TemplateError::OfTheConnection("content-length".into())
        );
        let unknown = refused(with_field("X-A", "{{secret}}"));
        assert_eq!(
            unknown.to_string(),
            "{{secret}} in X-A is not known: use {{capture}}, {{index}}, {{time}} or {{uuid}}"
        );
        assert_eq!(unknown.field(), "headers");
        let far = model::Template {
            shift_time: Some(TimeShift::Seconds(i64::MIN)),
            ..Default::default()
        };
        assert_eq!(refused(far).field(), "shift_time");
        let patch = model::Template {
            json_patch: Some("{}".into()),
            ..Default::default()
        };
        assert_eq!(refused(patch).field(), "json_patch");
    }
}

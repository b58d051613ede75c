//! Another text in the signature's place, or none.

use model::Headers;

use crate::scheme::place::Place;
use crate::{Request, Scheme, find, form, json};

/// A request with other texts in the signature's places; what is `None` stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Altered {
    /// All header fields.
    pub headers: Headers,
    /// Another URL.
    pub url: Option<String>,
    /// Another body.
    pub body: Option<Vec<u8>>,
}

/// The texts at a scheme's signature places.
#[must_use]
pub fn signature_texts(scheme: &Scheme, request: &Request<'_>) -> Vec<String> {
    let found = find::signatures(scheme.definition(), request);
    found
        .into_iter()
        .map(|found| found.text.into_owned())
        .collect()
}

/// The request with each text at the signature's places changed, or taken out for `None`.
#[must_use]
pub fn with_signature(
    scheme: &Scheme,
    request: &Request<'_>,
    change: &dyn Fn(&str) -> Option<String>,
) -> Altered {
    let mut altered = Altered {
        headers: request.headers.clone(),
        ..Altered::default()
    };
    for place in &scheme.definition().signature.from {
        altered.change(scheme, (place, request), change);
    }
    altered
}

impl Altered {
    fn change(
        &mut self,
        scheme: &Scheme,
        (place, request): (&Place, &Request<'_>),
        change: &dyn Fn(&str) -> Option<String>,
    ) {
        if matches!(place, Place::Header(_) | Place::NumberedHeader(_)) {
            return self.change_headers(scheme, place, change);
        }
        let definition = scheme.definition();
        let Some(old) = find::one(definition, place, request) else {
            return;
        };
        let new = change(&old);
        let body = self.body.as_deref().unwrap_or(request.body);
        let url = self.url.as_deref().unwrap_or(request.url);
        match place {
            Place::Json(path) => {
                let new = new.as_deref().map_or(json::New::Null, json::New::Text);
                self.body = json::replace(body, path, new);
            }
            Place::Form(name) => {
                self.body = Some(form::with_or_without(body, name, new.as_deref()))
            }
            Place::Query(name) => {
                self.url = Some(form::url_with_or_without(url, name, new.as_deref()));
            }
            Place::Header(_) | Place::NumberedHeader(_) => {}
        }
    }

    fn change_headers(
        &mut self,
        scheme: &Scheme,
        place: &Place,
        change: &dyn Fn(&str) -> Option<String>,
    ) {
        let other = match place {
            Place::Header(name) => scheme.definition().other_names.get(name),
            _ => None,
        };
        let is_one = |name: &str| {
            find::is_header(place, name)
                || other.is_some_and(|other| other.eq_ignore_ascii_case(name))
        };
        let fields = std::mem::take(&mut self.headers.0);
        for mut field in fields {
            if is_one(&field.name) {
                match change(&String::from_utf8_lossy(&field.value)) {
                    Some(text) => field.value = text.into_bytes().into(),
                    None => continue,
                }
            }
            self.headers.0.push(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn altered(scheme: &str, url: &str, body: &str) -> Altered {
        let headers = [("X-Hub-Signature-256", "sha256=aa"), ("X-Other", "1")];
        let headers: Headers = headers.into_iter().collect();
        let request = Request {
            method: "POST",
            url,
            headers: &headers,
            body: body.as_bytes(),
        };
        let scheme = catalogue().get(scheme).unwrap();
        with_signature(scheme, &request, &|_| None)
    }

    #[test]
    fn a_signature_is_taken_out_of_a_header_or_of_the_body() {
        let github = altered("github-sha256", "http://h/", "{}");
        assert_eq!(github.headers.len(), 1);
        assert_eq!((github.url, github.body), (None, None));
        let body = r#"{"signature":{"timestamp":"1","token":"t","signature":"aa"}}"#;
        let mailgun = altered("mailgun", "http://h/", body);
        let text = String::from_utf8(mailgun.body.unwrap()).unwrap();
        assert!(text.contains(r#""signature":null"#), "{text}");
    }
}

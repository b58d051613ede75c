//! What asks for the next page. Pure.

use model::AttemptAnswer;
use reqwest::Url;
use serde_json::Value;

use super::definition::{Next, NextFrom};
use super::text::text_at;

/// A page as it is known when the next one is looked for.
pub(super) struct Page<'a> {
    pub(super) answer: &'a AttemptAnswer,
    pub(super) json: &'a Value,
    pub(super) last_id: Option<&'a str>,
}

impl Next {
    /// What asks for the page after this one; nothing on the last.
    pub(super) fn of(&self, page: &Page<'_>) -> Option<String> {
        let is = |place: &Option<String>| {
            let place = place.as_deref();
            place.map(|place| page.json.pointer(place) == Some(&Value::Bool(true)))
        };
        if is(&self.more) == Some(false) || is(&self.done) == Some(true) {
            return None;
        }
        let last_id = page.last_id?.to_owned();
        match self.from {
            NextFrom::Field => text_at(page.json, Some(&self.at)),
            NextFrom::Url => self.of_url(&text_at(page.json, Some(&self.at))?),
            NextFrom::Link => self.of_url(next_link(page.answer.headers.text("link")?)?),
            NextFrom::Header => {
                let value = page.answer.headers.text(&self.at)?.trim();
                (!value.is_empty()).then(|| value.to_owned())
            }
            NextFrom::LastRow => Some(last_id),
        }
    }

    /// Only the query is taken: the credential goes to no other host, whatever an answer says.
    fn of_url(&self, url: &str) -> Option<String> {
        let base = Url::parse("http://base.invalid").expect("this is a URL");
        let url = base.join(url).ok()?;
        let mut pairs = url.query_pairs();
        let found = pairs.find(|(name, _)| *name == self.parameter)?;
        Some(found.1.into_owned())
    }
}

/// The URL of `rel="next"` in a `Link` field (RFC 8288).
fn next_link(field: &str) -> Option<&str> {
    let is_next = |parameters: &str| {
        let mut parameters = parameters.split(';').map(str::trim);
        parameters.any(|one| one == "rel=\"next\"" || one == "rel=next")
    };
    let mut rest = field;
    loop {
        let (url, behind) = rest.split_once('<')?.1.split_once('>')?;
        let parameters = behind.split(",").next().unwrap_or_default();
        if is_next(parameters) {
            return Some(url);
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use model::Headers;
    use serde_json::json;

    use super::*;

    fn next(from: NextFrom, at: &str) -> Next {
        Next {
            from,
            at: at.into(),
            parameter: "cursor".into(),
            more: None,
            done: None,
        }
    }

    fn of(next: &Next, fields: &[(&str, &str)], json: &Value) -> Option<String> {
        let answer = AttemptAnswer {
            status: 200,
            headers: fields.iter().copied().collect::<Headers>(),
            body: Vec::new(),
            truncated: false,
        };
        let page = Page {
            answer: &answer,
            json,
            last_id: Some("row_9"),
        };
        next.of(&page)
    }

    #[test]
    fn the_next_page_is_found_where_it_is_told() {
        let link =
            r#"<https://h/x?cursor=a,b&n=1>; rel="prev", <https://h/x?cursor=v1%2F2>; rel="next""#;
        let cases = [
            (next(NextFrom::Link, ""), "v1/2"),
            (next(NextFrom::Field, "/next"), "n_1"),
            (next(NextFrom::Url, "/links/next"), "u_1"),
            (next(NextFrom::Header, "x-next-page"), "2"),
            (next(NextFrom::LastRow, ""), "row_9"),
        ];
        let json = json!({"next": "n_1", "links": {"next": "/x?a=1&cursor=u_1"}});
        for (next, expected) in cases {
            let found = of(&next, &[("Link", link), ("X-Next-Page", "2")], &json);
            assert_eq!(found.as_deref(), Some(expected), "{next:?}");
            let nothing = of(&next, &[("X-Next-Page", " ")], &json!({"next": ""}));
            let expected = (next.from == NextFrom::LastRow).then_some("row_9");
            assert_eq!(nothing.as_deref(), expected, "{next:?}");
        }
    }

    #[test]
    fn the_last_page_is_told_by_what_is_true() {
        let next = Next {
            more: Some("/has_more".into()),
            done: Some("/done".into()),
            ..next(NextFrom::LastRow, "")
        };
        let of = |json: Value| of(&next, &[], &json).is_some();
        assert!(of(json!({"has_more": true, "done": false})));
        assert!(!of(json!({"has_more": true, "done": true})));
        assert!(!of(json!({"done": false})));
    }
}

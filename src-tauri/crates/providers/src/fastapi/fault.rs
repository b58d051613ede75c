//! One thing that is wrong with what was sent, as Pydantic tells it.

use crate::python::Json;

/// Where in a request something stands: `["body", "event_patterns", 0]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(Vec<Json>);

impl Place {
    /// The body as a whole.
    pub fn body() -> Self {
        Self(vec![Json::text("body")])
    }

    /// A parameter of the query.
    pub fn query(name: &str) -> Self {
        Self(vec![Json::text("query"), Json::text(name)])
    }

    /// A segment of the path.
    pub fn path(name: &str) -> Self {
        Self(vec![Json::text("path"), Json::text(name)])
    }

    /// A field of this place.
    pub fn field(mut self, name: &str) -> Self {
        self.0.push(Json::text(name));
        self
    }

    /// An item of this place, counted from 0.
    pub fn item(mut self, index: usize) -> Self {
        self.0.push(Json::Number(index.to_string()));
        self
    }
}

/// A fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    kind: &'static str,
    place: Place,
    message: String,
    input: Json,
    context: Vec<(&'static str, Json)>,
}

impl Fault {
    /// A fault of this kind, with what was given.
    pub fn new(kind: &'static str, place: Place, message: &str, input: Json) -> Self {
        Self {
            kind,
            place,
            message: message.to_owned(),
            input,
            context: Vec::new(),
        }
    }

    /// Something that has to be there and is not.
    pub fn missing(place: Place, input: Json) -> Self {
        Self::new("missing", place, "Field required", input)
    }

    /// Something that is none of the words that it may be.
    pub fn none_of(kind: &'static str, place: Place, known: &[&str], input: Json) -> Self {
        let quoted: Vec<String> = known.iter().map(|word| format!("'{word}'")).collect();
        let words = match quoted.split_last() {
            Some((last, first)) if !first.is_empty() => format!("{} or {last}", first.join(", ")),
            _ => quoted.concat(),
        };
        let fault = Self::new(kind, place, &format!("Input should be {words}"), input);
        fault.because("expected", Json::text(words))
    }

    /// The same with what its message was made of.
    #[must_use]
    pub fn because(mut self, name: &'static str, value: Json) -> Self {
        self.context.push((name, value));
        self
    }

    pub(super) fn into_json(self) -> Json {
        let mut fields = vec![
            ("type".to_owned(), Json::text(self.kind)),
            ("loc".to_owned(), Json::List(self.place.0)),
            ("msg".to_owned(), Json::Text(self.message)),
            ("input".to_owned(), self.input),
        ];
        if !self.context.is_empty() {
            let named = |(name, value): (&str, Json)| (name.to_owned(), value);
            let context = self.context.into_iter().map(named).collect();
            fields.push(("ctx".to_owned(), Json::Object(context)));
        }
        Json::Object(fields)
    }
}

//! The query of a request to an emulation.

/// Its parameters, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands behind the question mark; nothing in it is wrong.
    pub(crate) fn read(text: &str) -> Self {
        let url = reqwest::Url::parse(&format!("http://h/?{text}"));
        let pairs = |url: reqwest::Url| url.query_pairs().into_owned().collect();
        Self(url.map(pairs).unwrap_or_default())
    }

    /// The value of a name, the first one where it is given twice.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        let mut pairs = self.0.iter();
        let found = pairs.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of a name, the last one where it is given twice.
    pub(crate) fn last(&self, name: &str) -> Option<&str> {
        let mut pairs = self.0.iter().rev();
        let found = pairs.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_of_two_either_is_found() {
        let query = Query::read("a=1&b=%C3%A9+x&a=2&c");
        assert_eq!((query.first("a"), query.last("a")), (Some("1"), Some("2")));
        assert_eq!(
            (query.first("b"), query.first("c")),
            (Some("é x"), Some(""))
        );
        assert_eq!(Query::read("").last("a"), None);
    }
}

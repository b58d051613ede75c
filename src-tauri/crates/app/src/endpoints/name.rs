//! A name for an endpoint that was given none: from its URL, and free.

use crate::App;
use crate::contract::CallError;

/// Longest part of a URL that becomes a name; a number may follow.
const LONGEST: usize = 80;

/// A name that no endpoint has yet.
///
/// # Errors
/// When the store fails.
pub(super) async fn free(app: &App, url: &str) -> Result<String, CallError> {
    let all = app.store().endpoints().list().await?;
    let is_taken = |name: &str| all.iter().any(|endpoint| endpoint.name == name);
    let wanted = of_url(url);
    let mut name = wanted.clone();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    Ok(name)
}

/// `http://localhost:3000/hooks?x=1` is `localhost:3000/hooks`.
fn of_url(url: &str) -> String {
    let place = url.split_once("://").map_or(url, |(_, place)| place);
    let end = place.find(['?', '#']).unwrap_or(place.len());
    let name: String = place[..end].chars().take(LONGEST).collect();
    name.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_where_it_goes_without_what_may_be_secret() {
        assert_eq!(of_url("http://localhost:3000"), "localhost:3000");
        assert_eq!(
            of_url("https://example.com/hooks/?token=1"),
            "example.com/hooks"
        );
        assert_eq!(
            of_url(&format!("http://{}", "a".repeat(200))).len(),
            LONGEST
        );
    }
}

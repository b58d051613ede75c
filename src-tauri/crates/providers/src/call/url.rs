//! URLs below the base URL of a profile.

use delivery::TargetError;
use reqwest::Url;

/// The URL of these path segments below a base URL, whose own path is kept.
///
/// A segment cannot leave its place: what separates is escaped in it.
pub fn below<'a>(
    base_url: &str,
    segments: impl IntoIterator<Item = &'a str>,
) -> Result<Url, TargetError> {
    let no_url = || TargetError::NoUrl(base_url.to_owned());
    let mut url = Url::parse(base_url).map_err(|_| no_url())?;
    url.path_segments_mut()
        .map_err(|()| no_url())?
        .pop_if_empty()
        .extend(segments);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_base_url_is_kept_and_a_segment_cannot_leave_its_place() {
        let url = |base: &str, id: &str| below(base, ["v1", id, "replay"]).unwrap().to_string();
        for base in ["http://h:1/b3os", "http://h:1/b3os/"] {
            assert_eq!(url(base, "d_1"), "http://h:1/b3os/v1/d_1/replay");
        }
        assert_eq!(
            url("https://h", "a/../b?c#d"),
            "https://h/v1/a%2F..%2Fb%3Fc%23d/replay"
        );
        assert!(below("nowhere", ["x"]).is_err());
    }
}

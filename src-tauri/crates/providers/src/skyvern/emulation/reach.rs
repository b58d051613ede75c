//! Whether a host may be called, and exists: the one place here that asks a name server.

use std::net::IpAddr;

use reqwest::Url;

use crate::skyvern::guard::{bare_host, is_blocked_address, is_blocked_host, is_blocked_url};
use crate::skyvern::hosting::Hosting;

const HINT: &str = "It is either blocked by SSRF protection or could not be resolved. Add the host to ALLOWED_HOSTS to test internal endpoints or use an external receiver such as webhook.site or requestbin.com.";

/// Checks the host of a URL that is about to be called; what is wrong is told in Skyvern's words.
pub async fn check(url: &Url, hosting: Hosting) -> Result<(), String> {
    let guarded = hosting == Hosting::Cloud;
    let host = bare_host(url);
    if guarded && is_blocked_host(&host) {
        return Err(refused("blocked"));
    }
    if host.parse::<IpAddr>().is_ok() || is_this_machine(&host) {
        return Ok(());
    }
    let Ok(found) = tokio::net::lookup_host((host.as_str(), 0)).await else {
        return Err(refused("unresolvable"));
    };
    let addresses: Vec<IpAddr> = found.map(|address| address.ip()).collect();
    match () {
        () if addresses.is_empty() => Err(refused("unresolvable")),
        () if guarded && addresses.into_iter().any(is_blocked_address) => Err(refused("blocked")),
        () => Ok(()),
    }
}

/// Checks the URL that a run was made with: the cloud reads it even where another is called.
pub fn check_stored(stored: &str, hosting: Hosting) -> Result<(), String> {
    match hosting {
        Hosting::Cloud if is_blocked_url(stored) => {
            Err("Invalid webhook_url: blocked host.".to_owned())
        }
        Hosting::Cloud | Hosting::SelfHosted => Ok(()),
    }
}

/// Names that need no server: what sends takes them for loopback.
fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}

fn refused(why: &str) -> String {
    format!("Invalid url: {why} host. {HINT}")
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn checked(url: &str, hosting: Hosting) -> Result<(), String> {
        check(&url.parse().unwrap(), hosting).await
    }

    #[tokio::test]
    async fn only_the_cloud_refuses_hosts_inside_networks() {
        for url in ["http://127.0.0.1:1/", "http://[::1]/", "http://localhost/"] {
            assert_eq!(checked(url, Hosting::SelfHosted).await, Ok(()), "{url}");
            let refused = checked(url, Hosting::Cloud).await.unwrap_err();
            assert!(
                refused.contains("Invalid url: blocked host. It"),
                "{refused}"
            );
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_nowhere_is_refused_by_both() {
        // Longer than a name may be, so that no name server is asked.
        let url = format!("http://{}.test/", "x".repeat(70));
        for hosting in [Hosting::SelfHosted, Hosting::Cloud] {
            let refused = checked(&url, hosting).await.unwrap_err();
            assert!(refused.contains("unresolvable host."), "{refused}");
        }
    }

    #[test]
    fn the_cloud_reads_the_stored_url_too() {
        let inside = "http://10.0.0.1/hook";
        assert_eq!(check_stored(inside, Hosting::SelfHosted), Ok(()));
        let refused = check_stored(inside, Hosting::Cloud).unwrap_err();
        assert_eq!(refused, "Invalid webhook_url: blocked host.");
    }
}

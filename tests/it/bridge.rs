//! The UI's door: nobody but the user's own browser gets in.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use tests::{Answer, Hookwright, RawClient, get, post};

const PATHS: [&str; 4] = [
    "/",
    "/notices",
    "/bytes/captures/cap_1/body",
    "/assets/index.js",
];

/// Sends bytes to the bridge.
fn send(hookwright: &Hookwright, request: &[u8]) -> Answer {
    let mut client = RawClient::connect(hookwright.address("ui"));
    client.write(request);
    client.answer()
}

#[test]
fn the_link_lets_a_browser_in_and_the_token_leaves_the_address() {
    let hookwright = Hookwright::serve();
    let browser = hookwright.browser();
    let page = browser.get("/");
    assert_eq!(page.status(), 200);
    let policy = page
        .field("content-security-policy")
        .expect("every page has one");
    assert!(
        policy.contains("default-src 'self'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert_eq!(page.field("access-control-allow-origin"), None);
}

#[test]
fn without_the_cookie_nothing_is_served() {
    let hookwright = Hookwright::serve();
    let host = hookwright.address("ui").to_string();
    for path in PATHS {
        assert_eq!(
            send(&hookwright, &get(path, &[("Host", &host)])).status(),
            403,
            "{path}"
        );
    }
    let fields = [("Host", &*host), ("Content-Type", "application/json")];
    let call = post("/call/captures.page", &fields, b"{}");
    assert_eq!(send(&hookwright, &call).status(), 403);
}

#[test]
fn a_foreign_host_stays_outside_even_with_the_cookie() {
    let hookwright = Hookwright::serve();
    let browser = hookwright.browser();
    let port = hookwright.address("ui").port();
    for host in [
        format!("evil.example:{port}"),
        "evil.example".into(),
        "127.0.0.1".into(),
    ] {
        let fields = [("Host", &*host), ("Cookie", browser.cookie())];
        assert_eq!(
            send(&hookwright, &get("/", &fields)).status(),
            403,
            "{host}"
        );
    }
}

#[test]
fn a_foreign_page_stays_outside_even_with_the_cookie() {
    let hookwright = Hookwright::serve();
    let (browser, host) = (hookwright.browser(), hookwright.address("ui").to_string());
    for (name, value) in [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        let fields = [
            ("Host", &*host),
            ("Cookie", browser.cookie()),
            (name, value),
        ];
        for request in [
            get("/", &fields),
            post("/call/captures.page", &fields, b"{}"),
        ] {
            assert_eq!(send(&hookwright, &request).status(), 403, "{name}: {value}");
        }
    }
}

#[test]
fn a_wrong_token_gets_no_cookie() {
    let hookwright = Hookwright::serve();
    let host = hookwright.address("ui").to_string();
    for token in ["", "wrong"] {
        let answer = send(
            &hookwright,
            &get(&format!("/?token={token}"), &[("Host", &host)]),
        );
        assert_eq!((answer.status(), answer.field("set-cookie")), (403, None));
    }
}

#[test]
fn a_form_of_another_kind_calls_no_command() {
    let hookwright = Hookwright::serve();
    let (browser, host) = (hookwright.browser(), hookwright.address("ui").to_string());
    let fields = [
        ("Host", &*host),
        ("Cookie", browser.cookie()),
        ("Content-Type", "text/plain"),
    ];
    let argument = json!({ "filter": "", "from": null, "limit": 5 }).to_string();
    let answer = send(
        &hookwright,
        &post("/call/captures.page", &fields, argument.as_bytes()),
    );
    assert_eq!(answer.status(), 400);
}

#[test]
fn a_browser_reads_the_list_and_the_bytes_of_a_body_in_ranges() {
    let hookwright = Hookwright::serve();
    let id = hookwright.post("/x", &[], b"0123456789\xff").capture();
    let browser = hookwright.browser();
    let page = browser.call(
        "captures.page",
        &json!({ "filter": "", "from": null, "limit": 5 }),
    );
    assert_eq!(page[0]["id"], id);
    let body = browser.get(&format!("/bytes/captures/{id}/body"));
    assert_eq!((body.status(), &*body.body), (200, &b"0123456789\xff"[..]));
    assert_eq!(
        hookwright.capture(&id)["body_b64"],
        BASE64_STANDARD.encode(&body.body)
    );
}

#[test]
fn a_script_in_a_captured_body_is_never_served_as_a_page() {
    let hookwright = Hookwright::serve();
    let fields = [("Content-Type", "text/html")];
    let id = hookwright
        .post("/x", &fields, "<script>alert(1)</script>")
        .capture();
    let body = hookwright
        .browser()
        .get(&format!("/bytes/captures/{id}/body"));
    let kind = body.field("content-type").unwrap_or_default();
    assert!(!kind.contains("html") && !kind.contains("script"), "{kind}");
    assert_eq!(
        body.field("x-content-type-options").as_deref(),
        Some("nosniff")
    );
}

#[test]
fn the_bridge_is_not_the_receiver_and_the_receiver_is_not_the_bridge() {
    let hookwright = Hookwright::serve();
    let link = hookwright.ready()["ui"]
        .as_str()
        .expect("it has a UI")
        .to_owned();
    let token = link
        .split_once("/?")
        .expect("the link has a token")
        .1
        .to_owned();
    let answer = hookwright.send(get(&format!("/?{token}"), &[]));
    assert_eq!(
        (answer.status(), answer.field("set-cookie")),
        (200, None),
        "it is captured like any other"
    );
}

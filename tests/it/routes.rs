//! Captures that go on: to endpoints by routes, and to a handler whose answer goes back.

use tests::{Home, Hookwright, Message, RawClient, Row, Sink, dead_url, field, post};

const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const PUSH: &[(&str, &str)] = &[("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "d-1")];
const ISSUES: &[(&str, &str)] = &[("X-GitHub-Event", "issues")];

/// An endpoint `shop` at this URL, and a source `git` whose captures are routed as wanted.
fn routed(url: &str, route: &[&str]) -> Home {
    let home = Home::new();
    let endpoint = [
        "endpoint",
        "add",
        "shop",
        "--url",
        url,
        "--scheme",
        "standard-webhooks-v1",
        "--secret",
        SECRET,
    ];
    let _ = home.run(&endpoint).well();
    let source = [
        "source",
        "add",
        "git",
        "--scheme",
        "github-sha256",
        "--secret",
        "s",
    ];
    let _ = home.run(&[&source, route].concat()).well();
    home
}

fn deliveries(hookwright: &Hookwright) -> Vec<Row> {
    hookwright.rows(&["deliveries", "list"])
}

/// What came, as a file that `verify` reads.
fn saved(home: &Home, came: &Message) -> String {
    let file = home.file("came.http", [&came.head[..], &came.body].concat());
    file.to_string_lossy().into_owned()
}

#[test]
fn captures_that_a_filter_takes_flow_on_signed_afresh_with_the_providers_event_id() {
    let sink = Sink::answering(&[200]);
    let home = routed(
        &sink.url("/hooks"),
        &["--route", "shop=type:push body:main", "--route-resign"],
    );
    let hookwright = Hookwright::serve_in(home);
    let _ = hookwright.post("/git", ISSUES, "main");
    let _ = hookwright.post("/git", PUSH, "other");
    let _ = hookwright.post("/git", PUSH, "{\"ref\":\"main\"}");
    let came = sink.next();
    assert_eq!(came.first_line(), "POST /hooks HTTP/1.1");
    assert_eq!(came.body, b"{\"ref\":\"main\"}");
    assert_eq!(came.field("webhook-id").as_deref(), Some("d-1"));
    let file = saved(hookwright.home(), &came);
    let verify = [
        "verify",
        "--request",
        &file,
        "--scheme",
        "standard-webhooks-v1",
        "--secret",
        SECRET,
    ];
    let _ = hookwright.run(&verify).well();
    let all = deliveries(&hookwright);
    assert_eq!((all.len(), &all[0]["message_id"]), (1, &"d-1".into()));
    assert!(sink.others().is_empty());
}

#[test]
fn what_a_route_signs_afresh_has_lost_the_signature_of_its_provider() {
    let sink = Sink::answering(&[200]);
    let resigned = ["--route", "shop", "--route-resign"];
    let hookwright = Hookwright::serve_in(routed(&sink.url("/hooks"), &resigned));
    let signed = [
        ("X-Hub-Signature-256", "sha256=00"),
        ("X-GitHub-Event", "push"),
    ];
    let _ = hookwright.post("/git", &signed, "{}");
    let came = sink.next();
    assert_eq!(came.field("x-hub-signature-256"), None);
    assert_eq!(came.field("x-github-event").as_deref(), Some("push"));
    assert!(came.field("webhook-signature").is_some());
}

#[test]
fn a_route_without_a_filter_passes_on_every_capture_with_its_bytes() {
    let sink = Sink::answering(&[200]);
    let hookwright = Hookwright::serve_in(routed(&sink.url("/hooks"), &["--route", "shop"]));
    let _ = hookwright.post("/git", &[("x-ODD", "1")], "not \u{e9} verified\r\n");
    let came = sink.next();
    let head = String::from_utf8_lossy(&came.head).into_owned();
    assert!(head.contains("\r\nx-ODD: 1\r\n"), "{head}");
    assert_eq!(came.body, "not \u{e9} verified\r\n".as_bytes());
}

#[test]
fn what_was_routed_before_a_power_cut_is_delivered_after_it() {
    let sink = Sink::answering(&[200]);
    let home = routed(&sink.url("/hooks"), &["--route", "shop"]);
    let _ = home.run(&["endpoint", "disable", "shop"]).well();
    let hookwright = Hookwright::serve_in(home);
    let answer = hookwright.post("/git", PUSH, "kept");
    assert_eq!(answer.status(), 200);
    let hookwright = Hookwright::serve_in(hookwright.kill());
    assert!(sink.others().is_empty());
    let _ = hookwright.run(&["endpoint", "enable", "shop"]).well();
    assert_eq!(sink.next().body, b"kept");
}

#[test]
fn an_edited_route_holds_for_the_next_capture_and_is_shown() {
    let sink = Sink::answering(&[200]);
    let hookwright = Hookwright::serve_in(routed(&sink.url("/hooks"), &[]));
    let _ = hookwright.post("/git", PUSH, "before");
    let edit = ["source", "edit", "git", "--route", "shop=type:push"];
    let route = &hookwright.rows(&edit)[0]["routes"][0];
    assert_eq!(
        (&route["endpoint_name"], &route["filter"], &route["resign"]),
        (&"shop".into(), &"type:push".into(), &false.into())
    );
    let _ = hookwright.post("/git", PUSH, "after");
    assert_eq!(sink.next().body, b"after");
    let rename = ["source", "edit", "git", "--tolerance", "60"];
    assert_eq!(
        hookwright.rows(&rename)[0]["routes"][0]["filter"],
        "type:push",
        "what is not named stays"
    );
    let none = ["source", "edit", "git", "--route", "none"];
    assert_eq!(hookwright.rows(&none)[0]["routes"], Row::Array(Vec::new()));
    let _ = hookwright.post("/git", PUSH, "no more");
    assert_eq!(deliveries(&hookwright).len(), 1);
}

#[test]
fn a_route_that_cannot_be_is_refused_with_what_helps() {
    let home = routed(&dead_url(), &[]);
    let refused = |route: &str| {
        let edit = ["source", "edit", "git", "--route", route];
        home.run(&edit).with_code(2).stderr
    };
    let unknown = refused("shopp");
    assert!(
        unknown.contains("no endpoint \"shopp\"") && unknown.contains("shop"),
        "{unknown}"
    );
    let filter = refused("shop=colour:red");
    assert!(filter.contains("\"colour:\" is not known here"), "{filter}");
    let _ = home
        .run(&["endpoint", "add", "bare", "--url", "http://localhost:1"])
        .well();
    let bare = home.run(&["source", "edit", "git", "--route", "bare", "--route-resign"]);
    let bare = bare.with_code(2).stderr;
    assert!(bare.contains("bare has no signature scheme"), "{bare}");
}

#[test]
fn a_handlers_answer_goes_back_once_the_capture_is_kept() {
    let handler = Sink::saying(207, "queued as 7");
    let home = Home::new();
    let _ = home
        .run(&[
            "source",
            "add",
            "app",
            "--answer-from",
            &handler.url("/in"),
            "--respond",
            "503",
        ])
        .well();
    let hookwright = Hookwright::serve_in(home);
    let answer = hookwright.post("/app/deep?x=1", &[], "body");
    assert_eq!((answer.status(), &*answer.body), (207, &b"queued as 7"[..]));
    assert_eq!(answer.field("x-sink").as_deref(), Some("0"));
    assert_eq!(handler.next().first_line(), "POST /in/deep?x=1 HTTP/1.1");
    let kept = hookwright.capture(&answer.capture());
    assert_eq!(kept["response"]["status"], 207);
    assert_eq!(
        field(kept["attempts"].as_array().expect("a list"), "status"),
        ["207"]
    );
}

#[test]
fn a_dead_handler_is_said_to_the_sender_and_loses_nothing() {
    let home = Home::new();
    let _ = home
        .run(&["source", "add", "app", "--answer-from", &dead_url()])
        .well();
    let hookwright = Hookwright::serve_in(home);
    let answer = hookwright.post("/app", &[], "kept");
    assert_eq!(answer.status(), 502);
    let said = answer.json()["error"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(
        said.contains("cannot be reached") && said.contains("captured"),
        "{said}"
    );
    let kept = hookwright.capture(&answer.capture());
    assert_eq!(
        (&kept["response"]["status"], &kept["size"]),
        (&502.into(), &4.into())
    );
    let back = ["source", "edit", "app", "--answer-from", "none"];
    assert_eq!(hookwright.rows(&back)[0]["forward_mode"], "after");
    assert_eq!(hookwright.post("/app", &[], "").status(), 200);
}

#[test]
fn the_line_of_a_capture_has_the_answer_that_came_from_the_handler() {
    let handler = Sink::saying(207, "queued");
    let home = Home::new();
    let _ = home
        .run(&["source", "add", "app", "--answer-from", &handler.url("/")])
        .well();
    let listening = home.start(&["--json", "listen", "--receiver", "localhost:0"]);
    let ready = listening.row();
    let url = ready["receiver"]
        .as_str()
        .expect("it says where it listens");
    let address = url.trim_start_matches("http://").parse();
    let mut client = RawClient::connect(address.expect("it is an address"));
    client.write(post("/app", &[], b"body"));
    assert_eq!(client.answer().status(), 207);
    let row = listening.row();
    assert_eq!(row["response_status"], 207);
    assert_eq!(row["forwards"][0]["status"], 207);
}

//! `hookwright listen` and forwards: a line a capture, and what became of it elsewhere.

use std::net::TcpListener;

use tests::{Home, Hookwright, Process, RawClient, Row, Sink, dead_url, post};

/// A `listen --json` on a port of its own, and where it is.
struct Listening {
    process: Process,
    url: String,
}

impl Listening {
    fn start(home: &Home, arguments: &[&str]) -> Self {
        Self::at(home, "localhost:0", arguments)
    }

    fn at(home: &Home, receiver: &str, arguments: &[&str]) -> Self {
        let listen = ["--json", "listen", "--receiver", receiver];
        let process = home.start(&[&listen, arguments].concat());
        let ready = process.row();
        let url = ready["receiver"]
            .as_str()
            .expect("it says where it listens")
            .to_owned();
        Self { process, url }
    }

    fn post(&self, path: &str, body: &str) -> tests::Answer {
        let address = self
            .url
            .trim_start_matches("http://")
            .parse()
            .expect("it is an address");
        let mut client = RawClient::connect(address);
        client.write(post(path, &[], body.as_bytes()));
        client.answer()
    }

    fn forwards(&self) -> Vec<Row> {
        self.process.row()["forwards"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }
}

#[test]
fn a_capture_is_passed_on_as_it_came_and_its_line_says_how_that_went() {
    let (home, sink) = (Home::new(), Sink::answering(&[202]));
    let listening = Listening::start(
        &home,
        &["--source", "shop", "--forward-to", &sink.url("/base")],
    );
    let answer = listening.post("/shop/a/b?x=1", "exact \u{e9}\r\n");
    assert_eq!(
        answer.status(),
        200,
        "the sender is answered by the source's rule"
    );
    let forwards = listening.forwards();
    assert_eq!(
        (&forwards[0]["status"], &forwards[0]["exact"]),
        (&202.into(), &true.into())
    );
    let received = sink.next();
    assert_eq!(
        received.first_line(),
        "POST /base/a/b?x=1 HTTP/1.1",
        "path and query are kept"
    );
    assert_eq!(received.body, "exact \u{e9}\r\n".as_bytes());
    assert_eq!(
        home.rows(&["captures", "show", &answer.capture()])[0]["attempts"][0]["trigger"],
        "forward"
    );
}

#[test]
fn a_dead_target_loses_nothing_and_says_so_at_once() {
    let (home, target) = (Home::new(), dead_url());
    let listening = Listening::start(&home, &["--source", "shop", "--forward-to", &target]);
    assert_eq!(listening.post("/shop/a", "kept").status(), 200);
    let forwards = listening.forwards();
    let error = forwards[0]["error"].as_str().expect("it says why");
    assert!(error.contains("Nothing listens on"), "{error}");
    assert_eq!(home.rows(&["captures", "list"]).len(), 1);
}

#[test]
fn every_target_gets_the_capture_whatever_the_others_do() {
    let (home, sink) = (Home::new(), Sink::answering(&[500]));
    let (dead, live) = (dead_url(), sink.url("/in"));
    let listening = Listening::start(
        &home,
        &[
            "--source",
            "s",
            "--forward-to",
            &dead,
            "--forward-to",
            &live,
        ],
    );
    let _ = listening.post("/s/x", "both");
    assert_eq!(listening.forwards().len(), 2);
    assert_eq!(sink.next().body, b"both");
}

#[test]
fn a_scheme_and_its_secret_make_a_source_that_is_checked() {
    let home = Home::new();
    let listening = Listening::start(&home, &["--scheme", "github-sha256", "--secret", "s"]);
    let _ = listening.post("/github/push", "{}");
    let row = listening.process.row();
    assert_eq!(
        (&row["source"], &row["verdict"]),
        (&"github".into(), &"unsigned".into())
    );
}

#[test]
fn it_ends_well_when_asked() {
    let home = Home::new();
    let listening = Listening::start(&home, &[]);
    let _ = listening.post("/x", "");
    let _ = listening.process.row();
    assert_eq!(
        listening.process.stop().code,
        Some(0).filter(|_| cfg!(unix))
    );
}

#[test]
fn it_joins_a_hookwright_of_the_same_folder_and_hears_what_that_receives() {
    let hookwright = Hookwright::serve();
    let address = format!("localhost:{}", hookwright.receiver().port());
    let listening = Listening::at(hookwright.home(), &address, &[]);
    listening.process.hears("joining it");
    let answer = hookwright.post("/joined", &[], "");
    assert_eq!(listening.process.row()["id"], answer.capture());
}

#[test]
fn what_it_captures_in_a_terminal_is_told_to_the_open_window() {
    let window = Hookwright::serve();
    let mut captures = window.watch_captures();
    let listening = Listening::start(window.home(), &[]);
    let answer = listening.post("/from-a-terminal", "");
    assert_eq!(captures.when(1)[0]["id"], answer.capture());
}

#[test]
fn a_port_of_another_folder_ends_with_code_3_and_the_next_free_one() {
    let hookwright = Hookwright::serve();
    let port = hookwright.receiver().port();
    let listen = ["listen", "--receiver", &format!("localhost:{port}")];
    let home = Home::new();
    let done = home.start(&listen).end().with_code(3);
    assert!(
        done.stderr.contains(&format!("port {port} is taken")),
        "{done:?}"
    );
    let proposed = done
        .stderr
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|word| word.parse().ok());
    let proposed: Vec<u16> = proposed
        .filter(|&free| free > 1023 && free != port)
        .collect();
    assert!(
        proposed
            .iter()
            .any(|&free| TcpListener::bind(("127.0.0.1", free)).is_ok()),
        "{done:?}"
    );
    let fallback = Listening::at(&home, &format!("localhost:{port}"), &["--port-fallback"]);
    assert!(
        !fallback.url.ends_with(&format!(":{port}")),
        "{}",
        fallback.url
    );
}

#[test]
fn what_a_web_page_sends_is_captured_and_flagged_but_not_passed_on() {
    let (hookwright, sink) = (Hookwright::serve(), Sink::answering(&[200]));
    let _ = hookwright
        .run(&["source", "add", "shop", "--forward-to", &sink.url("")])
        .well();
    let page = hookwright.post(
        "/shop/page",
        &[("Origin", "https://evil.example")],
        "from a page",
    );
    let _ = hookwright.post("/shop/own", &[], "from a program");
    assert_eq!(
        sink.next().body,
        b"from a program",
        "and not the one before it"
    );
    assert_eq!(
        hookwright.capture(&page.capture())["flags"],
        serde_json::json!(["browser"])
    );
}

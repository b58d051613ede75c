//! Tokens that are made of a credential, judged by somebody else's library.

use serde_json::json;
use tests::{Home, Peer, Question, Sink};

/// A key that lets nobody in anywhere.
const KEY: &str =
    include_str!("../../../src-tauri/crates/providers/src/client/app_token/test_key.pem");

#[test]
fn a_github_app_is_let_in_by_a_token_that_jose_takes() {
    let Some(mut peer) = Peer::node() else {
        return;
    };
    let (home, sink) = (Home::new(), Sink::saying(200, "[]"));
    let file = home.file("app.pem", KEY);
    let file = file.to_str().expect("temporary paths are text");
    let base_url = sink.url("");
    let add = ["provider", "add", "app", "--provider", "github"];
    let how = [
        "--base-url",
        &base_url,
        "--api-key-file",
        file,
        "--set",
        "app=12345",
    ];
    drop(home.run(&[&add[..], &how].concat()).well());
    drop(home.run(&["provider", "deliveries", "app"]).well());
    let asked = sink.next();
    let authorization = asked.field("authorization").expect("it has a token");
    let question = Question {
        sdk: "jose",
        secret: KEY,
        url: &base_url,
        body: b"",
    };
    let fields = |token: &str| json!([["Authorization", token]]);
    assert!(peer.accepts(question, &fields(&authorization)));
    let (text, _) = authorization.rsplit_once('.').expect("it is signed");
    assert!(!peer.accepts(question, &fields(&format!("{text}.AAAA"))));
}

//! Providers played and called: the emulations of `serve`, their official clients, and our own.

mod apps;
mod calls;
mod documents;
mod official_instavm;
mod official_skyvern;

use std::net::SocketAddr;

use serde_json::{Value, json};
use tests::{Home, Hookwright, Peer, RawClient, Row, dead_url, field, post};

/// `serve` with its emulations on a port of their own.
fn serve() -> Hookwright {
    let own = ["--no-ui", "--emulations", "localhost:0"];
    Hookwright::serve_with(Home::new(), &own)
}

/// Makes a run, and gives what a client needs.
fn create(hookwright: &Hookwright, arguments: &[&str]) -> Row {
    create_of(hookwright, "skyvern", arguments)
}

/// Makes whatever a provider can send again.
fn create_of(hookwright: &Hookwright, provider: &str, arguments: &[&str]) -> Row {
    let command = [&["emulate", provider, "create"], arguments].concat();
    let mut rows = hookwright.rows(&command);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.remove(0)
}

fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    row[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name}: {row}"))
}

/// Makes our receiver check what Skyvern's emulation signs; gives where it goes.
fn add_source(hookwright: &Hookwright, secret: &str) -> String {
    let source = [
        "source", "add", "skyvern", "--scheme", "skyvern", "--secret", secret,
    ];
    let added = hookwright.run(&source).well();
    drop(added);
    hookwright.url("/skyvern/hook")
}

#[test]
fn the_official_client_has_a_run_sent_again_and_it_arrives_verified() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = Hookwright::serve_with(Home::new(), &["--emulations", "localhost:0"]);
    let key = text(&create(&hookwright, &[]), "api_key").to_owned();
    let target = add_source(&hookwright, &key);
    let mut captures = hookwright.watch_captures();
    let output = hookwright
        .home()
        .file("output.json", r#"{"price": 3.0, "small": 1e-7}"#);
    let output = output.to_str().expect("temporary paths are text");
    let created = create(&hookwright, &["--to", &target, "--payload", output]);
    assert!(
        text(&created, "base_url").ends_with("/skyvern"),
        "{created}"
    );
    drop(captures.when(1));

    let said = client.call(&created);
    let returned = &said["returned"];
    assert_eq!(returned["run_id"], created["run_id"], "{said}");
    assert_eq!(returned["run_type"], "task_v1");
    assert_eq!(returned["default_webhook_url"], target.as_str());
    assert_eq!(returned["target_webhook_url"], target.as_str());
    assert_eq!(returned["status_code"], 200);
    assert_eq!(returned["error"], Value::Null);
    assert!(returned["latency_ms"].is_u64() && returned["response_body"].is_string());

    let captures = captures.when(2);
    assert_eq!(field(&captures, "verdict"), ["verified", "verified"]);
    assert_eq!(captures[0]["event_id"], created["run_id"]);
    let capture = hookwright.capture(text(&captures[0], "id"));
    assert_eq!(body(&capture), text(returned, "payload"));
    assert!(body(&capture).contains(r#""output":{"price":3,"small":1e-07}"#));
    let signature = returned["headers"]["x-skyvern-signature"].as_str();
    assert_eq!(header(&capture, "x-skyvern-signature"), signature);
}

#[test]
fn the_official_client_meets_dead_receivers_other_urls_and_refusals() {
    let Some(mut client) = Peer::skyvern() else {
        return;
    };
    let hookwright = serve();
    let mut created = create(&hookwright, &["--to", &dead_url()]);
    let returned = client.call(&created)["returned"].clone();
    let error = "Could not reach URL: All connection attempts failed";
    assert_eq!(returned["error"], error, "{returned}");
    assert_eq!(returned["status_code"], Value::Null);

    created["webhook_url"] = json!(hookwright.url("/skyvern"));
    let returned = client.call(&created)["returned"].clone();
    assert_eq!(returned["status_code"], 200, "{returned}");

    created["run_id"] = json!("tsk_none");
    let raised = client.call(&created);
    assert_eq!(raised["status"], 404, "{raised}");
    assert_eq!(raised["body"], json!({"detail": "Run tsk_none not found"}));
    created["api_key"] = json!("sk_wrong");
    let raised = client.call(&created);
    assert_eq!(raised["body"], json!({"detail": "Invalid credentials"}));
}

fn body(capture: &Row) -> String {
    use base64::Engine as _;
    let bytes = base64::prelude::BASE64_STANDARD.decode(text(capture, "body_b64"));
    String::from_utf8(bytes.expect("it is base64")).expect("Skyvern sends UTF-8")
}

fn header<'a>(capture: &'a Row, name: &str) -> Option<&'a str> {
    let headers = capture["headers"].as_array()?;
    let is_it = |header: &&Value| {
        let found = header[0].as_str();
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    headers.iter().find(is_it)?[1].as_str()
}

#[test]
fn our_client_tells_what_came_of_it_by_its_exit_code() {
    let hookwright = serve();
    let created = create(&hookwright, &["--to", &dead_url()]);
    let (run, key) = (text(&created, "run_id"), text(&created, "api_key"));
    let target = add_source(&hookwright, key);
    let key_file = hookwright.home().file("key.txt", format!("{key}\n"));
    let key_file = key_file.to_str().expect("temporary paths are text");
    let base_url = text(&created, "base_url");
    let add = ["provider", "add", "mine", "--provider", "skyvern"];
    let place = ["--base-url", base_url, "--api-key-file", key_file];
    drop(hookwright.run(&[&add[..], &place].concat()).well());

    let asked = ["--json", "redeliver", "mine", run, "--webhook-url", &target];
    let dry = hookwright.run(&[&asked[..], &["--dry-run"]].concat());
    let dry = dry.well().row();
    assert_eq!(dry["method"], "POST", "{dry}");
    assert!(text(&dry, "body").contains(&target), "{dry}");
    assert!(!dry.to_string().contains(key), "{dry}");
    assert!(hookwright.rows(&["captures", "list"]).is_empty());
    let taken = hookwright.run(&asked).well().row();
    assert_eq!(taken["outcome"]["kind"], "replayed", "{taken}");
    assert_eq!(taken["outcome"]["arrived"], true);
    let captures = hookwright.rows(&["captures", "list"]);
    assert_eq!(field(&captures, "verdict"), ["verified"]);

    let lost = hookwright
        .run(&["--json", "redeliver", "mine", run])
        .with_code(1);
    assert_eq!(lost.row()["outcome"]["arrived"], false);
    let unknown = hookwright
        .run(&["redeliver", "mine", "tsk_none"])
        .with_code(1);
    assert!(
        unknown.stdout.contains("Run tsk_none not found"),
        "{unknown:?}"
    );
    drop(hookwright.run(&["redeliver", "nobody", run]).with_code(2));
    let place = [
        "--base-url",
        "http://127.0.0.1:1",
        "--api-key-file",
        key_file,
    ];
    let dead = ["provider", "add", "dead", "--provider", "skyvern"];
    drop(hookwright.run(&[&dead[..], &place].concat()).well());
    drop(hookwright.run(&["redeliver", "dead", run]).with_code(3));
    assert_eq!(
        field(&hookwright.rows(&["provider", "list"]), "name"),
        ["dead", "mine"]
    );
}

#[test]
fn an_emulation_can_have_a_port_of_its_own() {
    let alone = [
        "--no-ui",
        "--emulations",
        "localhost:0",
        "--emulation",
        "skyvern=localhost:0",
    ];
    let hookwright = Hookwright::serve_with(Home::new(), &alone);
    let created = create(&hookwright, &[]);
    let run = text(&created, "run_id");
    let fields = [("x-api-key", text(&created, "api_key"))];
    let detail = json!({"detail": "No webhook URL configured for the run."});
    for (address, prefix) in [
        (hookwright.address("emulations"), "/skyvern"),
        (address_alone(&hookwright), ""),
    ] {
        let path = format!("{prefix}/v1/runs/{run}/retry_webhook");
        let mut client = RawClient::connect(address);
        client.write(post(&path, &fields, b""));
        let answer = client.answer();
        assert_eq!((answer.status(), answer.json()), (400, detail.clone()));
    }
}

/// Where `serve` said that the emulation with a port of its own is.
fn address_alone(hookwright: &Hookwright) -> SocketAddr {
    let words = "The emulation of skyvern is at http://";
    hookwright.process().hears(words);
    let said = hookwright.process().stderr();
    let after = said.split_once(words).map(|(_, after)| after);
    let line = after.and_then(|after| after.lines().next());
    let address = line.map(|line| line.trim_end_matches('.'));
    let address = address.and_then(|address| address.parse().ok());
    address.unwrap_or_else(|| panic!("no address: {said}"))
}

#[test]
fn runs_are_kept_for_whoever_serves_next() {
    let home = Home::new();
    let created = home.rows(&[
        "emulate",
        "skyvern",
        "create",
        "--event-type",
        "workflow_run",
    ]);
    assert_eq!(created[0]["base_url"], "http://127.0.0.1:4401/skyvern");
    let own = ["--no-ui", "--emulations", "localhost:0"];
    let hookwright = Hookwright::serve_with(home, &own);
    let listed = hookwright.rows(&["emulate", "skyvern", "list"]);
    assert_eq!(field(&listed, "id"), [text(&created[0], "id")]);
    let shown = hookwright.rows(&["emulate", "skyvern", "show", text(&created[0], "id")]);
    assert!(text(&shown[0], "payload").contains(r#""run_type":"workflow_run""#));
    let keys = hookwright.rows(&["emulate", "skyvern", "keys"]);
    assert_eq!(field(&keys, "api_key"), [text(&created[0], "api_key")]);
}

#[test]
fn what_cannot_be_played_is_refused() {
    let home = Home::new();
    for arguments in [
        &["emulate", "nobody", "list"][..],
        &["emulate", "skyvern", "create", "--event-type", "task_v9"],
        &["emulate", "skyvern", "create", "--status", "done"],
        &["emulate", "skyvern", "create", "--to", "nowhere"],
        &["emulate", "skyvern", "show", "tsk_none"],
        &[
            "serve",
            "--no-ui",
            "--receiver",
            "localhost:0",
            "--emulation",
            "nobody=localhost:0",
        ],
    ] {
        drop(home.run(arguments).with_code(2));
    }
}

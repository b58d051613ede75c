//! `hookwright serve` and the contract that all commands share.

use std::net::TcpListener;

use serde_json::Value;
use tests::{Home, Hookwright, field, get};

#[test]
fn the_ready_line_says_where_everything_is() {
    let hookwright = Hookwright::serve();
    let ready = hookwright.ready();
    for part in ["receiver", "ui"] {
        assert!(
            ready[part]
                .as_str()
                .is_some_and(|url| url.starts_with("http://")),
            "{ready}"
        );
    }
    assert!(
        ready["ui"]
            .as_str()
            .is_some_and(|url| url.contains("/?token=")),
        "{ready}"
    );
    assert!(ready.get("emulations").is_some(), "{ready}");
    assert_eq!(
        ready["data"],
        hookwright.home().folder().display().to_string()
    );
}

#[test]
fn a_part_that_is_off_is_null() {
    let hookwright = Hookwright::serve_with(Home::new(), &["--no-ui"]);
    assert_eq!(hookwright.ready()["ui"], Value::Null);
}

#[test]
fn it_ends_well_when_asked_and_everything_is_there_after_a_restart() {
    let first = Hookwright::serve();
    let add = [
        "source",
        "add",
        "shop",
        "--scheme",
        "github-sha256",
        "--secret",
        "s3cret",
        "--respond",
        "503,200",
    ];
    let _ = first.run(&add).well();
    let id = first.post("/shop/a", &[("X-Odd", "1")], "one").capture();
    let (list, shown) = (first.rows(&["captures", "list"]), first.capture(&id));
    let source = first.rows(&["source", "show", "shop", "--reveal"]);
    let second = Hookwright::serve_in(first.stop());
    assert_eq!(second.rows(&["captures", "list"]), list);
    assert_eq!(second.capture(&id), shown);
    let after = second.rows(&["source", "show", "shop", "--reveal"]);
    assert_eq!(after[0]["secrets"], source[0]["secrets"]);
    assert_eq!(
        (&after[0]["response"], &after[0]["scheme"]),
        (&source[0]["response"], &source[0]["scheme"])
    );
}

#[test]
fn json_and_data_are_understood_before_and_after_the_command() {
    let hookwright = Hookwright::serve();
    let _ = hookwright.send(get("/x", &[]));
    let data = hookwright.home().folder().display().to_string();
    let other = Home::new();
    for arguments in [
        ["--json", "--data", &data, "captures", "list"],
        ["captures", "list", "--json", "--data", &data],
        ["captures", "--json", "list", "--data", &data],
    ] {
        let mut command = std::process::Command::new(tests::headless());
        let done = command
            .arg("--key-file")
            .args(arguments)
            .output()
            .expect("it runs");
        let text = String::from_utf8(done.stdout).expect("it writes UTF-8");
        assert_eq!(
            field(&tests::rows(&text), "target"),
            ["/x"],
            "{arguments:?}"
        );
    }
    assert!(!other.folder().exists(), "nothing was made elsewhere");
}

#[test]
fn exit_codes_tell_yes_no_wrong_use_and_broken_apart() {
    let home = Home::new();
    let request = home.file(
        "request.http",
        "POST / HTTP/1.1\r\nHost: h\r\n\r\nHello, World!",
    );
    let request = request
        .to_str()
        .expect("temporary folders have plain names");
    let verify = [
        "verify",
        "--scheme",
        "github-sha256",
        "--secret",
        "s",
        "--request",
    ];
    let _ = home.run(&[&verify[..], &[request]].concat()).with_code(1);
    let _ = home
        .run(&[&verify[..], &["no-such-file"]].concat())
        .with_code(2);
    let _ = home.run(&["no-such-command"]).with_code(2);
    let _ = home
        .run(&["captures", "list", "--filter", "verdict:maybe"])
        .with_code(2);
    let broken = Home::at(&home.file("a-file", "no folder"));
    let _ = broken.run(&["captures", "list"]).with_code(3);
}

#[test]
fn what_sign_prints_verify_accepts_with_exit_code_0() {
    let home = Home::new();
    let body = home.file("body.json", "Hello, World!");
    let body = body.to_str().expect("temporary folders have plain names");
    let key = [
        "--scheme",
        "github-sha256",
        "--secret",
        "It's a Secret to Everybody",
    ];
    let signed = home
        .run(&[&["sign", "--body", body], &key[..]].concat())
        .well()
        .stdout;
    let text = format!(
        "POST / HTTP/1.1\r\nHost: h\r\n{}\r\n\r\nHello, World!",
        signed.trim()
    );
    let request = home.file("request.http", text);
    let request = request
        .to_str()
        .expect("temporary folders have plain names");
    let verified = home
        .run(&[&["verify", "--json", "--request", request], &key[..]].concat())
        .well()
        .row();
    assert_eq!(
        (&verified["verdict"], &verified["reason"]),
        (&"verified".into(), &Value::Null)
    );
}

#[test]
fn a_taken_port_ends_with_code_3_and_names_the_next_free_one() {
    let holder = TcpListener::bind("127.0.0.1:0").expect("there are free ports");
    let port = holder.local_addr().expect("it is bound").port();
    let address = format!("localhost:{port}");
    let serve = ["serve", "--receiver", &address, "--ui", "127.0.0.1:0"];
    let done = Home::new().start(&serve).end().with_code(3);
    assert!(
        done.stderr.contains(&format!("port {port} is taken")),
        "{done:?}"
    );
    assert!(done.stderr.contains("is free"), "{done:?}");
    assert_eq!(done.stdout, "", "it is not ready");
    let fallback = Home::new().start(&[&serve[..], &["--port-fallback"]].concat());
    let ready = fallback.row();
    assert_ne!(ready["receiver"], format!("http://127.0.0.1:{port}"));
}

#[test]
fn a_change_in_one_shell_is_told_to_the_others() {
    let hookwright = Hookwright::serve();
    let mut notices = hookwright.browser().notices();
    let _ = hookwright.run(&["source", "add", "shop"]).well();
    notices.wait_for("sources");
}

#[test]
fn a_source_added_in_a_terminal_holds_for_the_next_request() {
    let hookwright = Hookwright::serve();
    for number in 1..=5 {
        let (name, status) = (format!("s{number}"), (500 + number).to_string());
        let _ = hookwright
            .run(&["source", "add", &name, "--respond", &status])
            .well();
        assert_eq!(
            hookwright
                .post(&format!("/{name}/x"), &[], "")
                .status()
                .to_string(),
            status
        );
    }
}

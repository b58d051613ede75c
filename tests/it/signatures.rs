//! Signatures without a capture, schemes of one's own, and sources checked again.

use serde_json::{Value, json};
use tests::{Home, Hookwright, field};

const OWN: &str = "# As the old gateway does it.\nid = \"mine\"\nprovider = \"Mine\"\n\n[signature]\nfrom = \"header:X-Sig\"\n\n[algorithm]\nkind = \"hmac\"\n\n[message]\nparts = \"{body}\"\n";

#[test]
fn a_pasted_request_is_read_checked_explained_and_copied() {
    let hookwright = Hookwright::serve();
    let browser = hookwright.browser();
    let sign = json!({
        "request": {
            "method": "POST", "url": "https://shop.test/hooks", "headers": [],
            "body": { "text": "{\"paid\":true}" },
        },
        "scheme": { "id": "github-sha256" }, "secrets": { "typed": ["k3y"] }, "now": null,
    });
    let signed = browser.call("signature.sign", &sign)["request"].clone();
    let copy = json!({ "request": signed, "format": "curl" });
    let command = browser.call("signature.copy", &copy)["text"].clone();
    let read = browser.call("signature.read", &json!({ "text": command }));
    assert_eq!(read["form"], "curl");
    let mut check = json!({
        "request": read["request"], "scheme": { "id": "github-sha256" },
        "secrets": { "typed": ["k3y"] }, "tolerance_seconds": null, "future": null, "now": null,
        "all_secrets": false, "urls": [],
    });
    assert_eq!(
        browser.call("signature.verify", &check)["verdict"],
        "verified"
    );
    check["request"]["body"] = json!({ "text": "{\"paid\":true}\n" });
    let diagnosis = browser.call("signature.diagnose", &check);
    assert_eq!(diagnosis["verification"]["reason"], "signature_mismatch");
    assert_ne!(diagnosis["causes"], json!([]), "{diagnosis}");
}

#[test]
fn a_refusal_names_the_field_that_is_wrong() {
    let hookwright = Hookwright::serve();
    let browser = hookwright.browser();
    let _ = hookwright.run(&["source", "add", "shop"]).well();
    let add = json!({ "name": "shop", "secrets": [] });
    let refused = browser.refused("sources.add", &add);
    assert_eq!(
        (&refused["code"], &refused["field"]),
        (&json!("name_taken"), &json!("name"))
    );
    let add = json!({ "name": "blog", "secrets": [], "forward_to": ["ftp://x.test"] });
    let refused = browser.refused("sources.add", &add);
    assert_eq!(refused["field"], "forward_to");
    let add = json!({ "name": "blog", "secrets": [], "scheme": "no-such" });
    let refused = browser.refused("sources.add", &add);
    assert_eq!(
        (&refused["code"], &refused["field"]),
        (&json!("unknown_scheme"), &json!("scheme"))
    );
}

#[test]
fn a_scheme_of_ones_own_is_kept_as_written_and_known_to_every_shell() {
    let hookwright = Hookwright::serve();
    let browser = hookwright.browser();
    let saved = browser.call("schemes.save", &json!({ "definition": OWN }));
    assert_eq!(
        (&saved["id"], &saved["own"]),
        (&json!("mine"), &json!(true))
    );
    let shown = &hookwright.rows(&["schemes", "show", "mine"])[0];
    assert_eq!(
        (&shown["definition"], &shown["own"]),
        (&json!(OWN), &json!(true))
    );
    let add = [
        "source", "add", "shop", "--scheme", "mine", "--secret", "k3y",
    ];
    let _ = hookwright.run(&add).well();
    let sign = json!({
        "request": { "method": "POST", "url": "https://x.test/", "headers": [], "body": { "text": "{}" } },
        "scheme": { "id": "mine" }, "secrets": { "typed": ["k3y"] }, "now": null,
    });
    let signature = browser.call("signature.sign", &sign)["headers"][0][1].clone();
    let signature = signature.as_str().expect("a signature is text");
    let answer = hookwright.post("/shop/", &[("X-Sig", signature)], "{}");
    assert_eq!(hookwright.capture(&answer.capture())["verdict"], "verified");
    let refused = browser.refused("schemes.remove", &json!({ "id": "mine" }));
    assert_eq!(refused["code"], "in_use");
}

#[test]
fn a_definition_in_a_file_is_kept_with_the_source_and_gives_way_to_its_later_state() {
    let home = Home::new();
    let file = home.file("mine.toml", OWN);
    let path = file.display().to_string();
    let _ = home
        .run(&[
            "source", "add", "shop", "--scheme", &path, "--secret", "k3y",
        ])
        .well();
    assert_eq!(
        home.rows(&["schemes", "show", "mine"])[0]["definition"],
        OWN
    );
    let later = OWN.replace("X-Sig", "X-Seal");
    let file = home.file("mine.toml", &later);
    let path = file.display().to_string();
    let _ = home
        .run(&["source", "edit", "shop", "--scheme", &path])
        .well();
    let shown = &home.rows(&["schemes", "show", "mine"])[0];
    assert_eq!(
        (&shown["definition"], &shown["place"]),
        (&json!(later), &json!("header X-Seal"))
    );
    let list = home.run(&["schemes"]).well().stdout;
    let first = list.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("mine") && first.ends_with("your own"),
        "{first}"
    );
}

#[test]
fn a_scheme_is_shown_in_full_as_text_and_as_json() {
    let home = Home::new();
    let shown = &home.rows(&["schemes", "show", "stripe-v1"])[0];
    assert_eq!(
        (&shown["id"], &shown["own"]),
        (&json!("stripe-v1"), &json!(false))
    );
    assert!(
        shown["sections"].is_array() && shown["mark"].is_string(),
        "{shown}"
    );
    let text = home.run(&["schemes", "show", "stripe-v1"]).well().stdout;
    for part in [
        "Stripe-Signature",
        "HMAC-SHA256",
        "300 seconds",
        "[signature]",
    ] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    let unknown = home.run(&["schemes", "show", "stripe"]).with_code(2);
    assert!(unknown.stderr.contains("stripe-v1"), "{unknown:?}");
}

#[test]
fn a_source_whose_secret_was_wrong_is_checked_again_as_a_whole() {
    let hookwright = Hookwright::serve();
    let add = [
        "source",
        "add",
        "lab",
        "--scheme",
        "gitlab-token",
        "--secret",
        "wrong",
    ];
    let _ = hookwright.run(&add).well();
    let _ = hookwright
        .run(&[
            "source",
            "add",
            "other",
            "--scheme",
            "gitlab-token",
            "--secret",
            "wrong",
        ])
        .well();
    for path in ["/lab/", "/lab/", "/other/"] {
        let _ = hookwright.post(path, &[("X-Gitlab-Token", "right")], "{}");
    }
    let verdicts = || field(&hookwright.rows(&["captures", "list"]), "verdict");
    assert_eq!(verdicts(), ["rejected"; 3]);
    let _ = hookwright
        .run(&["source", "edit", "lab", "--secret", "right"])
        .well();
    let progress = hookwright.rows(&["source", "reverify", "lab"]);
    let last = progress.last().expect("it ends with a row");
    assert_eq!(
        (&last["done"], &last["changed"], &last["verified"]),
        (&json!(2), &json!(2), &json!(2))
    );
    assert_eq!(
        (&last["finished"], &last["cancelled"]),
        (&Value::Bool(true), &Value::Bool(false))
    );
    assert_eq!(verdicts(), ["rejected", "verified", "verified"]);
    let counts = hookwright.browser().call("captures.counts", &json!({}));
    assert_eq!(counts["by_verdict"][0], json!(["verified", 2]));
    let missing = hookwright
        .run(&["source", "reverify", "no-such"])
        .with_code(2);
    assert!(missing.stderr.contains("no-such"), "{missing:?}");
}

#[test]
fn word_of_a_source_checked_again_reaches_a_page_that_shows_it() {
    let hookwright = Hookwright::serve();
    let browser = hookwright.browser();
    let add = [
        "source",
        "add",
        "lab",
        "--scheme",
        "gitlab-token",
        "--secret",
        "right",
    ];
    let id = hookwright.rows(&add)[0]["id"].clone();
    let _ = hookwright.post("/lab/", &[("X-Gitlab-Token", "right")], "{}");
    let mut notices = browser.notices();
    let source = json!({ "source": id });
    let _ = browser.call("sources.reverify", &source);
    loop {
        notices.wait_for("runs");
        let progress = browser.call("sources.reverification", &source);
        if progress["finished"] == true {
            assert_eq!(
                (&progress["done"], &progress["changed"]),
                (&json!(1), &json!(0))
            );
            return;
        }
    }
}

//! `hookwright source`: made, listed, shown, changed, removed, and no secret told.

use tests::{Home, Hookwright, Process, Row, field};

const SECRET: &str = "whsec_never-to-be-told-4711";

#[test]
fn a_source_is_added_listed_shown_edited_and_removed() {
    let home = Home::new();
    let added = home.rows(&[
        "source",
        "add",
        "shop",
        "--scheme",
        "stripe-v1",
        "--secret",
        SECRET,
    ]);
    assert_eq!(
        (&added[0]["name"], &added[0]["scheme"]),
        (&"shop".into(), &"stripe-v1".into())
    );
    assert!(ends_with(&added[0]["ingest_url"], "/shop/"), "{added:?}");
    let edit = [
        "source",
        "edit",
        "shop",
        "--rename",
        "store",
        "--tolerance",
        "60",
        "--forward-to",
        "http://localhost:1",
    ];
    let edited = &home.rows(&edit)[0];
    assert_eq!(
        (&edited["tolerance_seconds"], &edited["forward_to"][0]),
        (&60.into(), &"http://localhost:1".into())
    );
    assert_eq!(edited["scheme"], "stripe-v1", "what is not named stays");
    assert_eq!(field(&home.rows(&["source", "list"]), "name"), ["store"]);
    assert_eq!(
        home.rows(&["source", "show", "store"])[0]["id"],
        added[0]["id"]
    );
    let _ = home.run(&["source", "remove", "store"]).well();
    assert!(home.rows(&["source", "list"]).is_empty());
    let gone = home.run(&["source", "show", "store"]).with_code(2);
    assert!(gone.stderr.contains("store"), "{gone:?}");
}

#[test]
fn captures_of_a_removed_source_stay_and_keep_its_name() {
    let hookwright = Hookwright::serve();
    let _ = hookwright.run(&["source", "add", "shop"]).well();
    let _ = hookwright.post("/shop/x", &[], "");
    let _ = hookwright.run(&["source", "remove", "shop"]).well();
    assert_eq!(
        field(&hookwright.rows(&["captures", "list"]), "source"),
        ["shop"]
    );
    let _ = hookwright.post("/shop/x", &[], "");
    assert_eq!(
        field(&hookwright.rows(&["captures", "list"]), "source"),
        ["unsorted", "shop"]
    );
}

#[test]
fn answers_follow_the_rule_step_by_step() {
    let hookwright = Hookwright::serve();
    let rule = [
        "--respond",
        "503,503,200",
        "--respond-header",
        "X-Rule: yes",
        "--respond-body",
        "as told",
    ];
    let _ = hookwright
        .run(&[&["source", "add", "flaky"], &rule[..]].concat())
        .well();
    let answers: Vec<_> = (0..4)
        .map(|_| hookwright.post("/flaky/x", &[], ""))
        .collect();
    let statuses: Vec<u16> = answers.iter().map(tests::Message::status).collect();
    assert_eq!(statuses, [503, 503, 200, 200]);
    assert_eq!(
        (answers[0].field("x-rule"), &*answers[0].body),
        (Some("yes".into()), &b"as told"[..])
    );
}

#[test]
fn without_a_rule_the_answer_is_json_that_names_the_capture() {
    let hookwright = Hookwright::serve();
    let answer = hookwright.post("/anything", &[], "");
    assert_eq!(
        (answer.status(), answer.json()["capture"].as_str()),
        (200, Some(&*answer.capture()))
    );
}

#[test]
fn two_secrets_hold_during_a_rotation_and_one_can_be_forgotten() {
    let hookwright = Hookwright::serve();
    let _ = hookwright
        .run(&[
            "source",
            "add",
            "gh",
            "--scheme",
            "github-sha256",
            "--secret",
            "old",
        ])
        .well();
    let edited = hookwright.rows(&["source", "edit", "gh", "--secret", "new"]);
    assert_eq!(
        verdicts(&hookwright),
        ["verified", "verified"],
        "of old and new"
    );
    let old = edited[0]["secrets"][0]["id"]
        .as_str()
        .expect("a secret has an id")
        .to_owned();
    let _ = hookwright
        .run(&["source", "edit", "gh", "--remove-secret", &old])
        .well();
    assert_eq!(
        verdicts(&hookwright),
        ["rejected", "verified"],
        "of old and new"
    );
}

/// What becomes of a request signed with the old secret, and of one signed with the new one.
fn verdicts(hookwright: &Hookwright) -> Vec<String> {
    let sign = |secret: &str| {
        let signed = hookwright.rows(&["sign", "--scheme", "github-sha256", "--secret", secret]);
        signed[0]["headers"][0][1]
            .as_str()
            .expect("a signature is text")
            .to_owned()
    };
    let post = |secret| {
        hookwright
            .post("/gh/x", &[("X-Hub-Signature-256", &sign(secret))], "")
            .capture()
    };
    let captures: Vec<Row> = ["old", "new"]
        .map(|secret| hookwright.capture(&post(secret)))
        .into();
    field(&captures, "verdict")
}

#[test]
fn a_secret_is_told_to_nobody_who_did_not_ask_to_see_it() {
    let hookwright = Hookwright::serve();
    let add = [
        "source",
        "add",
        "shop",
        "--scheme",
        "stripe-v1",
        "--secret",
        SECRET,
    ];
    let mut said = tell(&hookwright, &add);
    let _ = hookwright.post("/shop/x", &[("Stripe-Signature", "t=1,v1=00")], "{}");
    for arguments in [
        &["source", "list"][..],
        &["source", "show", "shop"],
        &["source", "edit", "shop", "--tolerance", "9"],
        &["captures", "list"],
        &["captures", "show", "cap_1"],
        &["verify", "--capture", "cap_1"],
        &["source", "add", "shop", "--secret", SECRET],
    ] {
        said += &tell(&hookwright, arguments);
    }
    said += &hookwright.process().stderr();
    assert!(!said.contains("never-to-be-told"), "{said}");
    let revealed = hookwright
        .run(&["source", "show", "shop", "--reveal"])
        .well();
    assert!(revealed.stdout.contains(SECRET), "{revealed:?}");
}

/// What a command says on both streams, as text and as JSON.
fn tell(hookwright: &Hookwright, arguments: &[&str]) -> String {
    let text = hookwright.run(arguments);
    let json = hookwright.run(&[arguments, &["--json"]].concat());
    text.stdout + &text.stderr + &json.stdout + &json.stderr
}

#[test]
fn a_secret_is_not_in_the_data_folder_in_plain() {
    let hookwright = Hookwright::serve();
    let _ = hookwright
        .run(&[
            "source",
            "add",
            "shop",
            "--scheme",
            "stripe-v1",
            "--secret",
            SECRET,
        ])
        .well();
    let home = hookwright.stop();
    for entry in std::fs::read_dir(home.folder())
        .expect("it is there")
        .flatten()
    {
        let bytes = std::fs::read(entry.path()).unwrap_or_default();
        let found = bytes
            .windows(SECRET.len())
            .any(|window| window == SECRET.as_bytes());
        assert!(!found, "{}", entry.path().display());
    }
}

#[test]
fn a_secret_comes_from_a_file_or_a_variable_too() {
    let home = Home::new();
    let file = home.file("secret.txt", format!("{SECRET}\n"));
    let file = file.to_str().expect("temporary folders have plain names");
    let add = [
        "source",
        "add",
        "a",
        "--scheme",
        "stripe-v1",
        "--secret-file",
        file,
    ];
    let _ = home.run(&add).well();
    let add = [
        "source",
        "add",
        "b",
        "--scheme",
        "stripe-v1",
        "--secret-env",
        "SHOP_SECRET",
    ];
    let mut command = home.command(&add);
    command.env("SHOP_SECRET", SECRET);
    let _ = Process::start(command).end().well();
    for name in ["a", "b"] {
        let shown = home.rows(&["source", "show", name, "--reveal"]);
        assert_eq!(shown[0]["secrets"][0]["value"], SECRET, "{name}");
    }
}

#[test]
fn what_cannot_be_a_source_is_refused_with_what_helps() {
    let home = Home::new();
    let _ = home.run(&["source", "add", "shop"]).well();
    for (arguments, word) in [
        (&["source", "add", "shop"][..], "exists already"),
        (&["source", "add", "a/b"], "a/b"),
        (&["source", "add", "x", "--scheme", "stripe"], "stripe-v1"),
        (&["source", "add", "x", "--secret", "s"], "--scheme"),
        (&["source", "add", "x", "--respond", "700"], "503,503,200"),
        (&["source", "add", "x", "--forward-to", "localhost"], "http"),
    ] {
        let done = home.run(arguments).with_code(2);
        assert!(done.stderr.contains(word), "{arguments:?}: {done:?}");
    }
}

fn ends_with(value: &serde_json::Value, end: &str) -> bool {
    value.as_str().is_some_and(|text| text.ends_with(end))
}

//! The code that is made is run here, where its language is: it takes what we
//! sign and refuses what was altered.

use std::fs;
use std::path::Path;
use std::process::Command;

use model::{Headers, Secret, Timestamp};
use serde_json::{Value, json};

use super::*;
use crate::{Draft, NewSecret, Request, catalogue, new_secret, sample, sign};

const NOW: i64 = 1_760_000_000;
const PRIVATE: &str = include_str!("../../tests/keys/only-for-tests-private.pem");
const PUBLIC: &str = include_str!("../../tests/keys/only-for-tests-public.pem");

/// The schemes that are data, and have code.
fn declarative() -> impl Iterator<Item = &'static Scheme> {
    let all = catalogue().iter();
    all.filter(|scheme| snippet(scheme, Language::NodeExpress).is_ok())
}

fn secrets(scheme: &Scheme) -> NewSecret {
    new_secret(scheme, &[7; 32]).unwrap_or_else(|| NewSecret {
        signing: Secret::new(PRIVATE),
        verifying: Secret::new(PUBLIC),
    })
}

/// The scheme's sample as its code gets it: lower-case names, one value each.
fn signed(scheme: &Scheme) -> Value {
    let sample = sample(scheme);
    let mut headers = sample.headers.clone();
    let pair = secrets(scheme);
    let url = "https://hooks.example.com/in?data.id=AB1&x=a%20b";
    let draft = Draft {
        scheme,
        secrets: std::slice::from_ref(&pair.signing),
        request: Request {
            method: "POST",
            url,
            headers: &headers.clone(),
            body: &sample.body,
        },
        now: Timestamp::from_unix_seconds(NOW),
        entropy: [9; 16],
    };
    let signed = sign(&draft).unwrap();
    signed.put_into(&mut headers);
    let body = signed.body.unwrap_or(sample.body);
    let url = signed.url.unwrap_or_else(|| url.to_owned());
    request(scheme, &pair, &url, &headers, &body)
}

fn request(scheme: &Scheme, pair: &NewSecret, url: &str, headers: &Headers, body: &[u8]) -> Value {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let headers: serde_json::Map<_, _> = headers
        .iter()
        .map(|header| {
            (
                header.name.to_lowercase(),
                Value::String(text(&header.value)),
            )
        })
        .collect();
    let verifying = text(pair.verifying.expose());
    let lines = verifying.lines().filter(|line| !line.starts_with("-----"));
    let secret = lines.collect::<Vec<_>>().concat();
    json!({"method": "POST", "url": url, "headers": headers, "body": text(body), "secret": secret, "now": NOW,
        "covers_body": covers_body(scheme), "pair_of_keys": scheme.definition().has_key_pair(), "id": scheme.id()})
}

fn covers_body(scheme: &Scheme) -> bool {
    use crate::scheme::template::Value;
    scheme
        .definition()
        .signs(|value| matches!(value, Value::Body | Value::BodySha256 | Value::SortedForm))
}

/// Whether a program is on this machine.
fn is_here(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

/// Runs the driver over a file for each scheme; what it prints are complaints.
fn run(program: &str, driver: &str, extension: &str, code: impl Fn(&Definition) -> String) {
    if !is_here(program) {
        eprintln!("{program} is not here: its code was not run");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut rows = Vec::new();
    for (index, scheme) in declarative().enumerate() {
        let mut row = signed(scheme);
        row["file"] = json!(format!("code_{index}.{extension}"));
        write(
            folder.path(),
            row["file"].as_str().unwrap(),
            &code(scheme.definition()),
        );
        rows.push(row);
    }
    write(folder.path(), "rows.json", &Value::Array(rows).to_string());
    let driver_name = format!("driver.{extension}");
    write(folder.path(), &driver_name, driver);
    let output = Command::new(program)
        .arg(&driver_name)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.trim().is_empty(), "{told}");
}

const NODE_DRIVER: &str = r#"
import { readFileSync } from "node:fs";
for (const row of JSON.parse(readFileSync("rows.json"))) {
  const { verify } = await import("./" + row.file);
  const request = { method: row.method, url: row.url, headers: row.headers, body: Buffer.from(row.body) };
  const judge = (request, secrets, now = row.now) => {
    try { return verify(request, secrets, now); } catch (error) { return String(error.stack); }
  };
  const expect = (what, found, wanted) => { if (found !== wanted) console.log(row.id, what, found); };
  expect("own", judge(request, row.pair_of_keys ? [row.secret] : ["AAAA", row.secret]), true);
  expect("no secret", judge(request, []), false);
  expect("no header", judge({ ...request, headers: {}, body: Buffer.from("{}"), url: "https://h/" }, [row.secret]), false);
  if (row.covers_body) expect("tampered", judge({ ...request, body: Buffer.from(row.body.replace(/[a-z]/, "Z") + "&a=1") }, [row.secret]), false);
}
"#;

#[test]
fn the_code_for_node_takes_what_we_sign_and_nothing_else() {
    run("node", NODE_DRIVER, "mjs", |definition| {
        let code = part(definition, Language::NodeExpress, "verify");
        format!("import crypto from \"node:crypto\";\n{code}")
    });
}

const PYTHON_DRIVER: &str = r#"
import importlib, inspect, json
for row in json.load(open("rows.json")):
    module = importlib.import_module(row["file"][:-3])
    known = {"method": row["method"], "url": row["url"], "headers": row["headers"], "body": row["body"].encode(), "now": row["now"]}
    names = inspect.signature(module.verify).parameters
    def judge(secrets, **changed):
        given = {**known, **changed}
        try:
            return module.verify(secrets=secrets, **{name: given[name] for name in names if name in given})
        except Exception as error:
            return repr(error)
    def expect(what, found, wanted):
        if found is not wanted: print(row["id"], what, found)
    wrong = [] if row["pair_of_keys"] else ["AAAA"]
    expect("own", judge(wrong + [row["secret"]]), True)
    expect("no secret", judge([]), False)
    expect("no header", judge([row["secret"]], headers={}, body=b"{}", url="https://h/"), False)
    if row["covers_body"]: expect("tampered", judge([row["secret"]], body=row["body"].replace("a", "Z").encode() + b"&a=1"), False)
"#;

#[test]
fn the_code_for_python_takes_what_we_sign_and_nothing_else() {
    run("python3", PYTHON_DRIVER, "py", |definition| {
        let imports = part(definition, Language::PythonFlask, "imports");
        let code = part(definition, Language::PythonFlask, "verify");
        format!("{imports}\n\n{code}")
    });
}

#[test]
fn every_scheme_that_is_data_has_code_in_every_language() {
    let refused = |scheme: &&Scheme| {
        let data = scheme.definition().coded.is_none();
        let mut languages = Language::ALL.into_iter();
        data && languages.any(|language| snippet(scheme, language).is_err())
    };
    let refused: Vec<_> = catalogue().iter().filter(refused).map(Scheme::id).collect();
    // A key set by URL; a body as a JSON string, which not all libraries write alike.
    assert_eq!(refused, ["fal-ai", "hygraph"]);
}

#[test]
fn nothing_of_a_template_is_left_in_the_code() {
    for scheme in declarative() {
        for language in Language::ALL {
            let Ok(snippet) = snippet(scheme, language) else {
                continue;
            };
            let left = |line: &str| line.trim_start().starts_with("%") || line.contains(['«', '»']);
            let left: Vec<_> = snippet.code.lines().filter(|line| left(line)).collect();
            assert!(left.is_empty(), "{} {language:?}: {left:?}", scheme.id());
            assert!(
                snippet.code.len() > 500,
                "{} {language:?}: {}",
                scheme.id(),
                snippet.code
            );
        }
    }
}

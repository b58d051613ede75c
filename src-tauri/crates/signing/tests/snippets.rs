//! The code that is made for handlers is run here, where its language is: it
//! takes what we sign and refuses what was altered.
//!
//! The frameworks are stood in for by a few lines, so that the files run whole.

use std::fs;
use std::path::Path;
use std::process::Command;

use model::{Secret, Timestamp};
use serde_json::{Value, json};
use signing::{
    Draft, Language, NewSecret, Request, Scheme, catalogue, new_secret, sample, sign, snippet,
};

const NOW: i64 = 1_760_000_000;

/// A signed sample as the code gets it: names in lower case, one value each.
fn signed(scheme: &Scheme) -> Value {
    let pair = new_secret(scheme, &[7; 32]).expect("secrets can be made");
    let sample = sample(scheme);
    let mut headers = sample.headers.clone();
    let url = "https://hooks.example.com/in?data.id=AB1&x=a%20b";
    let request = Request {
        method: "POST",
        url,
        headers: &headers.clone(),
        body: &sample.body,
    };
    let secrets = std::slice::from_ref(&pair.signing);
    let now = Timestamp::from_unix_seconds(NOW);
    let signed = sign(&Draft {
        scheme,
        secrets,
        request,
        now,
        entropy: [9; 16],
    })
    .expect("samples can be signed");
    signed.put_into(&mut headers);
    let headers: serde_json::Map<_, _> = headers
        .iter()
        .map(|header| {
            (
                header.name.as_str().to_lowercase(),
                text(&header.value).into(),
            )
        })
        .collect();
    let summary = scheme.summary();
    json!({
        "id": scheme.id(),
        "method": "POST",
        "url": signed.url.as_deref().unwrap_or(url),
        "headers": headers,
        "body": text(signed.body.as_deref().unwrap_or(&sample.body)),
        "secrets": secrets_of(&pair, summary.public_key),
        "now": NOW,
        "covers_body": summary.signs_body,
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A public key in one line; a shared secret after another one.
fn secrets_of(pair: &NewSecret, public_key: bool) -> Vec<String> {
    let lines = |secret: &Secret| {
        let text = text(secret.expose());
        let lines = text.lines().filter(|line| !line.starts_with("-----"));
        lines.collect::<String>()
    };
    let own = lines(&pair.verifying);
    if public_key {
        vec![own]
    } else {
        vec!["AAAA".to_owned(), own]
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}

/// Runs the driver over a file for each scheme; what it prints are complaints.
fn run(program: &str, language: Language, extension: &str, files: &[(&str, &str)]) {
    if Command::new(program).arg("--version").output().is_err() {
        eprintln!("{program} is not here: its code was not run");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut rows = Vec::new();
    for scheme in catalogue().iter() {
        let Ok(made) = snippet(scheme, language) else {
            continue;
        };
        let mut row = signed(scheme);
        let name = format!("code_{}", rows.len());
        // Handlers keep it to themselves.
        let export = if extension == "mjs" {
            "export { verify };\n"
        } else {
            ""
        };
        write(
            folder.path(),
            &format!("{name}.{extension}"),
            &(made.code + export),
        );
        row["file"] = name.into();
        rows.push(row);
    }
    assert!(rows.len() > 150, "{}", rows.len());
    write(folder.path(), "rows.json", &Value::Array(rows).to_string());
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    let mut command = Command::new(program);
    let output = command
        .arg(files[0].0)
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let told = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success() && told.trim().is_empty(), "{told}");
}

const NODE: &str = r#"
import { readFileSync } from "node:fs";
for (const row of JSON.parse(readFileSync("rows.json"))) {
  const { verify } = await import(`./${row.file}.mjs`);
  const request = { method: row.method, url: row.url, headers: row.headers, body: Buffer.from(row.body) };
  const judge = (differs = {}, secrets = row.secrets) => {
    try { return verify({ ...request, ...differs }, secrets, row.now); } catch (error) { return error.stack; }
  };
  const expect = (what, found, wanted) => { if (found !== wanted) console.log(row.id, what, found); };
  expect("as signed", judge(), true);
  expect("without secrets", judge({}, []), false);
  expect("unsigned", judge({ headers: {}, body: Buffer.from("{}"), url: "https://h/" }), false);
  if (row.covers_body) expect("with another body", judge({ body: Buffer.from(row.body + "&a=1") }), false);
}
"#;

const EXPRESS: &str = r#"
const express = () => ({ post() {}, listen() {} });
express.raw = () => undefined;
export default express;
"#;

#[test]
fn the_code_for_node_takes_what_we_sign_and_nothing_else() {
    let manifest = r#"{"type":"module","main":"index.js"}"#;
    let files = [
        ("driver.mjs", NODE),
        ("node_modules/express/package.json", manifest),
        ("node_modules/express/index.js", EXPRESS),
    ];
    run("node", Language::NodeExpress, "mjs", &files);
}

#[test]
fn the_code_for_next_takes_what_we_sign_and_nothing_else() {
    run("node", Language::Nextjs, "mjs", &[("driver.mjs", NODE)]);
}

const PYTHON: &str = r#"
import importlib, inspect, json
for row in json.load(open("rows.json")):
    module = importlib.import_module(row["file"])
    request = {name: row[name] for name in ("method", "url", "headers", "secrets", "now")} | {"body": row["body"].encode()}
    names = inspect.signature(module.verify).parameters
    def judge(**differs):
        given = request | differs
        try:
            return module.verify(**{name: given[name] for name in names})
        except Exception as error:
            return repr(error)
    def expect(what, found, wanted):
        if found is not wanted: print(row["id"], what, found)
    expect("as signed", judge(), True)
    expect("without secrets", judge(secrets=[]), False)
    expect("unsigned", judge(headers={}, body=b"{}", url="https://h/"), False)
    if row["covers_body"]: expect("with another body", judge(body=row["body"].encode() + b"&a=1"), False)
"#;

const FLASK: &str = r#"
class Flask:
    def __init__(self, name): pass
    def post(self, path): return lambda function: function
request = None
"#;

const FASTAPI: &str = r#"
class FastAPI:
    def post(self, path, status_code): return lambda function: function
class HTTPException(Exception): pass
class Request: pass
"#;

/// Where the package cryptography is not installed, schemes with public keys are left out.
fn python(language: Language, framework: (&str, &str)) {
    let has = Command::new("python3")
        .args(["-c", "import cryptography"])
        .output();
    let driver = match has {
        Ok(output) if output.status.success() => PYTHON.to_owned(),
        _ => PYTHON.replace(
            "    module =",
            "    if 'cryptography' in open(row['file'] + '.py').read(): continue\n    module =",
        ),
    };
    run(
        "python3",
        language,
        "py",
        &[("driver.py", &driver), framework],
    );
}

#[test]
fn the_code_for_flask_takes_what_we_sign_and_nothing_else() {
    python(Language::PythonFlask, ("flask.py", FLASK));
}

#[test]
fn the_code_for_fastapi_takes_what_we_sign_and_nothing_else() {
    python(Language::PythonFastapi, ("fastapi.py", FASTAPI));
}

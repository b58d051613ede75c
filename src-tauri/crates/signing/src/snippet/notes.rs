//! What one should know of the code, and when there is none.

use super::language::Language;
use crate::scheme::definition::{AlgorithmKind, BodyVariant, Definition, KeyForm, UrlVariant};
use crate::scheme::place::Place;
use crate::scheme::template::{Part, Value};

/// Why there is no code; `None` when there is.
pub fn refusal(definition: &Definition, language: Language) -> Option<String> {
    if definition.coded.is_some() {
        return Some(format!(
            "its rule is more than a signature over some bytes. Use {}'s own SDK, and try its requests here",
            definition.provider
        ));
    }
    if definition.key.form == KeyForm::Jwk {
        return Some(
            "its public keys are a JSON Web Key Set, which a library should fetch and keep"
                .to_owned(),
        );
    }
    let escapes = matches!(language, Language::Go | Language::Csharp);
    (escapes && signs_json_text(definition)).then(|| {
        "the signed bytes hold the body as a JSON string, which this language's library escapes in another way".to_owned()
    })
}

fn signs_json_text(definition: &Definition) -> bool {
    let templates = definition.message.iter().flat_map(|message| &message.parts);
    let mut parts = templates.flat_map(|template| &template.0);
    parts.any(|part| matches!(part, Part::JsonString(_)))
}

/// Settings and packages, and where the code says less than the scheme.
pub fn notes(definition: &Definition, language: Language) -> Vec<String> {
    let mut notes = Vec::new();
    if definition.signs_url() || definition.signs(is_query) {
        notes.push("The URL is signed: set PUBLIC_URL to the address as the provider knows it, without the path.".to_owned());
    }
    if definition.has_key_pair() {
        notes.push("Put the public key into the variable in one line: the base64 between BEGIN and END, or as the provider shows it.".to_owned());
    }
    notes.extend(packages(definition, language).map(|packages| format!("Needs {packages}.")));
    notes.extend(less(definition));
    notes
}

fn is_query(value: &Value) -> bool {
    matches!(value, Value::At(Place::Query(_)))
}

/// Packages beside the framework itself.
fn packages(definition: &Definition, language: Language) -> Option<&'static str> {
    use AlgorithmKind::{EcdsaP256, Ed25519, RsaPkcs1};
    use Language::{Csharp, Go, PhpLaravel, PythonDjango, PythonFastapi, PythonFlask, RustAxum};
    let normalises = definition.key.normalise.is_some();
    match (language, definition.algorithm.kind) {
        (PythonFlask | PythonFastapi | PythonDjango, Ed25519 | EcdsaP256 | RsaPkcs1) => {
            Some("the package cryptography")
        }
        (Go, _) if normalises => Some("the module golang.org/x/text"),
        (PhpLaravel, Ed25519) => Some("the extension sodium"),
        (PhpLaravel, _) if normalises => Some("the extension intl"),
        (Csharp, Ed25519) => Some("the package NSec.Cryptography"),
        (RustAxum, Ed25519) => Some("the crates axum, tokio, base64, hex and ed25519-dalek"),
        (RustAxum, EcdsaP256) => Some("the crates axum, tokio, base64, hex and p256"),
        (RustAxum, RsaPkcs1) => Some("the crates axum, tokio, base64, hex, rsa and sha2"),
        (RustAxum, _) => Some("the crates that its use lines and paths name"),
        _ => None,
    }
}

/// What the scheme also reads and the code does not.
fn less(definition: &Definition) -> Vec<String> {
    let message = definition.message.as_ref();
    let ascii =
        message.is_some_and(|message| message.body_variants.contains(&BodyVariant::AsciiEscaped));
    let ports =
        message.is_some_and(|message| message.url_variants.contains(&UrlVariant::PortToggle));
    let told = [
        (
            ascii,
            "The provider's SDK also tries the body with characters beyond ASCII written as \\uXXXX; this code does not.",
        ),
        (
            ports,
            "The provider's SDK also tries the URL with and without its port; this code does not.",
        ),
        (
            !definition.key.also.is_empty(),
            "Secrets of an older form are not read by this code.",
        ),
        (
            !definition.other_names.is_empty(),
            "The headers may come under other names, which this code does not read.",
        ),
    ];
    let told = told.into_iter().filter(|(holds, _)| *holds);
    told.map(|(_, sentence)| sentence.to_owned()).collect()
}

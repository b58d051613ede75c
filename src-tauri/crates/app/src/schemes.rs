//! The catalogue and the schemes of one's own: read, checked, kept, removed.

use model::{Secret, Source, Verification};
use signing::{Scheme, SchemeError, SchemeSummary, Snippet};

use crate::App;
use crate::contract::schemes::{
    CheckScheme, CheckedScheme, DefinitionProblem, OneScheme, SaveScheme, SchemeDetail,
    SchemeSnippet, SecretOfScheme, SecretRemark,
};
use crate::contract::signatures::SchemeChoice;
use crate::contract::{CallError, Nothing};
use crate::secrets;
use crate::subject::{Terms, Whole};

mod line;

/// Every scheme: the user's own first, then the catalogue by id.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, _: Nothing) -> Result<Vec<SchemeSummary>, CallError> {
    let own = app.store().schemes().list().await?;
    let own = own
        .iter()
        .filter_map(|scheme| Scheme::from_text(&scheme.definition).ok());
    let own = own.map(|scheme| of_ones_own(&scheme));
    Ok(own
        .chain(signing::catalogue().iter().map(Scheme::summary))
        .collect())
}

/// The summary of a scheme that the user wrote.
fn of_ones_own(scheme: &Scheme) -> SchemeSummary {
    SchemeSummary {
        own: true,
        ..scheme.summary()
    }
}

/// Everything about a scheme.
///
/// # Errors
/// When there is none of this id, or one of the user's own cannot be read any more.
pub async fn detail(app: &App, argument: OneScheme) -> Result<SchemeDetail, CallError> {
    let of_catalogue = signing::catalogue().definition(&argument.id);
    let definition = match of_catalogue {
        Some(definition) => definition.to_owned(),
        None => own_definition(app, &argument.id).await?,
    };
    let scheme = of_id(app, &argument.id).await?;
    let own = of_catalogue.is_none();
    let mut manual = signing::manual(&scheme);
    manual.summary.own = own;
    Ok(SchemeDetail {
        summary: manual.summary.clone(),
        manual,
        definition,
        own,
        used_by: used_by(app, &argument.id).await?,
    })
}

async fn own_definition(app: &App, id: &str) -> Result<String, CallError> {
    let found = app.store().schemes().get(id).await?;
    found.ok_or_else(|| unknown(id))
}

/// Names of the sources that use a scheme.
async fn used_by(app: &App, id: &str) -> Result<Vec<String>, CallError> {
    let sources = app.store().sources().list().await?;
    let uses = |source: &Source| source.scheme.as_deref() == Some(id);
    let names = sources.into_iter().filter(uses).map(|source| source.name);
    Ok(names.collect())
}

/// Reads a definition without saving it, and tries it where something is given to try it on.
///
/// # Errors
/// When the capture or the source does not exist; a definition that is no scheme is an answer.
pub async fn check(app: &App, argument: CheckScheme) -> Result<CheckedScheme, CallError> {
    let scheme = match Scheme::from_text(&argument.definition) {
        Ok(scheme) => scheme,
        Err(error) => return Ok(no_scheme(problem(&argument.definition, &error))),
    };
    let summary = of_ones_own(&scheme);
    if is_of_catalogue(&scheme) {
        let message = taken_by_catalogue(scheme.id());
        let error = SchemeError {
            field: "id".to_owned(),
            problem: message,
        };
        return Ok(no_scheme(problem(&argument.definition, &error)));
    }
    Ok(CheckedScheme {
        problem: None,
        summary: Some(summary),
        verification: tried(app, scheme, argument).await?,
    })
}

async fn tried(
    app: &App,
    scheme: Scheme,
    argument: CheckScheme,
) -> Result<Option<Verification>, CallError> {
    let Some(subject) = argument.subject else {
        return Ok(None);
    };
    let whole = Whole::of(app, subject).await?;
    let secrets = match (&argument.secrets, &whole.source) {
        (Some(choice), _) => secrets::checking(app, choice)?,
        (None, Some(live)) => receiver::known_secrets(live),
        (None, None) => Vec::new(),
    };
    let terms = Terms {
        scheme,
        secrets,
        now: whole.received_at.unwrap_or_else(|| app.clock().now()),
        tolerance_seconds: None,
        future: None,
    };
    Ok(Some(whole.verify(terms).await))
}

const fn no_scheme(problem: DefinitionProblem) -> CheckedScheme {
    CheckedScheme {
        problem: Some(problem),
        summary: None,
        verification: None,
    }
}

fn problem(definition: &str, error: &SchemeError) -> DefinitionProblem {
    DefinitionProblem {
        line: line::of(definition, &error.field),
        field: error.field.clone(),
        message: error.problem.clone(),
    }
}

fn is_of_catalogue(scheme: &Scheme) -> bool {
    signing::catalogue().get(scheme.id()).is_some()
}

fn taken_by_catalogue(id: &str) -> String {
    format!("\"{id}\" is a scheme of the catalogue: choose another id")
}

/// Keeps a scheme of the user's own.
///
/// # Errors
/// When the definition cannot be read (the field is named), or its id is taken (code `id_taken`).
pub async fn save(app: &App, argument: SaveScheme) -> Result<SchemeSummary, CallError> {
    let scheme = Scheme::from_text(&argument.definition).map_err(|error| wrong(&error))?;
    let id = scheme.id().to_owned();
    let replaces = argument.replaces.as_deref();
    refuse_taken(app, &scheme, replaces).await?;
    let kept = store::CustomScheme {
        id: id.clone(),
        definition: argument.definition,
    };
    let schemes = app.store().schemes();
    match replaces.filter(|old| **old != id) {
        Some(old) => schemes.rename(old, kept).await?,
        None => schemes.put(kept).await?,
    }
    Ok(of_ones_own(&scheme))
}

async fn refuse_taken(app: &App, scheme: &Scheme, replaces: Option<&str>) -> Result<(), CallError> {
    let id = scheme.id();
    let taken = |message: String| CallError::with_code("id_taken", message).at_field("id");
    if is_of_catalogue(scheme) {
        return Err(taken(taken_by_catalogue(id)));
    }
    if replaces != Some(id) && app.store().schemes().get(id).await?.is_some() {
        let message = format!("you have a scheme \"{id}\" already: choose another id, or edit it");
        return Err(taken(message));
    }
    Ok(())
}

fn wrong(error: &SchemeError) -> CallError {
    let refused = CallError::with_code("definition", error.to_string());
    match error.field.is_empty() {
        true => refused,
        false => refused.at_field(&error.field),
    }
}

/// Removes a scheme of the user's own.
///
/// # Errors
/// When there is none of this id, or sources use it (code `in_use`).
pub async fn remove(app: &App, argument: OneScheme) -> Result<Nothing, CallError> {
    let id = &argument.id;
    if signing::catalogue().get(id).is_some() {
        let message = format!("\"{id}\" is a scheme of the catalogue: it cannot be removed");
        return Err(CallError::new(message));
    }
    let sources = used_by(app, id).await?;
    if !sources.is_empty() {
        let message = format!(
            "\"{id}\" is used by {}: give them another scheme first",
            sources.join(", ")
        );
        return Err(CallError::with_code("in_use", message));
    }
    app.store().schemes().remove(id).await?;
    Ok(Nothing {})
}

/// Code that checks a scheme's signatures.
///
/// # Errors
/// When the scheme cannot be read, or the language has no code for it (code `no_snippet`).
pub async fn snippet(app: &App, argument: SchemeSnippet) -> Result<Snippet, CallError> {
    let scheme = chosen(app, &argument.scheme).await?;
    signing::snippet(&scheme, argument.language)
        .map_err(|error| CallError::with_code("no_snippet", error.to_string()))
}

/// What stands out in a secret before it is used.
///
/// # Errors
/// When there is no such scheme.
pub async fn secret_remark(app: &App, argument: SecretOfScheme) -> Result<SecretRemark, CallError> {
    let scheme = of_id(app, &argument.scheme).await?;
    let remark = signing::secret_remark(&scheme, &Secret::new(argument.secret));
    Ok(SecretRemark { remark })
}

/// The scheme that a command names.
pub(crate) async fn chosen(app: &App, choice: &SchemeChoice) -> Result<Scheme, CallError> {
    match choice {
        SchemeChoice::Id(id) => of_id(app, id).await,
        SchemeChoice::Definition(text) => Scheme::from_text(text).map_err(|error| wrong(&error)),
    }
}

/// The scheme of this id.
pub(crate) async fn of_id(app: &App, id: &str) -> Result<Scheme, CallError> {
    app.scheme(id).await.ok_or_else(|| unknown(id))
}

/// That there is no such scheme.
pub(crate) fn unknown(id: &str) -> CallError {
    let message = format!("there is no scheme \"{id}\": `hookwright schemes list` names them all");
    CallError::with_code("unknown_scheme", message).at_field("scheme")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::Running;

    /// A scheme of one's own, with a comment that only its writer understands.
    const OWN: &str = "# As the old gateway does it.\nid = \"mine\"\nprovider = \"Mine\"\n\n[signature]\nfrom = \"header:X-Sig\"\n\n[algorithm]\nkind = \"hmac\"\n\n[message]\nparts = \"{body}\"\n";

    async fn save(
        running: &Running,
        definition: &str,
        replaces: Option<&str>,
    ) -> Result<Value, String> {
        let argument = json!({ "definition": definition, "replaces": replaces });
        let saved = running.call("schemes.save", argument).await;
        saved.map_err(|error| format!("{} {}", error.code, error.field.unwrap_or_default()))
    }

    async fn definition(running: &Running, id: &str) -> Value {
        running
            .call("schemes.detail", json!({ "id": id }))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_definition_is_kept_as_it_was_written() {
        let running = Running::new();
        save(&running, OWN, None).await.unwrap();
        let detail = definition(&running, "mine").await;
        assert_eq!(
            (&detail["definition"], &detail["own"]),
            (&json!(OWN), &json!(true))
        );
        let of_catalogue = definition(&running, "stripe-v1").await;
        assert_eq!(of_catalogue["own"], false);
        assert!(
            of_catalogue["definition"]
                .as_str()
                .unwrap()
                .contains("[signature]")
        );
        let list = running.call("schemes.list", json!({})).await.unwrap();
        assert_eq!(list[0]["id"], "mine");
    }

    #[tokio::test]
    async fn a_taken_id_is_refused_at_its_field() {
        let running = Running::new();
        save(&running, OWN, None).await.unwrap();
        assert_eq!(save(&running, OWN, None).await.unwrap_err(), "id_taken id");
        let stolen = OWN.replace("\"mine\"", "\"stripe-v1\"");
        assert_eq!(
            save(&running, &stolen, None).await.unwrap_err(),
            "id_taken id"
        );
        save(&running, &OWN.replace("Mine", "Ours"), Some("mine"))
            .await
            .unwrap();
        let wrong = OWN.replace("hmac", "hmak");
        let refused = save(&running, &wrong, Some("mine")).await.unwrap_err();
        assert_eq!(refused, "definition algorithm.kind");
    }

    #[tokio::test]
    async fn sources_follow_a_renamed_scheme_and_keep_it_from_being_removed() {
        let running = Running::new();
        save(&running, OWN, None).await.unwrap();
        running.source("shop", Some("mine"), &["k"]).await;
        let renamed = OWN.replace("\"mine\"", "\"ours\"");
        save(&running, &renamed, Some("mine")).await.unwrap();
        assert_eq!(
            definition(&running, "ours").await["used_by"],
            json!(["shop"])
        );
        let remove = |id: &str| running.call("schemes.remove", json!({ "id": id }));
        let refused = remove("ours").await.unwrap_err();
        assert_eq!(refused.code, "in_use");
        assert!(refused.message.contains("shop"), "{}", refused.message);
        save(&running, OWN, None).await.unwrap();
        remove("mine").await.unwrap();
        let gone = running
            .call("schemes.detail", json!({ "id": "mine" }))
            .await;
        assert_eq!(gone.unwrap_err().code, "unknown_scheme");
        assert!(remove("stripe-v1").await.is_err());
    }

    #[tokio::test]
    async fn a_definition_is_checked_while_it_is_written() {
        let running = Running::new();
        let check = |definition: String| {
            let argument = json!({ "definition": definition, "subject": null, "secrets": null });
            running.call("schemes.check", argument)
        };
        let wrong = check(OWN.replace("header:X-Sig", "cookie:a"))
            .await
            .unwrap();
        let problem = &wrong["problem"];
        assert_eq!(
            (&problem["field"], &problem["line"]),
            (&json!("signature.from"), &json!(6))
        );
        assert!(
            problem["message"].as_str().unwrap().contains("header:NAME"),
            "{problem}"
        );
        let taken = check(OWN.replace("\"mine\"", "\"stripe-v1\""))
            .await
            .unwrap();
        assert_eq!(taken["problem"]["line"], 2);
        let right = check(OWN.to_owned()).await.unwrap();
        assert_eq!(
            (&right["problem"], &right["summary"]["id"]),
            (&Value::Null, &json!("mine"))
        );
    }

    #[tokio::test]
    async fn a_definition_is_tried_on_a_capture_with_its_sources_secrets() {
        let running = Running::new();
        let lab = running
            .source("lab", Some("gitlab-token"), &["right"])
            .await;
        let id = running.gitlab(&lab, "right").await;
        let token = OWN
            .replace("X-Sig\"", "X-Gitlab-Token\"\nencoding = \"text\"")
            .replace("hmac", "token");
        let token = token.replace("\n[message]\nparts = \"{body}\"\n", "");
        let mut argument =
            json!({ "definition": token, "subject": { "capture": id }, "secrets": null });
        let checked = running
            .call("schemes.check", argument.clone())
            .await
            .unwrap();
        assert_eq!(checked["verification"]["verdict"], "verified", "{checked}");
        argument["secrets"] = json!({ "typed": ["wrong"] });
        let checked = running.call("schemes.check", argument).await.unwrap();
        assert_eq!(checked["verification"]["reason"], "token_mismatch");
    }

    #[tokio::test]
    async fn code_is_made_for_schemes_of_any_kind() {
        let running = Running::new();
        for (scheme, header) in [
            (json!({ "id": "github-sha256" }), "X-Hub-Signature-256"),
            (json!({ "definition": OWN }), "X-Sig"),
        ] {
            let argument = json!({ "scheme": scheme, "language": "go" });
            let snippet = running.call("schemes.snippet", argument).await.unwrap();
            let code = snippet["code"].as_str().unwrap();
            assert!(code.contains(header), "{code}");
        }
        let argument = json!({ "scheme": { "id": "no-such" }, "language": "go" });
        let refused = running.call("schemes.snippet", argument).await;
        assert_eq!(refused.unwrap_err().code, "unknown_scheme");
    }

    #[tokio::test]
    async fn what_stands_out_in_a_secret_is_told_for_every_scheme_there_is() {
        let running = Running::new();
        let remark = async |scheme: &str, secret: &str| {
            let argument = json!({ "scheme": scheme, "secret": secret });
            running.call("schemes.secret_remark", argument).await
        };
        let told = remark("github-sha256", "x ").await.unwrap();
        assert!(told["remark"].as_str().unwrap().contains("white space"));
        let told = remark("github-sha256", "x").await.unwrap();
        assert_eq!(told["remark"], json!(null));
        assert_eq!(
            remark("no-such", "x").await.unwrap_err().code,
            "unknown_scheme"
        );
    }
}

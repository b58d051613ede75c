//! `hookwright://localhost/bytes/…`: bodies for the window, in ranges.

use http::{Request, Response, header};
use tauri::{Manager as _, Runtime, UriSchemeContext, UriSchemeResponder};

/// Origins of our own window on the three systems.
const OWN_ORIGINS: [&str; 3] = [
    "tauri://localhost",
    "http://tauri.localhost",
    "https://tauri.localhost",
];

/// Answers a request of the window for bytes.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the form that Tauri asks for"
)]
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let handle = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let Some(app) = handle.try_state::<app::App>() else {
            return responder.respond(unavailable());
        };
        let range = request
            .headers()
            .get(header::RANGE)
            .and_then(|value| value.to_str().ok());
        let mut response = app::bytes::serve(&app, request.uri().path(), range).await;
        allow_own_window(&request, &mut response);
        responder.respond(response);
    });
}

fn allow_own_window(request: &Request<Vec<u8>>, response: &mut Response<Vec<u8>>) {
    let Some(origin) = request.headers().get(header::ORIGIN) else {
        return;
    };
    if OWN_ORIGINS
        .iter()
        .any(|own| origin.as_bytes() == own.as_bytes())
    {
        response
            .headers_mut()
            .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}

fn unavailable() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
    response
}

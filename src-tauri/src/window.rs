//! The one window: opened, shown, hidden, kept when closed.

use tauri::{AppHandle, Manager as _, WebviewWindowBuilder};

use crate::saving;

const LABEL: &str = "main";

/// Opens the window as `tauri.conf.json` describes it.
pub(crate) fn open(handle: &AppHandle) -> tauri::Result<()> {
    let windows = handle.config().app.windows.iter();
    for window in windows.filter(|window| window.label == LABEL) {
        WebviewWindowBuilder::from_config(handle, window)?
            .on_download(|webview, event| saving::on_download(&webview, event))
            .build()?;
    }
    Ok(())
}

/// Brings the window to the front.
pub(crate) fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL) {
        // A window manager may refuse each of these; then the window stays as it is.
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Takes the window from the screen; the program goes on.
pub(crate) fn hide(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL) {
        let _ = window.hide();
    }
}

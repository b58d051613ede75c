//! The one window: shown, hidden, kept when closed.

use tauri::{AppHandle, Manager as _};

const LABEL: &str = "main";

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

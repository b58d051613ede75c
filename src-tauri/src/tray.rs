//! The tray: whether we listen, and a way back to the window.

use app::Topic;
use app::contract::receiver::{ReceiverState, ReceiverStatus, Settings};
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager as _, Wry};

/// Id of the tray icon.
pub(crate) const ID: &str = "hookwright";

/// Puts the tray up. Without one (no tray on this desktop) the program runs the same.
pub(crate) fn put_up(handle: &AppHandle, app: &app::App) {
    let built = menu(handle, &app.listening().status()).and_then(|menu| {
        let mut tray = TrayIconBuilder::with_id(ID)
            .menu(&menu)
            .tooltip("Hookwright");
        if let Some(icon) = handle.default_window_icon() {
            tray = tray.icon(icon.clone());
        }
        let app = app.clone();
        tray.on_menu_event(move |handle, event| choose(handle, &app, event.id().as_ref()))
            .build(handle)
    });
    if let Err(error) = built {
        eprintln!("No tray icon: {error}");
    }
}

fn menu(handle: &AppHandle, status: &ReceiverStatus) -> tauri::Result<Menu<Wry>> {
    let paused = status.state == ReceiverState::Paused;
    let state = MenuItem::with_id(handle, "state", words(status), false, None::<&str>)?;
    let show = MenuItem::with_id(handle, "show", "Show Hookwright", true, None::<&str>)?;
    let switch = if paused {
        ("resume", "Listen again")
    } else {
        ("pause", "Pause: answer 503")
    };
    let switch = MenuItem::with_id(handle, switch.0, switch.1, true, None::<&str>)?;
    let quit = MenuItem::with_id(handle, "quit", "Quit", true, None::<&str>)?;
    Menu::with_items(handle, &[&state, &show, &switch, &quit])
}

fn words(status: &ReceiverStatus) -> String {
    let url = status.url.as_deref().unwrap_or_default();
    match status.state {
        ReceiverState::Listening => format!("Listening on {url}"),
        ReceiverState::Paused => format!("Paused, answering 503 on {url}"),
        ReceiverState::Elsewhere => format!("Another Hookwright listens on {url}"),
        ReceiverState::PortTaken => "The port is taken".to_owned(),
        ReceiverState::Failed => "Not listening".to_owned(),
    }
}

fn choose(handle: &AppHandle, app: &app::App, item: &str) {
    match item {
        "show" => crate::window::show(handle),
        "pause" => app.listening().pause(true),
        "resume" => app.listening().pause(false),
        "quit" => handle.exit(0),
        _ => {}
    }
    app.announce(&[Topic::Receiver]);
}

/// Writes the receiver's state into the menu when it changed.
pub(crate) fn refresh(handle: &AppHandle, app: &app::App, topics: &[Topic]) {
    if !topics.contains(&Topic::Receiver) {
        return;
    }
    let (Some(tray), Ok(menu)) = (
        handle.tray_by_id(ID),
        menu(handle, &app.listening().status()),
    ) else {
        return;
    };
    if let Err(error) = tray.set_menu(Some(menu)) {
        eprintln!("The tray's menu cannot be renewed: {error}");
    }
}

/// Whether the program outlives its window: always on macOS, elsewhere on the
/// user's wish and only where a tray can bring it back.
pub(crate) fn stays_when_closed(handle: &AppHandle) -> bool {
    if cfg!(target_os = "macos") {
        return true;
    }
    let Some(app) = handle.try_state::<app::App>() else {
        return false;
    };
    let settings = tauri::async_runtime::block_on(app::settings::get(&app, Default::default()));
    let wanted = settings.is_ok_and(|settings: Settings| settings.keep_in_tray);
    wanted && handle.tray_by_id(ID).is_some()
}

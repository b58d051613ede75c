//! The desktop shell: one window, a tray, notifications, one command.
//!
//! It starts an [`app::App`] and passes words between it and the window. What
//! the program does is in the crates; nothing here knows captures or signatures.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bytes;
mod launch;
mod notify;
mod saving;
mod tray;
mod window;

use clap::Parser as _;
use launch::Launch;
use tauri::{AppHandle, Emitter as _, Manager as _, RunEvent, State};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogKind};

/// The receiver runs in this process: see the same line in `cli`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let launch = Launch::parse();
    let mut builder = tauri::Builder::default();
    // Another data folder is another program: only the usual one has a single window.
    if launch.data.is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|handle, _, _| {
            window::show(handle)
        }));
    }
    let built = builder
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .register_asynchronous_uri_scheme_protocol("hookwright", bytes::serve)
        .invoke_handler(tauri::generate_handler![call])
        .setup(move |tauri| {
            window::open(tauri.handle())?;
            start(tauri.handle(), &launch);
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(tauri) => tauri.run(on_event),
        Err(error) => {
            eprintln!("Hookwright cannot open its window: {error}");
            std::process::exit(3);
        }
    }
}

/// The one command: runs a command of `app` by its name.
#[tauri::command]
async fn call(
    app: State<'_, app::App>,
    name: String,
    argument: serde_json::Value,
) -> Result<serde_json::Value, serde_json::Value> {
    let answer = app::call(&app, &name, argument).await;
    answer.map_err(|error| serde_json::json!({ "code": error.code, "message": error.message }))
}

fn start(handle: &AppHandle, launch: &Launch) {
    let started = launch
        .options()
        .map_err(ToOwned::to_owned)
        .and_then(|options| {
            let started = tauri::async_runtime::block_on(app::start(&options));
            started.map_err(|error| error.to_string())
        });
    match started {
        Ok(app) => run(handle, app),
        Err(message) => refuse(handle, &message),
    }
}

fn run(handle: &AppHandle, app: app::App) {
    handle.manage(app.clone());
    tray::put_up(handle, &app);
    tauri::async_runtime::spawn(pass_on_notices(handle.clone(), app));
}

async fn pass_on_notices(handle: AppHandle, app: app::App) {
    let mut notices = app.notices();
    let mut notifier = notify::Notifier::default();
    loop {
        let topics = match notices.recv().await {
            Ok(notice) => {
                // A window that is closing hears nothing any more.
                let _ = handle.emit("notice", &notice);
                notice.topics
            }
            Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => continue,
            Err(tokio::sync::broadcast::error::RecvError::Closed) => return,
        };
        tray::refresh(&handle, &app, &topics);
        notifier.tell(&handle, &app, &topics).await;
    }
}

/// Says why the program cannot run, then ends it.
fn refuse(handle: &AppHandle, message: &str) {
    eprintln!("{message}");
    window::hide(handle);
    let ending = handle.clone();
    let dialog = handle
        .dialog()
        .message(message)
        .title("Hookwright cannot start");
    dialog
        .kind(MessageDialogKind::Error)
        .show(move |_| ending.exit(3));
}

fn on_event(handle: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::WindowEvent {
            event: tauri::WindowEvent::CloseRequested { api, .. },
            ..
        } if tray::stays_when_closed(handle) => {
            api.prevent_close();
            window::hide(handle);
        }
        RunEvent::Exit => {
            if let Some(app) = handle.try_state::<app::App>() {
                tauri::async_runtime::block_on(app.stop());
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(handle),
        _ => {}
    }
}

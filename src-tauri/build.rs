//! Embeds the UI, the icons and the capabilities.

fn main() {
    tauri_build::build();
}

//! Files that the window saves: they go where the system's downloads go, and the window hears where.
//!
//! Without this each system's web view does as it likes: one saves into whatever folder the program
//! was started from, without a word, another saves nothing at all.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tauri::webview::DownloadEvent;
use tauri::{Emitter as _, Manager as _, Url, Webview};

/// Where files that are under way go: not every system says so at the end.
static UNDER_WAY: Mutex<Option<HashMap<Url, PathBuf>>> = Mutex::new(None);

/// Says where a file goes, and tells the window once it is there.
pub(crate) fn on_download(webview: &Webview, event: DownloadEvent<'_>) -> bool {
    match event {
        DownloadEvent::Requested { url, destination } => {
            if let Some(folder) = folder(webview) {
                *destination = free(&folder, destination);
            }
            remember(url, destination.clone());
        }
        DownloadEvent::Finished { url, success, .. } => {
            if let Some(path) = recall(&url).filter(|_| success) {
                // A window that is closing hears nothing any more.
                let _ = webview.emit("saved", path);
            }
        }
        _ => {}
    }
    true
}

fn folder(webview: &Webview) -> Option<PathBuf> {
    let paths = webview.path();
    paths.download_dir().or_else(|_| paths.home_dir()).ok()
}

fn remember(url: Url, path: PathBuf) {
    let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    under_way.get_or_insert_default().insert(url, path);
}

fn recall(url: &Url) -> Option<PathBuf> {
    let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
    under_way.get_or_insert_default().remove(url)
}

/// A path in the folder that nothing has yet: `run.md`, then `run (1).md`.
fn free(folder: &Path, wanted: &Path) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| {
        let text = part.map(|part| part.to_string_lossy().into_owned());
        text.unwrap_or_default()
    };
    let (stem, extension) = (part(wanted.file_stem()), part(wanted.extension()));
    let ending = match extension.as_str() {
        "" => String::new(),
        extension => format!(".{extension}"),
    };
    let named = |number: u32| match number {
        0 => folder.join(format!("{stem}{ending}")),
        number => folder.join(format!("{stem} ({number}){ending}")),
    };
    let all = (0..u32::MAX).map(named);
    let mut unused = all.filter(|path| !path.exists());
    unused.next().unwrap_or_else(|| named(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_already_is_not_written_over() {
        let folder = std::env::temp_dir().join(format!("hookwright-saving-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let wanted = Path::new("/elsewhere/run.md");
        assert_eq!(free(&folder, wanted), folder.join("run.md"));
        std::fs::write(folder.join("run.md"), "").unwrap();
        assert_eq!(free(&folder, wanted), folder.join("run (1).md"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

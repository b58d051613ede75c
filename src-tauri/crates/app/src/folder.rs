//! Where the data folder is when nobody says otherwise.

use std::path::PathBuf;

/// The platform's place for a user's data: `~/.local/share/hookwright`,
/// `~/Library/Application Support/hookwright`, `%APPDATA%\hookwright\data`.
///
/// `None` when the user has no home folder.
#[must_use]
pub fn default_folder() -> Option<PathBuf> {
    let folders = directories::ProjectDirs::from("", "", "hookwright")?;
    Some(folders.data_dir().to_path_buf())
}

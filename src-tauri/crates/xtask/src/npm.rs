//! Node packages and the UI's build, each only when its inputs changed.

use crate::error::Error;
use crate::place;
use crate::stamp::Stamp;
use crate::task::{NPM, Output, Task};

/// Whether a folder holds a Node package.
pub fn is_package(folder: &str) -> bool {
    place::at(folder).join("package.json").is_file()
}

/// Whether a folder's package.json has a script of this name.
pub fn has_script(folder: &str, script: &str) -> bool {
    let text = std::fs::read_to_string(place::at(folder).join("package.json"));
    text.is_ok_and(|text| names_script(&text, script))
}

/// Looks for the name in the block of scripts, which holds no braces of its own.
fn names_script(package: &str, script: &str) -> bool {
    let block = package
        .split_once("\"scripts\"")
        .map_or("", |(_, after)| after);
    let block = block.split('}').next().unwrap_or_default();
    block.contains(&format!("\"{script}\":"))
}

/// Installs a folder's packages as its lock file names them.
pub fn install(folder: &str, output: Output<'_>) -> Result<(), Error> {
    let lock = format!("{folder}/package-lock.json");
    let stamp = Stamp::of(&format!("npm-{}", folder.replace('/', "-")), &[&lock])?;
    if stamp.is_current() && place::at(folder).join("node_modules").is_dir() {
        return Ok(());
    }
    npm(folder, &["ci", "--no-audit", "--no-fund"]).run(output)?;
    stamp.keep()
}

/// Runs one of a folder's scripts.
pub fn script(folder: &str, name: &str) -> Task {
    npm(folder, &["run", "--silent", name])
}

/// Builds the UI into `ui/dist`, with its packages.
pub fn build_ui(output: Output<'_>) -> Result<(), Error> {
    if !is_package("ui") {
        return Ok(());
    }
    install("ui", output)?;
    let stamp = Stamp::of("ui-build", &["ui"])?;
    if stamp.is_current() && place::at("ui/dist/index.html").is_file() {
        return Ok(());
    }
    script("ui", "build").run(output)?;
    stamp.keep()
}

fn npm(folder: &str, arguments: &[&str]) -> Task {
    Task::new(NPM).within(folder).args(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_found_by_its_name_and_nothing_else() {
        let package = r#"{"name":"e2e","scripts":{"e2e":"playwright test"},"window":"no"}"#;
        assert!(names_script(package, "e2e"));
        assert!(!names_script(package, "window"), "outside the scripts");
        assert!(
            !names_script(package, "playwright"),
            "a script's text is not its name"
        );
        assert!(!names_script("{}", "e2e"));
    }
}

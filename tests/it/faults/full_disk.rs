//! A disk that is full: refused, said, and overcome when there is room again.
//!
//! A small file system of memory can be mounted by root alone. Elsewhere this
//! is left to the store's own test, which lets the database grow no further.

use std::path::Path;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;
use tests::{Answer, Browser, Home, Hookwright, field, left_to};

const BODY: usize = 256 * 1024;

/// A disk of 24 MiB.
struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("there is room for temporary folders");
        let options = ["-t", "tmpfs", "-o", "size=24m", "hookwright-tests"];
        let mounted = Command::new("mount")
            .args(options)
            .arg(folder.path())
            .output();
        mounted
            .is_ok_and(|done| done.status.success())
            .then(|| Self { folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a program that is just being killed may still have a file open.
        let _ = Command::new("umount")
            .arg("--lazy")
            .arg(self.folder.path())
            .status();
    }
}

#[test]
fn a_full_disk_is_answered_507_and_overcome_by_itself() {
    let Some(disk) = SmallDisk::mount() else {
        return left_to("the store's own test", "only root can mount a small disk");
    };
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 8 * 1024 * 1024]).expect("the disk is empty");
    let hookwright = Hookwright::serve_in(Home::at(&disk.path().join("data")));
    let browser = hookwright.browser();
    let (mut kept, refused) = fill(&hookwright);
    assert_eq!(refused.status(), 507);
    assert!(refused.field("retry-after").is_some(), "{refused:?}");
    assert!(is_full(&browser), "the window says so");
    std::fs::remove_file(&ballast).expect("it is there");
    wait_for_room(&browser);
    kept.push(post(&hookwright).capture());
    let mut listed = field(
        &hookwright.rows(&["captures", "list", "--limit", "0"]),
        "id",
    );
    listed.reverse();
    assert_eq!(listed, kept, "all that was acknowledged, and nothing else");
    drop(hookwright.stop());
}

fn post(hookwright: &Hookwright) -> Answer {
    hookwright.post("/fill", &[], vec![b'x'; BODY])
}

/// Posts until there is no room; gives what was kept and the first refusal.
fn fill(hookwright: &Hookwright) -> (Vec<String>, Answer) {
    let mut kept = Vec::new();
    loop {
        let answer = post(hookwright);
        if answer.status() != 200 {
            return (kept, answer);
        }
        kept.push(answer.capture());
        assert!(kept.len() < 200, "the disk never fills");
    }
}

fn is_full(browser: &Browser) -> bool {
    browser.call("receiver.status", &json!({}))["disk_full"] == true
}

fn wait_for_room(browser: &Browser) {
    let mut notices = browser.notices();
    while is_full(browser) {
        notices.wait_for("receiver");
    }
}

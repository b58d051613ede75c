//! The rules of the house, checked from `cargo metadata` and from the sources.
//!
//! A rule is here when a machine can judge it without doubt; matters of taste
//! are left to people. Each message names the file, the rule and its reason.

mod borders;
mod circles;
mod files;
mod rust_modules;
mod tree;
mod ui;

/// Fails with every breach of one rule, and why the rule is there.
#[track_caller]
fn assert_kept(rule: &str, reason: &str, breaches: &[String]) {
    assert!(
        breaches.is_empty(),
        "{rule}\n(why: {reason})\n  {}\n",
        breaches.join("\n  ")
    );
}

//! `cargo xtask bench capture`: what a durable, verified capture costs.
//!
//! Each figure stands beside that of a bare axum handler which only reads the
//! body, measured a moment before on the same machine with the same load: the
//! ratio can be compared with that of another machine, the times cannot.
//! It judges nothing; the goals are printed beside the figures.

mod bare;
mod load;
mod report;
mod trial;

use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;
use tests::{Home, Hookwright, cost};

use crate::report::Report;
use crate::trial::{Cell, SECRET, Target};

const HELP: &str = "\
cargo xtask bench capture [-- [--seconds N] [--captures N]]
    --seconds N   how long each figure is measured (3)
    --captures N  captures after which memory is measured (100000)";

const KILOBYTE: usize = 1_000;
const SIZES: [usize; 3] = [KILOBYTE, 10 * KILOBYTE, 1_000 * KILOBYTE];
const CONNECTIONS: [usize; 3] = [1, 32, 256];

/// What was asked for.
struct Options {
    time: Duration,
    captures: u64,
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == [bare::ARGUMENT] {
        return bare::serve().await;
    }
    let Some(options) = Options::read(&arguments) else {
        println!("{HELP}");
        return;
    };
    measure(&options).await;
}

async fn measure(options: &Options) {
    let mut report = Report::begin();
    for size in SIZES {
        // A folder of its own for each size: a megabyte a capture soon fills a disk.
        let (folder, hookwright) = start();
        let (bare_process, bare) = bare::start();
        let capture = Target::capturing(&hookwright);
        for connections in CONNECTIONS {
            let cell = Cell {
                size,
                connections,
                time: options.time,
            };
            let bare = cell.measure(&bare).await;
            report.row(cell, &bare, &cell.measure(&capture).await);
        }
        capture.assert_all_verified(&hookwright);
        bare_process.kill();
        drop((hookwright.kill(), folder));
    }
    measure_memory(options, &mut report).await;
    report.end();
}

async fn measure_memory(options: &Options, report: &mut Report) {
    let (folder, hookwright) = start();
    let at_start = cost::memory(hookwright.process().id());
    Target::capturing(&hookwright)
        .fill(KILOBYTE, options.captures)
        .await;
    report.memory(
        options.captures,
        at_start,
        cost::memory(hookwright.process().id()),
    );
    drop((hookwright.kill(), folder));
}

/// Beside this program, and so on the disk that builds are on: a temporary folder may be memory.
fn start() -> (TempDir, Hookwright) {
    let program = std::env::current_exe().expect("a running program has a path");
    let beside = program
        .parent()
        .map_or_else(|| PathBuf::from("."), PathBuf::from);
    let folder = tempfile::tempdir_in(beside).expect("there is room for a folder");
    let hookwright = Hookwright::serve_with(Home::at(&folder.path().join("data")), &["--no-ui"]);
    let add = [
        "source",
        "add",
        "bench",
        "--scheme",
        "github-sha256",
        "--secret",
        SECRET,
    ];
    drop(hookwright.run(&add).well());
    (folder, hookwright)
}

impl Options {
    fn read(arguments: &[String]) -> Option<Self> {
        let mut options = Self {
            time: Duration::from_secs(3),
            captures: 100_000,
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return None };
            match name.as_str() {
                "--seconds" => {
                    options.time = Duration::try_from_secs_f64(value.parse().ok()?).ok()?
                }
                "--captures" => options.captures = value.parse().ok()?,
                _ => return None,
            }
        }
        Some(options)
    }
}

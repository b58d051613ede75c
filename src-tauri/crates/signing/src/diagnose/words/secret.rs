//! Words for what is wrong with a secret.

use super::row::Row;

/// The rows.
pub const WORDS: &[Row] = &[
    (
        "secret.trailing_newline",
        "",
        "The configured secret ends with a newline that does not belong to it.",
        "Cut the newline off; when it comes from a file, trim what you read.",
    ),
    (
        "secret.trailing_newline",
        "\\n",
        "The configured secret ends with \\n written as two letters.",
        "Remove the two letters from the setting.",
    ),
    (
        "secret.trailing_newline",
        "signed",
        "The signer's secret ends with a newline; the one here does not.",
        "Have the signer trim what it reads from its file.",
    ),
    (
        "secret.surrounding_space",
        "",
        "The configured secret has blanks around it that do not belong to it.",
        "Cut the blanks off.",
    ),
    (
        "secret.quoted",
        "",
        "The configured secret still has quotes around it, as in an .env file or in JSON.",
        "Take the quotes away.",
    ),
    (
        "secret.quoted",
        "one side",
        "The configured secret still has a quote at one end.",
        "Take the quote away.",
    ),
    (
        "secret.invisible_character",
        "",
        "The configured secret holds a character that cannot be seen ({detail}), most likely from copying.",
        "Remove it, or copy the secret anew.",
    ),
    (
        "secret.prefix_should_be_kept",
        "",
        "The signer used the secret's whole text as the key, its prefix included.",
        "Use the whole text as the key: keep the prefix, and decode nothing.",
    ),
    (
        "secret.prefix_should_be_stripped",
        "",
        "The signer used the secret without the prefix {detail} as the key.",
        "Cut the prefix off before you use the secret.",
    ),
    (
        "secret.should_be_base64_decoded",
        "",
        "The signer decoded the secret from base64; here its text is used.",
        "Decode the secret from base64 before you use it as the key.",
    ),
    (
        "secret.should_be_hex_decoded",
        "",
        "The signer decoded the secret from hex; here its text is used.",
        "Decode the secret from hex before you use it as the key.",
    ),
    (
        "secret.should_not_be_base64_decoded",
        "",
        "The signer used the secret's text as it is; here it is decoded from base64.",
        "Use the text as the key, without decoding it.",
    ),
    (
        "secret.should_not_be_hex_decoded",
        "",
        "The signer used the secret's text as it is; here it is decoded from hex.",
        "Use the text as the key, without decoding it.",
    ),
    (
        "secret.other_endpoint",
        "",
        "The signature was made with another secret: the one of {detail}.",
        "Use that secret here, or correct the URL that the provider sends to.",
    ),
    (
        "secret.test_vs_live",
        "",
        "The signature was made with the secret of the other mode ({detail}): test and live are mixed up.",
        "Use the secret of the mode that the event comes from.",
    ),
];

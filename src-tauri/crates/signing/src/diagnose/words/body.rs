//! Words for what happened to a body.

use super::row::Row;

const RAW: &str =
    "Verify the raw bytes of the request, before any parser or middleware reads them.";

const RELAY: &str =
    "Find what rewrites the body between the sender and here, and have it pass bytes on unchanged.";

/// The rows.
pub const WORDS: &[Row] = &[
    (
        "body.trailing_newline_added",
        "",
        "The body was signed without the newline that it ends with here: an editor, echo or a relay adds one.",
        "Drop the newline: save without one, use printf instead of echo, curl --data-binary instead of -d.",
    ),
    (
        "body.trailing_newline_added",
        "several",
        "The body was signed without the newlines that it ends with here.",
        RELAY,
    ),
    (
        "body.trailing_newline_trimmed",
        "",
        "The signed body ended with a newline that is missing here.",
        "Keep the last newline: do not trim the body before you verify it.",
    ),
    (
        "body.trailing_newline_trimmed",
        "crlf",
        "The signed body ended with a Windows newline (CR LF) that is missing here.",
        "Keep the last newline: do not trim the body before you verify it.",
    ),
    (
        "body.crlf_to_lf",
        "",
        "The signed body had Windows line ends (CR LF); here they are LF.",
        "Keep line ends as they come: read the body as bytes, not as text.",
    ),
    (
        "body.crlf_to_lf",
        "cr",
        "The signed body had CR alone as line ends; here they are others.",
        "Keep line ends as they come: read the body as bytes, not as text.",
    ),
    (
        "body.lf_to_crlf",
        "",
        "The signed body had LF as line ends; here they are Windows ones (CR LF).",
        "Keep line ends as they come: read the body as bytes, not as text.",
    ),
    (
        "body.bom_added",
        "",
        "The body begins here with a byte-order mark that was not signed.",
        "Write and read the body without a byte-order mark (UTF-8, not UTF-8 with BOM).",
    ),
    (
        "body.bom_stripped",
        "",
        "The signed body began with a byte-order mark that is missing here.",
        "Read the body as bytes: text readers drop the mark.",
    ),
    (
        "body.whitespace_trimmed",
        "",
        "The body has blanks at its ends here that were not signed.",
        RELAY,
    ),
    (
        "body.whitespace_trimmed",
        "newlines",
        "The body has newlines here that were not signed.",
        RELAY,
    ),
    (
        "body.whitespace_trimmed",
        "one lost",
        "The signed body ended with a blank that is missing here.",
        "Keep the ends of the body: do not trim it before you verify it.",
    ),
    (
        "body.gzip_still_compressed",
        "",
        "The body is still compressed with gzip here; the signature covers the decompressed bytes.",
        "Decompress the body before you verify it.",
    ),
    (
        "body.deflate_still_compressed",
        "",
        "The body is still compressed with deflate here; the signature covers the decompressed bytes.",
        "Decompress the body before you verify it.",
    ),
    (
        "body.json_ascii_escaped",
        "",
        "The signed JSON had characters beyond ASCII written as \\uXXXX; here they are plain. The body was parsed and written again.",
        RAW,
    ),
    (
        "body.json_ascii_escaped",
        "html",
        "The signed JSON had <, > and & written as \\u003c, \\u003e and \\u0026, as Go does; here they are plain. The body was parsed and written again.",
        RAW,
    ),
    (
        "body.json_ascii_escaped",
        "upper",
        "The signed JSON had characters beyond ASCII written as \\uXXXX in upper case, as .NET does; here they are plain.",
        RAW,
    ),
    (
        "body.json_ascii_unescaped",
        "",
        "The signed JSON had plain characters where \\uXXXX stands here. The body was parsed and written again.",
        RAW,
    ),
    (
        "body.json_ascii_unescaped",
        "html",
        "The signed JSON had plain letters where \\u003c and the like stand here. The body was parsed and written again.",
        RAW,
    ),
    (
        "body.json_slashes_escaped",
        "",
        "The signed JSON had / written as \\/, as PHP does; here the backslashes are gone. The body was parsed and written again.",
        RAW,
    ),
    (
        "body.json_slashes_escaped",
        "unescaped",
        "The signed JSON had plain slashes; here they are written as \\/, as PHP does. The body was parsed and written again.",
        "Verify the raw bytes, or write JSON with JSON_UNESCAPED_SLASHES.",
    ),
    (
        "body.json_compact",
        "",
        "The signed JSON had no white space between its parts (JSON.stringify); here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_python_default",
        "",
        "The signed JSON had a blank after each comma and colon (Python's json.dumps); here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_2",
        "",
        "The signed JSON was indented with two blanks; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_2",
        "jackson",
        "The signed JSON was indented as Java's Jackson does; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_2",
        "1",
        "The signed JSON was indented with one blank; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_2",
        "3",
        "The signed JSON was indented with three blanks; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_4",
        "",
        "The signed JSON was indented with four blanks; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_4",
        "tab",
        "The signed JSON was indented with tabs; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_pretty_4",
        "8",
        "The signed JSON was indented with eight blanks; here it is laid out anew.",
        RAW,
    ),
    (
        "body.json_sorted_keys",
        "",
        "The signed JSON had its keys in alphabetical order; here they stand in another one.",
        RAW,
    ),
    (
        "body.charset_latin1",
        "",
        "The signed body was ISO-8859-1 (Latin-1); here it is UTF-8.",
        "Verify the bytes as they came; convert the text afterwards.",
    ),
    (
        "body.charset_latin1",
        "windows-1252",
        "The signed body was Windows-1252; here it is UTF-8.",
        "Verify the bytes as they came; convert the text afterwards.",
    ),
    (
        "body.charset_latin1",
        "ascii",
        "The signed body had ? in place of every character beyond ASCII: the signer encodes as ASCII.",
        "Have the signer encode the body as UTF-8; until then send ASCII only.",
    ),
    (
        "body.charset_latin1",
        "ascii, others left out",
        "The signed body lacked every character beyond ASCII: the signer encodes as ASCII.",
        "Have the signer encode the body as UTF-8; until then send ASCII only.",
    ),
    (
        "body.charset_latin1",
        "utf-8 signed",
        "The signed body was UTF-8; here it is ISO-8859-1 (Latin-1).",
        "Verify the bytes as they came; convert the text afterwards.",
    ),
    (
        "body.utf8_mojibake",
        "",
        "The body here is UTF-8 that was read as Latin-1 and encoded once more (Ã¶ for ö).",
        "Find where the body is read as text, and read it as bytes or as UTF-8.",
    ),
    (
        "body.utf8_mojibake",
        "windows-1252",
        "The body here is UTF-8 that was read as Windows-1252 and encoded once more.",
        "Find where the body is read as text, and read it as bytes or as UTF-8.",
    ),
    (
        "body.utf8_mojibake",
        "signed",
        "The signer read the UTF-8 body as Latin-1 and signed it encoded once more.",
        "Have the signer sign the bytes that it sends.",
    ),
    (
        "body.unicode_nfc",
        "",
        "The signed body had letters and their accents in one character (NFC); here they stand apart.",
        "Verify the raw bytes: something normalises the text.",
    ),
    (
        "body.unicode_nfc",
        "nfd",
        "The signed body had letters and their accents apart (NFD); here they are one character.",
        "Verify the raw bytes: something normalises the text.",
    ),
    (
        "body.utf8_lossy",
        "",
        "The signer read the body as UTF-8 text and signed U+FFFD in place of what is none.",
        "Treat the body as bytes: binary and multipart bodies are no text.",
    ),
    (
        "body.form_plus_vs_percent20",
        "",
        "The signed form had %20 for blanks; here they are +. The form was parsed and written again.",
        RAW,
    ),
    (
        "body.form_plus_vs_percent20",
        "plus",
        "The signed form had + for blanks; here they are %20. The form was parsed and written again.",
        RAW,
    ),
    (
        "body.form_plus_vs_percent20",
        "lower-case digits",
        "The signed form had lower-case digits behind its percent signs. The form was parsed and written again.",
        RAW,
    ),
    (
        "body.form_plus_vs_percent20",
        "upper-case digits",
        "The signed form had upper-case digits behind its percent signs. The form was parsed and written again.",
        RAW,
    ),
    (
        "body.form_field",
        "",
        "What was signed is the value of the field {detail}, not the whole body.",
        "Take the value of that field and verify it, or have the sender post it as the body.",
    ),
    (
        "body.base64_encoded",
        "",
        "The body here is base64 of what was signed: a platform encodes bodies before it hands them over.",
        "Decode the body before you verify it (look for isBase64Encoded).",
    ),
    (
        "body.base64_decoded",
        "",
        "What was signed is the base64 of the body here: something decoded it on the way.",
        "Verify the body before it is decoded.",
    ),
    (
        "body.empty_signed",
        "",
        "The signature covers an empty body: it was read already, or dropped, when it was signed.",
        "Have the signer sign the body that it sends; look for a stream that is read twice.",
    ),
    (
        "body.empty_signed",
        "{}",
        "The signature covers {}: the signer had parsed the body and found nothing in it.",
        "Have the signer sign the bytes that it sends.",
    ),
    (
        "body.empty_signed",
        "[object Object]",
        "The signature covers the text [object Object]: the signer signed a parsed body as text.",
        "Have the signer sign the bytes that it sends.",
    ),
    (
        "body.empty_signed",
        "null",
        "The signature covers the text null: the signer had no body at hand.",
        "Have the signer sign the bytes that it sends.",
    ),
    (
        "body.empty_signed",
        "undefined",
        "The signature covers the text undefined: the signer had no body at hand.",
        "Have the signer sign the bytes that it sends.",
    ),
    (
        "body.empty_signed",
        "None",
        "The signature covers the text None: the signer had no body at hand.",
        "Have the signer sign the bytes that it sends.",
    ),
];

//! Words for which values are signed: order, joiners, timestamp, URL.

use super::row::Row;

const REGISTERED: &str = "Use the URL exactly as it is registered with the provider; behind a proxy read X-Forwarded-Proto and X-Forwarded-Host.";

/// The rows.
pub const WORDS: &[Row] = &[
    (
        "msg.timestamp_not_included",
        "",
        "The timestamp was left out of the signed text; this scheme signs {signs}.",
        "Sign the timestamp with the rest, joined as the scheme says.",
    ),
    (
        "msg.id_not_included",
        "",
        "A value was left out of the signed text: {detail}. This scheme signs {signs}.",
        "Sign every value of the scheme, joined as it says.",
    ),
    (
        "msg.url_not_included",
        "",
        "The URL was left out of the signed text; this scheme signs {signs}.",
        "Sign the URL with the rest, joined as the scheme says.",
    ),
    (
        "msg.wrong_delimiter",
        "",
        "The signed values were joined by another delimiter ({detail}); this scheme signs {signs}.",
        "Join the values as the scheme says.",
    ),
    (
        "msg.wrong_delimiter",
        "none",
        "The signed values were joined without a delimiter; this scheme signs {signs}.",
        "Join the values as the scheme says.",
    ),
    (
        "msg.order_swapped",
        "",
        "The signed values were joined in another order; this scheme signs {signs}.",
        "Join the values in the scheme's order.",
    ),
    (
        "ts.signed_in_milliseconds",
        "",
        "The timestamp was signed in milliseconds; the request carries it in another unit.",
        "Sign the timestamp's text exactly as it is sent.",
    ),
    (
        "ts.signed_in_milliseconds",
        "microseconds",
        "The timestamp was signed in microseconds; the request carries it in another unit.",
        "Sign the timestamp's text exactly as it is sent.",
    ),
    (
        "ts.signed_in_milliseconds",
        "nanoseconds",
        "The timestamp was signed in nanoseconds; the request carries it in another unit.",
        "Sign the timestamp's text exactly as it is sent.",
    ),
    (
        "ts.signed_in_seconds",
        "",
        "The timestamp was signed in seconds; the request carries it in another unit.",
        "Sign the timestamp's text exactly as it is sent.",
    ),
    (
        "ts.signed_in_seconds",
        "rounded up",
        "The timestamp was signed in seconds and rounded up; the request carries it in another unit.",
        "Sign the timestamp's text exactly as it is sent.",
    ),
    (
        "ts.signed_in_seconds",
        "with a fraction",
        "The timestamp was signed as seconds with a fraction; the request carries it in another form.",
        "Sign the timestamp's text exactly as it is sent.",
    ),
    (
        "url.scheme",
        "",
        "The signed URL began with {detail}://.",
        REGISTERED,
    ),
    (
        "url.port",
        "",
        "The signed URL had another port ({detail}).",
        REGISTERED,
    ),
    (
        "url.port",
        "none",
        "The signed URL had no port.",
        REGISTERED,
    ),
    (
        "url.trailing_slash",
        "",
        "The signed URL differs by the slash at the end of its path.",
        REGISTERED,
    ),
    (
        "url.trailing_slash",
        "with",
        "The signed URL had a slash at the end of its path.",
        REGISTERED,
    ),
    (
        "url.trailing_slash",
        "without",
        "The signed URL had no slash at the end of its path.",
        REGISTERED,
    ),
    (
        "url.query_dropped",
        "",
        "The signed URL had no query.",
        "Verify with the URL as it is registered with the provider, without what was added to it.",
    ),
    (
        "url.query_order",
        "",
        "The signed URL had its query parameters in another order.",
        "Keep the query as it came: do not build it anew from parsed parameters.",
    ),
    (
        "url.host",
        "",
        "The signed URL named another host: {detail}.",
        REGISTERED,
    ),
    (
        "url.host",
        "path",
        "The signed URL had another path: a proxy changes it.",
        REGISTERED,
    ),
    (
        "url.percent_decoding",
        "",
        "The signed URL had its percent signs written otherwise ({detail}).",
        "Use the URL as it came, neither decoded nor encoded anew.",
    ),
];

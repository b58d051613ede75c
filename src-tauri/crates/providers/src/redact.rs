//! Takes credentials out of a head before it is kept.

/// Fields that let their bearer in.
const CREDENTIALS: [&str; 4] = ["authorization", "x-api-key", "private-token", "cookie"];
const REDACTED: &[u8] = b"[redacted]";

/// The head with the values of all credentials replaced.
pub fn redacted(head: &[u8]) -> Vec<u8> {
    let lines = head.split_inclusive(|&byte| byte == b'\n');
    lines.flat_map(line).collect()
}

fn line(line: &[u8]) -> Vec<u8> {
    let colon = line.iter().position(|&byte| byte == b':');
    let Some(name) = colon.map(|colon| &line[..colon]) else {
        return line.to_vec();
    };
    let is_it = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    if !CREDENTIALS.into_iter().any(is_it) {
        return line.to_vec();
    }
    [name, b": ", REDACTED, b"\r\n"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_replaced_and_all_else_stays() {
        let head = b"POST /v1 HTTP/1.1\r\nHost: h:1\r\nX-Api-Key: sk_1\r\nAuthorization: Bearer x\r\nAccept: */*\r\n\r\n";
        let kept = String::from_utf8(redacted(head)).unwrap();
        assert_eq!(
            kept,
            "POST /v1 HTTP/1.1\r\nHost: h:1\r\nX-Api-Key: [redacted]\r\nAuthorization: [redacted]\r\nAccept: */*\r\n\r\n"
        );
    }
}

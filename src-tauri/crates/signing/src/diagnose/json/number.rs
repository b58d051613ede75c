//! Numbers as JavaScript and as Python write them again.
//!
//! Both read a number and print the shortest digits that mean it; they differ
//! in when they use an exponent, and Python keeps whole numbers whole.

/// As `JSON.stringify` writes it: `1.0` is `1`, large whole numbers lose digits.
pub fn javascript(spelled: &str) -> Option<String> {
    let value: f64 = spelled.parse().ok()?;
    if value == 0.0 {
        return Some("0".to_owned());
    }
    if !value.is_finite() {
        return Some("null".to_owned());
    }
    let (digits, exponent) = shortest(value);
    Some(signed(
        value,
        &match exponent {
            -6..21 => placed(&digits, exponent),
            _ => format!("{}e{exponent:+}", pointed(&digits)),
        },
    ))
}

/// As `json.dumps` writes it: whole numbers as they are, others by `repr`.
pub fn python(spelled: &str) -> Option<String> {
    let whole = !spelled.contains(['.', 'e', 'E']);
    if whole {
        return Some(if spelled == "-0" { "0" } else { spelled }.to_owned());
    }
    let value: f64 = spelled.parse().ok()?;
    if !value.is_finite() {
        return Some(if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned());
    }
    if value == 0.0 {
        return Some(signed(value, "0.0"));
    }
    let (digits, exponent) = shortest(value);
    let text = match exponent {
        -4..16 => placed(&digits, exponent),
        _ => format!(
            "{}e{}{:02}",
            pointed(&digits),
            sign(exponent),
            exponent.abs()
        ),
    };
    let float = text.contains(['.', 'e']);
    Some(signed(value, &if float { text } else { text + ".0" }))
}

const fn sign(exponent: i32) -> char {
    if exponent < 0 { '-' } else { '+' }
}

fn signed(value: f64, text: &str) -> String {
    let minus = if value.is_sign_negative() { "-" } else { "" };
    format!("{minus}{text}")
}

/// The shortest digits and the exponent of the first of them.
fn shortest(value: f64) -> (String, i32) {
    let text = format!("{:e}", value.abs());
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    (digits.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// `12` and 1: `12`; `12` and 0: `1.2`; `12` and -2: `0.012`.
fn placed(digits: &str, exponent: i32) -> String {
    let Ok(before) = usize::try_from(exponent + 1) else {
        return leading_zeros(digits, exponent);
    };
    match digits.split_at_checked(before) {
        _ if before == 0 => leading_zeros(digits, exponent),
        Some((whole, "")) => whole.to_owned(),
        Some((whole, rest)) => format!("{whole}.{rest}"),
        None => format!("{digits:0<before$}"),
    }
}

fn leading_zeros(digits: &str, exponent: i32) -> String {
    let zeros = usize::try_from(-exponent - 1).unwrap_or(0);
    format!("0.{}{digits}", "0".repeat(zeros))
}

fn pointed(digits: &str) -> String {
    match digits.split_at_checked(1) {
        Some((first, rest)) if !rest.is_empty() => format!("{first}.{rest}"),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Printed by Node 20 and CPython 3.11.
    #[test]
    fn both_write_numbers_as_their_interpreters_do() {
        let cases = [
            ("1.0", "1", "1.0"),
            ("1e3", "1000", "1000.0"),
            ("1.10", "1.1", "1.1"),
            ("-0.0", "0", "-0.0"),
            ("-0", "0", "0"),
            (
                "12345678901234567890",
                "12345678901234567000",
                "12345678901234567890",
            ),
            ("1e21", "1e+21", "1e+21"),
            ("1e16", "10000000000000000", "1e+16"),
            ("0.00001", "0.00001", "1e-05"),
            ("0.0000001", "1e-7", "1e-07"),
            ("1.5e300", "1.5e+300", "1.5e+300"),
            ("100", "100", "100"),
            ("0.1", "0.1", "0.1"),
            ("-12.50", "-12.5", "-12.5"),
            ("1e400", "null", "Infinity"),
        ];
        for (spelled, js, py) in cases {
            assert_eq!(javascript(spelled).as_deref(), Some(js), "{spelled}");
            assert_eq!(python(spelled).as_deref(), Some(py), "{spelled}");
        }
    }
}

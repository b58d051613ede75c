//! Numbers as Python prints them once integral floats became ints.

/// The text of a number after `int(x) if x.is_integer() else x`.
///
/// What is no finite float is `null`, as Python's model libraries write it.
pub fn normalised(text: &str) -> String {
    if is_integer(text) {
        return without_negative_zero(text.to_owned());
    }
    match text.parse::<f64>() {
        Ok(float) if !float.is_finite() => "null".to_owned(),
        Ok(float) if float.fract() == 0.0 => without_negative_zero(format!("{float:.0}")),
        Ok(float) => repr(float),
        Err(_) => "null".to_owned(),
    }
}

fn without_negative_zero(digits: String) -> String {
    match digits.as_str() {
        "-0" => "0".to_owned(),
        _ => digits,
    }
}

/// The text of a number as Python prints what it read.
///
/// What is no finite float is `null`: JSON has no number for it.
pub fn printed(text: &str) -> String {
    if is_integer(text) {
        return without_negative_zero(text.to_owned());
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => repr(float),
        Ok(_) | Err(_) => "null".to_owned(),
    }
}

fn is_integer(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-'))
}

/// A float as `repr` prints it: the shortest digits that read back, with an exponent of two digits
/// at least below 0.0001 and from 1e16 on.
fn repr(float: f64) -> String {
    let scientific = format!("{float:e}");
    let parts = scientific.split_once('e');
    let parts = parts.and_then(|(digits, power)| Some((digits, power.parse::<i32>().ok()?)));
    match parts {
        Some((digits, power)) if !(-4..16).contains(&power) => {
            let sign = if power < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", power.abs())
        }
        _ => format!("{float:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integral_floats_become_ints_in_full() {
        for (text, printed) in [
            ("3.0", "3"),
            ("-0.0", "0"),
            ("-0", "0"),
            ("1e22", "10000000000000000000000"),
            ("1e23", "99999999999999991611392"),
            ("-2.5e1", "-25"),
            ("12345678901234567890123", "12345678901234567890123"),
            ("1e16", "10000000000000000"),
        ] {
            assert_eq!(normalised(text), printed, "{text}");
        }
    }

    #[test]
    fn other_floats_print_as_python_prints_them() {
        for (text, printed) in [
            ("0.1", "0.1"),
            ("0.10", "0.1"),
            ("1e-7", "1e-07"),
            ("1.5E-5", "1.5e-05"),
            ("0.00001", "1e-05"),
            ("0.0001", "0.0001"),
            ("1.25e-100", "1.25e-100"),
            ("5e-324", "5e-324"),
            ("123456789012345.67", "123456789012345.67"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("-2.5", "-2.5"),
        ] {
            assert_eq!(normalised(text), printed, "{text}");
        }
    }

    #[test]
    fn floats_that_stay_floats_say_so() {
        for (text, said) in [
            ("1e5", "100000.0"),
            ("1.50", "1.5"),
            ("-0.0", "-0.0"),
            ("1e16", "1e+16"),
            ("1.5E22", "1.5e+22"),
            ("9007199254740993.0", "9007199254740992.0"),
            ("0.0001", "0.0001"),
            ("0.00001", "1e-05"),
            ("1e-310", "1e-310"),
            ("-0", "0"),
            ("10", "10"),
        ] {
            assert_eq!(printed(text), said, "{text}");
        }
    }

    #[test]
    fn what_json_has_no_number_for_is_null() {
        for text in ["NaN", "Infinity", "-Infinity", "1e999"] {
            assert_eq!(normalised(text), "null", "{text}");
            assert_eq!(printed(text), "null", "{text}");
        }
    }
}

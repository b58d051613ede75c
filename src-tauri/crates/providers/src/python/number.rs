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

/// The text of a number as Pydantic 2.14 dumps what Python read.
///
/// What is no finite float is `null`.
pub fn dumped(text: &str) -> String {
    if is_integer(text) {
        return without_negative_zero(text.to_owned());
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => shortest(float, &PYDANTIC),
        Ok(_) | Err(_) => "null".to_owned(),
    }
}

/// Where exponents begin, and how many digits they have at least.
struct Exponents {
    plain: std::ops::Range<i16>,
    digits: usize,
}

const REPR: Exponents = Exponents {
    plain: -4..16,
    digits: 2,
};
const PYDANTIC: Exponents = Exponents {
    plain: -5..16,
    digits: 1,
};

/// A float as `repr` prints it.
fn repr(float: f64) -> String {
    shortest(float, &REPR)
}

/// The shortest digits that read back.
fn shortest(float: f64, exponents: &Exponents) -> String {
    let shortest = format!("{float:e}");
    let parts = shortest.split_once('e');
    let parts = parts.and_then(|(digits, power)| Some((digits, power.parse::<i16>().ok()?)));
    let Some((digits, power)) = parts else {
        return shortest;
    };
    let decimals = digits.rsplit_once('.').map_or(0, |(_, after)| after.len());
    if exponents.plain.contains(&power) {
        let decimals = decimals.saturating_add_signed(-isize::from(power)).max(1);
        return nearest(float, format!("{float:.decimals$}"), format!("{float:?}"));
    }
    let text = nearest(float, format!("{float:.decimals$e}"), shortest);
    with_sign(&text, exponents.digits)
}

/// Of several texts of the shortest length Python takes the one that is nearest to the float, and of
/// two that are as near the even one; Rust does not say which it takes. At a power of two the
/// nearest of that length may belong to a neighbour.
fn nearest(float: f64, nearest: String, shortest: String) -> String {
    match nearest.parse::<f64>() {
        Ok(read) if read.to_bits() == float.to_bits() => nearest,
        Ok(_) | Err(_) => shortest,
    }
}

fn with_sign(scientific: &str, digits: usize) -> String {
    let (mantissa, power) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let (sign, power) = match power.strip_prefix('-') {
        Some(power) => ('-', power),
        None => ('+', power),
    };
    format!("{mantissa}e{sign}{power:0>digits$}")
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

    /// As CPython 3.11 prints them: each lies half-way between two texts that are as short.
    #[test]
    fn of_two_texts_that_are_as_near_the_even_one_is_printed() {
        for (text, printed) in [
            ("1115441840394302.25", "1115441840394302.2"),
            ("81164988623514.625", "81164988623514.62"),
            ("-1584757235825904.25", "-1584757235825904.2"),
            ("1115441840394302.75", "1115441840394302.8"),
            (
                "5.684341886080801486968994140625e-14",
                "5.684341886080802e-14",
            ),
            ("9.5367431640625e-7", "9.5367431640625e-07"),
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

    /// As Pydantic 2.14.3 dumped them.
    #[test]
    fn what_pydantic_dumps_has_exponents_of_its_own() {
        for (text, said) in [
            ("1e16", "1e+16"),
            ("1e5", "100000.0"),
            ("-0.0", "-0.0"),
            ("1e-7", "1e-7"),
            ("1e-5", "0.00001"),
            ("1115441840394302.25", "1115441840394302.2"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            ("1e999", "null"),
        ] {
            assert_eq!(dumped(text), said, "{text}");
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

//! The fields of a body, read as Pydantic does: all faults at once, in the order they are asked for.
//!
//! Numbers are as lax as there: `5`, `5.0` and `"5"` are the same integer.

use std::ops::RangeInclusive;

use super::fault::{Fault, Place};
use super::refusal::Refusal;
use crate::python::Json;

const NO_OBJECT: &str = "Input should be a valid dictionary or object to extract fields from";
const NO_TEXT: &str = "Input should be a valid string";
const NO_LIST: &str = "Input should be a valid list";
const NO_INTEGER: &str = "Input should be a valid integer";
const NO_INTEGER_TEXT: &str =
    "Input should be a valid integer, unable to parse string as an integer";
const FRACTION: &str = "Input should be a valid integer, got a number with a fractional part";
const TOO_LARGE: &str = "Unable to parse input string as an integer, exceeded maximum size";
const NO_BOOLEAN: &str = "Input should be a valid boolean";
const NO_BOOLEAN_TEXT: &str = "Input should be a valid boolean, unable to interpret input";

/// The fields of an object, and what was found wrong with them.
#[derive(Debug)]
pub struct Fields<'a> {
    whole: &'a Json,
    faults: Vec<Fault>,
}

impl<'a> Fields<'a> {
    /// Those of a body, which has to be an object.
    ///
    /// # Errors
    /// When there is no body, or another one.
    pub fn of(body: Option<&'a Json>) -> Result<Self, Refusal> {
        let fault = match body {
            Some(whole @ Json::Object(_)) => {
                let faults = Vec::new();
                return Ok(Self { whole, faults });
            }
            None => Fault::missing(Place::body(), Json::Null),
            Some(other) => Fault::new(
                "model_attributes_type",
                Place::body(),
                NO_OBJECT,
                other.clone(),
            ),
        };
        Err(Refusal::invalid(vec![fault]))
    }

    /// A text that has to be there.
    pub fn required_text(&mut self, name: &str) -> Option<String> {
        match self.whole.get(name) {
            None => self.blame(Fault::missing(place(name), self.whole.clone())),
            Some(Json::Null) => self.blame(no_text(place(name), &Json::Null)),
            Some(_) => self.text(name),
        }
    }

    /// A text; null and missing are alike.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let given = self.given(name)?;
        match as_text(given, place(name)) {
            Ok(text) => Some(text),
            Err(fault) => self.blame(fault),
        }
    }

    /// One of a few words, which has to be there.
    pub fn required_word(&mut self, name: &str, known: &[&'static str]) -> Option<&'static str> {
        let Some(given) = self.whole.get(name) else {
            return self.blame(Fault::missing(place(name), self.whole.clone()));
        };
        let is_it = |word: &&&str| matches!(given, Json::Text(text) if text == **word);
        match known.iter().find(is_it) {
            Some(word) => Some(word),
            None => {
                let fault = Fault::none_of("literal_error", place(name), known, given.clone());
                self.blame(fault)
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let given = self.given(name)?;
        let Json::List(items) = given else {
            return self.blame(Fault::new("list_type", place(name), NO_LIST, given.clone()));
        };
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match as_text(item, place(name).item(index)) {
                Ok(text) => texts.push(text),
                Err(fault) => self.faults.push(fault),
            }
        }
        Some(texts)
    }

    /// An integer within bounds.
    pub fn integer(&mut self, name: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let given = self.given(name)?;
        match as_integer(given, place(name), bounds) {
            Ok(number) => Some(number),
            Err(fault) => self.blame(fault),
        }
    }

    /// A truth value.
    pub fn boolean(&mut self, name: &str) -> Option<bool> {
        let given = self.given(name)?;
        match as_boolean(given, &place(name)) {
            Ok(value) => Some(value),
            Err(fault) => self.blame(fault),
        }
    }

    /// Whether a field is there and null.
    #[must_use]
    pub fn is_null(&self, name: &str) -> bool {
        self.whole.get(name) == Some(&Json::Null)
    }

    /// Notes that the value of a field is none that the service takes.
    pub fn refuse(&mut self, name: &str, why: &str) {
        let input = self.whole.get(name).cloned().unwrap_or(Json::Null);
        let message = format!("Value error, {why}");
        let fault = Fault::new("value_error", place(name), &message, input);
        self.faults
            .push(fault.because("error", Json::Object(Vec::new())));
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// With every fault that was found.
    pub fn checked(self) -> Result<(), Refusal> {
        match self.faults.is_empty() {
            true => Ok(()),
            false => Err(Refusal::invalid(self.faults)),
        }
    }

    fn given(&self, name: &str) -> Option<&'a Json> {
        self.whole.get(name).filter(|given| **given != Json::Null)
    }

    fn blame<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }
}

/// An integer of the query within bounds.
///
/// # Errors
/// When it is none, or out of bounds.
pub fn query_integer(name: &str, text: &str, bounds: RangeInclusive<i64>) -> Result<i64, Refusal> {
    let read = as_integer(&Json::text(text), Place::query(name), bounds);
    read.map_err(|fault| Refusal::invalid(vec![fault]))
}

fn place(name: &str) -> Place {
    Place::body().field(name)
}

fn as_text(given: &Json, place: Place) -> Result<String, Fault> {
    match given {
        Json::Text(text) => Ok(text.clone()),
        other => Err(no_text(place, other)),
    }
}

fn no_text(place: Place, given: &Json) -> Fault {
    Fault::new("string_type", place, NO_TEXT, given.clone())
}

/// Reads an integer within bounds, however it is written.
///
/// # Errors
/// When it is none, or out of bounds.
pub fn as_integer(given: &Json, place: Place, bounds: RangeInclusive<i64>) -> Result<i64, Fault> {
    let wrong = match integer(given).and_then(|read| within(read, bounds)) {
        Ok(read) => return Ok(read),
        Err(wrong) => wrong,
    };
    let fault = Fault::new(wrong.kind, place, &wrong.message, given.clone());
    Err(match wrong.bound {
        Some((name, bound)) => fault.because(name, Json::Number(bound.to_string())),
        None => fault,
    })
}

/// What is wrong with an integer.
struct Wrong {
    kind: &'static str,
    message: String,
    bound: Option<(&'static str, i64)>,
}

fn integer(given: &Json) -> Result<i64, Wrong> {
    let wrong = |kind, message: &str| Wrong {
        kind,
        message: message.to_owned(),
        bound: None,
    };
    match given {
        Json::Bool(value) => Ok(i64::from(*value)),
        Json::Number(spelled) if is_float(spelled) => match as_float(spelled) {
            Float::Whole(number) => Ok(number),
            Float::TooLarge => Err(wrong("int_parsing_size", TOO_LARGE)),
            Float::Fraction => Err(wrong("int_from_float", FRACTION)),
        },
        Json::Number(digits) => Ok(furthest(digits)),
        Json::Text(text) => {
            in_text(text.trim()).ok_or_else(|| wrong("int_parsing", NO_INTEGER_TEXT))
        }
        Json::Null | Json::List(_) | Json::Object(_) => Err(wrong("int_type", NO_INTEGER)),
    }
}

fn within(read: i64, bounds: RangeInclusive<i64>) -> Result<i64, Wrong> {
    let (least, most) = bounds.into_inner();
    let (kind, words, bound) = match read {
        _ if read < least => ("greater_than_equal", "greater", ("ge", least)),
        _ if read > most => ("less_than_equal", "less", ("le", most)),
        _ => return Ok(read),
    };
    Err(Wrong {
        kind,
        message: format!("Input should be {words} than or equal to {}", bound.1),
        bound: Some(bound),
    })
}

/// A number that Python reads as a float.
enum Float {
    /// Without a fraction, and within 64 bits.
    Whole(i64),
    TooLarge,
    Fraction,
}

fn is_float(spelled: &str) -> bool {
    spelled.contains(['.', 'e', 'E', 'N', 'I'])
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "it is a whole number within the bounds"
)]
fn as_float(spelled: &str) -> Float {
    match spelled.parse::<f64>() {
        Ok(float) if float.fract() != 0.0 => Float::Fraction,
        Ok(float) if float > i64::MIN as f64 && float < i64::MAX as f64 => {
            Float::Whole(float as i64)
        }
        Ok(_) | Err(_) => Float::TooLarge,
    }
}

/// An integer in a text: with a point and zeros behind it, and with a `_` between digits.
fn in_text(text: &str) -> Option<i64> {
    let digits = match text.split_once('.') {
        Some((digits, zeros)) if !zeros.is_empty() && zeros.bytes().all(|zero| zero == b'0') => {
            digits
        }
        Some(_) => return None,
        None => text,
    };
    let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let is_group = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let groups = unsigned.split('_');
    groups
        .clone()
        .all(is_group)
        .then(|| furthest(&digits.replace('_', "")))
}

/// An integer; beyond 64 bits it is the furthest, which is out of all bounds too.
fn furthest(digits: &str) -> i64 {
    let furthest = match digits.starts_with('-') {
        true => i64::MIN,
        false => i64::MAX,
    };
    digits.parse().unwrap_or(furthest)
}

fn as_boolean(given: &Json, place: &Place) -> Result<bool, Fault> {
    let fault = |kind, message| Err(Fault::new(kind, place.clone(), message, given.clone()));
    let number = match given {
        Json::Bool(value) => return Ok(*value),
        Json::Number(spelled) => as_float(spelled),
        Json::Text(text) => match boolean_word(text) {
            Some(value) => return Ok(value),
            None => return fault("bool_parsing", NO_BOOLEAN_TEXT),
        },
        Json::Null | Json::List(_) | Json::Object(_) => return fault("bool_type", NO_BOOLEAN),
    };
    match number {
        Float::Whole(1) => Ok(true),
        Float::Whole(0) => Ok(false),
        Float::Whole(_) => fault("bool_parsing", NO_BOOLEAN_TEXT),
        Float::TooLarge | Float::Fraction => fault("bool_type", NO_BOOLEAN),
    }
}

fn boolean_word(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "t" | "yes" | "y" | "on" => Some(true),
        "0" | "false" | "f" | "no" | "n" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python;

    fn read<T>(body: &str, ask: impl FnOnce(&mut Fields<'_>) -> T) -> Result<T, String> {
        let json = python::read(body).unwrap();
        let said = |refusal: Refusal| refusal.body;
        let mut fields = Fields::of(Some(&json)).map_err(said)?;
        let asked = ask(&mut fields);
        fields.checked().map_err(said)?;
        Ok(asked)
    }

    fn count(body: &str) -> Result<Option<i64>, String> {
        read(body, |fields| fields.integer("n", 1..=60))
    }

    #[test]
    fn all_faults_are_told_at_once_in_pydantics_words() {
        let told = read(r#"{"l":["a",1],"b":"x"}"#, |fields| {
            fields.required_text("url");
            fields.texts("l");
            fields.boolean("b");
        });
        assert_eq!(
            told.unwrap_err(),
            concat!(
                r#"{"detail":[{"type":"missing","loc":["body","url"],"msg":"Field required","input":{"l":["a",1],"b":"x"}},"#,
                r#"{"type":"string_type","loc":["body","l",1],"msg":"Input should be a valid string","input":1},"#,
                r#"{"type":"bool_parsing","loc":["body","b"],"msg":"Input should be a valid boolean, unable to interpret input","input":"x"}]}"#
            )
        );
    }

    #[test]
    fn integers_are_read_laxly_and_kept_within_their_bounds() {
        for body in [
            r#"{"n":5}"#,
            r#"{"n":5.0}"#,
            r#"{"n":" 5 "}"#,
            r#"{"n":"5.0"}"#,
            r#"{"n":5e0}"#,
            r#"{"n":"0_5.00"}"#,
            r#"{"n":5.0000000000000001}"#,
        ] {
            assert_eq!(count(body), Ok(Some(5)), "{body}");
        }
        assert_eq!(count(r#"{"n":true}"#), Ok(Some(1)));
        assert_eq!(count(r#"{"n":null}"#), Ok(None));
        for (body, kind) in [
            (r#"{"n":5.5}"#, "int_from_float"),
            (r#"{"n":"x"}"#, "int_parsing"),
            (r#"{"n":"5."}"#, "int_parsing"),
            (r#"{"n":"1__0"}"#, "int_parsing"),
            (r#"{"n":"_5"}"#, "int_parsing"),
            (r#"{"n":1e19}"#, "int_parsing_size"),
            (r#"{"n":[]}"#, "int_type"),
            (r#"{"n":0}"#, "greater_than_equal"),
            (r#"{"n":61}"#, "less_than_equal"),
            (r#"{"n":99999999999999999999999}"#, "less_than_equal"),
            (r#"{"n":-99999999999999999999999}"#, "greater_than_equal"),
        ] {
            let told = count(body).unwrap_err();
            assert!(told.contains(&format!(r#""type":"{kind}""#)), "{told}");
        }
        let told = query_integer("limit", "abc", 1..=100).unwrap_err().body;
        assert!(told.contains(r#""loc":["query","limit"]"#), "{told}");
    }

    /// As Pydantic 2.14 was seen to take them.
    #[test]
    fn truth_has_a_few_words_and_two_numbers() {
        let flag = |body: &str| read(body, |fields| fields.boolean("b"));
        for (value, read) in [
            ("1.0", true),
            ("1e0", true),
            ("-0.0", false),
            ("\"On\"", true),
            ("\"N\"", false),
        ] {
            assert_eq!(
                flag(&format!("{{\"b\":{value}}}")),
                Ok(Some(read)),
                "{value}"
            );
        }
        for (value, kind) in [
            ("2", "bool_parsing"),
            ("\"1.0\"", "bool_parsing"),
            ("\" true\"", "bool_parsing"),
            ("1.5", "bool_type"),
            ("1e20", "bool_type"),
            ("[]", "bool_type"),
        ] {
            let told = flag(&format!("{{\"b\":{value}}}")).unwrap_err();
            assert!(told.contains(&format!(r#""type":"{kind}""#)), "{told}");
        }
    }

    #[test]
    fn a_body_that_is_no_object_has_no_fields() {
        let told = Fields::of(None).unwrap_err().body;
        let missing =
            r#"{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}"#;
        assert_eq!(told, missing);
        let told = read("[1]", |_| ()).unwrap_err();
        assert!(told.contains("model_attributes_type"), "{told}");
    }

    #[test]
    fn a_value_that_the_service_does_not_take_is_told_with_why() {
        let told = read(r#"{"url":"x"}"#, |fields| {
            fields.refuse("url", "it is no URL")
        });
        assert_eq!(
            told.unwrap_err(),
            r#"{"detail":[{"type":"value_error","loc":["body","url"],"msg":"Value error, it is no URL","input":"x","ctx":{"error":{}}}]}"#
        );
    }
}

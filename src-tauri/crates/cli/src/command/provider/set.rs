//! A setting of a profile, on the command line.

/// Its name and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set(pub String, pub String);

/// Reads `NAME=VALUE`; an empty value takes the setting away.
pub fn set(text: &str) -> Result<Set, String> {
    let pair = text
        .split_once('=')
        .filter(|(name, _)| !name.trim().is_empty());
    let wrong = || "write it like owner=octo".to_owned();
    let (name, value) = pair.ok_or_else(wrong)?;
    Ok(Set(name.trim().to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_a_name_and_a_value() {
        assert_eq!(set("url=a=b"), Ok(Set("url".into(), "a=b".into())));
        assert_eq!(set("hook="), Ok(Set("hook".into(), String::new())));
        assert!(set("hook").is_err() && set("=1").is_err());
    }
}

//! Literals of texts, as languages write them.

/// A literal as JavaScript, Python, Go, Java, C# and Rust read it.
pub fn double(text: &str) -> String {
    escaped(text, &[])
}

/// A literal of Ruby, where `#{` begins code.
pub fn ruby(text: &str) -> String {
    escaped(text, &['#'])
}

/// A literal of PHP, where `$` begins a variable.
pub fn php(text: &str) -> String {
    escaped(text, &['$'])
}

fn escaped(text: &str, more: &[char]) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '"' | '\\' => out.extend(['\\', letter]),
            _ if more.contains(&letter) => out.extend(['\\', letter]),
            // A definition may hold any character; code should not.
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_literal_or_begin_code_is_escaped() {
        assert_eq!(double("a\"b\\\n"), r#""a\"b\\\n""#);
        assert_eq!(ruby("#{x}"), r##""\#{x}""##);
        assert_eq!(php("$x"), r#""\$x""#);
    }
}

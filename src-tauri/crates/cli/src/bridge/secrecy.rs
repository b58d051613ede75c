//! Random texts that open the bridge, compared without telling how much of one was right.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

/// 256 random bits as text that needs no escaping in URLs and cookies.
pub struct Password(String);

impl Password {
    /// A new one.
    pub fn random() -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// Its text, for the one who is let in.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether this is it; takes the same time whatever differs.
    pub fn is(&self, guess: &str) -> bool {
        self.0.as_bytes().ct_eq(guess.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_text_is_the_password() {
        let password = Password::random();
        assert!(password.is(password.text()));
        assert!(!password.is(&password.text()[1..]));
        assert!(!password.is(""));
        assert_ne!(password.text(), Password::random().text());
    }
}

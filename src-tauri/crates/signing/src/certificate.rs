//! X.509 certificates, as far as a signature needs them: the key inside.
//!
//! A certificate is trusted because a user pasted it or its address is the
//! provider's own: chain, names and dates are not judged here.

use crate::der::{element, tag};

/// The SubjectPublicKeyInfo of a certificate.
pub fn public_key_info(certificate: &[u8]) -> Option<&[u8]> {
    let (_, outer) = element(tag::SEQUENCE, certificate)?;
    let (_, mut rest) = element(tag::SEQUENCE, outer)?;
    if let Some((after, _)) = element(tag::FIRST, rest) {
        rest = after;
    }
    // Serial number, algorithm, issuer, validity, subject.
    for kind in [
        tag::INTEGER,
        tag::SEQUENCE,
        tag::SEQUENCE,
        tag::SEQUENCE,
        tag::SEQUENCE,
    ] {
        rest = element(kind, rest)?.0;
    }
    let (after, _) = element(tag::SEQUENCE, rest)?;
    Some(&rest[..rest.len() - after.len()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{key_pair, rsa, spki};

    #[test]
    fn the_key_comes_out_of_the_certificate_it_went_into() {
        let pair = key_pair::certified(&[7; 32], "example.com").unwrap();
        let certificate = spki::der(pair.verifying.expose()).unwrap();
        let info = spki::of_rsa(&rsa::new_pair(&[7; 32]).public);
        assert_eq!(public_key_info(&certificate), Some(&info[..]));
        assert_eq!(public_key_info(&info), None);
    }
}

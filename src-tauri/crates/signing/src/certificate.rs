//! X.509 certificates, as far as a signature needs them: the key inside.
//!
//! A certificate is trusted because a user pasted it or its address is the
//! provider's own: chain, names and dates are not judged here.

use crate::der::{self, element, tag};
use crate::public_key;
use crate::scheme::definition::{Algorithm, AlgorithmKind, Hash};

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

/// sha256WithRSAEncryption and commonName.
const SHA256_WITH_RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b";
const COMMON_NAME: &[u8] = b"\x55\x04\x03";

/// A certificate that an RSA key signed for itself; `None` when the key is none.
///
/// For tests of one's own receiver: it is valid until 2049 and has no extensions.
pub fn self_signed(name: &str, private: &[u8], public_key_info: &[u8]) -> Option<Vec<u8>> {
    let algorithm = der::written(
        tag::SEQUENCE,
        &[
            &der::written(tag::OBJECT, &[SHA256_WITH_RSA]),
            &der::written(tag::NULL, &[]),
        ],
    );
    let name = distinguished(name);
    let signed = der::written(
        tag::SEQUENCE,
        &[
            &der::written(tag::FIRST, &[&der::integer(&[2])]),
            &der::integer(&[1]),
            &algorithm,
            &name,
            &validity(),
            &name,
            public_key_info,
        ],
    );
    let rsa = Algorithm {
        kind: AlgorithmKind::RsaPkcs1,
        hash: Hash::Sha256,
    };
    let signature = der::bits(&public_key::sign(rsa, private, &signed)?);
    Some(der::written(
        tag::SEQUENCE,
        &[&signed, &algorithm, &signature],
    ))
}

fn distinguished(name: &str) -> Vec<u8> {
    let kind = der::written(tag::OBJECT, &[COMMON_NAME]);
    let name = der::written(tag::TEXT, &[name.as_bytes()]);
    let attribute = der::written(tag::SEQUENCE, &[&kind, &name]);
    der::written(tag::SEQUENCE, &[&der::written(tag::SET, &[&attribute])])
}

fn validity() -> Vec<u8> {
    let [from, until] = [b"250101000000Z", b"491231235959Z"];
    der::written(
        tag::SEQUENCE,
        &[
            &der::written(tag::TIME, &[from]),
            &der::written(tag::TIME, &[until]),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rsa, spki};

    #[test]
    fn the_key_comes_out_of_the_certificate_it_went_into() {
        let pair = rsa::new_pair(&[7; 32]);
        let info = spki::of_rsa(&pair.public);
        let certificate = self_signed("example.com", &pair.private, &info).unwrap();
        assert_eq!(public_key_info(&certificate), Some(&info[..]));
        assert_eq!(public_key_info(&info), None);
    }
}

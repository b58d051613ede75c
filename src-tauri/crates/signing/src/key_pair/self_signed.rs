//! Certificates that a key signed for itself.
//!
//! For tests of one's own receiver: valid until 2049, without extensions, and
//! vouched for by nobody.

use crate::der::{self, tag};
use crate::public_key;
use crate::scheme::definition::{Algorithm, AlgorithmKind, Hash};

/// sha256WithRSAEncryption and commonName.
const SHA256_WITH_RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b";
const COMMON_NAME: &[u8] = b"\x55\x04\x03";

/// The certificate of an RSA key under this name; `None` when the key is none.
pub fn certificate(name: &str, private: &[u8], public_key_info: &[u8]) -> Option<Vec<u8>> {
    let algorithm = algorithm();
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

fn algorithm() -> Vec<u8> {
    let name = der::written(tag::OBJECT, &[SHA256_WITH_RSA]);
    der::written(tag::SEQUENCE, &[&name, &der::written(tag::NULL, &[])])
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

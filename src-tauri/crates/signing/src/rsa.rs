//! What ring leaves out of RSA, to sign in a provider's place: making key pairs,
//! and signing with SHA-1.
//!
//! For tests of one's own receiver: how long it takes depends on the key, and
//! nothing here hides that.

use std::sync::LazyLock;

use num_bigint::BigUint;

use crate::der::{self, element, tag};
use crate::digest;
use crate::scheme::definition::Hash;
use crate::spki;

/// A key pair of 2048 bits.
#[derive(Debug)]
pub struct RsaPair {
    /// The private key as PKCS#8.
    pub private: Vec<u8>,
    /// The public key as PKCS#1.
    pub public: Vec<u8>,
}

const EXPONENT: u32 = 65_537;
const PRIME_BYTES: usize = 128;

/// How many witnesses a prime must stand; FIPS 186-5 asks for five.
const WITNESSES: usize = 20;

/// The pair that these random bytes give, always the same one.
pub fn new_pair(entropy: &[u8; 32]) -> RsaPair {
    let mut random = Random::new(entropy);
    let (first, second) = (prime(&mut random), prime(&mut random));
    // The larger one first: its inverse must lie below it.
    if first > second {
        pair(&first, &second)
    } else {
        pair(&second, &first)
    }
}

/// What stands before a SHA-1 digest that is signed (RFC 8017, 9.2).
const SHA1_HEADER: &[u8] = b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14";

/// The PKCS#1 v1.5 signature over a message's SHA-1; `None` when the key is no
/// RSA key as PKCS#8.
pub fn sign_sha1(private: &[u8], message: &[u8]) -> Option<Vec<u8>> {
    let (n, d) = modulus_and_exponent(private)?;
    let digest = digest::hash(Hash::Sha1, std::iter::once(message));
    let told = [SHA1_HEADER, digest.as_slice()].concat();
    let length = usize::try_from(n.bits().div_ceil(8)).ok()?;
    let filled = length
        .checked_sub(told.len() + 3)
        .filter(|&filled| filled >= 8)?;
    let padded = [&[0, 1][..], &vec![0xff; filled], &[0], &told].concat();
    let signature = BigUint::from_bytes_be(&padded).modpow(&d, &n).to_bytes_be();
    Some([vec![0; length.checked_sub(signature.len())?], signature].concat())
}

fn modulus_and_exponent(private: &[u8]) -> Option<(BigUint, BigUint)> {
    let (_, wrapped) = element(tag::SEQUENCE, private)?;
    let (rest, _) = element(tag::INTEGER, wrapped)?;
    let (rest, _) = element(tag::SEQUENCE, rest)?;
    let (_, key) = element(tag::OCTETS, rest)?;
    let (_, numbers) = element(tag::SEQUENCE, key)?;
    let (rest, _) = element(tag::INTEGER, numbers)?;
    let (rest, n) = element(tag::INTEGER, rest)?;
    let (rest, _) = element(tag::INTEGER, rest)?;
    let (_, d) = element(tag::INTEGER, rest)?;
    let odd = n.last().is_some_and(|last| last % 2 == 1);
    odd.then(|| (BigUint::from_bytes_be(n), BigUint::from_bytes_be(d)))
}

fn pair(p: &BigUint, q: &BigUint) -> RsaPair {
    let one = BigUint::from(1_u8);
    let e = BigUint::from(EXPONENT);
    let (p_minus, q_minus) = (p - &one, q - &one);
    let d = e
        .modinv(&(&p_minus * &q_minus))
        .expect("primes are chosen so that the exponent has an inverse");
    let inverse = q.modinv(p).expect("two primes have no common factor");
    let n = p * q;
    let number = |value: &BigUint| der::integer(&value.to_bytes_be());
    let numbers = [
        &n,
        &e,
        &d,
        p,
        q,
        &(&d % &p_minus),
        &(&d % &q_minus),
        &inverse,
    ];
    let fields = numbers.map(number).concat();
    let key = der::written(tag::SEQUENCE, &[&der::integer(&[]), &fields]);
    let octets = der::written(tag::OCTETS, &[&key]);
    let wrapped = [&der::integer(&[]), &spki::rsa_algorithm(), &octets];
    RsaPair {
        private: der::written(tag::SEQUENCE, &wrapped.map(Vec::as_slice)),
        public: der::written(tag::SEQUENCE, &[&number(&n), &number(&e)]),
    }
}

/// Bytes that follow from the first ones.
struct Random {
    seed: [u8; 32],
    drawn: u64,
}

impl Random {
    const fn new(seed: &[u8; 32]) -> Self {
        Self {
            seed: *seed,
            drawn: 0,
        }
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length);
        while bytes.len() < length {
            self.drawn += 1;
            let drawn = self.drawn.to_be_bytes();
            let block = digest::hmac(Hash::Sha512, &self.seed, std::iter::once(&drawn[..]));
            bytes.extend_from_slice(block.as_slice());
        }
        bytes.truncate(length);
        bytes
    }
}

/// A prime with both highest bits set, so that two of them make 2048 bits.
fn prime(random: &mut Random) -> BigUint {
    loop {
        let mut bytes = random.bytes(PRIME_BYTES);
        bytes[0] |= 0xc0;
        bytes[PRIME_BYTES - 1] |= 1;
        if let Some(prime) = next_prime(&BigUint::from_bytes_be(&bytes), random) {
            return prime;
        }
    }
}

/// The next prime that suits the exponent, if it is near.
fn next_prime(start: &BigUint, random: &mut Random) -> Option<BigUint> {
    const NEAR: u32 = 4_000;
    let remainder = |&small: &u32| (small, residue(start, small));
    let small: Vec<(u32, u32)> = SMALL_PRIMES.iter().map(remainder).collect();
    let to_exponent = residue(start, EXPONENT);
    let candidates = (0..NEAR).step_by(2).filter(|step| {
        let suits = (to_exponent + step) % EXPONENT != 1;
        suits
            && small
                .iter()
                .all(|(small, residue)| (residue + step) % small != 0)
    });
    let mut candidates = candidates.map(|step| start + step);
    candidates.find(|candidate| is_prime(candidate, random))
}

fn residue(number: &BigUint, small: u32) -> u32 {
    let rest = number % small;
    rest.to_u32_digits().first().copied().unwrap_or_default()
}

static SMALL_PRIMES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut primes: Vec<u32> = Vec::new();
    for number in (3..2_000).step_by(2) {
        if primes.iter().all(|prime| number % prime != 0) {
            primes.push(number);
        }
    }
    primes
});

/// Miller and Rabin's test with random witnesses.
fn is_prime(number: &BigUint, random: &mut Random) -> bool {
    let one = BigUint::from(1_u8);
    let minus_one = number - &one;
    let twos = minus_one.trailing_zeros().unwrap_or_default();
    let odd = &minus_one >> twos;
    (0..WITNESSES).all(|_| {
        let witness = BigUint::from_bytes_be(&random.bytes(PRIME_BYTES - 1)) + 2_u8;
        let mut power = witness.modpow(&odd, number);
        if power == one || power == minus_one {
            return true;
        }
        (1..twos).any(|_| {
            power = &power * &power % number;
            power == minus_one
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::public_key;
    use crate::scheme::definition::{Algorithm, AlgorithmKind};

    #[test]
    fn what_one_half_signs_the_other_verifies() {
        for (seed, hash) in [(1, Hash::Sha256), (2, Hash::Sha1)] {
            let kind = AlgorithmKind::RsaPkcs1;
            let rsa = Algorithm { kind, hash };
            let pair = new_pair(&[seed; 32]);
            let signature = public_key::sign(rsa, &pair.private, b"message").unwrap();
            assert_eq!(signature.len(), 256);
            assert!(public_key::verifies(
                rsa,
                &pair.public,
                b"message",
                &signature
            ));
            assert!(!public_key::verifies(
                rsa,
                &pair.public,
                b"another",
                &signature
            ));
        }
    }

    #[test]
    fn what_is_no_private_key_signs_nothing() {
        let pair = new_pair(&[1; 32]);
        for key in [&b""[..], &pair.public, &pair.private[..100]] {
            assert_eq!(sign_sha1(key, b"message"), None);
        }
    }

    #[test]
    fn primes_are_told_from_other_numbers() {
        let mut random = Random::new(&[3; 32]);
        let mersenne = (BigUint::from(1_u8) << 521_u32) - 1_u8;
        assert!(is_prime(&mersenne, &mut random));
        assert!(!is_prime(&(&mersenne * &mersenne), &mut random));
        assert!(!is_prime(&(mersenne + 2_u8), &mut random));
    }
}
